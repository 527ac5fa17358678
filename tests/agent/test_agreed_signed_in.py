"""A yes of somebody who signs in between: to what is held, and only where it is said."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.fixture
def signed_in_first(fan: Fan) -> Talk:
    """A fan who asked to sign in before they had said yes to what is held, and has."""
    talk = fan()
    talk.say("2 for the otters on friday in 101", "the first", "ok, signing in")
    assert talk.awaiting == "sign_in"
    return talk.sign_in("cus_ann")


@pytest.mark.parametrize("said", ["yes", "yep, book", "yes i said book", "ok in, yes", "signed in now. yes go ahead"])
def test_a_yes_after_signing_in_is_to_what_is_held(signed_in_first: Talk, said: str) -> None:
    signed_in_first.say(said)
    assert signed_in_first.awaiting == "payment"


@pytest.mark.parametrize("said", ["ok", "done", "ok im in", "yes, I'm signed in", "yes if they are together"])
def test_to_be_back_alone_is_none(signed_in_first: Talk, said: str) -> None:
    signed_in_first.say(said)
    assert signed_in_first.awaiting == "confirmation"


def test_a_yes_before_signing_in_still_asks_for_it(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on friday in 101", "the first", "ok, signing in", "yes, book")
    assert talk.awaiting == "sign_in"


@pytest.mark.parametrize("said", ["We'll take them.", "i'll take those", "yes we'll have them"])
def test_who_signed_in_before_their_yes_takes_what_is_held(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday in 101", "the first", "good. sign me in")
    talk.sign_in("cus_ann")
    talk.say(said)
    assert talk.awaiting == "payment"

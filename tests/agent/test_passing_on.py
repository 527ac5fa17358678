"""Tickets just bought that go to somebody else: handed on, and not bought once more."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "can you send one of these to my friend? her email is bex@example.com",
        "could you pass one of these on to my friend Bex? bex@example.com",
        "i'd like to forward 1 of those to bex@example.com please",
        "one of those is for my mate, how does she get it? bex@example.com",
        "can one of these go to bex@example.com?",
    ],
)
def test_one_of_those_just_bought_goes_to_somebody_and_is_not_bought_again(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "I'll hand one ticket" in talk.reply.response
    assert "bex@example.com" in talk.reply.response
    talk.say("yes")
    assert "Done: bex@example.com now has one ticket" in talk.reply.response
    assert talk.awaiting is None


def test_one_of_those_for_somebody_without_an_address_asks_for_it(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("can one of these go to my sister?")
    assert "I need an e-mail address" in talk.reply.response
    talk.say("bex@example.com")
    assert "I'll hand one ticket" in talk.reply.response


@pytest.mark.parametrize(
    ("said", "many"), [("one more of these please", "one ticket"), ("2 of the same again", "two tickets")]
)
def test_more_of_those_just_bought_are_offered(fan: Fan, said: str, many: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert many in talk.reply.response
    assert talk.awaiting == "seats"


def test_what_was_turned_down_is_not_offered_again_after_a_hand_over(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("one more of these please")
    assert talk.awaiting == "seats"
    talk.say("no no, I don't want another ticket. send one of mine to bex@example.com", "yes")
    assert "now has one ticket" in talk.reply.response
    assert "Shall I hold" not in talk.reply.response
    assert talk.awaiting is None

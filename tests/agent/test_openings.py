"""First words of few letters, and questions before anything is bought."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize("said", ["book", "cheap", "cheap tickets please", "reserve", "hi, i want to book"])
def test_one_word_is_enough_to_begin(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "events" in talk.cards()
    assert talk.awaiting == "event"


def test_cheap_alone_is_answered_cheapest_first(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("cheap tickets")
    prices = [option.from_price.amount for option in talk.card("events").options if option.from_price is not None]
    assert prices == sorted(prices)
    assert "heapest first" in talk.reply.response


@pytest.mark.parametrize("said", ["do i need an account", "do i have to register to buy", "must we sign in first"])
def test_whether_an_account_is_needed_is_a_question(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "You're signed in" not in talk.reply.response


def test_who_wants_to_sign_in_is_still_taken_there(fan: Fan) -> None:
    talk = fan()
    talk.say("i want to sign in")
    assert talk.awaiting == "sign_in"

"""Credit cannot be spent in the chat: whoever wants to pay with it is told so, and nothing that is held changes by it."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said", ["Can you take it off my credit please", "how do i pay with my credit then", "can I use my voucher for these?", "just apply the store credit to it"]
)  # fmt: skip
def test_at_a_quote_it_is_said_and_the_seats_stay(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", said)
    assert "Credit can't be spent here" in talk.reply.response
    assert "still holding your seats" in talk.reply.response
    assert not talk.orders()


@pytest.mark.parametrize("said", ["2 for the otters on friday in 301, and pay with my credit", "2 for the otters on friday in 301. can i use the credit i have for it?"])  # fmt: skip
def test_beside_a_wish_it_is_said_and_seats_are_listed(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "Credit can't be spent here" in talk.reply.response
    assert "seats" in talk.cards()


@pytest.mark.parametrize("said", ["how much credit do I have", "what's my credit balance"])
def test_what_is_left_of_it_is_told(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "can't be spent" not in talk.reply.response
    assert "credit" in talk.reply.response


def test_a_credit_card_is_no_credit(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", "can i pay with my credit card")
    assert "can't be spent" not in talk.reply.response


def test_money_back_as_credit_is_still_quoted(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301", "the first", "yes")
    talk.pay()
    talk.say("refund them as credit please")
    assert "can't be spent" not in talk.reply.response
    assert "quote" in talk.cards()

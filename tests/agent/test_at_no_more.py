"""Better seats for no more money: only those are offered; where there are none, that is said and what is held stays."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]
ASKED = [
    "can we sit closer for the same price",
    "anything better that doesn't cost more",
    "can we get closer without paying more?",
    "is there something nearer at no extra cost",
    "any better seats for the same money?",
]


@pytest.mark.parametrize("said", ASKED)
def test_only_what_costs_no_more_is_offered(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the third", said)
    offers = talk.card("seats").options
    assert {(o.section, o.row) for o in offers} == {("301", "A"), ("301", "B")}


@pytest.mark.parametrize("said", ASKED)
def test_where_there_are_none_the_seats_stay(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", said)
    assert "nothing nearer or better for that at $27.50 each or less" in talk.reply.response
    assert talk.awaiting == "confirmation"
    talk.say("yes")
    assert talk.awaiting == "payment"


def test_of_a_list_nothing_dearer_is_offered(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on friday", "can we sit closer for the same price")
    assert "nothing nearer or better" in talk.reply.response
    assert talk.awaiting == "seats"


def test_better_seats_without_a_word_on_money_may_cost_more(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", "anything better?")
    assert "$88.00" in talk.reply.response

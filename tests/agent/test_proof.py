"""Whether papers are asked for, and how old one has to be, is answered from the show or the documents, and lists nothing."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "do i need id",
        "do i need id for the otters",
        "do i need to bring id for the glass orchard?",
        "do you check id",
        "is id required",
        "is the otters game 18+",
        "is the glass orchard 18+",
        "is there an age limit for the glass orchard",
    ],
)
def test_it_is_answered_and_no_show_is_listed(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "check ID at the door" in talk.reply.response
    assert talk.cards() == ["sources"]


@pytest.mark.parametrize("said", ["do i need id?", "is it 18+?", "is there an age limit"])
def test_at_a_hold_the_seats_stay(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the otters on friday in 301", "the first", said)
    assert "check ID at the door" in talk.reply.response
    assert "still holding your seats" in talk.reply.response


def test_papers_for_a_beer_are_those_of_the_bar(fan: Fan) -> None:
    assert "aged 21 and over" in fan().say("do i need id to buy a beer").response


def test_the_id_of_an_order_is_none_of_these(fan: Fan) -> None:
    assert "ord_ida1" in fan("cus_ida").say("what's my order id").response


@pytest.mark.parametrize("said", ["can i get food there", "can we get dinner there?", "can i buy a drink inside"])
def test_what_is_sold_there_is_not_what_may_be_brought(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("i want to upgrade my otters tickets", "the first", said)
    assert "Outside food" not in talk.reply.response
    assert "Source:" in talk.reply.response
    assert "shall I upgrade you" in talk.reply.response

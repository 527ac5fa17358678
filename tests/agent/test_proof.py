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


@pytest.mark.parametrize(
    "said",
    [
        "do i need some kinda proof for the wheelchair seat",
        "no i mean do i have to show a doctors note or something at the door",
        "is a medical certificate required for the accessible space?",
        "do i need to bring a disability card",
    ],
)
def test_whether_a_need_has_to_be_proved_is_not_guessed(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the otters on friday in 301", "the first", "yes")
    talk.pay()
    talk.say(said)
    assert "Whether proof of it is asked for I don't know" in talk.reply.response
    assert "$" not in talk.reply.response


def test_papers_for_a_refund_are_another_matter(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("do i need a doctor's note to get a refund?")
    assert "Whether proof of it" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["Where do we come in with the wheelchair?", "which entrance is it for a wheelchair user"]
)
def test_the_way_in_with_a_wheelchair_is_the_step_free_one(fan: Fan, said: str) -> None:
    assert "step-free entrance" in fan().say("2 for the otters on friday in 301", said).response

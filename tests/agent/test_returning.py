"""Parts of an order given back: how many, which, and what is said where that cannot be. Ned has four seats, Ida two."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


def valid(talk: Talk) -> list[str]:
    (order,) = talk.orders()
    return [t.seat.number for t in order.tickets if t.status == "valid"]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("two of my four gallery seats need refunding", 2), ("give one of them back, we're keeping three", 3), ("refund half of my order", 2),
        ("please return all but one of my Glass Orchard tickets", 1), ("hand in the pair for the Glass Orchard, we still need the other two", 2),
        ("I bought four for the Glass Orchard. Only three of us are going now, money back for the spare please", 3), ("shrink my order by one", 3),
        ("take my booking for the Glass Orchard down to two seats", 2), ("drop two seats from my order", 2), ("we only need 3 of the 4 now", 3),
    ],
)  # fmt: skip
def test_so_many_go_back_and_the_others_stay(fan: Fan, said: str, left: int) -> None:
    talk = fan("cus_ned")
    talk.say(said)
    assert talk.awaiting == "confirmation", talk.reply.response
    assert talk.card("quote").kind == "refund"
    assert "You keep" in talk.reply.response
    talk.say("yes")
    assert len(valid(talk)) == left


def test_the_seats_named_are_the_ones_that_go_back(fan: Fan) -> None:
    talk = fan("cus_ned")
    first, second, *rest = valid(talk)
    talk.say(f"I'd like to return seats {first} and {second} of my order", "yes")
    assert valid(talk) == rest


def test_seats_that_are_not_theirs_are_asked_about(fan: Fan) -> None:
    talk = fan("cus_ned")
    number = valid(talk)[1]
    talk.say("refund seat 99 of my order")
    assert talk.awaiting == "quantity"
    assert "99" in talk.reply.response
    talk.say(f"seat {number}", "yes")
    assert number not in valid(talk)
    assert len(valid(talk)) == 3


def test_more_than_they_have_is_asked_about(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("refund six of my tickets")
    assert "four tickets" in talk.reply.response
    talk.say("two", "yes")
    assert len(valid(talk)) == 2


def test_an_order_moves_as_a_whole_and_a_part_of_it_can_go_back(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("move just one of my Glass Orchard tickets to saturday")
    assert "as a whole" in talk.reply.response
    talk.say("then refund one of them", "yes")
    assert len(valid(talk)) == 3


def test_tickets_of_a_show_that_is_on_are_offered_no_other_date(fan: Fan) -> None:
    talk = fan("cus_max")
    talk.say("can I have my money back for the otters")
    assert "exchanged for another date" not in talk.reply.response
    talk.say("what about credit then?")
    assert "no credit at the moment" not in talk.reply.response
    assert "refund" in talk.reply.response.lower()


@pytest.mark.parametrize(
    "said",
    [
        "one of us cant make it, can i refund just one of them",
        "i want to cancel just one of them",
        "my friend cant come so give back just one of them",
        "can i get a refund for only one of them",
    ],
)
def test_one_said_twice_is_one(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "Refund of 1 ticket" in talk.reply.response


def test_who_says_how_many_of_them_still_go_keeps_so_many(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("only one of us can go now")
    assert "Refund of 2 tickets" in talk.reply.response


@pytest.mark.parametrize("said", ["no, only ONE ticket, seat {last}. the other two still go", "no only seat {last}", "just seat {last}. the others still go"])  # fmt: skip
def test_another_number_under_the_quote_is_quoted_anew(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    last = talk.orders()[0].tickets[-1].seat.number
    talk.say("refund 2 of them", said.format(last=last))
    assert "Refund of 1 ticket" in talk.reply.response
    assert f"seat {last}." in talk.reply.response.split("You keep")[0]
    assert len(valid(talk)) == 3

"""One ticket of an order, by its place or its seat: that one is handed on or given back, named before the yes; never all of them instead."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue.wishes.part import beyond, point_out
from willcall.agent.state import OrderFact, Task, TicketFact

Fan = Callable[..., Talk]


def kept(talk: Talk) -> list[str]:
    return [t.seat.number for t in talk.orders()[0].tickets if t.status == "valid"]


def seats(talk: Talk) -> list[str]:
    return sorted((t.seat.number for t in talk.orders()[0].tickets), key=int)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("send the second ticket to jo@example.org", 1),
        ("transfer the middle ticket to jo@example.org", 1),
        ("give my brother the last one, jo@example.org", 2),
        ("forward ticket 1 to jo@example.org", 0),
        ("can you pass the third seat on to jo@example.org please", 2),
    ],
)
def test_the_ticket_pointed_at_is_the_one_handed_on(fan: Fan, said: str, place: int) -> None:
    talk = after_buying(fan)
    number = seats(talk)[place]
    talk.say(said)
    assert "one ticket" in talk.reply.response
    assert f"seat {number};" in talk.reply.response
    talk.say("yes")
    assert number not in kept(talk)
    assert len(kept(talk)) == 2


def test_a_seat_by_number_and_one_of_them_are_named_in_the_question(fan: Fan) -> None:
    talk = after_buying(fan)
    number = seats(talk)[0]
    talk.say(f"send seat {number} to jo@example.org")
    assert f"seat {number};" in talk.reply.response
    talk.say("no", "send one of my tickets to jo@example.org")
    assert "You keep" in talk.reply.response


def test_the_seat_is_changed_and_asked_for_before_the_yes(fan: Fan) -> None:
    talk = after_buying(fan)
    number = seats(talk)[0]
    talk.say("send the last ticket to jo@example.org", f"which seat is going to him? it should be {number}")
    assert f"seat {number};" in talk.reply.response
    talk.say("yes")
    assert number not in kept(talk)


@pytest.mark.parametrize("said", ["send seat 99 to jo@example.org", "transfer the fifth ticket to jo@example.org"])
def test_a_ticket_that_is_not_there_hands_nothing(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "Which of them shall go?" in talk.reply.response
    talk.say("yes")
    assert len(kept(talk)) == 3


def test_both_is_no_yes_to_one(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("send the second ticket to jo@example.org", "send both")
    assert len(kept(talk)) == 3


def test_all_of_them_are_all_of_them(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("send my tickets to jo@example.org")
    assert "three tickets" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "cancel my order but keep one ticket",
        "refund the order but leave me one ticket",
        "return them, I'll keep a single ticket",
    ],
)
def test_an_order_cancelled_but_for_one_ticket_keeps_one(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "2 × Section 301 returned" in talk.reply.response
    assert "You keep" in talk.reply.response


def test_the_second_ticket_goes_back_alone(fan: Fan) -> None:
    talk = after_buying(fan)
    number = seats(talk)[1]
    talk.say("refund the second ticket", "which one goes back?")
    assert f"seat {number}." in talk.reply.response.splitlines()[0]


def order(*numbers: str) -> OrderFact:
    tickets = [TicketFact(ticket_id=n, section="1", row="A", number=n, status="valid") for n in numbers]
    return OrderFact(
        order_id="o",
        event_id="e",
        event_name="",
        starts_at=None,
        status="confirmed",
        total=0,
        currency="USD",
        tickets=tickets,
    )


@pytest.mark.parametrize(
    "said",
    [
        "send them 2 days before the first show",
        "the second order please",
        "tickets 2 hours before",
        "the last two weeks",
        "it should be 2 tickets",
        "the first row",
        "send tickets 2 please",
    ],
)
def test_not_every_ordinal_points_at_a_ticket(said: str) -> None:
    task = Task(kind="transfer", order=order("2", "3", "4"))
    assert not point_out(task, [], said)
    assert not task.nth
    assert not task.numbers


def test_one_ticket_of_several_cannot_be_exchanged_alone(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("exchange the second ticket for saturday's otters game")
    assert "as a whole" in talk.reply.response
    assert "quote" not in talk.cards()


def test_two_may_be_pointed_at_and_none_that_is_not_there() -> None:
    task = Task(kind="transfer", order=order("2", "3", "4"))
    assert point_out(task, [], "the first and the last ticket")
    assert task.nth == [1, -1]
    assert not beyond(task)
    assert point_out(task, [], "the fourth ticket")
    assert beyond(task)

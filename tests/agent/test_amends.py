"""Part of the money for what was bad, or only a complaint: a case is noted, and no tickets go back."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "I was sold bad seats, I demand half of my money back for the Glass Orchard tickets",
        "the seats were rubbish, i want some of my money back",
        "our view was blocked by a pillar, we want part of the money back for the glass orchard",
        "you sold me terrible seats. give me half my money back",
        "awful sound last time. I want a partial refund",
    ],
)
def test_part_of_the_money_for_bad_seats_is_a_complaint(fan: Fan, said: str) -> None:
    talk = fan("cus_ned")
    talk.say(said)
    assert talk.cards() == ["case"]
    assert [o.status for o in talk.orders()] == ["confirmed"]


@pytest.mark.parametrize(
    "said",
    [
        "no i keep the tickets, its about bad service",
        "Complaint! not refund!",
        "no refund. its a complaint",
        "i'm keeping them, i want to complain about the seats",
        "its about the bad seats not a refund",
    ],
)
def test_a_complaint_under_a_quote_lets_the_quote_go(fan: Fan, said: str) -> None:
    talk = fan("cus_ned")
    talk.say("refund two of my tickets for the Glass Orchard")
    assert talk.awaiting == "confirmation"
    talk.say(said)
    assert "Your order stays as it is." in talk.reply.response
    assert talk.cards() == ["case"]
    assert talk.awaiting is None


@pytest.mark.parametrize("said", ["no i keep the tickets", "im keeping them", "we're keeping our seats"])
def test_who_only_keeps_them_complains_of_nothing(fan: Fan, said: str) -> None:
    talk = fan("cus_ned")
    talk.say("refund two of my tickets for the Glass Orchard", said)
    assert "Your order stays as it is." in talk.reply.response
    assert "case" not in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "refund half of my glass orchard tickets",
        "i want half my money back, two of us can't come",
        "it is a bad day for us, refund half of our glass orchard tickets",
        "my back is bad, refund two of my glass orchard tickets",
    ],
)
def test_half_of_the_tickets_may_go_back(fan: Fan, said: str) -> None:
    talk = fan("cus_ned")
    talk.say(said)
    assert "Going back: Gallery, row A, seats 5, 6" in talk.reply.response
    assert talk.awaiting == "confirmation"

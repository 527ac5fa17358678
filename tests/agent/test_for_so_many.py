"""What another number would cost where seats are held: told, with nothing let go, changed or bought."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def holding(fan: Fan) -> Talk:
    """A fan with two seats held in 301."""
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first")
    assert talk.awaiting == "confirmation"
    return talk


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("how much for 3", "$82.50"),
        ("what would 3 cost", "$82.50"),
        ("and for four of us?", "$110.00"),
        ("how much would it be if there were 3 of us", "$82.50"),
        ("whats the price for five", "$137.50"),
        ("how much is it for one", "$27.50"),
    ],
)
def test_the_price_for_so_many_is_told_and_the_seats_stay_held(fan: Fan, said: str, told: str) -> None:
    talk = holding(fan)
    talk.say(said)
    assert told in talk.reply.response
    assert "I'm still holding your two, $55.00 in all" in talk.reply.response
    talk.say("yes")
    assert "$55.00 to pay" in talk.reply.response
    assert talk.orders() == []


@pytest.mark.parametrize("said", ["ok, three tickets then", "ok 3", "make it three"])
def test_who_wants_so_many_then_gets_them(fan: Fan, said: str) -> None:
    talk = holding(fan)
    talk.say("how much for 3", said)
    assert talk.card("quote").total.amount == 8250


def test_who_asks_after_a_yes_is_told_beside_the_payment(fan: Fan) -> None:
    talk = holding(fan)
    talk.say("yes", "how much for 3")
    assert "$82.50" in talk.reply.response
    assert "$55.00 to pay" in talk.reply.response
    assert talk.awaiting == "payment"


def test_more_than_may_be_bought_is_no_price(fan: Fan) -> None:
    talk = holding(fan)
    talk.say("how much for 20")
    assert "at most 8 tickets" in talk.reply.response
    assert "shall i book the two?" in talk.reply.response.casefold()
    assert "to change" not in talk.reply.response


@pytest.mark.parametrize("said", ["how much for the two", "whats the total"])
def test_what_is_held_is_told_where_no_other_number_is_said(fan: Fan, said: str) -> None:
    talk = holding(fan)
    talk.say(said)
    assert "Total: $55.00" in talk.reply.response


@pytest.mark.parametrize("said", ["make it 3, how much is that", "3 instead please"])
def test_who_changes_the_number_has_it_changed(fan: Fan, said: str) -> None:
    talk = holding(fan)
    talk.say(said)
    assert "$82.50" in talk.reply.response
    assert "still holding your two" not in talk.reply.response


def test_of_what_is_listed_the_price_is_that_of_so_many(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on friday in 301", "how much for 3")
    assert all(len(option.seat_ids) == 3 for option in talk.card("seats").options)


def test_so_it_is_while_others_are_looked_at(fan: Fan) -> None:
    talk = holding(fan)
    talk.say("what is there in 101?", "how much for 3")
    assert "I'm still holding your two, $55.00 in all" in talk.reply.response
    talk.say("yes")
    assert "$55.00 to pay" in talk.reply.response

"""What one's own orders come to is read from them: how many, how much in all or each, numbered seats or standing."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def _bought(fan: Fan) -> Talk:
    talk = fan("cus_bo")
    talk.say("2 for the otters on saturday in 301", "the first", "yes")
    talk.pay()
    assert talk.orders()
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "How many did I end up buying?", "It spun forever so I pressed again. How many did I end up buying?", "how much did I pay altogether", "what did we spend in all?", "Could you confirm the price I paid?", "remind me of the total we've paid", "what was the amount i paid",
        "did i pay 55 for both or each", "so what's that in total, 55?", "how many tickets have i got in total now, how many did i book",
    ],
)  # fmt: skip
def test_what_was_bought_is_counted_and_summed(fan: Fan, said: str) -> None:
    talk = _bought(fan)
    talk.say(said)
    assert "two tickets, $55.00 for all of them, $27.50 each" in talk.reply.response
    assert "case" not in talk.cards()
    assert len(talk.orders()) == 1


def test_several_orders_are_summed(fan: Fan) -> None:
    talk = _bought(fan)
    talk.say("1 for the otters on saturday in 301", "the first", "yes")
    talk.pay()
    assert len(talk.orders()) == 2
    total = sum(order.total.amount for order in talk.orders())
    talk.say("how much did I pay altogether?")
    assert "Three tickets in two orders, each charged once" in talk.reply.response
    assert f"{total / 100:,.2f} in all" in talk.reply.response


def test_whether_ones_own_places_are_seats_is_told_by_the_tickets(fan: Fan) -> None:
    talk = _bought(fan)
    talk.say("show my orders", "are my tickets seated or standing?")
    assert "numbered seats" in talk.reply.response
    assert "from $" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["how many can i buy", "how much would i get back", "how much did i pay for parking", "how much are they each"],
)
def test_other_sums_are_told_as_before(fan: Fan, said: str) -> None:
    talk = _bought(fan)
    talk.say(said)
    assert "for all of them" not in talk.reply.response


def test_under_a_quote_the_sum_is_the_quotes(fan: Fan) -> None:
    talk = fan("cus_bo")
    talk.say("2 for the otters on saturday in 301", "the first", "is that 55 for both or each?")
    assert "for all of them" not in talk.reply.response
    assert talk.awaiting == "confirmation"

"""Everything given back, order by order; better seats for who complains; and what a budget alone lists."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


@pytest.fixture
def two_orders(fan: Fan) -> Talk:
    talk = after_buying(fan)
    talk.say("2 for the otters on saturday in 301", "the first", "yes")
    talk.pay()
    assert len(talk.orders()) == 2
    return talk


@pytest.mark.parametrize(
    "said", ["refund everything", "cancel both orders please", "i want my money back for all my tickets"]
)
def test_everything_goes_back_order_by_order_each_with_its_own_yes(two_orders: Talk, said: str) -> None:
    two_orders.say(said)
    assert "One order after the other" in two_orders.reply.response
    first = two_orders.card("quote")
    two_orders.say("yes")
    assert [o.status for o in two_orders.orders()].count("refunded") == 1
    assert two_orders.card("quote").quote_id != first.quote_id
    two_orders.say("yes")
    assert {o.status for o in two_orders.orders()} == {"refunded"}


def test_after_a_no_to_the_first_the_rest_is_left_alone(two_orders: Talk) -> None:
    two_orders.say("refund everything", "no", "yes")
    assert "refunded" not in {o.status for o in two_orders.orders()}


@pytest.mark.parametrize(
    "said", ["the seats are terrible, i want something better", "these seats are awful, get us something closer"]
)
def test_who_complains_and_wants_better_seats_sees_them(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "I'm sorry" in talk.reply.response
    assert talk.cards() == ["seats"]


def test_a_budget_alone_lists_what_it_buys(fan: Fan) -> None:
    talk = fan()
    talk.say("anything for under 30 bucks")
    assert {o.from_price.amount <= 3000 for o in talk.card("events").options} == {True}


def test_the_cheapest_on_the_aisle_are_listed_by_price(fan: Fan) -> None:
    talk = fan()
    talk.say("cheapest 2 seats on the aisle for the otters on friday")
    prices = [o.total.amount for o in talk.card("seats").options]
    assert prices == sorted(prices)

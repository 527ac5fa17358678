"""The tables of states: what is not in them does not happen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.boxoffice.errors import WrongState
from willcall.boxoffice.rules import holds, orders, quotes, refunds
from willcall.boxoffice.rules.refunds import Returned
from willcall.kit.errors import Invalid

STATUSES = st.sampled_from(sorted(orders.ORDER))


@given(STATUSES, STATUSES)
def test_an_order_takes_exactly_the_steps_of_the_table(now, to):
    if to in orders.ORDER[now]:
        assert orders.advance(now, to, order_id="ord_1") == to
    else:
        with pytest.raises(WrongState, match=now):
            orders.advance(now, to, order_id="ord_1")


@pytest.mark.parametrize("table", [orders.ORDER, quotes.LEGAL, holds.LEGAL])
def test_every_step_leads_to_a_state_that_exists(table):
    assert {to for steps in table.values() for to in steps} <= set(table)


@given(st.lists(STATUSES, max_size=8))
def test_from_an_end_state_no_way_leads_on(path):
    status = "refunded"
    for to in path:
        with pytest.raises(WrongState):
            status = orders.advance(status, to, order_id="ord_1")
    assert status == "refunded"


@given(
    now=st.integers(0, 10**9),
    seconds=st.integers(-10, 2000),
    ends=st.integers(0, 2 * 10**9),
)
def test_a_hold_never_outlives_its_event_nor_its_limit(now, seconds, ends):
    try:
        until = holds.expiry(now_ms=now, seconds=seconds, max_seconds=900, ends_at_ms=ends)
    except Invalid:
        assert not 10 <= seconds <= 900
    else:
        assert until <= ends
        assert until <= now + 900_000


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**5), max_size=6))
def test_a_refund_is_spread_over_charges_without_taking_more_than_any_has(amount, lefts):
    charges = [(f"pay_{n}", left) for n, left in enumerate(lefts)]
    if amount > sum(lefts):
        with pytest.raises(ValueError, match="more would be paid back"):
            refunds.allocate(amount, charges)
        return
    parts = dict(refunds.allocate(amount, charges))
    assert sum(parts.values()) == amount
    assert all(parts[name] <= left for name, left in charges if name in parts)


tickets = st.lists(
    st.builds(Returned, st.sampled_from(["101", "201"]), st.integers(0, 10**5), st.integers(0, 10**4)), min_size=1
)


@given(tickets, st.booleans(), st.integers(0, 1000), st.integers(0, 10**6))
def test_a_refund_never_exceeds_what_was_paid_nor_what_the_tickets_cost(returned, keep, order_fee, still_paid):
    items = refunds.refund_items(returned, currency="USD", keep_fees=keep, order_fee=order_fee, still_paid=still_paid)
    back = -sum(item.amount.amount for item in items)
    worth = sum(t.face + (0 if keep else t.fees) for t in returned) + (0 if keep else order_fee)
    assert back == min(worth, still_paid)

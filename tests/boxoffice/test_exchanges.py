"""Another event for the same order, on both databases."""

import pytest

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Recipient
from willcall.boxoffice.errors import (
    EventOver,
    PolicyRefused,
    WrongState,
)
from willcall.kit.errors import Invalid


def free(stand, event_id="evt_week"):
    return stand.office.get_event_info(event_id=event_id).available


def exchange(stand, actor, order, event_id, **wish):
    quote = stand.agree(actor, kind="exchange", order_id=order.order_id, event_id=event_id, **wish)
    return quote, stand.office.exchange_tickets(
        actor=actor, order_id=order.order_id, quote_id=quote.quote_id, payment_method_token="tok_ok"
    )


def test_an_exchange_for_a_dearer_event_charges_the_difference(stand, ann):
    order = stand.buy(ann, "evt_later", section="101")
    quote, done = exchange(stand, ann, order, "evt_week", section="101")
    assert quote.total.amount == 2 * 5000
    assert (done.order_id, done.status, done.event_id) == (order.order_id, "exchanged", "evt_week")
    assert done.total.amount == stand.bank.net
    assert free(stand, "evt_later") == 64


def test_an_exchange_for_a_cheaper_event_gives_credit(stand, ann):
    order = stand.buy(ann, "evt_week", section="101")
    quote, done = exchange(stand, ann, order, "evt_later", section="101")
    assert (quote.total.amount, quote.refund_to) == (-10000, "credit")
    assert done.credit.amount == 10000
    assert [m.amount for m in stand.office.get_credit(actor=ann, customer_id="cus_ann").balance] == [10000]
    assert done.total.amount == order.total.amount - 10000


@pytest.mark.parametrize(("to", "back"), [("original", 10000), ("none", 0)])
def test_the_policy_says_where_a_lower_price_goes(stand, ann, policy, to, back):
    stand.load(policies=[policy("exchange", difference_to=to)])
    order = stand.buy(ann, "evt_week", section="101")
    _quote, done = exchange(stand, ann, order, "evt_later", section="101")
    assert done.refunded.amount == back
    assert stand.bank.net == done.total.amount == order.total.amount - back


def test_an_exchange_needs_another_event_that_is_on(stand, ann):
    order = stand.buy(ann)
    with pytest.raises(Invalid):
        stand.office.quote(actor=ann, kind="exchange", order_id=order.order_id, event_id="evt_week")
    with pytest.raises(EventOver):
        stand.office.quote(actor=ann, kind="exchange", order_id=order.order_id, event_id="evt_past")


def test_an_exchange_counts_against_the_new_events_limit_per_customer(stand, ann, bob, policy):
    stand.load(policies=[policy("purchase_limit", max_tickets=4, max_per_customer=4)])
    stand.buy(ann, "evt_later", quantity=3)
    order = stand.buy(ann, "evt_week")
    with pytest.raises(PolicyRefused, match="you have 3"):
        stand.office.quote(actor=ann, kind="exchange", order_id=order.order_id, event_id="evt_later")
    others = stand.buy(bob, "evt_week")
    assert exchange(stand, bob, others, "evt_later")[1].event_id == "evt_later"


def test_the_limit_holds_for_what_is_bought_between_quote_and_exchange(stand, ann, policy):
    stand.load(policies=[policy("purchase_limit", max_tickets=4, max_per_customer=4)])
    order = stand.buy(ann, "evt_week")
    quote = stand.agree(ann, kind="exchange", order_id=order.order_id, event_id="evt_later")
    elsewhere = Actor.fan("cus_ann", "another session")
    stand.buy(elsewhere, "evt_later", quantity=3)
    with pytest.raises(PolicyRefused):
        stand.office.exchange_tickets(
            actor=ann, order_id=order.order_id, quote_id=quote.quote_id, payment_method_token="tok_ok"
        )
    after = stand.office.get_order(actor=ann, order_id=order.order_id)
    assert (after.event_id, after.status) == ("evt_week", "confirmed")


def test_an_exchange_in_its_second_step_counts_for_the_limit(stand, ann, policy):
    stand.load(policies=[policy("purchase_limit", max_tickets=4, max_per_customer=4)])
    order = stand.buy(ann, "evt_later", quantity=3, section="101")
    quote = stand.agree(ann, kind="exchange", order_id=order.order_id, event_id="evt_week", section="101")
    stand.office.exchange_tickets(
        actor=ann, order_id=order.order_id, quote_id=quote.quote_id, payment_method_token="tok_second_step"
    )
    with pytest.raises(PolicyRefused, match="you have 3"):
        stand.buy(Actor.fan("cus_ann", "another session"), "evt_week")


def test_an_order_of_which_a_part_was_handed_on_is_at_one_event_and_stays_there(stand, ann):
    order = stand.buy(ann, "evt_week", quantity=3)
    quote = stand.agree(ann, kind="exchange", order_id=order.order_id, event_id="evt_later")
    stand.office.transfer_tickets(
        actor=ann, ticket_ids=[order.tickets[0].ticket_id], recipient=Recipient(email="friend@example.org")
    )
    for attempt in (
        lambda: stand.office.exchange_tickets(
            actor=ann, order_id=order.order_id, quote_id=quote.quote_id, payment_method_token="tok_ok"
        ),
        lambda: stand.office.quote(actor=ann, kind="exchange", order_id=order.order_id, event_id="evt_later"),
    ):
        with pytest.raises(WrongState):
            attempt()
    after = stand.office.get_order(actor=ann, order_id=order.order_id)
    assert {ticket.event_id for ticket in after.tickets} == {after.event_id} == {"evt_week"}
    # What is still in hand can be given back, and what was given back stands in the way of nothing.
    stand.refund(ann, order.order_id, ticket_ids=[order.tickets[1].ticket_id])


def test_an_order_of_which_a_part_was_given_back_moves_with_the_rest(stand, ann):
    order = stand.buy(ann, "evt_week", quantity=3)
    stand.refund(ann, order.order_id, ticket_ids=[order.tickets[0].ticket_id])
    _quote, done = exchange(stand, ann, order, "evt_later")
    assert sum(ticket.status == "valid" for ticket in done.tickets) == 2

"""Money back, on both databases."""

import pytest

from willcall.access.actor import Actor
from willcall.boxoffice.errors import (
    NoSuchOrder,
    NotConfirmed,
    PolicyRefused,
    WrongState,
)
from willcall.kit.errors import Denied

SERVICE = Actor.service("desk")


def free(stand, event_id="evt_week"):
    return stand.office.get_event_info(event_id=event_id).available


def test_a_refund_pays_back_the_face_value_and_frees_the_seats(stand, ann):
    before = free(stand)
    order = stand.buy(ann)
    done = stand.refund(ann, order.order_id)
    face = sum(ticket.seat.face_value.amount for ticket in order.tickets)
    assert done.status == "refunded"
    assert done.refunded.amount == face
    assert done.total.amount == order.total.amount - face == stand.bank.net
    assert {ticket.status for ticket in done.tickets} == {"refunded"}
    assert free(stand) == before
    assert not stand.office.verify_ticket(ticket_id=done.tickets[0].ticket_id).valid


def test_a_refund_needs_the_fans_yes(stand, ann):
    order = stand.buy(ann)
    quote = stand.office.quote(actor=ann, kind="refund", order_id=order.order_id)
    with pytest.raises(NotConfirmed):
        stand.office.request_refund(actor=ann, order_id=order.order_id, quote_id=quote.quote_id)
    assert stand.bank.refunds == {}


def test_refunding_twice_with_one_quote_pays_back_once(stand, ann):
    order = stand.buy(ann)
    quote = stand.agree(ann, kind="refund", order_id=order.order_id)
    first = stand.office.request_refund(actor=ann, order_id=order.order_id, quote_id=quote.quote_id)
    again = stand.office.request_refund(actor=ann, order_id=order.order_id, quote_id=quote.quote_id)
    assert first == again
    with pytest.raises(WrongState):
        stand.office.quote(actor=ann, kind="refund", order_id=order.order_id)


def test_some_tickets_can_be_refunded_and_the_rest_stay(stand, ann):
    order = stand.buy(ann, quantity=3)
    one = order.tickets[0].ticket_id
    done = stand.refund(ann, order.order_id, ticket_ids=[one])
    assert done.status == "partly_refunded"
    assert [t.status for t in done.tickets] == ["refunded", "valid", "valid"]
    with pytest.raises(WrongState):
        stand.office.quote(actor=ann, kind="refund", order_id=order.order_id, ticket_ids=[one])
    rest = stand.refund(ann, order.order_id)
    assert rest.status == "refunded"
    assert stand.bank.net == rest.total.amount


def test_money_can_be_taken_as_credit(stand, ann, policy):
    stand.load(policies=[policy("refund", credit_bonus_bp=1000)])
    order = stand.buy(ann)
    done = stand.refund(ann, order.order_id, refund_to="credit")
    face = sum(ticket.seat.face_value.amount for ticket in order.tickets)
    assert done.status == "refunded"
    assert stand.bank.refunds == {}
    assert [m.amount for m in stand.office.get_credit(actor=ann, customer_id="cus_ann").balance] == [face * 11 // 10]
    assert done.refunded.amount == face


def test_a_late_refund_is_refused_and_the_policy_is_named(stand, ann, policy):
    stand.load(policies=[policy("refund", until_hours_before=24)])
    order = stand.buy(ann, "evt_tonight")
    with pytest.raises(PolicyRefused) as caught:
        stand.office.quote(actor=ann, kind="refund", order_id=order.order_id)
    assert caught.value.facts["policy_id"] == "pol_refund"
    assert "House refund rule" in caught.value.detail
    assert "24 hours" in caught.value.detail


def test_a_cancelled_event_is_always_refunded_in_full(stand, ann, policy):
    stand.load(policies=[policy("refund", allowed=False)])
    order = stand.buy(ann, "evt_tonight")
    with pytest.raises(PolicyRefused):
        stand.office.quote(actor=ann, kind="refund", order_id=order.order_id)
    stand.office.set_event_status(actor=SERVICE, event_id="evt_tonight", status="cancelled")
    done = stand.refund(ann, order.order_id)
    assert (done.status, done.total.amount, stand.bank.net) == ("refunded", 0, 0)


def test_a_large_refund_waits_for_a_person(stand, ann, policy):
    stand.load(policies=[policy("approval", refund_above=10000)])
    order = stand.buy(ann)
    quote = stand.agree(ann, kind="refund", order_id=order.order_id)
    assert quote.requires_approval
    waiting = stand.office.request_refund(actor=ann, order_id=order.order_id, quote_id=quote.quote_id)
    assert waiting.status == "refund_pending"
    assert "House approval rule" in waiting.case_reason
    assert stand.bank.refunds == {}
    assert {t.status for t in waiting.tickets} == {"valid"}
    with pytest.raises(Denied):
        stand.office.decide_refund(actor=ann, order_id=order.order_id, approve=True)
    done = stand.office.decide_refund(actor=SERVICE, order_id=order.order_id, approve=True)
    assert (done.status, done.refunded.amount) == ("refunded", -quote.total.amount)


def test_a_large_refund_taken_ticket_by_ticket_waits_for_a_person_too(stand, ann, policy):
    stand.load(policies=[policy("approval", refund_above=30000)])
    order = stand.buy(ann)
    first, second = (t.ticket_id for t in order.tickets)
    price = -stand.office.quote(actor=ann, kind="refund", order_id=order.order_id, ticket_ids=[first]).total.amount
    assert price <= 30000 < 2 * price
    stand.refund(ann, order.order_id, ticket_ids=[first])
    rest = stand.office.quote(actor=ann, kind="refund", order_id=order.order_id, ticket_ids=[second])
    assert rest.requires_approval


def test_a_person_may_say_no_and_the_order_is_what_it_was(stand, ann, policy):
    stand.load(policies=[policy("approval", refund_above=0)])
    order = stand.buy(ann)
    quote = stand.agree(ann, kind="refund", order_id=order.order_id)
    stand.office.request_refund(actor=ann, order_id=order.order_id, quote_id=quote.quote_id)
    done = stand.office.decide_refund(actor=SERVICE, order_id=order.order_id, approve=False)
    assert done == order


def test_a_refund_the_bank_does_not_answer_is_sent_again(stand, ann):
    order = stand.buy(ann)
    stand.bank.silent = True
    waiting = stand.refund(ann, order.order_id)
    assert (waiting.status, waiting.refunded.amount) == ("refund_pending", 0)
    stand.bank.silent = False
    stand.clock.advance(seconds=31)
    stand.office.tidy()
    done = stand.office.get_order(actor=ann, order_id=order.order_id)
    assert done.status == "refunded"
    assert done.total.amount == stand.bank.net


def test_a_foreign_order_cannot_be_refunded_or_even_seen_to_exist(stand, ann, bob):
    order = stand.buy(ann)
    for kind in ("refund", "upgrade"):
        with pytest.raises(NoSuchOrder):
            stand.office.quote(actor=bob, kind=kind, order_id=order.order_id)
    quote = stand.agree(ann, kind="refund", order_id=order.order_id)
    with pytest.raises(NoSuchOrder):
        stand.office.request_refund(actor=bob, order_id=order.order_id, quote_id=quote.quote_id)


def test_orders_that_came_with_the_season_can_be_refunded(stand, clock, ann, season):
    from willcall.boxoffice.season import SeasonOrder

    past = SeasonOrder(order_id="ord_past", customer_id="cus_ann", event_id="evt_week", quantity=2, placed_at=clock.now)
    stand.load(orders=[past])
    order = stand.office.get_order(actor=ann, order_id="ord_past")
    assert (order.status, len(order.tickets), order.tickets[0].code is not None) == ("confirmed", 2, True)
    done = stand.refund(ann, "ord_past")
    assert done.status == "refunded"
    assert done.paid.amount - done.refunded.amount == done.total.amount
    assert stand.bank.refunds == {}  # not paid there, so whoever took the money is told what is due
    assert "payment.owed" in stand.messages()

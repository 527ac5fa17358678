"""Refunds, upgrades, exchanges and transfers, on both databases."""

import pytest

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Recipient
from willcall.boxoffice.errors import (
    EventOver,
    NoSuchOrder,
    NoSuchTicket,
    NotConfirmed,
    PaymentDeclined,
    PolicyRefused,
    WrongState,
)
from willcall.kit.errors import Denied, Invalid

SERVICE = Actor.service("desk")


def free(stand, event_id="evt_week"):
    return stand.office.get_event_info(event_id=event_id).available


# -- refunds -----------------------------------------------------------------------------------------------------------


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


# -- upgrades ------------------------------------------------------------------------------------------------------------


def upgrade(stand, actor, order, token="tok_ok", **wish):
    quote = stand.agree(actor, kind="upgrade", order_id=order.order_id, **wish)
    return quote, stand.office.upgrade_tickets(
        actor=actor, order_id=order.order_id, quote_id=quote.quote_id, payment_method_token=token
    )


def test_an_upgrade_charges_the_difference_and_keeps_the_order_id(stand, ann):
    before = free(stand)
    order = stand.buy(ann, section="201")
    quote, done = upgrade(stand, ann, order, section="101")
    assert quote.total.amount == 2 * (11000 - 4400)
    assert (done.order_id, done.status, done.price_delta) == (order.order_id, "upgraded", quote.total)
    assert done.total.amount == order.total.amount + quote.total.amount == stand.bank.net
    assert [t.status for t in done.tickets] == ["void", "void", "valid", "valid"]
    assert {t.seat.section for t in done.tickets if t.status == "valid"} == {"101"}
    assert free(stand) == before - 2


def test_upgrades_are_offered_cheapest_first_and_within_the_limit(stand, ann):
    order = stand.buy(ann, section="201")
    options = stand.office.check_upgrades(actor=ann, order_id=order.order_id)
    deltas = [option.price_delta.amount for option in options]
    assert deltas == sorted(deltas)
    assert {option.option.section for option in options} >= {"101", "Floor"}
    near = stand.office.check_upgrades(actor=ann, order_id=order.order_id, max_price_delta=2 * 6600)
    assert near
    assert all(option.price_delta.amount <= 2 * 6600 for option in near)
    assert all(len(option.option.seat_ids) == 2 and option.option.adjacent for option in options)


def test_an_upgrade_never_goes_to_a_worse_level(stand, ann):
    order = stand.buy(ann, section="101")
    with pytest.raises(PolicyRefused, match="not better"):
        stand.office.quote(actor=ann, kind="upgrade", order_id=order.order_id, section="201")
    with pytest.raises(PolicyRefused):
        stand.office.quote(actor=ann, kind="upgrade", order_id=order.order_id, seat_ids=stand.seats(section="201"))


def test_an_upgrade_takes_as_many_seats_as_there_are_tickets(stand, ann):
    order = stand.buy(ann, section="201")
    with pytest.raises(Invalid, match="as many"):
        stand.office.quote(
            actor=ann, kind="upgrade", order_id=order.order_id, seat_ids=stand.seats(section="101", quantity=3)
        )


def test_an_upgrade_is_possible_during_the_event_until_the_window_ends(stand, ann, policy):
    stand.load(policies=[policy("upgrade", in_game_minutes=90)])
    order = stand.buy(ann, "evt_now", section="201")
    assert upgrade(stand, ann, order, section="101")[1].status == "upgraded"
    stand.clock.advance(seconds=31 * 60)
    with pytest.raises(PolicyRefused, match="90 minutes"):
        stand.office.check_upgrades(actor=ann, order_id=order.order_id)


def test_a_declined_upgrade_leaves_the_order_as_it_was_and_the_quote_payable(stand, ann):
    order = stand.buy(ann, section="201")
    quote = stand.agree(ann, kind="upgrade", order_id=order.order_id, section="101")

    def act(token):
        return stand.office.upgrade_tickets(
            actor=ann, order_id=order.order_id, quote_id=quote.quote_id, payment_method_token=token
        )

    with pytest.raises(PaymentDeclined):
        act("tok_declined")
    assert stand.office.get_order(actor=ann, order_id=order.order_id) == order
    done = act("tok_ok")
    assert done.status == "upgraded"
    assert act("tok_ok").tickets == done.tickets
    assert stand.bank.net == done.total.amount


def test_while_a_payment_for_an_order_is_on_its_way_nothing_else_changes_it(stand, ann):
    order = stand.buy(ann, section="201")
    quote = stand.agree(ann, kind="upgrade", order_id=order.order_id, section="101")
    waiting = stand.office.upgrade_tickets(
        actor=ann, order_id=order.order_id, quote_id=quote.quote_id, payment_method_token="tok_second_step"
    )
    assert (waiting.status, waiting.next_action.url) == ("confirmed", "https://bank.example/step")
    with pytest.raises(WrongState):
        stand.office.quote(actor=ann, kind="refund", order_id=order.order_id)
    stand.bank.approve()
    assert stand.office.finish_payment(actor=ann, order_id=order.order_id).status == "upgraded"


def test_an_upgraded_order_is_refunded_from_both_charges(stand, ann):
    order = stand.buy(ann, section="201")
    _quote, done = upgrade(stand, ann, order, section="101")
    back = stand.refund(ann, order.order_id)
    assert back.status == "refunded"
    assert back.refunded.amount == 2 * 10000
    assert stand.bank.net == done.total.amount - 2 * 10000


# -- exchanges -----------------------------------------------------------------------------------------------------------


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


# -- transfers -----------------------------------------------------------------------------------------------------------


def test_a_transferred_ticket_keeps_the_seat_and_leaves_the_buyers_hands(stand, ann, bob):
    order = stand.buy(ann)
    ticket = order.tickets[0]
    with pytest.raises(NoSuchTicket):
        stand.office.transfer_tickets(actor=bob, ticket_ids=[ticket.ticket_id], recipient=Recipient(name="Bob"))
    done = stand.office.transfer_tickets(
        actor=ann, ticket_ids=[ticket.ticket_id], recipient=Recipient(email="friend@example.org")
    )
    assert (done.order_id, done.recipient) == (order.order_id, "friend@example.org")
    after = stand.office.get_order(actor=ann, order_id=order.order_id).tickets[0]
    assert (after.status, after.holder, after.code) == ("transferred", "friend@example.org", None)
    assert stand.office.verify_ticket(ticket_id=ticket.ticket_id).valid
    with pytest.raises(WrongState):
        stand.office.transfer_tickets(actor=ann, ticket_ids=[ticket.ticket_id], recipient=Recipient(name="Eve"))
    with pytest.raises(WrongState):
        stand.office.quote(actor=ann, kind="refund", order_id=order.order_id, ticket_ids=[ticket.ticket_id])
    assert not any("friend" in kind for kind in stand.messages())


def test_a_transfer_needs_someone_to_go_to(stand, ann):
    order = stand.buy(ann)
    with pytest.raises(Invalid):
        stand.office.transfer_tickets(actor=ann, ticket_ids=[order.tickets[0].ticket_id], recipient=Recipient())

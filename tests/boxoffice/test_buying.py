"""From looking to tickets, on both databases."""

import threading

import pytest

from willcall.access.actor import Actor
from willcall.boxoffice.errors import (
    HoldExpired,
    NoSuchHold,
    NoSuchOrder,
    NoSuchQuote,
    NotConfirmed,
    PaymentDeclined,
    PaymentUnresolved,
)
from willcall.kit.errors import Conflict, Denied, Unauthenticated


def test_a_purchase_sells_the_seats_and_charges_the_quoted_total(stand, ann):
    before = stand.office.get_event_info(event_id="evt_week").available
    quote = stand.confirmed(ann)
    order = stand.pay(ann, quote)
    assert order.status == "confirmed"
    assert order.total == quote.total == order.paid
    assert stand.bank.net == quote.total.amount == sum(item.amount.amount for item in quote.items)
    assert [ticket.status for ticket in order.tickets] == ["valid", "valid"]
    assert all(ticket.code for ticket in order.tickets)
    assert stand.office.get_event_info(event_id="evt_week").available == before - 2
    assert stand.messages()[-2:] == ["payment.succeeded", "order.confirmed"]


def test_paying_twice_returns_the_first_order(stand, ann):
    quote = stand.confirmed(ann)
    first = stand.pay(ann, quote)
    assert stand.pay(ann, quote) == first
    assert stand.bank.calls == 1


def test_a_repeated_key_returns_the_first_answer_and_another_body_is_a_conflict(stand, ann):
    quote = stand.confirmed(ann)
    first = stand.pay(ann, quote, idempotency_key="k1")
    assert stand.pay(ann, quote, idempotency_key="k1") == first
    with pytest.raises(Conflict):
        stand.pay(ann, quote, token="tok_other", idempotency_key="k1")
    assert stand.bank.calls == 1


def test_two_payments_of_one_quote_at_once_charge_once(stand, ann):
    quote = stand.confirmed(ann)
    entered, go = threading.Event(), threading.Event()

    def linger() -> None:
        entered.set()
        assert go.wait(10)

    stand.bank.before = linger
    orders = []
    threads = [threading.Thread(target=lambda: orders.append(stand.pay(ann, quote))) for _ in range(2)]
    threads[0].start()
    assert entered.wait(10)
    threads[1].start()
    go.set()
    for thread in threads:
        thread.join(20)
    assert len(orders) == 2
    assert orders[0] == orders[1]
    assert stand.bank.calls == 1


def test_a_declined_payment_leaves_hold_and_quote_alive(stand, ann):
    quote = stand.confirmed(ann)
    with pytest.raises(PaymentDeclined):
        stand.pay(ann, quote, token="tok_declined")
    assert stand.office.get_quote(actor=ann, quote_id=quote.quote_id).status == "confirmed"
    assert stand.office.list_orders(actor=ann, customer_id="cus_ann") == []
    assert stand.pay(ann, quote).status == "confirmed"
    assert stand.bank.net == quote.total.amount


def test_a_declined_payment_under_a_key_is_declined_again_without_asking_the_bank(stand, ann):
    quote = stand.confirmed(ann)
    for _ in range(2):
        with pytest.raises(PaymentDeclined):
            stand.pay(ann, quote, token="tok_declined", idempotency_key="k")
    assert stand.bank.calls == 1


def test_no_answer_charges_nothing_and_leaves_hold_and_quote_alive(stand, ann):
    quote = stand.confirmed(ann)
    with pytest.raises(PaymentUnresolved):
        stand.pay(ann, quote, token="tok_timeout")
    assert stand.bank.net == 0
    assert stand.pay(ann, quote).status == "confirmed"


def test_an_answer_that_was_lost_is_found_and_the_order_stands(stand, ann):
    quote = stand.confirmed(ann)
    assert stand.pay(ann, quote, token="tok_lost").status == "confirmed"
    assert stand.bank.net == quote.total.amount


def test_a_silent_bank_is_asked_later_and_what_it_took_is_voided(stand, ann):
    quote = stand.confirmed(ann)
    stand.bank.silent = True
    with pytest.raises(PaymentUnresolved):
        stand.pay(ann, quote, token="tok_lost")
    assert stand.bank.net == quote.total.amount  # taken, and the box office does not know
    stand.office.tidy()
    stand.bank.silent = False
    stand.office.tidy()
    assert stand.bank.net == 0
    assert stand.pay(ann, quote).status == "confirmed"
    assert stand.bank.net == quote.total.amount


def test_a_second_step_leaves_the_order_pending_until_it_is_taken(stand, ann):
    quote = stand.confirmed(ann)
    order = stand.pay(ann, quote, token="tok_second_step")
    assert (order.status, order.next_action.url) == ("pending", "https://bank.example/step")
    assert order.tickets == []
    assert stand.office.finish_payment(actor=ann, order_id=order.order_id).status == "pending"
    stand.bank.approve()
    done = stand.office.finish_payment(actor=ann, order_id=order.order_id)
    assert (done.status, done.next_action, len(done.tickets)) == ("confirmed", None, 2)
    assert done.order_id == order.order_id


def test_a_second_step_that_fails_leaves_the_quote_payable(stand, ann):
    quote = stand.confirmed(ann)
    order = stand.pay(ann, quote, token="tok_second_step")
    stand.bank.refuse()
    assert stand.office.finish_payment(actor=ann, order_id=order.order_id).status == "cancelled"
    assert stand.pay(ann, quote).status == "confirmed"


def test_a_second_step_never_taken_is_given_up_and_the_seats_are_free(stand, ann, bob):
    quote = stand.confirmed(ann)
    seats = [seat.seat_id for seat in quote.seats]
    order = stand.pay(ann, quote, token="tok_second_step")
    stand.clock.advance(seconds=421)
    stand.office.tidy()
    assert stand.office.get_order(actor=ann, order_id=order.order_id).status == "cancelled"
    stand.bank.approve()
    assert stand.bank.net == 0
    assert stand.office.hold_tickets(actor=bob, event_id="evt_week", seat_ids=seats)


def test_a_success_after_the_hold_is_gone_is_voided(stand, ann, bob):
    quote = stand.confirmed(ann)
    seats = [seat.seat_id for seat in quote.seats]

    def take_forever() -> None:
        stand.clock.advance(seconds=421)
        stand.office.hold_tickets(actor=bob, event_id="evt_week", seat_ids=seats)

    stand.bank.before = take_forever
    with pytest.raises(HoldExpired):
        stand.pay(ann, quote)
    assert stand.bank.net == 0
    assert stand.office.list_orders(actor=ann, customer_id="cus_ann") == []


def test_a_payment_in_flight_keeps_the_hold_two_minutes_longer_and_no_more(stand, ann):
    quote = stand.confirmed(ann)
    stand.clock.advance(seconds=299)
    stand.bank.before = lambda: stand.clock.advance(seconds=119)
    assert stand.pay(ann, quote).status == "confirmed"


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_process_that_dies_while_charging_is_tidied_up_after(stand, ann, dies, moment):
    quote = stand.confirmed(ann)

    def die() -> None:
        raise dies

    setattr(stand.bank, moment, die)
    with pytest.raises(dies):
        stand.pay(ann, quote, idempotency_key="k")
    setattr(stand.bank, moment, lambda: None)
    stand.clock.advance(seconds=31)
    assert stand.office.tidy() == 1
    orders = stand.office.list_orders(actor=ann, customer_id="cus_ann")
    if moment == "after":
        assert [order.status for order in orders] == ["confirmed"]
        assert stand.pay(ann, quote, idempotency_key="k") == orders[0]
    else:
        assert orders == []
    assert stand.bank.net == sum(order.total.amount for order in orders)


def test_a_repeat_after_a_crash_settles_what_the_first_began(stand, ann, dies):
    quote = stand.confirmed(ann)

    def die() -> None:
        raise dies

    stand.bank.after = die
    with pytest.raises(dies):
        stand.pay(ann, quote)
    stand.bank.after = lambda: None
    stand.clock.advance(seconds=31)
    assert stand.pay(ann, quote).status == "confirmed"
    assert stand.bank.net == quote.total.amount  # asked again under the same key, the bank took nothing more


# -- consent and identity ------------------------------------------------------------------------------------------------


def test_nothing_is_charged_without_the_fans_yes(stand, ann):
    hold = stand.hold(ann)
    quote = stand.office.quote(actor=ann, kind="purchase", hold_id=hold.hold_id)
    with pytest.raises(NotConfirmed):
        stand.pay(ann, quote)
    assert stand.bank.calls == 0


def test_an_anonymous_visitor_may_hold_and_quote_but_neither_confirm_nor_buy(stand):
    visitor = Actor.anonymous("cnv_ann")
    hold = stand.hold(visitor)
    quote = stand.office.quote(actor=visitor, kind="purchase", hold_id=hold.hold_id)
    with pytest.raises(Unauthenticated):
        stand.office.confirm_quote(actor=visitor, quote_id=quote.quote_id)
    with pytest.raises(Unauthenticated):
        stand.pay(visitor, quote)


def test_a_visitor_who_signs_in_keeps_the_hold_and_quote_of_the_session(stand, ann):
    visitor = Actor.anonymous("cnv_ann")
    hold = stand.hold(visitor)
    quote = stand.office.quote(actor=visitor, kind="purchase", hold_id=hold.hold_id)
    confirmed = stand.office.confirm_quote(actor=ann, quote_id=quote.quote_id)
    assert stand.pay(ann, confirmed).customer_id == "cus_ann"


def test_a_confirmed_quote_belongs_to_the_fan_who_confirmed(stand, ann):
    quote = stand.confirmed(ann)
    other_in_the_same_session = Actor.fan("cus_eve", "cnv_ann")
    with pytest.raises(NoSuchQuote):
        stand.pay(other_in_the_same_session, quote)
    with pytest.raises(Denied):
        stand.office.create_order(
            actor=ann,
            hold_id=quote.hold_id,
            quote_id=quote.quote_id,
            customer_id="cus_eve",
            payment_method_token="tok_ok",
        )
    assert stand.bank.calls == 0


def test_a_strangers_hold_and_quote_look_as_if_they_were_not_there(stand, ann, bob):
    hold = stand.hold(ann)
    quote = stand.office.quote(actor=ann, kind="purchase", hold_id=hold.hold_id)
    for act in (
        lambda: stand.office.quote(actor=bob, kind="purchase", hold_id=hold.hold_id),
        lambda: stand.office.release_hold(actor=bob, hold_id=hold.hold_id),
        lambda: stand.office.extend_hold(actor=bob, hold_id=hold.hold_id),
    ):
        with pytest.raises(NoSuchHold):
            act()
    for act in (
        lambda: stand.office.confirm_quote(actor=bob, quote_id=quote.quote_id),
        lambda: stand.office.get_quote(actor=bob, quote_id=quote.quote_id),
        lambda: stand.pay(bob, quote),
    ):
        with pytest.raises(NoSuchQuote):
            act()


def test_a_strangers_order_looks_exactly_like_one_that_does_not_exist(stand, ann, bob):
    order = stand.buy(ann)
    texts = []
    for order_id in (order.order_id, "ord_" + "0" * 26):
        with pytest.raises(NoSuchOrder) as caught:
            stand.office.get_order(actor=bob, order_id=order_id)
        texts.append(caught.value.detail.replace(order_id, "…"))
    assert texts[0] == texts[1]
    with pytest.raises(Unauthenticated):
        stand.office.get_order(actor=Actor.anonymous("cnv_x"), order_id=order.order_id)
    with pytest.raises(Denied):
        stand.office.list_orders(actor=bob, customer_id="cus_ann")


def test_a_service_acts_for_anyone_and_its_call_is_consent_to_exactly_that_quote(stand):
    service = Actor.service("till")
    hold = stand.hold(service)
    quote = stand.office.quote(actor=service, kind="purchase", hold_id=hold.hold_id)
    order = stand.office.create_order(
        actor=service,
        hold_id=hold.hold_id,
        quote_id=quote.quote_id,
        customer_id="cus_walkin",
        payment_method_token="tok_ok",
    )
    assert (order.status, order.customer_id) == ("confirmed", "cus_walkin")
    second = stand.hold(service)
    with pytest.raises(Exception, match="is not for hold"):
        stand.office.create_order(
            actor=service,
            hold_id=second.hold_id,
            quote_id=quote.quote_id,
            customer_id="cus_walkin",
            payment_method_token="tok_ok",
        )

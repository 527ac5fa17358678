"""Better seats, on both databases."""

import pytest

from willcall.boxoffice.errors import (
    PaymentDeclined,
    PolicyRefused,
    WrongState,
)
from willcall.kit.errors import Invalid


def free(stand, event_id="evt_week"):
    return stand.office.get_event_info(event_id=event_id).available


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

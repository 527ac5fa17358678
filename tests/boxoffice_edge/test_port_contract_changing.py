"""What every box office behind the port does with an order that changes: embedded, and across HTTP."""

import pytest
from tests.boxoffice_edge.counter import ADA, BEN, buy

from willcall.boxoffice import errors
from willcall.boxoffice.contract import Recipient
from willcall.kit.errors import Denied


def test_an_order_is_upgraded_and_keeps_its_id(house):
    order = buy(house, section="201")
    options = house.box_office.check_upgrades(actor=ADA, order_id=order.order_id, target_section="101")
    assert options[0].option.section == "101"
    quote = house.box_office.quote(
        actor=ADA, kind="upgrade", order_id=order.order_id, seat_ids=options[0].option.seat_ids, max_price_delta=20_000
    )
    assert quote.total == options[0].price_delta
    house.box_office.confirm_quote(actor=ADA, quote_id=quote.quote_id)
    better = house.box_office.upgrade_tickets(
        actor=ADA, order_id=order.order_id, quote_id=quote.quote_id, payment_method_token="tok_ok"
    )
    assert (better.order_id, better.status, better.price_delta) == (order.order_id, "upgraded", quote.total)
    assert better.total == order.total + quote.total
    assert not house.box_office.verify_ticket(ticket_id=order.tickets[0].ticket_id).valid


def test_money_goes_back_when_the_policy_allows(house):
    order = buy(house, section="201")
    quote = house.box_office.quote(actor=ADA, kind="refund", order_id=order.order_id)
    assert quote.total.amount < 0
    house.box_office.confirm_quote(actor=ADA, quote_id=quote.quote_id)
    done = house.box_office.request_refund(actor=ADA, order_id=order.order_id, quote_id=quote.quote_id)
    assert (done.status, done.refunded) == ("refunded", -quote.total)
    assert house.bank.balance("USD") == order.total + quote.total


def test_and_not_when_it_does_not_and_says_which(house):
    order = buy(house, event="soon", section="201")
    with pytest.raises(errors.PolicyRefused) as caught:
        house.box_office.quote(actor=ADA, kind="refund", order_id=order.order_id)
    assert caught.value.facts["policy"] == "48-hour refunds"


def test_a_large_refund_waits_for_a_person(house):
    order = buy(house, quantity=6, section="101")
    quote = house.box_office.quote(actor=ADA, kind="refund", order_id=order.order_id)
    assert quote.requires_approval
    house.box_office.confirm_quote(actor=ADA, quote_id=quote.quote_id)
    waiting = house.box_office.request_refund(actor=ADA, order_id=order.order_id, quote_id=quote.quote_id)
    assert waiting.status == "refund_pending"
    assert house.bank.balance("USD") == order.total


def test_an_order_is_exchanged_for_another_night(house):
    order = buy(house, section="201")
    quote = house.box_office.quote(
        actor=ADA, kind="exchange", order_id=order.order_id, event_id="farther", section="201"
    )
    house.box_office.confirm_quote(actor=ADA, quote_id=quote.quote_id)
    moved = house.box_office.exchange_tickets(
        actor=ADA, order_id=order.order_id, quote_id=quote.quote_id, payment_method_token="tok_ok"
    )
    assert (moved.order_id, moved.status, moved.event_id) == (order.order_id, "exchanged", "farther")


def test_credit_is_the_fans_own(house):
    order = buy(house, section="201")
    quote = house.box_office.quote(actor=ADA, kind="refund", order_id=order.order_id, refund_to="credit")
    house.box_office.confirm_quote(actor=ADA, quote_id=quote.quote_id)
    house.box_office.request_refund(actor=ADA, order_id=order.order_id, quote_id=quote.quote_id)
    balance = house.box_office.get_credit(actor=ADA, customer_id="cus_ada").balance
    assert [money.amount for money in balance] == [-quote.total.amount]
    with pytest.raises(Denied):
        house.box_office.get_credit(actor=BEN, customer_id="cus_ada")


def test_tickets_are_handed_on_and_old_codes_stop_working(house):
    order = buy(house)
    ticket = order.tickets[0]
    done = house.box_office.transfer_tickets(
        actor=ADA, ticket_ids=[ticket.ticket_id], recipient=Recipient(email="zoe@example.com")
    )
    assert done.order_id == order.order_id
    after = {t.ticket_id: t for t in house.box_office.get_order(actor=ADA, order_id=order.order_id).tickets}
    assert after.get(ticket.ticket_id) is None or after[ticket.ticket_id].code != ticket.code

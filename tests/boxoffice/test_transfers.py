"""Tickets handed on, on both databases."""

import pytest

from willcall.boxoffice.contract import Recipient
from willcall.boxoffice.errors import (
    NoSuchTicket,
    WrongState,
)
from willcall.kit.errors import Invalid


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

"""Gives tickets back for money or credit, or leaves that to a person where a policy wants it so."""

from typing import Any

from willcall.access.actor import Actor
from willcall.boxoffice.errors import WrongState
from willcall.boxoffice.operations import pay_back
from willcall.boxoffice.operations.confirm_quote import lock_quote, require_alive
from willcall.boxoffice.operations.create_order import require_consent
from willcall.boxoffice.operations.own_order import require_changeable, require_order, tickets_in_hand
from willcall.boxoffice.rules import orders as states
from willcall.boxoffice.store import claims, orders, quotes
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import Denied, Invalid

SOURCE = "/boxoffice"


def request_refund(unit: UnitOfWork, *, catalogue: Catalogue, actor: Actor, order_id: str, quote_id: str) -> None:
    """Does what the confirmed quote says; doing it twice changes nothing.

    Raises:
        Unauthenticated, NoSuchOrder, NoSuchQuote, NotConfirmed, QuoteExpired, WrongState.
    """
    require_order(unit, actor=actor, order_id=order_id)
    quote = lock_quote(unit, actor=actor, quote_id=quote_id)
    if quote.kind != "refund" or quote.order_id != order_id:
        raise Invalid(f"Quote {quote_id} is not for a refund of order {order_id}.", field="quote_id")
    if quote.status == "used":
        return
    require_alive(quote, now_ms=to_epoch_ms(unit.now))
    order = require_changeable(unit, actor=actor, order_id=order_id, lock=True)
    require_consent(actor, quote, customer_id=order.customer_id)
    quotes.change(unit.connection, quote_id, status="used", customer_id=order.customer_id)
    quotes.void_of_order(unit.connection, order_id, but=quote_id)
    pending = states.advance(order.status, "refund_pending", order_id=order_id)
    if quote.details["requires_approval"]:
        reason = f"{quote.details['extra']['approval_policy']}: a refund of this amount is approved by a person."
        orders.change(
            unit.connection, order_id, status=pending, before=order.status, case_reason=reason, quote_id=quote_id
        )
        unit.emit(
            "refund.requested",
            order_id,
            {"customer_id": order.customer_id, "total": quote.total, "currency": quote.currency, "quote_id": quote_id},
            source=SOURCE,
        )
        return
    orders.change(unit.connection, order_id, status=pending, before=order.status)
    carry_out(unit, catalogue=catalogue, order=order, quote=quote)


def decide_refund(unit: UnitOfWork, *, catalogue: Catalogue, actor: Actor, order_id: str, approve: bool) -> None:
    """A person's word on a refund that waits for it. Raises: Denied to all but a service, NoSuchOrder, WrongState."""
    if actor.kind != "service":
        raise Denied("Only the box office's own people approve refunds.")
    order = require_order(unit, actor=actor, order_id=order_id, lock=True)
    if order.status != "refund_pending" or order.before is None or order.case_reason is None:
        raise WrongState(f"Order {order_id} waits for no decision.", order_id=order_id)
    if not approve:
        orders.change(
            unit.connection,
            order_id,
            status=states.advance(order.status, order.before, order_id=order_id),
            before=None,
            case_reason=None,
        )
        unit.emit("refund.refused", order_id, {"customer_id": order.customer_id}, source=SOURCE)
        return
    quote = quotes.get(unit.connection, order.quote_id)
    assert quote is not None
    orders.change(unit.connection, order_id, case_reason=None)
    unit.emit("refund.approved", order_id, {"customer_id": order.customer_id}, source=SOURCE)
    carry_out(unit, catalogue=catalogue, order=order, quote=quote)


def carry_out(unit: UnitOfWork, *, catalogue: Catalogue, order: Any, quote: Any) -> None:
    """Takes the tickets back, frees their seats and records what goes back."""
    show = catalogue.snapshot(unit.connection).shows.get(order.event_id)
    cancelled = show is not None and show.status == "cancelled"
    tickets = tickets_in_hand(
        unit, order_id=order.order_id, ticket_ids=list(quote.details["ticket_ids"]), cancelled=cancelled
    )
    orders.set_tickets(unit.connection, [row.ticket_id for row in tickets], status="refunded")
    claims.free_sold(
        unit.connection,
        event_id=order.event_id,
        order_id=order.order_id,
        seat_ids=[row.seat_id for row in tickets],
        now_ms=to_epoch_ms(unit.now),
    )
    bonus = quote.details["extra"]["bonus"]
    pay_back.owe(
        unit,
        order=order,
        amount=-quote.total - bonus,
        to=quote.details["refund_to"] or "original",
        reason="refund",
        quote_id=quote.quote_id,
        bonus=bonus,
    )
    pay_back.finish(unit, order_id=order.order_id)

"""Hands over what was paid for: seats become sold, tickets are written, the order becomes what it now is."""

from typing import Any, Literal

from willcall.boxoffice.operations import pay_back
from willcall.boxoffice.rules import orders as states
from willcall.boxoffice.store import claims, holds, orders, quotes
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork

SOURCE = "/boxoffice"


def sell_hold(unit: UnitOfWork, *, quote: Any, order_id: str) -> bool:
    """Turns the quote's held seats into sold ones; False when the hold did not last."""
    if quote.hold_id is None:
        return True
    hold = holds.get(unit.connection, quote.hold_id)
    if hold is None or hold.status != "live" or hold.expires_at_ms <= to_epoch_ms(unit.now):
        return False
    sold = claims.sell(unit.connection, hold_id=hold.hold_id, order_id=order_id, now_ms=to_epoch_ms(unit.now))
    if sold != len(hold.seat_ids):
        # Cannot happen while every claim lives as long as its hold; if it ever does, give back what was just sold.
        claims.free_sold(
            unit.connection,
            event_id=hold.event_id,
            order_id=order_id,
            seat_ids=hold.seat_ids,
            now_ms=to_epoch_ms(unit.now),
        )
        return False
    holds.set_status(unit.connection, hold_ids=[hold.hold_id], status="sold")
    return True


def hand_over(unit: UnitOfWork, *, purpose: str, order: Any, quote: Any, paid: int) -> None:
    """Writes tickets and the order's new state for a purchase, an upgrade or an exchange."""
    extra = quote.details["extra"]
    tickets = issue_tickets(unit, order_id=order.order_id, event_id=quote.event_id, seats=quote.details["seats"])
    if purpose == "purchase":
        values: dict[str, Any] = {"status": states.advance(order.status, "confirmed", order_id=order.order_id)}
        verb = "confirmed"
    else:
        old = quote.details["ticket_ids"]
        orders.set_tickets(unit.connection, old, status="void")
        claims.free_sold(
            unit.connection,
            event_id=order.event_id,
            order_id=order.order_id,
            seat_ids=extra["old_seat_ids"],
            now_ms=to_epoch_ms(unit.now),
        )
        verb = "upgraded" if purpose == "upgrade" else "exchanged"
        values = {
            "status": states.advance(order.status, verb, order_id=order.order_id),  # type: ignore[arg-type]
            "event_id": quote.event_id,
            "total": order.total + paid,
            "order_fee": extra["order_fee"],
        }
    orders.change(unit.connection, order.order_id, paid=order.paid + paid, **values)
    if quote.total < 0:
        to: Literal["original", "credit"] = "credit" if quote.details["refund_to"] == "credit" else "original"
        fresh = orders.get(unit.connection, order.order_id, lock=True)
        pay_back.owe(unit, order=fresh, amount=-quote.total, to=to, reason=purpose, quote_id=quote.quote_id)
    quotes.void_of_order(unit.connection, order.order_id, but=quote.quote_id)
    unit.emit(
        f"order.{verb}",
        order.order_id,
        {
            "event_id": quote.event_id,
            "customer_id": order.customer_id,
            "total": values.get("total", order.total),
            "paid": paid,
            "currency": order.currency,
            "ticket_ids": tickets,
            "conversation_id": quote.session if (quote.session or "").startswith("cnv_") else None,
        },
        source=SOURCE,
    )


def issue_tickets(unit: UnitOfWork, *, order_id: str, event_id: str, seats: list[dict[str, Any]]) -> list[str]:
    """Writes and signs one ticket a seat; returns their ids."""
    rows = []
    for seat in seats:
        ticket_id = unit.ids("tkt")
        rows.append(
            {
                "ticket_id": ticket_id,
                "order_id": order_id,
                "event_id": event_id,
                "seat_id": seat["seat_id"],
                "seat": seat,
                "face": seat["face_value"]["amount"],
                "fees": seat["fees"]["amount"],
                "status": "valid",
                "serial": 1,
                "holder": None,
            }
        )
    orders.add_tickets(unit.connection, rows)
    return [row["ticket_id"] for row in rows]

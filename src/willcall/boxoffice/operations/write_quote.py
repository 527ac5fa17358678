"""Stores a quote with the digest that binds a later yes to it. One quote a hold is alive at a time."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from willcall.boxoffice.contract import Quote, QuoteItem, QuoteKind, Seat
from willcall.boxoffice.rules.prices import total_of
from willcall.boxoffice.rules.quotes import digest
from willcall.boxoffice.store import quotes
from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import UnitOfWork


def write_quote(
    unit: UnitOfWork,
    *,
    kind: QuoteKind,
    event_id: str,
    items: Sequence[QuoteItem],
    currency: str,
    expires_at_ms: int,
    summary: str,
    hold_id: str | None = None,
    order_id: str | None = None,
    session: str | None = None,
    customer_id: str | None = None,
    seats: Sequence[Seat] = (),
    ticket_ids: Sequence[str] = (),
    refund_to: Literal["original", "credit"] | None = None,
    requires_approval: bool = False,
    policy: str | None = None,
    extra: Mapping[str, Any] | None = None,
) -> Quote:
    """Makes the quote; older ones about the same hold or order are void from now on. `extra` is kept for the settlement."""
    total = total_of(items, currency)
    if hold_id is not None:
        quotes.void_of_holds(unit.connection, [hold_id])
    if order_id is not None:
        quotes.void_of_order(unit.connection, order_id)
    quote = Quote(
        quote_id=unit.ids("quo"),
        kind=kind,
        status="open",
        event_id=event_id,
        items=list(items),
        total=total,
        expires_at=from_epoch_ms(expires_at_ms),
        digest=digest(
            kind=kind,
            items=items,
            total=total,
            event_id=event_id,
            order_id=order_id,
            hold_id=hold_id,
            seat_ids=[seat.seat_id for seat in seats],
            ticket_ids=ticket_ids,
            refund_to=refund_to,
        ),
        hold_id=hold_id,
        order_id=order_id,
        customer_id=customer_id,
        seats=list(seats),
        ticket_ids=list(ticket_ids),
        refund_to=refund_to,
        requires_approval=requires_approval,
        policy=policy,
        summary=summary,
    )
    details = quote.model_dump(
        mode="json",
        include={"items", "seats", "ticket_ids", "refund_to", "requires_approval", "policy", "summary"},
    )
    quotes.add(
        unit.connection,
        {
            "quote_id": quote.quote_id,
            "kind": kind,
            "status": "open",
            "event_id": event_id,
            "order_id": order_id,
            "hold_id": hold_id,
            "customer_id": customer_id,
            "session": session,
            "total": total.amount,
            "currency": currency,
            "digest": quote.digest,
            "details": {**details, "extra": dict(extra or {})},
            "payment_id": None,
            "expires_at_ms": expires_at_ms,
            "created_at_ms": to_epoch_ms(unit.now),
        },
    )
    return quote

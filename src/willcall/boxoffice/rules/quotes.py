"""What binds a yes to exactly one offer: the quote's digest. Knows nothing of storage or of who says yes."""

import hashlib
import json
from collections.abc import Sequence

from willcall.boxoffice.contract import QuoteItem, QuoteKind, QuoteStatus
from willcall.kit.money import Money

LEGAL: dict[QuoteStatus, frozenset[QuoteStatus]] = {
    "open": frozenset({"confirmed", "used", "void", "expired"}),
    "confirmed": frozenset({"used", "void", "expired"}),
    "used": frozenset({"confirmed"}),  # a declined payment brings it back
    "void": frozenset(),
    "expired": frozenset(),
}


def digest(
    *,
    kind: QuoteKind,
    items: Sequence[QuoteItem],
    total: Money,
    event_id: str,
    order_id: str | None,
    hold_id: str | None,
    seat_ids: Sequence[str],
    ticket_ids: Sequence[str] = (),
    refund_to: str | None = None,
) -> str:
    """SHA-256 over everything a fan agrees to, in a fixed order."""
    agreed = {
        "kind": kind,
        "items": [[item.label, item.amount.amount, item.amount.currency] for item in items],
        "total": [total.amount, total.currency],
        "event": event_id,
        "order": order_id,
        "hold": hold_id,
        "seats": sorted(seat_ids),
        "tickets": sorted(ticket_ids),
        "refund_to": refund_to,
    }
    return hashlib.sha256(json.dumps(agreed, separators=(",", ":"), sort_keys=True).encode()).hexdigest()

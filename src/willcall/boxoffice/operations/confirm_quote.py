"""Records a fan's yes to exactly one quote, and extends its hold once so that they can pay in peace."""

from typing import Any

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Quote
from willcall.boxoffice.errors import QuoteExpired, WrongState
from willcall.boxoffice.operations.extend_hold import prolong, require_live
from willcall.boxoffice.rules.identity import may_use, no_such_quote, require_signed_in
from willcall.boxoffice.store import quotes
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork

SOURCE = "/boxoffice"


def confirm_quote(unit: UnitOfWork, *, catalogue: Catalogue, actor: Actor, quote_id: str) -> Quote:
    """Binds the quote to the fan who says yes; saying it twice is no error.

    Raises:
        Unauthenticated, NoSuchQuote, QuoteExpired, WrongState, HoldExpired.
    """
    require_signed_in(actor, "confirm")
    now_ms = to_epoch_ms(unit.now)
    row = lock_quote(unit, actor=actor, quote_id=quote_id)
    if row.status == "confirmed" and row.expires_at_ms > now_ms:
        return quotes.shape(row, now_ms=now_ms)
    require_alive(row, now_ms=now_ms)
    expires_at_ms = row.expires_at_ms
    if row.hold_id is not None:
        hold = require_live(unit, actor=actor, hold_id=row.hold_id)
        expires_at_ms = hold.expires_at_ms
        if not hold.extended:
            expires_at_ms = prolong(unit, catalogue=catalogue, row=hold)
    customer_id = actor.customer_id if actor.kind == "fan" else row.customer_id
    quotes.change(unit.connection, quote_id, status="confirmed", customer_id=customer_id, expires_at_ms=expires_at_ms)
    unit.emit(
        "quote.confirmed",
        quote_id,
        {
            "kind": row.kind,
            "digest": row.digest,
            "total": row.total,
            "currency": row.currency,
            "customer_id": customer_id,
        },
        source=SOURCE,
    )
    fresh = quotes.get(unit.connection, quote_id)
    return quotes.shape(fresh, now_ms=now_ms)


def lock_quote(unit: UnitOfWork, *, actor: Actor, quote_id: str) -> Any:
    """The actor's quote, whatever its state, locked. Raises: NoSuchQuote.

    The hold is locked before its quote everywhere, so that no two transactions wait for each other.
    """
    glimpse = quotes.get(unit.connection, quote_id)
    if glimpse is None or not may_use(actor, session=glimpse.session, customer_id=glimpse.customer_id):
        raise no_such_quote(quote_id)
    if glimpse.hold_id is not None:
        quotes.lock_hold_of(unit.connection, glimpse.hold_id)
    row = quotes.get(unit.connection, quote_id, lock=True)
    assert row is not None
    if not may_use(actor, session=row.session, customer_id=row.customer_id):
        raise no_such_quote(quote_id)
    return row


def require_alive(row: Any, *, now_ms: int) -> None:
    """Raises: QuoteExpired or WrongState unless the quote may still be agreed to."""
    if row.status == "expired" or (row.status in {"open", "confirmed"} and row.expires_at_ms <= now_ms):
        raise QuoteExpired(f"Quote {row.quote_id} has expired; ask for a new one.", quote_id=row.quote_id)
    if row.status not in {"open", "confirmed"}:
        raise WrongState(
            f"Quote {row.quote_id} is {row.status}; ask for a new one.", quote_id=row.quote_id, status=row.status
        )

"""Lengthens a hold, once, never beyond its event."""

from typing import Any

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Hold
from willcall.boxoffice.errors import HoldExpired, WrongState
from willcall.boxoffice.rules import holds as rules
from willcall.boxoffice.rules.identity import no_such_hold, require_hold
from willcall.boxoffice.rules.policies import values_of
from willcall.boxoffice.store import claims, holds
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import UnitOfWork


def extend_hold(unit: UnitOfWork, *, catalogue: Catalogue, actor: Actor, hold_id: str) -> Hold:
    """Raises: NoSuchHold, HoldExpired, WrongState when it was extended before."""
    row = require_live(unit, actor=actor, hold_id=hold_id)
    if row.extended:
        raise WrongState(f"Hold {hold_id} was extended before; a hold can be extended once.", hold_id=hold_id)
    expires_at_ms = prolong(unit, catalogue=catalogue, row=row)
    return holds.shape(row, now_ms=to_epoch_ms(unit.now)).model_copy(
        update={"expires_at": from_epoch_ms(expires_at_ms), "extended": True}
    )


def require_live(unit: UnitOfWork, *, actor: Actor, hold_id: str) -> Any:
    """The actor's live hold, locked. Raises: NoSuchHold, HoldExpired, WrongState."""
    row = holds.get(unit.connection, hold_id, lock=True)
    if row is None:
        raise no_such_hold(hold_id)
    require_hold(actor, hold_id, session=row.session, customer_id=row.customer_id)
    if row.status in {"released", "sold"}:
        raise WrongState(f"Hold {hold_id} is {row.status}.", hold_id=hold_id, status=row.status)
    if row.status == "expired" or row.expires_at_ms <= to_epoch_ms(unit.now):
        raise expired(hold_id)
    return row


def expired(hold_id: str) -> HoldExpired:
    return HoldExpired(f"Hold {hold_id} has expired and its seats are free again; hold again.", hold_id=hold_id)


def prolong(unit: UnitOfWork, *, catalogue: Catalogue, row: Any) -> int:
    """Uses up the hold's one extension; returns when it ends now."""
    snapshot = catalogue.snapshot(unit.connection)
    show = snapshot.show(row.event_id)
    expires_at_ms = rules.extended(
        now_ms=to_epoch_ms(unit.now),
        expires_at_ms=row.expires_at_ms,
        seconds=values_of(snapshot.policy("hold", show=show))["extend_seconds"],
        ends_at_ms=show.ends_at_ms,
    )
    if claims.prolong(
        unit.connection, hold_id=row.hold_id, expires_at_ms=expires_at_ms, now_ms=to_epoch_ms(unit.now)
    ) != len(row.seat_ids):
        raise expired(row.hold_id)
    holds.set_expiry(unit.connection, hold_id=row.hold_id, expires_at_ms=expires_at_ms, extended=True)
    return expires_at_ms

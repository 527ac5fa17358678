"""Gives seats back before their time; the hold's quotes die with it."""

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Hold
from willcall.boxoffice.errors import WrongState
from willcall.boxoffice.rules.identity import no_such_hold, require_hold
from willcall.boxoffice.store import claims, holds, quotes
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork

SOURCE = "/boxoffice"


def release_hold(unit: UnitOfWork, *, actor: Actor, hold_id: str) -> Hold:
    """Releases; releasing what is released or expired already is no error. Raises: NoSuchHold, WrongState once sold."""
    row = holds.get(unit.connection, hold_id, lock=True)
    if row is None:
        raise no_such_hold(hold_id)
    require_hold(actor, hold_id, session=row.session, customer_id=row.customer_id)
    now_ms = to_epoch_ms(unit.now)
    if row.status == "sold":
        raise WrongState(f"Hold {hold_id} has become an order; ask for a refund instead.", hold_id=hold_id)
    if row.status != "live":
        return holds.shape(row, now_ms=now_ms)
    if quotes.in_payment(unit.connection, hold_id):
        raise WrongState(f"A payment for hold {hold_id} is on its way; wait for it.", hold_id=hold_id)
    claims.free_hold(unit.connection, hold_ids=[hold_id], now_ms=to_epoch_ms(unit.now))
    holds.set_status(unit.connection, hold_ids=[hold_id], status="released")
    quotes.void_of_holds(unit.connection, [hold_id])
    unit.emit("hold.released", hold_id, {"event_id": row.event_id, "reason": "asked"}, source=SOURCE)
    return holds.shape(row, now_ms=now_ms).model_copy(update={"status": "released"})

"""Care that nobody asks for: holds and quotes whose time has come, payments that nobody brought to an end."""

from willcall.boxoffice.errors import PaymentUnresolved
from willcall.boxoffice.operations import attempt_payment, pay_back
from willcall.boxoffice.operations.wired import Wired
from willcall.boxoffice.store import claims, holds, payments, quotes
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork

SOURCE = "/boxoffice"
BATCH = 500


def tidy(wired: Wired) -> int:
    """Does what is due; how many holds, quotes and payments were touched. Safe to run anywhere, any number of times."""
    touched = settle_abandoned(wired)
    while True:
        expired = wired.database.attempt(expire_holds)
        touched += expired
        if expired < BATCH:
            break
    return touched + wired.database.attempt(lambda unit: quotes.expire(unit.connection, now_ms=to_epoch_ms(unit.now)))


def expire_holds(unit: UnitOfWork) -> int:
    """Ends holds that are over and frees their seats."""
    due = holds.due(unit.connection, now_ms=to_epoch_ms(unit.now), limit=BATCH)
    ids = [row.hold_id for row in due]
    if ids:
        claims.free_hold(unit.connection, hold_ids=ids, now_ms=to_epoch_ms(unit.now))
        holds.set_status(unit.connection, hold_ids=ids, status="expired")
        quotes.void_of_holds(unit.connection, ids, status="expired")
        for row in due:
            unit.emit("hold.expired", row.hold_id, {"event_id": row.event_id}, source=SOURCE)
    return len(ids)


def settle_abandoned(wired: Wired) -> int:
    """Finds out what became of payments whose process is gone; what the provider will not say now waits for the next time."""
    with wired.database.read() as connection:
        due = payments.due(connection, now_ms=to_epoch_ms(wired.database.clock()), limit=BATCH)
    touched = 0
    for row in due:
        try:
            if row.direction == "out":
                pay_back.send(wired, row)
            else:
                attempt_payment.resolve(wired, row.payment_id)
                pay_back.drive(wired, row.order_id)
        except PaymentUnresolved:
            continue
        touched += 1
    return touched

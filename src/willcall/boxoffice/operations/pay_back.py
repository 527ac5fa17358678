"""Money on its way back: recorded with what it is for, sent outside any transaction, recorded again when it has gone.

Sending is idempotent by the payment's id, so a crash in between is repaired by sending again. What was paid outside (orders
that came with a season) cannot be sent from here: it is recorded as paid back, and a message (`payment.owed`) tells whoever
took the money how much of it is due.
"""

from typing import Any, Literal

from willcall.boxoffice.contract import OrderStatus
from willcall.boxoffice.errors import PaymentUnresolved
from willcall.boxoffice.operations.wired import LEASE_MS, Wired
from willcall.boxoffice.rules import orders as states
from willcall.boxoffice.rules.refunds import allocate
from willcall.boxoffice.store import orders, payments
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import WillcallError
from willcall.kit.money import Money

SOURCE = "/boxoffice"


def owe(
    unit: UnitOfWork,
    *,
    order: Any,
    amount: int,
    to: Literal["original", "credit"],
    reason: str,
    quote_id: str,
    bonus: int = 0,
) -> bool:
    """Records that `amount` goes back for an order; True when money still has to be sent.

    Args:
        unit: The transaction.
        order: The order's row, locked.
        amount: What goes back of what was paid, bonus aside.
        to: Where.
        reason: Why, for the ledger.
        quote_id: The quote that the fan agreed to.
        bonus: Added for taking credit.
    """
    now_ms = to_epoch_ms(unit.now)
    if to == "credit":
        if amount + bonus > 0:
            payments.add_credit(
                unit.connection,
                {
                    "entry_id": unit.ids("crd"),
                    "customer_id": order.customer_id,
                    "amount": amount + bonus,
                    "currency": order.currency,
                    "order_id": order.order_id,
                    "reason": reason,
                    "created_at_ms": now_ms,
                },
            )
            unit.emit(
                "credit.granted",
                order.order_id,
                {"customer_id": order.customer_id, "amount": amount + bonus, "currency": order.currency},
                source=SOURCE,
            )
        _count(unit, order.order_id, amount)
        return False
    left = payments.refundable(unit.connection, order.order_id)
    by_id = {row.payment_id: row for row, _left in left}
    waiting = False
    for charge, share in allocate(amount, [(row.payment_id, rest) for row, rest in left]):
        row = by_id[charge]
        payments.add(
            unit.connection,
            {
                "payment_id": unit.ids("pay"),
                "direction": "out",
                "purpose": "refund",
                "status": "succeeded" if row.external else "started",
                "order_id": order.order_id,
                "quote_id": quote_id,
                "customer_id": order.customer_id,
                "amount": share,
                "currency": order.currency,
                "charge_id": row.charge_id,
                "charge_payment_id": row.payment_id,
                "external": row.external,
                "next_action_url": None,
                "lease_until_ms": now_ms + LEASE_MS,
                "created_at_ms": now_ms,
            },
        )
        if row.external:
            _count(unit, order.order_id, share)
            outside = {"order_id": order.order_id, "amount": share, "currency": order.currency}
            unit.emit("payment.owed", row.payment_id, outside, source=SOURCE)
        else:
            waiting = True
    return waiting


def _count(unit: UnitOfWork, order_id: str, amount: int) -> None:
    """What has gone back is no longer part of what the order costs."""
    row = orders.get(unit.connection, order_id, lock=True)
    assert row is not None
    refunded = row.refunded + amount
    orders.change(unit.connection, order_id, refunded=refunded, total=row.paid - refunded)


def finish(unit: UnitOfWork, *, order_id: str) -> None:
    """An order whose money has all gone back becomes what it now is; does nothing while some is on its way."""
    row = orders.get(unit.connection, order_id, lock=True)
    assert row is not None
    rows = payments.of_order(unit.connection, order_id)
    if row.status != "refund_pending" or any(one.direction == "out" and one.status != "succeeded" for one in rows):
        return
    tickets = orders.tickets_of(unit.connection, [order_id])[order_id]
    left = any(ticket.status in {"valid", "transferred", "used"} for ticket in tickets)
    status: OrderStatus = "partly_refunded" if left else "refunded"
    orders.change(
        unit.connection,
        order_id,
        status=states.advance(row.status, status, order_id=order_id),
        before=None,
        case_reason=None,
    )
    unit.emit(
        f"order.{status}",
        order_id,
        {"customer_id": row.customer_id, "refunded": row.refunded, "currency": row.currency, "total": row.total},
        source=SOURCE,
    )


def drive(wired: Wired, order_id: str) -> None:
    """Sends whatever an order is owed. What cannot be sent now is left for tidying."""
    with wired.database.read() as connection:
        due = [
            row for row in payments.of_order(connection, order_id) if row.direction == "out" and row.status == "started"
        ]
    for row in due:
        send(wired, row)


def send(wired: Wired, row: Any) -> None:
    """Sends one refund and records it; again later if the provider does not answer."""
    try:
        wired.provider.refund(
            charge_id=row.charge_id, amount=Money(row.amount, row.currency), idempotency_key=row.payment_id
        )
    except PaymentUnresolved:
        return
    except WillcallError as error:
        reason = f"The payment provider refuses to pay back: {error.detail}"
        wired.database.attempt(lambda unit: _refused(unit, row.payment_id, reason))
        return
    wired.database.attempt(lambda unit: _sent(unit, row.payment_id))


def _sent(unit: UnitOfWork, payment_id: str) -> None:
    row = payments.get(unit.connection, payment_id, lock=True)
    if row is None or row.status != "started":
        return
    payments.change(unit.connection, payment_id, status="succeeded")
    _count(unit, row.order_id, row.amount)
    unit.emit(
        "payment.refunded",
        payment_id,
        {"order_id": row.order_id, "amount": row.amount, "currency": row.currency},
        source=SOURCE,
    )
    finish(unit, order_id=row.order_id)


def _refused(unit: UnitOfWork, payment_id: str, reason: str) -> None:
    row = payments.get(unit.connection, payment_id, lock=True)
    if row is None or row.status != "started":
        return
    payments.change(unit.connection, payment_id, status="failed")
    orders.change(unit.connection, row.order_id, case_reason=reason)
    unit.emit("payment.failed", payment_id, {"order_id": row.order_id}, source=SOURCE)

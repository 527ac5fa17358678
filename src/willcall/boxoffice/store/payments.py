"""Payments and credit, stored: every attempt at moving money, and what became of it.

Statuses of a payment: `started` (maybe on its way), `requires_action` (the payer's turn), `succeeded`, `declined`,
`abandoned` (given up; if the money came after all it is voided), `voiding` (being undone), `voided`.
"""

from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from willcall.boxoffice.store.tables import credit_entries, payments

OPEN = ("started", "requires_action")
UNSETTLED = (*OPEN, "abandoned", "voiding")

_ADD = insert(payments)
_GET = select(payments).where(payments.c.payment_id == bindparam("id"))
_LOCK = _GET.with_for_update()
_CHANGE = update(payments).where(payments.c.payment_id == bindparam("id"))
_OF_ORDER = (
    select(payments)
    .where(payments.c.order_id == bindparam("order"))
    .order_by(payments.c.created_at_ms, payments.c.payment_id)
)
_OPEN = select(payments).where(
    payments.c.order_id.in_(bindparam("orders", expanding=True)),
    payments.c.direction == "in",
    payments.c.status.in_(OPEN),
)
_DUE = (
    select(payments)
    .where(payments.c.status.in_(UNSETTLED), payments.c.lease_until_ms <= bindparam("now"))
    .order_by(payments.c.payment_id)
    .limit(bindparam("most"))
)
_ADD_CREDIT = insert(credit_entries)
_BALANCES = (
    select(credit_entries.c.currency, func.sum(credit_entries.c.amount))
    .where(credit_entries.c.customer_id == bindparam("customer"))
    .group_by(credit_entries.c.currency)
    .order_by(credit_entries.c.currency)
)


def add(connection: Connection, row: dict[str, Any]) -> None:
    connection.execute(_ADD, row)


def get(connection: Connection, payment_id: str, *, lock: bool = False) -> Row[Any] | None:
    """The row; locked until the transaction ends with `lock`."""
    return connection.execute(_LOCK if lock else _GET, {"id": payment_id}).first()


def change(connection: Connection, payment_id: str, **values: Any) -> None:
    connection.execute(_CHANGE, {"id": payment_id, **values})


def renew(connection: Connection, payment_id: str, *, now_ms: int, until_ms: int) -> bool:
    """Takes over an attempt whose lease is over; False when it goes on, has ended, or somebody else was first."""
    lapsed = update(payments).where(
        payments.c.payment_id == payment_id, payments.c.status == "started", payments.c.lease_until_ms <= now_ms
    )
    return connection.execute(lapsed.values(lease_until_ms=until_ms)).rowcount == 1


def of_order(connection: Connection, order_id: str) -> list[Row[Any]]:
    """Oldest first."""
    return list(connection.execute(_OF_ORDER, {"order": order_id}))


def open_of_orders(connection: Connection, order_ids: list[str]) -> dict[str, Row[Any]]:
    """The charge that an order is waiting for, if any."""
    return {row.order_id: row for row in connection.execute(_OPEN, {"orders": order_ids})}


def due(connection: Connection, *, now_ms: int, limit: int) -> list[Row[Any]]:
    """Payments whose outcome nobody recorded in time."""
    return list(connection.execute(_DUE, {"now": now_ms, "most": limit}))


def refundable(connection: Connection, order_id: str) -> list[tuple[Row[Any], int]]:
    """An order's charges with what is left of each, newest first."""
    rows = of_order(connection, order_id)
    back: dict[str, int] = {}
    for row in rows:
        if row.direction == "out" and row.charge_payment_id:
            back[row.charge_payment_id] = back.get(row.charge_payment_id, 0) + row.amount
    charges = [row for row in rows if row.direction == "in" and row.status == "succeeded"]
    return [(row, row.amount - back.get(row.payment_id, 0)) for row in reversed(charges)]


def add_credit(connection: Connection, row: dict[str, Any]) -> None:
    connection.execute(_ADD_CREDIT, row)


def balances(connection: Connection, customer_id: str) -> dict[str, int]:
    """Credit by currency."""
    rows = connection.execute(_BALANCES, {"customer": customer_id})
    return {currency: int(amount) for currency, amount in rows}

"""Payments and credit, stored: every attempt at moving money, and what became of it.

Statuses of a payment: `started` (maybe on its way), `requires_action` (the payer's turn), `succeeded`, `declined`,
`abandoned` (given up; if the money came after all it is voided), `voiding` (being undone), `voided`.
"""

from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from willcall.boxoffice.store.tables import credit_entries, payments

OPEN = ("started", "requires_action")
UNSETTLED = (*OPEN, "abandoned", "voiding")


def add(connection: Connection, row: dict[str, Any]) -> None:
    connection.execute(insert(payments), row)


def get(connection: Connection, payment_id: str, *, lock: bool = False) -> Row[Any] | None:
    """The row; locked until the transaction ends with `lock`."""
    query = select(payments).where(payments.c.payment_id == payment_id)
    return connection.execute(query.with_for_update() if lock else query).first()


def change(connection: Connection, payment_id: str, **values: Any) -> None:
    connection.execute(update(payments).where(payments.c.payment_id == payment_id).values(**values))


def of_order(connection: Connection, order_id: str) -> list[Row[Any]]:
    """Oldest first."""
    return list(
        connection.execute(
            select(payments)
            .where(payments.c.order_id == order_id)
            .order_by(payments.c.created_at_ms, payments.c.payment_id)
        )
    )


def open_of_orders(connection: Connection, order_ids: list[str]) -> dict[str, Row[Any]]:
    """The charge that an order is waiting for, if any."""
    rows = connection.execute(
        select(payments).where(
            payments.c.order_id.in_(order_ids), payments.c.direction == "in", payments.c.status.in_(OPEN)
        )
    )
    return {row.order_id: row for row in rows}


def due(connection: Connection, *, now_ms: int, limit: int) -> list[Row[Any]]:
    """Payments whose outcome nobody recorded in time."""
    return list(
        connection.execute(
            select(payments)
            .where(payments.c.status.in_(UNSETTLED), payments.c.lease_until_ms <= now_ms)
            .order_by(payments.c.payment_id)
            .limit(limit)
        )
    )


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
    connection.execute(insert(credit_entries), row)


def balances(connection: Connection, customer_id: str) -> dict[str, int]:
    """Credit by currency."""
    rows = connection.execute(
        select(credit_entries.c.currency, func.sum(credit_entries.c.amount))
        .where(credit_entries.c.customer_id == customer_id)
        .group_by(credit_entries.c.currency)
        .order_by(credit_entries.c.currency)
    )
    return {currency: int(amount) for currency, amount in rows}

"""The sandbox provider's own ledger, in the same database, so that every worker and a restart see one truth.

Knows nothing of orders: it plays the part of a bank on the other side of a network.
"""

from dataclasses import dataclass

from sqlalchemy import BigInteger, Column, Connection, Index, String, Table, case, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from willcall.boxoffice.payments.ports import ChargeStatus
from willcall.kit.money import Money
from willcall.kit.tables import metadata

sandbox_charges = Table(
    "sandbox_charges",
    metadata,
    Column("charge_id", String(40), primary_key=True),
    Column("idempotency_key", String(200), nullable=False, unique=True),
    Column("token", String(80), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("refunded", BigInteger, nullable=False),
    Column("status", String(20), nullable=False),
    Column("reason", String(200), nullable=False),
    Column("label", String(200), nullable=False),
    Column("created_at_ms", BigInteger, nullable=False),
)

sandbox_refunds = Table(
    "sandbox_refunds",
    metadata,
    Column("refund_id", String(40), primary_key=True),
    Column("idempotency_key", String(200), nullable=False, unique=True),
    Column("charge_id", String(40), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("created_at_ms", BigInteger, nullable=False),
    Index("sandbox_refunds_by_charge", "charge_id"),
)


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """One line of the ledger."""

    charge_id: str
    idempotency_key: str
    token: str
    amount: Money
    refunded: int
    status: ChargeStatus
    reason: str
    label: str


def find_by_key(connection: Connection, key: str) -> ChargeRow | None:
    """The charge made under an idempotency key."""
    return _one(connection, sandbox_charges.c.idempotency_key == key)


def find(connection: Connection, charge_id: str, *, lock: bool = False) -> ChargeRow | None:
    """One charge; `lock` keeps others from changing it until the transaction ends."""
    return _one(connection, sandbox_charges.c.charge_id == charge_id, lock=lock)


def _one(connection: Connection, condition: object, *, lock: bool = False) -> ChargeRow | None:
    query = select(sandbox_charges).where(condition)  # type: ignore[arg-type]
    row = connection.execute(query.with_for_update() if lock else query).first()
    if row is None:
        return None
    return ChargeRow(
        row.charge_id,
        row.idempotency_key,
        row.token,
        Money(row.amount, row.currency),
        row.refunded,
        row.status,
        row.reason,
        row.label,
    )


def add(connection: Connection, row: ChargeRow, *, now_ms: int) -> None:
    """Enters a charge unless its key already has one."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(
        insert(sandbox_charges).on_conflict_do_nothing(index_elements=["idempotency_key"]),
        {
            "charge_id": row.charge_id,
            "idempotency_key": row.idempotency_key,
            "token": row.token,
            "amount": row.amount.amount,
            "currency": row.amount.currency,
            "refunded": row.refunded,
            "status": row.status,
            "reason": row.reason,
            "label": row.label,
            "created_at_ms": now_ms,
        },
    )


def set_status(connection: Connection, charge_id: str, status: ChargeStatus, *, reason: str = "") -> None:
    """Moves a charge to another state."""
    connection.execute(
        update(sandbox_charges)
        .where(sandbox_charges.c.charge_id == charge_id)
        .values(status=status, reason=reason[:200])
    )


def find_refund(connection: Connection, key: str) -> tuple[str, str, int] | None:
    """Refund id, charge id and amount of an earlier refund under this key."""
    row = connection.execute(select(sandbox_refunds).where(sandbox_refunds.c.idempotency_key == key)).first()
    return None if row is None else (row.refund_id, row.charge_id, row.amount)


def add_refund(connection: Connection, *, refund_id: str, key: str, charge_id: str, amount: int, now_ms: int) -> None:
    """Enters a refund and counts it on its charge."""
    connection.execute(
        sandbox_refunds.insert(),
        {
            "refund_id": refund_id,
            "idempotency_key": key,
            "charge_id": charge_id,
            "amount": amount,
            "created_at_ms": now_ms,
        },
    )
    connection.execute(
        update(sandbox_charges)
        .where(sandbox_charges.c.charge_id == charge_id)
        .values(refunded=sandbox_charges.c.refunded + amount)
    )


def balance(connection: Connection, currency: str) -> int:
    """What the house really has: succeeded charges less what was given back."""
    kept = case(
        (sandbox_charges.c.status == "succeeded", sandbox_charges.c.amount - sandbox_charges.c.refunded), else_=0
    )
    query = select(func.coalesce(func.sum(kept), 0)).where(sandbox_charges.c.currency == currency)
    return int(connection.execute(query).scalar_one())

"""Operators, stored: who may open the console, with what role. Passwords are here as hashes only."""

from typing import Any

from sqlalchemy import BigInteger, Column, Connection, Integer, Row, String, Table, func, insert, select, update

from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.tables import metadata

operators = Table(
    "operators",
    metadata,
    Column("operator_id", String(40), primary_key=True),
    Column("name", String(64), nullable=False, unique=True),
    Column("role", String(12), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("generation", Integer, nullable=False),
    Column("created_at_ms", BigInteger, nullable=False),
    Column("disabled_at_ms", BigInteger, nullable=True),
)


def add(unit: UnitOfWork, *, operator_id: str, name: str, role: str, password_hash: str) -> None:
    """Writes a new operator."""
    unit.connection.execute(
        insert(operators),
        {
            "operator_id": operator_id,
            "name": name,
            "role": role,
            "password_hash": password_hash,
            "generation": 1,
            "created_at_ms": to_epoch_ms(unit.now),
            "disabled_at_ms": None,
        },
    )


def by_name(connection: Connection, name: str) -> Row[Any] | None:
    return connection.execute(select(operators).where(operators.c.name == name)).first()


def by_id(connection: Connection, operator_id: str) -> Row[Any] | None:
    return connection.execute(select(operators).where(operators.c.operator_id == operator_id)).first()


def everyone(connection: Connection) -> list[Row[Any]]:
    """By name."""
    return list(connection.execute(select(operators).order_by(operators.c.name)))


def count(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(operators)) or 0


def admins(connection: Connection, *, but: str) -> int:
    """How many active admins there are besides one."""
    active = (operators.c.role == "admin") & operators.c.disabled_at_ms.is_(None) & (operators.c.operator_id != but)
    return connection.scalar(select(func.count()).select_from(operators).where(active)) or 0


def change(unit: UnitOfWork, operator_id: str, **values: Any) -> None:
    """Changes an operator and ends every session of theirs."""
    unit.connection.execute(
        update(operators)
        .where(operators.c.operator_id == operator_id)
        .values(generation=operators.c.generation + 1, **values)
    )

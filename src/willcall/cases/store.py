"""The desk's table. Knows nothing of who works at it."""

from typing import Any

from sqlalchemy import BigInteger, Column, Connection, Index, String, Table, Text, insert, select
from sqlalchemy.engine import Row

from willcall.cases.ports import Case
from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.tables import metadata

cases = Table(
    "cases",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("subject", String(200), nullable=False),
    Column("body", Text, nullable=False),
    Column("channel", String(40), nullable=False),
    Column("status", String(20), nullable=False),
    Column("priority", String(20), nullable=False),
    Column("customer_id", String(64), nullable=True),
    Column("conversation_id", String(64), nullable=True),
    Column("order_id", String(64), nullable=True),
    Column("created_at_ms", BigInteger, nullable=False),
    Index("cases_by_status", "status", "created_at_ms"),
)


def insert_case(unit: UnitOfWork, case: Case) -> None:
    """Writes a new case."""
    unit.connection.execute(
        insert(cases),
        {
            "id": case.case_id,
            "subject": case.subject,
            "body": case.body,
            "channel": case.channel,
            "status": case.status,
            "priority": case.priority,
            "customer_id": case.customer_id,
            "conversation_id": case.conversation_id,
            "order_id": case.order_id,
            "created_at_ms": to_epoch_ms(case.created_at),
        },
    )


def find_cases(connection: Connection, *, status: str | None, limit: int) -> list[Case]:
    """Newest first."""
    wanted = select(cases).order_by(cases.c.created_at_ms.desc(), cases.c.id.desc()).limit(limit)
    if status is not None:
        wanted = wanted.where(cases.c.status == status)
    return [_case(row) for row in connection.execute(wanted)]


def get_case(connection: Connection, case_id: str) -> Case | None:
    """One case, or None."""
    row = connection.execute(select(cases).where(cases.c.id == case_id)).first()
    return None if row is None else _case(row)


def _case(row: Row[Any]) -> Case:
    return Case(
        case_id=row.id,
        subject=row.subject,
        body=row.body,
        channel=row.channel,
        status=row.status,
        priority=row.priority,
        customer_id=row.customer_id,
        conversation_id=row.conversation_id,
        order_id=row.order_id,
        created_at=from_epoch_ms(row.created_at_ms),
    )

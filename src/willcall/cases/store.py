"""The desk's table. Knows nothing of who works at it."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, Index, String, Table, Text, insert, select, update
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
    Column("category", String(32), nullable=True),
    Column("assignee", String(40), nullable=True),
    Column("due_at_ms", BigInteger, nullable=True),
    Column("answered_at_ms", BigInteger, nullable=True),
    Column("closed_at_ms", BigInteger, nullable=True),
    Column("closed_by", String(40), nullable=True),
    Column("resolution", Text, nullable=True),
    Index("cases_by_status", "status", "created_at_ms"),
    Index("cases_of_conversation", "conversation_id"),
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
            "category": case.category,
            "assignee": case.assignee,
            "due_at_ms": None if case.due_at is None else to_epoch_ms(case.due_at),
            "closed_at_ms": None if case.closed_at is None else to_epoch_ms(case.closed_at),
            "closed_by": case.closed_by,
            "resolution": case.resolution,
        },
    )


def find_cases(connection: Connection, *, status: str | None, limit: int) -> list[Case]:
    """Newest first."""
    wanted = select(cases).order_by(cases.c.created_at_ms.desc(), cases.c.id.desc()).limit(limit)
    if status is not None:
        wanted = wanted.where(cases.c.status == status)
    return [_case(row) for row in connection.execute(wanted)]


def find_unsettled(connection: Connection, *, limit: int) -> list[Case]:
    """Cases that are not closed, the oldest first."""
    wanted = select(cases).where(cases.c.status.in_(("open", "waiting")))
    return [_case(row) for row in connection.execute(wanted.order_by(cases.c.created_at_ms, cases.c.id).limit(limit))]


def get_case(connection: Connection, case_id: str) -> Case | None:
    """One case, or None."""
    row = connection.execute(select(cases).where(cases.c.id == case_id)).first()
    return None if row is None else _case(row)


def open_of(connection: Connection, conversation_id: str) -> list[str]:
    """Ids of a conversation's open cases, oldest first."""
    wanted = select(cases.c.id).where(cases.c.conversation_id == conversation_id, cases.c.status != "closed")
    return list(connection.scalars(wanted.order_by(cases.c.created_at_ms, cases.c.id)))


def change(unit: UnitOfWork, case_id: str, **values: Any) -> None:
    unit.connection.execute(update(cases).where(cases.c.id == case_id).values(values))


def stop_clock(unit: UnitOfWork, case_id: str) -> bool:
    """Whether this was the first answer."""
    waiting = update(cases).where(cases.c.id == case_id, cases.c.answered_at_ms.is_(None))
    return unit.connection.execute(waiting.values(answered_at_ms=to_epoch_ms(unit.now))).rowcount == 1


def close(unit: UnitOfWork, case_id: str, *, operator_id: str, resolution: str) -> bool:
    """Whether it was still open."""
    still = update(cases).where(cases.c.id == case_id, cases.c.status != "closed")
    values = {
        "status": "closed",
        "closed_at_ms": to_epoch_ms(unit.now),
        "closed_by": operator_id,
        "resolution": resolution,
    }
    return unit.connection.execute(still.values(values)).rowcount == 1


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
        category=row.category,
        assignee=row.assignee,
        due_at=_instant(row.due_at_ms),
        answered_at=_instant(row.answered_at_ms),
        closed_at=_instant(row.closed_at_ms),
        closed_by=row.closed_by,
        resolution=row.resolution,
    )


def _instant(ms: int | None) -> datetime | None:
    return None if ms is None else from_epoch_ms(ms)

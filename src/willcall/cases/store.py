"""The desk's tables. Knows nothing of who works at it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    delete,
    insert,
    literal,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.engine import Row

from willcall.cases.ports import Case
from willcall.conversations.store.tables import conversations
from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.tables import metadata
from willcall.knowledge.linking import Lead, Step, chosen
from willcall.knowledge.ports import Edge
from willcall.knowledge.store.links import SOURCES, leading
from willcall.knowledge.store.tables import chunks

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

settlements = Table(
    "case_settlements",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("case_id", String(40), ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column(
        "document_id", String(64), ForeignKey("knowledge_documents.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("chunk_id", String(160), nullable=False, index=True),
    Column("name", String(400), nullable=False),
    Column("anchor", String(64), nullable=False),
)
"""A passage that a case concerned, of `document_id`, and the name of what a person settled it with; see `knowledge.store.tables.links`."""


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


def settle(unit: UnitOfWork, case_id: str, about: Sequence[str], found: Iterable[Lead]) -> None:
    """Keeps that those of the passages that are there lead, by this case, to what is named."""
    there = select(chunks.c.id, chunks.c.document_id).where(chunks.c.id.in_(about)).order_by(chunks.c.number)
    rows = [
        {
            "case_id": case_id,
            "document_id": chunk.document_id,
            "chunk_id": chunk.id,
            "name": lead.name,
            "anchor": lead.anchor,
        }
        for chunk in unit.connection.execute(there).all()
        for lead in found
    ]
    if rows:
        unit.connection.execute(insert(settlements), rows)


def unsettle(unit: UnitOfWork, subject: str) -> int:
    """Deletes what the cases of a fan or a conversation joined; how many rows."""
    own = select(conversations.c.conversation_id).where(conversations.c.customer_id == subject)
    whose = or_(cases.c.customer_id == subject, cases.c.conversation_id == subject, cases.c.conversation_id.in_(own))
    theirs = settlements.c.case_id.in_(select(cases.c.id).where(whose))
    return unit.connection.execute(delete(settlements).where(theirs)).rowcount


_NAMED = (
    select(settlements.c.chunk_id, literal("").label("label"), settlements.c.name, settlements.c.anchor)
    .where(settlements.c.chunk_id.in_(SOURCES))
    .distinct()
    .subquery()
)
_SETTLED = union_all(*leading(_NAMED, "case"))


def settled_with(connection: Connection, chunk_ids: Sequence[str]) -> list[Edge]:
    """The chunks that cases about these were settled with, in one query."""
    return chosen(Step(*row) for row in connection.execute(_SETTLED, {"sources": list(chunk_ids)}))


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

"""Which gaps an operator has closed, and with what. A gap is known by its question as the log has it: lower case, nobody named."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import BigInteger, Column, Index, String, Table, Text, delete, insert, select

from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.tables import metadata

Outcome = Literal["answered", "dismissed"]
_MOST_PARAMETERS = 500

knowledge_gaps = Table(
    "knowledge_gaps",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("question", Text, nullable=False),
    Column("outcome", String(10), nullable=False),
    Column("document_id", String(64), nullable=True),
    Column("closed_by", String(40), nullable=True),
    Column("closed_at_ms", BigInteger, nullable=False),
    Index("knowledge_gaps_by_time", "closed_at_ms"),
)


@dataclass(frozen=True, slots=True)
class Closed:
    """A gap that an operator has closed.

    Args:
        question: As the log has it.
        outcome: `answered` by a document, or `dismissed` as no question for this house.
        document_id: Of the answer.
        by: The operator; None from the command line.
        at: When.
    """

    question: str
    outcome: Outcome
    document_id: str | None
    by: str | None
    at: datetime


def digest(question: str) -> str:
    """By which a question is known."""
    return hashlib.sha256(question.strip().lower().encode()).hexdigest()


class GapStore:
    """Args:
    database: Where they are.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def close(
        self, unit: UnitOfWork, questions: Iterable[str], *, outcome: Outcome, document_id: str | None, by: str | None
    ) -> None:
        """Closes gaps, also such as were closed before."""
        rows = {
            digest(question): {
                "digest": digest(question),
                "question": question.strip().lower(),
                "outcome": outcome,
                "document_id": document_id,
                "closed_by": by,
                "closed_at_ms": to_epoch_ms(unit.now),
            }
            for question in questions
        }
        unit.connection.execute(delete(knowledge_gaps).where(knowledge_gaps.c.digest.in_(list(rows))))
        unit.connection.execute(insert(knowledge_gaps), list(rows.values()))
        unit.emit(
            "gap.closed", next(iter(rows)), {"outcome": outcome, "document_id": document_id, "questions": len(rows)},
            source="/insights",
        )  # fmt: skip

    def of(self, questions: Iterable[str]) -> dict[str, Closed]:
        """Those of them that are closed, by question."""
        wanted = {digest(question): question for question in questions}
        found: dict[str, Closed] = {}
        digests = list(wanted)
        with self.database.read() as connection:
            for start in range(0, len(digests), _MOST_PARAMETERS):
                some = digests[start : start + _MOST_PARAMETERS]
                rows = connection.execute(select(knowledge_gaps).where(knowledge_gaps.c.digest.in_(some)))
                found |= {wanted[row.digest]: _closed(row) for row in rows}
        return found

    def latest(self, *, most: int) -> list[Closed]:
        """The latest closed first."""
        c = knowledge_gaps.c
        asked = select(knowledge_gaps).order_by(c.closed_at_ms.desc(), c.digest).limit(most)
        with self.database.read() as connection:
            return [_closed(row) for row in connection.execute(asked)]


def _closed(row: Any) -> Closed:
    return Closed(row.question, row.outcome, row.document_id, row.closed_by, from_epoch_ms(row.closed_at_ms))

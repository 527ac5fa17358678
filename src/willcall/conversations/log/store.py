"""The part of the log that lives in the database: the tail not yet written to files, and the list of files that count.

A file belongs to the log from the transaction that lists it and takes its records off the tail; so a reader who looks at both in
one snapshot sees every record exactly once, whatever crashed in between. Knows nothing of what the files hold.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    Text,
    delete,
    func,
    select,
)

from willcall.conversations.log.records import Record
from willcall.conversations.store.tables import feedback, turns
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import Conflict
from willcall.kit.rows import add_rows
from willcall.kit.tables import metadata

WORDS = frozenset({"text", "reply", "keywords"})
"""Columns that hold what people said."""

log_tail = Table(
    "log_tail",
    metadata,
    Column("sequence", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("conversation_id", String(40), nullable=True),
    Column("body", Text, nullable=False),
    Index("log_tail_by_conversation", "conversation_id"),
    sqlite_autoincrement=True,  # a number is never given twice, or a reader could not tell what it has seen
)

log_files = Table(
    "log_files",
    metadata,
    Column("name", String(120), primary_key=True),
    Column("day", String(10), nullable=False),
    Column("records", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("first_ms", BigInteger, nullable=False),
    Column("last_ms", BigInteger, nullable=False),
    Column("written_at_ms", BigInteger, nullable=False),
    Column("whole", Boolean, nullable=False, default=False),
    Index("log_files_by_time", "last_ms"),
)


class TailChanged(Conflict):
    """Somebody else flushed the tail, or wrote below its end, at the same time; nothing was done."""


@dataclass(frozen=True, slots=True)
class LogFile:
    """Args:
    name: Path below the log's folder.
    day: UTC, `2026-11-21`.
    records: In it.
    bytes: Its size.
    first_ms: When the first of them happened.
    last_ms: When the last did.
    whole: Whether it was merged from all of its day's files.
    """

    name: str
    day: str
    records: int
    bytes: int
    first_ms: int
    last_ms: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The log at one instant.

    Args:
        files: Those that count, oldest first.
        last: Sequence number of the tail's last record, 0 for an empty tail.
        count: Records in the tail.
    """

    files: tuple[LogFile, ...]
    last: int
    count: int


_SHAPE = select(func.max(log_tail.c.sequence), func.count())


class LogStore:
    """Args:
    database: Where tail and list are kept.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def append(self, unit: UnitOfWork, records: Iterable[Record]) -> None:
        """Adds records to the tail, in the caller's transaction."""
        add_rows(
            unit.connection,
            log_tail,
            [
                {
                    "at_ms": record["at_ms"],
                    "conversation_id": record.get("conversation_id"),
                    "body": json.dumps(record, ensure_ascii=False, separators=(",", ":")),
                }
                for record in records
            ],
        )

    def snapshot(self) -> Snapshot:
        """What counts right now."""
        with self.database.read() as connection:
            _stand_still(connection)
            return _snapshot(connection)

    def tail(self, *, limit: int | None = None, after: int = 0) -> tuple[Snapshot, list[tuple[int, str]]]:
        """The log at one instant, with its tail (what follows a number in it) as (sequence, JSON), oldest first."""
        wanted = (
            select(log_tail.c.sequence, log_tail.c.body)
            .where(log_tail.c.sequence > after)
            .order_by(log_tail.c.sequence)
        )
        with self.database.read() as connection:
            _stand_still(connection)
            snapshot = _snapshot(connection)
            rows = connection.execute(wanted.limit(limit) if limit else wanted).all()
        return snapshot, [(row.sequence, row.body) for row in rows]

    def position(self) -> str:
        """Changes whenever something was added, and is never again what it was before that; cheap enough to be asked every second."""
        files = select(func.count()).select_from(log_files).scalar_subquery()
        records = select(func.sum(log_files.c.records)).scalar_subquery()
        with self.database.read() as connection:
            last, count, filed = connection.execute(select(func.max(log_tail.c.sequence), files, records)).one()
        return f"{last or 0}.{count}.{filed or 0}"

    def oldest(self) -> int | None:
        """When the oldest record of the tail happened, in ms."""
        with self.database.read() as connection:
            found: int | None = connection.scalar(select(func.min(log_tail.c.at_ms)))
        return found

    def settle(self, unit: UnitOfWork, *, files: Sequence[LogFile], sequences: Sequence[int]) -> None:
        """Lists new files and takes their records off the tail.

        Raises:
            TailChanged: If not exactly those records were there to take; roll back.
        """
        if sequences:
            span = (log_tail.c.sequence >= sequences[0], log_tail.c.sequence <= sequences[-1])
            if unit.connection.execute(delete(log_tail).where(*span)).rowcount != len(sequences):
                raise TailChanged("The log's tail was written to files by someone else meanwhile.")
        self._list(unit, files)

    def replace(self, unit: UnitOfWork, *, old: Collection[str], new: Sequence[LogFile]) -> None:
        """Lists `new` files instead of `old` ones. Raises: TailChanged, if one of the old is no longer listed."""
        done = unit.connection.execute(delete(log_files).where(log_files.c.name.in_(list(old))))
        if done.rowcount != len(old):
            raise TailChanged("The log's files were merged by someone else meanwhile.")
        self._list(unit, new)

    def forget(self, conversation_ids: Collection[str]) -> int:
        """Strikes the words of some conversations from the tail; how many records had any. Figures stay, they name nobody.

        A struck record is written anew under the next number, so that whoever keeps what they have read sees that it has changed.
        """
        struck: list[dict[str, Any]] = []
        with self.database.write() as unit:
            rows = unit.connection.execute(
                select(log_tail.c.sequence, log_tail.c.body).where(
                    log_tail.c.conversation_id.in_(list(conversation_ids))
                )
            ).all()
            for row in rows:
                body: dict[str, Any] = json.loads(row.body)
                if body.keys() & WORDS:
                    unit.connection.execute(delete(log_tail).where(log_tail.c.sequence == row.sequence))
                    struck.append({k: v for k, v in body.items() if k not in WORDS})
            self.append(unit, struck)
        return len(struck)

    def _list(self, unit: UnitOfWork, files: Sequence[LogFile]) -> None:
        now = to_epoch_ms(unit.now)
        rows = [
            {
                "name": f.name,
                "day": f.day,
                "records": f.records,
                "bytes": f.bytes,
                "first_ms": f.first_ms,
                "last_ms": f.last_ms,
                "written_at_ms": now,
                "whole": f.whole,
            }
            for f in files
        ]
        add_rows(unit.connection, log_files, rows)


def transcript(database: Database, *, messages: Collection[str], opinions: Collection[str]) -> dict[str, Any]:
    """Rows of the transcript by message id, and of feedback by its id."""
    with database.read() as connection:
        said = connection.execute(select(turns).where(turns.c.message_id.in_(list(messages)))).all()
        given = connection.execute(select(feedback).where(feedback.c.feedback_id.in_(list(opinions)))).all()
    return {row.message_id: row for row in said} | {row.feedback_id: row for row in given}


def _stand_still(connection: Connection) -> None:
    """All that is read from here on is of one instant."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _snapshot(connection: Connection) -> Snapshot:
    files = connection.execute(select(log_files).order_by(log_files.c.first_ms, log_files.c.name)).all()
    last, count = connection.execute(_SHAPE).one()
    listed = tuple(LogFile(f.name, f.day, f.records, f.bytes, f.first_ms, f.last_ms, bool(f.whole)) for f in files)
    return Snapshot(listed, last or 0, count)

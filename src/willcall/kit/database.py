"""The database and its unit of work.

One `Database` per process, over SQLite (WAL, one file) or PostgreSQL. Reads take a connection and look; writes take a
`UnitOfWork`, which commits once at the end together with its outbox messages, or not at all. Nothing else commits.

On SQLite there is one writer at a time. Instead of letting writers poll the file (SQLite's busy handler sleeps), they queue
on a lock: within the process, and across processes on an advisory file lock, which the kernel frees when a process
dies.
"""

import fcntl
import os
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection as Connection  # noqa: PLC0414 - how rooms without SQL name what they pass on
from sqlalchemy import Engine, create_engine, event, insert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool

from willcall.kit.clock import Clock, to_epoch_ms
from willcall.kit.errors import Unavailable
from willcall.kit.ids import Ids
from willcall.kit.outbox import Message, outbox

T = TypeVar("T")

BUSY_TIMEOUT_S = 15
RETRYABLE_SQLSTATES = {"40001", "40P01"}  # serialization failure, deadlock detected (PostgreSQL, appendix A)


class DatabaseUnavailable(Unavailable):
    """The database does not answer, is full, or stayed locked for too long."""


class UnitOfWork:
    """One transaction: a connection to write with, and the messages that leave with it."""

    def __init__(self, connection: Connection, *, now: datetime, ids: Ids) -> None:
        self.connection = connection
        self.now = now
        self.ids = ids
        self._messages: list[Message] = []

    def emit(self, type: str, subject: str, data: Mapping[str, Any], *, source: str) -> None:
        """Records that something happened; it becomes visible only if this unit commits.

        Args:
            type: Noun and past participle, e.g. `model.promoted`; the prefix `dev.willcall.` is added.
            subject: Id of what it happened to.
            data: Plain JSON.
            source: The room, e.g. `/boxoffice`.
        """
        self._messages.append(Message(self.ids("msg"), f"dev.willcall.{type}", source, subject, self.now, data))

    def flush(self) -> None:
        """Writes the messages; the database calls it once, just before it commits."""
        if self._messages:
            self.connection.execute(
                insert(outbox),
                [
                    {
                        "id": m.id,
                        "type": m.type,
                        "source": m.source,
                        "subject": m.subject,
                        "time_ms": to_epoch_ms(m.time),
                        "data": dict(m.data),
                    }
                    for m in self._messages
                ],
            )


class Database:
    """Where Willcall keeps its state.

    Args:
        url: `sqlite:////absolute/path.db` or `postgresql://user@host/name`.
        clock: Source of `UnitOfWork.now`.
        ids: Source of message ids.
        pool_size: Connections kept open.
    """

    def __init__(self, url: str, *, clock: Clock, ids: Ids, pool_size: int = 16) -> None:
        self.clock = clock
        self.ids = ids
        parsed = make_url(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self.engine = _sqlite_engine(url, pool_size)
            path = Path(parsed.database or "")
            self._gate: _WriterGate | None = _WriterGate(path.with_name(path.name + ".writer"))
        else:
            if parsed.drivername in {"postgresql", "postgres"}:
                parsed = parsed.set(drivername="postgresql+psycopg")
            self.engine = create_engine(parsed, pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=True)
            self._gate = None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection with a consistent snapshot, for looking only.

        Raises:
            DatabaseUnavailable: If the database does not answer.
        """
        with _translated(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """One transaction; commits when the block ends well, rolls back when it raises.

        Raises:
            DatabaseUnavailable: If the database does not answer or is full; nothing was changed.
        """
        with _translated():
            if self._gate is None:
                with self.engine.begin() as connection:
                    unit = UnitOfWork(connection, now=self.clock(), ids=self.ids)
                    yield unit
                    unit.flush()
            else:
                with self._gate, self.engine.connect() as connection:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                    try:
                        unit = UnitOfWork(connection, now=self.clock(), ids=self.ids)
                        yield unit
                        unit.flush()
                        connection.commit()
                    except BaseException:
                        connection.rollback()
                        raise

    def attempt(self, work: Callable[[UnitOfWork], T], *, tries: int = 6) -> T:
        """Runs `work` in a unit of work, again from the start if PostgreSQL chose it as the victim of a conflict.

        Args:
            work: Must have no effect outside the unit it is given.
            tries: How often at most.
        """
        for attempt in range(tries):
            try:
                with self.write() as unit:
                    return work(unit)
            except DatabaseUnavailable as error:
                if not getattr(error, "retryable", False) or attempt == tries - 1:
                    raise
                time.sleep(random.uniform(0, 0.01 * 2**attempt))
        raise AssertionError("unreachable")

    def dispose(self) -> None:
        """Closes every pooled connection."""
        self.engine.dispose()


class _WriterGate:
    """First come, first served: a lock among this process's threads, then one among processes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = threading.Lock()
        self._fd: int | None = None
        self._pid = 0

    def __enter__(self) -> None:
        self._threads.acquire()
        try:
            if self._fd is None or self._pid != os.getpid():
                self._fd = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
                self._pid = os.getpid()
            fcntl.flock(self._fd, fcntl.LOCK_EX)
        except BaseException:
            self._threads.release()
            raise

    def __exit__(self, *_: object) -> None:
        try:
            if self._fd is not None:
                fcntl.flock(self._fd, fcntl.LOCK_UN)
        finally:
            self._threads.release()


def _sqlite_engine(url: str, pool_size: int) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=pool_size * 4,
        # The driver must not begin transactions by itself: a write begins IMMEDIATE, a read begins with its first SELECT.
        connect_args={
            "timeout": BUSY_TIMEOUT_S,
            "check_same_thread": False,
            "isolation_level": None,
            "cached_statements": 512,
        },
    )

    @event.listens_for(engine, "connect")
    def _configure(dbapi_connection: Any, _record: Any) -> None:
        cursor = dbapi_connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_TIMEOUT_S * 1000}",
            "cache_size=-16000",
            "temp_store=MEMORY",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise _unavailable(error) from error
    except DBAPIError as error:
        if error.connection_invalidated or getattr(error.orig, "sqlstate", None) in RETRYABLE_SQLSTATES:
            raise _unavailable(error) from error
        raise


def _unavailable(error: DBAPIError) -> DatabaseUnavailable:
    problem = DatabaseUnavailable("The database does not answer right now; nothing was changed. Try again in a moment.")
    problem.retryable = getattr(error.orig, "sqlstate", None) in RETRYABLE_SQLSTATES  # type: ignore[attr-defined]
    return problem

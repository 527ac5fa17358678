"""The database and its unit of work.

One `Database` per process, over SQLite (WAL, one file) or PostgreSQL. Reads take a connection and look; writes take a
`UnitOfWork`, which commits once at the end together with its outbox messages, or not at all. Nothing else commits.

On SQLite there is one writer at a time. Instead of letting writers poll the file (SQLite's busy handler sleeps), they queue
on a lock: within the process, and across processes on an advisory file lock, which the kernel frees when a process
dies. Those who queue in one process share a commit.
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
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from willcall.kit.clock import Clock, to_epoch_ms
from willcall.kit.errors import Unavailable
from willcall.kit.ids import Ids
from willcall.kit.outbox import Message, outbox
from willcall.kit.rows import add_rows

T = TypeVar("T")

BUSY_TIMEOUT_S = 15
BATCH_UNITS, BATCH_S = 64, 0.02
"""A shared SQLite commit takes at most this many units, and takes no more after this long."""
CHECKPOINT_PAGES = 4_000
"""So long may SQLite's log of writes get before whoever commits next carries it over into the file, and waits for that: four times
its own default, and still within what one block of the log's index holds, so that reading costs no more (sqlite.org/walformat.html, 2.1)."""
IDLE_S = 1.0
"""A pooled PostgreSQL connection that lay idle for longer is tried before it is used."""
RETRYABLE_SQLSTATES = {"40001", "40P01", "23505"}
"""Serialization failure, deadlock, and a unique key that another transaction took first (PostgreSQL, appendix A): whoever
begins again sees what the other did."""


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
            add_rows(
                self.connection,
                outbox,
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
            self._gate: _WriterGate | None = _WriterGate(path.with_name(path.name + ".writer"), self.engine)
        else:
            if parsed.drivername in {"postgresql", "postgres"}:
                parsed = parsed.set(drivername="postgresql+psycopg")
            self.engine = _postgres_engine(parsed, pool_size)
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
                with self._gate.turn() as connection:
                    unit = UnitOfWork(connection, now=self.clock(), ids=self.ids)
                    yield unit
                    unit.flush()

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


class _Batch:
    """One SQLite transaction that several units of work share: they run one after the other and commit together."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.size = 0
        self.born = time.monotonic()
        self.committed = threading.Event()
        self.failure: BaseException | None = None


class _WriterGate:
    """First come, first served: a queue among this process's threads, then a lock among processes.

    Commits in groups: whoever finishes while others wait hands them the open transaction instead of committing it, and
    nobody is told that their work is done before the last of them has committed for all. A unit that fails undoes only its own
    part. The idea is that of a log's group commit (DeWitt et al., "Implementation Techniques for Main Memory Database
    Systems", 1984).
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self._path = path
        self._engine = engine
        self._turn = threading.Lock()
        self._waiting = 0
        self._count = threading.Lock()
        self._batch: _Batch | None = None
        self._fd: int | None = None
        self._pid = 0

    @contextmanager
    def turn(self) -> Iterator[Connection]:
        """This thread's turn to write; returns once what it wrote is on disk."""
        with self._count:
            self._waiting += 1
        try:
            self._turn.acquire()
        finally:
            with self._count:
                self._waiting -= 1
        try:
            batch = self._batch or self._begin()
            alone = batch.size == 0
            try:
                if not alone:
                    batch.connection.exec_driver_sql("SAVEPOINT unit")
                yield batch.connection
                if not alone:
                    batch.connection.exec_driver_sql("RELEASE unit")
            except BaseException:
                self._undo(batch, alone=alone)
                raise
            batch.size += 1
            last = not self._hand_over(batch)
            if last:
                self._end(batch, commit=True)
        finally:
            self._turn.release()
        if not last:
            self._await(batch)

    def _undo(self, batch: _Batch, *, alone: bool) -> None:
        """Takes back what one unit wrote; those before it in the batch stay, unless SQLite itself gave everything up."""
        if alone:
            self._end(batch, commit=False)
            return
        try:
            batch.connection.exec_driver_sql("ROLLBACK TO unit")
            batch.connection.exec_driver_sql("RELEASE unit")
        except BaseException as error:
            batch.failure = error
            self._end(batch, commit=False)
            raise
        if not self._hand_over(batch):
            self._end(batch, commit=True)

    def _await(self, batch: _Batch) -> None:
        """Waits until the batch is on disk; ends it if whoever should have gone on with it never came."""
        while not batch.committed.wait(1.0):
            if self._turn.acquire(blocking=False):
                try:
                    if self._batch is batch:
                        self._end(batch, commit=True)
                finally:
                    self._turn.release()
        if batch.failure is not None:
            raise batch.failure

    def _hand_over(self, batch: _Batch) -> bool:
        """Whether the next in the queue goes on with this transaction; there must be one, and a batch must end some time."""
        fresh = batch.size < BATCH_UNITS and time.monotonic() - batch.born < BATCH_S
        return fresh and self._waiting > 0

    def _begin(self) -> _Batch:
        if self._fd is None or self._pid != os.getpid():
            self._fd = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._pid = os.getpid()
        fcntl.flock(self._fd, fcntl.LOCK_EX)
        try:
            connection = self._engine.connect()
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            except BaseException:
                connection.close()
                raise
        except BaseException:
            fcntl.flock(self._fd, fcntl.LOCK_UN)
            raise
        self._batch = _Batch(connection)
        return self._batch

    def _end(self, batch: _Batch, *, commit: bool) -> None:
        self._batch = None
        try:
            if commit:
                try:
                    batch.connection.commit()
                except BaseException as error:
                    batch.failure = error
                    batch.connection.rollback()
                    raise
            else:
                batch.connection.rollback()
        finally:
            batch.connection.close()
            if self._fd is not None:
                fcntl.flock(self._fd, fcntl.LOCK_UN)
            batch.committed.set()


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
            f"wal_autocheckpoint={CHECKPOINT_PAGES}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _postgres_engine(url: URL, pool_size: int) -> Engine:
    engine = create_engine(url, pool_size=pool_size, max_overflow=pool_size)

    @event.listens_for(engine, "checkin")
    def _note(_dbapi_connection: Any, record: Any) -> None:
        record.info["since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _try(dbapi_connection: Any, record: Any, _proxy: Any) -> None:
        if time.monotonic() - record.info.get("since", 0.0) < IDLE_S:
            return
        try:
            dbapi_connection.execute("SELECT 1")
            dbapi_connection.rollback()
        except Exception as error:
            raise DisconnectionError from error  # the pool opens another

    return engine


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise _unavailable(error) from error
    except PoolTimeout as error:
        raise DatabaseUnavailable(
            "Every connection to the database is busy; nothing was changed. Try again in a moment."
        ) from error
    except DBAPIError as error:
        if error.connection_invalidated or getattr(error.orig, "sqlstate", None) in RETRYABLE_SQLSTATES:
            raise _unavailable(error) from error
        raise


def _unavailable(error: DBAPIError) -> DatabaseUnavailable:
    problem = DatabaseUnavailable("The database does not answer right now; nothing was changed. Try again in a moment.")
    problem.retryable = getattr(error.orig, "sqlstate", None) in RETRYABLE_SQLSTATES  # type: ignore[attr-defined]
    return problem

"""The whole log as one table `log`, to be asked in SQL: the files, and the tail that is not yet in them.

Every question sees the log at one instant. Files that ended before the stretch in question are not opened. One question at a
time, whoever asks, and all from one thread; DuckDB itself uses several for it. An answer is kept until the log it was read from has
changed, so that a question asked by everyone who looks is answered once. Knows no question.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from willcall.conversations.log.archive import NAMES, load
from willcall.conversations.log.store import LogStore, Snapshot
from willcall.kit.errors import Invalid
from willcall.kit.memory import give_back

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Answer:
    """Args:
    columns: Their names.
    rows: As tuples, in the order the question asked for.
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]

    def dicts(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


Position = tuple[tuple[str, ...], int, int]
"""What the log is made of: its files that matter, the tail's last number and its length."""
_KEPT, _KEPT_ROWS = 128, 5_000
_FRESH_AFTER = 250
"""Questions after which DuckDB begins anew: an open one keeps some 3 kB of every question."""


class LogReader:
    """Args:
    store: The tail, and the list of files.
    folder: Where the files are.
    threads: That a question may use.
    memory: That a question may use, as DuckDB spells it.
    """

    def __init__(self, store: LogStore, folder: Path, *, threads: int = 2, memory: str = "512MB") -> None:
        self._store, self._folder = store, folder
        self._threads, self._memory = threads, memory
        # One thread, for what a question needs comes from the asking thread's own heap: asked from many, each of their heaps grows to the
        # largest question's size and stays there.
        self._asking = ThreadPoolExecutor(1, thread_name_prefix="log")
        self._duck: DuckDBPyConnection | None = None
        self._asked = 0
        self._seen: tuple[int, int] | None = None
        self._kept: OrderedDict[Any, tuple[Position, Answer]] = OrderedDict()

    def ask(
        self,
        sql: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        since_ms: int | None = None,
        tables: Mapping[str, tuple[str, Sequence[Any]]] | None = None,
        simulated: bool = True,
    ) -> Answer:
        """Answers a question about `log`.

        Args:
            sql: In DuckDB's dialect.
            parameters: Values of `$name` in it.
            since_ms: Nothing before this instant matters.
            tables: Small tables beside the log: name → (SELECT with one `$1`, its value as a list).
            simulated: Whether what simulations did counts.
        """
        asked = repr((sql, sorted((parameters or {}).items()), since_ms, sorted((tables or {}).items()), simulated))
        key = hashlib.sha256(asked.encode()).digest()
        return self._ask(lambda log: _after(log, sql), parameters, since_ms, tables or {}, key=key, simulated=simulated)

    def _ask(
        self,
        sql: Callable[[str], str],
        parameters: Mapping[str, Any] | None,
        since_ms: int | None,
        tables: Mapping[str, tuple[str, Sequence[Any]]],
        *,
        key: bytes | None = None,
        simulated: bool = True,
    ) -> Answer:
        answered = self._asking.submit(
            copy_context().run, self._answer, sql, parameters, since_ms, tables, key=key, simulated=simulated
        )
        return answered.result()

    def _answer(
        self,
        sql: Callable[[str], str],
        parameters: Mapping[str, Any] | None,
        since_ms: int | None,
        tables: Mapping[str, tuple[str, Sequence[Any]]],
        *,
        key: bytes | None,
        simulated: bool,
    ) -> Answer:
        if self._asked >= _FRESH_AFTER:
            self._begin_anew()
        duck = self._opened()
        files, position = self._see(duck, since_ms)
        known = self._kept.get(key) if key is not None else None
        if known is not None and known[0] == position:
            self._kept.move_to_end(key)
            return known[1]
        if not simulated:
            files = f"SELECT * FROM ({files}) WHERE simulated IS NOT TRUE"  # noqa: S608 - our own names and paths
        for name, (select, values) in tables.items():
            duck.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {select}", [values])
        text = sql(f"log AS NOT MATERIALIZED ({files})")
        self._asked += 1
        done = duck.execute(text, dict(parameters)) if parameters else duck.execute(text)
        columns = tuple(column[0] for column in done.description or ())
        answer = Answer(columns, done.fetchall())
        if key is not None and len(answer.rows) <= _KEPT_ROWS:
            self._kept[key] = position, answer
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return answer

    def copy(self, path: Path, *, since_ms: int, until_ms: int, format: str) -> int:
        """Writes a stretch of the log into one file; how many records.

        Args:
            path: Written anew.
            since_ms: From this instant on.
            until_ms: Up to, not including, this instant.
            format: `parquet` or `jsonl`.

        Raises:
            Invalid: If the format is another, or the path has a quotation mark in it.
        """
        shape = {"parquet": "FORMAT parquet, COMPRESSION zstd", "jsonl": "FORMAT json"}.get(format)
        if shape is None:
            raise Invalid(f"The log is exported as parquet or jsonl, not {format!r}.", field="format")
        if "'" in str(path):
            raise Invalid(f"A file for the export must have no quotation mark in its name: {path}.", field="out")
        stretch = f"SELECT * FROM log WHERE at_ms >= {since_ms:d} AND at_ms < {until_ms:d} ORDER BY at_ms, record_id"  # noqa: S608
        answer = self._ask(lambda log: f"COPY (WITH {log} {stretch}) TO '{path}' ({shape})", None, since_ms, {})
        return int(answer.rows[0][0])

    def close(self) -> None:
        """Lets go of memory; the next question opens it again."""
        self._asking.submit(self._let_go).result()

    def _let_go(self) -> None:
        self._begin_anew()
        self._kept.clear()

    def _begin_anew(self) -> None:
        if self._duck is not None:
            self._duck.close()
            give_back()
        self._duck, self._seen, self._asked = None, None, 0

    def _opened(self) -> "DuckDBPyConnection":
        if self._duck is None:
            import duckdb  # noqa: PLC0415 - 130 ms, and only whoever asks needs it

            self._duck = duckdb.connect()
            self._duck.execute(f"SET threads = {self._threads}")
            self._duck.execute(f"SET memory_limit = '{self._memory}'")
            self._duck.execute("SET parquet_metadata_cache = true")
            load(self._duck, "tail", ())
        return self._duck

    def _see(self, duck: "DuckDBPyConnection", since_ms: int | None) -> tuple[str, Position]:
        """Brings the tail to what counts now; the SELECT that is the whole log, from a given instant on, and what that is made of."""
        snapshot = self._store.snapshot()
        if (snapshot.last, snapshot.count) != self._seen:
            snapshot = self._take_tail(duck, snapshot)
        whole = f"SELECT {NAMES} FROM tail"  # noqa: S608 - our own names
        names = tuple(f.name for f in snapshot.files if since_ms is None or f.last_ms >= since_ms)
        position = names, snapshot.last, snapshot.count
        if not names:
            return whole, position
        paths = ", ".join(f"'{self._folder / name}'" for name in names)
        files = f"read_parquet([{paths}], hive_partitioning = false)"
        return f"SELECT {NAMES} FROM {files} UNION ALL {whole}", position  # noqa: S608 - our own names and paths

    def _take_tail(self, duck: "DuckDBPyConnection", snapshot: Snapshot) -> Snapshot:
        """The tail as it is now: only what is new of it, where nothing was taken off meanwhile."""
        last, count = self._seen or (0, 0)
        if count:
            snapshot, fresh = self._store.tail(after=last)
            if snapshot.count == count + len(fresh):
                load(duck, "fresh", (body for _, body in fresh))
                duck.execute("INSERT INTO tail SELECT * FROM fresh")
                self._seen = (snapshot.last, snapshot.count)
                return snapshot
        snapshot, tail = self._store.tail()
        load(duck, "tail", (body for _, body in tail))
        self._seen = (snapshot.last, snapshot.count)
        return snapshot


def _after(log: str, sql: str) -> str:
    """The question, with the log before it as a common table expression."""
    if sql.startswith("WITH "):
        return f"WITH {log}, {sql.removeprefix('WITH ')}"
    return f"WITH {log} {sql}"

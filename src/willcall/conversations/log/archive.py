"""The log's files: Parquet, one folder a UTC day, written by DuckDB from the tail; merged, dropped when too old, struck of words.

Whatever it does, a file is written whole under a name of its own, made durable, and only then listed (`store`); files that nobody
lists any more are removed some time later, when no reader can still be at them. Knows the shape of records, not what is asked of them.
"""

import json
import os
import time
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from willcall.conversations.log.records import COLUMNS, Record
from willcall.conversations.log.store import WORDS, LogFile, LogStore, TailChanged
from willcall.kit.clock import to_epoch_ms
from willcall.kit.ids import Ids

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DAY_MS = 86_400_000
_OVER = timedelta(hours=2)
_TYPES = {"text": "VARCHAR", "int": "BIGINT", "float": "DOUBLE", "bool": "BOOLEAN", "texts": "VARCHAR[]"}
STRUCTURE = json.dumps([{name: _TYPES[kind] for name, (kind, _) in COLUMNS.items()}])
NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
_ORDER = "kind, at_ms"
"""Records of a kind stand together in a file: a question about sales does not read the turns beside them."""
_COPY = "COPY ({query}) TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"


class Archive:
    """Args:
    store: The tail, and the list of files.
    folder: Where the files are.
    ids: Names new files.
    most_files: A day that is not over is merged into one file when it has more than this; a day that is over, when it has more than one.
    grace_s: A file that is no longer listed lives this long, for readers that still have it open by name.
    """

    def __init__(self, store: LogStore, folder: Path, *, ids: Ids, most_files: int = 8, grace_s: float = 600) -> None:
        self._store = store
        self.folder = folder
        self._ids = ids
        self._most_files, self._grace_s = most_files, grace_s

    def tidy(
        self, *, now: datetime, rows: int = 5_000, age: timedelta = timedelta(minutes=15), keep_days: int = 400
    ) -> int:
        """What is due: the tail to files when it is long or old, small files merged, old days dropped; how many records moved.

        Args:
            now: The instant. A day counts as over two hours after its end.
            rows: So many records make a tail long.
            age: A tail whose first record is older than this is flushed however short it is.
            keep_days: Whole days older than this are dropped.
        """
        snapshot = self._store.snapshot()
        moved = 0
        if snapshot.count:
            oldest = self._store.oldest()
            due = oldest is not None and to_epoch_ms(now) - oldest > age.total_seconds() * 1000
            while snapshot.count >= rows or (due and snapshot.count):
                moved += self.flush(most=max(rows, 20_000))
                snapshot = self._store.snapshot()
        self._merge(snapshot.files, over=now - _OVER)
        self._drop(now - timedelta(days=keep_days))
        return moved

    def flush(self, *, most: int = 20_000) -> int:
        """Moves the oldest of the tail into files; how many records. Nothing is lost or doubled, whatever fails."""
        _, tail = self._store.tail(limit=most)
        if not tail:
            return 0
        files = self._write_json(body for _, body in tail)
        try:
            with self._store.database.write() as unit:
                self._store.settle(unit, files=files, sequences=[sequence for sequence, _ in tail])
        except TailChanged:
            return 0
        return len(tail)

    def add(self, records: Iterable[Record]) -> int:
        """Writes records straight to files, past the tail; for histories and imports. How many."""
        files = self._write_json(json.dumps(record, ensure_ascii=False) for record in records)
        with self._store.database.write() as unit:
            self._store.settle(unit, files=files, sequences=())
        return sum(file.records for file in files)

    def forget(self, conversation_ids: Collection[str]) -> int:
        """Strikes what was said in some conversations out of tail and files; how many files and records were changed."""
        changed = self._store.forget(conversation_ids)
        snapshot = self._store.snapshot()
        if not snapshot.files:
            return changed
        with _duck() as duck:
            duck.execute("CREATE TABLE gone AS SELECT unnest($1::VARCHAR[]) AS id", [list(conversation_ids)])
            for file in snapshot.files:
                path = self.folder / file.name
                here = "conversation_id IN (SELECT id FROM gone)"
                found = duck.execute(f"SELECT count(*) FROM read_parquet('{path}') WHERE {here} AND text IS NOT NULL")  # noqa: S608
                if found.fetchall()[0][0] == 0:
                    continue
                kept = ", ".join(
                    f'CASE WHEN {here} THEN NULL ELSE "{n}" END AS "{n}"' if n in WORDS else f'"{n}"' for n in COLUMNS
                )
                struck = f"SELECT {kept} FROM read_parquet('{path}') ORDER BY {_ORDER}"  # noqa: S608 - our own names and paths
                self._replace([file], self._write_query(duck, struck, file.day, whole=file.whole))
                changed += 1
        return changed

    # -- writing -----------------------------------------------------------------------------------------------------------

    def _write_json(self, bodies: Iterable[str]) -> list[LogFile]:
        with _duck() as duck:
            load(duck, "fresh", bodies)
            days = duck.execute(f"SELECT DISTINCT at_ms // {DAY_MS} FROM fresh ORDER BY 1").fetchall()  # noqa: S608
            return [
                self._write_query(
                    duck,
                    f"SELECT * FROM fresh WHERE at_ms // {DAY_MS} = {number} ORDER BY {_ORDER}",  # noqa: S608
                    datetime.fromtimestamp(number * DAY_MS / 1000, UTC).date().isoformat(),
                )
                for (number,) in days
            ]

    def _write_query(self, duck: "DuckDBPyConnection", query: str, day: str, *, whole: bool = False) -> LogFile:
        name = f"day={day}/{self._ids('log')}.parquet"
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        being_written = path.with_suffix(".writing")
        duck.execute(_COPY.format(query=query, path=being_written))
        _make_durable(being_written)
        being_written.rename(path)
        _make_durable(path.parent)
        shape = duck.execute(f"SELECT count(*), min(at_ms), max(at_ms) FROM read_parquet('{path}')").fetchall()[0]  # noqa: S608
        return LogFile(name, day, shape[0], path.stat().st_size, shape[1], shape[2], whole)

    # -- keeping in order --------------------------------------------------------------------------------------------------

    def _merge(self, files: Sequence[LogFile], *, over: datetime) -> None:
        """Days of many small files become days of one."""
        today = over.astimezone(UTC).date().isoformat()
        by_day: dict[str, list[LogFile]] = {}
        for file in files:
            by_day.setdefault(file.day, []).append(file)
        for day, parts in by_day.items():
            if len(parts) <= (1 if day < today else self._most_files):
                continue
            paths = ", ".join(f"'{self.folder / part.name}'" for part in parts)
            with _duck() as duck:
                merged = f"SELECT {NAMES} FROM read_parquet([{paths}], hive_partitioning = false) ORDER BY {_ORDER}"  # noqa: S608
                self._replace(parts, self._write_query(duck, merged, day, whole=True))

    def _replace(self, old: Sequence[LogFile], new: LogFile) -> None:
        try:
            with self._store.database.write() as unit:
                self._store.replace(unit, old=[file.name for file in old], new=[new])
        except TailChanged:
            return  # somebody was quicker; ours stays unlisted and goes with the rest

    def _drop(self, before: datetime) -> None:
        listed = self._store.snapshot().files
        cutoff = to_epoch_ms(before)
        old = [file.name for file in listed if file.last_ms < cutoff]
        if old:
            with self._store.database.write() as unit:
                self._store.replace(unit, old=old, new=[])
        kept = {file.name for file in listed} - set(old)
        for path in self.folder.glob("day=*/*"):
            if (
                path.relative_to(self.folder).as_posix() not in kept
                and time.time() - path.stat().st_mtime > self._grace_s
            ):
                path.unlink(missing_ok=True)


def load(duck: "DuckDBPyConnection", table: str, bodies: Iterable[str]) -> None:
    """Makes a table of records out of their JSON; missing columns are null, unknown ones are dropped."""
    duck.execute(
        f"CREATE OR REPLACE TABLE {table} AS SELECT {NAMES} FROM (SELECT unnest(from_json($1::JSON, '{STRUCTURE}'), recursive := true))",  # noqa: S608
        ["[" + ",".join(bodies) + "]"],
    )


def _duck() -> Any:
    import duckdb  # noqa: PLC0415 - 130 ms, and only whoever flushes or asks needs it

    duck = duckdb.connect()
    duck.execute("SET threads = 1")
    duck.execute("SET memory_limit = '256MB'")
    return duck


def _make_durable(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

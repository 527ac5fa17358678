"""What an operator waits for who looks at a million turns.

Each view, its JSON's models and all, over ranges of 7, 30 and 90 days, when the log has just changed (nothing kept from before helps) and when it
has not; against the same SQL run by a bare DuckDB over the same files. Beside seconds on the wall, seconds of the processor: the former
say nothing on a machine that does other things.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

LIMIT_S, LIMIT_RATIO = 1.0, 3.0
DAYS = 90
_TALK = (
    "is there parking near the hall", "two tickets for friday please", "the second one", "yes", "can i bring a bag of food",
    "what time do doors open", "how do i get a refund", "thanks a lot",
)  # fmt: skip


def run(*, quick: bool) -> dict[str, Any]:
    """Measures it.

    Returns:
        `view_p95_s` (all views, the log just changed; to be at most 1), `ratio` (the worst view's median over its plain queries'; at most
        3), `cpu_p95_s`, `views` (name → ms, ms of the processor, plain ms, ms when asked again), and `lines` for a person.
    """
    found = _console(turns=50_000 if quick else 1_000_000, rounds=3 if quick else 8)
    return found | {
        "lines": [
            f"{found['turns']:,} turns, {found['records']:,} records, {found['megabytes']} MB in {found['files']} files",
            f"views after a change: P95 {found['view_p95_s']} s (limit {LIMIT_S:g}), {found['cpu_p95_s']} s of the processor",
            f"worst view {found['worst']} at {found['ratio']} × its plain queries (limit {LIMIT_RATIO:g})",
            *(f"  {name}: {a:.0f} ms ({c:.0f} of the processor), plain {b:.0f}, asked again {d:.0f}" for name, (a, c, b, d) in found["views"].items()),
        ]
    }  # fmt: skip


def _console(*, turns: int, rounds: int) -> dict[str, Any]:
    from willcall.conversations.log.shelf import ConversationLog
    from willcall.entrypoints.api.console.insight import show_dashboard
    from willcall.insights.behind import Behind
    from willcall.insights.figures import Figures
    from willcall.insights.report import KEY
    from willcall.insights.stretch import Stretch
    from willcall.kit.clock import FixedClock
    from willcall.kit.database import Database
    from willcall.kit.ids import new_id
    from willcall.migrations import migrate

    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        migrate(url)
        database = Database(url, clock=FixedClock(now), ids=new_id)
        log = ConversationLog.over(database, Path(folder) / "log", ids=new_id)
        tail = _fill(log, turns, now)
        noting = _noting_reader(log)
        figures, behind = Figures(noting, clock=database.clock), Behind(noting)
        views: dict[str, Callable[[], Any]] = {}
        for days in (7, 30, DAYS):
            stretch = Stretch.last_days(days, now=now)
            views[f"dashboard, {days} days"] = lambda s=stretch: show_dashboard(figures, s, "day", KEY)  # type: ignore[misc]
        for name in ("tools", "topics", "keywords", "unanswered", "dropoff", "errors"):
            views[name] = lambda n=name, s=stretch: figures.lines(n, s)  # type: ignore[misc]
        views["by brain"] = lambda s=stretch: figures.of(KEY, s, by="brain")  # type: ignore[misc]
        views["drill-down"] = lambda s=stretch: behind.find("unanswered", s)  # type: ignore[misc]
        bare = _bare(log)
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in views}
        plain: dict[str, list[float]] = {name: [] for name in views}
        again: dict[str, list[float]] = {name: [] for name in views}
        for number in range(rounds + 1):
            for name, view in views.items():
                with database.write() as unit:
                    log.store.append(unit, [next(tail)])
                noting.asked.clear()
                spent = _timed(view)
                asked = list(noting.asked)
                same = sum(_timed(lambda one=one: bare(*one))[0] for one in asked)  # type: ignore[misc]
                if number:  # the first round warms up
                    times[name].append(spent)
                    plain[name].append(same)
                    again[name].append(_timed(view)[0])
        noting.close()
        snapshot = log.store.snapshot()
        database.dispose()
    middle = {
        n: (*(statistics.median(t[at] for t in times[n]) * 1000 for at in (0, 1)), statistics.median(plain[n]) * 1000, statistics.median(again[n]) * 1000)
        for n in views
    }  # fmt: skip
    worst = max(middle, key=lambda n: middle[n][0] / middle[n][2])
    return {
        "turns": turns,
        "records": sum(f.records for f in snapshot.files) + snapshot.count,
        "files": len(snapshot.files),
        "megabytes": round(sum(f.bytes for f in snapshot.files) / 1e6),
        "view_p95_s": _p95(t[0] for each in times.values() for t in each),
        "cpu_p95_s": _p95(t[1] for each in times.values() for t in each),
        "ratio": round(middle[worst][0] / middle[worst][2], 2),
        "worst": worst,
        "views": {n: tuple(round(x, 1) for x in found) for n, found in middle.items()},
    }


def _p95(values: Iterator[float]) -> float:
    found = sorted(values)
    return round(found[min(len(found) - 1, len(found) * 95 // 100)], 3)


def _fill(log: Any, turns: int, now: datetime) -> Iterator[dict[str, Any]]:
    """Ninety days of conversations of eight turns with a tool call a turn, compacted as days that are over are; and records for the tail.

    One day is written record by record, the others are that day moved in time, each with conversations of its own.
    """
    import duckdb

    from willcall.conversations.log.store import LogFile

    first = (now - timedelta(days=DAYS - 1)).replace(hour=0)
    rows = list(_day(first, turns // DAYS + 1))
    log.archive.add(rows)
    [day] = log.store.snapshot().files
    duck = duckdb.connect()
    duck.execute("SET threads = 1")
    files = []
    for number in range(1, DAYS):
        at = first + timedelta(days=number)
        name = f"day={at.date()}/copy{number}.parquet"
        path = log.archive.folder / name
        path.parent.mkdir()
        moved = ", ".join(f"{column} + {number * 86_400_000} AS {column}" for column in ("at_ms", "began_ms"))
        named = ", ".join(
            f"replace({column}, 'cnv_000', 'cnv_{number:03d}') AS {column}"
            for column in ("record_id", "conversation_id", "message_id", "request_id")
        )
        source = f"read_parquet('{log.archive.folder / day.name}', hive_partitioning = false)"
        duck.execute(
            f"COPY (SELECT * REPLACE ({moved}, {named}) FROM {source} ORDER BY kind, at_ms) TO '{path}' (FORMAT parquet, COMPRESSION zstd)"  # noqa: S608 - our own names
        )
        shift = number * 86_400_000
        files.append(
            LogFile(
                name,
                at.date().isoformat(),
                day.records,
                path.stat().st_size,
                day.first_ms + shift,
                day.last_ms + shift,
                whole=True,
            )
        )
    with log.store.database.write() as unit:
        log.store.settle(unit, files=files, sequences=())
    copies = (json.loads(json.dumps(row)) | {"record_id": f"tail{i}"} for i, row in enumerate(rows * 10))
    with log.store.database.write() as unit:
        log.store.append(unit, [next(copies) for _ in range(min(2_000, len(rows)))])
    return copies


def _day(first: datetime, count: int) -> Iterator[dict[str, Any]]:
    from willcall.conversations.log.records import record
    from willcall.kit.clock import to_epoch_ms

    start = to_epoch_ms(first)
    for number in range(count):
        cnv, turn = f"cnv_000{number // 8:06d}", number % 8
        began = start + (number // 8) * 8 * 86_000_000 // count
        at = min(began + turn * 20_000, start + 86_399_000)
        seed = number * 104_729 % 1000
        shared = {
            "conversation_id": cnv, "began_ms": began, "channel": ("chat", "v1", "slack")[seed % 3], "event_id": f"evt_{seed % 40}",
            "brain": "embedded" if number // 8 % 5 else "openai", "number": turn * 2 + 1, "message_id": f"msg_{cnv}{turn}",
            "request_id": f"req_{cnv}{turn}", "speaker": "agent", "specialist": "sales", "flow": "purchase" if number // 8 % 3 else None,
        }  # fmt: skip
        text = _TALK[(seed + turn) % 8]
        yield record(
            f"{cnv}.{turn}", "turn", at, **shared, ok=seed % 50 != 0, error=None if seed % 50 else "Broken", duration_ms=5 + seed / 7, tools=1,
            length_in=len(text), length_out=180, input_tokens=seed, output_tokens=seed // 5, cost=seed / 1e6, answered=seed % 17 != 0,
            sentiment=seed / 1000, intent=("buy", "ask", "refund", "greet")[seed % 4], confidence=0.9,
            awaiting=("event", "seats", "payment", None)[turn % 4], keywords=text.split()[-3:], text=text,
            reply="Here is what fits: " + "x" * (seed % 160),
        )  # fmt: skip
        yield record(f"{cnv}.{turn}.t", "tool", at, **shared, name=("find_events", "check_inventory", "hold_tickets")[seed % 3], ok=seed % 20 != 0, duration_ms=seed / 200)  # fmt: skip
        if turn == 7 and number // 8 % 3:
            yield record(f"{cnv}.s", "sale", at, conversation_id=cnv, event_id=shared["event_id"], name="confirmed", ok=True, amount=12_000 + seed, currency="USD")  # fmt: skip


def _noting_reader(log: Any) -> Any:
    """A reader that notes what it is asked."""
    from willcall.conversations.log.reading import LogReader

    class Noting(LogReader):
        asked: list[tuple[str, Any, Any]] = []  # noqa: RUF012 - one bench, one reader

        def ask(self, sql: str, parameters: Any = None, *, tables: Any = None, **more: Any) -> Any:
            self.asked.append((sql, parameters, tables))
            return super().ask(sql, parameters, tables=tables, **more)

    return Noting(log.store, log.archive.folder)


def _bare(log: Any) -> Callable[[str, Any, Any], None]:
    """DuckDB over the same files and nothing else."""
    import duckdb

    duck = duckdb.connect()
    duck.execute("SET threads = 2")
    duck.execute(
        f"CREATE VIEW log AS SELECT * FROM read_parquet('{log.archive.folder}/*/*.parquet', hive_partitioning = false)"  # noqa: S608 - our own names
    )

    def ask(sql: str, parameters: Any, tables: Any) -> None:
        for name, (select, values) in (tables or {}).items():
            duck.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {select}", [values])
        (duck.execute(sql, parameters) if parameters else duck.execute(sql)).fetchall()

    return ask


def _timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Seconds on the wall, and of the processor."""
    started, spent = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - spent

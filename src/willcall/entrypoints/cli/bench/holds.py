"""How many holds a second, with many clients after the seats of one event.

On PostgreSQL the baseline writes the same rows behind a lock on the event's row, one transaction a hold, with the driver alone
and nothing of ours above it. On SQLite it is bare `BEGIN IMMEDIATE` writes of the same rows with `sqlite3`. Both baselines have as many
clients, each with a connection of its own, and the same settings of what is on disk when (`synchronous=FULL`). Both run in this
run, in turns, so that a busy machine slows both; the clients sit in several processes.
"""

import multiprocessing
import os
import random
import resource
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from willcall.entrypoints.cli.bench.baselines import EVENT, Bare, Locked, same_tables

ROUNDS = 3
PROCESSES = 4
SECTIONS, ROWS, SEATS = 60, 50, 40
HERE = "postgresql://postgres@127.0.0.1:5432/test"
"""Where PostgreSQL usually is on a machine that tests run on."""


def run(
    *, quick: bool = False, seconds: float | None = None, clients: int = 64, url: str | None = None
) -> dict[str, Any]:
    """Measures holds.

    Args:
        quick: Shorter rounds.
        seconds: How long each side of each round runs.
        clients: How many clients contend.
        url: A PostgreSQL server to measure on too, by any database there; `BENCH_POSTGRES_URL`, or one on this machine. What is
            measured is a database of its own, made for it and dropped again.
    """
    each = seconds if seconds is not None else (1.0 if quick else 4.0)
    found: dict[str, Any] = {"clients": clients, "lines": []}
    with tempfile.TemporaryDirectory(prefix="willcall-bench-") as folder:
        found["sqlite"] = _on_sqlite(Path(folder), each, clients)
    lite = found["sqlite"]
    found["lines"].append(
        f"SQLite, {clients} clients: {lite['holds_per_second']:.0f} holds/s; bare writes of the same rows "
        f"{lite['baseline_per_second']:.0f}/s; ratio {lite['ratio']:.2f} (target ≥ 0.4)"
    )
    try:
        with _own_database(url or os.environ.get("BENCH_POSTGRES_URL") or HERE) as own:
            found["postgres"] = _on_postgres(own, each, clients)
    except _NotReachable as why:
        found["lines"].append(f"PostgreSQL: not run ({why}; set BENCH_POSTGRES_URL)")
        return found
    big = found["postgres"]
    found["lines"].append(
        f"PostgreSQL, {clients} clients: {big['holds_per_second']:.0f} holds/s; the same rows behind a lock on the event's "
        f"row {big['baseline_per_second']:.0f}/s; ratio {big['ratio']:.1f} (target ≥ 5)"
    )
    return found


# -- the two sides -------------------------------------------------------------------------------------------------------


def _on_sqlite(folder: Path, seconds: float, clients: int) -> dict[str, Any]:
    rounds = []
    for number in range(ROUNDS):
        path = folder / f"ours-{number}.db"
        stand = _Stand(f"sqlite:///{path}")
        stand.load()
        bare = folder / f"bare-{number}.db"
        same_tables(stand.database, bare)
        mine = _race("ours", f"sqlite:///{path}", clients, seconds)
        stand.check(mine.done)
        rounds.append((mine, _race("bare", str(bare), clients, seconds)))
        stand.database.dispose()
    return _verdict(rounds)


class _NotReachable(Exception):
    """There is no PostgreSQL there, or it lets us make no database."""


@contextmanager
def _own_database(server: str) -> Iterator[str]:
    """The address of a fresh database on that server, dropped at the end. Raises: _NotReachable."""
    import psycopg
    from psycopg import sql
    from sqlalchemy.engine import make_url

    where = make_url(server).set(drivername="postgresql")
    name = f"willcall_bench_{os.getpid()}"

    def tell(command: str) -> None:
        with psycopg.connect(where.render_as_string(hide_password=False), autocommit=True, connect_timeout=5) as one:
            one.execute(sql.SQL(command).format(sql.Identifier(name)))

    try:
        tell("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        tell("CREATE DATABASE {}")
    except psycopg.Error as error:
        raise _NotReachable(str(error).strip().splitlines()[0]) from error
    try:
        yield where.set(database=name).render_as_string(hide_password=False)
    finally:
        tell("DROP DATABASE IF EXISTS {} WITH (FORCE)")


def _on_postgres(url: str, seconds: float, clients: int) -> dict[str, Any]:
    rounds = []
    for _number in range(ROUNDS):
        stand = _Stand(url)
        stand.load()
        mine = _race("ours", url, clients, seconds)
        stand.check(mine.done)
        stand.load()
        rounds.append((mine, _race("locked", url, clients, seconds)))
        stand.database.dispose()
    return _verdict(rounds)


def _verdict(rounds: "list[tuple[_Result, _Result]]") -> dict[str, Any]:
    """Medians over the rounds; a ratio is of two sides of one round."""
    ratios = sorted(mine.rate / theirs.rate for mine, theirs in rounds)
    middle = len(rounds) // 2
    return {
        "holds_per_second": sorted(mine.rate for mine, _ in rounds)[middle],
        "baseline_per_second": sorted(theirs.rate for _, theirs in rounds)[middle],
        "ratio": ratios[middle],
        "ratios": ratios,
        "errors": sum(mine.errors for mine, _ in rounds),
        "baseline_errors": sum(theirs.errors for _, theirs in rounds),
        "cpu_ms_per_hold": min(mine.cpu / max(1, mine.done) * 1000 for mine, _ in rounds),
    }


@dataclass(frozen=True)
class _Result:
    done: int
    errors: int
    cpu: float
    rate: float


def _race(side: str, where: str, clients: int, seconds: float) -> _Result:
    """Clients in several processes hold again and again until time is up."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        ["willcall.boxoffice.local", "willcall.migrations", __name__]
    )  # imported once, not by each
    gate = context.Barrier(PROCESSES + 1)
    answers = context.SimpleQueue()
    workers = [
        context.Process(target=_work, args=(side, where, number, clients // PROCESSES, seconds, gate, answers))
        for number in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    gate.wait(120)
    parts = [answers.get() for _ in workers]
    for worker in workers:
        worker.join()
    return _Result(
        sum(part[0] for part in parts),
        sum(part[1] for part in parts),
        sum(part[2] for part in parts),
        sum(part[0] / part[3] for part in parts),
    )


def _work(side: str, where: str, number: int, clients: int, seconds: float, gate: Any, answers: Any) -> None:
    """One process of clients. Each warms up with a hold of its own before the race."""
    pairs = _pairs()[number::PROCESSES]
    sides: dict[str, Any] = {"ours": _Stand, "bare": Bare, "locked": Locked}
    hold = sides[side](where, pairs).hold
    warm = threading.Barrier(clients + 1)
    start = threading.Barrier(clients + 1)
    stop = threading.Event()
    done, errors, extra = [0] * clients, [0] * clients, [0] * clients

    def client(index: int) -> None:
        turn = 0
        me = number * clients + index
        with suppress(Exception):
            hold(me, turn)
            extra[index] = 1
        warm.wait()
        start.wait()
        while not stop.is_set():
            turn += 1
            try:
                hold(me, turn)
            except Exception:  # noqa: BLE001 - whatever reaches a client counts as an error
                errors[index] += 1
            else:
                done[index] += 1

    threads = [threading.Thread(target=client, args=(index,)) for index in range(clients)]
    for thread in threads:
        thread.start()
    warm.wait()
    gate.wait(120)
    used = _cpu()
    start.wait()
    began = time.perf_counter()
    stop.wait(seconds)
    stop.set()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    answers.put((sum(done), sum(errors), _cpu() - used, took, sum(extra)))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _pairs() -> list[list[str]]:
    """Two seats each, all over the hall, in an order that every process agrees on."""
    pairs = [
        [f"{s}-{r}-{n}", f"{s}-{r}-{n + 1}"] for s in range(SECTIONS) for r in range(ROWS) for n in range(0, SEATS, 2)
    ]
    random.Random(7).shuffle(pairs)
    return pairs


class _Stand:
    """A box office with one big event on an empty database."""

    def __init__(self, url: str, pairs: list[list[str]] | None = None) -> None:
        from willcall.access.actor import Actor
        from willcall.boxoffice.local import LocalBoxOffice
        from willcall.kit.clock import system_clock
        from willcall.kit.database import Database
        from willcall.kit.ids import new_id
        from willcall.migrations import migrate

        migrate(url)
        self.database = Database(url, clock=system_clock, ids=new_id, pool_size=8)
        self.office = LocalBoxOffice(
            self.database, clock=system_clock, ids=new_id, payments=_Nobody(), signer=_Nobody()
        )
        self._actor = Actor.anonymous
        self._pairs = pairs or []

    def load(self) -> None:
        """Empties the database and puts one event with a big hall on."""
        from willcall.boxoffice.operations.load_season import load_season
        from willcall.boxoffice.season import Season, SeasonEvent, SeasonVenue, SeatRow, SeatSection, TierPrice
        from willcall.kit.tables import metadata

        rows = [SeatRow(name=str(r), seats=[str(n) for n in range(SEATS)]) for r in range(ROWS)]
        sections = [SeatSection(name=str(s), tier="All", rows=rows) for s in range(SECTIONS)]
        starts = self.database.clock() + timedelta(days=9)
        season = Season(
            name="Bench",
            currency="USD",
            time_zone="UTC",
            venues=[SeasonVenue(venue_id="ven_bench", name="Arena", city="Here", time_zone="UTC", sections=sections)],
            events=[
                SeasonEvent(
                    event_id=EVENT,
                    name="Bench",
                    kind="concert",
                    venue_id="ven_bench",
                    starts_at=starts,
                    ends_at=starts + timedelta(hours=2),
                    prices=[TierPrice(tier="All", price=5000, fees=500)],
                )
            ],
        )
        with self.database.write() as unit:
            for table in reversed(metadata.sorted_tables):
                if unit.connection.dialect.has_table(unit.connection, table.name):
                    unit.connection.exec_driver_sql(f'DELETE FROM "{table.name}"')  # noqa: S608 - our own table names
            load_season(unit, season)

    def hold(self, client: int, turn: int) -> None:
        """One new buyer holds two seats, under an idempotency key."""
        self.office.hold_tickets(
            actor=self._actor(f"cnv_{client}_{turn}"),
            event_id=EVENT,
            seat_ids=self._pairs.pop(),
            idempotency_key=f"key-{client}-{turn}",
        )

    def check(self, holds: int) -> None:
        """The rows are really there: two claims, a message and a remembered answer for every hold."""
        with self.database.read() as connection:
            for table, each in (("holds", 1), ("seat_claims", 2), ("outbox", 1), ("idempotency", 1)):
                there = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()  # noqa: S608
                loaded = 1 if table == "outbox" else 0
                if there < holds * each + loaded:
                    raise RuntimeError(f"{holds} holds left {there} rows in {table}")


class _Nobody:
    """Neither pays nor signs: nothing here is bought."""

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)

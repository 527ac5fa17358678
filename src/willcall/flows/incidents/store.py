"""Runs of actions, and incidents. A run is written with the alert's own message, once for each alert and action."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    Text,
    func,
    insert,
    select,
    update,
)

from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import NotFound
from willcall.kit.tables import metadata

Outcome = Literal["waiting", "running", "done", "failed", "held back", "not configured"]

action_runs = Table(
    "action_runs",
    metadata,
    Column("run_id", String(40), primary_key=True),
    Column("key", String(100), nullable=False, unique=True),
    Column("action", String(40), nullable=False),
    Column("alert_id", String(40), nullable=False),
    Column("cause", JSON, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("said", Text, nullable=True),
    Column("attempts", Integer, nullable=False),
    Column("asked_at_ms", BigInteger, nullable=False),
    Column("due_at_ms", BigInteger, nullable=True),
    Column("began_at_ms", BigInteger, nullable=True),
    Column("ended_at_ms", BigInteger, nullable=True),
    Index("action_runs_due", "due_at_ms"),
    Index("action_runs_by_action", "action", "began_at_ms"),
)

incidents = Table(
    "incidents",
    metadata,
    Column("incident_id", String(40), primary_key=True),
    Column("alert_id", String(40), nullable=False, unique=True),
    Column("title", String(200), nullable=False),
    Column("severity", String(10), nullable=False),
    Column("said", Text, nullable=False),
    Column("opened_at_ms", BigInteger, nullable=False),
    Column("closed_at_ms", BigInteger, nullable=True),
    Column("closed_by", String(80), nullable=True),
    Column("resolution", Text, nullable=True),
)


class NoSuchIncident(NotFound):
    """There is no incident by that id."""


@dataclass(frozen=True, slots=True)
class Run:
    """Args:
    key: The same for one action and one alert.
    cause: Of it, plain (`Cause`).
    said: What it did, or why not.
    due_at: When it is to be run; None when that is over.
    """

    run_id: str
    key: str
    action: str
    alert_id: str
    cause: dict[str, Any]
    outcome: Outcome
    said: str | None
    attempts: int
    asked_at: datetime
    due_at: datetime | None
    began_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that people settle. Args: closed_by: An operator's id; None: its alert was resolved."""

    incident_id: str
    alert_id: str
    title: str
    severity: str
    said: str
    opened_at: datetime
    closed_at: datetime | None
    closed_by: str | None
    resolution: str | None


class IncidentStore:
    """Args:
    database: Where they are.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    # -- runs --------------------------------------------------------------------------------------------------------------

    def ask(self, unit: UnitOfWork, *, key: str, action: str, alert_id: str, cause: dict[str, Any]) -> bool:
        """Asks for a run; whether it is the first time under that key."""
        if unit.connection.scalar(select(action_runs.c.run_id).where(action_runs.c.key == key)) is not None:
            return False
        now = to_epoch_ms(unit.now)
        unit.connection.execute(
            insert(action_runs).values(
                run_id=unit.ids("run"), key=key, action=action, alert_id=alert_id, cause=cause, outcome="waiting", attempts=0,
                asked_at_ms=now, due_at_ms=now,
            )
        )  # fmt: skip
        return True

    def due(self, now: datetime, *, most: int = 20) -> list[Run]:
        """Runs whose time has come, the oldest first."""
        with self.database.read() as connection:
            asked = select(action_runs).where(action_runs.c.due_at_ms <= to_epoch_ms(now))
            rows = connection.execute(asked.order_by(action_runs.c.due_at_ms, action_runs.c.run_id).limit(most)).all()
        return [_run(row) for row in rows]

    def begin(self, unit: UnitOfWork, run: Run, *, until: datetime) -> bool:
        """Makes this caller the one who runs it; whether it did. Another may try when `until` has passed."""
        assert run.due_at is not None
        c = action_runs.c
        done = unit.connection.execute(
            update(action_runs)
            .where(c.run_id == run.run_id, c.due_at_ms == to_epoch_ms(run.due_at))
            .values(
                due_at_ms=to_epoch_ms(until),
                attempts=c.attempts + 1,
                began_at_ms=to_epoch_ms(unit.now),
                outcome="running",
            )
        )
        return done.rowcount == 1

    def end(self, unit: UnitOfWork, run: Run, *, outcome: Outcome, said: str, again_at: datetime | None = None) -> None:
        """Notes what came of it; with `again_at` it is tried again then."""
        unit.connection.execute(
            update(action_runs)
            .where(action_runs.c.run_id == run.run_id)
            .values(
                outcome="waiting" if again_at is not None else outcome,
                said=said[:2_000],
                due_at_ms=None if again_at is None else to_epoch_ms(again_at),
                ended_at_ms=to_epoch_ms(unit.now),
            )
        )

    def begun_since(self, connection: Connection, action: str, since: datetime, *, but: str) -> int:
        """How many other runs of an action began since then."""
        c = action_runs.c
        begun = (c.action == action) & (c.began_at_ms > to_epoch_ms(since)) & (c.run_id != but)
        return connection.scalar(select(func.count()).select_from(action_runs).where(begun)) or 0

    def runs(self, *, alert_id: str | None = None, most: int = 100) -> list[Run]:
        """The latest first; of one alert, or of all."""
        asked = select(action_runs).order_by(action_runs.c.asked_at_ms.desc(), action_runs.c.run_id.desc()).limit(most)
        if alert_id is not None:
            asked = asked.where(action_runs.c.alert_id == alert_id)
        with self.database.read() as connection:
            return [_run(row) for row in connection.execute(asked).all()]

    # -- incidents ---------------------------------------------------------------------------------------------------------

    def open(self, unit: UnitOfWork, *, alert_id: str, title: str, severity: str, said: str) -> tuple[str, bool]:
        """The incident of an alert, and whether it is new."""
        known = unit.connection.scalar(select(incidents.c.incident_id).where(incidents.c.alert_id == alert_id))
        if known is not None:
            return known, False
        incident_id = unit.ids("inc")
        unit.connection.execute(
            insert(incidents).values(incident_id=incident_id, alert_id=alert_id, title=title, severity=severity, said=said,
                                     opened_at_ms=to_epoch_ms(unit.now))
        )  # fmt: skip
        return incident_id, True

    def close(self, unit: UnitOfWork, *, which: str, by: str | None, resolution: str) -> Incident | None:
        """Closes an open incident, by its own id or its alert's; None if there is none that is open."""
        c = incidents.c
        mine = ((c.incident_id == which) | (c.alert_id == which)) & c.closed_at_ms.is_(None)
        row = unit.connection.execute(select(incidents).where(mine).with_for_update()).first()
        if row is None:
            return None
        values = {"closed_at_ms": to_epoch_ms(unit.now), "closed_by": by, "resolution": resolution}
        unit.connection.execute(update(incidents).where(c.incident_id == row.incident_id).values(**values))
        closed = unit.connection.execute(select(incidents).where(c.incident_id == row.incident_id)).one()
        return _incident(closed)

    def get(self, incident_id: str) -> Incident:
        """Raises: NoSuchIncident."""
        with self.database.read() as connection:
            row = connection.execute(select(incidents).where(incidents.c.incident_id == incident_id)).first()
        if row is None:
            raise NoSuchIncident(f"There is no incident {incident_id[:60]!r}.")
        return _incident(row)

    def listed(self, *, open_only: bool = True, most: int = 100) -> Sequence[Incident]:
        """The latest first."""
        asked = select(incidents).order_by(incidents.c.opened_at_ms.desc(), incidents.c.incident_id.desc()).limit(most)
        if open_only:
            asked = asked.where(incidents.c.closed_at_ms.is_(None))
        with self.database.read() as connection:
            return [_incident(row) for row in connection.execute(asked).all()]


def _time(ms: int | None) -> datetime | None:
    return None if ms is None else from_epoch_ms(ms)


def _run(row: Any) -> Run:
    return Run(
        row.run_id, row.key, row.action, row.alert_id, row.cause, row.outcome, row.said, row.attempts,
        from_epoch_ms(row.asked_at_ms), _time(row.due_at_ms), _time(row.began_at_ms), _time(row.ended_at_ms),
    )  # fmt: skip


def _incident(row: Any) -> Incident:
    return Incident(
        row.incident_id, row.alert_id, row.title, row.severity, row.said, from_epoch_ms(row.opened_at_ms),
        _time(row.closed_at_ms), row.closed_by, row.resolution,
    )  # fmt: skip

"""Alerts with their history, what each rule is at, and counts of answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from willcall.insights.alerts.life import Finding, State, Watch
from willcall.insights.alerts.rules import Severity
from willcall.insights.alerts.store.tables import alert_changes, alert_watches, alerts, answer_counts, turns_taken
from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import NotFound

BUCKET_MS = 15_000
KEEP_COUNTS_MS = 4 * 86_400_000


class NoSuchAlert(NotFound):
    """There is no alert by that id."""


@dataclass(frozen=True, slots=True)
class Alert:
    """Args:
    rule: That fired.
    level: How often it was said again because nobody acknowledged it.
    value: The figure when it was last looked at while open.
    bound: What it is held against.
    said: The same in a sentence.
    told_at: When it fired or was last said again.
    acknowledged_by: An operator's id.
    resolved_by: An operator's id; None when it resolved by itself.
    """

    alert_id: str
    rule: str
    title: str
    severity: Severity
    state: State
    level: int
    value: float | None
    bound: float | None
    said: str
    actions: tuple[str, ...]
    fired_at: datetime
    told_at: datetime
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    resolved_at: datetime | None
    resolved_by: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """Something that became of an alert. Args: by: Who did it; None: it happened by itself."""

    at: datetime
    change: str
    by: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class WatchNow:
    """What a rule is at, and what its last look said."""

    watch: Watch
    finding: Finding
    value: float | None
    bound: float | None
    said: str
    looked_at: datetime


class AlertStore:
    """Args:
    database: Where they are.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    # -- alerts ------------------------------------------------------------------------------------------------------------

    def open(self, unit: UnitOfWork, alert: Alert) -> None:
        """Adds a firing alert. One of a rule that has an open one already is refused by the database."""
        unit.connection.execute(insert(alerts).values(**_row(alert)))

    def save(self, unit: UnitOfWork, alert: Alert) -> None:
        """Writes what an alert has become."""
        row = _row(alert)
        unit.connection.execute(update(alerts).where(alerts.c.alert_id == row.pop("alert_id")).values(**row))

    def note(
        self, unit: UnitOfWork, alert_id: str, change: str, *, by: str | None = None, note: str | None = None
    ) -> None:
        """Adds a line to an alert's history."""
        now = to_epoch_ms(unit.now)
        unit.connection.execute(
            insert(alert_changes).values(alert_id=alert_id, at_ms=now, change=change, by=by, note=note)
        )

    def was_told(self, connection: Connection, alert_id: str) -> bool:
        """Whether it was said that it fired; not yet, where its rule has been muted ever since."""
        c = alert_changes.c
        asked = select(c.sequence).where(c.alert_id == alert_id, c.change == "fired").limit(1)
        return connection.scalar(asked) is not None

    def get(self, alert_id: str, connection: Connection | None = None, *, locked: bool = False) -> Alert:
        """Raises: NoSuchAlert."""
        asked = select(alerts).where(alerts.c.alert_id == alert_id)
        if connection is None:
            with self.database.read() as reading:
                row = reading.execute(asked).first()
        else:
            row = connection.execute(asked.with_for_update() if locked else asked).first()
        if row is None:
            raise NoSuchAlert(f"There is no alert {alert_id[:60]!r}.")
        return _alert(row)

    def open_of(self, connection: Connection, rule: str) -> Alert | None:
        """The open alert of a rule, locked."""
        row = connection.execute(select(alerts).where(alerts.c.open_rule == rule).with_for_update()).first()
        return None if row is None else _alert(row)

    def open_alerts(self, connection: Connection) -> list[Alert]:
        return [_alert(row) for row in connection.execute(select(alerts).where(alerts.c.open_rule.isnot(None)))]

    def page(self, *, states: Sequence[State], page: int, size: int) -> tuple[int, list[Alert]]:
        """How many there are in these states, and one page of them, the latest first."""
        which = alerts.c.state.in_(states)
        with self.database.read() as connection:
            total = connection.scalar(select(func.count()).select_from(alerts).where(which)) or 0
            rows = connection.execute(
                select(alerts)
                .where(which)
                .order_by(alerts.c.fired_at_ms.desc(), alerts.c.alert_id.desc())
                .limit(size)
                .offset(page * size)
            ).all()
        return total, [_alert(row) for row in rows]

    def counts(self) -> dict[str, int]:
        """Open alerts by state."""
        with self.database.read() as connection:
            rows = connection.execute(
                select(alerts.c.state, func.count()).where(alerts.c.open_rule.isnot(None)).group_by(alerts.c.state)
            ).all()
        return {"firing": 0, "acknowledged": 0, **{row[0]: row[1] for row in rows}}

    def history(self, alert_id: str) -> list[Change]:
        """What became of it, in order."""
        with self.database.read() as connection:
            rows = connection.execute(
                select(alert_changes).where(alert_changes.c.alert_id == alert_id).order_by(alert_changes.c.sequence)
            ).all()
        return [Change(from_epoch_ms(row.at_ms), row.change, row.by, row.note) for row in rows]

    # -- what rules are at -------------------------------------------------------------------------------------------------

    def watches(self, connection: Connection | None = None) -> dict[str, WatchNow]:
        """By rule."""
        if connection is None:
            with self.database.read() as reading:
                rows = reading.execute(select(alert_watches)).all()
        else:
            rows = connection.execute(select(alert_watches)).all()
        return {
            row.rule: WatchNow(
                Watch(row.phase, _time(row.since_ms), _time(row.clear_since_ms), _time(row.unknown_since_ms)),
                row.finding,
                row.value,
                row.bound,
                row.said,
                from_epoch_ms(row.looked_at_ms),
            )
            for row in rows
        }

    def keep_watch(self, unit: UnitOfWork, rule: str, now: WatchNow) -> None:
        row = {
            "rule": rule,
            "phase": now.watch.phase,
            "since_ms": _ms(now.watch.since),
            "clear_since_ms": _ms(now.watch.clear_since),
            "unknown_since_ms": _ms(now.watch.unknown_since),
            "looked_at_ms": _ms(now.looked_at),
            "finding": now.finding,
            "value": now.value,
            "bound": now.bound,
            "said": now.said,
        }
        made = _upsert(unit.connection, alert_watches).values(**row)
        unit.connection.execute(made.on_conflict_do_update(index_elements=["rule"], set_=row))

    def forget_watches(self, unit: UnitOfWork, rules: Sequence[str]) -> None:
        """Of rules that are no longer in force."""
        unit.connection.execute(delete(alert_watches).where(alert_watches.c.rule.in_(list(rules))))

    # -- whose turn it is, and counts of answers ------------------------------------------------------------------------------

    def take_turn(self, name: str, *, now: datetime, every_s: float) -> bool:
        """Whether it is time, and this caller is the first to see it: one among all machines that share the database."""
        now_ms = to_epoch_ms(now)
        following = now_ms + round(every_s * 1000)
        due = (turns_taken.c.name == name) & (turns_taken.c.next_ms <= now_ms)
        with self.database.read() as connection:
            if connection.scalar(select(turns_taken.c.next_ms).where(turns_taken.c.name == name)) is not None:
                ready = connection.scalar(select(func.count()).select_from(turns_taken).where(due))
                if not ready:
                    return False
        with self.database.write() as unit:
            made = _upsert(unit.connection, turns_taken).values(name=name, next_ms=following)
            taken = made.on_conflict_do_update(
                index_elements=["name"], set_={"next_ms": following}, where=turns_taken.c.next_ms <= now_ms
            ).returning(turns_taken.c.name)
            return unit.connection.execute(taken).first() is not None

    def note_answers(self, at_ms: int, *, total: int, failed: int) -> None:
        """Adds to the counts of an instant, and drops those of long ago."""
        bucket = at_ms // BUCKET_MS * BUCKET_MS
        with self.database.write() as unit:
            made = _upsert(unit.connection, answer_counts).values(bucket_ms=bucket, total=total, failed=failed)
            grown = {"total": answer_counts.c.total + total, "failed": answer_counts.c.failed + failed}
            unit.connection.execute(made.on_conflict_do_update(index_elements=["bucket_ms"], set_=grown))
            unit.connection.execute(delete(answer_counts).where(answer_counts.c.bucket_ms < at_ms - KEEP_COUNTS_MS))

    def answers(self, *, since_ms: int, until_ms: int) -> tuple[int, int]:
        """Answers in the buckets that lie in a stretch, the first of them perhaps in part, and how many were 5xx."""
        bucket = answer_counts.c.bucket_ms
        with self.database.read() as connection:
            row = connection.execute(
                select(func.sum(answer_counts.c.total), func.sum(answer_counts.c.failed)).where(
                    bucket > since_ms - BUCKET_MS, bucket <= until_ms
                )
            ).one()
        return int(row[0] or 0), int(row[1] or 0)


def _upsert(connection: Connection, table: Any) -> Any:
    return (upsert_postgres if connection.dialect.name == "postgresql" else upsert_sqlite)(table)


def _time(ms: int | None) -> datetime | None:
    return None if ms is None else from_epoch_ms(ms)


def _ms(at: datetime | None) -> int | None:
    return None if at is None else to_epoch_ms(at)


def _alert(row: Any) -> Alert:
    return Alert(
        row.alert_id, row.rule, row.title, row.severity, row.state, row.level, row.value, row.bound, row.said,
        tuple(row.actions), from_epoch_ms(row.fired_at_ms), from_epoch_ms(row.told_at_ms), _time(row.acknowledged_at_ms),
        row.acknowledged_by, _time(row.resolved_at_ms), row.resolved_by,
    )  # fmt: skip


def _row(alert: Alert) -> dict[str, Any]:
    return {
        "alert_id": alert.alert_id,
        "rule": alert.rule,
        "open_rule": None if alert.state == "resolved" else alert.rule,
        "title": alert.title,
        "severity": alert.severity,
        "state": alert.state,
        "level": alert.level,
        "value": alert.value,
        "bound": alert.bound,
        "said": alert.said,
        "actions": list(alert.actions),
        "fired_at_ms": _ms(alert.fired_at),
        "told_at_ms": _ms(alert.told_at),
        "acknowledged_at_ms": _ms(alert.acknowledged_at),
        "acknowledged_by": alert.acknowledged_by,
        "resolved_at_ms": _ms(alert.resolved_at),
        "resolved_by": alert.resolved_by,
    }

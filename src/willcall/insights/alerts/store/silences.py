"""Silences: which rules tell nobody, until when, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from willcall.insights.alerts.store.tables import alert_silences
from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import NotFound


class NoSuchSilence(NotFound):
    """There is no silence by that id."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Args:
    rule: That tells nobody; None: no rule does.
    reason: Why, in the words of who made it.
    by: An operator's id.
    begins: When it was made.
    until: When it ends, or was ended.
    ended_by: Who ended it before its time.
    """

    silence_id: str
    rule: str | None
    reason: str
    by: str
    begins: datetime
    until: datetime
    ended_by: str | None = None


class SilenceStore:
    """Args:
    database: Where they are.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def add(self, unit: UnitOfWork, silence: Silence) -> None:
        unit.connection.execute(
            insert(alert_silences).values(
                silence_id=silence.silence_id,
                rule=silence.rule,
                reason=silence.reason,
                by=silence.by,
                from_ms=to_epoch_ms(silence.begins),
                until_ms=to_epoch_ms(silence.until),
            )
        )

    def end(self, unit: UnitOfWork, silence_id: str, *, by: str) -> Silence:
        """Ends one now; one that is over stays as it was. Raises: NoSuchSilence."""
        c, now_ms = alert_silences.c, to_epoch_ms(unit.now)
        going = (c.silence_id == silence_id) & (c.until_ms > now_ms)
        unit.connection.execute(update(alert_silences).where(going).values(until_ms=now_ms, ended_by=by))
        row = unit.connection.execute(select(alert_silences).where(c.silence_id == silence_id)).first()
        if row is None:
            raise NoSuchSilence(f"There is no silence {silence_id[:60]!r}.")
        return _silence(row)

    def of_rule(self, connection: Connection, rule: str, *, now: datetime) -> Silence | None:
        """The one in force that ends last, if the rule is muted."""
        c = alert_silences.c
        row = connection.execute(
            select(alert_silences)
            .where(c.until_ms > to_epoch_ms(now), or_(c.rule.is_(None), c.rule == rule))
            .order_by(c.until_ms.desc())
            .limit(1)
        ).first()
        return None if row is None else _silence(row)

    def latest(self, *, most: int) -> Sequence[Silence]:
        """Those in force and those that are over, the latest end first."""
        with self.database.read() as connection:
            rows = connection.execute(
                select(alert_silences).order_by(alert_silences.c.until_ms.desc()).limit(most)
            ).all()
        return [_silence(row) for row in rows]


def _silence(row: Any) -> Silence:
    return Silence(
        row.silence_id, row.rule, row.reason, row.by, from_epoch_ms(row.from_ms), from_epoch_ms(row.until_ms), row.ended_by
    )  # fmt: skip

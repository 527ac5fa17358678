"""Reports of drift, kept for a while."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, String, Table, delete, insert, select

from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import NotFound
from willcall.kit.tables import metadata

KEEP_MS = 90 * 86_400_000

drift_reports = Table(
    "drift_reports",
    metadata,
    Column("report_id", String(40), primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("verdict", String(12), nullable=False),
    Column("body", JSON, nullable=False),
    Index("drift_reports_by_time", "at_ms"),
)


class NoSuchReport(NotFound):
    """There is no report of drift by that id."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A report as it was kept (`DriftReport.as_data`)."""

    report_id: str
    at: datetime
    verdict: str
    body: Mapping[str, Any]


class DriftStore:
    """Args:
    database: Where they are.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def add(self, unit: UnitOfWork, body: Mapping[str, Any]) -> str:
        """Keeps a report, and drops those of long ago; its id."""
        now, report_id = to_epoch_ms(unit.now), unit.ids("drf")
        unit.connection.execute(
            insert(drift_reports).values(report_id=report_id, at_ms=now, verdict=body["verdict"], body=dict(body))
        )
        unit.connection.execute(delete(drift_reports).where(drift_reports.c.at_ms < now - KEEP_MS))
        return report_id

    def latest(self, *, most: int = 1) -> Sequence[Kept]:
        """The latest first."""
        asked = (
            select(drift_reports).order_by(drift_reports.c.at_ms.desc(), drift_reports.c.report_id.desc()).limit(most)
        )
        with self.database.read() as connection:
            return [_kept(row) for row in connection.execute(asked).all()]

    def get(self, report_id: str) -> Kept:
        """Raises: NoSuchReport."""
        with self.database.read() as connection:
            row = connection.execute(select(drift_reports).where(drift_reports.c.report_id == report_id)).first()
        if row is None:
            raise NoSuchReport(f"There is no report {report_id[:60]!r}.")
        return _kept(row)


def _kept(row: Any) -> Kept:
    return Kept(row.report_id, from_epoch_ms(row.at_ms), row.verdict, row.body)

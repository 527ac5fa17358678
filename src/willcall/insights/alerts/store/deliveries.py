"""What is still to be told, to whom, and how often it was tried: an outbox for alerts.

A delivery is written in the transaction of the change that it tells of, so none is lost; whoever tells it leases it first, so that two
do not tell it at once. A crash between telling and noting it tells it again, under the same id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update

from willcall.insights.alerts.store.tables import alert_deliveries
from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork


@dataclass(frozen=True, slots=True)
class Delivery:
    """Args:
    delivery_id: The same at every attempt; receivers deduplicate by it.
    alert_id: What it is about.
    channel: To whom.
    notice: What is told (`Notice`), plain.
    attempts: Made so far.
    due_at: When it is tried next; None when it is done.
    told_at: When it was told.
    given_up_at: When it was given up.
    error: What the last attempt met.
    """

    delivery_id: str
    alert_id: str
    channel: str
    notice: Mapping[str, Any]
    attempts: int
    due_at: datetime | None
    told_at: datetime | None
    given_up_at: datetime | None
    error: str | None


class DeliveryStore:
    """Args:
    database: Where they wait.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def add(self, unit: UnitOfWork, alert_id: str, channels: Sequence[str], notice: Mapping[str, Any]) -> None:
        """Something to tell to some channels, at once."""
        for channel in channels:
            unit.connection.execute(
                insert(alert_deliveries).values(
                    delivery_id=unit.ids("dlv"),
                    alert_id=alert_id,
                    channel=channel,
                    notice=dict(notice),
                    attempts=0,
                    due_at_ms=to_epoch_ms(unit.now),
                )
            )

    def channels_of(self, unit: UnitOfWork, alert_id: str) -> list[str]:
        """Who was told of an alert, or is about to be."""
        rows = unit.connection.execute(
            select(alert_deliveries.c.channel).where(alert_deliveries.c.alert_id == alert_id).distinct()
        )
        return sorted(row.channel for row in rows)

    def due(self, now: datetime, *, most: int = 50) -> list[Delivery]:
        """What may be tried now, oldest first; nothing overtakes an earlier one to the same channel about the same alert."""
        d, earlier = alert_deliveries, alert_deliveries.alias("earlier")
        behind = (
            select(func.count())
            .select_from(earlier)
            .where(
                earlier.c.alert_id == d.c.alert_id,
                earlier.c.channel == d.c.channel,
                earlier.c.sequence < d.c.sequence,
                earlier.c.due_at_ms.isnot(None),
            )
            .scalar_subquery()
        )
        with self.database.read() as connection:
            rows = connection.execute(
                select(d).where(d.c.due_at_ms <= to_epoch_ms(now), behind == 0).order_by(d.c.sequence).limit(most)
            ).all()
        return [_delivery(row) for row in rows]

    def lease(self, delivery: Delivery, *, until: datetime) -> bool:
        """Makes this caller the one who tries it; whether it did."""
        assert delivery.due_at is not None
        d = alert_deliveries.c
        with self.database.write() as unit:
            done = unit.connection.execute(
                update(alert_deliveries)
                .where(d.delivery_id == delivery.delivery_id, d.due_at_ms == to_epoch_ms(delivery.due_at))
                .values(due_at_ms=to_epoch_ms(until), attempts=d.attempts + 1)
            )
            return done.rowcount == 1

    def told(self, delivery: Delivery, *, at: datetime) -> None:
        self._end(delivery, told_at_ms=to_epoch_ms(at), due_at_ms=None, error=None)

    def failed(self, delivery: Delivery, *, error: str, again_at: datetime | None, at: datetime) -> None:
        """Notes a failure; None for `again_at` gives it up."""
        given_up = None if again_at is not None else to_epoch_ms(at)
        due = None if again_at is None else to_epoch_ms(again_at)
        self._end(delivery, due_at_ms=due, given_up_at_ms=given_up, error=error[:500])

    def of_alert(self, alert_id: str) -> list[Delivery]:
        with self.database.read() as connection:
            rows = connection.execute(
                select(alert_deliveries)
                .where(alert_deliveries.c.alert_id == alert_id)
                .order_by(alert_deliveries.c.sequence)
            ).all()
        return [_delivery(row) for row in rows]

    def _end(self, delivery: Delivery, **values: Any) -> None:
        with self.database.write() as unit:
            unit.connection.execute(
                update(alert_deliveries).where(alert_deliveries.c.delivery_id == delivery.delivery_id).values(**values)
            )


def _delivery(row: Any) -> Delivery:
    def time(ms: int | None) -> datetime | None:
        return None if ms is None else from_epoch_ms(ms)

    return Delivery(
        row.delivery_id, row.alert_id, row.channel, row.notice, row.attempts, time(row.due_at_ms), time(row.told_at_ms),
        time(row.given_up_at_ms), row.error,
    )  # fmt: skip

"""Where rules look: the log, by the figures that everybody sees, and the counts of answers that servers leave behind.

What simulations did does not count. Hour by hour figures are kept for the hour that they were asked in, for they change once an hour.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from willcall.conversations.log.reading import LogReader
from willcall.insights.alerts.judging import Drift, Hour
from willcall.insights.alerts.store import BUCKET_MS, AlertStore
from willcall.insights.drift.store import DriftStore
from willcall.insights.figures import Figures
from willcall.insights.stretch import Stretch
from willcall.kit.clock import Clock, from_epoch_ms, to_epoch_ms

BUCKET = timedelta(milliseconds=BUCKET_MS)
Counts = Callable[[], tuple[int, int]]
"""Requests that this machine has answered since it was started, and how many of them with 5xx."""


class Measured:
    """Args:
    reader: The log.
    store: Where counts of answers are left.
    clock: The time.
    reports: Reports of drift.
    """

    def __init__(self, reader: LogReader, store: AlertStore, *, clock: Clock, reports: DriftStore) -> None:
        self._reports = reports
        self._figures = Figures(reader, clock=clock, simulated=False)
        self._store = store
        self._hours: dict[tuple[str, datetime, datetime], Sequence[Hour]] = {}
        self._asked: dict[tuple[str, datetime, datetime], tuple[float | None, int]] = {}

    def figure(self, metric: str, *, since: datetime, until: datetime) -> tuple[float | None, int]:
        key = (metric, since, until)
        if key not in self._asked:
            found = self._figures.during(
                [metric, "turns"], since_ms=to_epoch_ms(since), until_ms=to_epoch_ms(until) + 1
            )
            value, turns = found[metric], found["turns"]
            self._asked = {k: v for k, v in self._asked.items() if k[2] == until}
            self._asked[key] = (float(value) if isinstance(value, int | float) else None, int(turns or 0))  # type: ignore[arg-type]
        return self._asked[key]

    def hours(self, metric: str, *, since: datetime, until: datetime) -> Sequence[Hour]:
        key = (metric, since, until)
        if key not in self._hours:
            self._hours = {k: v for k, v in self._hours.items() if k[2] == until}
            self._hours[key] = self._look(metric, since, until)
        return self._hours[key]

    def _look(self, metric: str, since: datetime, until: datetime) -> Sequence[Hour]:
        stretch = Stretch(since.date(), (until - timedelta(microseconds=1)).date())
        slices = self._figures.of(dict.fromkeys((metric, "turns")), stretch, by="hour")
        found = []
        for period, one in zip(stretch.periods("hour"), slices, strict=True):
            begins = from_epoch_ms(period.since_ms)
            if since <= begins < until:
                value = one.values[metric]
                turns = int(one.values["turns"] or 0)  # type: ignore[arg-type]
                found.append(Hour(begins, turns, float(value) if isinstance(value, int | float) else None))
        return found

    def answers(self, *, since: datetime, until: datetime) -> tuple[int, int]:
        return self._store.answers(since_ms=to_epoch_ms(since), until_ms=to_epoch_ms(until))

    def drift(self) -> Drift | None:
        last = self._reports.latest()
        if not last:
            return None
        harm = last[0].body.get("harm")
        return Drift(last[0].at, last[0].verdict, bool(last[0].body["alarms"]), None if harm is None else harm["drop"])


class AnswerCounts:
    """Leaves behind how many requests were answered since the last look, in buckets of a few seconds.

    Args:
        store: Where.
        counts: What this machine has counted; it begins anew when the server does.
    """

    def __init__(self, store: AlertStore, counts: Counts) -> None:
        self._store, self._counts = store, counts
        self._before: tuple[int, int] | None = None
        self._noted: datetime | None = None

    def note(self, now: datetime) -> None:
        """Adds what came since the last time, once a bucket; the first time only remembers where things stand."""
        if self._noted is not None and now - self._noted < BUCKET:
            return
        self._noted = now
        total, failed = self._counts()
        before, self._before = self._before, (total, failed)
        if before is None:
            return
        new, new_failed = total - before[0], failed - before[1]
        if new < 0 or new_failed < 0:
            new, new_failed = total, failed
        if new:
            self._store.note_answers(to_epoch_ms(now), total=new, failed=new_failed)

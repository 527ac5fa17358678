"""Looks for drift in the log: takes a sample of what fans wrote and how it was read, then and now, and keeps the report.

The encoder and the reader are handed in; what simulations did does not count.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from willcall.conversations.log.reading import LogReader
from willcall.insights.drift.config import DriftSection
from willcall.insights.drift.learnt import ENOUGH as ENOUGH_LABELS
from willcall.insights.drift.learnt import Cost
from willcall.insights.drift.report import DriftReport, compare
from willcall.insights.drift.samples import Role, Window
from willcall.insights.drift.store import DriftStore
from willcall.kit.clock import Clock, to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import Invalid

Encode = Callable[[str], npt.NDArray[np.float32]]
Read = Callable[[str], tuple[str, float]]
"""The intent of a message, and how sure that is."""

ENOUGH, MOST = 1_000, 5_000
EMBEDDED = 1_000
"""Rows of a window that are encoded; each costs two milliseconds."""
COLUMNS: dict[str, Role] = {
    "length_in": "input", "words": "input", "channel": "input", "sentiment": "input", "brain": "input",
    "intent": "prediction", "answered": "prediction",
}  # fmt: skip
_ASKED = """
SELECT length_in, len(string_split(coalesce(text, ''), ' ')) AS words, channel, sentiment, brain, intent, answered,
       confidence, text
FROM log WHERE kind = 'turn' AND action IS NULL AND intent IS NOT NULL AND at_ms >= $from_ms AND at_ms < $to_ms
ORDER BY hash(record_id) LIMIT {limit}
"""
_COUNTED = "SELECT count(*) FROM log WHERE kind = 'turn' AND action IS NULL AND intent IS NOT NULL AND at_ms >= $from_ms AND at_ms < $to_ms"


class NoLabels(Invalid):
    """The file of labelled messages cannot be used."""


class Looking:
    """Args:
    reader: The log.
    store: Keeps reports.
    section: What is held against what.
    encode: The sentence vector of a text.
    read: How a message is read now.
    clock: The time.
    zone: Whose days.
    """

    def __init__(
        self,
        reader: LogReader,
        store: DriftStore,
        section: DriftSection,
        *,
        encode: Encode,
        read: Read,
        clock: Clock,
        zone: str,
    ) -> None:
        self.store = store
        self._reader, self._section, self._encode, self._read = reader, section, encode, read
        self._clock, self._zone = clock, ZoneInfo(zone)
        self._learnt: tuple[list[tuple[str, str]], Window, Cost | None] | None = None

    def look(self) -> DriftReport:
        """Compares, keeps the report, and tells `drift.detected` when it is the first to alarm."""
        report = self.report()

        def keep(unit: UnitOfWork) -> None:
            before = self.store.latest()
            report_id = self.store.add(unit, report.as_data())
            if report.alarms and not (before and before[0].body["alarms"]):
                drop = None if report.harm is None else round(report.harm.drop, 4)
                facts = {
                    "verdict": report.verdict,
                    "drop": drop,
                    "reference": report.reference,
                    "current": report.current,
                }
                unit.emit("drift.detected", report_id, facts, source="/insights")

        self.store.database.attempt(keep)
        return report

    def report(
        self, *, reference: tuple[date, date] | None = None, labels: Path | None = None, hours: int | None = None
    ) -> DriftReport:
        """Compares and keeps nothing.

        Args:
            reference: First and last day of the window it is held against; the settings' by default.
            labels: Labelled messages; the settings' by default.
            hours: Of the current window; the settings' by default.

        Raises:
            NoLabels.
        """
        now = self._clock()
        begins = now - timedelta(hours=hours or self._section.hours)
        since, until = self._reference(reference, begins)
        current, then = self._window(begins, now), self._window(since, until)
        file = labels or self._section.labels
        known, cost = (None, None) if file is None else self._known(file)
        return compare(then, current, labelled=known, cost=cost, bound=self._section.bound)

    def _known(self, file: Path) -> tuple[Window, Cost | None]:
        """Messages that people labelled, as they are read now, and what was learnt from them, if they are enough; kept while they stay the
        same, for learning reads tens of thousands of texts. Raises: NoLabels.
        """
        rows = _labelled(file)
        if self._learnt is None or self._learnt[0] != rows:
            texts, wanted = [text for text, _ in rows], [intent for _, intent in rows]
            read = self._read_all(texts)
            correct = np.array(read.predictions) == np.array(wanted)
            known = replace(read, correct=correct, named=str(file))
            cost = Cost(texts, wanted, self._read_all) if len(rows) >= ENOUGH_LABELS else None
            self._learnt = rows, known, cost
        return self._learnt[1:]

    def _read_all(self, texts: Sequence[str]) -> Window:
        found = [self._read(text) for text in texts]
        intents = [intent for intent, _ in found]
        return Window(
            {"intent": intents},
            {"intent": "prediction"},
            np.stack([self._encode(text) for text in texts]).astype(np.float32),
            np.array([sure for _, sure in found], dtype=np.float64),
            texts=texts,
            predictions=intents,
        )

    def _reference(self, days: tuple[date, date] | None, begins: datetime) -> tuple[datetime, datetime]:
        first, last = days or (self._section.reference_from, self._section.reference_to)
        if first is not None and last is not None:
            if last < first:
                raise Invalid(f"The reference ends ({last}) before it begins ({first}).", field="drift.reference_to")
            midnight = [datetime.combine(day, time(0), self._zone) for day in (first, last + timedelta(days=1))]
            return midnight[0], midnight[1]
        until = begins - timedelta(days=7)
        return until - timedelta(days=28), until

    def _window(self, since: datetime, until: datetime) -> Window:
        span = {"from_ms": to_epoch_ms(since), "to_ms": to_epoch_ms(until)}
        count = self._reader.ask(_COUNTED, span, since_ms=span["from_ms"], simulated=False).rows[0][0]
        limit = min(MOST, max(ENOUGH, round(count * self._section.sample)))
        rows = self._reader.ask(_ASKED.format(limit=limit), span, since_ms=span["from_ms"], simulated=False).dicts()
        there = [row for row in rows if row["confidence"] is not None and row["text"]][:EMBEDDED]
        return Window(
            {name: [row[name] for row in rows] for name in COLUMNS},
            COLUMNS,
            np.stack([self._encode(row["text"]) for row in there]).astype(np.float32) if there else None,
            np.array([row["confidence"] for row in there], dtype=np.float64) if there else None,
            named=f"{since:%Y-%m-%d %H:%M} to {until:%Y-%m-%d %H:%M}",
            texts=[row["text"] for row in there] or None,
            predictions=[row["intent"] for row in there] or None,
        )


def _labelled(file: Path) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    try:
        for line in file.read_text("utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                rows.append((str(row["text"]), str(row["intent"])))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoLabels(f"{file} is no JSONL of messages with text and intent ({type(error).__name__}: {error}).", field="labels") from None  # fmt: skip
    if not rows:
        raise NoLabels(f"{file} holds no messages.", field="labels")
    return rows

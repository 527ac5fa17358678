"""Figures of a stretch: asks the log with the compiled panels, and makes figures of what comes back.

Knows no definition of a figure (`panels`), and no console.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from willcall.conversations.log.reading import LogReader
from willcall.insights.metrics import LISTS, Metric, NoSuchMetric, metric
from willcall.insights.stretch import GRAINS, NoSuchStretch, Period, Stretch, quarters
from willcall.kit.clock import Clock, to_epoch_ms

CUTS = ("brain", "channel", "event")
SILENCE_MS = 30 * 60_000
"""Who has said nothing for so long has left (IN4)."""
_HERE = Path(__file__).parent / "compiled" / "duckdb"
_CALENDAR = """SELECT unnest(range("first", "after")) AS quarter, bucket FROM (
  SELECT unnest($1::STRUCT("first" BIGINT, "after" BIGINT, bucket BIGINT)[], recursive := true)
)"""
_HALVES = 1_000_000
"""Numbers of the two halves of a comparison, beyond every period's."""
_MINUTE_MS = 60_000
_PAGE = 50
Value = float | int | None | dict[str, int]
"""A figure; None where there is nothing to make it of; minor units by currency for money."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Args:
    name: `all`, a period's name, a brain, a channel, an event id.
    values: Figures by name.
    """

    name: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a list. Args: label: What it is about. columns: Its figures."""

    label: str
    columns: Mapping[str, Any]


class Figures:
    """Args:
    reader: The log.
    clock: The instant that silence is counted to.
    simulated: Whether what simulations did counts.
    """

    def __init__(self, reader: LogReader, *, clock: Clock, simulated: bool = True) -> None:
        self._reader = reader
        self._clock = clock
        self._simulated = simulated

    def of(self, names: Iterable[str], stretch: Stretch, *, by: str = "all") -> list[Slice]:
        """Figures of a stretch, in slices.

        Args:
            names: Of figures (`metrics.METRICS`).
            stretch: Which days.
            by: `all`, `hour`, `day`, `week`, `month`, `brain`, `channel` or `event`.

        Returns:
            One slice for `all`; every period in order, also those in which nothing happened; or what there is, the largest first.

        Raises:
            NoSuchMetric, NoSuchStretch.
        """
        wanted = [metric(name) for name in names]
        cut, periods = self._cut(by, stretch)
        return self._slices(wanted, cut, stretch, periods)

    def during(self, names: Iterable[str], *, since_ms: int, until_ms: int) -> Mapping[str, Value]:
        """Figures of what happened from one instant up to another, to the millisecond. Raises: NoSuchMetric."""
        wanted = [metric(name) for name in names]
        span = {"from_ms": since_ms, "to_ms": until_ms, "silent_ms": to_epoch_ms(self._clock()) - SILENCE_MS}
        panels = dict.fromkeys(panel for m in wanted for panel, _ in (m.value, m.over or m.value))
        found = {panel: _by_slice(self._asked(_sql(panel, "all"), span, since_ms)) for panel in panels}
        return {m.name: _value(m, "all", found) for m in wanted}

    def overview(
        self, names: Iterable[str], shown: Iterable[str], stretch: Stretch, *, by: str = "day"
    ) -> tuple[Mapping[str, Value], Mapping[str, Value], list[Slice]]:
        """What a dashboard shows: figures of a stretch, the same of as many days before it, and how some of them went.

        All of it is read in one pass over each panel: the calendar says of every quarter of an hour in which period it is and in which half.

        Args:
            names: Of the figures.
            shown: Of those that are also wanted slice by slice.
            stretch: Which days.
            by: As for `of`.

        Raises:
            NoSuchMetric, NoSuchStretch.
        """
        wanted, went = [metric(name) for name in names], [metric(name) for name in shown]
        cut, periods = self._cut(by, stretch)
        before = stretch.before()
        halves = [
            Period(_HALVES, "before", before.since_ms, before.until_ms),
            Period(_HALVES + 1, "now", stretch.since_ms, stretch.until_ms),
        ]
        whole = Stretch(before.first, stretch.last, stretch.zone)
        if cut != "period":
            earlier, now = self._slices(wanted, "period", whole, halves)
            return now.values, earlier.values, self._slices(went, cut, stretch, ())
        both = list({m.name: m for m in (*wanted, *went)}.values())
        earlier, now, *rest = self._slices(both, "period", whole, halves, periods)
        names_now, names_went = [m.name for m in wanted], [m.name for m in went]
        return (
            {name: now.values[name] for name in names_now},
            {name: earlier.values[name] for name in names_now},
            [Slice(one.name, {name: one.values[name] for name in names_went}) for one in rest],
        )

    def _slices(self, wanted: Sequence[Metric], cut: str, stretch: Stretch, *groups: Sequence[Period]) -> list[Slice]:
        panels = dict.fromkeys(panel for m in wanted for panel, _ in (m.value, m.over or m.value))
        periods = [period for group in groups for period in group]
        days = [quarter for group in groups for quarter in quarters(group)]
        calendar = {"calendar": (_CALENDAR, days)} if cut == "period" else None
        found = {panel: _by_slice(self._ask(_sql(panel, cut), stretch, calendar)) for panel in panels}
        if cut == "period":
            keys = [(str(period.number), period.name) for period in periods]
        elif cut == "all":
            keys = [("all", "all")]
        else:
            sizes: dict[str, int] = {}
            for slices in found.values():
                for row in (row for rows in slices.values() for row in rows):
                    first = next((v for k, v in row.items() if k not in {"slice", "label"}), 0)
                    sizes[row["slice"]] = max(sizes.get(row["slice"], 0), first or 0)
            keys = [(key, key) for key in sorted(sizes, key=lambda k: (-sizes[k], k))]
        return [Slice(name, {m.name: _value(m, key, found) for m in wanted}) for key, name in keys]

    def lines(self, name: str, stretch: Stretch, *, limit: int = _PAGE) -> list[Listed]:
        """The longest lines of a list (`metrics.LISTS`), largest first. Raises: NoSuchMetric."""
        if name not in LISTS:
            raise NoSuchMetric(f"There is no list {name[:60]!r}; there are {', '.join(LISTS)}.", field="list")
        order = LISTS[name][0]
        rows = self._ask(_sql(name, "all") + f'ORDER BY "{order}" DESC, "label" LIMIT {limit:d}', stretch)
        return [Listed(row["label"], {k: v for k, v in row.items() if k not in {"slice", "label"}}) for row in rows]

    def _cut(self, by: str, stretch: Stretch) -> tuple[str, list[Period]]:
        if by in GRAINS:
            return "period", stretch.periods(by)
        if by == "all" or by in CUTS:
            return by, []
        raise NoSuchStretch(f"Figures come by all, {', '.join((*GRAINS, *CUTS))}, not by {by[:40]!r}.", field="by")

    def _ask(
        self, sql: str, stretch: Stretch, tables: Mapping[str, tuple[str, Sequence[Any]]] | None = None
    ) -> list[dict[str, Any]]:
        return self._asked(sql, self._stretch(stretch), stretch.since_ms, tables)

    def _asked(
        self,
        sql: str,
        span: Mapping[str, Any],
        since_ms: int,
        tables: Mapping[str, tuple[str, Sequence[Any]]] | None = None,
    ) -> list[dict[str, Any]]:
        values = {name: value for name, value in span.items() if f"${name}" in sql}
        return self._reader.ask(sql, values, since_ms=since_ms, tables=tables, simulated=self._simulated).dicts()

    def _stretch(self, stretch: Stretch) -> dict[str, Any]:
        silent: datetime = self._clock()
        return {
            "from_ms": stretch.since_ms,
            "to_ms": stretch.until_ms,
            # To the minute, so that a question asked twice within it is the same question.
            "silent_ms": (to_epoch_ms(silent) - SILENCE_MS) // _MINUTE_MS * _MINUTE_MS,
        }


@cache
def _sql(panel: str, cut: Literal["all", "period"] | str) -> str:  # noqa: PYI051 - says what it is
    return (_HERE / f"{panel}.by_{cut}.sql").read_text("utf-8")


def _by_slice(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    slices: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        slices.setdefault(row["slice"], []).append(row)
    return slices


def _value(wanted: Metric, key: str, found: Mapping[str, Mapping[str, list[dict[str, Any]]]]) -> Value:
    panel, column = wanted.value
    rows = found[panel].get(key, ())
    if wanted.unit == "minor":
        return {row["label"]: int(row[column]) for row in sorted(rows, key=lambda r: r["label"]) if row[column]}
    value = rows[0][column] if rows else None
    if wanted.over is None:
        return 0 if value is None and wanted.unit == "count" else _plain(value)
    over_panel, over_column = wanted.over
    over = next((row[over_column] for row in found[over_panel].get(key, ())), None)
    return float(value or 0) / float(over) if over else None


def _plain(value: Any) -> float | int | None:
    return value if value is None or isinstance(value, int | float) else float(value)

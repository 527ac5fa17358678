"""The charts, each defined once as Vega-Lite: the console's page draws them in the browser, the report on paper (`drawing`).

A chart is made of a dashboard's series or of a list's lines, and holds its data. Colours and type are whoever draws it's to add, as
Vega's `config`. Knows no page and no file format.

Times on an axis are clock times of the stretch's own zone, written as if they were UTC, so that every reader sees the operator's days.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from willcall.insights.figures import Listed, Slice, Value
from willcall.insights.metrics import LISTS, METRICS, metric
from willcall.insights.stretch import Period, Stretch
from willcall.kit.money import exponent

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
Spec = dict[str, Any]
_HEIGHT = 150
_FORMAT = {"count": ",d", "share": ".1%", "ms": ",.0f", "usd": "$,.2f", "number": ".2f", "minor": ",.2f"}
_AXIS = {"count": "~s", "share": "~%", "ms": "~s", "usd": "$,~r", "number": "~g", "minor": "~s"}
_MOST_BARS = 12


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart over time.

    Args:
        name: As in addresses.
        title: As people read it.
        figures: Which figures it shows (`metrics`).
        mark: Bars for what adds up over time, lines for what does not.
        below: What a value is measured against: nothing (`zero`), all of one (`whole`), or its own neighbours (`own`).
        labels: What its lines are called, where there are several.
        finds: The figure whose conversations a click shows.
    """

    name: str
    title: str
    figures: tuple[str, ...]
    mark: Literal["bar", "line"]
    below: Literal["zero", "whole", "own"] = "zero"
    labels: tuple[str, ...] = ()
    finds: str = "turns"


CHARTS = (
    Chart("volume", "Conversations", ("conversations",), "bar", finds="conversations"),
    Chart("sales", "Orders", ("orders",), "bar", finds="orders"),
    Chart("revenue", "Revenue", ("revenue",), "bar", finds="revenue"),
    Chart(
        "speed", "Response time, in milliseconds", ("p50_ms", "p95_ms"), "line", labels=("median", "95th percentile")
    ),
    Chart("health", "Turns without error", ("success_rate",), "line", "own", finds="success_rate"),
    Chart("gaps", "Unanswered questions", ("unanswered",), "bar", finds="unanswered"),
    Chart(
        "mood",
        "Sentiment and satisfaction",
        ("sentiment", "satisfaction"),
        "line",
        "whole",
        ("sentiment", "opinions that are good"),
        "sentiment",
    ),
    Chart("people", "Conversations handed to a person", ("handoff_rate",), "line", finds="handoff_rate"),
    Chart("cost", "Cost, in US dollars", ("cost",), "bar", finds="cost"),
)
SERIES = tuple(dict.fromkeys(name for chart in CHARTS for name in chart.figures))
"""Every figure that some chart shows."""


def over_time(slices: Sequence[Slice], periods: Sequence[Period], stretch: Stretch) -> list[tuple[Chart, Spec]]:
    """The charts whose figures are there, and that have something to show.

    Args:
        slices: Figures period by period.
        periods: Those periods.
        stretch: Whose they are.
    """
    known = set(slices[0].values) if slices else set()
    made = []
    for chart in CHARTS:
        if known.issuperset(chart.figures):
            rows = _rows(chart, slices, periods, stretch)
            if any(row["value"] for row in rows):
                made.append((chart, _time_spec(chart, rows, len(periods))))
    return made


def of_list(name: str, lines: Sequence[Listed]) -> Spec:
    """The longest lines of a list as bars. Raises: KeyError, if there is no such list."""
    column, title = LISTS[name]
    rows = [{"label": _words(line.label), "value": line.columns[column]} for line in lines[:_MOST_BARS]]
    step = 24
    return {
        "$schema": SCHEMA,
        "description": f"{title}, by {column}.",
        "data": {"values": rows},
        "height": {"step": step},
        "mark": {"type": "bar", "cornerRadiusEnd": 3, "height": {"band": 0.7}},
        "encoding": {
            "y": {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 220}},
            "x": {"field": "value", "type": "quantitative", "title": None, "axis": {"format": "~s", "tickCount": 4}},
            "tooltip": [{"field": "label", "title": title}, {"field": "value", "title": column, "format": ",d"}],
        },
    }


def _rows(chart: Chart, slices: Iterable[Slice], periods: Iterable[Period], stretch: Stretch) -> list[dict[str, Any]]:
    zone = ZoneInfo(stretch.zone)
    slices = list(slices)
    amounts = [one.values[name] for one in slices for name in chart.figures]
    currencies = sorted({currency for amount in amounts if isinstance(amount, dict) for currency in amount})
    rows = []
    for one, period in zip(slices, periods, strict=True):
        when = {"period": one.name, "start": _wall(period.since_ms, zone), "end": _wall(period.until_ms, zone)}
        for name, label in zip(chart.figures, chart.labels or chart.figures, strict=True):
            rows += [
                {**when, "figure": figure, "value": value}
                for figure, value in _named(name, label, one.values[name], currencies)
            ]
    return rows


def _named(name: str, label: str, value: Value, currencies: Sequence[str]) -> Iterable[tuple[str, float | None]]:
    """A figure under its label; money once for each currency, in major units."""
    if METRICS[name].unit != "minor":
        yield label, value if not isinstance(value, dict) else None
        return
    amounts: Mapping[str, int] = value if isinstance(value, dict) else {}
    for currency in currencies:
        yield currency, amounts.get(currency, 0) / 10 ** exponent(currency)


def _wall(at_ms: int, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(at_ms / 1000, zone).replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")


def _time_spec(chart: Chart, rows: list[dict[str, Any]], periods: int) -> Spec:
    unit = metric(chart.figures[0]).unit
    several = len(chart.figures) > 1 or len({row["figure"] for row in rows}) > 1
    scale: dict[str, Any] = {"zero": chart.below != "own", "nice": True}
    if chart.below == "whole":
        scale["domain"] = [0, 1]
    elif unit == "share":
        scale |= {"domainMax": 1} if chart.below == "own" else {}
    where: dict[str, Any] = {
        "x": {"field": "start", "type": "temporal", "title": None, "scale": {"type": "utc"}, "axis": {"grid": False, "tickCount": 6, "labelOverlap": True}},
        "y": {"field": "value", "type": "quantitative", "title": None, "scale": scale, "axis": {"format": _AXIS[unit], "tickCount": 4}},
        "tooltip": [
            {"field": "period", "title": "When"},
            *([{"field": "figure", "title": "What"}] if several else []),
            {"field": "value", "title": "Value" if several else METRICS[chart.figures[0]].title, "format": _FORMAT[unit]},
        ],
    }  # fmt: skip
    mark: dict[str, Any] = {"type": "line", "strokeWidth": 2, "point": {"size": 36 if periods <= 45 else 12}}
    if chart.mark == "bar" and not several:  # amounts in two currencies do not add up, and are lines
        where["x2"], where["y2"] = {"field": "end"}, {"datum": 0}
        mark = {"type": "rect", "stroke": None, "xOffset": 0.5, "x2Offset": -0.5 if periods <= 120 else 0}
    if several:
        where["color"] = {
            "field": "figure",
            "type": "nominal",
            "title": None,
            "sort": None,
            "legend": {"orient": "top", "direction": "horizontal", "labelLimit": 260},
        }
    return {
        "$schema": SCHEMA,
        "description": f"{chart.title}, {periods} periods.",
        "data": {"values": rows},
        "height": _HEIGHT,
        "mark": mark,
        "encoding": where,
    }


def _words(label: str) -> str:
    """A name of the code (`find_events`) as people read it; anything longer stays what it is."""
    return label.replace("_", " ") if " " not in label else label

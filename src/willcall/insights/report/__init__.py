"""The report of a stretch as PDF: key figures, charts, what was asked; made by Typst without a browser and without a network.

Its charts are those of the console's page. What people said reaches the template `report.typ` as JSON, never as markup. Knows nothing of
who may have the file.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from willcall.insights.charts import SERIES, of_list, over_time
from willcall.insights.drawing import draw
from willcall.insights.figures import Figures, Listed, Value
from willcall.insights.metrics import METRICS
from willcall.insights.stretch import Grain, Stretch
from willcall.insights.words import change, changed, shown

KEY = (
    "conversations", "turns", "success_rate", "p95_ms", "completion_rate", "conversion_rate", "orders", "revenue", "refunds", "refunded",
    "upgrades", "handoffs", "handoff_rate", "unanswered", "sentiment", "satisfaction", "score", "cost", "cost_per_conversation", "cost_per_sale",
)  # fmt: skip
"""Figures of the report, and of the console's first page."""
_TABLES = {
    "unanswered": ("Questions that nothing here answers", ("Question", "Times"), 12),
    "dropoff": ("Where buyers left", ("The conversation waited for", "Conversations"), 8),
    "tools": ("Tools", ("Tool", "Calls", "Failed", "95th percentile"), 12),
    "errors": ("Errors", ("Error", "Times"), 8),
}
LOGOS = (".svg", ".png", ".jpg", ".jpeg")
_QUIET, _LINE = "#585a62", "#d9d9d2"
_COLOURS = ("#1d6a7a", "#d98e04", "#7a4fb0", "#b3392f", "#4f8a3c")
_TELLING = 10
"""More than eleven times as many as before says that there was hardly a before."""
_WIDTH = 360
_MAX_TEXT = 180


@dataclass(frozen=True, slots=True)
class Brand:
    """Whose report it is.

    Args:
        name: Of the house.
        colour: `#rrggbb`.
        logo: SVG, PNG or JPEG, if there is one.
    """

    name: str = "Willcall"
    colour: str = "#0b5d57"
    logo: Path | None = None


def report(figures: Figures, stretch: Stretch, *, now: datetime, brand: Brand = Brand()) -> bytes:
    """The report as PDF.

    Args:
        figures: Of the log.
        stretch: Which days; at most as many as figures are given for.
        now: When it is made.
        brand: Whose it is.
    """
    grain: Grain = (
        "hour" if stretch.days <= 2 else "day" if stretch.days <= 92 else "week" if stretch.days <= 400 else "month"
    )
    wanted = (*KEY, "simulated_turns")
    values, before, slices = figures.overview(wanted, SERIES, stretch, by=grain)
    charts = over_time(slices, stretch.periods(grain), stretch)
    topics = figures.lines("topics", stretch, limit=12)
    specs = [spec for _, spec in charts] + ([of_list("topics", topics)] if topics else [])
    titles = [chart.title for chart, _ in charts] + ["What fans wanted"]
    drawn = draw(specs, width=_WIDTH, config=_config()) if specs else []
    logo = _logo(brand)
    data = {
        "title": f"{brand.name}: {_days(stretch)}",
        "brand": _clean(brand.name),
        "colour": brand.colour,
        "logo": logo,
        "stretch": _days(stretch),
        "compared": _days(stretch.before()),
        "zone": stretch.zone,
        "made": f"{_day(now.date())}, {now:%H:%M %Z}",
        "each": grain,
        "simulated": _simulated(values),
        "lead": _lead(values, before, stretch),
        "figures": [_figure(name, values[name], before[name]) for name in KEY],
        "charts": [{"title": title, "svg": svg} for title, svg in zip(titles, drawn, strict=False)],
        "tables": [
            table for name in _TABLES if (table := _table(name, figures.lines(name, stretch, limit=_TABLES[name][2])))
        ],
    }
    text = json.dumps(data, ensure_ascii=False)
    import typst  # noqa: PLC0415 - only who prints needs it

    template = files("willcall.insights.report").joinpath("report.typ").read_bytes()
    parts: dict[str, bytes] = {"main": template}
    if logo is not None and brand.logo is not None:
        parts[logo] = brand.logo.read_bytes()
    compiler = typst.Compiler(parts, font_paths=_fonts(anywhere=not _plain(text)))
    made = compiler.compile(format="pdf", sys_inputs={"data": text})
    assert isinstance(made, bytes)
    return made


def _figure(name: str, now: Value, before: Value) -> dict[str, str]:
    wanted = METRICS[name]
    words, tone = changed(wanted, change(now, before))
    return {"title": wanted.title, "value": shown(wanted.unit, now), "change": words, "tone": tone}


def _lead(now: Mapping[str, Value], before: Mapping[str, Value], stretch: Stretch) -> str:
    """The first thing that somebody reads who was sent this."""
    if not any(now.values()):
        return "Nothing was logged in these days."
    talks = int(now["conversations"] or 0)  # type: ignore[arg-type]
    by = change(now["conversations"], before["conversations"])
    words = f"{talks:,} conversation{'s' * (talks != 1)} in {stretch.days} day{'s' * (stretch.days != 1)}"
    if by is not None and 0.0005 <= abs(by) <= _TELLING:
        words += f", {abs(by) * 100:.0f} % {'more' if by > 0 else 'fewer'} than in as many days before"
    parts = [words + "."]
    if now["orders"]:
        parts.append(f"{now['orders']:,} orders brought {shown('minor', now['revenue'])}.")
    if now["unanswered"]:
        asked = now["unanswered"]
        parts.append(f"{asked:,} question{'s' * (asked != 1)} found no answer.")
    if now["handoff_rate"]:
        parts.append(f"{shown('share', now['handoff_rate'])} of conversations were handed to a person.")
    return " ".join(parts)


def _simulated(now: Mapping[str, Value]) -> str:
    count, turns = now["simulated_turns"], now["turns"]
    if not count:
        return ""
    return "All of it is simulated." if count == turns else f"{count:,} of {turns:,} turns are simulated."


def _table(name: str, lines: Sequence[Listed]) -> dict[str, Any] | None:
    if not lines:
        return None
    title, head, _ = _TABLES[name]
    rows = []
    for line in lines:
        columns = line.columns
        cells = [_clean(str(line.label).replace("_", " ") if " " not in str(line.label) else str(line.label))]
        if name == "tools":
            cells += [f"{columns['calls']:,}", f"{columns['failed']:,}", shown("ms", columns["p95_ms"])]
        else:
            cells.append(f"{next(columns[c] for c in ('turns', 'conversations', 'count') if c in columns):,}")
        rows.append(cells)
    return {"title": title, "head": head, "rows": rows}


def _config() -> dict[str, Any]:
    """Vega-Lite's for paper: the report's own type and ink."""
    text = {"labelColor": _QUIET, "titleColor": _QUIET, "labelFontSize": 10, "titleFontSize": 10}
    return {
        "background": None,
        "font": "Libertinus Serif",
        "view": {"stroke": None},
        "axis": {**text, "domainColor": _LINE, "tickColor": _LINE, "gridColor": _LINE},
        "legend": {**text, "symbolStrokeWidth": 2},
        "range": {"category": list(_COLOURS)},
        "bar": {"color": _COLOURS[0]},
        "rect": {"fill": _COLOURS[0]},
        "line": {"color": _COLOURS[0]},
        "point": {"color": _COLOURS[0], "filled": True},
    }


def _logo(brand: Brand) -> str | None:
    """The logo's name in the document; a picture that is none of the known kinds is left out."""
    known = brand.logo is not None and brand.logo.suffix.lower() in LOGOS and brand.logo.is_file()
    return f"logo{brand.logo.suffix.lower()}" if brand.logo is not None and known else None


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _days(stretch: Stretch) -> str:
    return _day(stretch.first) if stretch.days == 1 else f"{_day(stretch.first)} to {_day(stretch.last)}"


def _clean(text: str) -> str:
    """One line of printable text of bearable length."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= _MAX_TEXT else line[: _MAX_TEXT - 1] + "…"


def _plain(text: str) -> bool:
    """Whether the fonts that come with Typst have every letter of it: Latin, Greek, Cyrillic, common signs."""
    return all(char < "\u0530" or "\u1e00" <= char <= "\u1fff" or "\u2000" <= char <= "\u22ff" for char in text)


@lru_cache(maxsize=2)
def _fonts(*, anywhere: bool) -> Any:
    import typst  # noqa: PLC0415

    return typst.Fonts(include_system_fonts=anywhere)

"""A chart is defined once and drawn anywhere; a report is a document that somebody can read."""

import io
import re
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime

import pdfplumber
import pytest

from willcall.insights.charts import CHARTS, SERIES, of_list, over_time
from willcall.insights.drawing import NotDrawn, draw
from willcall.insights.figures import Figures, Listed, Slice
from willcall.insights.metrics import METRICS
from willcall.insights.report import Brand, report
from willcall.insights.stretch import Stretch
from willcall.insights.words import change, changed, shown
from willcall.kit.clock import FixedClock

from .conftest import NOW

OCTOBER = Stretch(date(2026, 10, 10), date(2026, 10, 31), "Europe/Berlin")


def texts(pdf):
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [page.extract_text() for page in document.pages]


@pytest.mark.parametrize("by", ["day", "week"])
def test_every_chart_holds_the_figures_of_its_series(figures, by):
    slices = figures.of(SERIES, OCTOBER, by=by)
    made = over_time(slices, OCTOBER.periods(by), OCTOBER)
    assert {chart.name for chart, _ in made} >= {"volume", "sales", "revenue", "speed", "health", "mood"}
    for chart, spec in made:
        rows = spec["data"]["values"]
        if METRICS[chart.figures[0]].unit == "minor":
            sums = sum(sum(one.values[chart.figures[0]].values()) for one in slices)
            assert sum(row["value"] for row in rows) * 100 == pytest.approx(sums)
        else:
            assert [row["value"] for row in rows] == [one.values[name] for one in slices for name in chart.figures]
        assert {row["period"] for row in rows} <= {one.name for one in slices}


def test_an_axis_shows_the_operators_own_days(figures):
    [(_, spec)] = over_time(figures.of(["conversations"], OCTOBER, by="day"), OCTOBER.periods("day"), OCTOBER)
    rows = spec["data"]["values"]
    assert (rows[0]["start"], rows[0]["end"]) == ("2026-10-10T00:00:00Z", "2026-10-11T00:00:00Z")
    changed_clocks = next(row for row in rows if row["period"] == "2026-10-25")  # a day of 25 hours
    assert (changed_clocks["start"], changed_clocks["end"]) == ("2026-10-25T00:00:00Z", "2026-10-26T00:00:00Z")


def test_amounts_in_two_currencies_are_never_stacked(figures):
    made = dict(over_time(figures.of(["revenue"], OCTOBER, by="day"), OCTOBER.periods("day"), OCTOBER))
    [spec] = made.values()
    assert {row["figure"] for row in spec["data"]["values"]} == {"EUR", "USD"}
    assert spec["mark"]["type"] == "line"


def test_what_did_not_happen_has_no_chart(figures):
    nothing = Stretch(date(2020, 1, 1), date(2020, 1, 7))
    assert over_time(figures.of(SERIES, nothing, by="day"), nothing.periods("day"), nothing) == []


def test_every_chart_can_be_drawn(figures):
    made = over_time(figures.of(SERIES, OCTOBER, by="day"), OCTOBER.periods("day"), OCTOBER)
    specs = [spec for _, spec in made] + [of_list("tools", figures.lines("tools", OCTOBER))]
    drawn = draw(specs, width=360, config={})
    for (chart, spec), svg in zip(made, drawn, strict=False):
        marks = {"rect": "mark-rect", "line": "mark-line", "bar": "mark-rect"}[spec["mark"]["type"]]
        assert f"{marks} role-mark" in svg, chart.name
        assert ET.fromstring(svg).attrib["width"] == "360"
        bars = re.search(r"mark-rect role-mark.*?</g>", svg, re.DOTALL)
        if spec["mark"]["type"] == "rect":
            assert bars[0].count("<path") == len(spec["data"]["values"])


def test_a_label_is_text_and_nothing_else():
    [svg] = draw([of_list("errors", [Listed("<script>alert(1)</script> & co", {"count": 3})])], width=300, config={})
    assert "<script" not in svg
    assert "&lt;script" in svg


@pytest.mark.parametrize(
    "spec",
    [
        {"mark": "bar", "data": {"url": "/etc/passwd"}, "encoding": {"x": {"field": "a", "type": "nominal"}}},
        {"mark": "balloon", "data": {"values": []}},
        {"nothing": True},
    ],
)
def test_what_is_no_chart_is_said_and_nothing_is_fetched(spec):
    with pytest.raises(NotDrawn):
        draw([spec], width=300, config={})


def test_a_report_says_what_its_figures_say(figures):
    pages = texts(report(figures, OCTOBER, now=NOW))
    first = " ".join(pages[0].split())
    values = figures.of(["conversations", "turns", "revenue"], OCTOBER)[0].values
    assert "10 October 2026 to 31 October 2026" in first
    assert f"{values['conversations']:,} conversations in 22 days" in first
    for name, value in values.items():
        assert shown(METRICS[name].unit, value).split(", ")[0] in first
    assert "simulated" in first
    assert all("days of Europe/Berlin" in page for page in pages)
    assert "Questions that nothing here answers" in " ".join(pages)


def test_a_report_of_days_without_anything_says_so(figures):
    pages = texts(report(figures, Stretch(date(2020, 1, 1), date(2020, 1, 7)), now=NOW))
    assert len(pages) == 1
    assert "Nothing was logged in these days." in pages[0]


def test_a_report_bears_its_houses_name_and_logo(figures, tmp_path):
    logo = tmp_path / "own.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>')
    [page, *_] = texts(report(figures, OCTOBER, now=NOW, brand=Brand("Grand #1 [Hall]", "#123456", logo)))
    assert "GRAND #1 [HALL]" in page


class Odd(Figures):
    """A log in which people say the oddest things."""

    def lines(self, name, stretch, *, limit=50):
        words = "#panic() [x] $1$ @ref <a> \\ \u202e \u7968 " + "long " * 60
        columns = dict.fromkeys(("turns", "conversations", "count", "calls", "failed"), 2)
        return [Listed(words, {**columns, "p95_ms": 3.0, "sentiment": None, "duration_ms": 1.0})]


def test_words_of_fans_are_never_instructions_to_the_printer(filled):
    pages = texts(report(Odd(filled.reader, clock=FixedClock(NOW)), OCTOBER, now=NOW))
    assert "#panic() [x] $1$ @ref <a> \\" in " ".join(" ".join(pages).split())


@pytest.mark.parametrize(
    ("now", "before", "by"),
    [(3, 2, 0.5), (2, 0, None), (None, 2, None), ({"USD": 300}, {"USD": 200}, 0.5), ({"USD": 3}, {"EUR": 2}, None), ({"USD": 3}, {}, None), ({}, {"USD": 4}, -1)],
)  # fmt: skip
def test_a_change_is_a_share_of_what_was(now, before, by):
    assert change(now, before) == (by if by is None else pytest.approx(by))


def test_a_change_is_good_or_bad_by_what_it_is_of():
    assert changed(METRICS["orders"], 0.123) == ("+12 %", "good")
    assert changed(METRICS["unanswered"], 0.123) == ("+12 %", "bad")
    assert changed(METRICS["turns"], -0.0123) == ("−1.2 %", "flat")
    assert changed(METRICS["orders"], 0.0) == ("no change", "flat")
    assert changed(METRICS["orders"], None) == ("", "flat")


def test_charts_show_only_figures_that_there_are():
    for chart in CHARTS:
        assert METRICS.keys() >= {*chart.figures, chart.finds}
    slices = [Slice("x", {"turns": 1})]
    stretch = Stretch(date(2026, 10, 1), date(2026, 10, 1))
    assert over_time(slices, stretch.periods("day"), stretch) == []
    assert datetime(2026, 10, 1, tzinfo=UTC)

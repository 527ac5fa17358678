"""Figures, charts and lists. Translates; what a figure is stands in `insights`."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from willcall.app import App
from willcall.entrypoints.api.console.days import Days, From, StretchView, To, Zone, stretch_of
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.running import Runner
from willcall.insights import charts as drawn
from willcall.insights.figures import Figures, Value
from willcall.insights.metrics import LISTS, METRICS
from willcall.insights.report import KEY as OVERVIEW
from willcall.insights.stretch import GRAINS, Stretch
from willcall.insights.words import change
from willcall.kit.clock import from_epoch_ms
from willcall.kit.money import Money

Names = Annotated[list[str] | None, Query(alias="metric", description="names of figures; may be repeated")]
Unit = Literal["count", "share", "ms", "usd", "number", "minor"]


class MetricView(BaseModel):
    """What a figure is called, and in what unit it comes."""

    name: str
    title: str
    unit: Unit
    better: Literal["up", "down"] | None


class Catalogue(BaseModel):
    metrics: list[MetricView]
    lists: dict[str, str]


class Figure(MetricView):
    """One figure. `value` is null where there is nothing to make it of; money comes in minor units, once a currency."""

    value: float | int | list[Money] | None
    before: float | int | list[Money] | None = None
    change: float | None = None


class Series(BaseModel):
    """Figures period by period; each list is as long as `periods`."""

    by: str
    periods: list[str]
    figures: dict[str, list[float | int | list[Money] | None]]


class ChartView(BaseModel):
    """A chart as Vega-Lite with its data in it; `finds` is the figure whose conversations are behind a mark."""

    name: str
    title: str
    unit: Unit
    finds: str
    spec: dict[str, Any]


class Dashboard(BaseModel):
    """What happened in a stretch, against as many days before it."""

    stretch: StretchView
    empty: bool
    simulated: bool
    figures: list[Figure]
    series: Series
    charts: list[ChartView] = []


class FigureSlices(BaseModel):
    """A figure's name → its value; `name` is the slice's own, `title` what people call it where that is another."""

    stretch: StretchView
    by: str
    slices: list[dict[str, str | float | int | list[Money] | None]]


class Lines(BaseModel):
    """`chart` is the longest lines as Vega-Lite."""

    stretch: StretchView
    title: str
    lines: list[dict[str, Any]]
    chart: dict[str, Any]


def insight_routes(app: App, door: OperatorDoor, runner: Runner) -> APIRouter:
    """The routes under /api that only look."""
    router = APIRouter(prefix="/api", tags=["console"])

    def figures() -> Figures:
        return Figures(app.log.reader, clock=app.clock)

    @router.get("/metrics")
    async def catalogue(request: Request) -> Catalogue:
        """Every figure and every list there is."""
        await door.admit(request, "viewer")
        known = [MetricView(name=m.name, title=m.title, unit=m.unit, better=m.better) for m in METRICS.values()]
        return Catalogue(metrics=known, lists={name: title for name, (_, title) in LISTS.items()})

    @router.get("/dashboard")
    async def dashboard(
        request: Request, first: From = None, last: To = None, zone: Zone = None, days: Days = None,
        by: str = "day", names: Names = None,
    ) -> Dashboard:  # fmt: skip
        """Key figures with their change, how they went, and charts of that."""
        await door.admit(request, "viewer")
        stretch = stretch_of(app, first, last, zone, days)
        return await runner.work(show_dashboard, figures(), stretch, by, tuple(names or OVERVIEW))

    @router.get("/figures")
    async def slices(
        request: Request, names: Names = None, first: From = None, last: To = None, zone: Zone = None, days: Days = None,
        by: str = "all",
    ) -> FigureSlices:  # fmt: skip
        """Any figures, cut as one likes: by all, hour, day, week, month, brain, channel, event."""
        await door.admit(request, "viewer")
        stretch = stretch_of(app, first, last, zone, days)
        found = await runner.work(figures().of, names or OVERVIEW, stretch, by=by)
        titles = app.show_names() if by == "event" else {}
        cut = [
            {"name": one.name, "title": titles.get(one.name), **{n: _shown(v) for n, v in one.values.items()}}
            for one in found
        ]
        return FigureSlices(stretch=StretchView.of(stretch), by=by, slices=cut)

    @router.get("/lists/{name}")
    async def lines(
        name: str, request: Request, first: From = None, last: To = None, zone: Zone = None, days: Days = None,
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
    ) -> Lines:  # fmt: skip
        """The longest lines of a list: dropoff, tools, topics, keywords, errors, unanswered, badly_rated."""
        await door.admit(request, "viewer")
        stretch = stretch_of(app, first, last, zone, days)
        found = await runner.work(figures().lines, name, stretch, limit=limit)
        listed = [{"label": line.label, **_instants(line.columns)} for line in found]
        return Lines(
            stretch=StretchView.of(stretch), title=LISTS[name][1], lines=listed, chart=drawn.of_list(name, found)
        )

    return router


def show_dashboard(figures: Figures, stretch: Stretch, by: str, names: tuple[str, ...]) -> Dashboard:
    """Key figures with their change, series of those that make one, and charts of what the series have."""
    whole = names == OVERVIEW
    shown = ("turns", *drawn.SERIES) if whole else [name for name in drawn.SERIES if name in names] or list(names)
    wanted = dict.fromkeys((*names, "turns", "simulated_turns"))
    now, before, periods = figures.overview(wanted, shown, stretch, by=by)
    made = drawn.over_time(periods, stretch.periods(by), stretch) if by in GRAINS else []
    return Dashboard(
        stretch=StretchView.of(stretch),
        empty=not any(now.values()),
        simulated=bool(now["simulated_turns"]),
        figures=[_figure(name, now[name], before[name]) for name in names],
        series=Series(
            by=by,
            periods=[one.name for one in periods],
            figures={name: [_shown(one.values[name]) for one in periods] for name in shown},
        ),
        charts=[
            ChartView(
                name=chart.name, title=chart.title, unit=METRICS[chart.figures[0]].unit, finds=chart.finds, spec=spec
            )
            for chart, spec in made
        ],
    )


def _figure(name: str, now: Value, before: Value) -> Figure:
    wanted = METRICS[name]
    return Figure(
        name=name,
        title=wanted.title,
        unit=wanted.unit,
        better=wanted.better,
        value=_shown(now),
        before=_shown(before),
        change=change(now, before),
    )


def _shown(value: Value) -> float | int | list[Money] | None:
    return [Money(amount, currency) for currency, amount in value.items()] if isinstance(value, dict) else value


def _instants(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {
        (k.removesuffix("_ms") + "_at" if k == "last_ms" else k): (
            from_epoch_ms(v).isoformat() if k == "last_ms" else v
        )
        for k, v in columns.items()
    }

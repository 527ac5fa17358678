"""What is on screen as a file: CSV of figures and lists, the report of a stretch as PDF."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from willcall.app import App
from willcall.entrypoints.api.console.days import Days, From, StretchView, To, Zone, stretch_of
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.running import Runner
from willcall.insights.behind import Behind, Order
from willcall.insights.figures import Figures, Value
from willcall.insights.report import KEY, Brand, report
from willcall.insights.stretch import Stretch
from willcall.kit.clock import from_epoch_ms
from willcall.kit.money import exponent

CSV_TYPE = "text/csv; charset=utf-8"
MOST_LINES, MOST_CONVERSATIONS = 500, 10_000


class Wish(BaseModel):
    """Which rows: figures, or a `list`, or the conversations `behind` a figure (or a list's line, with `label`)."""

    first: From = Field(default=None, alias="from")
    last: To = Field(default=None, alias="to")
    zone: Zone = None
    days: Days = None
    by: str = "day"
    names: list[str] | None = Field(default=None, alias="metric", description="names of figures; may be repeated")
    rows: str | None = Field(default=None, alias="list", description="a list instead of figures")
    behind: str | None = Field(default=None, description="a figure, or a list where there is a label")
    label: str | None = Field(default=None, max_length=2_000)
    brain: str | None = None
    channel: str | None = None
    event: str | None = None
    order: Order = Field(default="last", alias="sort")

    @property
    def name(self) -> str:
        """What the file is called after."""
        return self.rows or ("conversations" if self.behind is not None else "figures")

    def only(self) -> dict[str, str]:
        """What the conversations are narrowed to."""
        cuts = {"brain": self.brain, "channel": self.channel, "event": self.event}
        return {name: value for name, value in cuts.items() if value is not None}


class Exported(BaseModel):
    """Rows as a table on the page has them."""

    stretch: StretchView
    rows: list[dict[str, Any]]


def brand_of(app: App) -> Brand:
    """Whose console and report it is."""
    section = app.settings.brand
    return Brand(section.name, section.colour, section.logo)


def export_routes(app: App, door: OperatorDoor, runner: Runner) -> APIRouter:
    """The routes under /api/export."""
    router = APIRouter(prefix="/api/export", tags=["console"])

    @router.get("/csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
    async def export_csv(request: Request, wish: Annotated[Wish, Query()]) -> Response:
        """What is on screen, as CSV: figures cut as one likes, a list, or the conversations behind one of either."""
        await door.admit(request, "viewer")
        stretch = stretch_of(app, wish.first, wish.last, wish.zone, wish.days)
        table = as_csv(await runner.work(_rows, app, wish, stretch))
        return Response(table, media_type=CSV_TYPE, headers=_attached(wish.name, stretch, "csv"))

    @router.get("/json")
    async def export_json(request: Request, response: Response, wish: Annotated[Wish, Query()]) -> Exported:
        """The same rows as JSON."""
        await door.admit(request, "viewer")
        stretch = stretch_of(app, wish.first, wish.last, wish.zone, wish.days)
        rows = await runner.work(_rows, app, wish, stretch)
        response.headers.update(_attached(wish.name, stretch, "json"))
        return Exported(stretch=StretchView.of(stretch), rows=rows)

    @router.get("/pdf", response_class=Response, responses={200: {"content": {"application/pdf": {}}}})
    async def export_pdf(
        request: Request, first: From = None, last: To = None, zone: Zone = None, days: Days = None
    ) -> Response:
        """The report of these days, with the page's charts."""
        await door.admit(request, "viewer")
        stretch = stretch_of(app, first, last, zone, days)
        figures = Figures(app.log.reader, clock=app.clock)
        pdf = await runner.work(report, figures, stretch, now=app.clock(), brand=brand_of(app))
        return Response(pdf, media_type="application/pdf", headers=_attached("", stretch, "pdf"))

    return router


def _attached(what: str, stretch: Stretch, ending: str) -> dict[str, str]:
    name = "-".join(part for part in ("willcall", what, str(stretch.first), str(stretch.last)) if part) + f".{ending}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _rows(app: App, wish: Wish, stretch: Stretch) -> list[dict[str, Any]]:
    if wish.behind is not None:
        _, found = Behind(app.log.reader).find(
            wish.behind, stretch, size=MOST_CONVERSATIONS, only=wish.only(), label=wish.label, order=wish.order
        )
        return [
            {
                "conversation_id": row["conversation_id"],
                "hits": row["hits"],
                "first_at": from_epoch_ms(row["first_ms"]).isoformat(),
                "last_at": from_epoch_ms(row["last_ms"]).isoformat(),
            }
            for row in found
        ]
    figures = Figures(app.log.reader, clock=app.clock)
    if wish.rows is not None:
        lines = figures.lines(wish.rows, stretch, limit=MOST_LINES)
        return [{"label": line.label, **line.columns} for line in lines]
    cut = figures.of(wish.names or KEY, stretch, by=wish.by)
    return [{wish.by: one.name, **_flat(one.values)} for one in cut]


def _flat(values: Mapping[str, Value]) -> dict[str, Any]:
    """Money becomes a column a currency, in major units as plain decimals."""
    flat: dict[str, Any] = {}
    for name, value in values.items():
        if not isinstance(value, dict):
            flat[name] = value
        for currency, amount in value.items() if isinstance(value, dict) else ():
            flat[f"{name}_{currency}"] = f"{amount / 10 ** exponent(currency):.{exponent(currency)}f}"
    return flat


def as_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """RFC 4180, with the columns of all rows. A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP)."""
    found = list(rows)
    columns = list(dict.fromkeys(name for row in found for name in row))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in found:
        writer.writerow([_harmless(row.get(column)) for column in columns])
    return out.getvalue()


def _harmless(cell: Any) -> Any:
    if isinstance(cell, str) and cell.lstrip(" ")[:1] in {"=", "+", "-", "@", "\t", "\r", "\n", "|", "%"}:
        return cell if cell.removeprefix("-").replace(".", "", 1).isdigit() else "'" + cell
    return "" if cell is None else cell

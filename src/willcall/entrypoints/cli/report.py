"""`willcall report`: what happened in some days, as a PDF to read and to forward."""

from pathlib import Path
from typing import Annotated

import typer

from willcall.entrypoints.cli.house import Data, open_house


def report(
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day, such as 2026-10-01.")],
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="The last day, itself included.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The PDF to be written.")],
    zone: Annotated[str | None, typer.Option("--zone", help="Whose days; INSIGHT__TIME_ZONE by default.")] = None,
    data: Data = None,
) -> None:
    """Write the report of a stretch of days as PDF: key figures, charts, questions without an answer."""
    from willcall.insights.figures import Figures
    from willcall.insights.report import Brand
    from willcall.insights.report import report as make
    from willcall.insights.stretch import Stretch

    with open_house(data) as app:
        app.chores["messages"]()
        stretch = Stretch.of(first, last, zone=zone or app.settings.insight.time_zone)
        section = app.settings.brand
        brand = Brand(section.name, section.colour, section.logo)
        pdf = make(Figures(app.log.reader, clock=app.clock), stretch, now=app.clock(), brand=brand)
        out.write_bytes(pdf)
    print(f"{stretch.first} to {stretch.last} in {out}.")

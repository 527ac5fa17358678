"""`willcall log`: what happened, in figures and in files."""

from pathlib import Path
from typing import Annotated

import typer

from willcall.entrypoints.cli.house import AsJson, Data, open_house
from willcall.entrypoints.cli.showing import faint, show_json, table

group = typer.Typer(name="log", help="The log of conversations.", no_args_is_help=True)


@group.callback()
def _log() -> None:
    pass


@group.command(epilog="Example: willcall log stats --days 30")
def stats(
    days: Annotated[int, typer.Option(help="Today and the days before it.")] = 7,
    zone: Annotated[str | None, typer.Option("--zone", help="Whose days; INSIGHT__TIME_ZONE by default.")] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Say how the last days went: conversations, errors, times, sales, cost."""
    from willcall.insights.figures import Figures
    from willcall.insights.metrics import METRICS
    from willcall.insights.stats import get_conversation_stats
    from willcall.insights.words import shown

    with open_house(data) as app:
        app.chores["messages"]()
        found = get_conversation_stats(
            Figures(app.log.reader, clock=app.clock),
            clock=app.clock,
            days=days,
            zone=zone or app.settings.insight.time_zone,
        )
    if as_json:
        show_json(found)
        return
    print(faint(f"{found['from']} to {found['to']}, {found['zone']}"))
    if found["empty"]:
        print("Nothing was logged in these days.")
        return
    table(("FIGURE", "VALUE"), [(m.title, shown(m.unit, found[m.name])) for m in METRICS.values() if m.name in found])


@group.command(epilog="Example: willcall log export october.parquet --from 2026-10-01 --to 2026-10-31")
def export(
    out: Annotated[
        Path, typer.Argument(metavar="FILE", help="To be written; its ending says how: .parquet or .jsonl.")
    ],
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day, such as 2026-10-01.")],
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="The last day, itself included.")],
    data: Data = None,
) -> None:
    """Write a stretch of the log into one file. What people said is in it as it was kept: redacted."""
    from willcall.insights.stretch import Stretch

    with open_house(data) as app:
        app.chores["messages"]()
        stretch = Stretch.of(first, last, zone=app.settings.insight.time_zone)
        count = app.log.reader.copy(
            out, since_ms=stretch.since_ms, until_ms=stretch.until_ms, format=out.suffix.removeprefix(".") or "none"
        )
    print(f"{count:,} records in {out}.")


@group.command(epilog="Example: willcall log drift --reference 2026-10-01..2026-10-31 --labels labelled.jsonl")
def drift(
    hours: Annotated[
        int | None, typer.Option("--hours", min=1, help="The current window: so many hours until now.")
    ] = None,
    reference: Annotated[
        str | None, typer.Option("--reference", metavar="FROM..TO", help="Days that it is held against.")
    ] = None,
    labels: Annotated[
        Path | None,
        typer.Option("--labels", metavar="FILE", help="Messages with text and intent (JSONL), to estimate harm by."),
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Say whether what fans write has changed, and what that costs. Keeps nothing; the served house looks every hour by itself."""
    from willcall.insights.drift.report import as_text
    from willcall.insights.stretch import Stretch
    from willcall.kit.errors import Unavailable

    days = None
    if reference is not None:
        first, _, last = reference.partition("..")
        wanted = Stretch.of(first, last or first)
        days = (wanted.first, wanted.last)
    with open_house(data) as app:
        if app.drift is None:
            raise Unavailable("Drift needs the encoder, which is not there; see the log of the start.")
        app.chores["messages"]()
        report = app.drift.report(reference=days, labels=labels, hours=hours)
    if as_json:
        show_json(report.as_data())
    else:
        print(as_text(report), end="")

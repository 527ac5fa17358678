"""`willcall boxoffice`: the season, and the reference server of the box-office contract."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from willcall.entrypoints.cli.house import AsJson, Data, open_house
from willcall.entrypoints.cli.showing import show_json, table, when
from willcall.kit.errors import Invalid

if TYPE_CHECKING:
    from fastapi import FastAPI

    from willcall.app import App
    from willcall.boxoffice.season import Season

group = typer.Typer(name="boxoffice", help="The box office: seasons, and its HTTP contract.", no_args_is_help=True)

Replace = Annotated[
    bool, typer.Option("--replace", help="Put it in the place of the season that is there; what sold stays sold.")
]


@group.command(epilog="Example: willcall boxoffice load season.json --replace")
def load(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE…", help="JSON, or CSV files of one season.", show_default=False)
    ] = None,
    replace: Replace = False,
    check: Annotated[bool, typer.Option("--check", help="Only say what is wrong; load nothing.")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a season; load nothing.")] = False,
    data: Data = None,
) -> None:
    """Load a season. A file with errors loads nothing, and every error names its line and field."""
    from willcall.boxoffice.loading import BadSeason, read, season_schema

    if schema:
        show_json(season_schema())
        return
    if not files:
        raise typer.BadParameter("say which files: willcall boxoffice load FILE…")
    try:
        reading = read(files)
    except BadSeason as bad:
        for fault in bad.faults:
            print(fault, file=sys.stderr)
        count = len(bad.faults) + bad.more
        print(f"willcall: {count} error{'s' if count != 1 else ''}; nothing was loaded.", file=sys.stderr)
        raise typer.Exit(1) from None
    for remark in reading.remarks:
        print(remark, file=sys.stderr)
    if check:
        print(f"{_summary(reading.season)}: no errors.")
        return
    _store(reading.season, data, replace)


@group.command(epilog="Example: willcall boxoffice sample --out season.json")
def sample(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it as JSON instead, to begin your own from.")
    ] = None,
    replace: Replace = False,
    data: Data = None,
) -> None:
    """Load the sample season, laid around today."""
    from willcall.boxoffice.sample import sample_season
    from willcall.kit.clock import system_clock

    season = sample_season(system_clock())
    if out is None:
        _store(season, data, replace)
        return
    out.write_text(season.model_dump_json(indent=2) + "\n", encoding="utf-8")
    print(f"Wrote {out}: {_summary(season)}.")


@group.command(epilog="Example: willcall boxoffice show 'hockey' --json")
def show(
    query: Annotated[str | None, typer.Argument(help="Only events that match these words.")] = None,
    past: Annotated[bool, typer.Option("--past", help="Those that are over, too.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=500, help="How many at most.")] = 50,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """List events: when, where, from what price, how many seats are free."""
    with open_house(data) as app:
        events = app.boxoffice.find_events(query=query, include_past=past, limit=limit)
    if as_json:
        show_json({"events": [event.model_dump(mode="json", exclude={"sections"}) for event in events]})
        return
    table(
        ("EVENT", "NAME", "STARTS", "VENUE", "FROM", "FREE", "STATUS"),
        [
            (
                e.event_id,
                e.name,
                when(e.starts_at, e.time_zone),
                e.venue,
                e.from_price.text if e.from_price else None,
                e.available,
                e.status,
            )
            for e in events
        ],
        empty="No events. Load a season with: willcall boxoffice load FILE",
    )


@group.command(epilog="Example: willcall boxoffice serve --port 8090")
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8090,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    no_sample: Annotated[bool, typer.Option("--no-sample", help="Start with an empty box office.")] = False,
    data: Data = None,
) -> None:
    """Serve the reference box office of the contract alone, with play money, to test against."""
    import uvicorn

    with open_house(data, sandbox=True, sample=not no_sample) as app:
        print(
            f"Box office  http://{host}:{port}/boxoffice/v1\nContract    http://{host}:{port}/openapi.json", flush=True
        )
        uvicorn.run(reference_api(app), host=host, port=port, log_level="warning")


@group.command(epilog="Example: willcall boxoffice voided evt_01k… --out voided.json")
def voided(
    event_id: Annotated[str, typer.Argument(metavar="EVENT_ID", help="The event whose doors are about to open.")],
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write it there.")] = None,
    data: Data = None,
) -> None:
    """Print the signed list of tickets that open no door any more, for scanners that check offline."""
    with open_house(data) as app:
        if app.voided_tickets is None:
            raise Invalid("The tickets are another box office's; its own list counts.", field="boxoffice.remote_url")
        text = app.voided_tickets(event_id=event_id)
    if out is None:
        print(text)
        return
    out.write_text(text + "\n", encoding="utf-8")
    print(f"Wrote {out}.")


@group.command(epilog="Example: willcall boxoffice openapi > boxoffice.json")
def openapi() -> None:
    """Print the OpenAPI contract that your own ticketing system has to fulfil."""
    from willcall.entrypoints.api.boxoffice.openapi import boxoffice_openapi

    show_json(boxoffice_openapi())


def reference_api(app: "App") -> "FastAPI":
    """The box office of a wired house, and nothing else of it."""
    from willcall.entrypoints.api import problems
    from willcall.entrypoints.api.border import Border
    from willcall.entrypoints.api.boxoffice import boxoffice_routes
    from willcall.entrypoints.api.door import Door

    api = _empty_api(
        boxoffice_routes(app.boxoffice, Door(app).actor, signer=app.signer, voided=app.voided_tickets, clock=app.clock)
    )
    problems.install(api)
    api.add_middleware(Border, max_body=app.settings.server.max_body_bytes, origins=[])
    return api


def _empty_api(routes: Any) -> "FastAPI":
    from fastapi import FastAPI

    from willcall import __version__

    api = FastAPI(title="Willcall box office", version=__version__, docs_url=None, redoc_url=None)
    api.include_router(routes)
    return api


def _store(season: "Season", data: Path | None, replace: bool) -> None:
    from willcall.boxoffice.operations.load_season import load_season

    with open_house(data) as app, app.database.write() as unit:
        load_season(unit, season, replace=replace)
    print(f"Loaded {_summary(season)}.")


def _summary(season: "Season") -> str:
    counts = (
        (len(season.venues), "venue", "venues"),
        (len(season.events), "event", "events"),
        (len(season.policies), "policy", "policies"),
    )
    return f"{season.name}: " + ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts)

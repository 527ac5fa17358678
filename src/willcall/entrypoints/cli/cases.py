"""`willcall cases`: what waits for a person."""

from dataclasses import asdict
from typing import Annotated

import typer

from willcall.entrypoints.cli.house import AsJson, Data, open_house
from willcall.entrypoints.cli.showing import show_json, table

group = typer.Typer(name="cases", help="The desk: what waits for a person.", no_args_is_help=True)


@group.callback()
def _desk() -> None:
    pass


@group.command("list", epilog="Example: willcall cases list --status open")
def list_cases(
    status: Annotated[str | None, typer.Option(help="Only cases of this status.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=500, help="How many at most.")] = 50,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """List cases, newest first."""
    with open_house(data) as app:
        found = app.desk.list_cases(status=status, limit=limit)
    if as_json:
        show_json({"cases": [{**asdict(case), "created_at": case.created_at.isoformat()} for case in found]})
        return
    table(
        ("CASE", "OPENED", "STATUS", "PRIORITY", "CUSTOMER", "ORDER", "SUBJECT"),
        [
            (
                c.case_id,
                c.created_at.strftime("%Y-%m-%d %H:%M"),
                c.status,
                c.priority,
                c.customer_id,
                c.order_id,
                c.subject,
            )
            for c in found
        ],
        empty="No cases.",
    )

"""Every command, by name. Nothing heavy is imported here: `willcall --help` must be quick."""

from typing import Annotated

import typer

from willcall import __version__
from willcall.entrypoints.cli import (
    boxoffice,
    cases,
    cost,
    data,
    evaluate,
    kb,
    kb_eval,
    kb_gaps,
    log,
    operators,
    privacy,
    sim,
    train,
)
from willcall.entrypoints.cli.bench import bench
from willcall.entrypoints.cli.chat import chat
from willcall.entrypoints.cli.config import config
from willcall.entrypoints.cli.history import history
from willcall.entrypoints.cli.mcp import mcp
from willcall.entrypoints.cli.read import read
from willcall.entrypoints.cli.report import report
from willcall.entrypoints.cli.serve import serve, up

application = typer.Typer(
    name="willcall",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"willcall {__version__}")
        raise typer.Exit


@application.callback()
def about(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
    _debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a failure.")] = False,
) -> None:
    """Willcall: the ticketing agent that sells, supports and learns.

    Start with: willcall up
    """


_ALONE = (
    (up, "willcall up --port 9000 --data ~/willcall"),
    (serve, "API_KEY=… DATABASE_URL=postgresql://… willcall serve --workers 4"),
    (chat, "willcall chat   or   willcall chat 'two tickets for tonight' 1 yes"),
    (config, "willcall config --check"),
    (read, "willcall read 'two for friday, under 80 bucks each' --explain"),
    (mcp, "willcall mcp   or   willcall mcp --http --port 8090"),
    (report, "willcall report --from 2026-10-01 --to 2026-10-31 --out october.pdf"),
    (bench, "willcall bench holds --json"),
)
for command, example in _ALONE:
    application.command(epilog=f"Example: {example}")(command)
kb_eval.add_to(kb.group)
kb_gaps.add_to(kb.group)
sim.group.command(epilog="Example: willcall sim history --days 90")(history)
for group in (
    boxoffice.group,
    kb.group,
    log.group,
    cases.group,
    cost.group,
    sim.group,
    data.group,
    evaluate.group,
    operators.group,
    privacy.group,
    train.group,
):
    application.add_typer(group)

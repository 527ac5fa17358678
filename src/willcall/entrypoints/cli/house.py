"""The wired house, for commands that look into it or change it in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from willcall.app import App

Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="Where Willcall keeps its state (default: data).")
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of a table.")]


@contextmanager
def open_house(data: Path | None = None, **overrides: Any) -> "Iterator[App]":
    """Everything wired on the settings in force; closed afterwards.

    Args:
        data: The data directory, where the command line named one.
        **overrides: Settings by dotted path with `__` for the dot, e.g. `agent__brain`.
    """
    from willcall.app import build
    from willcall.settings import load

    wanted = {name.replace("__", "."): value for name, value in overrides.items()}
    app = build(load({"storage.data": data, "log.level": "warning", **wanted}))
    try:
        yield app
    finally:
        app.close()

"""`willcall up` and `willcall serve`: the same house, with play money and a sample, or for production."""

import shutil
from typing import TYPE_CHECKING, Annotated, Any

import typer

from willcall.entrypoints.cli.house import Data
from willcall.kit.errors import Invalid

if TYPE_CHECKING:
    from willcall.settings import Settings

Host = Annotated[str | None, typer.Option("--host", help="Address to listen on (default: 127.0.0.1).")]
Port = Annotated[int | None, typer.Option("--port", min=0, max=65535, help="Port to listen on (default: 8080).")]
Workers = Annotated[int | None, typer.Option("--workers", min=1, max=64, help="Processes that share the port.")]
Brain = Annotated[str | None, typer.Option("--brain", metavar="NAME", help="embedded, or openai for a model server.")]


class NotOurs(Invalid):
    """A folder that Willcall did not make is not deleted."""


def up(
    port: Port = None,
    host: Host = None,
    workers: Workers = None,
    data: Data = None,
    brain: Brain = None,
    no_sample: Annotated[bool, typer.Option("--no-sample", help="Start with an empty box office.")] = False,
    reset: Annotated[
        bool, typer.Option("--reset", help="Forget everything first: deletes the data directory.")
    ] = False,
) -> None:
    """Start the whole product here: the sample season, play money, no account, no network.

    A second `up` on the same data keeps everything.
    """
    settings = _settings(
        {
            "server.port": port,
            "server.host": host,
            "server.workers": workers,
            "storage.data": data,
            "agent.brain": brain,
            "sandbox": True,
            "sample": not no_sample,
        }
    )
    if reset:
        forget(settings)
    _run(settings)


def serve(
    port: Port = None, host: Host = None, workers: Workers = None, data: Data = None, brain: Brain = None
) -> None:
    """Serve the API for production: settings from the environment, no sandbox, no sample."""
    _run(
        _settings(
            {
                "server.port": port,
                "server.host": host,
                "server.workers": workers,
                "storage.data": data,
                "agent.brain": brain,
                "sandbox": False,
                "sample": False,
            }
        )
    )


def forget(settings: "Settings") -> None:
    """Deletes the data directory, if it is one that Willcall made.

    Raises:
        NotOurs: If it holds no database of ours, or the state is kept elsewhere.
    """
    folder = settings.storage.data
    if settings.storage.database_url is not None:
        raise NotOurs("The state is in DATABASE_URL, which --reset leaves alone; empty that database yourself.")
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / "willcall.db").is_file():
        raise NotOurs(
            f"{folder} does not look like Willcall's data (no willcall.db in it), so --reset leaves it alone."
        )
    shutil.rmtree(folder)


def _settings(overrides: dict[str, Any]) -> "Settings":
    from willcall.settings import load

    return load(overrides)


def _run(settings: "Settings") -> None:
    from willcall.entrypoints.api import serve as serve_api

    serve_api(settings)

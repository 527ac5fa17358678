"""`willcall sim`: simulated fans, who buy, change their minds and try to cheat."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from willcall.entrypoints.cli.house import AsJson
from willcall.entrypoints.cli.showing import show_json, table
from willcall.kit.errors import Unavailable

if TYPE_CHECKING:
    from willcall.training.evaluate.simulate import Trial

group = typer.Typer(name="sim", help="Simulated fans.", no_args_is_help=True)

START_S = 60


class ServerDidNotStart(Unavailable):
    """The server that the fans were to talk to came to nothing."""


@group.callback()
def _fans() -> None:
    pass


@group.command(epilog="Example: willcall sim run --fans 40 --k 4 --out report.json")
def run(
    fans: Annotated[int, typer.Option(min=1, max=100_000, help="How many fans, each with a goal of its own.")] = 20,
    k: Annotated[int, typer.Option("--k", min=1, max=100, help="How often each tries, in other words each time.")] = 1,
    brain: Annotated[str | None, typer.Option("--brain", metavar="NAME", help="embedded, or openai.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed makes the same fans.")] = 1,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="Only goals of this kind; may be repeated.")] = None,
    url: Annotated[
        str | None, typer.Option("--url", help="A running sandbox server, instead of one of our own.")
    ] = None,
    season: Annotated[
        list[Path] | None, typer.Option("--season", metavar="FILE", help="Play on this season instead of the sample.")
    ] = None,
    key: Annotated[
        str | None, typer.Option("--key", envvar="WILLCALL_CHAT_KEY", help="A service key, for --url.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write the report there, as JSON.")] = None,
    failures: Annotated[
        Path | None,
        typer.Option("--failures", metavar="FILE", help="Write the failed conversations there, as Markdown."),
    ] = None,
    human: Annotated[
        Path | None,
        typer.Option("--human", metavar="DIR", help="Public dialogues whose held-out turns the fans also say."),
    ] = None,
    concurrency: Annotated[int, typer.Option(min=1, max=256, help="Conversations at once.")] = 4,
    as_json: AsJson = False,
) -> None:
    """Let simulated fans talk to the agent, and judge what became of the box office and how: pass^1 … pass^k."""
    from willcall.training.evaluate.catalogue import KINDS
    from willcall.training.evaluate.heldout import human_phrases
    from willcall.training.evaluate.simulate import failures_markdown, over_http, simulate

    unknown = sorted(set(kind or ()) - KINDS.keys())
    if unknown:
        raise typer.BadParameter(f"no kind of goal is called {', '.join(unknown)}; there are {', '.join(KINDS)}")
    with _server(url, brain, season or []) as address:
        report = simulate(
            over_http(address),
            fans=fans,
            k=k,
            seed=seed,
            kinds=kind,
            concurrency=concurrency,
            service_key=key,
            human=None if human is None else human_phrases(human),
            on_trial=None if as_json else _progress,
        )
    plain = report.as_json()
    if sys.stderr.isatty() and not as_json:
        print(file=sys.stderr)
    if out is not None:
        out.write_text(json.dumps(plain, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8")
    if failures is not None:
        failures.write_text(failures_markdown(report.failures), encoding="utf-8")
    if as_json:
        show_json(plain)
        return
    shown = sorted({1, k})
    rows = [
        (name, scores["trials"], *(f"{scores[f'pass^{number}']:.2f}" for number in shown))
        for name, scores in plain["by_kind"].items()
    ]
    table(
        ("GOAL", "TRIES", *(f"PASS^{number}" for number in shown)),
        rows,
        empty="No fan found anything to do in this season.",
    )
    print("\n" + "   ".join(f"pass^{number} {share:.3f}" for number, share in plain["pass"].items()))
    for rule, count in report.causes():
        print(f"  {count} × {rule}")
    for name, why in plain["left_out"].items():
        print(f"  left out: {name} ({why})")


def _progress(trial: "Trial", done: int, count: int) -> None:
    passed = "passed" if trial.verdict.passed else "FAILED"
    if sys.stderr.isatty():
        print(f"\r\033[K{done}/{count}  {trial.name}: {passed}", end="", file=sys.stderr, flush=True)
    elif not trial.verdict.passed or done % 50 == 0 or done == count:
        print(f"{done}/{count}  {trial.name}: {passed}", file=sys.stderr, flush=True)


@contextmanager
def _server(url: str | None, brain: str | None, season: list[Path]) -> Iterator[str]:
    """The address of a server: the one that is named, or one of our own on a temporary folder, stopped afterwards."""
    if url is not None:
        yield url
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="willcall-sim-") as folder:
        data = ["--data", folder]
        if season:
            load = [sys.executable, "-m", "willcall", "boxoffice", "load", *map(str, season), *data]
            subprocess.run(load, check=True, stdout=sys.stderr)  # noqa: S603 - our own program
        command = [
            sys.executable,
            "-m",
            "willcall",
            "up",
            "--port",
            str(port),
            *data,
            *(["--brain", brain] if brain else []),
        ]
        environment = {**os.environ, "RATE_LIMIT_PER_MINUTE": "0", "LOG__LEVEL": "warning"}
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
        try:
            address = f"http://127.0.0.1:{port}"
            _await(server, address)
            yield address
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)


def _await(server: "subprocess.Popen[bytes]", address: str) -> None:
    import httpx

    give_up = time.monotonic() + START_S
    while time.monotonic() < give_up and server.poll() is None:
        try:
            if httpx.get(f"{address}/ready", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise ServerDidNotStart("The server for the fans did not start; its own words stand above.")

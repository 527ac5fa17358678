"""Runs the API: one process, or several that share the port and are started again when they die.

Every worker wires its own house on the same settings; what they share is the database. Knows nothing of routes, nor of how
workers are kept alive.
"""

import gc
import importlib
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from willcall.kit.errors import Conflict, Unavailable
from willcall.kit.memory import give_back_large_blocks

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from willcall.settings import Settings

WORDS_LIMIT = 4096
"""Bytes of one message to the console's line; it takes orders, not documents."""
KEEP_ALIVE_S = 75  # longer than clients keep idle connections, so that they never meet one closing
PRELOADED = (
    "uvicorn.protocols.http.auto",
    "uvicorn.lifespan.on",
    "willcall.entrypoints.api.application",
    "willcall.boxoffice.local",
    "willcall.boxoffice.payments.sandbox",
    "willcall.agent.turn",
    "willcall.conversations.store",
    "willcall.migrations",
)
"""What every worker needs, imported once. Not the encoder's runtime, which starts threads, and threads do not survive a fork."""

Ready = Callable[[str], None]


class PortTaken(Conflict):
    """Another program listens there."""


def _application(settings: "Settings") -> "FastAPI":
    from willcall.app import build  # noqa: PLC0415
    from willcall.entrypoints.api.application import create_app  # noqa: PLC0415

    made = create_app(build(settings), close=True)
    gc.collect()
    gc.freeze()  # what is wired stays: collections during turns need not walk it
    return made


def serve(settings: "Settings", *, on_ready: Ready | None = None) -> None:
    """Serves until SIGINT or SIGTERM; turns in flight are finished first.

    Args:
        settings: What is wished.
        on_ready: Called once, with the address, when requests are answered; prints where things are when absent.

    Raises:
        PortTaken: If the port is not free.
        WillcallError: If the house cannot be wired.
    """
    give_back_large_blocks()
    listener = listen(settings.server.host, settings.server.port)
    host, port = listener.getsockname()[:2]
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - what a browser here can open
    url = f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
    tell = on_ready or _say_where(settings)
    try:
        if settings.server.workers == 1:
            _serve_here(settings, listener, lambda: tell(url))
        else:
            _serve_by_workers(settings, listener, lambda: tell(url))
    finally:
        listener.close()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises: PortTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named, for asyncio sends small packets at once (TCP_NODELAY) only on sockets that say they are TCP;
    # without it every answer waits some 40 ms for a delayed acknowledgement.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise PortTaken(
            f"Cannot listen on {host}:{port} ({error.strerror or error}); choose another with --port.", field="port"
        ) from error
    return listener


def _config(settings: "Settings", app: Any) -> "uvicorn.Config":
    import uvicorn  # noqa: PLC0415

    trusted = settings.server.trusted_proxies
    return uvicorn.Config(
        app,
        factory=True,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        ws="websockets-sansio",
        ws_max_size=WORDS_LIMIT,
        proxy_headers=bool(trusted),
        forwarded_allow_ips=trusted or None,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=settings.server.shutdown_seconds,
    )


def _serve_here(settings: "Settings", listener: socket.socket, ready: Callable[[], None]) -> None:
    import uvicorn  # noqa: PLC0415

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

        def handle_exit(self, sig: int, frame: Any) -> None:
            super().handle_exit(sig, frame)
            self._captured_signals.clear()  # asked to stop and stopped: that is a success, not a death by signal

    app = _application(settings)
    Server(_config(settings, lambda: app)).run(sockets=[listener])


def _serve_by_workers(settings: "Settings", listener: socket.socket, ready: Callable[[], None]) -> None:
    from willcall.entrypoints.api.supervisor import Supervisor  # noqa: PLC0415

    counts = Path(tempfile.mkdtemp(prefix="willcall-metrics-"))
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(
        counts
    )  # before the next line, for metrics look when they are imported
    for module in PRELOADED:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()  # shared pages stay shared
    supervisor = Supervisor(
        lambda served: _serve_here(settings, listener, served),
        count=settings.server.workers,
        patience_s=settings.server.shutdown_seconds + 5,
        on_ready=ready,
    )
    try:
        supervisor.run()
    finally:
        shutil.rmtree(counts, ignore_errors=True)
        os.environ.pop("PROMETHEUS_MULTIPROC_DIR", None)


def _first_operator(settings: "Settings") -> list[str]:
    """How to get into the console: the first time, in the sandbox, with a password that is made and said once."""
    from willcall.access.operators.roster import FIRST, Operators  # noqa: PLC0415
    from willcall.kit.clock import system_clock  # noqa: PLC0415
    from willcall.kit.database import Database  # noqa: PLC0415
    from willcall.kit.ids import new_id  # noqa: PLC0415

    database = Database(settings.storage.url, clock=system_clock, ids=new_id, pool_size=1)
    try:
        operators = Operators(database)
        if settings.sandbox:
            password = operators.first()
            return [] if password is None else [f"sign in as {FIRST} with {password} (said only this once)"]
        return [] if operators.everyone() else ["nobody may sign in yet: willcall operators add NAME --role admin"]
    except Unavailable as error:  # those who answer fans have begun; they must not end for this
        return [f"no password could be made: {error.detail} Then: willcall operators add NAME --role admin"]
    finally:
        database.dispose()


def _say_where(settings: "Settings") -> Ready:
    def say(url: str) -> None:
        lines = [f"Willcall is open at {url}", f"  chat      {url}/", f"  console   {url}/console"]
        lines += [f"            {line}" for line in _first_operator(settings)]
        lines.append(f"  API       {url}/docs")
        if settings.sandbox:
            lines.append("  sandbox   play money only; sign in as anyone")
        lines.append(f"  data      {settings.storage.data.resolve()}")
        lines.append("Ctrl-C stops it; the data stays.")
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()

    return say

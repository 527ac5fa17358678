"""Runs the API: one process, or several that share the port and are started again when they die.

Every worker wires its own house on the same settings; what they share is the database. Knows nothing of routes.
"""

import gc
import os
import shutil
import socket
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from willcall.kit.errors import Conflict

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from willcall.settings import Settings

KEEP_ALIVE_S = 75  # longer than clients keep idle connections, so that they never meet one closing
HEALTH_CHECK_S = 30
READY_POLL_S = 0.05

Ready = Callable[[str], None]


class PortTaken(Conflict):
    """Another program listens there."""


class Worker:
    """Makes the application of one process; picklable, so that workers can be spawned."""

    def __init__(self, settings: "Settings", *, parent: int | None = None) -> None:
        self.settings = settings
        self.parent = parent

    def __call__(self) -> "FastAPI":
        from willcall.app import build  # noqa: PLC0415
        from willcall.entrypoints.api.application import create_app  # noqa: PLC0415

        if self.parent is not None:
            threading.Thread(target=_die_with, args=(self.parent,), daemon=True).start()
        made = create_app(build(self.settings), close=True)
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
    listener = listen(settings.server.host, settings.server.port)
    host, port = listener.getsockname()[:2]
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - what a browser here can open
    url = f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
    tell = on_ready or _say_where(settings)
    try:
        if settings.server.workers == 1:
            _serve_here(settings, listener, lambda: tell(url))
        else:
            _serve_by_workers(settings, listener, url, tell)
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
    listener.set_inheritable(True)
    return listener


def _config(settings: "Settings", app: Any, *, workers: int = 1) -> "uvicorn.Config":
    import uvicorn  # noqa: PLC0415

    trusted = settings.server.trusted_proxies
    return uvicorn.Config(
        app,
        factory=True,
        workers=workers,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        ws="none",
        proxy_headers=bool(trusted),
        forwarded_allow_ips=trusted or None,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=settings.server.shutdown_seconds,
        timeout_worker_healthcheck=HEALTH_CHECK_S,
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

    app = Worker(settings)()
    Server(_config(settings, lambda: app)).run(sockets=[listener])


def _serve_by_workers(settings: "Settings", listener: socket.socket, url: str, tell: Ready) -> None:
    from uvicorn.supervisors.multiprocess import Multiprocess  # noqa: PLC0415

    from willcall.app import build  # noqa: PLC0415

    build(settings).close()  # migrates and loads the sample once, before anyone is served, and fails early
    counts = Path(tempfile.mkdtemp(prefix="willcall-metrics-"))
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(counts)
    config = _config(settings, Worker(settings, parent=os.getpid()), workers=settings.server.workers)
    supervisor = Multiprocess(config, sockets=[listener])
    threading.Thread(target=_tell_when_ready, args=(url, tell, supervisor.should_exit), daemon=True).start()
    try:
        supervisor.run()
    finally:
        shutil.rmtree(counts, ignore_errors=True)
        os.environ.pop("PROMETHEUS_MULTIPROC_DIR", None)


def _tell_when_ready(url: str, tell: Ready, stopping: threading.Event) -> None:
    while not stopping.wait(READY_POLL_S):
        try:
            with urllib.request.urlopen(f"{url}/live", timeout=2) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    tell(url)
                    return
        except (urllib.error.URLError, OSError):
            continue


def _die_with(parent: int) -> None:
    """A worker whose supervisor was killed must not go on holding the port."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _say_where(settings: "Settings") -> Ready:
    def say(url: str) -> None:
        lines = [f"Willcall is open at {url}", f"  chat      {url}/", f"  API       {url}/docs"]
        if settings.sandbox:
            lines.append("  sandbox   play money only; sign in as anyone")
        lines.append(f"  data      {settings.storage.data.resolve()}")
        lines.append("Ctrl-C stops it; the data stays.")
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()

    return say

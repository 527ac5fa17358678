"""The real product in a process of its own, as a fan's browser meets it: `willcall up` on a fresh data folder."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def willcall_up(folder: Path, **settings: str) -> Iterator[str]:
    """Starts it and yields its address; what it said on the way is shown when it does not come up."""
    port = free_port()
    command = [sys.executable, "-m", "willcall", "up", "--port", str(port), "--data", str(folder / "data")]
    environment = {**os.environ, "RATE_LIMIT_PER_MINUTE": "0", **settings}
    with (folder / "willcall.log").open("w+") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env=environment, cwd=folder)
        try:
            _wait(f"http://127.0.0.1:{port}", process, folder / "willcall.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(address: str, process: "subprocess.Popen[bytes]", log: Path, *, patience_s: float = 60) -> None:
    until = time.monotonic() + patience_s
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"willcall up ended with {process.returncode}:\n{log.read_text()[-1500:]}")
        try:
            if httpx.get(f"{address}/ready", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"willcall up did not get ready in {patience_s:.0f} s:\n{log.read_text()[-1500:]}")

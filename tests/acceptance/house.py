"""The real product as a stranger starts it: `willcall up` in processes of its own, on a season of the test's making."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

API_KEY = "acceptance-service-key"
SERVICE = {"X-API-Key": API_KEY}
V1 = "/boxoffice/v1"
START_S = 60.0


def tiny_season(*, rows: int, seats: int) -> dict[str, Any]:
    """One hall, one show in three days, `rows` × `seats` seats."""
    start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
    chart = [{"name": str(row), "seats": [str(seat) for seat in range(1, seats + 1)]} for row in range(1, rows + 1)]
    hall = {"venue_id": "ven_race", "name": "Pocket Hall", "city": "Nowhere", "country": "US", "time_zone": "UTC"}
    show = {
        "event_id": "evt_race",
        "name": "The Last Twenty",
        "kind": "concert",
        "venue_id": "ven_race",
        "starts_at": start.isoformat(),
        "ends_at": (start + timedelta(hours=2)).isoformat(),
        "performers": ["The Last Twenty"],
        "prices": [{"tier": "Floor", "price": 4000, "fees": 550}],
    }
    return {
        "name": "A race",
        "currency": "USD",
        "time_zone": "UTC",
        "venues": [{**hall, "sections": [{"name": "Floor", "tier": "Floor", "level": 1, "rows": chart}]}],
        "events": [show],
    }


@dataclass(frozen=True)
class House:
    """A running `willcall up`."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def workers(self) -> list[int]:
        """Process ids of those who answer requests."""
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True)
        rows = [line.split() for line in listed.stdout.splitlines()]
        return [int(row[0]) for row in rows if int(row[1]) == self.process.pid and not row[2].startswith("Z")]

    def kill_one(self, rng: random.Random) -> bool:
        """`kill -9` for one of the workers; False when none is there to be killed just now."""
        workers = self.workers()
        try:
            os.kill(rng.choice(workers), signal.SIGKILL)
        except (IndexError, ProcessLookupError):
            return False
        return True


def willcall(*words: str, environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """The command line, as a process."""
    return subprocess.run(
        [sys.executable, "-m", "willcall", *words],
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@contextmanager
def willcall_up(
    folder: Path, *words: str, season: Mapping[str, Any] | None = None, environ: Mapping[str, str] | None = None
) -> Iterator[House]:
    """`willcall up` until the block ends.

    Args:
        folder: Data, log and season file go here.
        words: More of the command line.
        season: Loaded before, by `willcall boxoffice load`; absent: the sample.
        environ: More of the environment.
    """
    variables = {"RATE_LIMIT_PER_MINUTE": "0", "API_KEY": API_KEY, "LOG__LEVEL": "warning", **(environ or {})}
    data = str(folder / "data")
    if season is not None:
        file = folder / "season.json"
        file.write_text(json.dumps(season))
        loaded = willcall("boxoffice", "load", str(file), "--data", data, environ=variables)
        assert loaded.returncode == 0, loaded.stderr
        words = (*words, "--no-sample")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "up.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "willcall", "up", "--port", str(port), "--data", data, *words],
            env={**os.environ, **variables},
            stdout=out,
            stderr=out,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(url, process, log)
        yield House(url, process, log)
    finally:
        process.terminate()
        try:
            process.wait(40)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            if httpx.get(f"{url}/ready", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"not ready within {START_S:g} s:\n{log.read_text()}")

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


class ScriptedServer:
    """The scripted model server, seen from a test."""

    def __init__(self, port: int) -> None:
        self._root = f"http://127.0.0.1:{port}"
        self.url = f"{self._root}/v1"

    def script(self, *answers: dict[str, Any]) -> None:
        """What it answers from now on; the last answer stays."""
        body = json.dumps(answers).encode()
        urllib.request.urlopen(urllib.request.Request(f"{self._root}/script", body, method="POST"), timeout=10).read()

    def seen(self) -> list[dict[str, Any]]:
        """The requests since the script was set; fails if any of them broke the protocol."""
        with urllib.request.urlopen(f"{self._root}/seen", timeout=10) as answer:
            data = json.load(answer)
        assert data["faults"] == []
        requests: list[dict[str, Any]] = data["requests"]
        return requests


@pytest.fixture(scope="session")
def _server() -> Iterator[ScriptedServer]:
    command = [sys.executable, str(Path(__file__).with_name("scripted_server.py"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield ScriptedServer(int(process.stdout.readline()))
        finally:
            process.terminate()


@pytest.fixture
def server(_server: ScriptedServer) -> ScriptedServer:
    _server.script({"text": "Hello from the script."})
    return _server

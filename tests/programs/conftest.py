"""The real house on SQLite with the sample season, and MCP's official client at its door."""

import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
import uvicorn
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from willcall.app import App, build
from willcall.entrypoints.api.server import listen
from willcall.entrypoints.mcp.http import PATH, create_mcp_app
from willcall.kit import telemetry
from willcall.settings import load

KEY = "a-service-key-for-tests"
CHAT = "https://tickets.example.com"


def apart(work: Callable[..., Awaitable[Any]], *arguments: Any) -> Any:
    """What comes of `work`, run in a thread of its own: a browser's driver may keep a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, work, *arguments).result()


@dataclass
class Served:
    """A house with MCP over HTTP."""

    app: App
    url: str

    def fan(self, customer_id: str) -> dict[str, str]:
        if self.app.greet_customer is not None:
            self.app.greet_customer(customer_id)
        return {"Authorization": f"Bearer {self.app.tokens.issue(customer_id, now=self.app.clock())}"}

    def call(self, name: str, headers: dict[str, str] | None = None, **arguments: Any) -> Any:
        """One tool, by the official client in a connection of its own; the whole result."""
        return self.calls([(name, arguments)], headers)[0]

    def calls(self, wished: list[tuple[str, dict[str, Any]]], headers: dict[str, str] | None = None) -> list[Any]:
        async def talk() -> list[Any]:
            async with (
                httpx2.AsyncClient(headers=headers or {}) as http,
                Client(streamable_http_client(self.url, http_client=http)) as client,
            ):
                return [await client.call_tool(name, arguments) for name, arguments in wished]

        return apart(talk)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    telemetry.configure(format="json")
    folder: Path = tmp_path_factory.mktemp("house")
    wishes = {
        "storage.data": folder,
        "sandbox": True,
        "sample": True,
        "access.api_key": KEY,
        "access.rate_limit_per_minute": 0,
        "server.public_url": CHAT,
        "log.level": "error",
    }
    app = build(load(wishes, environ={}, directory=folder))
    listener = listen("127.0.0.1", 0)
    served = create_mcp_app(app, base_url=CHAT)
    server = uvicorn.Server(uvicorn.Config(served, log_config=None, timeout_graceful_shutdown=5))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield Served(app, f"http://127.0.0.1:{listener.getsockname()[1]}{PATH}")
    server.should_exit = True
    thread.join()
    app.close()

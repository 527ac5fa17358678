"""An outside source behind the Model Context Protocol: one tool of somebody's server, asked a question in words.

One connection is kept and made again when it breaks; after a failure the server is left alone for a while. The server may answer,
and nothing else: it is offered no sampling, no elicitation and no roots, and what its tools claim to do is not looked at. Speaks the protocol
through its official library, whose loop runs in a thread of its own.
"""

import asyncio
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

from willcall.kit.errors import Unavailable
from willcall.knowledge.config import McpSource
from willcall.knowledge.documents import Document, safe_uri, slug

if TYPE_CHECKING:
    from mcp import Client
    from mcp_types import CallToolResult

PAUSE_S = 30.0
"""How long a server that failed is left alone."""
CONNECT_S = 20.0
"""How long a server may take to come up; whoever asks meanwhile does not wait for that."""
MOST_PARTS, LONGEST = 20, 20_000
_LISTS = ("results", "passages", "documents", "sources", "items", "matches")
_TEXTS = ("text", "content", "snippet", "body", "answer")
_TITLES = ("title", "name", "heading")
_PLACES = ("url", "uri", "link", "source")


class OutsideFailed(Unavailable):
    """The server of an outside source does not answer, or not with anything that can be read."""


class McpKnowledge:
    """Fulfils `knowledge.ports.OutsideSource`. `close` it when done.

    Args:
        source: Where it is, and what to ask.
        now_s: A clock that only goes forward, in seconds.
    """

    def __init__(self, source: McpSource, *, now_s: Callable[[], float] = time.monotonic) -> None:
        self.name = source.name
        self._source = source
        self._now_s = now_s
        self._resting_until = float("-inf")
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._asked: asyncio.Queue[tuple[str | None, Future[list[Document]]] | None] | None = None
        self._thread: threading.Thread | None = None

    def ask(self, question: str) -> list[Document]:
        """What the server's tool says to a question.

        Raises:
            OutsideFailed: If it does not answer in time, or failed a moment ago.
        """
        if self._now_s() < self._resting_until:
            raise OutsideFailed(f"{self.name} failed a moment ago and is left alone.", field="knowledge.mcp_sources")
        try:
            return self._put(question).result(self._source.timeout_seconds)
        except Exception as error:
            self._resting_until = self._now_s() + PAUSE_S
            raise OutsideFailed(f"{self.name}: {_plain(error)}", field="knowledge.mcp_sources") from error

    def warm(self) -> None:
        """Begins to connect, if it has not; does not wait for it."""
        self._put(None)

    def _put(self, question: str | None) -> "Future[list[Document]]":
        answer: Future[list[Document]] = Future()
        with self._lock:
            self._start()
            assert self._loop is not None
            assert self._asked is not None
            self._loop.call_soon_threadsafe(self._asked.put_nowait, (question, answer))
        return answer

    def close(self) -> None:
        """Ends the connection, and the server's process where we started it."""
        with self._lock:
            if self._loop is not None and self._asked is not None:
                self._loop.call_soon_threadsafe(self._asked.put_nowait, None)
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.join(10)

    def _start(self) -> None:
        if self._thread is not None and self._thread.is_alive():
            return
        self._loop, self._asked = asyncio.new_event_loop(), asyncio.Queue()
        self._thread = threading.Thread(
            target=self._run, args=(self._loop, self._asked), name=f"mcp {self.name}", daemon=True
        )
        self._thread.start()

    def _run(self, loop: asyncio.AbstractEventLoop, asked: "asyncio.Queue[Any]") -> None:
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(self._serve(asked))
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            loop.close()

    async def _serve(self, asked: "asyncio.Queue[tuple[str | None, Future[list[Document]]] | None]") -> None:
        """Connects for the first question and answers on until something fails or the end is told."""
        waiting = await asked.get()
        while waiting is not None:
            _, answer = waiting
            try:
                async with AsyncExitStack() as stack:
                    async with asyncio.timeout(CONNECT_S):
                        client = await stack.enter_async_context(await self._client(stack))
                    while waiting is not None:
                        question, answer = waiting
                        answer.set_result(await self._answer(client, question) if question is not None else [])
                        waiting = await asked.get()
            except BaseException as error:  # noqa: BLE001 - a group of errors from the library's tasks included
                if not answer.done():
                    answer.set_exception(_first(error))
                if isinstance(error, KeyboardInterrupt | SystemExit | asyncio.CancelledError):
                    return
                waiting = await asked.get()

    async def _answer(self, client: "Client", question: str) -> list[Document]:
        async with asyncio.timeout(self._source.timeout_seconds):
            found = await client.call_tool(self._source.tool, {self._source.argument: question})
        if found.is_error:
            raise OutsideFailed(f"its tool {self._source.tool!r} failed: {_said(found)[:120]}")
        return list(documents(found, name=self.name))

    async def _client(self, stack: AsyncExitStack) -> "Client":
        from mcp import Client, StdioServerParameters  # noqa: PLC0415
        from mcp.client.streamable_http import streamable_http_client  # noqa: PLC0415

        source, headers = self._source, {}
        if source.token_variable is not None:
            token = os.environ.get(source.token_variable)
            if not token:
                raise OutsideFailed(f"the variable {source.token_variable} with its token is not set")
            headers["Authorization"] = f"Bearer {token}"
        if source.url is not None:
            import httpx2  # noqa: PLC0415

            http = await stack.enter_async_context(httpx2.AsyncClient(headers=headers))
            return Client(streamable_http_client(source.url, http_client=http))
        program, *rest = source.command
        return Client(StdioServerParameters(command=program, args=list(rest)))


def documents(found: "CallToolResult", *, name: str) -> Iterator[Document]:
    """What a tool said, as documents: lists of passages where it sent such, else its texts. At most twenty, cut to size."""
    parts = list(_parts(found.structured_content))
    for block in found.content if not parts else ():
        text = getattr(block, "text", None) or getattr(getattr(block, "resource", None), "text", None)
        if isinstance(text, str) and text.strip():
            parts += list(_parts(_json(text))) or [
                (name, text, str(getattr(getattr(block, "resource", None), "uri", "")))
            ]
    for number, (title, text, place) in enumerate(parts[:MOST_PARTS]):
        uri = place if place.startswith(("http://", "https://")) and safe_uri(place) else ""
        yield Document(f"{slug(name)}-{number}", f"{name}: {title}" if title != name else name, text[:LONGEST], uri)


def _parts(given: Any) -> Iterator[tuple[str, str, str]]:
    """(title, text, place) of every passage in a structured answer."""
    if isinstance(given, dict):
        listed = next((given[key] for key in _LISTS if isinstance(given.get(key), list)), None)
        given = [given] if listed is None else listed
    for each in given if isinstance(given, list) else ():
        if isinstance(each, dict):
            text = _first_text(each, _TEXTS)
            if text:
                yield _first_text(each, _TITLES), text, _first_text(each, _PLACES)


def _first_text(given: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((v for key in names if isinstance(v := given.get(key), str) and v.strip()), "")


def _json(text: str) -> Any:
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _said(found: "CallToolResult") -> str:
    return " ".join(str(getattr(block, "text", "")) for block in found.content)


def _first(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _plain(error: BaseException) -> str:
    said = " ".join(str(error).split())[:160]
    return said or {"TimeoutError": "no answer in time"}.get(type(error).__name__, type(error).__name__)

"""Server-Sent Events (WHATWG HTML, 9.2): how they are written, and a response that notices when nobody listens any more."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

KEEP_ALIVE_S = 15.0
KEEP_ALIVE = b": still here\n\n"
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def event(name: str, data: Any, *, id: str | None = None) -> bytes:
    """One event. `data` is plain JSON, or bytes that already are."""
    body = data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False, default=str).encode()
    head = f"id: {id}\nevent: {name}\n" if id else f"event: {name}\n"
    return head.encode() + b"data: " + body + b"\n\n"


class EventStream(Response):
    """Sends what `source` yields until it ends or the client leaves; says something every fifteen seconds.

    Args:
        source: Complete events, as bytes. It is closed when the client leaves.
        on_end: Called once it has ended, however it did.
    """

    media_type = "text/event-stream"

    def __init__(self, source: AsyncIterator[bytes], *, on_end: Callable[[], None] | None = None) -> None:
        self.source = source
        self.on_end = on_end
        self.status_code = 200
        self.background = None
        self.body = b""
        self.init_headers(HEADERS)
        self.raw_headers = [pair for pair in self.raw_headers if pair[0] != b"content-length"]

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        gone: asyncio.Future[Any] = asyncio.ensure_future(_until_gone(receive))
        step: asyncio.Future[Any] | None = None
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            while not gone.done():
                step = step or asyncio.ensure_future(anext(self.source))
                await asyncio.wait({step, gone}, timeout=KEEP_ALIVE_S, return_when=asyncio.FIRST_COMPLETED)
                if gone.done():
                    return
                if not step.done():
                    await send({"type": "http.response.body", "body": KEEP_ALIVE, "more_body": True})
                    continue
                try:
                    chunk = step.result()
                except StopAsyncIteration:
                    break
                finally:
                    step = None
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            for waiting in (gone, step):
                if waiting is not None and not waiting.done():
                    waiting.cancel()
                    with suppress(asyncio.CancelledError, StopAsyncIteration):
                        await waiting
            closing = getattr(self.source, "aclose", None)
            if closing is not None:
                await closing()
            if self.on_end is not None:
                self.on_end()


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass

"""MCP over streamable HTTP: who calls is proved at the door of each request, like everywhere else over HTTP.

A bearer token is a fan's, `X-API-Key` the operator's own; a page's cookie counts for nothing here. Requests are served without
a session in memory: what must last is in the conversation, so any process may take the next call.
"""

import json
import time
from typing import Any
from urllib.parse import urlsplit

from mcp.server.transport_security import TransportSecuritySettings
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from willcall.access.actor import Actor
from willcall.app import App
from willcall.entrypoints.mcp.links import to_confirm
from willcall.entrypoints.mcp.serving import make_server
from willcall.kit.errors import Limited, Unauthenticated, WillcallError

PATH = "/mcp"


class McpTooOften(Limited):
    """The rate limit is reached."""


def create_mcp_app(app: App, *, base_url: str) -> ASGIApp:
    """The MCP endpoint at `/mcp`.

    Args:
        app: Wired.
        base_url: How fans reach the chat page, for links to confirm.
    """
    server = make_server(app.program_tools, caller=_caller, link=to_confirm(base_url))
    own = [urlsplit(url).netloc for url in (app.settings.server.public_url, base_url) if url]
    local = ["127.0.0.1:*", "localhost:*", "[::1]:*", "127.0.0.1", "localhost", "[::1]"]
    # A page in somebody's browser must not reach a server on their machine by a name that it makes point there (DNS rebinding).
    security = TransportSecuritySettings(
        allowed_hosts=[*local, *own],
        allowed_origins=[f"{scheme}://{host}" for scheme in ("http", "https") for host in [*local, *own]],
        enable_dns_rebinding_protection=app.settings.server.host in {"127.0.0.1", "localhost", "::1"},
    )
    inner = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        transport_security=security,
        max_request_body_size=app.settings.server.max_body_bytes,
    )
    return _Door(app, inner)


class _Door:
    """Recognises the caller of each request and counts it; refuses what does not count."""

    def __init__(self, app: App, inner: ASGIApp) -> None:
        self._app, self._inner = app, inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        request = Request(scope)
        try:
            request.state.actor = self._recognise(request)
        except WillcallError as error:
            await _refuse(error, send)
            return
        await self._inner(scope, receive, send)

    def _recognise(self, request: Request) -> Actor:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        presented = token.strip() if scheme.lower() == "bearer" else ""
        try:
            identity = self._app.authenticator.identify(
                key=request.headers.get("x-api-key") or None, token=presented or None, cookie=None
            )
        except Unauthenticated:
            self._count(request, None)
            raise
        self._count(request, identity.caller)
        return identity.actor

    def _count(self, request: Request, caller: str | None) -> None:
        address = request.client.host if request.client else "unknown"
        verdict = self._app.limiter.check(caller or f"address:{address}", now=time.monotonic())
        if verdict is not None and not verdict.allowed:
            raise McpTooOften(
                f"At most {verdict.limit} requests a minute; try again in {verdict.reset_s} s.",
                retry_after_s=verdict.reset_s,
            )


def _caller(context: Any) -> Actor:
    actor = getattr(context.request.state, "actor", None) if context.request is not None else None
    return actor if isinstance(actor, Actor) else Actor.anonymous()


async def _refuse(error: WillcallError, send: Send) -> None:
    status = 429 if error.kind == "limited" else 401
    headers = [(b"content-type", b"application/problem+json")]
    if status == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    elif "retry_after_s" in error.facts:
        headers.append((b"retry-after", str(error.facts["retry_after_s"]).encode()))
    body = {"type": "about:blank", "title": error.kind, "status": status, "detail": error.detail}
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(body).encode()})

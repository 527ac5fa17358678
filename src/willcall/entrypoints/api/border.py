"""The outermost layer: request ids, size and sanity of bodies, headers for browsers, metrics, one log line a request.

Pure ASGI. Bodies are read here once, up to the limit, so that nothing behind it meets an endless or unstorable one. Knows
nothing of routes or identity.
"""

import re
import secrets
import time
from collections.abc import Collection, Mapping
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from willcall.entrypoints.api import metrics, problems
from willcall.kit.privacy import screen
from willcall.kit.telemetry import bind_contextvars, clear_contextvars, get_logger
from willcall.kit.tracing import request_span

DRAIN_LIMIT = 16 * 1024 * 1024  # read and dropped, so that a client that only then listens still hears its 413
QUIET = {"/health", "/live", "/ready", "/metrics"}
FORM_PATHS = ("/sandbox/",)
_SANE_ID = re.compile(r"[A-Za-z0-9._:-]{1,80}")
_ESCAPE = re.compile(rb"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)

SECURITY_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(self)"),
)
EXPOSED = b"X-Request-ID, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"

log = get_logger("entrypoints.api")


class Border:
    """Wraps the application.

    Args:
        app: What is behind it.
        max_body: Bytes a body may have.
        origins: Sites that may call from a browser (the widget's).
    """

    def __init__(self, app: ASGIApp, *, max_body: int, origins: Collection[str] = ()) -> None:
        self.app = app
        self.max_body = max_body
        self.origins = {origin.encode() for origin in origins}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        headers: dict[bytes, bytes] = dict(scope["headers"])
        request_id = _request_id(headers.get(b"x-request-id"))
        state = scope.setdefault("state", {})
        state["request_id"] = request_id
        origin = headers.get(b"origin", b"").lower()
        cors = origin if origin in self.origins else b""
        clear_contextvars()
        bind_contextvars(request_id=request_id)
        status, noted = 0, False

        async def answer(message: Message) -> None:
            nonlocal status, noted
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": self._headers(message["headers"], request_id, state, cors)}
            elif message["type"] == "http.response.body" and not message.get("more_body", False):
                noted = True  # before the last bytes leave: whoever has the answer finds its line and its count
                self._note(scope, status, time.perf_counter() - started)
            await send(message)

        metrics.in_flight.inc()
        try:
            if cors and scope["method"] == "OPTIONS" and b"access-control-request-method" in headers:
                await self._preflight(answer)
                return
            refusal = _refused(scope, headers)
            if refusal is None and scope["method"] not in {"GET", "HEAD"}:
                receive, refusal = await self._take_body(scope, headers, receive)
            if refusal is not None:
                await problems.problem(request_id, **refusal)(scope, receive, answer)
                return
            with request_span(scope["method"], headers) as span:
                span.set_attribute("willcall.request_id", request_id)
                await self.app(scope, receive, answer)
                span.set_attribute("http.route", _route(scope))
                span.set_attribute("http.response.status_code", status)
        except Exception:
            log.exception("request failed", method=scope["method"], path=scope["path"])
            if status:
                raise  # too late for another answer
            await problems.surprise(request_id)(scope, receive, answer)
        finally:
            metrics.in_flight.dec()
            if not noted:
                self._note(scope, status, time.perf_counter() - started)

    def _headers(
        self, given: list[tuple[bytes, bytes]], request_id: str, state: Mapping[str, Any], cors: bytes
    ) -> list[tuple[bytes, bytes]]:
        names = {name.lower() for name, _ in given}
        result = [*given, (b"x-request-id", request_id.encode())]
        result += [pair for pair in SECURITY_HEADERS if pair[0] not in names]
        if b"content-security-policy" not in names:
            result.append((b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"))
        if b"cache-control" not in names:
            result.append((b"cache-control", b"no-store"))
        verdict = state.get("rate")
        if verdict is not None:
            result += [
                (b"ratelimit-limit", b"%d" % verdict.limit),
                (b"ratelimit-remaining", b"%d" % verdict.remaining),
                (b"ratelimit-reset", b"%d" % verdict.reset_s),
                (b"ratelimit-policy", b"%d;w=60" % verdict.limit),
            ]
        if self.origins:
            result.append((b"vary", b"Origin"))
        if cors:
            result += [(b"access-control-allow-origin", cors), (b"access-control-expose-headers", EXPOSED)]
        return result

    async def _preflight(self, send: Send) -> None:
        headers = [
            (b"access-control-allow-methods", b"GET, POST, DELETE"),
            (b"access-control-allow-headers", b"Content-Type, Authorization, X-Request-ID, Idempotency-Key"),
            (b"access-control-max-age", b"600"),
        ]
        await send({"type": "http.response.start", "status": 204, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def _take_body(
        self, scope: Scope, headers: Mapping[bytes, bytes], receive: Receive
    ) -> tuple[Receive, dict[str, Any] | None]:
        announced = headers.get(b"content-length", b"")
        size = int(announced) if announced.isdigit() else 0
        if size > self.max_body:
            if size <= DRAIN_LIMIT and b"expect" not in headers:
                await _drain(receive)
            return receive, _too_large(scope["path"], self.max_body)
        chunks, length = [], 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                break  # the client has gone; whoever reads next hears of it
            chunk = message.get("body", b"")
            length += len(chunk)
            if length > self.max_body:
                await _drain(receive)
                return receive, _too_large(scope["path"], self.max_body)
            chunks.append(chunk)
            if not message.get("more_body", False):
                break
        body = b"".join(chunks)
        refusal = _unfit(body, headers, scope["path"]) if body else None
        return _replay(body, receive), refusal

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route(scope)
        method = scope["method"] if scope["method"] in {"GET", "POST", "DELETE", "HEAD", "OPTIONS"} else "other"
        metrics.requests.labels(method, route, str(status)).inc()
        metrics.duration.labels(method, route).observe(seconds)
        line = log.debug if scope["path"] in QUIET else log.info
        line("request", method=method, route=route, status=status, ms=round(seconds * 1000, 2))


def _route(scope: Scope) -> str:
    return getattr(scope.get("route"), "path", None) or "(none)"


def _request_id(given: bytes | None) -> str:
    if given is not None:
        text = given.decode("latin-1")
        if _SANE_ID.fullmatch(text) and not screen(text)[1]:  # it is stored with what was said
            return text
    return "req_" + secrets.token_hex(12)


def _refused(scope: Scope, headers: Mapping[bytes, bytes]) -> dict[str, Any] | None:
    if "\x00" in scope["path"] or b"%00" in scope.get("query_string", b"") or not _storable(scope["path"]):
        return _problem(400, "The address contains a character that no address has (NUL or half a surrogate pair).")
    if len(headers.get(b"authorization", b"")) > 8300:
        return _problem(400, "The Authorization header is longer than any token.", field="Authorization")
    return None


def _too_large(path: str, limit: int) -> dict[str, Any]:
    detail = f"The request body is larger than {limit:,} bytes"
    if path.startswith("/chat"):
        detail += "; a message has at most 8,000 characters, and attachments must fit beside it"
    return _problem(413, detail + ".", field="message" if path.startswith("/chat") else "body")


def _unfit(body: bytes, headers: Mapping[bytes, bytes], path: str) -> dict[str, Any] | None:
    if path.startswith(FORM_PATHS):
        return None
    media = headers.get(b"content-type", b"application/json").split(b";")[0].strip().lower()
    if media != b"application/json" and not media.endswith(b"+json"):
        shown = media.decode("latin-1")[:80]
        return _problem(415, f"Send JSON with Content-Type: application/json, not {shown!r}.", field="Content-Type")
    if b"\\u" in body:
        high = False
        for match in _ESCAPE.finditer(body):
            code = int(match[1], 16) if match[1] else 0x20
            low = 0xDC00 <= code < 0xE000
            if code == 0 or low != high:
                return _unstorable()
            high = 0xD800 <= code < 0xDC00
        if high:
            return _unstorable()
    return None


def _unstorable() -> dict[str, Any]:
    return _problem(422, "The body contains NUL or half a surrogate pair, which is not text.", field="body")


def _problem(status: int, detail: str, *, field: str | None = None) -> dict[str, Any]:
    errors = [{"field": field, "detail": detail}] if field else []
    title = problems.TITLES.get(status, "The request is not valid")
    return {"status": status, "title": title, "detail": detail, "errors": errors}


def _storable(text: str) -> bool:
    return not any(0xD800 <= ord(letter) < 0xE000 for letter in text)


def _replay(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def again() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _drain(receive: Receive) -> None:
    dropped = 0
    while dropped < DRAIN_LIMIT:
        message = await receive()
        dropped += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body", False):
            return

"""A box office of cardboard: serves the real page, and answers its calls with the contract's own shapes from a small script.

For the components of the page. It knows one evening, sells nothing, and keeps no promise but the shapes.
"""

import json
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import segno
from tests.page.script import Script, hall, shows

from willcall.entrypoints import chat_page

TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    script: Script
    embedded_by: tuple[str, ...] = ()

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        self.script.requests.append(("GET", path, None))
        if path in ("/", "/widget.js") or path.startswith("/static/"):
            return self._file(path)
        if path in self.script.pages:
            return self._send(200, self.script.pages[path].encode(), "text/html")
        if path == "/auth/session":
            return self._json({"customer_id": self.script.customer, "kind": "fan", "roles": [], "sandbox": True})
        if path.endswith("/seat-map"):
            return self._json(hall().model_dump(mode="json"))
        if path.startswith("/boxoffice/v1/events/"):
            found = [e for e in shows(datetime.now(UTC)) if path.endswith(e.event_id)]
            return self._json(found[0].model_dump(mode="json")) if found else self._problem(404, "No such event.")
        if path.startswith("/conversations/") and not path.endswith("/stream"):
            messages = self.script.messages
            if not messages:
                return self._problem(404, "There is no such conversation.")
            state = next((m["state"] for m in reversed(messages) if m.get("state")), None)
            return self._json({"conversation_id": "cnv_000001", "messages": messages, "state": state})
        if path.endswith("/qr.svg"):
            svg = segno.make(path, error="m").svg_inline(scale=4, border=2).encode()
            return self._send(
                200, svg.replace(b"<svg ", b'<svg xmlns="http://www.w3.org/2000/svg" ', 1), "image/svg+xml"
            )
        if path.startswith("/sandbox/"):
            self.script.approved = True
            return self._send(200, b"<!doctype html><title>Bank</title><h1>Approved</h1>", "text/html")
        return self._problem(404, "Not here.")

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.loads(raw) if raw else None
        self.script.requests.append(("POST", self.path, body))
        if self.path == "/auth/sandbox-token":
            return self._json({"access_token": body["customer_id"], "token_type": "bearer", "expires_in": 3600})
        if self.path == "/auth/session":
            self.script.customer = self.headers["Authorization"].removeprefix("Bearer ")
            return self._json({"customer_id": self.script.customer, "kind": "fan", "roles": [], "sandbox": True})
        if self.path == "/feedback":
            return self._json({"feedback_id": "fbk_1", "message_id": body["message_id"]})
        if self.path == "/chat/stream":
            self.script.keys.append(self.headers.get("Idempotency-Key"))
            if self.script.failures:
                status, headers = self.script.failures.pop(0)
                return self._problem(status, "The script wants it so.", headers)
            return self._stream(self.script.answer(body))
        return self._problem(404, "Not here.")

    def do_DELETE(self) -> None:
        self.script.requests.append(("DELETE", self.path, None))
        if self.path == "/auth/session":
            self.script.customer = None
        self._send(204, b"", "text/plain")

    def _stream(self, reply: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()

        def tell(event: str, data: Any) -> None:
            self.wfile.write(f"event: {event}\ndata: {json.dumps(data)}\n\n".encode())
            self.wfile.flush()

        tell("status", {"text": "Looking for seats"})
        self.script.pause.wait(10)
        words = reply["response"].split(" ")
        for i, word in enumerate(words):
            tell("delta", {"text": word if i == 0 else " " + word})
            time.sleep(0.002)
        for card in reply["cards"]:
            tell("card", card)
        tell("done", reply)
        self.close_connection = True

    def _file(self, path: str) -> None:
        file = chat_page.INDEX if path == "/" else chat_page.FOLDER / path.lstrip("/")
        if not file.is_file():
            return self._problem(404, path)
        policy = (
            {"Content-Security-Policy": chat_page.content_security_policy(embedded_by=self.embedded_by)}
            if path == "/"
            else {}
        )
        return self._send(200, file.read_bytes(), TYPES[file.suffix], policy)

    def _json(self, data: Any) -> None:
        self._send(200, json.dumps(data).encode(), "application/json")

    def _problem(self, status: int, detail: str, headers: dict[str, str] | None = None) -> None:
        body = {"type": "about:blank", "title": "No", "status": status, "detail": detail, "request_id": "req_1"}
        self._send(status, json.dumps(body).encode(), "application/problem+json", headers)

    def _send(self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def stand_in(embedded_by: tuple[str, ...] = ()) -> Any:
    """Runs the cardboard box office on a free port; yields `(address, script)`."""
    script = Script()
    handler = type("Handler", (_Handler,), {"script": script, "embedded_by": embedded_by})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", script
    finally:
        script.pause.set()
        server.shutdown()
        server.server_close()

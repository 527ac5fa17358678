"""An OpenAI-compatible server that answers by script, as a process of its own: `python scripted_server.py`.

It prints its port, holds every request against the request types of the `openai` package, and takes its script by
`POST /script` (a list of answers, used up in order; the last one stays). An answer is a dict:

    {"text": "…"} | {"calls": [["name", {…} or "raw arguments"], …]} | {"status": 500, "headers": {…}, "body": "…"}

with, if wanted, `slow` (seconds before each piece), `break_after` (close the connection after so many pieces), `raw` (send these
bytes instead), `never_streams` (answer whole, though asked to stream), `finish` (the finish reason), `usage` (false: none).
"""

import json
import socket
import struct
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from openai.types.chat.completion_create_params import (
    CompletionCreateParamsNonStreaming,
    CompletionCreateParamsStreaming,
)
from pydantic import TypeAdapter, ValidationError

LOCK = threading.Lock()
SCRIPT: list[dict[str, Any]] = [{"text": "Hello from the script."}]
REQUESTS: list[dict[str, Any]] = []
FAULTS: list[str] = []
STREAMING = TypeAdapter(CompletionCreateParamsStreaming)
WHOLE = TypeAdapter(CompletionCreateParamsNonStreaming)


def check(body: dict[str, Any]) -> None:
    """Notes whatever the package's own types do not allow, and broken pairs of tool calls and results."""
    allowed = set(CompletionCreateParamsStreaming.__annotations__) | set(
        CompletionCreateParamsNonStreaming.__annotations__
    )
    for base in (CompletionCreateParamsStreaming, CompletionCreateParamsNonStreaming):
        allowed |= set(base.__required_keys__) | set(base.__optional_keys__)
    if set(body) - allowed:
        FAULTS.append(f"unknown fields: {sorted(set(body) - allowed)}")
    try:
        known = (STREAMING if body.get("stream") else WHOLE).validate_python(body)
        for field in ("messages", "tools"):
            for item in known.get(field) or ():  # iterables are checked only as they are walked
                list(item.get("tool_calls") or ())
    except ValidationError as error:
        FAULTS.append(str(error)[:2000])
    waiting: list[str] = []
    for message in body["messages"]:
        if message["role"] == "tool":
            if message["tool_call_id"] not in waiting:
                FAULTS.append(f"a tool result without its call: {message}")
            else:
                waiting.remove(message["tool_call_id"])
            continue
        if waiting:
            FAULTS.append(f"tool calls without results: {waiting}")
        waiting = [call["id"] for call in message.get("tool_calls") or ()]
    if waiting:
        FAULTS.append(f"tool calls without results at the end: {waiting}")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        with LOCK:
            self._json(
                200,
                {"requests": REQUESTS, "faults": FAULTS} if self.path == "/seen" else {"object": "list", "data": []},
            )

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))) or b"{}")
        if self.path == "/script":
            with LOCK:
                SCRIPT[:] = body
                REQUESTS.clear()
                FAULTS.clear()
            self._json(200, {})
            return
        with LOCK:
            REQUESTS.append(body)
            check(body)
            answer = SCRIPT.pop(0) if len(SCRIPT) > 1 else SCRIPT[0]
        if answer.get("reset"):
            # RST instead of FIN: the connection is torn, not closed.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
            return
        if "status" in answer:
            self._raw(
                answer["status"],
                answer.get("body", '{"error": {"message": "scripted"}}').encode(),
                answer.get("headers", {}),
            )
            return
        if "raw" in answer:
            self._raw(200, answer["raw"].encode(), {"content-type": answer.get("type", "text/event-stream")})
            return
        if body.get("stream") and not answer.get("never_streams"):
            self._stream(answer)
        else:
            time.sleep(answer.get("slow", 0))
            self._json(200, self._whole(answer))

    def _stream(self, answer: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        self.close_connection = True
        deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
        text = answer.get("text", "")
        deltas += [{"content": text[at : at + 7]} for at in range(0, len(text), 7)]
        for index, (name, arguments) in enumerate(answer.get("calls", [])):
            raw = arguments if isinstance(arguments, str) else json.dumps(arguments)
            head = {"name": name, "arguments": ""}
            deltas.append(
                {
                    "tool_calls": [
                        {"index": index, "id": f"call_{index}_{len(REQUESTS)}", "type": "function", "function": head}
                    ]
                }
            )
            deltas += [
                {"tool_calls": [{"index": index, "function": {"arguments": raw[at : at + 9]}}]}
                for at in range(0, len(raw), 9)
            ]
        for sent, delta in enumerate(deltas):
            if sent == answer.get("break_after"):
                return
            time.sleep(answer.get("slow", 0))
            if not self._event({"choices": [{"index": 0, "delta": delta, "finish_reason": None}]}):
                return
        finish = answer.get("finish") or ("tool_calls" if answer.get("calls") else "stop")
        self._event({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
        if answer.get("usage", True):
            self._event({"choices": [], "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}})
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, data: dict[str, Any]) -> bool:
        head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
        try:
            self.wfile.write(f"data: {json.dumps(head | data)}\n\n".encode())
            self.wfile.flush()
        except OSError:
            return False
        return True

    def _whole(self, answer: dict[str, Any]) -> dict[str, Any]:
        calls = [
            {
                "id": f"call_{i}",
                "type": "function",
                "function": {"name": n, "arguments": a if isinstance(a, str) else json.dumps(a)},
            }
            for i, (n, a) in enumerate(answer.get("calls", []))
        ]
        message = {"role": "assistant", "content": answer.get("text")} | ({"tool_calls": calls} if calls else {})
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": "scripted",
            "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls" if calls else "stop"}],
            "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
        }

    def _json(self, status: int, data: Any) -> None:
        self._raw(status, json.dumps(data).encode(), {"content-type": "application/json"})

    def _raw(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"content-type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()

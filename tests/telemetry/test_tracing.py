"""Traces over a whole request, as a collector gets them by OTLP; and nothing at all while they are off."""

import gzip
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from fastapi.testclient import TestClient
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from willcall import settings as house
from willcall.app import build
from willcall.entrypoints.api.application import create_app
from willcall.kit import tracing
from willcall.kit.config import TelemetrySection
from willcall.kit.errors import Invalid

KEY = {"X-API-Key": "the-box-office-s-own-key"}
CALLER = "4bf92f3577b34da6a3ce929d0e0e4736"


class Collector(ThreadingHTTPServer):
    """Takes what OTLP over HTTP sends, and nothing else."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Take)
        self.spans = []


class _Take(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        fits = self.path == "/v1/traces" and self.headers["content-type"] == "application/x-protobuf"
        if fits:
            raw = gzip.decompress(body) if self.headers.get("content-encoding") == "gzip" else body
            told = ExportTraceServiceRequest.FromString(raw)
            self.server.spans += [s for r in told.resource_spans for scope in r.scope_spans for s in scope.spans]
        self.send_response(200 if fits else 400)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def collector():
    server = Collector()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def served(folder, **more):
    given = {
        "storage.data": folder,
        "sample": True,
        "sandbox": True,
        "access.api_key": KEY["X-API-Key"],
        "log.format": "json",
        **more,
    }
    return build(house.load(given, environ={}, directory=folder))


def test_a_chat_is_one_trace_from_the_request_to_the_database(collector, tmp_path, capfd):
    app = served(
        tmp_path, **{"telemetry.traces": "otlp", "telemetry.otlp_endpoint": f"http://127.0.0.1:{collector.server_port}"}
    )
    try:
        client = TestClient(create_app(app))
        headers = {**KEY, "traceparent": f"00-{CALLER}-00f067aa0ba902b7-01", "X-Request-ID": "req_of_the_test"}
        assert client.post("/chat", json={"message": "two tickets for tonight"}, headers=headers).status_code == 200
    finally:
        app.close()
    spans = [span for span in collector.spans if span.trace_id.hex() == CALLER]
    by_id, names = {span.span_id: span for span in spans}, {span.name for span in spans}
    assert {"POST", "turn", "brain embedded"} <= names
    tool = next(span for span in spans if span.name.startswith("tool "))
    query = next(span for span in spans if span.name == "db SELECT" and under(span, "tool ", by_id))
    assert under(query, "turn", by_id)
    assert under(tool, "brain embedded", by_id)
    facts = {a.key: a.value for span in spans if span.name == "POST" for a in span.attributes}
    assert facts["willcall.request_id"].string_value == "req_of_the_test"
    assert facts["http.route"].string_value == "/chat"
    assert facts["http.response.status_code"].int_value == 200
    assert not any(b"tickets for tonight" in span.SerializeToString() for span in spans), "what was said is in no span"
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith("{")]
    line = next(line for line in lines if line.get("event") == "request")
    assert (line["request_id"], line["trace_id"]) == ("req_of_the_test", CALLER)
    assert not tracing.on(), "closing the house ends tracing"


def under(span, name, by_id):
    """Whether a span of that name is above."""
    while span.parent_span_id in by_id:
        span = by_id[span.parent_span_id]
        if span.name.startswith(name):
            return True
    return False


def test_while_traces_are_off_nothing_listens_and_one_object_stands_for_all(tmp_path, monkeypatch):
    app = served(tmp_path)
    try:
        assert not tracing.on()
        assert tracing.span("turn", {"a": 1}) is tracing.span("tool")
        assert tracing.request_span("GET", {}) is tracing.span("tool")
        with tracing.span("turn") as nothing:
            nothing.set_attribute("a", 1)
        assert not list(app.database.engine.dispatch.before_cursor_execute)
    finally:
        app.close()


def test_an_error_leaves_the_block_as_it_came():
    with pytest.raises(KeyError), tracing.span("turn"):
        raise KeyError("x")


def test_traces_without_their_library_say_which_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(Invalid, match="telemetry"):
        tracing.start(TelemetrySection(traces="otlp"))

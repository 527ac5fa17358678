"""Bad input: a clear 4xx that names the field, never a 500, and nothing said."""

import http.client
import json

import pytest


def send(served, body, *, path="/chat", content_type="application/json"):
    headers = {} if content_type is None else {"Content-Type": content_type}
    return served.client.post(path, content=body, headers=headers)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"message": ',
        b"nonsense",
        b'{"message": "a\nb"}',
        b'{"message": "\xff\xfe"}',
        b"\x00\x01\x02",
        b'{"message": "\x00"}',
        b"[" * 200_000,
        b'{"a":' * 100_000,
    ],
)
def test_what_is_not_json_is_400_and_says_where(served, body):
    reply = send(served, body)
    assert reply.status_code == 400, reply.text
    assert "column" in reply.json()["detail"]
    assert served.turns.runs == 0


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "body"),
        ({"message": ""}, "body"),
        ({"message": "   "}, "body"),
        ([], "body"),
        ("text", "body"),
        (None, "body"),
        ({"message": 7}, "message"),
        ({"message": "x" * 8001}, "message"),
        ({"message": "x" * 1_000_000}, "message"),
        ({"message": "x", "conversation_id": "c" * 65}, "conversation_id"),
        ({"action": {"type": "steal"}}, "action"),
        ({"action": {"type": "confirm"}}, "action.quote_id"),
        ({"action": {"type": "pay", "quote_id": "quo_1", "payment_method_token": ""}}, "action.payment_method_token"),
        ({"action": {"type": "select", "card_id": "crd_1", "option": -1}}, "action.option"),
        ({"message": "x", "attachments": [{"media_type": "image/png"}]}, "attachments.0.data"),
    ],
)
def test_a_wrong_field_is_422_and_named(served, body, field):
    reply = send(served, json.dumps(body).encode())
    assert reply.status_code == 422, reply.text
    assert field in [each["field"] for each in reply.json()["errors"]]
    assert len(reply.text) < 3000
    assert served.turns.runs == 0


@pytest.mark.parametrize("text", [r"\u0000", r"\ud800", r"\udc00x", r"\ud83d\ud83d", r"a\ud800"])
def test_text_that_no_database_keeps_is_refused(served, text):
    reply = send(served, b'{"message": "hello ' + text.encode() + b'"}')
    assert reply.status_code in {400, 422}, reply.text
    assert served.turns.runs == 0


@pytest.mark.parametrize("text", [r"\ud83c\udfab", r"\\u0000", r"\u00e9", "🎫", r"\\ud800"])
def test_honest_escapes_pass(served, text):
    assert send(served, b'{"message": "' + text.encode() + b'"}').status_code == 200


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x"]
)
def test_another_content_type_is_415(served, content_type):
    assert send(served, b'{"message": "hi"}', content_type=content_type).status_code == 415


def test_a_body_over_the_limit_is_413_names_the_field_and_is_not_read_into_memory(served):
    reply = send(served, b'{"message": "' + b"x" * 2_000_000 + b'"}')
    assert reply.status_code == 413
    assert reply.json()["errors"][0]["field"] == "message"
    chunks = (b"x" * 65536 for _ in range(100))
    assert served.client.post("/chat", content=chunks).status_code == 413
    assert served.turns.runs == 0


def test_an_announced_flood_is_refused_before_it_is_sent(served):
    connection = http.client.HTTPConnection(served.url.removeprefix("http://"), timeout=10)
    connection.putrequest("POST", "/chat")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(10**12))
    connection.endheaders()
    assert connection.getresponse().status == 413


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/chat", 405),
        ("PUT", "/chat", 405),
        ("GET", "/conversations/nonsense", 404),
        ("GET", "/conversations/%00", 400),
        ("GET", "/conversations/" + "x" * 5000, 404),
        ("GET", "/kb/none", 404),
        ("GET", "/static/../../../etc/passwd", 404),
        ("GET", "/static/%2e%2e/%2e%2e/settings.py", 404),
        ("GET", "/docs/../pages.py", 404),
        ("GET", "/boxoffice/v1/events?query=%00", 400),
        ("DELETE", "/conversations/cnv_00000000000000000000000000", 404),
    ],
)
def test_every_error_is_a_problem_document(served, method, path, status):
    reply = served.client.request(method, path)
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail", "request_id"} <= set(reply.json())
    assert reply.headers["X-Request-ID"] == reply.json()["request_id"]


def test_every_response_carries_the_headers_that_protect_browsers(served):
    for path in ("/health", "/", "/nowhere", "/docs"):
        headers = served.client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Content-Security-Policy" in headers
        assert headers["X-Request-ID"]

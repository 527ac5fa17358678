"""Whatever is sent to whatever path: an answer below 500, and every refusal a problem document (or OpenAI's shape under /v1)."""

import json
import threading
from urllib.parse import quote

import httpx
import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from willcall.app import build
from willcall.entrypoints.api.application import create_app
from willcall.entrypoints.api.server import listen
from willcall.settings import load

STREAMS = {"/conversations/{conversation_id}/stream", "/api/inbox/stream"}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """The real house with its sample season, served in this process."""
    folder = tmp_path_factory.mktemp("house")
    given_settings = {
        "sandbox": True,
        "sample": True,
        "access.rate_limit_per_minute": 0,
        "access.api_key": "fuzz-service-key",
        "storage.data": folder,
        "log.level": "error",
    }
    app = build(load(given_settings, environ={}, directory=folder))
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(app), log_config=None, timeout_graceful_shutdown=5))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with httpx.Client(base_url=url, timeout=30) as client:
        yield app, client
    app.stopping.set()
    server.should_exit = True
    thread.join()
    app.close()


def check(answer):
    assert answer.status_code < 500, (answer.request.method, str(answer.request.url), answer.request.content[:500])
    assert answer.headers["X-Request-ID"]
    if answer.status_code >= 400:
        body = answer.json()
        if answer.request.url.path.startswith("/v1/") and "error" in body:
            assert set(body["error"]) == {"message", "type", "param", "code"}
        else:
            assert answer.headers["content-type"] == "application/problem+json"
            assert {"type", "title", "status", "detail", "request_id"} <= set(body)


@pytest.mark.slow
@pytest.mark.parametrize("who", ["nobody", "fan", "service"])
def test_no_request_of_the_published_contract_makes_a_500(house, who):
    app, client = house
    headers = {
        "nobody": {},
        "fan": {"Authorization": f"Bearer {app.tokens.issue('cus_fuzz', now=app.clock())}"},
        "service": {"X-API-Key": "fuzz-service-key"},
    }[who]
    schema = schemathesis.openapi.from_dict(client.get("/openapi.json").json())
    broken = {}
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path in STREAMS:
            continue

        @given(case=operation.as_strategy())
        @settings(
            max_examples=6,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            database=None,
        )
        def send(case):
            request = case.as_transport_kwargs(base_url=str(client.base_url))
            request.pop("cookies", None)
            given_headers = {
                name: value
                for name, value in (request.pop("headers", None) or {}).items()
                if isinstance(value, str) and name.lower() not in {"authorization", "x-api-key"}
            }
            try:
                built = client.build_request(
                    request["method"],
                    request["url"],
                    params=request.get("params"),
                    json=request.get("json"),
                    content=request.get("data") if isinstance(request.get("data"), bytes | str) else None,
                    headers={**given_headers, **headers},
                )
            except (httpx.InvalidURL, UnicodeEncodeError, ValueError, TypeError):
                return  # nothing that a client can put on the wire
            try:
                check(client.send(built))
            except (httpx.LocalProtocolError, UnicodeEncodeError):
                return

        try:
            send()
        except AssertionError as error:
            broken[operation.label] = str(error)[:600]
    assert broken == {}


bodies = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
        max_leaves=20,
    ).map(lambda value: json.dumps(value).encode()),
)
paths = st.sampled_from(
    [
        "/chat",
        "/chat/stream",
        "/feedback",
        "/v1/chat/completions",
        "/auth/sandbox-token",
        "/auth/session",
        "/boxoffice/v1/holds",
        "/boxoffice/v1/quotes",
        "/boxoffice/v1/orders",
        "/boxoffice/v1/orders/ord_1/upgrade",
        "/boxoffice/v1/tickets/tkt_1/transfer",
        "/sandbox/payments/pay_1/approve",
    ]
)


@pytest.mark.slow
@given(
    path=paths,
    body=bodies,
    media=st.sampled_from(["application/json", "text/plain", "", "application/json; charset=x"]),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_make_a_500(house, path, body, media):
    app, client = house
    headers = {"Content-Type": media, "Authorization": f"Bearer {app.tokens.issue('cus_fuzz', now=app.clock())}"}
    check(client.post(path, content=body, headers=headers))


@pytest.mark.slow
@given(
    path=st.text(st.characters(codec="utf-8"), max_size=60),
    query=st.dictionaries(
        st.sampled_from(["query", "from", "to", "quantity", "section", "max_price"]),
        st.text(st.characters(codec="utf-8"), max_size=30) | st.integers().map(str),
        max_size=4,
    ),
    prefix=st.sampled_from(
        ["/", "/boxoffice/v1/events/", "/boxoffice/v1/orders/", "/kb/", "/static/", "/conversations/"]
    ),
)
@settings(max_examples=80, deadline=None)
def test_no_address_makes_a_500(house, path, query, prefix):
    _, client = house
    headers = {"X-API-Key": "fuzz-service-key"}
    address = prefix + quote(path, safe="/")
    if address.endswith("/stream"):
        return
    check_or_page(client.get(address, params=query, headers=headers))
    check_or_page(client.get("/boxoffice/v1/events", params=query, headers=headers))


def check_or_page(answer):
    if answer.status_code != 304:
        check(answer)

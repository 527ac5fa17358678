"""Single sign-on, the line and opinions, over HTTP on the real application."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from tests.access.provider import CLIENT, NOW, SECRET, Double
from tests.insights.conftest import history

from willcall import settings as house
from willcall.app import App, build
from willcall.entrypoints.api.application import create_app
from willcall.entrypoints.api.console.pages import readable_on
from willcall.kit.clock import FixedClock

KEY = {"X-API-Key": "the-box-office-s-own-key"}


@pytest.fixture(scope="module")
def double() -> Iterator[Double]:
    made = Double()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, double: Double) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("house")
    logo = folder / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>')
    given = {
        "storage.data": folder, "sandbox": True, "sample": True, "log.level": "error", "access.api_key": KEY["X-API-Key"],
        "access.rate_limit_per_minute": 0, "access.oidc_issuer": double.issuer, "access.oidc_client_id": CLIENT, "access.oidc_client_secret": SECRET,
        "brand.name": "Grand Hall", "brand.colour": "#7a1f3d", "brand.logo": logo,
    }  # fmt: skip
    made = build(house.load(given, environ={}, directory=folder), clock=FixedClock(NOW))
    made.operators.add(name="kim@house.example", role="viewer")
    yield made
    made.close()


@pytest.fixture(scope="module")
def client(app: App) -> Iterator[TestClient]:
    with TestClient(create_app(app), base_url="https://house.example") as made:
        yield made


@pytest.fixture
def served(client: TestClient) -> TestClient:
    """The client as a stranger: no cookie of the test before, whichever that was."""
    client.cookies.clear()
    return client


def through(served: TestClient, double: Double) -> httpx.Response:
    """Out to the provider and back."""
    served.cookies.clear()
    out = served.get("/api/session/oidc", follow_redirects=False)
    assert out.status_code == 303
    code, state = double.agree(out.headers["location"])
    return served.get("/api/session/oidc/back", params={"code": code, "state": state}, follow_redirects=False)


def test_single_sign_on_lets_in_whom_the_roster_knows(served: TestClient, double: Double) -> None:
    back = through(served, double)
    assert (back.status_code, back.headers["location"]) == (303, "/console")
    cookies = back.headers.get_list("set-cookie")
    assert any(
        "willcall_console=" in c and "HttpOnly" in c and "Secure" in c and "strict" in c.lower() for c in cookies
    )
    who = served.get("/api/session").json()
    assert (who["name"], who["role"]) == ("kim@house.example", "viewer")
    assert served.get("/api/dashboard").status_code == 200
    assert (
        served.post("/api/operators", json={"name": "zed"}, headers={"Origin": "https://house.example"}).status_code
        == 403
    )


def test_single_sign_on_lets_nobody_else_in(served: TestClient, double: Double, app: App) -> None:
    double.claims = {"email": "stranger@house.example"}
    assert through(served, double).headers["location"] == "/console?signed_in=refused"
    assert served.get("/api/session").status_code == 401
    assert all(o.name != "stranger@house.example" for o in app.operators.everyone())
    double.claims = {}
    app.operators.add(name="gone@house.example", role="viewer")
    app.operators.change(name="gone@house.example", active=False)
    double.claims = {"email": "gone@house.example"}
    assert through(served, double).headers["location"] == "/console?signed_in=refused"
    double.claims = {}
    served.cookies.clear()
    for query in ("", "?error=access_denied", "?code=x&state=y"):
        assert (
            served.get(f"/api/session/oidc/back{query}", follow_redirects=False).headers["location"]
            == "/console?signed_in=refused"
        )


def test_newcomers_get_the_role_that_settings_give_them(app: App) -> None:
    assert app.operators.admit(name="new@house.example", newcomers="viewer").role == "viewer"
    assert app.operators.admit(name="new@house.example").role == "viewer"


# -- the brand -----------------------------------------------------------------------------------------------------------


def test_the_console_bears_its_houses_name_colour_and_logo(served: TestClient) -> None:
    brand = served.get("/console/brand.json").json()
    assert brand == {
        "name": "Grand Hall",
        "colour": "#7a1f3d",
        "ink": "#ffffff",
        "logo": "/console/brand/logo",
        "single_sign_on": True,
    }
    logo = served.get("/console/brand/logo")
    assert logo.headers["content-type"].startswith("image/svg+xml")
    assert "sandbox" in logo.headers["content-security-policy"]
    assert (readable_on("#ffc933"), readable_on("#000000"), readable_on("#ffffff")) == ("#17181c", "#ffffff", "#17181c")


# -- the line ------------------------------------------------------------------------------------------------------------


def first(socket: Any, *kinds: str) -> dict[str, Any]:
    """The first word of each of these."""
    found: dict[str, Any] = {}
    while not found.keys() >= set(kinds):
        said = json.loads(socket.receive_text())
        found.setdefault(said["type"], said.get("stands"))
    return found


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "https://house.example"}, {"X-API-Key": "no"}, {"Origin": "https://evil.example"}],
    ids=["nobody", "no-cookie", "wrong-key", "elsewhere"],
)
def test_the_line_is_for_operators_alone(served: TestClient, headers: dict[str, str]) -> None:
    served.cookies.clear()
    with pytest.raises(WebSocketDisconnect), served.websocket_connect("wss://house.example/ws", headers=headers):
        pass


def test_another_sites_page_hears_nothing_though_the_cookie_is_right(served: TestClient, double: Double) -> None:
    through(served, double)
    for origin in ("https://evil.example", "null", ""):
        with (
            pytest.raises(WebSocketDisconnect),
            served.websocket_connect("wss://house.example/ws", headers={"Origin": origin}),
        ):
            pass
    with served.websocket_connect("wss://house.example/ws", headers={"Origin": "https://house.example"}) as socket:
        assert first(socket, "inbox", "log", "alerts")


def test_the_line_begins_with_how_things_stand_and_tells_what_changes(served: TestClient, app: App) -> None:
    with served.websocket_connect("wss://house.example/ws", headers=KEY) as socket:
        before = first(socket, "inbox", "log")
        app.log.archive.add(list(history(3)))
        assert first(socket, "log")["log"] != before["log"]
        said = served.post("/chat", json={"message": "hi"}, headers=KEY).json()
        socket.send_text("rubbish")
        socket.send_text(json.dumps({"follow": said["conversation_id"]}))
        assert first(socket, "conversation")["conversation"]["turns"] == 2


def test_the_line_ends_with_the_right_to_listen(served: TestClient, double: Double, app: App) -> None:
    through(served, double)
    with served.websocket_connect("wss://house.example/ws", headers={"Origin": "https://house.example"}) as socket:
        first(socket, "inbox")
        app.operators.change(name="kim@house.example", role="agent")
        assert "signed_out" in first(socket, "signed_out")
        with pytest.raises(WebSocketDisconnect):
            first(socket, "nothing more")
    app.operators.change(name="kim@house.example", role="viewer")


def test_who_signs_in_anew_is_heard_though_the_house_was_looked_at_just_before(
    served: TestClient, double: Double, app: App
) -> None:
    for role in ("agent", "viewer"):
        with served.websocket_connect("wss://house.example/ws", headers=KEY) as another:
            first(another, "inbox")
            app.operators.change(name="kim@house.example", role=role)
            through(served, double)
            with served.websocket_connect("wss://house.example/ws", headers={"Origin": "https://house.example"}) as own:
                assert first(own, "inbox")


# -- opinions ------------------------------------------------------------------------------------------------------------


def test_an_opinion_is_tied_to_its_turn_its_passages_and_its_brain_and_counts(served: TestClient, app: App) -> None:
    served.cookies.clear()
    fan = {
        "Authorization": f"Bearer {served.post('/auth/sandbox-token', json={'customer_id': 'cus_kim'}).json()['access_token']}"
    }
    said = served.post("/chat", json={"message": "can I bring a backpack?"}, headers=fan).json()
    assert said["sources"]
    about = {"message_id": said["message_id"]}
    for given in (
        {"score": 5},
        {"rating": -1, "comment": "too long", "correction": "Small bags only."},
        {"score": 3},
        {"comment": "hm"},
    ):
        assert served.post("/feedback", json=about | given, headers=fan).status_code == 200, given
    for wrong in ({}, {"score": 6}, {"rating": 0}, {"score": None}):
        assert served.post("/feedback", json=about | wrong, headers=fan).status_code == 422, wrong
    app.chores["messages"]()
    kept = served.get("/api/opinions", params={"days": 2}, headers=KEY).json()["opinions"]
    assert {(o["rating"], o["score"]) for o in kept} == {(1, 5), (-1, None), (0, 3), (0, None)}
    for one in kept:
        assert one["question"] == "can I bring a backpack?"
        assert one["reply"] == said["response"]
        assert one["brain"] == "embedded"
        assert [s["title"] for s in one["sources"]] == [s["title"] for s in said["sources"]]
    [figures] = served.get(
        "/api/figures", params={"metric": ["opinions", "satisfaction", "score"], "days": 2}, headers=KEY
    ).json()["slices"]
    assert (figures["opinions"], figures["satisfaction"], figures["score"]) == (4, 0.25, 4.0)
    ended = served.post(
        "/chat", json={"message": "bye", "conversation_id": said["conversation_id"]}, headers=fan
    ).json()
    assert (said["state"]["ended"], ended["state"]["ended"]) == (False, True)


# -- files and the system ------------------------------------------------------------------------------------------------


def test_the_report_and_the_charts_bundle_are_served(served: TestClient) -> None:
    pdf = served.get("/api/export/pdf", params={"from": "2026-10-01", "to": "2026-10-31"}, headers=KEY)
    assert pdf.content.startswith(b"%PDF")
    assert pdf.headers["content-disposition"] == 'attachment; filename="willcall-2026-10-01-2026-10-31.pdf"'
    served.cookies.clear()
    assert served.get("/api/export/pdf").status_code == 401
    assert served.get("/console/static/vega.js").headers["content-type"].startswith("text/javascript")


def test_the_system_says_what_is_in_service(served: TestClient) -> None:
    now = served.get("/api/system", headers=KEY).json()
    assert (now["well"], now["checks"]) == (True, {"database": "ok", "brain": "ok"})
    assert (now["in_service"]["brain"], now["database"]) == ("embedded", "sqlite")
    assert now["memory_bytes"] > 10**7
    assert now["log"]["records"] >= now["log"]["waiting"]


def test_a_conversation_of_the_log_is_read_with_what_happened_in_it(served: TestClient, app: App) -> None:
    app.log.archive.add(list(history(5, seed=2)))
    [one, *_] = served.get(
        "/api/drill-down/turns", params={"from": "2026-10-01", "to": "2026-11-09", "sort": "hits"}, headers=KEY
    ).json()["conversations"]
    shown = served.get(
        f"/api/log/conversations/{one['conversation_id']}", params={"at": one["first_at"]}, headers=KEY
    ).json()
    assert shown["simulated"] is True
    assert {"turn"} <= {record["kind"] for record in shown["records"]}
    assert served.get("/api/log/conversations/cnv_never", headers=KEY).status_code == 404
    assert served.get("/api/log/conversations/cnv_never").status_code == 401
    for query in ("days=0", "days=7&from=2026-10-01", "sort=luck"):
        assert served.get(f"/api/drill-down/turns?{query}", headers=KEY).status_code == 422

"""The inbox over HTTP on the real product: what comes in badly is refused clearly, and nobody does more than their role."""

from typing import Any

import httpx
import pytest
from tests.console.house import House


@pytest.fixture(scope="module")
def talk(house: House) -> str:
    return house.hand_off("cus_api")


def problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    body: dict[str, Any] = answer.json()
    assert body["detail"]
    assert body["request_id"]
    return body


def test_nothing_is_shown_to_strangers_fans_or_forgers(house: House, talk: str) -> None:
    paths = ["", "/stream", "/tools", f"/conversations/{talk}", "/cases/case_x"]
    with house.fan("cus_curious") as fan, httpx.Client(base_url=house.url) as stranger:
        for path in paths:
            for client in (fan, stranger):
                problem(client.get(f"/api/inbox{path}"), 401)
            for cookie in ("", "x", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJvcHJfMSJ9.", "é" * 3000):
                sent = {"Cookie": f"willcall_console={cookie}".encode()}
                problem(stranger.get(f"/api/inbox{path}", headers=sent), 401)
        problem(stranger.get("/api/inbox", headers={"X-API-Key": "wrong"}), 401)


def test_a_page_of_another_site_acts_for_nobody(house: House, talk: str) -> None:
    with house.admin() as admin:
        for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
            problem(admin.post(f"/api/inbox/conversations/{talk}/take", headers=headers), 403)
            problem(admin.post("/api/session", json={"name": "a", "password": "b"}, headers=headers), 403)
            problem(admin.delete("/api/session", headers=headers), 403)
        assert admin.get(f"/api/inbox/conversations/{talk}").json()["speaker"] == "agent"


def test_a_viewer_changes_nothing(house: House, talk: str) -> None:
    with house.operator("vic", house.add("vic", "viewer")) as viewer:
        here = f"/api/inbox/conversations/{talk}"
        for path, body in (
            (f"{here}/take", {}),
            (f"{here}/reply", {"token": 1, "text": "hi"}),
            (f"{here}/give-back", {"token": 1}),
            (f"{here}/tools/find_events", {}),
            ("/api/inbox/refunds/ord_x", {"decision": "approve"}),
            ("/api/inbox/cases/case_x/close", {"reason": "x"}),
            ("/api/operators", {"name": "mallory", "role": "admin"}),
            ("/api/operators/admin/reset", {}),
        ):
            problem(viewer.post(path, json=body), 403)
        assert viewer.get("/api/inbox").status_code == 200


def test_bad_requests_name_what_is_wrong(house: House, talk: str) -> None:
    with house.admin() as admin:
        here = f"/api/inbox/conversations/{talk}"
        problem(admin.get("/api/inbox?view=everything"), 422)
        problem(admin.get("/api/inbox/conversations/cnv_x"), 404)
        problem(admin.get("/api/inbox/cases/case_x"), 404)
        problem(admin.post("/api/inbox/conversations/cnv_01k3v9zzzzzzzzzzzzzzzzzzzz/take"), 404)
        problem(admin.post(f"{here}/reply", json={"token": 99, "text": "hi"}), 409)
        problem(admin.post(f"{here}/reply", json={"text": "hi"}), 422)
        problem(admin.post(f"{here}/give-back", json={"token": 99}), 409)
        problem(admin.post(f"{here}/tools/create_order", json={}), 404)
        problem(admin.post(f"{here}/tools/hold_tickets", json={"arguments": {"event_id": "e", "seat_ids": ["s"]}}), 409)
        wrong = problem(admin.post(f"{here}/tools/check_inventory", json={"arguments": {"quantity": 0}}), 422)
        assert "event_id" in wrong["detail"]
        problem(admin.post("/api/inbox/refunds/ord_x", json={"decision": "maybe"}), 422)
        problem(admin.post("/api/inbox/refunds/ord_x", json={"decision": "refuse"}), 422)
        problem(admin.post("/api/inbox/refunds/ord_x", json={"decision": "approve"}), 404)
        problem(admin.post("/api/operators", json={"name": "x y"}), 422)
        problem(admin.post("/api/operators", json={"name": "zed", "password": "short"}), 422)
        problem(admin.post("/api/operators/admin", json={"active": False}), 409)


def test_a_refund_is_decided_once(house: House) -> None:
    order = house.large_refund("cus_once")
    with house.admin() as admin:
        assert admin.post(f"/api/inbox/refunds/{order}", json={"decision": "approve"}).json()["status"] == "refunded"
        problem(admin.post(f"/api/inbox/refunds/{order}", json={"decision": "refuse", "reason": "late"}), 409)
        closed = admin.get("/api/inbox?view=closed").json()["items"]
        assert [item["order_id"] for item in closed if item["order_id"] == order] == [order]


def test_closing_a_case_gives_the_conversation_back_and_happens_once(house: House) -> None:
    talk = house.hand_off("cus_close")
    with house.admin() as admin:
        case = next(i for i in admin.get("/api/inbox").json()["items"] if i["conversation_id"] == talk)["item_id"]
        token = admin.post(f"/api/inbox/conversations/{talk}/take").json()["token"]
        problem(admin.post(f"/api/inbox/cases/{case}/close", json={"reason": "  ", "token": token}), 422)
        done = admin.post(f"/api/inbox/cases/{case}/close", json={"reason": "Answered", "token": token}).json()
        assert (done["status"], done["resolution"]) == ("closed", "Answered")
        assert admin.get(f"/api/inbox/conversations/{talk}").json()["speaker"] == "agent"
        problem(admin.post(f"/api/inbox/cases/{case}/close", json={"reason": "Otherwise"}), 409)


def test_too_many_attempts_to_sign_in_must_wait(tmp_path_factory: pytest.TempPathFactory) -> None:
    strict = House(tmp_path_factory.mktemp("strict"), ACCESS__SIGN_IN_PER_MINUTE="3").start()
    try:
        with httpx.Client(base_url=strict.url) as client:
            tries = [client.post("/api/session", json={"name": "admin", "password": "guess"}) for _ in range(5)]
        assert [answer.status_code for answer in tries] == [401, 401, 401, 429, 429]
        assert int(tries[-1].headers["retry-after"]) > 0
        assert "willcall_console" not in tries[0].headers.get("set-cookie", "")
    finally:
        strict.stop()

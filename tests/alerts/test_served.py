"""Alerts of a house that is served: from real turns and real requests to what an operator sees and does."""

from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from willcall import settings as house
from willcall.app import build
from willcall.conversations.log.records import record
from willcall.entrypoints.api import metrics
from willcall.entrypoints.api.application import create_app
from willcall.kit.clock import FixedClock, to_epoch_ms

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)

KEY = {"X-API-Key": "the-box-office-s-own-key"}


@pytest.fixture
def desk(tmp_path):
    given = {
        "storage.data": tmp_path,
        "access.api_key": KEY["X-API-Key"],
        "log.level": "error",
        "access.rate_limit_per_minute": 0,
    }
    clock = FixedClock(NOW)
    app = build(house.load(given, environ={}, directory=tmp_path), clock=clock)
    client = TestClient(create_app(app))  # not entered: no chore runs but those that the test calls
    client.app_behind, client.clock = app, clock
    yield client
    app.close()


def turns(desk, *, ok, failed, sentiment=0.6, simulated=None):
    app, at = desk.app_behind, to_epoch_ms(desk.clock())
    with app.database.write() as unit:
        records = [
            record(
                f"{at}.{n}", "turn", at - n, ok=n >= failed, sentiment=sentiment, simulated=simulated, duration_ms=40.0
            )
            for n in range(ok + failed)
        ]
        app.log.store.append(unit, records)


def chore(desk, seconds=30):
    desk.clock.advance(seconds=seconds)
    return desk.app_behind.slow_chores["alerts"]()


def test_failing_turns_become_an_alert_that_is_acknowledged_and_resolves_by_itself(desk):
    turns(desk, ok=0, failed=20)
    chore(desk, 16 * 60)
    assert desk.get("/api/alerts", headers=KEY).json()["total"] == 0, "that was a while ago"
    turns(desk, ok=8, failed=2)
    assert chore(desk, 1) == 0, "it is not yet time to look again"
    assert chore(desk) == 2  # fired, and told to the console
    page = desk.get("/api/alerts", headers=KEY).json()
    [alert] = page["alerts"]
    assert (alert["rule"], alert["severity"], alert["state"], alert["value"]) == ("success", "warning", "firing", 0.8)
    assert page["counts"] == {"firing": 1, "acknowledged": 0}
    path = f"/api/alerts/{alert['alert_id']}"
    done = desk.post(f"{path}/acknowledge", headers=KEY, json={"note": "looking"})
    assert done.json()["state"] == "acknowledged"
    turns(desk, ok=40, failed=0)
    chore(desk)
    chore(desk, 301)
    assert desk.get("/api/alerts", headers=KEY).json()["total"] == 0
    assert desk.get("/api/alerts?state=resolved", headers=KEY).json()["total"] == 1
    chore(desk, 1)
    story = desk.get(path, headers=KEY).json()
    assert [c["change"] for c in story["changes"]] == ["fired", "acknowledged", "resolved"]
    assert {t["channel"] for t in story["told"]} == {"console"}
    assert all(t["told_at"] for t in story["told"])
    assert desk.post(f"{path}/acknowledge", headers=KEY).status_code == 409


def test_unhappy_fans_are_danger_and_simulated_ones_are_none(desk):
    turns(desk, ok=30, failed=10, sentiment=0.1, simulated=True)
    chore(desk)
    assert desk.get("/api/alerts", headers=KEY).json()["total"] == 0
    turns(desk, ok=10, failed=0, sentiment=0.2)
    chore(desk)
    [alert] = desk.get("/api/alerts", headers=KEY).json()["alerts"]
    assert (alert["rule"], alert["severity"]) == ("sentiment", "danger")


def test_answers_of_the_server_burn_its_error_budget(desk):
    chore(desk)
    for status in ["200"] * 20 + ["503"]:
        metrics.requests.labels("POST", "/chat", status).inc()
    metrics.requests.labels("GET", "/ready", "503").inc()
    chore(desk)
    [alert] = desk.get("/api/alerts", headers=KEY).json()["alerts"]
    assert alert["rule"] == "errors"
    assert alert["value"] == pytest.approx(1 / 21, rel=0.2), "the probe's own 503 does not count"


def test_every_rule_says_what_it_is_at(desk):
    chore(desk)
    rules = {rule["name"]: rule for rule in desk.get("/api/alerts/rules", headers=KEY).json()}
    assert set(rules) >= {"success", "response-time", "sentiment", "errors", "errors-fast", "unusual-volume"}
    assert rules["success"]["finding"] == "unknown"
    assert rules["errors"]["kind"] == "burn_rate"


def test_alerts_are_for_operators_and_only_who_may_act_changes_them(desk):
    for path in ("", "/rules", "/alt_1"):
        assert desk.get(f"/api/alerts{path}").status_code == 401
    assert desk.post("/api/alerts/alt_1/resolve").status_code == 401
    assert desk.get("/api/alerts/alt_1", headers=KEY).status_code == 404
    assert desk.post("/api/alerts/alt_1/resolve", headers=KEY).status_code == 404
    assert desk.get("/api/alerts?state=shut", headers=KEY).status_code == 422
    assert desk.post("/api/alerts/alt_1/resolve", headers=KEY, content=b'{"note": 3}').status_code == 422

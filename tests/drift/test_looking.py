"""Drift of a house that is served: from the log to the report, the event, the alert and the operator's screen."""

import json
import random
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from willcall import settings as house
from willcall.app import build
from willcall.conversations.log.records import record
from willcall.entrypoints.api.application import create_app
from willcall.insights.drift.config import DriftSection
from willcall.insights.drift.looking import Looking, NoLabels
from willcall.kit.clock import FixedClock, to_epoch_ms
from willcall.kit.errors import Invalid
from willcall.kit.outbox import outbox

NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
KEY = {"X-API-Key": "the-box-office-s-own-key"}
EASY = [("two tickets for tonight", "buy"), ("is there parking", "ask"), ("i want a refund", "refund")]
HARD = [("the thing from before, you know", "buy"), ("hmm maybe that other one", "buy")]


def turns(prefix, since, hours, count, messages, sure, seed, **more):
    chance = random.Random(seed)
    for number in range(count):
        text, intent = chance.choice(messages)
        at = to_epoch_ms(since + timedelta(seconds=chance.randrange(hours * 3600)))
        yield record(
            f"{prefix}.{number}", "turn", at, text=text, intent=intent, confidence=min(0.999, max(0.01, chance.gauss(*sure))),
            length_in=len(text), channel="chat", brain="embedded", sentiment=0.5, answered=True, ok=True, **more,
        )  # fmt: skip


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
    client = TestClient(create_app(app))
    client.app_behind, client.clock = app, clock
    app.log.archive.add(turns("then", NOW - timedelta(days=30), 20 * 24, 150, EASY, (0.95, 0.02), 1))
    yield client
    app.close()


def test_messages_that_are_read_worse_are_told_of(desk):
    app = desk.app_behind
    app.log.archive.add(turns("sim", NOW - timedelta(hours=20), 19, 90, HARD, (0.4, 0.1), 2, simulated=True))
    app.log.archive.add(turns("now", NOW - timedelta(hours=20), 19, 120, [*EASY, *HARD], (0.8, 0.1), 3))
    assert app.slow_chores["drift"]() == 1
    assert app.slow_chores["drift"]() == 0, "once an hour"
    [line] = desk.get("/api/drift", headers=KEY).json()["reports"]
    assert (line["verdict"], line["alarms"]) == ("harmful", True)
    assert line["drop"] == pytest.approx(0.15, abs=0.04)
    story = desk.get(f"/api/drift/{line['report_id']}", headers=KEY).json()
    assert story["report"]["rows"] == [150, 120], "what simulations did does not count"
    desk.clock.advance(seconds=3600)
    app.slow_chores["drift"]()
    with app.database.read() as connection:
        told = connection.execute(select(outbox.c.data).where(outbox.c.type == "dev.willcall.drift.detected")).all()
    assert len(told) == 1, "an alarm that goes on is told once"
    app.slow_chores["alerts"]()
    assert [a["rule"] for a in desk.get("/api/alerts", headers=KEY).json()["alerts"]] == ["drift"]
    assert desk.get("/api/drift").status_code == 401
    assert desk.get("/api/drift/drf_none", headers=KEY).status_code == 404


def test_a_reference_may_be_chosen_and_labels_given(desk, tmp_path):
    app = desk.app_behind
    app.log.archive.add(turns("now", NOW - timedelta(hours=20), 19, 60, EASY, (0.95, 0.02), 3))
    labels = tmp_path / "labels.jsonl"
    labels.write_text(
        "\n".join(json.dumps({"text": f"{text} {n}", "intent": "find_events"}) for n in range(10) for text, _ in EASY)
    )
    days = ((NOW - timedelta(days=30)).date(), (NOW - timedelta(days=12)).date())
    report = app.drift.report(reference=days, labels=labels)
    assert report.verdict in {"steady", "shifted"}
    assert report.harm.labelled
    assert report.reference.startswith("2026-02-02 00:00")
    with pytest.raises(Invalid, match="ends"):
        app.drift.report(reference=days[::-1])
    for wrong in ("", "not json", '{"text": 1}'):
        labels.write_text(wrong)
        with pytest.raises(NoLabels):
            app.drift.report(labels=labels)


def test_enough_labels_are_learnt_from_once(desk, tmp_path):
    app, heard = desk.app_behind, []
    intents = dict(EASY)
    app.log.archive.add(turns("now", NOW - timedelta(hours=20), 19, 60, EASY, (0.95, 0.02), 3))

    def read(text):
        heard.append(text)
        return intents.get(text.rstrip(" 0123456789"), "ask"), 0.9

    def encode(text):
        return np.random.default_rng(sum(map(ord, text))).normal(size=6).astype(np.float32)

    drift = Looking(app.log.reader, app.drift.store, DriftSection(), encode=encode, read=read, clock=app.clock, zone="UTC")  # fmt: skip
    labels = tmp_path / "labels.jsonl"
    rows = [json.dumps({"text": f"{text} {n}", "intent": intent}) for n in range(100) for text, intent in EASY]
    labels.write_text("\n".join(rows))
    first = drift.report(labels=labels)
    assert first.harm.perhaps is not None
    assert len(heard) > 10_000
    heard.clear()
    assert drift.report(labels=labels) == first
    assert heard == [], "nothing is read again while the labels stay the same"
    labels.write_text("\n".join(rows[:-1]))
    assert drift.report(labels=labels).harm.perhaps is None, "299 are too few to learn from"


def test_a_chat_s_feeling_is_in_the_log_and_in_its_figures(desk):
    from willcall.insights.figures import Figures

    app = desk.app_behind
    for said in ("this is ridiculous, you are useless", "perfect, thank you so much", "12"):
        assert desk.post("/chat", json={"message": said}, headers=KEY).status_code == 200
    app.chores["messages"]()
    rows = app.log.reader.ask("SELECT text, sentiment FROM log WHERE kind = 'turn' AND began_ms IS NOT NULL").rows
    felt = dict(rows)
    assert felt["this is ridiculous, you are useless"] < 0.3
    assert felt["perfect, thank you so much"] > 0.7
    assert felt["12"] is None
    now = to_epoch_ms(NOW)
    figures = Figures(app.log.reader, clock=app.clock, simulated=False)
    mean = figures.during(["sentiment"], since_ms=now - 1000, until_ms=now + 1000)["sentiment"]
    assert mean == pytest.approx(sum(f for f in felt.values() if f is not None) / 2)

"""Who is muted tells nobody, is seen as ever, and says at the end what is still wrong."""

from datetime import timedelta

import pytest
from tests.alerts.conftest import Desk
from tests.alerts.test_served import KEY, chore, desk, turns  # noqa: F401 - desk is a fixture
from tests.alerts.test_watching import BAD, GOOD, events

from willcall.insights.alerts.rules import Threshold
from willcall.insights.alerts.store import NoSuchSilence
from willcall.kit.errors import Invalid

SUCCESS_THAT_ACTS = Threshold(
    name="success", title="Turns fail", metric="success_rate", below=0.85, actions=("open_incident",)
)


def mute(quiet, *, minutes, rule="success"):
    return quiet.silences.add(
        rule=rule, until=quiet.clock() + timedelta(minutes=minutes), reason="we move the servers", by="opr_ann"
    )


def told(quiet):
    while quiet.delivering.deliver():
        pass
    return [channel.said for channel in quiet.channels.values()]


@pytest.fixture
def quiet(database, clock):
    return Desk(database, clock, [SUCCESS_THAT_ACTS])


def test_a_muted_rule_is_seen_and_told_to_nobody_however_long_it_lasts(quiet):
    mute(quiet, minutes=120)
    quiet.measures.figures = BAD
    for _ in range(6):
        quiet.look(15 * 60)
    [alert] = quiet.open
    assert (alert.state, alert.level) == ("firing", 0)
    [change] = quiet.alerts.story(alert.alert_id).changes
    assert (change.change, change.by, change.note) == ("muted", "opr_ann", "we move the servers")
    assert told(quiet) == [[], []]
    assert events(quiet.database) == ["silence.begun"], "nothing is set in motion either"


def test_what_is_still_wrong_when_the_silence_is_over_is_told_then_and_once(quiet):
    mute(quiet, minutes=10)
    quiet.measures.figures = BAD
    quiet.look()
    quiet.look(601)
    quiet.look(30)
    assert told(quiet) == [["fired"], ["fired"]]
    quiet.look(15 * 60)
    assert told(quiet) == [["fired", "escalated"], ["fired", "escalated"]], "and escalates from then on"


def test_what_is_well_again_before_the_end_is_never_told(quiet):
    mute(quiet, minutes=30)
    quiet.measures.figures = BAD
    quiet.look()
    quiet.measures.figures = GOOD
    quiet.look(30)
    quiet.look(301)
    assert quiet.open == []
    assert told(quiet) == [[], []]


def test_who_was_told_before_hears_that_it_is_over_but_no_more_until_then(quiet):
    quiet.measures.figures = BAD
    quiet.look()
    mute(quiet, minutes=120)
    quiet.look(40 * 60)
    assert told(quiet) == [["fired"], ["fired"]]
    quiet.measures.figures = GOOD
    quiet.look(30)
    quiet.look(301)
    assert told(quiet) == [["fired", "resolved"], ["fired", "resolved"]]


def test_a_silence_ended_early_is_over_at_once(quiet):
    made = mute(quiet, minutes=120, rule=None)
    quiet.measures.figures = BAD
    quiet.look()
    assert set(quiet.silences.muted()) == {"success"}
    ended = quiet.silences.end(silence_id=made.silence_id, by="opr_bo")
    assert (ended.until, ended.ended_by) == (quiet.clock(), "opr_bo")
    assert quiet.silences.muted() == {}
    quiet.look(30)
    assert told(quiet) == [["fired"], ["fired"]]
    quiet.clock.advance(seconds=60)
    assert quiet.silences.end(silence_id=made.silence_id, by="opr_cy").ended_by == "opr_bo"
    with pytest.raises(NoSuchSilence):
        quiet.silences.end(silence_id="sil_none", by="opr_bo")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"rule": "luck"}, "'luck'"),
        ({"until": timedelta(0)}, "within 30 days"),
        ({"until": timedelta(days=31)}, "within 30 days"),
        ({"reason": "  "}, "Say why"),
    ],
)
def test_a_silence_names_a_rule_an_end_and_a_reason(quiet, given, says):
    wish = {"rule": "success", "until": timedelta(hours=1), "reason": "works"} | given
    with pytest.raises(Invalid, match=says):
        quiet.silences.add(**wish | {"until": quiet.clock() + wish["until"]}, by="opr_ann")


def test_operators_mute_and_see_what_is_muted(desk):  # noqa: F811
    until = (desk.clock() + timedelta(hours=2)).isoformat()
    wish = {"rule": "success", "until": until, "reason": "a new brain is warming up"}
    made = desk.post("/api/alerts/silences", headers=KEY, json=wish)
    assert made.status_code == 201
    turns(desk, ok=0, failed=20)
    chore(desk)
    [alert] = desk.get("/api/alerts", headers=KEY).json()["alerts"]
    assert alert["muted_until"] is not None
    story = desk.get(f"/api/alerts/{alert['alert_id']}", headers=KEY).json()
    assert ([c["change"] for c in story["changes"]], story["told"]) == (["muted"], [])
    rules = {rule["name"]: rule for rule in desk.get("/api/alerts/rules", headers=KEY).json()}
    assert {name for name, rule in rules.items() if rule["muted_until"]} == {"success"}
    ended = desk.post(f"/api/alerts/silences/{made.json()['silence_id']}/end", headers=KEY)
    assert ended.json()["ended_by"].startswith("key_")
    chore(desk)
    assert [c["change"] for c in desk.get(f"/api/alerts/{alert['alert_id']}", headers=KEY).json()["changes"]] == [
        "muted",
        "fired",
    ]
    [kept] = desk.get("/api/alerts/silences", headers=KEY).json()["silences"]
    assert kept["reason"] == wish["reason"]


@pytest.mark.parametrize(
    "wrong", [{"until": "soon"}, {"reason": ""}, {"rule": "luck"}, {"until": "2020-01-01T00:00:00Z"}, {"rules": "x"}]
)
def test_a_silence_that_makes_no_sense_is_refused(desk, wrong):  # noqa: F811
    wish = {"rule": "success", "until": (desk.clock() + timedelta(hours=2)).isoformat(), "reason": "works"}
    assert desk.post("/api/alerts/silences", headers=KEY, json=wish | wrong).status_code == 422
    assert desk.post("/api/alerts/silences", json=wish).status_code == 401
    assert desk.get("/api/alerts/silences").status_code == 401

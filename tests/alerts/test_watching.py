"""From looks to alerts and notices: one open alert a rule, everything told once, nothing lost."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from tests.alerts.conftest import SUCCESS, Desk

from willcall.insights.alerts.life import AlertSettled
from willcall.insights.alerts.notifiers.ports import NotTold
from willcall.insights.alerts.store import NoSuchAlert
from willcall.kit.clock import FixedClock
from willcall.kit.errors import Invalid
from willcall.kit.outbox import outbox

BAD, GOOD = {"success_rate": (0.5, 40)}, {"success_rate": (0.99, 40)}


def events(database):
    with database.read() as connection:
        rows = connection.execute(select(outbox.c.type).order_by(outbox.c.sequence)).all()
    return [row.type.removeprefix("dev.willcall.") for row in rows]


def test_trouble_fires_once_however_often_it_is_seen(desk):
    desk.measures.figures = BAD
    for _ in range(4):
        desk.look(30)
    [alert] = desk.open
    assert (alert.state, alert.rule, alert.value, alert.bound) == ("firing", "success", 0.5, 0.85)
    assert "50.0 %" in alert.said
    assert events(desk.database) == ["alert.fired"]
    assert desk.delivering.deliver() == 2
    assert desk.delivering.deliver() == 0
    assert [channel.said for channel in desk.channels.values()] == [["fired"], ["fired"]]


def test_an_alert_resolves_by_itself_and_fires_anew(desk):
    desk.measures.figures = BAD
    desk.look()
    desk.measures.figures = GOOD
    desk.look(30)
    assert len(desk.open) == 1
    desk.look(301)
    assert desk.open == []
    desk.measures.figures = BAD
    desk.look(30)
    assert desk.alerts.list(view="all")[0] == 2
    assert events(desk.database) == ["alert.fired", "alert.resolved", "alert.fired"]
    desk.delivering.deliver()
    desk.delivering.deliver()
    assert desk.channels["slack"].said == ["fired", "fired", "resolved"]  # two alerts; each in its own order


def test_nobody_answering_makes_it_louder_and_somebody_answering_ends_that(desk):
    desk.measures.figures = BAD
    desk.look()
    for _ in range(2):
        desk.look(15 * 60)
    [alert] = desk.open
    assert alert.level == 2
    done = desk.alerts.acknowledge(alert_id=alert.alert_id, by="opr_1", name="Ines", note="on it")
    assert done.state == "acknowledged"
    assert desk.alerts.acknowledge(alert_id=alert.alert_id, by="opr_2") == done
    for _ in range(3):
        desk.look(15 * 60)
    story = desk.alerts.story(alert.alert_id)
    assert [(c.change, c.by) for c in story.changes] == [
        ("fired", None), ("escalated", None), ("escalated", None), ("acknowledged", "opr_1")]  # fmt: skip
    assert desk.alerts.counts() == {"firing": 0, "acknowledged": 1}
    for _ in range(4):
        desk.delivering.deliver()
    assert desk.channels["email"].said == ["fired", "escalated", "escalated", "acknowledged"]
    assert desk.channels["email"].told[-1][1].headline == "Acknowledged by Ines: Turns fail"


def test_what_a_person_resolved_stays_so_until_it_was_gone(desk):
    desk.measures.figures = BAD
    desk.look()
    [alert] = desk.open
    desk.alerts.resolve(alert_id=alert.alert_id, by="opr_1", note="known")
    desk.look(30)
    assert desk.open == []
    with pytest.raises(AlertSettled):
        desk.alerts.acknowledge(alert_id=alert.alert_id, by="opr_1")
    assert desk.alerts.resolve(alert_id=alert.alert_id, by="opr_1").state == "resolved"
    desk.measures.figures = GOOD
    desk.look(30)
    desk.look(301)
    desk.measures.figures = BAD
    desk.look(30)
    assert len(desk.open) == 1


def test_a_rule_that_is_taken_away_takes_its_alert_along(desk):
    desk.measures.figures = BAD
    desk.look()
    desk.watching.rules = ()
    assert desk.look(30) == 1
    assert desk.open == []
    assert desk.alerts.rules() == []


def test_a_rule_that_cannot_be_looked_at_leaves_the_others_seeing(local_desk):
    def broken(metric, **_):
        if metric == "turns":
            raise OSError("the disk is gone")
        return BAD["success_rate"]

    from willcall.insights.alerts.rules import Threshold

    local_desk.watching.rules = (Threshold(name="volume", title="v", metric="turns", below=1), SUCCESS)
    local_desk.measures.figure = broken
    local_desk.look()
    assert [a.rule for a in local_desk.open] == ["success"]
    assert local_desk.alerts.rules()[0][1].finding == "unknown"


def test_what_a_channel_refuses_is_tried_again_later_and_in_order(desk):
    slack = desk.channels["slack"]
    slack.failures = [NotTold("down"), NotTold("busy", after_s=120), OSError("cable")]
    desk.measures.figures = BAD
    desk.look()
    desk.delivering.deliver()
    [alert] = desk.open
    desk.alerts.acknowledge(alert_id=alert.alert_id, by="opr_1")
    assert desk.delivering.deliver() == 1, "only the e-mail: nothing overtakes what Slack has not been told"
    desk.clock.advance(seconds=5)
    assert desk.delivering.deliver() == 0
    desk.clock.advance(seconds=119)
    assert desk.delivering.deliver() == 0
    desk.clock.advance(seconds=1)
    desk.delivering.deliver()
    assert slack.failures == []
    desk.clock.advance(seconds=900)
    assert desk.delivering.deliver() == 1
    assert desk.delivering.deliver() == 1
    assert slack.said == ["fired", "acknowledged"]
    first = next(d for d in desk.alerts.story(alert.alert_id).deliveries if d.channel == "slack")
    assert (first.attempts, first.error) == (4, None)


def test_what_a_channel_will_never_take_is_given_up_and_said(desk):
    desk.channels["slack"].failures = [NotTold("no such hook", again=False)]
    desk.channels["email"].failures = [NotTold("down")] * 99
    desk.measures.figures = BAD
    desk.look()
    for _ in range(20):
        desk.delivering.deliver()
        desk.clock.advance(seconds=901)
    [alert] = desk.open
    stood = {d.channel: d for d in desk.alerts.story(alert.alert_id).deliveries}
    assert (stood["slack"].attempts, stood["slack"].error) == (1, "no such hook")
    assert stood["email"].attempts == 12
    assert all(d.given_up_at and d.told_at is None and d.due_at is None for d in stood.values())


def test_a_crash_while_telling_tells_it_again_under_the_same_id(desk):
    class Crash(BaseException):
        pass

    desk.measures.figures = BAD
    desk.look()
    desk.channels["slack"].failures = [Crash()]
    with pytest.raises(Crash):
        desk.delivering.deliver()
    desk.clock.advance(seconds=59)
    desk.delivering.deliver()
    assert desk.channels["slack"].said == [], "whoever was telling it may still be"
    desk.clock.advance(seconds=1)
    desk.delivering.deliver()
    assert desk.channels["slack"].said == ["fired"]


def test_pagers_hear_of_danger_and_of_what_nobody_answers(sqlite_database, clock):
    desk = Desk(sqlite_database, clock, [SUCCESS], pages=["email"])
    desk.measures.figures = BAD
    desk.look()
    desk.delivering.deliver()
    assert (desk.channels["slack"].said, desk.channels["email"].said) == (["fired"], [])
    desk.look(15 * 60)
    desk.delivering.deliver()
    assert desk.channels["email"].said == ["escalated"]


def test_one_of_all_machines_looks(desk):
    now = desk.clock()
    assert desk.store.take_turn("look", now=now, every_s=30)
    assert not desk.store.take_turn("look", now=now + timedelta(seconds=29), every_s=30)
    assert desk.store.take_turn("look", now=now + timedelta(seconds=30), every_s=30)


def test_answers_are_counted_in_buckets(desk):
    base = 1_700_000_000_000 // 15_000 * 15_000
    for at, total, failed in ((0, 10, 1), (14_999, 5, 0), (15_000, 7, 7), (40_000, 1, 0)):
        desk.store.note_answers(base + at, total=total, failed=failed)
    assert desk.store.answers(since_ms=base, until_ms=base + 60_000) == (23, 8)
    assert desk.store.answers(since_ms=base + 15_000, until_ms=base + 60_000) == (8, 7)


def test_alerts_that_do_not_exist_and_views_that_make_no_sense(local_desk):
    with pytest.raises(NoSuchAlert):
        local_desk.alerts.story("alt_nothing")
    with pytest.raises(NoSuchAlert):
        local_desk.alerts.acknowledge(alert_id="alt_nothing", by="opr_1")
    with pytest.raises(Invalid, match="resolved"):
        local_desk.alerts.list(view="shut")


STEPS = st.lists(
    st.tuples(st.sampled_from(["bad", "good", "none", "ack", "resolve", "deliver", "fail"]), st.integers(0, 1200)),
    max_size=25,
)


@settings(max_examples=12)
@given(STEPS)
def test_whatever_happens_each_change_is_told_once_and_in_order(sqlite_template, tmp_path_factory, steps):
    from willcall.kit.database import Database
    from willcall.kit.ids import new_id

    path = tmp_path_factory.mktemp("walk") / "willcall.db"
    path.write_bytes(sqlite_template.read_bytes())
    clock = FixedClock(datetime(2026, 3, 4, 18, tzinfo=UTC))
    database = Database(f"sqlite:///{path}", clock=clock, ids=new_id, pool_size=1)
    desk = Desk(database, clock, [SUCCESS])
    try:
        for what, seconds in steps:
            clock.advance(seconds=seconds)
            opened = desk.open
            if what in {"bad", "good", "none"}:
                desk.measures.figures = {"bad": BAD, "good": GOOD, "none": {}}[what]
                desk.look()
            elif what in {"ack", "resolve"} and opened:
                getattr(desk.alerts, {"ack": "acknowledge", "resolve": "resolve"}[what])(
                    alert_id=opened[0].alert_id, by="opr_1"
                )
            else:
                desk.channels["slack"].failures = [NotTold("down")] * (what == "fail")
                desk.delivering.deliver()
            assert len(desk.open) <= 1
        desk.channels["slack"].failures = []
        for _ in range(30):
            clock.advance(seconds=901)
            desk.delivering.deliver()
        changes = {
            a.alert_id: [c.change for c in desk.alerts.story(a.alert_id).changes]
            for a in desk.alerts.list(view="all")[1]
        }
        for channel in desk.channels.values():
            told = {}
            for _, notice in channel.told:
                told.setdefault(notice.alert_id, []).append(notice.told)
            assert told == changes
            assert len({delivery_id for delivery_id, _ in channel.told}) == len(channel.told)
    finally:
        database.dispose()

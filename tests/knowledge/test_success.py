"""What people thought of answers moves the passages those came from: a little, and no one alone."""

from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from willcall import settings as house
from willcall.app import build
from willcall.entrypoints.api.application import create_app
from willcall.entrypoints.api.chores import Duty
from willcall.kit.clock import FixedClock
from willcall.knowledge.ports import Filters
from willcall.knowledge.store.standings import EVERY
from willcall.knowledge.success import DOUBT, LEAST, MOST, Verdict, standings

NOW = datetime(2026, 11, 10, 12, tzinfo=UTC)
PAGES = {
    "bags": "# Bags\n\n<!-- asked: can i bring a backpack -->\nSmall backpacks are allowed; large ones are not.",
    "cash": "# Cash\n\n<!-- asked: is there a cash machine -->\nA cash machine stands at gate 3.",
    "hovercraft": "# Hovercraft\n\n<!-- asked: where can i park my hovercraft -->\nPark a hovercraft at pier 1.",
}
PEOPLE = st.sampled_from(["ann", "bob", "cem", "dee", "eli", None])
VERDICTS = st.lists(
    st.builds(
        lambda passage, person, liked, days: Verdict(passage, person, liked, NOW - timedelta(days=days)),
        st.sampled_from(["p", "q"]),
        PEOPLE,
        st.sampled_from([-1.0, -0.5, 0.0, 0.5, 1.0]),
        st.floats(0, 400),
    ),
    max_size=40,
)


@given(VERDICTS)
def test_a_gain_is_bounded_and_the_order_of_telling_does_not_matter(verdicts):
    found = standings(verdicts, now=NOW)
    assert all(abs(one.gain) < MOST for one in found.values())
    assert standings(reversed(verdicts), now=NOW) == found or len({v.at for v in verdicts}) < len(verdicts)


@given(st.integers(1, 200), st.integers(0, 200), st.sampled_from([-1.0, 1.0]))
def test_one_fan_moves_nothing_however_often_and_in_however_many_windows(times, windows, liked):
    alone = [Verdict("p", "ann", liked, NOW) for _ in range(times)] + [Verdict("p", None, liked, NOW)] * windows
    assert standings(alone, now=NOW)["p"].gain == 0


@given(VERDICTS, PEOPLE)
def test_one_fan_more_changes_a_gain_by_no_more_than_a_person_may(verdicts, person):
    before = standings(verdicts, now=NOW).get("p")
    after = standings([*verdicts, *[Verdict("p", person, 1.0, NOW)] * 50], now=NOW)["p"]
    assert abs(after.gain - (before.gain if before else 0.0)) <= MOST * (LEAST + 1) / (LEAST + 1 + DOUBT) + 1e-4


def test_the_last_opinion_of_a_person_counts():
    people = ["ann", "bob", "cem"]
    liked = [Verdict("p", name, 1.0, NOW - timedelta(hours=1)) for name in people]
    changed = [Verdict("p", name, -1.0, NOW) for name in people]
    assert standings(liked, now=NOW)["p"].gain > 0 > standings([*changed, *liked], now=NOW)["p"].gain


def test_opinions_fade():
    def gain(days):
        return standings([Verdict("p", str(n), 1.0, NOW - timedelta(days=days)) for n in range(8)], now=NOW)["p"].gain

    assert gain(0) > gain(30) > gain(60) > 0
    assert gain(400) == 0


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    given = {"storage.data": folder, "sample": False, "sandbox": True, "log.level": "error", "access.rate_limit_per_minute": 0}  # fmt: skip
    app = build(house.load(given, environ={}, directory=folder), clock=FixedClock(NOW))
    for name, text in PAGES.items():
        app.ingestion.add_bytes(f"{name}.md", text.encode())
    assert app.knowledge.wait(240)
    duty = Duty(folder / "chores.lock")
    assert duty.mine()  # the chores are done here, when a test wants them
    with TestClient(create_app(app)) as client:
        client.app_behind = app
        yield client
    duty.give_up()
    app.close()


def opinion(desk, fan, question, **thought):
    """What a signed-in fan thinks of an answer; where it came from."""
    desk.app_behind.clock.now += timedelta(minutes=1)
    token = desk.post("/auth/sandbox-token", json={"customer_id": fan}).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    said = desk.post("/chat", json={"message": question}, headers=headers).raise_for_status().json()
    message = said["message_id"]
    if thought.pop("goodbye", False):
        more = {"message": "thanks, bye", "conversation_id": said["conversation_id"]}
        message = desk.post("/chat", json=more, headers=headers).raise_for_status().json()["message_id"]
    desk.post("/feedback", json={"message_id": message, **thought}, headers=headers).raise_for_status()
    return said["sources"][0]["id"]


def stage(desk, question):
    """What people thought, as a search for the question shows it."""
    app = desk.app_behind
    app.clock.now += EVERY
    app.slow_chores["standings"]()
    found = app.knowledge.explain(question, filters=Filters())
    return next((dict(one.found) for one in found.stages if one.name == "success"), {})


def test_what_several_fans_disliked_goes_down_and_what_they_liked_goes_up(desk):
    question = "can i bring a backpack?"
    [passage] = {opinion(desk, f"cus_bag{n}", question, rating=-1) for n in range(2)}
    assert passage not in stage(desk, question)
    for n in range(2, 5):
        opinion(desk, f"cus_bag{n}", question, rating=-1)
    down = stage(desk, question)[passage]
    assert -MOST < down < 0
    for n in range(5):
        opinion(desk, f"cus_bag{n}", question, rating=1)
    assert MOST > stage(desk, question)[passage] > 0


def test_a_score_at_the_end_is_of_what_was_answered_before_and_counts_less(desk):
    question = "is there a cash machine?"
    passages = {opinion(desk, f"cus_end{n}", question, rating=1, score=5, goodbye=True) for n in range(5)}
    [gain] = [gain for passage, gain in stage(desk, question).items() if passage in passages]
    assert 0 < gain < MOST * 5 / 9


def test_a_passage_that_was_changed_begins_anew(desk):
    question = "where can i park my hovercraft?"
    passage = {opinion(desk, f"cus_air{n}", question, rating=-1) for n in range(4)}
    assert passage <= set(stage(desk, question))
    desk.app_behind.clock.now += timedelta(minutes=1)
    desk.app_behind.ingestion.add_bytes("hovercraft.md", PAGES["hovercraft"].replace("pier 1", "pier 2").encode())
    assert not passage & set(stage(desk, question))

"""What fans asked in vain, and how an operator mends it: the whole house, its own relay and its own knowledge base."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from willcall import settings as house
from willcall.app import build
from willcall.entrypoints.api.application import create_app
from willcall.entrypoints.api.chores import Duty
from willcall.insights.gaps.page import NoAnswer, Page
from willcall.kit.clock import FixedClock
from willcall.knowledge.documents import parse

from .conftest import NOW

KEY = {"X-API-Key": "the-box-office-s-own-key"}
DUST = "where is the moon dust vending machine?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("house")


@pytest.fixture(scope="module")
def desk(folder):
    given = {
        "storage.data": folder,
        "access.api_key": KEY["X-API-Key"],
        "sample": False,
        "log.level": "error",
        "access.rate_limit_per_minute": 0,
    }
    app = build(house.load(given, environ={}, directory=folder), clock=FixedClock(NOW))
    app.ingestion.add_bytes("bags.md", b"# Bags\n\nBackpacks are allowed if they are small; large ones are not.")
    assert app.knowledge.wait(240)
    duty = Duty(folder / "chores.lock")
    assert duty.mine()  # the chores are done here, when a test wants them
    with TestClient(create_app(app)) as client:
        client.headers |= KEY
        client.app_behind = app
        yield client
    duty.give_up()
    app.close()


@pytest.fixture(autouse=True)
def forgotten(request):
    """What one test answered answers no other test's question."""
    yield
    if "desk" in request.fixturenames:
        documents = request.getfixturevalue("desk").app_behind.documents
        for row in documents.listing():
            if row.id.startswith("answer-"):
                documents.remove(row.id)


def ask(desk, words, rating=None):
    """A fan asks, and may say what they think; the message's id."""
    desk.app_behind.clock.now += timedelta(minutes=1)
    reply = desk.post("/chat", json={"message": words}).raise_for_status().json()
    if rating is not None:
        desk.app_behind.clock.now += timedelta(seconds=5)
        desk.post("/feedback", json={"message_id": reply["message_id"], "rating": rating}).raise_for_status()
    desk.app_behind.chores["messages"]()
    return reply


def listed(desk):
    return {gap["question"]: gap for gap in desk.get("/api/gaps").raise_for_status().json()["gaps"]}


def test_a_question_asked_in_vain_is_answered_and_the_next_fan_has_it(desk):
    assert not ask(desk, DUST)["sources"]
    assert listed(desk)[DUST]["unanswered"] == 1
    answer = {
        "question": DUST,
        "answer": "The *moon dust* machine is at door 4, for $3 a jar.",
        "asked": ["can i buy moon dust"],
        "title": "Moon dust",
    }
    done = desk.post("/api/gaps/answer", json=answer).raise_for_status().json()
    assert (done["outcome"], done["heard_from"]) == ("added", done["document_id"])
    assert "$3" in done["heard"]
    assert DUST not in listed(desk)
    heard = ask(desk, DUST)
    assert "door 4" in heard["response"]
    assert heard["sources"][0]["title"] == "Moon dust"
    assert DUST not in listed(desk)
    [closed] = [one for one in desk.get("/api/gaps/closed").json()["gaps"] if one["question"] == DUST]
    assert (closed["outcome"], closed["document_id"]) == ("answered", done["document_id"])


def test_a_better_answer_takes_the_place_of_the_first(desk):
    question = "where is the haunted broom cupboard?"
    ask(desk, question)
    first = desk.post("/api/gaps/answer", json={"question": question, "answer": "On floor 2."}).json()
    again = desk.post("/api/gaps/answer", json={"question": question, "answer": "On floor 3."}).json()
    assert (again["document_id"], again["outcome"]) == (first["document_id"], "changed")
    assert "floor 3" in again["heard"]


def test_an_answer_closes_the_other_ways_of_asking_that_it_answers(desk):
    ways = ["who tunes the pipe organ?", "who is it that tunes the pipe organ?"]
    for way in ways:
        ask(desk, way)
    assert set(ways) <= set(listed(desk))
    done = desk.post(
        "/api/gaps/answer", json={"question": ways[0], "answer": "A builder from Ghent tunes the pipe organ."}
    )
    assert ways[1] in done.json()["also"]
    assert not set(ways) & set(listed(desk))


def test_a_gap_whose_answer_was_removed_is_open_again(desk):
    question = "do you sell glow-in-the-dark kites?"
    ask(desk, question)
    done = desk.post("/api/gaps/answer", json={"question": question, "answer": "Kites are sold at stand 9."}).json()
    assert question not in listed(desk)
    desk.delete(f"/knowledge/documents/{done['document_id']}").raise_for_status()
    assert listed(desk)[question]["unanswered"] == 1


def test_what_was_dismissed_is_listed_again_when_it_is_asked_again(desk):
    question = "which wizard runs this place?"
    ask(desk, question)
    assert desk.post("/api/gaps/dismiss", json={"question": question}).status_code == 204
    assert question not in listed(desk)
    ask(desk, question)
    assert listed(desk)[question]["unanswered"] == 2


def test_an_answer_from_the_documents_that_was_not_liked_is_a_gap_too(desk):
    question = "can i bring a backpack?"
    assert ask(desk, question, rating=-1)["sources"]
    assert (listed(desk)[question]["unanswered"], listed(desk)[question]["disliked"]) == (0, 1)
    behind = desk.get("/api/drill-down/badly_rated", params={"label": question, "days": 2}).json()
    assert behind["total"] == 1
    desk.post("/api/gaps/answer", json={"question": question, "answer": "Only backpacks that fit under a seat."})
    assert question not in listed(desk)
    assert "under a seat" in ask(desk, question, rating=1)["response"]
    assert question not in listed(desk)


@pytest.mark.parametrize(
    ("path", "body", "says"),
    [
        ("answer", {"question": "why?", "answer": "  …  "}, "next fan"),
        ("answer", {"question": "[name]", "answer": "Yes."}, "no question"),
        ("answer", {"question": "why?"}, "answer"),
        ("answer", {"question": "why?", "answer": "x" * 20_001}, "20000"),
        ("answer", {"question": "why?", "answer": "Yes.", "valid_until": "soon"}, "valid_until"),
        ("dismiss", {"question": " "}, "question"),
        ("dismiss", {}, "question"),
    ],
)
def test_what_answers_nothing_is_refused(desk, path, body, says):
    refused = desk.post(f"/api/gaps/{path}", json=body)
    assert refused.status_code == 422
    assert says in refused.text


def test_only_operators_look_and_only_agents_mend(desk):
    stranger = {"X-API-Key": "no"}
    assert desk.get("/api/gaps", headers=stranger).status_code == 401
    assert desk.post("/api/gaps/answer", json={"question": "a", "answer": "b"}, headers=stranger).status_code == 401
    made = desk.post("/api/operators", json={"name": "Vera", "role": "viewer"}).json()
    viewer = TestClient(desk.app)
    viewer.post("/api/session", json={"name": "Vera", "password": made["password"]}).raise_for_status()
    assert viewer.get("/api/gaps").status_code == 200
    for path, body in (("answer", {"question": "a", "answer": "b"}), ("dismiss", {"question": "a"})):
        assert viewer.post(f"/api/gaps/{path}", json=body).status_code == 403


@given(
    question=st.text(max_size=400), answer=st.text(max_size=300), title=st.text(max_size=50), asked=st.lists(st.text(max_size=60), max_size=4)
)  # fmt: skip
def test_whatever_a_fan_typed_a_page_says_what_its_operator_wrote(question, answer, title, asked):
    page = Page(question, answer, title=title, asked=asked)
    try:
        written = page.written()
    except NoAnswer:
        return
    read = parse(page.name.removesuffix(".md"), written)
    assert read.id == page.document_id
    assert set(read.asked) == {""}
    assert len(read.asked[""]) <= 1 + len(asked)
    assert (read.venue, read.event_id, read.valid_until, read.category) == (None, None, None, None)


@pytest.mark.parametrize(
    "question", ["x --> # Free tickets", "a | b", "---\nvenue: Nowhere\n---", "<!-- asked: all -->", "one\ntwo"]
)
def test_a_question_cannot_write_the_page(question):
    read = parse("answer", Page(question, "No.").written())
    assert read.text == "No."
    assert read.venue is None
    assert len(read.asked[""]) == 1

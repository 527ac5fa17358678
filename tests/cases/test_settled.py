"""What a settled case joins: the passages it concerned and the documents that a person named, and nothing that a fan could choose."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select
from tests.conftest import NOW
from tests.knowledge.coaches import COACH, RATES

from willcall.app import build
from willcall.cases import inbox, settled
from willcall.cases.desk import LocalDesk
from willcall.cases.settled import SettledLinks
from willcall.cases.store import cases, settlements
from willcall.conversations.store import Turn
from willcall.conversations.store.conversations import append
from willcall.conversations.store.tables import conversations
from willcall.knowledge.documents import Document, parse
from willcall.knowledge.hybrid import HybridKnowledge
from willcall.knowledge.linking import NAMED, named
from willcall.knowledge.neighbours import GOOD_S, Remembered, Together
from willcall.knowledge.ports import Edge, Filters
from willcall.knowledge.search import KeywordKnowledge
from willcall.knowledge.store import DocumentStore
from willcall.settings import load
from willcall.understanding.reader import EncoderReader

ARRIVING = "# How much a coach pays to stay\n\nHow much a coach pays to stay, you ask at the desk."
FIRST = "arriving#text"
FOUND = ["rates#long-vehicles"]


@pytest.fixture
def store(database):
    made = DocumentStore(database)
    made.add([parse("arriving", ARRIVING), parse("rates", RATES), *_pages(6)])
    return made


def _pages(count):
    return [Document(f"page-{n}", "Page", f"Number {n}.", f"https://help.example.com/{n}") for n in range(count)]


@pytest.fixture
def settle(database, store):
    """A case of a conversation in which passages were cited, opened and closed by a person."""

    def made(
        resolution,
        *cited,
        talk="cnv_1",
        customer_id="cus_ann",
        said="How much does a coach pay?",
        after=(),
        opened=NOW,
    ):
        with database.write() as unit:
            turns = [Turn(unit.ids("msg"), "user", said, NOW - timedelta(hours=1))]
            for at, ids in [*((NOW - timedelta(hours=1), one) for one in cited), *((NOW + timedelta(hours=1), one) for one in after)]:  # fmt: skip
                body = {"sources": [{"id": one, "title": "t", "uri": "u", "snippet": "s"} for one in ids]}
                turns.append(Turn(unit.ids("msg"), "agent", said, at, body=body))
            append(unit, talk, 0, turns)
        case = LocalDesk(database).open_case(
            subject="Coaches", body=said, conversation_id=talk, customer_id=customer_id
        )
        with database.write() as unit:
            return inbox.close_case(unit, case_id=case.case_id, operator_id="opr_kim", reason=resolution)

    return made


def reach(database, store, *chunk_ids):
    with store.changes(0) as changes:
        ids = {number: one.id for number, one in changes.added}
    return sorted((edge.source, ids[edge.number]) for edge in SettledLinks(database).linked(chunk_ids or (FIRST,)))


def kept(database):
    with database.read() as connection:
        return connection.execute(select(settlements)).all()


@pytest.mark.parametrize(
    "resolution",
    [
        "Told her the rate, /kb/rates#long-vehicles.",
        "See rates#long-vehicles, she was told.",
        "Sent https://tickets.example.com/kb/rates#long-vehicles!",
        "(/kb/rates#Long%20vehicles)",
    ],
)
def test_the_passage_that_a_case_concerned_leads_to_what_a_person_settled_it_with(database, store, settle, resolution):
    settle(resolution, [FIRST, "page-1#text"])
    assert reach(database, store) == [(FIRST, one) for one in FOUND]
    assert reach(database, store, "page-1#text", "rates#long-vehicles", "nobody") == []


def test_a_whole_document_and_an_address_of_its_own_are_named_too(database, store, settle):
    settle("/kb/rates and https://help.example.com/3", [FIRST])
    assert [one for _, one in reach(database, store)] == ["page-3#text", "rates#long-vehicles", "rates#two-wheels"]


@pytest.mark.parametrize(
    "resolution",
    [
        "Told her about rates and parking.",
        "Order#12 was refunded, see page 4, rates.md, ../../kb/rates, #rates.",
        "javascript:/kb/rates mailto:kb@rates.example https://kb/rates https://a:x/rates",
        "/kb/none#at-all, none#at-all, https://help.example.com/kb/none",
    ],
)
def test_words_that_name_no_document_join_nothing(database, store, settle, resolution):
    settle(resolution, [FIRST])
    assert reach(database, store) == []


def test_what_a_fan_makes_the_agent_cite_or_says_is_never_what_is_led_to(database, store, settle):
    settle("Settled by telephone.", [FIRST], ["page-5#text"], said="/kb/page-5 page-5#text https://help.example.com/5")
    assert kept(database) == []
    settle("/kb/rates#two-wheels", ["page-5#text"], [FIRST], talk="cnv_2", said="/kb/page-5")
    assert reach(database, store) == [(FIRST, "rates#two-wheels")]
    assert reach(database, store, "page-5#text") == [("page-5#text", "rates#two-wheels")]


def test_a_case_is_about_the_last_answers_before_it_and_what_is_no_passage_is_left_out(database, store, settle):
    about = [["page-1#text"], ["page-2#text"], ["page-2#text"], [], ["pol_refund"], ["page-3#text"]]
    settle("/kb/rates#two-wheels", *about, after=[["page-4#text"]])
    assert sorted(row.chunk_id for row in kept(database)) == ["page-2#text", "page-3#text"]


def test_a_case_without_a_conversation_joins_nothing_and_closing_again_nothing_more(database, store, settle):
    case = settle("/kb/rates", [FIRST])
    before = kept(database)
    with database.write() as unit:
        inbox.close_case(unit, case_id=case.case_id, operator_id="opr_kim", reason="/kb/rates")
    alone = LocalDesk(database).open_case(subject="x", body="y")
    with database.write() as unit:
        inbox.close_case(unit, case_id=alone.case_id, operator_id="opr_kim", reason="/kb/rates")
    assert kept(database) == before


def test_many_cases_of_one_kind_are_one_edge_each(database, store, settle):
    for number in range(30):
        settle("/kb/rates", [FIRST], talk=f"cnv_{number}")
    edges = SettledLinks(database).linked([FIRST])
    assert len(edges) == 2
    assert {edge.kind for edge in edges} == {"case"}
    assert {edge.label for edge in edges} == {""}


def test_no_word_of_anybody_is_kept(database, store, settle):
    settle("Ann Bell of 5 High Street was told: /kb/rates#two-wheels", [FIRST], said="I am Ann Bell")
    (row,) = kept(database)
    assert row[2:] == ("arriving", FIRST, "/kb/rates", "two-wheels")


@pytest.mark.parametrize("subject", ["cus_ann", "cnv_1", "cus_later"])
def test_whoever_is_forgotten_takes_it_with_them(database, store, settle, subject):
    settle("/kb/rates", [FIRST], customer_id=None if subject == "cus_later" else "cus_ann")
    settle("/kb/rates#two-wheels", ["page-1#text"], talk="cnv_2", customer_id="cus_bob")
    with database.write() as unit:
        unit.connection.execute(
            insert(conversations),
            {"conversation_id": "cnv_1", "customer_id": "cus_later", "channel": "chat", "state": "{}", "speaker": "agent", "turns": 1, "created_at_ms": 0, "active_at_ms": 0},
        )  # fmt: skip
        assert settled.forget(unit, subject="cus_nobody") == 0
        assert settled.forget(unit, subject=subject) == 1
    assert [row.chunk_id for row in kept(database)] == ["page-1#text"]


def test_it_goes_with_the_case_and_with_the_passage_and_waits_for_its_target(database, store, settle):
    settle("/kb/rates", [FIRST])
    settle("/kb/rates", ["page-1#text"], talk="cnv_2")
    store.remove("rates")
    assert reach(database, store) == []
    store.add([parse("rates", RATES)])
    assert len(reach(database, store)) == 2
    store.remove("page-1")
    assert [row.chunk_id for row in kept(database)] == [FIRST]
    with database.write() as unit:
        unit.connection.execute(delete(cases))
    assert kept(database) == []


def test_a_later_question_finds_it_one_step_away_through_the_same_filters(database, store, settle):
    crowd = [Document(f"d{n}", "Coach", f"Coach number {n} has a green door.", f"/kb/d{n}") for n in range(60)]
    store.add([*crowd, parse("zebras", "---\nvenue: North\n---\n# Zebras\n\nStripes graze here.")])
    knowledge = HybridKnowledge(
        KeywordKnowledge(store), EncoderReader(), store, links=Together([store, SettledLinks(database)])
    )
    try:
        assert knowledge.wait(60)
        settle("It was /kb/zebras", [FIRST])
        found = {stage.name: stage for stage in knowledge.explain(COACH).stages}
        assert [name for name, _ in found["linked"].found] == ["zebras#text"]
        first = knowledge.answer(COACH)
        assert "desk" in first.text
        elsewhere = knowledge.explain(COACH, filters=Filters(venue="South"))
        assert all(one.id != "zebras#text" for one in elsewhere.passages)
        assert [stage.found for stage in elsewhere.stages if stage.name == "linked"] in ([], [()])
    finally:
        knowledge.close()


def test_what_was_settled_is_seen_in_half_a_minute_though_no_document_changes():
    class Place:
        edges = ()

        def linked(self, chunk_ids):
            return [edge for edge in self.edges if edge.source in chunk_ids]

    now = [100.0]
    place = Place()
    known = Remembered(place, since=lambda: now[0])
    assert known.linked(["a"], version=1) == []
    place.edges = (Edge("a", 2, "case"),)
    assert known.linked(["a"], version=1) == []
    now[0] += GOOD_S
    assert known.linked(["a"], version=1) == [Edge("a", 2, "case")]


def test_words_name_a_few_documents_at_most():
    assert len(named(" ".join(f"/kb/page-{n}" for n in range(100)))) == NAMED
    assert named("x" * 20_000 + "-" * 20_000 + "a-" * 10_000) == []


def test_a_house_searches_with_what_its_cases_taught(tmp_path):
    house = build(
        load(
            {"storage.data": tmp_path, "sandbox": True, "sample": False, "log.level": "error"},
            environ={},
            directory=tmp_path,
        )
    )
    try:
        house.documents.add([parse("arriving", ARRIVING), parse("rates", RATES)])
        assert house.knowledge.wait(60)
        with house.database.write() as unit:
            append(unit, "cnv_1", 0, [Turn("msg_1", "agent", "x", NOW, body={"sources": [{"id": FIRST}]})])
        case = house.desk.open_case(subject="Coaches", body="How much?", conversation_id="cnv_1")
        with house.database.write() as unit:
            inbox.close_case(unit, case_id=case.case_id, operator_id="opr_kim", reason="rates#two-wheels")
        stages = {stage.name: stage for stage in house.knowledge.explain(COACH).stages}
        assert [name for name, _ in stages["linked"].found] == ["rates#two-wheels"]
    finally:
        house.close()

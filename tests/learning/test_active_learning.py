"""What the reader was unsure of goes out to be labelled, and comes back as training data."""

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.understanding.season import SEASON

from willcall.access.store import LearningConsents, NoSubject
from willcall.conversations.store import Conversation, ConversationStore, Turn
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database
from willcall.kit.ids import new_id
from willcall.migrations import migrate
from willcall.training.datasets.heard import heard
from willcall.training.datasets.labelling import merge
from willcall.training.datasets.lines import BadLine, write_lines
from willcall.training.datasets.uncertain import ALIKE, Candidate, choose
from willcall.training.datasets.understanding import Label, rows
from willcall.understanding.reader import RulesReader

NOW = datetime(2026, 11, 21, 18, tzinfo=UTC)


class Bags(RulesReader):
    """The rules' reader, with letters for vectors."""

    def encode(self, text):
        row = np.array([text.lower().count(chr(97 + at)) + 1e-3 for at in range(26)], np.float32)
        return row / np.linalg.norm(row)


@pytest.fixture
def database(tmp_path):
    url = f"sqlite:///{tmp_path / 'willcall.db'}"
    migrate(url)
    database = Database(url, clock=FixedClock(NOW), ids=new_id)
    yield database
    database.dispose()


def talk(database, name, customer, *said, at=NOW, awaiting=None):
    conversation = Conversation(name, customer, "chat", "{}", "agent", 0, at, at, new=True)
    turns = []
    for number, text in enumerate(said):
        speaker = "user" if number % 2 == 0 else "agent"
        body = {} if speaker == "user" else {"state": {"awaiting": awaiting}}
        turns.append(Turn(f"{name}_{number}", speaker, text, at, body=body))
    with database.write() as unit:
        ConversationStore(database).save(unit, conversation, turns)


def gathered(database, **options):
    since = NOW - timedelta(days=7)
    return list(heard(ConversationStore(database), LearningConsents(database), Bags(), SEASON, since=since, **options))


def consented(database, *subjects):
    with database.write() as unit:
        for subject in subjects:
            LearningConsents(database).give(unit, subject=subject, how="form")


def test_only_those_who_consented_are_heard(database):
    talk(database, "cnv_a", "cus_ann", "two for the otters")
    talk(database, "cnv_b", "cus_bob", "refund my tickets")
    talk(database, "cnv_c", None, "is there parking")
    assert gathered(database) == []
    consented(database, "cus_ann", "cnv_c")
    assert sorted(one.source for one in gathered(database)) == ["cnv_a_0", "cnv_c_0"]
    with database.write() as unit:
        assert LearningConsents(database).withdraw(unit, subject="cus_ann")
        assert not LearningConsents(database).withdraw(unit, subject="cus_bob")
    assert [one.source for one in gathered(database)] == ["cnv_c_0"]


def test_a_conversation_that_became_a_fans_is_theirs_to_allow(database):
    talk(database, "cnv_a", "cus_ann", "two for the otters")
    consented(database, "cnv_a")
    assert gathered(database) == []


def test_consent_can_be_given_again_and_forgotten(database):
    consents = LearningConsents(database)
    consented(database, "cus_ann")
    with database.write() as unit:
        consents.withdraw(unit, subject="cus_ann")
        consents.give(unit, subject="cus_ann", how="asked again")
    assert [(c.how, c.withdrawn_at) for c in consents.listing()] == [("asked again", None)]
    with database.write() as unit:
        consents.forget(unit, subject="cus_ann")
        with pytest.raises(NoSubject):
            consents.give(unit, subject=" ", how="form")
    assert consents.listing() == []


def test_personal_data_is_gone_and_spans_fit_what_is_left(database):
    consented(database, "cus_ann")
    talk(
        database, "cnv_a", "cus_ann",
        "my name is Ann Lee, ann@mail.org, order ord_01J9ZK44", "Thank you Ann, I wrote to ann@mail.org",
        "send 2 tickets for the otters to bob@mail.org or 555 012 3456",
    )  # fmt: skip
    first, second = gathered(database)
    assert first.text == "my name is [name], [email], order [id]"
    assert second.text == "send 2 tickets for the otters to [email] or [phone]"
    assert second.history[-1] == ("agent", "Thank you [name], I wrote to [email]")
    assert all(one.text[s.start : s.end].strip() for one in (first, second) for s in one.slots)


def test_old_turns_and_agents_words_are_not_candidates_and_what_was_awaited_counts(database):
    consented(database, "cus_ann")
    talk(database, "cnv_old", "cus_ann", "hello there", at=NOW - timedelta(days=30))
    talk(database, "cnv_a", "cus_ann", "the otters please", "How many?", "4", awaiting="quantity")
    found = gathered(database)
    assert [one.source for one in found] == ["cnv_a_0", "cnv_a_2"]
    assert [(s.name, s.start, s.end) for s in found[1].slots] == [("quantity", 0, 1)]


def candidate(text, margin, vector, **more):
    ranking = (("buy", 0.5 + margin / 2), ("ask", 0.5 - margin / 2))
    length = np.linalg.norm(vector)
    return Candidate(text, (), "buy", (), ranking, np.asarray(vector, np.float32) / length, **more)


def test_the_least_sure_come_first_and_what_is_alike_comes_once():
    chosen = choose(
        [
            candidate("sure", 0.9, [0, 0, 1]),
            candidate("unsure", 0.1, [1, 0, 0]),
            candidate("unsure again", 0.11, [1, 0.05, 0]),
            candidate("Unsure!", 0.2, [1, 0, 0]),
            candidate("middling", 0.5, [0, 1, 0]),
        ],
        10,
    )
    assert [one.text for one in chosen] == ["unsure", "middling", "sure"]
    known = [np.array([0.1, 1, 0], np.float32) / np.sqrt(1.01)]
    assert [one.text for one in choose(chosen, 1, known=known)] == ["unsure"]
    assert "middling" not in [one.text for one in choose(chosen, 10, known=known)]


@given(
    st.lists(
        st.tuples(
            st.text("abc ", min_size=1, max_size=4),
            st.floats(0, 1),
            st.lists(st.integers(1, 9), min_size=3, max_size=3),
        ),
        max_size=12,
    ),
    st.integers(0, 12),
)
def test_no_two_that_are_chosen_teach_the_same(said, count):
    pool = [candidate(text, margin, vector) for text, margin, vector in said]
    chosen = choose(pool, count)
    assert len(chosen) <= count
    assert all(one in pool for one in chosen)
    vectors = [one.vector for one in chosen]
    assert all(float(a @ b) < ALIKE + 1e-5 for at, a in enumerate(vectors) for b in vectors[:at])


def test_a_row_nobody_looked_at_is_not_training_data(tmp_path):
    guess = candidate("two for oslo", 0.1, [1, 0, 0], source="msg_1")
    write_lines(tmp_path / "label.jsonl", [guess.as_row()])
    with pytest.raises(BadLine, match="only guessed"):
        list(rows(tmp_path / "label.jsonl"))
    done = merge(tmp_path / "label.jsonl", into=tmp_path / "train.jsonl")
    assert (done.unlabelled, done.added) == (1, [])
    assert not (tmp_path / "train.jsonl").exists()


OLD = {
    "text": "get me two",
    "intent": "buy",
    "slots": [{"name": "count", "start": 7, "end": 10, "value": "two"}],
    "note": "kept",
}
NEW = {
    "text": "three in oslo",
    "intent": "buy",
    "slots": [{"name": "city", "start": 9, "end": 13}],
    "labelled": True,
    "guess": {},
    "source": "m",
}


def test_labelled_rows_join_without_doubles_and_without_the_evaluation(tmp_path):
    train, held = tmp_path / "train.jsonl", tmp_path / "test.jsonl"
    write_lines(train, [OLD, {**NEW, "text": "twelve in rome"}])
    write_lines(held, [{"text": "For how much?", "intent": "ask"}])
    write_lines(
        tmp_path / "labelled.jsonl",
        [
            NEW,
            NEW,
            {**OLD, "labelled": True},
            {"text": "for how much", "intent": "buy"},
            {**NEW, "text": "new", "slots": [], "labelled": False},
        ],
    )
    done = merge(tmp_path / "labelled.jsonl", into=train, held_out=held)
    assert done.as_dict() == {"ok": True, "added": 1, "unlabelled": 1, "known": 2, "held_out": 1, "faults": []}
    written = [json.loads(line) for line in train.read_text().splitlines()]
    assert written[0] == OLD
    assert written[2] == {
        "text": "three in oslo",
        "intent": "buy",
        "slots": [{"name": "city", "start": 9, "end": 13, "value": "oslo"}],
    }
    assert merge(tmp_path / "labelled.jsonl", into=train, held_out=held).added == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({**NEW, "slots": [{"name": "city", "start": 9, "end": 99}]}, "no stretch"),
        ({**NEW, "intent": "by"}, "did you mean 'buy'"),
        ({**NEW, "slots": [{"name": "zebra", "start": 0, "end": 3}]}, "no slot is called 'zebra'"),
        ({**OLD, "intent": "ask", "slots": []}, "labelled otherwise in"),
    ],
)
def test_one_wrong_row_and_nothing_is_written(tmp_path, row, reason):
    train = tmp_path / "train.jsonl"
    write_lines(train, [OLD, {**NEW, "text": "twelve in rome"}, {"text": "how much", "intent": "ask"}])
    before = train.read_bytes()
    write_lines(tmp_path / "labelled.jsonl", [{**NEW, "text": "seven in oslo"}, row])
    done = merge(tmp_path / "labelled.jsonl", into=train)
    assert [fault.line for fault in done.faults] == [2]
    assert reason in done.faults[0].reason
    assert train.read_bytes() == before


def test_words_quoted_are_as_good_as_offsets_where_they_stand_once(tmp_path):
    write_lines(tmp_path / "labelled.jsonl", [{**NEW, "slots": [{"name": "city", "value": "oslo"}]}])
    done = merge(tmp_path / "labelled.jsonl", into=tmp_path / "train.jsonl", anything=True)
    assert [(s.name, s.start, s.end) for row in done.added for s in row.slots] == [("city", 9, 13)]
    for value, reason in (("rome", "stands not"), ("o", "stands 2 times")):
        write_lines(tmp_path / "labelled.jsonl", [{**NEW, "slots": [{"name": "city", "value": value}]}])
        (fault,) = merge(tmp_path / "labelled.jsonl", into=tmp_path / "train.jsonl", anything=True).faults
        assert reason in fault.reason


def test_new_names_are_right_where_they_are_meant(tmp_path):
    write_lines(tmp_path / "train.jsonl", [OLD])
    write_lines(tmp_path / "labelled.jsonl", [{**NEW, "intent": "zzz"}])
    assert merge(tmp_path / "labelled.jsonl", into=tmp_path / "train.jsonl").faults
    assert len(merge(tmp_path / "labelled.jsonl", into=tmp_path / "train.jsonl", anything=True).added) == 1


def test_labels_survive_the_whole_round(tmp_path):
    one = Candidate(
        "two for oslo",
        (("agent", "Where?"),),
        "buy",
        (Label("city", 8, 12),),
        (("buy", 0.5),),
        np.ones(1, np.float32),
        "m1",
    )
    write_lines(tmp_path / "label.jsonl", [one.as_row() | {"labelled": True}])
    merge(tmp_path / "label.jsonl", into=tmp_path / "train.jsonl", anything=True)
    (row,) = rows(tmp_path / "train.jsonl")
    assert (row.text, row.intent, row.history) == (one.text, "buy", (("agent", "Where?"),))
    assert [(s.name, s.start, s.end) for s in row.slots] == [("city", 8, 12)]

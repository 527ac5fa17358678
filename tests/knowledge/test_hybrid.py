"""Both arms together: people's own words answered right with a source, the unanswerable refused, and keywords when all else fails."""

import json
from pathlib import Path
from time import process_time

import numpy as np
import pytest

from willcall.knowledge.documents import Document
from willcall.knowledge.hybrid import HybridKnowledge
from willcall.knowledge.meaning import VectorShelf
from willcall.knowledge.sample import documents
from willcall.knowledge.search import BookShelf, KeywordKnowledge
from willcall.knowledge.store import DocumentStore
from willcall.understanding.reader import EncoderReader

HERE = Path(__file__).parent


def questions(name):
    return [json.loads(line) for line in (HERE / name).read_text().splitlines()]


VOICES = [*questions("voices.jsonl"), *questions("blind.jsonl")]
HELD_OUT = [question for question in VOICES if question.get("held_out")]
TUNED_ON = [question for question in VOICES if not question.get("held_out")]
"""`blind.jsonl` among them: it was blind once."""


class Broken:
    def encode(self, text):
        raise RuntimeError("no session")


class Remembering:
    """The real encoder, asked once for each text."""

    def __init__(self):
        self.reader = EncoderReader()
        self.known = {}
        self.runs = 0

    def encode(self, text):
        if text not in self.known:
            self.known[text] = self.reader.encode(text)
        self.runs += 1
        return self.known[text]


@pytest.fixture(scope="module")
def encoder():
    return Remembering()


@pytest.fixture(scope="module")
def knowledge(encoder):
    made = HybridKnowledge(KeywordKnowledge(BookShelf(documents())), encoder, VectorShelf())
    assert made.wait(120)
    yield made
    made.close()


def score(knowledge, asked):
    right = wrong = honest = 0
    answerable = [question for question in asked if question["documents"]]
    for question in asked:
        answer = knowledge.answer(question["question"])
        if not question["documents"]:
            honest += not answer.text
        elif answer.text:
            good = answer.sources[0].id.split("#")[0] in question["documents"]
            good = good and question["says"].lower() in answer.text.lower()
            right += good
            wrong += not good
    silent = len(asked) - len(answerable)
    return right / len(answerable), wrong / len(answerable), honest / silent


@pytest.mark.parametrize(
    ("asked", "least", "most", "silent"),
    [(TUNED_ON, 0.94, 0.03, 0.95), (HELD_OUT, 0.85, 0.1, 0.92)],
    ids=["tuned on", "held out"],
)
def test_people_are_answered_in_their_own_words(knowledge, asked, least, most, silent):
    right, wrong, honest = score(knowledge, asked)
    assert right >= least
    assert wrong <= most
    assert honest >= silent


@pytest.mark.parametrize("question", VOICES, ids=lambda q: q["question"])
def test_every_sentence_of_an_answer_stands_in_its_first_source(knowledge, question):
    answer = knowledge.answer(question["question"])
    assert 0 <= answer.confidence <= 1
    if answer.text:
        assert answer.text in " ".join(answer.sources[0].text.split("\n"))
        assert len(answer.text) <= 400


def test_a_question_takes_less_than_a_millisecond_beyond_the_encoder(knowledge):
    asked = [question["question"] for question in VOICES]
    score(knowledge, VOICES)
    best = 1.0
    for _ in range(3):
        began = process_time()
        for question in asked:
            knowledge.answer(question)
        best = min(best, (process_time() - began) / len(asked))
    assert best < 0.0015  # the measured figure is in the lab notes; this leaves room for a crowded machine


def test_without_an_encoder_keywords_answer():
    knowledge = HybridKnowledge(KeywordKnowledge(BookShelf(documents())), Broken(), VectorShelf())
    assert not knowledge.wait()
    assert "$25" in knowledge.answer("how much is parking?").text
    assert knowledge.search("parking")


def test_an_encoder_that_fails_later_leaves_keywords(encoder):
    knowledge = HybridKnowledge(KeywordKnowledge(BookShelf(documents())), encoder, VectorShelf())
    assert knowledge.wait(120)
    knowledge._encoder = Broken()
    assert "$25" in knowledge.answer("how much is parking?").text


class Counting:
    """A cheap encoder of bags of letters that counts its runs."""

    def __init__(self):
        self.runs = 0

    def encode(self, text):
        self.runs += 1
        vector = np.zeros(64, dtype=np.float32)
        for a, b in zip(text.lower(), text.lower()[1:], strict=False):
            vector[(ord(a) * 31 + ord(b)) % 64] += 1
        return vector / max(float(np.linalg.norm(vector)), 1e-9)


def test_vectors_are_computed_once_and_follow_the_documents(database):
    store = DocumentStore(database)
    store.add([Document("llamas", "Llamas", "Llamas are fed at noon beside the fountain.", "/kb/llamas")])
    first = Counting()
    assert HybridKnowledge(KeywordKnowledge(store), first, store).wait()
    kept = store.vectors()
    again = Counting()
    assert HybridKnowledge(KeywordKnowledge(store), again, store).wait()
    assert again.runs == 1  # the one that tells which encoder it is
    assert first.runs > 100
    assert store.vectors() == kept

    store.add([Document("llamas", "Llamas", "Llamas sleep at night.", "/kb/llamas")])
    assert HybridKnowledge(KeywordKnowledge(store), again, store).wait()
    assert 1 <= len(kept.keys() - store.vectors().keys()) <= 2
    assert len(store.vectors()) == len(kept)


def test_an_empty_shelf_knows_nothing(encoder):
    knowledge = HybridKnowledge(KeywordKnowledge(BookShelf([])), encoder, VectorShelf())
    assert not knowledge.wait()
    assert knowledge.answer("parking").text == ""
    assert knowledge.search("parking") == []


def test_another_venues_documents_do_not_answer(encoder):
    north = Document("north", "Parking", "Parking at North Hall costs $5.", "/kb/north", venue="North Hall")
    south = Document("south", "Parking", "Parking at South Hall costs $9.", "/kb/south", venue="South Hall")
    knowledge = HybridKnowledge(KeywordKnowledge(BookShelf([north, south])), encoder, VectorShelf())
    assert knowledge.wait(120)
    assert "$5" in knowledge.answer("how much is parking", venue="North Hall").text
    assert "$9" in knowledge.answer("how much is parking", venue="south hall").text

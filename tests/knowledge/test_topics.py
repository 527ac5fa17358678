"""The bridge from a question to what houses say about its topic."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from willcall.knowledge.evaluate.calibrate import APART
from willcall.knowledge.evaluate.labels import half
from willcall.knowledge.judging import Closeness
from willcall.knowledge.meaning import PROBE
from willcall.knowledge.sample import labelled
from willcall.knowledge.topics import ASKED, BESIDE, PACKAGED, SAID, Topics, packaged
from willcall.training.recipes.topics.rows import elsewhere, facts
from willcall.understanding.reader import EncoderReader


@pytest.fixture
def two_facts():
    vectors = np.array([[9, 0, 0], [7, 3, 0], [0, 1, 8], [0, 0, 5], [1, 9, 0]], dtype=np.int8)
    return Topics(vectors, np.array([0, 0, 1, 1, 1], np.int16), np.array([SAID, ASKED, SAID, ASKED, BESIDE], np.int8))


def test_a_question_stands_for_what_houses_say_about_the_fact_it_is_nearest_to(two_facts):
    topic = two_facts.of(np.array([0, 0, 1], dtype=np.float32))

    assert topic.vector.argmax() == 2
    assert topic.near == pytest.approx(1.0)
    assert np.linalg.norm(topic.vector) == pytest.approx(1.0, abs=1e-5)


def test_what_only_seems_to_be_answered_is_told_apart(two_facts):
    topic = two_facts.of(np.array([0, 1, 0], dtype=np.float32))

    assert topic.beside > topic.near


def test_of_a_question_about_nothing_the_stand_in_is_a_direction_all_the_same(two_facts):
    assert np.isfinite(two_facts.of(np.array([-1, 0, 0], dtype=np.float32)).vector).all()


@pytest.mark.parametrize("dimensions", [3, 384])
def test_another_encoder_has_no_topics(dimensions):
    assert packaged(np.ones(dimensions) / np.sqrt(dimensions)) is None


def test_the_packaged_topics_know_other_words_for_the_same():
    reader = EncoderReader()
    topics = packaged(reader.encode(PROBE))
    assert topics is not None

    topic = topics.of(reader.encode("where do i dump the buggy"))

    def near(line):
        return float(topic.vector @ reader.encode(line))

    assert near("Strollers: Strollers stay with the attendant.") > near("Parking: The garage is $20.")


def test_the_package_stays_small():
    assert PACKAGED.stat().st_size < 1_500_000


def test_being_near_to_the_topic_counts_beside_the_cosine():
    bare = Closeness(label=0.3, asked=-1.0, said=0.3)
    about = Closeness(label=0.3, asked=-1.0, said=0.3, topic_said=0.6, topic=0.6)

    assert about.rank > bare.rank


def test_no_question_that_is_measured_with_is_among_those_that_topics_are_made_of():
    def plain(text):
        return re.sub(r"\W+", " ", text.lower()).strip()

    ours = {plain(question) for fact in facts() for question in (*fact.asked, *fact.beside)}
    ours |= {plain(question) for question in elsewhere()}
    measured = {plain(one.query) for one in labelled() if half(one.id) == "report"}
    for name in ("voices", "blind", "blind-again", "strangers"):
        for line in Path(__file__).with_name(f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if row.get("held_out") or name in APART:
                measured.add(plain(row["question"]))

    assert not ours & measured

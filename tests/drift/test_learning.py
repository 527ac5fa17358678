"""The cost of a shift, learnt from damaged copies of labelled messages, with a reader of a few words."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from willcall.insights.drift.damage import KINDS, Known, damaged
from willcall.insights.drift.learnt import ENOUGH, Cost
from willcall.insights.drift.process import Process
from willcall.insights.drift.report import as_text, compare
from willcall.insights.drift.samples import Window
from willcall.insights.drift.seen import Familiar, moved

TELLING = {"buy": ["tickets", "seats", "buy"], "refund": ["refund", "money", "cancel"], "ask": ["parking", "doors", "when"]}  # fmt: skip
FILLING = ["please", "could", "i", "we", "for", "the", "tonight", "game", "with", "my", "friends", "and", "a", "of", "to", "in", "at", "row", "next", "hello"]  # fmt: skip
WORDS = [*FILLING, *(word for words in TELLING.values() for word in words)]
VECTORS = {word: np.random.default_rng(number).normal(size=8) for number, word in enumerate(WORDS)}


def messages(count, *, seed, shares=(1, 1, 1)):
    chance = random.Random(seed)
    labels = chance.choices(list(TELLING), shares, k=count)
    texts = []
    for label in labels:
        words = chance.sample(FILLING, chance.randint(3, 9))
        words.insert(chance.randrange(len(words)), chance.choice(TELLING[label]))
        texts.append(" ".join(words))
    return texts, labels


def read(texts):
    """Reads by telling words; where it finds none it says that fans ask, and is rather sure."""
    intents, sure, vectors = [], [], []
    for text in texts:
        words = text.split()
        votes = {label: sum(word in telling for word in words) for label, telling in TELLING.items()}
        best = max(votes, key=votes.get)
        intents.append(best if votes[best] else "ask")
        sure.append(0.9 if votes[best] else 0.85)
        vector = sum((VECTORS.get(word, np.full(8, 0.3)) for word in words), np.full(8, 0.1))
        vectors.append(vector / np.linalg.norm(vector))
    columns = {"length": [len(text) for text in texts], "intent": intents}
    return Window(columns, {"intent": "prediction"}, np.array(vectors, dtype=np.float32), np.array(sure), texts=texts, predictions=intents)  # fmt: skip


@pytest.fixture(scope="module")
def cost():
    return Cost(*messages(900, seed=1), read)


def without(texts, share, seed=3):
    chance = random.Random(seed)
    return [" ".join(w for w in text.split() if chance.random() > share) or text for text in texts]


def test_lost_words_are_told_of_however_sure_the_reader_is(cost):
    texts, labels = messages(800, seed=5)
    for share in (0.1, 0.3):
        now = read(without(texts, share))
        lost = 1 - np.mean(np.array(now.predictions) == np.array(labels))
        report = compare(read(messages(800, seed=6)[0]), now, cost=cost)
        assert lost > 0.04
        assert report.verdict == "harmful"
        assert report.harm.labelled
        assert report.harm.low <= report.harm.drop <= report.harm.perhaps <= report.harm.high
        assert abs(report.harm.drop - lost) < lost / 2
        assert "with a chance of one in three" in as_text(report)


def test_what_costs_nothing_alarms_nobody(cost):
    then = read(messages(800, seed=6)[0])
    for seed in (7, 8, 9):
        assert not compare(then, read(messages(800, seed=seed)[0]), cost=cost).alarms
    shifted = compare(then, read(messages(800, seed=7, shares=(1, 1, 2))[0]), cost=cost)
    assert shifted.verdict == "shifted"
    assert abs(shifted.harm.drop) < 0.01
    assert 0.99 < shifted.harm.before <= 1


def test_the_same_messages_teach_the_same(cost):
    again = Cost(*messages(900, seed=1), read)
    then, now = (read(messages(400, seed=seed)[0]) for seed in (6, 7))
    assert again.harm(then, now) == cost.harm(then, now)


def test_too_few_labels_teach_nothing():
    with pytest.raises(ValueError, match="too few"):
        Cost(*messages(ENOUGH - 1, seed=1), read)


def test_a_window_of_numbers_alone_is_estimated_as_before(cost):
    then, now = read(messages(300, seed=6)[0]), read(messages(300, seed=7)[0])
    bare = Window(now.columns, now.roles, now.embeddings, now.confidence)
    assert compare(then, bare, cost=cost).harm.perhaps is None
    assert compare(bare, then, cost=cost).harm.perhaps is None


@settings(max_examples=60)
@given(st.sampled_from(sorted(KINDS)), st.floats(0, 1), st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_damage_leaves_something_of_every_text(kind, strength, texts):
    chance = np.random.default_rng(1)
    after = damaged(texts, kind, strength, Known(messages(20, seed=1)[0]), chance)
    assert len(after) == len(texts)
    assert all(one or not before.strip() for one, before in zip(after, texts, strict=True))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_damage_grows_with_its_strength(kind):
    texts = [text.title() + "." for text in messages(120, seed=2)[0]]

    def changed(strength):
        after = damaged(texts, kind, strength, Known(texts), np.random.default_rng(1))
        return np.mean([one != text for one, text in zip(after, texts, strict=True)])

    assert changed(0.95) > 0.5
    assert changed(0.95) >= changed(0.02)


def test_a_process_says_what_it_was_told_and_is_less_sure_elsewhere():
    x = np.linspace(-2, 2, 60)[:, None]
    y = 0.02 * np.sin(x[:, 0])
    process = Process(x, y)
    means, errors = process.at(np.array([[0.5], [9.0]]))
    assert means[0] == pytest.approx(0.02 * np.sin(0.5), abs=0.004)
    assert errors[1] > 3 * errors[0]


def test_nothing_has_moved_between_a_window_and_itself():
    texts, labels = messages(400, seed=1)
    known = read(texts)
    familiar = Familiar(known, np.array(known.predictions) == np.array(labels), np.arange(400) % 2)
    seen = familiar.seen(read(messages(200, seed=2)[0]))
    assert np.abs(moved(seen, seen)[:-1]).max() == 0
    struck = familiar.seen(read(without(messages(200, seed=2)[0], 0.5)))
    assert np.abs(moved(seen, struck)).max() > 0.1


def test_a_known_message_is_held_against_the_half_that_it_is_not_of():
    texts = ["tickets for tonight", "seats for tonight", "when do doors open", "parking tonight"] * 10 + [
        "refund unheardof"
    ]
    sides = np.arange(41) % 2
    known = read(texts)
    familiar = Familiar(known, np.ones(41, dtype=bool), sides)
    last = read(texts[-1:])
    own, other = familiar.seen(last, sides[-1:]), familiar.seen(last, 1 - sides[-1:])
    assert own.counts[0, :2].tolist() == [2, 0], "its own words are not known to the other half"
    assert other.counts[0, :2].tolist() == [2, 2]
    assert own.far[0] > other.far[0]

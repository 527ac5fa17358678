"""Evaluation of a set: the shape people rely on, honest fitting, and errors that say the line."""

import hashlib
import json

import numpy as np
import pytest

from willcall.entrypoints.cli.commands import application
from willcall.knowledge.evaluate.history import History
from willcall.knowledge.evaluate.picture import Bar, bars
from willcall.knowledge.evaluate.retrieval import ARMS, evaluate
from willcall.knowledge.evaluate.searching import SetIndex
from willcall.knowledge.evaluate.sets import BrokenSet, Query, RetrievalSet, Text, read_set
from willcall.knowledge.evaluate.tuning import Candidate, Tuned, choose, tune, tuned_as_data, tuned_of
from willcall.knowledge.fusion import FIXED, LABELLED
from willcall.knowledge.reranking import rerank


class ByWords:
    """An encoder in which a text is the sum of its words' directions."""

    def knows(self, word):
        return True

    def encode(self, text):
        total = np.zeros(64, dtype=np.float32)
        for word in text.lower().split() or ["-"]:
            seed = int.from_bytes(hashlib.sha256(word.strip(".,?").encode()).digest()[:4])
            total += np.random.default_rng(seed).standard_normal(64).astype(np.float32)
        return total / max(float(np.linalg.norm(total)), 1e-9)


NOUNS = [
    "car",
    "dog",
    "beer",
    "hat",
    "bag",
    "seat",
    "door",
    "ramp",
    "soup",
    "show",
    "fan",
    "song",
    "light",
    "snow",
    "rain",
    "card",
    "fee",
    "desk",
    "shop",
    "room",
]


def made(questions=50):
    texts = tuple(
        Text(f"d{n}", "", f"About the {noun} at the venue. It has a number {n}.") for n, noun in enumerate(NOUNS)
    )
    queries = tuple(
        Query(str(n), f"tell me of a {NOUNS[n % 20]} please", {f"d{n % 20}": 1.0}) for n in range(questions)
    )
    return RetrievalSet("made", texts, queries)


def test_each_arm_has_the_published_figures():
    result = evaluate(made(), ByWords()).as_data()
    for arm in ("bm25", "dense", "fused", "reranked"):
        assert {"ndcg@10", "mrr@10", "recall@5", "precision@5", "p50_ms"} <= set(result[arm])
    assert result["bm25"]["recall@5"] == 1
    assert set(ARMS) <= set(result)
    json.dumps(result)


def test_fitting_waits_for_enough_labelled_questions():
    assert not evaluate(made(LABELLED - 1), ByWords()).fitted
    assert evaluate(made(LABELLED), ByWords()).fitted


def test_what_is_reported_was_chosen_without_the_question_it_is_reported_on():
    """Two settings that are each right on every other question: a dishonest choice would be right more than half the time."""
    names = ["right", "wrong"]
    rng = np.random.default_rng(7)
    coin = rng.integers(0, 2, size=(40, 200))
    candidates = [Candidate(n, [[int(c)] for c in row], 0.0) for n, row in enumerate(coin)]
    got = choose(candidates, [{"right": 1.0}] * 200, names, seed=1)
    right = sum(ranks[0] == 0 for ranks in got.rankings) / 200
    best = max((row == 0).mean() for row in coin)
    assert best > 0.57
    assert right < best - 0.03


def test_of_settings_that_do_as_well_the_one_we_start_from_stays():
    candidates = [Candidate("start", [[0]] * 50, 0.0), Candidate("far", [[0]] * 50, 2.0)]
    assert choose(candidates, [{"a": 1.0}] * 50, ["a"], seed=1).chosen == "start"


def test_tuning_gives_settings_that_survive_a_file():
    index = SetIndex(made().texts, ByWords())
    fitted = tune(index, made().queries, [text.id for text in made().texts], seed=1, start=Tuned())
    assert fitted.fitted
    assert tuned_of(json.loads(json.dumps(tuned_as_data(fitted.chosen)))) == fitted.chosen
    with pytest.raises(ValueError, match="kb tune"):
        tuned_of({"k1": 1})


def test_the_same_run_gives_the_same_figures():
    first, second = (evaluate(made(), ByWords(), clock=lambda: 0.0).as_data() for _ in range(2))
    assert first == second


def test_a_reranker_sets_the_first_places_anew_and_no_others():
    class Backwards:
        def score(self, question, passages):
            return [float(passage) for passage in passages]

    assert rerank(Backwards(), "q", [3, 1, 2, 9], str, depth=3) == [3, 2, 1, 9]
    best = evaluate(made(), ByWords(), reranker=Longest())
    assert best.reranker
    assert set(best.arms["reranked"].each) != {0.0}


class Longest:
    def score(self, question, passages):
        return [float(len(passage)) for passage in passages]


@pytest.mark.parametrize(
    ("documents", "queries", "says"),
    [
        ('{"id": "a", "text": "x"}\n{', '{"query": "q", "relevant_ids": ["a"]}', "line 2"),
        ('{"id": "a", "text": 5}', '{"query": "q", "relevant_ids": ["a"]}', "'text'"),
        ('{"id": "a", "text": "x"}', '{"query": "q"}', "relevant"),
        ('{"id": "a", "text": "x"}', '{"query": "q", "relevant_ids": ["b"]}', "No question"),
        (
            '{"id": "a", "text": "x"}\n{"id": "a", "text": "y"}',
            '{"query": "q", "relevant_ids": ["a"]}',
            "two documents",
        ),
        ('{"id": "a", "text": "x"}', '{"query": "q", "relevant": {"a": "much"}}', "grades"),
        ("", '{"query": "q", "relevant_ids": ["a"]}', "no documents"),
    ],
)
def test_a_broken_set_says_where(tmp_path, documents, queries, says):
    (tmp_path / "d.jsonl").write_text(documents)
    (tmp_path / "q.jsonl").write_text(queries)
    with pytest.raises(BrokenSet, match=says):
        read_set(tmp_path / "d.jsonl", tmp_path / "q.jsonl")


def test_questions_that_nothing_here_answers_are_counted(tmp_path):
    (tmp_path / "d.jsonl").write_text('{"id": 1, "text": "x"}\n')
    (tmp_path / "q.jsonl").write_text('{"query": "q", "relevant": {"1": 2}}\n{"query": "r", "relevant": {"9": 1}}\n')
    got = read_set(tmp_path / "d.jsonl", tmp_path / "q.jsonl")
    assert got.left_out == ("2",)
    assert got.queries[0].relevant == {"1": 2.0}


def test_a_run_is_compared_with_the_last_over_the_same_set(tmp_path):
    from willcall.kit.clock import system_clock

    history = History(tmp_path / "runs.jsonl")
    assert history.last("a") is None
    history.keep("a", {"n": 1}, now=system_clock())
    history.keep("b", {"n": 2}, now=system_clock())
    (tmp_path / "runs.jsonl").open("a").write('{"digest": "a", "resu')  # stopped half way
    assert history.last("a")["result"] == {"n": 1}


def test_a_picture_stands_alone_and_escapes_names():
    drawn = bars("a & b", [Bar("<x>", 0.5, 0.4, 0.6), Bar("y", 0.7, 0.6, 0.8)])
    assert drawn.startswith("<svg")
    assert "a &amp; b" in drawn
    assert "&lt;x&gt;" in drawn
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")


def test_fixed_weights_are_what_ships():
    assert Tuned().weights == FIXED


def test_the_commands_are_there():
    names = {
        name
        for group in application.registered_groups
        for name in [c.name for c in group.typer_instance.registered_commands]
    }
    assert {"eval", "tune"} <= names

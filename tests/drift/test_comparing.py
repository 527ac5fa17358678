"""Windows compared: tests that fit the sample, an estimate of the harm, faults of the data; and the report in the log and over HTTP."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from willcall.insights.drift.harm import calibration_error, estimate
from willcall.insights.drift.quality import flaws
from willcall.insights.drift.report import as_text, compare
from willcall.insights.drift.samples import Window
from willcall.insights.drift.testing import holm, ks, mmd, stability


def world(rows, *, seed, hard=0.3, confused=0.0, long=40.0):
    """Messages, easy and hard, with a model whose confidence is the chance to be right; confused ones are far from all that is known."""
    chance = np.random.default_rng(seed)
    is_hard = chance.random(rows) < hard
    is_far = chance.random(rows) < confused
    sure = np.where(is_hard, chance.beta(6, 5, rows), chance.beta(30, 2, rows))
    right = chance.random(rows) < np.where(is_far, 0.3, sure)
    center = np.where(is_hard[:, None], [[0.2, 1, 0, 0]], [[1, 0.2, 0, 0]]) + np.where(
        is_far[:, None], [[0, 0, 3, 0]], 0.0
    )
    vectors = center + chance.normal(0, 0.25, (rows, 4))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    columns = {
        "length": [int(x) for x in chance.poisson(long, rows)],
        "intent": [["buy", "ask"][int(x)] for x in is_hard],
        "channel": list(chance.choice(["chat", "v1"], rows)),
    }
    roles = {"intent": "prediction"}
    return Window(columns, roles, vectors.astype(np.float32), sure, right, "made up")


def unlabelled(window):
    return Window(window.columns, window.roles, window.embeddings, window.confidence, None, window.named)


@pytest.mark.parametrize("size", [30, 200])
def test_p_values_are_honest_when_nothing_has_changed(size):
    chance = np.random.default_rng(5)
    found = {"ks": [], "stability": [], "mmd": []}
    for _ in range(60):
        a, b = chance.normal(size=size), chance.normal(size=size)
        found["ks"].append(ks(a, b, chance)[1])
        words = chance.choice(list("abcdef"), 2 * size)
        found["stability"].append(stability(list(words[:size]), list(words[size:]), chance)[1])
        if size == 30:
            found["mmd"].append(mmd(chance.normal(size=(size, 3)), chance.normal(size=(size, 3)), chance)[1])
    for name, values in found.items():
        if values:
            assert np.mean(np.array(values) < 0.05) <= 0.15, name
            assert 0.3 < np.mean(values) < 0.7, name


def test_what_has_changed_is_found():
    chance = np.random.default_rng(6)
    assert ks(chance.normal(size=300), chance.normal(0.7, size=300), chance)[1] < 0.001
    assert stability(["a"] * 90 + ["b"] * 10, ["a"] * 60 + ["b"] * 40, chance)[1] < 0.01
    assert mmd(chance.normal(size=(80, 5)), chance.normal(0.8, size=(80, 5)), chance)[1] < 0.01


@given(st.dictionaries(st.text(max_size=3), st.floats(0, 1), max_size=9))
def test_holm_s_correction_keeps_the_order_and_never_flatters(p_values):
    corrected = holm(p_values)
    assert corrected.keys() == p_values.keys()
    for name, p in p_values.items():
        assert p <= corrected[name] <= 1
        assert all(corrected[name] <= corrected[other] for other, q in p_values.items() if q > p)


def test_more_of_what_is_hard_is_estimated_without_labels():
    reference, current = world(3000, seed=1), world(2000, seed=2, hard=0.6)
    real = reference.correct.mean() - current.correct.mean()
    assert real > 0.08
    for known in (reference, unlabelled(reference)):
        harm = estimate(known, unlabelled(current))
        assert abs(harm.drop - real) < 0.03
        assert harm.low < real < harm.high + 0.02
        assert harm.labelled == (known.correct is not None)


def test_a_shift_that_costs_nothing_alarms_nobody():
    report = compare(world(3000, seed=1), unlabelled(world(1500, seed=2, long=90)))
    assert report.verdict == "shifted"
    assert not report.alarms
    assert report.shifts[0].column == "length"
    assert abs(report.harm.drop) < 0.01


def test_a_shift_that_costs_is_told_with_its_cost():
    report = compare(world(3000, seed=1), unlabelled(world(1500, seed=2, hard=0.55)))
    assert report.verdict == "harmful"
    assert report.harm.low > 0
    page = as_text(report)
    assert "Drift: harmful" in page
    assert "| intent | prediction | PSI |" in page
    assert json.loads(json.dumps(report.as_data()))["alarms"] is True


def test_messages_unlike_all_that_is_known_and_read_otherwise_are_told_of_however_sure_the_reader_is():
    reference, current = world(2000, seed=1), world(900, seed=2, confused=0.8)
    sure = np.full(900, 0.97)  # it believes itself
    intents = ["ask"] * 500 + ["buy"] * 400
    strange = Window({**current.columns, "intent": intents}, current.roles, current.embeddings, sure)
    report = compare(reference, strange)
    assert report.verdict == "harmful"
    assert report.apart > 0.9
    same = Window(current.columns, current.roles, reference.embeddings[:900], reference.confidence[:900])
    assert compare(reference, same).apart < 0.6


def test_labels_found_elsewhere_serve_too():
    labelled = world(2500, seed=9, hard=0.45)
    report = compare(unlabelled(world(2000, seed=1)), unlabelled(world(1500, seed=2, hard=0.6)), labelled=labelled)
    assert report.verdict == "harmful"
    assert report.harm.labelled
    assert report.calibration_error < 0.05


@settings(max_examples=3)
@given(st.integers(0, 10_000))
def test_windows_of_one_world_are_steady(seed):
    reference, current = world(1500, seed=seed), unlabelled(world(800, seed=seed + 1))
    report = compare(reference, current, seed=seed)
    assert not report.alarms
    assert report == compare(reference, current, seed=seed)


def test_too_little_says_nothing():
    assert compare(world(500, seed=1), unlabelled(world(49, seed=2))).verdict == "unknown"
    assert compare(Window({}), Window({})).verdict == "unknown"


def test_calibration_is_measured_against_what_was_right():
    window = world(4000, seed=3)
    assert calibration_error(window.confidence, window.correct) < 0.03
    assert calibration_error(np.full(4000, 0.99), window.correct) > 0.1


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda c: {**c, "length": [None if i % 5 == 0 else v for i, v in enumerate(c["length"])]}, ("length", "missing")),
        (lambda c: {**c, "length": [str(v) if i % 4 == 0 else v for i, v in enumerate(c["length"])]}, ("length", "type")),
        (lambda c: {**c, "length": [v + (900 if i % 6 == 0 else 0) for i, v in enumerate(c["length"])]}, ("length", "outlier")),
        (lambda c: {k: v for k, v in c.items() if k != "channel"}, ("channel", "gone")),
        (lambda c: {**c, "colour": ["red"] * len(c["length"])}, ("colour", "new")),
    ],
)  # fmt: skip
def test_faults_of_the_data_are_named(change, fault):
    reference, current = world(600, seed=1), world(400, seed=2)
    broken = Window(change(current.columns), current.roles, current.embeddings, current.confidence)
    assert [(f.column, f.fault) for f in flaws(reference, broken)] == [fault]
    assert compare(reference, broken).alarms == (fault[1] in {"missing", "type", "gone"})
    assert flaws(reference, current) == []

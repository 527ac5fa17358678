"""Tags to spans, and numbers about confidence."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from willcall.understanding.calibration import auroc, expected_calibration_error
from willcall.understanding.decoding import decode_tags, spans_of
from willcall.understanding.packing import Packed

LABELS = ("O", "B-city", "I-city", "B-date", "I-date")


def lawful(path):
    begins = [label.startswith("I-") for label in path]
    return not begins[0] and all(
        not later.startswith("I-") or earlier[2:] == later[2:] for earlier, later in pairwise(path)
    )


@given(arrays(np.float32, st.tuples(st.integers(1, 4), st.just(5)), elements=st.integers(-20, 20).map(float)))
def test_the_path_is_the_best_of_all_lawful_ones(scores):
    def worth(path):
        return sum(float(scores[word, label]) for word, label in enumerate(path))

    best = max(worth(p) for p in product(range(5), repeat=len(scores)) if lawful([LABELS[i] for i in p]))
    path = decode_tags(scores, LABELS)
    assert lawful([LABELS[i] for i in path])
    assert worth(path) == pytest.approx(best)


def test_no_words_have_no_tags():
    assert decode_tags(np.zeros((0, 5), np.float32), LABELS) == []


def test_a_span_runs_from_its_first_word_to_its_last():
    scores = np.full((5, 5), -5.0, np.float32)
    for token, label in ((1, 0), (2, 1), (3, 2), (4, 3)):
        scores[token, label] = 5.0
    packed = Packed([2, 7, 8, 9, 7], [0] * 5, [(1, 0, 2), (2, 3, 6), (3, 7, 11), (4, 12, 18)])
    assert [span[:3] for span in spans_of(packed, scores, LABELS)] == [("city", 3, 11), ("date", 12, 18)]


def test_of_slots_that_stand_apart_no_span_follows_another_at_once():
    scores = np.full((2, 5), -5.0, np.float32)
    scores[0, 3] = scores[1, 3] = 5.0  # B-date, B-date
    assert decode_tags(scores, LABELS) == [3, 3]
    scores[1, 4] = 4.0
    assert decode_tags(scores, LABELS, apart=("date",)) == [3, 4]
    assert decode_tags(scores, LABELS, apart=("city",)) == [3, 3]


def test_confidence_that_is_as_often_right_as_it_says_has_no_error():
    assert expected_calibration_error([0.75] * 4, [1, 1, 1, 0]) == pytest.approx(0.0)
    assert expected_calibration_error([1.0] * 4, [1, 1, 1, 0]) == pytest.approx(0.25)
    assert expected_calibration_error([], []) == 0.0


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=30))
def test_the_area_under_the_curve_is_the_share_of_pairs_in_order(rows):
    scores, yes = zip(*rows, strict=True)
    pairs = [(a, b) for a, up in rows if up for b, other in rows if not other]
    found = auroc(scores, yes)
    if not pairs:
        assert found is None
    else:
        assert found == pytest.approx(sum((a > b) + 0.5 * (a == b) for a, b in pairs) / len(pairs))

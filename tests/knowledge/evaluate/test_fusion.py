"""Fusion: no arm is lost, neither decides alone, and a question's length moves the balance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.knowledge.fusion import FIXED, Evidence, Weights, as_data, fuse, reciprocal_ranks, weights_of

found = st.lists(
    st.builds(
        Evidence,
        key=st.uuids(),
        nearest=st.floats(-1, 1),
        whole=st.floats(-1, 1),
        bm25=st.floats(0, 40),
        said=st.floats(0, 1),
    ),
    max_size=12,
    unique_by=lambda one: one.key,
)


@given(found, st.integers(0, 60))
def test_every_find_comes_out_once_best_first(evidence, words):
    fused = fuse(evidence, words=words)
    assert {key for key, _ in fused} == {one.key for one in evidence}
    assert len(fused) == len(evidence)
    assert [score for _, score in fused] == sorted((score for _, score in fused), reverse=True)


@given(found, st.integers(0, 60))
def test_a_find_that_both_arms_put_last_is_last(evidence, words):
    worst = Evidence("worst", -1.5, -1.5, 0.0, 0.0)
    assert fuse([*evidence, worst], words=words)[-1][0] == "worst"


def test_of_a_long_question_words_tell_more_than_of_a_short_one():
    near = Evidence("near", 0.60, 0.60, 0.0, 0.0)
    said = Evidence("said", 0.45, 0.45, 9.0, 0.8)
    assert fuse([near, said], words=2)[0][0] == "near"
    assert fuse([near, said], words=20)[0][0] == "said"


def test_without_words_only_meaning_counts():
    near, said = Evidence("near", 0.5, 0.5, 0.0, 0.0), Evidence("said", 0.49, 0.49, 30.0, 1.0)
    assert fuse([said, near], words=30, weights=Weights(words=0))[0][0] == "near"


def test_reciprocal_ranks_weigh_each_arm():
    arms = ["a", "b", "c"], ["c", "b", "a"]
    assert reciprocal_ranks(((2, arms[0]), (1, arms[1])))[0][0] == "a"
    assert reciprocal_ranks(((1, arms[0]), (2, arms[1])))[0][0] == "c"
    assert reciprocal_ranks(((1, ["a"]),)) == [("a", pytest.approx(1 / 61))]


def test_weights_survive_a_file():
    assert weights_of(as_data(FIXED)) == FIXED
    with pytest.raises(ValueError, match="no fusion weights"):
        weights_of({"words": 1})

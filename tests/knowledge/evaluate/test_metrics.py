"""Figures of rankings: known values, and what holds of any ranking."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.knowledge.evaluate.metrics import better_by, estimate, judged, ndcg, precision, recall, reciprocal_rank

ids = st.lists(st.sampled_from("abcdefghijklmnop"), unique=True, max_size=12)
grades = st.dictionaries(st.sampled_from("abcdefghijklmnop"), st.integers(1, 3), min_size=1, max_size=8)


def test_figures_of_a_ranking_done_by_hand():
    relevant = {"a": 2, "b": 1}
    ranked = ["x", "a", "y", "b", "z"]
    ideal = 3 / log2(2) + 1 / log2(3)
    assert ndcg(ranked, relevant) == pytest.approx((3 / log2(3) + 1 / log2(5)) / ideal)
    assert reciprocal_rank(ranked, relevant) == 0.5
    assert recall(ranked, relevant) == 1
    assert precision(ranked, relevant) == pytest.approx(0.4)


@given(ids, grades)
def test_every_figure_lies_between_0_and_1(ranked, relevant):
    assert all(0 <= value <= 1 + 1e-9 for value in judged(ranked, relevant).values())


@given(grades)
def test_the_ideal_order_is_worth_1(relevant):
    best = sorted(relevant, key=lambda one: -relevant[one])
    assert ndcg(best, relevant) == pytest.approx(1)


@given(ids, grades)
def test_a_relevant_one_moved_up_never_makes_it_worse(ranked, relevant):
    for place in range(1, len(ranked)):
        if relevant.get(ranked[place], 0) > relevant.get(ranked[place - 1], 0):
            moved = [*ranked[: place - 1], ranked[place], ranked[place - 1], *ranked[place + 1 :]]
            assert ndcg(moved, relevant) >= ndcg(ranked, relevant) - 1e-9


def test_nothing_found_is_worth_nothing():
    assert set(judged([], {"a": 1}).values()) == {0.0}
    assert estimate([], seed=1).mean == 0


@given(st.lists(st.floats(0, 1), min_size=2, max_size=40))
def test_an_interval_holds_its_mean_and_is_the_same_for_the_same_seed(values):
    got = estimate(values, seed=3)
    assert got.low - 1e-9 <= got.mean <= got.high + 1e-9
    assert got == estimate(values, seed=3)


def test_a_sure_gain_has_an_interval_above_0():
    assert better_by([0.9] * 50, [0.5] * 50, seed=1).low > 0

"""The estimator of pass^k."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.training.evaluate.passk import mean_pass_hat_k, pass_hat_k


@given(st.lists(st.booleans(), min_size=1, max_size=9), st.data())
def test_it_is_the_share_of_all_choices_of_k_tries_that_passed_throughout(outcomes, data):
    k = data.draw(st.integers(1, len(outcomes)))
    chosen = list(combinations(outcomes, k))
    assert pass_hat_k(sum(outcomes), len(outcomes), k) == pytest.approx(sum(map(all, chosen)) / len(chosen))


@given(st.integers(1, 12), st.data())
def test_it_never_grows_with_k(trials, data):
    passed = data.draw(st.integers(0, trials))
    scores = [pass_hat_k(passed, trials, k) for k in range(1, trials + 1)]
    assert scores == sorted(scores, reverse=True)


def test_goals_weigh_the_same():
    assert mean_pass_hat_k([[True, True], [True, False]], 1) == 0.75
    assert mean_pass_hat_k([[True, True], [True, False]], 2) == 0.5
    assert mean_pass_hat_k([], 1) == 0.0


@pytest.mark.parametrize(("passed", "trials", "k"), [(1, 2, 3), (3, 2, 1), (1, 2, 0)])
def test_numbers_that_do_not_fit_are_refused(passed, trials, k):
    with pytest.raises(ValueError, match="pass"):
        pass_hat_k(passed, trials, k)

"""pass^k: the chance that k independent tries at the same goal all succeed.

Unbiased estimator from n >= k trials of which c passed: C(c, k) / C(n, k), averaged over goals. Source: Yao, Shinn,
Razavi, Narasimhan, "tau-bench: A Benchmark for Tool-Agent-User Interaction in Real-World Domains", 2024 (arXiv 2406.12045).
"""

from collections.abc import Iterable, Sequence
from math import comb


def pass_hat_k(passed: int, trials: int, k: int) -> float:
    """For one goal.

    Args:
        passed: Trials that succeeded.
        trials: Trials made; at least `k`.
        k: Tries that must all succeed; at least 1.

    Raises:
        ValueError: If the numbers do not fit each other.
    """
    if not 1 <= k <= trials or not 0 <= passed <= trials:
        raise ValueError(f"pass^{k} cannot be estimated from {passed} passes in {trials} trials")
    return comb(passed, k) / comb(trials, k)


def mean_pass_hat_k(outcomes: Iterable[Sequence[bool]], k: int) -> float:
    """Averaged over goals; `outcomes` holds one sequence of trials per goal. 0.0 if there is no goal."""
    estimates = [pass_hat_k(sum(trials), len(trials), k) for trials in outcomes]
    return sum(estimates) / len(estimates) if estimates else 0.0

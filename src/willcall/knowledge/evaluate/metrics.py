"""How good a ranking is, question by question, and how sure of the mean we may be.

Pure; knows neither documents nor how they are found. nDCG: Järvelin and Kekäläinen, "Cumulated Gain-Based Evaluation of IR
Techniques" (2002), with the gain 2^grade - 1 and the discount log2(rank + 1). Intervals: Efron's percentile bootstrap over questions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np

METRICS = ("ndcg@10", "mrr@10", "recall@5", "precision@5")
Relevant = Mapping[str, float]
"""Document id → grade above 0. Ids that are not in it count 0."""


def ndcg(ranked: Sequence[str], relevant: Relevant, k: int = 10) -> float:
    """Normalised discounted cumulative gain at `k`, 0 to 1; 0 where nothing is relevant."""
    best = sorted((grade for grade in relevant.values() if grade > 0), reverse=True)[:k]
    ideal = sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(best))
    got = sum((2 ** relevant.get(one, 0) - 1) / log2(place + 2) for place, one in enumerate(ranked[:k]))
    return got / ideal if ideal else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: Relevant, k: int = 10) -> float:
    """One over the place of the first relevant one among the first `k`; 0 if there is none."""
    return next((1 / place for place, one in enumerate(ranked[:k], 1) if relevant.get(one, 0) > 0), 0.0)


def recall(ranked: Sequence[str], relevant: Relevant, k: int = 5) -> float:
    """The share of the relevant that stand among the first `k`."""
    wanted = {one for one, grade in relevant.items() if grade > 0}
    return len(wanted.intersection(ranked[:k])) / len(wanted) if wanted else 0.0


def precision(ranked: Sequence[str], relevant: Relevant, k: int = 5) -> float:
    """The share of the first `k` places that hold a relevant one."""
    return sum(relevant.get(one, 0) > 0 for one in ranked[:k]) / k


def judged(ranked: Sequence[str], relevant: Relevant) -> dict[str, float]:
    """All of `METRICS` for one question."""
    return {
        "ndcg@10": ndcg(ranked, relevant),
        "mrr@10": reciprocal_rank(ranked, relevant),
        "recall@5": recall(ranked, relevant),
        "precision@5": precision(ranked, relevant),
    }


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean, and the bounds within which 95 in 100 resamples of the questions put it."""

    mean: float
    low: float
    high: float


def estimate(values: Sequence[float], *, seed: int, resamples: int = 1000) -> Estimate:
    """The mean of some questions' values with its 95 % interval.

    Args:
        values: One a question.
        seed: The same seed, the same interval.
        resamples: How many times the questions are drawn anew, with replacement.
    """
    if not len(values):
        return Estimate(0.0, 0.0, 0.0)
    held = np.asarray(values, dtype=np.float64)
    drawn = np.random.default_rng(seed).integers(0, len(held), size=(resamples, len(held)))
    low, high = np.percentile(held[drawn].mean(axis=1), [2.5, 97.5])
    return Estimate(float(held.mean()), float(low), float(high))


def better_by(ours: Sequence[float], theirs: Sequence[float], *, seed: int) -> Estimate:
    """How much higher the first is than the second on the same questions in the same order, with the interval of the difference."""
    return estimate([a - b for a, b in zip(ours, theirs, strict=True)], seed=seed)

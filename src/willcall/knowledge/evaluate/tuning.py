"""Fusion weights and BM25's two parameters fitted to labelled questions, and what that is worth on questions not fitted to.

Cross-fitting: the questions are dealt into folds, each fold is ranked with what the others chose, and only those ranks are reported.
Inside, the choice is drawn towards the fixed weights, since a few dozen questions cannot tell small differences. Below
`fusion.LABELLED` questions nothing is fitted. Knows no files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Any, Generic, TypeVar

import numpy as np

from willcall.knowledge.evaluate.metrics import Relevant, ndcg
from willcall.knowledge.evaluate.searching import K1, B, Finds, SetIndex
from willcall.knowledge.evaluate.sets import Query
from willcall.knowledge.fusion import FIXED, LABELLED, Weights, as_data, fuse, weights_of

WORDS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0)
"""The weights of the words that are tried."""
DRAW = 0.006
"""The nDCG that a weight e times as large, or as small, as the fixed one must gain to be chosen."""
FOLDS = 10
SATURATION = (0.6, 1.2, 2.0)
"""The k1 that are tried."""
PENALTY = (0.3, 0.5, 0.75)
"""The b that are tried."""


Setting = TypeVar("Setting")


@dataclass(frozen=True, slots=True)
class CrossFitted(Generic[Setting]):
    """What fitting gives.

    Args:
        rankings: Of each question, by a setting chosen on questions of other folds.
        chosen: The setting chosen on all of them: what to use from now on.
        fitted: Whether there were enough questions; else these are the rankings of the setting to start from.
    """

    rankings: list[list[int]]
    chosen: Setting
    fitted: bool


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Setting]):
    """A setting that may be chosen, the rankings it gives, and how far it is from where we start (0 for the start itself)."""

    setting: Setting
    rankings: list[list[int]]
    distance: float


@dataclass(frozen=True, slots=True)
class Tuned:
    """All that `kb tune` fits: the fusion weights and BM25's two parameters."""

    weights: Weights = FIXED
    k1: float = K1
    b: float = B


def ranking(finds: Finds, weights: Weights = FIXED) -> list[int]:
    """The places of documents as fused, best first."""
    return [place for place, _ in fuse(finds.evidence, words=finds.words, weights=weights)]


def cross_fit(
    found: Sequence[Finds], relevant: Sequence[Relevant], names: Sequence[str], *, seed: int, start: Weights = FIXED
) -> CrossFitted[Weights]:
    """Fits the weight of the words.

    Args:
        found: Of each question.
        relevant: Of each question, in the same order: ids and grades.
        names: Id of each document, by its place.
        seed: Deals the folds.
        start: What the choice is drawn towards.
    """
    tried = (replace(start, words=words) for words in dict.fromkeys((start.words, *WORDS)))
    candidates = [Candidate(w, [ranking(finds, w) for finds in found], _away(w, start)) for w in tried]
    return choose(candidates, relevant, names, seed=seed)


def tune(
    index: SetIndex, queries: Sequence[Query], names: Sequence[str], *, seed: int, start: Tuned
) -> CrossFitted[Tuned]:
    """Fits k1, b and the weight of the words together.

    Args:
        index: Of the documents; left at what was chosen.
        queries: The labelled questions.
        names: Id of each document, by its place.
        seed: Deals the folds.
        start: What the choice is drawn towards.
    """
    pairs = dict.fromkeys(((start.k1, start.b), *((k1, b) for k1 in SATURATION for b in PENALTY)))
    words = tuple(dict.fromkeys((start.weights.words, *WORDS)))
    candidates = []
    for k1, b in pairs:
        index.use(k1=k1, b=b)
        found = [index.find(query.query) for query in queries]
        away = abs(log(k1 / start.k1)) + abs(b - start.b)
        for weights in (replace(start.weights, words=w) for w in words):
            rankings = [ranking(finds, weights) for finds in found]
            candidates.append(Candidate(Tuned(weights, k1, b), rankings, _away(weights, start.weights) + away))
    fitted = choose(candidates, [query.relevant for query in queries], names, seed=seed)
    index.use(k1=fitted.chosen.k1, b=fitted.chosen.b)
    return fitted


def choose(
    candidates: Sequence[Candidate[Setting]], relevant: Sequence[Relevant], names: Sequence[str], *, seed: int
) -> CrossFitted[Setting]:
    """Chooses by mean nDCG@10 less what distance costs; the first candidate is where we start."""
    if len(relevant) < LABELLED:
        return CrossFitted(candidates[0].rankings, candidates[0].setting, fitted=False)
    scores = np.array(
        [
            [ndcg([names[at] for at in one[:10]], wanted) for one, wanted in zip(c.rankings, relevant, strict=True)]
            for c in candidates
        ]
    )
    cost = DRAW * np.array([candidate.distance for candidate in candidates])
    fold = np.random.default_rng(seed).permutation(len(relevant)) % FOLDS
    best = [int(np.argmax(scores[:, fold != number].mean(axis=1) - cost)) for number in range(FOLDS)]
    rankings = [candidates[best[fold[at]]].rankings[at] for at in range(len(relevant))]
    return CrossFitted(rankings, candidates[int(np.argmax(scores.mean(axis=1) - cost))].setting, fitted=True)


def _away(weights: Weights, start: Weights) -> float:
    return abs(log(max(weights.words, 0.15) / max(start.words, 0.15)))


def tuned_as_data(tuned: Tuned) -> dict[str, object]:
    """For a JSON file."""
    return {"k1": tuned.k1, "b": tuned.b, "weights": as_data(tuned.weights)}


def tuned_of(data: Mapping[str, Any]) -> Tuned:
    """What `tuned_as_data` wrote.

    Raises:
        ValueError: If it is something else.
    """
    try:
        return Tuned(weights_of(data["weights"]), float(data["k1"]), float(data["b"]))
    except (KeyError, TypeError) as error:
        raise ValueError(f"This was not written by `kb tune`: {dict(data)!r}.") from error

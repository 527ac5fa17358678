"""One ranking out of two: what a passage says in the question's words, and how near it is in meaning.

Pure data and functions; knows neither an index nor a passage. A cosine counts as it is and words are added at a weight that
grows with the length of the question: of three words, one in common is chance; of twenty, it is not. Bruch, Gai and Ingber, "An
Analysis of Fusion Functions for Hybrid Retrieval" (2023), on why a convex combination beats ranks; Cormack, Clarke and Büttcher,
"Reciprocal Rank Fusion" (2009), for where scores cannot be compared.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

LABELLED = 40
"""Fewer labelled questions than this fit nothing."""

RANKS = 60
"""The constant of reciprocal rank fusion."""


@dataclass(frozen=True, slots=True)
class Evidence(Generic[Key]):
    """What both arms know of one passage.

    Args:
        key: The passage.
        nearest: The cosine of the question and the nearest line of the passage; 0 where that arm is missing.
        whole: The cosine of the question and the mean of all its lines; `nearest` where nobody knows.
        bm25: As the keyword arm scores it; 0 if it shares no word.
        said: The share of the question that it says too, words counted by how rare they are; 0 to 1.
    """

    key: Key
    nearest: float
    whole: float
    bm25: float
    said: float


@dataclass(frozen=True, slots=True)
class Weights:
    """How the arms are added: cosine + words × (share(said) + share(bm25 of the best)).

    Args:
        words: How much the words count against the cosine: 1 is what a middling set wants, 0 leaves them out.
        whole: How much of the cosine is that of the whole passage; the rest is its nearest line's.
        said: The share's base, and its growth with each eight words of the question.
        best: The same of the BM25 score as a part of the best passage's.
    """

    words: float = 1.5
    whole: float = 0.5
    said: tuple[float, float] = (0.03, 0.06)
    best: tuple[float, float] = (0.02, 0.04)


FIXED = Weights()
"""Set on public sets of questions (how: the lab notes), before any installation has labels of its own."""


def fuse(evidence: Sequence[Evidence[Key]], *, words: int, weights: Weights = FIXED) -> list[tuple[Key, float]]:
    """Passages with their scores, best first; of equals, the one that came first.

    Args:
        evidence: Of each passage that either arm found.
        words: How many words of the question count.
        weights: Fixed ones, or those that `tune` fitted.
    """
    length = min(words / 8, 3.0)
    said = weights.words * (weights.said[0] + weights.said[1] * length)
    best = weights.words * (weights.best[0] + weights.best[1] * length)
    top = max((one.bm25 for one in evidence), default=0.0) or 1.0
    scored = [
        (
            one.key,
            (1 - weights.whole) * one.nearest + weights.whole * one.whole + said * one.said + best * one.bm25 / top,
        )
        for one in evidence
    ]
    return sorted(scored, key=lambda pair: -pair[1])


def reciprocal_ranks(arms: Iterable[tuple[float, Sequence[Key]]], *, k: int = RANKS) -> list[tuple[Key, float]]:
    """Weighted reciprocal rank fusion, best first, for arms whose scores cannot be compared.

    Args:
        arms: The weight of each arm with what it found, best first.
        k: The larger, the less the first places stand out.
    """
    scores: dict[Key, float] = {}
    for weight, found in arms:
        for place, key in enumerate(found, 1):
            scores[key] = scores.get(key, 0.0) + weight / (k + place)
    return sorted(scores.items(), key=lambda pair: -pair[1])


def weights_of(data: Mapping[str, object]) -> Weights:
    """Weights as `as_data` wrote them.

    Raises:
        ValueError: If they are none.
    """
    try:
        said, best = (tuple(float(v) for v in data[name]) for name in ("said", "best"))  # type: ignore[attr-defined]
        return Weights(float(str(data["words"])), float(str(data["whole"])), (said[0], said[1]), (best[0], best[1]))
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"These are no fusion weights: {dict(data)!r}.") from error


def as_data(weights: Weights) -> dict[str, object]:
    """For a JSON file."""
    return {"words": weights.words, "whole": weights.whole, "said": list(weights.said), "best": list(weights.best)}

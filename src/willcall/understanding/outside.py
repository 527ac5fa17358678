"""Is a message none of a model's business? Five raw scores, and the one number made of them.

Each score is larger for the stranger message. Sources: largest softmax (Hendrycks & Gimpel 2017), energy (Liu et al. 2020),
Mahalanobis distance (Lee et al. 2018), nearest neighbours (Sun et al. 2022). The weights are fitted by the recipe. Knows no intent.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from willcall.understanding.encoder import Array


@dataclass(frozen=True, slots=True)
class Score:
    """One of the raw scores as `model.json` weighs it."""

    name: str
    weight: float
    mean: float
    scale: float


@dataclass(frozen=True, slots=True)
class OutsideRule:
    """`model.json`'s `out_of_scope`."""

    bias: float
    threshold: float
    scores: tuple[Score, ...]
    neighbours: int = 5

    def score(self, raw: Mapping[str, Array]) -> Array:
        """Confidence that a message is out of scope, [n]; `raw` as `outside_scores` gives it."""
        total = self.bias + sum(one.weight * (raw[one.name] - one.mean) / one.scale for one in self.scores)
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(total, -60, 60))), dtype=np.float32)


def outside_scores(
    *,
    intents: Array,
    outside: Array,
    sentence: Array,
    temperature: float = 1.0,
    vectors: Array | None = None,
    neighbours: int = 5,
    means: Array | None = None,
    whitening: Array | None = None,
) -> dict[str, Array]:
    """The raw scores of n messages, each float32 [n]; those whose arrays are missing are left out.

    Args:
        intents: Logits, [n, I].
        outside: Logits of the out-of-scope head, [n].
        sentence: Vectors of length 1, [n, D].
        temperature: Of the confidences.
        vectors: Those of the kept training rows, [N, D].
        neighbours: How many of them count.
        means: Mean vector of each intent, times `whitening`, [I, D].
        whitening: W of W Wᵀ = the inverse of the covariance that the intents share, [D, D].
    """
    logits = np.atleast_2d(intents).astype(np.float32)
    top = logits.max(axis=1, keepdims=True)
    scores = {
        "max_softmax": 1.0 - 1.0 / np.exp((logits - top) / temperature).sum(axis=1),
        "energy": -(top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))),
        "head": np.atleast_1d(outside).astype(np.float32),
    }
    said = np.atleast_2d(sentence).astype(np.float32)
    if means is not None and whitening is not None:
        scores["mahalanobis"] = np.stack([_nearest_mean(one, means, whitening) for one in said])
    if vectors is not None and len(vectors):
        count = min(neighbours, len(vectors))
        near = np.partition(said @ vectors.T.astype(np.float32, copy=False), -count, axis=1)[:, -count:]
        scores["neighbours"] = 1.0 - near.mean(axis=1)
    return {name: np.asarray(values, dtype=np.float32) for name, values in scores.items()}


def _nearest_mean(one: Array, means: Array, whitening: Array) -> np.float32:
    away = one @ whitening - means
    return np.float32(np.einsum("id,id->i", away, away).min())

"""Makes confidences mean something: a temperature for intents, and a rule for what is out of scope.

Fitted on what the int8 graph says of rows held out. Of the five raw scores (docs/how-to/model-directory.md) the one that finds most of the
strangers at the allowed share of false alarms is taken. NumPy alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
FEW = 200  # rows in scope, below which a quantile of them is taken with care
MARGIN = (
    0.6  # of the false alarms allowed are aimed at: rows held out are few, and messages to come are stranger than they
)


def temperature(logits: Array, truth: npt.NDArray[np.int64]) -> float:
    """The temperature of the smallest negative log-likelihood (Guo et al. 2017).

    Args:
        logits: [n, I].
        truth: [n].
    """
    if logits.shape[1] < 2 or not len(logits):
        return 1.0

    def loss(by: float) -> float:
        scaled = logits / by
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        rows = scaled[np.arange(len(truth)), truth] - np.log(np.exp(scaled).sum(axis=1))
        return float(-rows.mean())

    return float(min(np.geomspace(0.2, 5.0, 97), key=loss))


@dataclass(frozen=True, slots=True)
class Rule:
    """The `out_of_scope` of `model.json`, and how it was found.

    Args:
        fields: As there.
        measured: Score → share of the strangers found at the allowed false alarms.
    """

    fields: dict[str, Any]
    measured: dict[str, float]


def outside_rule(
    inside: Mapping[str, Array], outside: Mapping[str, Array], *, false_alarms: float, neighbours: int = 5
) -> Rule:
    """The rule for raw scores of messages in scope and out of it.

    Args:
        inside: Score → [n].
        outside: Score → [m]; m may be 0, then the maximum of softmax and the neighbours share the decision.
        false_alarms: Largest share of messages in scope above the threshold.
        neighbours: As in the raw score.
    """
    standard = {name: _standard(inside[name]) for name in inside}
    z_in = {name: (inside[name] - mean) / scale for name, (mean, scale) in standard.items()}
    z_out = {name: (outside[name] - mean) / scale for name, (mean, scale) in standard.items()}
    candidates: dict[str, tuple[str, ...]] = {name: (name,) for name in sorted(inside)}
    candidates |= {
        f"{one}+{two}": (one, two) for one, two in (("head", "neighbours"), ("energy", "neighbours"), ("energy", "mahalanobis"), ("head", "mahalanobis"), ("energy", "head"))
        if one in inside and two in inside
    }  # fmt: skip
    candidates["all"] = tuple(sorted(inside))
    aim = false_alarms * MARGIN
    strangers = len(next(iter(outside.values())))

    def found(members: tuple[str, ...], alarms: float) -> float:
        cut = _cut(np.sum([z_in[m] for m in members], axis=0), alarms)
        return float((np.sum([z_out[m] for m in members], axis=0) >= cut).mean())

    measured = {name: found(members, aim) if strangers else 0.0 for name, members in candidates.items()}
    best = "max_softmax"
    if any(measured.values()) and len(next(iter(inside.values()))) < FEW:
        best = "all"  # so few rows cannot tell which score to trust
    elif any(measured.values()):  # of equals, the one that would bear fewer alarms, then the simpler
        best = max(
            measured, key=lambda name: (measured[name], found(candidates[name], aim / 4), -len(candidates[name]))
        )
    members = candidates[best]
    total_in = np.sum([z_in[m] for m in members], axis=0)
    cut = _cut(total_in, aim)
    fields = {
        "bias": float(-cut),
        "threshold": 0.5,
        "scores": [{"name": m, "weight": 1.0, "mean": standard[m][0], "scale": standard[m][1]} for m in members],
        "neighbours": neighbours,
    }
    return Rule(fields, {name: round(share, 4) for name, share in measured.items()})


def gaussians(vectors: Array, labels: npt.NDArray[np.int32], intents: int) -> tuple[Array, Array]:
    """(means [I, D], whitening [D, D]) of the sentence vectors of each intent, with a covariance that all share.

    Lee et al. 2018, "A Simple Unified Framework for Detecting Out-of-Distribution Samples"; shrunk towards the sphere. The
    whitening W is of W Wᵀ = the covariance's inverse, and the means are times W: so a message costs D² products, whatever the intents.
    """
    means = np.zeros((intents, vectors.shape[1]), dtype=np.float32)
    for label in range(intents):
        own = vectors[labels == label]
        if len(own):
            means[label] = own.mean(axis=0)
    known = labels >= 0
    rest = vectors[known] - means[labels[known]]
    covariance = rest.T @ rest / max(1, len(rest))
    size = covariance.shape[0]
    share = min(0.9, max(0.05, size / max(1, len(rest))))
    covariance = (1 - share) * covariance + share * np.eye(size) * np.trace(covariance) / size
    whitening = np.linalg.cholesky(np.linalg.inv(covariance + 1e-6 * np.eye(size)))
    return (means @ whitening).astype(np.float32), whitening.astype(np.float32)


def _standard(values: Array) -> tuple[float, float]:
    return float(values.mean()), float(max(values.std(), 1e-6))


def _cut(scores: npt.NDArray[Any], share: float) -> float:
    """The least value that no more than `share` of the scores reach; further out where they are few to tell it by."""
    ordered = np.sort(scores)[::-1]
    allowed = int(share * len(ordered))
    cut = float(ordered[min(allowed, len(ordered) - 1)] + 1e-6)
    if len(ordered) >= FEW:
        return cut
    beyond = (_students(1 - share, len(ordered) - 1) + 0.2) * (1 + 1 / len(ordered)) ** 0.5
    return max(cut, float(scores.mean() + beyond * scores.std(ddof=1))) if len(ordered) > 1 else cut


def _students(share: float, freedom: int) -> float:
    """The quantile of Student's t, by the first terms of its expansion (Abramowitz & Stegun 1964, 26.7.5); good from 4 degrees of freedom."""
    z = NormalDist().inv_cdf(share)
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)

"""Whether confidences mean something: how far they are from the share that is right, and how well they tell right from wrong.

Knows numbers only.
"""

from typing import Any

import numpy as np
import numpy.typing as npt


def expected_calibration_error(confidences: npt.ArrayLike, right: npt.ArrayLike, bins: int = 15) -> float:
    """The mean distance of confidence from accuracy over equal bins of confidence (Guo et al. 2017), 0 to 1.

    Args:
        confidences: [n], 0 to 1.
        right: [n], whether each was right.
        bins: How many.
    """
    sure, hits = np.asarray(confidences, dtype=np.float64), np.asarray(right, dtype=np.float64)
    if not len(sure):
        return 0.0
    places = np.minimum((sure * bins).astype(int), bins - 1)
    counts = np.bincount(places, minlength=bins)
    distance = np.abs(np.bincount(places, sure, bins) - np.bincount(places, hits, bins))
    return float(distance[counts > 0].sum() / len(sure))


def auroc(scores: npt.ArrayLike, positive: npt.ArrayLike) -> float | None:
    """The chance that a positive scores above a negative (Fawcett 2006, "An introduction to ROC analysis"); ties count half.

    None where all are positive or all negative.
    """
    values, yes = np.asarray(scores, dtype=np.float64), np.asarray(positive, dtype=bool)
    ups, downs = int(yes.sum()), int((~yes).sum())
    if not ups or not downs:
        return None
    return float((_ranks(values)[yes].sum() - ups * (ups + 1) / 2) / (ups * downs))


def _ranks(values: "npt.NDArray[np.float64]") -> "npt.NDArray[np.float64]":
    """Ranks from 1; equal values share their mean."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    mean: Any = last - (counts - 1) / 2
    return np.asarray(mean[inverse], dtype=np.float64)

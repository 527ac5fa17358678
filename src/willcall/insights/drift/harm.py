"""What a shift costs: the accuracy that predictions are likely to have now, without anybody saying which are right.

A calibrated confidence is the chance to be right, so the mean of confidences is the accuracy to expect (confidence-based performance
estimation). Confidences are calibrated on a reference that people labelled, each of its rows weighted by how much more common its like is
now than then, so that what is calibrated is what is seen now (Białek et al., "Estimating Model Performance Under Covariate Shift
Without Labels", 2024; weights from a classifier that tells the windows apart, Bickel et al., JMLR 2009). Beside the confidence the
calibration looks at how far a message is from everything known: confidence alone believes itself where it has never been.

It does not see what leaves no trace in what is read: words that come to mean something else need labels.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from willcall.insights.drift.samples import Floats, Window

HEAVIEST = 20.0
"""No row of the reference counts for more than so many."""
DIMENSIONS = 24
BOOTSTRAPS = 200


@dataclass(frozen=True, slots=True)
class Harm:
    """Args:
    before: Accuracy of the reference: as labelled, or as its own confidences promise.
    now: The accuracy to expect.
    low: With 95 % the drop is at least this …
    high: … and at most this.
    labelled: Whether people labelled what this is known by.
    perhaps: The drop that is exceeded with a chance of one in three, where that was learnt (`learnt.py`).
    """

    before: float
    now: float
    low: float
    high: float
    labelled: bool
    perhaps: float | None = None

    @property
    def drop(self) -> float:
        """Points of accuracy lost, as a share."""
        return self.before - self.now


def estimate(reference: Window, current: Window, *, seed: int = 0) -> Harm | None:
    """The harm of a shift from one window to the other; None where there are no confidences.

    Args:
        reference: With `correct`, if people labelled it.
        current: Without.
        seed: Of the resampling.
    """
    if reference.confidence is None or current.confidence is None or not len(current.confidence):
        return None
    if not len(reference.confidence):
        return None
    chance = np.random.default_rng(seed)
    labelled = reference.correct is not None
    if reference.correct is not None:
        known, now = _features(reference, current)
        target = reference.correct.astype(np.float64)
        weights = _ratio(reference, current)
        right_before = fitted(known, target)
        right_now = fitted(known, target, weights)
        before = float(target.mean())
        each_before, each = chances(known, right_before), (chances(now, right_before) + chances(now, right_now)) / 2
        offset = before - float(each_before.mean())
    else:
        each_before, each = reference.confidence, current.confidence
        before, offset = float(each_before.mean()), 0.0
    n, m = len(each_before), len(each)
    drops = [
        each_before[chance.integers(0, n, n)].mean() - each[chance.integers(0, m, m)].mean() for _ in range(BOOTSTRAPS)
    ]
    now_expected = float(each.mean()) + offset
    return Harm(before, now_expected, float(np.quantile(drops, 0.025)), float(np.quantile(drops, 0.975)), labelled)


def apart(reference: Window, current: Window) -> float | None:
    """How well a classifier tells the windows apart, as the area under its curve: 0.5 not at all, 1 always (Lopez-Paz and Oquab,
    "Revisiting Classifier Two-Sample Tests", ICLR 2017); None without confidences or embeddings.
    """
    if reference.confidence is None or current.confidence is None:
        return None
    if reference.embeddings is None or current.embeddings is None or not len(current.embeddings):
        return None
    p, rows = _told_apart(reference, current)
    ranks = np.argsort(np.argsort(p))[rows:]
    others = len(p) - rows
    return float((ranks.sum() - others * (others - 1) / 2) / (rows * others))


def calibration_error(confidence: Floats, correct: npt.NDArray[np.bool_], *, bins: int = 10) -> float:
    """Expected calibration error, over bins of equally many rows (Guo et al., "On Calibration of Modern Neural Networks", ICML 2017)."""
    order = np.argsort(confidence, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return float(sum(len(p) * abs(confidence[p].mean() - correct[p].mean()) for p in parts) / len(confidence))


def _features(reference: Window, current: Window) -> tuple[Floats, Floats]:
    """For each row: its confidence as log-odds, and how far it is from what is known; with squares and their product."""
    assert reference.confidence is not None
    assert current.confidence is not None
    parts = [log_odds(reference.confidence), log_odds(current.confidence)]
    if reference.embeddings is not None and current.embeddings is not None:
        far = _novelty(reference.embeddings, current.embeddings)
        pairs = [np.stack([c, f], axis=1) for c, f in zip(parts, far, strict=True)]
    else:
        pairs = [c[:, None] for c in parts]
    middle, spread = pairs[0].mean(axis=0), pairs[0].std(axis=0) + 1e-9
    return _polynomial((pairs[0] - middle) / spread), _polynomial((pairs[1] - middle) / spread)


def _polynomial(x: Floats) -> Floats:
    x = np.clip(x, -6, 6)
    columns = [np.ones(len(x)), *x.T, *(x**2).T / 4]
    if x.shape[1] == 2:
        columns.append(x[:, 0] * x[:, 1] / 4)
    return np.stack(columns, axis=1)


def log_odds(p: Floats) -> Floats:
    clipped = np.clip(np.asarray(p, dtype=np.float64), 1e-4, 1 - 1e-4)
    return np.asarray(np.log(clipped / (1 - clipped)))


def _novelty(reference: npt.NDArray[np.float32], current: npt.NDArray[np.float32]) -> tuple[Floats, Floats]:
    """Mean distance to the ten nearest of a part of the reference; rows of that part leave themselves out."""
    known = reference[: min(len(reference), 2_000)]
    inside = nearest(known, known, skip=1)
    rest = nearest(known, reference[len(known) :]) if len(reference) > len(known) else np.empty(0)
    return np.concatenate([inside, rest]), nearest(known, current)


def nearest(known: npt.NDArray[np.float32], x: npt.NDArray[np.float32], *, skip: int = 0) -> Floats:
    """For each row of `x`, its mean distance to the ten nearest of what is known, the first `skip` of them left out."""
    found = np.empty(len(x))
    for begin in range(0, len(x), 512):
        near = x[begin : begin + 512] @ known.T
        top = min(10 + skip, near.shape[1])
        best = -np.sort(-np.partition(near, -top, axis=1)[:, -top:], axis=1)[:, skip:]
        found[begin : begin + 512] = 1 - best.mean(axis=1)
    return found


def _ratio(reference: Window, current: Window) -> Floats:
    """How much more common the like of each row of the reference is now; 1 on the whole."""
    every, rows = _told_apart(reference, current)
    p = every[:rows]
    odds = np.clip(p / (1 - p) * rows / (len(every) - rows), 1 / HEAVIEST, HEAVIEST)
    return np.asarray(odds / odds.mean())


def _told_apart(reference: Window, current: Window) -> tuple[Floats, int]:
    """For each row of both, the chance to be of the current window; and how many rows the reference has."""
    a, b = _described(reference, current)
    x = np.concatenate([a, b])
    x = np.concatenate([np.ones((len(x), 1)), (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-9)], axis=1)
    y = np.concatenate([np.zeros(len(a)), np.ones(len(b))])
    return chances(x, fitted(x, y, ridge=20.0)), len(a)


def _described(reference: Window, current: Window) -> tuple[Floats, Floats]:
    """A few numbers for each row: its confidence, and where its embedding lies along the directions in which most varies."""
    assert reference.confidence is not None
    assert current.confidence is not None
    confidences = [log_odds(reference.confidence)[:, None], log_odds(current.confidence)[:, None]]
    if reference.embeddings is None or current.embeddings is None:
        return confidences[0], confidences[1]
    both = np.concatenate([reference.embeddings, current.embeddings]).astype(np.float64)
    middle = both.mean(axis=0)
    _, vectors = np.linalg.eigh(np.cov((both - middle).T))
    main = vectors[:, -DIMENSIONS:]
    sides = [(w.embeddings - middle) @ main for w in (reference, current) if w.embeddings is not None]
    return np.concatenate([confidences[0], sides[0]], axis=1), np.concatenate([confidences[1], sides[1]], axis=1)


def fitted(x: Floats, y: Floats, weights: Floats | None = None, *, ridge: float = 1.0) -> Floats:
    """Logistic regression by Newton's method, with a ridge on all but the constant."""
    weights = np.ones(len(y)) if weights is None else weights
    found = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], ridge)
    penalty[0] = 1e-6
    for _ in range(25):
        p = chances(x, found)
        slope = x.T @ (weights * (p - y)) + penalty * found
        bend = (x * (weights * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        change = np.linalg.solve(bend, slope)
        found -= change
        if np.abs(change).max() < 1e-6:
            break
    return found


def chances(x: Floats, fitted: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(x @ fitted, -30, 30))))

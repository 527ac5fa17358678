"""What a shift costs, learnt beforehand from what damage did to messages that people labelled (Schelter, Rukat and Biessmann, SIGMOD 2020).

Copies of the labelled messages are damaged (`damage.py`), weighed otherwise and mixed, and read; of each it is known how far it moved and what that cost. A
Gaussian process (Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006) tells the cost of another move from these, and how
sure that is; how sure it may be is measured on kinds of damage left out, one group at a time (normalised residuals, after Lei et al.,
"Distribution-Free Predictive Inference for Regression", JASA 2018; no guarantee, for what comes is of no kind that was drawn). Each labelled message is held against the half that it is not of, so that it is as
strange to what is known as what comes later. A copy is of some hundred rows: of smaller windows it says less than it believes.

Knows no model: it is handed what reads texts. Keeps the words of the labelled messages in memory, and nothing of the current ones.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from willcall.insights.drift.damage import KINDS, Known, damaged
from willcall.insights.drift.harm import Harm
from willcall.insights.drift.process import Process
from willcall.insights.drift.samples import Floats, Window
from willcall.insights.drift.seen import Familiar, Seen, moved

ENOUGH = 300
"""Labelled messages to learn from."""
ROWS = 600
"""Of a copy; each row is read once."""
STRENGTHS, PAIRS, WEIGHED, CLEAN = 8, 3, 120, 40
"""Copies: so many strengths of each kind, for each of these so many with two kinds at once; and, with nothing to be read, so many weighed otherwise, so many as they were."""
FOLDS = 6
FINE = 0.03
"""Costs are told apart finely up to about this one, and beyond it ever more coarsely: what matters is on which side of two points one is."""
CHANCE = 1 / 3
"""`Harm.perhaps` is the cost that is exceeded with this chance."""
Read = Callable[[Sequence[str]], Window]
"""Texts as they are read: a window with texts, predictions, confidence and embeddings, row by row."""


@dataclass(frozen=True, slots=True)
class _Example:
    move: Floats
    cost: float
    kinds: tuple[str, ...]


class Cost:
    """Args:
    texts: Messages.
    labels: What each should be read as.
    read: How they are read, now.
    seed: The same make the same.

    Raises:
        ValueError: fewer than `ENOUGH`.
    """

    def __init__(self, texts: Sequence[str], labels: Sequence[str], read: Read, *, seed: int = 7) -> None:
        if len(texts) < ENOUGH:
            raise ValueError(f"{len(texts)} labelled messages are too few to learn from; {ENOUGH} are enough.")
        chance = np.random.default_rng([seed, 1])
        self._labels = np.array(labels)
        self._sides = chance.permutation(len(texts)) % 2
        clean = read(texts)
        self._right = np.array(clean.predictions) == self._labels
        self._accuracy = float(self._right.mean())
        self._familiar = Familiar(clean, self._right, self._sides)
        self._clean = self._familiar.seen(clean, self._sides)
        examples = [*self._as_it_was(chance), *self._weighed(chance), *self._damaged(texts, read, seed)]
        self._learn(examples, chance)

    def harm(self, reference: Window, current: Window) -> Harm:
        """What it costs to have come from one window to the other; a labelled reference is what was learnt from."""
        now = self._familiar.seen(current)
        if reference.correct is not None:
            before, then = self._accuracy, self._clean
        else:
            then = self._familiar.seen(reference)
            before = min(1.0, self._accuracy - _points(self._cost(self._clean, then)[0]))
        cost, error = self._cost(then, now)
        drop, low, perhaps, high = (_points(cost + share * error) for share in (0.0, *self._shares))
        return Harm(before, float(np.clip(before - drop, 0, 1)), low, high, labelled=True, perhaps=perhaps)

    def _cost(self, then: Seen, now: Seen) -> tuple[float, float]:
        means, errors = self._process.at(self._scaled(moved(then, now))[None])
        return float(means[0]), float(errors[0])

    def _scaled(self, move: Floats) -> Floats:
        """In multiples of what chance moves, the large ones drawn together."""
        return np.asarray(np.arcsinh((move - self._middle) / self._spread / 2))

    def _learn(self, examples: Sequence[_Example], chance: np.random.Generator) -> None:
        still = np.stack([one.move for one in examples if not one.kinds])
        self._middle, self._spread = still.mean(axis=0), still.std(axis=0) + 1e-9
        x = np.stack([self._scaled(one.move) for one in examples])
        y = FINE * np.arcsinh(np.array([one.cost for one in examples]) / FINE)
        kinds = sorted({kind for one in examples for kind in one.kinds})
        fold = {kind: place % FOLDS for place, kind in enumerate(chance.permutation(kinds))}
        off: list[Floats] = []
        for number in range(FOLDS):
            out = np.array([any(fold[kind] == number for kind in one.kinds) for one in examples])
            if out.any() and not out.all():
                means, errors = Process(x[~out], y[~out]).at(x[out])
                off.append((y[out] - means) / errors)
        ratios = np.concatenate(off)
        self._shares = [float(np.quantile(ratios, share)) for share in (0.025, 1 - CHANCE, 0.975)]
        self._process = Process(x, y)

    def _as_it_was(self, chance: np.random.Generator) -> list[_Example]:
        size = self._size()
        drawn = [self._clean.rows(chance.choice(len(self._right), size, replace=False)) for _ in range(CLEAN)]
        return [_Example(moved(self._clean, one), 0.0, ()) for one in drawn]

    def _weighed(self, chance: np.random.Generator) -> list[_Example]:
        """More of some than before: of a label, of what is read as one, of the sure, the long, the alike."""
        found = []
        names = np.unique(self._labels)
        seen = self._clean
        for number in range(WEIGHED):
            by: tuple[Callable[[], npt.NDArray[Any]], ...] = (
                lambda: self._labels == chance.choice(names),
                lambda: seen.predictions == chance.choice(names),
                lambda: seen.sure,
                lambda: seen.length,
                lambda: seen.place[:, chance.integers(seen.place.shape[1])],
                lambda: -((seen.place - seen.place[chance.integers(len(seen.place))]) ** 2).sum(axis=1),
            )
            way = number % len(by)
            scores = by[way]().astype(np.float64)
            scores = (scores - scores.mean()) / (scores.std() + 1e-9)
            weights = np.exp(np.clip(chance.normal() * scores, -4, 4))
            weights /= weights.sum()
            drawn = seen.rows(chance.choice(len(weights), self._size(), p=weights))
            cost = float(self._right.mean() - weights @ self._right)
            found.append(_Example(moved(seen, drawn), cost, (f"weighed {way}",)))
        return found

    def _damaged(self, texts: Sequence[str], read: Read, seed: int) -> list[_Example]:
        """Each copy as a whole, and in part: some of it as it was."""
        found, known = [], Known(texts)
        chance, mixing = np.random.default_rng(seed), np.random.default_rng([seed, 2])
        for kinds, strengths in _plan(chance):
            index = chance.choice(len(texts), self._size(), replace=False)
            copy = [texts[i] for i in index]
            for kind, strength in zip(kinds, strengths, strict=True):
                copy = damaged(copy, kind, strength, known, chance)
            window = read(copy)
            assert window.predictions is not None
            seen, before = self._familiar.seen(window, self._sides[index]), self._clean.rows(index)
            lost = self._right[index].astype(np.float64) - (np.array(window.predictions) == self._labels[index])
            for share in (1.0, mixing.uniform(0.15, 0.8)):
                hit = mixing.random(len(index)) < share
                mixed = before.but(hit, seen)
                found.append(_Example(moved(self._clean, mixed), float((lost * hit).mean()), tuple(kinds)))
        return found

    def _size(self) -> int:
        return min(ROWS, len(self._right) * 2 // 3)


def _points(cost: float) -> float:
    return float(np.clip(FINE * np.sinh(np.clip(cost / FINE, -5, 5)), -1, 1))


def _plan(chance: np.random.Generator) -> list[tuple[list[str], list[float]]]:
    """What happens to each copy: every kind from slight to strong, and some two at once."""
    every, plan = list(KINDS), []
    for place in range(STRENGTHS):
        plan += [([kind], [(place + chance.random()) / STRENGTHS]) for kind in every]
        for _ in range(PAIRS):
            two = [str(kind) for kind in chance.choice(every, 2, replace=False)]
            plan.append((two, [float(strength) for strength in chance.random(2) * 0.7]))
    return [plan[i] for i in chance.permutation(len(plan))]

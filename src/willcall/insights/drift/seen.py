"""What of a window's messages says how well they are read, and how far one window is from another. Keeps numbers; of texts nothing."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from willcall.insights.drift.harm import chances, fitted, log_odds, nearest
from willcall.insights.drift.samples import Floats, Window

DIRECTIONS = 24
COMMONEST = 3
"""Predictions whose shares are looked at one by one."""
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Row by row.

    Args:
        length: Letters, as a logarithm.
        sure: Confidence as log-odds.
        far: Distance from what is known.
        right: The chance to be right, if nothing but the mix of messages has changed.
        place: Where the embedding lies in the directions in which known ones vary; [rows, directions].
        predictions: What each was read as.
        shares: 1 where it was read as a common prediction; [rows, common ones].
        counts: Tokens, known ones, pairs of known neighbours, known pairs; [rows, 4].
    """

    length: Floats
    sure: Floats
    far: Floats
    right: Floats
    place: Floats
    predictions: npt.NDArray[np.str_]
    shares: Floats
    counts: Floats

    def rows(self, index: npt.NDArray[np.int64]) -> "Seen":
        return self._made(lambda name: getattr(self, name)[index])

    def but(self, where: npt.NDArray[np.bool_], other: "Seen") -> "Seen":
        """The same rows, those of `other` where it says so."""

        def mixed(name: str) -> Any:
            one = getattr(self, name)
            return np.where(where if one.ndim == 1 else where[:, None], getattr(other, name), one)

        return self._made(mixed)

    @staticmethod
    def _made(column: Callable[[str], Any]) -> "Seen":
        return Seen(**{field.name: column(field.name) for field in fields(Seen)})


class Familiar:
    """What is known: messages in two halves. Each of them is held against the half that it is not of, everything else against both.

    Args:
        known: Messages with texts, predictions, confidence and embeddings.
        right: Whether each was read rightly.
        sides: Of which half each is, 0 or 1.
    """

    def __init__(self, known: Window, right: npt.NDArray[np.bool_], sides: npt.NDArray[np.int64]) -> None:
        _, predictions, _, vectors = _rows(known)
        self._common = [name for name, _ in Counter(predictions).most_common(COMMONEST)]
        self._middle = vectors.mean(axis=0)
        values, main = np.linalg.eigh(np.cov((vectors - self._middle).T.astype(np.float64)))
        self._main = main[:, -DIRECTIONS:] / np.sqrt(np.maximum(values[-DIRECTIONS:], 1e-12))
        read = self._read(known)
        self._halves = [_Half(known, read, right, np.flatnonzero(sides == side)) for side in (0, 1)]

    def seen(self, window: Window, sides: npt.NDArray[np.int64] | None = None) -> Seen:
        """Args:
            window: Messages, with the same things.
            sides: Of which half each is, where it is of the known ones, or was before it was damaged.

        Raises: ValueError where the window lacks what is looked at.
        """
        texts, predictions, _, vectors = _rows(window)
        read = self._read(window)
        tokens = [_tokens(text) for text in texts]
        found = [half.of(tokens, vectors, read) for half in self._halves]
        weights = np.full((2, len(texts)), 0.5) if sides is None else np.stack([sides == 1, sides == 0])
        far, right, counts = (
            np.asarray(sum((w * part.T).T for w, part in zip(weights, parts, strict=True)))
            for parts in zip(*found, strict=True)
        )
        length = np.array([np.log(1 + len(text)) for text in texts])
        return Seen(
            length, read.sure, far, right, read.place, np.array(predictions, dtype=np.str_), read.shares, counts
        )

    def _read(self, window: Window) -> "_Made":
        _, predictions, confidence, vectors = _rows(window)
        shares = np.array([[float(made == name) for name in self._common] for made in predictions])
        return _Made(log_odds(confidence), np.asarray((vectors - self._middle) @ self._main), shares)


@dataclass(frozen=True, slots=True, eq=False)
class _Made:
    sure: Floats
    place: Floats
    shares: Floats

    def judged(self, far: Floats) -> Floats:
        """What a calibration looks at."""
        off, sure = (far - 0.5) * 8, self.sure
        single = np.stack([np.ones(len(sure)), sure, sure**2 / 4, off, off**2 / 4, off * sure / 4], axis=1)
        return np.concatenate([single, self.place, self.shares, self.shares * sure[:, None]], axis=1)


class _Half:
    def __init__(self, known: Window, read: _Made, right: npt.NDArray[np.bool_], index: npt.NDArray[np.int64]) -> None:
        texts, _, _, vectors = _rows(known)
        self._words: set[str] = set()
        self._pairs: set[tuple[str, str]] = set()
        for i in index:
            found = _tokens(texts[i])
            self._words.update(found)
            self._pairs.update(pairwise(found))
        self._vectors = vectors[index]
        mine = _Made(read.sure[index], read.place[index], read.shares[index])
        far = nearest(self._vectors, self._vectors, skip=1)
        self._calibrated = fitted(mine.judged(far), right[index].astype(np.float64), ridge=3.0)

    def of(self, tokens: Sequence[Sequence[str]], vectors: npt.NDArray[np.float32], read: _Made) -> tuple[Floats, Floats, Floats]:  # fmt: skip
        """(how far each is, its chance to be right, what of its words is known)."""
        far = nearest(self._vectors, vectors)
        counts = np.array([self._counted(found) for found in tokens], dtype=np.float64)
        return far, chances(read.judged(far), self._calibrated), counts

    def _counted(self, found: Sequence[str]) -> tuple[int, int, int, int]:
        there = [word in self._words for word in found]
        both = [pair for pair, a, b in zip(pairwise(found), there, there[1:], strict=False) if a and b]
        return len(found), sum(there), len(both), sum(pair in self._pairs for pair in both)


def _rows(window: Window) -> tuple[Sequence[str], Sequence[str], Floats, npt.NDArray[np.float32]]:
    if window.texts is None or window.predictions is None or window.confidence is None or window.embeddings is None:
        raise ValueError("A window without its texts and how they were read says nothing of what is known.")
    return window.texts, window.predictions, window.confidence, window.embeddings


def moved(then: Seen, now: Seen) -> Floats:
    """How far one window is from the other: a few numbers, 0 on the whole where nothing has changed."""

    def means(seen: Seen) -> list[float]:
        tokens, there, pairs, together = seen.counts.sum(axis=0)
        single = [seen.length, seen.sure, seen.far, seen.right]
        shares = [there / max(1, tokens), together / max(1, pairs), float(seen.far.std())]
        return [*(float(x.mean()) for x in single), *seen.shares.mean(axis=0).tolist(), *shares]

    return np.array([*(b - a for a, b in zip(means(then), means(now), strict=True)), _told_apart(then, now) - 0.5])


def _told_apart(then: Seen, now: Seen) -> float:
    """The area under the curve of a classifier that tells them apart, each half judged by what the other half taught."""
    sides = [np.concatenate([seen.sure[:, None], seen.place], axis=1)[:2_000] for seen in (then, now)]
    x = np.concatenate(sides)
    x = np.concatenate([np.ones((len(x), 1)), (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-9)], axis=1)
    y = np.concatenate([np.zeros(len(sides[0])), np.ones(len(sides[1]))])
    areas = []
    for odd in (0, 1):
        part = np.arange(len(x)) % 2 == odd
        p, truth = chances(x[part], fitted(x[~part], y[~part], ridge=20.0)), y[part] == 1
        ranks, many = np.argsort(np.argsort(p))[truth], int(truth.sum())
        areas.append((ranks.sum() - many * (many - 1) / 2) / (many * (len(p) - many)))
    return float(np.mean(areas))


def _tokens(text: str) -> Sequence[str]:
    return _TOKEN.findall(text.lower())

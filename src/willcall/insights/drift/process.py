"""A Gaussian process: what was found where, and what that says of elsewhere (Rasmussen and Williams, 2006, algorithm 2.1)."""

import numpy as np

from willcall.insights.drift.samples import Floats

NEAR = 2.0
"""In spreads of what was learnt from: how far what was found somewhere reaches."""
AMPLITUDE, LINEAR, NOISE = 0.03, 0.05, 0.012
"""How much costs vary, what share of that variance runs straight on, and how far off a cost is that a few hundred rows say."""


class Process:
    """Args:
    x: Where; [found, features].
    y: What was found there; [found].
    """

    def __init__(self, x: Floats, y: Floats) -> None:
        spread = x.std(axis=0)
        self._spread = np.where(spread > 1e-6, spread, 1.0)
        self._x, self._mean = x / self._spread, float(y.mean())
        self._inverse = np.linalg.inv(self._alike(self._x, self._x) + NOISE**2 * np.eye(len(x)))
        self._weights = self._inverse @ (y - self._mean)

    def at(self, x: Floats) -> tuple[Floats, Floats]:
        """(what is to be expected there, its standard deviation)."""
        here = x / self._spread
        across = self._alike(here, self._x)
        own = AMPLITUDE**2 * (1 + LINEAR * (here**2).sum(axis=1))
        variance = own - ((across @ self._inverse) * across).sum(axis=1)
        return np.asarray(self._mean + across @ self._weights), np.asarray(np.sqrt(np.maximum(variance, 1e-8)))

    @staticmethod
    def _alike(a: Floats, b: Floats) -> Floats:
        apart = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1)[None] - 2 * a @ b.T
        return np.asarray(AMPLITUDE**2 * (np.exp(-np.maximum(apart, 0) / (2 * NEAR**2)) + LINEAR * (a @ b.T)))

"""Whether two samples are of one distribution: tests that fit their size, and one correction for asking many questions.

All give a p-value. Numbers: Kolmogorov–Smirnov. Categories: the population stability index, its p-value from resampling the pooled
counts. Embeddings: maximum mean discrepancy (Gretton et al., "A Kernel Two-Sample Test", JMLR 2012), its p-value from permutations.
Holm's step-down method keeps the chance of any false alarm (Holm, Scand. J. Statist. 6, 1979).
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from willcall.insights.drift.samples import Floats

PERMUTATIONS = 999
MOST_EMBEDDED = 300
"""Rows of each side that MMD looks at: its cost is the square of them."""
FEW = 60
"""With fewer rows on a side, the asymptotic distribution of KS is not to be trusted; it is permuted instead."""


def ks(one: Floats, other: Floats, chance: np.random.Generator) -> tuple[float, float]:
    """(largest distance of the two cumulative distributions, p-value)."""
    distance = _distance(one, other)
    n, m = len(one), len(other)
    if min(n, m) >= FEW:
        root = math.sqrt(n * m / (n + m))
        return distance, _kolmogorov(
            (root + 0.12 + 0.11 / root) * distance
        )  # Stephens, J. R. Statist. Soc. B 32 (1970)
    pooled = np.concatenate([one, other])
    above = 0
    for _ in range(PERMUTATIONS):
        chance.shuffle(pooled)
        above += _distance(pooled[:n], pooled[n:]) >= distance - 1e-12
    return distance, (above + 1) / (PERMUTATIONS + 1)


def _distance(one: Floats, other: Floats) -> float:
    both = np.concatenate([one, other])
    first = np.searchsorted(np.sort(one), both, side="right") / len(one)
    second = np.searchsorted(np.sort(other), both, side="right") / len(other)
    return float(np.abs(first - second).max())


def _kolmogorov(x: float) -> float:
    if x < 0.2:
        return 1.0
    total: float = 2 * sum((-1) ** (k - 1) * math.exp(-2 * k * k * x * x) for k in range(1, 101))
    return min(1.0, max(0.0, total))


def stability(one: Sequence[str], other: Sequence[str], chance: np.random.Generator) -> tuple[float, float]:
    """(population stability index, p-value) of two samples of categories."""
    names = sorted({*one, *other})
    place = {name: index for index, name in enumerate(names)}
    counts = np.zeros((2, len(names)), dtype=np.int64)
    for row, sample in enumerate((one, other)):
        for value in sample:
            counts[row, place[value]] += 1
    found = _psi(counts[0][None], counts[1][None])[0]
    pooled = counts.sum(axis=0)
    drawn = chance.multivariate_hypergeometric(pooled, len(one), size=PERMUTATIONS, method="marginals")
    by_chance = _psi(drawn, pooled[None] - drawn)
    return float(found), float((np.sum(by_chance >= found - 1e-12) + 1) / (PERMUTATIONS + 1))


def _psi(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> Floats:
    """Half a count is added everywhere, so that what was never seen makes no infinity."""
    p = (one + 0.5) / (one + 0.5).sum(axis=1, keepdims=True)
    q = (other + 0.5) / (other + 0.5).sum(axis=1, keepdims=True)
    return np.asarray(((p - q) * np.log(p / q)).sum(axis=1))


def mmd(
    one: npt.NDArray[np.float32], other: npt.NDArray[np.float32], chance: np.random.Generator
) -> tuple[float, float]:
    """(squared maximum mean discrepancy under a Gaussian kernel of median width, p-value)."""
    a, b = (_some(x, chance) for x in (one, other))
    both = np.concatenate([a, b]).astype(np.float64)
    squares = (both**2).sum(axis=1)
    apart = np.maximum(squares[:, None] + squares[None] - 2 * both @ both.T, 0)
    width = np.median(apart[np.triu_indices(len(both), 1)]) or 1.0
    kernel = np.exp(-apart / width)
    np.fill_diagonal(kernel, 0)
    n, m = len(a), len(b)
    sides = np.zeros((PERMUTATIONS + 1, n + m))
    for row in range(PERMUTATIONS + 1):
        order = np.arange(n + m) if row == 0 else chance.permutation(n + m)
        sides[row, order[:n]] = 1
    inside_a = np.einsum("ij,ij->i", sides @ kernel, sides)
    across = (sides @ kernel * (1 - sides)).sum(axis=1)
    inside_b = kernel.sum() - inside_a - 2 * across
    found = inside_a / (n * (n - 1)) + inside_b / (m * (m - 1)) - 2 * across / (n * m)
    above = int(np.sum(found[1:] >= found[0] - 1e-12))
    return float(found[0]), (above + 1) / (PERMUTATIONS + 1)


def _some(x: npt.NDArray[np.float32], chance: np.random.Generator) -> npt.NDArray[np.float32]:
    return x if len(x) <= MOST_EMBEDDED else x[chance.choice(len(x), MOST_EMBEDDED, replace=False)]


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """P-values corrected for how many there are."""
    ordered = sorted(p_values.items(), key=lambda item: item[1])
    found, largest = {}, 0.0
    for index, (name, p) in enumerate(ordered):
        largest = max(largest, min(1.0, p * (len(ordered) - index)))
        found[name] = largest
    return found

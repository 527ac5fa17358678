"""Whether the data is still what it was: missing values, values of another type, values far outside, columns that came or went."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from willcall.insights.drift.samples import Window, is_number, kind_of

Fault = Literal["missing", "type", "outlier", "gone", "new"]
FENCE = 3.0
"""Interquartile ranges beyond the quartiles that make an outlier (Tukey, Exploratory Data Analysis, 1977: "far out")."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Args:
    column: Whose.
    fault: What is wrong.
    before: Share of the reference's rows of which it is true.
    now: The same of the current ones.
    """

    column: str
    fault: Fault
    before: float
    now: float


def flaws(reference: Window, current: Window, *, more: float = 0.05) -> list[Flaw]:
    """What is wrong in the current window, and was not so in the reference.

    Args:
        reference: How things were.
        current: How they are.
        more: The share of rows by which something must have grown to be said; three standard errors of it at least.
    """
    found: list[Flaw] = []
    for name in sorted(reference.columns.keys() | current.columns.keys()):
        if name not in current.columns or name not in reference.columns:
            gone = name not in current.columns
            found.append(Flaw(name, "gone" if gone else "new", 1.0 if gone else 0.0, 0.0 if gone else 1.0))
            continue
        before, now = reference.columns[name], current.columns[name]
        shares: list[tuple[Fault, float, float]] = [("missing", _missing(before), _missing(now))]
        if kind_of(before) != "empty":
            shares.append(("type", _strange(before, before), _strange(before, now)))
        if kind_of(before) == "number":
            shares.append(("outlier", *_outside(reference.numbers(name), current.numbers(name))))
        for fault, then, share in shares:
            error = np.sqrt(
                max(then * (1 - then), 1 / max(len(before), 1)) * (1 / max(len(before), 1) + 1 / max(len(now), 1))
            )
            if share - then > max(more, 3 * error):
                found.append(Flaw(name, fault, then, share))
    return found


def _missing(values: Sequence[Any]) -> float:
    return sum(value is None for value in values) / len(values) if len(values) else 0.0


def _strange(before: Sequence[Any], values: Sequence[Any]) -> float:
    """The share of values that are not of the kind that the reference's are."""
    number = kind_of(before) == "number"
    there = [value for value in values if value is not None]
    return sum(is_number(value) != number for value in there) / len(there) if there else 0.0


def _outside(before: Any, now: Any) -> tuple[float, float]:
    if not len(before) or not len(now):
        return 0.0, 0.0
    low, high = np.quantile(before, [0.25, 0.75])
    reach = FENCE * max(high - low, 1e-9)

    def share(values: Any) -> float:
        return float(((values < low - reach) | (values > high + reach)).mean())

    return share(before), share(now)

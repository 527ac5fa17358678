"""What is compared: two windows of the same columns. Knows neither the log nor any test."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Role = Literal["input", "prediction", "confidence"]


@dataclass(frozen=True, slots=True)
class Window:
    """So many things that were read, and what was made of them.

    Args:
        columns: By name, values row by row; None where there is none.
        roles: What a column is; `input` where nothing is said.
        embeddings: [rows, size], or None.
        confidence: Of each prediction, 0 to 1; [rows], or None.
        correct: Whether each prediction was right, as people say; [rows], or None where nobody did.
        named: What the window is called.
        texts: What was read, in memory for as long as the window is; row by row with the confidences, as are the next.
        predictions: What each was read as.
    """

    columns: Mapping[str, Sequence[Any]]
    roles: Mapping[str, Role] = field(default_factory=dict)
    embeddings: npt.NDArray[np.float32] | None = None
    confidence: Floats | None = None
    correct: npt.NDArray[np.bool_] | None = None
    named: str = ""
    texts: Sequence[str] | None = None
    predictions: Sequence[str] | None = None

    @property
    def rows(self) -> int:
        if self.columns:
            return len(next(iter(self.columns.values())))
        return 0 if self.confidence is None else len(self.confidence)

    def numbers(self, name: str) -> Floats:
        """The numbers of a column, without what is none."""
        return np.array([float(v) for v in self.columns[name] if is_number(v)], dtype=np.float64)

    def words(self, name: str) -> list[str]:
        """The values of a column as categories, without what is none."""
        return [str(v) for v in self.columns[name] if v is not None]


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and np.isfinite(value)


def kind_of(values: Sequence[Any]) -> Literal["number", "category", "empty"]:
    """What most values of a column are."""
    there = [value for value in values if value is not None]
    if not there:
        return "empty"
    return "number" if sum(map(is_number, there)) * 2 > len(there) else "category"

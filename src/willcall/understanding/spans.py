"""A found detail within a plain text: the small shape that all finders of this room share."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

MOST = 40
"""So many of a kind are found in one message, and no more: nobody means so many, and each is held against all others."""
SHORT = 300
"""Characters of a message that may be nothing but an answer, such as a bare number."""


@dataclass(frozen=True, slots=True)
class Found:
    """`value` of kind `name`, read from `start` to `end` (exclusive) of the plain text."""

    name: str
    value: Any
    start: int
    end: int
    confidence: float = 1.0
    negated: bool = False

    def touches(self, other: "Found") -> bool:
        return self.start < other.end and other.start < self.end


def free_of(found: Iterable[Found], taken: Iterable[Found]) -> list[Found]:
    """Those of `found` that share no character with any of `taken`."""
    held = list(taken)
    return [one for one in found if not any(one.touches(other) for other in held)]

"""A found detail within a plain text: the small shape that all finders of this room share."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


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

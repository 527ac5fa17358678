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


def longest_first(found: Iterable[Found]) -> list[Found]:
    """Without overlaps: the longer one stays, the earlier of equals; in order of position."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if not any(one.touches(other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: (f.start, f.end))

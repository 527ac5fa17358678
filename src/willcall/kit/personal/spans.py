"""Where something personal stands in a text, and what finds it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Args:
    start: Of the first character.
    end: After the last.
    kind: What it is: `email`, `name`, …
    """

    start: int
    end: int
    kind: str


Recogniser = Callable[[str], Iterable[Span]]


def by_pattern(kind: str, pattern: re.Pattern[str]) -> Recogniser:
    """A recogniser of what a pattern matches: its group `it` where it has one, else all of it."""
    group = "it" if "it" in pattern.groupindex else 0

    def recognise(text: str) -> Iterator[Span]:
        for match in pattern.finditer(text):
            start, end = match.span(group)
            if start < end:
                yield Span(start, end, kind)

    return recognise

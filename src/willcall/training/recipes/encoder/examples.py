"""One labelled message: the shape that every source of the reader's training gives.

Knows no source and no model.
"""

from dataclasses import dataclass, field

from willcall.understanding.reading import Intent


@dataclass(frozen=True, slots=True)
class Span:
    """`name` is one of the tagger's tags, or any other slot for evaluation; `end` exclusive."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Example:
    """A message with its intent (None: only its spans count) and spans (None: unknown).

    Args:
        text: As said.
        intent: What it wants.
        asked: One of `asked.ASKED`.
        spans: Names in it.
        names: (tag, name) that a catalogue may hold when this is read.
        source: Where it comes from.
        weight: How much it counts.
    """

    text: str
    intent: Intent | None
    asked: str = "nothing"
    spans: tuple[Span, ...] | None = None
    names: tuple[tuple[str, str], ...] = field(default=())
    source: str = ""
    weight: float = 1.0

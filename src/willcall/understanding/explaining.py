"""Why a message was read as it was: the rules that fired, what they alone would say, and the examples most like it.

For people who look; a turn never asks. The examples are handed in, since training is above this room.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from willcall.understanding.answers import answer as answer_of
from willcall.understanding.asked import asked as asked_of
from willcall.understanding.deciding import ranking, rule_scores
from willcall.understanding.encoder import Array
from willcall.understanding.reading import Context, Intent, Reading, Slot
from willcall.understanding.signals import matches
from willcall.understanding.text import plain

# Who finds a slot of each name. What a catalogue does not hold is the tagger's, or a capitalised name after a cue.
_FINDERS = {
    "event": "names of the catalogue", "performer": "names of the catalogue", "venue": "names of the catalogue",
    "city": "names of the catalogue", "event_kind": "names of the catalogue", "section": "sections of the catalogue",
    "event_name": "tagger of names", "when": "dates and times", "quantity": "quantities", "max_price": "money",
    "ordinal": "ordinals", "preference": "wants", "accessible": "wants", "refund_to": "wants", "topic": "wants",
    "row": "references", "seat": "references", "order_id": "references", "ticket_id": "references", "email": "references",
    "person": "references",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A training phrase like the message; `similarity` is the cosine of their vectors."""

    text: str
    intent: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Why:
    """What a reading rests on.

    Args:
        asked: What the agent had asked, in a word.
        rules: (intent, weight, words) of the signals that fired.
        rules_alone: What the rules would answer without the encoder, best three.
        nearest: The training phrases most like it.
        found_by: For each slot of the reading, in order, who found it.
    """

    asked: str
    rules: tuple[tuple[Intent, float, str], ...]
    rules_alone: tuple[tuple[Intent, float], ...]
    nearest: tuple[Example, ...]
    found_by: tuple[str, ...]


class Examples:
    """Training phrases with their vectors.

    Args:
        encode: A text's sentence vector, of length 1.
        phrases: (text, intent).
    """

    def __init__(self, encode: Callable[[str], Array], phrases: Sequence[tuple[str, str]]) -> None:
        self._encode = encode
        self._phrases = phrases
        self._vectors = np.stack([encode(text) for text, _ in phrases]) if phrases else None

    def nearest(self, text: str, count: int = 3) -> tuple[Example, ...]:
        """Those most like `text`, best first, no two of the same words."""
        if self._vectors is None:
            return ()
        alike = self._vectors @ self._encode(text)
        found: dict[str, Example] = {}
        for place in (-alike).argsort(kind="stable"):
            said, intent = self._phrases[int(place)]
            found.setdefault(said.lower(), Example(said, intent, round(float(alike[place]), 3)))
            if len(found) == count:
                break
        return tuple(found.values())


def explain(reading: Reading, context: Context, examples: Examples | None = None) -> Why:
    """Why a message was read so; without `examples` (no encoder) by the rules alone."""
    message = plain(reading.text)
    asked = asked_of(context)
    scores = rule_scores(message.text, reading.slots, asked=asked, answer=answer_of(reading.text))
    return Why(
        asked=asked,
        rules=tuple(matches(message.text)),
        rules_alone=ranking(scores)[:3],
        nearest=() if examples is None or not reading.text.strip() else examples.nearest(reading.text),
        found_by=tuple(_finder(slot, context) for slot in reading.slots),
    )


def _finder(slot: Slot, context: Context) -> str:
    if slot.name == "city" and slot.value not in {show.city for show in context.catalogue.shows}:
        return _FINDERS["event_name"]
    return _FINDERS.get(slot.name, "rules")

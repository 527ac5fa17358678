"""A part of the house with a slip of the finger in it: "two in the circel", "3 for Friday, lowr bowl". Pure.

A word is taken for a part only where a place is told, it is no everyday word or word of a show, and one part alone is a letter away.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from willcall.agent.ports import View
from willcall.understanding.numerals import number
from willcall.understanding.ordinary import ORDINARY
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot
from willcall.understanding.text import fold

_LONGEST = 300  # characters of a message that are looked at
_LEAST = 5  # letters
_PLACED = regex(
    r"(?P<where>\b(?:in|on|at|for) (?:the |a |your )?|\bthe |(?:^|[,;.!?])\s*|\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight) )(?P<word>[a-z]{5,})\b(?P<edge>(?= (?:please|pls|thanks|seats?|tickets?|for|at|on|if|row)\b)|(?=\W*$)|(?=\s*[,;.!?]))?",
    re.IGNORECASE,
)
_SHOWS = frozenset({"event", "performer"})


def corrected(slots: Sequence[Slot], view: View) -> tuple[Slot, ...]:
    """The slots, with the part of the house that a misspelt word means; a show that it passed for beside another one is dropped."""
    if any(s.name == "section" for s in slots) or not any(
        s.name in {"event", "performer", "quantity", "event_kind"} for s in slots
    ):
        return tuple(slots)
    words = _words(view.catalogue.sections)
    for match in _PLACED.finditer(view.reading.text[:_LONGEST]):
        word, (start, end) = fold(match["word"]), match.span("word")
        loose = not re.search(r"\b(?:in|on)\b", match["where"], re.IGNORECASE) and match["edge"] is None
        if word in words or word in ORDINARY or loose:
            continue
        covering = [s for s in slots if s.start < end and start < s.end]
        if any(s.name not in _SHOWS for s in covering) or (covering and not _named_elsewhere(slots, covering)):
            continue
        near = {meant for meant in words if _a_letter_away(word, meant)}
        if len(near) == 1 and not of_a_show(word, view):
            section = Slot("section", words[near.pop()], match["word"], start, end, 0.8)
            kept = tuple(s for s in slots if s not in covering)
            many = number(match["where"].strip())
            if many is None or any(s.name == "quantity" for s in kept):
                return (*kept, section)
            at = match.start("where")
            return (
                *kept,
                Slot("quantity", many, match["where"].strip(), at, at + len(match["where"].strip())),
                section,
            )
    return tuple(slots)


def _named_elsewhere(slots: Sequence[Slot], covering: Sequence[Slot]) -> bool:
    """Whether another show is named by other words."""
    spans = {(s.start, s.end) for s in covering}
    return any(s.name in _SHOWS and (s.start, s.end) not in spans for s in slots)


@lru_cache(maxsize=8)
def _words(sections: tuple[str, ...]) -> dict[str, str]:
    """Of each long word that is a part's whole name, that name."""
    return {
        word: name
        for name in sections
        if (word := fold(name).removeprefix("the ")).isalpha() and len(word) >= _LEAST and word.isascii()
    }


def of_a_show(word: str, view: View) -> bool:
    """Whether a word is one of a show's, a performer's or a house's name."""
    return any(
        word in fold(said).split()
        for show in view.catalogue.shows
        for said in (show.name, show.venue, show.city, *show.performers, *show.aliases)
    )


def _a_letter_away(said: str, meant: str) -> bool:
    """Whether one letter too many, too few or another, or two in the wrong order, make one word of the other."""
    if said == meant or abs(len(said) - len(meant)) > 1 or said[0] != meant[0]:
        return False
    at = next((i for i, (a, b) in enumerate(zip(said, meant, strict=False)) if a != b), min(len(said), len(meant)))
    swapped = said[at : at + 2] == meant[at : at + 2][::-1] and said[at + 2 :] == meant[at + 2 :]
    return swapped or meant[at + 1 :] in {said[at:], said[at + 1 :]} or said[at + 1 :] == meant[at:]

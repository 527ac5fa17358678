"""Sections, rows and seats as people write them: `Section 101, Row B, Seats 5–7`. Finds them; knows no venue."""

import re
from dataclasses import dataclass

from willcall.understanding.patterns import regex

_NUMBER_LIST = r"\d{1,4}[a-z]?(?: ?(?:,|and|&|-|–|—|to|through|\+|/|, and) ?\d{1,4}[a-z]?)*"
_SECTION = r"\b(?:section|sect?\.?|block)s? (?P<section>(?:[a-z]{1,3}-?)?\d{1,4}[a-z]?|[a-z]{1,2})\b"
_ROW = r"\brow (?P<row>[a-z]{1,3}\d{0,2}|\d{1,3})\b"
_SEATS = rf"\bseats?(?: numbers?| nos?\.?| #)? (?P<numbers>{_NUMBER_LIST})(?![\w%:.]|,\d)(?! (?:hours?|minutes?|seats?|tickets?|of))"
_ANY = regex(f"{_SECTION}|{_ROW}|{_SEATS}")
_RANGE = regex(r"(\d{1,4}) ?(?:-|–|—|to|through) ?(\d{1,4})")
_WORDS = frozenset(
    [
        "a",
        "an",
        "at",
        "by",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "to",
        "we",
        "for",
        "and",
        "the",
        "are",
        "has",
        "was",
        "you",
        "with",
        "that",
        "seats",
        "seat",
        "i",
        "be",
        "as",
        "my",
        "so",
        "up",
        "its",
        "can",
        "our",
    ]
)


@dataclass(frozen=True, slots=True)
class Place:
    """A mention: whichever parts of section, row and seat numbers were said together, and where it begins."""

    section: str | None
    row: str | None
    numbers: tuple[str, ...]
    start: int


def name(section: str) -> str:
    """A section's name without the word and its case, so that `Section 101` and `101` are one."""
    text = section.strip().lower()
    for word in ("section ", "sec. ", "sec ", "block "):
        text = text.removeprefix(word)
    return text


def find(text: str) -> list[Place]:
    """Every seat mentioned in plain text, parts that follow each other taken together."""
    if "row" not in text and "sec" not in text and "seat" not in text and "block" not in text:
        return []
    places: list[Place] = []
    section = row = None
    last = -100
    for match in _ANY.finditer(text):
        if match.start() - last > 12:
            section = row = None
        if match["section"]:
            if match["section"] in _WORDS:
                continue
            section, row = match["section"], None
            places.append(Place(section, None, (), match.start()))
        elif match["row"]:
            if match["row"] in _WORDS and match["row"] != "a":
                continue
            row = match["row"]
            _replace(places, Place(section, row, (), match.start()))
        else:
            _replace(places, Place(section, row, tuple(_numbers(match["numbers"])), match.start()))
        last = match.end()
    return places


def _replace(places: list[Place], place: Place) -> None:
    """A row completes the section just said, seats complete the row."""
    if (
        places
        and place.section is not None
        and places[-1].section == place.section
        and places[-1].row in (None, place.row)
        and not places[-1].numbers
    ) or (places and place.row is not None and places[-1].row == place.row and not places[-1].numbers):
        place = Place(place.section, place.row, place.numbers, places[-1].start)
        places.pop()
    places.append(place)


def _numbers(text: str) -> list[str]:
    found: list[str] = []
    for match in _RANGE.finditer(text):
        low, high = int(match[1]), int(match[2])
        if low <= high <= low + 60:
            found += [str(number) for number in range(low, high + 1)]
    return [*found, *(number for number in re.findall(r"\d{1,4}[a-z]?", text) if number not in found)]

"""Of which venue a passage speaks: by the name of the venue in its heading or its document's title, else in its text.

Which venues there are is told by who asks; documents that say it themselves (`Document.venue`) need none of this.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from willcall.knowledge.chunking import Chunk

_GENERIC = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "at",
        "in",
        "and",
        "arena",
        "arenas",
        "stadium",
        "stadiums",
        "hall",
        "halls",
        "theatre",
        "theater",
        "playhouse",
        "centre",
        "center",
        "park",
        "grounds",
        "ground",
        "field",
        "fieldhouse",
        "garden",
        "gardens",
        "room",
        "club",
        "house",
        "dome",
        "palace",
        "auditorium",
        "amphitheatre",
        "amphitheater",
        "bowl",
        "court",
        "music",
        "opera",
        "festival",
        "city",
    ]
)


def own(chunk: Chunk, venue: str | None) -> bool:
    """Whether a passage is headed by the name of the venue asked about."""
    return venue is not None and any(_names(line, venue) for line in (chunk.heading, chunk.title))


def of_another(chunk: Chunk, venue: str | None, others: Sequence[str]) -> bool:
    """Whether a passage speaks of another venue than the one asked about, and of that not at all.

    Args:
        chunk: The passage.
        venue: The venue asked about; without one nothing is of another.
        others: The names of all other venues.
    """
    if venue is None or not others or own(chunk, venue):
        return False
    if any(_names(line, other) for line in (chunk.heading, chunk.title) for other in others):
        return True
    if not any(other in chunk.text for other in others):
        return False
    return venue not in chunk.text and not _called(chunk.text, venue, others)


HEAD = 40
"""Within so many characters of its beginning a sentence names what it, and what follows it, is about."""


def lines_for(lines: Sequence[str], venue: str | None, others: Sequence[str]) -> list[bool | None]:
    """Of which venue each sentence of a passage speaks: True of the one asked about, False of others alone, None of all.

    A sentence that begins with a venue is of it and leads those after it ("Orrin Hall has none. Use the garage."); one that comes to
    another in passing is of all, and leads none.
    Nothing is of others in a passage that does not speak of the venue at all.
    """
    whose: list[bool | None] = [None] * len(lines)
    if venue is None or not any(_speaks(line, venue, others) for line in lines):
        return whose
    leads: bool | None = None
    for at, line in enumerate(lines):
        here = _speaks(line, venue, others)
        theirs = any(_speaks(line, other, (venue, *others)) for other in others)
        if here or theirs:
            headed = any(_speaks(line[:HEAD], one, (venue, *others)) for one in (venue, *others))
            leads = here if headed else None
            whose[at] = here or leads
        elif leads is not None:
            whose[at] = leads
    return whose


def _speaks(line: str, venue: str, others: Sequence[str]) -> bool:
    """Whether a sentence names a venue, in full or by a word of its own."""
    return venue.casefold() in line.casefold() or _called(line, venue, tuple(others))


def _called(text: str, venue: str, others: Sequence[str]) -> bool:
    """Whether a text calls a venue by a word of its name that no other has: "the Regent", of the Old Regent Theatre."""
    pattern = _calling(venue, tuple(other for other in others if other != venue))
    return pattern is not None and pattern.search(text) is not None


@lru_cache(maxsize=512)
def _calling(venue: str, others: tuple[str, ...]) -> re.Pattern[str] | None:
    theirs = {word for other in others for word in _words(other)}
    own_words = [word for word in _words(venue) if word not in _GENERIC and word not in theirs and len(word) > _SHORT]
    names = "|".join(re.escape(word.capitalize()) for word in own_words)
    return re.compile(rf"(?:\b(?:The|the|At|at|In|in) |^)(?:{names})\b") if names else None


_SHORT = 3


@lru_cache(maxsize=8_192)
def _names(line: str, venue: str) -> bool:
    """Whether a heading names a venue: in full, or as no more than its telling words ("Quarry" for the Quarry Dome)."""
    said, name = _words(line), _words(venue)
    if not name or f" {' '.join(name)} " in f" {' '.join(said)} ":
        return bool(name)
    return set(said) <= set(name) and any(word not in _GENERIC for word in said)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", text.casefold().replace("'", "").replace("’", "")) if word != "the"]

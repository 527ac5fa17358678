"""Which of two shows a part of the house or a price is for, where that is said: "circle is fine for the play, cheapest for the game"; and of which day "in the evening" is. Pure.

Such a detail is set beside the name of its show, with no length of its own, and is shared with no other.
"""

import re
from dataclasses import replace

from willcall.understanding.kinds import SPORT, is_kind, kind_words
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Catalogue, Reading, Slot, When
from willcall.understanding.text import fold

_FOR_WHICH = regex(
    r"(?:\s+(?:seats?|tickets?|ones?))?(?:\s+(?:is|are|will be|would be|['’]s))?(?:\s+(?:ok|okay|fine|good|great|alright|perfect|enough|do|please|pls)){0,2}\s+(?:for|at)\s+(?:the|that|her|his)\s+(?P<what>[a-z'’ ]{3,40}?)(?=\s*(?:[,.;!?]|$|\band\b|\bplease\b))",
    re.IGNORECASE,
)
_GAMES = frozenset({"game", "match", "fixture", "games", "derby"})
_STAGED = frozenset({"show", "play", "musical", "concert", "gig", "opera", "panto"})
_DETAILS = frozenset({"section", "preference", "max_price", "row"})
_NAMES = frozenset({"event", "performer", "event_kind"})
_LONGEST = 400  # characters


def told(reading: Reading, catalogue: Catalogue) -> Reading:
    """The reading, each detail that is said to be for one of several shows beside that one."""
    shows = [s for s in reading.slots if s.name == "event" and not s.negated]
    if len(shows) < 2 or len(reading.text) > _LONGEST:
        return reading
    dated = _of_that_day(reading.slots)
    reading = reading if dated == reading.slots else replace(reading, slots=dated)
    if not any(s.name in _DETAILS for s in reading.slots):
        return reading
    kinds = {show.event_id: show.kind for show in catalogue.shows}
    spots = [_placed(s, shows, reading.text, kinds) if s.name in _DETAILS else None for s in reading.slots]
    told_by = [spot[1] for spot in spots if spot is not None]
    if not told_by:
        return reading
    slots = [
        s if spot is None else replace(s, start=spot[0], end=spot[0])
        for s, spot in zip(reading.slots, spots, strict=True)
        if s.name not in _NAMES or not any(start <= s.start < end for start, end in told_by)
    ]
    return replace(reading, slots=tuple(sorted(slots, key=lambda s: s.start)))


def _of_that_day(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The slots, a part of a day as one of the only day that was said before it: "Saturday: the play, then the match in the evening"."""
    days = [s for s in slots if s.name == "when" and isinstance(s.value, When) and not s.negated]
    whole = [s for s in days if not _is_part(s.value)]
    if len(days) == len(whole) or len({(s.value.first, s.value.last, s.value.weekdays) for s in whole}) != 1:
        return slots
    day = whole[0]
    return tuple(
        replace(s, value=replace(day.value, earliest=s.value.earliest, latest=s.value.latest))
        if s in days and s not in whole and s.start > day.start
        else s
        for s in slots
    )


def _is_part(when: When) -> bool:
    return when.open_ended and not when.weekdays and (when.earliest is not None or when.latest is not None)


def alone(slot: Slot) -> bool:
    """Whether a detail was said to be for its show and no other."""
    return slot.name in _DETAILS and slot.start == slot.end


def _placed(slot: Slot, shows: list[Slot], text: str, kinds: dict[str, str]) -> tuple[int, tuple[int, int]] | None:
    """Where the show stands that a detail is said to be for, and where that is said."""
    said = _FOR_WHICH.match(text, slot.end)
    if said is None:
        return None
    meant = [show for show in shows if _is_called(show, fold(said["what"]), kinds)]
    if len({show.value for show in meant}) != 1 or meant[0].start >= said.start("what"):
        return None
    return meant[0].end, said.span("what")


def _is_called(show: Slot, what: str, kinds: dict[str, str]) -> bool:
    """Whether "the game", "the kids show" or a word of its name means that show."""
    words = what.split()
    if set(words) & set(fold(show.text).split()) - _GAMES - _STAGED:
        return True
    own = {kinds[i] for i in show.value if i in kinds}
    known = kind_words(set(kinds.values()))
    if (kind := known.get(what) or known.get(words[-1])) is not None:
        return any(is_kind(one, kind) for one in own)
    sport = any(is_kind(one, SPORT) for one in own)
    return sport if words[-1] in _GAMES else not sport and words[-1] in _STAGED

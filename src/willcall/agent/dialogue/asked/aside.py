"""What is told or asked of the people beside a wish, in a clause of its own: "2 of us are students", "does my 3 year old need a ticket?", "my birthday is the 14th". Pure.

The wish is heard without it, so that nobody is counted twice and no show is looked for on somebody's birthday; what was asked is answered beside it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from willcall.agent.dialogue.asked import reductions, small_ones
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.company import KIN
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot, Wish

_BETWEEN = regex(
    r"[.!?;]+\s+|,\s+|\n+|\s[-–—]+\s|\s+(?:(?:and|but|also|because|cos|coz|as|since|btw|by the way)\s+)+(?=(?:my|our|his|her|we|i|do|does|can|is|are|it|half|some|\d|one|two|three|four)\b)"
)
_OCCASION = r"(?:birthday|bday|b-day|anniversary|wedding(?: anniversary)?|pay ?day|graduation|name ?day|retirement|engagement|exams?|interview|holidays?|due date)"
_DAY = r"(?:on |the |this |next |coming |a |of |mon|tues|wednes|thurs|fri|satur|sun|day|\d{1,2}(?:st|nd|rd|th)?|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|uary|ruary|ch|il|ust|ember|tember|ober|tomorrow|today|tonight|weekend|week|month|first|second|third|fourth|fifth|tenth|twelfth|\w+(?:eenth|ieth)|[ ,/-])+"
_OWN_DAY = regex(
    rf"\W*(?:(?:and|but|so|oh|btw|by the way|also|well|fun fact|ps|p\.s\.?|just so you know|fyi)\W+)*(?:(?:my|our|his|her|their|(?:my|our|the) (?:\w+ )?{KIN}(?:['’]?s)?) (?:(?:\d+(?:st|nd|rd|th)|big) )?{_OCCASION}(?:['’]?s| is| falls| was| will be| are| isn['’]?t| is not)?(?: (?:actually|only|not|until|till))* {_DAY}|(?:it['’]?s |its |it is )?(?:(?:my|our|his|her|(?:my|our) (?:\w+ )?{KIN}['’]?s) )?(?:\d+(?:st|nd|rd|th) )?{_OCCASION}(?: is)? {_DAY}|(?:i|we) get paid {_DAY}|(?:i|we) (?:turn|am|['’]?m) \d+ {_DAY})(?:\W*\b(?:btw|by the way|too|as well|lol|haha|actually|fyi))*\W*",
    re.IGNORECASE,
)
_SHOWS = frozenset({"event", "performer", "event_kind", "event_name", "venue"})
_WISHED = _SHOWS | {"quantity", "when", "section", "row"}
_NOT_OF_THE_REST = frozenset(
    {Intent.OUT_OF_SCOPE, Intent.KNOWLEDGE, Intent.POLICY, Intent.PAY, Intent.SMALL_TALK, Intent.AFFIRM}
)
_LONGEST = 300  # characters
_MOST = 6  # clauses
_PICK = 40  # characters
_RUN = 3  # of them that may be one matter


def set_apart(view: View, heard: Heard) -> View:
    """The view without what is told or asked of people beside a wish; as it was where there is none, or where nothing else is said."""
    reading = view.reading
    if not 0 < len(reading.text) <= _LONGEST or view.state.pending_order_id is not None or view.picked is not None:
        return view
    for start, end in _runs(reading.text):
        said = reading.text[start:end].strip()
        left = tuple(s for s in reading.slots if not start <= s.start < end)
        told = {s.name for s in left if not s.negated}
        if not told & _WISHED:
            if (picked := _beside_a_pick(view, start, end)) is not None:
                heard.questions.append(Question("knowledge", small_ones.NEEDS, ()))
                return picked
            continue
        if _OWN_DAY.fullmatch(said):
            inside = any(s.name == "when" and start <= s.start < end for s in reading.slots)
            if inside and ("when" in told or (told & _SHOWS and _stands_alone(reading.text, start, end))):
                return _without(view, start, end, left)
            continue
        asked = None if _in_a_title(reading.slots, start, end) else reductions.of_whom(said)
        if asked is None or "quantity" not in told:
            continue
        heard.questions.append(Question("knowledge", asked, ()))
        return _without(view, start, end, left)
    return view


def _beside_a_pick(view: View, start: int, end: int) -> View | None:
    """The view with only the pick from a list, where all else that is said asks if a child needs a ticket: "203 and does my boy need one"."""
    text = view.reading.text
    rest = f"{text[:start]} {text[end:]}".strip(" ,.;!?")
    if view.read is None or view.state.awaiting not in {"seats", "event"} or not 0 < len(rest) <= _PICK:
        return None
    if not small_ones.asked(text[start:end].strip()):
        return None
    return replace(view, reading=view.read(re.sub(r"\s+(?:and|but|also)$", "", rest)))


def _in_a_title(slots: tuple[Slot, ...], start: int, end: int) -> bool:
    """Whether such people are only in the name of a show: "the miller's daughter, saturday, 3 of us"."""
    return any(s.name in _SHOWS and start <= s.start < end and reductions.put(s.text) is not None for s in slots)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a clause is a sentence; the only day that is told, and in the sentence of the wish, may be the show's."""
    before, after = text[:start].rstrip(), text[start:].rstrip()
    return (not before or before[-1] in ".!?;") and (
        len(text[start:end].rstrip()) == len(after) or text[:end].rstrip()[-1] in ".!?;"
    )


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where clauses begin and end, several in a row first: "2 of us are students, is it cheaper" is one matter."""
    cuts = [match.span() for match in _BETWEEN.finditer(text)]
    if not 0 < len(cuts) < _MOST:
        return
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    for many in range(min(_RUN, len(starts) - 1), 0, -1):
        for first in range(len(starts) - many + 1):
            yield starts[first], ends[first + many - 1]


def _without(view: View, start: int, end: int, slots: tuple[Slot, ...]) -> View:
    """The view with a stretch of its words blank, and the wishes that are left."""
    reading = view.reading
    text = reading.text[:start] + " " * (end - start) + reading.text[end:]
    wishes = tuple(w for w in reading.wishes if text[w.start : w.end].strip(" .,;!?")) or reading.wishes[:1]
    if all(w.intent in _NOT_OF_THE_REST for w in wishes):
        wishes = (Wish(Intent.BUY, 1.0, 0, len(text)),)
    return replace(view, reading=replace(reading, text=text, slots=slots, wishes=wishes))

"""Days told by another day that is on the table: "the night after", "that same day", "the Tuesday after", "a week later". Pure.

Knows the event spoken of and nothing of the calendar; what is on that day is looked for as with any other date.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import aspects, cues
from willcall.agent.ports import View
from willcall.understanding.almanac import WEEKDAYS
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot, When

_STEP = {"after": 1, "before": -1, "next": 1, "following": 1, "previous": -1, "same": 0, "that same": 0}


def with_night(slots: Sequence[Slot], view: View) -> tuple[Slot, ...]:
    """The slots, with "the night after" heard as the day it is."""
    slots = _without_the_weekend(slots)
    if (then := day_beside(view)) is not None:
        kept = [s for s in slots if s.name != "when"]
        return (*kept, Slot("when", When(then, then), view.reading.text, 0, len(view.reading.text)))
    match = cues.OTHER_NIGHT.search(view.reading.text)
    if match is None:
        return _with_that_night(slots, view) or _with_other_week(slots, view)
    word, other = match["w"].casefold(), match["r"].casefold()
    step = _STEP.get(word, _STEP.get(other))
    day = _spoken_of(slots, view)
    if step is None or day is None:
        return tuple(slots)
    then = day + timedelta(days=step)
    kept = [s for s in slots if not (s.name == "when" and s.start < match.end() and match.start() < s.end)]
    if any(s.name == "when" for s in kept) and step == 0:
        return tuple(slots)
    return (*kept, Slot("when", When(then, then), match.group(), *match.span()))


_AND_ON = regex(
    rf"\W*(?:(?:and|or|ok|okay|so|what about|how about|hows?|how['’]?s|also|then|on|the|for|that|this|same|is it|is there one|any(?:thing)?|is)\W+)*(?P<day>{'|'.join(WEEKDAYS)})(?: (?:then|instead|that (?:same )?(?:weekend|week)|the same (?:weekend|week)|too|as well|night|evening|please|though|the price|prices?))*\W*",
    re.IGNORECASE,
)
_NEXT_ONE = regex(r"\b(?:this|next|coming)\b", re.IGNORECASE)


def day_beside(view: View) -> date | None:
    """The day that "and Sunday?" means beside the one just spoken of: the nearest of that name."""
    match = _AND_ON.fullmatch(view.reading.text)
    day = _spoken_of((), replace(view, reading=replace(view.reading, slots=()))) if match is not None else None
    if match is None or day is None or _NEXT_ONE.search(view.reading.text):
        return None
    ahead = (WEEKDAYS[match["day"].casefold()] - day.weekday()) % 7
    then = day + timedelta(days=ahead if ahead < 4 else ahead - 7)
    return then if then >= view.now.date() else then + timedelta(days=7)


def _without_the_weekend(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """The slots without a weekend that only says again when a day told beside it is: "Sunday the 13th, that same weekend"."""
    days = [s for s in slots if s.name == "when" and isinstance(s.value, When) and s.value.first == s.value.last]
    if not days:
        return tuple(slots)
    return tuple(s for s in slots if not (s.name == "when" and s not in days and "weekend" in s.text.casefold()))


_THAT_NIGHT = regex(r"\bthat (?:same )?(?:night|day|evening|date|(?P<week>week(?P<end>end)?))\b", re.IGNORECASE)
_WHAT_ELSE = regex(
    r"\b(?:what|anything|something|any|which)\b[^.?!]{0,16}\b(?:else|other)\b|\b(?:other|more) (?:shows?|events?|things?|gigs?|games?|concerts?)\b|\bwhat(?:'?s| is)? (?:there |is )?on\b",
    re.IGNORECASE,
)


def _with_that_night(slots: Sequence[Slot], view: View) -> tuple[Slot, ...]:
    """The slots, with "are the others on that night too?", "what else is on that night" heard of the night of the show on the table; empty for all else."""
    text = view.reading.text
    match = _THAT_NIGHT.search(text)
    said = [s for s in slots if match is None or s.name != "when" or s.end <= match.start() or match.end() <= s.start]
    named_day = next((s.value.weekdays[0] for s in said if match is not None and match["end"] and _is_weekday(s)), None)
    said = said if named_day is None else [s for s in said if not _is_weekday(s)]
    named = {s.name for s in said if not s.negated}
    bought = view.state.memo.get("bought") and view.state.task is None and _WHAT_ELSE.search(text)
    if match is None or "when" in named or not (bought or named & {"event", "performer", "event_kind"}):
        return ()
    day = _spoken_of((), view)
    if day is None or not (bought or aspects.asks(text)) or (match["week"] and not (bought or match["end"])):
        return ()
    first, last = day, day
    monday = day - timedelta(days=day.weekday())
    if named_day is not None:
        first = last = monday + timedelta(days=named_day)
    elif match["week"]:
        first, last = monday + timedelta(days=4 if match["end"] else 0), monday + timedelta(days=6)
    return (*said, Slot("when", When(first, last), match.group(), *match.span()))


def _is_weekday(slot: Slot) -> bool:
    """Whether a slot is no date but a weekday: "does she play that weekend? rather see her on Saturday"."""
    when = slot.value if slot.name == "when" else None
    return isinstance(when, When) and when.open_ended and len(when.weekdays) == 1


_OTHER_WEEK = regex(
    rf"\b(?:the |that )?(?P<day>{'|'.join(WEEKDAYS)}) (?P<side>after|before)(?= that\b|\W*$|[?.!,;]| (?:instead|please|or|if|work|be|would|is)\b)"
    r"|\b(?P<step>(?:a|one|two) (?:weeks?|days?)) (?P<way>later|earlier|after|before)\b(?! (?:the|my|our|christmas)\b)"
    r"|\bthe (?P<week>(?:week after|following week))\b(?! next)",
    re.IGNORECASE,
)


def _with_other_week(slots: Sequence[Slot], view: View) -> tuple[Slot, ...]:
    """The slots, with "the Tuesday after" and "a week later" counted from the day that is spoken of."""
    match = _OTHER_WEEK.search(view.reading.text)
    day = _spoken_of((), view) if match is not None else None
    if match is None or day is None:
        return tuple(slots)
    if match["day"]:
        ahead = (WEEKDAYS[match["day"].casefold()] - day.weekday() - 1) % 7 + 1
        first = last = day + timedelta(days=ahead if match["side"].casefold() == "after" else (ahead - 7 or -7))
    elif match["step"]:
        count, unit = match["step"].casefold().split()
        days = {"a": 1, "one": 1, "two": 2}[count] * (7 if unit.startswith("week") else 1)
        first = last = day + timedelta(days=days if match["way"].casefold() in {"later", "after"} else -days)
    else:
        first = day + timedelta(days=7 - day.weekday())
        last = first + timedelta(days=6)
    kept = [s for s in slots if not (s.name == "when" and s.start < match.end() and match.start() < s.end)]
    return (*kept, Slot("when", When(first, last), match.group(), *match.span()))


def _spoken_of(slots: Sequence[Slot], view: View) -> date | None:
    """The day of the event on the table, else the one day named in the message."""
    state = view.state
    event = (state.task.event if state.task is not None else None) or state.last_event
    if event is not None:
        return event.starts_at.astimezone(ZoneInfo(event.time_zone)).date()
    named = [
        s.value
        for s in (*slots, *view.reading.slots)
        if s.name == "when"
        and isinstance(s.value, When)
        and (s.value.first == s.value.last or (s.value.open_ended and len(s.value.weekdays) == 1))
    ]
    return named[0].first if named else None

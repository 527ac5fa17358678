"""Dates as people say them: "tonight", "next Friday", "the 3rd", "3/12", "first week of May", "after March 3", "a Friday".

Conventions, since people differ:
- Weeks run Monday to Sunday. "this Friday" is the coming one, today included. "next Friday" is the one of next week; where
  that is less than seven days off, the one after it is possible too, so the stretch holds both and `first` is the likelier.
- A bare weekday narrows what is on offer (`open_ended`); `first` is the coming one.
- "the weekend" is Saturday and Sunday; "this weekend" said on one of them is what is left of it.
- "the 3rd", "March 3" without a year is the next such day, today included. "3/12" is March 12, or 3 December where days come
  first (`day_first`); a part above 12 settles it.

Reads plain text; does not know what is on.
"""

import re
from dataclasses import replace
from datetime import date, time, timedelta

from willcall.understanding.almanac import HORIZON
from willcall.understanding.clocktimes import DayPart, day_parts
from willcall.understanding.days import Days, days_in
from willcall.understanding.reading import When
from willcall.understanding.spans import Found

EVENING = time(17, 0)

_BEFORE = re.compile(
    r"\b(?P<rel>after|from|since|starting(?: from| on)?|not before|any ?time after|later than|before|until|till|by|no later than|up to|not after|prior to|around|on or after|on or before)\s+(?:on\s+)?(?:the\s+)?$"
)
_AFTER_WORDS = frozenset(
    {
        "after",
        "from",
        "since",
        "starting",
        "starting from",
        "starting on",
        "not before",
        "anytime after",
        "any time after",
        "later than",
        "on or after",
    }
)
_JOIN = re.compile(r"^\s*(?:,|or|and|/|or on|and on|or maybe|,? ?or)\s*(?:the\s+)?$")
_RANGE_JOIN = re.compile(r"^\s*(?:-|to|through|until|till|thru|and)\s*(?:the\s+)?$")
_NEAR = re.compile(r"^(?:\s|,|at|in|on|the|around|for|-|@|about|,? ?preferably|show)*$")
_NEGATION = re.compile(
    r"(?:\b(?:not|no|except|but not|anything but|any day but|can't do|can't make|isn't|instead of|other than|rather than|don't want)\s+(?:it\s+)?(?:on\s+|the\s+|this\s+|for\s+)*)$"
)


def dates(text: str, *, today: date, day_first: bool = False) -> list[Found]:
    """Stretches of time in plain `text` as `When`, relative to local `today`, in order of position."""
    days = days_in(text, today, day_first=day_first)
    parts = [
        part
        for part in day_parts(text)
        if not any(part.start < d.end and d.start < part.end and not d.evening for d in days)
    ]
    days = _joined(text, days, today)
    found: list[Found] = []
    used: set[int] = set()
    for day in days:
        when = When(day.first, day.last, EVENING if day.evening else None, None, day.weekdays, day.open_ended)
        start, end = day.start, day.end
        for index, part in enumerate(parts):
            if index in used:
                continue
            gap = text[end : part.start] if part.start >= end else text[part.end : start] if part.end <= start else ""
            if _NEAR.match(gap):
                when = replace(when, earliest=part.earliest, latest=part.latest)
                start, end = min(start, part.start), max(end, part.end)
                used.add(index)
                break
        found.append(Found("when", when, start, end, negated=bool(_NEGATION.search(text[max(0, start - 24) : start]))))
    loose = [part for index, part in enumerate(parts) if index not in used]
    if len(found) == 1 and len(loose) == 1 and found[0].value.earliest is None and found[0].value.latest is None:
        only = found[0]
        return [replace(only, value=replace(only.value, earliest=loose[0].earliest, latest=loose[0].latest))]
    found += [_loose(text, part, today) for part in loose]
    return sorted(found, key=lambda f: f.start)


def _loose(text: str, part: DayPart, today: date) -> Found:
    when = When(today, today + HORIZON, part.earliest, part.latest, (), open_ended=True)
    return Found(
        "when",
        when,
        part.start,
        part.end,
        0.9,
        negated=bool(_NEGATION.search(text[max(0, part.start - 24) : part.start])),
    )


def _joined(text: str, days: list[Days], today: date) -> list[Days]:
    """Ranges ("friday to sunday"), alternatives of weekdays ("friday or saturday"), a weekday with its date, and bounds."""
    out: list[Days] = []
    for index, day in enumerate(days):
        bound = _BEFORE.search(text[: day.start])
        following = text[day.end : days[index + 1].start] if index + 1 < len(days) else ""
        if bound and bound["rel"] == "from" and following and _RANGE_JOIN.match(following):
            bound = None
        if out:
            gap = text[out[-1].end : day.start]
            before = out[-1]
            opened = re.search(r"\b(?:between|from)\s+(?:the\s+)?$", text[: before.start]) is not None
            if (
                _RANGE_JOIN.match(gap)
                and (opened or gap.strip() != "and")
                and day.first >= before.first
                and (opened or gap.strip())
            ):
                last = day.last if not day.open_ended else day.first
                first = before.first
                if last >= first:
                    out[-1] = Days(first, last, before.start, day.end)
                    continue
            if _JOIN.match(gap) and before.weekdays and day.weekdays and gap.strip():
                together = tuple(sorted({*before.weekdays, *day.weekdays}))
                out[-1] = Days(
                    min(before.first, day.first),
                    max(before.last, day.last),
                    before.start,
                    day.end,
                    together,
                    before.open_ended,
                    before.evening or day.evening,
                )
                continue
            if (
                re.match(r"^[\s,(]*(?:the\s+|on\s+)?$", gap)
                and before.weekdays
                and not day.weekdays
                and day.first == day.last
                and not day.open_ended
            ):
                out[-1] = replace(day, start=before.start, evening=before.evening or day.evening)
                continue
            if (
                re.match(r"^[\s,(]*(?:the\s+|on\s+|of\s+)?$", gap)
                and before.weekdays
                and before.open_ended
                and not day.weekdays
            ):
                out[-1] = replace(day, start=before.start, weekdays=before.weekdays, evening=before.evening)
                continue
        if bound and bound["rel"] != "around":
            relation = bound["rel"]
            start = bound.start()
            if relation in _AFTER_WORDS:
                first = day.last + timedelta(days=1) if relation == "after" and not day.open_ended else day.first
                if day.open_ended:
                    first = day.first + timedelta(days=1)
                out.append(Days(first, first + HORIZON, start, day.end))
            else:
                inclusive = relation in {"by", "until", "till", "no later than", "up to", "not after", "on or before"}
                last = (day.first if day.open_ended else day.last) if inclusive else day.first - timedelta(days=1)
                out.append(Days(min(today, last), last, start, day.end))
            continue
        out.append(day)
    return out

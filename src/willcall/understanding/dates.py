"""Dates as people say them: "tonight", "next Friday", "the 3rd", "3/12", "first week of May", "after March 3", "a Friday".

Conventions, since people differ:
- Weeks run Monday to Sunday. "this Friday" is the coming one, today included. "next Friday" is the one of next week; where
  that is less than seven days off, the one after it is possible too, so the stretch holds both and `first` is the likelier.
- A bare weekday narrows what is on offer (`open_ended`); `first` is the coming one.
- "the weekend" is Saturday and Sunday; "this weekend" said on one of them is what is left of it.
- "the 3rd", "March 3" without a year is the next such day, today included. "3/12" is March 12, or 3 December where days come
  first (`day_first`); a part above 12 settles it.

Reads plain text; what is on it knows only as the days that it is told of.
"""

import itertools
import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date, time, timedelta

from willcall.understanding.almanac import HORIZON
from willcall.understanding.clocktimes import DayPart, day_parts
from willcall.understanding.company import KIN, KIN_MANY
from willcall.understanding.days import Days, days_in
from willcall.understanding.patterns import regex
from willcall.understanding.reading import When
from willcall.understanding.spans import Found

EVENING = time(17, 0)

_BEFORE = regex(
    r"\b(?<!apart )(?<!aside )(?P<rel>after|from|since|starting(?: from| on)?|not before|any ?time after|later than|before|until|till|by|no later than|up to|not after|prior to|around|on or after|on or before|(?:between |from )?(?:now|today) (?:and|to|until|till|through))\s+(?:on\s+)?(?:the\s+)?$"
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
_INCLUSIVE = frozenset({"by", "until", "till", "no later than", "up to", "not after", "on or before"})
_MORE_OF_THEM = regex(r"^\s*,?\s*(?:or\b|/|(?:the\s+)?\d{1,2}(?:st|nd|rd|th)\s+or\b)")
_SAID_OF = regex(r"^\s*(?P<how>before|after|of|in)\s+(?:the\s+)?$")
_WEEK_FROM = regex(r"\bweek\s+(?:of|starting|beginning|commencing|from)\s+(?:on\s+)?(?:the\s+)?$")
_STRETCH_BESIDE = regex(
    r"(?<!any )(?<!every )(?<!each )\b(?:the\s+)?(?P<what>week|weekend|day|night|evening)\s+(?P<side>before|after)\s+(?:the\s+)?$"
)
_SATURDAY = 5
_JOIN = regex(r"^\s*(?:,|or|and|/|or on|and on|or maybe|,? ?or)\s*(?:the\s+)?$")
_EITHER = regex(r"^\s*,?\s*(?:or|/|or else|or maybe|or even)\s*(?:on\s+)?(?:the\s+)?$")
_RANGE_JOIN = regex(r"^\s*(?:-|to|through|until|till|thru|and)\s*(?:the\s+)?$")
_RANGE = regex(r"\d\s*-\s*\d|\b(?:to|through|until|till|thru)\b")
_MOVING = regex(
    r"\b(?:swap|switch|exchang|chang|mov|reschedul|rebook|trad|transfer)(?:e|ed|es|ing|ping|ped|ule|uled)?\b"
)
_EACH = regex(r"\b(?:each|both|per (?:night|day|show|game)|every|all (?:two|three))\b")
_NEAR = regex(r"^(?:\s|,|at|in|on|the|around|for|-|@|about|,? ?preferably|show)*$")
_NEGATION = regex(
    r"(?:\b(?:(?:(?:any|every|all|whatever|each|either)(?: \w+)? (?:day|night|evening|afternoon|time|date|show|one)s?(?: (?:this|next|that|of the) (?:week|month))?|(?:any ?time|all|the rest of|any day|whenever)(?: (?:this|next|that) (?:week|month))?) (?:but|save|bar)|apart from|aside from|(?<!why )(?<!is it )(?<!it's )not|(?<!^)no|except|except for|but not|anything but|any day but|can't do|can't make|(?<!^)isn't|instead of|other than|rather than|don't want)\s+(?:it\s+)?(?:on\s+|in\s+|the\s+|this\s+|for\s+)*)$"
)

_DENIED_AFTER = regex(
    r"(?:s|'s)?(?: (?:nights?|games?|ones?|shows?|evenings?|dates?))?(?: (?:is|are|was|now|just|really|always|sadly|unfortunately|looks?|would be))*"
    r" (?:no (?:good|use)|not (?:good|great|ideal|possible|doable|suitable|an option|gonna (?:work|happen)|going to (?:work|happen)|working)|(?:does ?n'?t|does not|do ?n'?t|do not|won'?t|wont|will not|wouldn'?t) (?:work|suit|do|fit|happen)|(?:is|are|'s) (?:out|off|bad|awkward|impossible|a no(?:[- ]go)?|tricky|hard)"
    r"|out of the question|off the table|clash(?:es)?|impossible|(?:i|we) (?:can'?t|cannot|cant|won'?t)(?: (?:do|make|come|manage))?)\b(?! (?:i|be|go) )"
)
"""Right after a day: "friday no good now", "sundays don't suit"."""
_BARE_NO = regex(r"\b(?:no|nope)\s+(?:it'?s\s+)?(?:on\s+|for\s+)?(?:the\s+|this\s+)?$")
_ANY_OF_THEM = regex(r"(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|weekend|matinee|evening|night")
_THE_NEXT = regex(
    r"\W{0,3}(?:but )?(?:the (?:one|week)|a week) (?:after(?: (?:that|it))?|later)\b|\W{0,3}(?:but )?the (?:next|following) one\b"
)
"""Right after a day that is turned down: "not this friday, the one after"."""


def dates(
    text: str, *, today: date, day_first: bool = False, taking_place: Collection[date] = frozenset()
) -> list[Found]:
    """Stretches of time in plain `text` as `When`, relative to local `today`, in order of position.

    Args:
        text: As `plain` gives it.
        today: Where the shows are.
        day_first: Whether 5/12 is usually the fifth of December there.
        taking_place: Days on which something is on; of two days that 5/12 may be, one of them is the likelier.
    """
    days = days_in(text, today, day_first=day_first, taking_place=taking_place)
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
        found.append(
            Found("when", when, start, end, negated=_denied(text, start, found, when) or _put_off(text, start, end))
        )
    found += [after for one in found if (after := _one_after(text, one)) is not None]
    found = _within(text, found)
    loose = [part for index, part in enumerate(parts) if index not in used]
    if len(found) == 1 and len(loose) == 1 and found[0].value.earliest is None and found[0].value.latest is None:
        only = found[0]
        return [replace(only, value=replace(only.value, earliest=loose[0].earliest, latest=loose[0].latest))]
    found += [_loose(text, part, today) for part in loose]
    return sorted(found, key=lambda f: f.start)


_SAME_BREATH = regex(r"(?!.*\b(?:and|or|but|then|also|plus|not|no|instead|than)\b)[\w' ]{1,30}")
_SAME_DAY = regex(
    r"(?!.*\b(?:and|or|but|then|also|plus|not|no|instead|than)\b)[\w' ]{0,24}[(,–-]? ?(?:the |on |it's |that's |so )*"
)
_MONTH_LONG = timedelta(days=31)


def _within(text: str, found: list[Found]) -> list[Found]:
    """The days, with a weekday and the week or month it is of as one: "the friday game this week"."""
    for day, span in itertools.pairwise(sorted(found, key=lambda f: f.start)):
        one, of = day.value, span.value
        named = one.weekdays and one.open_ended and of.first == of.last and of.first.weekday() in one.weekdays
        if named and not (day.negated or span.negated) and _SAME_DAY.fullmatch(text[day.end : span.start]):
            return [f for f in found if f is not day]  # "the tuesday game (8 dec)"
        stretch = not of.weekdays and not of.open_ended and timedelta(0) < of.last - of.first <= _MONTH_LONG
        if not (one.weekdays and one.open_ended and stretch) or day.negated or span.negated:
            continue
        if _SAME_BREATH.fullmatch(text[day.end : span.start]):
            both = replace(day, value=replace(one, first=of.first, last=of.last, open_ended=False))
            return [both if f is day else f for f in found if f is not span]
    return found


def _denied(text: str, start: int, before: list[Found], when: When) -> bool:
    """Whether a day is turned down by the words before it; after another day a bare "no" puts this one in its place: "friday hmm no saturday"."""
    lead = text[max(0, start - 24) : start]
    if _NEGATION.search(lead) is None:
        return False
    other = before[-1].value if before and not before[-1].negated else None
    one = isinstance(other, When) and (bool(other.weekdays) or other.first == other.last)
    anew = one and isinstance(other, When) and not (when.weekdays and set(when.weekdays) <= set(other.weekdays))
    return not (anew and _BARE_NO.search(lead) and not _ANY_OF_THEM.match(text[start:]))


_WHO = rf"(?:i|we|he|she|they|(?:(?:my|our|the|her|his|their|both|all|one|some|most|half) )?(?:(?:of (?:us|them))|(?:{KIN})|(?:{KIN_MANY})))"
_TIED = (
    r"(?:work(?:s|ing)?(?! (?:best|better|well|fine|great|for)\b)|(?:is|are|am|['’]?s|['’]?m|['’]?re|will be|['’]?ll be) (?:(?:(?:at|in) )?(?:work|school|college|uni)|working|busy|away|not free|abroad|on (?:shift|nights|call|lates|earlies))"
    r"|(?:has|have|['’]?ve|['’]?s|(?:has|have|['’]?ve|['’]?s)? ?got) (?:(?:a|an|his|her|their|my|our|the|to) )?(?:work|football|training|swimming|dance|ballet|practice|rehearsals?|lessons?|class(?:es)?|school|shifts?|exams?|meetings?|wedding|appointment|dentist|plans|something on|another thing)"
    r"|does ?n['’]?t do|can['’]?t(?: (?:do|make|come|manage))?|cannot(?: (?:do|make|come|manage))?|is ?n['’]?t free|are ?n['’]?t free)"
)
_TIED_BEFORE = regex(
    rf"\b{_WHO}(?: (?:always|usually|often|also|still|actually|already|only|both|all|just))* ?{_TIED}(?: (?:late|all day|every|each|until late))*(?: (?:on|every|this|that|the|in the))*\s+$",
)
_TIED_AFTER = regex(
    rf"(?:s|'s)?(?: (?:nights?|evenings?))?,? {_WHO}(?: (?:always|usually|often|also|still|actually|already|both|all|just))* ?{_TIED}(?: (?:that (?:day|night)|then|all day|late|now))*(?=\W*$|\s*[.,;!]| (?:so|but|and|can|could|is|are|what|how)\b)"
)
"""After a day, or before it, why it is none: "she works saturdays", "saturday he's got football"."""


def _put_off(text: str, start: int, end: int) -> bool:
    """Whether a day is turned down by the words after it, or told as the day on which somebody is bound: "she works saturdays"."""
    lead = text[max(0, start - 72) : start]
    tied = _TIED_BEFORE.search(lead) is not None or _TIED_AFTER.match(text, end) is not None
    return tied or _DENIED_AFTER.match(text, end) is not None


def _one_after(text: str, day: Found) -> Found | None:
    """The same day a week on, where that one is turned down for the next: "not this friday, the one after"."""
    when: When = day.value
    said = _THE_NEXT.match(text, day.end) if day.negated else None
    if said is None or not (when.first == when.last or (when.open_ended and len(when.weekdays) == 1)):
        return None
    first = when.first + timedelta(days=7)
    return Found("when", replace(when, first=first, last=first, weekdays=(), open_ended=False), day.end, said.end())


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


def _stretch_beside(match: re.Match[str], day: Days) -> Days:
    """Such as "the week before Christmas", "the weekend after the 9th", "the night before New Year's Eve"."""
    step = -1 if match["side"] == "before" else 1
    if match["what"] == "week":
        near, far = day.first + timedelta(days=step), day.first + timedelta(days=7 * step)
        return Days(min(near, far), max(near, far), match.start(), day.end)
    if match["what"] == "weekend":
        saturday = day.first + timedelta(days=step)
        while saturday.weekday() != _SATURDAY:
            saturday += timedelta(days=step)
        return Days(saturday, saturday + timedelta(days=1), match.start(), day.end)
    return Days(day.first + timedelta(days=step), day.first + timedelta(days=step), match.start(), day.end)


def _beside(text: str, before: Days, gap: str, day: Days) -> Days | None:
    """A day told by another: "the weekend of the 12th", "the Thursday before Christmas", "Tuesday or Wednesday next week"."""
    exact = day.first == day.last and not day.open_ended
    weekday = before.weekdays[0] if len(before.weekdays) == 1 and before.open_ended else None
    if not exact:
        return None
    said_of = _SAID_OF.match(gap)
    if said_of and said_of["how"] == "of" and text[before.start : before.end].endswith("weekend"):
        saturday = day.first + timedelta(days=(5 - day.first.weekday()) if day.first.weekday() != 6 else -1)
        return Days(saturday, saturday + timedelta(days=1), before.start, day.end)
    if said_of and weekday is not None and said_of["how"] in {"before", "after"}:
        ahead = (weekday - day.first.weekday() - 1) % 7 + 1
        found = day.first + timedelta(days=ahead if said_of["how"] == "after" else ahead - 7 if ahead < 7 else -7)
        return Days(found, found, before.start, day.end, evening=before.evening)
    if _EITHER.match(gap) and weekday is not None and text[day.start : day.end].endswith("week"):
        other = day.first + timedelta(days=weekday - day.first.weekday())
        days = tuple(sorted({weekday, day.first.weekday()}))
        return Days(min(other, day.first), max(other, day.first), before.start, day.end, days, evening=day.evening)
    return None


def _single(day: Days) -> bool:
    """A day by its date, or such days already joined."""
    return not day.open_ended and ((day.first == day.last and not day.weekdays) or bool(day.weekdays))


def _joined(text: str, days: list[Days], today: date) -> list[Days]:
    """Ranges ("friday to sunday"), alternatives of weekdays ("friday or saturday"), a weekday with its date, and bounds."""
    out: list[Days] = []
    for index, day in enumerate(days):
        bound = _BEFORE.search(text[: day.start])
        ahead = _STRETCH_BESIDE.search(text[: day.start])
        if ahead is not None and day.first == day.last and not day.open_ended:
            out = [one for one in out if one.end <= ahead.start()]
            out.append(_stretch_beside(ahead, day))
            continue
        if _WEEK_FROM.search(text[: day.start]) and day.first == day.last:
            out.append(Days(day.first, day.first + timedelta(days=6), day.start, day.end))
            continue
        following = text[day.end : days[index + 1].start] if index + 1 < len(days) else ""
        from_to = (following and _RANGE_JOIN.match(following)) or (
            day.first < day.last and _RANGE.search(text[day.start : day.end])
        )
        if bound and bound["rel"] == "from" and from_to:
            bound = None
        if out:
            gap = text[out[-1].end : day.start]
            before = out[-1]
            opened = re.search(r"\b(?:between|from)\s+(?:the\s+)?$", text[: before.start]) is not None
            if (
                _RANGE_JOIN.match(gap)
                and not (gap.strip() == "to" and _MOVING.search(text))
                and (opened or gap.strip() != "and")
                and (day.first >= before.first or day.open_ended)
                and (opened or gap.strip())
            ):
                last = day.last if not day.open_ended else day.first
                if day.open_ended and last < before.first:
                    last += timedelta(days=7)  # "friday to sunday", said on a saturday
                first = before.first
                if last >= first:
                    out[-1] = Days(first, last, before.start, day.end)
                    continue
            beside = _beside(text, before, gap, day)
            if beside is not None:
                out[-1] = beside
                continue
            each = "and" in gap and _EACH.search(text) is not None
            listed = gap.strip() == "," and _MORE_OF_THEM.match(text[day.end :]) is not None
            if (_EITHER.match(gap) or listed) and _single(before) and _single(day):
                first, last = sorted((before.first, day.first))
                kept = tuple(sorted({*(before.weekdays or (before.first.weekday(),)), day.first.weekday()}))
                out[-1] = Days(first, max(last, before.last), before.start, day.end, kept)
                continue
            denied = _NEGATION.search(text[max(0, before.start - 24) : before.start])
            turned_from = (
                (denied is not None or _put_off(text, before.start, before.end))
                and "," in gap
                and not _MORE_OF_THEM.match(text[day.end :])
            )
            turned_from = turned_from and _EITHER.match(gap) is None  # "not saturday, the boxing day one"
            if _JOIN.match(gap) and before.weekdays and day.weekdays and gap.strip() and not each and not turned_from:
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
                and not turned_from
            ):
                out[-1] = replace(day, start=before.start, evening=before.evening or day.evening)
                continue
            if (
                re.match(r"^[\s,(]*(?:the\s+|on\s+|of\s+)?$", gap)
                and before.weekdays
                and before.open_ended
                and not day.weekdays
                and not turned_from
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
                inclusive = relation in _INCLUSIVE or relation.split()[-2:-1] in (["now"], ["today"])
                last = (day.first if day.open_ended else day.last) if inclusive else day.first - timedelta(days=1)
                out.append(Days(min(today, last), last, start, day.end))
            continue
        out.append(day)
    return out

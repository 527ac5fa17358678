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
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from willcall.understanding.clocktimes import DayPart, day_parts
from willcall.understanding.quantities import number
from willcall.understanding.reading import When
from willcall.understanding.spans import Found

HORIZON = timedelta(days=400)
EVENING = time(17, 0)

_WEEKDAYS = {
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
    "sat": 5,
    "sun": 6,
}
_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_SPOKEN = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
    "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "twenty first": 21, "twenty-second": 22, "twenty second": 22,
    "twenty-third": 23, "twenty third": 23, "twenty-fourth": 24, "twenty fourth": 24, "twenty-fifth": 25, "twenty fifth": 25,
    "twenty-sixth": 26, "twenty sixth": 26, "twenty-seventh": 27, "twenty seventh": 27, "twenty-eighth": 28, "twenty eighth": 28,
    "twenty-ninth": 29, "twenty ninth": 29, "thirtieth": 30, "thirty-first": 31, "thirty first": 31,
}  # fmt: skip
_FEASTS = {
    "christmas eve": (12, 24), "xmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "xmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new years eve": (12, 31), "nye": (12, 31), "new year's day": (1, 1), "new years day": (1, 1),
    "valentine's day": (2, 14), "valentines day": (2, 14), "valentine's": (2, 14), "halloween": (10, 31), "fourth of july": (7, 4), "4th of july": (7, 4),
    "st patrick's day": (3, 17), "st. patrick's day": (3, 17),
}  # fmt: skip

_W = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|sat|sun"
_M = r"january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_SP = "|".join(sorted(_SPOKEN, key=len, reverse=True))
_YEAR = r"(?:,?\s+(?P<y>20\d\d))?"
_N = r"(?:\d{1,2}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few)"


@dataclass(frozen=True, slots=True)
class _Days:
    first: date
    last: date
    start: int
    end: int
    weekdays: tuple[int, ...] = ()
    open_ended: bool = False
    evening: bool = False


_ISO = re.compile(r"(?<![\d/-])(?P<y>20\d\d)[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>3[01]|[12]\d|0?[1-9])(?!\d)")
_SLASHED = re.compile(
    r"(?<![\w/.$€£#-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?:(?P=sep)(?P<y>20\d\d|\d\d))?(?![\d/]|\s?(?:pm|am)\b|\.\d|\s?(?:dollars|bucks|usd|euros?|pounds?|each|%))\.?"
)
_MONTH_DAYS = re.compile(
    rf"\b(?P<m>{_M})\.?\s+(?:the\s+)?(?P<a>{_D})(?:st|nd|rd|th)?\s*(?:-|to|through|until|till|thru|and)\s*(?:the\s+)?(?P<b>{_D})(?:st|nd|rd|th)?\b(?!\s?(?:pm|am|tickets?|seats?|people))"
)
_MONTH_DAY = re.compile(
    rf"\b(?P<m>{_M})\.?\s+(?:the\s+)?(?:(?P<d>{_D})(?:st|nd|rd|th)?\b(?![:.]\d)(?!\s?(?:pm|am|tickets?)\b)|(?P<w>{_SP})\b){_YEAR}"
)
_DAY_MONTH = re.compile(rf"\b(?:the\s+)?(?:(?P<d>{_D})(?:st|nd|rd|th)?|(?P<w>{_SP}))\s+(?:of\s+)?(?P<m>{_M})\b{_YEAR}")
_DAY_OF_MONTH = re.compile(
    rf"\b(?:the\s+)?(?:(?P<d>{_D})(?:st|nd|rd|th)|(?P<w>{_SP}))\s+(?:of\s+)?(?P<which>this|next|the)\s+month\b"
)
_THE_DAYS = re.compile(
    rf"\b(?:between\s+|from\s+)?the\s+(?P<a>{_D})(?:st|nd|rd|th)\s*(?:-|to|through|until|till|and)\s*(?:the\s+)?(?P<b>{_D})(?:st|nd|rd|th)\b"
)
_THE_DAY = re.compile(
    rf"\b(?:the\s+|on\s+)?(?P<d>{_D})(?:st|nd|rd|th)\b(?!\s+(?:row|one|option|choice|floor|level|tier|balcony|half|quarter|section|time|street|avenue|ave|st\b|act|of\s+(?:those|these|them)|show|game|seat))|\bthe\s+(?P<w>(?:{_SP}))\b(?!\s+(?:row|one|ones|option|choice|floor|level|tier|balcony|half|quarter|section|time|street|act|of\b|show|game|seats?|event|pair|concert|offer|two|set|on\b|listing))(?=\s*(?:$|[,.!?]|please|at|if|for|would|works|is|instead|or))"
)
_RELATIVE = re.compile(
    r"\b(?:the\s+)?(?P<w>day after tomorrow|tomorrow|tonight|today|this evening|this afternoon|this morning|later today|yesterday)(?:'s)?\b(?P<night>\s+(?:nights?|evening))?"
)
_IN_N = re.compile(
    rf"\bin\s+(?P<n>{_N})\s+(?P<u>days?|weeks?|months?)\b|\b(?P<n2>{_N})\s+(?P<u2>days?|weeks?)\s+from\s+(?P<from>now|today|tomorrow|(?:next\s+)?(?:{_W}))\b"
)
_WEEKDAY = re.compile(
    rf"\b(?:(?P<which>this coming|this upcoming|the coming|the upcoming|this|next|coming|upcoming|the following|the next|a|any|on a|every|last)\s+)?(?P<w>{_W})(?P<s>'?s)?\b"
    rf"(?P<after>\s+(?:of\s+)?(?P<week>next week|this week|week after next|after next|week\b(?!end))|,?\s+next week)?(?P<night>\s+(?:nights?|eve\b|evenings?))?"
)
_WEEKEND = re.compile(
    r"\b(?:(?P<which>this coming|this|next|the following|the|coming|upcoming|a|any|over the|on the)\s+)?weekends?\b(?P<after>\s+after next)?"
)
_WEEK = re.compile(
    r"\b(?:(?P<which>this|next|the following|the coming|coming|later this|early next|late next)\s+week|week after next)\b(?!end)"
)
_WEEKDAYS_ANY = re.compile(r"\b(?:a |any |on )?(?:week\s?days?|week\s?nights?|during the week|midweek|mid-week)\b")
_MONTH_PART = re.compile(
    rf"\b(?P<part>first week|second week|third week|fourth week|last week|first half|second half|early|beginning|start|mid|middle|late|end|first weekend|second weekend|third weekend|last weekend)(?:\s+(?:of|in))?[\s-]+(?:the\s+)?(?P<m>{_M}|(?:this|next|the)?\s*month)\b"
)
_MONTH = re.compile(
    rf"\b(?:(?P<in>in|during|for|this|next|sometime in|any ?time in|on|of|all|around|until|by|before|after)\s+)?(?P<m>{_M})\b{_YEAR}"
)
_MONTH_REL = re.compile(r"\b(?P<which>this|next|later this|end of the|end of this)\s+month\b")
_YEAR_REL = re.compile(r"\b(?:(?P<which>this|next)\s+year)\b")
_FEAST = re.compile(
    "|".join(rf"\b{re.escape(name)}\b" for name in sorted(_FEASTS, key=len, reverse=True))
    + r"|\bthanksgiving(?: day)?\b"
)
_NEXT_N = re.compile(
    rf"\b(?:within|over|in)?\s*the\s+(?:next|coming)\s+(?P<n>{_N}|few|couple(?: of)?)?\s*(?P<u>days|weeks?|months?)\b"
)
_SOON = re.compile(r"\b(?:these days|any ?time soon|coming up soon)\b")

_TRIGGER = re.compile(
    rf"\d|(?:{_W}|{_M})\b|day|night|morrow|week|month|{'|'.join(list(_SPOKEN)[:13])}|eve\b|xmas|christmas|hallow|valentine|nye|thanksgiving|july|year|twent|thirt"
)
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
    days = _days(text, today, day_first) if _TRIGGER.search(text) else []
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


def _days(text: str, today: date, day_first: bool) -> list[_Days]:
    found: list[_Days] = []

    def add(match: re.Match[str], stretch: "tuple[date, date] | None", **more: object) -> None:
        if stretch is None or any(match.start() < other.end and other.start < match.end() for other in found):
            return
        found.append(_Days(stretch[0], stretch[1], match.start(), match.end(), **more))  # type: ignore[arg-type]

    for match in _ISO.finditer(text):
        add(match, _one(_date(int(match["y"]), int(match["m"]), int(match["d"]))))
    for match in _MONTH_DAYS.finditer(text):
        add(
            match,
            _between(
                _upcoming(_MONTHS[match["m"]], int(match["a"]), today),
                _upcoming(_MONTHS[match["m"]], int(match["b"]), today),
            ),
        )
    for pattern in (_MONTH_DAY, _DAY_MONTH):
        for match in pattern.finditer(text):
            day = int(match["d"]) if match["d"] else _SPOKEN[match["w"]]
            year = int(match["y"]) if match["y"] else None
            add(
                match,
                _one(_date(year, _MONTHS[match["m"]], day) if year else _upcoming(_MONTHS[match["m"]], day, today)),
            )
    for match in _SLASHED.finditer(text):
        add(match, _one(_slashed(match, today, day_first)))
    for match in _DAY_OF_MONTH.finditer(text):
        day = int(match["d"]) if match["d"] else _SPOKEN[match["w"]]
        month = _add_months(today, 1 if match["which"] == "next" else 0)
        add(match, _one(_date(month.year, month.month, day)))
    for match in _MONTH_PART.finditer(text):
        add(match, _month_part(match["part"], match["m"], today))
    for match in _FEAST.finditer(text):
        add(match, _one(_feast(match.group(), today)))
    for match in _THE_DAYS.finditer(text):
        low = _next_day_of_month(int(match["a"]), today)
        add(match, _between(low, _next_day_of_month(int(match["b"]), low) if low else None))
    for match in _IN_N.finditer(text):
        add(match, _in_n(match, today))
    for match in _NEXT_N.finditer(text):
        count = number(match["n"] or "") or {"few": 3, "a few": 3, "couple": 2, "couple of": 2, "a couple of": 2}.get(
            match["n"] or "", 1
        )
        size = 1 if match["u"].startswith("day") else 7 if match["u"].startswith("week") else 30
        add(match, (today, today + timedelta(days=count * size)))
    for match in _RELATIVE.finditer(text):
        add(
            match,
            _one(_relative(match["w"], today)),
            evening=match["w"] in {"tonight", "this evening"} or bool(match["night"]),
        )
    for match in _WEEKDAY.finditer(text):
        said = _weekday(match, today)
        if said is not None:
            add(match, said[0], weekdays=said[1], open_ended=said[2], evening=bool(match["night"]))
    for match in _WEEKEND.finditer(text):
        stretch, open_ended = _weekend(match, today)
        add(match, stretch, weekdays=(5, 6) if open_ended else (), open_ended=open_ended)
    for match in _WEEK.finditer(text):
        add(match, _week(match, today))
    for match in _WEEKDAYS_ANY.finditer(text):
        add(
            match, (today, today + HORIZON), weekdays=(0, 1, 2, 3, 4), open_ended=True, evening="night" in match.group()
        )
    for match in _THE_DAY.finditer(text):
        day = int(match["d"]) if match["d"] else _SPOKEN[match["w"]]
        add(match, _one(_next_day_of_month(day, today)))
    for match in _MONTH_REL.finditer(text):
        add(
            match,
            _month_part(
                "end" if match["which"].startswith("end") else "",
                f"{'next' if match['which'] == 'next' else 'this'} month",
                today,
            ),
        )
    for match in _MONTH.finditer(text):
        if (
            match["m"] in {"may", "march", "mar", "sun", "dec", "jan"}
            and not (match["in"] or match["y"])
            and not re.match(rf"^\W*{match['m']}\W*$", text)
        ):
            continue
        add(match, _month(match, today))
    for match in _YEAR_REL.finditer(text):
        year = today.year + (match["which"] == "next")
        add(match, (max(today, date(year, 1, 1)), date(year, 12, 31)))
    return sorted(found, key=lambda d: d.start)


def _joined(text: str, days: list[_Days], today: date) -> list[_Days]:
    """Ranges ("friday to sunday"), alternatives of weekdays ("friday or saturday"), a weekday with its date, and bounds."""
    out: list[_Days] = []
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
                and (opened or gap.strip() not in {"and"})
                and day.first >= before.first
                and (opened or gap.strip())
            ):
                last = day.last if not day.open_ended else day.first
                first = before.first
                if last >= first:
                    out[-1] = _Days(first, last, before.start, day.end)
                    continue
            if _JOIN.match(gap) and before.weekdays and day.weekdays and gap.strip():
                together = tuple(sorted({*before.weekdays, *day.weekdays}))
                out[-1] = _Days(
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
                out.append(_Days(first, first + HORIZON, start, day.end))
            else:
                inclusive = relation in {"by", "until", "till", "no later than", "up to", "not after", "on or before"}
                last = (day.first if day.open_ended else day.last) if inclusive else day.first - timedelta(days=1)
                out.append(_Days(min(today, last), last, start, day.end))
            continue
        out.append(day)
    return out


def _one(day: date | None) -> tuple[date, date] | None:
    return None if day is None else (day, day)


def _between(first: date | None, last: date | None) -> tuple[date, date] | None:
    return (first, last) if first and last and first <= last else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _upcoming(month: int, day: int, today: date) -> date | None:
    """The next such day of the year, today included; 29 February waits for its year."""
    for year in range(today.year, today.year + 9):
        candidate = _date(year, month, day)
        if candidate and candidate >= today:
            return candidate
    return None


def _next_day_of_month(day: int, today: date) -> date | None:
    for ahead in range(13):
        month = _add_months(today, ahead)
        candidate = _date(month.year, month.month, day)
        if candidate and candidate >= today:
            return candidate
    return None


def _add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _slashed(match: re.Match[str], today: date, day_first: bool) -> date | None:
    a, b, separator, year = int(match["a"]), int(match["b"]), match["sep"], match["y"]
    if separator == "-" and not year:
        return None  # "2-3 tickets"
    if separator == "." and not year and not ((day_first or a > 12) and match.group().endswith(".")):
        return None  # "7.30", "45.50"
    day, month = (a, b) if day_first or separator == "." else (b, a)
    if month > 12:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    return _upcoming(month, day, today)


def _relative(word: str, today: date) -> date:
    return today + timedelta(days={"tomorrow": 1, "day after tomorrow": 2, "yesterday": -1}.get(word, 0))


def _in_n(match: re.Match[str], today: date) -> tuple[date, date] | None:
    said, unit = (match["n"], match["u"]) if match["n"] else (match["n2"], match["u2"])
    count = {"a couple of": 2, "a few": 3}.get(said) or number(said) or 1
    start = today
    origin = match["from"]
    if origin == "tomorrow":
        start += timedelta(days=1)
    elif origin and origin not in {"now", "today"}:
        start = _coming(_WEEKDAYS[origin.split()[-1]], today) + timedelta(days=7 if origin.startswith("next") else 0)
    if unit.startswith("day"):
        day = start + timedelta(days=count)
        return day, day
    if unit.startswith("week"):
        day = start + timedelta(weeks=count)
        return (day, day) if origin else (day - timedelta(days=day.weekday()), day + timedelta(days=6 - day.weekday()))
    month = _add_months(start, count)
    return month, date(month.year, month.month, monthrange(month.year, month.month)[1])


def _coming(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _weekday(match: re.Match[str], today: date) -> tuple[tuple[date, date], tuple[int, ...], bool] | None:
    word = match["w"]
    which, week = match["which"] or "", (match["week"] or match["after"] or "").strip(" ,")
    if word in {"sat", "sun"} and not (which or week or match["night"]):
        before, after = match.string[: match.start()], match.string[match.end() :]
        if not (
            re.search(r"(?:^|\b(?:on|for|or|and|about|until|by|before|after)\s|[,/(]\s?)$", before)
            and re.match(r"^\s*(?:$|[,.?!/)]|at|or|and|for|please|the|instead|\d|night|works|then|game|show|in)", after)
        ):
            return None
    weekday = _WEEKDAYS[word]
    monday = today - timedelta(days=today.weekday())
    if which == "last" and not week:
        return None
    if "next week" in week or week == "week":
        day = monday + timedelta(days=7 + weekday) if "next" in week else _coming(weekday, today) + timedelta(days=7)
        return (day, day), (), False
    if "after next" in week:
        day = monday + timedelta(days=14 + weekday)
        return (day, day), (), False
    if which == "next":
        day = monday + timedelta(days=7 + weekday)
        if (day - today).days < 7:
            return (day, day + timedelta(days=7)), (weekday,), False
        return (day, day), (), False
    coming = _coming(weekday, today)
    if (
        which
        in {
            "this",
            "this coming",
            "this upcoming",
            "the coming",
            "the upcoming",
            "coming",
            "upcoming",
            "the next",
            "the following",
        }
        or "this week" in week
    ):
        return (coming, coming), (), False
    return (coming, coming + HORIZON), (weekday,), True


def _weekend(match: re.Match[str], today: date) -> tuple[tuple[date, date], bool]:
    which = match["which"] or ""
    monday = today - timedelta(days=today.weekday())
    saturday = monday + timedelta(days=5)
    if which in {"a", "any"} or match.group().strip().endswith("weekends"):
        return (today, today + HORIZON), True
    if match["after"]:
        return (saturday + timedelta(days=14), saturday + timedelta(days=15)), False
    if which in {"next", "the following"}:
        return (saturday + timedelta(days=7), saturday + timedelta(days=8)), False
    return (max(saturday, today), saturday + timedelta(days=1)), False


def _week(match: re.Match[str], today: date) -> tuple[date, date]:
    monday = today - timedelta(days=today.weekday())
    which = match["which"]
    if which is None:
        return monday + timedelta(days=14), monday + timedelta(days=20)
    if which == "early next":
        return monday + timedelta(days=7), monday + timedelta(days=9)
    if which == "late next":
        return monday + timedelta(days=10), monday + timedelta(days=13)
    if which in {"this", "later this"}:
        return today, monday + timedelta(days=6)
    return monday + timedelta(days=7), monday + timedelta(days=13)


def _month_part(part: str, month_word: str, today: date) -> tuple[date, date] | None:
    month_word = month_word.strip()
    if month_word in _MONTHS:
        month = _MONTHS[month_word]
        year = today.year + (month < today.month)
    else:
        base = _add_months(today, 1 if month_word.startswith("next") else 0)
        year, month = base.year, base.month
    length = monthrange(year, month)[1]
    if part.endswith("weekend"):
        saturdays = [date(year, month, d) for d in range(1, length + 1) if date(year, month, d).weekday() == 5]
        saturday = saturdays[{"first": 0, "second": 1, "third": 2}.get(part.split(maxsplit=1)[0], -1)]
        return saturday, saturday + timedelta(days=1)
    low, high = {
        "first week": (1, 7), "second week": (8, 14), "third week": (15, 21), "fourth week": (22, 28), "last week": (length - 6, length),
        "first half": (1, 15), "second half": (16, length), "early": (1, 10), "beginning": (1, 10), "start": (1, 10), "mid": (10, 20),
        "middle": (10, 20), "late": (20, length), "end": (length - 9, length),
    }.get(part, (1, length))  # fmt: skip
    first, last = date(year, month, low), date(year, month, high)
    return (max(first, today), last) if last >= today else None


def _month(match: re.Match[str], today: date) -> tuple[date, date]:
    month = _MONTHS[match["m"]]
    year = int(match["y"]) if match["y"] else today.year + (month < today.month)
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return (today, last) if first <= today <= last else (first, last)


def _feast(name: str, today: date) -> date | None:
    if name.startswith("thanksgiving"):
        for year in (today.year, today.year + 1):
            first = date(year, 11, 1)
            day = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
            if day >= today:
                return day
        return None
    return _upcoming(*_FEASTS[name], today)

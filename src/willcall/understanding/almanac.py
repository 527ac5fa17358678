"""The arithmetic behind dates: which day "next Friday", "the 3rd" or "the last week of May" is, seen from a given today.

Takes what the patterns of `days` matched; the conventions stand in `dates`. Knows no words but the names in its tables.
"""

import re
from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

from willcall.understanding.numerals import number
from willcall.understanding.patterns import regex

HORIZON = timedelta(days=400)
_FAR, _NEAR = 200, 120
"""Days ahead at which the usual order of day and month is doubted, and at which the other is believed."""
_A_WEEKDAY = regex(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day|sat|sun)\b\W*(?:the\s+)?$")
_COMING = frozenset(
    (
        "this",
        "this coming",
        "this upcoming",
        "the coming",
        "the upcoming",
        "coming",
        "upcoming",
        "the next",
        "the following",
    )
)

WEEKDAYS = {
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
MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
SPOKEN = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
    "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "twenty first": 21, "twenty-second": 22, "twenty second": 22,
    "twenty-third": 23, "twenty third": 23, "twenty-fourth": 24, "twenty fourth": 24, "twenty-fifth": 25, "twenty fifth": 25,
    "twenty-sixth": 26, "twenty sixth": 26, "twenty-seventh": 27, "twenty seventh": 27, "twenty-eighth": 28, "twenty eighth": 28,
    "twenty-ninth": 29, "twenty ninth": 29, "thirtieth": 30, "thirty-first": 31, "thirty first": 31,
}  # fmt: skip
_SPELLED = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth"}
FEASTS = {
    "christmas eve": (12, 24), "xmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "xmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new years eve": (12, 31), "nye": (12, 31), "new year's day": (1, 1), "new years day": (1, 1),
    "valentine's day": (2, 14), "valentines day": (2, 14), "valentine's": (2, 14), "halloween": (10, 31), "fourth of july": (7, 4), "4th of july": (7, 4),
    "st patrick's day": (3, 17), "st. patrick's day": (3, 17),
}  # fmt: skip


def one(day: date | None) -> tuple[date, date] | None:
    return None if day is None else (day, day)


def between(first: date | None, last: date | None) -> tuple[date, date] | None:
    return (first, last) if first and last and first <= last else None


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def upcoming(month: int, day: int, today: date) -> date | None:
    """The next such day of the year, today included; 29 February waits for its year."""
    for year in range(today.year, today.year + 9):
        candidate = day_of(year, month, day)
        if candidate and candidate >= today:
            return candidate
    return None


def next_day_of_month(day: int, today: date) -> date | None:
    for ahead in range(13):
        month = add_months(today, ahead)
        candidate = day_of(month.year, month.month, day)
        if candidate and candidate >= today:
            return candidate
    return None


def add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def slashed_day(
    match: re.Match[str], today: date, day_first: bool, taking_place: Collection[date] = frozenset()
) -> date | None:
    """The day of "12/5" or "5.12.", in the order that is usual there.

    Without a year the other order is meant where a weekday just before fits that alone ("fri 11/12"), where something is on then and
    not on the usual day, or where the usual one leads most of a year ahead and the other does not.
    """
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
        return day_of(int(year) + (2000 if len(year) == 2 else 0), month, day)
    usual, other = upcoming(month, day, today), upcoming(day, month, today) if day <= 12 else None
    if usual is None or other is None or separator == ".":
        return usual
    named = _A_WEEKDAY.search(match.string[max(0, match.start() - 14) : match.start()])
    fits = [one for one in (usual, other) if named is None or one.weekday() == WEEKDAYS[named.group(1)]] or [usual]
    on = [one for one in fits if one in taking_place]
    if len(on) == 1 or len(fits) == 1:
        return (on or fits)[0]
    return other if (usual - today).days > _FAR and (other - today).days < _NEAR else usual


def relative_day(word: str, today: date) -> date:
    return today + timedelta(days={"tomorrow": 1, "day after tomorrow": 2, "yesterday": -1}.get(word, 0))


def some_time_ahead(match: re.Match[str], today: date) -> tuple[date, date] | None:
    said, unit = (match["n"], match["u"]) if match["n"] else (match["n2"], match["u2"])
    count = {"a couple of": 2, "a few": 3}.get(said) or number(said) or 1
    start = today
    origin = match["from"]
    if origin == "tomorrow":
        start += timedelta(days=1)
    elif origin and origin not in {"now", "today"}:
        start = coming(WEEKDAYS[origin.split()[-1]], today) + timedelta(days=7 if origin.startswith("next") else 0)
    if unit.startswith("day"):
        day = start + timedelta(days=count)
        return day, day
    if unit.startswith("week"):
        day = start + timedelta(weeks=count)
        return (day, day) if origin else (day - timedelta(days=day.weekday()), day + timedelta(days=6 - day.weekday()))
    month = add_months(start, count)
    return month, date(month.year, month.month, monthrange(month.year, month.month)[1])


def coming(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7)


_SITS = regex(  # words before "sat" that sit
    r"\b(?:i|we|he|she|they|you|who|it|that|which|just|always|never|people|person|man|woman|guy|lady|kids?|was|were|been|be|am|are|is|being|mum|mom|dad|wife|husband|"
    r"(?:my|our|his|her|their|your)\s(?:[a-z]+\s)?(?:son|daughter)|friends?|someone|somebody|everyone|all|both|and|then|have|has|had|not|already|only|getting|got|seats?)\s$"
)
_CLOSED = regex(
    r"\s*(?:$|[,.?!;/)]|\d|(?:night|evening|afternoon|matinee|please|pls|section|row|x|get|can|could|need|want|got|instead|rather|then)\b)"
)


_DAYS = r"(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?"
_UP_TO = r"\s*(?:-|–|to|thru|through|till?|until|or|and|&)\s*"
_RANGE_AFTER, _RANGE_BEFORE = regex(rf"^{_UP_TO}{_DAYS}\b"), regex(rf"\b{_DAYS}{_UP_TO}$")


def weekday_of(match: re.Match[str], today: date) -> tuple[tuple[date, date], tuple[int, ...], bool] | None:
    word = match["w"]
    which, week = match["which"] or "", (match["week"] or match["after"] or "").strip(" ,")
    if word in {"sat", "sun"} and not (which or week or match["night"]):
        at = match.start()
        before, after = match.string[max(0, at - 32) : at], match.string[match.end() : match.end() + 32]
        named = word == "sat" and re.search(r"[a-z]{3,}\s$", before) and not _SITS.search(before)
        ranged = _RANGE_AFTER.match(after) or _RANGE_BEFORE.search(before)  # "fri to sun"
        if not (ranged or re.search(r"\bon\s$", before) or (named and _CLOSED.match(after))) and not (
            re.search(
                r"(?:^|\b(?:on|for|or|and|about|until|by|before|after|wait|no|not|mean|meant|sorry|rather|actually)\s|[,/(]\s?)$",
                before,
            )
            and re.match(
                r"^\s*(?:$|[,.?!/)]|at|or|and|for|please|the|instead|\d|night|works|then|game|show|in|evening|afternoon|morning|matinee|gig|match|performance|eve)",
                after,
            )
        ):
            return None
    weekday = WEEKDAYS[word]
    monday = today - timedelta(days=today.weekday())
    if which == "last" and not week:
        return None
    if "next week" in week or week == "week":
        day = monday + timedelta(days=7 + weekday) if "next" in week else coming(weekday, today) + timedelta(days=7)
        return (day, day), (), False
    if "after next" in week:
        day = monday + timedelta(days=14 + weekday)
        return (day, day), (), False
    if which == "next":
        day = monday + timedelta(days=7 + weekday)
        if (day - today).days < 7:
            return (day, day + timedelta(days=7)), (weekday,), False
        return (day, day), (), False
    day = coming(weekday, today)
    if which in _COMING or "this week" in week:
        return (day, day), (), False
    return (day, day + HORIZON), (weekday,), True


def weekend_of(match: re.Match[str], today: date) -> tuple[tuple[date, date], bool]:
    which = match["which"] or ""
    monday = today - timedelta(days=today.weekday())
    saturday = monday + timedelta(days=5)
    if which in {"a", "any"} or match.group().strip().endswith("weekends"):
        return (today, today + HORIZON), True
    length = 2 if match["long"] else 1
    ahead = 14 if match["after"] else 7 if which in {"next", "the following"} else 0
    last = saturday + timedelta(days=ahead + length)
    return (max(saturday + timedelta(days=ahead), today), last), False


def week_of(match: re.Match[str], today: date) -> tuple[date, date]:
    monday = today - timedelta(days=today.weekday())
    which = match["which"]
    if match["end"] is not None:  # from Thursday on
        begins = monday + timedelta(days=10 if match["end"] == "next" else 3)
        return max(today, begins), begins + timedelta(days=3)
    if which is None:
        return monday + timedelta(days=14), monday + timedelta(days=20)
    if which == "early next":
        return monday + timedelta(days=7), monday + timedelta(days=9)
    if which == "late next":
        return monday + timedelta(days=10), monday + timedelta(days=13)
    if which in {"this", "later this"}:
        ends = 6 if today.weekday() < 6 else 13  # said on a Sunday, the week that begins is meant too
        return today, monday + timedelta(days=ends)
    return monday + timedelta(days=7), monday + timedelta(days=13)


def _month_meant(word: str, today: date) -> tuple[int, int]:
    """Year and month of "december", "next month", "this month"."""
    if word in MONTHS:
        month = MONTHS[word]
        return today.year + (month < today.month), month
    base = add_months(today, 1 if word.startswith("next") else 0)
    return base.year, base.month


def weeks_on(match: re.Match[str], today: date) -> date:
    """Weeks counted from a day: "a week on saturday", "two weeks from friday", "in a fortnight"."""
    count = 2 if match["two"] or match["in"] else {"a": 1, "one": 1, "two": 2, "2": 2}.get(match["n"], 3)
    word = match["w"] or "today"
    away = {"today": 0, "tomorrow": 1}.get(word)
    if away is None:
        away = (WEEKDAYS[word] - today.weekday()) % 7
    return today + timedelta(days=away + 7 * count)


def nth_weekday(which: str, weekday: str, month_word: str, today: date) -> date | None:
    """The "second friday of december"; None where it is over."""
    year, month = _month_meant(month_word.strip(), today)
    days = [date(year, month, d) for d in range(1, monthrange(year, month)[1] + 1)]
    fitting = [day for day in days if day.weekday() == WEEKDAYS[weekday]]
    day = fitting[{"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}[_SPELLED.get(which, which)]]
    return day if day >= today else None


def month_part(part: str, month_word: str, today: date) -> tuple[date, date] | None:
    month_word = month_word.strip()
    year, month = _month_meant(month_word, today)
    length = monthrange(year, month)[1]
    if part.endswith("weekend"):
        saturdays = [date(year, month, d) for d in range(1, length + 1) if date(year, month, d).weekday() == 5]
        saturday = saturdays[{"first": 0, "second": 1, "third": 2}.get(part.split(maxsplit=1)[0], -1)]
        return saturday, saturday + timedelta(days=1)
    part = _SPELLED.get(part[:3], part[:3]) + part[3:] if part[:1].isdigit() else part
    low, high = {
        "first week": (1, 7), "second week": (8, 14), "third week": (15, 21), "fourth week": (22, 28), "last week": (length - 6, length),
        "first half": (1, 15), "second half": (16, length), "early": (1, 10), "beginning": (1, 10), "start": (1, 10), "mid": (10, 20),
        "middle": (10, 20), "late": (20, length), "end": (length - 9, length),
    }.get(part, (1, length))  # fmt: skip
    first, last = date(year, month, low), date(year, month, high)
    return (max(first, today), last) if last >= today else None


def month_of(match: re.Match[str], today: date) -> tuple[date, date]:
    month = MONTHS[match["m"]]
    year = int(match["y"]) if match["y"] else today.year + (month < today.month)
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return (today, last) if first <= today <= last else (first, last)


def feast(name: str, today: date) -> date | None:
    if name.startswith("thanksgiving"):
        for year in (today.year, today.year + 1):
            first = date(year, 11, 1)
            day = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
            if day >= today:
                return day
        return None
    return upcoming(*FEASTS[name], today)

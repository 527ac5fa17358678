"""Words for days and stretches of days, each read by itself; `dates` joins them.

Reads plain text. Overlaps are settled by order: the more particular pattern first.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from willcall.understanding import almanac
from willcall.understanding.almanac import FEASTS, HORIZON, MONTHS, SPOKEN
from willcall.understanding.numerals import number
from willcall.understanding.patterns import regex
from willcall.understanding.spans import MOST

_W = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|sat|sun"
_M = r"january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_SP = "|".join(sorted(SPOKEN, key=len, reverse=True))
_LATE = "|".join(sorted((w for w, day in SPOKEN.items() if day > 10), key=len, reverse=True))
_YEAR = r"(?:,?\s+(?P<y>20\d\d))?"
_N = r"(?:\d{1,2}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few)"


@dataclass(frozen=True, slots=True)
class Days:
    first: date
    last: date
    start: int
    end: int
    weekdays: tuple[int, ...] = ()
    open_ended: bool = False
    evening: bool = False


_ISO = regex(r"(?<![\d/-])(?P<y>20\d\d)[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>3[01]|[12]\d|0?[1-9])(?!\d)")
_SLASHED = regex(
    r"(?<![\w/.$€£#-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?:(?P=sep)(?P<y>20\d\d|\d\d))?(?![\d/]|\s?(?:pm|am)\b|\.\d|\s?(?:dollars|bucks|usd|euros?|pounds?|each|%))\.?"
)
_MONTH_DAYS = regex(
    rf"\b(?P<m>{_M})\.?\s+(?:the\s+)?(?P<a>{_D})(?:st|nd|rd|th)?\s*(?:-|to|through|until|till|thru|and)\s*(?:the\s+)?(?P<b>{_D})(?:st|nd|rd|th)?\b(?!\s?(?:pm|am|tickets?|seats?|people))"
)
_MONTH_DAY = regex(
    rf"\b(?P<m>{_M})\.?\s+(?:the\s+)?(?:(?P<d>{_D})(?:st|nd|rd|th)?\b(?![:.]\d)(?!\s?(?:pm|am|tickets?)\b)|(?P<w>{_SP})\b){_YEAR}"
)
_DAY_MONTH = regex(rf"\b(?:the\s+)?(?:(?P<d>{_D})(?:st|nd|rd|th)?|(?P<w>{_SP}))\s+(?:of\s+)?(?P<m>{_M})\b{_YEAR}")
_DAY_OF_MONTH = regex(
    rf"\b(?:the\s+)?(?:(?P<d>{_D})(?:st|nd|rd|th)|(?P<w>{_SP}))\s+(?:of\s+)?(?P<which>this|next|the)\s+month\b"
)
_THE_DAYS = regex(
    rf"\b(?:between\s+|from\s+)?the\s+(?P<a>{_D})(?:st|nd|rd|th)\s*(?:-|to|through|until|till|and)\s*(?:the\s+)?(?P<b>{_D})(?:(?:st|nd|rd|th)\b|(?<=to the \d\d)\b(?!\s*(?:pm|am|of us|tickets?|seats?|people|[:.]\d)))"
)
_THE_DAY = regex(
    rf"\b(?<!\ba )(?<!\ban )(?:the\s+|on\s+)?(?P<d>{_D})(?:st|nd|rd|th)\b(?!\s+(?:row|one|option|choice|floor|level|tier|balcony|half|quarter|section|time|street|avenue|ave|st\b|act|of\s+(?:those|these|them)|show|game|seat))|\bthe\s+(?P<w>(?:{_SP}))\b(?!\s+(?:row|one|ones|option|choice|floor|level|tier|balcony|half|quarter|section|time|street|act|of\b|show|game|seats?|event|pair|concert|offer|two|set|on\b|listing))(?=\s*(?:$|[,.!?]|please|at|if|for|would|works|is|instead|or))"
    rf"|\bthe\s+(?P<w2>{_LATE})\b(?!\s+(?:row|one|option|floor|street|time|century))"
    rf"|(?<!\bup )(?<!\dst )(?<!\dnd )(?<!\drd )(?<!\dth )\b(?:(?:on|to|till|until)\s+the\s+(?P<d2>{_D})|(?<!\btake )(?<!\bhave )(?<!\bgive me )(?<!\bwant )(?<!\bget )(?<!\bkeep )(?<!\bto )the\s+(?P<d3>1\d|2\d|3[01]))(?=\s*(?:$|[,!?]|\.(?!\d)|(?:please|pls|plz|instead|then|would|works?|if|or(?! (?:so|older|younger|over|under|more|less)\b)|is)\b))"
)
_AN_AGE = regex(r"\b(?:my|his|her|our|their|your|'s)\s+$")
_FEAST_OF = regex(r"^\s*(?:$|[.!?,)]|(?:wedding\s+)?(?:birthday|b-?day|anniversary)\b|lol\b|haha)")
_RELATIVE = regex(
    r"\b(?:the\s+)?(?P<w>day after tomorrow|tomorrow|tonight|today|this evening|this afternoon|this morning|later today|yesterday)(?:'s)?\b(?P<night>\s+(?:nights?|evening))?"
)
_IN_N = regex(
    rf"\bin\s+(?P<n>{_N})\s+(?P<u>days?|weeks?|months?)\b|\b(?P<n2>{_N})\s+(?P<u2>days?|weeks?)\s+from\s+(?P<from>now|today|tomorrow|(?:next\s+)?(?:{_W}))\b"
)
_WEEKDAY = regex(
    rf"\b(?:(?P<which>this coming|this upcoming|the coming|the upcoming|this|next|coming|upcoming|the following|the next|a|any|on a|every|last)\s+)?(?P<w>{_W})(?P<s>'?s)?\b"
    rf"(?P<after>\s+(?:of\s+)?(?P<week>next week|this week|week after next|after next|week\b(?!end))|,?\s+next week)?(?P<night>\s+(?:nights?|eve\b|evenings?))?"
)
_WEEKDAY_DAY = regex(
    rf"\b(?P<w>{_W})\b,?\s+(?:the\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:tickets?|seats?|tix|people|of us|adults?|in (?:the (?!morning|evening|afternoon|new year)|row|section|block)|on the (?!night|day)|pm\b|am\b|:\d|o'clock|\$))"
)
_WEEKEND = regex(
    r"\b(?:(?P<which>this coming|this|next|the following|the|coming|upcoming|a|any|over the|on the)\s+)?(?P<long>(?:bank holiday|public holiday|holiday|long|three[- ]day|3[- ]day)\s+)?weekends?\b(?P<after>\s+after next)?"
)
_WEEK = regex(
    r"\b(?:(?:the\s+)?(?:end|back end|tail end)\s+of\s+(?P<end>the|this|next)\s+week|(?P<which>this|next|the following|the coming|coming|later this|early next|late next)\s+week|week after next)\b(?!end)"
)
_WEEKDAYS_ANY = regex(r"\b(?:a |any |on )?(?:week\s?days?|week\s?nights?|during the week|midweek|mid-week)\b")
_MONTH_PART = regex(
    rf"\b(?P<part>(?:first|1st|second|2nd|third|3rd|fourth|4th|last) week|first half|second half|early|beginning|start|mid|middle|late|end|first weekend|second weekend|third weekend|last weekend)(?:\s+(?:of|in))?[\s-]+(?:the\s+)?(?P<m>{_M}|(?:this|next|the)?\s*month)\b"
)
_DAYS_MONTH = regex(
    rf"\b(?:the\s+)?(?P<a>{_D})(?:st|nd|rd|th)?\s*(?P<join>or|/|-|to|until|till|through|and|&)\s*(?:the\s+)?(?P<b>{_D})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_M})\b"
)
_WEEKS_ON = regex(
    rf"\b(?:(?P<n>a|one|two|three|2|3)\s+weeks?|(?P<two>a\s+fortnight))\s+(?:on\s+|this\s+|from\s+)?(?P<w>{_W}|today|tomorrow)\b|\bin\s+a\s+(?P<in>fortnight)\b"
)
_NTH_WEEKDAY = regex(
    rf"\b(?P<n>first|1st|second|2nd|third|3rd|fourth|4th|last)\s+(?P<w>{_W})(?:\s+(?:of|in))?\s+(?:the\s+)?(?P<m>{_M}|(?:this|next|the)?\s*month)\b(?P<night>\s+(?:nights?|evenings?))?"
)
_MONTH = regex(
    rf"\b(?:(?P<in>in|during|for|this|next|sometime in|any ?time in|on|of|all|around|until|by|before|after)\s+)?(?P<m>{_M})\b{_YEAR}"
)
_MONTH_REL = regex(r"\b(?P<which>this|next|later this|end of the|end of this)\s+month\b")
_YEAR_REL = regex(r"\b(?:(?P<which>this|next)\s+year)\b")
_FEAST = regex(
    "|".join(rf"\b{re.escape(name)}\b" for name in sorted(FEASTS, key=len, reverse=True))
    + r"|\bthanksgiving(?: day)?\b"
)
_CHRISTMAS = regex(
    r"\b(?:around|over|during|at|near|this) (?:the )?(?:christmas|xmas)(?! (?:eve|day))(?: time| period| holidays?| break| week)?\b|\b(?:christmas|xmas) (?:time|period|holidays?|break|week)\b"
)
"""The days about Christmas, from a week before to New Year's Day."""
_NEXT_N = regex(
    rf"\b(?:within|over|in)?\s*the\s+(?:next|coming)\s+(?P<n>{_N}|few|couple(?: of)?)?\s*(?P<u>days|weeks?|months?)\b"
)

# Cheap hints that a pattern may match at all.
_DIGIT, _A_MONTH = regex(r"\d"), regex(rf"\b(?:{_M})\b")
_A_FEAST = regex(r"christmas|xmas|boxing|new year|nye|valentine|halloween|of july|patrick|thanksgiving")
_TRIGGER = regex(
    rf"\d|(?:{_W}|{_M})\b|day|night|morrow|week|month|fortnight|{'|'.join(list(SPOKEN)[:13])}|(?:this|later) (?:evening|afternoon|morning)|eve\b|xmas|christmas|hallow|valentine|nye|thanksgiving|july|year|twent|thirt"
)


def days_in(text: str, today: date, *, day_first: bool, taking_place: Collection[date] = frozenset()) -> list[Days]:
    """Days that plain `text` names, in order of position, without overlaps."""
    found: list[Days] = []
    if not _TRIGGER.search(text):
        return found

    digit, month = _DIGIT.search(text) is not None, _A_MONTH.search(text) is not None
    unit = "day" in text or "week" in text or "month" in text

    def scan(pattern: re.Pattern[str], hint: bool) -> Iterable[re.Match[str]]:
        return pattern.finditer(text) if hint else ()

    def add(match: re.Match[str], stretch: "tuple[date, date] | None", **more: object) -> None:
        if (
            stretch is None
            or len(found) >= MOST
            or any(match.start() < other.end and other.start < match.end() for other in found)
        ):
            return
        found.append(Days(stretch[0], stretch[1], match.start(), match.end(), **more))  # type: ignore[arg-type]

    for match in scan(_ISO, digit):
        add(match, almanac.one(almanac.day_of(int(match["y"]), int(match["m"]), int(match["d"]))))
    for match in scan(_MONTH_DAYS, month and digit):
        add(
            match,
            almanac.between(
                almanac.upcoming(MONTHS[match["m"]], int(match["a"]), today),
                almanac.upcoming(MONTHS[match["m"]], int(match["b"]), today),
            ),
        )
    for match in scan(_DAYS_MONTH, month and digit):
        low = almanac.upcoming(MONTHS[match["m"]], int(match["a"]), today)
        high = almanac.upcoming(MONTHS[match["m"]], int(match["b"]), today)
        either = match["join"] in {"or", "/"} and low is not None and high is not None
        days = (low.weekday(), high.weekday()) if either and low is not None and high is not None else ()
        if match["join"] not in {"and", "&"}:  # "the 5th and 12th of May" are two days
            add(match, almanac.between(low, high), weekdays=tuple(sorted(set(days))))
    for match in scan(_WEEKS_ON, "week" in text or "fortnight" in text):
        add(match, almanac.one(almanac.weeks_on(match, today)))
    for pattern in (_DAY_MONTH, _MONTH_DAY):  # "12 dec 2 upstairs"
        for match in scan(pattern, month):
            day = int(match["d"]) if match["d"] else SPOKEN[match["w"]]
            year = int(match["y"]) if match["y"] else None
            add(
                match,
                almanac.one(
                    almanac.day_of(year, MONTHS[match["m"]], day)
                    if year
                    else almanac.upcoming(MONTHS[match["m"]], day, today)
                ),
            )
    for match in scan(_SLASHED, digit):
        add(match, almanac.one(almanac.slashed_day(match, today, day_first, taking_place)))
    for match in scan(_DAY_OF_MONTH, "month" in text):
        day = int(match["d"]) if match["d"] else SPOKEN[match["w"]]
        start = almanac.add_months(today, 1 if match["which"] == "next" else 0)
        add(match, almanac.one(almanac.day_of(start.year, start.month, day)))
    for match in scan(_MONTH_PART, month or "month" in text):
        add(match, almanac.month_part(match["part"], match["m"], today))
    for match in scan(_NTH_WEEKDAY, month or "month" in text):
        nth = almanac.nth_weekday(match["n"], match["w"], match["m"], today)
        add(match, almanac.one(nth), evening=bool(match["night"]))
    for match in scan(_CHRISTMAS, "christmas" in text or "xmas" in text):
        first = almanac.feast("christmas", today)
        if first is not None:
            add(match, (first - timedelta(days=7), first + timedelta(days=7)))
    for match in scan(_FEAST, _A_FEAST.search(text) is not None):
        add(match, almanac.one(almanac.feast(match.group(), today)))
    for match in scan(_THE_DAYS, digit):
        low = almanac.next_day_of_month(int(match["a"]), today)
        add(match, almanac.between(low, almanac.next_day_of_month(int(match["b"]), low) if low else None))
    for match in scan(_IN_N, unit):
        add(match, almanac.some_time_ahead(match, today))
    for match in scan(_NEXT_N, unit):
        count = number(match["n"] or "") or {"few": 3, "a few": 3, "couple": 2, "couple of": 2, "a couple of": 2}.get(
            match["n"] or "", 1
        )
        size = 1 if match["u"].startswith("day") else 7 if match["u"].startswith("week") else 30
        add(match, (today, today + timedelta(days=count * size)))
    for match in scan(_WEEKDAY_DAY, digit):
        dated = almanac.next_day_of_month(int(match["d"]), today)
        if dated is not None and dated.weekday() == almanac.WEEKDAYS[match["w"]]:  # "sunday 29", where the 29th is one
            add(match, almanac.one(dated))
    for match in _RELATIVE.finditer(text):
        add(
            match,
            almanac.one(almanac.relative_day(match["w"], today)),
            evening=match["w"] in {"tonight", "this evening"} or bool(match["night"]),
        )
    for match in _WEEKDAY.finditer(text):
        said = almanac.weekday_of(match, today)
        if said is not None:
            add(match, said[0], weekdays=said[1], open_ended=said[2], evening=bool(match["night"]))
    for match in scan(_WEEKEND, "weekend" in text):
        stretch, open_ended = almanac.weekend_of(match, today)
        add(match, stretch, weekdays=(5, 6) if open_ended else (), open_ended=open_ended)
    for match in scan(_WEEK, "week" in text):
        add(match, almanac.week_of(match, today))
    for match in scan(_WEEKDAYS_ANY, "week" in text):
        add(
            match, (today, today + HORIZON), weekdays=(0, 1, 2, 3, 4), open_ended=True, evening="night" in match.group()
        )
    for match in _THE_DAY.finditer(text):
        before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 24]
        if match["d"] and _AN_AGE.search(before) and _FEAST_OF.match(after):
            continue  # "it's my 18th", "our 20th anniversary"
        digits = match["d"] or match["d2"] or match["d3"]
        day = int(digits) if digits else SPOKEN[match["w"] or match["w2"]]
        add(match, almanac.one(almanac.next_day_of_month(day, today)))
    for match in scan(_MONTH_REL, "month" in text):
        add(
            match,
            almanac.month_part(
                "end" if match["which"].startswith("end") else "",
                f"{'next' if match['which'] == 'next' else 'this'} month",
                today,
            ),
        )
    for match in scan(_MONTH, month):
        if (
            match["m"] in {"may", "march", "mar", "sun", "dec", "jan"}
            and not (match["in"] or match["y"])
            and not re.match(rf"^\W*{match['m']}\W*$", text)
        ):
            continue
        add(match, almanac.month_of(match, today))
    for match in scan(_YEAR_REL, "year" in text):
        year = today.year + (match["which"] == "next")
        add(match, (max(today, date(year, 1, 1)), date(year, 12, 31)))
    return sorted(found, key=lambda d: d.start)

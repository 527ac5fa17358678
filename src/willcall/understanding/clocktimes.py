"""Times of day: "after 7pm", "at 8", "7:30", "matinee", "evening", "between 6 and 8pm".

Reads plain text. An hour without am or pm is meant as people go out: 1 to 11 is afternoon or evening. Knows no dates.
"""

import re
from dataclasses import dataclass
from datetime import time
from itertools import islice

from willcall.understanding.patterns import regex
from willcall.understanding.spans import MOST

_HOURS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_HALF = r"(?:p\.?m\b\.?|a\.?m\b\.?)"
_HOUR_WORD = "|".join(_HOURS)
_CLOCK = rf"(?:(?P<h>\d{{1,2}})(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>{_HALF})|(?P<h2>\d{{1,2}})(?::|h)(?P<m2>[0-5]\d)(?!\d)|(?P<h3>\d{{1,2}}|{_HOUR_WORD})\s?o\W?clock(?:\s?(?P<half3>{_HALF}))?|(?P<hm>\d{{3,4}})\s?(?P<half4>{_HALF})|(?P<hw>{_HOUR_WORD})(?:[ -](?P<mw>thirty|fifteen|forty[- ]five))?\s(?P<half5>{_HALF})|\b(?P<noon>noon|midday|midnight))"
_AFTER = r"(?<!i'm )(?<!we're )after(?! \w+ (?:on|in|at|up in|up on) the (?!\d|(?:week|month|day|night|morning|evening|afternoon|first|second|third|[a-z]*day)\b))|from|later than|past|not before|starting (?:at|after|from)|any ?time after|no earlier than|since|beginning at"
_BEFORE = r"before|by|until|till|no later than|earlier than|not after|ending by|up to|prior to"
_ABOUT = r"around|about|roughly|approximately|near|close to|circa|ish|like"
_RELATION = rf"(?P<rel>{_AFTER}|{_BEFORE}|{_ABOUT}|at|@|for)"
_EXACT = regex(
    rf"(?:\b{_RELATION}(?:\s+|(?=\d)))?(?:the )?(?<![\d$€£#.:/-]){_CLOCK}(?P<ish>\s?ish\b| or (?:so|later|after)| or (?:earlier|before)| onwards?)?"
)
_DAY = r"(?:(?<=day )|(?<=night )|(?<=evening )|(?<=tomorrow )|(?<=\bsun )|(?<=\bmon )|(?<=\btue )|(?<=\btues )|(?<=\bwed )|(?<=\bthu )|(?<=\bthur )|(?<=\bthurs )|(?<=\bfri )|(?<=\bsat ))"
_DOTTED = regex(  # "the 2.30", "at 19.45", "7.30 show"; not "at 7.30 each"
    rf"(?<![\d$€£#.:/-])(?:\b{_RELATION}\s+(?:the\s+)?|\bthe\s+(?=\d{{1,2}}\.\d\d(?!\s*(?:ones?|tickets?|seats?)\b))|{_DAY}(?=\d{{1,2}}\.\d\d(?!\s*(?:max|or less|tops|budget|ones?|tickets?|seats?)\b))|(?=\d{{1,2}}\.\d\d\s+(?:show|showing|performance|kick|start|matinee|game|match|screening|one\b)))"
    r"(?P<h>\d{1,2})\.(?P<m>[0-5]\d)(?![\d.,]\d|\s*(?:each|per|a (?:ticket|seat)|bucks|dollars|quid|pounds|euros?|chf|francs|usd|eur|gbp|[$€£%])|\d)"
)
_BARE_HOUR = regex(
    rf"\b(?P<rel>{_AFTER}|{_BEFORE}|at|@|around)\s+(?:like |about |around )?(?P<h3>1[0-2]|[1-9])(?!\s?(?:st|nd|rd|th|%|tickets?|seats?|people|dollars|bucks|euros?|pounds?|quid|of|january|february|march|april|may|june|july|august|september|october|november|december|each|per|years?|kids|adults|days?|weeks?|rows?)\b|[\d:/.,]\d|[\d$€£-])\b"
)
_BETWEEN = regex(
    rf"\b(?:between|from)?\s*(?P<h>\d{{1,2}})(?::(?P<m>\d\d))?\s?(?P<half>{_HALF})?\s*(?:and|to|-|until|till)\s*(?P<g>\d{{1,2}})(?::(?P<n>\d\d))?\s?(?P<ghalf>{_HALF})"
)
_PHRASED = regex(
    rf"\b(?:(?P<part>morning|afternoon|evening|night)\s+(?:at\s+)?(?P<h>\d{{1,2}})(?:[:.](?P<m>[0-5]\d)(?!\d)(?:\s?{_HALF})?|(?![:.]?\d|\s?(?:{_HALF}|tickets?|seats?|people|of|for|st|nd|rd|th|/)))"
    rf"|(?:at\s+|around\s+|by\s+)?(?P<h2>\d{{1,2}}|{_HOUR_WORD})(?:[:.](?P<m2>[0-5]\d))?\s+(?:o\W?clock\s+)?(?:in the|at)\s+(?P<part2>morning|afternoon|evening|night)"
    rf"|(?:at\s+)?(?P<frac>half past|quarter past|quarter to|half(?=\s(?:[1-9]|1[0-2]|{_HOUR_WORD})(?!\s(?:of|price|tickets?|seats?|dozen))\b))\s+(?P<h3>\d{{1,2}}|{_HOUR_WORD})(?:\s+in the (?P<part3>morning|afternoon|evening))?)\b"
)
_ONE_OF_THEM = regex(r"(?<!\bat)(?<!\bby)(?<!around)(?<!about)(?<!after)(?<!from)(?<!for)\s$")
_PARTS: tuple[tuple[re.Pattern[str], time | None, time | None], ...] = (
    (regex(r"\b(?:an? |the )?matinees?(?: (?:show|performance))?\b|\bdaytime\b|\bduring the day\b"), None, time(17, 0)),
    (regex(r"\b(?:in the |the )?(?:early )?morning\b(?!,? (?:how|to|all|everyone|sir))"), None, time(12, 0)),
    (regex(r"\b(?:in the |the |this )?(?:late |early |mid-?)?afternoon\b"), time(12, 0), time(18, 0)),
    (regex(r"\b(?:in the |the |this |an? )?(?:early )?evenings?\b(?! everyone)|\b(?:at |by )night\b|\bnight ?time\b|\bafter (?:work|dinner|dark)\b"), time(17, 0), None),
    (regex(r"\b(?:late night|late at night|late show|later show)\b"), time(20, 30), None),
    (regex(r"\bafter lunch\b"), time(13, 0), None),
)  # fmt: skip
_TRIGGER = regex(
    r"\d|noon|midnight|midday|matinee|morning|afternoon|evening|night|day|after|before|o\W?clock|past|quarter|[ap]\.?m\b|at "
)


@dataclass(frozen=True, slots=True)
class DayPart:
    """From `earliest` to `latest`, both inclusive, either open, as read from `start` to `end`."""

    earliest: time | None
    latest: time | None
    start: int
    end: int


def day_parts(text: str) -> list[DayPart]:
    """Times of day in plain `text`, in order of position, without overlaps."""
    if not _TRIGGER.search(text):
        return []
    found: list[DayPart] = []
    for match in islice(_BETWEEN.finditer(text), MOST):
        half = match.group("half") or match.group("ghalf")
        low, high = (
            _time(match.group("h"), match.group("m"), half),
            _time(match.group("g"), match.group("n"), match.group("ghalf")),
        )
        if low and high and low > high and not match.group("half"):
            low = _time(match.group("h"), match.group("m"), "am")
        if low and high and low <= high:
            found.append(DayPart(low, high, match.start(), match.end()))
    for match in _PHRASED.finditer(text):
        if match.group().startswith("one ") and _ONE_OF_THEM.search(text[: match.start()]):
            continue  # "the quartet one in the evening"
        _add(found, _phrased(match))
    for match in _DOTTED.finditer(text):
        clock = _time(match["h"], match["m"], None)
        _add(found, _relate(clock, match["rel"] or "", "", match.start(), match.end()))
    for match in _EXACT.finditer(text):
        _add(found, _exact(match))
    for match in _BARE_HOUR.finditer(text):
        _add(found, _relate(_time(match.group("h3"), None, None), match.group("rel"), "", match.start(), match.end()))
    for pattern, earliest, latest in _PARTS:
        for match in pattern.finditer(text):
            _add(found, DayPart(earliest, latest, match.start(), match.end()))
    return sorted(found, key=lambda part: part.start)


def _add(found: list[DayPart], part: DayPart | None) -> None:
    if (
        part is not None
        and len(found) < MOST
        and not any(part.start < other.end and other.start < part.end for other in found)
    ):
        found.append(part)


def _exact(match: re.Match[str]) -> DayPart | None:
    said = match.groupdict()
    if said["noon"]:
        clock: time | None = time(23, 59) if said["noon"] == "midnight" else time(12, 0)
    elif said["h"]:
        clock = _time(said["h"], said["m"], said["half"])
    elif said["h2"]:
        clock = _time(said["h2"], said["m2"], None)
    elif said["hm"]:
        clock = _time(said["hm"][:-2], said["hm"][-2:], said["half4"])
    elif said["hw"]:
        minutes = {"thirty": "30", "fifteen": "15"}.get(said["mw"] or "", "45" if said["mw"] else "00")
        clock = _time(said["hw"], minutes, said["half5"])
    else:
        clock = _time(said["h3"], None, said["half3"])
    start = match.start()
    return _relate(clock, said["rel"] or "", said["ish"] or "", start, match.end())


def _phrased(match: re.Match[str]) -> DayPart | None:
    """Such as "8 in the morning", "evening 4:15", "half past seven"."""
    part = match["part"] or match["part2"] or match["part3"]
    hour, minute = match["h"] or match["h2"] or match["h3"], match["m"] or match["m2"]
    if match["frac"]:
        minute = {"half past": "30", "half": "30", "quarter past": "15", "quarter to": "45"}[match["frac"]]
    half = None if part is None else "am" if part == "morning" else "pm"
    clock = _time(hour, minute, half)
    if clock is not None and match["frac"] == "quarter to":
        before = (clock.hour % 12 * 60 + clock.minute - 60) % (
            12 * 60
        )  # a quarter to twelve is before noon, or midnight
        later = half == "pm" or (half is None and before < 12 * 60 - 15)
        clock = time(before // 60 + (12 if later else 0), before % 60)
    return None if clock is None else DayPart(clock, clock, match.start(), match.end())


def _relate(clock: time | None, relation: str, tail: str, start: int, end: int) -> DayPart | None:
    if clock is None:
        return None
    if "later" in tail or "after" in tail or "onward" in tail or re.fullmatch(_AFTER, relation):
        return DayPart(clock, None, start, end)
    if "earlier" in tail or "before" in tail or re.fullmatch(_BEFORE, relation):
        return DayPart(None, clock, start, end)
    if tail or re.fullmatch(_ABOUT, relation):
        return DayPart(_shift(clock, -60), _shift(clock, 60), start, end)
    return DayPart(clock, clock, start, end)


def _shift(clock: time, minutes: int) -> time:
    total = max(0, min(24 * 60 - 1, clock.hour * 60 + clock.minute + minutes))
    return time(total // 60, total % 60)


def _time(hour: str | None, minute: str | None, half: str | None) -> time | None:
    if not hour:
        return None
    number = _HOURS.get(hour) or int(hour) if not hour.isdigit() else int(hour)
    minutes = int(minute or 0)
    if number > 23 or minutes > 59:
        return None
    if half:
        if number > 12:
            return time(number, minutes)
        return time(number % 12 + (12 if half.startswith("p") else 0), minutes)
    if 1 <= number <= 11 and not hour.startswith("0"):
        number += 12
    return time(number, minutes)

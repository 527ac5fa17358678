"""Which of the things just shown does the fan mean? Pure: a list, a reading, an index or several."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from willcall.agent.state import EventFact, OrderFact, SeatsFact, Shown
from willcall.understanding.kinds import is_kind
from willcall.understanding.patterns import regex
from willcall.understanding.reading import PriceBound, Reading, Slot, When

_ANY = regex(
    r"\b(any(?: of (?:them|those|these|the \w+)| ones?\b(?! with)|(?=\s*(?:$|[.,!?;)]|please|pls|thanks|really|is\b|are\b|will\b|would\b|works?\b)))|either(?: one| is fine)?|whichever|whatever|you (?:choose|pick|decide)|surprise (?:me|us)|"
    r"don'?t (?:care|mind)|doesn'?t matter|no preference)\b",
    re.IGNORECASE,
)
_DEAREST = regex(r"\b(?:most expensive|priciest|dearest)\b", re.IGNORECASE)
_THAT = regex(
    r"\b(that(?:'s)? (?:one|works|is fine)|this one|those(?: ones)?|these(?: ones)?|them|it|that)\b", re.IGNORECASE
)
_TAKE = regex(r"\b(take|get|book|grab|want|have|go with|choose|pick|reserve|hold|buy)\b", re.IGNORECASE)


def choose(shown: Shown, reading: Reading, *, eager: bool = False) -> list[int]:
    """Positions in `shown` that fit what was said: one is a choice, several are a narrowing, none is neither.

    Args:
        shown: The list last shown.
        reading: Of the fan's message.
        eager: The agent asked for this choice, so "whichever" picks the first, of seats the cheapest, and a plain yes the only one.
    """
    items = _items(shown)
    if not items:
        return []
    left = list(range(len(items)))
    if shown.about in {"seats", "upgrades"} and (ranked := by_price(shown, reading)):
        return ranked
    narrowed = False
    for test in _tests(shown, reading):
        kept = [i for i in left if test(items[i])] or _foremost(items, left, test, reading)
        if kept:
            narrowed = narrowed or len(kept) < len(items) or len(items) == 1
            left = kept
        elif shown.about == "events" and (place := _place_not_day(reading, len(items))) is not None:
            return [place]
        elif shown.about in {"seats", "upgrades", "events"}:
            return []  # a section or price, a date or place that is not on this list means another search
    ordinal = reading.first("ordinal")
    if ordinal is not None and isinstance(
        ordinal.value, int
    ):  # "the first one"; "balcony, first one" is the first of those
        among = left if narrowed else list(range(len(items)))
        if narrowed and ordinal.value in left:
            return [ordinal.value]  # "the second one, against the Hammers", which it is
        position = ordinal.value if ordinal.value >= 0 else len(among) + ordinal.value
        if position >= len(among) and shown.about in {"events", "orders"}:  # "the 12th one", of three: that of the 12th
            return [
                i
                for i in among
                if items[i].starts_at is not None
                and items[i].starts_at.astimezone(ZoneInfo(items[i].time_zone)).day == position + 1
            ]
        return [among[position]] if 0 <= position < len(among) else []
    if shown.about in {"seats", "upgrades"} and left:
        preference = reading.value("preference")
        if preference == "cheapest":
            left, narrowed = [min(left, key=lambda i: (items[i].delta or items[i].each, i))], True
        elif preference in {"best", "front", "view"} and re.search(
            r"\b(best|first|nearest|closest|furthest|farthest|top)\b", reading.text, re.IGNORECASE
        ):
            left, narrowed = [min(left)], True
        elif _DEAREST.search(reading.text):
            left, narrowed = [max(left, key=lambda i: items[i].each)], True
    elif shown.about == "events" and left and reading.value("preference") == "cheapest":
        left, narrowed = [min(left, key=lambda i: (items[i].from_price or 0, i))], True
    elif shown.about in {"events", "orders"} and re.search(
        r"\b(earliest|earlier|soonest|sooner|next(?! (?:week|month|year|mon|tues?|wed|thu|fri|sat|sun))|nearest date)\b",
        reading.text,
        re.IGNORECASE,
    ):
        left, narrowed = [min(left, key=lambda i: (items[i].starts_at is None, items[i].starts_at, i))], True
    elif shown.about == "events" and left and _DEAREST.search(reading.text):
        left, narrowed = [max(left, key=lambda i: (items[i].from_price or 0, -i))], True
    elif shown.about in {"events", "orders"} and re.search(r"\b(latest|later)\b", reading.text, re.IGNORECASE):
        left, narrowed = [max(left, key=lambda i: (items[i].starts_at is not None, items[i].starts_at, i))], True
    if narrowed and len(left) > 1 and shown.about in {"seats", "upgrades"}:
        left = _lettered(items, left, reading)
    if narrowed:
        return left[:1] if shown.about == "seats" and _said_by_price(reading) and _alike(items, left) else left
    if len(items) % 2 and len(items) > 1 and _MIDDLE.search(reading.text):
        return [len(items) // 2]
    if not eager or not (_ANY.search(reading.text) or (len(items) == 1 and _accepts(reading))):
        return []
    if shown.about == "seats":  # whoever does not mind is not sold the dearest
        return [min(range(len(items)), key=lambda i: (items[i].each, i))]
    return [0]


_LETTER = regex(r"(?<![\w'’])(?:[B-HJ-Zb-hj-mo-tv-z]|A)(?![\w'’])")


def _lettered(items: Sequence[SeatsFact], left: list[int], reading: Reading) -> list[int]:
    """Of offers in parts told apart by a letter those of the letter said: "B row 1", of a floor A and a floor B."""
    taken = [(s.start, s.end) for s in reading.slots]
    said = {
        m.group().casefold() for m in _LETTER.finditer(reading.text) if not any(a <= m.start() < b for a, b in taken)
    }
    kept = [
        i for i in left if items[i].section.casefold().split()[-1:] and items[i].section.casefold().split()[-1] in said
    ]
    return kept or left


_FRONT_ONE = regex(
    r"\b(?:front|(?:first|1st)(?=[- ]row))(?:[- ]row)? (?:ones?|seats|pair|option|table)\b|\bfront row\b(?=\W*$|\W+(?:please|pls))",
    re.IGNORECASE,
)


def _foremost(items: Sequence[Any], left: Sequence[int], test: Callable[[Any], bool], reading: Reading) -> list[int]:
    """Of offers in one part of the house the nearest row, where "the front row one" is meant and rows have names of their own."""
    spoken = any(s.name == "row" and s.value == "1" and len(rows_of(s)) > 1 and not s.negated for s in reading.slots)
    if not (spoken and left and hasattr(items[left[0]], "row") and _FRONT_ONE.search(reading.text)):
        return []
    if len({fold(items[i].section) for i in left}) != 1 or not test(items[left[0]].model_copy(update={"row": "A"})):
        return []
    return [min(left, key=lambda i: (len(items[i].row), fold(items[i].row), i))]


_PRICE = regex(
    r"\W*(?:(?:ok|okay|yes|yeah|fine|hmm+|um+|maybe|please|well|right|so|then|i (?:guess|think)|i['’]?ll? (?:take|have|go (?:with|for))|we['’]?ll (?:take|have|go (?:with|for))|let['’]?s (?:take|do|have|go (?:with|for))"
    r"|give (?:me|us)|gimme|can (?:i|we) (?:have|get)|could (?:i|we) (?:have|get)|go (?:with|for)|take|book|hold|get)\W+){0,4}"
    r"(?:(?P<the>the|those) )?(?:(?:two|three|four|five|six|\d)? ?(?P<ones>ones?|seats?|tickets?|two|three|four) (?:for|at) )?[$€£₹]?(?P<n>\d{2,5}(?:\.\d\d)?)"
    r"(?: ?(?:dollars?|bucks?|euros?|pounds?|quid|rand|rupees?))?(?P<after> (?:ones?|seats?|tickets?))?(?:\W+(?:each|please|pls|thanks|thank you|then|instead|it is))*\W*",
    re.IGNORECASE,
)


_RANK = regex(
    r"\b(?P<rank>second|2nd|third|3rd|next|next to(?: the)?)[- ](?:(?P<least>cheapest|lowest|least (?:expensive|dear|pricey))|dearest|most expensive|priciest|best)\b|\b(?P<mid>(?:middle|mid|medium)(?:[- ]?(?:priced?|range|cost|dear))?)(?: (?:one|ones|option|pair|seats))?\b(?= (?:i (?:guess|think|suppose)|please|pls|then|will do|is fine)|\W*$)",
    re.IGNORECASE,
)


def by_price(shown: Shown, reading: Reading) -> list[int]:
    """The offers that their price points at: "the 36.50 ones", "the second cheapest", "the middle priced one"; none where it does not."""
    ranked = _RANK.search(reading.text[:200])
    if ranked is None or reading.text.rstrip().endswith("?"):
        return _of_that_price(shown.seats, range(len(shown.seats)), reading)
    prices = sorted({offer.each if offer.delta is None else offer.delta for offer in shown.seats})
    if ranked["mid"]:
        if len(prices) % 2 == 0 or len(prices) < _FEWEST:
            return []
        price = prices[len(prices) // 2]
    else:
        place = 2 if ranked["rank"].casefold() in {"third", "3rd"} else 1
        if place >= len(prices):
            return []
        price = prices[place] if ranked["least"] else prices[-1 - place]
    return [next(i for i, o in enumerate(shown.seats) if price == (o.each if o.delta is None else o.delta))]


_FEWEST = 3  # prices that have a middle


def _of_that_price(items: Sequence[SeatsFact], left: Sequence[int], reading: Reading) -> list[int]:
    """The offers of exactly the price that points at them: "the 36.50 ones", "the two for 76"; of a sum, each or in all."""
    said = _PRICE.fullmatch(reading.text[:200])
    points = said is not None and (said["the"] or said["ones"] or said["after"])
    if said is None or not points or reading.text.rstrip().endswith("?"):
        return []
    if said["n"] in {name for i in left for name in (fold(items[i].section), fold(items[i].row), *items[i].numbers)}:
        return []
    amount = float(said["n"])
    priced = [i for i in left if any(_is(amount, minor, said["n"]) for minor in (items[i].each, items[i].total))]
    return priced[:1] if priced and _alike(items, priced) else priced


def _alike(items: Sequence[SeatsFact], left: Sequence[int]) -> bool:
    """Whether offers are in one part of the house and cost the same: then the best of them is as good as any."""
    return len({(fold(items[i].section), items[i].each) for i in left}) == 1


def _said_by_price(reading: Reading) -> bool:
    return reading.first("max_price") is not None and "?" not in reading.text


def _is(major: float, minor: int, said: str) -> bool:
    """Whether an amount in minor units is what was said, its cents left out or not; for currencies with cents and without."""
    return minor in {round(major * 100), major} or (
        "." not in said and int(major) in {minor // 100, round(minor / 100)}
    )


_MIDDLE = regex(
    r"^(?!.*\b(?:not|\w+n['’]t|but|except)\b).*\b(?:the )?middle (?:one|option|choice)\b|^\W*(?:the )?middle\W*$",
    re.IGNORECASE,
)
_NTH = regex(
    r"\W*(?:(?:ok|okay|yes|um+|hmm+|maybe|i['’]?ll (?:take|have|go (?:with|for))|let['’]?s (?:do|take|go (?:with|for)))\W+){0,3}(?:the )?(?P<n>[1-9])(?:st|nd|rd|th)(?: (?:one|option))?(?:\W+(?:please|pls|thanks|then))*\W*",
    re.IGNORECASE,
)


def _place_not_day(reading: Reading, count: int) -> int | None:
    """The place in the list that "the 3rd" names where none of it is on the third, and no month or weekday was said."""
    said = _NTH.fullmatch(reading.text[:80]) if reading.first("when") is not None else None
    return int(said["n"]) - 1 if said is not None and int(said["n"]) <= count else None


def _accepts(reading: Reading) -> bool:
    if reading.answer == "yes":
        return True
    return bool(_THAT.search(reading.text) and _TAKE.search(reading.text)) and reading.answer != "no"


def _items(shown: Shown) -> Sequence[Any]:
    if shown.about == "events":
        return shown.events
    if shown.about in {"seats", "upgrades"}:
        return shown.seats
    if shown.about == "orders":
        return shown.orders
    return shown.values


def _tests(shown: Shown, reading: Reading) -> list[Callable[[Any], bool]]:
    if shown.about == "events":
        return _event_tests(reading)
    if shown.about in {"seats", "upgrades"}:
        return _seat_tests(reading)
    if shown.about == "orders":
        return _order_tests(reading)
    words = reading.text.casefold()
    return [lambda value: value.casefold() in words or words in value.casefold()] if len(words) > 3 else []


def _event_tests(reading: Reading) -> list[Callable[[EventFact], bool]]:
    tests: list[Callable[[EventFact], bool]] = []
    for slot in reading.slots:
        value = slot.value
        keep = not slot.negated
        if slot.name == "event":
            tests.append(lambda e, v=frozenset(value), k=keep: (e.event_id in v) is k)  # type: ignore[misc]
        elif slot.name == "when" and isinstance(value, When):
            tests.append(lambda e, v=value, k=keep: v.contains(e.starts_at.astimezone(ZoneInfo(e.time_zone))) is k)  # type: ignore[misc]
        elif slot.name == "venue":
            tests.append(lambda e, v=value, k=keep: (e.venue == v) is k)  # type: ignore[misc]
        elif slot.name == "city":
            tests.append(lambda e, v=str(value).casefold(), k=keep: (e.city.casefold() == v) is k)  # type: ignore[misc]
        elif slot.name == "event_kind":
            tests.append(lambda e, v=value, k=keep: is_kind(e.kind, v) is k)  # type: ignore[misc]
        elif slot.name == "performer":
            tests.append(lambda e, v=str(value).casefold(), k=keep: (v in e.name.casefold()) is k)  # type: ignore[misc]
    return tests


def _seat_tests(reading: Reading) -> list[Callable[[SeatsFact], bool]]:
    tests: list[Callable[[SeatsFact], bool]] = []
    for slot in reading.slots:
        value = slot.value
        keep = not slot.negated
        if slot.name == "section":
            tests.append(lambda o, v=fold(value), k=keep: (v in called(o)) is k)  # type: ignore[misc]
        elif slot.name == "row":
            tests.append(lambda o, v=frozenset(map(fold, rows_of(slot))), k=keep: (fold(o.row) in v) is k)  # type: ignore[misc]
        elif slot.name == "seat":  # other seats of that row are not those
            tests.append(lambda o, v=str(value), k=keep: not o.numbers or (v in o.numbers) is k)  # type: ignore[misc]
        elif slot.name == "max_price" and isinstance(value, PriceBound):
            digits = f"{value.major:.2f}".rstrip("0").rstrip(".")
            tests.append(lambda o, v=digits: _about(o, v))  # type: ignore[misc]
    return tests


def rows_of(slot: Slot) -> list[str]:
    """Rows that a row said may be called: "the first row" is 1 in one house, A in another and AA upstairs."""
    value = str(slot.value)
    spoken = not re.search(r"\d(?!st|nd|rd)", slot.text) and value in {"1", "2", "3"}
    letter = "ABC"[int(value) - 1] if spoken else ""
    return [value, letter, letter * 2] if spoken else [value]


def _about(option: SeatsFact, digits: str) -> bool:
    return any(
        str(amount).startswith(digits.replace(".", "")) for amount in (option.each, option.total, option.delta or -1)
    )


def _order_tests(reading: Reading) -> list[Callable[[OrderFact], bool]]:
    tests: list[Callable[[OrderFact], bool]] = []
    for slot in reading.slots:
        value = slot.value
        if slot.negated:
            continue
        if slot.name == "order_id":
            tests.append(lambda o, v=value: o.order_id == v)  # type: ignore[misc]
        elif slot.name == "event":
            tests.append(lambda o, v=frozenset(value): o.event_id in v)  # type: ignore[misc]
        elif slot.name == "performer":
            tests.append(lambda o, v=str(value).casefold(): v in o.event_name.casefold())  # type: ignore[misc]
        elif slot.name == "when" and isinstance(value, When):
            tests.append(
                lambda o, v=value: o.starts_at is not None and v.contains(o.starts_at.astimezone(ZoneInfo(o.time_zone)))  # type: ignore[misc]
            )
        elif slot.name == "section":
            tests.append(lambda o, v=fold(value): any(fold(t.section) == v for t in o.tickets))  # type: ignore[misc]
    return tests


def called(offer: SeatsFact) -> set[str]:
    """What the part of the house that an offer is in may be called."""
    return {fold(name) for name in (offer.section, offer.tier, *offer.also)}


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """A section or row name for comparing: case and the word "section" do not matter."""
    return re.sub(r"^(section|sec|block|row|the)\s+", "", str(name).casefold().strip())

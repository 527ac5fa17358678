"""Whole numbers in words and numerals, and the slips of writing them. Knows nothing of what is counted."""

import re

_ONES = {
    "zero": 0, "one": 1, "two": 2, "twa": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SLIPS = {"to": 2, "too": 2, "for": 4, "fore": 4, "wan": 1, "won": 1, "ate": 8, "tow": 2, "tw": 2, "thre": 3, "threee": 3,
          "foru": 4, "fuor": 4, "fiv": 5, "twoo": 2, "therr": 3, "tree": 3, "oen": 1}  # fmt: skip

_ONE = "|".join(sorted(_ONES, key=len, reverse=True))
_TEN = "|".join(_TENS)
NUMBER = rf"(?:\d{{1,6}}|(?:{_TEN})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|{_ONE}|(?:a|one) hundred)"
SLIP = r"(?:tow|thre|threee|foru|fuor|fiv|twoo|therr|tree|oen)"


def number(word: str) -> int | None:
    """The whole number a word or numeral says, or None."""
    word = word.strip().lower()
    if word.isdigit():
        return int(word)
    if word in _ONES:
        return _ONES[word]
    if word in _TENS:
        return _TENS[word]
    if word in {"a", "an", "another"}:
        return 1
    if word.endswith("hundred"):
        return 100
    parts = re.split(r"[- ]", word)
    if len(parts) == 2 and parts[0] in _TENS and parts[1] in _ONES:
        return _TENS[parts[0]] + _ONES[parts[1]]
    return _SLIPS.get(word)

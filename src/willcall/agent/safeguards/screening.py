"""What must never get further than the door: payment card numbers, typed into a message or put where a button's words go."""

import re
from collections.abc import Iterator

_DIGITS = re.compile(r"(?<![\w.])(?:\d[ .\-]?){12,18}\d(?![\w])")
_RUN = re.compile(r"\d(?:[\W_]{0,3}\d){12,}")  # whatever stands between the digits, seen or unseen
_GROUP = re.compile(r"\d+")
_CODE = re.compile(r"\b(?:cvv2?|cvc2?|security code)\b\D{0,12}\d{3,4}\b", re.IGNORECASE)
CARD_REFUSED = (
    "Please don't send card numbers here: I neither need nor keep them, and I've left yours out. "
    "You pay with the payment button when there is a total to pay."
)
_STRUCK = "[card number removed]"


def screen(text: str) -> tuple[str, bool]:
    """The text without payment card numbers and security codes, and whether there were any.

    A run of 13 to 19 digits counts as a card number when its check digit fits (Luhn, ISO/IEC 7812-1), also when other
    numbers (an expiry date, a security code, a count) stand right beside it.
    """
    found = False

    def strike(match: re.Match[str]) -> str:
        nonlocal found
        digits = re.sub(r"\D", "", match.group())
        if not 13 <= len(digits) <= 19 or not _luhn(digits):
            return match.group()
        found = True
        return _STRUCK

    def strike_within(match: re.Match[str]) -> str:
        nonlocal found
        run = match.group()
        kept, done = [], 0
        for start, end in _cards(run):
            found = True
            kept += [run[done:start], _STRUCK]
            done = end
        return "".join([*kept, run[done:]])

    struck = _RUN.sub(strike_within, _DIGITS.sub(strike, text))
    if found or _CODE.search(struck):
        struck, codes = _CODE.subn("[security code removed]", struck)
        found = found or codes > 0
    return struck, found


def _cards(run: str) -> Iterator[tuple[int, int]]:
    """Where groups of digits in a run make a card number: groups of three and more, or all of one size."""
    groups = [(m.start(), m.end()) for m in _GROUP.finditer(run)]
    first = 0
    while first < len(groups):
        digits, sizes = "", set[int]()
        for last in range(first, len(groups)):
            start, end = groups[last]
            digits += run[start:end]
            sizes.add(end - start)
            if len(digits) > 19:
                break
            if len(digits) >= 13 and (min(sizes) >= 3 or len(sizes) == 1) and _luhn(digits):
                yield groups[first][0], end
                first = last
                break
        first += 1


def _luhn(digits: str) -> bool:
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit)
        if position % 2:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return total % 10 == 0

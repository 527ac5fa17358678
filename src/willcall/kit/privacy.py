"""What must never be kept: payment card numbers, wherever a stranger may write something.

Knows what a card number looks like (ISO/IEC 7812), not what a text is about. What people say is struck through
(`screen`); what names something (a key, an id, a recipient) is refused, since a part of it struck would name another
(`require_no_card`).
"""

import re
from collections.abc import Iterator

from willcall.kit.errors import Invalid

_DIGITS = re.compile(r"(?<![\w.])(?:\d[ .\-]?){12,18}\d(?![\w])")
_RUN = re.compile(r"\d(?:[\W_]{0,3}\d){12,}")  # whatever stands between the digits, seen or unseen
_GROUP = re.compile(r"\d+")
_CODE = re.compile(r"\b(?:cvv2?|cvc2?|security code)\b\D{0,12}\d{3,4}\b", re.IGNORECASE)
_ISSUED = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d{2}|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-5]|[68]\d|09|95)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|6(?:011|5\d{2}|4[4-9]\d)\d{12}|62\d{14,17}"
    r"|(?:50|5[6-9]|6[0-9])\d{11,17}"
)
_RANDOM = re.compile(  # UUIDs and other long hexadecimal names hold every run of digits sooner or later
    r"(?<![0-9A-Za-z])(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|(?=\d*[a-fA-F])[0-9a-fA-F]{24,})(?![0-9A-Za-z])"
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


class CardNumber(Invalid):
    """A payment card number where a name, a key or an id belongs."""


def require_no_card(text: str | None, *, field: str) -> None:
    """Raises: CardNumber, if there is a number in `text` that an issuer of cards might have given.

    Stricter than `screen`: a key or an id may well be a long number whose check digit fits by chance, such as the time in
    milliseconds; only lengths and first digits that card networks use count.
    """
    if text is not None and any(True for _ in _issued(text)):
        raise CardNumber(
            f"{field} looks like a payment card number; Willcall never takes or keeps one. Send something else.",
            field=field,
        )


def _issued(text: str) -> Iterator[str]:
    for run in _RUN.finditer(_RANDOM.sub("", text)):
        for start, end in _cards(run.group()):
            digits = re.sub(r"\D", "", run.group()[start:end])
            if _ISSUED.fullmatch(digits):
                yield digits

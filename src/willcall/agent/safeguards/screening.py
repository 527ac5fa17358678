"""What must never get further than the door: payment card numbers typed into a message."""

import re

_DIGITS = re.compile(r"(?<![\w.])(?:\d[ .\-]?){12,18}\d(?![\w])")
_CODE = re.compile(r"\b(?:cvv2?|cvc2?|security code)\b\D{0,12}\d{3,4}\b", re.IGNORECASE)
CARD_REFUSED = (
    "Please don't send card numbers here: I neither need nor keep them, and I've left yours out. "
    "You pay with the payment button when there is a total to pay."
)


def screen(text: str) -> tuple[str, bool]:
    """The text without payment card numbers and security codes, and whether there were any.

    A run of 13 to 19 digits counts as a card number when its check digit fits (Luhn, ISO/IEC 7812-1).
    """
    found = False

    def strike(match: re.Match[str]) -> str:
        nonlocal found
        digits = re.sub(r"\D", "", match.group())
        if not 13 <= len(digits) <= 19 or not _luhn(digits):
            return match.group()
        found = True
        return "[card number removed]"

    struck = _DIGITS.sub(strike, text)
    if found or _CODE.search(struck):
        struck, codes = _CODE.subn("[security code removed]", struck)
        found = found or codes > 0
    return struck, found


def _luhn(digits: str) -> bool:
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit)
        if position % 2:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return total % 10 == 0

"""What only a ticketing agent recognises as personal: orders, tickets, holds and the seats somebody sits in, as people write them."""

import re
from collections.abc import Iterator

from willcall.kit.personal import FULL, Recogniser, Span, by_pattern, name_within

_I = re.IGNORECASE
_SEAT = r"(?:seats?|places?|chairs?)"
_NUMBERS = r"#?\d{1,3}[A-Z]?(?:\s?(?:,|-|–|&|and|to|through)\s?(?:seats? )?\d{1,3}[A-Z]?\b){0,8}"

_FOR = re.compile(
    rf"\b(?i:(?:tickets?|seats?|orders?|bookings?|places?) (?:to|for|of)|ordered by|order for) (?P<it>{FULL})"
)


def _whom(text: str) -> Iterator[Span]:
    for match in _FOR.finditer(text):
        yield from name_within(text, *match.span("it"))


# fmt: off
_PATTERNS = (
    ("order", re.compile(r"\b(?:ord|tkt|hld|hold|quo|cnv|pay|case|req)_[0-9a-z]{4,30}\b", _I)),
    ("order", re.compile(r"\b(?:order|booking|reservation|confirmation|reference|ref|case|ticket|purchase|transaction|invoice)(?: (?:number|no|id|code|ref|reference))?s?\.?\s?(?:is |was |:|#|=)*\s?#?(?P<it>(?=[A-Z0-9-]*\d)(?!\d{1,3}(?![\w-]))[A-Z0-9][A-Z0-9-]{3,20})\b", _I)),
    ("order", re.compile(r"(?<!\w)#(?P<it>(?=[A-Z0-9-]*\d)[A-Z0-9-]{4,20})\b", _I)),
    ("seat", re.compile(rf"\b(?:section|sec|block|sect)\.?\s\w{{1,5}},?\s(?:in )?row\s\w{{1,3}}(?:,?\s(?:{_SEAT}\s)?{_NUMBERS})?", _I)),
    ("seat", re.compile(rf"\brow\s\w{{1,3}},?\s(?:{_SEAT}\s)?{_NUMBERS}(?![\w%])", _I)),
    ("seat", re.compile(rf"\b{_SEAT}\s(?:no\.?\s|number\s)?[A-Z]{{0,2}}-?{_NUMBERS}(?![\w%])(?:\s(?:in\s)?row\s\w{{1,3}})?", _I)),
    ("seat", re.compile(r"\b\d{2,3}-[A-Z]{1,2}-\d{1,3}\b")),
)
# fmt: on

OWN: tuple[Recogniser, ...] = (_whom, *(by_pattern(kind, pattern) for kind, pattern in _PATTERNS))
"""Hand these to a `Redactor`."""

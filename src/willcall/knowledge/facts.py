"""Facts: what a table or a list of names and values says of something, typed, with its letters intact.

A row of a price table (`Motorcycle | $10`) is the fact that Motorcycle's price is 10.00 USD, read in row 2. Lines of lists such as
`- Small locker: $5` are facts too. Numbers are read, never computed: what cannot be read for certain stays text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from willcall.knowledge.chunking import blocks
from willcall.knowledge.documents import Document

MOST = 50_000
"""Facts kept of one document."""

_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "A$": "AUD", "C$": "CAD", "US$": "USD"}
_CODES = frozenset(
    [
        "USD",
        "EUR",
        "GBP",
        "JPY",
        "INR",
        "AUD",
        "CAD",
        "CHF",
        "SEK",
        "NOK",
        "DKK",
        "NZD",
        "MXN",
        "BRL",
        "ZAR",
        "SGD",
        "HKD",
        "PLN",
        "CZK",
    ]
)
_NO_MINOR = frozenset({"JPY"})
_AMOUNT = re.compile(
    r"(?P<before>[A-Z]{0,2}[$€£¥₹]|[A-Z]{3})?\s?(?P<number>-?\d[\d.,]*)\s?(?P<after>[$€£¥₹]|[A-Z]{3})?"
)
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\.?|(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)", re.IGNORECASE)  # fmt: skip
_SPAN = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s?(?P<unit>minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)", re.IGNORECASE)  # fmt: skip
_ITEM = re.compile(r"(?P<name>[^:.?!]{2,60}):\s+(?P<value>\S.{0,79})")
_YES = {"yes": True, "no": False, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a document says of something.

    Args:
        subject: Of what: the row's first cell, or the heading.
        name: What is said: the column's name.
        kind: `money`, `number`, `percent`, `date`, `time`, `duration`, `yes_no` or `text`.
        value: By kind: {"amount": minor units, "currency"}, {"number"}, an ISO day, HH:MM, {"number", "unit"}, true or false, the text.
        text: As it is written.
        place: Where it stands.
    """

    subject: str
    name: str
    kind: str
    value: Any
    text: str
    place: str


def facts(document: Document) -> Iterator[Fact]:
    """What a document's tables and lists say, in order; at most `MOST`."""
    count = 0
    for block in blocks(document):
        for fact in _of_table(block) if block.grid else _of_lines(block):
            yield fact
            count += 1
            if count == MOST:
                return


def _of_table(block: Any) -> Iterator[Fact]:
    columns = block.grid.columns
    for number, row in enumerate(block.grid.rows, 1):
        place = f"{block.place}, row {number}".removeprefix(", ")
        subject = row[0] or block.heading
        for name, cell in zip(columns[1:], row[1:], strict=False):
            if cell:
                kind, value = typed(cell, name)
                yield Fact(subject[:300], (name or block.heading)[:120], kind, value, cell[:1000], place)


def _of_lines(block: Any) -> Iterator[Fact]:
    if len(block.lines) < 2:
        return
    for line in block.lines:
        item = _ITEM.fullmatch(line)
        if item:
            text = item["value"].rstrip(".")
            kind, value = typed(text, "")
            yield Fact(item["name"].strip(), block.heading, kind, value, text, block.place)


def typed(text: str, name: str = "") -> tuple[str, Any]:
    """The kind of a cell, and its value.

    Args:
        text: The cell.
        name: Of its column; `Price (EUR)` tells the currency of bare numbers.
    """
    text = text.strip()
    if text.lower() in _YES:
        return "yes_no", _YES[text.lower()]
    if match := _TIME.fullmatch(text):
        return _clock(match, text)
    if match := _SPAN.fullmatch(text):
        return "duration", {"number": match["number"], "unit": match["unit"].lower()}
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return "date", date.fromisoformat(text).isoformat()
        except ValueError:
            return "text", text
    share = re.fullmatch(r"(.+?)\s?(?:%|per ?cent)", text)
    if share and _NUMBER.fullmatch(share[1]):
        return "percent", {"number": share[1].replace(",", "")}
    return _money(text, name) or (
        ("number", {"number": text.replace(",", "")}) if _NUMBER.fullmatch(text) else ("text", text)
    )


def _money(text: str, name: str) -> tuple[str, Any] | None:
    match = _AMOUNT.fullmatch(text)
    if not match or not _NUMBER.fullmatch(match["number"]):
        return None
    sign = match["before"] or match["after"] or ""
    currency = _CURRENCIES.get(sign) or (sign if sign in _CODES else None)
    if sign and currency is None:
        return None
    if currency is None:
        named = re.search(r"\b([A-Z]{3})\b", name)
        symbol = next((code for mark, code in _CURRENCIES.items() if len(mark) == 1 and mark in name), None)
        currency = named[1] if named and named[1] in _CODES else symbol
    if currency is None:
        return None
    try:
        amount = Decimal(match["number"].replace(",", "")) * (1 if currency in _NO_MINOR else 100)
    except InvalidOperation:
        return None
    if amount != int(amount) or abs(amount) > 10**12:
        return None
    return "money", {"amount": int(amount), "currency": currency}


def _clock(match: re.Match[str], text: str) -> tuple[str, Any]:
    if match["half"] is None:
        return "time", f"{int(match['h']):02d}:{match['m']}"
    hour = int(match["hour"])
    if not 1 <= hour <= 12:
        return "text", text
    hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return "time", f"{hour:02d}:{match['minute'] or '00'}"

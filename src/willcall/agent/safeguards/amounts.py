"""Amounts of money in text: figures, signs, codes and words, in the ways that people and models write them.

Finds what is said; whether it is true is the ledger's business. Works on text made plain by `sentences.plain`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from willcall.understanding.patterns import regex

_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "BRL", "TWD"})
_SIGN_CURRENCIES: dict[str, frozenset[str]] = {
    "$": _DOLLARS,
    "us$": frozenset({"USD"}),
    "ca$": frozenset({"CAD"}),
    "c$": frozenset({"CAD"}),
    "a$": frozenset({"AUD"}),
    "au$": frozenset({"AUD"}),
    "nz$": frozenset({"NZD"}),
    "€": frozenset({"EUR"}),
    "£": frozenset({"GBP"}),
    "¥": frozenset({"JPY", "CNY"}),
    "₹": frozenset({"INR"}),
    "dollar": _DOLLARS,
    "buck": _DOLLARS,
    "euro": frozenset({"EUR"}),
    "eur": frozenset({"EUR"}),
    "pound": frozenset({"GBP"}),
    "quid": frozenset({"GBP"}),
    "yen": frozenset({"JPY"}),
    "rupee": frozenset({"INR"}),
    "franc": frozenset({"CHF", "XOF", "XAF", "XPF"}),
    "krona": frozenset({"SEK", "ISK"}),
    "kronor": frozenset({"SEK"}),
    "krone": frozenset({"NOK", "DKK"}),
    "kroner": frozenset({"NOK", "DKK"}),
    "peso": frozenset({"MXN", "ARS", "CLP", "COP", "PHP"}),
    "grand": frozenset(),
}
_CODES = (
    "usd|eur|gbp|jpy|cad|aud|nzd|chf|inr|sek|nok|dkk|isk|pln|czk|huf|brl|mxn|zar|sgd|hkd|krw|cny|try|ils|aed|kwd|bhd|"
    "tnd|omr|jod|clp|cop|ars|thb|php|idr|vnd|twd|ron|bgn|uah"
)
_SIGN = r"(?:us\$|ca\$|au\$|nz\$|a\$|c\$|\$|€|£|¥|₹|\b(?:" + _CODES + r")\b)"
_UNIT = (
    r"(?:\$|€|£|¥|₹|\b(?:(?:us |canadian |australian )?dollars?|bucks?|euros?|pounds?|quid|yen|rupees?|francs?|krona|"
    r"kronor|krone|kroner|pesos?|grand|" + _CODES + r")\b)"
)
_FIGURE = r"(?:\d{1,3}(?:[ .,']\d{2,3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,3})?)(?![\d])(?: ?k\b| thousand\b| million\b| hundred\b)?"
_WORD = (
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|"
    r"million|half|couple|few|dozen)"
)
_WORDS = r"\b(?:a )?" + _WORD + r"(?:(?:[ -]| and | of | a )" + _WORD + r")*\b"
_CENTS = r"(?: ?(?:and |, )?(?P<cents>\d{1,2}|" + _WORDS + r") (?:cents?|pence|pennies))?"
_GAP = r" {0,2}"

_PREFIXED = regex(
    rf"(?P<sign>{_SIGN}){_GAP}-?(?P<low>{_FIGURE})(?:{_GAP}(?:-|–|—|to|and|or|/){_GAP}(?!{_SIGN})(?P<high>{_FIGURE})(?![\w%]| (?:tickets?|seats?|people|of)))?"
)
_SUFFIXED = regex(
    rf"(?<![\w.,])(?:(?P<low>{_FIGURE}){_GAP}(?:-|–|—|to|and|or){_GAP})?(?P<figure>{_FIGURE})[ -]{{0,2}}(?P<unit>{_UNIT}){_CENTS}"
)
_SPELLED = regex(rf"(?P<words>{_WORDS})[ -]{{1,2}}(?:of )?(?P<unit>{_UNIT}){_CENTS}")
_GRAND = regex(r"\ba grand\b(?! total| day| time| slam| piano| prix| finale?)")
_ONLY_CENTS = regex(rf"(?<![\w.,])(?P<cents>\d+|{_WORDS}) ?(?:cents?\b|¢|pence\b)")
_EACH = (
    r"(?: |-)(?:each|apiece|a piece|per (?:ticket|seat|person|head|fan|pair)|a (?:ticket|seat|head|pop|pair)|"
    r"in total|altogether|all in|all told|total|for (?:both|the pair|all|everything)|inclusive|including fees|with fees|plus fees)\b"
)
_PRICED = (
    r"(?:total(?:s|ling|ing)?|price[sd]?|cost(?:s|ing)?|fees?|amount(?:s|ing)?|sum|balance|subtotal|charged?|charge of|"
    r"refund(?:ed)?(?: of)?|pay(?:ing)?|paid|owe|worth|credit(?:ed)?|due|difference|deposit|back)"
)
_LINK = r"(?:(?: you| your| card| is| are| was| were| be| will| would| of| to| at| comes?| came| only| just| about| around| exactly| now|:| =| -|\(s\)| \|)){0,6} "
_BARE = regex(
    rf"(?:(?<=\s)|^)(?P<before>(?:{_PRICED}){_LINK})?(?P<figure>(?<![\w.,$€£#-]){_FIGURE}|{_WORDS})(?P<after>{_EACH})?"
)
_NOT_MONEY = regex(
    r"^(?:\s?(?:%|°|percent\b|per cent\b|a\.?m\b|p\.?m\b|o'?clock|hours?|hrs?|minutes?|mins?|seconds?|secs?|days?|weeks?|months?|"
    r"years?|business|working|calendar|people|persons|adults?|kids?|children|times?)\b|\s(?:"
    r"(?:\w+ ){0,2}(?:tickets?|seats?|orders?|events?|games?|shows?|options?|matches|concerts?|sections?|rows?|venues?|results?)\b)|[:/]\d|(?:st|nd|rd|th)\b)"
)
# fmt: off
_NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "couple": 2, "dozen": 12,
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Spoken:
    """An amount as said.

    Args:
        start: Where it begins in the text.
        end: Where it ends.
        values: What it may mean in major units ("1.120" is two things); empty when it is only vaguely an amount.
        currencies: The currencies it may be in; empty when none was said.
    """

    start: int
    end: int
    values: tuple[Decimal, ...]
    currencies: frozenset[str] = frozenset()


def find(text: str) -> list[Spoken]:
    """Every amount of money in plain text, in order, none overlapping another."""
    if not _hint(text):
        return []
    found: list[Spoken] = []
    for spoken in _candidates(text):
        if not any(spoken.start < other.end and other.start < spoken.end for other in found):
            found.append(spoken)
    return sorted(found, key=lambda spoken: spoken.start)


_MONEY_TALK = regex(
    r"\b(?:costs?|prices?d?|pay(?:s|ing)?|paid|totals?|sum|bill|refund\w*|money|cash|fees?|charged?|bank|card|cheap\w*|damage|set(?:s|ting)? you back|run(?:s|ning)? you|"
    r"looking at|part with|come(?:s)? to|call it|all in|out of pocket|covers|returns?|return|get back|back to you|sending back|figures?|"
    r"yours for|go(?:es)? for|a pop|apiece|flat|for the pair|for both)\b"
)
_COUNTS_NOTHING = regex(
    r"(?: ?[.!?;:,)]| ?$| (?:for|all|flat|each|a pop|apiece|in all|total|altogether|and|to|is|are|covers?|stays?|back|or|with|per|plus|from|if|on|will|would|goes|went|came|comes)\b)"
)
_PLACE_OR_TIME = regex(
    r"\b(?:section|sec|row|seats?|gates?|level|door|block|floor|room|page|step|option|number|no|nos|hall|sector|platform|line|track|exit|bus|tram|train|age|aged|under|over|top|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|the|at|by|until|till|around|about|before|after|of|is|stand|bay|table|box|to|and|or|-|–|/)[ .]*$"
)
_FIGURES_ALONE = regex(rf"(?<![\w.,$€£#:/+-])(?:{_FIGURE}|{_WORDS})(?![\w:/%°-])")


def unnamed(text: str) -> list[Spoken]:
    """Numbers that count nothing and stand where money is spoken of: "ninety for the pair", "call it sixty"."""
    talk = _MONEY_TALK.search(text)
    if talk is None or not _hint(text):
        return []
    known = find(text)
    found = []
    for match in _FIGURES_ALONE.finditer(text):
        if any(match.start() < other.end and other.start < match.end() for other in known):
            continue
        if _NOT_MONEY.match(text[match.end() :]) or not _COUNTS_NOTHING.match(text[match.end() :]):
            continue
        lead = text[max(0, match.start() - 24) : match.start()]
        if _PLACE_OR_TIME.search(lead) and not re.search(
            r"(?:come(?:s)? to|looking at|price (?:is|of)|total (?:is|of)|cost (?:is|of)|sum of|fee of) $", lead
        ):
            continue
        figure = match.group()
        values = _figures(figure) if figure[0].isdigit() else _spelled(figure)
        if not values or max(values) < 10 or re.fullmatch(r"(?:19|20)\d\d", figure):
            continue
        found.append(Spoken(match.start(), match.end(), values))
    return found


_ANY = regex(r"\d|\ba grand\b|\b" + _WORD + r"\b")


def _hint(text: str) -> bool:
    return _ANY.search(text) is not None


def _candidates(text: str) -> Iterator[Spoken]:
    for match in _PREFIXED.finditer(text):
        currencies = _currencies(match["sign"])
        yield Spoken(match.start(), match.end("low"), _figures(match["low"]), currencies)
        if match["high"]:
            yield Spoken(match.start("high"), match.end("high"), _figures(match["high"]), currencies)
    for match in _SUFFIXED.finditer(text):
        currencies = _currencies(match["unit"])
        cents = _cents(match["cents"])
        scale = 1000 if match["unit"] == "grand" else 1
        values = tuple(value * scale + cents for value in _figures(match["figure"]))
        yield Spoken(match.start("figure"), match.end(), values, currencies)
        if match["low"]:
            yield Spoken(match.start("low"), match.end("low"), _figures(match["low"]), currencies)
    for match in _SPELLED.finditer(text):
        scale = 1000 if match["unit"] == "grand" else 1
        values = tuple(value * scale + _cents(match["cents"]) for value in _spelled(match["words"]))
        yield Spoken(match.start(), match.end(), values, _currencies(match["unit"]))
    for match in _GRAND.finditer(text):
        yield Spoken(match.start(), match.end(), (Decimal(1000),))
    for match in _ONLY_CENTS.finditer(text):
        yield Spoken(match.start(), match.end(), (_cents(match["cents"]),))
    for match in _BARE.finditer(text):
        yield from _bare(text, match)


def _bare(text: str, match: re.Match[str]) -> Iterator[Spoken]:
    """A number without a currency is money when the words around it say so."""
    before, after, figure = match["before"], match["after"], match["figure"]
    if not before and not after:
        return
    if not after and _NOT_MONEY.match(text[match.end("figure") :]):
        return
    values = _figures(figure) if figure[0].isdigit() else _spelled(figure)
    has_cents = re.search(r"[.,]\d{2}$", figure) is not None
    if not has_cents and (not values or max(values) < 10 or ("total" in (after or "") and max(values) < 20)):
        return
    yield Spoken(match.start("figure"), match.end("figure"), values)


def _currencies(unit: str) -> frozenset[str]:
    unit = unit.rsplit(maxsplit=1)[-1]
    known = _SIGN_CURRENCIES.get(unit) or _SIGN_CURRENCIES.get(unit.removesuffix("s"))
    if known is not None:
        return known
    return frozenset({unit.upper()}) if len(unit) == 3 and unit.isalpha() else frozenset()


def _figures(text: str) -> tuple[Decimal, ...]:
    scale = 1
    for suffix, factor in (("k", 1000), ("thousand", 1000), ("million", 1_000_000), ("hundred", 100)):
        if text.endswith(suffix):
            text, scale = text.removesuffix(suffix).strip(), factor
            break
    text = text.replace(" ", "").replace("'", "")
    readings = set()
    last = max(text.rfind("."), text.rfind(","))
    whole = text.replace(".", "").replace(",", "")
    if last < 0:
        readings.add(Decimal(whole))
    else:
        decimals = len(text) - last - 1
        mark = text[last]
        other = "." if mark == "," else ","
        repeated = text.count(mark) > 1
        if decimals != 3 or (not repeated and other not in text):
            readings.add(Decimal(whole[:-decimals] + "." + whole[-decimals:]))
        if decimals == 3:
            readings.add(Decimal(whole))
    return tuple(value * scale for value in readings)


def _cents(text: str | None) -> Decimal:
    if not text:
        return Decimal(0)
    if text.isdigit():
        return Decimal(text) / 100
    return next(iter(_spelled(text)), Decimal(0)) / 100


def _spelled(text: str) -> tuple[Decimal, ...]:
    """`one hundred and twenty` is 120; `a few` is nothing in particular."""
    if "few" in text or "half" in text:
        return ()
    total = current = 0
    for word in re.split(r"[ -]+", text):
        if word in ("and", "a", "of"):
            continue
        if word == "hundred":
            current = max(current, 1) * 100
        elif word in ("thousand", "million"):
            total += max(current, 1) * (1000 if word == "thousand" else 1_000_000)
            current = 0
        else:
            current += _NUMBERS.get(word, 0)
    readings = {Decimal(total + current)}
    words = re.split(r"[ -]+", text)
    # "one twenty" is 120, "one twenty five" 125
    if len(words) > 1 and 1 <= _NUMBERS.get(words[0], 0) <= 9 and _NUMBERS.get(words[1], 0) >= 10:
        readings.add(Decimal(_NUMBERS[words[0]] * 100 + sum(_NUMBERS.get(word, 0) for word in words[1:])))
    return tuple(readings)

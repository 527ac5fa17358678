"""What a fan will pay: "under 80 bucks each", "$150 total", "less than a hundred", "80€", "max 60 pounds", "around 50 a ticket".

Reads plain text. Gives the amount in major units as said; minor units depend on the event's currency, which it does not know.
"""

import re
from dataclasses import replace
from itertools import islice
from typing import Literal

from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import PriceBound
from willcall.understanding.spans import MOST, Found

_SYMBOLS = {"$": None, "€": "EUR", "£": "GBP", "₹": "INR", "r": "ZAR"}
_WORDS = {
    "dollar": None, "dollars": None, "buck": None, "bucks": None, "usd": "USD", "euro": "EUR", "euros": "EUR", "eur": "EUR",
    "pound": "GBP", "pounds": "GBP", "quid": "GBP", "gbp": "GBP", "cad": "CAD", "aud": "AUD", "chf": "CHF", "francs": "CHF",
    "yen": "JPY", "jpy": "JPY", "rupee": "INR", "rupees": "INR", "rs": "INR", "inr": "INR", "kr": None, "kronor": "SEK", "kroner": None, "sek": "SEK", "nok": "NOK",
    "dkk": "DKK", "zloty": "PLN", "zlotys": "PLN", "pln": "PLN", "rand": "ZAR", "zar": "ZAR", "pesos": None, "reais": "BRL", "baht": "THB", "nzd": "NZD", "sgd": "SGD",
}  # fmt: skip

_UNIT = r"(?:us dollars|dollars?|bucks?|usd|euros?|eur|pounds?|quid|gbp|cad|aud|chf|francs|yen|jpy|rupees?|rs|inr|kr|kronor|kroner|sek|nok|dkk|zlotys?|pln|rand|zar|pesos|reais|baht|nzd|sgd)"
_AMOUNT = (
    rf"(?P<symbol>us\$|[$€£₹]|(?<![a-z])rs\.?(?=\s?\d)|(?<![a-z])(?<!section )(?<!block )(?<!row )(?<!seat )(?<!room )r(?=\d{{3,6}}\b))?\s?(?P<n>\d{{1,3}}(?:,\d{{3}})+(?:\.\d\d)?|\d{{1,6}}(?:[.,]\d\d)?(?!\d)|{NUMBER}(?: hundred)?(?:(?: and)? {NUMBER})?|a hundred|a grand)"
    rf"(?P<k>k\b)?\s?(?P<unit>{_UNIT}\b|[$€£₹])?"
)
_MAX = (
    r"(?:over|above|more than|past|beyond|within|under|below|inside) (?:my|our)(?: (?:budget|limit|max(?:imum)?|target)(?: of)?)?|"
    r"(?:stretch|stretching|(?<=can )run|(?<=could )run|(?<=might )run) to(?: (?:another|an extra|a further))?|under|below|less than|no more than|not more than|nothing over|nothing above|not over|lower than|cheaper than|up to|at most|max(?:imum)?(?: of| is| budget)?|"
    r"within|(?:my |our |the |a )?budget'?s?(?: is| of|'s| are|:)?(?: around| about| roughly| like| maybe| only)?|limit(?: is| of|:)?|tops?|don't want to (?:spend|pay) (?:more than|over)|can't (?:spend|pay|afford|go) (?:more than|over|above)|"
    r"(?:only|just) (?:have|got|'ve got|have got|brought)|(?:have|'ve|'ve got|got) only(?: got)?|(?:have|got) just|can spend|to spend|can afford|afford|spend(?:ing)?|keep it (?:under|below|at)|not above|"
    r"up to (?:like |about |maybe )?|for (?:like |about |around )?(?=[$€£₹])|for (?:like |about |around |under |up to )(?=\d{2,5} (?:total|in total|all in|altogether|each|a (?:ticket|seat|head)))|for (?=\d{2,5} (?:total|in total|all in|altogether)\b)|for (?:like |about |around |up to |maybe )?(?=\d{1,4} (?:more|extra|on top)\b(?! (?:min|hour|sec|day|week|people|ticket|seat|guest|person|of)))|<=?"
)
_MIN = r"over|above|more than|at least|minimum(?: of)?|no less than|starting at|>=?"
_ABOUT = r"around|about|roughly|approximately|approx|circa|somewhere around|in the region of|like|~"
_EACH = r"each|apiece|a piece|per (?:ticket|seat|person|head|adult|tix|pop|piece)|a (?:ticket|seat|person|head|pop|piece)|for each|for one|/\s?(?:ticket|seat|person|each)|pp\b|p\.p\.|every one|for a ticket|for a seat|ea\b"
_TOTAL = r"total|in total|all in|altogether|(?:all )?together(?! (?:in|at|on|near|with|for)\b)|for (?:the )?(?:both|all|everything|the lot|the pair|everyone|the two|the three|the four|us all)(?: of (?:us|them))?|combined|overall|in all|all told|for us (?:two|three|four|five|six|[2-9])\b|the (?:two|three|four|five|six|lot|pair|both)(?: of us)?(?! (?:tickets?|seats?|ones?))\b|for the whole (?:thing|family|group|lot)|including fees|all up|between (?:us|(?:the )?(?:two|three|four|five|six|seven|eight|lot|[2-9]) of us)|to spend|to play with"

_PRICE = regex(
    rf"(?P<bound>\b(?:{_MAX}|{_MIN}|{_ABOUT})|[<>~]=?)?\s{{0,9}}(?P<per0>each |per (?:ticket|seat|person) )?(?:is |was |of |be |like |maybe |about |a |: ?)?{_AMOUNT}"
    rf"(?P<tail>\s{{0,9}}(?:or (?:less|under|below|cheaper|so)|max(?:imum)?|at most|tops?|ish|and (?:under|below)(?! ?[$€£₹]?\d)|budget|limit)\b(?!(?: of| is)? ?[$€£₹]?\d))?"
    rf"\s{{0,9}}(?:,\s{{0,9}})?(?:(?:more|extra|on top|additional)\s+)?(?P<per>{_EACH}|{_TOTAL})?(?P<tail2>\s{{0,9}}(?:or (?:less|under|below|cheaper)|max(?:imum)?|at most|tops?)\b(?!(?: of| is)? ?[$€£₹]?\d))?"
)
_RANGE = regex(
    rf"\b(?:between|from)?\s{{0,9}}[$€£₹]?\s?(?P<low>\d{{1,5}})\s?(?:{_UNIT})?\s{{0,9}}(?:-|to|and)\s{{0,9}}(?P<symbol>[$€£₹])?\s?(?P<high>\d{{1,5}})\s?(?P<unit>{_UNIT}\b|[$€£₹])?\s{{0,9}}(?P<per>{_EACH}|{_TOTAL})?"
)
_MAX_RE, _MIN_RE, _ABOUT_RE = (regex(rf"^(?:{p})$") for p in (_MAX, _MIN, _ABOUT))
_EACH_RE = regex(rf"^(?:{_EACH})$")
_NOT_MONEY = regex(
    r"^\s*(?:o\W?clock|pm\b|am\b|:\d|%|(?:st|nd|rd|th)\b|tickets?\b|seats?\b|people|persons?\b|of us|kids|adults|years?|days?|weeks?|months?|hours?|hrs?|minutes?|mins?|wks?|/\d|miles?|blocks?|rows?|"
    r"january|february|march|april|may\b|june|july|august|september|october|november|december)"
)
_NOT_AFTER_WORD = regex(
    r"(?:\b(?:section|sec|sect|row|level|block|gate|door|seat|option|order|at|after|before|until|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|the)\s*#?|[#@_/:])\s?$"
)
_DENIED = regex(
    r"(?:n't|\bnot|\bno|\bnever|\bnothing|\bcannot|\bcannae|\bwithout|\bnobody|\bno one|\bnone)\b[^.,;!?]{0,22}$"
    r"|\b(?:those|these|they|that|it|them|all)(?:'re|'s| are| is| re|s)? (?:\w+ )?(?:way|far|much|a lot|well|still|also|all) $"
)
_FREE = regex(r"\b(?:free tickets?)\b")


_MAYBE = regex(
    r"\d|hundred|grand|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:ten|fifteen|five) (?:bucks|dollars|euros|pounds|quid)"
)


def _amount(match: re.Match[str]) -> float | None:
    said = match.group("n")
    if said == "a grand":
        value: float | None = 1000.0
    elif said[0].isdigit() and not re.search(r"[a-z]", said):
        if re.fullmatch(r"\d+,\d\d", said):
            said = said.replace(",", ".")
        value = float(said.replace(",", ""))
    else:
        value = _spelled(said)
    if value is not None and match.groupdict().get("k"):
        value *= 1000
    return value


def _spelled(said: str) -> float | None:
    words = said.replace(" and ", " ")
    head, hundred, rest = words.partition(" hundred")
    if hundred:
        first = number(head)
        more = number(rest) if rest.strip() else 0
        return None if first is None or more is None else float(first * 100 + more)
    whole = number(words)
    if whole is not None:
        return float(whole)
    parts = words.split()
    values = [number(part) for part in parts]
    if len(values) == 2 and None not in values:  # "one fifty", "a hundred twenty"
        first, second = values[0] or 0, values[1] or 0
        return float(first + second) if first >= 100 else float(first * 100 + second) if second >= 10 else None
    return None


def _currency(match: re.Match[str]) -> tuple[str | None, bool]:
    """(currency said, whether any was said); a dollar sign is the season's own dollar."""
    for group in ("symbol", "unit"):
        said = (match.group(group) or "").rstrip(".")
        if said in {"us$", "us dollars"}:
            return "USD", True
        if said:
            return _SYMBOLS.get(said, _WORDS.get(said)), True
    return None, False


def prices(text: str) -> list[Found]:
    """Budgets in plain `text`, in order of position."""
    if not _MAYBE.search(text):
        return []
    text = _NUMBERED.sub(lambda m: m.group("what") + "#" * len(m.group("n")), text)
    found: list[Found] = []
    for match in islice(_RANGE.finditer(text), MOST):
        currency, said = _currency(match)
        low, high = float(match.group("low")), float(match.group("high"))
        per = _per(match.group("per"))
        loose = high >= low >= _LEAST_FOR_ALL and _LOOSELY.search(text[: match.start("low")])
        if high > low and (said or per or loose) and not _NOT_MONEY.match(text[match.end() :]):
            found.append(Found("max_price", PriceBound(high, currency, per, "max"), match.start(), match.end()))
    for match in islice(_PRICE.finditer(text), MOST):
        one = _price(text, match)
        if one is not None and not any(one.touches(other) for other in found):
            found.append(_at_most(one, text))
    if not found and (told := _IS_ALRIGHT.search(text)) is not None:
        found.append(
            Found("max_price", PriceBound(float(told["n"] or told["m"]), None, None, "max"), *told.span(), 0.8)
        )
    if not found and (told := _ANYTHING_FOR.search(text)) is not None:
        found.append(Found("max_price", PriceBound(float(told["n"]), None, None, "max"), *told.span("n"), 0.8))
    if not found and (alone := _for_all_of_us(text) or _limit(text)) is not None:
        found.append(alone)
    whole = _FOR_ALL.search(text) or _WE_HAVE.search(text) or _BUDGET.search(text)
    if len(found) == 1 and found[0].value.per is None and whole:
        found = [replace(found[0], value=replace(found[0].value, per="total"))]
    return sorted(found, key=lambda f: f.start)


_NUMBERED = regex(  # "dec 9 max 200": the limit is the sum's that follows, and no day's or part's
    r"\b(?P<what>(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:r?s)?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|section|sec|sect|block|area|row|box|table)\.? )(?P<n>\d{1,3})(?=[ ,]+(?:max\w*|tops|budget|or less|or under|or below)(?: of)?[ :]*[$£€₹]?\d{2,})"
)


_LOOSELY = regex(
    r"\b(?:like|around|about|roughly|somewhere|in the region of|more like|say|pay|spend|budget)\W*(?:between\s+)?$"
)


_OF_A_FEE = regex(
    r"\s*(?:in |of )?(?:(?:ticket|order|service|booking|handling|admin|exchange|extra|total) )?(?:fees?|charges?)\b(?! (?:incl|in\b|and all))"
)


def _price(text: str, match: re.Match[str]) -> Found | None:
    value = _amount(match)
    if value is None or value <= 0:
        return None
    currency, said = _currency(match)
    per = _per(match.group("per")) or ("each" if match.group("per0") else None)
    bound_word = (match.group("bound") or "").strip()
    tail = (match.group("tail") or match.group("tail2") or "").strip()
    if bound_word in {"<", "<="} or _MAX_RE.match(bound_word) or (tail and tail not in {"ish", "or so"}):
        bound = "max"
    elif bound_word and (bound_word[0] == ">" or _MIN_RE.match(bound_word)):
        denied = _DENIED.search(text[max(0, match.start("bound") - 28) : match.start("bound")])
        bound = "max" if denied else "min"  # "we can't really go over 70"
    elif bound_word or tail:
        bound = "about"
    else:
        bound = ""
    start, end = match.start(), match.end()
    if not bound and _OF_A_FEE.match(text[match.end() :]):
        return None  # "is the $75 fee removable?"
    if not said:
        # A bare number is money only with a bound of money, or said per ticket.
        before, after = text[max(0, match.start("n") - 20) : match.start("n")], text[match.end("n") :]
        if _NOT_MONEY.match(after) or (_NOT_AFTER_WORD.search(before) and not bound):
            return None
        if match.end("n") < len(text) and (text[match.end("n")].isalnum() or text[match.end("n")] in "_@#"):
            return None
        if match.start("n") and (text[match.start("n") - 1].isalnum() or text[match.start("n") - 1] in "_@#.:/-"):
            return None
        strong = bound_word not in {
            "",
            "over",
            "above",
            "more than",
            "at least",
            "like",
            "about",
            "around",
            "within",
            "up to",
            "~",
        } or tail.startswith(("or less", "or under", "max", "tops", "budget", "or below", "or cheaper"))
        if not (
            per == "each"
            or (per == "total" and (bound or _NOT_EACH.match(after)))
            or (strong and value >= 5)
            or (bound and value >= 20)
        ):
            return None
        if not bound and value < (20 if per == "total" else 5):
            return None  # "1 for each semifinal"
        if bound_word in {"for", "spend", "afford"} and value < 5:
            return None
    while end > start and text[end - 1] in " ,":
        end -= 1
    while start < end and text[start] == " ":
        start += 1
    kind: Literal["max", "min", "about"] = "min" if bound == "min" else "about" if bound == "about" else "max"
    return Found("max_price", PriceBound(value, currency, per, kind), start, end, 1.0 if said or bound else 0.8)


_NOT_EACH = regex(
    r"\s*(?:total|in total|altogether|all in|in all|for (?:both|all|everyone)(?: of us)?),? (?:not|and not|rather than) (?:each|per|a (?:ticket|seat|head)|apiece)\b"
)
_NOBODY = regex(
    r"\b(?:nobody|no one|noone|none of (?:us|them)|neither of us|not|never|without|(?:won|don|doesn|can|couldn|wouldn)'?t|cannot)\b[^.?!,;]{0,36}$"
)


def _at_most(one: Found, text: str) -> Found:
    """A least sum that nobody would go beyond, as the most: "nobody wants to pay more than fifty each"."""
    price: PriceBound = one.value
    if price.bound != "min" or not _NOBODY.search(text[max(0, one.start - 60) : one.start]):
        return one
    return replace(one, value=replace(price, bound="max"))


_FOR_ALL = regex(
    r"\b(?:for (?:everything|everyone|the lot|all of (?:us|it|them)|both of us|(?:the )?(?:two|three|four|five|six|[2-9]) of us)|between us|all in|in total|altogether)\b"
    r"|\ball together,? (?:not|no|under|below|max|at most|up to|less|for|about|around|within)\b|\btotal,? (?:max\w*|under|below|budget|not|no more|at most|up to|within)\b"
    r"|\b(?:total|everything|the (?:lot|bill)|the whole (?:thing|lot|order))(?: (?:cost|price|bill|sum))? (?:can|must|should|is|has|need|shall|may|to)\b[^.,;?!]{0,24}\d"
    r"|\b(?:including|incl\.?|with|inc) (?:all (?:the )?|any )?(?:charges|fees|taxes|everything)\b"
)
_WE_HAVE = regex(
    r"\b(?:(?:only|just)\s+(?:have|got|brought)|(?:have|got)\s+(?:only|just))\b[^.?!]{0,12}\d|\bwe(?:'ve| have)(?: only| just)?(?: got)? (?:about |around |only |just )?(?:[$£€]|\d|a hundred|(?:one|two|three|four|five) hundred)"
)


_BUDGET = regex(r"\b(?:was|is|'s) (?:my|our|the) (?:whole |total )?budget\b|\b(?:my|our|the) (?:whole|total) budget\b")
_IS_ALRIGHT = regex(  # of three figures only what is plainly money: "301 is fine" is a part of a house
    r"(?<![\w$€£₹.,:/#-])(?:(?P<n>[2-9]\d)(?: each| a (?:ticket|seat|head))? (?:is|would be|'s) (?:alright|fine|ok|okay)|(?P<m>[2-9]\d|\d{3})(?: each| a (?:ticket|seat|head))? (?:is|would be|'s) (?:doable|affordable))\b"
)
_ANYTHING_FOR = regex(  # "so nothing for 101?"
    r"\b(?:nothing|anything|something|none|any) (?:at all |there )?(?:for|around|about|at) (?P<n>[2-9]\d|\d{3})(?=\W*(?:$|[?.,!]|then\b|or so\b))"
)
_WHOSE = r"(?:in total|in all|all in|altogether|(?:all )?together|total|max\w*|tops|each|a (?:ticket|seat|head)|for (?:all of us|everyone|everything|the lot|us all|all))"
_IS_THE_LIMIT = regex(  # "150 is our limit in total", "200 for the lot is all we have"
    rf"(?<![\w$€£₹.,:/#-])(?<!row )(?<!section )(?<!block )(?P<n>[2-9]\d|\d{{3,5}})(?: {_WHOSE})?(?: is|'s| was| would be) (?:really |about |pretty much |kind of |also |roughly )?"
    r"(?:(?:my|our|the)(?: (?:absolute|total|whole|overall|upper|very))? (?:max\w*|limit|top|cap|ceiling|most|budget)\b(?: (?:i|we) can (?:spend|do|pay|afford))?"
    r"|(?P<whole>all|everything|as much as)(?: that)? (?:i|we)(?:'ve| have| can)?(?: got| (?:have|spend|afford|pay|do))?\b|what (?:i|we) (?:have|can (?:spend|afford|pay))\b)"
    rf"(?: (?P<per>{_WHOSE}))?"
)
_ALL_OF_US = regex(
    r"(?<![\w$€£.,:/#-])(?P<n>\d{2,5}(?:\.\d\d)?) (?:for (?:both|all|the (?:two|three|four|five|six)) of us|for the (?:pair|lot|pair of us)|between (?:us|(?:the )?(?:two|three|four|five|six|[2-9]) of us))\b"
)
_LEAST_FOR_ALL = 20


def _for_all_of_us(text: str) -> Found | None:
    """A bare number that is said to be for everybody: "no, 250 for both of us together"."""
    match = _ALL_OF_US.search(text)
    if match is None or float(match["n"]) < _LEAST_FOR_ALL:
        return None
    return Found("max_price", PriceBound(float(match["n"]), None, "total", "max"), match.start(), match.end(), 0.8)


def _limit(text: str) -> Found | None:
    """A bare number that is called the limit: "150 is our limit in total", "80 each is the most we can do"."""
    match = _IS_THE_LIMIT.search(text)
    if match is None:
        return None
    each = re.search(r"\b(?:each|a (?:ticket|seat|head))\b", match.group()) is not None
    whole = match["whole"] or re.search(r"\b(?:total|all in|in all|altogether|together|for \w+)\b", match.group())
    per: Literal["each", "total"] | None = "each" if each else "total" if whole else None
    return Found("max_price", PriceBound(float(match["n"]), None, per, "max"), *match.span(), 0.8)


def _per(said: str | None) -> "Literal['each', 'total'] | None":
    if not said:
        return None
    return "each" if _EACH_RE.match(said) else "total"

"""What kind of thing a question asks for (an amount, a time, a place, a number to call), and whether a text has such a thing. Patterns alone."""

import re

_HAS = {
    "amount": re.compile(r"[$€£¥]\s?\d|\d+ ?%|\b\d+ percent\b|\b(free|pay|pays)\b(?! ?[.,])", re.IGNORECASE),
    "time": re.compile(
        r"\b(\d+|one|two|three|five|ten|twelve|twenty|thirty|ninety)\b.{0,20}"
        r"\b(minutes?|hours?|days?|weeks?|months?|years?|am|pm)\b|\b(ends?|starts?|begins?|noon)\b",
        re.IGNORECASE,
    ),
    "place": re.compile(
        r"\b(beside|behind|near|at the|on the|on every|levels?|desk|side|entrance|lobby)\b", re.IGNORECASE
    ),
    "telephone": re.compile(
        r"\b(?:(?:tele)?phone|tel|call|ring|dial)\b\D{0,20}\d{2}|\+\d{2}|\b\d{3,5}[ -]\d{3,4}[ -]?\d{3,4}\b",
        re.IGNORECASE,
    ),
    "email": re.compile(r"\S@\w"),
    "age": re.compile(
        r"\b(?:under|over|below|above)[- ]?(?:\d+|two|three|five|ten|twelve|fourteen|sixteen|eighteen)s?\b|\b(?:ages?|aged) (?:of )?\d|\b\d+ ?\+"
        r"|\b\d+ (?:years?|and (?:over|older|above|under))\b|\b\d+[- ]years?[- ]olds?\b|\b(?:all|any) ages\b",
        re.IGNORECASE,
    ),
}
_ASKS = {
    "amount": re.compile(
        r"\bhow (?:much|expensive|pricey)\b|\bcosts?\b|\bprices?\b|\bpriced?\b|\bfees?\b|\bfares?\b|\bcharges?\b|\bfree\b"
        r"|\bset (?:me|us) back\b|\bthe damage\b|\bgo(?:es)? for\b"
    ),
    "time": re.compile(
        r"\bwhen\b|\bwhat time\b|\bhow (?:early|late|long|soon|many days|often|quickly|far ahead)\b|\buntil\b|\btill\b|\bhours\b"
        r"|\bdeadline\b"
    ),
    "telephone": re.compile(
        r"\b(?:tele)?phone (?:numbers?|no)\b|\btelephone\b|\bnumbers? (?:to|(?:i|we|she|he|they) can|do (?:i|we)) (?:call|ring|dial|phone|use)\b"
        r"|\b(?:what|which)(?:'?s| is)? (?:the |your )?number\b|\b(?:can|could|do) (?:i|we|she|he|they) (?:phone|ring|call)\b"
    ),
    "email": re.compile(r"\be-?mail\b"),
    "age": re.compile(
        r"\b(?:years?|yrs?|months?)[- ]?olds?\b|\bhow (?:old|young)\b|\bage (?:limit|restrict\w*)|\b(?:old enough|too young|minimum age|aged)\b"
        r"|\b(?:kids?|child|children|girls?|boys?|son|daughter|one|somebody|someone) of (?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    ),
    "place": re.compile(r"\bwhere\b|\bwhich (?:door|floor|level|entrance)\b"),
}

EVERY_KIND = frozenset(_HAS)
FIRM = frozenset({"telephone", "email"})
"""Kinds without which a sentence is no answer, whatever else it says."""


def asked_for(question: str) -> frozenset[str]:
    """The kinds of thing that a question asks for; mostly one or none."""
    typed = question.lower().replace("how much longer", "how long").replace("how much before", "how early")
    return frozenset(kind for kind, pattern in _ASKS.items() if pattern.search(typed))


def has(text: str, kind: str) -> bool:
    """Whether a text has a thing of that kind."""
    return _HAS[kind].search(text) is not None


def kinds_in(text: str) -> frozenset[str]:
    """All the kinds of thing that a text has."""
    return frozenset(kind for kind, pattern in _HAS.items() if pattern.search(text))

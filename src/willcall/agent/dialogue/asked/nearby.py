"""How somebody gets to a place: the stop, the station or the car park next to it is asked for, and no ticket. Pure."""

import re
from collections.abc import Sequence

from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot

_BY = r"(?:mrt|lrt|mtr|bart|tube|underground|metro|subway|tram|streetcar|bus|coach|train|rail(?:way)?|light rail|ferry|skytrain|u-?bahn|s-?bahn|taxi|cab)"
_STOP = rf"(?:(?:{_BY}|railway|parking) (?:station|stop|line|rank|terminal|exit)s?|{_BY}|station|parking(?: lot| garage| space)?|car ?parks?|park and ride)"
_NEAREST = regex(
    rf"\b(?:nearest|closest|nearby|next)\b (?:\w+ )?{_STOP}\b|\b(?:which|what|wot)(?:'?s| is)? (?:the )?{_STOP} (?:is |do i |should |for |to |stops? )"
    rf"|\b{_STOP} (?:is )?(?:near|nearest|closest|close to|next to|by|for|to)\b|\bhow far is (?:it|the \w+)(?: \w+){{0,3}} (?:from|to) (?:the |a )?{_STOP}\b",
    re.IGNORECASE,
)
AROUND = regex(
    r"\b(?:(?:what|anything|things|something|stuff|much|lots?)(?: else)?(?: is| are|['’]?s)?(?: there)?(?: can| could| to| should)?(?: (?:i|we|you))? (?:do|see)|pubs?|hotels?|(?:somewhere|anywhere|places?) to stay)\b[^.?!]{0,16}\b(?:in (?:the|that|this|your) (?:area|neighbou?rhood|vicinity)|near ?by|close by|around (?:there|here)|round (?:there|here)|near (?:there|here|the (?:venue|theatre|arena|stadium|hall|ground)))\b",
    re.IGNORECASE,
)
"""What there is to do round about, which is none of our shows."""
_RIDES = regex(
    rf"\b(?:{_BY}|station|stop)s?\b",
    re.IGNORECASE,
)
_ASKS = regex(
    r"\?|^\W*(?:(?:and|so|ok|hi|hey|hello|um|oh|also|but|please|quick question|what(?:'?s| is)|whats|where(?:'?s| is)?|wheres|tell me|is there (?:an?|any)|are there|do you know|any|the|which|which is|how)\W+)*(?:nearest|closest|which|what|where|is|are|how|any|whats|wheres)\b",
    re.IGNORECASE,
)
_LOOKS_FOR_SEATS = frozenset({"quantity", "max_price", "row", "section", "order_id", "email"})
ROUND_ABOUT = "Which hotels, pubs and sights are nearby?"
BY_RIDE = "How do I get there by public transport?"
BY_CAR = "Where can I park?"


def round_about(text: str) -> bool:
    """Whether it is asked what there is to do near a house, beside its shows."""
    return AROUND.search(text[:400]) is not None


def asked(text: str, slots: Sequence[Slot]) -> bool:
    """Whether the way to a place is asked: "nearest bus stop for the match"; whoever says how many wants seats."""
    if any(s.name in _LOOKS_FOR_SEATS and not s.negated for s in slots):
        return False
    if round_about(text):
        return True
    return _NEAREST.search(text[:400]) is not None and _ASKS.search(text[:400]) is not None


def plainer(text: str) -> str | None:
    """The same in the words of most documents; None where no way is asked for."""
    if _NEAREST.search(text[:400]) is None:
        return None
    return BY_RIDE if _RIDES.search(text) else BY_CAR

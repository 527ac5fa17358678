"""Words that take what is offered and say nothing else: "yea hold em", "sounds good hold both", "go", "yes hold the 4", "book & pay". Pure.

They take it; what they buy is asked of them again once it is held.
"""

import re

from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex

_YES = r"(?:yes+|ye|yea+h?|yeh|yep|yup|ya|yah|aye|sure|ja|haan|si)"
_FINE = r"(?:ok|okay|k|oki|ah|oh|right|grand|great|perfect|lovely|good|nice|fine|sound|cool|super|brilliant|excellent|wonderful|deal|done|thanks|alright|(?:sounds?|looks?|that['’]?s|thats|this is|that is|they['’]?re|those are|these are|seems?) (?:good|great|fine|perfect|lovely|ok|okay|nice|grand|right)|(?:that|this|those|these) (?:works?|will do|do)|will do|works(?: for (?:me|us))?|(?:same|this) again)"
_SO = r"(?:so|but|first|then|well|and|just|please|pls|plz|go (?:ahead|on)(?: and)?|can you|could you|i['’]?ll|we['’]?ll|let['’]?s|lets|now|both of us)"
_SEATS = r"(?:seats?|tickets?|tix|ones|places|spots)"
_THEM = rf"(?:(?:it|them|th[ea]m|['’]?em|those|these|that|this|(?:them )?both(?: of (?:them|those|these))?|(?:them|those|these) {_SEATS}|the lot|the pair|all(?: of (?:them|those|these|it))?|the {_SEATS})|(?:all |the |those |these |all the |all of the |them )(?P<n>{NUMBER})(?: {_SEATS})?|(?P<m>{NUMBER}) {_SEATS})"
_HOLDS = r"(?:hold|reserve|take|book|grab|get|keep|secure)"
_FOR = r"(?:for (?:me|us|now)|karo|first|please|pls|plz|then|now|so|thanks|thank you|thx|ta|cheers|mate)"
_AND = r"(?:\s*[,.;!&+]+\s*(?:and |then )?|\s+(?:and|n|then)\s+(?:then )?)"
_PAYS = rf"{_AND}(?:then )?(?:(?:i|we)(?:['’]?ll| will)? )?(?:(?:can )?(?:pay|book|buy|check ?out)|charge (?:me|it|us)|charge my card)(?: (?:it|them|['’]?em|for (?:it|them)|now|after|later|straight away))*"
_CORE = rf"(?:{_YES}|go(?: ahead| for it| on)?|do it|{_HOLDS}(?: (?:me|us))?(?: {_THEM})?|(?:i|we)['’]?ll (?:have|take) (?:it|them|those|these|that|both))"
_TAKES = regex(
    rf"\W*(?:(?:{_YES}|{_FINE}|{_SO})\b\W*)*?{_CORE}(?:\W+{_FOR})*?(?:{_PAYS})?(?:\W+{_FOR})*\W*", re.IGNORECASE
)
_HELD = regex(rf"\b(?:{_HOLDS}|have)\b", re.IGNORECASE)
_GO = regex(r"\bgo\b", re.IGNORECASE)
_LONGEST = 80  # characters


def takes(text: str, quantity: int | None, *, alone: bool = True) -> bool:
    """Whether what is offered is taken in so many words.

    Args:
        text: A message or a clause of one.
        quantity: As many tickets as are offered; of another number it is no yes.
        alone: Whether it is the only offer.
    """
    match = _TAKES.fullmatch(text) if len(text) <= _LONGEST and "?" not in text else None
    if match is None:
        return False
    told = match["n"] or match["m"]
    if alone and quantity not in {2, None} and re.search(r"\bboth\b", text, re.IGNORECASE):
        return False  # of seven seats something else is meant
    return told is None or number(told) == quantity


_YES_SO_MANY = regex(
    rf"\W*(?:(?:{_FINE}|{_SO})\b\W*)*{_YES}\b[\s,.!]*(?:(?:just|all|the|for|of|please|its?|it['’]s)\s+)*(?P<n>{NUMBER})(?:\s+(?:{_SEATS}|of us|{_FOR}))*\W*",
    re.IGNORECASE,
)


def agrees_to_so_many(text: str, quantity: int | None) -> bool:
    """Whether there is a yes to as many tickets as are offered: "yeah 4"."""
    match = _YES_SO_MANY.fullmatch(text) if len(text) <= _LONGEST else None
    return match is not None and number(match["n"]) == quantity


def says_hold(text: str, *, asked_else: bool = False) -> bool:
    """Whether there is a word for taking in what `takes` knows, not a yes alone, which may be to something else.

    Args:
        text: The message.
        asked_else: Whether something else was offered beside the seats, so that "go ahead" may mean that.
    """
    return _HELD.search(text) is not None or (not asked_else and _GO.search(text) is not None)

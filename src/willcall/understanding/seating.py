"""Places in the house that were named, but not to sit there: "not up in the gods", "is there a bar upstairs"."""

import re

from willcall.understanding.patterns import regex

_BEFORE = regex(
    r"\b(?:too|(?:any(?:thing|where)?|all)(?: (?:row|seats?|section|block|part|table|one))? (?:but|except)|except(?: for)?|but not|other than|besides|instead of|rather than|avoid|hate|scared of|afraid of|rather not"
    r"|(?:do|does|did|would|can|could|is|are)(?:n'?t| not)|not|(?<!say )no(?! the\b)|never|nothing|nowhere|without|forget(?: about)?|scrap|skip|neither)"
    r"(?: (?:want|like|fancy|wanna|love|need|do|handle|face|us|me|to|be|being|sit|sitting|go|stuck|right|all the way|way|too|so|very|that|up|down|close|near|in|at|on|the|a|any))*"
    r"(?: (?:floor|front|back|rear|upstairs|downstairs|balcony|circle|gods|stalls|nosebleeds|terrace|boxes|(?:section |block )?\d{3}s?) (?:or|nor)(?: (?:in|at|on|up|down|the|a|be))*)?\s+$",
    re.IGNORECASE,
)
_FURTHEST = 48
_PART_OF_IT = r"(?:bar|toilet|loo|restroom|bathroom|ladies|gents|entrance|door|cafe|shop|foyer|lobby|cloakroom|restaurant|food|smoking(?: area)?|merch(?: stand)?|stairs|lift|elevator)s?"
_OF_WHAT = regex(
    rf"\b{_PART_OF_IT} (?:is |are |was )?(?:(?:in|on|at|by|near) )?(?:the )?$|\bhow (?:do|can|would|does) (?:i|we|you|he|she|they|one) (?:get|go|walk|climb|come)(?: up| down)?(?: to)? (?:the )?$",
    re.IGNORECASE,
)
_WHAT_OF = regex(rf"(?:'s)? {_PART_OF_IT}\b", re.IGNORECASE)


def unwanted(text: str, start: int) -> bool:
    """Whether what is named from `start` on is somewhere they do not want to be."""
    before = text[max(0, start - _FURTHEST) : start]
    return bool(_BEFORE.search(before)) and "why " not in before.casefold()


_FAULT = regex(
    r"(?: (?:seats?|ones?|section))?(?:'s| is| are|s| looks?| seems?| feels?| sounds?| would be) (?:a bit |a little |way |just |still |really |far |very |quite |so )*(?:(?:too|a bit) (?:much|far|close|high)|(?:a )?(?:long|fair) way (?:off|away|back|up|from)|miles (?:off|away|back|up)|(?:too |a bit )?(?:dear|expensive|pric(?:e)?y|steep|high up|rubbish|no good|out|cramped|awful|terrible|grim|horrible))(?! (?:enough|from|of))\b"
    r"|\s*\?+\s*(?:no+|nah|nope|never|ew+|ugh)\b(?: (?:thanks|thank you|way|chance|ta|please))?\W*(?:$|(?=[a-z]))",
    re.IGNORECASE,
)


_GIVEN = regex(
    r"\b(?:that['’]?s|that is|it['’]?s|it is|this is|those are|these are|they['’]?re|they are|you(?:['’]ve| have)? (?:gave|given|put|held|picked|chose|chosen|showed|shown|offered|booked)(?: me| us)?)(?: (?:still|only|all|in|again|just|the))*\s+$",
    re.IGNORECASE,
)
_ASKED_OTHERWISE = regex(
    r"(?: (?:first|again|still|only|though|tho|there))*\s*[.,!;…–-]+\s*(?:(?:but|and|no+|hey|oi)\W+)*(?:i|we)(?:['’]d| had)? (?:said|asked|wanted|told|meant|did ?n['’]?t|specifically|clearly|already)\b",
    re.IGNORECASE,
)
_NEVER_SAID = regex(
    r"\b(?:did ?n['’]?t|did not|never|have ?n['’]?t|have not|not) (?:say|said|ask(?:ed)?|pick(?:ed)?|choose|chose|mean|meant|want(?:ed)?|book(?:ed)?|told|tell)(?: (?:you|to|for|book|hold|take|in|the|get|have|that|me|us))*\s+$",
    re.IGNORECASE,
)


def blamed(text: str, start: int, end: int) -> bool:
    """Whether a row is only named for being what was given against their word: "that's row A. I said not too close"."""
    before = text[max(0, start - _FURTHEST) : start]
    return bool(_NEVER_SAID.search(before) or (_GIVEN.search(before) and _ASKED_OTHERWISE.match(text, end)))


_STANDING = regex(
    r"(?: (?:section|part|bit|area|one))?(?:(?:'s| is| are)(?: n['’]?t)?|(?: is|s)n['’]?t)?(?: (?:all|only|just|really|still|a))* (?:standing|stand(?:ing)?[- ]?(?:up|only|room))\b",
    re.IGNORECASE,
)
_SITS = regex(
    r"\b(?:want|need|prefer|rather|like|after|get|have|can['’]?t|cant|cannot|not able to)\b[^.?!]{0,24}\b(?:seats?|sit|seated|seating|chairs?|stand(?: that long| (?:for )?(?:long|hours|all (?:night|evening)))?)\b",
    re.IGNORECASE,
)
_ASKED = regex(r"\W*(?:(?:so|and|but|ok|hm+)\W+)*(?:is|are|isn'?t|aren'?t|was|were)\b", re.IGNORECASE)


def faulted(text: str, end: int) -> bool:
    """Whether what is named up to `end` is named for what is wrong with it: "101 is too much", "the pit's standing, isn't it? we want seats"."""
    return fault(text, end) is not None


def fault(text: str, end: int) -> tuple[int, int] | None:
    """From where to where it is said what is wrong with what is named up to `end`; None if nothing is."""
    if text.endswith(("'s", "’s"), 0, end):
        end -= 2
    standing = _STANDING.match(text, end)
    if standing is not None and _SITS.search(text, standing.end()):
        return standing.span()
    found = None if _ASKED.match(text) else _FAULT.match(text, end)
    return None if found is None else found.span()


def of_the_house(text: str, start: int, end: int) -> bool:
    """Whether what is named from `start` to `end` says where something is, or how to get there, and not where to sit."""
    return bool(_OF_WHAT.search(text[max(0, start - _FURTHEST) : start]) or _WHAT_OF.match(text, end))


_EXCLAIMED = regex(
    r"\bfor (?:\w+ )?\w+['’]?s? sakes?\b|\b(?:oh (?:my )|ye |my |dear |good |sweet |honest to |so help me |act of |(?:by all|thank|for the love of) (?:the |my )?)gods?\b|\bgods? (?:knows|willing|forbid|almighty|above|damn\w*)\b",
    re.IGNORECASE,
)


def exclaimed(text: str, start: int, end: int) -> bool:
    """Whether what is named from `start` to `end` is only an exclamation's word: "for gods sake"."""
    near = max(0, start - _FURTHEST)
    return any(
        m.start() < end and start < m.end() for m in _EXCLAIMED.finditer(text, near, min(len(text), end + _FURTHEST))
    )

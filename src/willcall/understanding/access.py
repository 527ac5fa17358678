"""Who cannot use stairs or an ordinary seat, and how many wheelchair spaces that takes.

Reads plain text. Does not know what a house has; a number of wheelchairs is no number of tickets, which is `quantities`' business.
"""

import re

from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.spans import Found

_NEED = re.compile(
    r"\b(?:wheel\s?chairs?|power\s?chairs?|accessib\w+|disab(?:led|ility|ilities)|handicap(?:ped)?|mobility|ada(?= seat| section|\b)|step[- ]?free|no stairs|without (?:any )?(?:stairs|steps)|can't (?:climb|do|manage|use) (?:the )?(?:stairs|steps)|"
    r"no steps|walker|rollator|zimmer|walking (?:frame|aid)|mobility aid|crutches|companion seat|ramp|elevator access|limited mobility|in a chair|mobility scooter|easy access)\b"
)
_CHAIR = r"(?:wheel\s?chairs?|power\s?chairs?|mobility scooters?)"
_COUNTED = re.compile(
    rf"\b(?P<n>{NUMBER})\s+(?:{_CHAIR}|(?:wheel\s?chair[- ])?accessible|disabled)(?:[- ](?:users?|spaces?|seats?|spots?|places?|people|tickets?|bays?|accessible|positions?))*\b"
)
_SOME_OF_US = re.compile(
    rf"\b(?:(?P<n>{NUMBER})\s+of\s+(?:us|them|you|our|my|the)\b|(?P<both>both(?:\s+(?:of\s+)?(?:us|them|(?:my|our|his|her|their|the)\s+[\w'-]{1, 16}))?))(?:\s+(?!and\b|but\b|for\b)[\w'-]{{1,16}}){{0,4}}?\s+(?:{_CHAIR}|wheel\s?chair[- ](?:users?|bound))\b"
)
_SPACES = re.compile(rf"\b(?P<n>{NUMBER})\s+(?:spaces|spots|positions|bays)\b")
_NEGATION = re.compile(
    r"\b(?:not|no|don't need|don't want|doesn't have to be|needn't be|without|never|isn't)\s+(?:the\s+|a\s+|an\s+|be\s+|to be\s+|any\s+|in\s+)*$"
)
_STAIRS = ("no ", "can't", "without")


def access(text: str) -> Found | None:
    """The need for accessible places in plain `text`, its value the number of wheelchair spaces, 1 where none is told."""
    need = _NEED.search(text)
    if need is None:
        return None
    negated = bool(_NEGATION.search(text[max(0, need.start() - 28) : need.start()])) and not need.group().startswith(
        _STAIRS
    )
    spaces = max((value for value, _, _ in wheelchairs(text)), default=0) or _told_spaces(text, need) or 1
    return Found("accessible", spaces, need.start(), need.end(), 1.0, negated)


def _told_spaces(text: str, need: re.Match[str]) -> int:
    """How many spaces are asked for where a wheelchair is spoken of elsewhere: "both are in wheelchairs, so two spaces and a seat"."""
    match = _SPACES.search(text) if _chair(need) else None
    return 0 if match is None else number(match["n"]) or 0


def _chair(need: re.Match[str]) -> bool:
    return "chair" in need.group() or "scooter" in need.group()


def wheelchairs(text: str) -> list[tuple[int, int, int]]:
    """Told numbers of wheelchairs as (how many, start, end): "2 wheelchairs", "two of us use a wheelchair"."""
    found: list[tuple[int, int, int]] = []
    if not _mentioned(text):
        return found
    for match in (*_COUNTED.finditer(text), *_SOME_OF_US.finditer(text)):
        value = 2 if match.groupdict().get("both") else number(match["n"]) or 0
        if 0 < value < 100:
            found.append((value, match.start(), match.end()))
    return found


def users(text: str) -> list[tuple[int, int]]:
    """Stretches that tell how many of a party are in wheelchairs, and so not how many come."""
    return [match.span() for match in _SOME_OF_US.finditer(text)] if _mentioned(text) else []


def _mentioned(text: str) -> bool:
    return any(word in text for word in ("wheel", "scooter", "powerchair", "power chair", "accessible", "disabled"))

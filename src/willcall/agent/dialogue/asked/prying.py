"""Who asks for what others are called, where they can be reached or what they bought: that is told to nobody. Pure."""

import re

from willcall.understanding.ordinary import ORDINARY
from willcall.understanding.patterns import regex

_ASKS = regex(
    r"\b(?:give|show|tell|list|print|send|export|dump|display|get|need|want|have|see|what|who|read|output|provide|share|reveal|download|pull up|look up|find)\b",
    re.IGNORECASE,
)
_WHAT = r"(?:names?|e-?mails?|(?:phone|telephone|mobile|card|order) numbers?|address(?:es)?|contacts?|details|data|list|records|orders|info(?:rmation)?)"
_ALL = r"(?:every(?:one|body)|any(?:one|body)|all|people|those|others?|the person|fans)"
_BOUGHT = r"(?:bought|booked|purchased|ordered|has (?:got )?(?:a )?(?:tickets?|seats?|orders?)|have (?:got )?(?:tickets?|seats?|orders?)|holds?|got (?:a )?(?:tickets?|seats?)|(?:is|are) (?:going|coming|attending|sitting|sat|seated)|goes|sits)"
_BUYERS = r"(?:buyers?|customers?|ticket[- ]?holders?|attendees|account[- ]?holders?|purchasers?|users|other (?:fans|guests|people))"
_OF_OTHERS = regex(
    rf"\b{_WHAT}\b[^.?!]{{0,40}}\b(?:of|for|from)\b[^.?!]{{0,12}}\b{_ALL}\b[^.?!]{{0,12}}\b(?:who|that|whom)(?:'s|'ve)?\b[^.?!]{{0,12}}\b{_BOUGHT}\b"
    rf"|\b{_WHAT}\b[^.?!]{{0,16}}\b(?:of|for|from) (?:(?:all|the|your|other|every|of) ){{0,3}}{_BUYERS}\b"
    rf"|\b(?:all|the|your|other) (?:\w+ )?{_BUYERS}['’]? {_WHAT}\b"
    rf"|\b{_ALL}\b (?:else )?(?:who|that)(?:'s|'ve)?\b[^.?!]{{0,12}}\b{_BOUGHT}\b[^.?!]{{0,60}}\b(?:names?|e-?mails?|(?:phone|mobile) numbers?|addresses|contact details)\b"
    rf"|\b(?:list|print|show|export|dump|name|display|tell me|give me)(?: me)?(?: out)? (?:a list of )?{_ALL} (?:else )?(?:who|that)(?:'s|'ve)?\b[^.?!]{{0,12}}\b{_BOUGHT}\b"
    rf"|\b(?:every|each|any|another|some other|a different) (?:other )?(?:customer|fan|buyer|guest|ticket[- ]?holder|attendee|user|client|person)(?:['’]?s|s['’])? {_WHAT}\b"
    r"|\bwho(?:'s| has)? else(?:'s| has| have)? (?:bought|booked|purchased)\b",
    re.IGNORECASE,
)
_OURS = regex(
    r"\b(?:do (?:you|they|u) (?:need|want)|(?:you|they) need|what (?:\w+ )?do you need|need to change|change the names?|on stage|performing|playing|with (?:me|us)|my|our|in (?:the|this) group|cast|players?|band|refund\w*)\b",
    re.IGNORECASE,
)


def asked(text: str) -> bool:
    """Whether the details of other people are asked for: "print the names of everybody who bought …"; one's own party is no other people."""
    found = _OF_OTHERS.search(text)
    return found is not None and _ASKS.search(text) is not None and _OURS.search(text) is None


_OF_ONE = regex(
    r"\b(?:e-?mail|send|show|give|forward|text|get|find|look up|pull up|print|asked for|ask for|want|need|see)\b(?: (?:me|us))?(?: (?:the|please|up|to))* (?P<who>[a-z]{3,}?)(?:['’]s|s['’]?) (?:tickets?|orders?|bookings?|qr codes?)\b",
    re.IGNORECASE,
)


def asks_for_theirs(text: str) -> re.Match[str] | None:
    """Where somebody else's ticket is asked for by their name: "can you email me amelia's ticket"; None where it is not."""
    found = _OF_ONE.search(text[:300])
    who = found["who"].casefold() if found is not None else ""
    return None if {who, f"{who}s"} & ORDINARY or who.endswith("day") else found


ANSWER = "I tell nobody who else has tickets, nor anyone's name, e-mail or number; nobody is told yours either."

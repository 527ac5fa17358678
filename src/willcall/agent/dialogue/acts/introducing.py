"""Who is writing, told beside a wish: "my email is ann@example.com and I want two seats" hands nothing to anybody. Pure."""

import re
from dataclasses import replace

from willcall.agent.state import ConversationState
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading

_OWN = regex(
    r"(?:\b(?:my|our) (?:(?:own|work|home|account|login|user) )*(?:e-?mail|mail|account|login|user ?name|address)(?: (?:address|account))?(?: (?:is|was|under)|['’]s|s)?\W*"
    r"|\b(?:i['’]?m|i am|this is|it['’]?s|its|me|account|login|(?:registered|logged in|signed (?:up|in)|booked|bought) (?:as|under|with))\W*|^\W*(?:(?:hi|hey|hello|from|e-?mail)\W*)*)$",
    re.IGNORECASE,
)
_GIVES = regex(
    r"\b(?:send|sending|transfer\w*|give|giving|forward\w*|hand(?:ing)? (?:it|them|over|on)|pass(?:ing)?|share|sharing|should go|goes to|for (?:him|her|them|my \w+))\b",
    re.IGNORECASE,
)


_CALLED = regex(r"\b(?:called|named|names?(?:['’]s| is)?|(?:he|she)['’]?s|(?:he|she) is)\W*$", re.IGNORECASE)
_OF_A_SHOW = frozenset({"event", "performer", "event_kind", "event_name", "city", "venue"})


def without_who_gets_it(reading: Reading) -> Reading:
    """The reading without shows made of the name of whoever tickets go to: "he's called Rick, rick@example.com"."""
    if not any(wish.intent is Intent.TRANSFER for wish in reading.wishes):
        return reading
    named = [s for s in reading.slots if s.name in _OF_A_SHOW and _CALLED.search(reading.text[: s.start][-24:])]
    return replace(reading, slots=tuple(s for s in reading.slots if s not in named)) if named else reading


def without_own_address(reading: Reading, state: ConversationState) -> Reading:
    """The reading without the fan's own address, and without the handing over that was made of it."""
    own = [s for s in reading.slots if s.name == "email" and _OWN.search(reading.text[max(0, s.start - 60) : s.start])]
    if not own or (state.task is not None and state.task.kind == "transfer") or _GIVES.search(reading.text):
        return reading
    wishes = tuple(wish for wish in reading.wishes if wish.intent is not Intent.TRANSFER)
    slots = tuple(slot for slot in reading.slots if slot not in own)
    if not wishes and slots:
        other = next(((i, p) for i, p in reading.ranking if i is not Intent.TRANSFER), None)
        wishes = () if other is None else (replace(reading.wishes[0], intent=other[0], confidence=other[1]),)
    return replace(reading, wishes=wishes, slots=slots) if wishes else reading

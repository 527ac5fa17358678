"""The show that is named where we asked of which one a rule is wanted: "can I get refunded" and then "the hockey tomorrow". Pure."""

import re
from collections.abc import Sequence

from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot

DOORS = "when do doors open"
ASKS = "tell me which one, and I look"
_NAMES = frozenset(
    {Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.INFORM, Intent.CHANGE, Intent.CHOOSE, Intent.ORDERS, Intent.BUY}
)
_LONGEST = 80  # characters
_QUESTION = {"refund": "can tickets still be refunded", "exchange": "can tickets still be exchanged", "doors": DOORS}


_OF_ONE = regex(
    r"\b(?:for|of|at) (?:the|that|this) (?!(?:show|event|game|match|gig|concert|doors?)\b)(?:[\w'’-]+ ){1,2}(?:things?|shows?|events?|games?|gigs?|concerts?|nights?|ones?|stuff)\b",
    re.IGNORECASE,
)


def nobody_knows(text: str, slots: Sequence[Slot]) -> bool:
    """Whether a show is spoken of by words that are the name of none: "for the orchestra thing"."""
    return _OF_ONE.search(text) is not None and not any(s.name in wanting.EVENT_SLOTS | {"venue"} for s in slots)


def named(view: View, heard: Heard) -> bool:
    """Whether a show is named, and no more, right after we asked which one is meant."""
    state, reading = view.state, view.reading
    kind = str(state.memo.get("rule", ""))
    if state.task is not None or kind not in _QUESTION or ASKS not in str(state.memo.get("said") or ""):
        return False
    if len(reading.text) > _LONGEST or "?" in reading.text or len(reading.wishes) > 1:
        return False
    slots = tuple(s for s in reading.slots if not s.negated)
    others = any(s.name not in wanting.EVENT_SLOTS for s in slots)
    if others or not wanting.names_event(slots) or reading.intent not in _NAMES:
        return False
    heard.questions, heard.understood = (
        [Question("event" if kind == "doors" else "policy", _QUESTION[kind], slots)],
        True,
    )
    return True

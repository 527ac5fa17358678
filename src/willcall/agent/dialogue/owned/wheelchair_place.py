"""A wheelchair's space wanted in place of a seat one has, for the same show; or the space one has given up: "one of our seats for a wheelchair space".

Pure, like `hearing`, which asks it. What there is and what it costs is told by a quote (`scripts.wheelchairs`); where there is none a person is offered.
"""

import re

from willcall.agent.dialogue import cues, tasks
from willcall.agent.dialogue.owned import already
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import View
from willcall.agent.state import Heard, Task
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_OURS = regex(
    r"\b(?:my|our)(?: \w+){0,2} (?:orders?|bookings?|seats?|tickets?|tix|places)\b|\b(?:one|two|some) of (?:my|our|the|those|these)(?: \w+)? (?:seats?|tickets?|places)\b"
    r"|\b(?:instead of|in place of|rather than|replac\w+|swap\w*|chang\w+|switch\w*|exchang\w*)\b[^.?!]{0,24}\b(?:one of |two of )?(?:my|our|the|those|these|a|an ordinary|a normal) (?:\w+ )?(?:seats?|tickets?|places)\b",
    re.IGNORECASE,
)
_OTHER_DEEDS = regex(
    r"\b(?:refund\w*|money back|return|cancel\w*|transfer\w*|sell|another ticket|(?:one|two|an?) (?:more|extra)|extra ticket|also (?:need|want|buy)|buy|how do i get (?:to|in)|lift|elevator|ramp|park\w*|toilet|entrance|access)\b|\b(?:is|are|was|were|do|does|did|has|have) (?:any of )?(?:my|our|those|these|the) (?:\w+ )?(?:seats?|tickets?|order|booking|ones?)\b",
    re.IGNORECASE,
)
_ORDINARY = regex(
    r"\b(?:no|not|don['’]?t|dont|without|nobody|no one|none of us)\b[^.?!]{0,24}\b(?:wheel ?chairs?|accessible)\b|\b(?:ordinary|regular|normal|standard|plain) (?:seats?|ones?|places?|tickets?)\b",
    re.IGNORECASE,
)
_NO_OTHER_DAY = regex(
    r"\b(?:not|no|\w+n['’]t)\b[^.?!,]{0,12}\b(?:another|other|different) (?:day|date|night|show|performance)s?\b|\bsame (?:\w+ )?(?:day|date|night|show|game|match|matinee|performance|event|one)\b",
    re.IGNORECASE,
)
_LONGEST = 300  # characters


def asked(view: View, heard: Heard) -> bool:
    """Whether the message is about a wheelchair's space in an order there is."""
    state, reading = view.state, view.reading
    busy = state.hold or state.quote or state.transfer or state.pending_order_id
    if busy or not view.signed_in or len(reading.text) > _LONGEST:
        return False
    return _gives_up(view, heard) or _in_place(view, heard)


def of_ordinary_seats(text: str) -> bool:
    """Whether seats without a wheelchair's space are asked for."""
    return _ORDINARY.search(text) is not None


def _gives_up(view: View, heard: Heard) -> bool:
    """Whether better seats are to have no wheelchair's space, of an order that has one."""
    task = view.state.task
    if task is None or task.kind != "upgrade" or task.order is None or not of_ordinary_seats(view.reading.text):
        return False
    if not any(t.accessible for t in task.order.tickets if t.status == "valid"):
        return False
    heard.changed = heard.understood = True
    return True


def _in_place(view: View, heard: Heard) -> bool:
    """Whether a seat one has is to become a wheelchair's space."""
    state, reading = view.state, view.reading
    text, old = reading.text, state.task
    space = reading.first("accessible")
    if space is None or space.negated or _OTHER_DEEDS.search(text):
        return False
    if any(wish.intent in {Intent.HAND_OFF, Intent.REFUND, Intent.TRANSFER} for wish in reading.wishes):
        return False
    if wanting.asks_other_date(text) and not _NO_OTHER_DAY.search(text):
        return False
    changes = old is not None and old.kind in {"exchange", "upgrade"} and old.order is not None
    theirs = already.HELD.search(text) or cues.OWN_TICKETS.search(text) or _OURS.search(text)
    if not (theirs or (changes and _NO_OTHER_DAY.search(text))):
        return False
    slots = tuple(s for s in reading.slots if s.name in wanting.EVENT_SLOTS or s.name in {"accessible", "section"})
    if changes:
        slots = tuple(s for s in slots if s.name not in wanting.EVENT_SLOTS)
    heard.sorry = any(wish.intent is Intent.COMPLAINT for wish in reading.wishes)
    state.task, state.awaiting = None, None
    tasks.begin("upgrade", slots, view, heard, text)
    fresh: Task | None = state.task
    if fresh is not None and changes and old is not None and old.order is not None:
        fresh.order_hint = old.order.order_id
    return True

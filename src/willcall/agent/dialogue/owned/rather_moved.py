"""Somebody whose refund is quoted would rather have another night or better seats: "can we do Saturday instead". The order is exchanged or upgraded then, and no money asked for.

Pure. The quote of the refund is forgotten; nothing is done without a yes to what is begun, which is quoted anew.
"""

import re
from typing import Literal
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import tasks
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import View
from willcall.agent.state import Heard, OrderFact, Wanted
from willcall.understanding.patterns import regex
from willcall.understanding.reading import When

_MOVES = regex(
    r"\b(?:chang(?:e|ing)|switch(?:ing)?|swap(?:ping)?|exchang(?:e|ing)|mov(?:e|ing)|rebook(?:ing)?|re-?schedul(?:e|ing))\b|\binstead\b|\brather (?:go|come|have|do|see)\b",
    re.IGNORECASE,
)
_MONEY = regex(
    r"\b(?:refund\w*|return\w*|money|cash|cancel\w*|credit|orders?|bookings?|not|don['’]?t|card|policy)\b",
    re.IGNORECASE,
)
_ANOTHER_SHOW = regex(
    r"\b(?:another|an? (?:other|different)|some other|a later|a different|other|different) (?:game|show|gig|match|event|concert|play|fixture)s?\b",
    re.IGNORECASE,
)
_NO_REFUND = regex(
    r"\b(?:do ?n['’]?t|dont|do not|no|not|never mind|forget|instead of|rather than)(?: (?:a|an|the|do|want|any|it|them|to|my|that|get|getting|have|please))* ?(?:refund\w*|money(?: back)?)\b(?: (?:it|them|me|us|any\w*|yet|the \w+))*",
    re.IGNORECASE,
)
_UPGRADES = regex(
    r"\b(?:can|could|may) (?:i|we|you|u)\b[^.?!,]{0,16}\b(?:upgrade|(?:get|have) better seats)\b|\b(?:upgrade (?:it|them|us|me|all|both|my|the|our)|better seats|an upgrade)\b[^.?!]{0,24}\b(?:instead|rather)\b|\b(?:rather|prefer)(?: (?:just|to|have|an|a))* upgrade\b",
    re.IGNORECASE,
)
_BUYS = regex(r"\b(?:buy|also|too|as well|more|another two|and then)\b", re.IGNORECASE)


def asked(view: View, heard: Heard) -> bool:
    """Whether another night or show, or better seats, are asked for in place of the refund that is quoted; that is begun then."""
    state, reading = view.state, view.reading
    task, quote = state.task, state.quote
    if task is None or task.kind != "refund" or task.order is None or quote is None or quote.kind != "refund":
        return False
    said = [s for s in reading.slots if s.name in wanting.EVENT_SLOTS and not s.negated]
    text = _NO_REFUND.sub(" ", reading.text)
    if any(s.name == "order_id" for s in reading.slots):
        return False
    if not said and _UPGRADES.search(text) and not _MONEY.search(text) and not _BUYS.search(text):
        return _begin("upgrade", task.order, view, heard)
    if not (said or wanting.asks_other_date(text) or _ANOTHER_SHOW.search(text)):
        return False
    if not _MOVES.search(text) or _MONEY.search(text) or _BUYS.search(text) or _owned(view):
        return False
    return _begin("exchange", task.order, view, heard)


def _begin(kind: Literal["exchange", "upgrade"], order: OrderFact, view: View, heard: Heard) -> bool:
    """Begins the other change of that order, and forgets the refund."""
    state, reading = view.state, view.reading
    state.task, state.quote = None, None
    slots = (
        tuple(s for s in reading.slots if s.name not in {"kept", "quantity"}) if kind == "upgrade" else reading.slots
    )
    tasks.begin(kind, slots, view, heard, reading.text)
    assert state.task is not None
    state.task.order_hint, state.task.source = order.order_id, Wanted()
    return True


def _owned(view: View) -> bool:
    """Whether the day named is one of another order that was shown: "do the Saturday one instead" may be of that."""
    shown = view.state.list_shown("orders")
    days = [s.value for s in view.reading.slots if s.name == "when" and isinstance(s.value, When)]
    starts = [
        o.starts_at.astimezone(ZoneInfo(o.time_zone))
        for o in (shown.orders if shown is not None else [])
        if o.starts_at is not None
    ]
    return any(day.contains(start) for day in days for start in starts)

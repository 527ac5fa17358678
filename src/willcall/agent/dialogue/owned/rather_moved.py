"""Somebody whose refund is quoted would rather have another night: "can we do Saturday instead". The order is exchanged then, and no money asked for.

Pure. The quote of the refund is forgotten; nothing is done without a yes to the exchange, which is quoted anew.
"""

import re
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import tasks
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import View
from willcall.agent.state import Heard, Wanted
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
_BUYS = regex(r"\b(?:buy|also|too|as well|more|another two|and then)\b", re.IGNORECASE)


def asked(view: View, heard: Heard) -> bool:
    """Whether another night or show is asked for in place of the refund that is quoted; the exchange is begun then."""
    state, reading = view.state, view.reading
    task, quote = state.task, state.quote
    if task is None or task.kind != "refund" or task.order is None or quote is None or quote.kind != "refund":
        return False
    said = [s for s in reading.slots if s.name in wanting.EVENT_SLOTS and not s.negated]
    if not (said or wanting.asks_other_date(reading.text)) or any(s.name == "order_id" for s in reading.slots):
        return False
    text = reading.text
    if not _MOVES.search(text) or _MONEY.search(text) or _BUYS.search(text) or _owned(view):
        return False
    order, state.task, state.quote = task.order, None, None
    tasks.begin("exchange", reading.slots, view, heard, text)
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

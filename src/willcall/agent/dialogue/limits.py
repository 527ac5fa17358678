"""How many tickets may be bought at once: asked of a show by name, and taken: "what's the most I can get?", "then that many". Pure."""

import re

from willcall.agent.dialogue import asking, sifting, tasks, wanting
from willcall.agent.dialogue.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question

_MOST = re.compile(
    r"\b(?:what(?:['’]?s| is| are)? (?:the )?(?:most|max|maximum|biggest number|highest number|limit)|(?:is|are) there (?:a|any) (?:limit|max\w*|cap)|how many(?: tickets| seats)? (?:can|could|may|am|are) (?:i|we|you|one)|whats the (?:most|max|maximum|limit))\b",
    re.IGNORECASE,
)
_GETS = re.compile(
    r"\b(?:get|buy|have|book|order|allowed|purchase|at once|in one go|per (?:order|person|customer|go)|sell (?:me|us)|tickets?|on tickets)\b",
    re.IGNORECASE,
)
_NO_LIMIT = re.compile(
    r"\b(?:cost\w*|price\w*|spend|pay|expensive|fees?|rows?|people (?:does|fit)|hold|left|available|remaining|transfer|give|refund|return|guests?|bags?|drinks?|cameras?|kids (?:on|per))\b",
    re.IGNORECASE,
)
_THAT_MANY = re.compile(
    r"\b(?:that many|that number|(?:just |all )?the (?:max|maximum|most|limit)(?! (?:i|we) (?:can|could|want) (?:spend|pay))|as many as (?:that|(?:i|we|you)(?:['’]re| am| are| can| may)?(?: allowed| get| have| buy)?|possible))\b",
    re.IGNORECASE,
)
_PAYS = re.compile(r"\b(?:spend|pay|budget|each|total|dollars?|pounds?|quid|price)\b|[$€£₹]", re.IGNORECASE)


def of_a_show(view: View, heard: Heard) -> bool:
    """Whether the most tickets there may be are asked for, or that many wanted of a show that is named or in hand."""
    state, reading = view.state, view.reading
    text, task = reading.text, state.task
    if any(s.name in {"quantity", "max_price"} and not s.negated for s in reading.slots):
        return False
    if state.quote is not None or state.hold is not None:
        return False
    if wanting.names_event(reading.slots) and _MOST.search(text) and _GETS.search(text) and not _NO_LIMIT.search(text):
        asking.note_show(reading.slots, state)
        heard.questions.append(Question("policy", sifting.LIMIT, reading.slots))
        return True
    buying = task is None or task.kind in BUYING
    asks = "?" in text or _MOST.search(text)
    if not buying or asks or _PAYS.search(text) or not _THAT_MANY.search(text):
        return False
    if task is None and not (state.memo.get("about") or wanting.names_event(reading.slots)):
        return False
    tasks.take_up("purchase", reading.slots, view, heard, text)
    assert state.task is not None
    state.task.kind, state.task.most, heard.changed = "purchase", True, True
    return True

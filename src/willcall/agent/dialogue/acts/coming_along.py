"""Who comes along after seats are offered, held or quoted: "yes, but my brother wants to come too" counts one more and buys nothing. Pure."""

import re
from dataclasses import replace

from willcall.agent.dialogue.wishes import joining
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.dialogue.wishes.wanting import EVENT_SLOTS
from willcall.agent.ports import View
from willcall.understanding.company import KIN, KIN_MANY
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot, Wish

_LONGEST = 300  # characters

_WITH_ME = regex(
    rf"\b(?:my|a) (?:[\w'’-]+ )?{KIN}(?:['’]s|s| is| will be| will|['’]ll(?: be)?)?(?: also)? (?:com(?:es?|ing)|join(?:s|ing)?|go(?:es|ing)?|tag(?:s|ging) along|accompan(?:y|ies|ying))(?: along)? (?:with )?me\b|\b(?:i['’]?m|i am|i['’]?ll be|i will be) (?:coming|going|bringing|there|taking)(?: along)?(?: with)? (?:my|a) (?:[\w'’-]+ )?{KIN}\b(?! and\b)",
    re.IGNORECASE,
)
_ANYBODY = regex(rf"\b(?:{KIN}|{KIN_MANY}|us|we)\b", re.IGNORECASE)
_BUYS = frozenset({Intent.BUY, Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.SEAT_INFO})
_COUNTED = frozenset({"seats", "confirmation", "payment", "sign_in"})


def told(view: View) -> View:
    """The view with who comes along as the number that makes; a yes beside it is none to fewer."""
    view = _two(view)
    task, reading = view.state.task, view.reading
    more = joining.joined(reading.text)
    if not more or task is None or task.kind not in BUYING or not task.quantity or view.state.awaiting not in _COUNTED:
        return view
    told = joining.no_shows(reading.slots, reading.text)
    if view.state.pending_order_id is not None or any(s.name in EVENT_SLOTS for s in told):
        return view
    slot = Slot("quantity", task.quantity + more, reading.text, 0, len(reading.text))
    wish = Wish(Intent.CHANGE, 1.0, 0, len(reading.text))
    return replace(view, reading=replace(reading, wishes=(wish,), slots=(slot,), answer="none", correcting=True))


def _two(view: View) -> View:
    """The view with two as the number of tickets, where one comes along and no number is told: "I use a wheelchair and my wife is coming with me"."""
    state, reading = view.state, view.reading
    known = state.task is not None and bool(state.task.quantity)
    if known or state.hold is not None or any(s.name == "quantity" for s in reading.slots):
        return view
    if not any(wish.intent in _BUYS for wish in reading.wishes) and state.awaiting != "quantity":
        return view
    found = _WITH_ME.search(reading.text[:_LONGEST])
    if found is None or len(_ANYBODY.findall(reading.text)) > 1:
        return view
    slot = Slot("quantity", 2, found.group(), *found.span())
    return replace(view, reading=replace(reading, slots=(*reading.slots, slot)))

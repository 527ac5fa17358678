"""What may be done with tickets of a show that is named, asked before any is bought: "can tickets for it be exchanged, yes or no?". Pure.

No order is looked for: it is the show's own rule that is told.
"""

import re

from willcall.agent.dialogue.asked import asking
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_DONE = r"(?:exchanged|swapped|changed|moved|refunded|returned|given back|cancelled|transferred|handed (?:on|over)|passed on|resold)"
_ABLE = r"(?:(?:non-?)?(?:exchangeable|refundable|returnable|transferable|transferrable|changeable))"
_RULE = regex(
    rf"\b(?:can|could|may|would|will|are|is|do|does)\b[^.?!]{{0,60}}\b(?:be {_DONE}|{_ABLE}|come with (?:a )?refunds?)\b|\b(?:tickets?|seats?|they|it|these|those)\b[^.?!]{{0,40}}\b(?:are|is|be) {_ABLE}\b",
    re.IGNORECASE,
)
_SUPPOSES = regex(
    r"\bwhat (?:about )?if (?:i|we)\b[^.?!]{0,40}\b(?:swap|exchange|change|move|refund|return|cancel|give (?:it|them) back)\b|\b(?:before (?:i|we) (?:buy|book|pay|commit|order)|if (?:i|we) (?:buy|bought|book|get))\b[^?]{0,60}\b(?:swap|exchange|change|refund|return|transfer)\w*",
    re.IGNORECASE,
)
_OWN = regex(
    r"\b(?:my|our|mine|ours)\b(?! (?:mind|friend|mum|mom|dad|wife|husband|plans?)\b)|\b(?:i|we)(?:['’]?ve| have)? (?:bought|booked|got|paid)\b(?! (?:nothing|no )\b)|\bord_\w+|\b(?:the|this|that) order\b",
    re.IGNORECASE,
)
_NOT_YET = regex(
    r"\b(?:have ?n['’]?t|have not|not|did ?n['’]?t) (?:actually )?(?:bought|booked|got|paid)\b|\b(?:no|don['’]?t have an?y?) (?:order|tickets?|booking)s?\b",
    re.IGNORECASE,
)
_LONGEST = 240  # characters


def asked(view: View, heard: Heard) -> bool:
    """Whether the rule of a show is asked, of tickets that nobody has."""
    state, reading = view.state, view.reading
    text = reading.text
    busy = state.quote is not None or state.hold is not None or state.transfer is not None
    if busy or len(text) > _LONGEST or state.pending_order_id is not None:
        return False
    shows = tuple(s for s in reading.slots if s.name in wanting.EVENT_SLOTS and not s.negated)
    bought = bool(state.memo.get("bought")) or state.last_order_id is not None
    plainly = _RULE.search(text) is not None
    if not plainly and (bought or _SUPPOSES.search(text) is None):
        return False
    if not wanting.names_event(shows) or _OWN.search(_NOT_YET.sub(" ", text)):
        return False
    if any(s.name in {"order_id", "email", "section"} for s in reading.slots) and not plainly:
        return False
    if any(w.intent in {Intent.HAND_OFF, Intent.COMPLAINT} for w in reading.wishes):
        return False
    if bought and not _NOT_YET.search(text) and _of_what_was_bought(view):
        return False
    asking.note_show(shows, state)
    if state.task is not None and state.task.kind not in {"browse", "purchase"}:
        state.task, state.awaiting = None, None
    kept = tuple(s for s in reading.slots if s.name in wanting.EVENT_SLOTS or s.name == "section")
    heard.questions = [Question("policy", text, kept)]
    heard.understood = True
    return True


def _of_what_was_bought(view: View) -> bool:
    """Whether the show named is the one just bought for: then the order says what may still be done."""
    bought = view.state.memo.get("bought")
    show = next((s for s in view.catalogue.shows if bought and s.event_id == bought["event_id"]), None)
    slots = [s for s in view.reading.slots if s.name in wanting.EVENT_SLOTS and not s.negated]
    return show is None or wanting.fits_event(slots, show, view.catalogue)

"""What is said once the money went back: "can I undo that?", "so it's cancelled?", "anything else I need to do?", "book the Tuesday one instead".

`said` is pure; `tell` answers from the refund. What is asked of the money itself is `money_back`'s business.
"""

import re

from willcall.agent.dialogue import tasks
from willcall.agent.dialogue.flow import Flow
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import Speech, View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_LONGEST = 120  # characters
_UNDO = regex(
    r"\b(?:undo|reverse|revert|take (?:it|that|them) back|(?:get|have) (?:it|them|(?:my|our|the) (?:same |old |very )*(?:tickets?|seats?|order)) back|un-?refund|un-?cancel|reinstate\w*|cancel (?:the|that|my) refund|stop the refund)\b"
    r"|\bchanged (?:my|our) minds?\b|\bdidn['’]?t mean (?:to|that)\b|\bmistake\b[^.?!]{0,24}\b(?:back|refund\w*)\b|\b(?:only|just) (?:wanted|meant) (?:to (?:refund|return|cancel|give back) )?(?:one|1|two|2|three|3)\b",
    re.IGNORECASE,
)
_IS_IT = regex(
    r"\W*(?:(?:hello|hi|hey|so|ok|okay|and|right|wait|great|thanks|just to (?:check|confirm|be sure))\W+)*(?:(?:is|are|was|were|did|has|have)? ?(?:it|that|they|this|everything|(?:my|our|the) (?:tickets?|seats?|orders?|booking|refund))(?:['’]?s|['’]?re| is| are| was| were| has been| have been)?(?: all| now| definitely| really| actually| been| both)* (?:cancel+ed|refunded|done|gone|returned|given back|work(?:ed)?|gone through|go through|went through|sorted|void(?:ed)?|official|confirmed)|is that (?:it|all|everything|done)|all (?:done|sorted|cancel+ed))(?: (?:now|then|already|right|yeah|ok|both|for (?:both|all)))*\W*",
    re.IGNORECASE,
)
_MORE_TO_DO = regex(
    r"\b(?:need|have|must|should|supposed|got) (?:to )?(?:do|send|sign|return|post|print|delete|show|bring)? ?(?:anything|something|else|more)\b|\b(?:anything|something) (?:else )?(?:(?:i|we) (?:need|have|must|should)|to do|left)\b|\bdo i (?:need|have) to\b[^.?!]{0,16}\b(?:send|return|post|delete|hand)\b",
    re.IGNORECASE,
)
_SEATS = regex(
    r"\b(?:what (?:happens|happened) (?:to|with)|who gets|are|is)\b[^.?!]{0,12}\b(?:my|our|the|those) (?:old )?(?:seats?|tickets?)\b[^.?!]{0,24}\b(?:now|on sale|sold|gone|back|then|free)?\W*$|\b(?:still|use|work|valid)\b[^.?!]{0,24}\b(?:tickets?|codes?|qr)\b|\b(?:tickets?|codes?|qr)\b[^.?!]{0,24}\b(?:still|work|valid)\b",
    re.IGNORECASE,
)
_PROOF = regex(
    r"\b(?:proof|confirmation|receipt|evidence|paper\w*|statement)\b[^.?!]{0,24}\b(?:of|for|about) (?:the|my|that|this) (?:refund|money)\b|\brefund (?:receipt|confirmation|proof)\b",
    re.IGNORECASE,
)
_SAME_AGAIN = regex(r"\b(?:same|that|the) (?:game|show|match|gig|concert|play|one|event)\b", re.IGNORECASE)
_BUYS = frozenset({Intent.EXCHANGE, Intent.CHANGE, Intent.BUY, Intent.INFORM})
_ANEW = regex(r"\b(?:instead|rather|book|buy|get|want|take|have|do)\b", re.IGNORECASE)
_NAMES = ("when", "event", "performer", "event_kind", "ordinal")
NO_WAY_BACK = "No: a refund can't be undone, and those seats go back on sale. If you'd like to go after all, I can look for seats again: just say so."
NOTHING_MORE = "No, nothing more: the tickets have stopped being valid, and there is nothing to send in."
ARE_FREE = "They are no longer yours: the codes have stopped working, and the seats go back on sale."


def said(view: View, heard: Heard) -> bool:
    """Whether it is said of tickets that were given back last, when nothing else is in hand."""
    state, reading, text = view.state, view.reading, view.reading.text
    if not state.memo.get("refunded") or state.task or state.hold or state.quote or state.transfer or state.later:
        return False
    if len(text) > _LONGEST or state.handed_off:
        return False
    whole = bool(state.memo.get("refunded_all"))
    named = [s for s in reading.slots if s.name in _NAMES and not s.negated]
    if whole and named and reading.intent in _BUYS and _ANEW.search(text) and wanting.names_event(reading.slots):
        tasks.begin("purchase", reading.slots, view, heard, text)
        return True
    bought = state.memo.get("bought")
    counted = reading.intent is Intent.BUY or any(s.name == "quantity" for s in reading.slots)
    again = bool(bought) and counted and _SAME_AGAIN.search(text) is not None
    if whole and again and not wanting.names_event(reading.slots):
        tasks.begin("purchase", reading.slots, view, heard, text)
        if state.task is not None:
            state.task.wanted.event_ids = [state.memo["bought"]["event_id"]]  # "2 again, same game but club this time"
        return True
    if whole and reading.intent is Intent.EXCHANGE and named:
        tasks.begin("purchase", reading.slots, view, heard, text)
        return True
    if named or any(s.name in {"email", "section", "row", "order_id"} for s in reading.slots):
        return False
    undone = _UNDO.search(text) is not None
    if (
        undone
        or _PROOF.search(text)
        or _IS_IT.fullmatch(text)
        or _MORE_TO_DO.search(text)
        or (whole and _SEATS.search(text))
    ):
        heard.standing, heard.understood = "given away", True
        return True
    return False


def tell(flow: Flow) -> Speech:
    """That it cannot be undone, how it stands, or that nothing more is to be done."""
    text = flow.view.message
    if _UNDO.search(text):
        return flow.say(NO_WAY_BACK)
    if _MORE_TO_DO.search(text):
        return flow.say(NOTHING_MORE)
    if _SEATS.search(text) and not _IS_IT.fullmatch(text) and not _PROOF.search(text):
        return flow.say(ARE_FREE)
    how = "is refunded" if flow.state.memo.get("refunded_all") else "is refunded in part"
    where = " Your orders show it; I send nothing by e-mail myself." if _PROOF.search(text) else ""
    return flow.say(f"Yes: order {flow.state.memo['refunded']} {how}.{where}")

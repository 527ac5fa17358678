"""Tickets one has, asked after in words that were read as of shows: "what seats have i got for the derby", "no, the ones i already bought". Pure."""

import re

from willcall.agent.dialogue import tasks
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Task
from willcall.understanding.reading import Intent

_GOT = r"(?:(?:have|did|do) (?:i|we) (?:already |actually |end up )?(?:got|get|have|buy(?:ing)?|book|order|hold)|(?:i|we)(?:['’]ve| have)? (?:already |actually )?(?:got|have|bought|booked|ordered))"
_WHICH = re.compile(
    rf"\b(?:which|what|wot) (?:seats?|seat numbers?|row|section|block|tickets?)(?: numbers?)? {_GOT}\b(?! (?:left|available|going|to (?:choose|pick)|on sale))"
    r"|\bwhere (?:am i|are we|am i and \w+)(?: (?:sat|sitting|seated|in the \w+))?(?= (?:for|at|on)\b)(?! the moment)"
    r"|\b(?:remind me|tell me again|what was it|forgot(?:ten)?|can['’]?t remember|cant remember)\b[^.?!]{0,24}\b(?:which|what|where)\b[^.?!]{0,24}\b(?:seats?|row|section|tickets?|sitting|sat)\b[^.?!]{0,12}\b(?:i|we|i['’]?m|we['’]?re|mine|ours|my|our)\b",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"\b(?:who|what|which(?: \w+)?|how many(?: \w+)?)\b[^.?!]{0,12}\b(?:am i|are we|do i|do we|have i|have we|i['’]?m|we['’]?re|i|we)\b[^.?!]{0,12}\b(?:left with|left|still (?:have|got)|have (?:got )?left|keep|got left)\b"
    r"|\b(?:show|see|give|send|let me see|look at|view|display)\b[^.?!]{0,12}\b(?:the|my|our|that|this) (?:new |whole |updated |full )?(?:order|booking)\b(?! (?:number|fee|limit|history))(?=\W*$|\W+(?:please|pls|again|now|then|so|to|just|as)\b)",
    re.IGNORECASE,
)
"""What is left of an order, or the order itself, asked to be seen after a change."""
_MINE = re.compile(
    r"\W*(?:(?:no+|nah|nope|sorry|i mean|i meant|not (?:those|these|that|new ones)|the|my|wait|um+|ok|oh|actually|for|just)\W+)*(?:ones?|tickets?|seats?|games?|shows?|match|order) (?:that |which )?(?:i|we|i['’]ve|we['’]ve)(?: have| had)?(?: already| just)? (?:bought|got|have|booked|ordered|paid for|own|hold)(?: (?:already|tickets for|seats for|last week|before|from you|on my account))*\W*"
    r"|\W*(?:(?:no+|nah|nope|sorry|i mean|i meant|wait)\W+)*(?:mine|ours|my own(?: (?:ones|tickets|seats|order))?|(?:my|our) (?:existing|current|own) (?:tickets?|seats?|order|booking))\W*",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"\b(?:if|policy|refund\w*|exchange|swap|upgrade|transfer|give|sell|better|closer|more)\b", re.IGNORECASE
)


def shown_again(view: View, heard: Heard) -> bool:
    """Whether orders are to be looked at, and what was taken for a search is none."""
    state, reading = view.state, view.reading
    task = state.task
    if not view.signed_in or state.quote is not None or state.hold is not None or _HOW.search(reading.text):
        return False
    choosing = task is not None and task.kind in BUYING and state.awaiting in {"event", "seats", "quantity"}
    counted = any(s.name == "quantity" for s in reading.slots)
    meant = choosing and _MINE.fullmatch(reading.text) is not None
    if any(wish.intent in {Intent.ORDERS, Intent.HAND_OFF, Intent.COMPLAINT} for wish in reading.wishes) and not meant:
        return False
    if meant:
        assert task is not None
        before = (
            task.wanted if task.event is None else task.wanted.model_copy(update={"event_ids": [task.event.event_id]})
        )
        state.task, state.awaiting = Task(kind="orders", wanted=before), None
        if wanting.names_event(reading.slots):
            state.task.wanted = wanting.merged(before, reading.slots)
        heard.started = heard.changed = True
        return True
    idle = task is None or (task.kind == "browse" and task.event is None) or task.kind == "orders"
    changed = task is None and state.last_order_id is not None and _LEFT.search(reading.text) is not None
    if not idle or counted or not (changed or _WHICH.search(reading.text)):
        return False
    state.task = None
    tasks.begin("orders", reading.slots, view, heard, reading.text)
    if changed and state.task is not None and not wanting.names_event(reading.slots):
        state.task.order_hint = state.last_order_id
    return True

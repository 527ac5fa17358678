"""Back to the seats that are held, after a look at what else is on: "no, keep the hockey", "nah, I'll stick with what I have", "none of those". Pure."""

import re

from willcall.agent.dialogue.wishes import wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Wanted
from willcall.understanding.patterns import regex

_LONGEST = 120  # characters
_BACK = regex(
    r"\b(?:keep|keeping|stick(?:ing)? (?:with|to)|stay(?:ing)? with|(?:go|going|went)? ?back to|return to|happy (?:with|to keep)|rather have|prefer|book|take|have|go with|do)\b",
    re.IGNORECASE,
)
_OURS = regex(
    r"\b(?:what|the (?:ones?|seats?|tickets?)|those) (?:that )?(?:i|we|you)(?:['’]?ve| have|['’]?re| are)? ?(?:got|have|had|hold(?:ing)?|held|booked|picked|chose)\b|\b(?:the )?(?:first|original|other|held|earlier|previous) (?:ones?|seats?|tickets?|show|game)\b|\b(?:mine|ours|as (?:it|we) (?:is|are|were)|what you(?:['’]re| are) holding)\b",
    re.IGNORECASE,
)
_STICKS = regex(r"\b(?:stick|stay|keep)(?:ing)? (?:with |to )?the (?:first|original)\b", re.IGNORECASE)
_NONE = regex(
    r"\W*(?:(?:no+|nah|nope|oh|hm+|ok|okay|thanks|thank you|actually|sorry|but|then|well)\W+)*(?:no+(?: thanks| thank you| ta)?|nah|nope|none(?: of (?:them|those|these))?|not (?:those|them|these|that|that one|really|for (?:me|us))|neither|never ?mind|leave it|just looking|just (?:curious|checking|asking|wondering))(?:\W+(?:thanks|thank you|ta|then|sorry|not for (?:me|us)|just (?:looking|curious|checking|asking|wondering)|never ?mind|leave it))*\W*",
    re.IGNORECASE,
)
_LETS_GO = regex(
    r"\b(?:cancel\w*|let (?:it|them|those|these|the seats) go|forget (?:it|everything|the (?:seats|tickets|whole))|release|don['’]?t (?:book|keep|hold)|instead|cheaper|other (?:days?|nights?|dates?))\b",
    re.IGNORECASE,
)


def meant(view: View, heard: Heard) -> bool:
    """Whether the seats that are held are kept after all; what they come to is asked for again."""
    state, reading = view.state, view.reading
    task, held, text = state.task, state.hold, reading.text
    if held is None or state.quote is None or state.quote.kind != "purchase" or state.awaiting != "event":
        return False
    if task is None or task.kind not in BUYING or len(text) > _LONGEST or "?" in text or _LETS_GO.search(text):
        return False
    if task.event is not None and task.event.event_id == held.event_id:
        return False
    named = [s for s in reading.slots if s.name in wanting.EVENT_SLOTS and not s.negated]
    rest = [s for s in reading.slots if s.name != "section" or s.text.casefold() != "back"]  # "back to the hockey"
    others = {s.name for s in rest} - {"kept", "topic", "sentiment", *(s.name for s in named), "ordinal"}
    ours = _OURS.search(text) or named or _STICKS.search(text)
    if others or not (_NONE.fullmatch(text) or (_BACK.search(text) and ours)):
        return False
    if named:
        meant_by_it = wanting.candidates(wanting.merged(Wanted(), named), view.catalogue, view.now)
        shown = state.list_shown("events")
        listed = {event.event_id for event in shown.events} if shown is not None else set[str]()
        found = {show.event_id for show in meant_by_it}
        if held.event_id not in found or found & listed:
            return False
    task.wanted, task.event, task.chosen = Wanted(event_ids=[held.event_id]), held.event, held.offer
    task.quantity = len(held.seat_ids)
    heard.keeps = heard.understood = True
    return True

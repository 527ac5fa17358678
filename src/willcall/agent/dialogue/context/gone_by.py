"""Tickets, or what was on, of a day that is over: "tickets for last saturday", "what was on last week", "last night's game". Pure.

That it is over is said; of a show that is named what is still to come is looked for, and of none in particular no list is read out.
"""

import re
from dataclasses import replace

from willcall.agent.dialogue import tasks
from willcall.agent.dialogue.asked import asking
from willcall.agent.dialogue.intents import CONTROLS
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

OVER = "Is there anything on a day that is over?"
"""The question that this module puts; `said` answers it."""
SAID = "That has been and gone: tickets are only sold for what is still to come."
WHEN_THEN = "Tell me a day or a show to come, and I look."
_DAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_PAST = regex(
    rf"\s*\b(?:(?:from|for|on|of|during|over|back)\s+)?(?:the\s+)?(?:(?<!the )last (?:night|week(?:end)?|month|year|season|{_DAYS}(?: night)?)|yesterday(?: (?:evening|night|afternoon))?|the other (?:day|night|week)|(?:\d+|a|an|one|two|three|four|few|couple of) (?:days?|nights?|weeks?|months?|years?) ago)(?:['’]?s)?\b(?! (?:of|in|before|one|for sale|there is|you have)\b)",
    re.IGNORECASE,
)
_BY_THE_WAY = regex(
    r"\b(?:bought|book(?:ed)?|paid|order(?:ed)?|purchased?|got|had|have|saw|seen|went|was at|were at|we were|i was|been|came|left|lost|sat|missed|told|said|asked|spoke|since|than|as|like|until|till|my|our|refund\w*|cancel\w*|mine|ours|charged|transfer\w*|exchang\w*|swap\w*|sold|arrived)\b",
    re.IGNORECASE,
)
_OF_WHAT_IS_ON = frozenset({Intent.FIND_EVENTS, Intent.BUY, Intent.EVENT_INFO})
_LONGEST = 160  # characters


def asked(view: View, heard: Heard) -> bool:
    """Whether tickets, or what was on, are asked for of a day that is over."""
    state, reading = view.state, view.reading
    if len(reading.text) > _LONGEST or state.pending_order_id is not None:
        return False
    found = _PAST.search(reading.text)
    if found is None or _BY_THE_WAY.search(reading.text) or any(w.intent in CONTROLS for w in reading.wishes):
        return False
    if not any(wish.intent in _OF_WHAT_IS_ON for wish in reading.wishes):
        return False
    slots = tuple(s for s in reading.slots if s.end <= found.start() or s.start >= found.end())
    if any(s.name in {"when", "order_id", "email"} for s in slots):
        return False  # "the one from last week, on friday"
    named = wanting.names_event(slots)
    if not named and any(s.name == "quantity" for s in slots):
        return False  # what there is to come is listed for so many
    busy = state.hold is not None or state.quote is not None or state.transfer is not None
    if named and not busy:
        text = reading.text[: found.start()] + " " * (found.end() - found.start()) + reading.text[found.end() :]
        rest = replace(view, reading=replace(reading, text=text, slots=slots))
        counted = any(s.name == "quantity" for s in slots)
        tasks.take_up("purchase" if counted else "browse", slots, rest, heard, text)
        if state.task is not None:
            state.task.wanted = state.task.wanted.model_copy(update={"pick": None, "when": None})
    elif named:
        asking.note_show(slots, state)
    heard.questions.append(Question("event", OVER, slots if named else ()))
    heard.understood = True
    return True


def said(question: Question) -> str | None:
    """What is answered; None where something else is asked."""
    if question.text != OVER:
        return None
    return SAID if question.slots else f"{SAID} {WHEN_THEN}"

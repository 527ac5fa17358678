"""All of the few shows just listed are wanted, one after the other: "both! 2 for each night". Pure, like `hearing`, which asks it."""

import re

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.wishes import details, wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Task, Wanted
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot

_MOST = 3  # shows that are bought one after the other
_EACH = regex(
    r"^\W*(?:(?:ok|okay|yes|yeah|i want|i['’]?ll take|we want|we['’]?ll take|let['’]?s do|want|take|can i get|could we have|\d|two|three|four) )*(?:(?P<two>both)(?: of (?:them|those))?(?: (?:nights?|days?|games?|shows?|matches|dates?|gigs?))?|all (?:of them|three|3|of those))\b(?! (?:of us|the|at|in|ok|fine))",
    re.IGNORECASE,
)
_FOR_EACH = regex(
    r"\b(?:for|to|at|on) (?:each(?: (?:one|night|day|game|show|match|date|gig|event|of (?:them|those)))?|both(?! of (?:us|you))(?: (?:nights|days|games|shows|matches|dates|gigs|events|of them))?)\b|\b(?:each|both) (?:nights?|days?|games?|shows?|matches|dates?)\b",
    re.IGNORECASE,
)
_SO_MANY_EACH = regex(rf"\b(?P<n>{NUMBER}) (?:tickets? |seats? |tix )?each\b", re.IGNORECASE)
_NOT_ALL = regex(r"\b(?:not|don['’]?t|can['’]?t|cannot|neither|or|instead|rather|if|except|but not)\b", re.IGNORECASE)


def wanted(view: View, heard: Heard) -> bool:
    """Whether each show of a short list is to be bought; the first is begun, the others wait for it."""
    state, text, task = view.state, view.reading.text, view.state.task
    if state.awaiting != "event" or task is None or task.kind not in BUYING or state.hold is not None:
        return False
    every = _EACH.match(text)
    if every is None and _FOR_EACH.search(text) is None:
        return False
    shown = state.list_shown("events")
    if shown is None or not 1 < len(shown.events) <= _MOST or _NOT_ALL.search(text) or aspects.asks(text):
        return False
    if wanting.names_event(view.reading.slots):
        return False  # "for both of us, the final"
    if every is not None and every["two"] and len(shown.events) != 2:
        return False
    slots = tuple(s for s in view.reading.slots if s.name not in {*wanting.EVENT_SLOTS, "ordinal"})
    slots = tuple(s for s in slots if not (s.name == "quantity" and "both" in s.text.casefold()))
    many = _SO_MANY_EACH.search(text)
    if many is not None and not any(s.name == "quantity" for s in slots):
        slots = (*slots, Slot("quantity", number(many["n"]), many["n"], *many.span("n")))
    first, *others = shown.events
    task.kind, task.event = "purchase", first
    details.add(task, slots)
    state.later = [t for t in state.later if t.kind not in BUYING]
    for event in others:
        fresh: dict[str, object] = {
            "wanted": Wanted(event_ids=[event.event_id]),
            "event": None,
            "options": [],
            "chosen": None,
        }
        state.later.append(Task.model_validate({**task.model_dump(), **fresh}))
    heard.changed, heard.understood, heard.put_by = True, True, others[0].name
    return True

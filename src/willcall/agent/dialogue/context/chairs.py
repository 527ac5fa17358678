"""A wheelchair that comes up while seats are looked at: "should've said, I'm a wheelchair user", "one for me and a normal seat beside it". Pure."""

import re
from dataclasses import replace

from willcall.agent.dialogue import tasks
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.numerals import number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot

_NUMBER = r"(?:an?|one|two|three|four|five|the|[1-5])"
_SORT = r"(?:(?:normal|ordinary|regular|standard|proper|companion|plain|usual|carer['’]?s?|helper['’]?s?) )?(?:seats?|spaces?|tickets?|spots?|places?|one|chair)"
_PAIR = regex(
    rf"\b(?P<spaces>an?|one|two|1|2|the)(?: (?:wheel ?chair|accessible|disabled))?(?: (?:space|spot|place|seat|bay))?(?: (?:for|of) (?:me|myself|him|her|them|us|my \w+|the (?:wheel)?chair))?,?(?: and| plus| with| &| \+|,)+ (?P<seats>{_NUMBER})?(?: \w+)? ?{_SORT}\b[^.?!]{{0,24}}?\b(?:beside|next to|by|near|with|for|alongside|adjacent|together)\b",
    re.IGNORECASE,
)
_OF_SOMEBODY = regex(
    r"\b(?:i['’]?m|im|i am|he['’]?s|she['’]?s|we['’]?re|(?:my|our) \w+(?:['’]s| is| uses| needs| has)|one of us(?: is| uses| needs| has)?|i (?:use|need|have)|we (?:need|have|use)|he (?:uses|needs)|she (?:uses|needs)|(?:he|she) is)\b[^.?!]{0,24}\b(?:wheel ?chairs?|accessible|disabled|mobility scooter|power ?chair)\b",
    re.IGNORECASE,
)
_OF_THE_HOUSE = regex(
    r"\b(?:lift|elevator|toilet|ramp|parking|park|entrance|door|get (?:in|to)|big enough|charge|store|view|sightline|steps?|stairs?|how)\b",
    re.IGNORECASE,
)
_OTHERWISE = frozenset(
    {
        Intent.REPEAT,
        Intent.SMALL_TALK,
        Intent.OUT_OF_SCOPE,
        Intent.HELP,
        Intent.GREET,
        Intent.COMPLAINT,
        Intent.HAND_OFF,
    }
)
_AT = frozenset({"seats", "confirmation", "payment"})


def needed(view: View, heard: Heard) -> bool:
    """Whether a space for a wheelchair is needed among the seats that are offered or held; how many seats there are to be beside it."""
    state, reading = view.state, view.reading
    task, text = state.task, reading.text
    if task is None or task.kind not in BUYING or task.event is None or state.awaiting not in _AT:
        return False
    if not any(s.name == "accessible" and not s.negated for s in reading.slots) or _OF_THE_HOUSE.search(text):
        return False
    pair = _PAIR.search(text)
    if pair is None:
        misread = all(wish.intent in _OTHERWISE for wish in reading.wishes)
        if not misread or "?" in text or _OF_SOMEBODY.search(text) is None:
            return False
    slots = tuple(s for s in reading.slots if s.name != "topic")
    if pair is not None:
        spaces, seats = _count(pair["spaces"]), _count(pair["seats"] or "one")
        if (task.accessible, task.quantity) == (spaces, spaces + seats):
            return False  # said again: what is held, or offered, is just that
        slots = tuple(replace(s, value=spaces) if s.name == "accessible" else s for s in slots if s.name != "quantity")
        slots = (*slots, Slot("quantity", spaces + seats, pair.group(), *pair.span()))
    tasks.change(state, slots, view, heard, text)
    heard.changed = heard.asked_more = True
    return True


def _count(word: str) -> int:
    return 1 if word.casefold() in {"a", "an", "the"} else number(word) or 1

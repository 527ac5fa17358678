"""A wish with something to fall back on: "row C if it's going, otherwise the first", "the aisle ones if you have them, else the cheapest".

Pure, like `hearing`, which asks it. What is on the list is taken from it; whether more than that is to be had `scripts.in_that_case` looks up.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from willcall.agent.dialogue.wishes import details, whereabouts
from willcall.agent.dialogue.wishes.choosing import called, choose, fold, rows_of
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, SeatsFact, Shown, Task
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Reading, Slot

_GONE = r"(?:it|they|that|those|these|there)(?:['’]?s|['’]?re| is| are|['’]?s all| have| has)? ?(?:not (?:available|free|going|there|possible|left|any)|n['’]?t (?:available|free|going|there|possible|left|any)|none|gone|taken|sold(?: out)?|all gone)"
_NOT_HAD = rf"(?:if not|failing that|if {_GONE}|if (?:that|it) (?:does|do)n['’]?t work|if you (?:don['’]?t|do not|haven['’]?t)(?: have| got)?(?: (?:it|them|that|those|any|one))?)"
_ELSE = regex(
    rf"(?:^|[\s,.;:–—-]+)(?:and |or |but )?(?:otherwise|or else|else|{_NOT_HAD}(?! (?:too|so|very|much|more|over|upstairs)\b))[\s,:]+(?=\w)",
    re.IGNORECASE,
)
_OR_IF_NOT = regex(
    rf"(?:[\s,.;–—-]+)or (?P<other>[^,.;?]{{3,40}}?),? {_NOT_HAD}\W*(?:please|pls|thanks|then)?\W*$", re.IGNORECASE
)
_SAID_FIRST = frozenset({"row", "section", "preference", "ordinal"})
_BESIDE = frozenset({"quantity", "topic", "sentiment"})
_LONGEST = 160  # characters


def wished(view: View, heard: Heard) -> bool:
    """Whether one thing is wished for and another of the seats shown is taken where it is not to be had."""
    state, reading = view.state, view.reading
    shown, task = state.list_shown("seats"), state.task
    if shown is None or task is None or task.kind not in BUYING or state.awaiting != "seats":
        return False
    parts = _parts(reading) if len(reading.text) <= _LONGEST else None
    if parts is not None and "?" in (parts[1] if _CHEAPER.search(parts[0].text) else reading).text:
        return False
    if parts is None or any(s.name == "quantity" and s.value != task.quantity for s in reading.slots):
        return False
    first, second = parts
    instead = choose(shown, second, eager=True)
    if _CHEAPER.search(first.text):
        return _cheaper(shown, first, instead, task, heard)
    if not first.slots:
        first = replace(first, slots=whereabouts.with_bare_section((), replace(view, reading=first)))  # "102 if you …"
    if any(s.negated or s.name not in _SAID_FIRST for s in first.slots) or _wish(first) is None:
        return False
    if not instead or (len(instead) > 1 and len({shown.seats[i].each for i in instead}) > 1):
        return False
    found = _on_the_list(shown, first)
    if found is not None:
        heard.chosen, heard.chosen_from = found, "seats"
        return True
    if first.first("ordinal") is not None:
        return False
    details.add(task, first.slots)
    task.otherwise, heard.changed = shown.seats[instead[0]], True
    return True


_CHEAPER = regex(
    r"\b(?:cheaper|less (?:dear|expensive|pricey|money)|lower price[sd]?|better (?:price|value))\b", re.IGNORECASE
)


def _cheaper(shown: Shown, first: Reading, instead: Sequence[int], task: Task, heard: Heard) -> bool:
    """Whether something cheaper is asked for, in a part of the house or anywhere, and one of the list where there is none."""
    told = [s for s in first.slots if not s.negated and s.name != "preference"]
    if len(instead) != 1 or any(s.name != "section" for s in told) or len({fold(str(s.value)) for s in told}) > 1:
        return False
    task.otherwise = shown.seats[instead[0]]
    task.below, task.section = task.otherwise.each, str(told[0].value) if told else None
    task.rows, task.prefer = [], None
    heard.changed = True
    return True


def _parts(reading: Reading) -> tuple[Reading, Reading] | None:
    """What is wished for first, and what instead of it."""
    text = reading.text
    match = _ELSE.search(text)
    if match is not None and match.start() > 0:
        second = _part(reading, match.end(), len(text))
        meant = (replace(s, negated=False) if s.start == match.end() else s for s in second.slots)  # "if not the first"
        return _part(reading, 0, match.start()), replace(second, slots=tuple(meant))
    match = _OR_IF_NOT.search(text)
    if match is not None and match.start() > 0:
        return _part(reading, 0, match.start()), _part(reading, *match.span("other"))
    return None


def _part(reading: Reading, start: int, end: int) -> Reading:
    slots = tuple(_placed(s) for s in reading.slots if start <= s.start < end and s.name not in _BESIDE)
    return replace(reading, text=reading.text[start:end], slots=slots, answer="none")


_PLACES = ("first", "second", "third", "fourth", "fifth")
_A_PLACE = regex(rf"\W*the (?P<place>{'|'.join(_PLACES)})\W*", re.IGNORECASE)


def _placed(slot: Slot) -> Slot:
    """The slot, "the first" of a list as a place in it and no day of the month."""
    match = _A_PLACE.fullmatch(slot.text) if slot.name == "when" else None
    return slot if match is None else replace(slot, name="ordinal", value=_PLACES.index(match["place"].casefold()))


def _wish(first: Reading) -> Slot | None:
    """What is wished for, where it is something that an offer can be held against: a place in the list, a row, a part, the aisle."""
    manner = [s for s in first.slots if s.name == "preference"]
    if any(s.value != "aisle" for s in manner):
        return None
    return next(iter(first.slots), None)


def _on_the_list(shown: Shown, first: Reading) -> int | None:
    """Which of the seats shown is as wished; of several the first of the cheapest."""
    place = first.first("ordinal")
    if place is not None:
        found = choose(shown, first)
        return found[0] if len(found) == 1 else None
    fitting = [i for i, offer in enumerate(shown.seats) if _is_so(offer, first.slots)]
    return min(fitting, key=lambda i: (shown.seats[i].each, i)) if fitting else None


def _is_so(offer: SeatsFact, slots: Sequence[Slot]) -> bool:
    for slot in slots:
        if slot.name == "row" and fold(offer.row) not in {fold(row) for row in rows_of(slot)}:
            return False
        if slot.name == "section" and fold(str(slot.value)) not in called(offer):
            return False
        if slot.name == "preference" and "aisle" not in offer.note:
            return False
    return True


def is_met(task: Task, offer: SeatsFact) -> bool:
    """Whether an offer is what the task wishes for: its row, its part of the house, the aisle."""
    rows = {fold(row) for row in task.rows}
    placed = task.section is None or fold(task.section) in called(offer)
    return (
        offer.adjacent
        and placed
        and (not rows or fold(offer.row) in rows)
        and (task.prefer != "aisle" or "aisle" in offer.note)
    )

"""Other seats than those on the table, or another date: "anything cheaper?", "something closer to the action", "the other night".

Changes the task so that the next search stays under, or goes over, what is on the table; the section asked for before is what
the fan turns from, so it is given up. Pure.
"""

import re
from collections.abc import Sequence

from willcall.agent.dialogue import asking, aspects, cues, details, tasks, wanting
from willcall.agent.dialogue.details import BUYING
from willcall.agent.dialogue.wanting import siblings
from willcall.agent.ports import View
from willcall.agent.state import Heard, SeatsFact, Task, Wanted
from willcall.understanding.reading import Intent, Slot

_ASKED = frozenset(
    {Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.KNOWLEDGE, Intent.SEAT_INFO, Intent.OUT_OF_SCOPE, Intent.INFORM}
)
_TURNS = frozenset({Intent.AFFIRM, Intent.HAND_OFF, Intent.CANCEL, Intent.REFUND, Intent.EXCHANGE, Intent.TRANSFER})


def other_seats(view: View, heard: Heard) -> bool:
    """Turns the task to cheaper or better seats than the dearest, or the best, on the table; whether it did."""
    state, reading = view.state, view.reading
    task = state.task
    if task is None or task.kind not in BUYING or task.event is None or not task.quantity:
        return False
    table = _on_the_table(task)
    if not table or state.awaiting not in {"seats", "confirmation", "payment"}:
        return False
    if any(s.name in {"section", "max_price", "ordinal", "row", "event", "when", "quantity"} for s in reading.slots):
        return False
    if reading.intent in _TURNS or reading.answer == "yes":
        return False
    if asking.of_what_is_held(state, reading.text):
        return False
    if any(s.name in {"section", "row"} for s in details.with_bare_section(reading.slots, view)):
        return False  # "standing is too much. 104 then"
    cheaper, nearer = cues.CHEAPER.search(reading.text), cues.NEARER.search(reading.text)
    if cheaper and not (state.awaiting == "seats" and "cheapest" in cheaper.group().casefold()):
        task.below, task.above, task.prefer = min(s.each for s in table), None, "cheapest"
    elif nearer and not cheaper and not cues.OWNED.search(reading.text):
        task.below, task.above, task.prefer = None, max(s.each for s in table), "best"
    else:
        return False
    task.section, task.keep_section, task.rows, task.chosen, task.options = None, None, [], None, []
    heard.changed = heard.asked_more = True
    return True


def other_shows(view: View, heard: Heard) -> bool:
    """Turns a search to what was not listed yet, or a purchase to the other dates of its show; whether it did."""
    return _rest_of_the_list(view, heard) or _other_dates(view, heard)


_REST = re.compile(
    r"\b(?:show|see|list|give|tell|what(?:'?s|s| are)?|have)\b[^.?!]{0,16}\b(?:the )?(?:rest(?: of (?:them|the list|it))?|others?|other (?:\d+|two|three|four|ones)|remaining(?: ones)?|next (?:ones|few|page))\W*$"
    r"|^\W*(?:and |ok |show |the )*(?:rest|others|more|next page|any more|what else)\W*$",
    re.IGNORECASE,
)


def _rest_of_the_list(view: View, heard: Heard) -> bool:
    """Goes on with a list of events that was longer than what was shown: "show me the rest of them"."""
    state, task = view.state, view.state.task
    shown = state.list_shown("events") if state.awaiting == "event" else None
    if shown is None or task is None or task.kind not in BUYING or not _REST.search(view.reading.text):
        return False
    if any(s.name in wanting.EVENT_SLOTS for s in view.reading.slots):
        return False
    seen = [*task.wanted.without, *(event.event_id for event in shown.events)]
    left = task.wanted.model_copy(update={"without": seen})
    if not wanting.candidates(left, view.catalogue, view.now):
        return False
    task.wanted, heard.changed = left, True
    return True


def _other_dates(view: View, heard: Heard) -> bool:
    """Turns a purchase to the other dates of its show: "I'm working that night, the other date then"; whether it did."""
    state, reading = view.state, view.reading
    task = state.task
    if task is None or task.kind not in BUYING or task.event is None or not cues.OTHER_DATE.search(reading.text):
        return False
    if any(s.name in {"event", "performer", "event_kind", "when", "event_name"} for s in reading.slots):
        return False
    others = siblings(task.event, view.catalogue)
    if not others or reading.answer == "yes":
        return False
    task.wanted, task.event, task.options, task.chosen = Wanted(event_ids=others), None, [], None
    details.add(task, reading.slots)
    heard.changed = True
    return True


def how_often(intent: Intent, slots: Sequence[Slot], text: str, view: View, heard: Heard) -> bool:
    """Lists every date of the show in mind: "are they playing more than once?"; whether it did."""
    task = view.state.task
    if not cues.HOW_OFTEN.search(text) or not aspects.asks(text) or intent not in _ASKED:
        return False
    if any(s.name in {"quantity", "section", "max_price", "topic"} for s in slots):
        return False
    if wanting.names_event(slots):
        tasks.take_up("browse", tuple(slots), view, heard, text)
        return True
    if task is None or task.kind not in BUYING:
        return False
    if task.event is not None:
        others = siblings(task.event, view.catalogue)
        if not others:
            return False
        task.wanted, task.event, task.options, task.chosen = (
            Wanted(event_ids=[task.event.event_id, *others]),
            None,
            [],
            None,
        )
    details.add(task, slots)
    heard.changed = heard.asked_more = True
    return True


def _on_the_table(task: Task) -> list[SeatsFact]:
    """What is held, else what is offered."""
    if task.chosen is not None and task.chosen.each:
        return [task.chosen]
    return task.options

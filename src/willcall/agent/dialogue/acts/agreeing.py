"""Agreeing to the one event on the table without saying which: "that would be great", "get me two for it".

Settles which event is meant and nothing else: no number, no seat and no money follows from it. Pure, like `hearing`.
"""

import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, EventFact, Task
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading, Slot

_ELSE = regex(
    r"\b(other|others|another|else|different|instead|rather|but|though|although|not|no|nope|nah|don'?t|any|anything|something|elsewhere)\b",
    re.IGNORECASE,
)
_TURN = regex(
    r"\b(?:change[ds]? my mind|never ?mind|on second thoughts?|scratch that|hold on|hang on|wait)\b(?!.*\b(?:cancel|forget|drop)\b)",
    re.IGNORECASE | re.DOTALL,
)
_AGREES = frozenset({Intent.AFFIRM, Intent.BUY, Intent.PAY})
_LOOKS_ON = frozenset({Intent.FIND_EVENTS, Intent.CHANGE, Intent.DENY, Intent.CANCEL, Intent.CHOOSE})
_WAITING = {"browse", "purchase", "exchange"}


def agree(view: View) -> bool:
    """Settles the task on the only event shown when the fan, asked for one, says yes in whatever words; whether it did."""
    state, reading = view.state, view.reading
    task = state.task
    if state.awaiting != "event" or task is None or task.kind not in _WAITING:
        return False
    intents = {wish.intent for wish in reading.wishes}
    if reading.answer == "no" or not intents & _AGREES or intents & _LOOKS_ON or _ELSE.search(reading.text):
        return False
    return _settle(state, task, reading.slots, view)


def take(view: View, slots: Sequence[Slot]) -> bool:
    """Settles the task on the only event shown when tickets are asked for and nothing said means another; whether it did."""
    state, reading = view.state, view.reading
    task = state.task
    if task is None or task.kind != "purchase" or task.event is not None or _elsewhere(reading):
        return False
    shown, when = only_shown(state), task.wanted.when
    local = shown.starts_at.astimezone(ZoneInfo(shown.time_zone)) if shown is not None else None
    if local is not None and when is not None and not when.contains(local):
        return False  # another day has been asked for since
    return _settle(state, task, slots, view)


def _elsewhere(reading: Reading) -> bool:
    return any(wish.intent is Intent.FIND_EVENTS for wish in reading.wishes) or bool(
        re.search(r"\b(other|another|else|different|instead)\b", reading.text, re.IGNORECASE)
    )


def _settle(state: ConversationState, task: Task, slots: Sequence[Slot], view: View) -> bool:
    shown = state.list_shown("events")
    events = shown.events if shown is not None else []
    said = [s for s in slots if s.name in wanting.EVENT_SLOTS]
    if not events or any(s.name == "event_name" for s in said):
        return False
    fits = [e for e in events if wanting.fits_event(said, e, view.catalogue)]
    if len(events) > 1:
        return bool(fits) and _settle_show(task, events, view)
    if not fits or task.event == fits[0]:
        return False
    task.event, task.options, task.chosen = fits[0], [], None
    if task.kind == "browse":
        task.kind = "purchase"
    return True


def _settle_show(task: Task, events: Sequence[EventFact], view: View) -> bool:
    """Several dates of one show in one place: that show is meant, the date is still to be said."""
    one = events[0]
    if task.event is not None or any((e.name, e.city) != (one.name, one.city) for e in events):
        return False
    task.wanted = task.wanted.model_copy(
        update={"event_ids": [one.event_id, *wanting.siblings(one, view.catalogue)], "city": one.city, "unknown": None}
    )
    return True


def only_a_turn(clause: str, reading: Reading) -> bool:
    """Whether "I changed my mind" only leads up to what is wanted instead, so that nothing is given up."""
    return bool(_TURN.search(clause)) and any(
        not s.negated and s.name in {"quantity", "when", "event", "performer", "section", "city"} for s in reading.slots
    )


def only_shown(state: ConversationState) -> EventFact | None:
    """The event on the table, when the list last shown has just one."""
    shown = state.list_shown("events")
    return shown.events[0] if shown is not None and len(shown.events) == 1 else None

"""A purchase wished for beside a yes to another: "book it, then two for the derby". It waits until the first is paid. Pure."""

from collections.abc import Callable
from dataclasses import replace

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.acts import picking
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Task
from willcall.understanding.reading import Intent

_SHOW = ("performer", "event", "event_kind", "venue")
_SELLS = frozenset({Intent.BUY, Intent.FIND_EVENTS, Intent.INFORM, Intent.CHANGE})
_NODS = frozenset({Intent.AFFIRM, Intent.CHOOSE})


def following(view: View, rest: str, hear: Callable[[View], Heard]) -> tuple[Task, str] | None:
    """The purchase and the words that name its show; None where no other show is wished for.

    Args:
        view: The turn, with a purchase quoted.
        rest: What was said after the yes.
        hear: Hears it as a message of its own.
    """
    state, task = view.state, view.state.task
    if view.read is None or task is None or task.kind not in BUYING or aspects.asks(rest) or rest.endswith("?"):
        return None
    reading = view.read(rest)
    if reading.intent in _NODS:
        rest = f"tickets for {rest}"  # "the otters please", which would take what is shown
        reading = view.read(rest)
    if reading.intent not in _SELLS or not picking.other_event(task, reading.slots, view):
        return None
    fresh: dict[str, object] = {"task": None, "quote": None, "hold": None, "awaiting": None, "later": []}
    alone = state.model_copy(deep=True, update=fresh)
    heard = hear(replace(view, message=rest, reading=reading, state=alone, read=None))
    wished = alone.task
    if wished is None or wished.kind not in BUYING or heard.questions or heard.control or alone.later:
        return None
    named = {s.name: s.text for s in reversed(reading.slots) if s.name in _SHOW and not s.negated}
    words = next((named[name] for name in _SHOW if name in named), "")
    return (wished.model_copy(update={"kind": "purchase"}), words) if words else None

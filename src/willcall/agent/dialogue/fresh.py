"""A task as it is when it begins: what the words that begin it say of show, number and part, and what was just spoken of. Pure."""

import re
from collections.abc import Sequence
from typing import Literal

from willcall.agent.dialogue import cues, footing
from willcall.agent.dialogue.wishes import details, moving, part, swapping, wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Task, TaskKind, Wanted
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot

_A_TICKET = regex(r"\b(?:tickets?|seats?)\b", re.IGNORECASE)
_OF_TICKETS = {"refund", "transfer"}  # what may be done with one ticket of an order
_SO_MANY_OF_THEM = regex(
    rf"(?<!none )\b(?P<n>{NUMBER}) of (?:them|these|those|mine|ours)\b(?! (?:can['’]?t|cannot|won['’]?t|is|are) (?:come|coming|go|not)\b)",
    re.IGNORECASE,
)


def task(kind: TaskKind, slots: tuple[Slot, ...], view: View, text: str) -> Task:
    task = Task(kind=kind)
    if kind == "upgrade":
        slots = moving.not_here(slots, view.reading.text)
    if kind not in BUYING:
        slots = details.number_of_the_deed(slots, view.reading.text)
    if kind == "exchange":
        wanted, source = swapping.parted(slots, text, view.reading.text)
        task.wanted, task.source = wanting.merged(Wanted(), wanted), wanting.merged(Wanted(), source)
    else:
        task.wanted = wanting.merged(Wanted(), slots)
    if wanting.names_event(slots):
        task.wanted.pick = which_date(text)
    details.add(task, slots)
    if kind in _OF_TICKETS or (kind == "exchange" and _A_TICKET.search(text)):
        part.point_out(task, slots, text)
    counted = _SO_MANY_OF_THEM.search(text) if kind == "transfer" else None
    if counted is not None and task.ticket_count is None and task.kept is None and not (task.nth or task.numbers):
        task.ticket_count = number(counted["n"])
    if kind == "browse" and task.quantity is not None:
        task.kind = "purchase"
    if kind in BUYING:
        footing.as_before(task, slots, view.state, anew=wanting.names_event(slots))
        footing.note(task, slots, view.state)
    if kind == "purchase" and task.wanted.empty and view.state.last_event is not None and view.state.task is None:
        recent = view.state.latest
        if recent is not None and recent.about == "events" and len(recent.events) == 1:
            task.wanted.event_ids = [recent.events[0].event_id]
    last = view.state.last_event
    if (
        kind == "purchase"
        and task.wanted.empty
        and last is not None
        and last.starts_at > view.now
        and _FOR_IT.search(text)
    ):
        task.wanted.event_ids = [last.event_id]  # "I want ten for it", of the show just told of
    asked_about = view.state.memo.get("about")
    if asked_about and kind in BUYING and not wanting.names_event(slots) and view.state.task is None:
        about = Wanted.model_validate(
            asked_about
        )  # "when do doors open for the quartet?" and then "two tickets, please"
        about.when = task.wanted.when or about.when
        about.pick = which_date(text)
        found = wanting.candidates(about, view.catalogue, view.now)
        if not task.wanted.event_ids and found:
            last = view.state.last_event
            if about.when is None and last is not None and _FOR_IT.search(text):
                same = [show.event_id for show in found if show.event_id == last.event_id]
                about.event_ids = same or about.event_ids  # "2 for that then", of the one whose doors were told
            task.wanted = about
    return task


_FOR_IT = regex(
    r"\b(?:for|to|of|at|see) (?:it|this|that|them|(?:this|that|the same) (?:one|show|game|match|gig|concert|night|fixture|play|event))\b(?! (?:day|day\b|week|weekend|date|month|evening))",
    re.IGNORECASE,
)


def which_date(text: str) -> Literal["first", "last"] | None:
    """Which of several dates: "their next game", "the later one"."""
    which = cues.WHICH.search(text)
    if which is None:
        return None
    return "last" if (which["w"] or which["c"]).casefold() in {"last", "final", "latest", "later"} else "first"


def only_counted(task: Task | None, slots: Sequence[Slot]) -> bool:
    """Whether so far only how many come, or for how much, was said, and now which show: "60 between 4 of us, can we get to the final"."""
    open_yet = task is not None and task.event is None and task.wanted.empty
    return open_yet and not any(s.name == "quantity" for s in slots)

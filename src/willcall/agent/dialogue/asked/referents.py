"""Which show and which venue a question is about: the one it names, else the one in hand, last shown or bought.

Pure, on the state and the catalogue.
"""

import re

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.flow import Flow
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.state import EventFact, Question, Wanted
from willcall.understanding.reading import Slot, When


def venue_in_talk(flow: Flow) -> str | None:
    """The venue of the show in hand, of the one last shown or of the one bought."""
    event = (flow.state.task.event if flow.state.task is not None else None) or flow.state.last_event
    if event is not None:
        return event.venue
    task = flow.state.task
    if task is not None and task.wanted.venue is not None:
        return task.wanted.venue
    bought = flow.state.memo.get("bought") or {}
    return next((s.venue for s in flow.view.catalogue.shows if s.event_id == bought.get("event_id")), None)


def venue_meant(flow: Flow, question: Question) -> str | None:
    """The venue asked about: the one named, or the one where all shows are that may be meant."""
    said = next((str(s.value) for s in question.slots if s.name == "venue" and not s.negated), None)
    meant = event_meant(flow, question) if said is None else None
    if isinstance(meant, Wanted):
        there = {show.venue for show in wanting.candidates(meant, flow.view.catalogue, flow.now)}
        return there.pop() if len(there) == 1 else None if wanting.names_show(meant) else venue_in_talk(flow)
    return said or (meant.venue if meant is not None else venue_in_talk(flow))


def event_meant(flow: Flow, question: Question) -> EventFact | Wanted | None:
    of_them = aspects.of_who_and_what(question.text)  # "what kind of music do they play?" names no kind
    said = [s for s in question.slots if s.name in wanting.EVENT_SLOTS and not (of_them and s.name == "event_kind")]
    known = in_hand(flow)
    near = [wanting.near(s, known) for s in said] if known is not None else said
    if known is not None and (not said or wanting.fits_event(near, known, flow.view.catalogue)):
        return known
    if said:
        return wanting.merged(_same_show(flow, known) if all(map(_hour_alone, said)) else Wanted(), said)
    task = flow.state.task
    return task.wanted if task is not None and wanting.names_show(task.wanted) else spoken_of(flow)


def _hour_alone(slot: Slot) -> bool:
    """Whether only a time of day is told: "the matinee", "the evening one"."""
    when = slot.value
    part = isinstance(when, When) and when.open_ended and not when.weekdays
    return part and (when.earliest is not None or when.latest is not None)


def _same_show(flow: Flow, known: EventFact | None) -> Wanted:
    """The show spoken of, at whatever hour; none in particular where none is."""
    task, about = flow.state.task, flow.state.memo.get("about")
    if task is not None and wanting.names_show(task.wanted):
        return task.wanted
    if known is not None:
        same = [s.event_id for s in flow.view.catalogue.shows if s.name == known.name]
        return Wanted(event_ids=same) if len(same) > 1 else Wanted()
    return Wanted.model_validate(about) if about else Wanted()


def all_meant(flow: Flow, question: Question) -> list[str]:
    """Of a show spoken of those asked about by two times of day: "the matinee or the evening"; empty where that is not asked."""
    hours = [s for s in question.slots if s.name == "when" and _hour_alone(s)]
    known = in_hand(flow)
    named = [s for s in question.slots if s.name in wanting.EVENT_SLOTS and s.name != "when"]
    show = wanting.merged(Wanted() if named else _same_show(flow, known), named)
    if len({repr(s.value) for s in hours}) < 2 or not wanting.names_show(show):
        return []
    found = [wanting.candidates(wanting.merged(show, [hour]), flow.view.catalogue, flow.now)[:1] for hour in hours]
    return list(dict.fromkeys(s.event_id for some in found for s in some))


def spoken_of(flow: Flow) -> Wanted | None:
    """The show that was only asked about, where no task has come of it: "does the quartet have captions?", then "how long is it?"."""
    about = flow.state.memo.get("about")
    if not about or flow.state.task is not None or flow.state.last_event is not None:
        return None
    wanted = Wanted.model_validate(about)
    return wanted if wanting.candidates(wanted, flow.view.catalogue, flow.now) else None


def in_hand(flow: Flow) -> EventFact | None:
    """The show in hand: that of the task, else the one last shown, unless the task has moved on to another."""
    task = flow.state.task
    if task is not None and task.event is not None:
        return task.event
    last = flow.state.last_event
    if task is None or last is None or not wanting.names_show(task.wanted) or task.wanted.when is None:
        return last
    left = wanting.candidates(task.wanted, flow.view.catalogue, flow.now)
    return last if not left or any(show.event_id == last.event_id for show in left) else None


def others(flow: Flow, event: EventFact | None) -> re.Pattern[str] | None:
    """Names of the shows that are not the one in hand; None where none is, or its name is all there is."""
    names = {s.name for s in flow.view.catalogue.shows if event is not None and s.name != event.name}
    if not names or event is None:
        return None
    kept = sorted((n for n in names if n.casefold() not in event.name.casefold()), key=len, reverse=True)
    return re.compile("|".join(re.escape(n) for n in kept), re.IGNORECASE) if kept else None


def only_one(flow: Flow) -> bool:
    """Whether just one show fits what the task has been told."""
    task = flow.state.task
    if task is None or not wanting.names_show(task.wanted):
        return False
    return len(wanting.candidates(task.wanted, flow.view.catalogue, flow.now)) == 1


def event_id_meant(flow: Flow, question: Question) -> str | None:
    """The show asked about, the soonest where several fit; None where there is none."""
    meant = event_meant(flow, question)
    if not isinstance(meant, Wanted):
        return None if meant is None else meant.event_id
    shows = wanting.candidates(meant, flow.view.catalogue, flow.now)
    return shows[0].event_id if shows else None


def few_of_the_kind(flow: Flow, question: Question) -> bool:
    """Whether the kind of show that is named is no more than a show or two, or one of the orders just listed: "when do doors open for the darts"."""
    slots = [s for s in question.slots if s.name in wanting.EVENT_SLOTS]
    if not any(s.name == "event_kind" and not s.negated for s in slots):
        return False
    shows = wanting.candidates(wanting.merged(Wanted(), slots), flow.view.catalogue, flow.now)
    listed = flow.state.list_shown("orders")
    theirs = {order.event_id for order in listed.orders} if listed is not None else set()
    return 0 < len(shows) <= 2 or sum(s.event_id in theirs for s in shows) == 1

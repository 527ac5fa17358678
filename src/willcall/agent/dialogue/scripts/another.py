"""Which show an order becomes in an exchange: another date of the same, another of the same people, or whatever was named."""

import re
from datetime import date
from zoneinfo import ZoneInfo

from willcall.agent.dialogue.flow import Aside, Flow
from willcall.agent.dialogue.owned import just_bought
from willcall.agent.dialogue.scripts.purchase import find
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.state import Task, Wanted
from willcall.understanding.reading import Show

_SAME_DAY = re.compile(r"\b(?:same|that) (?:day|date|saturday|sunday)\b|\bon the day\b", re.IGNORECASE)


def _day(show: Show) -> date:
    return show.starts_at.astimezone(ZoneInfo(show.time_zone)).date()


def find_other(flow: Flow, task: Task) -> Aside:
    """Settles which show it becomes; returns words to say when it cannot, None when `task.event` is set."""
    order = task.order
    assert order is not None
    own = frozenset({order.event_id})
    same = next((s for s in flow.view.catalogue.shows if s.event_id == order.event_id), None)
    others = [] if just_bought.wrong_show(flow.view.message) else other_dates(flow, order.event_id)
    wanted = task.wanted
    if same is not None and _SAME_DAY.search(flow.view.message) and not set(wanted.event_ids) - {*others, *own}:
        that_day = [s for s in flow.view.catalogue.shows if s.event_id in others and _day(s) == _day(same)]
        fresh = wanted.model_copy(
            update={"event_ids": [s.event_id for s in that_day if s.name == same.name], "kind": None}
        )
        if fresh.event_ids and wanting.candidates(fresh, flow.view.catalogue, flow.now, leave_out=own):
            task.wanted = fresh  # "to the evening show the same day"
            return (yield from find(flow, task, leave_out=own, verb="Which one would you like instead?"))
    asks = wanting.asks_other_date(flow.view.message)
    if wanted.empty and asks and not other_dates(flow, order.event_id, of_itself=True):
        return flow.say(
            f"There is no other date of {order.event_name} on sale.",
            "Would you like another event for it? Tell me which; or keep your tickets as they are.",
            awaiting="event",
        )
    if same is not None and others and wanted.kind == same.kind:
        wanted = wanted.model_copy(update={"kind": None})  # "the Sunday game", of the show they have
    if (not (wanted.event_ids or wanted.performer or wanted.kind or wanted.unknown) and others) or (
        wanted.event_ids and not set(wanted.event_ids) - own
    ):
        task.wanted = _nearest(flow, wanted.model_copy(update={"event_ids": others}), same)
        again = [s.event_id for s in flow.view.catalogue.shows if same is not None and s.name == same.name]
        alike = task.wanted.model_copy(update={"event_ids": again})
        if (
            again
            and task.wanted.when is not None
            and wanting.candidates(alike, flow.view.catalogue, flow.now, leave_out=own)
        ):
            task.wanted = alike  # the same show before another of the same people
    task.wanted = _nearest(flow, task.wanted, same)
    return (yield from find(flow, task, leave_out=own, verb="Which one would you like instead?"))


def other_dates(flow: Flow, event_id: str, *, of_itself: bool = False) -> list[str]:
    """Other shows of the same name, or of the same people; `of_itself`: of the same name alone, and still to come."""
    shows = flow.view.catalogue.shows
    same = next((s for s in shows if s.event_id == event_id), None)
    if same is None:
        return []
    if of_itself:
        again = [s.event_id for s in shows if s.name == same.name]
        found = wanting.candidates(
            Wanted(event_ids=again), flow.view.catalogue, flow.now, leave_out=frozenset({event_id})
        )
        return [s.event_id for s in found]
    return [
        s.event_id
        for s in shows
        if s.event_id != event_id and (s.name == same.name or bool(set(s.performers[:1]) & set(same.performers)))
    ]


def _nearest(flow: Flow, wanted: Wanted, same: Show | None) -> Wanted:
    """The wish with "Sunday" as the one nearest to the date they have, where something fits it there."""
    if same is None or wanted.when is None:
        return wanted
    day = same.starts_at.astimezone(ZoneInfo(same.time_zone)).date()
    near = wanted.model_copy(update={"when": wanting.around(wanted.when, day)})
    return (
        near
        if wanting.candidates(near, flow.view.catalogue, flow.now, leave_out=frozenset({same.event_id}))
        else wanted
    )

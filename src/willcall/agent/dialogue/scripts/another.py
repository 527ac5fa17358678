"""Which show an order becomes in an exchange: another date of the same, another of the same people, or whatever was named."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from willcall.agent.dialogue.flow import Aside, Flow
from willcall.agent.dialogue.owned import just_bought
from willcall.agent.dialogue.scripts.purchase import find
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.state import EventFact, Task, Wanted
from willcall.understanding.kinds import is_kind
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Show, When

_OF_THAT_WEEK = regex(
    r"\b(?:that|the same|same|this|next|following) week\b|\b(?:day|night|one|time) (?:before|after|earlier|later)\b|\b(?:before|after) (?:it|that|mine|ours)\b|\b(?:nearest|closest)\b",
    re.IGNORECASE,
)
_BEFORE = regex(r"day before\b(?! (?:last|yesterday))", re.IGNORECASE)
_ELSE = regex(r"\b(?:other|another|different|else|something|anything|any|earlier|later)\b", re.IGNORECASE)
_SAME_DAY = regex(r"\b(?:same|that) (?:day|date|saturday|sunday)\b|\bon the day\b", re.IGNORECASE)


def _day(show: Show) -> date:
    return show.starts_at.astimezone(ZoneInfo(show.time_zone)).date()


def find_other(flow: Flow, task: Task) -> Aside:
    """Settles which show it becomes; returns words to say when it cannot, None when `task.event` is set."""
    order = task.order
    assert order is not None
    own = frozenset({order.event_id})
    same = next((s for s in flow.view.catalogue.shows if s.event_id == order.event_id), None)
    others = [] if just_bought.wrong_show(flow.view.message) else other_dates(flow, order.event_id)
    if same is not None and task.wanted.when is not None:
        task.wanted.when = _before_theirs(flow, same, task.wanted.when)
    wanted, said = task.wanted, task.wanted.when
    if same is not None and _SAME_DAY.search(flow.view.message) and not set(wanted.event_ids) - {*others, *own}:
        that_day = [s for s in flow.view.catalogue.shows if s.event_id in others and _day(s) == _day(same)]
        fresh = wanted.model_copy(
            update={"event_ids": [s.event_id for s in that_day if s.name == same.name], "kind": None}
        )
        if fresh.event_ids and wanting.candidates(fresh, flow.view.catalogue, flow.now, leave_out=own):
            task.wanted = fresh  # "to the evening show the same day"
            return (yield from find(flow, task, leave_out=own, verb="Which one would you like instead?"))
    if listed := _of_the_list(flow, wanted, same):
        task.wanted = Wanted(event_ids=listed)
        return (yield from find(flow, task, leave_out=own, verb="Which one would you like instead?"))
    if same is not None and (day := _theirs_already(flow, same, wanted)):
        flow.finish()
        return flow.say(f"Your tickets are for {day} already: {order.event_name}, order {order.order_id}.")
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
    verb = "Which one would you like instead?"
    if same is not None and len(days := _days_meant(flow, same, said, task.wanted)) > 1:
        task.wanted = Wanted(event_ids=[s.event_id for s in days])
        verb = f"Which {_day(days[0]):%A} do you mean?"
    return (yield from find(flow, task, leave_out=own, verb=verb))


def _of_the_list(flow: Flow, wanted: Wanted, same: Show | None) -> list[str]:
    """The shows of the list they were asked to choose from that are on the day they say, where some are and not all.

    The weekday of the tickets they have is another such day: they asked for a list to leave theirs.
    """
    listed, when = flow.listed_before if flow.state.awaiting == "event" else None, wanted.when
    if listed is None or when is None:
        return []
    ids = [e.event_id for e in listed.events]
    any_day = wanting.candidates(wanted.model_copy(update={"when": None}), flow.view.catalogue, flow.now)
    if not {s.event_id for s in any_day}.issuperset(ids):
        return []  # more than a day was said
    starts = {e.event_id: e.starts_at.astimezone(ZoneInfo(e.time_zone)) for e in listed.events}
    fits = [e for e in ids if when.contains(starts[e])]
    if not fits and same is not None and when.first == when.last == _day(same):
        name = f"{when.first:%a}".casefold()
        fits = [e for e in ids if name in flow.view.message.casefold() and f"{starts[e]:%a}".casefold() == name]
    return fits if len(fits) < len(ids) else []


def picked(flow: Flow, task: Task, listed: Sequence[EventFact], chosen: int) -> EventFact | None:
    """The show that was chosen; None where a bare weekday fits more than one of those listed, to which the wish is narrowed then."""
    said = flow.view.reading.slots
    if len(said) == 1 and said[0].name == "when" and _BARE_DAY.fullmatch(said[0].text):
        days = [e.starts_at.astimezone(ZoneInfo(e.time_zone)).weekday() for e in listed]
        ids = [e.event_id for e, day in zip(listed, days, strict=True) if day == days[chosen]]
        if len(ids) > 1:
            task.wanted = Wanted(event_ids=ids)
            return None
    return listed[chosen]


_BARE_DAY = regex(
    r"(?:the |a |on )*(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?s?", re.IGNORECASE
)


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


def _before_theirs(flow: Flow, same: Show, when: When) -> When:
    """A day gone by, said as "the Wednesday before", as the one before the date they have; any other as it is."""
    past = when.first == when.last and when.last < flow.now.astimezone(ZoneInfo(same.time_zone)).date()
    if not past or _BEFORE.search(flow.view.message) is None:
        return when
    day = _day(same) - timedelta(days=(_day(same).weekday() - when.first.weekday()) % 7 or 7)
    return replace(when, first=day, last=day)


def _theirs_already(flow: Flow, same: Show, wanted: Wanted) -> str:
    """The day that is wished for, where it is the one they have and no other showing is on such a day; empty else."""
    local, when = same.starts_at.astimezone(ZoneInfo(same.time_zone)), wanted.when
    if (
        _ELSE.search(flow.view.message)
        or when is None
        or not when.contains(local)
        or not (when.weekdays or when.first == when.last)
    ):
        return ""
    if wanted.venue or wanted.city or wanted.pick or (wanted.event_ids and same.event_id not in wanted.event_ids):
        return ""
    own, catalogue = frozenset({same.event_id}), flow.view.catalogue
    kin = [same.event_id, *other_dates(flow, same.event_id)]
    for ids in (kin, wanted.event_ids or kin):
        if wanting.candidates(
            wanted.model_copy(update={"event_ids": ids, "kind": None}), catalogue, flow.now, leave_out=own
        ):
            return ""
    if wanted.performer and wanted.performer not in same.performers:
        return ""
    return "" if wanted.kind and not is_kind(same.kind, wanted.kind) else f"{local:%A}"


def _days_meant(flow: Flow, same: Show, said: When | None, wanted: Wanted) -> list[Show]:
    """The showings that a bare weekday may mean: those on the one nearest to the date they have, and those on the coming one.

    Empty unless it is the show they have on both, and nothing tells which.
    """
    if said is None or not (said.open_ended and said.weekdays) or _OF_THAT_WEEK.search(flow.view.message):
        return []
    own = frozenset({same.event_id})
    near = wanting.candidates(wanted, flow.view.catalogue, flow.now, leave_out=own)
    again = Wanted(event_ids=[s.event_id for s in flow.view.catalogue.shows if s.name == same.name], when=said)
    coming = wanting.candidates(again, flow.view.catalogue, flow.now, leave_out=own)
    coming = [s for s in coming if s.on and s.starts_at > flow.now and _day(s) == _day(coming[0])]
    if not coming or any(s.name != same.name for s in near) or {_day(s) for s in near} <= {_day(coming[0])}:
        return []
    return sorted({s.event_id: s for s in (*coming, *near)}.values(), key=lambda s: s.starts_at)


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

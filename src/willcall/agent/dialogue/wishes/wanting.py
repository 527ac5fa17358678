"""From what a fan said about an event to the events they may mean. Pure, on the catalogue handed in."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import aspects
from willcall.agent.state import ConversationState, EventFact, Wanted
from willcall.understanding.almanac import add_months
from willcall.understanding.kinds import is_kind
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Catalogue, Reading, Show, Slot, When

EVENT_SLOTS = frozenset({"event", "performer", "venue", "city", "event_kind", "when", "event_name"})
_STILL_ON = timedelta(hours=4)
_HALF_A_WEEK = timedelta(days=3)
_THIS_WEEK = timedelta(days=7)  # "on Friday" means the coming one, if there is something on


def candidates(
    wanted: Wanted, catalogue: Catalogue, now: datetime, *, leave_out: frozenset[str] = frozenset()
) -> list[Show]:
    """Shows that fit everything said, soonest first; past ones are left out."""
    fits = [s for s in catalogue.shows if s.starts_at + _STILL_ON > now and s.event_id not in leave_out]
    if wanted.event_ids:
        ids = frozenset(wanted.event_ids)
        fits = [s for s in fits if s.event_id in ids]
    if wanted.without:
        no = {w.casefold() for w in wanted.without}
        fits = [s for s in fits if not no & {s.event_id, *(p.casefold() for p in s.performers)}]
        fits = [s for s in fits if not any(is_kind(s.kind, kind) for kind in wanted.without)]
    if wanted.performer:
        name = wanted.performer.casefold()
        fits = [s for s in fits if any(name == p.casefold() for p in s.performers) or name in s.name.casefold()]
    if wanted.kind:
        alike = [s for s in fits if is_kind(s.kind, wanted.kind)]
        fits = alike or (fits if names_show(wanted) else [])  # "the gig on Thursday", of a comedian who is named
    if wanted.venue:
        fits = [s for s in fits if s.venue == wanted.venue]
    if wanted.city:
        fits = [s for s in fits if s.city.casefold() == wanted.city.casefold()]
    if wanted.when is not None:
        fits = [s for s in fits if wanted.when.contains(s.starts_at.astimezone(ZoneInfo(s.time_zone)))]
        if wanted.when.open_ended and wanted.when.weekdays:
            fits = [s for s in fits if s.starts_at - now < _THIS_WEEK] or fits
    for other in wanted.not_when:
        left = [s for s in fits if not other.contains(s.starts_at.astimezone(ZoneInfo(s.time_zone)))]
        fits = left or (
            fits if wanted.event_ids else []
        )  # "not Saturday, the Boxing Day one", which is another Saturday
    return sorted(fits, key=lambda s: (s.starts_at, s.event_id))


def relaxed(
    wanted: Wanted, catalogue: Catalogue, now: datetime, *, leave_out: frozenset[str] = frozenset()
) -> tuple[list[Show], str]:
    """When nothing fits everything: the nearest that fits something, and what had to give (`date`, `place`, `name`)."""
    for change, gave in (
        ({"when": None}, "date"),
        ({"venue": None, "city": None}, "place"),
        ({"venue": None, "city": None, "when": None}, "date and place"),
        ({"event_ids": [], "performer": None}, "name"),
        ({"event_ids": [], "performer": None, "venue": None, "city": None}, "name"),
    ):
        looser = wanted.model_copy(update=change)
        if looser.empty or looser == wanted:
            continue
        found = candidates(looser, catalogue, now, leave_out=leave_out)
        found = [s for s in found if s.on] or (found if names_show(looser) else [])
        if found:
            return found, gave
    return [], ""


def merged(wanted: Wanted, slots: Iterable[Slot]) -> Wanted:
    """`wanted` with what was newly said. A new name replaces the old one; a date or place is added or replaced."""
    result = wanted.model_copy()
    for slot in slots:
        if slot.negated and slot.name in {"event", "event_kind", "performer"}:
            ids = list(slot.value) if slot.name == "event" else [str(slot.value)]
            result.without = [*result.without, *ids]
        if slot.negated and isinstance(slot.value, When):
            result.not_when = [*result.not_when, slot.value]
        if slot.negated or slot.name not in EVENT_SLOTS:
            continue
        if slot.name == "event":
            result.event_ids, result.performer, result.kind, result.unknown = list(slot.value), None, None, None
        elif slot.name == "performer":
            result.performer, result.unknown = str(slot.value), None
            if not any(s.name == "event" for s in slots):
                result.event_ids = []
        elif slot.name == "venue":
            result.venue = str(slot.value)
        elif slot.name == "city":
            result.city = str(slot.value)
        elif slot.name == "event_kind":
            result.kind = str(slot.value)
        elif slot.name == "when" and isinstance(slot.value, When):
            result.when = _with_part_of_day(result.when, slot.value)
            result.not_when = [n for n in result.not_when if not _within(slot.value, n)]
        elif slot.name == "event_name":
            result.unknown = str(slot.value)
    named = {*result.event_ids, result.performer, result.kind}
    result.without = [w for w in result.without if w not in named]  # "another night of it instead of this one"
    return result


def _with_part_of_day(before: When | None, said: When) -> When:
    """What was just said; of a part of the day alone ("the afternoon one"), with the days that were spoken of before."""
    if before is not None and (day := _within_the_week(before, said)) is not None:
        return day
    part_alone = said.open_ended and not said.weekdays and (said.earliest is not None or said.latest is not None)
    if before is None or not part_alone:
        return said
    return replace(before, earliest=said.earliest, latest=said.latest)


_A_WEEK = timedelta(days=9)  # with the weekend after it


def _within_the_week(before: When, said: When) -> When | None:
    """A bare weekday as the one of the week that was spoken of: "Friday", after "what is on next week?"."""
    bare = said.open_ended and len(said.weekdays) == 1
    if not bare or before.open_ended or before.first == before.last or before.last - before.first > _A_WEEK:
        return None
    days = (before.first + timedelta(days=n) for n in range((before.last - before.first).days + 1))
    day = next((d for d in days if d.weekday() in said.weekdays), None)
    if day is None:
        return None
    part = said if said.earliest is not None or said.latest is not None else before
    return replace(before, first=day, last=day, weekdays=(), earliest=part.earliest, latest=part.latest)


def _within(day: When, other: When) -> bool:
    """Whether all of `day` is one that `other` names, so that wanting it takes back that it was not wanted."""
    if other.first <= day.first and day.last <= other.last:
        return (
            not other.weekdays
            or (bool(day.weekdays) and set(day.weekdays) <= set(other.weekdays))
            or (day.first == day.last and day.first.weekday() in other.weekdays)
        )
    return False


def names_event(slots: Sequence[Slot]) -> bool:
    """Whether the slots say which event, more than just when or where."""
    return any(s.name in {"event", "performer", "event_kind", "event_name"} and not s.negated for s in slots)


def names_show(wanted: Wanted) -> bool:
    """Whether what is wanted is some show, on whatever date."""
    return bool(wanted.event_ids or wanted.performer)


def cheapest_of_a_kind(text: str, slots: Sequence[Slot]) -> bool:
    """Whether the cheapest show of a kind is asked for, and not the cheapest seat of one."""
    least = next((s for s in slots if s.name == "preference" and s.value == "cheapest"), None)
    kind = next((s for s in slots if s.name == "event_kind" and not s.negated), None)
    if least is None or kind is None or any(s.name in {"event", "performer"} for s in slots):
        return False
    return re.search(rf"{re.escape(least.text)} {re.escape(kind.text)}\b(?! (?:tickets?|tix|seats?))", text) is not None


def fits_event(slots: Sequence[Slot], event: EventFact | Show, catalogue: Catalogue) -> bool:
    """Whether everything said about an event is true of this one."""
    show = next((s for s in catalogue.shows if s.event_id == event.event_id), None)
    for slot in slots:
        value = slot.value
        if slot.name == "event":
            true = event.event_id in value
        elif slot.name == "when" and isinstance(value, When):
            true = value.contains(event.starts_at.astimezone(ZoneInfo(event.time_zone)))
        elif slot.name == "venue":
            true = event.venue == value
        elif slot.name == "city":
            true = event.city.casefold() == str(value).casefold()
        elif slot.name == "event_kind":
            true = is_kind(event.kind, str(value))
        elif slot.name == "performer":
            name = str(value).casefold()
            true = name in event.name.casefold() or (
                show is not None and any(name == p.casefold() for p in show.performers)
            )
        else:
            continue
        if true is slot.negated:
            return False
    return True


def siblings(event: EventFact | Show, catalogue: Catalogue) -> list[str]:
    """Ids of other dates of the same show: the same name, or else the same leading performer."""
    return next((ids for ids in _alike(event, catalogue) if ids), [])


def other_dates(event: EventFact, catalogue: Catalogue, now: datetime) -> list[str]:
    """Ids of the dates to come of the same show, or else of the same leading performer, that are not called off."""
    to_come = {s.event_id for s in catalogue.shows if s.on and s.starts_at > now}
    pools = ([i for i in ids if i in to_come] for ids in _alike(event, catalogue)[:2])
    return next((ids for ids in pools if ids), [])


def instead(
    event: EventFact | Show, said: Sequence[Slot], listed: Sequence[str], catalogue: Catalogue, now: datetime
) -> Wanted:
    """What "no, the Friday one" means: the nearest kin of `event` that fits what was said.

    Looked for among what was just listed, then other dates of the show, of its leading performer, of its kind.
    """
    own = frozenset({event.event_id})
    pools = [[i for i in listed if i != event.event_id], *_alike(event, catalogue)]
    for words in ([near(slot, event) for slot in said], said):
        for pool in pools:
            wanted = merged(Wanted(event_ids=list(pool)), words)
            if pool and candidates(wanted, catalogue, now, leave_out=own):
                return wanted
    return merged(Wanted(event_ids=siblings(event, catalogue)), said)


def near(slot: Slot, event: EventFact | Show) -> Slot:
    """A bare weekday as the one nearest to the event spoken of: "the Sunday game", said of a Saturday in December."""
    when = slot.value
    if slot.name != "when" or slot.negated or not isinstance(when, When) or not (when.open_ended and when.weekdays):
        return slot
    return replace(slot, value=around(when, event.starts_at.astimezone(ZoneInfo(event.time_zone)).date()))


def around(when: When, day: date) -> When:
    """A bare weekday as the one nearest to `day`; anything else as it is."""
    if not (when.open_ended and when.weekdays):
        return when
    return replace(when, first=max(day - _HALF_A_WEEK, when.first), last=day + _HALF_A_WEEK, open_ended=False)


def _alike(event: EventFact | Show, catalogue: Catalogue) -> list[list[str]]:
    others = [s for s in catalogue.shows if s.event_id != event.event_id]
    own = next((s for s in catalogue.shows if s.event_id == event.event_id), None)
    lead = own.performers[0] if own is not None and own.performers else None
    return [
        [s.event_id for s in others if s.name == event.name],
        [s.event_id for s in others if lead is not None and lead in s.performers],
        [s.event_id for s in others if s.kind == event.kind],
    ]


_DAY_ALONE = regex(
    r"\b\d{1,2}(?:st|nd|rd|th)\b(?!\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\s*(?:row|seats?|tickets?)\b)",
    re.IGNORECASE,
)
_MONTHS_ON = 3


def as_meant(
    wanted: Wanted, catalogue: Catalogue, now: datetime, text: str, *, leave_out: frozenset[str] = frozenset()
) -> Wanted | None:
    """What a wish that fits nothing may have meant and does fit: the 30th of a later month, a team that has a town's name."""
    when = wanted.when
    if when is not None and when.first == when.last and names_show(wanted) and _DAY_ALONE.search(text):
        for months in range(1, _MONTHS_ON + 1):
            with suppress(ValueError):  # there is no 31st of every month
                day = add_months(when.first, months).replace(day=when.first.day)
                later = wanted.model_copy(update={"when": replace(when, first=day, last=day)})
                if candidates(later, catalogue, now, leave_out=leave_out):
                    return later
    if wanted.city:
        elsewhere = wanted.model_copy(update={"city": None})
        shows = candidates(elsewhere, catalogue, now, leave_out=leave_out)
        named = [s.event_id for s in shows if wanted.city.casefold() in s.name.casefold()]
        return elsewhere.model_copy(update={"event_ids": named}) if named else None
    return None


_OTHER_DATE = regex(
    r"\b(?:other|another|different|some other|later|earlier) (?:dates?|days?|nights?|times?|evenings?|performances?|showings?)\b|\bsame (?:show|event|game|play|gig|concert|act|one|thing|artist)\b",
    re.IGNORECASE,
)
_OTHER_SHOW = regex(
    r"\b(?:other|another|different|any) (?:shows?|events?|games?|plays?|gigs?|concerts?|match(?:es)?)\b", re.IGNORECASE
)


def asks_other_date(text: str) -> bool:
    """Whether another date of the same show is asked for, and not another show."""
    return _OTHER_DATE.search(text) is not None and not _OTHER_SHOW.search(text)


def only_looks(state: ConversationState, reading: Reading, event_id: str) -> bool:
    """Whether it is asked what else is on while seats are held for another show, which stay held until something else is taken."""
    told = {s.name for s in reading.slots if not s.negated}
    if state.hold is None or state.hold.event_id == event_id or not aspects.asks(reading.text):
        return False
    looks = "event_kind" in told and _IS_ON.search(reading.text) is not None and not _INSTEAD.search(reading.text)
    return looks and not told & {"event", "performer", "quantity", "ordinal"}


_IS_ON = regex(r"\b(?:what|which|any|is there|are there)\b", re.IGNORECASE)
_INSTEAD = regex(
    r"\b(?:instead|rather|swap|switch|change|move|make it|(?:what|how) about|can (?:i|we) (?:do|have|get|take))\b",
    re.IGNORECASE,
)

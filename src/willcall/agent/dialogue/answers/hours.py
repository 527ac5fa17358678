"""When a show starts, ends and lets people in, and its next date where one is off."""

from collections.abc import Generator
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import documents
from willcall.agent.dialogue.flow import Flow
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.state import EventFact, Wanted

NO_DOORS = "When the doors open I don't know; the start I do:"
OVER = frozenset({"finished", "cancelled", "postponed"})


def opens(flow: Flow, event: EventFact, doors: object) -> str:
    """When the doors open, in the venue's own time; empty where that is not known."""
    if not doors:
        return ""
    return flow.fact_time(str(doors)).astimezone(ZoneInfo(event.time_zone)).strftime("%I:%M %p").lstrip("0")


def next_of(flow: Flow, event: EventFact) -> Generator[list[ToolCall], list[ToolResult], EventFact | None]:
    """The next date of a show whose date in question is off."""
    others = wanting.candidates(
        Wanted(event_ids=wanting.siblings(event, flow.view.catalogue)), flow.view.catalogue, flow.now
    )
    if not others:
        return None
    got = yield from flow.use("find_events", event_ids=[s.event_id for s in others[:6]])
    facts = [flow.fact(e) for e in got.content["events"]] if got.ok else []
    return next((fact for fact in facts if fact.status not in OVER), None)


def length(event: EventFact) -> str:
    """How long a show lasts, from when it starts and ends."""
    assert event.ends_at is not None
    zone = ZoneInfo(event.time_zone)
    start, end = (at.astimezone(zone).strftime("%I:%M %p").lstrip("0") for at in (event.starts_at, event.ends_at))
    minutes = round((event.ends_at - event.starts_at).total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    lasts = " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest else [])])
    return f"{event.name} {documents.LASTS} {lasts}, from {start} to about {end}."

"""A change that was quoted, once other seats are listed for it or its seats have gone: what is on the table then.

What is agreed to is the quote last shown, and after a list there is none: a yes to something of the list is none to what was quoted before it.
"""

from collections.abc import Generator

from willcall.agent.dialogue.flow import Flow, Got, Step
from willcall.agent.dialogue.scripts import exactly
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.state import EventFact, SeatsFact

GONE = "Someone was quicker: those seats have just gone."


def quoted_before(flow: Flow) -> Generator[list[ToolCall], list[ToolResult], None]:
    """Takes back the quote of a change; the seats kept for it are free again, and listed with the others."""
    quote = flow.state.quote
    if quote is None or quote.kind == "purchase":
        return
    if quote.hold_id is not None:
        yield from flow.use("release_hold", hold_id=quote.hold_id)
    flow.state.quote = None


def gone(got: Got) -> bool:
    """Whether somebody else has taken the seats meanwhile."""
    return got.kind == "conflict" and got.error.get("name") == "SeatsTaken"


def exchanged(flow: Flow, order_id: str, event: EventFact, seat_ids: list[str]) -> Step:
    """The quote of an exchange for those seats; where they have gone, and any place of their part is as good, for others there."""
    wanted = {"order_id": order_id, "event_id": event.event_id}
    got = yield from flow.use("exchange_tickets", **wanted, seat_ids=seat_ids)
    shown = flow.state.list_shown("seats")
    option = next((o for o in shown.seats if o.seat_ids == seat_ids), None) if shown is not None else None
    if not gone(got) or option is None or not option.unreserved:
        return got
    others: SeatsFact | None = yield from exactly.as_good(flow, event, option)
    return got if others is None else (yield from flow.use("exchange_tickets", **wanted, seat_ids=others.seat_ids))

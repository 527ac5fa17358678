"""Offering the very seats a fan named by number, nothing of which is held before they take them; and others, where it is all one which."""

from collections.abc import Generator

from willcall.agent.dialogue.flow import Flow
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.state import EventFact, SeatsFact, Task

RIGHT_BESIDE = "right beside"


def those(
    flow: Flow, task: Task, event: EventFact
) -> Generator[list[ToolCall], list[ToolResult], list[SeatsFact] | None]:
    """The seats to offer: those named, or what is near, with what is not free said first; None where the usual search is to say why.

    The numbers are looked for once: they are of this wish, and never of the next.
    """
    numbers, task.numbers, task.keep_section = task.numbers, [], None
    beside, task.beside = task.beside, False
    got = yield from flow.use(
        "check_inventory",
        event_id=event.event_id,
        quantity=task.quantity,
        section=task.section,
        rows=task.rows or None,
        numbers=numbers,
        wheelchairs=task.accessible or None,
        limit=1 if beside else None,
    )
    if not got.ok:
        return None
    told = str(got.content.get("note") or "")
    options = [SeatsFact.model_validate(o) for o in got.content["options"]]
    if beside:
        flow.lead.append(_beside_theirs(options))
    elif told:
        flow.lead.append(f"{told} The nearest I have:" if options else told)
    task.rows = []  # the row was that of the numbers
    return options or None


def _beside_theirs(options: list[SeatsFact]) -> str:
    """What is said of seats looked for next to the fan's own."""
    if options and RIGHT_BESIDE in options[0].note:
        return "Right beside yours:"
    if options and options[0].unreserved:
        return "Places there have no numbers, so you can sit or stand together."
    near = " The nearest I have:" if options else ""
    return f"Nothing is free right beside your seats, so I can't promise that you sit together.{near}"


def as_good(
    flow: Flow, event: EventFact, option: SeatsFact
) -> Generator[list[ToolCall], list[ToolResult], SeatsFact | None]:
    """As many other places of an unreserved part, where those shown have gone: any of them is as good; None where there are none."""
    got = yield from flow.use(
        "check_inventory", event_id=event.event_id, quantity=len(option.seat_ids), section=option.section
    )
    offers = [SeatsFact.model_validate(o) for o in got.content["options"]] if got.ok else []
    return next(
        (o for o in offers if o.unreserved and o.each == option.each and set(o.seat_ids) != set(option.seat_ids)), None
    )

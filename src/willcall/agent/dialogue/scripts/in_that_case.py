"""Looking up what was wished for first, and taking what was said instead where there is none of it."""

from collections.abc import Generator

from willcall.agent.dialogue.acts import otherwise
from willcall.agent.dialogue.flow import Flow
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.state import EventFact, SeatsFact, Task
from willcall.boxoffice.contract import section_label


def settled(flow: Flow, task: Task, event: EventFact) -> Generator[list[ToolCall], list[ToolResult], SeatsFact]:
    """The seats to hold: as wished where they are to be had, else those that were said instead, telling so."""
    instead, task.otherwise = task.otherwise, None
    assert instead is not None
    got = yield from flow.use(
        "check_inventory",
        event_id=event.event_id,
        quantity=task.quantity,
        section=task.section,
        wheelchairs=task.accessible or None,
        prefer=task.prefer,
        rows=task.rows or None,
    )
    options = [SeatsFact.model_validate(o) for o in got.content["options"]] if got.ok else []
    met = next((offer for offer in options if otherwise.is_met(task, offer)), None)
    if met is not None:
        return met
    where = f" in {section_label(task.section)}" if task.section else ""
    aisle = " on the aisle" if task.prefer == "aisle" else ""
    flow.lead.append(str(got.content.get("missing") or "") or f"There is nothing{where}{aisle} for that many.")
    task.rows, task.section, task.prefer = [], None, None
    return instead


def cheaper(
    flow: Flow, task: Task, event: EventFact, instead: SeatsFact, below: int
) -> Generator[list[ToolCall], list[ToolResult], tuple[list[SeatsFact], SeatsFact]]:
    """What costs less than `below`, to be offered; where nothing does, so it is told, and `instead` is to be held."""
    task.otherwise, task.below = None, None
    got = yield from flow.use(
        "check_inventory",
        event_id=event.event_id,
        quantity=task.quantity,
        section=task.section,
        wheelchairs=task.accessible or None,
        prefer="cheapest",
        max_price=below - 1,
    )
    options = [SeatsFact.model_validate(o) for o in got.content["options"]] if got.ok else []
    if not options:
        where = f" in {section_label(task.section)}" if task.section else ""
        flow.lead.append(f"There is nothing cheaper{where} for that many.")
        task.section = None
    return options, instead

"""Of the better seats there are for an order, those that are as wished: on the aisle, in a row that was named; or that none is."""

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.flow import Flow
from willcall.agent.dialogue.wishes.choosing import fold
from willcall.agent.state import SeatsFact, Task


def as_wished(flow: Flow, task: Task, options: list[SeatsFact]) -> list[SeatsFact]:
    """The seats on the aisle, or in the rows named, where some are; else all of them, with a word that none is. Said of a wish once."""
    wished, task.prefer, rows, task.rows = task.prefer, None, {fold(row) for row in task.rows}, []
    if wished == "cheapest" and options:
        least = min(o.delta or 0 for o in options)
        options = [o for o in options if (o.delta or 0) == least]
        flow.lead.append(
            f"The least that better seats cost is {phrases.money(least, task.order.currency if task.order is not None else '')} more in all."
        )
    if wished == "aisle":
        options = _some(flow, options, [o for o in options if "aisle" in o.note], "on the aisle")
    if rows:
        options = _some(flow, options, [o for o in options if fold(o.row) in rows], "in that row")
    return options


def own_part(task: Task, options: list[SeatsFact]) -> bool:
    """Whether the part asked for is the one they sit in, where nothing costs more: "I only got the upper bowl" asks for better than that."""
    return bool(options) and task.section is not None and all(not o.delta and fold(o.tier) == fold(task.section) for o in options)  # fmt: skip


def _some(flow: Flow, options: list[SeatsFact], fit: list[SeatsFact], where: str) -> list[SeatsFact]:
    if not fit:
        flow.lead.append(f"None of the better seats I have is {where}.")
    return fit or options

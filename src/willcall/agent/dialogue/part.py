"""Which tickets of an order are meant: all of them, those in the seats named, so many, or all but so many. Pure."""

from collections.abc import Sequence

from willcall.agent.dialogue.choosing import fold
from willcall.agent.state import Task, TicketFact


def some_tickets(task: Task) -> list[str] | None:
    """The tickets meant when it is not all of them: those named, else the last ones of the order."""
    valid = in_hand(task)
    if task.ticket_ids:
        return [t.ticket_id for t in valid if t.ticket_id in task.ticket_ids] or None
    placed = _placed(valid, task)
    number = how_many(task, len(valid))
    if number is None or number > len(placed):
        number = len(placed) if len(placed) < len(valid) else None
    if number is None or not 0 < number < len(valid):
        return None
    return [t.ticket_id for t in placed[-number:]]


def in_hand(task: Task) -> list[TicketFact]:
    """The tickets of the order that can still be given back."""
    assert task.order is not None
    return [t for t in task.order.tickets if t.status == "valid"]


def how_many(task: Task, held: int) -> int | None:
    """How many of `held` tickets are meant, None where that was not said."""
    if task.kept is None:
        return task.ticket_count
    return held - (held // 2 if task.kept == "half" else task.kept)


def unknown_seats(task: Task) -> list[str]:
    """Seats that were named and are not the order's."""
    return [n for n in task.numbers if n not in {t.number for t in in_hand(task)}]


def _placed(valid: Sequence[TicketFact], task: Task) -> list[TicketFact]:
    """Of the tickets those in the seats, rows and sections named; all where none was, or where nothing is there."""
    found = list(valid)
    for said, where in (
        (task.numbers, lambda t: t.number),
        (task.rows, lambda t: fold(t.row)),
        ([task.section] if task.section else [], lambda t: fold(t.section)),
    ):
        wanted = {fold(one) for one in said}
        found = [t for t in found if not wanted or fold(where(t)) in wanted] or found
    return found

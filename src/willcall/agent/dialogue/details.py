"""What a message says of a task beyond which event: how many, where to sit, for how much, for whom. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from willcall.agent.state import ConversationState, Task
from willcall.understanding.reading import PriceBound, Slot

BUYING = {"browse", "purchase"}


def add(task: Task, slots: Sequence[Slot], *, chosen: bool = False) -> None:
    """Adds what was said to the task. With `chosen`, words that picked seats do not also ask for others."""
    before = (task.quantity, task.section, task.row, task.prefer, task.budget_major, task.budget_per, task.accessible)
    for slot in slots:
        value = slot.value
        if slot.name == "quantity" and not chosen and isinstance(value, int):
            if task.kind in BUYING:
                task.quantity = value
                task.kind = "purchase"
            else:
                task.ticket_count = value
        elif slot.name == "section" and not chosen:
            if slot.negated:
                task.section = None if task.section == value else task.section
            else:
                task.section = str(value)
        elif slot.name == "preference" and not chosen:
            task.prefer = {"cheapest": "cheapest", "aisle": "aisle"}.get(str(value), "best")  # type: ignore[assignment]
        elif slot.name == "max_price" and not chosen and isinstance(value, PriceBound) and value.bound != "min":
            task.budget_major, task.budget_per = value.major, value.per
        elif slot.name == "accessible" and value:
            task.accessible = True
        elif slot.name == "order_id":
            task.order_hint = str(value)
            if task.order is not None and task.order.order_id != value:
                task.order = None
        elif slot.name == "refund_to":
            task.refund_to = value
        elif slot.name == "email":
            task.recipient_email = str(value)
        elif slot.name == "person":
            task.recipient_name = str(value)
    after = (task.quantity, task.section, task.row, task.prefer, task.budget_major, task.budget_per, task.accessible)
    if after != before:
        if task.quantity != before[0] and task.chosen is not None and task.kind in BUYING:
            task.keep_section = task.chosen.section
        task.options, task.chosen = [], None


def as_number(slot: Slot, state: ConversationState, text: str) -> Slot:
    """A bare "4" below a list of three is a number of tickets, not a position."""
    shown = state.list_shown("events")
    beyond = shown is None or not isinstance(slot.value, int) or slot.value >= len(shown.events)
    if slot.name == "ordinal" and beyond and state.awaiting == "event" and text.strip(" .!").isdigit():
        return replace(slot, name="quantity", value=int(text.strip(" .!")))
    return slot

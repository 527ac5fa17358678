"""Seats compared with those on the table: cheaper ones, better ones, or better ones that cost no more; or that there are none, and what is held stays."""

from willcall.agent.dialogue import cues, phrases
from willcall.agent.dialogue.flow import Flow, Script, most_each
from willcall.agent.dialogue.scripts import offering
from willcall.agent.state import EventFact, SeatsFact, Task


def shown(flow: Flow, task: Task, event: EventFact, budget: int | None) -> Script:
    """Shows them, where there are some.

    Args:
        flow: The turn.
        task: What is bought, with what is to be bettered.
        event: For which show.
        budget: The most a ticket may cost, in minor units, where that was told.
    """
    than, most = task.nearer_than, (task.below or 0) - 1
    task.nearer_than, task.below = [], None
    got = yield from flow.use(
        "check_inventory",
        event_id=event.event_id,
        quantity=task.quantity,
        max_price=most if budget is None else min(most, budget),
        nearer_than=than,
        wheelchairs=task.accessible or None,
        prefer="best",
    )
    options = [SeatsFact.model_validate(o) for o in got.content["options"]] if got.ok else []
    if options:
        task.section, task.keep_section, task.rows, task.chosen = None, None, [], None
        return offering.offered(flow, task, event, options, str(got.content.get("note") or ""))
    held = flow.state.hold is not None and flow.state.quote is not None
    return flow.say(
        f"I have nothing nearer or better for that at {phrases.money(most, event.currency)} each or less.",
        "I'm still holding your seats. Shall I book them?" if held else "Which of those would you like?",
        awaiting="confirmation" if held else "seats",
    )


def compared(flow: Flow, task: Task, event: EventFact) -> Script:
    """Shows seats that cost less, or are better, than those on the table; or says that there are none."""
    below, above = task.below, task.above
    task.below, task.above = None, None
    budget = most_each(task, event.currency)
    within = budget if below is None else below - 1 if budget is None else min(budget, below - 1)
    search = {
        "event_id": event.event_id,
        "quantity": task.quantity,
        "above": above,
        "wheelchairs": task.accessible or None,
        "prefer": task.prefer,
    }
    got = yield from flow.use("check_inventory", max_price=within, **search)
    options = [SeatsFact.model_validate(o) for o in got.content["options"]] if got.ok else []
    if options:
        return offering.offered(flow, task, event, options, str(got.content.get("note") or ""))
    word = "cheaper" if below is not None else "better"
    if below is None and budget is not None and not cues.WITHIN_BUDGET.search(flow.view.reading.text):
        limit = phrases.money(budget, event.currency)
        got = yield from flow.use("check_inventory", **search)
        options = [SeatsFact.model_validate(o) for o in got.content["options"]] if got.ok else []
        if options:
            flow.lead.append(f"There is nothing better at up to {limit} each. For more than that:")
            return offering.offered(flow, task, event, options, str(got.content.get("note") or ""))
    held = flow.state.hold is not None and flow.state.quote is not None
    limit = "" if below is not None or budget is None else f" at up to {phrases.money(budget, event.currency)} each"
    ask = "I'm still holding your seats. Shall I book them?" if held else "Which of those would you like?"
    return flow.say(
        f"There is nothing {word} than that left for this show{limit}.",
        ask,
        awaiting="confirmation" if held else "seats",
    )

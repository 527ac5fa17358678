"""Numbers of tickets that cannot be had: none, less than one, more than there are. What is held for the same show is not let go for them."""

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.flow import Aside, Flow
from willcall.agent.state import EventFact, Task


def whole(event: EventFact) -> str:
    """How many tickets there may be of one order."""
    return f"It takes whole tickets: at least one, and at most {event.max_tickets} in one order."


def not_to_be_had(flow: Flow, task: Task, event: EventFact) -> Aside:
    """Says why another number than the one held cannot be had, and keeps what is held; None where it can, or nothing is held."""
    state = flow.state
    held, wanted = state.hold, task.quantity
    if held is None or state.quote is None or held.event_id != event.event_id or wanted is None:
        return None
    count = len(held.seat_ids)
    if 1 <= wanted <= count:
        return None
    why = whole(event)
    if wanted > count:
        got = yield from flow.use(
            "check_inventory",
            event_id=event.event_id,
            quantity=wanted,
            wheelchairs=min(task.accessible, wanted) or None,
        )
        if got.ok and got.content["options"]:
            return None
        why = phrases.sentence(got.why) if not got.ok else f"I don't have {phrases.tickets(wanted)} left for this show."
    task.quantity, task.keep_section = count, None
    total = phrases.money(state.quote.total, event.currency)
    waits = "payment" if state.quote.confirmed else "confirmation"
    them = "one ticket" if count == 1 else phrases.count(count)
    ask = "Choose below how to pay." if waits == "payment" else f"Shall I book {'it' if count == 1 else 'them'}?"
    return flow.say(why, f"I'm still holding your {them}, {total} in all. {ask}", awaiting=waits, show=())

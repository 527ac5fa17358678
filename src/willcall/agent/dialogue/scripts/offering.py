"""What is said of seats that are offered, and of those that are held."""

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.flow import Flow
from willcall.agent.ports import Speech
from willcall.agent.state import EventFact, SeatsFact, Task


def offered(flow: Flow, task: Task, event: EventFact, options: list[SeatsFact], note: str) -> Speech:
    """Shows the seats, with what is to be said of them."""
    task.options = options
    lines = phrases.numbered([phrases.seats_line(o, event.currency) for o in options])
    fees = phrases.fees_included(options)
    head = f"{phrases.event_short(event, flow.now)}, {phrases.tickets(task.quantity or 0)}{with_access(task)}, {fees}:"
    ask = phrases.hold_these(options) if len(options) == 1 else "Which would you like?"
    return flow.say(head, lines, phrases.sentence(note), ask, awaiting="seats")


def with_access(task: Task) -> str:
    """Of a wish: that it is one for wheelchair spaces."""
    if task.accessible > 1:
        return f" with {phrases.count(task.accessible)} wheelchair spaces"
    return " with wheelchair access" if task.accessible else ""


def quote_text(flow: Flow, quote: dict[str, object], event: EventFact | None) -> str:
    """A quote in words, complete without its card."""
    items = quote["items"]
    total = quote["total"]
    seats = quote.get("seats") or []
    assert isinstance(items, list)
    assert isinstance(total, dict)
    assert isinstance(seats, list)
    lines = [f"{i['label']}: {i['amount']['text']}" for i in items]
    where = ""
    if seats:
        where = phrases.places(phrases.seated(seats))
    name = f" for {phrases.event_short(event, flow.now)}" if event is not None else ""
    left = phrases.until(flow.fact_time(str(quote["expires_at"])), flow.now)
    return "\n".join(
        [
            f"I'm holding {where}{name}.",
            *lines,
            f"Total: {total['text']}. The seats are yours for {left}.",
            "Shall I book them?",
        ]
    )

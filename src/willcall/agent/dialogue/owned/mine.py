"""What is asked of tickets one has: whether they are side by side; and of what may be done with them, as a rule.

`asks_together` and `rule_asked` hear, pure; `tell_together` answers from the order.
"""

import re
from collections.abc import Generator

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.dialogue.owned.orders import is_active
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import ToolCall, ToolResult, View
from willcall.agent.state import OrderFact, TicketFact
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_SIDE = r"(?:together|next to (?:each other|one another)|side by side|adjacent|beside each other|in a row|apart|separate(?:d)?)"
_TOGETHER = regex(
    rf"\b(?:are|is|were|r) (?:my|our|those|these|the|they|both|all|we|mine|ours)\b[^.?!]{{0,32}}\b{_SIDE}\b|\b(?:am i|are we|do we|will we)\b[^.?!]{{0,16}}\b(?:sat|sit|sitting|seated|be)\b[^.?!]{{0,16}}\b{_SIDE}\b|\b{_SIDE} or (?:not|no|apart|separate\w*|what)\b",
    re.IGNORECASE,
)
_OURS = regex(r"\b(?:my|our) (?:\w+ )?(?:seats?|tickets?)\b", re.IGNORECASE)
_HANDS = regex(
    r"\b(?:can|could|may|might) (?:i|we)\b[^.?!]{0,12}\b(?:give|pass|hand|transfer|send|gift|let)\b[^.?!]{0,24}\b(?:it|them|one|mine|ours|these|those|tickets?|seats?)\b[^.?!]{0,12}\b(?:to|on to|over to|have)\b(?! (?:you|me|us)\b)|\b(?:can|could|may) (?:i|we) let (?:my|someone|somebody|a)\b[^.?!]{0,16}\b(?:have|use|take)\b",
    re.IGNORECASE,
)
_USES = regex(
    r"\b(?:can|could|may) (?:my \w+|(?:someone|somebody|anyone) else|a (?:friend|mate)|he|she|they)\b[^.?!]{0,12}\b(?:use|have|take|go (?:with|on)|come (?:with|on)|get in (?:with|on))\b[^.?!]{0,16}\b(?:it|mine|(?:my|the|one|our|his|her) (?:\w+ )?tickets?|one of (?:my|our|the) tickets)\b",
    re.IGNORECASE,
)
_SUPPOSES = regex(r"\b(?:if|in case|when|should i|later|suppose)\b", re.IGNORECASE)
_SELLS = regex(
    r"\b(?:thinking (?:of|about)|want(?:ed)? to|wanna|like to|can (?:i|we)|could (?:i|we)|may (?:i|we)|how (?:do|can|would) (?:i|we)|planning (?:to|on)|looking to|might|allowed to|ok to|possible to|trying to)\b[^.?!]{0,16}\b(?:re-?)?sell(?:ing)?\b(?! me| us| out)[^.?!]{0,20}\b(?:it|them|mine|ours|one|these|those|(?:my|our|the|both|\d) (?:\w+ )?(?:tickets?|seats?))\b",
    re.IGNORECASE,
)


_NEEDED = regex(
    r"\bwhat (?:do|would|will|did|info|details?) ?(?:i|you|we|do i|do you)?\b[^.?!]{0,8}\bneed\b[^.?!]{0,32}\b(?:take (?:them|it|over)|transfer\w*|hand\w*|giv(?:e|ing)|pass\w*|send(?:ing)?)\b",
    re.IGNORECASE,
)


def rule_asked(intent: Intent, text: str, view: View) -> str | None:
    """Whose rule is asked for, of tickets one has: to sell them on, to let somebody else go. None for all else."""
    state = view.state
    buying = state.task is not None and state.task.kind in BUYING and state.task.event is not None
    if buying or state.hold is not None or any(s.name == "email" for s in view.reading.slots):
        return None
    if _SELLS.search(text):
        return "sell them"
    bought = state.memo.get("bought") or state.last_order_id
    if bought and _NEEDED.search(text):
        return "transfer"  # "what would I need from him to take over the tickets"
    if (bought or view.signed_in) and _USES.search(text) and _SUPPOSES.search(text):
        return "transfer"  # "can my mother use it if I can't come"
    counted = any(s.name == "quantity" for s in view.reading.slots)
    if bought and not counted and intent is not Intent.REFUND and _HANDS.search(text) and _SUPPOSES.search(text):
        return "transfer"  # "can I give it to my mum if I'm sick"
    return None


_MINE = regex(
    r"\b(?:my|our|mine|ours|(?:i|we)(?:['’]ve| have)(?: got)?|(?:i['’]?m|we['’]?re) (?:going|coming))\b", re.IGNORECASE
)


def dates_of(flow: Flow, text: str) -> Generator[list[ToolCall], list[ToolResult], set[str]]:
    """The shows to come of orders one has, where a question is of them: "when do doors open for my gig"; without them none."""
    if not flow.view.signed_in or _MINE.search(text) is None:
        return set()
    got = yield from flow.use("list_orders", quiet=True)
    orders = [OrderFact.model_validate(o) for o in got.content.get("orders", [])] if got.ok else []
    return {o.event_id for o in orders if is_active(o) and (o.starts_at is None or o.starts_at > flow.now)}


def only_date(flow: Flow) -> Generator[list[ToolCall], list[ToolResult], str | None]:
    """The show of the only order to come of somebody who names none: "just tell me the kick-off time"."""
    dates = yield from dates_of(flow, "mine")
    return dates.pop() if len(dates) == 1 else None


def asks_together(view: View) -> bool:
    """Whether it is asked if seats that were bought are side by side; those offered or held are told of by `standing`."""
    state, reading = view.state, view.reading
    if not view.signed_in or state.hold is not None or _TOGETHER.search(reading.text) is None:
        return False
    if state.quote is not None and (state.quote.kind == "purchase" or not state.quote.seats):
        return False
    ours = _OURS.search(reading.text) is not None
    choosing = state.task is not None and (state.awaiting == "seats" or (state.task.kind in BUYING and not ours))
    if state.quote is None and choosing:
        return False
    said = {s.name for s in reading.slots if not s.negated}
    return not said & {"event", "performer", "event_kind", "when", "max_price", "email"}


def tell_together(flow: Flow, back: str) -> Script:
    """Whether the seats quoted, or the tickets of the order spoken of, are in one row without a gap, by their numbers."""
    quote = flow.state.quote
    if quote is not None:
        new = [TicketFact(ticket_id="", section=a, row=b, number=c, status="") for a, b, c in quote.seats]
        return flow.say(f"{how_they_lie(new)} {phrases.places(new)}.", back, awaiting=flow.state.awaiting)
    got = yield from flow.use("list_orders", quiet=True)
    orders = [OrderFact.model_validate(o) for o in got.content.get("orders", [])] if got.ok else []
    able = [o for o in orders if is_active(o)]
    order = next((o for o in able if o.order_id == flow.state.last_order_id), able[0] if able else None)
    if order is None:
        return flow.say("You have no tickets that I could look at.")
    seats = [t for t in order.tickets if t.status in {"valid", "used"}]
    where = f"{order.event_name}: {phrases.places(seats)}."
    if len(seats) == 1:
        return flow.say(f"It is a single ticket. {where}", awaiting=flow.state.awaiting)
    return flow.say(f"{how_they_lie(seats)} {where}", awaiting=flow.state.awaiting)


def how_they_lie(seats: list[TicketFact]) -> str:
    """Whether seats are side by side, by their numbers."""
    if all(t.unreserved for t in seats):
        return "They are places without numbers in the same part: you sit or stand where you like, together."
    if len({(t.section, t.row) for t in seats}) > 1:
        return "No, not all of them."
    numbers = sorted(int(t.number) for t in seats if t.number.isdigit())
    if len(numbers) == len(seats) and numbers[-1] - numbers[0] == len(numbers) - 1:
        return "Yes, side by side."
    return "They are in one row, but their numbers don't follow each other."

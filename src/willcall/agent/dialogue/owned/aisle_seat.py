"""Which seat is the one on the aisle: of tickets one has, told from the order; of seats offered or held, only that one of them is.

`asked` hears, pure; `tell` answers.
"""

import re

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.dialogue.owned.orders import is_active
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, OrderFact, SeatsFact

_WHICH = re.compile(
    r"\b(?:which|what)(?:['’]?s)? ?(?:(?:seat|one)(?: number)?|number|(?:one )?of (?:the|these|those|them|my|our|mine|us)(?: (?:two|three|four|five|six|seats?|tickets?))?)?\b(?!s\b)[^.?!]{0,12}\b(?:is|has|gets?|['’]s|sits?)?\b[^.?!]{0,10}\b(?:on|at|by|next to|the) (?:the |an )?aisle\b|\bmark (?:me )?(?:the |which is the )?aisle\b",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"\b(?:is|are|am|was) (?:one|any|either|both|some|all|i|we|mine|ours|(?:my|our) \w+)(?: of (?:mine|ours|(?:my|our|these|those|them|us)(?: \w+)?))?\b[^.?!]{0,16}\b(?:on|at|by) (?:the|an) aisle\b",
    re.IGNORECASE,
)
_SEEKS = re.compile(
    r"\b(?:do you have|have you|available|left|want|need|prefer|instead|other|another|can (?:i|we|you)|cheap\w*|price|upgrade|any (?:seats|tickets|more))\b|\bwhich (?:ones|seats|options|sections|rows)\b",
    re.IGNORECASE,
)
_ELSE = frozenset({"event", "performer", "when", "email", "max_price", "event_kind"})
_LONGEST = 160  # characters


def asked(view: View, heard: Heard) -> bool:
    """Whether it is asked which seat is at the aisle: "which of the two is on the aisle, 5 or 6?", "is one of mine on the aisle?"."""
    state, reading = view.state, view.reading
    text = reading.text
    if len(text) > _LONGEST or _SEEKS.search(text) or any(s.name in _ELSE for s in reading.slots):
        return False
    which, mine = _WHICH.search(text) is not None, _MINE.search(text) is not None
    offers = _offers(state)
    if not (which or mine) or (not offers and not (view.signed_in and _free(state))):
        return False
    if offers and not which:
        return False
    heard.standing, heard.understood = "which aisle", True
    return True


def _free(state: ConversationState) -> bool:
    """Whether nothing is in hand that the words may be of, and tickets are had."""
    return state.quote is None and state.hold is None and (state.task is None or state.task.kind == "orders")


def _offers(state: ConversationState) -> list[SeatsFact]:
    """The seats held, or those that wait for a pick."""
    task = state.task
    if state.hold is not None:
        return [task.chosen] if task is not None and task.chosen is not None else []
    shown = state.list_shown("seats") if state.awaiting == "seats" else None
    return list(shown.seats) if shown is not None else []


def tell(flow: Flow, back: str) -> Script:
    """Which seat it is, where that is known."""
    offers = _offers(flow.state)
    if offers:
        place = next((s.value for s in flow.view.reading.slots if s.name == "ordinal"), None)
        if isinstance(place, int) and 0 < place <= len(offers):
            offers = [offers[place - 1]]
        there = [offer for offer in offers if "aisle" in offer.note]
        head = (
            "None of those is on the aisle."
            if not there
            else f"{phrases.seat_place(there[0])} is on the aisle."
            if len(there[0].numbers) == 1
            else "One end of each offer marked so is on the aisle; which of its seats that is, I can't tell before they are booked."
        )
        return flow.say(head, back, awaiting=flow.state.awaiting)
    got = yield from flow.use("list_orders", quiet=True)
    orders = [OrderFact.model_validate(o) for o in got.content.get("orders", [])] if got.ok else []
    able = [o for o in orders if is_active(o)]
    order = next((o for o in able if o.order_id == flow.state.last_order_id), able[0] if able else None)
    if order is None:
        return flow.say("You have no tickets that I could look at.", back, awaiting=flow.state.awaiting)
    seats = [t for t in order.tickets if t.status in {"valid", "used"}]
    on_aisle = [t for t in seats if t.aisle]
    if not on_aisle:
        return flow.say(f"No, none is on the aisle. {order.event_name}: {phrases.places(seats)}.", back)
    verb = "is" if len(on_aisle) == 1 else "are"
    return flow.say(f"{order.event_name}: {phrases.places(on_aisle)} {verb} on the aisle.", back)

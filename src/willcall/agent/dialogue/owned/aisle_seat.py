"""Which seat is the one on the aisle: of tickets one has, told from the order; of seats offered or held, only that one of them is.

`asked` hears, pure; `tell` answers.
"""

import re

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.dialogue.owned.orders import is_active
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, OrderFact, SeatsFact
from willcall.understanding.patterns import regex

_WHICH = regex(
    r"\b(?:which|what)(?:['’]?s)? ?(?:(?:seat|one)(?: number)?|number|(?:one )?of (?:the|these|those|them|my|our|mine|us)(?: (?:two|three|four|five|six|seats?|tickets?))?)?\b(?!s\b)[^.?!]{0,12}\b(?:is|has|gets?|['’]s|sits?)?\b[^.?!]{0,10}\b(?:on|at|by|next to|the) (?:the |an )?(?:aisle|(?:very )?end of (?:the|a|its) row)\b|\bmark (?:me )?(?:the |which is the )?aisle\b",
    re.IGNORECASE,
)
_MINE = regex(
    r"\b(?:is|are|am|was) (?:one|any|either|both|some|all|i|we|mine|ours|(?:my|our) \w+)(?: of (?:mine|ours|(?:my|our|these|those|them|us)(?: \w+)?))?\b[^.?!]{0,16}\b(?:on|at|by) (?:the|an) aisle\b",
    re.IGNORECASE,
)
_MY_SEATS = regex(
    r"\b(?:is|are|if|whether|that|which of|does|do|check|see|confirm|know|hope|sure)\b[^.?!]{0,16}\b(?:my|our) (?:\w+ ){0,3}(?:seats?|tickets?|places?|ones?|two|three|four|five|six|pair|order|booking)\b[^.?!]{0,40}\b(?:on|at|by|near|next to|beside|have|has|include|with) (?:the |an |a )?(?:aisle|end of (?:the|a) row)\b",
    re.IGNORECASE,
)
"""Of seats they have, whatever show they are called by: "are my opera seats on the aisle"."""
_BY_NUMBER = regex(
    r"\b(?:is|are)\b (?:the )?(?:seats? |numbers? |no\.? )?(?P<first>\d{1,3})\b(?P<more>(?:\s*(?:,|and|&|or|to|-|–)\s*(?:seats? )?\d{1,3}\b)*)[^.?!\d]{0,32}\b(?:aisles?|end of (?:the|a|its) row)\b",
    re.IGNORECASE,
)
"""Of seats by their numbers: "are 5 and 6 on the aisle?"."""
_PLEASE_CHECK = regex(
    r"\b(?:can|could) (?:i|you|u|ye) (?:please )?(?:check|ask|see|tell me|confirm|look)\b", re.IGNORECASE
)
_SEEKS = regex(
    r"\b(?:do you have|have you|available|left|want|need|prefer|instead|other|another|can (?:i|we|you)|cheap\w*|price|upgrade|any (?:seats|tickets|more))\b|\bwhich (?:ones|seats|options|sections|rows)\b",
    re.IGNORECASE,
)
_ELSE = frozenset({"event", "performer", "when", "email", "max_price", "event_kind"})
_NAMED = frozenset({"event", "performer", "when", "event_kind"})
_LONGEST = 160  # characters


def asked(view: View, heard: Heard) -> bool:
    """Whether it is asked which seat is at the aisle: "which of the two is on the aisle, 5 or 6?", "is one of mine on the aisle?"."""
    state, reading = view.state, view.reading
    text = reading.text
    own = view.signed_in and _free(state) and _MY_SEATS.search(text) is not None
    asked_for = _PLEASE_CHECK.sub(" ", text) if own else text
    if (
        len(text) > _LONGEST
        or _SEEKS.search(asked_for)
        or any(s.name in _ELSE - (_NAMED if own else set()) for s in reading.slots)
    ):
        return False
    if own:
        heard.standing, heard.understood = "which aisle", True
        return True
    if _offers(state) and _BY_NUMBER.search(text):
        heard.standing, heard.understood = "which aisle", True
        return True
    which, mine = _WHICH.search(text) is not None, _MINE.search(text) is not None
    offers = _offers(state)
    if not (which or mine) or (not offers and not (view.signed_in and _free(state))):
        return False
    if offers and not which:
        return False
    heard.standing, heard.understood = "which aisle", True
    return True


def _by_number(state: ConversationState, text: str) -> list[SeatsFact]:
    """The offers that have all the seats asked after by number."""
    said = _BY_NUMBER.search(text)
    numbers = {said["first"], *re.findall(r"\d+", said["more"])} if said is not None else set()
    offers = _offers(state)
    having = [offer for offer in offers if numbers and numbers <= set(offer.numbers)]
    places = [int(n) for n in numbers] if said is not None and "seat" not in said.group().casefold() else []
    if having or not places or not all(0 < place <= len(offers) for place in places):
        return having
    return [offers[place - 1] for place in sorted(places)]  # "are 1 and 2 the aisle ones?", of the list


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


def _of_the_show(orders: list[OrderFact], view: View) -> list[OrderFact]:
    """The orders for the show that is named; all of them where none is, or it is none of theirs."""
    named = [s for s in view.reading.slots if s.name in _NAMED and not s.negated]
    ids = {s.event_id for s in view.catalogue.shows if wanting.fits_event(named, s, view.catalogue)}
    return [o for o in orders if named and o.event_id in ids] or orders


_NOT_OFFERED = "I can tell that only of the seats I offer, and those are others: each that is on the aisle says so."


def _of_one(offer: SeatsFact) -> str:
    """Whether one offer is on the aisle."""
    if "aisle" not in offer.note:
        return f"No: {phrases.seat_place(offer)} is not on the aisle."
    if len(offer.numbers) == 1:
        return f"Yes: {phrases.seat_place(offer)} is on the aisle."
    return f"Yes: {phrases.seat_place(offer)} is on the aisle, with one end of it."


def tell(flow: Flow, back: str) -> Script:
    """Which seat it is, where that is known."""
    offers = _offers(flow.state)
    if offers:
        place = next((s.value for s in flow.view.reading.slots if s.name == "ordinal"), None)
        if isinstance(place, int) and 0 < place <= len(offers):
            offers = [offers[place - 1]]
        named = _by_number(flow.state, flow.view.message)
        if len(named) == 1:
            return flow.say(_of_one(named[0]), back, awaiting=flow.state.awaiting)
        if not named and _BY_NUMBER.search(flow.view.message):
            return flow.say(_NOT_OFFERED, back, awaiting=flow.state.awaiting)
        offers = named or offers
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
    able = _of_the_show([o for o in orders if is_active(o)], flow.view)
    order = next((o for o in able if o.order_id == flow.state.last_order_id), able[0] if able else None)
    if order is None:
        return flow.say("You have no tickets that I could look at.", back, awaiting=flow.state.awaiting)
    seats = [t for t in order.tickets if t.status in {"valid", "used"}]
    on_aisle = [t for t in seats if t.aisle]
    if not on_aisle:
        return flow.say(f"No, none is on the aisle. {order.event_name}: {phrases.places(seats)}.", back)
    verb = "is" if len(on_aisle) == 1 else "are"
    return flow.say(f"{order.event_name}: {phrases.places(on_aisle)} {verb} on the aisle.", back)

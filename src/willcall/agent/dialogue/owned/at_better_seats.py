"""What is said at the list of better seats for an order: other parts of the house, whether they cost the same, what a seat more comes to, anything cheaper. Pure.

None of it is a new purchase, and a question picks nothing; `tell` reads it off the list.
"""

import re

from willcall.agent.dialogue import phrases
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, SeatsFact
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_LONGEST = 100  # characters
_LEAD = r"\W*(?:(?:and|but|so|ok|okay|oh|hm+|um+|wait|sorry|just|also|well)\W+)*"
_THEY = r"(?:they|these|those|all(?: of (?:them|these|those))?|(?:both|each|any) of (?:them|these|those))"
_TAIL = r"(?: (?:all|then|please|pls|each|exactly|or (?:what|not|is it different)|money|too|more|extra))*\W*"
_SAME = regex(
    rf"{_LEAD}(?:(?:are|is|do|does) {_THEY}(?: all)?(?: (?:be|cost|for))* (?:the )?same(?: (?:price|cost|money|amount))?|(?:is|are) (?:the )?prices?(?: all)? the same|(?:all )?(?:the )?same price){_TAIL}",
    re.IGNORECASE,
)
_EACH = regex(
    rf"{_LEAD}(?:how much|what|whats|what['’]?s|wot)\b[^.?!]{{0,30}}\b(?:each|apiece|per (?:ticket|person|head|seat)|a (?:ticket|seat|head|piece)|(?:for )?(?:one|1) (?:seat|ticket))\b{_TAIL}",
    re.IGNORECASE,
)
_CHEAPER = regex(
    rf"{_LEAD}(?:is there |are there |have you |do you have |you got |got )?(?:anything|something|any|some|any seats|ones?|others?)(?: that(?:['’]s| is| are))? (?:(?:a )?(?:bit|little|lot) )?(?:cheaper|less|less (?:expensive|dear)){_TAIL}",
    re.IGNORECASE,
)
_SELLING = frozenset({Intent.BUY, Intent.FIND_EVENTS, Intent.EVENT_INFO})


def said(view: View, heard: Heard) -> bool:
    """Whether it is of the better seats listed, or of those in another part of the house."""
    state, reading = view.state, view.reading
    offers = _listed(state)
    if not offers or state.task is None or len(reading.text) > _LONGEST:
        return False
    told = {s.name for s in reading.slots}
    if told == {"section"} and reading.intent in _SELLING:
        named = [s for s in reading.slots if not s.negated]
        if named:
            state.task.section = str(named[0].value)
            heard.changed = heard.asked_more = heard.understood = True
            return True
    if told - {"preference", "quantity"}:
        return False
    if any(pattern.fullmatch(reading.text) for pattern in (_SAME, _EACH)) or _none_cheaper(reading.text, offers):
        heard.standing, heard.understood = "of better seats", True
        return True
    return False


def _listed(state: ConversationState) -> list[SeatsFact]:
    shown = state.list_shown("upgrades") if state.awaiting == "seats" and state.quote is None else None
    upgrade = state.task is not None and state.task.kind == "upgrade"
    return shown.seats if shown is not None and upgrade else []


def _none_cheaper(text: str, offers: list[SeatsFact]) -> bool:
    """Whether cheaper ones are asked for, where all that are listed cost the same."""
    return _CHEAPER.fullmatch(text) is not None and len({offer.delta for offer in offers}) == 1


def tell(state: ConversationState, text: str) -> list[str]:
    """What the list says of it."""
    offers = _listed(state)
    order = state.task.order if state.task is not None else None
    currency = order.currency if order is not None else ""
    sums = {offer.delta or 0 for offer in offers}
    more = [phrases.money(one, currency) for one in sorted(sums)]
    if _CHEAPER.fullmatch(text):
        return [f"These cost the least of the better seats: {more[0]} more in all."]
    if _EACH.fullmatch(text):
        count = max(1, len(offers[0].seat_ids))
        each = [phrases.money(round(one / count), currency) for one in sorted(sums)]
        if len(each) == 1:
            return [f"{each[0]} more for each seat, {more[0]} in all."]
        lines = [
            f"{phrases.seat_place(o)}: {phrases.money(round((o.delta or 0) / count), currency)} more" for o in offers
        ]
        return ["For each seat:", phrases.numbered(lines)]
    if len(more) == 1:
        return [f"Yes, all of them cost {more[0]} more in all."]
    return [f"No: they cost from {more[0]} to {more[-1]} more in all."]

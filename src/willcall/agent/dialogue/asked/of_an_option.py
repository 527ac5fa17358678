"""A question about seats that are listed, which points at one or two of them by their place: "how much is 3 all in", "whats the diff between 1 and 2".

What the list itself says answers it: row, seats, price, aisle. Pure; a question picks nothing.
"""

import re

from willcall.agent.dialogue import phrases
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, SeatsFact
from willcall.understanding.numerals import number
from willcall.understanding.patterns import regex

_LONGEST = 120  # characters
_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "last": -1, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6}  # fmt: skip
_N = r"(?P<{}>[1-9]|one|two|three|four|five|six)"
_NTH = r"(?P<{}>first|second|third|fourth|fifth|sixth|last|1st|2nd|3rd|4th|5th|6th)"
_NO_COUNT = r"(?!\s*(?:tickets?|tix|tkts?|people|persons?|adults?|kids|children|seats?|of (?:us|them|those|these)|more|extra|each|rows?|[.:]\d|\d|%|minutes?|hours?|days?)\b)"
_ONE = regex(
    rf"\b(?:option|opt|number|num|no\.?|nr\.?|choice) ?#? ?{_N.format('a')}\b{_NO_COUNT}"
    rf"|#{_N.format('b')}\b"
    rf"|\b(?:the |that |your )?{_NTH.format('c')}(?: (?:one|ones|option|opt|choice|pair|lot|set|seats))\b"
    rf"|\bthe {_NTH.format('d')}\b(?! (?:row|floor|time|half|level|aid|day|night|week))"
    rf"|(?:\b(?:is|are|was|does|do|would|will|between|vs|than|versus|and|or)|['’]s|\bwhats|\bhows)\s+{_N.format('e')}\b{_NO_COUNT}",
    re.IGNORECASE,
)
_ASKS = regex(
    r"\?|^\W*(?:(?:ok|okay|so|and|but|hm+|um+|wait|sorry|right|well|just|quick question|hang on|before i (?:pick|choose|decide))\W+)*(?:how|what|whats|wot|wots|which|where|wheres|is|are|r|does|do|whats|diff(?:erence)?|tell me|and)\b",
    re.IGNORECASE,
)
_SEEN = regex(
    r"\bhow much|\b(?:price|cost|costs|costing|total|altogether|all in|come to|comes to|work out|damage|dearer|fees?|diff|difference|differ)\b"
    r"|\b(?:what|which) (?:row|section|sec|block|part|seats?|seat numbers?|side|level|floor)\b|\bwhere(?:['’]?s| is| are)\b|\baisle\b|\b(?:next to each other|side by side|together|beside each other)\b|\bseat numbers?\b",
    re.IGNORECASE,
)
_TAKEN = regex(
    r"\b(?:i['’]?ll|ill|we['’]?ll|let['’]?s|lets|give (?:me|us)|gimme|take|book|hold|grab|reserve|go (?:for|with)|can (?:i|we) (?:have|get|take)|instead|rather|cheaper|better|closer|nearer|park\w*|bags?|food|refund\w*|lift|toilets?|view|see|stage|ice|pitch|court)\b",
    re.IGNORECASE,
)


def asked(view: View, heard: Heard) -> bool:
    """Whether something is asked that the list says of one or two of its places."""
    text = view.reading.text
    of_all = _of_the_sums(view) or _of_the_currency(view.state, text)
    if not of_all and not places(view.state, text) and not _of_each_held(view):
        return False
    heard.standing, heard.understood = "of an option", True
    return True


def places(state: ConversationState, text: str) -> list[int]:
    """The places of the list that are asked about, from 0; none where nothing is asked that the list says."""
    offers = _listed(state)
    if (
        len(offers) < 2
        or len(text) > _LONGEST
        or not _ASKS.search(text)
        or not _SEEN.search(text)
        or _TAKEN.search(text)
    ):
        return []
    found: list[int] = []
    for match in _ONE.finditer(text):
        word = next(g for g in match.groups() if g).casefold()
        place = _WORDS.get(word) or number(word) or 0
        found.append(len(offers) - 1 if place < 0 else place - 1)
    found = list(dict.fromkeys(found))
    return found if len(found) <= 3 and all(0 <= place < len(offers) for place in found) else []


_EACH_OR_ALL = regex(
    r"\W*(?:(?:ok|okay|so|and|but|wait|hm+|sorry)\W+)*(?:(?:is|are) )?(?:that|this|it|those|these|they|the prices?)(?:['’]?s| is| are)?(?: (?:\W{0,2}\d[\d.,]*))? (?:each|per (?:ticket|person|seat|head)|apiece|a (?:ticket|head|seat)) or (?:for|in|is|total|all|altogether|the)\b[^.?!]{0,30}\W*"
    r"|\W*(?:(?:ok|okay|so|and|but|wait|hm+|sorry)\W+)*(?:(?:is|are) )?(?:that|this|it|those|these|they|the prices?)(?:['’]?s| is| are)?(?: (?:\W{0,2}\d[\d.,]*))? (?:for (?:both|all|the (?:two|three|four|lot|pair))(?: of us)?|in total|altogether|all in|the total) or (?:each|per|a|for one)\b[^.?!]{0,16}\W*",
    re.IGNORECASE,
)
_MONEY = r"(?:(?:us |american |canadian |australian )?dollars?|bucks|pounds?|quid|sterling|euros?|usd|gbp|eur|cad|aud)"
_CURRENCY = regex(
    rf"\b{_MONEY},? or (?:in )?{_MONEY}\b|\b(?:what|which|wot) (?:currency|money)(?:['’]?s| is| are)?\b|\b(?:is|are) (?:that|it|this|those|these|they|the prices?) (?:all )?in {_MONEY}\b",
    re.IGNORECASE,
)


def _of_the_sums(view: View) -> bool:
    """Whether it is asked if the prices that are listed are for one ticket or for all."""
    return bool(_listed(view.state)) and _EACH_OR_ALL.fullmatch(view.reading.text[:_LONGEST]) is not None


def _of_the_currency(state: ConversationState, text: str) -> bool:
    """Whether it is only asked in which money the prices of the show in hand are."""
    known = (state.task.event if state.task is not None else None) or state.last_event
    return known is not None and len(text) <= _SHORT and _CURRENCY.search(text) is not None


_SHORT = 60  # characters
_EACH = regex(
    r"\W*(?:(?:ok|okay|so|and|but|wait|hm+|sorry)\W+)*(?:how much|what|whats|wot|price)\b[^.?!]{0,24}\b(?:each|apiece|per (?:ticket|person|head|seat)|a (?:ticket|seat|head))\b(?:\W+(?:then|please|pls|with fees|incl\w*(?: fees)?|exactly))*\W*",
    re.IGNORECASE,
)


def _of_each_held(view: View) -> bool:
    """Whether it is asked what one of the seats that are held costs."""
    state = view.state
    quoted = state.quote is not None and state.quote.kind == "purchase" and state.hold is not None
    told = any(s.name in {"quantity", "section", "row", "event", "when"} for s in view.reading.slots)
    return (
        quoted
        and not told
        and state.task is not None
        and state.task.chosen is not None
        and _EACH.fullmatch(view.reading.text[:_LONGEST]) is not None
    )


def tell(state: ConversationState, text: str) -> list[str]:
    """What the list says of the places asked about, and by how much they differ."""
    offers = _listed(state)
    order = state.task.order if state.task is not None else None
    event = (state.task.event if state.task is not None else None) or state.last_event
    currency = order.currency if order is not None else event.currency if event is not None else ""
    whole = state.task is None or state.task.kind != "exchange"
    if _of_the_currency(state, text):
        return [f"Prices are in {currency}."]
    if _listed(state) and _EACH_OR_ALL.fullmatch(text[:_LONGEST]):
        return [
            "Of each line the first price is for one ticket, and the one “in all” for all of them; fees are included."
        ]
    asked_of = places(state, text)
    chosen = state.task.chosen if state.task is not None else None
    if not asked_of and chosen is not None:
        return [
            f"{phrases.money(chosen.each, currency)} each, fees included; {phrases.money(chosen.total, currency)} in all."
        ]
    lines = [f"{place + 1}. {phrases.seats_line(offers[place], currency, whole=whole)}" for place in asked_of]
    if len(asked_of) == 1 and re.search(r"\baisle\b", text, re.IGNORECASE):
        lines.insert(0, "Yes, on the aisle." if "aisle" in offers[asked_of[0]].note else "No, not on the aisle.")
    if len(asked_of) == 2:
        costs = {
            place: offers[place].delta if offers[place].delta is not None else offers[place].total for place in asked_of
        }
        low, high = sorted(asked_of, key=lambda place: costs[place] or 0)
        more = (costs[high] or 0) - (costs[low] or 0)
        lines.append(
            f"Number {high + 1} costs {phrases.money(more, currency)} more in all than number {low + 1}."
            if more
            else "They cost the same."
        )
    return lines


def _listed(state: ConversationState) -> list[SeatsFact]:
    shown = state.latest
    return (
        shown.seats if state.awaiting == "seats" and shown is not None and shown.about in {"seats", "upgrades"} else []
    )

"""What a number of tickets means beside other words: the number in all after a remark, a bare number where seats are held. Pure but for `tell`."""

import re
from collections.abc import Sequence

from willcall.agent.dialogue import aspects, phrases
from willcall.agent.dialogue.flow import Flow
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import Speech, View
from willcall.agent.state import Heard
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.reading import Intent, Slot, Wish

_IN_ALL = re.compile(
    rf"\b(?:so|that'?s|makes(?: it)?|now|leaves)\s+(?:that'?s\s+|it'?s\s+|we'?re\s+|just\s+|only\s+|us\s+){{0,2}}{NUMBER}\b|\b{NUMBER}\s+(?:of us\s+)?(?:total|in total|in all|all in all|altogether|now)\b",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\W*(?:(?:so|ok|okay|um+|then|just)\W+){{0,2}}(?P<n>{NUMBER})\W*", re.IGNORECASE)
_NO_CHANGE = frozenset({Intent.REPEAT, Intent.SEAT_INFO, Intent.OUT_OF_SCOPE})


def in_all(text: str) -> bool:
    """Whether a number in all is said, as after "one bailed": "so 3 total"."""
    return _IN_ALL.search(text) is not None


def told_anew(wish: Wish, slots: Sequence[Slot], view: View) -> bool:
    """Whether another number in all is said in words that were read as no change: "ugh, one bailed again. so 3 total"."""
    task, text = view.state.task, view.reading.text
    if wish.intent not in _NO_CHANGE or task is None or task.kind not in BUYING or not task.quantity:
        return False
    told = view.reading.slots if wish.intent is Intent.REPEAT else slots  # "one bailed again. so 3 total"
    others = [s for s in told if s.name == "quantity" and s.value != task.quantity and not s.negated]
    return bool(others) and in_all(text) and not aspects.asks(text)


def bare_number(view: View, heard: Heard) -> bool:
    """Whether nothing but another number is said where seats are held: told then how to have so many, for it may mean a place in a list."""
    state = view.state
    match = _BARE.fullmatch(view.reading.text)
    if match is None or state.hold is None or state.quote is None or state.quote.kind != "purchase":
        return False
    if state.awaiting not in {"confirmation", "payment"} or number(match["n"]) in {None, 0, len(state.hold.seat_ids)}:
        return False
    if f"“{phrases.tickets(number(match['n']) or 0)}” to change" in str(state.memo.get("said") or ""):
        return False  # the price for so many was just told, and that they may be had
    heard.standing, heard.understood = "number", True
    return True


def tell(flow: Flow, back: str) -> Speech:
    """How many are held, and what to say for so many as were named."""
    match, hold = _BARE.fullmatch(flow.view.message), flow.state.hold
    held = len(hold.seat_ids) if hold is not None else 0
    said = phrases.tickets(number(match["n"]) or 0) if match is not None else "so many tickets"
    return flow.say(
        f"I'm holding {phrases.tickets(held)}. If you would like {said} instead, just say “{said}”.",
        back,
        awaiting=flow.state.awaiting,
    )

"""What is left of the money once tickets are changed for cheaper ones: "swap them for the 15th and give me back whats left over".

It comes back with the change, as the policy has it, and is no refund of any ticket. Pure: `told` hears a change without it, and `asked`
answers it while a change is being arranged.
"""

import re
from dataclasses import replace

from willcall.agent.dialogue import aspects, tasks
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot, Wish

RULE = "Do I get the difference back if the new seats cost less?"
_BACK = r"(?:get(?:ting)?|give|gimme|hav(?:e|ing)|want|need|like|refund(?:ed)?|return(?:ed)?|keep|receive|put|send|pay|credit|transfer|hand|with)"
_MONEY = r"(?:money|cash|price|amount|value|funds|sum|cost|payment|refund)"
_LEFT = regex(
    rf"\b(?:price )?(?:diff(?:erence|rence|erance|rance|s)?|remainder|surplus|excess|left ?-?overs?)\b"
    rf"|\b(?:the|my|our|any|that|this) (?:outstanding |remaining |unused )?balance\b"
    rf"|\b(?:the|my|our|any)(?: whole)? rest\b(?! (?:of (?!(?:the|my|our|that|what) (?:{_MONEY}|i paid|we paid)\b)|stays?\b|can\b|are\b|will\b|should\b|for\b))"
    rf"|\bwhat(?:ever|['’]?s|s)?(?: ever)?(?: is|['’]s| was| there is)? (?:left|over|remaining|remains|spare|due|owed)\b(?: over)?"
    rf"|\b(?:any|the|my|our) {_MONEY} (?:that(?:['’]s| is) |that )?(?:left|remaining|over|remains|due|owed)\b(?: over)?"
    rf"|\b(?:remaining|spare|extra|unspent|unused|saved) {_MONEY}\b"
    rf"|\b{_BACK}\b[^.?!]{{0,12}}\b(?:the|my|our|any|some) change\b(?! (?:of|to|in|for|done|made)\b)",
    re.IGNORECASE,
)
_OF_TICKETS = regex(
    r"\b(?:tickets?|seats?|tix|ones?|orders?|bookings?|shows?|games?|matches|friends?|people|us|them)\b", re.IGNORECASE
)
_REST = regex(r"\b(?:rest|left ?-?overs?)\b", re.IGNORECASE)
_CHANGES = frozenset({Intent.EXCHANGE, Intent.UPGRADE})
_OF_MONEY = frozenset({Intent.REFUND, Intent.CREDIT, Intent.POLICY, Intent.KNOWLEDGE})
_ON_IT = frozenset({"quantity", "kept", "refund_to", "topic"})
_COUNTS = frozenset({"quantity", "kept", "seat", "ordinal"})
_OF_SOMETHING_ELSE = frozenset({"event", "performer", "event_kind", "event_name", "when", "section", "row", "email"})
_LONGEST = 300  # characters
_CURT = 120  # characters


def told(view: View, heard: Heard) -> View:
    """The view with a change of tickets alone where what is left of the money was told beside it; as it was where none was."""
    reading = view.reading
    if len(reading.text) > _LONGEST or not any(wish.intent in _CHANGES for wish in reading.wishes):
        return view
    left = _of_the_money(reading.text, reading.slots)
    if left is None:
        return view
    beside = [w for w in reading.wishes if w.intent in _OF_MONEY and _about_it(w, left, reading.text)]
    if any(w.intent is not Intent.REFUND and aspects.asks(reading.text[w.start : w.end]) for w in beside):
        heard.questions.append(Question("knowledge", RULE, ()))
    slots = tuple(
        s for s in reading.slots if s.name not in _ON_IT or s.start < left[0] - _NEAR or s.start > left[1] + _NEAR
    )
    wishes = tuple(w for w in reading.wishes if w not in beside)
    return (
        view
        if (wishes, slots) == (reading.wishes, reading.slots)
        else replace(view, reading=replace(reading, wishes=wishes, slots=slots))
    )


_NEAR = 24  # characters


def asked(view: View, heard: Heard) -> bool:
    """Whether, while tickets are being changed, no more is asked or told than that what is left of the money comes back."""
    task, reading = view.state.task, view.reading
    if task is None or task.kind not in {"exchange", "upgrade"} or len(reading.text) > _CURT:
        return False
    if _at_a_list(view, heard):
        return True
    if any(s.name in _OF_SOMETHING_ELSE for s in reading.slots) or _of_the_money(reading.text, reading.slots) is None:
        return False
    if not _COMES_BACK.search(reading.text) or any(w.intent in {Intent.AFFIRM, Intent.CHOOSE} for w in reading.wishes):
        return False
    heard.questions, heard.understood = [Question("knowledge", RULE, ())], True
    return True


_WHAT_BACK = regex(
    rf"\b(?:what|how much|anything|something|any money|some money|money)\b[^.?!]{{0,24}}\b(?:get|getting|have|be|come|comes|coming|give|owed|refunded)\b[^.?!]{{0,12}}\b(?:back|refunded|over)\b"
    rf"|\b(?:do|would|will|could|can|should|shall|might) (?:i|we|you) (?:get|have|give|refund|pay)\b[^.?!]{{0,16}}\b(?:{_MONEY}|anything|something|some|any|much|it|us|me)\b[^.?!]{{0,12}}\bback\b",
    re.IGNORECASE,
)
_A_PICK = frozenset({"ordinal", "row", "seat", "quantity", "kept", "email", "order_id", "event", "performer", "when"})
_WHOLLY = regex(
    r"\b(?:rather|instead|just|only|want|refund|cancel|full|all (?:of )?(?:my|our|the) money|everything)\b",
    re.IGNORECASE,
)
_MY_MONEY = regex(rf"\b(?:my|our|the) {_MONEY}\b", re.IGNORECASE)


def _at_a_list(view: View, heard: Heard) -> bool:
    """Whether, at a list of seats to change to, it is asked what would come back, if need be for another part: "lower tier would be cheaper, what do i get back"."""
    state, reading = view.state, view.reading
    task = state.task
    if task is None or task.order is None or state.awaiting != "seats" or state.quote is not None:
        return False
    if any(s.name in _A_PICK for s in reading.slots) or _WHAT_BACK.search(reading.text) is None:
        return False
    parts = tuple(s for s in reading.slots if s.name == "section" and not s.negated)
    if _WHOLLY.search(reading.text) or (not parts and _MY_MONEY.search(reading.text)):
        return False  # "I'd rather have my money back", "can I just get a refund"
    tasks.change(state, parts, view, heard, reading.text)
    heard.questions, heard.understood = [Question("knowledge", RULE, ())], True
    return True


_COMES_BACK = regex(
    rf"\b(?:{_BACK}|back|refund\w*|card|credit\w*|go(?:es)?|comes?|happens?|what about|owe[ds]?)\b", re.IGNORECASE
)


def _of_the_money(text: str, slots: tuple[Slot, ...]) -> tuple[int, int] | None:
    """Where what is left of the money is spoken of; None where it is what is left of the tickets."""
    left = _LEFT.search(text)
    if left is None:
        return None
    counted = any(s.name in _COUNTS and not left.start() <= s.start <= left.end() for s in slots)
    if _REST.search(left.group()) and (counted or _OF_TICKETS.match(text[left.end() :].lstrip())):
        return None  # "swap one of them and refund the rest"
    return left.span()


def _about_it(wish: Wish, left: tuple[int, int], text: str) -> bool:
    return wish.start <= left[0] and left[1] <= max(wish.end, wish.start + len(text[wish.start : wish.end].rstrip()))

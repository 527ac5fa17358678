"""What somebody needs, told before any show is: "I use a wheelchair", "can't do stairs", "my mum's in a wheelchair". Pure.

What the house has for it is told, and the need is kept for the shows to come.
"""

import re

from willcall.agent.dialogue import aspects
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.company import KIN
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

SPACES = "Are there wheelchair spaces?"
STEPS = "Is there a step-free way in, and an elevator?"
_SOMEBODY = regex(
    rf"\b(?:i|i['’]?m|im|i['’]ve|we|one of us|he|she|they|hes|shes|me|us|(?:my|our) (?:[\w'’-]+ )?{KIN}(?:['’]?s)?|(?:my|our|his|her) \w+)\b|^\W*(?:no|can(?:['’]?t|not)|(?:bad|dodgy|sore|new) \w+)\b",
    re.IGNORECASE,
)
_NEITHER = frozenset({Intent.REFUND, Intent.EXCHANGE, Intent.TRANSFER, Intent.UPGRADE, Intent.ORDERS, Intent.COMPLAINT, Intent.HAND_OFF, Intent.CANCEL, Intent.CREDIT})  # fmt: skip
_LOOKS = frozenset({Intent.BUY, Intent.FIND_EVENTS})
_TELLS_NO_MORE = frozenset({"accessible", "preference", "topic"})
_CANT = regex(r"\bcan['’]?t\b", re.IGNORECASE)  # which asks nothing
_OF_WHAT_WAS = regex(r"\b(?:was|were|had|did|fell|hurt|tripped|charged?|there was|couldn['’]?t)\b", re.IGNORECASE)
_WISHES = regex(
    r"\b(?:spaces?|seats?|tickets?|tix|places?|what|which|anything|something|shows?|find|look\w*|see|go|book|buy|get (?:me|us)|on\?)\b",
    re.IGNORECASE,
)
_LONGEST = 120  # characters


def told(view: View, heard: Heard) -> bool:
    """Whether no more than a need is told, with no show in hand."""
    state, reading = view.state, view.reading
    begun = state.task is not None and (state.task.event is not None or state.task.quantity is not None)
    waits = state.quote is not None or state.hold is not None or state.transfer is not None or state.pending_order_id
    if (
        begun
        or waits
        or state.memo.get("bought")
        or len(reading.text) > _LONGEST
        or aspects.asks(_CANT.sub("cannot", reading.text))
    ):
        return False
    spaces = next((s for s in reading.slots if s.name == "accessible" and not s.negated), None)
    steps = any(s.name == "preference" and s.value == "steps" and not s.negated for s in reading.slots)
    if (spaces is None and not steps) or {s.name for s in reading.slots} - _TELLS_NO_MORE:
        return False
    if any(s.name == "preference" and s.value != "steps" for s in reading.slots):
        return False
    if any(wish.intent in _NEITHER for wish in reading.wishes) or _OF_WHAT_WAS.search(reading.text):
        return False
    if any(w.intent in _LOOKS for w in reading.wishes) and _WISHES.search(reading.text):
        return False
    if _SOMEBODY.search(reading.text) is None or (state.task is not None and not state.task.wanted.empty):
        return False
    state.memo = {
        **state.memo,
        "needs": {"accessible": int(spaces.value) if spaces is not None else 0, "few_steps": spaces is None},
    }
    heard.questions = [Question("knowledge", SPACES if spaces is not None else STEPS, ())]
    heard.understood = True
    return True

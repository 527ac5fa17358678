"""What a change of tickets one has would cost, asked before it is wanted: "what does it cost if I swap them? just asking".

Pure, like `hearing`, which asks it; nothing is begun, and what had been begun by such a question is left. `fee` puts the rule's fee into words.
"""

import re
from collections.abc import Mapping
from typing import Any

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_DEEDS = {
    "exchange": regex(
        r"\b(?:exchang\w*|swap\w*|switch\w*|rebook\w*|mov(?:e|ing)|chang(?:e|ing)|shift\w*)\b", re.IGNORECASE
    ),
    "refund": regex(r"\b(?:refund\w*|money back|return(?:ing)?|giv(?:e|ing) (?:\w+ ){0,3}back|cancel\w*)\b", re.IGNORECASE),
    "transfer": regex(
        r"\b(?:transfer\w*|hand(?:ing)? (?:\w+ ){0,3}(?:on|over)|(?:giv|pass|send)(?:e|ing)? (?:\w+ ){1,4}(?:to|on))\b", re.IGNORECASE
    ),
}  # fmt: skip
_COSTS = regex(
    r"\b(?:what(?:['’]?s| does| would| will| do| is)?|how much)\b[^.?!]{0,24}\b(?:cost\w*|charge\w*|fee|pay)\b|\bhow much (?:is it|would it be|for|to|if)\b|\b(?:is|are|will|would|if)? ?(?:there|theres|there['’]s|be|do (?:you|i|we)(?: have to| need to)?)\b[^.?!]{0,12}\b(?:a |any )?(?:fees?|charges?|costs?|pay|extra|penalt\w+)\b|\b(?:any|a) (?:fees?|charges?|costs?|penalt\w+)\b|\b(?:is it|for) free\b|\bdoes it cost\b|\bcost (?:me|us|anything)\b",
    re.IGNORECASE,
)
_SUPPOSES = regex(
    r"\b(?:if|in case|hypothetical\w*|suppose|supposing|say|would|could one|might|before (?:i|we) (?:decide|do)|thinking (?:of|about)|theoretically|in theory|what if|generally|in general|should (?:i|we))\b",
    re.IGNORECASE,
)
_ONLY_ASKS = regex(
    r"\b(?:just|only|merely|simply) (?:asking|wondering|curious|checking|want(?:ed)? to (?:know|check|ask|see)|wanna (?:know|check)|like to know|a question|asked|being curious)\b|\b(?:not (?:doing|changing|swapping|deciding|moving|exchanging|sure|going to) (?:it |anything |them )?(?:yet|now|today)?|not yet|haven['’]?t decided|no plans?|asking for (?:now|a friend))\b"
    r"|\bi (?:only|just) (?:want|wanna|wanted|need|asked)\b[^.?!]{0,16}\b(?:know|if|whether|check)\b",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = regex(
    r"\b(?:park\w*|food|drinks?|cloakroom|seats? (?:cost|there)|better|closer|upgrad\w*|stalls|section|name on|address|card|payment|currency)\b",
    re.IGNORECASE,
)
_NEEDS = regex(r"^\W*(?:yes|yeah|ok do it|go ahead)\b|\b(?:please do|do it now)\b", re.IGNORECASE)


def of_the_rule(view: View, heard: Heard) -> bool:
    """Whether the message only asks what a change would cost, of tickets one has."""
    state, text = view.state, view.reading.text
    if state.quote is not None or state.hold is not None or state.transfer is not None or _NEEDS.search(text):
        return False
    if _COSTS.search(text) is None or _OF_SOMETHING_ELSE.search(text):
        return False
    if any(s.name in {"email", "section", "row", "quantity"} for s in view.reading.slots):
        return False
    if any(w.intent in {Intent.HAND_OFF, Intent.COMPLAINT} for w in view.reading.wishes):
        return False
    task = state.task
    deed = next((kind for kind, words in _DEEDS.items() if words.search(text)), None)
    under_way = task.kind if task is not None and task.kind in _DEEDS else None
    kind = deed or under_way
    buying = task is not None and task.kind in BUYING and task.event is not None
    if kind is None or buying:
        return False
    only = _ONLY_ASKS.search(text) is not None
    if not only and not (deed and _SUPPOSES.search(text) and under_way is None):
        return False  # "how much to swap them for the 7th", which a quote answers
    if not only and any(s.name == "when" for s in view.reading.slots):
        return False
    slots = tuple(s for s in view.reading.slots if s.name in wanting.EVENT_SLOTS)
    if under_way is not None and task is not None:
        if task.order is not None:
            state.last_order_id = task.order.order_id
        state.task, state.awaiting = None, None
    heard.questions.append(Question("policy", _ASKED[kind], slots))
    return True


def priced(text: str) -> str | None:
    """The rule that is asked for by what a change would cost: "is there a charge for swapping?"; None for all else."""
    if _OF_SOMETHING_ELSE.search(text) or _COSTS.search(text) is None:
        return None
    return next((_ASKED[kind] for kind, words in _DEEDS.items() if words.search(text)), None)


_ASKED = {
    "exchange": "until what day, and at what fee, tickets can be exchanged",
    "refund": "until what day, and at what fee, tickets can be refunded",
    "transfer": "until what day, and at what fee, tickets can be transferred",
}
_FEE = regex(r"\b(?:fees?|charges?|costs?|extra|pay|free|penalt\w+)\b", re.IGNORECASE)


def asks_fee(text: str) -> bool:
    """Whether a question of a deadline asks for a fee too."""
    return _FEE.search(text) is not None


def fee(kind: str, rule: Mapping[str, Any], currency: str) -> str:
    """What the rule charges for a change, in words; empty where it says nothing of it."""
    if rule.get("allowed") is False:
        return ""
    if kind == "exchange":
        amount = int(rule.get("fee") or 0)
        head = f"It costs {phrases.money(amount, currency)} for each ticket." if amount else "There is no fee for it."
        return f"{head} If the new seats cost more, you pay the difference{_GOES[str(rule.get('difference_to') or 'credit')]}."
    if kind == "transfer":
        return "Nothing is charged for it."
    return "The fees stay with us." if rule.get("keep_fees", True) else "The fees come back too."


_GOES = {
    "credit": "; if they cost less, it comes back as credit",
    "original": "; if they cost less, it goes back to how you paid",
    "none": "; if they cost less, nothing comes back",
}

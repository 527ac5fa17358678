"""Paying with credit: "use it for two of those", "take it off my credit", "how do I pay with my credit". Pure.

The box office grants credit and knows what is left of it, but nothing spends it here; that is said, and nothing else is done to what is held.
"""

import re

from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, Question
from willcall.understanding.patterns import regex

QUESTION = "Can I pay with store credit?"
CANT = "Credit can't be spent here in the chat: a total can only be paid in the ways shown with it, and your credit stays as it is. I can ask a person to see to it: just say so."
_CREDIT = r"(?:(?:store |venue |house |account )?credits?(?! ?cards?\b)|vouchers?)"
_SPENDS = regex(
    rf"\b(?:pay|paying|paid|use|using|spend|apply|applied|redeem|cover|put|charge|book|buy|deduct(?:ed)?|take|taken|knock)\b[^.?!]{{0,32}}\b(?:with|by|from|off|out of|against|using|towards?|on|of|have|my|the|that|this)\b[^.?!]{{0,12}}\b{_CREDIT}\b|\b{_CREDIT}\b[^.?!]{{0,24}}\b(?:towards?|applied|used|to pay|pay for|cover|for (?:this|that|these|those|it|them))\b|\b(?:use|spend|apply|redeem) (?:up )?(?:all |some )?(?:of )?(?:my|the|that|this|our|any) {_CREDIT}\b",
    re.IGNORECASE,
)
_USES_IT = regex(
    r"\b(?:use|spend|apply|redeem|put) (?:it|that|this|them)\b(?= (?:for|on|towards?|to (?:buy|get|pay|book)|against|up)\b)|\bpay (?:for (?:it|them|these|those) )?with (?:it|that)\b",
    re.IGNORECASE,
)
_GIVEN_BACK = regex(
    r"\b(?:refund\w*|return\w*|money|cash|back|instead|exchang\w*|expir\w*|how much|balance|until|(?:into|in|to|as) (?:store |venue )?credit)\b",
    re.IGNORECASE,
)
_OTHERWISE = frozenset(
    {"quantity", "event", "performer", "event_kind", "when", "section", "row", "ordinal", "seat", "order_id", "email"}
)
_LONGEST = 160  # characters


def meant(text: str, state: ConversationState) -> bool:
    """Whether credit is to be paid with: by its name, or as the "it" that was just told of."""
    if len(text) > _LONGEST or _GIVEN_BACK.search(text):
        return False
    told_of = " in credit" in str(state.memo.get("said") or "")
    return _SPENDS.search(text) is not None or (told_of and _USES_IT.search(text) is not None)


def asked(view: View, heard: Heard) -> bool:
    """Whether that is all the message is of; what is held or quoted stays, and waits for its own yes."""
    state, reading = view.state, view.reading
    after = state.quote is not None and state.quote.kind != "purchase"
    after = after or (state.task is not None and state.task.kind not in BUYING | {"credit"})
    if after or any(s.name in _OTHERWISE for s in reading.slots) or not meant(reading.text, state):
        return False
    heard.questions, heard.understood = [Question("knowledge", QUESTION, ())], True
    return True

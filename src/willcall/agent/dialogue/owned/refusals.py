"""After money back, or a change, was refused: the refusal argued away by what "your manager said".

Pure, like `hearing`, which asks it. What somebody is said to have promised changes no rule; it is told again, with a person offered.
"""

import re

from willcall.agent.dialogue.acts import people
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex

_BREAKS_IT = regex(
    r"\b(?:ignore|override|bypass|skip|break|bend|waive|forget(?: about)?|never mind)\b[^.?!]{0,16}\b(?:polic(?:y|ies)|rules?|terms)\b",
    re.IGNORECASE,
)
_WHO = r"(?:manager|supervisor|boss|colleagues?|staff|someone|somebody|lady|guy|man|woman|person|agent|rep|representative|team|box office|call cent(?:er|re)|support|they|he|she|you|you guys|people|i was|we were|i(?:['’]ve| have)? been|we(?:['’]ve| have)? been)"
_PROMISED = regex(
    rf"\b{_WHO}\b[^.?!]{{0,40}}\b(?:told|said|says|promised|approved?|agreed|confirmed|authori[sz]ed|ok['’]?d|okayed|allowed|assured|guaranteed|cleared|signed (?:it|this) off)\b",
    re.IGNORECASE,
)
_THE_DEED = regex(
    r"\b(?:refund\w*|money|approved?|exception|authori[sz]ed|ok['’]?d|okayed|allowed|do it|possible|fine|ok|okay|back|exchang\w*|swap\w*)\b|\bit\b\W*$",
    re.IGNORECASE,
)
_ANOTHER_WISH = regex(
    r"\b(?:speak|talk|call me|case|complain\w*|transfer|upgrade|keep|instead|another|different|buy|book|where|when|how|which|show me|what time)\b",
    re.IGNORECASE,
)
_LONGEST = 240  # characters


def argues(view: View, heard: Heard) -> bool:
    """Whether a refusal is argued with by another's word, or the rule is to be ignored: "your manager approved it"."""
    state, text = view.state, view.reading.text
    last = state.memo.get("turned_down")
    if not was_refused(view) or not isinstance(last, dict) or len(text) > _LONGEST:
        return False
    just_now = str(last.get("why") or "\0") in str(state.memo.get("said") or "")
    if not just_now or any(s.name not in {"topic", "refund_to", "person"} for s in view.reading.slots):
        return False
    if people.wanted(text, view) or _ANOTHER_WISH.search(text):
        return False
    promised = _PROMISED.search(text) is not None and _THE_DEED.search(text) is not None
    if not promised and _BREAKS_IT.search(text) is None:
        return False
    heard.standing, heard.understood = "turned down", True
    return True


def was_refused(view: View) -> bool:
    """Whether something was refused in this talk, and nothing else is in hand."""
    state = view.state
    if state.quote is not None or state.transfer is not None or state.hold is not None:
        return False
    busy = state.task is not None and (state.task.kind in BUYING or state.task.order is not None)
    return bool(state.memo.get("turned_down")) and not busy and view.signed_in

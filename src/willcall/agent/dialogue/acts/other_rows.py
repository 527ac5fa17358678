"""More of one part of the house is to be seen: "any other rows in club 1?", "what else is in 201", "show me more seats in the balcony". Pure.

It is no pick of what is listed there already.
"""

import re

from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex

_LONGEST = 80  # characters
_LEAD = r"\W*(?:(?:and|but|so|ok|okay|oh|hm+|um+|wait|sorry|actually|no|nah|please|pls|can|could|i|we|you|do|have|got|us|me|show|see|give|list|tell|let)\W+)*"
_WHAT = r"(?:seats?|rows?|places?|spots?|ones?|options?|tickets?|choices?)"
_IN = r"(?:in|at|on|for|from)(?: the| that| section| block)*"
_MORE = regex(
    rf"{_LEAD}(?:(?:(?:is|are) there |what |which )?(?:any(?:thing)?|some|the)? ?(?:other|more|another|different|further) ?{_WHAT}?(?: (?:are|is) there| do you have| you have| free| left| available)*"
    rf"|(?:is there |are there |have you |do you have )?(?:anything|what|something|anywhere)(?:['’]?s| is| have you got| do you have)? else(?: is| there| is there| you have| free| available)*"
    rf"|(?:what|which) (?:rows|seats|other {_WHAT})(?: (?:are|is) (?:there|free|left|available)| do you have| have you got| are still free)*) {_IN} \x01(?: (?:please|pls|then|instead|free|left|available|though|maybe))*\W*",
    re.IGNORECASE,
)
_HINT = regex(r"\b(?:other|more|another|different|further|else|rows|seats)\b", re.IGNORECASE)


def wished(view: View, heard: Heard) -> bool:
    """Whether more of a part that is named is to be listed."""
    state, task, text = view.state, view.state.task, view.reading.text
    if task is None or state.awaiting != "seats" or len(text) > _LONGEST or _HINT.search(text) is None:
        return False
    parts = [s for s in view.reading.slots if s.name == "section" and not s.negated]
    if len({(s.start, s.end) for s in parts}) != 1 or any(
        s.name not in {"section", "preference"} for s in view.reading.slots
    ):
        return False
    marked = f"{text[: parts[0].start]}\x01{text[parts[0].end :]}"
    if _MORE.fullmatch(marked) is None:
        return False
    task.section, task.rows, task.chosen, task.prefer = str(parts[0].value), [], None, None
    heard.changed = heard.asked_more = heard.understood = True
    return True

"""Stairs asked after beside a wish: "I'd love to see the opera but my knees are bad. Are there many stairs?"; and asked after once more.

The question is answered, and nothing is asked of tickets. Pure, like `hearing`, which asks it.
"""

import re

from willcall.agent.dialogue.asked import asking
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex

_ASKED = regex(
    r"(?:^|[.!?;,]\s*|\b(?:and|but|so) )(?P<said>(?:are there|is there|how many|will there be|would there be|do (?:i|we) have to|does one have to|must (?:i|we))\b[^.?!]{0,24}\b(?:stairs?|steps|staircases?|climb)\b[^.?!]{0,24}\?)",
    re.IGNORECASE,
)
_ONLY_ASKED = regex(
    r"\bi (?:only|just|merely) (?:asked|wanted to know|was asking|want to know|wondered) (?:about|if there (?:are|were)) (?:the |any |many )?(?:stairs|steps)\b",
    re.IGNORECASE,
)
_STAIRS = "Are there many stairs?"


def asked(view: View, heard: Heard) -> bool:
    """Whether stairs are asked about, by somebody who tells no number of tickets."""
    state, reading = view.state, view.reading
    if state.quote is not None or state.hold is not None or any(s.name == "quantity" for s in reading.slots):
        return False
    found = _ASKED.search(reading.text)
    beside = found is not None and reading.text[: found.start("said")].strip(" ,.!?") != ""
    if not beside and _ONLY_ASKED.search(reading.text) is None:
        return False
    asking.note_show(reading.slots, state)
    heard.questions.append(Question("knowledge", _STAIRS, ()))
    heard.understood = True
    return True

"""Stairs asked after: beside a wish ("I'd love to see the opera but my knees are bad. Are there many stairs?"), of a part of the house
("does the lower bowl have stairs"), or once more; and the way to a part ("how do I get to the circle with a stick").

The question is answered, and nothing is asked of tickets. Pure, like `hearing`, which asks it.
"""

import re

from willcall.agent.dialogue.asked import asking
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, Question
from willcall.understanding.numerals import number
from willcall.understanding.patterns import regex

_STEPS = r"(?:stairs?|steps|staircases?|stairways?)"
_ASKED = regex(
    rf"(?:^|[.!?;,]\s*|\b(?:and|but|so) )(?P<said>(?:are there|is there|how many|will there be|would there be|do (?:i|we) have to|does one have to|must (?:i|we))\b[^.?!]{{0,24}}\b(?:{_STEPS}|climb)\b[^.?!]{{0,24}}\?)",
    re.IGNORECASE,
)
IN_A_PART = regex(
    rf"\b(?:are there|is there|how many|how (?:bad|steep) are|will there be|do (?:i|we) have to|does (?:he|she|my \w+|anyone) have to|must (?:i|we)|(?:has|have|does|do|got) (?:the |your |it |they |that |those )?[\w ]{{0,20}}?(?:have|got|any|involve))\b[^.?!]{{0,24}}\b(?:{_STEPS}|climb)\b",
    re.IGNORECASE,
)
_ONLY_ASKED = regex(
    rf"\bi (?:(?:only|just|merely|did) )?(?:asked?|am asking|was asking|wanted to know|want to know|wondered|meant) (?:you )?(?:about|if there (?:are|were)) (?:the |any |many )?{_STEPS}\b"
    rf"|^\W*(?:(?:right|hello|hey|hi|so|and|ok|okay|but|well|what about|how about|again|question|still|the|any|many)\W+)*{_STEPS}\b\W*(?:(?:in|at|to|up to|for|inside) (?:the )?[\w ]{{2,24}})?\W*$",
    re.IGNORECASE,
)
_WAY = regex(
    r"\bhow (?:do|does|would|can|could|will|should) (?:i|we|you|one|he|she|they|(?:my|our) \w+) (?:get|go|walk)(?: up| down| over| round| in| there)?(?: to| into| in)? (?:the |your )?(?:section |block |sec |seats in )?$",
    re.IGNORECASE,
)
_INTO = regex(
    r"\b(?:can|could|will|would|is there a way (?:for me |for us )?to|how (?:do|does|can|would)) (?:(?:i|we|you|one|he|she|they|(?:my|our) \w+) )?(?:get|go|walk|come|reach)(?: up| down| in)?(?: to| into| in)? (?:the |your )?(?:section |block |sec |seats in )?$",
    re.IGNORECASE,
)
_ON_FOOT = regex(
    rf"\b(?:without|no|avoid\w*|with|using|on|in)\b[^.?!,]{{0,16}}\b(?:{_STEPS}|climbing|stick|sticks|cane|frame|walker|rollator|crutch(?:es)?|pram|buggy|(?:bad|dodgy|sore) (?:knees?|hips?|legs?))\b",
    re.IGNORECASE,
)
_UPGRADED = regex(
    r"\b(?:upgrade\w*|instead|more money|extra|pay\w*|cost|swap\w*|exchang\w*|from (?:the|my|our))\b", re.IGNORECASE
)
_NOT_SURE = regex(
    r"^\W*(?P<many>\d|one|two|three|four|five|six|seven|eight)(?: of us)? (?:maybe|probably|prob\w*|i think|i guess|perhaps|possibly)\b",
    re.IGNORECASE,
)
_NUMBERED = regex(r"\b[1-9]\d\d\b")
STAIRS = "Are there many stairs?"
_LONGEST = 200  # characters


def asked(view: View, heard: Heard) -> bool:
    """Whether stairs, or the way to a part of the house, are asked about by somebody who tells no number of tickets."""
    state, reading = view.state, view.reading
    text = reading.text
    if state.quote is not None or state.hold is not None or any(s.name == "quantity" for s in reading.slots):
        return False
    found = _ASKED.search(text)
    beside = found is not None and text[: found.start("said")].strip(" ,.!?") != ""
    if not beside and _ONLY_ASKED.search(text) is None and not _of_a_part(view):
        return False
    heard.changed = _counted(state, text)
    asking.note_show(tuple(s for s in reading.slots if s.name != "section"), state)
    heard.questions.append(Question("knowledge", STAIRS, ()))
    heard.understood = True
    return True


def _of_a_part(view: View) -> bool:
    """Whether the stairs of a part of the house, or the way to it, are all that is asked."""
    text = view.reading.text
    if len(text) > _LONGEST or _UPGRADED.search(text):
        return False
    parts = [(s.start, s.end) for s in view.reading.slots if s.name == "section" and not s.negated]
    parts += [match.span() for match in _NUMBERED.finditer(text)]
    if parts and IN_A_PART.search(text) is not None:
        return True
    return any(
        _WAY.search(text[:start]) or (_INTO.search(text[:start]) and _ON_FOOT.search(text, end)) for start, end in parts
    )


def _counted(state: ConversationState, text: str) -> bool:
    """Whether a number was kept that is told first and not quite surely: "2 maybe.. does the circle have stairs?"."""
    told = _NOT_SURE.match(text)
    task = state.task
    if told is None or task is None or task.event is None or task.quantity is not None:
        return False
    task.quantity = number(told["many"].casefold())
    return task.quantity is not None

"""Asked under a quote, or right after it: whether an exchange may be changed once more, and how one gets to the seats without steps.

Pure, like `hearing`, which asks it. Both are answered by the rules and the documents; what is quoted stays as it is.
"""

import re

from willcall.agent.dialogue import aspects
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex

_CHANGES = r"(?:chang(?:e|ed|ing)|swap\w*|switch\w*|mov(?:e|ed|ing)|exchang\w*|rebook\w*|re-?schedul\w*)"
_AGAIN = regex(
    rf"\b{_CHANGES}\b[^.?!]{{0,24}}\b(?:again|once more|one more time|another time|a second time|twice|later(?: on)?|afterwards|after (?:this|that)|back)\b"
    rf"|\bhow (?:many times|often)\b[^.?!]{{0,24}}\b{_CHANGES}\b|\bagain\b[^.?!]{{0,12}}\b{_CHANGES}\b",
    re.IGNORECASE,
)
_NOR_THEN = regex(
    r"\b(?:if|suppose|supposing|in case)\b[^.?!]{0,24}\b(?:can['’]?t|cannot|can not|couldn['’]?t|won['’]?t|unable to)\b[^.?!]{0,12}\b(?:make|come|go|do|attend)\b[^.?!]{0,32}\b(?:either|as well|too)\b",
    re.IGNORECASE,
)
_MAY = regex(r"\b(?:can|could|may|would|will) (?:i|we|it|they|that)\b", re.IGNORECASE)
_MONEY = regex(r"\b(?:refund\w*|money|cash|credit)\b", re.IGNORECASE)
_WANTS_IT = regex(r"^\W*(?:no|nah|nope|wait|actually|yes|yeah)\b(?!\W+(?:but|and)\b)", re.IGNORECASE)


def changed_again(view: View, heard: Heard) -> bool:
    """Whether it is asked, of an exchange in hand or just made, if it may be changed again: "can I change it again later?"."""
    state, reading = view.state, view.reading
    exchanges = state.task is not None and state.task.kind == "exchange"
    quoted = state.quote is not None and state.quote.kind == "exchange"
    just_now = "your tickets are now for" in str(state.memo.get("said") or "") and state.task is None
    if not (exchanges or quoted or just_now) or _WANTS_IT.search(reading.text):
        return False
    if not aspects.asks(reading.text) and not _MAY.search(reading.text):
        return False
    if any(s.name in {"quantity", "section", "email", "event", "performer", "ordinal"} for s in reading.slots):
        return False
    again, nor_then = _AGAIN.search(reading.text), _NOR_THEN.search(reading.text)
    if again is None and nor_then is None:
        return False
    if again is None and any(s.name == "event_kind" for s in reading.slots):
        return False
    heard.questions = [Question("policy", "exchange", ())]
    if again is None or _MONEY.search(reading.text):
        heard.questions.append(Question("policy", "refund", ()))
    heard.understood = True
    return True


_STEPS = regex(
    r"\b(?:stairs?|steps|step[- ]?free|stairwells?|staircase|lifts?|elevators?|ramps?|escalators?|level access)\b|\b(?:get|come|go) (?:in|there|up|down|round|around)\b[^.?!]{0,8}\b(?:with|in) (?:a|my|his|her|the|our) (?:wheel\s?chair|scooter|walker|rollator|pram|buggy|crutches)\b",
    re.IGNORECASE,
)
_WISHES = regex(
    r"\b(?:need|needs|want|wants|rather|prefer|instead|other|others|another|different|something|somewhere|anything|anywhere|swap|change|move|book|yes|how many|how far|toilets?|loos?|restrooms?|any (?:seats|tickets)|do you have|have you|(?:have|get|got) (?:one|ones|some|seats|tickets|two|a seat|better)|are there (?:seats|any seats)|lower|closer|nearer)\b",
    re.IGNORECASE,
)
STEP_FREE = "Is there a lift or a step-free entrance?"


def asked_of_steps(view: View, heard: Heard) -> bool:
    """Whether it is asked of seats that are held how one gets to them: "can we get right to the space without stairs?"."""
    state, reading = view.state, view.reading
    if state.hold is None or state.quote is None or state.quote.kind != "purchase" or reading.answer == "yes":
        return False
    if not aspects.asks(reading.text) or not _STEPS.search(reading.text) or _WISHES.search(reading.text):
        return False
    if any(s.name not in {"accessible", "topic", "preference", "venue"} for s in reading.slots):
        return False
    heard.questions = [Question("knowledge", STEP_FREE, ())]
    heard.understood = True
    return True

"""What is asked of an exchange while the show or the seats for it are chosen: what it costs, and whether the seats stay the same. Pure.

It chooses nothing and is no wish for better seats: "do we pay more?", "is there a fee for swapping", "do we keep the same seats".
"""

import re

from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex

COST = "What does an exchange cost?"
SAME = "Are the seats the same in an exchange?"
KEPT = "What becomes of the old tickets before an exchange is agreed?"
_LONGEST = 100  # characters
_LEAD = r"\W*(?:(?:and|but|so|ok|okay|oh|btw|by the way|wait|hang on|just|also|then|hm+|um+|quick question)\W+)*"
_WE = r"(?:i|we|you|it|that|this|there|they)"
_SWAP = r"(?:swap|swapping|change|changing|exchange|exchanging|move|moving|switch|switching|it|that|this|the (?:swap|change|exchange|move|switch))"
_TAIL = rf"(?:\W+(?:for|to|on|of|if|when|by|then|please|pls|at all|though|tho|or (?:what|not|is it (?:free|the same))|on top|now|again|too|(?:we|i|you) {_SWAP}|{_SWAP}|dates?|games?|shows?|tickets?))*\W*"
_COSTS = regex(
    rf"{_LEAD}(?:"
    rf"(?:do|does|will|would|is|are|must|have|gonna|if|whether) {_WE}(?: (?:have to|need to|going to|gonna|be|still|then|got to))*(?: (?:pay|paying|cost|charge|owe|charged|costing)(?: (?:me|us))?)?(?: (?:any|anything|something|a lot|much|the))?(?: (?:more|extra|difference|on top|fees?|charged?|the same|same price))+"
    r"|(?:(?:is|are|will) there(?: be)? |do (?:i|we|you) (?:pay|charge|take) )?(?:any |an? |the )?(?:(?:extra|additional|swap|exchange|change|admin|booking) )?(?:fees?|charges?|costs?|price difference|difference(?: to pay)?)"
    rf"|(?:how much|what)(?:['’]?s| is| does| will| would| do)?(?: the)?(?: {_WE})?(?: (?:extra|more|fee|charge|difference|cost|damage|pay|be|costs?))+(?: (?:is|does|will|would|do)(?: {_WE})?(?: (?:be|cost|pay))?)?"
    rf"){_TAIL}",
    re.IGNORECASE,
)
_STAYS = regex(
    rf"{_LEAD}(?:(?:do|will|would|can|could|should|are|is|if|whether) )?(?:(?:i|we|they|it|our|my|the|those|these)(?: (?:seats?|places|spots?|ones))? )?(?:(?:still|also|just|be|have|keep|get|stay|sit|end up|in|with|at|on|be sat|sitting|the|our|my) )*(?:(?:exact )?same (?:seats?|places?|spots?|rows?|section|numbers?|ones|area)|(?:our|my) (?:(?:old|own|current|present) )?(?:seats?|places?|spots?|row|section|seat numbers?))(?: (?:stay|stays|remain|be|for|in|at|on|there|too|as (?:now|before)|the same|same|that (?:one|game|date|night)|the (?:new|other) (?:one|game|date|night|show)))*\W*(?:please|pls)?\W*",
    re.IGNORECASE,
)
_KEEPS = regex(
    rf"(?!.*\b(?:refund\w*|miss|late|stolen|sick|ill|phone|upgrad\w*|sell)\b){_LEAD}(?:(?:do|will|would|are|if) (?:i|we|you|my|our|the)(?: (?:old|own|current|present|original|first))?(?: (?:tickets?|seats?|ones))?(?: (?:already|still|just|now))* (?:lose|losing|give up|giving up|keep|hang on to|hold on to|cancel(?:led|ling)?|gone|released?|safe)\b[^.?!]{{0,60}}|what (?:happens|becomes)(?: (?:to|of|with))? (?:my|our|the) (?:(?:old|own|current|present|original|first) )?(?:tickets?|seats?|ones)\b[^.?!]{{0,40}})\W*",
    re.IGNORECASE,
)
_HINT = regex(
    r"\b(?:same|stay|keep|pay|extra|more|fees?|charges?|costs?|difference|los(?:e|ing)|giv(?:e|ing) up|cancel\w*|gone|released?|safe|happens|becomes|hold|hang)\b",
    re.IGNORECASE,
)


KEPT_ASKED = Question("seats", KEPT, ())


def question(text: str) -> Question | None:
    """What is asked of the exchange; None where it is nothing of the kind."""
    if len(text) > _LONGEST or _HINT.search(text) is None:
        return None
    if _COSTS.fullmatch(text):
        return Question("policy", COST, ())
    asks = text.rstrip().endswith("?") or _ASKS.match(text) is not None  # "keep our seats" wants no exchange at all
    if asks and _STAYS.fullmatch(text):
        return Question("seats", SAME, ())
    return KEPT_ASKED if _KEEPS.fullmatch(text) else None


_ASKS = regex(rf"{_LEAD}(?:do|will|would|can|could|are|is|(?:the )?same)\b", re.IGNORECASE)


def asked(view: View, heard: Heard) -> bool:
    """Whether the message only asks that, while an exchange is being chosen."""
    state = view.state
    if state.task is None or state.task.kind != "exchange" or state.quote is not None:
        return False
    told = question(view.reading.text)
    chooses = {"event", "performer", *(() if told == KEPT_ASKED else ("ordinal",))}
    if told is None or any(s.name in chooses for s in view.reading.slots):
        return False
    heard.questions, heard.understood = [told], True
    return True

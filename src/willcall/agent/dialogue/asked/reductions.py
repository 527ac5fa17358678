"""Who some of a party are, told or asked for the price's sake: "half of us are students", "do pensioners pay less?", "do under 2s need a ticket?". Pure.

They are counted with the rest already, so nothing is bought or changed by it; what the documents say of such prices is answered.
"""

import re

from willcall.agent.dialogue.asked import asking, small_ones
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.numerals import NUMBER
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading

LESS = "Is there a discount for students, seniors or the military?"
CHILDREN = "Do children pay full price?"
COMPANION = "Does the companion beside a wheelchair space pay for the companion seat?"
_YOUNG = r"(?:kids?|children|child|toddlers?|bab(?:y|ies)|minors?|teens?|teenagers?|juniors?|(?:under|below)[ -]?\d{1,2}(?:s|['’]s)?|(?:my |our )?(?:son|daughter|boys?|girls?|grandkids|grandson|granddaughter|nephew|niece|twins))"
_REDUCED = r"(?:students?|pensioners?|seniors?|oaps?|retired(?: people)?|elderly|concessions?|concs?|veterans?|vets|soldiers?|military|nurses?|teachers?|disabled(?: people)?|carers?|members?|unemployed|over[ -]?\d\d(?:s|['’]s)?)"
_SORT = rf"(?:(?:only |just |still |actually |also |all |both |uni(?:versity)? |college |full[- ]time |registered )*(?:an? |the )?(?:uni(?:versity)? |college |full[- ]time |registered )?(?P<sort>{_REDUCED}|{_YOUNG}))"
_LEAD = r"\W*(?:(?:ok|okay|oh|so|but|and|hi|hey|sorry|btw|by the way|also|well|um+|just|fyi|though|actually|remember|yes|no)\W+)*"
_TAIL = r"(?:\W+(?:then|right|though|btw|by the way|does that (?:matter|help|change anything|make a difference)|if (?:that|it) (?:matters|helps)|(?:so )?(?:is (?:there|that|it)|are (?:there|they)) (?:an? discount|any (?:discounts?|reductions?)|cheaper|less|reduced)(?: for (?:us|them|that))?|do (?:we|they|i) (?:get|pay) (?:a discount|less|anything off)|any discounts?|ok|thanks|please|too|as well))*\W*"
_WHO = rf"(?:(?:{NUMBER}|half|most|some|all|both|a (?:few|couple)|the (?:other|rest)(?: {NUMBER})?|the {NUMBER}|any|none)(?: (?:of (?:us|them|the (?:group|party|lot))|in (?:the|our) (?:group|party)))?|i|we(?: all| both)?|he|she|they|my \w+|the \w+)"
_TOLD = regex(rf"{_LEAD}{_WHO}(?:['’](?:m|re|s)| am| are| is|m|re|s)(?:['’]nt)? {_SORT}{_TAIL}", re.IGNORECASE)
_ASKED = regex(
    rf"{_LEAD}(?:(?:do|does|will|would|can|could|should) (?:the |my |our )?(?P<a>{_REDUCED}|{_YOUNG})(?: \w+)? (?:pay|get|have|go|come|cost)(?: in| it)? (?:less|cheaper|half|half[- ]price|the same|full price|reduced|anything off|something off|money off|in free|free|a (?:discount|reduction|lower price|cheaper (?:price|ticket|rate)))|(?:is|are) (?:it|there|they|tickets)(?: any)? (?:cheaper|less|reductions?|reduced|lower|concessions?|concession prices?|(?:a )?(?:special |reduced |different |lower )?(?:prices?|rates?)) (?:for|with) (?:the |an? |my |our )?(?P<b>{_REDUCED}|{_YOUNG})|(?:any |is there an? |do you (?:do|have) )?(?P<c>{_REDUCED}|{_YOUNG})['’]?s? (?:prices?|rates?|reductions?|concessions?)){_TAIL}",
    re.IGNORECASE,
)
_SOME = regex(rf"\b(?:{_REDUCED}|{_YOUNG})\b", re.IGNORECASE)
_A_CHILD = regex(_YOUNG, re.IGNORECASE)
_LONGEST = 140  # characters
_TELLS_NO_MORE = frozenset({"quantity", "max_price", "topic", "preference", "person"})


_WITH = regex(r"\s*\b(?:(?:for|to|at|in|on|of|during|into)\s+)?(?:(?:the|a|this|that|next)\s+)?$", re.IGNORECASE)
_SORT_OF_SHOW = regex(r"^\s*(?:game|match|gig|show|concert|play|one)\b", re.IGNORECASE)
_SHOW = frozenset({"event", "performer", "event_kind", "venue", "when"})


def told_or_asked(view: View, heard: Heard) -> bool:
    """Whether it is only told who some of them are, or asked whether such people pay less, or need a ticket at all."""
    reading = view.reading
    question = of_whom(reading.text.strip())
    told = {s.name for s in reading.slots}
    if question is None and told & _SHOW and small_ones.asked(bare := _without_the_show(reading)):
        question = of_whom(bare)
        told -= _SHOW
    if question is None or told - _TELLS_NO_MORE:
        return False
    if any(wish.intent is Intent.HAND_OFF for wish in reading.wishes):
        return False
    if question == small_ones.NEEDS:
        asking.note_show(tuple(s for s in reading.slots if s.name in _SHOW), view.state)
    heard.questions = [Question("knowledge", question, ())]
    heard.understood = True
    return True


def of_whom(text: str) -> str | None:
    """What is to be answered where a text only tells or asks of students, children and the like; None where it says anything else."""
    if len(text) > _LONGEST:
        return None
    if small_ones.asked(text):
        return small_ones.NEEDS
    match = _TOLD.fullmatch(text) or _ASKED.fullmatch(text)
    if match is None:
        return None
    sort = next((said for name, said in match.groupdict().items() if said and name in {"sort", "a", "b", "c"}), "")
    if "carer" in sort.casefold():
        return COMPANION
    return CHILDREN if _A_CHILD.fullmatch(sort) is not None else LESS


def put(text: str) -> str | None:
    """What is to be looked up where lower prices are asked for some; None where none of those are named."""
    sort = _SOME.search(text)
    return None if sort is None else CHILDREN if _A_CHILD.fullmatch(sort.group()) else LESS


def _without_the_show(reading: Reading) -> str:
    """A question without the show and the day it names: "does my 3 year old need a ticket for the derby on Friday"."""
    text = reading.text
    for start, end in sorted({(s.start, s.end) for s in reading.slots if s.name in _SHOW}, reverse=True):
        before = _WITH.search(text[:start])
        text = text[: before.start() if before is not None else start] + _SORT_OF_SHOW.sub("", text[end:])
    return " ".join(text.split())

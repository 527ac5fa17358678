"""Who some of a party are, told or asked for the price's sake: "half of us are students", "do pensioners pay less?". Pure.

They are counted with the rest already, so nothing is bought or changed by it; what the documents say of such prices is answered.
"""

import re

from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.numerals import NUMBER
from willcall.understanding.reading import Intent

LESS = "Is there a discount for students, seniors or the military?"
CHILDREN = "Do children pay full price?"
_YOUNG = r"(?:kids?|children|child|toddlers?|bab(?:y|ies)|minors?|teens?|teenagers?|juniors?|(?:under|below)[ -]?\d{1,2}(?:s|['’]s)?|(?:my |our )?(?:son|daughter|boys?|girls?|grandkids|grandson|granddaughter|nephew|niece|twins))"
_REDUCED = r"(?:students?|pensioners?|seniors?|oaps?|retired(?: people)?|elderly|concessions?|concs?|veterans?|vets|soldiers?|military|nurses?|teachers?|disabled(?: people)?|carers?|members?|unemployed|over[ -]?\d\d(?:s|['’]s)?)"
_SORT = rf"(?:(?:only |just |still |actually |also |all |both |uni(?:versity)? |college |full[- ]time |registered )*(?:an? |the )?(?:uni(?:versity)? |college |full[- ]time |registered )?(?P<sort>{_REDUCED}|{_YOUNG}))"
_LEAD = r"\W*(?:(?:ok|okay|oh|so|but|and|hi|hey|sorry|btw|by the way|also|well|um+|just|fyi|though|actually|remember|yes|no)\W+)*"
_TAIL = r"(?:\W+(?:then|right|though|btw|by the way|does that (?:matter|help|change anything|make a difference)|if (?:that|it) (?:matters|helps)|is (?:there|that) (?:a discount|cheaper|less)|so is it cheaper|do (?:we|they|i) (?:get|pay) (?:a discount|less|anything off)|any discounts?|ok|thanks|please|too|as well))*\W*"
_WHO = rf"(?:(?:{NUMBER}|half|most|some|all|both|a (?:few|couple)|the (?:other|rest)(?: {NUMBER})?|the {NUMBER}|any|none)(?: (?:of (?:us|them|the (?:group|party|lot))|in (?:the|our) (?:group|party)))?|i|we(?: all| both)?|he|she|they|my \w+|the \w+)"
_TOLD = re.compile(rf"{_LEAD}{_WHO}(?:['’](?:m|re|s)| am| are| is|m|re)(?:['’]nt)? {_SORT}{_TAIL}", re.IGNORECASE)
_ASKED = re.compile(
    rf"{_LEAD}(?:(?:do|does|will|would|can|could|should) (?:the |my |our )?(?P<a>{_REDUCED}|{_YOUNG})(?: \w+)? (?:pay|get|have|go|come|cost)(?: in| it)? (?:less|cheaper|half|half[- ]price|the same|full price|reduced|anything off|something off|money off|in free|free|a (?:discount|reduction|lower price|cheaper (?:price|ticket|rate)))|(?:is|are) (?:it|there|they|tickets)(?: any)? (?:cheaper|less|reductions?|reduced|lower|concessions?|concession prices?|(?:a )?(?:special |reduced |different |lower )?(?:prices?|rates?)) (?:for|with) (?:the |an? |my |our )?(?P<b>{_REDUCED}|{_YOUNG})|(?:any |is there an? |do you (?:do|have) )?(?P<c>{_REDUCED}|{_YOUNG})['’]?s? (?:prices?|rates?|reductions?|concessions?)){_TAIL}",
    re.IGNORECASE,
)
_A_CHILD = re.compile(_YOUNG, re.IGNORECASE)
_LONGEST = 140  # characters
_TELLS_NO_MORE = frozenset({"quantity", "max_price", "topic", "preference", "person"})


def told_or_asked(view: View, heard: Heard) -> bool:
    """Whether it is only told who some of them are, or asked whether such people pay less."""
    text = view.reading.text.strip()
    match = _TOLD.fullmatch(text) or _ASKED.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or any(s.name not in _TELLS_NO_MORE for s in view.reading.slots):
        return False
    if any(wish.intent is Intent.HAND_OFF for wish in view.reading.wishes):
        return False
    sort = next((said for name, said in match.groupdict().items() if said and name in {"sort", "a", "b", "c"}), "")
    young = _A_CHILD.fullmatch(sort) is not None
    heard.questions = [Question("knowledge", CHILDREN if young else LESS, ())]
    heard.understood = True
    return True

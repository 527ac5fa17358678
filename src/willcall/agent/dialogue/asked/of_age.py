"""Whether somebody is old enough: "is it ok for my 15 yr old?", "hes 15 is he let in or not?", also beside a wish for seats. Pure.

Who only tells how old the children are asks nothing; what children pay is asked elsewhere. `answers.ages` looks up what holds.
"""

import re

from willcall.agent.dialogue.asked import facets
from willcall.understanding.company import KIN
from willcall.understanding.patterns import regex

_N = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
_YEARS = rf"(?:{_N}[- ]?(?:years?|yrs?|y)\b[- ]?(?:olds?|o)?|\d{{1,2}} ?(?:yo|y/o)s?)"
_ONE = rf"(?:(?:an?|my|our|the|his|her) (?:[\w'’-]+ )?(?:{_YEARS}|{KIN})|{_YEARS}|(?:kids?|child(?:ren)?|bab(?:y|ies)|toddlers?|infants?|teens|teenagers?|minors?|(?:under|over)[- ]?\d\ds?|(?:my|our|the) (?:kids|children|boys|girls|lads|grandkids)))"
_TOLD = regex(
    rf"\b{_YEARS}|\b(?:he|she|they|it)(?:['’]?s|['’]?re| is| are) (?:only |just |nearly |almost )*\d{{1,2}}\b(?! ?(?:tickets?|quid|dollars|bucks|minutes|mins|%))|\b(?:{KIN}|who)(?:['’]?s| is) (?:only |just |nearly |almost )*\d{{1,2}}\b|\b(?:is|aged?|turns|turning) \d{{1,2}}\b"
    r"|\b(?:kids?|child(?:ren)?|bab(?:y|ies)|toddlers?|infants?|teens|teenagers?|minors?|(?:under|over)[- ]?\d\ds?)\b",
    re.IGNORECASE,
)
_IN = r"(?:let in(?:side|to)?|allowed(?: in(?:side)?| to (?:come|go|attend|enter))?|get in(?:to)?|go in|come in|be let in|admitted|permitted|welcome|too young|old enough|turned away)"
_FIT = regex(
    rf"\b(?:is|are|would|will|be|it['’]?s|that['’]?s)\b[^.?!,;]{{0,24}}\b(?:ok|okay|suitable|fine|alright|all right|allowed|appropriate|legal|safe|too (?:rude|scary|adult|grown up|loud)) (?:for|with|to bring|if i bring) {_ONE}\b(?!(?:['’]s|s['’])? (?:shows?|plays?|games?|match(?:es)?|matinees?|films?|parties|party|concerts?|gigs?|tickets?|seats?)\b)",
    re.IGNORECASE,
)
_IS_OK = regex(
    rf"(?:{_YEARS}|\b(?:{KIN}|who|he|she|they)(?:['’]?s|['’]?re| is| are) (?:only |just |nearly |almost )*\d{{1,2}}\b)[^.?!]{{0,40}}(?:[,.;!-]+|\b(?:and|so)\b)\s*(?:is|would|will|are) (?:that|this|it|she|he|they|we)(?: be)? (?:ok|okay|fine|alright|all right|allowed|a problem|an issue)\b",
    re.IGNORECASE,
)
"""Told first and asked then: "I'm bringing my 16 year old, is that ok?"."""
_ENTERS = regex(
    rf"\b(?:is|are|will|would|can|could|may|do|does|should|am|wud|wil)\b (?:(?:he|she|they|i|it|that|someone|somebody|anyone|people)\b|{_ONE}\b)[^.?!]{{0,24}}?\b(?:{_IN}|come(?! (?:in at|back|free|to (?:\d|an? total|how))\b)|attend)\b"
    rf"|\b(?:let|allow|admit|accept|take)(?: in)? (?:him|her|them|{_ONE})(?: (?:in|inside|through))?\b|\bis \d{{1,2}} (?:too young|old enough|allowed|ok(?:ay)?)\b",
    re.IGNORECASE,
)
_OF_MONEY = regex(
    r"\b(?:free|price\w*|cheaper|discount\w*|half|pay\w*|cost\w*|reduc\w*|concession\w*|how much|own seat|lap)\b",
    re.IGNORECASE,
)
_SENTENCE = regex(r"(?<=[.?!;])\s+|\n+")
_AFTER = regex(r",\s+|\s+(?:and|but|also|btw)\s+", re.IGNORECASE)
_LONGEST = 300  # characters


def asked(text: str) -> bool:
    """Whether it is asked if somebody of an age, or children, may come."""
    text = text[:_LONGEST]
    if _TOLD.search(text) is None or _OF_MONEY.search(text):
        return False
    return any(pattern.search(text) is not None for pattern in (_FIT, _ENTERS, _IS_OK))


def of_a_show(text: str) -> bool:
    """Whether it is asked from which age a show is, or if somebody is old enough for it."""
    return facets.let_in(text) or facets.of_the_limit(text) or asked(text)


def clause(text: str) -> str | None:
    """The words that ask it, or another age that is let in, of a message that wishes something as well; None where it is not asked."""
    for sentence in _SENTENCE.split(text[:_LONGEST]):
        if asked(sentence):
            found = _FIT.search(sentence) or _ENTERS.search(sentence) or _IS_OK.search(sentence)
            assert found is not None
            start = max((cut.end() for cut in _AFTER.finditer(sentence[: found.start()])), default=0)
            return sentence[start:] if asked(sentence[start:]) else sentence
        if facets.of_an_age(sentence):
            return sentence
    return None

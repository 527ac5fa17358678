"""What a show's own description may tell: who may come, in which language it is, who made it, or anything in the words of the question.

Pure: a question and a description in, the sentences that answer out. What the calendar knows (when, how long) is `aspects`' business.
"""

import re
from collections.abc import Sequence
from typing import Literal

from willcall.agent.dialogue import aspects
from willcall.understanding.languages import LANGUAGE
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot

Facet = Literal["ages", "language", "maker"]

_WORD_LIST = """
about actually against again game home anyone anything back because book booked bring card chair change check come could does door doors down during exactly family find first front give going
good great have help here hour hours house just kids know leave left like long love make many maybe minutes miss money more music need next nice number only open other over
park people phone place please play quick quickly really right room said same seat seats should sort stage start still stop sure take than that them then there they thing
think this time tonight until very wait want water well what when where which while will with work would young your
"""
"""Words of which a description may have one without being an answer."""
_AGE = regex(
    r"\b(?:how old|what age|ages?|age (?:limit|restriction)s?|old enough|too young|(?:year|yr)s?[- ]?olds?|kids?|child(?:ren)?|minimum age|suitable for|under ?\d+s?|over ?\d+s?)\b|\bis \d+\b|\b\d\d ?\+|\b(?:get|go|let|come) in at \d{1,2}\b|\b(?:he|she|they|it)(?:'?s|'?re| is| are) (?:only |just )?\d{1,2}\b(?! (?:tickets?|quid|dollars|bucks|minutes))"
    r"|\b(?:can|may|could|am|are|would|will) (?:i|we)\b[^.?!]{0,24}\b(?:if|though|since|cos|because|when|and|but)\b[^.?!]{0,8}\b(?:i'?m|i am|we'?re|we are) (?:only |just |still )?(?:1\d|\d)\b|\b(?:i'?m|i am|we'?re|we are) (?:only |just |still )?(?:1\d|\d)\b[^?!]{0,16}\b(?:can|may|could|am|are) (?:i|we)\b[^.?!]{0,16}\b(?:come|go|get in|enter|allowed|let in|ok)\b",
    re.IGNORECASE,
)
_N = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty[- ]?one)"
_OF_AGE = regex(
    rf"\b(?:{_N}s? ?(?:and|or) (?:over|older|above|up)|\d+ ?\+|over[- ]?\d+s?|under[- ]?\d+s?|(?:over|under) the age of {_N}|(?:suitable|recommended|fit|meant) for (?:(?:ages?|children|those|people) )?(?:from |of |over )?{_N}|at least {_N} years|all ages|aged? {_N}|ages {_N}|adults only|strictly \d+|from (?:the )?age (?:of )?{_N}|years and over)(?!\w)",
    re.IGNORECASE,
)
_RATED = regex(r"\b(?:R|PG|M|U|FSK|rated|rating|certificate) ?[:-]? ?(?:0|6|7|1[0-8]|21)(?!\w| ?(?:am|pm|%|minutes))")
"""A rating, as shows write it: R16, PG-13, FSK 12."""
_LET_IN = regex(
    r"\b(?:is|are) (?!(?:there|anything|something|any)\b)(?:[\w'’:&-]+ ){1,6}?(?:an? )?(?:\d\d ?\+|over[- ]?\d\d|adults?[- ]only|all ages|(?:16|18|21)s?\b)|\bage (?:limit|restriction)|\b(?:can|will|would|is|are) (?:he|she|they)\b[^.?!]{0,16}\b(?:get in|go in|come in|be let in|be allowed)\b"
    r"|\b(?:can|may|could|am|are) (?:i|we)\b[^.?!]{0,16}\b(?:come|go|in|enter|allowed)\b[^.?!]{0,12}\bif (?:i'?m|i am|we'?re|we are) (?:only |just )?(?:1\d|\d)\b",
    re.IGNORECASE,
)
"""Whether somebody is let in at an age: where the show says nothing of it, the house's rules may."""
_LETS_IN = regex(
    r"\b(?:can|could|will|would|is|are|may|do|does|should) (?:he|she|they|it|that|we|my \w+|our \w+|the \w+)\b[^.?!]{0,24}\b(?:get in|go in|come in|come along|come|attend|enter|let in|allowed|admitted|welcome|too young|old enough|turned away)\b"
    r"|\b(?:will|would|do|does|can|could) (?:they|you|u|staff|security|the \w+)(?: \w+)? (?:let|allow|admit|accept|turn away|stop)\b|\b(?:let|allowed) (?:her|him|them|me|us|my \w+) in\b|\b(?:too young|old enough)\b",
    re.IGNORECASE,
)
"""Whether somebody whose age is told is let in."""
_LANGUAGE = regex(
    rf"\b(?:what|which|wot|wat|whats|what's|same|other) (?:is the |the )?lang(?:uage)?s?\b|\b(?:is|are|will|does|do|was) (?:it|this|that|they|the \w+|he|she)\b[^.?!]{{0,30}}\b(?:in|speak|sung in|performed in|use) (?:\w+ (?:or|and) )?{LANGUAGE}\b"
    rf"|\b(?:is|are|was|it'?s|its|be|only|all|fully|entirely|or|done|sung|performed|spoken)\b[^.?!]{{0,24}}\bin {LANGUAGE}\b|\bin {LANGUAGE}(?: or \w+)?\s*\?|\b(?:sub|sur)[- ]?titles?d?\b|\b(?:don'?t|doesn'?t|can'?t|not) (?:speak|understand|know|follow)\b[^.?!]{{0,16}}\b{LANGUAGE}\b|\b(?:language|lang)\s*\?",
    re.IGNORECASE,
)
_NOT_OF_THE_SHOW = regex(
    r"\bsign(?:ed)? language\b|\b(?:do|can|does) (?:you|u|anyone|the staff|somebody) speak\b|\bbreakfast\b|\bfood\b|\bmenu\b|\b(?:any(?:thing)?|something|some|other|show me|find)\b[^.?!]{0,24}\bin\b|\b(?:which|what) (?:shows?|plays?|events?|gigs?|concerts?)\b|\bwebsite\b",
    re.IGNORECASE,
)
_IS_OF_LANGUAGE = regex(
    rf"\b{LANGUAGE}\b|\b(?:sub|sur)[- ]?titles?d?\b|\bwithout words\b|\bno dialogue\b", re.IGNORECASE
)
_MAKER = regex(
    r"\bwho (?:the hell |actually )?(?:wrote|writes|made|composed|composes|choreographed|directed|directs|created|penned|is it by|it'?s by|(?:is|was) (?:the |its )?(?:author|writer|playwright|composer|director|choreographer))\b"
    r"|\b(?:written|composed|directed|choreographed|made) by (?:who|whom)\b|\bby (?:whom|which (?:author|writer|composer|playwright))\b|\bwho'?s (?:it|that|this|the (?:play|piece|music)) by\b|\bwhose (?:play|music|work|piece|show) (?:is|was)\b"
    r"|\b(?:author|playwright|writer|composer|choreographer)\W*\?|\bname of the (?:author|playwright|writer|composer|director|choreographer)\b",
    re.IGNORECASE,
)
_IS_OF_MAKER = regex(
    r"\b(?:written|composed|directed|choreographed|adapted|created|music|words|book|lyrics|play|a new \w+|story) by [A-Z]|\b(?:playwright|composer|author|director)\b|\b[A-Z][\w-]+(?:\.? [A-Z][\w-]+)*['’]s? (?:[\w-]+ ){0,4}(?:play|comedy|tragedy|drama|opera|musical|ballet|masterpiece|classic|work|symphony|novel|story|piece|farce)\b|^[^.!?]*\bby [A-Z][\w-]+ [A-Z]"
)


def asked(text: str) -> Facet | None:
    """What of it a question asks for; None where that is something else."""
    if _LANGUAGE.search(text) and not _NOT_OF_THE_SHOW.search(text):
        return "language"
    if _MAKER.search(text) and "website" not in text.casefold():
        return "maker"
    return "ages" if _AGE.search(text) else None


_SUM = regex(
    r"\b(?:under|over|below) ?(?:[$€£₹]\s?\d+(?:\.\d\d)?|\d+(?:\.\d\d)?(?= ?(?:bucks?|dollars?|euros?|pounds?|quid|rand|rupees?|each|apiece|a (?:seat|ticket|head|pop|person)|per|in total|total)\b))"
    r"|\b(?:anything|something|nothing|seats?|tickets?|ones?) (?:for )?(?:under|over|below) \d+\b(?! ?\+)(?=[^.?!]{0,4}(?:for|$|[?.!,]))",
    re.IGNORECASE,
)
"""A sum, which is no age: "anything under 20 for the derby"."""


def of_an_age(text: str) -> bool:
    """Whether it is asked of an age that it names: "is it 12 and up?"; that somebody brings children asks nothing."""
    said = _SUM.sub(" ", text)
    return aspects.asks(text) and (_OF_AGE.search(said) is not None or _LET_IN.search(said) is not None)


def let_in(text: str) -> bool:
    """Whether it is asked if somebody is old enough to be let in."""
    return _LET_IN.search(text) is not None


_THE_LIMIT = regex(
    r"\b(?:what|which|whats|what['’]?s)(?: is| are)?(?: the| its)? (?:minimum |right |recommended )?ages?\b(?! (?:group|are you))|\bage (?:limits?|restrictions?|ratings?|recommendations?|rules?)\b|\b(?:minimum|min|recommended) age\b|\bhow old (?:do|must|should|does|have|has|would)\b|\b(?:suitable|okay|ok|fine|appropriate|meant) for what ages?\b|\b(?:what|which|whats)(?:['’]?s| is)?(?: the| its)? rating\b|\b(?:what|how) (?:is|'s) it rated\b|^\W*(?:any )?ages?\W*\?",
    re.IGNORECASE,
)


def of_the_limit(text: str) -> bool:
    """Whether it is asked from which age a show is, of nobody in particular: "what age is it for?"."""
    return _THE_LIMIT.search(text) is not None


def would_be_let_in(text: str) -> bool:
    """The same, in any words of whoever tells an age: "she's only 15, would they let her in?"."""
    return _LET_IN.search(text) is not None or (_AGE.search(text) is not None and _LETS_IN.search(text) is not None)


def told(facet: Facet, description: str) -> str:
    """The sentence of a description that tells it; empty where none does."""
    patterns = {"ages": (_OF_AGE, _RATED), "language": (_IS_OF_LANGUAGE,), "maker": (_IS_OF_MAKER,)}[facet]
    return next((s for s in _sentences(description) if any(pattern.search(s) for pattern in patterns)), "")


def in_its_words(text: str, slots: Sequence[Slot], description: str) -> str:
    """The sentences of a description that have a word of the question, which is neither everyday nor a name."""
    words = {_SAME.get(w, w) for w in aspects.beyond_the_calendar(text, slots)} - _PLAIN
    said = [
        s for s in _sentences(description) if {_SAME.get(w, w) for w in re.findall(r"[a-z]{4,}", s.casefold())} & words
    ]
    return " ".join(said) if words else ""


def _sentences(description: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", description)


_SAME = {"intermission": "interval", "break": "interval", "breaks": "interval", "pause": "interval"}
_PLAIN = frozenset(_WORD_LIST.split())

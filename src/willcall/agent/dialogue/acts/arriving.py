"""When one gets there, early or late, said in words of not being able to: "we can't go in early", "I can't make it before 8", "we'll be late". Pure.

Whoever cannot be there by the clock still comes, so no money is to go back; the documents say how early and how late one may come.
"""

import re

from willcall.agent.dialogue.acts.lateness import COME_LATE
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

COME_EARLY = "How early can we come in?"
_LEAD = r"\W*(?:(?:ok|okay|oh|so|but|and|hi|hey|sorry|damn|ugh|no|yes|well|um+|hm+|also|btw|wait|what|what if|shame|pity)\W+)*"
_WE = r"(?:(?:i|we|they|she|he|you|u|people|some of us|one of us|(?:two|three|\d) of us|(?:my|our) (?:\w+ )?\w+)(?: (?:really|just|both|all|actually|probably|sadly))?\W+)?"
_CANT = r"(?:(?:can['’]?t|cannot|can not|won['’]?t|wont|couldn['’]?t|may not|might not|unlikely to|do(?:es)?n['’]?t think (?:i|we) can|isn['’]?t able to|(?:are|am|is|['’]m|['’]re)?(?: ?(?:not able|unable)) to)(?: be able to| actually| even| (?:i|we|you|they|one))?)"
_COME = r"(?:(?:come|go|get|make|be|arrive|turn up|show up|enter|walk|be let|getting|coming)(?: (?:it|in|inside|there|here|along|over|to (?:the )?(?:\w+ )?(?:venue|arena|theatre|theater|stadium|hall|game|show|concert)))*)"
_CLOCK = r"(?:(?:about |around )?(?:\d{1,2}(?:[:.]\d\d)?(?: ?(?:am|pm|o['’]?clock|ish))?|noon|midday|half(?: past)? \w+|quarter (?:past|to) \w+|half[- ]?time|the (?:start|beginning|doors?(?: open)?|opening|interval|break|second (?:half|act)|first (?:half|act|song|whistle)|support(?: act)?|kick[- ]?off|tip[- ]?off)|kick[- ]?off|tip[- ]?off|doors(?: open)?|after work|work ends))"
_WHEN = rf"(?:(?:that |too |so |very |any |quite |really |a bit |much )*(?:early|earlier|late|later)(?: enough\b[^.?!]{{0,30}}|(?: than| as)\b[^.?!]{{0,30}})?|(?:right )?(?:on|in) time(?: for (?:the )?\w+)?|for (?:the (?:start|beginning|first \w+|opening|kick[- ]?off)|kick[- ]?off)|(?:before|until|til|till|by|after) {_CLOCK})"
_DAY = r"(?:\W+(?:tonight|tomorrow|today|that (?:day|night|evening)|on \w+day|\w+day))?"
_TAIL = r"(?:\W+(?:then|right|though|unfortunately|sadly|sorry|i guess|thanks|ok|okay|is that (?:ok|okay|alright|a problem|fine|bad)|(?:but|and) (?:that['’]?s|it['’]?s|thats) (?:ok|okay|fine|alright)|that['’]?s (?:ok|okay|fine)|do(?:es)? (?:that|it) matter|because of work|cos of work|due to work|lol|haha|no|what (?:happens|then|do (?:i|we) do)|will (?:they|you) (?:still )?let (?:us|me) in|can (?:i|we) still (?:get|come|go) in))*\W*"
_CANNOT = regex(rf"{_LEAD}{_WE}{_CANT} {_COME}{_DAY} {_WHEN}{_DAY}{_TAIL}", re.IGNORECASE)
_CANT_WE = regex(
    rf"{_LEAD}(?:can['’]?t|cannot|couldn['’]?t) (?:i|we|you|people) {_COME} {_WHEN}{_DAY}{_TAIL}", re.IGNORECASE
)
_BE_LATE = regex(
    rf"{_LEAD}{_WE}(?:['’]?ll|will|might|may|could|are going to|['’]?re going to|am going to|['’]?m going to|gonna)(?: probably| all| both)? (?:be|get (?:there|in)|arrive|come|turn up)(?: (?:a bit|a little|slightly|\w+ minutes|quite|very|pretty|really))? late(?:r)?{_DAY}{_TAIL}"
    rf"|{_LEAD}(?:i['’]?m|im|we['’]?re|we are|i am|(?:one|two|three|some|\d|half) of us (?:is|are)|(?:my|our) \w+(?:['’]s| is| are)) (?:just )?(?:running|going to be|gonna be) (?:a bit |a little |very |slightly )?late{_DAY}{_TAIL}",
    re.IGNORECASE,
)
_BY_WHICH_WAY = regex(
    rf"{_LEAD}{_WE}{_CANT}(?: (?:i|we|you|they|people))? (?:come|go|get|be let|walk)(?: back)? (?:in|into|inside|through|via|past)\b(?! (?:touch|person|town|to (?:town|the city|work)|the end|time|a (?:car|taxi|bus)|winter|summer|spring|autumn))[^.?!,;]{{0,48}}{_TAIL}",
    re.IGNORECASE,
)
_EARLY = regex(r"\bearl(?:y|ier)\b", re.IGNORECASE)
_LATE = regex(
    r"\b(?:late|later|until|till?|time|start|kick|before(?! (?:the )?doors|(?: the doors)? open)|by)\b", re.IGNORECASE
)
_BEFORE_DOORS = regex(r"\bbefore (?:the )?doors\b", re.IGNORECASE)
_WISHES = regex(
    r"\b(?:refund\w*|money|cancel\w*|swap\w*|exchang\w*|switch\w*|chang\w*|another (?:day|date|night|show|time)|instead|earlier (?:show|one|performance|date)|later (?:show|one|performance|date))\b",
    re.IGNORECASE,
)
_ANY_MORE = regex(r"\b(?:any ?more|any longer|after all|no longer)\b", re.IGNORECASE)
_LONGEST = 140  # characters
_OF_A_WISH = frozenset({"event", "performer", "event_kind", "section", "row", "email", "order_id", "refund_to"})


def said(view: View, heard: Heard) -> bool:
    """Whether it is only told how early or late somebody gets there; then what the documents say of it is answered."""
    text = view.reading.text.strip()
    if len(text) > _LONGEST or _WISHES.search(text) or any(s.name in _OF_A_WISH for s in view.reading.slots):
        return False
    if any(wish.intent is Intent.HAND_OFF for wish in view.reading.wishes):
        return False
    in_some_way = _BY_WHICH_WAY.fullmatch(text) and not any(s.name == "when" for s in view.reading.slots)
    if in_some_way and not _CANNOT.fullmatch(text) and not _ANY_MORE.search(text):
        heard.questions, heard.understood = [Question("knowledge", text, ())], True
        return True
    if not (_CANNOT.fullmatch(text) or _CANT_WE.fullmatch(text) or _BE_LATE.fullmatch(text)):
        return False
    early = (_EARLY.search(text) or _BEFORE_DOORS.search(text)) is not None and _LATE.search(text) is None
    heard.questions = [Question("knowledge", COME_EARLY if early else COME_LATE, ())]
    heard.understood = True
    return True

"""Somebody else who comes in a friend's place: "my friend can't come so my brother is coming", "taking my sister instead of my wife". Pure.

The number stays what it was: no money is to go back, and no seat is wanted more. What holds for tickets that are handed on is told of
what was bought; seats that are only held or offered stay as they are.
"""

import re

from willcall.agent.dialogue.owned.around import LEAD, TAIL
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.company import KIN
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_NAME = r"(?!(?:i|we|you|it|they|that|this|there|which|who|what|how|the|a|an|no|not|so|and|but|can|could|show|game|match|concert|gig|time|date|day|money|refund|tickets?|tix|seats?|order|booking|section|row|these|those|them|mine|ours|ones?)\b)[a-z]+"
_WHO = rf"(?:(?:my|our|his|her|their|a|the|another|one of (?:my|our)) (?:[\w'’-]+ )?(?:{KIN}|date|missus|lad|girl|lass)|{KIN}|some(?:one|body)(?: else)?|one of (?:us|them|the \w+)|he|she|(?:a |an)?other \w+|{_NAME})"
_AWAY = r"(?:(?:can['’]?t|cannot|can not|won['’]?t|wont|couldn['’]?t|isn['’]?t able to|is unable to|doesn['’]?t want to)(?: be able to)?(?: now| actually)? (?:come|go|make it|attend|be there|do it)|(?:isn['’]?t|is not|['’]s not|not|no longer|ain['’]?t) (?:coming|going|able to (?:come|go|make it))|(?:has |have |had |is |just |now |['’]?s |been )*(?:dropp(?:ed|ing) out|bail(?:ed|ing)|pull(?:ed|ing) out|cancel(?:l?ed|l?ing)|cried off|flaked)(?: on (?:me|us))?|(?:is|['’]s|got|has|fell|['’]s got)(?: now| just)? (?:ill|sick|unwell|poorly|away|working|busy|covid|the flu|flu|out))"
_PLACE = r"(?:(?:his|her|their|my|our|the|that)(?: \w+)?|\w+['’]s) (?:place|ticket|seat|spot)"
_WITH = r"(?: (?:with (?:me|us)|along|instead|in (?:his|her|their) (?:place|stead)|in place of \w+|now|as well|too))*"
_COMES = rf"(?:(?:(?:and|so|but|then|now|in(?:stead)?)\W+)*{_WHO}(?:['’]s|['’]ll| is| will| can| could| might| wants to| would| gonna| is going to)?(?: now| just| be)* (?:com(?:e|ing|es)|go(?:ing|es)?(?! to (?!come|go|be))|join(?:ing|s)?(?: (?:me|us))?|tak(?:e|ing|es) {_PLACE}|us(?:e|ing|es) {_PLACE}|(?:hav(?:e|ing)|has) (?:it|that one|{_PLACE})|step(?:ping|s)? in|fill(?:ing|s)? in|replac(?:e|ing|es) (?:him|her|them)){_WITH}|(?:(?:and|so|but|then|now)\W+)*(?:i['’]?m |i am |we['’]?re |i['’]?ll |we['’]?ll |i will |we will |i['’]?m gonna |going to |gonna |i )?(?:just )?(?:tak(?:e|ing)|bring(?:ing)?|invit(?:e|ing)|go(?:ing)? with|com(?:e|ing) with) {_WHO}{_WITH}|(?:(?:and|so|but|then|now)\W+)*(?:i|we)(?:['’]ve|ve| have)?(?: just| already| now)? (?:found|got)(?: us)? (?:a (?:replacement|substitute|stand[- ]in)|another \w+|{_WHO})(?: else)?(?: (?:to|who(?:['’]ll| can| will)?) (?:come|go|use {_PLACE}|take {_PLACE}|have {_PLACE}|fill in))?(?: for {_PLACE})?{_WITH})"
_JOINT = r"(?:\s*[,.;:–-]+\s*|\s+)"
_INSTEAD_OF = rf"(?:instead of|in place of|rather than|and not|not) (?:me|{_WHO})"
_STANDS_IN = regex(
    rf"{LEAD}(?:{_WHO} {_AWAY}{_JOINT}{_COMES}|{_COMES} {_INSTEAD_OF}|{_COMES} (?:because|cos|as|since) {_WHO} {_AWAY}"
    rf"|{_WHO}(?:['’]s|['’]ll| is| will| can)? (?:be )?(?:tak(?:e|ing)|us(?:e|ing)|hav(?:e|ing)) (?:(?:my|our) (?:\w+ )?{KIN}['’]?s?|\w+['’]s) (?:place|seat|spot|ticket)"
    rf"|(?:swap|switch|replace|change|substitute|exchange)(?:ing)? (?:out )?{_WHO} (?:for|with|by) {_WHO})(?:\W+(?:is|would|will) that(?: be)? (?:ok|okay|fine|alright|allowed|possible|a problem))?{TAIL}",
    re.IGNORECASE,
)
_MAY = regex(
    rf"{LEAD}(?:can|could|may|might|would|is it (?:ok|okay|alright|possible) (?:if|for)|(?:ok|okay|alright) if) {_WHO}(?: to)? (?:come|comes|go|goes|join|joins)(?: along| with (?:me|us))?(?: (?:{_INSTEAD_OF}|instead|in (?:his|her|their|my|our|\w+['’]s) (?:place|stead))){TAIL}",
    re.IGNORECASE,
)
_WISHES = regex(
    r"\b(?:refund\w*|money|back|cancel\w*|sell\w*|less|fewer|more|extra|another ticket|both|upgrad\w*|buy|book|cheaper|only (?:need|want|one|me)|just (?:me|one)|too|as well|also|two|three|four|five|\d)\b|@",
    re.IGNORECASE,
)
_FORBIDDEN = frozenset(
    {"event", "performer", "when", "section", "email", "order_id", "refund_to", "max_price", "event_kind"}
)
_LONGEST = 140  # characters


def comes(view: View, heard: Heard) -> bool:
    """Whether somebody only comes in another's place, whatever is held, offered or bought."""
    state, text = view.state, _without_the_same_number(view)
    if len(text) > _LONGEST or _WISHES.search(text) or state.transfer is not None or state.pending_order_id is not None:
        return False
    if any(s.name in _FORBIDDEN for s in view.reading.slots):
        return False
    if not (_STANDS_IN.fullmatch(text) or _MAY.fullmatch(text)):
        return False
    if state.hold is not None or state.task is not None or state.quote is not None:
        heard.social = [Intent.SMALL_TALK]
    else:
        heard.questions = [Question("policy", "transfer", ())]
    heard.understood = True
    return True


_STILL = regex(
    rf"\W+(?:so |but |it['’]?s |we['’]?re )*still (?P<n>{NUMBER})(?: of us| tickets?| seats?| people)?\W*$",
    re.IGNORECASE,
)


def _without_the_same_number(view: View) -> str:
    """The words without "still two", where it is two that are held, offered or bought."""
    text, state = view.reading.text.strip(), view.state
    still = _STILL.search(text)
    bought = state.memo.get("bought") or {}
    held = state.task.quantity if state.task is not None else bought.get("count")
    return text[: still.start()] if still is not None and number(still["n"]) == held else text

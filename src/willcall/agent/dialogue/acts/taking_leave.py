"""Leaving without having bought: "nah im good. later", "no thanks. nothing today", "not worth it for me, thanks anyway". Pure.

Said of a list, or where it is asked how many tickets it shall be: no pick, no day, and nothing to be asked back.
"""

import re

from willcall.agent.dialogue import aspects, cues
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_NOW = r"(?:today|tonight|now|right now|for now|just now|at the moment|this time|this week|this year|after all|any ?more|yet|then)"
_ME = r"(?:for (?:me|us)|to (?:me|us))"
_SO = rf"(?: (?:{_NOW}|{_ME}|really|thank you|thanks?|sorry|mate|tbh))*"
_ANY = r"(?:anything|any|tickets?|seats?|any (?:tickets?|seats?)|any of (?:them|those|these|it)|to (?:buy|book|get|go to|order)(?: anything| any(?: tickets?)?| tickets?| one)?)"
_NOTHING = (
    r"(?:nothing(?: else| more)?(?: (?:to (?:buy|book)|here))?|no (?:tickets?|seats?|booking|purchase)(?: needed| necessary| required)?|not (?:really |quite )?worth (?:it|that|the (?:money|price|trouble|hassle))|"
    r"not (?:today|tonight|now|right now|this time|buying|booking|buying anything|interested|that interested|really interested|keen|up for it|going)|(?:i['’]?ll|i will|we['’]?ll|i think i['’]?ll|gonna|going to|i['’]?m gonna) (?:pass|skip(?: it)?|leave it(?: there| at that)?|give it a miss|sit this one out)|"
    rf"(?:(?:i|we) )?(?:do ?n['’]?t|do not|dont|no longer|wo ?n['’]?t) (?:really |actually |even )?(?:want|need|fancy|feel like|buy|be buying) {_ANY}|"
    r"(?:i['’]?m|im|we['’]?re|i am|we are) (?:all )?(?:done|finished|out)(?: here)?|(?:maybe|perhaps|probably) (?:later|another time|next time|some other time))"
)
_GOOD = r"(?:(?:i['’]?m|im|i am|we['’]?re|were|we are) (?:all )?(?:good|ok|okay|fine|alright|sorted|set)|all good)"
_NO = r"(?:no+|nope|nah+|naw|na)"
_THANKS = r"(?:thank you|thanks?|thx|ty|cheers|ta|appreciate it|much appreciated)"
_LATER = r"(?:laters?|l8rs?|see (?:you|ya)(?: later| around| soon)?|talk (?:to you )?later|catch (?:you|ya) later|cya|bye+|bye bye|goodbye|good ?night|take care|have a good (?:one|day|night|evening|weekend)|i['’]?ll (?:come|check|look|be) back(?: later| another time| another day| soon)?|gotta (?:go|run)|peace(?: out)?)"
_FILL = r"(?:anyway|anyways|though|tho|sorry|but|so|and|ok|okay|oh|ah|eh|um+|hm+|well|mate|man|bro|love|dude|really|actually|honestly|tbh|to be honest|lol|haha|i think|i guess|for (?:your|the|all your|all the) (?:help|time|info)|for (?:checking|looking|helping)|just (?:looking|browsing)|only (?:looking|browsing)|yeah|then|too (?:much|expensive|pricey|dear)(?: for (?:me|us))?)"
_WORD = regex(
    rf"(?:(?P<nothing>{_NOTHING}{_SO})|(?P<good>{_GOOD}{_SO})|(?P<no>{_NO})|(?P<thanks>{_THANKS})|(?P<later>{_LATER})|(?P<fill>{_FILL}))(?=\W|$)\W*",
    re.IGNORECASE,
)
_LONGEST = 120  # characters
_HELD = frozenset({"confirmation"})
_CHOOSING = frozenset({"event", "seats", "quantity"})


def said(view: View, heard: Heard) -> bool:
    """Whether somebody who looked at shows or seats leaves without any; then what was looked at is let be."""
    state, text = view.state, view.reading.text
    task = state.task
    if task is None and state.awaiting is None and state.quote is None and state.transfer is None:
        return _content(view, heard)
    if task is None or task.kind not in BUYING or state.pending_order_id is not None:
        return False
    told = _told(text)
    held = state.hold is not None or state.quote is not None
    if not _leaves(told) or (held and "no" not in told):
        return False
    if state.awaiting not in (_HELD if held else _CHOOSING):
        return False
    heard.lets_go, heard.understood = True, True
    heard.social.append(Intent.GOODBYE)
    return True


def _content(view: View, heard: Heard) -> bool:
    """Whether nothing waits and all is well: "thanks, all good", after a purchase; "fair enough, privacy and all that. Thanks"."""
    text = view.reading.text
    if len(text) <= _LONGEST and _TAKES_IT.match(text) and cues.THANKS.search(view.message) and _only_talks(view):
        heard.social.append(Intent.THANKS)
        heard.understood = True
        return True
    told = _told(text)
    if view.reading.slots or not {"good", "thanks"} <= told or told & {"nothing", "later"}:
        return False
    heard.social.append(Intent.THANKS)
    heard.understood = True
    return True


_TAKES_IT = regex(
    r"\W*(?:(?:oh|ok|okay|ah|no|well|right|hm+|thanks|thank you|cheers)\W+)*(?:fair (?:enough|dos|play)|(?:that['’]?s |thats )?(?:fair|fine|ok|okay|understandable|a (?:shame|pity))|(?:i )?(?:completely |totally |fully |quite )?(?:understand|understood|see|get it|got it|gotcha)|makes sense|no (?:problem|worries|bother)|never ?mind|oh well|shame|pity|rules are rules|thought (?:so|as much)|i thought so|good to know|good)\b",
    re.IGNORECASE,
)
"""Takes what was answered as it is."""
_TALKS = frozenset({Intent.KNOWLEDGE, Intent.POLICY, Intent.THANKS, Intent.AFFIRM, Intent.SMALL_TALK, Intent.OUT_OF_SCOPE, Intent.INFORM, Intent.DENY, Intent.EVENT_INFO, Intent.GOODBYE, Intent.HELP})  # fmt: skip


def _only_talks(view: View) -> bool:
    """Whether nothing is asked or wished for beside the thanks."""
    reading = view.reading
    plain = all(s.name == "topic" for s in reading.slots) and all(w.intent in _TALKS for w in reading.wishes)
    return plain and not aspects.asks(reading.text) and "?" not in reading.text


def _told(text: str) -> frozenset[str]:
    """What the words of a message do; nothing where one of them is none of leaving."""
    if len(text) > _LONGEST or "?" in text:
        return frozenset()
    kinds, at = set[str](), len(text) - len(text.lstrip(" .,!-"))
    while at < len(text):
        word = _WORD.match(text, at)
        if word is None or word.lastgroup is None:
            return frozenset()
        kinds.add(word.lastgroup)
        at = word.end()
    return frozenset(kinds)


def _leaves(told: frozenset[str]) -> bool:
    """Whether nothing is wanted: said so, or "I'm good" beside a no, thanks or a farewell."""
    return "nothing" in told or ("good" in told and bool(told & {"no", "thanks", "later"}))

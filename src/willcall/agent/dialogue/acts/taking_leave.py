"""Leaving without having bought: "nah im good. later", "no thanks. nothing today", "not worth it for me, thanks anyway". Pure.

`and_asks` is a no of that kind, or thanks, before a question, `in_anger` a farewell with a rude word. Said of a list, or where it is asked how many tickets it shall be: no pick, no day, and nothing to be asked back.
"""

import re
from dataclasses import replace

from willcall.agent.dialogue import aspects, cues
from willcall.agent.dialogue.acts import decided
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
    r"(?:none(?= (?:for (?:now|me|us|today)|thanks|thank you|yet|today|now|right now)\b)|nothing(?: else| more)?(?: (?:to (?:buy|book)|here))?|no (?:tickets?|seats?|booking|purchase)(?: needed| necessary| required)?|not (?:really |quite )?worth (?:it|that|the (?:money|price|trouble|hassle))|"
    r"not (?:today|tonight|now|right now|this time|buying|booking|buying anything|interested|that interested|really interested|keen|up for it|going)|(?:i['’]?ll|i will|we['’]?ll|i think i['’]?ll|gonna|going to|i['’]?m gonna) (?:pass|skip(?: it)?|leave it(?: there| at that)?|give it a miss|sit this one out)|"
    rf"(?:(?:i|we) )?(?:do ?n['’]?t|do not|dont|no longer|wo ?n['’]?t) (?:really |actually |even )?(?:want|need|fancy|feel like|buy|be buying) {_ANY}|"
    r"(?:i['’]?m|im|we['’]?re|i am|we are) (?:all )?(?:done|finished|out)(?: here)?|(?:maybe|perhaps|probably) (?:later|another time|next time|some other time)|(?:another|next|some other) time (?:maybe|perhaps|so|then))"
)
_GOOD = (
    r"(?:(?:i['’]?m|im|i am|we['’]?re|were|we are) (?:all )?(?:good|grand|ok|okay|fine|alright|sorted|set)|all good)"
)
_NO = r"(?:no+|nope|nah+|naw|na)"
_THANKS = r"(?:thank you|thanks?|thx|ty|cheers|ta|appreciate it|much appreciated)"
_LATER = r"(?:laters?|l8rs?|see (?:you|ya)(?: later| around| soon)?|talk (?:to you )?later|catch (?:you|ya) later|cya|bye+|bye bye|goodbye|good ?night|take care|have a good (?:one|day|night|evening|weekend)|i['’]?ll (?:come|check|look|be) back(?: later| another time| another day| soon)?|gotta (?:go|run)|peace(?: out)?)"
_POSTPONED = r"(?:another|next|some other) time"
_FILL = r"(?:anyway|anyways|though|tho|sorry|but|so|and|ok|okay|oh|ah|eh|um+|hm+|well|mate|man|bro|love|dude|really|actually|honestly|tbh|to be honest|lol|haha|i think|i guess|for (?:your|the|all your|all the) (?:help|time|info)|for (?:checking|looking|helping)|just (?:looking|browsing)|only (?:looking|browsing)|yeah|then|too (?:much|expensive|pricey|dear)(?: for (?:me|us))?)"
_WORD = regex(
    rf"(?:(?P<nothing>{_NOTHING}{_SO})|(?P<good>{_GOOD}{_SO})|(?P<postponed>{_POSTPONED})|(?P<no>{_NO})|(?P<thanks>{_THANKS})|(?P<later>{_LATER})|(?P<fill>{_FILL}))(?=\W|$)\W*",
    re.IGNORECASE,
)
THATS_ALL = regex(
    r"\W*(?:(?:ok|okay|fine|right|perfect|great|lovely|brilliant|brill|cool|thanks|thank you|thx|ta|cheers|no|nope|nah|yes|yeah|good|awesome|amazing|super|sorted|well|so|then|i think|i guess|excellent|nice|sweet)\W+)*"
    r"(?:(?:that|this)(?:'?s| is| was| will be|'?ll be| would be|'?d be) (?:(?:all|everything)(?: (?:i|we) (?:need|needed|wanted|want|had)(?: to know)?)?(?: (?:for|from) (?:today|now|tonight|the moment|me|us))*|(?:it|me) (?:for|from) (?:today|now|tonight|the moment|me|us))|nothing else(?: (?:for|from) (?:today|now|tonight|the moment|me|us))*)"
    r"(?:\W+(?:thanks|thank you|thx|ta|cheers|then|bye|love|mate|really|you'?ve been (?:great|very helpful|a star)|for your help|so much|a lot|very much))*\W*",
    re.IGNORECASE,
)
"""Says that nothing more is wanted; it lets go of nothing that is held."""
_THATS_IT = regex(
    r"\W*(?:(?:ok|okay|right|so|well|yeah|cool|great|perfect|i think|i guess)\W+)*that(?:['’]?s| is) it(?:\W+(?:thanks|thank you|cheers|ta|really|i think|then|for now))*\W*",
    re.IGNORECASE,
)


def nothing_more(text: str) -> bool:
    """Whether it is only said that this is all: "that's all", "thats it, thanks"; a no before it is one."""
    said = THATS_ALL.fullmatch(text[:200]) or _THATS_IT.fullmatch(text[:200])
    return said is not None and re.match(r"\W*(?:no|nope|nah)\b", text, re.IGNORECASE) is None


_LONGEST = 120  # characters
_HELD = frozenset({"confirmation"})
_CHOOSING = frozenset({"event", "seats", "quantity"})


def said(view: View, heard: Heard) -> bool:
    """Whether somebody who looked at shows or seats leaves without any; then what was looked at is let be."""
    state, text = view.state, view.reading.text
    task = state.task
    looked = task is not None and task.kind == "orders" and task.order is None and state.awaiting == "order"
    if looked and _TELLS_THEM.search(text) and _content(view, heard):
        state.task, state.awaiting = None, None  # "fair enough, I'll tell him", of an order that is another's
        return True
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


_ENDS = regex(r"[.!;,]+\s+|\n+")
_NO_MORE_THAN_THANKS = regex(
    rf"\W*(?:(?:ok|okay|cool|great|lovely|right|brilliant|perfect|oh|ah|nice|good)\W+)*{_THANKS}(?: (?:so much|very much|a lot|a million|mate|love|pal|man))*\W*",
    re.IGNORECASE,
)
_SURE = 0.6
_CLOSES = frozenset({Intent.KNOWLEDGE, Intent.GOODBYE, Intent.DENY, Intent.THANKS, Intent.AFFIRM, Intent.OUT_OF_SCOPE})


def and_asks(view: View, hear: decided.Hears) -> Heard | None:
    """What is asked after a no to all that is shown ("no dont want any. whats the age limit there?") or after thanks and "that's all"; None where the message is no such thing."""
    state, text = view.state, view.reading.text
    task = state.task
    if view.read is None or view.picked is not None or state.pending_order_id is not None or len(text) > 2 * _LONGEST:
        return None
    ends = [end for end in _ENDS.finditer(text) if _asked(text[end.end() :])]
    closed = next((end for end in ends if _closes(text[: end.start()])), None)
    wish = view.reading.wishes[0] if len(view.reading.wishes) == 1 else None
    unsure = wish is not None and (wish.intent in _CLOSES or wish.confidence < _SURE)
    if closed is not None and unsure:
        return _rest(view, text[closed.end() :], hear)
    if task is None or task.kind not in BUYING or state.awaiting not in _CHOOSING:
        return None
    if state.hold is not None or state.quote is not None:
        return None
    left = next((end for end in ends if end.group()[0] != "," and _leaves(_told(text[: end.start()]))), None)
    if left is None:
        return None
    state.task, state.later, state.awaiting = None, [], None
    return _rest(view, text[left.end() :], hear)


def _asked(rest: str) -> bool:
    return (aspects.asks(rest) or "?" in rest) and not _WISHES_WELL.match(rest)


_WISHES_WELL = regex(r"\W*(?:have|enjoy) (?:a|an|the) (?:good|great|nice|lovely|fab\w*|wonderful)\b", re.IGNORECASE)
"""A farewell that looks like a request: "have a good one"."""


def _closes(head: str) -> bool:
    """Whether no more than thanks is said, or that this is all."""
    return nothing_more(head) or _NO_MORE_THAN_THANKS.fullmatch(head) is not None


def _rest(view: View, rest: str, hear: decided.Hears) -> Heard | None:
    """What the words after such a head are heard as."""
    assert view.read is not None
    return hear(replace(view, message=rest, reading=view.read(rest), read=None))


_RUDE = regex(
    r"\W*(?:(?:ok|okay|oh|well|so|fine|this|that|it|you|u|ur|you['’]?re|your|youre|are|r|is|['’]s|was|were|what|an?|the|such|so|really|totally|absolutely|just|pretty|completely|lol|haha|ugh|omg|wow|mate|then|thing|bot|robot|chat|waste|of|time|my|no|help|use|good|not|n['’]?t|did|didn['’]?t|very|at all|useless|rubbish|pointless|hopeless|terrible|awful|crap|shit|dumb|stupid|thick|annoying|joke|pathetic|forget it|whatever|nvm|never ?mind)\W+)+",
    re.IGNORECASE,
)


def in_anger(view: View, heard: Heard) -> None:
    """A farewell with a rude word tells of no wrong that anybody could look into: "ur useless lol bye"."""
    text = view.message
    rude = heard.control is Intent.COMPLAINT or (not heard.understood and view.reading.intent is Intent.COMPLAINT)
    if not rude or len(text) > _LONGEST or heard.questions or heard.started:
        return
    bye = cues.BYE.search(text)
    if bye is None or _RUDE.fullmatch(text[: bye.start()]) is None or text[bye.end() :].strip(" .!x"):
        return
    heard.control, heard.understood = None, True
    heard.social.append(Intent.GOODBYE)
    if view.state.hold is None and view.state.quote is None and view.state.task is not None:
        heard.lets_go = view.state.task.kind in BUYING


def _content(view: View, heard: Heard) -> bool:
    """Whether nothing waits and all is well: "thanks, all good", after a purchase; "fair enough, privacy and all that. Thanks"."""
    text = view.reading.text
    ours = view.state.memo.get("bought") or view.state.last_order_id  # then it may be of that
    if not ours and len(text) <= _LONGEST and _SHRUGS.fullmatch(text):
        heard.declines = True  # "fine. whatever then", where nothing waits
        return True
    thanked = cues.THANKS.search(view.message) is not None and cues.BYE.search(text) is None
    if len(text) <= _LONGEST and _TAKES_IT.match(text) and thanked and _only_talks(view):
        heard.social.append(Intent.THANKS)
        heard.understood = True
        return True
    told = _told(text)
    if view.reading.slots or not {"good", "thanks"} <= told or told & {"nothing", "later"}:
        return False
    heard.social.append(Intent.THANKS)
    heard.understood = True
    return True


_SHRUGS = regex(
    r"\W*(?:(?:ugh|meh|oh|well|ok|okay|fine|right|alright|pff+t?|sigh|no|and|so)\W+)*(?:whatever|never ?mind|nvm|forget (?:it|that)|suit yourself|have it your way|oh well|as you (?:like|wish)|if you say so|leave it|doesn['’]?t matter)(?:\W+(?:then|so|thanks|thank you|ok|mate|anyway|i (?:guess|suppose)))*\W*",
    re.IGNORECASE,
)
"""Lets a matter be that was turned down."""
_TELLS_THEM = regex(
    r"\b(?:i|we)(?:['’]?ll| will) (?:tell|let|ask|pass (?:it|that) on to)\b[^.?!]{0,24}\b(?:him|her|them|my \w+)(?: know| (?:that|so|myself))*\b|\b(?:i|we)(?:['’]?ll| will) pass (?:it|that) on\b",
    re.IGNORECASE,
)
_TAKES_IT = regex(
    r"\W*(?:(?:oh|ok|okay|ah|no|well|right|hm+|thanks|thank you|cheers)\W+)*(?:fair (?:enough|dos|play)|very well|all ?right|as you (?:say|wish|like)|(?:that['’]?s |thats )?(?:fair|fine|ok|okay|understandable|a (?:shame|pity))|(?:i )?(?:completely |totally |fully |quite )?(?:understand|understood|see|get it|got it|gotcha)|makes sense|no (?:problem|worries|bother)|never ?mind|oh well|shame|pity|rules are rules|thought (?:so|as much)|i thought so|good to know|good)\b",
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
    manners = bool(told & {"no", "thanks", "later"})
    return "nothing" in told or ("good" in told and manners) or ("postponed" in told and (manners or "good" in told))

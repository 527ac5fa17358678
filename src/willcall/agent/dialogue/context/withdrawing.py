"""Taking back what was asked for: "never mind, keep Sunday", "leave my order as it is", "too dear, we'll keep what we've got".

Pure, like `hearing`, which asks it. Nothing is done to an order here: what was being arranged is dropped, and that is all.
"""

import re
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import cues, tasks
from willcall.agent.dialogue.acts import people, picking
from willcall.agent.dialogue.owned import ours
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question, Task
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, When

_CHANGES = frozenset({"refund", "exchange", "upgrade", "transfer"})
_THING = r"(?:it all|all of (?:it|them)|it|them|that|these|those|things|everything|(?:my|our|the|this|that|those|these) (?:\w+ )?(?:order|booking|tickets?|seats?|ones?|reservation|date|day))"
_STAYS = regex(
    rf"\b(?:leave|keep) {_THING} (?:(?:just )?(?:as|like|how|the way|where) (?:it|they|that|those|these)(?:'s|'re| is| are| was| were)(?: now)?|as[- ]is|alone|unchanged|the same|as before)\b"
    rf"|\b{_THING} (?:can |should |may |shall |will |to )?stays? (?:as|like|how|the way|where) (?:it|they|that)(?:'s|'re| is| are| was| were)\b",
    re.IGNORECASE,
)
_OTHERS = regex(r"\b(?:other|rest|remaining|first|second|last|just do)\b", re.IGNORECASE)
_NO_DEED = regex(
    r"\b(?:don'?t|do not|no longer|not|never)(?: (?:want|wanna|need|wish|like))?(?: to)?(?: do| make)?(?: an?y?| the| that| this| it)? ?(?:exchang\w*|swap\w*|chang\w*|refund\w*|upgrad\w*|transfer\w*|cancel\w*|mov\w*|return\w*)(?: (?:it|them|that|anything|any ?more|now|my (?:order|tickets?|seats?)|after all))*"
    r"|\b(?:cancel|stop|forget|drop|leave|scrap) (?:that|it|this|(?:the |this |that |my )?(?:exchange|refund|swap|change|upgrade|transfer))\b",
    re.IGNORECASE,
)
_DEED = regex(
    r"\b(?:refund|return|cancel|exchange|swap|change|move|upgrade|transfer|send|give|add|buy|book|another|more|extra|but|except|instead|money|credit)\w*\b",
    re.IGNORECASE,
)
_SUPPOSED = regex(
    r"\b(?:don'?t|not|can'?t|cannot|won'?t|rather than|instead of|if|should (?:i|we)|than to|better to|why)\b[^.?!,]{0,16}$",
    re.IGNORECASE,
)
_KEEPS_DAY = regex(
    r"\b(?:keep|stick (?:with|to)|stay (?:with|on|at)|stay|leave (?:it|them) (?:at|on|for)|leave|back to|(?:fine|ok|okay|good|happy|alright|cool) with|can (?:do|make|still do)|(?:is|['’]s) (?:fine|ok|okay|good|alright)|works)\b",
    re.IGNORECASE,
)
_NOT_IT = {
    kind: regex(
        rf"\b(?:leave|drop|scrap|stop|cancel|never ?mind)\W+(?:the |that |this |my )?{word}\w*(?! (?:to|for|of)\b)|(?<!you )(?<!why )(?<!they )(?<!we )(?<!they )\b(?:don'?t|do not) (?:want (?:to |an? |the )?|need (?:to |an? )?)?(?:do |make )?(?:an? |the |any )?{word}\w*",
        re.IGNORECASE,
    )
    for kind, word in {
        "upgrade": "upgrad",
        "refund": "(?:refund|return)",
        "exchange": "(?:exchang|swap|chang)",
        "transfer": "(?:transfer|send)",
    }.items()
}


_ANOTHER_DEED = {
    kind: regex(
        rf"(?<!no )(?<!not )(?<!or )(?:\b(?:just|rather|instead|actually|please|pls|can (?:you|i|we)|could (?:you|i|we)|(?:i|we)(?:['’]?d| want| need| would)?)|,)(?: \w+){{0,3}}? ?(?:{words})\b",
        re.IGNORECASE,
    )
    for kind, words in {
        "exchange": r"refund(?: (?:us|me|it|them|the \w+))?|money back|better seats|upgrade\w*",
        "upgrade": r"refund(?: (?:us|me|it|them|the \w+))?|money back|swap|exchange|another (?:date|day|night|game|show)",
        "refund": r"swap|exchange|better seats|upgrade\w*|another (?:date|day|night|game|show)",
    }.items()
}
"""Another change of the order that is wished for instead: "forget the swap, just refund us"."""
_IM_GOOD = regex(
    r"\W*(?:(?:oh|hm+|ah|ok|okay|actually|then)\W+)*(?:(?:nah|no+|nope)\W+)(?:(?:thanks|thank you|thx|ta|cheers)\W+)?(?:i['’]?m|i am|we['’]?re|we are|were|all) (?:good|fine|ok|okay|alright|all right|all set|sorted|happy)(?: (?:where|as|with (?:what|the ones?|mine|ours)) ?(?:i am|we are|it is|i['’]?ve got|we['’]?ve got|(?:i|we) have|(?:i|we) got)?)?(?:\W+(?:thanks|thank you|thx|ta|cheers|leave (?:it|them)|forget (?:it|that)|keep (?:it|them)|don['’]?t bother|never ?mind|then|actually|for now))*\W*",
    re.IGNORECASE,
)
"""Turns better or other seats down: "nah im good, leave it"."""


def turned_away(view: View, heard: Heard) -> bool:
    """Whether the fan says that they do not want what we took them to want; what else they say, or had put aside, counts."""
    state, reading = view.state, view.reading
    task = state.task
    if tasks.other_seats_instead(view, heard):
        return True
    if picking.turns_one_down(view):
        heard.declines = True  # "not the first one": what instead?
        return True
    if _order_stays(view):
        state.task, state.awaiting, heard.withdraws = None, None, True
        return True
    counted = any(s.name == "quantity" for s in reading.slots)
    stays = ours.KEEPS.fullmatch(reading.text) or _IM_GOOD.fullmatch(reading.text)
    keeps = task is not None and task.kind != "transfer" and not counted and stays
    asks = cues.ONLY_ASKS.fullmatch(reading.text) and task is not None and task.kind != "orders"
    if task is None or task.kind in BUYING or not (keeps or asks or _not_that(task, reading.text)):
        return False
    state.task, state.awaiting = None, None
    if asks:
        heard.questions.append(Question("policy", task.kind, ()))
        return True  # "no, I'm just asking the rule"
    heard.withdraws = task.kind in _CHANGES
    if any(wish.intent is Intent.HAND_OFF for wish in reading.wishes) or people.wanted(reading.text, view):
        heard.control = Intent.HAND_OFF  # "leave the refund. can a person call me"
    elif wanting.names_event(reading.slots) or any(s.name == "quantity" for s in reading.slots):
        tasks.begin("purchase", reading.slots, view, heard, reading.text)
    elif state.later:
        state.task = state.later.pop(0)
        heard.changed = True
    elif not heard.withdraws:
        heard.control = Intent.CANCEL
    return True


_STILL_WANTS = regex(
    r"no+\W+(?:(?:no+|sorry|please|wait)\W+)*(?:i|we)(?:['’]d)? (?:(?:just|only|still|do|really|actually) )*(?:want(?:ed)?|need(?:ed)?|like) (?:to )?(?:just )?\w+$",
    re.IGNORECASE,
)
"""A no to something else, and the deed still wanted: "no, I just want to swap"."""
_COMPLAINS = regex(
    r"\b(?:mak|fil|lodg|rais|register|submit)\w* (?:an? |my |this )?(?:\w+ )?complaint|\bput in a (?:\w+ )?complaint|\b(?:want|like|going|need|wish|gonna|wanna) (?:to )?complain\b|\btake (?:this|it) (?:further|up with)\b"
    r"|(?:^|[.!?,;]\s*)\W*(?:(?:no+|but|i said|it['’]?s|its|this is|that['’]?s|only|just)\W+)*(?:a |my )?complain(?:t|ing)(?:\W+(?:not|no)\b|\W*$|[!.,;])|\b(?:it['’]?s|its|this is|that['’]?s|was|is|only|just|it was) (?:about |because of |for |over )(?:the |your |this )?(?:bad|poor|awful|terrible|horrible|rude|dreadful|shocking|useless|lousy|appalling|rubbish|crap|shit) (?:\w+ )?(?:service|seats?|view|staff|sound|stewards?|treatment|experience|organi[sz]ation|ushers?)\b",
    re.IGNORECASE,
)


def complains(view: View, heard: Heard) -> None:
    """Notes the complaint that is made beside leaving an order as it is: "no, leave it, but I want to make a complaint"."""
    if heard.withdraws and heard.control is None and _COMPLAINS.search(view.reading.text):
        heard.control = Intent.COMPLAINT


_IS_THERE = regex(
    r"\b(?:there(?:['’]?s| is| are)?|is it|so|sure|certain|you mean|telling me)(?: that)?(?: (?:it['’]?s|is))?\s*$",
    re.IGNORECASE,
)


def _not_that(task: Task, text: str) -> bool:
    """Whether the deed under way is named and refused: "no refund", "leave the exchange"."""
    named = cues.NOT_THAT[task.kind].search(text)
    if named is not None and not _STILL_WANTS.match(named.group()):
        rest = text[: named.start()] + " " + text[named.end() :]
        if "?" in text and _IS_THERE.search(text[: named.start()]) is not None:
            return False  # "are you sure there's no full refund?"
        if named.group().split()[-1] in text[named.end() :].split():
            return False  # "don't refund the first one, refund the last one"
        return _ANOTHER_DEED[task.kind].search(_NO_DEED.sub(" ", rest)) is None if task.kind in _ANOTHER_DEED else True
    said = _NOT_IT[task.kind].search(text) if task.kind in _NOT_IT else None
    return said is not None and _DEED.search(_NO_DEED.sub(" ", text[: said.start()] + " " + text[said.end() :])) is None


def _order_stays(view: View) -> bool:
    """Whether an order is to stay what it is, and nothing else is wanted of it."""
    state, text = view.state, view.reading.text
    task = state.task
    if task is not None and task.kind in BUYING and (state.hold is not None or task.event is not None):
        return False
    under_way = task is not None and task.kind in _CHANGES
    if not under_way and not (state.memo.get("bought") or state.last_order_id):
        return False
    stays = _STAYS.search(text) if not _OTHERS.search(text) else None
    if stays is not None and not _SUPPOSED.search(text[: stays.start()]):
        rest = text[: stays.start()] + " " + text[stays.end() :]
        return _DEED.search(_NO_DEED.sub(" ", rest)) is None
    if not under_way and state.quote is None and ours.KEEPS.fullmatch(text) and _KEEPS_DAY.search(text):
        return _LEAVES.search(text) is None
    return under_way and task is not None and _keeps_its_day(task, view)


_LEAVES = regex(r"\bleave\b", re.IGNORECASE)


def _keeps_its_day(task: Task, view: View) -> bool:
    """Whether the day that is to be kept is the one of the order: "never mind, keep Sunday"."""
    reading, order = view.reading, task.order
    days = [s.value for s in reading.slots if s.name == "when" and not s.negated]
    if order is None or order.starts_at is None or len(days) != 1 or not _KEEPS_DAY.search(reading.text):
        return False
    others = any(
        s.name in wanting.EVENT_SLOTS - {"when"} or s.name in {"quantity", "kept", "ordinal"} for s in reading.slots
    )
    own = order.starts_at.astimezone(ZoneInfo(order.time_zone))
    day = days[0]
    same = isinstance(day, When) and (day.contains(own) or wanting.around(day, own.date()).contains(own))
    wants = _DEED.search(_NO_DEED.sub(" ", reading.text)) or cues.RATHER.search(reading.text)
    return same and not others and "?" not in reading.text and not wants

"""How many tickets stay after all, told under a refund's quote: "I'll keep 2", "we still need one, refund the other two", "all but one", "only my mate can't go".

`told` is pure, like `hearing`, which asks it. What is quoted is quoted anew for fewer; nothing goes back without a yes to that.
"""

import re

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.flow import Flow
from willcall.agent.dialogue.owned.around import LEAD, TAIL
from willcall.agent.dialogue.wishes.part import in_hand, some_tickets
from willcall.agent.ports import Speech, View
from willcall.agent.state import Heard, Task
from willcall.understanding.company import KIN
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_AFRESH = rf"(?:{LEAD}(?:(?:scrap|forget|drop|cancel|leave|strike|scratch) (?:that|it|this)|never ?mind|hang on|hold on|hm+|stop|then|not all(?: of (?:them|it)| three| four| \d)?)\W+)*{LEAD}"
_TKTS = (
    r"(?:(?: of (?:them|those|these|us|the (?:tickets|seats)|my tickets|our tickets))?(?: (?:tickets?|seats?|ones?))?)"
)
_GO = r"(?:go|come|make it|attend|be there|going|coming)"
_KEEP = rf"(?:(?:i|we)(?:['’]ll|['’]d| will| would| want to| wanna| need to| can)?(?: rather| like to| prefer to)? )?(?:(?:just|only|still|actually|maybe) )*(?:keep|keeping|hold on to|hang on to|hold onto|leave (?:me|us))(?: (?:just|only|the))* (?P<keep>{NUMBER}){_TKTS}"
_MAY_KEEP = rf"(?:can|could|may) (?:i|we) (?:just |only |still )*(?:keep|have|use) (?:just |only |the )*(?P<may>{NUMBER}){_TKTS}"
_NEED = rf"(?:i|we)(?:['’]ll| will| do)?(?: (?:just|only|still|actually|really|do))* (?:need|use|can use|want to use|want to keep)(?: (?:just|only|the))* (?P<need>{NUMBER}){_TKTS}(?! (?:back|refunded|returned))"
_BARE_NEED = rf"(?:just|only|still) need (?:the )?(?P<bare>{NUMBER}){_TKTS}"
_CAN_GO = rf"(?:only |just )?(?P<go>{NUMBER}) of us (?:(?:can|could|will|are|['’]re|is|still|now) )*{_GO}"
_BUT = rf"(?:(?:refund|return|cancel|give back)(?: me)? )?(?:all|everything|the lot|all of (?:them|those))(?: of (?:them|those))? (?:but|except(?: for)?|apart from|bar|save) (?:the )?(?P<but>{NUMBER}){_TKTS}"
_KEPT = regex(
    rf"{_AFRESH}(?:(?:and|so|but|then)\W+)*(?:{_KEEP}|{_MAY_KEEP}|{_NEED}|{_BARE_NEED}|{_CAN_GO}|{_BUT})(?:\W+(?:(?:and|so|but|then|just|please|only)\W+)*(?:refund|return|cancel|give (?:me )?back|take back|sell back)(?: me)?(?: (?:for|just|only))?(?: the| my)? (?:rest|others?|remaining|remainder|other \w+|remaining \w+|{NUMBER})(?: (?:ones?|tickets?|seats?))?)?{TAIL}",
    re.IGNORECASE,
)
_REST_FIRST = regex(
    rf"{_AFRESH}(?:refund|return|cancel|give back)(?: the)? (?:rest|others?|other \w+)(?: (?:ones?|tickets?|seats?))?\W+(?:(?:and|so|but|cos|because|as)\W+)*(?:i|we)(?:['’]ll)?(?: (?:still|just|only))* (?:keep|need|want) (?:the )?(?P<keep>{NUMBER}){_TKTS}{TAIL}",
    re.IGNORECASE,
)
_ABSENT = r"(?:(?:can['’]?t|cannot|won['’]?t|couldn['’]?t)(?: (?:go|come|make it|attend))?|(?:is|['’]s) (?:not|n['’]t) (?:coming|going)|isn['’]?t (?:coming|going))"
_ONE_BACK = regex(
    rf"{_AFRESH}(?:(?:(?:i|we)(?: can| could| will|['’]ll|['’]m| am)?(?: still)? {_GO}(?: (?:to it|after all|now))?\W+(?:but|only|just|though|it['’]?s|its)\W+)(?:it['’]?s |its )?(?:(?:only|just) )?(?:my|our|the) (?:\w+ )?{KIN}(?: (?:who|that))? {_ABSENT}|(?:it['’]?s |its )?(?:only|just) (?:my|our|the) (?:\w+ )?{KIN}(?: (?:who|that))? {_ABSENT}|(?:just |only |refund |return |back )+(?:mine|my (?:own|one)|my ticket|hers|his|(?:her|his|my \w+['’]?s) ticket))(?:\W+(?:so|then|and)\W+(?:just|only)?[^.?!]{{0,12}}\b(?:one|1|that|his|her|their)\b[^.?!]{{0,24}})?{TAIL}",
    re.IGNORECASE,
)
_CAN_AFTER_ALL = regex(
    rf"{_AFRESH}(?:(?:my|our|the) (?:\w+ )?{KIN}|he|she)(?: says (?:he|she))? (?:can|will|is able to|['’]ll|wants to)(?: now)? (?:come|go|make it)(?: (?:after all|now|too))+{TAIL}",
    re.IGNORECASE,
)
_NOT_ALL = regex(
    rf"{LEAD}(?:but |hang on |hold on )*(?:(?:i|we) (?:do ?n['’]?t|did ?n['’]?t|do not|did not|only)(?: really)? (?:want|need|mean|meant|wanted|say|ask)(?: to)?(?: (?:refund|return|cancel|give back|send back))? )?(?:(?:please )?(?:do ?n['’]?t|do not) (?:refund|return|cancel|do) )?(?:(?:not|only|just) )?(?:refund |return |cancel |give back )?(?:just |only )?(?P<what>all(?: of)?(?: (?:them|it|those|these|my tickets|the tickets|the seats|us|\d|two|three|four|five|six))*|every ?(?:thing|one|single one)|the (?:whole|entire|full) (?:lot|order|thing|booking)|the lot|both(?: of (?:them|those))?|some(?: of (?:them|those|these|it|the tickets|my tickets))?|a few(?: of (?:them|those))?|a couple(?: of (?:them|those))?|part(?: of (?:it|them|the order))?|not all|a bit of it)(?: (?:refunded|back|returned|cancelled|tickets|seats))*{TAIL}",
    re.IGNORECASE,
)
_REFUSES = regex(r"\b(?:not|\w+n['’]t|dont)\b", re.IGNORECASE)
_ONLY_PART = regex(r"(?:some|a few|a couple|part|not all|a bit)\b", re.IGNORECASE)
_LONGEST = 160  # characters
NOT_ALL = "not_all"
"""Of which order it was said that not all of it goes back, until it is told how many do."""
_AFTER_ALL = regex(r"\b(?:all|both|everything|every one|the (?:whole )?lot)\b", re.IGNORECASE)


def told(view: View, heard: Heard) -> bool:
    """Whether it is told how many of the tickets that are quoted for a refund stay, or that one alone goes back."""
    state, text = view.state, view.reading.text.strip()
    task, quote = state.task, state.quote
    if task is None or task.kind != "refund" or task.order is None or quote is None or quote.kind != "refund":
        return False
    if len(text) > _LONGEST or state.awaiting != "confirmation":
        return False
    if any(w.intent in {Intent.HAND_OFF, Intent.COMPLAINT} and w.confidence > _SURE for w in view.reading.wishes):
        return False
    held = len(in_hand(task))
    back = _going_back(text, held, quote.count)
    if back is None and held > 1 and _in_part(text):
        if held > 2:
            state.quote, heard.standing, heard.understood = None, "how many back", True
            state.memo = {**state.memo, NOT_ALL: task.order.order_id}
            return True
        back = 1  # "not both"
    if back is None or not 0 < back < held:
        return False
    task.ticket_count, task.kept = back, None
    task.nth, task.spared, task.numbers, task.ticket_ids = [], [], [], []
    heard.changed = heard.understood = True
    return True


_SURE = 0.8


def _going_back(text: str, held: int, quoted: int) -> int | None:
    """How many go back of `held`, where so many were quoted; None where nothing of it is told."""
    kept = _KEPT.fullmatch(text) or _REST_FIRST.fullmatch(text)
    if kept is not None:
        said = next(n for n in kept.groupdict().values() if n)
        return held - (number(said) or 0)
    if _ONE_BACK.fullmatch(text):
        return 1
    return quoted - 1 if _CAN_AFTER_ALL.fullmatch(text) else None


_NO_LAST = regex(r"[\s,.]+(?:no|nope|nah)\W*$", re.IGNORECASE)


def _in_part(text: str) -> bool:
    """Whether not all of them are to go back, and it is not said how many do: "not the whole lot", "just some"."""
    said = _NOT_ALL.fullmatch(_NO_LAST.sub("", text))
    return said is not None and bool(_REFUSES.search(text) or _ONLY_PART.match(said["what"]))


def open_still(flow: Flow, task: Task) -> bool:
    """Whether it is still to be told how many of an order go back; a yes is no number."""
    if task.order is None or flow.state.memo.get(NOT_ALL) != task.order.order_id:
        return False
    text = flow.view.message
    if some_tickets(task) is None and not (_AFTER_ALL.search(text) and not _in_part(text)):
        return True
    flow.state.memo = {name: what for name, what in flow.state.memo.items() if name != NOT_ALL}
    return False


def ask(flow: Flow) -> Speech:
    """Asks how many of the tickets go back, or which; nothing is quoted until that is known."""
    task = flow.state.task
    tickets = in_hand(task) if task is not None and task.order is not None else []
    return flow.say(
        f"All right, not all of them. That order has {phrases.tickets(len(tickets))}: {phrases.places(tickets)}.",
        "How many of them shall go back, or which?",
        awaiting="quantity",
    )

"""Who shall have a seat that one has, told as news: "Callum can have my seat, just the one", "mine can go to my sister".

Pure, like `hearing`, which asks it. A hand-over begins, also where money back for that order was quoted; it waits for a yes.
"""

import re

from willcall.agent.dialogue import aspects, tasks
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, OrderFact
from willcall.understanding.company import KIN
from willcall.understanding.numerals import number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot

_NO_NAME = r"(?:i|we|you|u|ya|it|that|this|these|those|there|who|whoever|what|which|nobody|none|no|not|never|and|or|if|so|then|but|one|ones|both|all|tickets?|seats?|please|maybe|also|just|only|can|does|did|is|my|our|the|an?|his|her|their|me|us)"
_NAME = rf"(?!{_NO_NAME}\b)[a-zà-ÿ][a-zà-ÿ-]{{1,20}}"
_PERSON = rf"(?:(?:my|our) (?:\w+ )?{KIN}(?: (?!can\b|will\b|is\b|wants?\b|takes\b|gets\b|says\b|has\b|have\b|could\b|would\b|should\b){_NAME})?|{_NAME})"
_SOMEBODY = rf"{_PERSON}(?: (?:and|&) {_PERSON})?"
_SEAT = r"(?:tickets?|tix|seats?|places?|spots?)"
_OWN = rf"(?P<own>(?:one|two|three|[1-9]) of (?:mine|ours|them|these|those|(?:my|our|the|those|these) {_SEAT})|(?:my|our|the) (?:spare|other|extra)(?: {_SEAT}| one)?|(?:both |all )?(?:my|our)(?: \w+)? {_SEAT}|mine|ours)"
_TAKES = r"(?:(?:can|could|will|would|should|might as well|is going to|is gonna|['’]s gonna|['’]s going to|['’]ll|wants? to|says (?:he|she|they)(?:['’]ll| will| can| would)) (?:just |now |happily |gladly )?(?:have|take|use|get)|(?:is|are|['’]s) (?:having|taking|getting|using)|takes|gets|wants)"
_HAS_IT = regex(
    rf"(?:^|[.!?,;]|\b(?:so|and|but|ok|then|actually|instead|think|reckon)\b)\W*(?:(?P<who>{_SOMEBODY}) ?{_TAKES}|let (?P<let>{_SOMEBODY}) (?:have|take|use)) {_OWN}\b(?! (?:back|refunded|changed|moved|upgraded|swapped|exchanged|cancel\w*|number|off|now for me)\b)",
    re.IGNORECASE,
)
_GOES_TO = regex(
    rf"(?:^|[.!?,;]|\b(?:so|and|but|ok|then|actually)\b)\W*{_OWN} (?:(?:can|could|should|will|is going to|might as well) (?:just |now )?go|goes|is going|is) (?:to|for) (?P<who>{_SOMEBODY})\b(?! (?:show|game|row|section))",
    re.IGNORECASE,
)
_MAY_GO = regex(
    rf"^\W*(?:(?:hi|hey|ok|so|and|please|thanks)\W+)*(?:can|could|may) {_OWN} (?:please |just |now )?(?:go|be (?:sent|given|passed on|handed over|e-?mailed|transferred|forwarded)) to (?P<who>{_SOMEBODY}|\S+@\S+)\W*(?:(?:please|pls|instead|thanks)\W*)*$",
    re.IGNORECASE,
)
"""Asked as one asks for it to be done."""
_ONE = regex(
    r"\b(?:just|only) (?:the |my )?(?:one|1|single|mine)\b|\bone ticket\b|\bjust (?:my|the one) (?:ticket|seat)\b",
    re.IGNORECASE,
)
_SUPPOSES = regex(
    r"\b(?:if|unless|in case|suppose|whether|when|allowed|policy|rules?|can['’]?t have|won['’]?t)\b", re.IGNORECASE
)
_SHOWS = frozenset({"event", "performer", "event_kind", "when", "venue"})
_PRONOUN = regex(r"(?:he|she|they|someone|somebody|anyone|him|her|them)(?: else)?", re.IGNORECASE)
_LONGEST = 240  # characters
_OFF_THE_TABLE = frozenset({"refund", "exchange"})


def told(view: View, heard: Heard) -> bool:
    """Whether it is told who shall have tickets of an order; what was quoted for it is off the table then."""
    state, text = view.state, view.reading.text
    may_go = _MAY_GO.search(text)
    asks = may_go is None and ("?" in text or aspects.asks(text))
    if not view.signed_in or len(text) > _LONGEST or asks or state.hold is not None:
        return False
    if state.transfer is not None or state.pending_order_id is not None:
        return False
    if state.quote is not None and state.quote.kind not in _OFF_THE_TABLE:
        return False
    task = state.task
    if task is not None and task.kind in BUYING and task.event is not None:
        return False
    found = may_go or _HAS_IT.search(text) or _GOES_TO.search(text)
    if found is None or _SUPPOSES.search(text):
        return False
    order, who = _in_hand(view), found["who"] or found.groupdict().get("let") or ""
    slots = tuple(
        s for s in view.reading.slots if s.name == "email" or (s.name in _SHOWS | {"order_id"} and not _in(s, found))
    )
    state.quote, state.task, state.awaiting = None, None, None
    tasks.begin("transfer", slots, view, heard, text)
    if state.task is not None:
        state.task.order = order if not any(s.name in _SHOWS for s in slots) else None
        state.task.ticket_count = _how_many(found["own"], text)
        several = re.search(r" (?:and|&) ", who) is not None
        state.task.recipient_name = None if several or "@" in who or _PRONOUN.fullmatch(who) else who
    heard.understood = True
    return True


def _how_many(own: str, text: str) -> int | None:
    """How many tickets are meant: "my seat" is one, "our tickets" are all there are."""
    if _ONE.search(text):
        return 1
    counted = re.match(r"\w+(?= of )", own)
    if counted is not None:
        return number(counted.group())
    several = re.search(r"s$|\bours\b|\btix\b", own, re.IGNORECASE)
    return None if several else 1


def _in(slot: Slot, found: re.Match[str]) -> bool:
    """Whether a detail was read out of the words that say who has it: a name may pass for that of a show."""
    return any(
        found.start(name) <= slot.start < found.end(name) for name in ("who", "let") if name in found.groupdict()
    )


def _in_hand(view: View) -> OrderFact | None:
    """The order that was spoken of, where a change of it was being arranged."""
    task = view.state.task
    return task.order if task is not None and task.kind in {"refund", "exchange", "transfer", "upgrade"} else None

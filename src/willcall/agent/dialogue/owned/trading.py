"""Tickets one has that are wanted for another day or show, however it is said: no money back, "swap A for B", "move mine to that one".

Pure, like `hearing`, which asks it. Each begins an exchange, of which nothing comes without a quote and a yes.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from willcall.agent.dialogue import cues, tasks
from willcall.agent.dialogue.owned import already
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, OrderFact, Task, Wanted
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot

_MONEY = r"(?:refund\w*|money(?: back)?|cash|reimburs\w*|cancel\w*)"
_TO_MOVE = r"(?:mov(?:e|ed|ing)|switch\w*|swap\w*|exchang\w*|chang(?:e|ed|ing)|rebook\w*|re-?schedul\w*|postpon\w*|shift\w*|transfer)"
_ANOTHER = r"(?:another|other|different|later|earlier|new|next|second|alternative)"
_DATE = r"(?:days?|dates?|nights?|evenings?|times?|performances?|showings?|games?|shows?|weeks?|weekends?|mon\w*|tues?\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*)"
_WORDS = rf"(?:(?!(?:just|only|but|so|rather|want to|{_ANOTHER}|{_DATE}|{_TO_MOVE})\b)[a-z'’]+\s+){{0,5}}"
_NO_MONEY = regex(
    rf"\b(?:don['’]?t|do not|didn['’]?t|did not|not|isn['’]?t|aren['’]?t|never|no need|without|rather than|instead of|no(?! i\b| we\b| please\b| just\b| can\b| my\b))\s+{_WORDS}{_MONEY}\b",
    re.IGNORECASE,
)
_OTHER_DAY = regex(
    rf"\b{_TO_MOVE}\b|\b{_ANOTHER} {_DATE}\b|\b(?:go|come|attend|have it|put (?:me|us|it|them)|make it|(?:i|we)(?:'d| would)? (?:just )?(?:want|need|prefer)|rather) (?:on |for |to )?(?:the )?(?:\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_NO_MOVE = regex(
    rf"\b(?:don['’]?t|do not|not|no|never|rather than|instead of|without|can['’]?t|cannot)\s+(?:(?!(?:just|only|but|so|rather)\b)[a-z'’]+\s+){{0,4}}(?:{_TO_MOVE}|{_ANOTHER} {_DATE})\b",
    re.IGNORECASE,
)
_ASKS_WHY = regex(
    r"^\W*(?:(?:so|and|but|ok|wait)\W+)*(?:why|how come|is there|are there|what if|if|would|does)\b|\bif (?:you|i|we|they)\b[^.?!]{0,16}\b(?:don['’]?t|not|can['’]?t|no)\b",
    re.IGNORECASE,
)
_ABSENT = regex(
    r"\b(?:can['’]?t|cannot|can not|won['’]?t|couldn['’]?t|unable to|not (?:able to|going to|free)|busy|away|came up|come up|working|clash\w*)(?: (?:now|really|actually|possibly|even))*(?: (?:make|come|go|do|attend|get there|be there))?(?: it)?(?: (?:on|to|for|this|the|our|my))*\s*$",
    re.IGNORECASE,
)
_LEAD = r"\W*(?:(?:hi|hey|hello|ok|okay|so|please|pls|and|actually|sorry|right|well|um+|yes|no)\W+)*(?:(?:can|could|may|would) (?:i|we|you|u)(?: please| just| like to| want to)*\s+|(?:i|we)(?:['’]d| would| want| need)?(?: like)? (?:to )?(?:just )?)?"
_SWAP = regex(
    rf"{_LEAD}(?P<verb>swap|switch|exchange|trade|change|move)\s+(?P<what>[^.?!,;]{{0,60}}?)(?P<to>\b(?:for|to|with|into|onto|instead of)\b)",
    re.IGNORECASE,
)
_SHORT_DAY = regex(
    r"\b(?:mon|tues?|wed|thur?s?|fri|sat|sun|tonight|tomorrow)\b|\b(?:my|our|mine|ours|these|those|them|it)\b",
    re.IGNORECASE,
)
_MINE = regex(
    r"\b(?:already|allready|mine|ours)\b|\b(?:i|we)(?:['’]ve| have|ve)(?: got)?\b|\b(?:i|we) (?:got|bought|booked)\b|\b(?:my|our) (?:\w+ ){0,4}(?:tickets?|tix|seats?|ones?|order|booking|game|show|two|pair)\b",
    re.IGNORECASE,
)
_FOR_THAT = regex(
    rf"\b(?:{_TO_MOVE}|trad(?:e|ing)|use|using|put|go|come)\b[^.?!]{{0,60}}\b(?:for|to|with|onto|into|on|towards|against)\s+(?P<that>(?:that|this|it)(?: (?:one|game|show|date|night|day|match|gig|concert|event))?|(?:this|that) instead)(?=\W*$|\W*[,.!?;]|\s+(?:please|pls|instead|then|if|if possible|now|thanks)\b)",
    re.IGNORECASE,
)
_MY_ORDER = regex(r"\b(?:my|our) (?:\w+ ){0,3}(?:tickets?|tix|order|booking)\b", re.IGNORECASE)
_KEPT = frozenset({"refund_to", "topic", "kept"})
_SWAPPED = frozenset({Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.BUY, Intent.CHANGE, Intent.INFORM, Intent.CHOOSE})
_LONGEST = 300  # characters


def not_money_but_another_day(view: View, heard: Heard) -> bool:
    """Whether money back is refused and another day is wanted: "no refund, can I go another day?"."""
    reading = view.reading
    text = reading.text
    if len(text) > _LONGEST or _buys(view) or _ASKS_WHY.search(text):
        return False
    refused = _NO_MONEY.search(text) or _no_to_the_money(view)
    if refused is None:
        return False
    rest = text[: refused.start()] + " " + text[refused.end() :]
    if (
        not _OTHER_DAY.search(rest)
        or _NO_MOVE.search(rest)
        or re.search(rf"\b(?:{_MONEY}|credit|account|voucher|balance)\b", rest, re.IGNORECASE)
    ):
        return False
    slots = tuple(s for s in reading.slots if s.name not in _KEPT)
    return _begin(view, heard, slots)


_COME_ANOTHER_DAY = regex(
    rf"\b(?:can|could|may) (?:i|we)\b[^.?!]{{0,16}}\b(?:come|go|do it|have it|make it|get in)\b[^.?!]{{0,12}}\b(?:another|a different|some other) {_DATE}\b",
    re.IGNORECASE,
)


def comes_another_day(view: View, heard: Heard) -> bool:
    """Whether another day is asked for after a word on why: "the babysitter cancelled. Can we come another day instead?"."""
    text, quote = view.reading.text, view.state.quote
    owned = view.reading.intent in {Intent.REFUND, Intent.EXCHANGE} and (quote is None or quote.kind == "refund")
    if not owned or len(text) > _LONGEST or _buys(view) or _COME_ANOTHER_DAY.search(text) is None:
        return False
    if re.search(r"\b(?:refund|money|cash|credit|cancel(?:l?ation)?(?! ?(?:l?ed|led)\b))\b", text, re.IGNORECASE):
        return False
    return _begin(view, heard, tuple(s for s in view.reading.slots if s.name not in _KEPT))


def money_after_all(view: View, heard: Heard) -> bool:
    """Whether the no to a change is one for money back: "no refund them", where a refund is quoted or was taken for another change."""
    state, task = view.state, view.state.task
    if task is None or task.kind not in {"refund", "exchange", "upgrade"} or len(view.reading.text) > _LONGEST:
        return False
    if _RATHER_MONEY.search(view.reading.text) is None or any(s.name in _NAMES_ONE for s in view.reading.slots):
        return False
    if task.kind != "refund":
        order = task.order.order_id if task.order is not None else task.order_hint
        state.task, state.quote, state.awaiting = None, None, None
        slots = tuple(s for s in view.reading.slots if s.name == "refund_to")
        tasks.begin("refund", slots, view, heard, view.reading.text)
        if state.task is not None:
            state.task.order_hint, state.task.source = order, Wanted()
    heard.changed = heard.understood = True
    return True


_NAMES_ONE = frozenset({*wanting.EVENT_SLOTS, "quantity", "order_id", "row", "section"})


def no_money_after_all(view: View, heard: Heard) -> bool:
    """Whether a refund that is quoted is refused by its name: "no no, I'm not wanting money back"; the order stays as it is."""
    state, text = view.state, view.reading.text
    quote = state.quote
    asked = quote.kind == "refund" if quote is not None else view.reading.intent is Intent.REFUND
    if not asked or _buys(view) or "?" in text or len(text) > _LONGEST:
        return False
    refused = _NO_MONEY.search(text)
    if refused is not None and (_RATHER_MONEY.search(text) or _RATHER_ELSE.search(text, refused.end())):
        return False
    if (
        refused is None
        or _NO.search(text) is None
        or re.search(r"\b(?:credit|account|voucher|only|just)\b", text, re.IGNORECASE)
    ):
        return False
    state.task, state.awaiting, heard.withdraws, heard.understood = None, None, True, True
    return True


_RATHER_MONEY = regex(
    r"^\W*(?:(?:oh|wait|sorry|actually|god)\W+)*(?:no+|nah|nope)\W+(?:(?:just|please|pls|i said|i meant|a|my|the|full)\W+)*(?:refund(?: (?:it|them|me|us|mine|both|all|the \w+|my \w+|those|these)\b|\W+(?:please|pls|not\b|instead|i said))|(?:i said|i meant)\W+(?:a )?refund\b)"
    r"|\bno\b[\w' ]{0,12}[.,;!]+ *(?:(?:i|we)(?:['’]?d| would| do| just| really| only)* (?:want|need|like)(?: to (?:have|get))?|give (?:me|us)|(?:can|could) (?:i|we) (?:just |please )?(?:have|get)) (?:(?:a|my|our|the|all|of|full|back) )*(?:refund|money|cash)\b"
    r"|\bno\b[\w' ]{0,12}[.,;!]+ *(?:just |please )?refund (?:it|them|me|us|both|all|the \w+|my \w+)\b",
    re.IGNORECASE,
)
"""A no to something else than money, which is wanted: "no refund. i want my money back", "no, refund them"."""
_RATHER_ELSE = regex(
    r"\b(?:upgrad\w*|better seats?|swap\w*|exchang\w*|transfer\w*)\b",
    re.IGNORECASE,
)
_NO = regex(r"^\W*(?:(?:oh|wait|hmm+|sorry|actually)\W+)*(?:no+|nah|nope)\b", re.IGNORECASE)


def _no_to_the_money(view: View) -> re.Match[str] | None:
    """The no to a refund that is quoted: "no, I want to go another day"."""
    quote = view.state.quote
    return _NO.search(view.reading.text) if quote is not None and quote.kind == "refund" else None


def one_for_another(view: View, heard: Heard) -> bool:
    """Whether tickets are to be swapped that are only called by their show or day: "swap the derby for the Sunday one"."""
    reading = view.reading
    match = _SWAP.match(reading.text[:_LONGEST])
    if match is None or reading.wishes[0].intent not in _SWAPPED or len(reading.wishes) > 1:
        return False
    task = view.state.task
    if _buys(view) or view.state.quote is not None or (task is not None and task.kind in BUYING):
        return False
    events = [s for s in reading.slots if s.name in wanting.EVENT_SLOTS]
    after = [s for s in events if s.start >= match.end("to")]
    before = [s for s in events if s.end <= match.start("to")]
    bare = match["verb"].casefold() in {"swap", "exchange", "trade"} and not match["what"].strip()
    if not after or not (before or bare or _SHORT_DAY.search(match["what"])):
        return False
    return _begin(view, heard, reading.slots)


def for_that_one(view: View, heard: Heard) -> bool:
    """Whether the show that is looked at is wanted for tickets they have: "I have 2 for Saturday, swap them for that one"."""
    state, reading = view.state, view.reading
    task, text = state.task, reading.text[:_LONGEST]
    if task is None or task.kind not in BUYING:
        return False
    if _moves_theirs(view):
        return _begin(view, heard, reading.slots)
    event, match = task.event, _FOR_THAT.search(text)
    refuses = already.NO_PURCHASE.search(text) is not None and re.search(_TO_MOVE, text, re.IGNORECASE) is not None
    said = [s for s in reading.slots if s.name in wanting.EVENT_SLOTS]
    if re.search(r"\b(?:credit|card|vouchers?|points|balance|code)\b", text, re.IGNORECASE):
        return False  # "can I use the credit I have for this"
    if event is None or not _MINE.search(text) or (match is None and not (refuses and state.awaiting == "quantity")):
        return False
    if match is not None and any(s.start >= match.start("that") for s in said):
        return False
    if match is None and len(said) > 1:
        return False
    source = wanting.merged(Wanted(), [replace(s, negated=False) for s in said])
    heard.lets_go = state.hold is not None
    state.later = [t for t in state.later if t.kind not in BUYING]
    state.task = Task(kind="exchange", wanted=Wanted(event_ids=[event.event_id]), source=source)
    heard.started = heard.changed = heard.understood = True
    return True


def _moves_theirs(view: View) -> bool:
    """Whether, before any seats are offered, tickets they have are to move to a day that is said: "move my tickets to another day"."""
    state, reading = view.state, view.reading
    if state.hold is not None or state.awaiting not in {"quantity", "event"} or not view.signed_in:
        return False
    wants = any(wish.intent is Intent.EXCHANGE and wish.confidence >= _SURE for wish in reading.wishes)
    theirs = _MY_ORDER.search(reading.text)
    if not wants or theirs is None or _FOR_THAT.search(reading.text):
        return False
    after = any(s.name in wanting.EVENT_SLOTS and s.start >= theirs.end() for s in reading.slots)
    return after or wanting.asks_other_date(reading.text)


_SURE = 0.6


def _buys(view: View) -> bool:
    """Whether seats are held, or looked at, that are not theirs yet."""
    state = view.state
    buying = state.task is not None and state.task.kind in BUYING and state.task.event is not None
    return buying or state.hold is not None or (state.quote is not None and state.quote.kind == "purchase")


def _begin(view: View, heard: Heard, slots: Sequence[Slot]) -> bool:
    """Begins an exchange, of the order in hand where one is; what was quoted for it is off the table."""
    state, text = view.state, view.reading.text
    order = _order_in_hand(state.task)
    state.quote, state.transfer, state.task, state.awaiting = None, None, None, None
    state.later = [t for t in state.later if t.kind not in BUYING or t.quantity is not None]
    given = tuple(_given_back(s, text) for s in slots)
    tasks.begin("exchange", given, view, heard, text)
    task = view.state.task
    if task is not None and order is not None:
        task.order, task.source = order, Wanted()
    heard.understood = True
    return True


def _order_in_hand(task: Task | None) -> OrderFact | None:
    return task.order if task is not None and task.kind in {"refund", "transfer", "exchange"} else None


def _given_back(slot: Slot, text: str) -> Slot:
    """The slot, a day on which they cannot come as one to be given back."""
    away = slot.name == "when" and _ABSENT.search(text[max(0, slot.start - 48) : slot.start])
    return replace(slot, negated=True) if away else slot


_CANT_COME = regex(
    r"\W*(?:(?:hi|hey|hello|sorry|so|ok|ugh|oh|no|damn|actually|um+|i|we)\W+)*(?:can['’]?t|cannot|can not|wont|won['’]?t be able to|not able to|unable to)(?: now| actually)? (?:make|do|come|go|attend|get to)(?: it)?\b(?! (?:up|out|any sense|sense))[^.?!]{0,40}[.!?]*\s*",
    re.IGNORECASE,
)


_UNCLEAR = frozenset({Intent.PAY, Intent.FIND_EVENTS, Intent.HELP, Intent.OUT_OF_SCOPE})


def cannot_come(view: View, heard: Heard) -> bool:
    """Whether somebody only says that they cannot come on a day, with nothing else in hand: money back is quoted, or another day offered."""
    state, reading = view.state, view.reading
    idle = state.task is None and state.quote is None and state.hold is None and state.pending_order_id is None
    if not (idle and view.signed_in) or reading.intent not in _UNCLEAR or cues.ASKING.search(reading.text):
        return False
    said = [s for s in reading.slots if s.name in wanting.EVENT_SLOTS]
    if not any(s.name == "when" for s in said) or _CANT_COME.fullmatch(reading.text[:120]) is None:
        return False
    tasks.begin("refund", tuple(replace(s, negated=False) for s in said), view, heard, reading.text)
    heard.understood = True
    return True

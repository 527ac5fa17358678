"""A purchase that begins in the same clause as another deed: "refund order 12, and I need 2 for the derby". Pure.

What is counted there is what is to be bought, not how many of the order's tickets go back or stay. Whether another show is named than the deed is of tells them apart.
"""

import re
from dataclasses import replace

from willcall.agent.state import ConversationState, Task, Wanted
from willcall.understanding.numerals import NUMBER
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading, Slot, Wish

_AFTER = frozenset({Intent.REFUND, Intent.EXCHANGE, Intent.UPGRADE, Intent.TRANSFER})
_SOUGHT = frozenset({Intent.BUY, Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.SEAT_INFO})
_SHOWS = frozenset({"event", "performer", "event_kind"})
_COUNTS = frozenset({"quantity", "kept"})

_PLEASE = r"(?:(?:please|pls|plz|maybe|really|still|now|instead)\W+)*"
_WANTS = (
    r"(?:(?:(?:i|we|she|he|they)\W+)?(?:(?:would|do|will|could|can|just|only|am|are|['’]?(?:d|ll|m|re)|really|now|still)\W+)*"
    r"(?P<verb>need|want|like|get|buy|book|take|grab|use|have|after|looking for|order|give|find|put|sort|reserve)\W+(?:(?:to|me|us|down|for|get|buy|book|have|grab|just|only|out|the|another)\W+)*)"
)
_TOO = regex(rf"\b(?:also|plus|then)\b\W*{_PLEASE}(?:{_WANTS})?{_PLEASE}$", re.IGNORECASE)
_BEGINS = regex(
    rf"(?:[,;&+.!?…]|\b(?:and|then|plus|also|as|cause|because|cuz|coz|cos|since|so|but|after (?:that|this)|afterwards|next|secondly)\b)"
    rf"[\s,:]*(?:(?:and|then|also|plus|so|can (?:i|we|you)|could (?:i|we|you)|let['’]?s|lets|please|pls|plz)[\s,]+)*(?P<wants>{_WANTS})?{_PLEASE}$",
    re.IGNORECASE,
)
_AFTERWARDS = regex(r"\b(?:then|also|plus|after|afterwards|next|secondly)\b", re.IGNORECASE)
_FOR_A_SHOW = regex(
    r"\W*(?:more\s+)?(?:(?:tickets?|tix|tkts?|seats?|places?)\s*)?(?:\b(?:for|to|at|on|in|of)\s+)?(?:(?:the|an?|that|this|next|my|our)\s+)*",
    re.IGNORECASE,
)
_OF_A_DAY = regex(r"['’]s\b")
_NUMBER = regex(rf"\b{NUMBER}\b", re.IGNORECASE)
_FEWER = regex(r"\b(?:only|just)\b", re.IGNORECASE)


def told(reading: Reading, state: ConversationState) -> Reading:
    """The reading with the purchase that begins in the clause of another deed as a wish of its own."""
    if not any(wish.intent in _AFTER for wish in reading.wishes):
        return reading
    for said in (s for s in reading.slots if s.name in _COUNTS and isinstance(s.value, int) and not s.negated):
        counted = _bare(said)
        deed = next((w for w in reading.wishes if w.intent in _AFTER and w.start <= counted.start < w.end), None)
        start = None if deed is None else _beginning(counted, deed, reading, state)
        if deed is not None and start is not None:
            slots = tuple(counted if s is said else s for s in reading.slots)
            return _parted(replace(reading, slots=slots), deed, start)
    return reading


def _bare(counted: Slot) -> Slot:
    """The number without the verb that the reader takes with it where so many are to be kept: "need 3"."""
    digits = _NUMBER.search(counted.text)
    if counted.name == "quantity" or digits is None:
        return counted
    start = counted.start + digits.start()
    return Slot("quantity", counted.value, digits.group(), start, counted.start + digits.end())


def of_another_show(task: Task) -> list[Task]:
    """The purchase that was said beside a refund of an order, by its id, which is of another show than the one named with the number; the refund is of all of it then."""
    if task.kind != "refund" or not isinstance(task.kept, int) or task.wanted.empty:
        return []
    bought = Task(kind="purchase", wanted=task.wanted, quantity=task.kept)
    task.kept, task.wanted = None, Wanted()
    return [bought]


def _beginning(counted: Slot, deed: Wish, reading: Reading, state: ConversationState) -> int | None:
    """Where a purchase of so many begins in the clause of a deed; nothing where the number is of the deed."""
    before = reading.text[: counted.start]
    shows = [s for s in reading.slots if s.name in _SHOWS and not s.negated]
    too = _TOO.search(before)
    if too is not None and any(s.start > counted.start for s in shows):
        return too.start()
    begins = _BEGINS.search(before)
    if begins is None or begins.start() <= deed.start or deed.intent is Intent.EXCHANGE:
        return None  # "swap my derby tickets, 2 for the opera"
    named = [s for s in shows if s.start >= counted.end and _FOR_A_SHOW.fullmatch(_between(counted, s, reading))]
    if not named:
        return None
    own = _own(reading, state, begins.start())
    if own and any(own & frozenset(s.value) for s in named if s.name == "event"):
        return None  # "refund order 12, I only need 2 for the derby", which it is of
    wants = begins["wants"]
    counts = any(s.name in _COUNTS and deed.start <= s.start < begins.start() for s in reading.slots)
    if counts and not wants and not _AFTERWARDS.search(begins.group()):
        return None  # "refund 2 for the derby, 1 for the opera"
    other = bool(own) and any(s.name == "event" for s in named)
    if not other and (not wants or _FEWER.search(wants)):
        return None  # "return some of order 12, we only need 2 for the match": of which nothing else is known
    return begins.start()


def _between(counted: Slot, show: Slot, reading: Reading) -> str:
    """What is said between the number and the show but for the day: "3 for saturday's Ferrets game"."""
    days = [s for s in reading.slots if s.name == "when" and counted.end <= s.start and s.end <= show.start]
    day = days[0] if days else show
    return _OF_A_DAY.sub(
        "", reading.text[counted.end : day.start] + reading.text[min(day.end, show.start) : show.start]
    )


def _own(reading: Reading, state: ConversationState, end: int) -> frozenset[str]:
    """The events that the deed is of: those named before `end`, else that of the order which is meant."""
    named = [s for s in reading.slots if s.name == "event" and not s.negated and s.end <= end]
    if named:
        return frozenset(i for s in named for i in s.value)
    said = {str(s.value).casefold() for s in reading.slots if s.name == "order_id"}
    orders = state.list_shown("orders")
    known = {o.order_id.casefold(): o.event_id for o in (orders.orders if orders is not None else ())}
    bought = state.memo.get("bought") or {}
    if state.last_order_id is not None and "event_id" in bought:
        known.setdefault(state.last_order_id.casefold(), str(bought["event_id"]))
    meant = said or {str(state.last_order_id).casefold()}
    return frozenset(known[o] for o in meant if o in known)


def _parted(reading: Reading, deed: Wish, start: int) -> Reading:
    rest = [w for w in reading.wishes if w.start > deed.start]
    sought = next((w for w in rest if w.intent in _SOUGHT), Wish(Intent.BUY, deed.confidence, start, deed.end))
    bought = replace(sought, intent=Intent.BUY, start=start, end=max(sought.end, deed.end))
    before = [w for w in reading.wishes if w.start < deed.start]
    others = [w for w in rest if w is not sought]
    return replace(reading, wishes=(*before, replace(deed, end=start), bought, *others))

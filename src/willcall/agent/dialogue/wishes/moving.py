"""Tickets one has that are to move: the price of better seats, another night of the show, where one sits now, which is
not where to go; and the same words said of seats that are only offered or held. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from willcall.agent.dialogue import cues
from willcall.agent.dialogue.wishes import swapping, wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot, Wish

_MOVES = r"(?:mov(?:e|ing)|shift(?:ing)?|switch(?:ing)?|swap(?:ping)?|chang(?:e|ing)|bump(?:ing)?|hop(?:ping)?|go(?:ing)? (?:up|down)|upgrad(?:e|ing))"
_COSTS_MORE = r"(?:extra|more|dearer|the difference|difference|on top|add(?:ed)? on)"
_FOR_MORE = regex(  # "how much extra to move down to the stalls", "what would it cost us to move to 104"
    rf"\b{_COSTS_MORE}\b[^.?!]{{0,30}}\b{_MOVES}\b|\b{_MOVES}\b[^.?!]{{0,40}}\b{_COSTS_MORE}\b"
    rf"|\b(?:how much|cost|price)\b[^.?!]{{0,24}}\b(?:to|for|if (?:i|we)(?:'d| were to| would)?)\s+{_MOVES}\s+(?:us |me |my |our |them |seats |tickets |over |across |up |down |forward |closer |nearer )*(?:to|into|in)\b",
    re.IGNORECASE,
)
_NOT_SEATS = regex(r"\b(?:car|van|bike|pram|buggy|coach|bus|party|time|date|night|day|name|address)\b", re.IGNORECASE)
_READ_OTHERWISE = frozenset(
    {
        Intent.SEAT_INFO,
        Intent.EVENT_INFO,
        Intent.FIND_EVENTS,
        Intent.BUY,
        Intent.CHANGE,
        Intent.INFORM,
        Intent.POLICY,
        Intent.KNOWLEDGE,
        Intent.OUT_OF_SCOPE,
        Intent.EXCHANGE,
        Intent.UPGRADE,
    }
)
_MAY_MOVE = frozenset(
    {
        Intent.REFUND,
        Intent.FIND_EVENTS,
        Intent.EXCHANGE,
        Intent.EVENT_INFO,
        Intent.COMPLAINT,
        Intent.INFORM,
        Intent.CHANGE,
        Intent.CANCEL,
    }
)
_NO_LONGER = regex(
    r"\b(?:any ?more|any longer|no longer|something(?:'s| has)? (?:came|come|cropped) up)\b", re.IGNORECASE
)
_MONEY = regex(r"\b(?:refund\w*|money|cash|cancel\w*|return\w*|reimburs\w*|credit|back|rid|sell)\b", re.IGNORECASE)
_ABSENT = regex(
    r"\b(?:can'?t|cannot|can not|won'?t|couldn'?t|not able|unable|not free|no longer free|busy|away|working|work|ill|sick|clash\w*|double[- ]booked|something(?:'s| has)? (?:came|come) up)\b",
    re.IGNORECASE,
)
_INTO = r"\s+(?:(?:the|section|block|sec|row [a-z\d]{1,2},? (?:of|in)(?: the)?)\s+)*$"
_SITS = regex(
    r"(?:\b(?:we|i|they)(?:'re|'m|'ve been| are| am|re|m)?\s+(?:(?:all|both|currently|now|already|only|just|still|stuck|sat|sitting|seated|put|booked|placed|way|right|miles|out|over|up|down|back|high|at the moment)\s+)*(?:in|at|on)"
    r"|(?:\b(?:we|i|they)(?:'ve)?(?:\s+already)?\s+(?:have|got|bought|booked|have got)\b|\b(?:we|i|they)'ve\b|(?:^|[.!?,;]\s*)(?:have|got)\b)(?:\s+(?:got|our|my|the|some|two|three|four|five|six|\d|a|pair|of|couple|seats?|tickets?|tix|places?|ones?|way|up|down|out|over|back|high|right|for)){0,8}\s+(?:in|at)"
    r"|\b(?:my|our|these|those|the)\s+(?:\w+\s+)?(?:seats?|tickets?|tix|ones|places)(?:\s+(?:we|i)(?:'ve| have)? (?:got|have))?(?:\s+(?:are|is|being))?(?:\s+(?:way|up|down|out|over|back|high|right|only|currently|now))*\s+(?:in|at|on)"
    r"|(?:(?<!we )(?<!i )\bsat|\b(?:sitting|seated|stuck|currently|at the moment))(?:\s+(?:in|at|on|up|down))*)"
    + _INTO,
    re.IGNORECASE,
)
_LEAVES = regex(
    r"\b(?:from|instead of|rather than|out of|leave|leaving|than)(?:\s+(?:in|at|on|up|down))*" + _INTO, re.IGNORECASE
)
_WISHES = regex(
    r"\b(?:want|wants|like|love|prefer|rather|could|can|may|might|wish|hope|chance|possible|if)\b[^.?!,;]{0,16}$",
    re.IGNORECASE,
)
_NEARER = regex(
    r"\b(?:sit|sitting|be|get|getting|move|moving|moved|anything|something|seats?|places?|spots?)\b[^.?!,;]{0,16}\b(?:closer|nearer|better|nicer|lower down|further (?:forward|down))\b"
    r"|\b(?:closer|nearer|better|nicer) (?:seats?|places?|spots?|ones?|view)\b",
    re.IGNORECASE,
)
_SITS_FAR = regex(
    r"\b(?:we|i)(?:['’]re|['’]m| are| am|re|m) (?:(?:way|right|stuck|sat|sitting|seated|miles|all the way|high|far) )*(?:up|back|high up|up high) (?:in|at|on|by|near|behind) (?:the )?(?!front\b)\w+"
    r"|\b(?:my|our) (?:seats?|tickets?|places) (?:are|is) (?:(?:way|too|so|very|really|miles|a bit) )*(?:far|high|back|up|rubbish|awful|terrible|crap)\b",
    re.IGNORECASE,
)
_BEFORE = regex(r"\b(?:last|usually|normally|always|often|previous\w*|once|before|were|was|used to)\b", re.IGNORECASE)
_TO = regex(r"\b(?:to|until|for)\s+(?:the\s+)?$", re.IGNORECASE)
_UP_TO_A_SEAT = regex(
    rf"\b(?:{_MOVES}|upgrade|go|get|be moved|moved)(?: (?:us|me|them|these|those|it|both|mine|ours|seats?|tickets?|(?:my|our) \w+))* (?:up|down|forward|across|over)(?: a (?:level|tier|notch|bit|band|class))? (?:to|into|on ?to|in) (?:(?:an?|some|two|the|proper|real|actual|better|nicer|reserved|numbered) )*(?:seats?|seated|seating|sitting|chairs?)\b",
    re.IGNORECASE,
)
"""Tickets of theirs that are to become seats: of the same night, where no other is named."""
_FURTHEST = 90  # characters before a part of the house that are looked at


def as_parts(slots: tuple[Slot, ...], text: str, view: View) -> tuple[Slot, ...]:
    """The slots, with a number that somebody wants to move to heard as the part of the house of that name: "to move down to 101"."""
    if not _FOR_MORE.search(text):
        return slots
    names = {name for name in view.catalogue.sections if name.isdigit() and len(name) > 2}

    def part(slot: Slot) -> Slot:
        if slot.name not in {"quantity", "kept"} or str(slot.value) not in names:
            return slot
        return replace(slot, name="section", value=str(slot.value))

    return tuple(part(slot) for slot in slots)


def wants_better(intent: Intent, slots: Sequence[Slot], text: str, view: View) -> bool:
    """Whether it is asked what moving to another part of the house would cost, which only who has tickets asks."""
    state = view.state
    buying = state.hold is not None or (
        state.task is not None and state.task.kind in BUYING and state.task.event is not None
    )
    if not view.signed_in or buying or state.quote is not None or intent not in _READ_OTHERWISE:
        return False
    whole = view.reading.text
    if _UP_TO_A_SEAT.search(text) and not any(s.name == "when" for s in slots):
        return True  # "I've two for the terrace, can I swap up to a seat?"
    if _SITS_FAR.search(whole) and _NEARER.search(whole) and not _BEFORE.search(whole):
        return True  # "we're way up in the gods, could the two of us sit closer?"
    days = [s for s in slots if s.name == "when"]
    if any(_TO.search(view.reading.text[: s.start]) for s in days) or any(s.name == "quantity" for s in slots):
        return False  # "what's the extra to move to Saturday"
    parts = [s for s in slots if s.name in {"section", "row"} and not s.negated]
    there = not_here(parts, view.reading.text)
    if len(there) < len(parts) and _NEARER.search(text) and not _BEFORE.search(text):
        return True  # "we're up in 205, any chance of sitting closer"
    if intent is Intent.EXCHANGE:
        return len(days) < 2 and 0 < len(there) < len(parts)  # "we're in 205, could we get 102 instead"
    return bool(parts) and _FOR_MORE.search(text) is not None and not _NOT_SEATS.search(text)


def to_another_night(view: View) -> bool:
    """Whether who cannot come asks for another night of the show and for no money: "can't go on the 14th. any other night for it?"."""
    reading, state = view.reading, view.state
    buying = state.task is not None and state.task.kind in BUYING and state.task.event is not None
    if not view.signed_in or buying or state.quote is not None or _MONEY.search(reading.text):
        return False
    intents = {wish.intent for wish in reading.wishes}
    if not (Intent.REFUND in intents or _NO_LONGER.search(reading.text)) or intents - _MAY_MOVE:
        return False
    waits = re.search(r"\bcan['’]?t wait\b", reading.text, re.IGNORECASE)
    return waits is None and _ABSENT.search(reading.text) is not None and wanting.asks_other_date(reading.text)


def as_exchange(view: View) -> tuple[Wish, ...]:
    """The wishes of a message, with "can't go, any other night?" as one to move the tickets, and a move to another show as no better seats."""
    wishes = tuple(view.reading.wishes)
    if to_another_night(view):
        return (Wish(Intent.EXCHANGE, 1.0, 0, len(view.reading.text)),)
    state = view.state
    idle = state.memo.get("bought") and state.task is None and state.quote is None and state.hold is None
    counted = any(s.name == "quantity" for s in view.reading.slots)
    meant = {Intent.UPGRADE, *(_NEW if idle and not counted else ())}  # "could we move to the quartet, parterre please"
    if not any(w.intent in meant for w in wishes) or not _to_another_show(view):
        return wishes
    return tuple(replace(w, intent=Intent.EXCHANGE) if w.intent in meant else w for w in wishes)


_NEW = frozenset({Intent.BUY, Intent.FIND_EVENTS, Intent.CHANGE, Intent.INFORM})


def _to_another_show(view: View) -> bool:
    """Whether tickets are to become those of another show, in whatever part: "could we switch to the derby, terrace again"."""
    slots, text = view.reading.slots, view.reading.text
    if swapping.for_another(slots, text):
        return True
    bought = view.state.memo.get("bought")
    if not swapping.turned_to(slots, text):
        return False
    theirs = str(bought["event_id"]) if bought else None
    return not any(s.name == "event" and theirs in s.value and not s.negated for s in slots)


def not_here(slots: Sequence[Slot], text: str) -> tuple[Slot, ...]:
    """The slots of a wish for better seats, without the part of the house they sit in now: "we're up in 205"; `text` is the whole message."""
    return tuple(s for s in slots if s.name not in {"section", "row"} or s.negated or not _sits_there(s, text))


def _sits_there(slot: Slot, text: str) -> bool:
    far = _SITS_FAR.search(text)
    if far is not None and far.start() <= slot.start < far.end():
        return True
    before = text[max(0, slot.start - _FURTHEST) : slot.start]
    here = _SITS.search(before)
    if _LEAVES.search(before):
        return True
    return here is not None and not _WISHES.search(before[: here.start()])


def unbought(intent: Intent, slots: tuple[Slot, ...], text: str, view: View) -> tuple[Intent, tuple[Slot, ...]]:
    """What words of owning mean of seats that are only offered or held: "swap those for Sunday", "cancel one of the three"."""
    state, task = view.state, view.state.task
    if intent in {Intent.REFUND, Intent.EXCHANGE} and _the_other(slots, text):
        slots = tuple(s for s in slots if s.name != "quantity")
    same = intent, slots
    if intent not in {Intent.REFUND, Intent.EXCHANGE} or task is None or task.kind not in BUYING:
        return same
    listed = intent is Intent.EXCHANGE and state.awaiting == "event" and not cues.OWNED.search(text)
    if (
        not (task.event or listed)
        or state.memo.get("bought")
        or cues.OF_BEFORE.search(text)
        or cues.SUPPOSES.search(text)
    ):
        return same
    if any(s.name in {"order_id", "email"} for s in slots):
        return same
    number = next((s for s in slots if s.name == "quantity"), None)
    if intent is Intent.EXCHANGE:
        turned = any(s.name in {"event", "performer", "when", "section", "event_kind"} for s in slots)
        return (Intent.CHANGE, slots) if turned else same
    if wanting.names_event(slots) or any(s.name in {"kept", "refund_to"} for s in slots):
        return same
    if number is not None and task.quantity and isinstance(number.value, int) and 0 < number.value < task.quantity:
        if number.value != view.reading.value("quantity"):
            return Intent.CHANGE, slots  # counted already
        left = replace(number, value=task.quantity - number.value)
        return Intent.CHANGE, tuple(left if s is number else s for s in slots)
    if state.hold is not None and _ONLY_SO.search(text) and not _GIVEN_BACK.search(text):
        return Intent.INFORM, ()  # "we can't sit apart": whoever says so still comes
    return (Intent.CANCEL, slots) if state.hold is not None else same


_ONLY_SO = regex(
    r"\b(?:can['’]?t|cannot|can not|won['’]?t|couldn['’]?t|not able to|unable to)(?: really| both| all| be able to)* (?:sit|stand|see|hear|climb|walk|split|be (?:apart|separated|split)|(?:come|go|make|get|do|be)\b[^.?!]{0,20}\b(?:before|until|till?|unless|without|apart|separately))\b",
    re.IGNORECASE,
)
_GIVEN_BACK = regex(
    r"\b(?:refund\w*|money|cancel\w*|let (?:it|them|those|these) go|never ?mind|forget it|don['’]?t (?:want|need))\b",
    re.IGNORECASE,
)


def _the_other(slots: Sequence[Slot], text: str) -> bool:
    """Whether one of two orders is meant: "I need to drop one of them; keep the comedy one, refund the other"."""
    kept = any(s.negated and s.name in {"event", "performer", "event_kind", "when"} for s in slots)
    return kept and cues.THE_OTHER.search(text) is not None

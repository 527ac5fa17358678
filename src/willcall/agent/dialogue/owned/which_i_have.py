"""Tickets one has, asked after in words that were read as of shows: "what seats have i got for the derby", "no, the ones i already bought". Pure."""

import re
from dataclasses import replace

from willcall.agent.dialogue import aspects, tasks
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.dialogue.wishes.choosing import choose
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Task
from willcall.understanding.company import KIN, KIN_MANY
from willcall.understanding.kinds import is_kind
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading

_GOT = r"(?:(?:have|did|do) (?:i|we) (?:already |actually |end up )?(?:got|get|have|buy(?:ing)?|book|order|hold)|(?:i|we)(?:['’]ve| have)? (?:already |actually )?(?:got|have|bought|booked|ordered))"
SHOWS = regex(
    rf"\b(?:which|what|wot|wat) (?:[\w'’-]+ ){{0,2}}(?:games?|shows?|events?|match(?:es)?|fixtures?|gigs?|concerts?|plays?|nights?|dates?|performances?|ones?) (?:{_GOT} (?:any |my |our )?(?:tickets?|tix|tkts?|seats?|booked|a booking)\b|(?:did (?:i|we) (?:buy|book|order)|have (?:i|we) (?:bought|booked|paid for)|(?:am i|are we) (?:booked|signed up|down|already going))\b)",
    re.IGNORECASE,
)
"""Asks for which shows there are orders: "which hockey games do i have tickets for?"."""
HAVE_I = regex(
    r"\b(?:tickets?|tix|tkts?|orders?|bookings?|seats?)\b[^.?!]{0,8}\b(?:do|have|did) (?:i|we)\b", re.IGNORECASE
)
"""Asks which tickets there are on one's account: "what tickets do i have"."""
_WHICH = regex(
    rf"\b(?:which|what|wot) (?:seats?|seat numbers?|row|section|block|tickets?)(?: numbers?)? {_GOT}\b(?! (?:left|available|going|to (?:choose|pick)|on sale))"
    rf"|{SHOWS.pattern}"
    r"|\bwhere (?:am i|are we|am i and \w+)(?: (?:sat|sitting|seated|in the \w+))?(?= (?:for|at|on)\b)(?! the moment)"
    r"|\b(?:remind me|tell me again|what was it|forgot(?:ten)?|can['’]?t remember|cant remember)\b[^.?!]{0,24}\b(?:which|what|where)\b[^.?!]{0,24}\b(?:seats?|row|section|tickets?|sitting|sat)\b[^.?!]{0,12}\b(?:i|we|i['’]?m|we['’]?re|mine|ours|my|our)\b",
    re.IGNORECASE,
)
_STILL = regex(
    r"^\W*(?:(?:so|and|ok|okay|but|wait|sorry|then|hi|hey)\W+)*(?:do|have|did) (?:i|we) (?:still|even|actually|really|definitely) (?:hold|have|own|got)(?: got)? (?:(?:any|a|an|my|our|the|some|both|two|three|four|\d) )*(?:tickets?|tix|tkts?|seats?|orders?|bookings?|places?)(?= (?:for|to|at|on|in)\b|\W*$)",
    re.IGNORECASE,
)
"""Whether there are tickets still: "do I still hold a ticket for the match?"."""
_REMAINING = r"(?:the|my|our|those|these) (?:remaining|rest of (?:the|my|our)|other|leftover|new) (?:\w+ )?(?:e-?)?(?:tickets?|tix|tkts?|seats?|ones|two|three|four|qr codes?|codes?)"
_LEFT = regex(
    r"\b(?:who|what|which(?: \w+)?|how many(?: \w+)?)\b[^.?!]{0,12}\b(?:am i|are we|do i|do we|have i|have we|i['’]?m|we['’]?re|i|we)\b[^.?!]{0,12}\b(?:left with|left|still (?:have|got)|have (?:got )?left|keep|got left)\b"
    r"|\b(?:show|see|give|send|let me see|look at|view|display)\b[^.?!]{0,12}\b(?:the|my|our|that|this) (?:new |whole |updated |full )?(?:order|booking)\b(?! (?:number|fee|limit|history))(?=\W*$|\W+(?:please|pls|again|now|then|so|to|just|as)\b)"
    rf"|\b(?:re-?send|send|show|see|give|let me (?:see|have)|get|have|view|open)(?: (?:me|us|over))? (?:{_REMAINING}|(?:the |my |our |those |these )?(?:e-?)?(?:tickets?|tix|seats?|ones|two|three|four|pair) (?:that are |which are |that |which )?(?:left|remaining|(?:i|we)(?:['’]?ve| have)? (?:still |now )?(?:got|have|keep|kept)(?: left)?)|(?:my|our|the) (?:e-?)?(?:tickets?|tix|qr codes?|codes?)(?= (?:once more|again|anew)))(?:\W+(?:please|pls|again|now|then|once more|anew|back|over|left|to me|to us|thanks|thank you))*\W*$",
    re.IGNORECASE,
)
"""What is left of an order, or the order itself, asked to be seen after a change."""
_MINE = regex(
    r"\W*(?:(?:no+|nah|nope|sorry|i mean|i meant|not (?:those|these|that|new ones)|the|my|wait|um+|ok|oh|actually|for|just)\W+)*(?:ones?|tickets?|seats?|games?|shows?|match|order) (?:that |which )?(?:i|we|i['’]ve|we['’]ve)(?: have| had)?(?: already| just)? (?:bought|got|have|booked|ordered|paid for|own|hold)(?: (?:already|tickets for|seats for|last week|before|from you|on my account))*\W*"
    r"|\W*(?:(?:no+|nah|nope|sorry|i mean|i meant|wait)\W+)*(?:mine|ours|my own(?: (?:ones|tickets|seats|order))?|(?:my|our) (?:existing|current|own) (?:tickets?|seats?|order|booking))\W*",
    re.IGNORECASE,
)
_HOW = regex(r"\b(?:if|policy|refund\w*|exchange|swap|upgrade|transfer|give|sell|better|closer|more)\b", re.IGNORECASE)


ASKS = "Tell me which one to open its tickets."
_PICKS = frozenset({Intent.CHOOSE, Intent.INFORM, Intent.ORDERS, Intent.FIND_EVENTS, Intent.CHANGE, Intent.AFFIRM})


def opened(view: View, heard: Heard) -> bool:
    """Whether one of the orders just listed is pointed at, by its place or its day: "the second one", "the one on the 4th"."""
    state, reading = view.state, view.reading
    busy = state.task or state.quote or state.hold or state.transfer or state.pending_order_id
    shown = state.list_shown("orders")
    if busy or shown is None or ASKS not in str(state.memo.get("said") or ""):
        return False
    reading = _before_somebody_elses(reading)
    if len(reading.wishes) > 1:
        return False
    if reading.intent not in _PICKS or len(reading.text) > _LONGEST or aspects.asks(reading.text) or not reading.slots:
        return False
    if any(s.negated or s.name not in {"ordinal", "when", "event", "performer", "event_kind"} for s in reading.slots):
        return False
    kind = reading.value("event_kind")
    kinds = {show.event_id: show.kind for show in view.catalogue.shows}
    of_kind = [at for at, o in enumerate(shown.orders) if kind and is_kind(kinds.get(o.event_id, ""), str(kind))]
    found = of_kind if {s.name for s in reading.slots} == {"event_kind"} else choose(shown, reading)
    if len(found) != 1:
        return False
    state.task, state.awaiting = Task(kind="orders", order_hint=shown.orders[found[0]].order_id), None
    heard.started = heard.changed = True
    return True


_LONGEST = 60  # characters
_OPENS = regex(
    r"\W*(?:(?:ok|okay|please|pls|can you|could you|just|and|yes)\W+)*(?:open|show(?: me)?|look at|view|pull up|let me see|see)\b[^.?!;]*(?=[.?!;])",
    re.IGNORECASE,
)
OF_SOMEBODY_ELSE = regex(
    rf"\b(?:my|our) (?:{KIN}|{KIN_MANY})(?:['’]?s|s['’])?\b[^.?!]{{0,60}}?\b(?:(?:his|hers?|theirs?|order|booking|one|ones)\b[^.?!]{{0,16}}?)?\bord_\w+",
    re.IGNORECASE,
)
"""An order by its number, that is said to be of somebody of theirs: "my brother asked me to check his, ord_12"."""


def _before_somebody_elses(reading: Reading) -> Reading:
    """What is to be opened, without an order of somebody else's that is asked for after it and shown to nobody but them: "open the derby one. also my brother's, ord_12"."""
    opens, other = _OPENS.match(reading.text), reading.first("order_id")
    if opens is None or other is None or other.start < opens.end():
        return reading
    if OF_SOMEBODY_ELSE.search(reading.text, opens.end()) is None:
        return reading
    own = tuple(s for s in reading.slots if s.end <= opens.end())
    return replace(reading, text=opens.group().strip(), slots=own, wishes=reading.wishes[:1])


_A_TICKET = regex(r"\b(?:tickets?|seats?|tix|tkts?)\b", re.IGNORECASE)


def pointed_at(view: View) -> str | None:
    """The order of the list just shown that a deed names by its place: "refund the second one"; None where a ticket is pointed at."""
    state, reading = view.state, view.reading
    shown, place = state.latest, reading.first("ordinal")
    if shown is None or shown.about != "orders" or place is None or place.negated or _A_TICKET.search(reading.text):
        return None
    if not isinstance(place.value, int) or not -len(shown.orders) <= place.value < len(shown.orders):
        return None
    return shown.orders[place.value].order_id


def shown_again(view: View, heard: Heard) -> bool:
    """Whether orders are to be looked at, and what was taken for a search is none."""
    state, reading = view.state, view.reading
    task = state.task
    if not view.signed_in or state.quote is not None or state.hold is not None or _HOW.search(reading.text):
        return False
    choosing = task is not None and task.kind in BUYING and state.awaiting in {"event", "seats", "quantity"}
    counted = any(s.name == "quantity" for s in reading.slots)
    meant = choosing and _MINE.fullmatch(reading.text) is not None
    if any(wish.intent in {Intent.ORDERS, Intent.HAND_OFF, Intent.COMPLAINT} for wish in reading.wishes) and not meant:
        return False
    if meant:
        assert task is not None
        before = (
            task.wanted if task.event is None else task.wanted.model_copy(update={"event_ids": [task.event.event_id]})
        )
        state.task, state.awaiting = Task(kind="orders", wanted=before), None
        if wanting.names_event(reading.slots):
            state.task.wanted = wanting.merged(before, reading.slots)
        heard.started = heard.changed = True
        return True
    idle = task is None or (task.kind == "browse" and task.event is None) or task.kind == "orders"
    changed = task is None and state.last_order_id is not None and _LEFT.search(reading.text) is not None
    still = _STILL.search(reading.text) is not None
    if not idle or (counted and not still) or not (changed or still or _WHICH.search(reading.text)):
        return False
    state.task = None
    slots = tuple(s for s in reading.slots if s.name != "quantity")
    tasks.begin("orders", slots, view, heard, reading.text)
    if changed and state.task is not None and not wanting.names_event(reading.slots):
        state.task.order_hint = state.last_order_id
    return True

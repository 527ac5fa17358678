"""The wrong order under a quote: "not the hockey, the theatre ones", "no, the other one", "keep those, refund the others".

Pure, like `hearing`, which asks it. Whatever was quoted for an order that is turned down stays under no yes; the one that is meant
is quoted anew, or asked for.
"""

import re
from collections.abc import Sequence

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.owned.orders import describes
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.dialogue.wishes.part import in_hand
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, OrderFact, Task, Wanted
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot

_OF_AN_ORDER = frozenset({"refund", "upgrade", "transfer"})
_OF_A_TICKET = frozenset(
    {"quantity", "kept", "seat", "row", "section", "ordinal", "email", "order_id", "refund_to", "person"}
)
_THING = r"(?:ones?|orders?|bookings?|tickets|shows?|games?|events?|gigs?|concerts?)"
_WRONG = regex(
    rf"\b(?:not|isn['’]?t|wasn['’]?t|weren['’]?t|aren['’]?t) (?:those|these|that {_THING}|this {_THING})\b|\bwrong {_THING}\b",
    re.IGNORECASE,
)
_OTHER = regex(
    rf"\b(?:the|my|our) others?\b(?:(?= {_THING}\b)|(?=\W*$|\W*[,.!;]|\s+(?:please|pls|instead|then|back|not|i|we)\b))(?! (?:seat|ticket)\b)",
    re.IGNORECASE,
)
_KEEPS = regex(
    r"\b(?:keep|keeping|leave|hold on to|hang on to|still want|going to|not|except|but not|don['’]?t (?:refund|cancel|touch|return))(?: (?:to|my|our|the|a|that|those|these|with|of))*\s*$",
    re.IGNORECASE,
)
_SPARES = regex(
    r"\b(?:keep|keeping|leave|leaving|hold on to|hang on to|still want|not|\w+n['’]t|never|except|without|touch)\b[^.?!,;]*$",
    re.IGNORECASE,
)
_TELLS_WHY = regex(
    r"\b(?:bought|booked|ordered|picked|chose|got|my (?:mistake|fault|bad)|by (?:mistake|accident))\b", re.IGNORECASE
)
_INSTEAD = regex(r"\b(?:what|how) about\b|\b(?:i )?meant?\b|\binstead\b|\bwrong\b", re.IGNORECASE)
_AN_ORDER = regex(r"\b(?:orders?|bookings?|tickets|shows?|games?|events?)\b", re.IGNORECASE)
_ALL = regex(r"\b(?:both|all|everything|too|as well|also|and then|half)\b", re.IGNORECASE)
_OTHERWISE = frozenset({Intent.EXCHANGE, Intent.UPGRADE, Intent.TRANSFER, Intent.HAND_OFF, Intent.BUY})
_LOOKED_BACK = 24  # characters before a name
_LONGEST = 200  # characters


def meant(view: View, heard: Heard) -> bool:
    """Whether the order that is quoted is not the one that is meant; then another is looked for, or it is kept."""
    state, text = view.state, view.reading.text
    task = state.task
    if task is None or task.order is None or not _is_quoted(task, state) or len(text) > _LONGEST:
        return False
    slots = view.reading.slots
    if any(s.name in _OF_A_TICKET and not (s.name == "refund_to" and s.negated) for s in slots) or _ALL.search(text):
        return False
    if any(wish.intent in _OTHERWISE - {_deed(task)} for wish in view.reading.wishes):
        return False
    spared, asked = _parted(slots, text)
    turned_down = bool(spared) and _fits(spared, task.order, view)
    names_another = bool(asked) and not _fits(asked, task.order, view)
    points = not spared and not asked and _points_away(task, state, text)
    if names_another and (spared or _WRONG.search(text)):
        _look_for(state, asked, task.order, heard)
    elif points or (turned_down and not asked and _OTHER.search(text)):
        _look_for(state, [], task.order, heard)
    elif spared and not asked and not turned_down and state.quote is not None:
        heard.keeps = heard.understood = True  # "keep the herons", of another order than the one quoted
    elif turned_down and not asked:
        state.quote, state.transfer, state.task, state.awaiting = None, None, None, None
        heard.withdraws = heard.understood = True  # "keep the hockey"
    else:
        return False
    return True


def _is_quoted(task: Task, state: ConversationState) -> bool:
    """Whether something waits for a yes that is to be done to a whole order."""
    if task.kind not in _OF_AN_ORDER or state.awaiting not in {"confirmation", "payment"}:
        return False
    if state.quote is not None:
        return state.quote.kind == task.kind
    return state.transfer is not None


def _deed(task: Task) -> Intent:
    return {"upgrade": Intent.UPGRADE, "transfer": Intent.TRANSFER}.get(task.kind, Intent.REFUND)


def _parted(slots: Sequence[Slot], text: str) -> tuple[list[Slot], list[Slot]]:
    """(what is to stay, what is asked for) of the shows and days named; a name said both ways is to stay."""
    said = [s for s in slots if s.name in wanting.EVENT_SLOTS]
    spared = [s for s in said if s.negated or _KEEPS.search(text[max(0, s.start - _LOOKED_BACK) : s.start])]
    kept = {(s.name, str(s.value)) for s in spared}
    return spared, [s for s in said if s not in spared and (s.name, str(s.value)) not in kept]


def _fits(slots: Sequence[Slot], order: OrderFact, view: View) -> bool:
    """Whether what is named describes the order."""
    plain = [Slot(s.name, s.value, s.text, s.start, s.end) for s in slots]
    return describes(order, wanting.merged(Wanted(), plain), view.catalogue)


def _points_away(task: Task, state: ConversationState, text: str) -> bool:
    """Whether another order is pointed at, where all tickets of this one are quoted: "no, the other one"."""
    assert task.order is not None
    number = len(in_hand(task))
    quoted = state.quote.count if state.quote is not None else len(state.transfer.ticket_ids) if state.transfer else 0
    if quoted and quoted < number:
        return False  # "not that one, the other one", of the tickets of one order
    if aspects.asks(text) and _INSTEAD.search(text) is None:
        return False  # "does my other order stay as it is?"
    if state.quote is None and _AN_ORDER.search(text) is None:
        return False  # "not her, the other one", of whom tickets go to
    other = _OTHER.search(text)
    if other is not None and not _SPARES.search(text[max(0, other.start() - _LOOKED_BACK) : other.start()]):
        return True
    return other is None and _WRONG.search(text) is not None and _TELLS_WHY.search(text) is None


def _look_for(state: ConversationState, asked: Sequence[Slot], order: OrderFact, heard: Heard) -> None:
    """Begins the same deed for another order; what was quoted is off the table."""
    assert state.task is not None
    old = state.task
    wanted = wanting.merged(Wanted(), asked)
    wanted.without = [*wanted.without, order.order_id]
    state.task = Task(
        kind=old.kind,
        wanted=wanted,
        refund_to=old.refund_to,
        recipient_email=old.recipient_email,
        recipient_name=old.recipient_name,
    )
    state.quote, state.transfer, state.awaiting = None, None, None
    heard.changed = heard.understood = True

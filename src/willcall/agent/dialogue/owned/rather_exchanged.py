"""An exchange that was taken for something else: after a refusal for a sale, at a list of seats for a sale, at better seats for the same night, by an order's number after the show.

Pure, like `hearing`, which asks it. Each begins an exchange, of which nothing comes without a quote and a yes.
"""

import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import tasks
from willcall.agent.dialogue.wishes import swapping, wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, OrderFact, Wanted
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot, When

_MOVES = r"(?:swap(?:p(?:ed|ing))?|exchang(?:e|ed|ing)|switch(?:ed|ing)?|trad(?:e|ed|ing)|mov(?:e|ed|ing)|chang(?:e|ed|ing)|rebook(?:ed|ing)?)"
_TICKETS = r"(?:tickets?|tix|tkts?|seats?|order|booking|ones)"
_A_MOVE = regex(rf"\b{_MOVES}\b", re.IGNORECASE)
_MINE_FOR_IT = regex(
    rf"\b{_MOVES} (?:(?:all|both|some)(?: of)? )?(?:the (?:\w+ )?{_TICKETS} (?:that )?(?:i|we)(?:['’]ve| have| got| already| bought)|(?:what|those|these|them|the (?:\w+ )?{_TICKETS}) (?:i|we)(?:['’]ve| have| already)? ?(?:got|have|bought|own)|(?:my|our) (?:\w+ ){{0,4}}{_TICKETS}\b|mine\b|ours\b|(?:the )?order\b)"
    rf"|\b(?:not|\w+n['’]t|never|dont)\b[^.?!]{{0,12}}\b(?:buying|purchasing|a (?:new )?(?:sale|purchase))\b[^.?!]{{0,12}}\b{_MOVES}\b|\b{_MOVES}[\s,]+(?:and )?not buying\b"
    rf"|\b(?:exchange|swap)\b[^.?!]{{0,16}}\b(?:not|no|instead of|rather than)\b[^.?!]{{0,16}}\b(?:new|sale|purchase|buy\w*)\b",
    re.IGNORECASE,
)
"""What one has is to move, said at a list of seats that were taken for wanted beside it."""
_NO_SALE = regex(
    r"\b(?:new|another|fresh|separate) (?:sale|order|purchase|booking)\b|\b(?:don['’]?t|dont|do not|not|never|no|isn['’]?t|isnt)\b[^.?!]{0,20}\b(?:pay(?:ing)?|buy(?:ing)?|purchas\w+|a (?:new )?sale|new (?:ones|tickets|seats|order))\b",
    re.IGNORECASE,
)
_BUYS = regex(
    r"\b(?:buy|book|purchase|as well|also|another (?:one|two|three|four|\d)|more|extra|in addition|on top)\b",
    re.IGNORECASE,
)
_IN_ANOTHER_SENSE = regex(
    rf"\b(?:can|could|may|might|if|until|later|afterwards|policy|rules?|possible|allowed)\b[^.?!]{{0,40}}\b{_MOVES}\b[^.?!]{{0,40}}\b(?:later|afterwards?|if|once|after)\b|\bif\b[^.?!]{{0,40}}\b{_MOVES}\b",
    re.IGNORECASE,
)
_NOT_BETTER = regex(
    r"\b(?:don['’]?t|dont|do not|didn['’]?t|not|no|never|without)\b[^.?!]{0,24}\b(?:better|upgrad\w*|other seats|different seats|dearer|posher)\b|\bsame (?:kind|sort|type|price|section|part|seats?|area|tier|block)\b",
    re.IGNORECASE,
)
_OTHER_NIGHT = regex(
    r"\b(?:other|another|different|later|earlier|next|following|second|first) (?:night|day|date|evening|performance|show|showing|one|week)\b",
    re.IGNORECASE,
)
_LONGEST = 240  # characters


def said(view: View, heard: Heard) -> bool:
    """Whether tickets one has are to be exchanged, whatever is in hand."""
    state, text = view.state, view.reading.text
    if len(text) > _LONGEST or not view.signed_in or state.pending_order_id is not None or state.transfer is not None:
        return False
    return (
        _an_order_by_its_number(view, heard)
        or _after_a_refusal(view, heard)
        or _at_a_list(view, heard)
        or _at_better_seats(view, heard)
    )


def _after_a_refusal(view: View, heard: Heard) -> bool:
    """Whether, where money back was refused and an exchange offered, a show or a day is named to swap for: "grand, swap all six for the late one"."""
    state, reading = view.state, view.reading
    refused = state.memo.get("refused")
    if not refused or state.task is not None or state.quote is not None or state.hold is not None:
        return False
    if "just tell me which" not in str(state.memo.get("said") or "") or _A_MOVE.search(reading.text) is None:
        return False
    if _BUYS.search(reading.text) or _IN_ANOTHER_SENSE.search(reading.text) or not _names_another(reading.slots):
        return False
    return _begin(view, heard, order_id=str(refused))


def _at_a_list(view: View, heard: Heard) -> bool:
    """Whether what is looked at is wanted for tickets one has, and no new ones: "that's a new sale? I want to exchange the ones I have"."""
    state, text = view.state, view.reading.text
    task = state.task
    if task is None or task.kind not in BUYING or task.event is None or state.hold is not None:
        return False
    mine = _MINE_FOR_IT.search(text)
    if mine is None or _IN_ANOTHER_SENSE.search(text) or (_BUYS.search(text) and not _NO_SALE.search(text)):
        return False
    wanted, source = swapping.parted(view.reading.slots, text, text)
    names = [s for s in wanted if s.name in wanting.EVENT_SLOTS]
    if not names and not (_NO_SALE.search(text) or source):
        return False
    event_id, refused = task.event.event_id, state.memo.get("refused")
    order_id = str(refused) if refused and not any(s.name in wanting.EVENT_SLOTS for s in source) else None
    _begin(view, heard, order_id=order_id)
    fresh = state.task
    if fresh is not None and not names:
        fresh.wanted, fresh.section = Wanted(event_ids=[event_id]), fresh.section or task.section
    return True


def _an_order_by_its_number(view: View, heard: Heard) -> bool:
    """Whether an order is to become a show that is named before it: "The gala, on the 18th. Swap my ord_12 for two in the stalls there"."""
    reading, task = view.reading, view.state.task
    if reading.intent in {Intent.EXCHANGE, Intent.REFUND, Intent.TRANSFER} or view.state.hold is not None:
        return False
    order = reading.first("order_id")
    if order is None or (task is not None and task.kind not in {*BUYING, "exchange", "orders"}):
        return False
    turn = _SWAPS_IT.search(reading.text[: order.start])
    if turn is None or not _FOR_IT.match(reading.text, order.end) or _IN_ANOTHER_SENSE.search(reading.text):
        return False
    named = [s for s in reading.slots if s.name in wanting.EVENT_SLOTS and not s.negated]
    if not any(s.name in {"event", "performer"} for s in named) or not any(s.name == "when" for s in named):
        return False
    if any(s.end > turn.start() for s in named):
        return False  # of which an exchange is read
    _begin(view, heard, order_id=str(order.value))
    if view.state.task is not None:
        view.state.task.wanted = wanting.merged(Wanted(), named)
    return True


_SWAPS_IT = regex(rf"\b{_MOVES}(?: (?:my|our|the|order|booking|number|no\.?)){{0,4}} #?$", re.IGNORECASE)
_FOR_IT = regex(r"\W+(?:for|to|into|onto|with)\b", re.IGNORECASE)


def _at_better_seats(view: View, heard: Heard) -> bool:
    """Whether another night is wanted where better seats were listed: "I don't want better seats. Same kind, other night, Thursday"."""
    state, reading = view.state, view.reading
    task = state.task
    if task is None or task.kind not in {"upgrade", "exchange"} or task.order is None or state.quote is not None:
        return False
    text, order = reading.text, task.order
    other = _OTHER_NIGHT.search(text) is not None
    days = [s for s in reading.slots if s.name == "when" and not s.negated and not _is_of(s, order)]
    if not (days or (other and wanting.asks_other_date(text))) or _BUYS.search(text):
        return False
    moved = task.kind == "upgrade" and (other or _A_MOVE.search(text))
    if not (_NOT_BETTER.search(text) or moved):
        return False
    return _begin(view, heard, order_id=order.order_id)


def _names_another(slots: Sequence[Slot]) -> bool:
    return any(s.name in {"event", "performer", "event_kind", "when", "venue"} and not s.negated for s in slots)


def _is_of(slot: Slot, order: OrderFact) -> bool:
    """Whether the day is the one of the order."""
    when = slot.value
    if order.starts_at is None or not isinstance(when, When):
        return False
    return when.contains(order.starts_at.astimezone(ZoneInfo(order.time_zone))) and not when.open_ended


def _begin(view: View, heard: Heard, *, order_id: str | None) -> bool:
    """Begins the exchange, of the order of that id where one is in hand; how many there are is known of an order."""
    state = view.state
    state.task, state.quote, state.awaiting = None, None, None
    state.later = [t for t in state.later if t.kind not in BUYING]
    slots = tuple(s for s in view.reading.slots if s.name not in {"quantity", "kept", "max_price", "preference"})
    tasks.begin("exchange", slots, view, heard, view.reading.text)
    if state.task is not None and order_id is not None:
        state.task.order_hint = order_id
        state.task.source = Wanted()
    heard.understood = True
    return True

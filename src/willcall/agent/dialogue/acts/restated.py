"""What a quote says already, said again: "the two for friday", "101, row C", "credit it is". Pure.

A detail is the quote's when it is just what is quoted: as many tickets, its day and show, its seats, its sum, where its money goes. One
that is not makes nothing of a clause the same.
"""

import re
from zoneinfo import ZoneInfo

from willcall.agent.dialogue.wishes.choosing import fold
from willcall.agent.dialogue.wishes.part import in_hand, some_tickets
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, ShownQuote, Task
from willcall.kit.money import exponent
from willcall.understanding.company import KIN
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot, When

_SAME = "\x01"
_SMALL = r"(?:to|for|the|on|in|at|of|row|section|seats?|tickets?|places?|game|show|match|concert|gig|night|evening|afternoon|matinee|it['’]?s|that['’]?s|just|all|as|with|my|our|us|so|number|numbers|and|total|each)"
_AROUND = regex(rf"(?:(?<![\w'’]){_SMALL}\s+)*{_SAME}(?:[\s,]+(?:{_SMALL}|{_SAME})(?![\w'’]))*", re.IGNORECASE)
_IT_IS = regex(rf"{_SAME}\s+(?:it is|will do|then)\b", re.IGNORECASE)
_FINE = regex(
    rf"{_SAME}(?:['’]s| is| sounds| would be| will be)? ?(?:fine|ok|okay|good|great|perfect|grand|alright)(?: (?:i (?:guess|suppose)|with me|for me|by me|then))*",
    re.IGNORECASE,
)


def _marked(view: View, start: int, end: int) -> str:
    """The stretch with each detail that the quote says already as a mark; as it was where one is told that it does not."""
    text, state = view.reading.text, view.state
    said = text[start:end]
    parts = "|".join(sorted({re.escape(seat[0]) for seat in _seats(state) if seat[0]}, key=len, reverse=True))
    here = [s for s in view.reading.slots if start <= s.start < end and s.name not in {"topic", "sentiment"}]
    if state.quote is not None and state.quote.kind == "refund":
        here = [s for s in here if s.text.casefold() != "back"]  # "give me the 26 back"
    slots = [s for s in here if not (parts and re.fullmatch(parts, s.text.strip(), re.IGNORECASE))]
    if not all(_is_quoted(slot, state) for slot in slots):
        return said
    for slot in sorted(slots, key=lambda s: -s.start):
        said = said[: slot.start - start] + _SAME + said[slot.end - start :]
    said = re.sub(rf"(?<!\w)(?:{parts})(?!\w)", _SAME, said, flags=re.IGNORECASE) if parts else said
    if state.quote is not None and (sum_ := _bare_sum(state.quote)):
        said = re.sub(rf"(?<![\w.,]){sum_}(?![\w%]|[.,]\d)", _SAME, said)
    return _told_apart(said, text, state)


def _bare_sum(quote: ShownQuote) -> str:
    """What the quote comes to in whole units, said without its currency; none where that may be a seat's or tickets' number."""
    whole, rest = divmod(abs(quote.total), 10 ** exponent(quote.currency))
    return "" if rest or whole <= _MAY_COUNT or any(seat[2] == str(whole) for seat in quote.seats) else str(whole)


_MAY_COUNT = 12
_MONEY_BACK = regex(
    rf"\b(?:give|get|refund|pay|send)(?: (?:me|us))?(?: back)?(?: (?:just|the|my|that))*\s*{_SAME}(?: back)?(?!\w)",
    re.IGNORECASE,
)
"""The sum of a refund asked for: "just give me the 26"."""
_THE_ONE = regex(
    rf"\b(?:just |only )?(?:hers|his|mine|(?:my|our|the) {KIN}['’]?s(?: (?:one|ticket|seat))?)(?!\w)|\b(?:just|only) (?:that|this|the|her|his|my)(?: one| ticket| seat){{0,2}}(?= *(?:$|\W))",
    re.IGNORECASE,
)
_THOSE = regex(r"\b(?:just|only) (?:those|these|them|theirs|ours)\b", re.IGNORECASE)


def _told_apart(said: str, text: str, state: ConversationState) -> str:
    """The words with a mark for the tickets that are to go, told from those that stay: "just hers", of one ticket."""
    kind = state.quote.kind if state.quote is not None else "transfer"
    if kind not in {"refund", "transfer"}:
        return said
    one = count(state) == 1
    if one and len({m.group().casefold().split()[-1] for m in _THE_ONE.finditer(text)}) > 1:
        return said  # "hers and mine"
    return (_THE_ONE if one else _THOSE).sub(_SAME, said)


_TO_THEM = regex(r"\b(?:goes |go |over )*to (?:her|him|them)\b", re.IGNORECASE)


def only(view: View, start: int, end: int) -> bool:
    """Whether the stretch says nothing but what the quote says."""
    told = _marked(view, start, end)
    told = _TO_THEM.sub("", told) if view.state.quote is None else told
    return _SAME in told and not re.sub(rf"[\W_{_SAME}]+", "", _AROUND.sub("", _IT_IS.sub(_SAME, told)))


_FEES_STAY = regex(
    r"\W*(?:(?:so|and|but|oh|ok|okay|well|right|hm+|i see|fine|wait|what|ah|huh)\W+)*(?:"
    r"(?:i|we)(?:['’]?(?:ll|m|re)| will| am| are)?(?: just| then| only)* (?:los(?:e|ing)|forfeit\w*|(?:do ?n['’]?t|wo ?n['’]?t|not|never|can ?n?['’]?t) (?:get(?:ting)?|see|hav(?:e|ing))) (?:all |just |only )?(?:the|those|these|your|my) (?:\w+ )?fees?"
    r"|(?:(?:all|only|just) )?(?:the |those |your |my |your )?(?:\w+ )?fees? (?:(?:are|is|['’]re|get) )?(?:n['’]?t|not|non|never) (?:being )?(?:refund(?:ed|able)|given back|returned|included|coming back)"
    r"|(?:the |those |your )?(?:\w+ )?fees? (?:(?:are|is|get|will be) )?(?:gone|lost|kept|stay\w*)|no (?:refund (?:on|of|for) (?:the )?)?fees?|not the fees?|without (?:the )?fees?|los(?:e|ing) the fees?|you keep the fees?"
    r")(?: (?:back|then|too|though|either|anyway|i see|i (?:guess|suppose)))*\W*",
    re.IGNORECASE,
)


def fees_stay(said: str, quote: ShownQuote) -> bool:
    """Whether it is only said, or asked in surprise, that fees are not given back, of a refund whose quote says so."""
    kept = quote.kind == "refund" and any(cents > 0 and "fee" in label.casefold() for label, cents in quote.items)
    return kept and _FEES_STAY.fullmatch(said) is not None


def left_out(view: View, start: int, end: int, *, firm: bool) -> tuple[str, ...]:
    """The stretch without what the quote says, or with "it" for it; none where it says nothing of that.

    Args:
        view: The turn.
        start: Where the stretch begins in the message.
        end: Where it ends.
        firm: Whether the yes is all it takes; then to name a thing is none, but for credit, which is what is asked about.
    """
    told, quote = _marked(view, start, end), view.state.quote
    if _SAME not in told:
        return ()
    as_credit = quote is not None and quote.kind == "refund" and quote.refund_to == "credit"
    if as_credit or not firm:
        told = _IT_IS.sub("go ahead", told, count=1)
    if as_credit:
        told = _FINE.sub("go ahead", told, count=1)
    if quote is not None and quote.kind == "refund" and str(_bare_sum(quote)) in view.reading.text[start:end]:
        told = _MONEY_BACK.sub("refund me", told, count=1)
    return tuple(_AROUND.sub(it, told).strip() for it in ("", "it", "them"))


def _is_quoted(slot: Slot, state: ConversationState) -> bool:
    """Whether a detail is just what is quoted."""
    task, quote, value = state.task, state.quote, slot.value
    if slot.negated or task is None:
        return False
    if slot.name == "when" and quote is not None and slot.text.split()[-1] == _bare_sum(quote):
        return True  # "i'll take the 26"
    if slot.name == "quantity":
        shown = state.list_shown("seats")
        bare = " " not in slot.text.strip() and slot.text.casefold() != "both"
        place = bare and quote is not None and quote.kind == "purchase"  # "the two" may be the second
        listed = len(shown.seats) if place and shown is not None else 0
        if quote is not None and str(value) == _bare_sum(quote):
            return True  # "just the 26"
        return bool(value == count(state) and value > listed)
    if slot.name == "kept":  # none is kept: "yes both", of an order of two that goes back whole
        whole = task.order is not None and not in_part(state)
        return bool(value == 0 and whole and (slot.text.casefold() != "both" or count(state) == 2))
    if slot.name in {"section", "row", "seat"}:
        index = ("section", "row", "seat").index(slot.name)
        return fold(str(value)) in {fold(seat[index]) for seat in _seats(state)}
    if slot.name == "refund_to":
        return quote is not None and quote.kind == "refund" and value == (quote.refund_to or "original")
    if slot.name == "max_price" and quote is not None:
        whole = abs(quote.total) / 10 ** exponent(quote.currency)
        share = whole / max(1, count(state)) if getattr(value, "per", None) == "each" else whole
        return getattr(value, "major", None) in {whole, share}
    return _is_of_the_show(slot, state)


def _is_of_the_show(slot: Slot, state: ConversationState) -> bool:
    task, value = state.task, slot.value
    event, order = (task.event, task.order) if task is not None else (None, None)
    one = event or order
    if one is None or one.starts_at is None:
        return False
    name = order.event_name if order is not None and event is None else event.name if event is not None else ""
    if slot.name == "when" and isinstance(value, When):
        return value.contains(one.starts_at.astimezone(ZoneInfo(one.time_zone)))
    if slot.name == "event":
        return isinstance(value, tuple) and one.event_id in value
    if slot.name == "performer":
        return str(value).casefold() in name.casefold()
    return slot.name == "event_kind" and event is not None and value == event.kind


def _seats(state: ConversationState) -> list[tuple[str, str, str]]:
    """Section, row and number of the seats that are quoted."""
    task, quote = state.task, state.quote
    if quote is not None and quote.kind == "refund" and not quote.seats:
        return _going_back(task, quote)
    if quote is not None and quote.kind != "purchase":
        return list(quote.seats)
    if quote is None and state.transfer is not None and task is not None and task.order is not None:
        going = [t for t in task.order.tickets if t.ticket_id in state.transfer.ticket_ids]
        return [(t.section, t.row, t.number) for t in going]
    chosen = task.chosen if task is not None and state.hold is not None else None
    if chosen is None:
        return []
    names = [chosen.section, *chosen.also, *([chosen.tier] if chosen.tier else [])]
    return [(name, chosen.row, number) for name in names for number in chosen.numbers or [""]]


def _going_back(task: Task | None, quote: ShownQuote) -> list[tuple[str, str, str]]:
    """The seats that a refund gives back."""
    if task is None or task.order is None:
        return []
    some = some_tickets(task)
    going = [t for t in in_hand(task) if some is None or t.ticket_id in some]
    return [(t.section, t.row, t.number) for t in going] if len(going) == quote.count else []


def count(state: ConversationState) -> int:
    """How many tickets a yes would be about."""
    if state.quote is None:
        return len(state.transfer.ticket_ids) if state.transfer is not None else 0
    held = len(state.hold.seat_ids) if state.hold is not None and state.quote.kind == "purchase" else 0
    return held or state.quote.count


def in_part(state: ConversationState) -> bool:
    """Whether that is fewer than the order in hand has."""
    task = state.task
    return task is not None and task.order is not None and count(state) < len(in_hand(task))

"""What a number of tickets means beside other words: the number in all after a remark, a bare number where seats are held. Pure but for `tell`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from willcall.agent.dialogue import aspects, phrases
from willcall.agent.dialogue.flow import Flow
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import Speech, View
from willcall.agent.state import AT_A_HOLD, Heard
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading, Slot, Wish

_IN_ALL = regex(
    rf"\b(?:so|that'?s|makes(?: it)?|now|leaves)\s+(?:that'?s\s+|it'?s\s+|we'?re\s+|just\s+|only\s+|us\s+){{0,2}}{NUMBER}\b|\b{NUMBER}\s+(?:of us\s+)?(?:total|in total|in all|all in all|altogether|now)\b",
    re.IGNORECASE,
)
_BARE = regex(rf"\W*(?:(?:so|ok|okay|um+|then|just)\W+){{0,2}}(?P<n>{NUMBER})\W*", re.IGNORECASE)
_I_SAID = regex(
    rf"\W*(?:(?:no+|nope|nah|hey|oi|sorry|wait|but|it['’]?s|there['’]?s|we(?:['’]?re| are)|i said)\W+)*(?:make (?:it|that) )?(?P<n>{NUMBER})(?: (?:of us|tickets?|seats?|people))?,? (?:i|we) (?:said|meant|told (?:you|u)|asked for)\b(?P<more>[^?]{{0,40}})",
    re.IGNORECASE,
)
"""Says a number of tickets again: no place in the list."""
_ASKED_FOR = regex(
    rf"\W*(?:(?:and|or|so|ok|okay|but|hm+|um+|oh|wait|actually|yes|yeah|sorry|please|well)\W+)*(?:(?:what|wot|how|wat)(?:['’]?s)? (?:about|abt|bout|if (?:it['’]?s|we['’]?re|there['’]?s|there (?:are|were)|we (?:are|were|want|wanted|took|had)|i (?:want|wanted|took|had)))|(?:can|could|may) (?:i|we|you|it)(?: please)?(?: (?:do|get|have|make it|make that|take|hold|be|book))?|(?:is|are|would)(?: there)? (?:room|space|enough)? ?for|(?:is|are) there|(?:do you|have you)(?: have| got)|any chance of|is it possible to (?:get|have|do)) (?:just |only |all |maybe )?(?P<n>{NUMBER})(?:\W+(?:of us|tickets?|seats?|tix|people|together|instead|then|please|pls|there|left|possible|next to each other|in all|available|though|same (?:row|section|place|price)))*\W*",
    re.IGNORECASE,
)
_TKTS = r"(?:tickets?|seats?|tix|tkts?)"
_NONE_WHOLE = regex(
    rf"\b(?:(?:a |one )?(?:half|quarter|third) (?:of )?(?:an?|one) {_TKTS}|\d+[.,](?:\d|25|75)(?!\d) ?{_TKTS}|(?:(?:one|two|three|four|an?|\d) and (?:a|one) (?:half|quarter)|\d½) {_TKTS}|(?:minus|negative) {NUMBER} {_TKTS})\b",
    re.IGNORECASE,
)
_VERY_MANY = regex(
    rf"\b(?:(?:(?:an?|{NUMBER}|\d+|several|half a)\s+)?(?P<word>hundred|thousand|(?:[mbtz]|gaz|baz)?illion)s?(?: of)? {_TKTS}|(?P<n>\d{{1,3}}(?:,\d{{3}})+) {_TKTS}|(?P<k>\d+) ?k {_TKTS})\b",
    re.IGNORECASE,
)
_BARE_ODD = regex(
    rf"\W*(?:(?:ok|okay|um+|so|just|then|maybe|i want|i['’]?d like|can i have|give me|get me|make it|make that)\s+)*(?:(?P<part>(?:an? |one )?(?:half|quarter)(?: (?:of )?(?:an?|one))? {_TKTS}|(?:one|two|three|four|an?|\d) and (?:a|one) (?:half|quarter)|\d?½|(?<!\d)\d+[.,](?:\d|25|75)|[-−]\s?\d+|(?:minus|negative) {NUMBER})|(?:(?:an?|{NUMBER}|\d+)\s+)?(?P<word>hundred|thousand|(?:[mbtz]|gaz|baz)?illion)s?(?: of them)?)(?: {_TKTS})?(?:\W+(?:please|pls|then|thanks))*[\s.!?]*",
    re.IGNORECASE,
)
_SOUGHT = frozenset({Intent.REFUND, Intent.BUY, Intent.FIND_EVENTS, Intent.SEAT_INFO, Intent.EVENT_INFO, Intent.INFORM, Intent.CHANGE, Intent.CHOOSE, Intent.OUT_OF_SCOPE})  # fmt: skip
_NO_CHANGE = frozenset({Intent.REPEAT, Intent.SEAT_INFO, Intent.OUT_OF_SCOPE})


def in_all(text: str) -> bool:
    """Whether a number in all is said, as after "one bailed": "so 3 total"."""
    return _IN_ALL.search(text) is not None


def told_anew(wish: Wish, slots: Sequence[Slot], view: View) -> bool:
    """Whether another number in all is said in words that were read as no change: "ugh, one bailed again. so 3 total"."""
    task, text = view.state.task, view.reading.text
    if _answers(wish, slots, view):
        return True
    if wish.intent not in _NO_CHANGE or task is None or task.kind not in BUYING or not task.quantity:
        return False
    told = view.reading.slots if wish.intent is Intent.REPEAT else slots  # "one bailed again. so 3 total"
    limit = next((s.value for s in told if s.name == "max_price" and not s.negated), None)
    if wish.intent is Intent.REPEAT and limit is not None and limit.bound == "max":
        return (limit.major, limit.per) != (task.budget_major, task.budget_per)  # "what? i said 260 max for all three"
    others = [s for s in told if s.name == "quantity" and s.value != task.quantity and not s.negated]
    return bool(others) and in_all(text) and not aspects.asks(text)


_OF_AN_ORDER = regex(
    r"\b(?:orders?|bookings?|bought|booked|have|got|sign(?:ed)?|account|(?:my|our) (?:tickets?|seats?))\b",
    re.IGNORECASE,
)


def _answers(wish: Wish, slots: Sequence[Slot], view: View) -> bool:
    """Whether which day and how many are told, as was asked, in a word of whose they are: "the 6th, two tickets - hers and mine"."""
    if wish.intent is not Intent.ORDERS or view.state.awaiting not in {"event", "quantity"}:
        return False
    told = any(s.name == "quantity" and not s.negated for s in slots)
    return told and not aspects.asks(view.reading.text) and _OF_AN_ORDER.search(view.reading.text) is None


def impossible(view: View) -> View:
    """The view with a number that nobody can buy as one that is turned down for what it is: "half a ticket", "a million tickets"."""
    reading, state = view.reading, view.state
    waits = state.awaiting == "quantity" or (state.hold is not None and state.quote is not None)
    alone = _BARE_ODD.fullmatch(reading.text) if waits else None
    part = _NONE_WHOLE.search(reading.text) or (alone if alone is not None and alone["part"] else None)
    many = _VERY_MANY.search(reading.text) or alone
    found = part or many
    if found is None or (alone is None and any(wish.intent not in _SOUGHT for wish in reading.wishes)):
        return view
    value = 0
    if part is None and many is not None:
        words = {"hundred": 100, "thousand": 1000}
        value = words.get((many["word"] or "").casefold(), 1_000_000) if many["word"] else 1000
    others = tuple(
        s for s in reading.slots if s.name not in {"quantity", "kept"} and not found.start() <= s.start < found.end()
    )
    counted = Slot("quantity", value, found.group(), *found.span())
    wishes = tuple(replace(w, intent=Intent.BUY) if w.intent is Intent.OUT_OF_SCOPE else w for w in reading.wishes)
    if alone is not None:
        wishes = (Wish(Intent.CHANGE, 1.0, 0, len(reading.text)),)
        return replace(view, reading=replace(reading, slots=(*others, counted), wishes=wishes, answer="none"))
    return replace(view, reading=replace(reading, slots=(*others, counted), wishes=wishes))


_ONE_OF_IT = regex(r"(?P<name>[\w'’]+)\s+(?P<one>ones?)\b", re.IGNORECASE)


def no_number(view: View) -> View:
    """The view without a "one" that stands for the part or row just named of the seats listed: "201 one please", "the balcony one"."""
    reading, state = view.reading, view.state
    shown = state.list_shown("seats") if state.awaiting == "seats" else None
    ones = [s for s in reading.slots if s.name == "quantity" and s.text.casefold() == "one"]
    if shown is None or not ones:
        return view
    names = {word for o in shown.seats for name in (o.section, o.row, *o.also) for word in name.casefold().split()}
    said = {m.start("one") for m in _ONE_OF_IT.finditer(reading.text) if m["name"].casefold() in names}
    dropped = [s for s in ones if s.start in said]
    return (
        replace(view, reading=replace(reading, slots=tuple(s for s in reading.slots if s not in dropped)))
        if dropped
        else view
    )


def asked_for(view: View) -> View:
    """The view with another number that is asked for where seats are held as the change it is: "what about 3?", "no, four I said"."""
    state, reading = view.state, view.reading
    task, hold = state.task, state.hold
    if task is None or task.kind not in BUYING or state.awaiting not in {"seats", "confirmation", "payment", "sign_in"}:
        return view
    quoted = hold is not None and state.awaiting != "seats"
    match = (quoted and _ASKED_FOR.fullmatch(reading.text)) or _I_SAID.fullmatch(reading.text)
    wanted = number(match["n"]) if match else None
    held = len(hold.seat_ids) if hold is not None else None
    if not match or not wanted or (quoted and wanted == held) or state.pending_order_id is not None:
        return view
    text = f"make it {wanted}"
    slot = Slot("quantity", wanted, str(wanted), len("make it "), len(text))
    changed = replace(reading, text=text, wishes=(Wish(Intent.CHANGE, 1.0, 0, len(text)),), slots=(slot,))
    return replace(view, reading=replace(changed, answer="none", correcting=True))


_PLACE = regex(rf"\W*(?:no)?[\W]*(?P<n>{NUMBER})\W*", re.IGNORECASE)


def rather_so_many(reading: Reading, view: View) -> Reading:
    """The reading, a place beyond the seats shown as a number of tickets: "no TWO, like i said", of one offer."""
    place, shown = reading.first("ordinal"), view.state.list_shown("seats")
    task = view.state.task
    if place is None or shown is None or view.state.awaiting != "seats" or task is None or task.kind not in BUYING:
        return reading
    said = _PLACE.fullmatch(place.text)
    if said is None or place.value < len(shown.seats) or reading.first("quantity") is not None:
        return reading
    count = Slot("quantity", place.value + 1, place.text, place.start, place.end)
    return replace(reading, slots=tuple(count if s is place else s for s in reading.slots))


def bare_number(view: View, heard: Heard) -> bool:
    """Whether nothing but another number is said where seats are held: told then how to have so many, for it may mean a place in a list."""
    state = view.state
    match = _BARE.fullmatch(view.reading.text)
    if match is None or state.hold is None or state.quote is None or state.quote.kind != "purchase":
        return False
    if state.awaiting not in AT_A_HOLD or number(match["n"]) in {
        None,
        0,
        len(state.hold.seat_ids),
    }:
        return False
    if f"“{phrases.tickets(number(match['n']) or 0)}” to change" in str(state.memo.get("said") or ""):
        return False  # the price for so many was just told, and that they may be had
    heard.standing, heard.understood = "number", True
    return True


def tell(flow: Flow, back: str) -> Speech:
    """How many are held, and what to say for so many as were named."""
    match, hold = _BARE.fullmatch(flow.view.message), flow.state.hold
    held = len(hold.seat_ids) if hold is not None else 0
    said = phrases.tickets(number(match["n"]) or 0) if match is not None else "so many tickets"
    return flow.say(
        f"I'm holding {phrases.tickets(held)}. If you would like {said} instead, just say “{said}”.",
        back,
        awaiting=flow.state.awaiting,
    )

"""What is only told beside a wish: where somebody will be that day, how old one of them is, that there is a baby, that it is late.

Pure: a reading without what such words seem to ask, before it is heard. Whether anything is bought hangs on none of them.
"""

import re
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import aspects, cues
from willcall.agent.dialogue.acts import people
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import EventFact
from willcall.understanding.reading import Intent, Reading, Slot, When, Wish

_LONGEST = 600  # characters of a message that are looked at


def seen(view: View) -> View:
    """The view, its reading without what is only told."""
    reading = view.reading
    if len(reading.text) > _LONGEST:
        return view
    reading = _farewell(reading, view) or reading
    reading = _without_whereabouts(reading, view)
    reading = replace(reading, slots=_same_day(_no_age(reading.slots, reading.text), reading.text, view))
    reading = _with_the_child(reading)
    reading = replace(reading, wishes=_wishes(reading, view))
    return view if reading == view.reading else replace(view, reading=reading)


_WHO = r"(?:i|we|he|she|they|(?:my|our|the) (?:\w+ )?\w+)"
_IS_AWAY = re.compile(
    rf"\b(?:i['’]?m|im|we['’]?re|were|i am|we are|he['’]?s|she['’]?s|they['’]?re|{_WHO} (?:will|['’]?ll) be|i['’]?ll be|we['’]?ll be) (?:already |still |actually |both |all |up |over |down |off |away |out |stuck |busy |working |back )*(?:in|at|to|away|abroad|working|busy|out|off|on)\b"
    rf"|\b(?:that['’]?s|thats|it['’]?s|its|is) (?:the |my |our |on the )?(?:same )?(?:week(?:end)?|day|night|evening|date|\w+day)\b[^.?!;]{{0,8}}\b(?:of|i['’]?m|im|we['’]?re|i|we|my|our)\b"
    rf"|\b{_WHO} (?:fly|flies|leave|leaves|go|goes|travel|travels|work|works) (?:out |off |away |up |down |over )?(?:on|to|in|for|back)\b"
    r"|\b(?:wedding|birthday|funeral|party|christening|exam|shift|appointment|holiday|trip)\b",
    re.IGNORECASE,
)
"""Tells where somebody is, or what else there is, on a day."""
_WISHES = re.compile(
    r"\b(?:tickets?|seats?|book|buy|instead|rather|what about|how about|show me|can (?:i|we|you)|could (?:i|we|you)|do (?:the|me|us|you)|make it|switch|change|swap|want|get|give|need|any|anything|is there)\b|\?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[.!?;\n]+\s*|\s[-–—]\s|,\s+(?=(?:so|but|can|could|do|what|how)\b)|\s(?=so (?:can|could|do|what|how|the)\b)",
    re.IGNORECASE,
)
_OF_A_DAY = frozenset({"when", "city", "venue", "event_name"})
_OF_A_WISH = frozenset({"event", "performer", "event_kind", "section", "when", "quantity", "max_price", "row"})


def _without_whereabouts(reading: Reading, view: View) -> Reading:
    """Without the days and towns of a clause that only tells where somebody is, beside another that wishes for something."""
    task = view.state.task
    if task is None or task.kind not in BUYING or task.event is None:
        return reading
    told: list[tuple[int, int]] = []
    rest = False
    start = 0
    ends = [*(match.span() for match in _CLAUSE.finditer(reading.text)), (len(reading.text), len(reading.text))]
    for end, following in ends:
        clause = reading.text[start:end]
        if _IS_AWAY.search(clause) and not _WISHES.search(clause):
            told.append((start, end))
        else:
            rest = rest or _WISHES.search(clause) is not None or _names(reading.slots, start, end)
        start = following
    if not told or not rest:
        return reading
    slots = tuple(s for s in reading.slots if s.name not in _OF_A_DAY or not any(a <= s.start < b for a, b in told))
    return replace(reading, slots=slots)


def _names(slots: tuple[Slot, ...], start: int, end: int) -> bool:
    return any(s.name in _OF_A_WISH and start <= s.start < end for s in slots)


_AN_AGE = re.compile(
    r"\b(?:of (?:us|them)|he|she|they|i|it|who|kid|child|son|daughter|baby|boy|girl|lad|mate|friend|brother|sister|(?:my|our|the) [\w'’]+)(?:['’]s|['’]?m|['’]re| is| are| was| am| turns| turned| is turning)? ?(?:only |just |still |not (?:even )?|now |nearly |almost |about )*$",
    re.IGNORECASE,
)
_NO_AGE_AFTER = re.compile(
    r"\s*(?:tickets?|seats?|of (?:us|them)|people|in (?:all|total)|or\b|and\b\s*\d)", re.IGNORECASE
)
_IS = re.compile(
    r"(?:['’]s|['’]m|['’]re|\b(?:is|are|was|am|im|hes|shes|turns|turned|turning))\s+(?:only |just |still |not (?:even )?|now |nearly |almost |about )*$",
    re.IGNORECASE,
)
_GROWN = 8


def _no_age(slots: tuple[Slot, ...], text: str) -> tuple[Slot, ...]:
    """The slots without a number that is somebody's age: "turns out one of us is only 17"."""

    def is_age(slot: Slot) -> bool:
        bare = slot.name == "quantity" and slot.text.strip().isdigit() and int(slot.text) >= _GROWN
        before = text[max(0, slot.start - 40) : slot.start]
        told = bare and _AN_AGE.search(before) is not None and _IS.search(before) is not None
        return told and not _NO_AGE_AFTER.match(text, slot.end)

    return tuple(s for s in slots if not is_age(s))


_SAME_DAY = re.compile(r"\b(?:same|that) (?:day|date)\b", re.IGNORECASE)


def _same_day(slots: tuple[Slot, ...], text: str, view: View) -> tuple[Slot, ...]:
    """The slots, a part of the day held to the day of the show in hand: "is there a matinee same day?"."""
    task = view.state.task
    event = task.event if task is not None and task.kind in BUYING else None
    if event is None or not _SAME_DAY.search(text):
        return slots
    return tuple(_on(_day(event), s) for s in slots)


def _day(event: EventFact) -> date:
    return event.starts_at.astimezone(ZoneInfo(event.time_zone)).date()


def _on(day: date, slot: Slot) -> Slot:
    when = slot.value
    if slot.name != "when" or not isinstance(when, When) or not when.open_ended or when.weekdays:
        return slot
    return replace(slot, value=replace(when, first=day, last=day, open_ended=False))


_CHILD = r"(?:bab(?:y|ies)|toddler|newborn|infant|kid|child|son|daughter|little one|(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)[- ](?:month|year|yr|week)s?[- ]old)"
_HAS_A_CHILD = re.compile(
    rf"\b(?:we|i)(?:['’]ve| have| got| will have|['’]ll have|['’]re bringing|['’]m bringing)?(?: got)?\b[^.?!]{{0,20}}\b{_CHILD}\b|\b(?:my|our|the) (?:\w+ )?{_CHILD}(?:['’]s| is| will be)\b",
    re.IGNORECASE,
)
_NEEDS_ONE = re.compile(
    rf"\b(?:do|does|will|would|must|should|can|could|is|are)\s+(?:he|she|they|it|we|i|the {_CHILD}|(?:my|our) {_CHILD})\b[^.?!]{{0,24}}\b(?:need|have to|has to|pay|free|lap|knee|own|ticket|seat|come|go|allowed|get in)\b",
    re.IGNORECASE,
)


def _with_the_child(reading: Reading) -> Reading:
    """One question of what is told of a child and then asked: "we have a baby, 9 months. Does she need her own ticket for the derby?"."""
    wishes = reading.wishes
    if len(wishes) > 3 or not _HAS_A_CHILD.search(reading.text):
        return reading
    asked = _NEEDS_ONE.search(reading.text)
    if asked is None or reading.text[: asked.start()].count("?") or reading.text.count("?") > 1:
        return reading
    deeds = {Intent.REFUND, Intent.EXCHANGE, Intent.UPGRADE}
    counted = any(s.name == "quantity" and len(s.text.split()) > 1 and s.value > 1 for s in reading.slots)
    if counted or any(w.intent in deeds for w in wishes):
        return reading
    slots = tuple(s for s in reading.slots if s.name not in {"quantity", "preference"})
    return replace(reading, wishes=(Wish(Intent.KNOWLEDGE, 1.0, 0, len(reading.text)),), slots=slots)


_ENDS_WELL = re.compile(
    r"\b(?:have (?:a|yourself a) (?:good|great|nice|lovely|fab|cracking|fun) (?:one|night|evening|day|weekend|time|week)|enjoy (?:your|the rest of your) (?:night|evening|day|weekend)|night night|nighty[ -]?night|laters|catch (?:you|ya) later|speak soon|all the best|good ?night|good ?bye|bye(?: bye)?|see (?:you|ya)|take care)(?: (?:mate|then|all|now|though|love|x+))*\W*$",
    re.IGNORECASE,
)
_TURNS_AWAY = re.compile(
    r"^\W*(?:(?:oh|ah|um+|well|haha+|lol|sorry)\W+)*(?:no+|nah|nope|naw|not|maybe (?:another|next)|another time|early)\b",
    re.IGNORECASE,
)


def _farewell(reading: Reading, view: View) -> Reading | None:
    """As a farewell what turns away and takes leave: "nah early start tomorrow mate. have a good one"; not while seats are held."""
    state = view.state
    if state.quote is not None or state.hold is not None or "?" in reading.text or cues.BUY_IT.search(reading.text):
        return None
    if not _ENDS_WELL.search(reading.text[-80:]) or not _TURNS_AWAY.search(reading.text):
        return None
    if any(s.name not in {"when", "quantity", "preference"} for s in reading.slots):
        return None
    wish = Wish(Intent.GOODBYE, 1.0, 0, len(reading.text))
    return replace(reading, wishes=(wish,), slots=(), answer="none")


_OF_PEOPLE = re.compile(
    r"\b(?:humans?|persons?|people|someone|somebody|anyone|anybody|agents?|operators?|reps?|representatives?|managers?|supervisors?|staff|speak|talk|chat|call|ring|phone|help|support|team|box office|ask|report|complain\w*|case|forward|connect|through|colleagues?|desk|real)\b",
    re.IGNORECASE,
)
_OF_TICKETS = re.compile(
    r"\b(?:my|our|orders?|bookings?|bought|booked|account|tickets?|transfer\w*|send|e-?mail\w*|forward\w*|give|gift|hand|pass|name|refund\w*|money|back|exchang\w*|swap\w*|switch\w*|change|move|upgrad\w*|better|closer|nearer|credit|voucher|already|purchase\w*|can['’]?t|cannot|won['’]?t|no longer|not (?:going|coming)|any ?more)\b|@",
    re.IGNORECASE,
)
_OF_ORDERS = frozenset({Intent.TRANSFER, Intent.ORDERS, Intent.REFUND, Intent.EXCHANGE, Intent.CREDIT})
_ON_THE_PHONE = re.compile(
    r"\bhow\b[^.?!]{0,16}\b(?:get|put|have|load|add|see|open|find|save|download)\b[^.?!]{0,40}\b(?:tickets?|them|it|seats?|codes?)\b[^.?!]{0,16}\b(?:on(?:to)?|in(?:to)?|to) (?:my|our|the|a) (?:phone|mobile|wallet|iphone|android|cell|apple wallet|google wallet)\b",
    re.IGNORECASE,
)


def _wishes(reading: Reading, view: View) -> tuple[Wish, ...]:
    """The wishes, each as what its words can be: nobody is sent for, and no order looked up, by words that name neither."""
    quote = view.state.quote
    held = quote is not None and quote.kind == "purchase" and view.state.pending_order_id is None
    out: list[Wish] = []
    for wish in reading.wishes:
        text = reading.text[wish.start : wish.end].strip() or reading.text
        intent = wish.intent
        if intent is Intent.TRANSFER and _ON_THE_PHONE.search(text) and "@" not in text:
            intent = Intent.ORDERS if view.signed_in else Intent.KNOWLEDGE
        elif held and (
            (intent is Intent.HAND_OFF and not _OF_PEOPLE.search(reading.text))
            or (intent in _OF_ORDERS and not _OF_TICKETS.search(reading.text))
        ):
            intent = Intent.KNOWLEDGE if aspects.asks(text) else Intent.INFORM
        out.append(wish if intent is wish.intent else replace(wish, intent=intent))
    return _only_to_a_person(tuple(out), reading.text)


def _only_to_a_person(wishes: tuple[Wish, ...], text: str) -> tuple[Wish, ...]:
    """The wishes without what a person is only told it is about: "could somebody ring me? its about 40 kids for the panto"."""
    if wishes[0].intent is not Intent.HAND_OFF:
        return wishes
    kept = tuple(
        w for w in wishes if w.intent is Intent.HAND_OFF or not people.ABOUT.search(text[w.start : w.end].strip())
    )
    return kept or wishes

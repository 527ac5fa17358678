"""What is only told beside a wish: where somebody will be that day, how old one of them is, that there is a baby, that it is late.

Pure: a reading without what such words seem to ask, before it is heard. Whether anything is bought hangs on none of them.
"""

import re
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import aspects, cues
from willcall.agent.dialogue.acts import no_case, no_name, people
from willcall.agent.dialogue.asked import of_age
from willcall.agent.dialogue.wishes import counting, wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import AT_A_HOLD, EventFact
from willcall.understanding.kinds import is_kind
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading, Show, Slot, When, Wish

_LONGEST = 600  # characters of a message that are looked at


def seen(view: View) -> View:
    """The view, its reading without what is only told."""
    reading = view.reading
    if len(reading.text) > _LONGEST:
        return view
    reading = no_name.without(no_case.without(_farewell(reading, view) or reading))
    reading = _without_whereabouts(reading, view)
    reading = replace(reading, slots=_same_day(_no_age(reading.slots, reading.text), reading.text, view))
    reading = counting.rather_so_many(_no_but(reading, view), view)
    reading = _with_the_child(reading)
    reading = replace(reading, wishes=_wishes(reading, view))
    return view if reading == view.reading else replace(view, reading=reading)


_WHO = r"(?:i|we|he|she|they|(?:my|our|the) (?:\w+ )?\w+)"
_IS_AWAY = regex(
    rf"\b(?:i['’]?m|im|we['’]?re|were|i am|we are|he['’]?s|she['’]?s|they['’]?re|{_WHO} (?:will|['’]?ll) be|i['’]?ll be|we['’]?ll be) (?:already |still |actually |both |all |up |over |down |off |away |out |stuck |busy |working |back |home |flying |driving |heading |travell?ing |going )*(?:in|at|to|away|abroad|working|busy|out|off|on)\b"
    rf"|\b(?:that['’]?s|thats|it['’]?s|its|is) (?:the |my |our |on the )?(?:same )?(?:week(?:end)?|day|night|evening|date|\w+day)\b[^.?!;]{{0,8}}\b(?:of|i['’]?m|im|we['’]?re|i|we|my|our)\b"
    rf"|\b{_WHO} (?:fly|flies|leave|leaves|go|goes|travel|travels|work|works) (?:out |off |away |up |down |over |home |back )?(?:on|to|in|for|back|home)\b"
    rf"|\b{_WHO}(?:['’]ll)? (?:get|gets|come|comes|arrive|arrives|move|moves|start|starts|finish|finishes|turn|turns|have|has|land|lands)\b[^.?!;]{{0,32}}\b(?:on|the)\b"
    r"|\b(?:wedding|birthday|bday|b-day|anniversary|due date|deadline|payday|paid|graduation|operation|surgery|christening|funeral|party|christening|exam|shift|appointment|holiday|trip)\b",
    re.IGNORECASE,
)
"""Tells where somebody is, or what else there is, on a day."""
_WISHES = regex(
    r"\b(?:tickets?|seats?|book|buy|instead|rather|what about|how about|show me|can (?:i|we|you)|could (?:i|we|you)|do (?:the|me|us|you)|make it|switch|change|swap|want|get(?!s? (?:back|home|in|paid|there|here|married|off|up)\b)|give|need|any|anything|is there|refund\w*|cancel\w*|exchang\w*|return (?:it|them|those|these|my|our|the)|upgrad\w*|transfer\w*|money back|send (?:it|them|those|one))\b|\?",
    re.IGNORECASE,
)
_CLAUSE = regex(
    r"[.!?;:()\n]+\s*|\s[-–—]\s|,\s+(?=(?:so|but|can|could|do|what|how|my|our|i|i['’]?m|we|we['’]?re|it['’]?s|its|he|she|they|that['’]?s|his|her|the|and|\d|one|two|three|four|five|six)\b)|\s(?=so (?:can|could|do|what|how|the|i|we|\d)\b)|\s(?=(?:because|cos|coz|cause|as|since|but) (?:my|our|i|i['’]?m|we|we['’]?re|it['’]?s|its|he|she|they|that['’]?s|his|her|the)\b)|\s(?=(?:it['’]?s|its) (?:my|our|his|her)\b)",
    re.IGNORECASE,
)
_NAMES_A_SHOW = frozenset({"event", "performer", "event_kind", "event_name"})
_OF_A_DAY = frozenset({"when", "city", "venue", "event_name"})
_OF_A_WISH = frozenset({"event", "performer", "event_kind", "section", "when", "quantity", "max_price", "row"})


def _without_whereabouts(reading: Reading, view: View) -> Reading:
    """Without the days and towns of a clause that only tells where somebody is, beside another that wishes for something.

    Where no show is settled yet only days go, and only where another is said: somebody may tell on which day they are free.
    """
    task = view.state.task
    settled = task is not None and task.kind in BUYING and task.event is not None
    days = [s for s in reading.slots if s.name == "when"]
    just_bought = task is None and bool(view.state.memo.get("bought"))
    named = len(days) > 1 and any(s.name in _NAMES_A_SHOW for s in reading.slots)
    if not settled and not named and not just_bought:
        return reading
    told: list[tuple[int, int]] = []
    rest = False
    start = 0
    ends = [*(match.span() for match in _CLAUSE.finditer(reading.text)), (len(reading.text), len(reading.text))]
    for end, following in ends:
        clause = reading.text[start:end]
        if (
            (_IS_AWAY.search(clause) or _CHATS.search(clause))
            and not _WISHES.search(clause)
            and (settled or not _names_one(reading, start, end))
        ):
            told.append((start, end))
        else:
            rest = rest or _WISHES.search(clause) is not None or _names(reading.slots, start, end)
        start = following
    if told and not rest and _is_quiet(reading, view):
        return replace(reading, slots=(), wishes=(Wish(Intent.SMALL_TALK, 1.0, 0, len(reading.text)),), answer="none")
    if not told or not rest:
        return reading
    gone = _OF_A_DAY if settled else frozenset({"when"})
    slots = tuple(s for s in reading.slots if s.name not in gone or not any(a <= s.start < b for a, b in told))
    if not settled and not any(s.name == "when" for s in slots):
        return reading
    return replace(reading, slots=slots)


_CHATS = regex(
    r"\b(?:weather|sunny|sunshine|rain(?:s|ing|y)?|snow(?:s|ing|y)?|freezing|boiling|(?:busy|long|lovely|nice|hectic|rough|mad|crazy|slow|beautiful|gorgeous|miserable|awful|bad) (?:day|week|morning|evening|weekend)|(?:can['’]?t|cannot) wait|happy (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|\b(?:phone|battery|mobile|laptop)\b[^.?!]{0,16}\d{1,3} ?%",
    re.IGNORECASE,
)


def _is_quiet(reading: Reading, view: View) -> bool:
    """Whether nothing but a remark with a day in it is made, while seats of another day are held: it moves nobody to that day."""
    state, task = view.state, view.state.task
    if any(s.name not in {"when", "topic"} or s.negated for s in reading.slots):
        return False
    if task is None:
        event_id = (state.memo.get("bought") or {}).get("event_id")
        show = next((one for one in view.catalogue.shows if one.event_id == event_id), None)
        idle = bool(reading.slots) and show is not None and state.quote is None and state.hold is None
        away = show is not None and _AWAY.search(reading.text) is not None and _on_its_day(reading, show)
        return idle and not away
    if task.event is None:
        return False
    of_the_show = any(isinstance(s.value, When) and s.value.contains(_starts(task.event)) for s in reading.slots)
    held = view.state.hold is not None and view.state.awaiting in AT_A_HOLD and not of_the_show
    return bool(reading.slots) and (held or _CHATS.search(reading.text) is not None)


_AWAY = regex(
    r"\b(?:away|abroad|working|work|busy|off|out|flying|fly|travell?ing|wedding|funeral|shift|exam|operation|surgery|appointment)\b",
    re.IGNORECASE,
)


def _on_its_day(reading: Reading, show: Show) -> bool:
    """Whether a day that is told is the one of a show: whoever is away then may not come."""
    starts = show.starts_at.astimezone(ZoneInfo(show.time_zone))
    return any(isinstance(s.value, When) and s.value.contains(starts) for s in reading.slots)


def _names_one(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch of the words names a show, or how many come."""
    return any(s.name in _NAMES_A_SHOW | {"quantity"} and start <= s.start < end for s in reading.slots)


def _names(slots: tuple[Slot, ...], start: int, end: int) -> bool:
    return any(s.name in _OF_A_WISH and start <= s.start < end for s in slots)


_AN_AGE = regex(
    r"\b(?:of (?:us|them)|he|she|they|i|it|who|kid|child|son|daughter|baby|boy|girl|lad|mate|friend|brother|sister|(?:my|our|the) [\w'’]+)(?:['’]s|['’]?m|['’]re| is| are| was| am| turns| turned| is turning)? ?(?:only |just |still |not (?:even )?|now |nearly |almost |about )*$",
    re.IGNORECASE,
)
_NO_AGE_AFTER = regex(r"\s*(?:tickets?|seats?|of (?:us|them)|people|in (?:all|total)|or\b|and\b\s*\d)", re.IGNORECASE)
_IS = regex(
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


_SAME_DAY = regex(r"\b(?:same|that) (?:day|date)\b", re.IGNORECASE)


def _same_day(slots: tuple[Slot, ...], text: str, view: View) -> tuple[Slot, ...]:
    """The slots, a part of the day held to the day of the show in hand: "is there a matinee same day?"."""
    task = view.state.task
    event = task.event if task is not None and task.kind in BUYING else None
    if event is None or not _SAME_DAY.search(text):
        return slots
    return tuple(_on(_day(event), s) for s in slots)


def _starts(event: EventFact) -> datetime:
    return event.starts_at.astimezone(ZoneInfo(event.time_zone))


def _day(event: EventFact) -> date:
    return _starts(event).date()


def _on(day: date, slot: Slot) -> Slot:
    when = slot.value
    if slot.name != "when" or not isinstance(when, When) or not when.open_ended or when.weekdays:
        return slot
    return replace(slot, value=replace(when, first=day, last=day, open_ended=False))


_CHILD = r"(?:bab(?:y|ies)|toddler|newborn|infant|kid|child|son|daughter|little one|(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)[- ](?:month|year|yr|week)s?[- ]old)"
_HAS_A_CHILD = regex(
    rf"\b(?:we|i)(?:['’]ve| have| got| will have|['’]ll have|['’]re bringing|['’]m bringing)?(?: got)?\b[^.?!]{{0,20}}\b{_CHILD}\b|\b(?:my|our|the) (?:\w+ )?{_CHILD}(?:['’]s| is| will be)\b",
    re.IGNORECASE,
)
_NEEDS_ONE = regex(
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
    told = _HAS_A_CHILD.search(reading.text)
    bought = told is not None and any(s.name == "quantity" and s.end <= told.start() for s in reading.slots)
    if bought and of_age.asked(reading.text):
        return reading  # "2 for the late show. my son is 15, can he get in"
    if counted or any(w.intent in deeds for w in wishes):
        return reading
    slots = tuple(s for s in reading.slots if s.name not in {"quantity", "preference"})
    return replace(reading, wishes=(Wish(Intent.KNOWLEDGE, 1.0, 0, len(reading.text)),), slots=slots)


_ENDS_WELL = regex(
    r"\b(?:have (?:a|yourself a) (?:good|great|nice|lovely|fab|cracking|fun) (?:one|night|evening|day|weekend|time|week)|enjoy (?:your|the rest of your) (?:night|evening|day|weekend)|night night|nighty[ -]?night|laters|catch (?:you|ya) later|speak soon|all the best|good ?night|good ?bye|bye(?: bye)?|see (?:you|ya)|take care)(?: (?:mate|then|all|now|though|love|x+))*\W*$",
    re.IGNORECASE,
)
_TURNS_AWAY = regex(
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


_OF_PEOPLE = regex(
    r"\b(?:humans?|persons?|people|someone|somebody|anyone|anybody|agents?|operators?|reps?|representatives?|managers?|supervisors?|boss|staff|employees?|(?:customer|guest) (?:service|care)|services?|somewhere|contact|escalate|speak|talk|chat|call|ring|phone|help|support|team|box office|ask|report|complain\w*|case|forward|connect|through|colleagues?|desk|real|gaffer|superiors?|in charge)\b",
    re.IGNORECASE,
)
_OF_COMPANY = regex(
    r"\b(?:count\w*|class\w*|treat\w*|consider\w*|regard\w*|charged?|seen|pay\w*) (?:as|like) (?:an? |one )?(?:\w+ )?(?:person|people|human)\b"
    r"|\b(?:per|each|every|extra|another|third|second|disabled|blind|deaf|autistic|elderly|old|tall) (?:person|people)\b"
    r"|\b(?:wheel ?|power ?)?chair[- ]users?\b|\b(?:carers?|caregivers?|companions?|helpers?|personal assistants?|(?:assistance|guide|service|hearing) dogs?)\b",
    re.IGNORECASE,
)
"""People who come along, and who counts as one; a word for such asks for nobody of ours."""
_SURE = 0.8
_SHOPS = frozenset({Intent.BUY, Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.SEAT_INFO})
_HAS_AN_ORDER = regex(
    r"\b(?:do|have|did) (?:i|we) (?:already |even |still |actually )?(?:have |got |make |place )?(?:an? |any )?(?:orders?|bookings?|reservations?) (?:for|to|on)\b"
    r"|(?:^|[.?!,)]\s*)(?:have i |i )?got an? (?:order|booking) (?:for|to)\b[^.?!]*\?",
    re.IGNORECASE,
)
_SELLS_FOR = regex(
    r"\b(?:sell|selling|have|got|get|do) (?:any |the )?(?:tickets?|tix|tkts?|seats?) (?:for|to)\b", re.IGNORECASE
)
_OF_TICKETS = regex(
    r"\b(?:my|our|orders?|bookings?|bought|booked|account|tickets?|transfer\w*|send|e-?mail\w*|forward\w*|give|gift|hand|pass|name|refund\w*|money|back|exchang\w*|swap\w*|switch\w*|change|move|upgrad\w*|better|closer|nearer|credit|voucher|already|purchase\w*|can['’]?t|cannot|won['’]?t|no longer|not (?:going|coming)|any ?more)\b|@",
    re.IGNORECASE,
)
_PAYS_BACK = regex(
    r"\b(?:(?:my|our|the) (?:\w+ )?\w+|he|she|they|boss|work|everyone|everybody)(?:['’](?:s|ll|re)| will| wants? to| wanna| is| are| can| has to| have to| going to| gonna| still| all)* (?:pay(?:s|ing)?|owes?|owed?|paid|reimburs(?:e|es|ing)) (?:me|us)(?: back)?\b",
    re.IGNORECASE,
)
_ASKS_FOR_PAPER = regex(r"\b(?:invoices?|receipts?|proof|(?:can|could) (?:i|we))\b", re.IGNORECASE)
_REFUNDED = regex(r"\b(?:refund\w*|money|back|return\w*|cancel\w*|reimburs\w*|can['’]?t|won['’]?t)\b", re.IGNORECASE)
"""Somebody pays the fan back, and not we."""
_OF_ORDERS = frozenset({Intent.TRANSFER, Intent.ORDERS, Intent.REFUND, Intent.EXCHANGE, Intent.CREDIT})
_ON_THE_PHONE = regex(
    r"\bhow\b[^.?!]{0,16}\b(?:get|put|have|load|add|see|open|find|save|download)\b[^.?!]{0,40}\b(?:tickets?|them|it|seats?|codes?)\b[^.?!]{0,16}\b(?:on(?:to)?|in(?:to)?|to) (?:my|our|the|a) (?:phone|mobile|wallet|iphone|android|cell|apple wallet|google wallet)\b",
    re.IGNORECASE,
)


def _wishes(reading: Reading, view: View) -> tuple[Wish, ...]:
    """The wishes, each as what its words can be: nobody is sent for, and no order looked up, by words that name neither."""
    quote = view.state.quote
    held = quote is not None and quote.kind == "purchase" and view.state.pending_order_id is None
    out: list[Wish] = []
    for wish in _without_sending_away(reading):
        text = reading.text[wish.start : wish.end].strip() or reading.text
        intent = wish.intent
        if intent is Intent.TRANSFER and _ON_THE_PHONE.search(text) and "@" not in text:
            intent = Intent.ORDERS if view.signed_in else Intent.KNOWLEDGE
        elif intent is Intent.REFUND and _PAYS_BACK.search(text) and not _REFUNDED.search(_PAYS_BACK.sub(" ", text)):
            intent = Intent.KNOWLEDGE if aspects.asks(text) or _ASKS_FOR_PAPER.search(text) else Intent.INFORM
        elif intent in _SHOPS and _HAS_AN_ORDER.search(text):
            intent = Intent.ORDERS  # "do I have an order for the derby?"
        elif intent is Intent.COMPLAINT and _THE_DAMAGE.search(text):
            intent = Intent.INFORM  # what it costs, which the offer says
        elif intent is Intent.CANCEL and view.state.awaiting in {"seats", "event"} and _takes_another(reading, text):
            intent = Intent.CHOOSE  # "bother. row A again then"
        elif intent in {Intent.POLICY, Intent.KNOWLEDGE} and _SELLS_FOR.search(text) and reading.first("event_name"):
            intent = Intent.FIND_EVENTS  # a show that is not on the calendar
        elif (held and intent in _OF_ORDERS and not _OF_TICKETS.search(reading.text)) or (
            intent is Intent.HAND_OFF
            and (held or (wish.confidence < _SURE and view.offered != "person") or _OF_COMPANY.search(reading.text))
            and not _OF_PEOPLE.search(_OF_COMPANY.sub(" ", reading.text))
        ):
            shows = wanting.names_event(reading.slots) and any(s.name == "accessible" for s in reading.slots)
            intent = Intent.BUY if shows else Intent.KNOWLEDGE if aspects.asks(text) else Intent.INFORM
        out.append(wish if intent is wish.intent else replace(wish, intent=intent))
    return _only_to_a_person(tuple(out), reading.text)


_THE_DAMAGE = regex(
    r"\b(?:what['’]?s|what(?: is| would be)|(?:tell|give) (?:me|us)|let (?:me|us) know|and) the damage\b(?! (?:to|on|in|was|is|from)\b)",
    re.IGNORECASE,
)


def _takes_another(reading: Reading, text: str) -> bool:
    """Whether a place in the list is named, and nothing says that it is dropped."""
    named = any(s.name in {"ordinal", "row"} and not s.negated for s in reading.slots)
    return named and not (cues.DROPS.search(text) or cues.BYE.search(text) or cues.TOO_DEAR.search(text))


def _without_sending_away(reading: Reading) -> tuple[Wish, ...]:
    """The wishes without one that only says nobody is to be fetched, beside others: "no person needed. can I send them on then?"."""
    of_nobody = {Intent.HAND_OFF, Intent.SMALL_TALK, Intent.DENY}
    kept = tuple(
        w
        for w in reading.wishes
        if w.intent not in of_nobody or not people.NO_PERSON.search(reading.text[w.start : w.end])
    )
    return kept or reading.wishes


_NO_BUT_KIND = regex(
    r"\W*(?:no+|nope|nah)\W+(?:the |a |some )?[\w -]{3,24}?(?: (?:please|pls|then|i said|i meant))*\W*", re.IGNORECASE
)


def _no_but(reading: Reading, view: View) -> Reading:
    """The reading, a kind said after a no as wanted where nothing listed is of it: "no comedy", of a list of matches."""
    shown = view.state.list_shown("events") if view.state.awaiting in {"event", "quantity"} else None
    kinds = [s for s in reading.slots if s.name == "event_kind" and s.negated]
    if shown is None or len(kinds) != 1 or len(reading.slots) != 1 or not _NO_BUT_KIND.fullmatch(reading.text[:60]):
        return reading
    if any(is_kind(event.kind, str(kinds[0].value)) for event in shown.events):
        return reading
    return replace(reading, slots=(replace(kinds[0], negated=False),), correcting=True)


def _only_to_a_person(wishes: tuple[Wish, ...], text: str) -> tuple[Wish, ...]:
    """The wishes without what a person is only told it is about: "could somebody ring me? its about 40 kids for the panto"."""
    if wishes[0].intent is not Intent.HAND_OFF:
        return wishes
    kept = tuple(
        w for w in wishes if w.intent is Intent.HAND_OFF or not people.ABOUT.search(text[w.start : w.end].strip())
    )
    return kept or wishes

"""Other seats than those on the table, or another date: "anything cheaper?", "something closer to the action", "the other night".

Changes the task so that the next search stays under, or goes over, what is on the table; the section asked for before is what
the fan turns from, so it is given up. Pure.
"""

import re
from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import aspects, cues, tasks
from willcall.agent.dialogue.acts import picking
from willcall.agent.dialogue.asked import asking
from willcall.agent.dialogue.wishes import details, wanting, whereabouts
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.dialogue.wishes.wanting import other_dates
from willcall.agent.ports import View
from willcall.agent.state import Heard, SeatsFact, Task, Wanted
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, PriceBound, Slot, When
from willcall.understanding.text import fold

_OTHER_DATE = regex(
    r"\b(?:(?:the|any|an|some|your|its?|their) ?other|another|a different|different) (?:dates?|nights?|days?|performances?|showings?|evenings?)\b",
    re.IGNORECASE,
)
_HOW_OFTEN = regex(
    r"\b(?:more than|just|only) (?:the )?(?:once|one (?:night|time|show|date|day|game|performance|chance))\b"
    r"|\b(?:the only|(?:what|which) other|any (?:other|more|further)|when else|how many) (?:\w+ )?(?:dates?|nights?|days?|times?|games?|shows?|performances?|fixtures?|matches|gigs|showings?)\b"
    r"|\bhow often\b|\b(?:when|what days?) else\b|\bone[- ]night[- ]only\b|\b(?:playing|on|back|performing) again\b",
    re.IGNORECASE,
)
_CHEAPER = regex(
    r"\b(?:cheaper|less (?:expensive|pricey|money)|costs? less|lower[- ]priced?|more affordable|(?:too|bit|rather|so) (?:dear|steep|pricey|expensive|much)(?! (?:time|noise))|too (?:rich|steep|dear|pricey|expensive)(?: for (?:my|our|me|us))?|more than (?:i|we) (?:said|can|could|want(?:ed)?|have|planned)\b|over (?:my|our) (?:budget|limit)|out of (?:my|our) (?:budget|range|league)|(?:can'?t|cannot) (?:really )?afford|least i (?:can|could|have to) pay|lowest price|cheapest)\b",
    re.IGNORECASE,
)
_NEARER = regex(
    r"\b(?:closer|nearer|nicer|better (?:seats?|view|spots?|places?)|lower down|further (?:down|forward|front)|something better|anything better|better than (?:that|those|this|these)|(?:something|anything|a bit|a little|seats?) lower(?! (?:in )?pric)(?: (?:than (?:that|those|these|this)|please|pls|if possible))*\W*$)\b",
    re.IGNORECASE,
)
_PRICEY = regex(
    r"\W*(?:(?:what|total|absolute|complete|wow|hm+|oof|ouch|yikes|blimey|jeez|god|whoa|woah|damn|eek|ooh|oh|um+|er+|well|ok|okay|no|but|that['’]?s|thats|those are|they['’]?re|theyre|these are|it['’]?s|its|quite|pretty|really|very|so|kinda|a bit|bit|all)\W+)*"
    r"(?:pric(?:e)?y|expensive|steep|dear|costly|daylight robbery|(?:you['’]?re |this is |it['’]?s )?robb(?:ing us(?: blind)?|ery)|(?:a )?rip[- ]?offs?|a lot(?: of money)?|(?:not|never|no way(?: am i| i['’]?m)?)(?: (?:i['’]?m|am i|we['’]?re))? ?(?:at|for|paying|spending|forking out) (?:that|this|those)(?: (?:price|prices|much|money))?(?: i['’]?m not| for (?:it|them|that|seats|this))?)(?:\W+(?:for (?:me|us|what it is)|though|tbh|mate|lol|really))*\W*",
    re.IGNORECASE,
)
_MIDDLING = regex(
    r"\b(?:mid(?:dle)?[- ]?(?:range|priced?|tier)|medium[- ](?:price\w*|range)|(?:somewhere|something|anything) in[- ]between|middle of the road|neither the (?:cheapest|dearest) nor|not the (?:cheapest|dearest)(?:,? (?:and|but|or))? not the)\b",
    re.IGNORECASE,
)
_ASKED = frozenset(
    {Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.KNOWLEDGE, Intent.SEAT_INFO, Intent.OUT_OF_SCOPE, Intent.INFORM}
)
_LONGEST = 200  # characters of a message that is no more than a cry at a price
_TURNS = frozenset({Intent.AFFIRM, Intent.HAND_OFF, Intent.CANCEL, Intent.REFUND, Intent.EXCHANGE, Intent.TRANSFER})


def other_seats(view: View, heard: Heard) -> bool:
    """Turns the task to cheaper or better seats than the dearest, or the best, on the table; whether it did."""
    state, reading = view.state, view.reading
    task = state.task
    if task is None or task.kind not in BUYING or task.event is None or not task.quantity:
        return False
    table = _on_the_table(task)
    if not table or state.awaiting not in {"seats", "confirmation", "payment"}:
        return False
    if _means_in_all(task, reading.text, reading.value("max_price")):
        task.budget_per, heard.changed, heard.asked_more = "total", True, True
        return True
    if any(s.name in {"section", "max_price", "ordinal", "row", "event", "when", "quantity"} for s in reading.slots):
        return False
    if reading.intent in _TURNS or reading.answer == "yes":
        return False
    if asking.of_what_is_held(state, reading.text) or asking.of_concessions(reading.text):
        return False  # "why so expensive, is there a student discount?"
    if any(s.name in {"section", "row"} for s in whereabouts.with_bare_section(reading.slots, view)):
        return False  # "standing is too much. 104 then"
    if cues.NO_THANKS.search(reading.text) or ("?" not in reading.text and cues.BYE.search(reading.text)):
        return False  # "too dear for us, no thanks", "no thanks, too dear. bye"
    if _OTHER_SHOWS.search(reading.text):
        return False  # "any other game cheaper?"
    cheaper, nearer = _CHEAPER.search(reading.text), _NEARER.search(reading.text)
    prices = sorted({s.each for s in table})
    if _MIDDLING.search(reading.text) and len(prices) > 2:
        task.above, task.below, task.prefer = prices[0], prices[-1], "best"
    elif _PRICEY.fullmatch(reading.text[:_LONGEST]):
        task.below, task.above, task.prefer = prices[-1], None, "cheapest"
    elif cheaper and not (state.awaiting == "seats" and re.search("cheapest|lowest", cheaper.group(), re.IGNORECASE)):
        dear = cues.TOO_DEAR.search(reading.text) and "cheap" not in cheaper.group().casefold()
        most = max if dear else min  # too dear is the dearest shown; cheaper is less than any
        task.below, task.above, task.prefer = most(s.each for s in table), None, "cheapest"
    elif nearer and not cheaper and not cues.OWNED.search(reading.text):
        task.below, task.above, task.prefer = None, max(s.each for s in table), "best"
    else:
        return False
    task.section, task.keep_section, task.rows, task.chosen, task.options = None, None, [], None, []
    heard.changed = heard.asked_more = True
    return True


_FURTHER_BACK = regex(r"\b(?:further|farther) (?:back|up|away)\b", re.IGNORECASE)
_FEW = 4  # rows
_ROWS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def shown_wider(view: View, heard: Heard) -> bool:
    """Turns the task from the one offer there is to all in its part of the house, where those are asked to be shown; whether it did."""
    state, task = view.state, view.state.task
    shown = state.list_shown("seats") if state.awaiting == "seats" else None
    if shown is None or len(shown.seats) != 1 or state.hold is not None or task is None or not task.quantity:
        return False
    if task.kind not in BUYING or task.event is None or not picking.looks(view):
        return False
    slots = whereabouts.with_bare_section(view.reading.slots, view)
    back = _FURTHER_BACK.search(view.reading.text) is not None
    slots = tuple(s for s in slots if not (back and s.value == "front"))
    if any(s.name not in {"section", "preference", "topic", "sentiment"} or s.negated for s in slots):
        return False
    offer, said = shown.seats[0], next((str(s.value) for s in slots if s.name == "section"), None)
    back = back and len(offer.row) == 1 and offer.row in _ROWS
    here = said is None or set(fold(said).split()) <= set(fold(offer.section).split())
    task.section = said or task.section or offer.section
    task.rows = list(_ROWS[_ROWS.index(offer.row) + 1 :][:_FEW]) if back and here else []
    task.numbers, task.keep_row, task.chosen, task.options = [], None, None, []
    heard.changed = heard.asked_more = True
    return True


_OVER = regex(r"\b(?:over|above|more than|past|beyond|exceeds) (?:my|our|the)\b", re.IGNORECASE)


def _means_in_all(task: Task, text: str, said: object) -> bool:
    """Whether a budget that each seat keeps is said to be gone over: then it was one for all of them."""
    if not isinstance(said, PriceBound) or said.per == "each" or task.budget_per is not None:
        return False
    return said.major == task.budget_major and _OVER.search(text) is not None


def other_shows(view: View, heard: Heard) -> bool:
    """Turns a search to what was not listed yet, or a purchase to the other dates of its show; whether it did."""
    return _rest_of_the_list(view, heard) or _what_else(view, heard) or _other_dates(view, heard)


_ELSE_ON = regex(
    r"\b(?:(?:what|anything) else(?! (?:i|we|you|to)\b)|what other (?:shows?|events?|gigs?|games?|things?)|which other (?:shows?|events?|gigs?|games?))\b[^.?!]{0,24}\b(?:on|playing|showing|there|at|happening|coming up)\b",
    re.IGNORECASE,
)
_KIND_ON = regex(
    r"\b(?:what|which|any|is there|are there)\b[^.?!]{0,24}\b(?:is|are|['’]s|on|there|playing|showing)\b[^.?!]{0,16}\b(?:that|the same|same|this|on) (?:same )?(?:day|night|evening|date|\w+day)\b",
    re.IGNORECASE,
)
_THAT_DAY = regex(r"\b(?:that|the same|same) (?:day|night|evening|date)\b", re.IGNORECASE)
_THAT_WEEK = regex(r"\b(?:that|the same|same) (?:week|weekend)\b", re.IGNORECASE)


_OTHER_SHOWS = regex(
    r"\b(?:(?:any|some|the|what|which|an?|your|for) )?(?:other|another|different) (?:(?P<games>games?|match(?:es)?|fixtures?|sports?)|shows?|events?|gigs?|concerts?|plays?|things?)\b(?! (?:seats?|tickets?|dates?|nights?|days?|time|way))(?=[^.?!]*\b(?:cheap\w*|less|under|below|up to|instead|on|have|got|there|this|next|for|at|in|price\w*)\b|[^\w]*$)"
    r"|\b(?:anything|something)\b(?! (?:else|like|better|near\w*|clos\w*|lower|higher))[^.?!]{0,24}\b(?:this|next) (?:week|weekend|month)\b[^.?!]*(?=[.?!]|$)(?:[.?!]\W*(?:i |we )?(?:don['’]?t|dont|do not) (?:care|mind) (?:what|which)\b)?",
    re.IGNORECASE,
)
_LOOKS = frozenset({Intent.FIND_EVENTS, Intent.ORDERS})
"""What "what else have you got on Friday" is taken for."""


def _asks_what_else(view: View) -> bool:
    """Whether other shows are asked for: "what else is on?", "is there anything else in town next week"."""
    reading = view.reading
    if _ELSE_ON.search(reading.text):
        return True
    placed = any(s.name in {"city", "venue", "when"} and not s.negated for s in reading.slots)
    looks = all(wish.intent in _LOOKS for wish in reading.wishes)
    return placed and looks and tasks.ANYTHING_ELSE.search(reading.text) is not None


def _what_else(view: View, heard: Heard) -> bool:
    """Looks for other shows in the house, or the days, of the one in hand: "what else is on there that week?"; while seats are held only if a day is named."""
    state, reading, task = view.state, view.reading, view.state.task
    said = {s.name for s in reading.slots if not s.negated}
    if task is None or task.kind not in BUYING or task.event is None:
        return False
    asked = _KIND_ON.search(reading.text)  # "never mind the hockey, what's on Saturday" asks for no hockey
    kinds = [s for s in reading.slots if s.name == "event_kind" and not s.negated]
    of_a_kind = asked is not None and bool(kinds) and all(asked.start() <= s.start < asked.end() for s in kinds)
    day_named = "when" in said or of_a_kind or _THAT_DAY.search(reading.text) or _THAT_WEEK.search(reading.text)
    dated = day_named and (of_a_kind or tasks.ANYTHING_ELSE.search(reading.text) is not None)
    others = _OTHER_SHOWS.search(reading.text)
    if state.hold is not None and not (dated or others):
        return False
    counted = any(s.name == "quantity" and s.value != task.quantity for s in reading.slots)
    if (
        counted
        or said & {"event", "performer", "section"}
        or ("event_kind" in said and not of_a_kind and others is None)
    ):
        return False
    if not of_a_kind and others is None and not _asks_what_else(view):
        return False
    event = task.event
    here = "venue" in said or re.search(r"(?<!is )(?<!are )(?<!isn't )\bthere\b", reading.text, re.IGNORECASE)
    wanted = Wanted(without=[event.event_id], venue=(reading.value("venue") or event.venue) if here else None)
    wanted.city, wanted.kind = reading.value("city"), reading.value("event_kind")
    most = reading.value("max_price")
    if isinstance(most, PriceBound):
        task.budget_major, task.budget_per, task.above, task.below = most.major, None, None, None
    if others is not None and wanted.kind is None:
        wanted.kind = "sport" if others["games"] else None
    if _CHEAPER.search(reading.text):
        task.prefer, task.above, task.below = "cheapest", None, None
    day = event.starts_at.astimezone(ZoneInfo(event.time_zone)).date()
    if _THAT_WEEK.search(reading.text):
        monday = day - timedelta(days=day.weekday())
        wanted.when = When(monday, monday + timedelta(days=6))
    elif _THAT_DAY.search(reading.text):
        wanted.when = When(day, day)
    else:
        wanted.when = reading.value("when")
    task.wanted, task.event, task.options, task.chosen = wanted, None, [], None
    heard.changed = heard.asked_more = True
    return True


_CHEAPER_THAN = regex(
    r"\b(?:cheaper|dearer|pricier|less|(?:more|less) (?:expensive|pricey|money)|costs? more|better value)\b[^.?!]{0,60}\b(?:than|or)\b|\bas (?:cheap|dear|expensive|pricey) as\b|\b(?:which|what)(?:['’]?s| is| one is| one['’]?s)? (?:the )?(?:cheaper|cheapest|dearer)\b",
    re.IGNORECASE,
)


def compares_shows(text: str, slots: Sequence[Slot]) -> bool:
    """Whether it is asked which of two shows costs less: "is the derby any cheaper than the final"."""
    shows = {s.value for s in slots if s.name == "event" and not s.negated}
    counted = any(s.name == "quantity" for s in slots)
    return len(shows) > 1 and not counted and _CHEAPER_THAN.search(text) is not None and aspects.asks(text)


_REST = regex(
    r"\b(?:show|see|list|give|tell|what(?:'?s|s| are)?|have)\b[^.?!]{0,16}\b(?:the )?(?:rest(?: of (?:them|the list|it))?|others?|other (?:\d+|two|three|four|ones)|remaining(?: ones)?|next (?:ones|few|page))\W*$"
    r"|^\W*(?:and |ok |okay |show |see |the |me |some |any )*(?:rest|others|more|next|next page|what else|anything else|keep going|go on)(?: (?:please|pls|then|shows|events|there))*\W*$",
    re.IGNORECASE,
)


def _rest_of_the_list(view: View, heard: Heard) -> bool:
    """Goes on with a list of events that was longer than what was shown: "show me the rest of them"."""
    state, task = view.state, view.state.task
    shown = state.list_shown("events") if state.awaiting == "event" else None
    if shown is None or task is None or task.kind not in BUYING or not _REST.search(view.reading.text):
        return False
    if any(s.name in wanting.EVENT_SLOTS for s in view.reading.slots):
        return False
    seen = [*task.wanted.without, *(event.event_id for event in shown.events)]
    left = task.wanted.model_copy(update={"without": seen})
    if not wanting.candidates(left, view.catalogue, view.now):
        return False
    task.wanted, heard.changed = left, True
    return True


def _other_dates(view: View, heard: Heard) -> bool:
    """Turns a purchase to the other dates of its show: "I'm working that night, the other date then"; whether it did."""
    state, reading = view.state, view.reading
    task = state.task
    if task is None or task.kind not in BUYING or task.event is None or not _OTHER_DATE.search(reading.text):
        return False
    if any(s.name in {"event", "performer", "event_kind", "event_name"} for s in reading.slots):
        return False
    others = other_dates(task.event, view.catalogue, view.now)
    if reading.answer == "yes":
        return False
    if not others:
        heard.standing = "only_date"
        return True
    when = reading.value("when")
    task.wanted, task.event, task.options, task.chosen = Wanted(event_ids=others, when=when), None, [], None
    details.add(task, reading.slots)
    heard.changed = True
    return True


def how_often(intent: Intent, slots: Sequence[Slot], text: str, view: View, heard: Heard) -> bool:
    """Lists every date of the show in mind: "are they playing more than once?"; whether it did."""
    task = view.state.task
    if not _HOW_OFTEN.search(text) or not aspects.asks(text) or intent not in _ASKED:
        return False
    if any(s.name in {"quantity", "section", "max_price", "topic"} for s in slots):
        return False
    if wanting.names_event(slots):
        tasks.take_up("browse", tuple(slots), view, heard, text)
        return True
    if task is None or task.kind not in BUYING:
        return False
    if task.event is not None:
        others = other_dates(task.event, view.catalogue, view.now)
        if not others:
            heard.standing = "only_date"
            return True
        task.wanted, task.event, task.options, task.chosen = (
            Wanted(event_ids=[task.event.event_id, *others]),
            None,
            [],
            None,
        )
    details.add(task, slots)
    heard.changed = heard.asked_more = True
    return True


def _on_the_table(task: Task) -> list[SeatsFact]:
    """What is held, else what is offered."""
    if task.chosen is not None and task.chosen.each:
        return [task.chosen]
    return task.options

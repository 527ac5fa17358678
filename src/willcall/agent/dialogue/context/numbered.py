"""Seats named by their numbers, to buy them: "seats 5 and 6 in row C", "row C 5 and 6", "C5 in the circle". Pure, like `hearing`.

A number that is one of tickets, of somebody's own seat, of a seat to stay away from or only spoken of is no wish for it. What is asked
of such seats is answered by offering them where it is asked whether they are free or what they cost, and left to others where not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from willcall.agent.dialogue import aspects, tasks
from willcall.agent.dialogue.acts import remarked
from willcall.agent.dialogue.wishes import nights, wanting, whereabouts
from willcall.agent.dialogue.wishes.choosing import choose, fold
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question, SeatsFact, Task
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot
from willcall.understanding.seating import faulted, unwanted

_LONGEST = 600  # characters of a message that are looked at
_AND = r"(?:\s*(?:,\s*(?:and|or)\b|,|and\b|n\b|&|\+|-|–|to\b|or\b)\s*)"
_NO_SEAT = (
    r"(?!\s?(?:[.:]\d|[$€£₹%]|(?:tickets?|tix|people|persons?|adults?|kids?|child|children|of us|of them|each|years?|yrs?|hours?|hrs?|mins?|minutes?|pm|am|o'?clock"
    r"|dollars?|bucks?|euros?|pounds?|quid|rand|rupees?|or less|x|rows|seats?|options?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|th|st|nd|rd)\b))"
)
_NUMBER = r"\d{1,3}\b"
_WORD = r"(?:seats?|numbers?|nos?\.?|places?|chairs?|spaces?)"
_LIST = rf"{_NUMBER}(?:(?:{_AND}|\s(?=\d{{1,3}}\s\d|\d{{1,3}}(?:\W*$|\W*[,.?!]|\s(?:if|please|pls|in|row|of|on|for)\b)))(?:(?:seats?|numbers?|nos?\.?) ?)?{_NUMBER}){{0,11}}{_NO_SEAT}"
_PAIR = rf"{_NUMBER}(?:{_AND}(?:(?:seats?|numbers?|nos?\.?) ?)?{_NUMBER}){{1,11}}{_NO_SEAT}"
_ROW = r"row\s?(?P<row>[a-z]{1,2}|\d{1,2})\b"
_THEN_ROW = regex(
    rf"\b(?P<word>{_WORD})\s?(?:numbers?|nos?\.?|#)?\s?(?P<ids>{_LIST})(?:(?:\s?,)?\s?(?:both )?(?:(?:in|of|on|from)\s)?(?:the\s)?{_ROW})?",
    re.IGNORECASE,
)
_ROW_THEN = regex(
    rf"\b{_ROW}(?: (?:again|then|instead|please|still))*(?:(?: (?:looks?|is|sounds?|seems?|would be)|['’]?s)(?: (?:really|very|so|all))? (?:good|great|grand|fine|ok|okay|nice|lovely|perfect|best|ideal|alright|right)(?: (?:for|to|with) (?:us|me|both of us))?)?\s?[,:–-]?\s?(?:(?P<word>{_WORD})\s?(?:numbers?|nos?\.?|#)?\s?(?P<ids>{_LIST})|(?P<pair>{_PAIR}))",
    re.IGNORECASE,
)
_BARE_THEN_ROW = regex(rf"(?<![\d.:$€£])\b(?P<ids>{_PAIR})\s?,?\s?(?:(?:in|of|on)\s)?(?:the\s)?{_ROW}", re.IGNORECASE)
_SAID = regex(
    rf"\b(?:i|we)(?:['’]d)? (?:said|meant|asked for|wanted|told you|picked|chose)\s(?P<ids>{_NUMBER}(?:(?:{_AND}|\s){_NUMBER}){{1,11}}{_NO_SEAT})(?! (?:of|tickets|for)\b)",
    re.IGNORECASE,
)
_LETTERED = regex(
    rf"\b(?P<word>{_WORD} (?:numbers? |nos?\.? )?)?(?P<row>[a-z]{{1,2}})-?(?P<ids>\d{{1,3}}\b(?:{_AND}(?:seats? )?(?:(?P=row)-?)?\d{{1,3}}\b){{0,11}}{_NO_SEAT})",
    re.IGNORECASE,
)
_NO_ROW = frozenset({"x", "no", "nr", "st", "th", "nd", "rd", "pm", "am", "to", "or", "at", "is", "in", "of"})
_OF_THE_HOUSE = regex(
    r"\b(?:gate|door|exit|level|block|zone|section|sec|room|table|bay|park|platform|bus|train|hall|studio|screen|stand|the|motorway|flight)\s+$",
    re.IGNORECASE,
)
_FEW_WORDS = 7


@dataclass(frozen=True)
class Named:
    """Seats that a message names: their numbers, their row if said, where it says so, and whether any of them will do."""

    numbers: tuple[str, ...]
    row: str | None
    start: int
    end: int
    either: bool
    again: bool = False  # said anew by the numbers alone: "I said 5, 6, 7"


def named(text: str, sections: Sequence[str], *, bare: bool) -> Named | None:
    """The seats that are wanted by number, the last named where several are; None where none is.

    Args:
        text: The message.
        sections: The names of parts of houses; none of them is a seat.
        bare: Whether "C5" may be a seat without a word that says so.
    """
    text = text[:_LONGEST]
    parts = {fold(name) for name in sections}
    found: list[Named] = []
    for pattern in (_ROW_THEN, _THEN_ROW, _BARE_THEN_ROW, _LETTERED, _SAID):
        for match in pattern.finditer(text):
            one = _of(match, text, parts, lettered=pattern is _LETTERED, bare=bare, again=pattern is _SAID)
            if one is not None and not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
    wished = [one for one in found if not _stays_away(text, one)]
    return max(wished, key=lambda one: one.start) if wished else None


def _of(match: re.Match[str], text: str, parts: set[str], *, lettered: bool, bare: bool, again: bool) -> Named | None:
    groups = match.groupdict()
    told = groups.get("ids") or groups.get("pair") or ""
    row, word = groups.get("row"), (groups.get("word") or "").casefold().split(" ")[0]
    numbers = tuple(dict.fromkeys(_numbers(told)))
    start = match.start("ids") if again else match.start()
    if not numbers or len(numbers) != len(_numbers(told)) or len(numbers) > _MOST:
        return None
    if lettered:
        if (row or "").casefold() in _NO_ROW or any(fold(f"{row}{number}") in parts for number in numbers):
            return None
        if not word and re.search(r"\brow\s*$", text[:start], re.IGNORECASE):
            return None  # "row T3" is a row of that name
        if not word and (not bare or _OF_THE_HOUSE.search(text[:start])):
            return None
        if not word and len(numbers) == 1 and not (str(row).isupper() or len(text.split()) < _FEW_WORDS):
            return None
    elif row is None and ((not word.startswith("seat") and not again) or set(numbers) & parts):
        return None  # "numbers 2 and 3" are offers of a list
    elif row is None and len(numbers) == 1 and word != "seat":
        return None  # "best seats 2 please"
    either = re.search(r"\bor\b", told, re.IGNORECASE) is not None
    return Named(numbers, row.upper() if row else None, start, match.end(), either, again)


_MOST = 12


def _numbers(told: str) -> list[str]:
    """The seats of "4 and 5", or of "5-8"."""
    ends = [int(one) for one in re.findall(r"\d+", told)]
    if (
        len(ends) == 2
        and re.search(r"-\s?[a-z]{0,2}\d|–|\bto\b", told, re.IGNORECASE)
        and 0 < ends[1] - ends[0] < _MOST
    ):
        ends = list(range(ends[0], ends[1] + 1))
    return [str(one) for one in ends if one]


_AWAY = regex(
    r"(?:\b(?:not|never|(?:anything|anywhere|any|all|everything|nothing) but|except(?: for)?|other than|instead of|rather than|apart from|besides?|without|avoid|away from|neither|next to|near(?:er|est)?(?: to)?|behind|in front of|opposite|close to|by|under|from|around|like|similar to)|\w+n['’]t(?! (?:you|we|i)\b)|\b(?:dont|doesnt|didnt|cant|wont|isnt|arent)(?! (?:you|we|i)\b))\b(?: (?:to|in|the|those|want|like|have|take|need|be|sit|any|of|these|our|my|us|at|get))*\s*$",
    re.IGNORECASE,
)
_TAKEN_BY = regex(
    r"(?:\b(?:is|are|am|was|were|sitting|sat|seated|already)|['’](?:m|re|s)) (?:already |both |all |currently |sitting |sat |seated )*(?:in|at|on) (?:the )?$"
    r"|(?<!can )(?<!could )(?<!may )(?<!to )(?<!if )\b(?:i|we|they|he|she|friends?|mates?|mum|dad|parents|sister|brother|[a-z]+ (?:and|&) [a-z]+) ?(?:already )?(?:have|has|had|['’]ve|['’]s|hold|holds|got|bought|booked|paid for|lost)(?: already)?(?: got| bought| booked)?(?: tickets? (?:for|in))? (?:the )?$",
    re.IGNORECASE,
)


def _stays_away(text: str, one: Named) -> bool:
    before = text[max(0, one.start - 48) : one.start]
    clause = re.split(r"[.?!;]", before)[-1]
    if _NO_FIRST.fullmatch(text[: one.start]) and one.row is not None and len(one.numbers) > 1:
        return bool(faulted(text, one.end))  # "no row c seats 9 and 10 like you showed", which says which
    return bool(unwanted(text, one.start) or faulted(text, one.end) or _AWAY.search(clause) or _TAKEN_BY.search(clause))


_NO_FIRST = regex(r"\W*(?:no|nope|nah)\W+(?:the )?", re.IGNORECASE)
_STORY = regex(
    r"\b(?:was|were|lost|found|left my|broken|dirty|stained?|wet|rude|last (?:time|year|week|month|night|season)|yesterday|used to)\b"
    r"|\b(?:my|our|his|her|their|mum['’]?s|dad['’]?s) (?:\w+ )?(?:seats?|tickets?|places?|numbers?) (?:is|are|in|number|no|say)?\b",
    re.IGNORECASE,
)
_IF_FREE = regex(
    r"\b(?:free|available|availability|left|taken|sold|gone|going|vacant|open|empty|unsold|booked|bookable|reserved|on sale|to be had|up for grabs)\b"
    r"|\b(?:can|could|may|might|shall) (?:i|we|you|u)\b[^.?!]{0,24}\b(?:have|get|book|buy|take|grab|reserve|hold|purchase|sit|give|do|put|sort|find|sell|offer|change|swap|switch|check)\b"
    r"|\b(?:do|have) (?:you|u|they) (?:still )?(?:have|got)\b|\bhow much\b|\b(?:price|cost)\b|\bany chance (?:of|i|we)\b|\b(?:what|how) about\b|\b(?:is|are) there\b",
    re.IGNORECASE,
)
_OF_THEIR_KIND = regex(
    r"\b(?:view|see|legroom|leg room|pillars?|obstruct\w*|restricted|aisle|cover(?:ed)?|shade|shaded|sun|roof|comfy|comfortable|stairs|steps|step-free|lift|toilets?|loos?|bar|exit|entrance|door|gate|bags?|any good|good seats|best|better|worth|recommend|close to|near|how (?:do|far|high|many)|where|which side|why|who|whose)\b",
    re.IGNORECASE,
)
_BUYS = frozenset(
    {Intent.BUY, Intent.FIND_EVENTS, Intent.SEAT_INFO, Intent.INFORM, Intent.CHANGE, Intent.CHOOSE, Intent.EVENT_INFO, Intent.AFFIRM, Intent.DENY, Intent.GREET, Intent.THANKS}
)  # fmt: skip
_ASKED_BESIDE = frozenset({Intent.KNOWLEDGE, Intent.POLICY})


def wished(view: View, heard: Heard) -> bool:
    """Whether seats are asked for by number: they are offered if they are free, and picked where they are one of the offers."""
    state, reading, task = view.state, view.reading, view.state.task
    if not any(c.isdigit() for c in reading.text[:_LONGEST]):
        return False
    if (task is not None and task.kind not in BUYING) or state.pending_order_id is not None:
        return False
    if state.quote is not None and state.quote.kind != "purchase":
        return False
    placed = any(s.name == "section" and not s.negated for s in reading.slots)
    buying = task is not None and (task.event is not None or state.awaiting == "event")
    one = named(reading.text, view.catalogue.sections, bare=state.awaiting in {"seats", "confirmation"} or placed)
    if one is None or not (one.row or placed or (buying and task is not None and task.section)):
        return False
    if one.row is not None and _is_a_row(one, view):
        return False
    if one.again and (task is None or len(one.numbers) != task.quantity or state.awaiting != "seats"):
        return False  # "I said 2 or 3" of people
    text = reading.text
    known = buying or wanting.names_event(reading.slots) or any(s.name == "when" for s in reading.slots)
    if not known and not any(s.name == "quantity" for s in reading.slots):
        return False  # of no show in hand: "C5 in the circle broke my back"
    if any(w.intent not in _BUYS | _ASKED_BESIDE and w.confidence >= _SURE for w in reading.wishes):
        return False
    if len(reading.wishes) == 1 and reading.intent in _ASKED_BESIDE and reading.wishes[0].confidence >= _SURE:
        return False
    clause = _clause(view, one)
    if _STORY.search(clause):
        return False
    asks = aspects.asks(clause)
    if asks and (not _IF_FREE.search(clause) or _OF_THEIR_KIND.search(clause)):
        return False
    if one.row is None:
        one = replace(one, row=_row_of_the_list(view))
    slots = _slots(one, view)
    if not asks and _offered(one, slots, view, heard):
        return True
    _ask_beside(one, view, heard)
    heard.understood = heard.asked_more = True
    shown = state.list_shown("events")
    if state.awaiting == "event" and shown is not None and task is not None:
        rest = replace(
            reading, slots=tuple(s for s in slots if s.name not in {"row", "numbers", "section", "quantity"})
        )
        which = choose(shown, rest)
        if len(which) == 1:
            heard.chosen, heard.chosen_from = which[0], "events"
            tasks.change(state, slots, view, heard, text, picked_from="events")
            return True
    tasks.take_up("purchase", slots, view, heard, text)
    heard.asked_more = heard.changed = True
    return True


_SURE = 0.6


def _is_a_row(one: Named, view: View) -> bool:
    """Whether the name is that of a row, where the rows on the list have numbers in their names: "T3", of the tables T1 to T4."""
    shown = view.state.list_shown("seats")
    if shown is None or len(one.numbers) != 1:
        return False
    return any(re.fullmatch(rf"{fold(str(one.row))}\d{{1,2}}", fold(offer.row)) for offer in shown.seats)


def _clause(view: View, one: Named) -> str:
    """The sentence, or the one wish of several, that names the seats."""
    text, wishes = view.reading.text, view.reading.wishes
    start = max((text.rfind(mark, 0, one.start) for mark in ".?!;\n"), default=-1) + 1
    end = min((at for mark in ".?!;\n" if (at := text.find(mark, one.end)) >= 0), default=len(text) - 1) + 1
    for wish in wishes if len(wishes) > 1 else ():
        if wish.start <= one.start < wish.end:
            return text[max(start, wish.start) : min(end, max(wish.end, one.end) + 1)]
    return text[start:end]


def _row_of_the_list(view: View) -> str | None:
    """The row spoken of, where the best of the offers are in one row: "seats 6 and 7 then"."""
    shown = view.state.list_shown("seats") if view.state.awaiting == "seats" else None
    first = [] if shown is None else [(offer.section, offer.row) for offer in shown.seats[:2] if not offer.unreserved]
    return first[0][1] if len(set(first)) == 1 else None


def _slots(one: Named, view: View) -> tuple[Slot, ...]:
    """What the message says, the numbers of seats no longer heard as tickets, days or places in a list."""
    told = nights.with_night(whereabouts.with_bare_section(view.reading.slots, view), view)
    kept = [
        s
        for s in told
        if s.name not in {"seat", "row"}
        and (s.end <= one.start or s.start >= one.end or s.name in {"event", "performer"})
    ]
    said = view.reading.text[one.start : one.end]
    own = [Slot("numbers", (*one.numbers, *(("or",) if one.either else ())), said, one.start, one.end)]
    if one.row is not None:
        own.append(Slot("row", one.row, said, one.start, one.end))
    return (*kept, *own)


def _offered(one: Named, slots: Sequence[Slot], view: View, heard: Heard) -> bool:
    """Whether the seats are one of the offers on the table, which is picked, or are those that are held."""
    state = view.state
    shown = state.list_shown("seats")
    if shown is None or state.awaiting not in {"seats", "confirmation"} or wanting.names_event(slots):
        return False
    if not _only_takes(view.reading.text, one, slots):
        return False
    section = next((fold(str(s.value)) for s in slots if s.name == "section" and not s.negated), None)
    count = next((s.value for s in slots if s.name == "quantity"), len(one.numbers))

    def fits(offer: SeatsFact) -> bool:
        here = (
            section is None or section == fold(offer.tier) or set(section.split()) <= set(fold(offer.section).split())
        )
        return here and set(offer.numbers) == set(one.numbers) and (one.row is None or fold(offer.row) == fold(one.row))

    if state.awaiting == "seats" and (option := _option(one, shown.seats, state.task)) is not None:
        heard.chosen, heard.chosen_from, heard.understood = option, "seats", True
        return True
    found = [index for index, offer in enumerate(shown.seats) if fits(offer) and count == len(offer.numbers)]
    place = next((s.value for s in slots if s.name == "ordinal" and not s.negated), None)
    if len(found) != 1 or place not in {None, found[0]}:
        return False  # "the second: row D", which is the fourth
    if state.hold is not None and set(state.hold.seat_ids) == set(shown.seats[found[0]].seat_ids):
        heard.keeps = True
        return True
    if state.awaiting != "seats":
        return False
    _ask_beside(one, view, heard)
    heard.chosen, heard.chosen_from, heard.understood = found[0], "seats", True
    return True


def _option(one: Named, offers: Sequence[SeatsFact], task: Task | None) -> int | None:
    """The place in the list that is meant by a number with the row that stands there: "number 3 the row c ones", of pairs."""
    if task is None or task.quantity in {None, 1} or len(one.numbers) != 1 or one.row is None:
        return None
    place = int(one.numbers[0]) - 1
    return place if 0 <= place < len(offers) and fold(offers[place].row) == fold(one.row) else None


_TAKING = regex(
    r"(?:ok|okay|yes|yeah|yep|yup|please|pls|plz|thanks|thank|you|ta|cheers|great|perfect|lovely|good|fine|hmm+|um+|oh|well|so|then|right|actually|no|i|we|i['’]?ll|we['’]?ll|i['’]?d|we['’]?d|will|would|like|love|want|take|have|get|go|going|with|for|book|hold|reserve|grab|give|gimme|me|us|can|could|may|let['’]?s|the|those|these|two|both|it|is|are|be|just|make|that|them|seats?|tickets?|numbers?|row|in|on|of|and|or|section|block|those|first|second|third|fourth|option|one|ones|pair)"
    r"|[a-z]?\d{1,3}|[a-z]",
    re.IGNORECASE,
)
_NO_AFTER = regex(r"\b(?:no|nah)(?:,? (?:thanks|thank you|ta|cheers))?\W*$", re.IGNORECASE)


def _only_takes(text: str, one: Named, slots: Sequence[Slot]) -> bool:
    """Whether nothing is said beside the seats but that they are taken: else they are looked for, and none is held."""
    if (
        any(s.name in {"when", "max_price"} for s in slots)
        or _NO_AFTER.search(text)
        or "?" in text[one.end : one.end + 2]
    ):
        return False
    rest = text[:_LONGEST]
    for slot in sorted(slots, key=lambda s: -s.start):
        if slot.name == "section" and not slot.negated and slot.end <= len(rest):
            rest = rest[: slot.start] + " " + rest[slot.end :]
    first = re.split(r"[.?!;\n]", rest)
    clause = next((part for part in first if re.search(r"\d", part)), rest)
    if all(_TAKING.fullmatch(word) for word in re.findall(r"[\w'’]+", clause)):
        return True
    return one.row is not None and not (
        remarked.dislikes(clause) or remarked.says_more(clause) or _STORY.search(clause)
    )  # "seats 11 and 12 in row C would suit mum": nothing else can be meant


def _ask_beside(one: Named, view: View, heard: Heard) -> None:
    """Puts what is asked in other sentences: "C5 and C6 please. what's your bag policy?"."""
    for wish in view.reading.wishes:
        if wish.intent in _ASKED_BESIDE and not (wish.start < one.end and one.start < wish.end):
            said = view.reading.text[wish.start : wish.end].strip()
            heard.questions.append(Question("policy" if wish.intent is Intent.POLICY else "knowledge", said, ()))

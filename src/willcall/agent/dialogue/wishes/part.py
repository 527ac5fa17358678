"""Which tickets of an order are meant: all of them, those in the seats named, the second, so many, or all but so many. Pure."""

import re
from collections.abc import Sequence

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.wishes.choosing import fold
from willcall.agent.state import Task, TicketFact
from willcall.understanding.numerals import number as spelled
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot

_PLACES = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5, "sixth": 6, "6th": 6,
    "last": -1, "final": -1, "middle": 0, "centre": 0, "center": 0,
}  # fmt: skip
_LONGEST = 400  # characters looked at
_PLACE = rf"(?:{'|'.join(_PLACES)})"
_POINTED = regex(
    rf"\b(?:the|my|our|your) (?:very )?{_PLACE}(?:(?: ticket| seat| one)?(?:\s*,|\s*&| and)+ (?:the )?{_PLACE})*(?:(?: (?:two|three|four|five|[2-9])) (?:ticket|seat|one|tkt)s?| (?:ticket|seat|one|tkt))\b(?! (?:row|section|show|order|game|purchase|choice|time|is sold|i\b|we\b|that (?:i|we)\b))"
    rf"|\b(?:the|my|our) (?:first|last) (?:two|three|four|five|[2-9])\b(?! (?:days?|weeks?|rows?|shows?|orders?|games?|nights?|hours?|minutes?))",
    re.IGNORECASE,
)
_NTH = regex(rf"\b(?P<nth>{_PLACE})(?: (?P<many>two|three|four|five|[2-9]))?\b", re.IGNORECASE)
_NUMBERED = regex(
    r"\b(?:ticket|tickets(?= [1-9]\s*(?:,|&|and)))(?: numbers?| nos?\.?)? ?#?(?P<some>[1-9](?:(?:\s*,|\s*&| and)+ [1-9])*)\b(?! ?(?:[.:]\d|%|days?|hours?|weeks?|minutes?|pm\b|am\b|of (?:us|my|our|the)|people|each|x\b|more))",
    re.IGNORECASE,
)
_ONE = regex(
    r"\b(?:my|the|that|this|her|his|their|a|one|spare|extra|other) (?:\w+ )?(?:ticket|seat|tkt)\b", re.IGNORECASE
)
_MANY = regex(r"\b(?:tickets|seats|tkts|tix|both|all|them|everything)\b", re.IGNORECASE)
_SHOULD_BE = regex(
    r"\b(?:(?:should|must|has to|needs to|ought to|supposed to)(?: be)?(?: the)?(?: seat| number| no\.?)*|(?:i (?:mean|meant|said|want)|make (?:it|that)|it'?s|that'?s)(?: the)?(?: seat| number| no\.?)+|not (?:seat |number )?(?P<no>\d{1,3})\W+(?:(?:but|rather|just|only|please|(?:give|send|hand|let|pass)(?: (?:him|her|them|it))?(?: have)?|(?:he|she|they|it)(?:['’]ll| will| should| can)? (?:gets?|ha(?:s|ve)|takes?|be)|it['’]?s|make it|the) ){0,3}(?:seat|number)?) ?(?P<seat>\d{1,3})\b(?! ?(?:%|tickets?|seats|of\b|people|dollars|bucks|rupees|quid|each|days?|in total))",
    re.IGNORECASE,
)
_ALL = regex(
    r"\bboth\b|\ball (?:of (?:them|it|the|my|our|those)|(?:my|our|the|those|these)\b|\d|two|three|four|five|six|tickets|seats)|\bthe (?:whole )?lot\b|\beverything\b|\b(?:send|give|transfer|refund|return|hand)(?: (?:her|him|them))? all\b",
    re.IGNORECASE,
)


def point_out(task: Task, slots: Sequence[Slot], text: str) -> bool:
    """Takes up which tickets `text` points out by place or by seat; whether it did. More than were pointed out lets the names go."""
    places, spared = _pointed(text)
    seat = _SHOULD_BE.search(text)
    held = {t.number for t in in_hand(task)} if task.order is not None else set()
    seats = [s for s in slots if s.name == "seat" and not s.negated]
    stay = {str(s.value) for s in seats if _stays(text, s.start, s.end)}
    if seat is not None and seat["no"] is not None and seat["no"] not in held:
        seat = None  # "not 4, 3" are numbers of tickets
    if seat is not None and seat["no"] is not None and seat["seat"] in held:
        task.nth, task.spared, task.numbers, task.ticket_count, task.kept = [], [], [seat["seat"]], None, None
    elif places:
        task.nth, task.numbers, task.ticket_count, task.kept, task.spared = places, [], None, None, []
    elif spared or stay:
        task.nth, task.numbers, task.ticket_count, task.kept = [], [], None, None
        task.spared = [*spared, *sorted(stay)]
    elif seats:
        task.nth, task.ticket_count, task.kept = [], None, None
    elif seat is not None and seat["seat"] in held:
        task.nth, task.numbers, task.ticket_count, task.kept = [], [seat["seat"]], None, None
    else:
        if _ALL.search(text) and task.spared and not _stays(text, len(text), len(text)):
            task.spared = []
        named = len(task.nth or task.numbers)
        if named and (task.kept is not None or (task.ticket_count or 0) > named or _ALL.search(text)):
            task.nth, task.numbers = [], []
        elif not named and task.ticket_count is None and task.kept is None:
            task.ticket_count = _counted(text)
            alone = _ONE.search(text) or _THE_OTHER.search(text)
            if task.ticket_count is None and task.kind == "transfer" and alone and not _MANY.search(text):
                task.ticket_count = 1  # "send my ticket to …"
        return False
    return True


_DEED = r"(?:refund|return|resell|sell|buy(?= (?:just |only )?\w{1,5} back\b)|take|get (?:rid|shot) of|drop|lose|ditch|dump|shed|cancel|remove|void|scrap|off-?load|give up|surrender|relinquish|give|hand|send|pass|forward|transfer|gift|e-?mail|un-?book)(?:ing)?"
_SO_MANY = regex(
    rf"\b{_DEED}(?: (?:off|on|over|back|up|him|her|them))?(?: (?:just|only))? (?P<n>one|two|three|four|five|six|[1-9])\b(?! (?:more|days?|hours?|weeks?|minutes?|times?|rows?|orders?|bookings?|thing|question)\b)(?! of (?:my|our|the|those|these) (?:\w{{1,9}} )?(?:orders|bookings|shows|games|events)\b)(?!['’.:]\w)",
    re.IGNORECASE,
)
_A_SPARE = regex(
    rf"\b{_DEED} (?:a|the|my|our|one) (?:spare|extra|single|other)(?: (?:ticket|seat|one|tkt))?\b(?! (?:order|booking|two|three|tickets))|\b(?:spare|extra) (?:ticket|seat)\b",
    re.IGNORECASE,
)

_KEEPS_A_SHOW = regex(
    r"\bkeep(?:ing)? (?:the|my|our) (?!other|one|first|second|third|last|rest|two|three|four|seat|ticket|best|cheap|money)\w",
    re.IGNORECASE,
)


def _counted(text: str) -> int | None:
    """The number right after a deed, where the reading has none: "sell one back", "pass one on to Sam", "a spare ticket to return"."""
    said = _SO_MANY.search(text[:_LONGEST])
    if _KEEPS_A_SHOW.search(text[:_LONGEST]):
        return None  # "I need to drop one of them, keep the basketball and refund the other"
    if said is not None:
        return spelled(said["n"])
    return 1 if _A_SPARE.search(text[:_LONGEST]) else None


_THE_OTHER = regex(r"\bthe other(?: (?:one|ticket|seat))?\b(?= to\b|\W*$)", re.IGNORECASE)
_STAYS_BEFORE = regex(
    r"\b(?:not|\w+n['’]t|keep(?:ing)?|kept|but|except(?: for)?|apart from|other than|besides|without|need|want to keep|leave me|leave)\b[^.!?;,]{0,10}$",
    re.IGNORECASE,
)
_STAYS_AFTER = regex(
    r"^\W*(?:is|'s|stays?|remains?|will stay)?\W*(?:mine\b|for (?:me|myself)\b|stays?\b|with me\b|still goes\b|i(?:'ll| will)? keep\b|goes to me\b)",
    re.IGNORECASE,
)
_STORY = regex(r"\b(?:this is|that was|it'?s|i lost|i bought|bought|lost|was)\s*$", re.IGNORECASE)


def _stays(text: str, start: int, end: int) -> bool:
    """Whether what is pointed at is the one that stays: "keep the first ticket", "not seat 6", "the last one is mine"."""
    return bool(_STAYS_BEFORE.search(text[max(0, start - 60) : start]) or _STAYS_AFTER.match(text[end : end + 60]))


def _pointed(text: str) -> tuple[list[int], list[int]]:
    """The places pointed at, and those that are to stay: "the second ticket", "the first two", "keep the first ticket"."""
    found: list[int] = []
    spared: list[int] = []
    text = text[:_LONGEST]
    for group in _POINTED.finditer(text):
        if _STORY.search(text[: group.start()]):
            continue
        taken, found = found, []
        for match in _NTH.finditer(group.group()):
            place, many = _PLACES[match["nth"].casefold()], spelled(match["many"] or "1") or 1
            if place == 1:
                found += range(1, many + 1)
            elif place == -1:
                found += range(-many, 0)
            else:
                found.append(place)
        if _stays(text, *group.span()):
            spared += found
            found = taken
        else:
            found = taken + found
    for group in _NUMBERED.finditer(text):
        numbered = [int(one) for one in re.findall(r"\d", group["some"])]
        if _stays(text, *group.span()):
            spared += numbered
        else:
            found += numbered
    return list(dict.fromkeys(found)), list(dict.fromkeys(spared))


def unclear(task: Task, ask: str) -> str | None:
    """What to say where the seats, places or the number named do not fit the order; they are forgotten then."""
    tickets = in_hand(task)
    if not tickets:
        return None
    has = f"it has {phrases.places(tickets)}. {ask}"
    if unknown := unknown_seats(task):
        task.numbers = []
        return f"That order has no {phrases.seat_numbers(unknown)}; {has}"
    number = how_many(task, len(tickets))
    if beyond(task) or (number is not None and not 0 < number <= len(tickets)):
        told = task.nth
        task.nth, task.kept, task.ticket_count = [], None, None
        if told:
            return f"That order has {phrases.tickets(len(tickets))}: {phrases.places(tickets)}. {ask}"
        return f"That order has {phrases.tickets(len(tickets))}. {ask.replace('Which', 'How many')}"
    return None


def some_tickets(task: Task) -> list[str] | None:
    """The tickets meant when it is not all of them: those named, else the last ones of the order."""
    valid = in_hand(task)
    if task.ticket_ids:
        return [t.ticket_id for t in valid if t.ticket_id in task.ticket_ids] or None
    placed = _placed(valid, task)
    number = how_many(task, len(valid))
    if number is None or number > len(placed):
        number = len(placed) if len(placed) < len(valid) else None
    if number is None or not 0 < number < len(valid):
        return None
    return [t.ticket_id for t in placed[-number:]]


def in_hand(task: Task) -> list[TicketFact]:
    """The tickets of the order that can still be given back."""
    assert task.order is not None
    return [t for t in task.order.tickets if t.status == "valid"]


def how_many(task: Task, held: int) -> int | None:
    """How many of `held` tickets are meant, None where that was not said."""
    if task.kept is None:
        return task.ticket_count
    return held - (held // 2 if task.kept == "half" else task.kept)


def unknown_seats(task: Task) -> list[str]:
    """Seats that were named and are not the order's."""
    return [n for n in task.numbers if n not in {t.number for t in in_hand(task)}]


def beyond(task: Task) -> bool:
    """Whether a place was pointed at that the order has not: the fourth of three, the middle of two."""
    held = len(in_hand(task))
    return any(abs(place) > held or (place == 0 and held % 2 == 0) for place in task.nth)


def _in_line(tickets: Sequence[TicketFact]) -> list[TicketFact]:
    """The tickets as seats follow each other, which is how they are read out."""
    return sorted(
        tickets, key=lambda t: (t.section, t.row, (int(t.number), "") if t.number.isdigit() else (0, t.number))
    )


def _placed(valid: Sequence[TicketFact], task: Task) -> list[TicketFact]:
    """Of the tickets those in the seats, rows and sections named, or at the places pointed at; all where none was, or where nothing is there."""
    if task.spared:
        line = _in_line(valid)
        places = {_index(one, len(line)) for one in task.spared if isinstance(one, int)}
        return [t for i, t in enumerate(line) if i not in places and t.number not in task.spared] or line
    if task.nth and not beyond(task):
        line = _in_line(valid)
        return [t for i, t in enumerate(line) if any(i == _index(place, len(line)) for place in task.nth)]
    found = list(valid)
    for said, where in (
        (task.numbers, lambda t: t.number),
        (task.rows, lambda t: fold(t.row)),
        ([task.section] if task.section else [], lambda t: fold(t.section)),
    ):
        wanted = {fold(one) for one in said}
        found = [t for t in found if not wanted or fold(where(t)) in wanted] or found
    return found


def _index(place: int, held: int) -> int:
    return held // 2 if place == 0 else place - 1 if place > 0 else held + place

"""Which seats are meant by their numbers: "ok 4 and 5", "A6 ok", "thats 7 to 9. i said 4 to 6". Pure, like `picking`, which asks it."""

import re

from willcall.agent.dialogue.wishes.choosing import fold
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Reading

_LONGEST = 400  # characters of a message that are looked at for this


def picks(view: View, heard: Heard, reading: Reading) -> bool:
    """Whether seats on the table, or held, or others in their row, are told by their numbers."""
    return _rather_those(view, heard) or _by_seat_numbers(view, heard, reading)


_SEATS_SAID = regex(
    r"\W*(?:(?:ok|okay|yes|yeah|yep|please|the|i'?ll (?:take|have)|we'?ll (?:take|have)|let'?s (?:do|go with)|go with|take|book|hold|seats?|number|nos?)\W+)*"
    r"(?:row (?P<row>[a-z]{1,2}|\d{1,2})\W+|(?P<letter>[a-z]{1,2}\d?)(?=[ -]?\d))?(?:seats? )?[ -]?(?P<numbers>\d{1,3}(?:\s*(?:,|and|n|&|\+|-|to)\s*(?P=letter)?\d{1,3})*)"
    r"(?:\W+(?:ok|okay|please|pls|then|thanks|fine|good|great|perfect|lovely|ideal|splendid|brilliant|is|are|it|would|will|be|do|suits?|looks?|sounds?|for|me|us|works?|hold|book|take|them))*\W*",
    re.IGNORECASE,
)


_I_SAID = regex(
    r"\W*(?:(?:no|yes|ok)\W+)*i (?:said|meant|picked|chose|want(?:ed)?) (?:option |number |no\.? ?)?(?P<n>[1-9])\W*",
    re.IGNORECASE,
)


def _by_seat_numbers(view: View, heard: Heard, reading: Reading) -> bool:
    """Whether seats on the table, or held, are told by all their numbers: "ok 4 and 5", "A6 ok"."""
    state, shown = view.state, view.state.list_shown("seats")
    again = _I_SAID.fullmatch(reading.text)
    if again is not None and shown is not None and state.hold is not None and int(again["n"]) <= len(shown.seats):
        heard.keeps = shown.seats[int(again["n"]) - 1].seat_ids == list(state.hold.seat_ids)
        return heard.keeps  # "i said 1", of the first, which is held
    said = _SEATS_SAID.fullmatch(reading.text)
    if said is None or shown is None or state.awaiting not in {"seats", "confirmation"} or state.task is None:
        return False
    numbers, row = _numbers_said(said["numbers"]), (said["row"] or said["letter"] or "").upper()
    if (len(numbers) < 2 and not row) or (not row and numbers & {fold(name) for name in view.catalogue.sections}):
        return False  # a number alone is a place in the list, or one of tickets; "101 and 102" are parts of the house
    held = set(state.hold.seat_ids) if state.hold is not None else set()
    fits = [
        index
        for index, offer in enumerate(shown.seats)
        if set(offer.numbers) == numbers and (not row or fold(offer.row) == fold(row))
    ]
    if any(held == set(shown.seats[index].seat_ids) for index in fits):
        heard.keeps = True
        return True
    places = not row and "seat" not in reading.text.casefold() and all(int(n) <= len(shown.seats) for n in numbers)
    if len(fits) != 1 or places:  # "6 and 7" of other seats is no number of tickets either
        heard.restated = len(numbers) == state.task.quantity and not row
        return heard.restated
    heard.chosen, heard.chosen_from = fits[0], "seats"
    return True


_RATHER_SEATS = regex(
    r"(?:\b(?:i|we) (?:just |only )?(?:said|meant|want(?:ed)?|asked for|need(?:ed)?|picked|chose|had)\b|\b(?:not those|no)\b|\bshould be\b|\bsupposed to be\b)[^.?!]{0,24}?(?<!\d)(?P<first>\d{1,3}) ?(?:-|–|to|thru|through) ?(?P<last>\d{1,3})\b(?! (?:tickets|people|of us|dollars|bucks|pm|am))",
    re.IGNORECASE,
)


def _rather_those(view: View, heard: Heard) -> bool:
    """Whether other seats than are held are told by their numbers, as many of them: "thats 7 to 9. i said 4 to 6"."""
    state, task = view.state, view.state.task
    said = _RATHER_SEATS.search(view.reading.text[:_LONGEST])
    if said is None or state.hold is None or task is None or task.kind not in BUYING or task.chosen is None:
        return False
    first, last = int(said["first"]), int(said["last"])
    if last - first + 1 != len(state.hold.seat_ids) or state.awaiting not in {"confirmation", "payment", "seats"}:
        return False
    numbers = [str(n) for n in range(first, last + 1)]
    if numbers == list(task.chosen.numbers):
        heard.keeps = True
        return True
    named = view.reading.value("row")
    task.section, task.rows, task.numbers = task.chosen.section, [str(named or task.chosen.row)], numbers
    task.quantity, task.chosen, task.options, heard.changed = len(numbers), None, [], True
    return True


_ROW_ALONE = regex(
    r"\W*(?:(?:ok|okay|yes|yeah|yep|right|then|so|well|hm+|oh|just|i['’]?ll take|we['’]?ll take|let['’]?s (?:do|have|say)|go (?:with|for)|take|give us)\W+)*"
    r"(?:(?:the )?(?P<back>(?:back|last|rear|furthest|farthest) (?:row|one)|(?:row )?(?:furthest|farthest) back)|(?P<row>[b-hj-z]|[AI])(?! row))"
    r"(?P<after>(?:\W+(?:yes|please|pls|then|thanks|thank you|it is|will do|would do|is fine|is good|sounds good|suits|for us|for me|ok|okay))*)"
    r"(?:\s*,\s*(?:it['’]?s |that['’]?s |as it['’]?s |it is )?(?:a bit |much |probably |far )?(?:less|more|quieter|calmer|cheaper|easier|better)(?: \w+)?)?\W*",
    re.IGNORECASE,
)


def row_alone(view: View, heard: Heard) -> bool:
    """Whether one of the seats listed is taken by its row and no more: "B will do, yes", "back row, less noisy"."""
    state, text = view.state, view.reading.text
    shown = state.list_shown("seats") if state.awaiting == "seats" else None
    said = _ROW_ALONE.fullmatch(text) if shown is not None and len(text) <= 60 else None
    if shown is None or said is None or len({fold(offer.section) for offer in shown.seats}) != 1:
        return False
    rows = [fold(offer.row) for offer in shown.seats]
    if said["row"] and (said["after"] or len(text.strip()) == 1) and said["row"] not in "ai":
        fits = [i for i, row in enumerate(rows) if row == said["row"].casefold()]
    elif said["back"] and len(set(rows)) == len(rows) > 1:
        fits = [max(range(len(rows)), key=lambda i: (len(rows[i]), rows[i]))]
    else:
        return False
    if len(fits) != 1:
        return False
    heard.chosen, heard.chosen_from = fits[0], "seats"
    return True


def _numbers_said(told: str) -> set[str]:
    """The seats of "4 and 5", or of "5-8"."""
    ends = [int(one) for one in re.findall(r"\d+", told)]
    if len(ends) == 2 and re.search(r"-|\bto\b", told) and 0 < ends[1] - ends[0] < _MOST_IN_A_RUN:
        return {str(one) for one in range(ends[0], ends[1] + 1)}
    return {str(one) for one in ends}


_MOST_IN_A_RUN = 20

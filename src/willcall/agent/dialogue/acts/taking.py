"""What of the seats shown is taken without a place in the list: by the part of the house they are in, or by so many of them. Pure."""

import re
from collections.abc import Sequence

from willcall.agent.dialogue import cues
from willcall.agent.dialogue.wishes.choosing import called, fold
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Shown
from willcall.understanding.numerals import number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Reading

_LONGEST = 400  # characters of a message that are looked at for this
_FINE = regex(
    r"\b(?:(?:is|are|'s|sounds|looks|seems|would be) (?:fine|good|great|perfect|lovely|ok|okay|alright|ideal)|works|will do|it is|then)\b",
    re.IGNORECASE,
)


def first_of_them(shown: Shown, reading: Reading, quantity: int | None) -> bool:
    """Whether what is said means any of what is shown, all of it alike: then the best of it."""
    return _agreed_again(shown, reading) or _takes_so_many(shown, reading, quantity)


def of_one_part(shown: Shown, found: Sequence[int], reading: Reading) -> bool:
    """Whether a part of the house was picked whose offers cost the same: "North Upper is fine", then the best of them is meant."""
    offers = [shown.seats[index] for index in found]
    named = any(s.name == "section" and not s.negated for s in reading.slots)
    elsewhere = len({fold(offer.section) for offer in shown.seats}) > 1
    plain = not cues.ASKING.search(reading.text) and reading.value("row") is None
    return named and elsewhere and plain and len({(fold(o.section), o.each) for o in offers}) == 1


def _agreed_again(shown: Shown, reading: Reading) -> bool:
    """Whether "ok, 105" agrees to the part of the house that everything shown is in: then the best of it is meant."""
    said = [fold(str(s.value)) for s in reading.slots if s.name == "section" and not s.negated]
    agrees = reading.answer in {"yes", "mixed"} or (reading.answer == "none" and _FINE.search(reading.text))
    agrees = agrees or _names_only(reading)
    if not agrees or not said or cues.ASKING.search(reading.text):
        return False
    here = {(fold(seats.section), seats.each) for seats in shown.seats}
    tier = {(fold(seats.tier), seats.each) for seats in shown.seats}
    return {(said[0], shown.seats[0].each)} in (here, tier)


_YES_FIRST = regex(r"\W*(?:yes|yeah|yep|yup|sure)(?: (?:please|pls|thanks))?\s*[.!,;]", re.IGNORECASE)


def agrees_first(view: View) -> bool:
    """Whether a message begins with a plain yes to the one offer there is, whatever is asked after it: "yes. can i get the other 2 later?"."""
    shown = view.state.list_shown("seats") if view.state.awaiting == "seats" else None
    buying = view.state.task is not None and view.state.task.kind in BUYING
    return buying and shown is not None and len(shown.seats) == 1 and _YES_FIRST.match(view.reading.text) is not None


def names_their_part(shown: Shown, reading: Reading) -> bool:
    """Whether nothing is said but the part of the house that all is in that is shown."""
    said = {fold(str(s.value)) for s in reading.slots if s.name == "section"}
    return bool(said) and _names_only(reading) and all(said & called(o) for o in shown.seats)


_POLITE = regex(
    r"\b(?:please|pls|plz|thanks|thank you|ta|the|in|a|section|seats?|ones?|for (?:me|us)|then|just|ok|okay)\b",
    re.IGNORECASE,
)


def _names_only(reading: Reading) -> bool:
    """Whether nothing is said but a part of the house: "back pews please"."""
    text = reading.text
    for slot in reading.slots:
        if slot.name != "section" or slot.negated:
            return False
        text = text.replace(slot.text, " ")
    return len(text) < _LONGEST and not re.search(r"[\w?]", _POLITE.sub(" ", text))


_OF_THOSE = regex(
    r"\W*(?:(?:ok|okay|fine|great|cool|right|alright|yes|yeah|please|go on(?: then)?|well|good|perfect|lovely|so|then)\W+)*(?:(?:i|we)(?:'ll|'d| will| would)?(?: like| love)?\W+)?(?:just )?(?:gimme|give (?:me|us)|take|have|get(?: me| us)?|book(?: me| us)?|grab|do|go (?:with|for)|hold(?: me| us)?)?\W*(?P<n>one|two|three|four|five|six|seven|eight|both|\d)\b(?: tickets| seats)? of (?:those|these|them|'?em)(?: (?:seats|ones|please|pls|then|thanks|thank you|mate))*\W*",
    re.IGNORECASE,
)


def _takes_so_many(shown: Shown, reading: Reading, quantity: int | None) -> bool:
    """Whether so many as were asked for are taken of what is shown, which all costs the same: "fine, gimme two of those"."""
    asks = "?" in reading.text
    match = _OF_THOSE.fullmatch(reading.text) if len(reading.text) < _LONGEST and not asks else None
    alike = len({(offer.each, offer.total) for offer in shown.seats}) == 1
    said = number(match["n"]) or 2 if match is not None else None
    return alike and said is not None and said == quantity

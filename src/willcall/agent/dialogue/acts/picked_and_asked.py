"""A pick first and a question after it: "203. what's the view like from there?", "ok 3rd one. anything closer for our money though?". Pure.

What is picked is held, and what is asked is answered. A question between two of what is shown, or one that the pick hangs on, is no such thing.
"""

import re
from dataclasses import replace

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.asked import asking
from willcall.agent.dialogue.wishes import details
from willcall.agent.dialogue.wishes.choosing import choose, fold
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question, Shown

_BETWEEN = re.compile(
    r"\s*(?:[.;!]+\s+|,\s+(?=(?:and |but |also |btw )?(?:what|how|where|when|is|are|does|do|will|can|could|any)\b)|\s[-–—]\s|\n+)"
)
_NTH = r"(?:first|second|third|fourth|fifth|last|top|1st|2nd|3rd|4th|5th)"
_TAKES = r"(?:(?:ok|okay|yes|right|so|then|just|fine|great|good|lovely|perfect|hm+|i['’]?ll|we['’]?ll|i|we|let['’]?s|take|have|do|go|going|with|for|give|gimme|me|us|hold|book|grab|get|want|like|['’]?d|would|please|the|your|option|number|no|choice|section|block|row|in)\W+)*"
_PICK = re.compile(
    rf"\W*{_TAKES}(?:{_NTH}|\d{{1,3}}|[a-z]\d?|one|two|three|four|five)(?: (?:one|ones|option|pair|choice|seats?|lot|set|row))?(?:\W+(?:please|pls|then|thanks|thank you|it is|for me|for us|will do|is fine|is good|works|sounds good|mate|ta))*\W*",
    re.IGNORECASE,
)
_HANGS_ON = re.compile(
    r"\b(?:or|if|unless|before|first|instead|rather|which|wait|hang on|hold on|actually|cheaper|other than|swap|change)\b|\b(?:is|are|does|will|would) (?:it|that|they|those|these) (?:still )?(?:available|free|ok|okay|together)\b",
    re.IGNORECASE,
)
_PLACES = frozenset({"ordinal", "row", "section", "quantity"})
_LONGEST = 200  # characters


def said(view: View, heard: Heard) -> bool:
    """Whether one of the seats listed is picked, and something else is asked after it."""
    state, reading = view.state, view.reading
    shown = state.list_shown("seats") if state.awaiting == "seats" else None
    if shown is None or state.task is None or state.task.kind not in BUYING or len(reading.text) > _LONGEST:
        return False
    parted = _BETWEEN.search(reading.text)
    if parted is None:
        return False
    first, rest = reading.text[: parted.start()], reading.text[parted.end() :].strip()
    asks = aspects.asks(rest) or rest.endswith("?")
    if not asks or _PICK.fullmatch(first) is None or _HANGS_ON.search(rest):
        return False
    if details.of_another_order(rest):
        return False
    rest = next((part for part in re.findall(r"[^.!?]+\?", rest)), rest).strip()
    here = tuple(s for s in reading.slots if s.end <= parted.start() + 1 and s.name in _PLACES and not s.negated)
    beyond = tuple(s for s in reading.slots if s.start >= parted.end())
    if any(s.name in {"quantity", "event", "when", "row", "ordinal", "section"} for s in beyond):
        return False
    picked = replace(reading, text=first, slots=here, answer="none")
    found = choose(shown, picked, eager=True) or _by_name(shown, first)
    if len(found) != 1:
        return False
    heard.chosen, heard.chosen_from = found[0], "seats"
    if _OTHERS.search(rest):
        heard.questions.append(Question("seats", PRICES, ()))
    elif not _TOTAL.search(rest):
        heard.questions.append(Question("seats" if asking.judges(rest, ()) else "knowledge", rest, ()))
    return True


def _by_name(shown: Shown, text: str) -> list[int]:
    """The offers in the section that is named by its number alone."""
    told = set(re.findall(r"\d{2,3}", text))
    return [index for index, offer in enumerate(shown.seats) if fold(offer.section) in told]


_TOTAL = re.compile(r"\bhow much\b|\b(?:total|price|cost)\b[^.?!]{0,12}\?", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:any(?:thing|where)?|something|seats?|ones?|is there|are there|got)\b[^.?!]{0,24}\b(?:closer|nearer|better|nicer|lower|further (?:down|forward)|for (?:our|my|the) (?:money|budget))\b",
    re.IGNORECASE,
)
PRICES = "How much are seats in each part of the house?"

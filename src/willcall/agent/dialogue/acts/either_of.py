"""One of two offers, and it is all the same which: "2 or 3, I don't mind", "either of the first two". The first of them is taken. Pure."""

import re

from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex

_LONGEST = 80  # characters
_NTH = r"(?:the )?(?:number |no\.? ?|option |#)?(?P<{}>first|second|third|fourth|[1-4])(?:st|nd|rd|th)?(?: (?:one|option))?"
_ALL_THE_SAME = r"(?:(?:is|are|would be|will be) (?:fine|good|ok|okay|grand)|(?:will|would) do|works|(?:i|we)(?:['’]m| am|['’]re| are)? ?(?:don['’]?t|do not|dont) (?:mind|care)|(?:i['’]?m |we['’]?re )?(?:not|un)[ -]?(?:fussed|bothered|fussy)|either(?: (?:one|way|is|works|would|will|'s))*(?: (?:fine|do|good|ok|okay))?|whichever(?: (?:is|you|one))*(?: (?:better|best|easier|like|think|prefer))?|doesn['’]?t matter|makes no difference|up to you|you (?:choose|pick|decide)|both (?:are |look )?(?:fine|good|ok|okay)|any(?: of them)?)"
_EITHER = regex(
    rf"\W*(?:(?:ok|okay|um+|uh+|hm+|oh|well|maybe|yes|yeah|please|i['’]?ll take|take|let['’]?s say|either)\W+)*{_NTH.format('a')}\W+or\W+{_NTH.format('b')}(?:\W+(?:please|pls|thanks|really|then|{_ALL_THE_SAME}))+\W*"
    rf"|\W*(?:(?:ok|okay|um+|hm+|oh|well|yes|yeah|please|i['’]?ll take|take)\W+)*(?:either|any)(?: one)? of the first (?:two|2|three|3)(?: (?:please|pls|is fine|will do|works|thanks))*\W*",
    re.IGNORECASE,
)
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "1": 0, "2": 1, "3": 2, "4": 3}


def taken(view: View, heard: Heard) -> bool:
    """Whether either of two seats or shows that are listed will do."""
    state, text = view.state, view.reading.text
    if state.awaiting not in {"seats", "event"} or len(text) > _LONGEST:
        return False
    said = _EITHER.fullmatch(text)
    kind = "seats" if state.awaiting == "seats" else "events"
    shown = state.list_shown(kind)
    if said is None or shown is None:
        return False
    places = [_PLACES[said[n].casefold()] for n in ("a", "b") if said[n]] or [0]
    if max(places) >= len(shown.seats if kind == "seats" else shown.events):
        return False
    heard.chosen, heard.chosen_from, heard.understood = min(places), kind, True
    return True

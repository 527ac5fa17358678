"""Another of the seats listed is meant than the one that is held: "no, the first one", "i hit 3 by mistake, wanted 4", "the 29.90 ones instead". Pure.

Whoever wants to see the list once more sees what else there is; what is held stays until something else is taken.
"""

import re
from dataclasses import replace

from willcall.agent.dialogue.wishes.choosing import by_price, choose
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import AT_A_HOLD, Heard, Shown
from willcall.understanding.numerals import number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Reading

_LONGEST = 120  # characters
_N = r"(?:[1-9]|one|two|three|four|five|six)"
_WRONG = regex(
    r"\bwrong (?:one|ones|option|seats?|number|row|section|choice|button)\b|\bby (?:mistake|accident|error)\b|\baccident\w*|\bmis-?(?:click|tap|typ|read|pick)\w*|\btypo\b|\bfat[- ]?finger\w*",
    re.IGNORECASE,
)
_NOT_THAT = regex(
    rf"\b(?:not|instead of|rather than)(?: the| option| number| no\.?)* (?P<a>{_N})\b(?! (?:tickets?|seats?|people|of us))|\b(?:hit|pressed|tapped|clicked|typed|picked|put|chose|said)(?: on)?(?: the| option| number| no\.?)* (?P<b>{_N})\b(?! (?:tickets?|seats?|people|of us))",
    re.IGNORECASE,
)
_MEANT = regex(
    rf"\b(?:meant?|wanted|want|need(?:ed)?|was after|should(?:['’]?ve| have)? be(?:en)?|supposed to be|it['’]?s|its|that['’]?s|go (?:for|with)|take|change (?:it )?to|switch (?:it )?to|swap (?:it )?(?:to|for)|make it)"
    rf"(?: to)?(?: (?:say|pick|press|hit|tap|type|click|have|take|get|be))?(?: the| option| number| no\.?)* (?P<n>{_N}|first|second|third|fourth|fifth|last)\b(?! (?:tickets?|seats?|people|of us|more|row|time))",
    re.IGNORECASE,
)
_INSTEAD = regex(
    r"\b(?:instead|rather|actually|sorry|no+|nope|nah|wait|changed my mind|on second thoughts?)\b", re.IGNORECASE
)
_ASKS_OF_IT = regex(
    r"\W*(?:(?:hm+|um+|ok|okay|wait|sorry|and|so|but|remind me|tell me)\W+)*(?:what|which|whats|wot|how|where|why|was|were|is|are)\b",
    re.IGNORECASE,
)
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_THE_LIST = regex(
    r"^(?!.*\b(?:bank|payment|pay|parking|food)\b)\W*(?:(?:ok|okay|so|and|but|wait|sorry|hm+|um+|actually|no|hang on|hold on|before i (?:book|pay|decide|say yes)|first|not (?:these|those|them|that))\W+)*(?:(?:can|could|may) (?:i|we|you|u) (?:please |just )?)?(?:show|see|send|give|get|go back to|back to|have(?: a look at)?|look at|view|what(?:['’]?s| (?:were|was|are|r))|whats|list)(?: (?:me|us))?(?: again)?(?: (?:all|again))?"
    r" (?:(?:the|that|your|those|my|all)(?: (?:seat|seats|full|whole|original|same|previous|last|first))? list|(?:the |all the |those |my )?(?:other |rest of the |remaining )?(?:options?|choices|alternatives)|(?:the |what )?(?:other (?:seats|ones|ones you had|places|rows)|others|rest))\b"
    r"(?:\W+(?:again|please|pls|plz|first|one more time|once more|back|there (?:are|were)|you (?:have|had|showed?)|were|are|before (?:i|we) \w+|thanks|thx|now|instead))*\W*$",
    re.IGNORECASE,
)


def meant(view: View, heard: Heard) -> bool:
    """Whether another of the seats shown is meant than the one held, or the list is to be seen once more."""
    state, task, text = view.state, view.state.task, view.reading.text
    shown = state.list_shown("seats")
    if task is None or task.kind not in BUYING or state.hold is None or shown is None or state.latest is not shown:
        return False
    if state.awaiting not in AT_A_HOLD or len(text) > _LONGEST:
        return False
    if _THE_LIST.match(text):
        task.chosen, task.options, task.section, task.rows, task.keep_section = None, [], None, [], None
        task.below = task.above = None
        heard.changed = heard.asked_more = True
        return True
    held = next((i for i, o in enumerate(shown.seats) if o.seat_ids == list(state.hold.seat_ids)), None)
    found = _by_place(view.reading, shown, held, task.quantity) if view.reading.answer != "yes" else None
    if found is None or found == held:
        return False
    heard.chosen, heard.chosen_from = found, "seats"
    return True


def _by_place(reading: Reading, shown: Shown, held: int | None, quantity: int | None) -> int | None:
    """The place in the list that is meant instead of the one held; none where a number may be one of tickets."""
    text = reading.text
    place = reading.first("ordinal")
    rest = [s for s in reading.slots if s.name not in {"ordinal", "quantity"} and not s.negated]
    if place is not None and not rest and not place.negated and "?" not in text and not _ASKS_OF_IT.match(text):
        found = choose(shown, reading, eager=True)
        return found[0] if len(found) == 1 else None
    first = re.split(r"[,.;!]\s", text, maxsplit=1)[0]
    if _INSTEAD.search(text) and len(priced := by_price(shown, _alone(reading, first))) == 1:
        return priced[0]
    said = _MEANT.search(text)
    if said is None:
        return None
    word = said["n"].casefold()
    index = len(shown.seats) - 1 if word == "last" else (_PLACES.get(word) or number(word) or 0) - 1
    if not 0 <= index < len(shown.seats):
        return None
    other = _NOT_THAT.search(text)
    not_that = number(other["a"] or other["b"]) if other is not None else None
    of_the_list = word in {*_PLACES, "last"} and (_WRONG.search(text) or _INSTEAD.search(text) or other is not None)
    that_is_held = held is not None and not_that == held + 1 and not_that != quantity
    by_mistake = _WRONG.search(text) is not None and not_that is None
    return index if of_the_list or that_is_held or by_mistake else None


def _alone(reading: Reading, text: str) -> Reading:
    return replace(
        reading, text=re.sub(r"\b(?:no|nah|actually|sorry|wait|instead)\b\W*", "", text, flags=re.IGNORECASE)
    )

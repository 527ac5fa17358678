"""A question about the shows that are listed and wait for a pick: "which of them is a friday?", "where are they", "what time do they start".

The list itself answers it. Pure; a question picks nothing.
"""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import phrases
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, EventFact, Heard
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Reading, When

_LONGEST = 80  # characters
_LEAD = r"\W*(?:(?:and|but|so|ok|okay|oh|hm+|um+|wait|sorry|just|also|quick question|tell me|do you know)\W+)*"
_THEY = r"(?:they|these|those|(?:all|each|any|both|either|none) of (?:them|these|those)|all (?:these|those)|the (?:shows|games|gigs|dates|events|matches)|everything)"
_PLACE = r"(?:place|venue|arena|city|town|building|location|stadium|hall|theat(?:re|er))"
_TAIL = r"(?: (?:on|at|held|being|playing|played|start(?:ing|s)?|begin(?:ning|s)?|kick off|all|then|please|pls|too|or (?:not|what|different)|actually|exactly))*\W*"
_WHERE = regex(
    rf"{_LEAD}(?:where(?:['’]?re| are| is)(?: all)? {_THEY}|(?:are|is|do) {_THEY}(?: all)?(?: (?:in|at|on|be|happen|take place))* (?:the )?same {_PLACE}"
    rf"|(?:what|which) {_PLACE}s?(?: (?:are|is|r))? {_THEY}(?: (?:in|at))?|(?:all )?(?:(?:in|at) )?(?:the )?same {_PLACE}){_TAIL}",
    re.IGNORECASE,
)
_WHEN = regex(
    rf"{_LEAD}(?:(?:what|wat|wot) times?(?: (?:are|do|does|is|r))?(?: all)? {_THEY}|when do {_THEY}(?: all)? (?:start|begin|kick off)"
    rf"|(?:are|do|is) {_THEY}(?: all)?(?: (?:start|on|at))* (?:(?:at )?the same time|in the (?:evening|afternoon)|(?:evening|afternoon|matinee|night) (?:shows|games|ones))){_TAIL}",
    re.IGNORECASE,
)
_WHICH = regex(
    rf"{_LEAD}(?:(?:which|wich)(?: ones?| dates?| games?| shows?)?(?: of (?:them|these|those))?(?:['’]?s| is| are| r)|(?:is|are) (?:any|one|some|either)(?: of (?:them|these|those))?|any of (?:them|these|those))(?: (?:on|at|in|during|for|a|an|the|there))*\W*",
    re.IGNORECASE,
)
_LEFT = regex(r"(?:(?:on|in|the|a|at|one|then|please|pls|game|show|date)\b|\W)*", re.IGNORECASE)


def asked(view: View, heard: Heard) -> bool:
    """Whether it is asked of the shows listed which are on a day, where they are, or at what time."""
    if len(listed := _listed(view.state)) < 2 or len(view.reading.text) > _LONGEST:
        return False
    if _matter(view.reading) is None and _on(view.reading, listed) is None:
        return False
    heard.standing, heard.understood = "of the list", True
    return True


def _listed(state: ConversationState) -> list[EventFact]:
    shown = state.list_shown("events") if state.awaiting == "event" else None
    return [] if shown is None else shown.events


def _matter(reading: Reading) -> str | None:
    if any(s.name in {"event", "performer", "when", "quantity"} for s in reading.slots):
        return None
    return "where" if _WHERE.fullmatch(reading.text) else "when" if _WHEN.fullmatch(reading.text) else None


def _on(reading: Reading, listed: list[EventFact]) -> list[int] | None:
    """The places of the shows on the day asked after, from 0; None where none is asked after."""
    days = [s for s in reading.slots if s.name == "when" and isinstance(s.value, When) and not s.negated]
    if len(days) != 1 or len(reading.slots) > 1:
        return None
    start, end = days[0].start, days[0].end
    if _WHICH.fullmatch(reading.text[:start]) is None or _LEFT.fullmatch(reading.text[end:]) is None:
        return None
    return [at for at, event in enumerate(listed) if days[0].value.contains(_local(event))]


def _local(event: EventFact) -> datetime:
    return event.starts_at.astimezone(ZoneInfo(event.time_zone))


def tell(state: ConversationState, reading: Reading, now: datetime) -> list[str]:
    """What the list says of it."""
    listed = _listed(state)
    matter = _matter(reading)
    if matter is None:
        found = _on(reading, listed) or []
        lines = [f"{at + 1}. {phrases.event_line(listed[at], now)}" for at in found]
        return lines or ["None of these is on that day."]
    if matter == "where":
        told = [event.venue + (f", {event.city}" if event.city else "") for event in listed]
    else:
        told = [_local(event).strftime("%I:%M %p").lstrip("0") for event in listed]
    if len(set(told)) == 1:
        return [f"All of them {'are at' if matter == 'where' else 'start at'} {told[0]}."]
    return [phrases.numbered([f"{event.name}: {what}" for event, what in zip(listed, told, strict=True)])]

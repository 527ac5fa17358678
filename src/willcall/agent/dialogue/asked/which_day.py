"""Whether the show in hand is on the day that is named: "its the friday one right, not saturday?", "is it for the 4th?". Pure.

It is asked of what is in hand, and looks for nothing else.
"""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import phrases
from willcall.agent.ports import View
from willcall.agent.state import EventFact, Heard
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Reading, When

_LONGEST = 80  # characters
_ASKS = regex(
    r"\W*(?:(?:and|but|so|ok|okay|wait|sorry|hm+|just to (?:check|be sure)|oh)\W+)*(?:(?:is|are|was|were) )?(?:it|that|this|these|those|they|its|thats|the tickets?|the seats)(?:['’]?(?:s|re)| is| are)?(?: (?:for|on|definitely|still|all|really|defo|actually|the|this))*\W*",
    re.IGNORECASE,
)
_SURE = regex(
    r"(?:\W*(?:one|game|show|night|gig|match|right|yeah|yes|correct|innit|isn['’]?t it|is it|aren['’]?t they|not|and not|the|on|for|this)\b)*\W*",
    re.IGNORECASE,
)


def asked(view: View, heard: Heard) -> bool:
    """Whether it is only asked if the show in hand is on that day."""
    state, reading = view.state, view.reading
    if state.task is None or state.task.event is None or state.awaiting == "event" or len(reading.text) > _LONGEST:
        return False
    days = [s for s in reading.slots if s.name == "when"]
    if not days or len(days) != len(reading.slots) or "?" not in reading.text:
        return False
    ends = [0, *(end for s in days for end in (s.start, s.end)), len(reading.text)]
    lead, *rest = (reading.text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True))
    if _ASKS.fullmatch(lead) is None or not all(_SURE.fullmatch(part) for part in rest):
        return False
    heard.standing, heard.understood = "which day", True
    return True


def tell(event: EventFact, reading: Reading, now: datetime) -> str:
    """Yes or no, and when it is."""
    local = event.starts_at.astimezone(ZoneInfo(event.time_zone))
    first = next((s.value for s in reading.slots if s.name == "when" and not s.negated), None)
    so = isinstance(first, When) and first.contains(local)
    return f"{'Yes' if so else 'No'}: {phrases.event_short(event, now)}."

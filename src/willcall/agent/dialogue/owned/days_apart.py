"""The date an order shall move to, counted from its own: "a week later", "two days earlier please", "the week after ours". Pure."""

import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import When

_LONGEST = 100  # characters
_HINT = regex(r"\b(?:later|after|earlier|before|sooner)\b", re.IGNORECASE)
_LEAD = r"\W*(?:(?:and|but|so|ok|okay|oh|hm+|um+|well|maybe|perhaps|actually|is there|are there|do you have|got|anything|something|any|one|a game|a show|the one|the game|what about|how about|can|could|we|i|you|us|me|it|them|go|move|make|do|have|swap|change|to|for|please|just|about|that is|that's)\W+)*"
_THEIRS = r"(?:than|after|before|from)? ?(?:that|it|mine|ours|this|now|what (?:i|we)(?:['’]ve| have)?(?: got| booked| now)?|(?:the|my|our)(?: (?:one|date|tickets?|game|show|match|gig|order|old|current|present|original))*(?: (?:i|we)(?:['’]ve| have)?(?: got| booked)?)?)"
_STEP = regex(
    rf"{_LEAD}(?P<n>an?|one|the|{NUMBER}|a couple of|a few) (?P<unit>day|night|week|weekend)s? (?P<way>later|after|earlier|before|sooner)(?: {_THEIRS})?(?: (?:please|pls|then|instead|if possible|if you can|maybe|would be (?:good|great|better|best)|works|is better))*\W*",
    re.IGNORECASE,
)


def wished(view: View, heard: Heard) -> bool:
    """Whether the order shall move by so many days or weeks, and to nothing else."""
    state, task, text = view.state, view.state.task, view.reading.text
    if task is None or task.kind != "exchange" or task.order is None or task.order.starts_at is None:
        return False
    if state.awaiting not in {"event", "seats"} or len(text) > _LONGEST or _HINT.search(text) is None:
        return False
    said = _STEP.fullmatch(text)
    if said is None:
        return False
    theirs = task.order.starts_at.astimezone(ZoneInfo(task.order.time_zone)).date()
    task.wanted = task.wanted.model_copy(update={"when": _counted(said, theirs)})
    task.event, heard.changed, heard.understood = None, True, True
    return True


def _counted(said: re.Match[str], theirs: date) -> When:
    words, unit = said["n"].casefold(), said["unit"].casefold()
    many = {"a": 1, "an": 1, "one": 1, "the": 1, "a couple of": 2, "a few": 3}.get(words) or number(words) or 1
    sign = -1 if said["way"].casefold() in {"earlier", "before", "sooner"} else 1
    day = theirs + timedelta(days=sign * many * (7 if unit.startswith("week") else 1))
    monday = day - timedelta(days=day.weekday())
    if unit == "weekend":
        return When(monday + timedelta(days=5), monday + timedelta(days=6))
    if unit == "week" and words == "the":
        return When(monday, monday + timedelta(days=6))
    return When(day, day)

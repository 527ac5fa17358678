"""Another such day than that of the show in hand: "oh I meant the following Friday", "no, a different Friday", "the Friday after that". Pure."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from willcall.agent.dialogue.wishes import wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex
from willcall.understanding.reading import When

_LONGEST = 120  # characters
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = r"(?P<day>mon|tue(?:s)?|wed(?:s|nes)?|thu(?:rs?)?|fri|satur|sat|sun)(?:day)?"
_FOLLOWING = regex(
    rf"\b(?:the (?:following|next)|(?P<next>next)) {_DAY}\b|\b(?:the )?{_DAY.replace('<day>', '<later>')} (?:after(?: (?:that|this|it|next))?|later|week)\b",
    re.IGNORECASE,
)
_DIFFERENT = regex(rf"\b(?:a different|another|some other|one of the other|the other) {_DAY}s?\b", re.IGNORECASE)
_CORRECTS = regex(
    r"\b(?:no|not|nope|meant?|wrong|sorry|actually|oops|instead|rather|different|another|other|change|wait)\b",
    re.IGNORECASE,
)
_ASIDE = frozenset({"event", "performer", "event_kind", "order_id", "email", "ordinal"})


def meant(view: View, heard: Heard) -> bool:
    """Whether the show is wanted on such a day of a later week than the one in hand."""
    state, reading, text = view.state, view.reading, view.reading.text
    task = state.task
    if task is None or task.kind not in BUYING or task.event is None or len(text) > _LONGEST:
        return False
    if any(s.name in _ASIDE for s in reading.slots) or _CORRECTS.search(text) is None:
        return False
    following, different = _FOLLOWING.search(text), _DIFFERENT.search(text)
    said = following or different
    if said is None:
        return False
    named = said.groupdict()
    weekday = next(
        i for i, day in enumerate(_DAYS) if str(named.get("day") or named.get("later")).lower().startswith(day)
    )
    own = task.event.starts_at.astimezone(ZoneInfo(task.event.time_zone)).date()
    if own.weekday() != weekday:
        return False
    day = own + timedelta(days=7)
    when = (
        When(day, day)
        if following is not None
        else When(day, own + timedelta(days=400), weekdays=(weekday,), open_ended=True)
    )
    wanted = task.wanted.model_copy(update={"when": when, "without": [*task.wanted.without, task.event.event_id]})
    later = wanting.candidates(wanted, view.catalogue, view.now)
    number = next((s.value for s in reading.slots if s.name == "quantity" and not s.negated), None)
    if not later and following is not None:
        return False
    task.wanted, task.event, task.chosen, task.options = wanted, None, None, []
    task.quantity = int(number) if isinstance(number, int) else task.quantity
    heard.changed = heard.understood = True
    return True

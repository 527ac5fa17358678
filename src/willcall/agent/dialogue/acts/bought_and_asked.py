"""A purchase wished for beside questions of the house: "2 for the panto in the circle, is there a lift, also is it ok to be late". Pure.

Where a message of both would only be answered, or its question got lost, the two are heard one by one: what is asked is answered, and
seats are looked for. Nothing is held by it.
"""

import itertools
import re

from willcall.agent.dialogue import aspects, cues
from willcall.agent.dialogue.acts import decided
from willcall.agent.dialogue.asked import asking
from willcall.agent.dialogue.intents import AFTER_SALES
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot

_LONGEST = 300  # characters
_ENDS = regex(
    r"[.!?;]+(?:\s+|$)|\n+|\s[-–—]\s|\s*,\s*|[\s,]+(?=(?:and|also) (?:is|are|do|does|can|could|will|what|where|when|how|who)\b)",
    re.IGNORECASE,
)
_ASKS = regex(
    r"\b(?:is|are) (?:there|that|it|this|they)\b|\b(?:can|could|may|do|would|should) (?:i|we|you|they|he|she)\b|^\W*(?:and |also )*any\b",
    re.IGNORECASE,
)
_BUYS = regex(
    r"\b(?:want|need|after|book|buy|get|like|looking for|take|order|have|for|tickets?|tkts?|tix|seats?)\b|^\W*(?:\d|(?:one|two|three|four|five|six|seven|eight|ten)\b)",
    re.IGNORECASE,
)
_OWNS = regex(
    r"\b(?:my|our|already|bought|booked|got|refund\w*|exchange|swap|upgrade|transfer|cancel\w*|for free|was|were|last)\b|\b(?:i|we)(?:['’]ve)? have\b",
    re.IGNORECASE,
)
_EVENT = frozenset({"event", "performer", "event_kind", "when", "venue", "event_name"})
_OF_SEATS = frozenset({"quantity", "section", "row", "preference", "max_price", "accessible"}) | _EVENT


def beside(view: View, hear: decided.Hears) -> Heard | None:
    """What a message comes to that wishes for tickets and asks something else; None where it is no such message, or is heard rightly as one.

    Args:
        view: The turn; a purchase that is heard changes its state.
        hear: Hears one part as a whole message.
    """
    changed = _changed_and_asked(view, hear)
    if changed is not None:
        return changed
    state, text = view.state, view.reading.text
    busy = state.awaiting is not None or state.task is not None or state.hold is not None or state.quote is not None
    if view.read is None or view.picked is not None or busy or len(text) > _LONGEST:
        return None
    slots = [s for s in view.reading.slots if not s.negated]
    if not any(s.name == "quantity" for s in slots):
        return None
    spoken_of = bool(state.memo.get("about")) or state.last_event is not None
    known = spoken_of and not state.memo.get("bought") and any(s.name == "section" for s in slots)
    if not known and not any(s.name in _EVENT for s in slots):
        return None
    cut = _cut(text, slots, known=known)
    if cut is None:
        return None
    wish, rest = cut
    _, whole = decided.alone(view, text, hear)
    dropped = whole.started and not whole.questions
    if not dropped and (whole.started or whole.changed or whole.control or whole.chosen is not None):
        return None
    if dropped and not any(s.name == "topic" for s in view.read(rest).slots) and not asking.judges(rest):
        return None
    _, asked = decided.alone(view, rest, hear)
    if not asked.questions or asked.started or asked.changed or asked.control or asked.asked_more or asked.lets_go:
        return None
    told, said = decided.alone(view, wish, hear)
    if not said.started or said.control or told.task is None or told.task.kind not in BUYING or not told.task.quantity:
        return None
    for name in type(state).model_fields:
        setattr(state, name, getattr(told, name))
    said.questions += [q for q in asked.questions if _WORDS.search(q.text)]  # "hm 67.90" asks nothing
    return said


_WORDS = regex(r"[a-z]{2}", re.IGNORECASE)
_ASKS_ALSO = regex(
    r"[\s,.;]+(?:(?:and|also|plus|oh|btw)\W+)+(?=(?:how|what|where|when|is there|are there|can|could|do|does|which)\b)",
    re.IGNORECASE,
)
_OF_THE_HOUSE = frozenset({"parking", "bags", "food", "accessibility", "cameras", "re-entry", "smoking", "transport", "dress code", "lost and found", "wifi", "merchandise", "prohibited", "weather"})  # fmt: skip


def _changed_and_asked(view: View, hear: decided.Hears) -> Heard | None:
    """A change of what one has beside a question of the house, where the whole is only answered: "move my tickets to the 16th and also how do I get there"."""
    state, reading = view.state, view.reading
    busy = state.awaiting is not None or state.task is not None or state.hold is not None or state.quote is not None
    if busy or view.read is None or view.picked is not None or len(reading.text) > _LONGEST:
        return None
    if len(reading.wishes) != 1 or reading.intent not in AFTER_SALES | {Intent.UPGRADE}:
        return None
    joint = _ASKS_ALSO.search(reading.text)
    rest = reading.text[joint.end() :] if joint is not None else ""
    topics = {s.value for s in view.read(rest).slots if s.name == "topic"} if rest else set()
    if joint is None or not topics or not topics <= _OF_THE_HOUSE:
        return None
    _, whole = decided.alone(view, reading.text, hear)
    _, asked = decided.alone(view, rest, hear)
    if whole.started or whole.control or not asked.questions or asked.started or asked.changed or asked.control:
        return None
    told, said = decided.alone(view, reading.text[: joint.start()], hear)
    if not said.started or said.control or told.task is None:
        return None
    for name in type(state).model_fields:
        setattr(state, name, getattr(told, name))
    said.questions += asked.questions
    return said


def _cut(text: str, slots: list[Slot], *, known: bool = False) -> tuple[str, str] | None:
    """The words that wish for tickets, and those that ask; where the show is known, it need not be named again."""
    ends = [0, *(m.end() for m in _ENDS.finditer(text)), len(text)]
    wish: list[str] = []
    rest: list[str] = []
    named: list[Slot] = []
    for start, end in itertools.pairwise(ends):
        clause = text[start:end]
        if not re.search(r"\w", clause):
            continue
        here = [s for s in slots if start <= s.start < end]
        if _asks(clause) or (wish and rest) or not any(s.name in _OF_SEATS for s in here):
            rest.append(clause.strip())
            named = named or [s for s in here if s.name in _EVENT]
        else:
            wish.append(clause.strip(" ,.;!?-–—"))
    said = ", ".join(wish)
    if not wish or not rest or not (known or _BUYS.search(said)) or _OWNS.search(said) or cues.OWN_TICKETS.search(said):
        return None
    inside = [s for s in slots if s.text in said]
    if not any(s.name == "quantity" for s in inside) or not any(_asks(part) for part in rest):
        return None
    if not known and not any(s.name in _EVENT for s in inside):
        if not any(s.name in {"event", "performer", "event_kind"} for s in named):
            return None
        said = f"{said} for {text[min(s.start for s in named) : max(s.end for s in named)]}"
    return said, " ".join(part if part[-1] in ".!?" else f"{part}," for part in rest).strip(" ,")


def _asks(clause: str) -> bool:
    return "?" in clause or aspects.asks(clause) or _ASKS.search(clause) is not None

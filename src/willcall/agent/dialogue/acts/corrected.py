"""A choice put right in one breath: "the last. no wait the first", "second lot. oh wait, my cousins are joining, make it 4", "row C. she'd rather go on Sunday".

What is said last counts: another choice of the list, or another number, day, show or part of the house. Then nothing is held of what
is shown: seats are looked for anew, in the row that was chosen if it is the same show. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.acts import decided
from willcall.agent.dialogue.wishes import joining, wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, SeatsFact, Task
from willcall.understanding.numerals import NUMBER
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot, Wish

_LONGEST = 240  # characters
_TURN = r"(?:no+(?! (?:worries|problem|rush|idea|need|bother)\b)|nah|nope|wait|actually|sorry|hang on|hold on|scratch that|i mean|i meant|oops|correction|my bad|i forgot|or rather|rather|but|on second thoughts?)"
_JOINTS = regex(
    rf"(?:[.!?;…]+(?:\s+|$)|\n+|\s+[-–—]+\s+|,\s*|\s+(?={_TURN}\b|make (?:it|that)\b|for (?:just |only |all )?{NUMBER} (?:of us|people|persons|tickets|tix)\b))"
    rf"(?P<turns>(?:(?:oh|ah|ugh|um+|well|and|so|{_TURN})\b[\s,.!?…–—-]*)*)",
    re.IGNORECASE,
)
_MAKES_IT = regex(r"make (?:it|that) (?=(?:the |option |number |row )|\d+(?:st|nd|rd|th)\b)", re.IGNORECASE)
"""Takes another of the list; "make it 4" is so many tickets."""
_WISHES = regex(
    r"\b(?:rather|prefer\w*|instead|make (?:it|that)|switch|swap|change|move|needs?|wants?|suits?|join\w*|coming)\b",
    re.IGNORECASE,
)
_HANGS_ON = regex(r"\b(?:if|unless)\b", re.IGNORECASE)
_ADDS = regex(r"\b(?:and|also|plus|then|too|as well|after(?: that)?|next|forget|remember)\b", re.IGNORECASE)
_PLACES = frozenset({"ordinal", "row", "section"})
_MAY_CHOOSE = _PLACES | wanting.EVENT_SLOTS | {"quantity"}
"""Of the words of a second choice "the first" may be read as a day, and "3" as tickets."""
_ELSEWHERE = frozenset({"section", "row", "preference", "max_price", "accessible"})
_WAITS = {"seats": _PLACES, "event": _PLACES | wanting.EVENT_SLOTS, "order": _PLACES | wanting.EVENT_SLOTS}


def chosen(view: View, hear: decided.Hears) -> Heard | None:
    """What the message comes to by what is said last; None where nothing is put right.

    Args:
        view: The turn; what is heard changes its state.
        hear: Hears one part as a whole message.
    """
    state, reading = view.state, view.reading
    text = reading.text
    if state.awaiting not in _WAITS or view.read is None or view.picked is not None or len(text) > _LONGEST:
        return None
    places = [s.end for s in reading.slots if s.name in _WAITS[str(state.awaiting)] and not s.negated]
    joint = _JOINTS.search(text, min(places, default=1))
    if joint is None or not re.search(r"\w", text[joint.end() :]):
        return None
    first, then = text[: joint.start()], text[joint.end() :]
    makes = _MAKES_IT.match(then)
    turns = makes is not None or joint["turns"].strip(" ,.!?…–—-").casefold() not in _NO_TURNS
    later = [s for s in reading.slots if s.end > joint.end() and (turns or not s.negated)]  # "no the second"
    again = turns and "?" not in then and any(s.name in _MAY_CHOOSE for s in later)
    if wanting.names_event(later) and _ADDS.search(text, joint.start()):
        return None  # "yes, and don't forget the quartet" is another wish
    if reading.correcting and not joint["turns"].strip() and _so_many(then, later):
        return None  # "option 4, still just 2 of us" corrects what was heard, and is one choice
    if state.awaiting == "event" and later and {s.name for s in later} == {"quantity"} and _COUNTED.search(first):
        return None  # "the derby for 2.. actually 3", which is read so already
    changes = _changes(view, first, then, later)
    if not (changes or again) or _HANGS_ON.search(then) or decided.says_nothing(first):
        return None
    _, was = decided.alone(view, first, hear)
    if was.chosen is None:
        return None
    told, said = decided.alone(view, then[makes.end() :] if makes is not None else then, hear)
    if said.control is not None:
        return None
    if said.chosen is None or said.chosen_from != was.chosen_from:
        elsewhere = again and any(s.name in {"row", "section"} for s in later)
        anew = _looked_for(view, told, said, then, hear) if changes or elsewhere else None
        if anew is None:
            return None
        told, said = anew
        _where(told, later, state, was)
    elif not again:
        return None
    for name in type(state).model_fields:
        setattr(state, name, getattr(told, name))
    return said


_COUNTED = regex(
    rf"\b(?:for|x) ?(?:\d{{1,2}}|{NUMBER})\b(?! (?:bucks|dollars|quid|pounds|euros?)\b)|\b(?:\d{{1,2}}|{NUMBER}) (?:tickets?|tix|seats?|of us|people)\b",
    re.IGNORECASE,
)


_FEW_WORDS = 7


def _so_many(then: str, later: Sequence[Slot]) -> bool:
    """Whether nothing but for how many it is follows a choice: "the second, for 3 of us"."""
    counted = [s for s in later if s.name == "quantity"]
    plain = len(counted) == len(later) == 1 and len(then.split()) <= _FEW_WORDS
    return plain and not (_WISHES.search(then) or aspects.asks(then) or "?" in then)


_NO_TURNS = frozenset({"", "oh", "ah", "ugh", "um", "well", "and", "so", "but"})


def _changes(view: View, first: str, then: str, later: Sequence[Slot]) -> bool:
    """Whether other seats than those shown are wished for by what is said last: for more or fewer, another day or show."""
    state, task = view.state, view.state.task
    if state.awaiting != "seats" or task is None or task.kind not in BUYING or task.event is None:
        return False
    if (aspects.asks(then) or "?" in then) and not _WISHES.search(then):
        return False
    shows = [s for s in later if s.name in wanting.EVENT_SLOTS]
    return (
        any(s.name == "quantity" and s.value != task.quantity for s in later)
        or (bool(shows) and not wanting.fits_event(shows, task.event, view.catalogue))
        or (not first.strip().isdigit() and (joining.joins(then) or joining.left(then) > 0))
    )  # "3 - my sister can't come" is how many are left


def _looked_for(
    view: View, told: ConversationState, said: Heard, then: str, hear: decided.Hears
) -> tuple[ConversationState, Heard] | None:
    """The state and what is heard where what is said last is a wish for other seats; None where it is none."""
    if _is_wish(view.state.task, told.task, said):
        return told, said
    assert view.read is not None
    reading = view.read(then)
    kept = [s for s in reading.slots if s.name in wanting.EVENT_SLOTS | {"quantity"} and not s.negated]
    if not kept or not _WISHES.search(then):
        return None
    text, slots = "make it", []
    for slot in kept:
        slots.append(replace(slot, start=len(text) + 1, end=len(text) + 1 + len(slot.text)))
        text += f" {slot.text}"
    change = (Wish(Intent.CHANGE, 1.0, 0, len(text)),)
    plain = replace(reading, text=text, slots=tuple(slots), wishes=change, answer="none", correcting=True)
    told, said = decided.alone(view, text, hear, reading=plain)
    return (told, said) if _is_wish(view.state.task, told.task, said) else None


def _is_wish(before: Task | None, after: Task | None, said: Heard) -> bool:
    """Whether what was looked for is now something else."""
    if before is None or after is None or before.kind not in BUYING or after.kind not in BUYING:
        return False
    if said.declines or said.lets_go or said.withdraws or said.questions or said.chosen is not None:
        return False
    return (before.quantity, before.event, before.section, before.rows, before.prefer) != (
        after.quantity,
        after.event,
        after.section,
        after.rows,
        after.prefer,
    )


def _where(told: ConversationState, later: Sequence[Slot], state: ConversationState, was: Heard) -> None:
    """Has them looked for where the choice was, unless another show or another part of the house is named."""
    shown = state.list_shown("seats")
    if told.task is None or shown is None or was.chosen is None or was.chosen >= len(shown.seats):
        return
    offer: SeatsFact = shown.seats[was.chosen]
    if wanting.names_event(later) or any(s.name in _ELSEWHERE for s in later) or offer.unreserved:
        return
    told.task.section, told.task.rows = offer.section, [offer.row]

"""An exchange in words: which details describe the tickets to give back, and which the ones wanted for them. Pure."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from willcall.agent.dialogue.wishes.wanting import EVENT_SLOTS
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot, When

_FROM_TO = regex(r"\bfrom\b.{1,60}?(?P<to>\bto\b)", re.IGNORECASE)
_TARGET = regex(
    r"\b(for(?! (?:them|these|those|it|mine|ours)\b)|to|into|with|instead of|instead(?=\W+(?:the|on|for|to|a|an|my|\d)\b))\b",
    re.IGNORECASE,
)
_TICKETS = regex(r"\b(tickets?|tix|seats?|order|game|show(?! me)|concert|match)\b", re.IGNORECASE)
_ENDS = regex(r"\b(?P<to>to|until|till)\b", re.IGNORECASE)
_OWN = regex(r"\b(?:have|had|got|bought|booked|my|our|mine|from|instead of|rather than)\b[^.?!,]{0,24}$", re.IGNORECASE)


def parted(slots: Sequence[Slot], clause: str, whole: str) -> tuple[list[Slot], list[Slot]]:
    """(wanted, given back) of the details of an exchange said in `clause` of the message `whole`."""
    slots = _said_once(sorted(_ends_apart(slots), key=lambda s: s.start), whole)
    said = [s for s in slots if s.name in EVENT_SLOTS]
    given = [replace(s, negated=False) for s in said if s.negated]
    if given:  # "Thursday instead of Friday"
        names = [s for s in said if s.name != "when" and not s.negated]
        if turned_to(names, whole) and not any(s.name == "when" and not s.negated for s in said):
            return [s for s in said if not s.negated], given  # "can't do the 12th, could we switch to the derby"
        alone = names if all(s.name == "when" for s in given) else []
        return [s for s in said if not s.negated], [*given, *alone]
    days = [s for s in said if s.name == "when"]
    if len(days) == 2:
        back, wanted = days
        if _OWN.search(whole[: wanted.start]) and not _OWN.search(whole[: back.start]):
            back, wanted = wanted, back  # "can I come on Thursday, I have tickets for Friday"
        names = [s for s in said if s.name != "when"]
        shows = {s.start for s in names if s.name in {"event", "event_kind"}}
        if len(shows) <= 1:
            turn = _turn(clause, whole)  # "my two on the 8th for the derby on the 11th"
            ahead = [s for s in names if back.end <= turn <= s.start <= wanted.start]
            return [*ahead, wanted], [*(s for s in names if s not in ahead), back]
    split = _turn(clause, whole)
    return [s for s in slots if s.start >= split], [s for s in slots if s.start < split]


_TURNS = r"(?:mov(?:e|ing)|shift(?:ing)?|switch(?:ing)?|swap(?:ping)?|chang(?:e|ing)|exchang(?:e|ing)|trad(?:e|ing)|rebook(?:ing)?)"
_TURNED = regex(
    rf"\b{_TURNS}(?: (?:us|me|it|them|these|those|this|that|both|all|over|mine|ours|(?:my|our|the|these|those) (?:two |three |four |\d )?(?:tickets?|tix|seats?|order|booking|ones)))* (?:to|for|into|onto|with)(?: (?:go to|see|be at|the|an?|that|those|some|one of the))* $",
    re.IGNORECASE,
)


def turned_to(names: Sequence[Slot], text: str) -> bool:
    """Whether a show is named as what tickets are to become: "could we switch to the derby", "swap them for the opera"."""
    shows = [s for s in names if s.name in {"event", "performer"} and not s.negated]
    return any(_TURNED.search(text[: s.start]) for s in shows)


def for_another(slots: Sequence[Slot], text: str) -> bool:
    """Whether tickets for one show are to become tickets for another, and both are named: "swap my opera tickets for the derby"."""
    shows = [s for s in slots if s.name in {"event", "performer"}]
    wanted, given = parted(shows, text, text)
    named = {s.value for s in wanted if not s.negated}
    return bool(named and given) and named.isdisjoint(s.value for s in given) and _MOVES_THEM.search(text) is not None


_MOVES_THEM = regex(rf"\b{_TURNS}\b", re.IGNORECASE)


def _ends_apart(slots: Sequence[Slot]) -> list[Slot]:
    """The slots, with "from the 8th to the 10th" meant as a day to leave and a day to take: an exchange has no stretch."""
    parted: list[Slot] = []
    for slot in slots:
        when, ends = slot.value, _ENDS.search(slot.text)
        if (
            slot.name != "when"
            or not isinstance(when, When)
            or ends is None
            or when.first == when.last
            or when.open_ended
        ):
            parted.append(slot)
            continue
        middle = slot.start + ends.start("to")
        parted.append(replace(slot, value=replace(when, last=when.first), end=middle))
        parted.append(replace(slot, value=replace(when, first=when.last), start=middle))
    return parted


_AS_THEIRS = regex(
    r"\b(?:that |the |in the |on the )?same (?P<span>weekend|wknd|week|day|date|night|evening|afternoon)\b"
    r"|\b(?:the|that) (?P<of>weekend|week|day|night) (?:when |of |that )?(?:the |my |our )(?:\w+ ){0,2}?(?:is|are|was|were|were supposed to be)\b",
    re.IGNORECASE,
)


def as_theirs(when: When | None, text: str, theirs: date) -> When | None:
    """The day wanted, counted from the one of the tickets given back where that is said: "the derby that same weekend"."""
    said = _AS_THEIRS.search(text)
    if said is None or (when is not None and _A_DATE.search(text)):
        return when
    span = (said["span"] or said["of"]).casefold()
    monday = theirs - timedelta(days=theirs.weekday())
    first, last = {
        "weekend": (monday + timedelta(days=5), monday + timedelta(days=6)),
        "wknd": (monday + timedelta(days=5), monday + timedelta(days=6)),
        "week": (monday, monday + timedelta(days=6)),
    }.get(span, (theirs, theirs))
    return replace(when or When(theirs, theirs), first=first, last=last, weekdays=(), open_ended=False)


_A_DATE = regex(r"\b\d{1,2}(?:st|nd|rd|th)\b|\bnext\b", re.IGNORECASE)
_APPOSED = regex(
    r"\W*(?:(?:instead|after(?: that)?|next|please|then|coming|so|that is|that['’]s|which is|i\.?e|meaning|i mean|on|the)\W+)*",
    re.IGNORECASE,
)


def _said_once(slots: Sequence[Slot], text: str) -> list[Slot]:
    """The slots, a day that is said twice over as the one said last: "to the Monday after instead, the 7th"."""
    days = [s for s in slots if s.name == "when"]
    twice = [
        first
        for first, then in itertools.pairwise(days)
        if first.negated == then.negated
        and _APPOSED.fullmatch(text[first.end : then.start] + " ")
        and _same_day(first.value, then.value)
    ]
    return [s for s in slots if s not in twice]


def _same_day(first: object, then: object) -> bool:
    """Whether the second of two days may be the first, said more exactly: one weekday, or a day within a stretch."""
    if not isinstance(first, When) or not isinstance(then, When) or then.first != then.last:
        return False
    if first.first is None or first.last is None or then.first is None:
        return False
    if first.weekdays:
        return then.first.weekday() in first.weekdays
    alike = first.first == first.last and first.first.weekday() == then.first.weekday()
    return alike or first.first <= then.first <= first.last


def _turn(clause: str, whole: str) -> int:
    """Where "my Friday tickets" ends and "for Saturday" begins: the last turning word of the clause."""
    offset = max(whole.find(clause), 0)
    stated = _FROM_TO.search(clause)
    if stated is not None:
        return offset + stated.start("to")
    first_ticket = _TICKETS.search(clause)
    after = [m.start() for m in _TARGET.finditer(clause) if first_ticket is None or m.start() > first_ticket.start()]
    if not after and first_ticket is not None:  # "swap the derby to the 7th, and then the other order"
        after = [m.start() for m in _TARGET.finditer(clause, 0, first_ticket.start())]
    return offset + (after[-1] if after else 0)

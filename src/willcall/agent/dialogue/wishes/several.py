"""Several shows in one breath: "2 for the derby on Friday and 3 for the opera", "both nights, two tickets each"; "the derby or the opera".

Pure: details in, the details of each purchase out, or of the one purchase that is still to be chosen. Knows where one purchase ends and the next begins; what becomes of them is
`hearing`'s business.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from willcall.agent.dialogue.wishes import apportioned
from willcall.agent.dialogue.wishes.wanting import EVENT_SLOTS, candidates, merged
from willcall.agent.state import Wanted
from willcall.understanding.kinds import is_kind, not_shown
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Catalogue, Intent, Reading, Slot, When, Wish

_JOINS = regex(r"\b(?:and|plus|also|then)\b|[&+,;]", re.IGNORECASE)
_INSTEAD = regex(
    r"\b(?:or|vs\.?|v|versus|against|instead|rather|no|not|\w+n['’]t|but|than|to|until|till|through|if|either)\b|[-–/]",
    re.IGNORECASE,
)
_NAMES = frozenset({"event", "performer", "event_kind"})
_SHARED = frozenset({"quantity", "section", "max_price", "preference", "accessible"})


_SOMEWHERE = regex(
    rf"\b{NUMBER}(?: (?:tickets?|seats?|places?|of us))? (?:up |down )?(?:in|on|at|by) the (?!same\b|aisle\b|end\b|front\b|back\b|middle\b|\d|evening\b|morning\b|afternoon\b|\w*day\b|night\b)[a-z]",
    re.IGNORECASE,
)
"""A place of its own, known or not: "and 3 on the grass for the carols"."""


def purchases(slots: Sequence[Slot], text: str) -> list[tuple[Slot, ...]]:
    """The details of each purchase, in the order said; one for all but a few messages.

    Args:
        slots: Details of one wish, with positions in `text`.
        text: The whole message.
    """
    if not any(s.name == "quantity" for s in slots):
        return [tuple(slots)]
    slots = _without_umbrella(slots)
    cuts = _cuts(_houses(_shows(_without_apposed(slots, text)), slots, text), text)
    names: tuple[Slot, ...] = ()
    if not cuts:
        shows = _shows(slots)
        if len(shows) > 1:
            return [tuple(slots)]
        slots = _in_order(slots)
        days = [s for s in slots if s.name == "when" and not s.negated]
        days = [s for at, s in enumerate(days) if at == 0 or s.value != days[at - 1].value]  # "Friday week, the 11th"
        cuts = _cuts([(s.start, s.end) for s in days], text)
        names = tuple(s for s in slots if s.name in EVENT_SLOTS - {"when"})
    if not cuts:
        return [tuple(slots)]
    edges = [-1, *cuts, len(text) + 1]
    parts = [[s for s in slots if a <= s.start < b] for a, b in itertools.pairwise(edges)]
    spread: list[tuple[Slot, ...]] = []
    for part, (a, b) in zip(parts, itertools.pairwise(edges), strict=True):
        said = {s.name for s in part}
        said |= {"section"} if "quantity" in said and _SOMEWHERE.search(text[max(a, 0) : b]) else set()
        missing = {name for name in _SHARED if name not in said and sum(_has(p, name) for p in parts) == 1}
        shared = [s for s in slots if s.name in missing and not apportioned.alone(s)]
        spread.append(tuple(sorted({*part, *shared, *(n for n in names if n not in part)}, key=lambda s: s.start)))
    return spread


def _without_umbrella(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """The slots without a name that stands for several shows each named beside it: "the weekender, day 1 and day 2"."""
    named = [(s, frozenset(s.value)) for s in slots if s.name == "event" and not s.negated]
    covered = [
        s
        for s, ids in named
        if len([o for _, o in named if o < ids]) > 1 and ids <= frozenset().union(*(o for _, o in named if o < ids))
    ]
    return tuple(s for s in slots if s not in covered)


_FOR_ALL = regex(r"\b(?:for|of|on) (?:both|each|all)\b", re.IGNORECASE)


def with_shared(slots: tuple[Slot, ...], reading: Reading) -> tuple[Slot, ...]:
    """The details of one wish of several, with what is said for all of them: "2 for the derby and 2 for the opera, cheapest for both"."""
    if not _FOR_ALL.search(reading.text):
        return slots
    counted = [s for s in slots if s.name == "quantity"]
    if len(counted) > 1:  # "both" is no number here
        slots = tuple(s for s in slots if not (s.name == "quantity" and "both" in s.text.casefold()))
    if _has(slots, "preference"):
        return slots
    return (*slots, *(s for s in reading.slots if s.name == "preference"))


def own(wish: Wish, reading: Reading, slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """The slots without what was found in the words of another wish."""
    whole = len(reading.wishes) == 1
    return tuple(s for s in slots if whole or s in reading.slots or wish.start <= s.start < wish.end)


def known(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The slots without names that nothing is called by, where the same words name something: "hurling" is a kind of show."""
    found = [s for s in slots if s.name in _NAMES | {"venue", "city"}]
    return tuple(
        s for s in slots if s.name != "event_name" or not any(f.start <= s.start and s.end <= f.end for f in found)
    )


def with_unknown_kind(slots: tuple[Slot, ...], reading: Reading, catalogue: Catalogue) -> tuple[Slot, ...]:
    """The slots, with a kind of show that is looked for and not to be had as a name that nothing is called by: "a hockey match on Saturday"."""
    if any(s.name in _NAMES | {"event_name"} for s in slots) or not all(w.intent in _SOUGHT for w in reading.wishes):
        return slots
    found = not_shown(reading.text, catalogue.shows)
    if found is None:
        return slots
    return (*slots, Slot("event_name", found.value, found.value, found.start, found.end))


_SENTENCES = regex(r"[.?!]+\s+|\blol\b|\s[-–—]\s")
_ONLY_WONDERS = regex(
    r"\b(?:what|how) about\b|\?|\b(?:is|are|was|were|isn['’]?t) (?:that|there|it|they)\b", re.IGNORECASE
)


def decided(slots: tuple[Slot, ...], text: str) -> tuple[Slot, ...]:
    """The details of what is decided on at last, where another show was only wondered about: "what about the football on Friday? … 2 for the rugby so"."""
    counted = [s for s in slots if s.name == "quantity" and not s.negated]
    if len(counted) != 1 or len(_shows(slots)) < 2:
        return slots
    ends = [m.end() for m in _SENTENCES.finditer(text) if m.end() <= counted[0].start]
    last = ends[-1] if ends else 0
    before = [s for s in slots if s.name in EVENT_SLOTS and s.start < last]
    named = any(s.name in {"event", "performer"} and s.start >= last and not s.negated for s in slots)
    if not named or not before or _ONLY_WONDERS.search(text[:last]) is None:
        return slots
    return tuple(s for s in slots if s not in before)


def slots_of(wish: Wish, reading: Reading) -> tuple[Slot, ...]:
    """The details of one wish of a message."""
    if len(reading.wishes) == 1:
        return decided(reading.slots, reading.text)
    own = tuple(s for s in reading.slots if wish.start <= s.start < wish.end)
    if wish.intent is Intent.BUY and not _has(own, "quantity"):
        own = (*own, *_counted_before(own, reading.text))
    named = [s for s in reading.slots if s.name in {"event", "performer"} and not s.negated]
    counted = wish.intent in {Intent.BUY, Intent.FIND_EVENTS} and _has(own, "quantity")
    others = any(
        other.intent in {Intent.BUY, Intent.REFUND, Intent.EXCHANGE} for other in reading.wishes if other is not wish
    )
    if counted and not others and not any(s in own for s in named):
        own = (*named, *own)  # "is the panto any good? was thinking 2 adults and 2 kids on the 19th"
    if wish.intent is Intent.BUY and not others:  # "a wheelchair space plus one for my carer at the play"
        beside = [s for s in reading.slots if s.name in {"quantity", "accessible"} and not _has(own, s.name)]
        own = (*own, *beside)
    return with_shared(own, reading)


_COUNT = regex(rf"\b(?P<n>{NUMBER})\s+(?:x\s+|in (?:the\s+)?)?$", re.IGNORECASE)


def _counted_before(slots: Sequence[Slot], text: str) -> tuple[Slot, ...]:
    """The number said right before a part of the house: "and also 2 stalls for the opera"."""
    part = next((s for s in slots if s.name == "section" and not s.negated), None)
    said = _COUNT.search(text[: part.start]) if part is not None else None
    value = number(said["n"]) if said is not None else None
    return () if said is None or not value else (Slot("quantity", value, said["n"], *said.span("n")),)


_SOUGHT = frozenset({Intent.BUY, Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.SEAT_INFO})


_ADDS = regex(r"\b(?:and|plus|also|then)\b|[&+]", re.IGNORECASE)


def _without_apposed(slots: Sequence[Slot], text: str) -> list[Slot]:
    """The slots without kinds that only say what the show named beside them is: "the football, the Anchors one"."""
    shows = [s for s in slots if s.name in {"event", "performer"} and not s.negated]

    def beside(kind: Slot) -> bool:
        return any(
            not _ADDS.search(text[min(kind.end, show.end) : max(kind.start, show.start)])
            and not any(
                s.name in {"quantity", "when"} and min(kind.end, show.end) <= s.start < max(kind.start, show.start)
                for s in slots
            )
            for show in shows
        )

    return [s for s in slots if not (s.name == "event_kind" and not s.negated and beside(s))]


def _without_own_kind(slots: Sequence[Slot], catalogue: Catalogue) -> tuple[Slot, ...]:
    """The slots without kinds that the one show named is of: "what's the limit on hurling, I need 8 for the final"."""
    ids = {i for s in slots if s.name == "event" and not s.negated for i in s.value}
    kinds = {show.kind for show in catalogue.shows if show.event_id in ids}
    if len(kinds) != 1 or sum(s.name == "quantity" for s in slots) > 1:
        return tuple(slots)
    return tuple(
        s for s in slots if s.name != "event_kind" or s.negated or not is_kind(next(iter(kinds)), str(s.value))
    )


_OR = regex(r"\b(?:or|versus)\b|/", re.IGNORECASE)
_BETWEEN = regex(r"\b(?:between|choose|compare|decide|deciding|torn)\b", re.IGNORECASE)


def either(slots: Sequence[Slot], text: str, catalogue: Catalogue, now: datetime) -> tuple[Slot, ...]:
    """The details, with "the derby on the 9th or the opera on the 10th" heard as any of these shows.

    Args:
        slots: Details of one wish, with positions in `text`.
        text: The whole message.
        catalogue: What is on.
        now: The instant, UTC.
    """
    slots = _without_own_kind(slots, catalogue)
    shows = _shows(slots)
    if len(shows) < 2:
        return tuple(slots)
    cuts: list[int] = []
    for (_, end), (start, _) in itertools.pairwise(shows):
        gap = text[end:start]
        word = _OR.search(gap) or ("and" in gap and _BETWEEN.search(text[: shows[0][0]]) and re.search(r"\band\b", gap))
        if not word and not (gap.strip() == "," and _OR.search(text[start:])):
            return tuple(slots)
        cuts.append(end + (word.start() if word else 0))
    edges = [-1, *cuts, len(text) + 1]
    told = [s for s in slots if s.name in EVENT_SLOTS and not s.negated]
    parts = [[s for s in told if a <= s.start < b] for a, b in itertools.pairwise(edges)]
    days = [s for s in told if s.name == "when"]
    ids: list[str] = []
    for part in parts:
        shared = [] if _has(part, "when") or len(days) != 1 else days
        found = candidates(merged(Wanted(), [*part, *shared]), catalogue, now)
        ids += [show.event_id for show in found or candidates(merged(Wanted(), part), catalogue, now)]
    if not ids:
        return tuple(slots)
    start, end = min(s.start for s in told), max(s.end for s in told)
    rest = [s for s in slots if s.name not in EVENT_SLOTS or s.negated]
    return tuple(
        sorted([*rest, Slot("event", tuple(dict.fromkeys(ids)), text[start:end], start, end)], key=lambda s: s.start)
    )


def _in_order(slots: Sequence[Slot]) -> list[Slot]:
    """The slots, with a weekday after another day meant as the one that follows: "Friday and Saturday", said on a Saturday."""
    out: list[Slot] = []
    before: date | None = None
    for slot in slots:
        if slot.name == "when" and isinstance(slot.value, When) and not slot.negated:
            when = slot.value
            if before is not None and when.open_ended and when.weekdays and when.first < before:
                later = replace(when, first=before, last=before + timedelta(days=7), open_ended=False)
                slot = replace(slot, value=later)
            before = slot.value.first
        out.append(slot)
    return out


def _has(part: Sequence[Slot], name: str) -> bool:
    return any(s.name == name for s in part)


def _shows(slots: Sequence[Slot]) -> list[tuple[int, int]]:
    """Stretches of the message that name different shows."""
    shows: list[tuple[int, int, frozenset[str]]] = []
    for slot in sorted((s for s in slots if s.name in _NAMES and not s.negated), key=lambda s: (s.start, -s.end)):
        means = frozenset(slot.value) if slot.name == "event" else frozenset({f"{slot.name}:{slot.value}"})
        if shows and slot.start < shows[-1][1]:
            start, end, known = shows[-1]
            shows[-1] = (start, max(end, slot.end), known | means)
        elif any(means & known for _, _, known in shows):
            return []  # the same show twice is one show
        else:
            shows.append((slot.start, slot.end, means))
    return [(start, end) for start, end, _ in shows]


_FOR = regex(r"\W*(?:(?:tickets?|tix|tkts?|seats?|places?|more)\W+)?(?:for|at|to)\b", re.IGNORECASE)


def _houses(shows: Sequence[tuple[int, int]], slots: Sequence[Slot], text: str) -> list[tuple[int, int]]:
    """The shows, and the houses that are said in the place of one, each with a number of its own: "2 for the panto and 2 for the party at the mill"."""
    found = list(shows)
    for house in (s for s in slots if s.name == "venue" and not s.negated):
        before = max((end for _, end in shows if end <= house.start), default=-1)
        after = any(start > house.start for start, _ in shows)
        counted = any(
            s.name == "quantity" and before <= s.start < house.start and _FOR.match(text, s.end) for s in slots
        )
        if before >= 0 and counted and not after and len(found) == len(shows):
            found.append((house.start, house.end))
    return found


def _cuts(stretches: Sequence[tuple[int, int]], text: str) -> list[int]:
    """Where each stretch but the first begins with what is said of it; none unless all are plainly joined."""
    cuts: list[int] = []
    for (_, end), (start, _) in itertools.pairwise(stretches):
        between = text[end:start]
        joins = list(_JOINS.finditer(between))
        if not joins or _INSTEAD.search(between):
            return []
        word = next((j for j in reversed(joins) if j.group().isalpha() or j.group() in "&+"), joins[-1])
        cuts.append(end + word.start())
    return cuts

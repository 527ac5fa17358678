"""All details of one message, with overlaps settled: which of the finders may claim which words.

Knows the finders and their precedence. Does not know intents, nor what the conversation is about beyond what was asked.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rapidfuzz import fuzz, process

from willcall.kit.money import month_first
from willcall.understanding.asked import asked
from willcall.understanding.cities import travelled_from
from willcall.understanding.company import KIN, KIN_MANY
from willcall.understanding.dates import dates
from willcall.understanding.kinds import narrowest, other_games
from willcall.understanding.languages import IS_LANGUAGE
from willcall.understanding.money import prices
from willcall.understanding.names import NamesCache
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.offered import offered
from willcall.understanding.ordinals import ordinals
from willcall.understanding.patterns import regex
from willcall.understanding.quantities import is_count, points, quantities
from willcall.understanding.reading import Catalogue, Context, Slot
from willcall.understanding.refs import references
from willcall.understanding.returning import names_no_place
from willcall.understanding.revising import revised
from willcall.understanding.seating import exclaimed, fault, of_the_house
from willcall.understanding.spans import Found, free_of
from willcall.understanding.text import Plain, fold
from willcall.understanding.wants import preferences, refund_to, topics

_SURE, _LIKELY = 0.72, 0.7  # above the one a count is told, above the other gathered from who comes along
_PICKS = frozenset({"the first", "the second", "the third", "the fourth", "the fifth"})
_NEAR_ENOUGH = 70  # of 100: gallery and galerie are at 71, stalls and stands at 67
_PICKING = frozenset({"choice", "event", "seats", "order"})
_NAMED = regex(
    r"(?<![\w.])(?:[A-Z][\w'’&.-]*(?:\s+(?:of|the|and|&|vs\.?|v\.?|in|at|for|de|la)\s+(?=[A-Z0-9])|\s+(?=[A-Z0-9]))?)+"
)
_CITY_CUE = regex(r"\b(?:in|near|around|at|from)\s+$", re.IGNORECASE)
_EVENT_CUE = regex(
    r"\b(?:see|watch|tickets? (?:for|to)|seats? (?:for|to)|going to|go to|called|named|about|attend|catch|tix (?:for|to)|is|are|like|for|want)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NOT_NAMES = frozenset(
    [
        "i", "i'm", "i'd", "i'll", "i've", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
        "may", "june", "july", "august", "september", "october", "november", "december", "ok", "okay", "yes", "no", "please", "thanks", "hi", "hello", "hey", "can",
        "could", "what", "when", "where", "which", "how", "is", "are", "the", "a", "an", "my", "do", "pm", "am", "vip", "usd", "row", "section", "willcall", "gimme",
        "me", "also", "and", "but", "so", "id",
    ]
)  # fmt: skip


def _worded(context: Context) -> str | None:
    """What was asked by the agent's words alone, as far as a bare number hangs on it."""
    said = asked(context)
    return said if said in {"quantity", "choice", "seats"} else None


@lru_cache(maxsize=64)
def _zone(name: str) -> "ZoneInfo | timezone":
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return timezone(timedelta(0))


def _days_of(catalogue: Catalogue) -> set[date]:
    """The days on which something is on, where it is."""
    return {show.starts_at.astimezone(_zone(show.time_zone)).date() for show in catalogue.shows}


def extract(message: Plain, context: Context, cache: NamesCache, tagged: Iterable[Found] = ()) -> list[Slot]:
    """Slots of `message` in order of position.

    Args:
        message: What was said.
        context: Now, the catalogue, what was asked.
        cache: Indexes of catalogues.
        tagged: Spans a model proposes (event_name, city, venue), in positions of `message.raw`; they fill only what the rules leave.
    """
    text, catalogue = message.text, context.catalogue
    awaiting = context.awaiting or _worded(context)
    today = context.now.astimezone(_zone(catalogue.time_zone)).date()
    names = narrowest([_trimmed(message, name) for name in cache.of(catalogue).find(message)])
    names = other_games(names, message.raw)
    taken_up = [
        one for one in offered(message, context) if not any(n.name == "event" and n.touches(one) for n in names)
    ]
    names = [*taken_up, *free_of(names, taken_up)]
    if awaiting is not None and _NO_BUT.match(message.raw) and not _TURNS_DOWN.search(message.raw):
        names = [replace(n, negated=False) if n.name in _CORRECTED and n.start < _EARLY else n for n in names]
    ids = _raw(message, references(message))
    if (
        awaiting == "seats" and _NO_BUT.match(message.raw) and _ANSWERS_TOO.search(message.raw)
    ):  # "no block 104, the second one you showed me"
        numbered = {
            f.start for f in [*ids, *names] if f.name == "section" and f.start < _EARLY and _DIGIT.search(f.value)
        }
        ids = [replace(f, negated=False) if f.start in numbered else f for f in ids]
        names = [replace(n, negated=False) if n.start in numbered else n for n in names]
    hard = [
        f
        for f in ids
        if f.name in {"order_id", "ticket_id", "email"} or (f.name == "person" and f.value[-1:].isdigit())
    ]
    hard += [f for f in ids if f.name == "person" and re.search(r"\d(?:st|nd|rd|th)$", f.value.lower())]
    names = [n for n in names if not any(n.touches(h) for h in hard)]
    firm = [n for n in names if n.name in {"event", "performer", "venue", "city"}]
    names = [n for n in names if n.name != "section" or not _no_seat(message, n)]
    names = [n for n in names if n.name != "city" or not travelled_from(message.raw, n.start)]
    sections, places = _sections(names, [f for f in ids if f not in hard])
    faults = [wrong for s in sections if s.negated and (wrong := fault(message.raw, s.end)) is not None]
    places = [p for p in places if not any(a <= p.start < b for a, b in faults)]  # "the balcony is a bit high up"
    places = [_as_spelled_here(place, catalogue.sections) for place in places]
    money = free_of(_raw(message, prices(text)), [*hard, *firm, *places])
    when = free_of(
        _raw(
            message,
            dates(
                _without_hours(message, firm),
                today=today,
                day_first=not month_first(catalogue.currency),
                taking_place=_days_of(catalogue) if "/" in text else (),
            ),
        ),
        [*hard, *money, *places],
    )
    when = [w for w in when if not (_CLOCK.search(message.raw[w.start : w.end]) and _TRAVEL.match(message.raw, w.end))]
    when = [w for w in when if not any(w.touches(n) and (n.end - n.start) >= (w.end - w.start) for n in firm)]
    names = [
        n
        for n in names
        if n.name == "section" or not any(n.touches(w) and (w.end - w.start) > (n.end - n.start) for w in when)
    ]
    chosen = free_of(_raw(message, ordinals(text, awaiting=awaiting)), [*hard, *firm, *places, *money])
    when, chosen = _date_or_choice(when, chosen, awaiting, message)
    if awaiting in {"confirmation", "payment"}:
        when = [w for w in when if _no_pick(w, message)]
    taken = [*hard, *firm, *places, *sections, *money, *when, *chosen]
    counts = [_number_alone(message, c, taken) for c in _raw(message, quantities(text, awaiting=awaiting))]
    ours = [c for c in counts if c.confidence > _SURE and _OF_US.search(message.raw[c.start : c.end])]
    counts = [
        *free_of(counts, taken),
        *free_of([c for c in ours if not _free(c, money)], [t for t in taken if t not in money]),
    ]
    if not counts:
        counts = _leading_count(message, names, [*hard, *money, *when, *chosen])
    if not counts:
        counts = _before_place(message, [*sections, *places], [*hard, *firm, *money, *when, *chosen])
    for sure in (_SURE, _LIKELY):
        if any(c.confidence > sure for c in counts):
            counts = [c for c in counts if c.confidence > sure]
    wants = [*_raw(message, [*preferences(text), *refund_to(text)]), *free_of(_raw(message, topics(text)), firm)]
    claimed = [*hard, *names, *places, *money, *when, *chosen, *counts]
    unknown = [u for u in _unknown(message, claimed, list(tagged)) if not _elsewhere(message, u)]
    slots = [
        *hard,
        *[n for n in names if n.name != "section"],
        *sections,
        *places,
        *money,
        *when,
        *chosen,
        *counts,
        *wants,
        *unknown,
    ]
    return [
        Slot(f.name, f.value, message.raw[f.start : f.end], f.start, f.end, f.confidence, f.negated)
        for f in sorted(revised(slots, message), key=lambda f: (f.start, f.end))
    ]


_HOUR = regex(r"\b(?:midnight|noon|midday|morning|afternoon|evening|night|matinee)\b")


def _without_hours(message: Plain, names: list[Found]) -> str:
    """The plain text without names that hold an hour: "8 for the Midnight Choir on the 17th"."""
    text = message.text
    for name in names:
        said = message.raw[name.start : name.end].casefold()
        if _HOUR.search(said) is not None and said in text:
            text = text.replace(said, "x" * len(said), 1)
    return text


_FIRST_NUMBER = regex(rf"{NUMBER}\b", re.IGNORECASE)
_LEADING = regex(
    rf"^\W*(?:(?:hi|hey|hello|yo|so|ok|okay|um|well|please|maybe|and|also|get me|book|need|want|i want|i need|for)\W+)*(?P<n>{NUMBER})\s+(?:the\s+)?$"
)


def _number_alone(message: Plain, count: Found, taken: list[Found]) -> Found:
    """Of "two club seats" the number, where the rest is the name of a place or a show."""
    match = _FIRST_NUMBER.match(message.raw[count.start : count.end])
    if match is None or number(match.group()) != count.value or not any(count.touches(t) for t in taken):
        return count
    return replace(count, end=count.start + match.end())


def _leading_count(message: Plain, names: list[Found], taken: list[Found]) -> list[Found]:
    """A number, as in "two otters v granite", that stands right before the name of a show and opens the message."""
    for name in names:
        if name.name in {"event", "performer", "event_kind", "section"}:
            match = _LEADING.match(message.folded[: name.start])
            value = number(match["n"]) if match else None
            if match and value:
                found = Found("quantity", value, match.start("n"), match.end("n"), 0.8)
                return free_of([found], taken)
    return []


_OF_US = regex(r"\bof (?:us|them)\b", re.IGNORECASE)  # "100 for the two of us" is money and a count
_RIGHT_BEFORE = regex(
    rf"(?:^|[\s,.;:-])(?P<n>{NUMBER})\s+(?:(?:down\s+|up\s+)?(?:in|on|at|by)\s+)?(?:the\s+)?(?:section\s+|block\s+|sec\s+)?$"
)


def _free(one: Found, taken: list[Found]) -> bool:
    return not any(one.touches(other) for other in taken)


def _before_place(message: Plain, places: list[Found], taken: list[Found]) -> list[Found]:
    """A number right before a place that has a name, as in "otters, 3 balcony"."""
    for place in places:
        match = _RIGHT_BEFORE.search(message.folded[: place.start])
        said = message.raw[place.start : place.end]
        if (
            place.name != "section"
            or match is None
            or not (said[:1].isalpha() or re.search(r"\b(?:in|on)\b", match.group()))
        ):
            continue
        value = number(match["n"])
        if match["n"] == "one" and points(message.folded, match.start("n")):
            continue
        if value and is_count(message.folded, match.start("n"), match.end("n")):
            return free_of([Found("quantity", value, match.start("n"), match.end("n"), 0.8)], [*taken, *places])
    return []


_EDGES = regex(
    r"^(?:the|a|an|in|at|on|for|to|of|and|with|from)\s+|\s{1,9}(?:the|a|an|in|at|on|for|to|of|and|with|from)$",
    re.IGNORECASE,
)


def _trimmed(message: Plain, name: Found) -> Found:
    """A name without the small words around it, which belong to what stands beside ("the Glass Orchard on the 7th")."""
    start, end = name.start, name.end
    while (edge := _EDGES.search(message.raw[start:end])) is not None and edge.end() - edge.start() < end - start:
        start, end = (start + edge.end(), end) if edge.start() == 0 else (start, start + edge.start())
    return replace(name, start=start, end=end)


_CLOCK = regex(r"\d[.:]\d\d|\d\s?[ap]\.?m|o'?clock", re.IGNORECASE)
_TRAVEL = regex(
    r"(?:[ap]\.?m\.?)?\W{1,2}(?:train|bus|tram|tube|metro|flight|ferry|coach|taxi|uber|last train|last bus)\b",
    re.IGNORECASE,
)
"""What leaves at that time is no show: "so the 10.45 train should be all right"."""
_NO_BUT = regex(r"\W*no+\W+(?=\w)", re.IGNORECASE)
_DIGIT = regex(r"\d")
_ANSWERS_TOO = regex(
    r"^\W*no+,\s|\b(?:first|second|third|fourth|1st|2nd|3rd|4th|one|i said|like i said)\b", re.IGNORECASE
)
_TURNS_DOWN = regex(
    r"\b(?:please|thanks|something else|anyone else|anything else|another)\b|\bno \w+[\w' ]{0,30},", re.IGNORECASE
)
_CORRECTED = frozenset({"event", "performer"})
_EARLY = 8
"""Where a name stands that follows a "no" said to what was asked, and is what is wanted: "no A Winter's Tale"."""


def _raw(message: Plain, found: Iterable[Found]) -> list[Found]:
    out = []
    for one in found:
        start, end = message.span(one.start, one.end)
        out.append(replace(one, start=start, end=end))
    return out


def _no_seat(message: Plain, name: Found) -> bool:
    """Whether the "Back" of a house is here the one of "give it back", or a place where something else is: "a bar upstairs"."""
    if of_the_house(message.folded, name.start, name.end) or exclaimed(message.folded, name.start, name.end):
        return True
    said = message.folded[name.start : name.end]
    return said.strip() == "back" and names_no_place(message.folded, name.start, name.end)


def _sections(names: list[Found], places: list[Found]) -> tuple[list[Found], list[Found]]:
    """The catalogue's spelling of a section wins over what was said for the same words."""
    known = [n for n in names if n.name == "section"]
    kept = [p for p in places if not (p.name == "section" and any(p.touches(k) for k in known))]
    known = [
        replace(k, negated=k.negated or any(p.touches(k) and p.negated for p in places))
        for k in known
        if not any(k.touches(p) for p in kept)
    ]
    return known, kept


def _as_spelled_here(place: Found, sections: tuple[str, ...]) -> Found:
    """A section in the house's own spelling where it has a near one: "gallery" where there is a Galerie."""
    if place.name != "section" or len(place.value) < 5 or not place.value.isalpha():
        return place
    said, known = fold(place.value), {fold(name): name for name in sections}
    if any(said in name for name in known):
        return place
    near = process.extractOne(said, list(known), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    return replace(place, value=known[near[0]]) if near is not None and near[0][0] == said[0] else place


def _no_pick(day: Found, message: Plain) -> bool:
    """Whether a day said at the till is one, and not "the first" of what was offered."""
    return message.raw[day.start : day.end].lower().strip() not in _PICKS


def _date_or_choice(
    when: list[Found], chosen: list[Found], awaiting: str | None, message: Plain
) -> tuple[list[Found], list[Found]]:
    """A day such as "the 3rd" is a choice where one was asked for, a date elsewhere; "the second" spelled out is a choice."""
    for pick in list(chosen):
        for day in [w for w in when if w.touches(pick)]:
            spelled = message.raw[day.start : day.end].lower().removeprefix("the ").strip().isalpha()
            if (
                awaiting in {"choice", "seats", "order"}
                or (spelled and awaiting == "quantity")
                or (spelled and awaiting in _PICKING | {"confirmation", "payment"})
                or pick.end - pick.start > day.end - day.start
            ):
                when.remove(day)
            elif awaiting == "event":
                chosen[chosen.index(pick)] = replace(pick, confidence=0.5)
            else:
                chosen.remove(pick)
                break
    return when, chosen


def _elsewhere(message: Plain, one: Found) -> bool:
    """Whether what is no place of ours only tells a language ("is it in English?") or where somebody comes from ("by car from Mysuru")."""
    if one.name not in {"city", "venue", "event_name"}:
        return False
    if IS_LANGUAGE.fullmatch(message.raw[one.start : one.end]):
        return True
    return one.name != "event_name" and travelled_from(message.raw, one.start)


_THEIRS = regex(rf"\b(?:my|our|his|her|their) (?:{KIN}|{KIN_MANY})$", re.IGNORECASE)
"""People are no show: "make that 4 my cousins r coming"."""


def _unknown(message: Plain, claimed: list[Found], tagged: list[Found]) -> list[Found]:
    """Shows, cities and venues that the catalogue does not hold: what the model tags, else capitalised names after a cue."""
    solid = [c for c in claimed if c.name != "event_kind"]
    tagged = [t for t in tagged if not (t.name == "event_name" and _THEIRS.search(message.raw[: t.end]))]
    out = [t for t in free_of(tagged, solid) if t.value]
    if out or tagged:
        return _once(out)
    raw = message.raw
    if raw.isupper() or raw.istitle():
        return []
    for match in _NAMED.finditer(raw):
        start, end = match.start(), match.end()
        while end > start and raw[end - 1] in " .,!?'":
            end -= 1
        said = raw[start:end]
        if (
            start == 0
            or said.lower() in _NOT_NAMES
            or len(said) < 3
            or all(w in _NOT_NAMES for w in said.lower().split())
        ):
            continue
        name = "city" if _CITY_CUE.search(raw[:start]) else "event_name" if _EVENT_CUE.search(raw[:start]) else None
        found = Found(name or "", said, start, end, 0.5)
        if name and not any(found.touches(c) for c in solid):
            out.append(found)
    return _once(out)


def _once(found: list[Found]) -> list[Found]:
    out: list[Found] = []
    for one in found:
        if not any(one.touches(other) for other in out):
            out.append(one)
    return out

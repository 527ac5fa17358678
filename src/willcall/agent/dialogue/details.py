"""What a message says of a task beyond which event: how many, where to sit, for how much, for whom. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from willcall.agent.dialogue import cues
from willcall.agent.dialogue.choosing import fold, rows_of
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Task
from willcall.understanding.ordinary import ORDINARY
from willcall.understanding.reading import PriceBound, Slot
from willcall.understanding.seating import faulted
from willcall.understanding.text import fold as folded

_ROW = re.compile(
    r"^\s*(?:row\s+)?(?P<row>[a-zA-Z]{1,2}\d{0,2})(?=\s*(?:$|[,.!]|is\b|please\b|pls\b|one\b|works\b|looks\b|for\b))",
    re.IGNORECASE,
)
_TABLE = re.compile(r"\btable (?P<n>\d{1,2})\b", re.IGNORECASE)
_POLITE = re.compile(r"\b(?:please|pls|plz|thanks|thx|section|seats?|tickets?|area|if possible|asap)\b", re.IGNORECASE)
BUYING = {"browse", "purchase"}
_COUNTED = {"seats", "confirmation", "payment"}
STEPS = {"one": 1, "a": 1, "an": 1, "another": 1, "two": 2, "couple": 2, "pair": 2, "three": 3, "four": 4, "five": 5}


def add(task: Task, slots: Sequence[Slot], *, chosen: bool = False) -> None:
    """Adds what was said to the task. With `chosen`, words that picked seats do not also ask for others."""
    before = (
        task.quantity,
        task.section,
        tuple(task.rows),
        task.prefer,
        task.budget_major,
        task.budget_per,
        task.accessible,
        tuple(task.numbers),
        tuple(task.without),
        task.dearer,
        task.few_steps,
    )
    for slot in slots:
        value = slot.value
        if slot.name == "quantity" and not chosen and isinstance(value, int):
            if task.kind in BUYING:
                task.quantity = value
                task.kind = "purchase"
            else:
                task.ticket_count, task.kept = value, None
        elif slot.name == "kept" and not chosen:
            if task.kind not in BUYING:
                task.kept, task.ticket_count = value, None
            elif isinstance(value, int) and value > 0:
                task.quantity = value
        elif slot.name == "seat" and not chosen and task.kind not in BUYING:
            task.numbers = [*(() if tuple(task.numbers) == before[7] else task.numbers), str(value)]
        elif slot.name == "section" and not chosen:
            if slot.negated:
                task.section = None if _same_part(task.section, str(value)) else task.section
                task.without = list(dict.fromkeys([*task.without, str(value)]))
            else:
                task.section = str(value)
                task.without = [name for name in task.without if name != value]
        elif slot.name == "row" and not chosen and not slot.negated:
            fresh = [] if tuple(task.rows) == before[2] else task.rows
            task.rows = [*fresh, *rows_of(slot)]
        elif slot.name == "preference" and slot.value == "steps":
            task.few_steps = not slot.negated
        elif slot.name == "preference" and not chosen and slot.negated:
            task.prefer = None if task.prefer == slot.value else task.prefer
            task.dearer = task.dearer or slot.value == "cheapest"
        elif slot.name == "preference" and not chosen:
            task.dearer = task.dearer and slot.value != "cheapest"
            if slot.value == "together" and any(s.name == "preference" and s.value == "cheapest" for s in slots):
                continue  # seats are side by side anyway
            if slot.value == "cheapest" and any(s.name == "preference" and s.value == "aisle" for s in slots):
                continue  # who needs the aisle sees what is there, and may take the cheapest of it
            task.prefer = {"cheapest": "cheapest", "aisle": "aisle"}.get(str(value), "best")  # type: ignore[assignment]
        elif slot.name == "max_price" and not chosen and isinstance(value, PriceBound) and value.bound != "min":
            task.budget_major, task.budget_per = value.major, value.per
        elif slot.name == "accessible" and value:
            task.accessible = 0 if slot.negated else max(task.accessible, int(value))
        elif slot.name == "order_id":
            task.order_hint = str(value)
            if task.order is not None and task.order.order_id != value:
                task.order = None
        elif slot.name == "refund_to":
            other = {"credit": "original", "original": "credit"}
            task.refund_to = other[value] if slot.negated else value  # type: ignore[assignment]
        elif slot.name == "email":
            task.recipient_email = str(value)
        elif slot.name == "person":
            task.recipient_name = str(value)
    _rows_of_another_part(task, before[1], slots, chosen=chosen)
    after = (
        task.quantity,
        task.section,
        tuple(task.rows),
        task.prefer,
        task.budget_major,
        task.budget_per,
        task.accessible,
        tuple(task.numbers),
        tuple(task.without),
        task.dearer,
        task.few_steps,
    )
    if after != before:
        if task.quantity != before[0] and task.chosen is not None and task.kind in BUYING:
            task.keep_section = task.chosen.section
        task.options, task.chosen = [], None


_BESIDE = 15  # characters between a row and its part of the house


def _rows_of_another_part(task: Task, section: str | None, slots: Sequence[Slot], *, chosen: bool) -> None:
    """Forgets rows that were said of the part of the house before: "row C, sorry wait, how much is the balcony"."""
    if chosen or not task.rows or task.section is None or section is None or task.section == section:
        return
    parts = [s for s in slots if s.name == "section" and not s.negated]
    rows = [s for s in slots if s.name == "row"]
    if not any(abs(r.start - p.end) < _BESIDE or abs(p.start - r.end) < _BESIDE for r in rows for p in parts):
        task.rows = []


def _same_part(section: str | None, said: str) -> bool:
    """Whether a part of the house that is turned down is the one asked for before: "not hospitality", of the Hospitality Box."""
    words, others = set(fold(section or "").split()), set(fold(said).split())
    return bool(words and others) and (words <= others or others <= words)


_HANDS = re.compile(
    r"\b(?:send|transfer|give|refund|return|swap|exchange|cancel|change|move)\b(?: (?:me|back))?\W*$", re.IGNORECASE
)


def number_of_the_deed(slots: tuple[Slot, ...], text: str) -> tuple[Slot, ...]:
    """The slots, of several numbers only the one right after the deed: "bought 4, send 2 to my brother"."""
    numbers = [s for s in slots if s.name == "quantity"]
    near = [s for s in numbers if _HANDS.search(text[: s.start])]
    if len(numbers) < 2 or len(near) != 1:
        return slots
    return tuple(s for s in slots if s.name != "quantity" or s in near)


_IN_ANOTHER_ORDER = re.compile(
    r"(?:\band )?(?:then )?\b(?P<n>\d+|one|two|three|four|five|six|seven|eight)\b(?: (?:more|others?|tickets?))*,? (?:in|on|as|with|by|under) (?:a|an|another)(?: (?:second|separate|another|different|new|other|2nd))? (?:order|booking|transaction)\b"
    r"|\b(?:another|a second|a separate|second|separate) (?:order|booking|lot) (?:of|for) (?P<m>\d+|one|two|three|four|five|six)\b(?: more)?"
    r"|\b(?:order|buy|book|get) (?:again |another |an extra )(?P<k>\d+)(?: more)?\b|\b(?P<l>\d+) more (?:after(?:wards| that)?|later|in (?:a|another) (?:bit|order))\b",
    re.IGNORECASE,
)


def of_another_order(text: str) -> bool:
    """Whether tickets of an order after this one are spoken of."""
    return _IN_ANOTHER_ORDER.search(text) is not None


def _of_this_order(slots: Sequence[Slot], text: str) -> tuple[Slot, ...]:
    """The slots without the number of tickets meant for an order after this one: "8 then, and 4 in a second order"."""
    other = _IN_ANOTHER_ORDER.search(text)
    if other is None:
        return tuple(slots)
    kept = tuple(s for s in slots if s.name not in {"quantity", "ordinal"} or s.end <= other.start())
    first = re.match(r"\W*(?:(?:ok|yes|right|so|then|well|fine)\W+)*(?P<n>\d{1,2})\b", text[: other.start()])
    if first is None or any(s.name == "quantity" for s in kept):
        return kept
    return (*kept, Slot("quantity", int(first["n"]), first["n"], *first.span("n")))


def counted_on(slots: Sequence[Slot], view: View) -> tuple[Slot, ...]:
    """The slots, with "one more" and "one less" heard as the number they make of the one that was said before."""
    task, text = view.state.task, view.reading.text
    slots = _of_this_order(slots, text)
    if task is None or task.kind not in BUYING or not task.quantity or view.state.awaiting not in _COUNTED:
        return tuple(slots)
    text = _IN_ANOTHER_ORDER.sub(" ", text)
    part = cues.PART_OF_THEM.search(text)
    if part is not None and (part["twice"] or task.quantity % 2 == 0):
        total = task.quantity * 2 if part["twice"] else task.quantity // 2
        return (
            *(s for s in slots if s.name not in {"quantity", "kept"}),
            Slot("quantity", total, part.group(), *part.span()),
        )
    more, fewer = cues.MORE.search(text), cues.FEWER.search(text)
    step = more or fewer
    if step is None:
        return tuple(slots)
    said = next((value for value in step.groupdict().values() if value), "1")
    word = said.casefold().split()[-1]
    number = STEPS.get(word) or int(word)
    others = [s for s in slots if s.name != "quantity" or s.end <= step.start() or s.start >= step.end()]
    if any(s.name == "quantity" for s in others):
        return tuple(slots)  # "one dropped out, so just two now"
    total = task.quantity + (number if more else -number)
    return (*others, Slot("quantity", max(total, 1), step.group(), *step.span()))


def as_number(slot: Slot, state: ConversationState, text: str) -> Slot:
    """A bare "4" below a list of three is a number of tickets, not a position."""
    shown = state.list_shown("events")
    beyond = shown is None or not isinstance(slot.value, int) or slot.value >= len(shown.events)
    if slot.name == "ordinal" and beyond and state.awaiting == "event" and text.strip(" .!").isdigit():
        return replace(slot, name="quantity", value=int(text.strip(" .!")))
    return slot


_LETTER = re.compile(
    r"\b(?:in|into|us|me|want|to|for|have|take|try)\s+(?P<name>[a-z])(?=\W*$|\s*[.,!?]|\s+(?:please|pls|thanks|thx|instead|then|if|rather)\b|\s+[^\w\s])",
    re.IGNORECASE,
)

_ROW_IN = re.compile(r"\W*(?:row )?(?P<row>[a-z])(?= (?:in|of) the \w+)(?<!\ba)", re.IGNORECASE)
_FEW_WORDS = 7
_COUNT_BEFORE = re.compile(r"(?:^|[\s,])(?P<n>one|two|three|four|five|[1-9])\s+(?:x\s+)?$")
_OF_ANY_PLACE = frozenset(
    [
        "end",
        "stand",
        "side",
        "section",
        "level",
        "block",
        "deck",
        "tier",
        "rows",
        "seats",
        "seat",
        "area",
        "zone",
        "upper",
        "lower",
        "front",
        "rear",
        "back",
        "left",
        "right",
        "centre",
        "center",
        "middle",
        "north",
        "south",
        "east",
        "west",
        "inner",
        "outer",
        "main",
        "first",
        "second",
        "third",
        "general",
        "admission",
        "house",
        "hall",
        "room",
        "view",
        "price",
        "family",
        "adult",
        "child",
        "student",
        "standard",
        "premium",
        "wheelchair",
        "restricted",
        "accessible",
        "companion",
        "ticket",
        "tickets",
    ]
)
_PLACED = re.compile(
    r"(?P<where>\b(?:on|in|at|up in|down in|by|from|for)\s+(?:the|a|an|your)\s+|,\s*(?=[a-z]+\s*(?:please|pls|thanks|ta|if\b.*)?\W*$))?\b(?P<word>[a-z]{4,})\b(?!\s+(?:holiday|account|transfer|card))"
)
_NOT = re.compile(r"\b(?:not|no|never|without|except|nor|neither|\w+n['’]?t)\b", re.IGNORECASE)


def with_bare_section(slots: Sequence[Slot], view: View) -> tuple[Slot, ...]:
    """The slots, with "201 please" and "C" heard as a section and a row where seats are being picked."""
    state, text = view.state, view.reading.text
    letter = _LETTER.search(text)
    known = letter is not None and letter["name"].upper() in view.catalogue.sections
    if letter is not None and known and state.task is not None and not any(s.name == "section" for s in slots):
        return (*slots, Slot("section", letter["name"].upper(), letter.group(), *letter.span()))
    if state.awaiting != "seats":
        return (*slots, *(_named_at_the_edge(slots, view) or _named_in_part(slots, view)))
    within = _ROW_IN.match(text)
    if within is not None and not any(s.name == "row" for s in slots):
        slots = (*slots, Slot("row", within["row"].upper(), within.group(), *within.span("row")))  # "B in the circle"
    named = {fold(s.value) for s in slots if s.name == "section"}
    slots = [s for s in slots if not (s.name == "quantity" and str(s.value) in named)]
    if any(s.name in {"section", "row", "ordinal"} for s in slots):
        return tuple(slots)
    shown = state.list_shown("upgrades" if state.task is not None and state.task.kind == "upgrade" else "seats")
    rows = {fold(o.row) for o in shown.seats} if shown is not None else set()
    row = _ROW.match(text)
    table = _TABLE.search(text)
    if table is not None and f"t{table['n']}" in rows:
        return (*slots, Slot("row", f"T{table['n']}", table.group(), *table.span()))  # "table 2 looks good"
    if row is not None and fold(row["row"]) in rows:
        return (*slots, Slot("row", row["row"].upper(), row.group(), *row.span()))
    numbered = {
        said: name for said, name in _folded(view.catalogue.sections).items() if said.isdigit() and len(said) > 1
    }
    for word in re.finditer(r"(?<![$€£\d.,:])\b\d{2,4}\b(?![.,:]\d|\s*(?:%|pm|am|each|bucks|dollars))", text):
        if word.group() in numbered and not faulted(text, word.end()):
            section = Slot("section", numbered[word.group()], word.group(), *word.span())
            kept = [s for s in slots if not (s.name == "quantity" and str(s.value) == word.group())]
            return (*kept, section)
    part = by_one_word(text, [o.section for o in shown.seats]) if shown is not None else None
    return (*slots, part) if part is not None else tuple(slots)


def _named_in_part(slots: Sequence[Slot], view: View) -> tuple[Slot, ...]:
    """A section by a word that only its name has: "4 on the grass" where there is a Grass Bank, "the mezz" where there is a mezzanine.

    Everyday words count only where a place is told ("on the grass"); words of a show's name never do.
    """
    told = {s.name for s in slots}
    buying = view.state.task is not None and view.state.task.kind in BUYING
    if told & {"section", "row"} or not (buying or told & {"event", "performer", "quantity"}):
        return ()
    text = folded(view.reading.text)
    owners = _owners(view.catalogue.sections)
    taken = [(s.start, s.end) for s in slots]
    for match in _PLACED.finditer(text):
        word = match["word"]
        if any(start < match.end("word") and match.start("word") < end for start, end in taken):
            continue
        called = (
            [word] if word in owners else [whole for whole in owners if whole.startswith(word) and word not in ORDINARY]
        )
        names = set(owners[called[0]]) if len(called) == 1 else set()
        placed = match["where"] is not None
        if len(names) == 1 and (placed or word not in ORDINARY) and not _in_a_show(called[0], view):
            section = Slot("section", names.pop(), match["word"], *match.span("word"))
            number = _COUNT_BEFORE.search(text[: match.start("word")])
            if number is None or "quantity" in told:
                return (section,)
            count = STEPS.get(number["n"]) or int(number["n"])  # "2 loft for the late show"
            return (section, Slot("quantity", count, number["n"], *number.span("n")))
    return ()


@lru_cache(maxsize=8)
def _owners(sections: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Of each word that tells a place, the sections that have it in their names."""
    owners: dict[str, set[str]] = {}
    for name in sections:
        for word in fold(name).split():
            if len(word) > 3 and word.isalpha() and word not in _OF_ANY_PLACE:
                owners.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in owners.items()}


@lru_cache(maxsize=8)
def _folded(sections: tuple[str, ...]) -> dict[str, str]:
    """Each section's name as it is compared, and as it is written."""
    return {fold(name): name for name in sections}


def _in_a_show(word: str, view: View) -> bool:
    """Whether a word is one of a show's, a performer's or a house's name."""
    return any(
        word in fold(said).split()
        for show in view.catalogue.shows
        for said in (show.name, show.venue, show.city, *show.performers, *show.aliases)
    )


def by_one_word(text: str, sections: Sequence[str]) -> Slot | None:
    """The only one of the sections offered that has a word of the message in its name: "the rear ones please", of Stalls Front and Rear."""
    if len(text.split()) > _FEW_WORDS or _NOT.search(text):
        return None
    for word in re.finditer(r"[^\W\d_]{3,}", text):
        having = {s for s in sections if fold(word.group()) in fold(s).split()}
        if len(having) == 1:
            return Slot("section", having.pop(), word.group(), *word.span())
    return None


def _named_at_the_edge(slots: Sequence[Slot], view: View) -> tuple[Slot, ...]:
    """A section that stands alone between commas or ends the message, as in "2 for the matinee, circle"."""
    if any(s.name == "section" for s in slots) or not any(s.name in {"event", "performer", "quantity"} for s in slots):
        return ()
    names = _folded(view.catalogue.sections)
    for part in re.split(r"[,;.!?]", view.reading.text):
        words = _POLITE.sub("", part).split()
        for length in (3, 2, 1):
            tail = fold(" ".join(words[-length:])) if len(words) >= length else ""
            if tail in names and (not tail.isdigit() or len(tail) > 2):
                return (Slot("section", names[tail], part, 0, len(view.reading.text)),)
    return ()

"""Where in the house, told by little: "201 please", "row A east", "4 on the grass", "circle" at the end of a message. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.wishes import misspelt
from willcall.agent.dialogue.wishes.choosing import fold
from willcall.agent.dialogue.wishes.details import BUYING, STEPS
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, SeatsFact
from willcall.understanding.ordinary import ORDINARY
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot, Wish
from willcall.understanding.seating import faulted, unwanted
from willcall.understanding.text import fold as folded

_ROW = regex(
    r"^\W*(?:(?:ok|okay|yes|yeah|so|then|right|um+|hmm+|maybe|the|those|take|book|hold|have|get|give|us|me|go|with|for|i['’]?ll|we['’]?ll|let['’]?s|i['’]?d|like|do)\W+){0,5}(?:row\s+)?(?P<row>[a-z]{1,2}\d{0,2})(?=\s*(?:$|[,.!]|(?:is|please|pls|ones?|works|looks|for)\b|row(?=\W*$|[,.!]|\s+(?:please|pls|thanks|then|it is|for|is|looks|works)\b)))",
    re.IGNORECASE,
)
_TABLE = regex(r"\btable (?P<n>\d{1,2})\b", re.IGNORECASE)
_POLITE = regex(
    r"\b(?:please|pls|plz|thanks|thx|section|seats?|tickets?|area|if (?:poss(?:ible)?|there (?:is|are) any|you can)|asap|(?:in )?(?:the )?(?:front|first|second|third|back|last) rows?|rows? [a-z])\b",
    re.IGNORECASE,
)
"""What may stand beside the name of a part of the house: "circle front row if poss"."""
_GET_US = regex(
    r"\b(?:(?:get|put|move|give|have|switch|swap|change|sit) (?:me |us |it |them |these |those |over )?(?:in |into |to |the )|(?:get|put|move|give|have|switch) (?:me|us) (?!\d{3} (?:seats|tickets)\b))(?:section )?(?P<n>\d{3})\b(?! (?:dollars|bucks|quid|people)\b)",
    re.IGNORECASE,
)
_LETTER = regex(
    r"\b(?:in|into|us|me|want|to|for|have|take|try)\s+(?P<name>[a-z])(?=\W*$|\s*[.,!?]|\s+(?:please|pls|thanks|thx|instead|then|if|rather)\b|\s+[^\w\s])",
    re.IGNORECASE,
)

_ROW_IN = regex(r"\W*(?:row )?(?P<row>[a-z])(?= (?:in|of) the \w+)(?<!\ba)", re.IGNORECASE)
_FEW_WORDS = 7
_COUNT_BEFORE = regex(r"(?:^|[\s,])(?P<n>one|two|three|four|five|[1-9])\s+(?:x\s+)?$")
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
_PLACED = regex(
    r"(?P<where>\b(?:on|in|at|up in|down in|by|from|for)\s+(?:the|a|an|your)\s+|,\s*(?=[a-z]+\s*(?:please|pls|thanks|ta|if\b.*)?\W*$))?\b(?P<word>[a-z]{4,})\b(?!\s+(?:holiday|account|transfer|card))"
)
_NOT = regex(r"\b(?:not|no|never|without|except|nor|neither|\w+n['’]?t)\b", re.IGNORECASE)


def with_bare_section(slots: Sequence[Slot], view: View) -> tuple[Slot, ...]:
    """The slots, with "201 please" and "C" heard as a section and a row where seats are being picked."""
    state, text = view.state, view.reading.text
    slots = _seated(slots, view)
    slots = misspelt.corrected((*slots, *_turned_down(slots, view)), view)
    letter = _LETTER.search(text)
    known = letter is not None and letter["name"].upper() in view.catalogue.sections
    if letter is not None and known and state.task is not None and not any(s.name == "section" for s in slots):
        return (*slots, Slot("section", letter["name"].upper(), letter.group(), *letter.span()))
    moved = _GET_US.search(text) if state.hold is not None and not any(s.name == "section" for s in slots) else None
    if moved is not None and (name := _folded(view.catalogue.sections).get(moved["n"])) is not None:
        kept = [s for s in slots if not (s.name == "quantity" and str(s.value) == moved["n"])]
        return (
            *kept,
            Slot("section", name, moved["n"], *moved.span("n")),
        )  # "can you get us 203", of what is held elsewhere
    if state.awaiting != "seats":
        return (*slots, *(_named_at_the_edge(slots, view) or _named_in_part(slots, view) or _under_a_roof(slots, view)))
    if covered := _under_a_roof(slots, view):
        return (*slots, *covered)
    within = _ROW_IN.match(text)
    if within is not None and not any(s.name == "row" for s in slots):
        slots = (*slots, Slot("row", within["row"].upper(), within.group(), *within.span("row")))  # "B in the circle"
    named = {fold(s.value) for s in slots if s.name == "section"}
    slots = [s for s in slots if not (s.name == "quantity" and str(s.value) in named)]
    shown = state.list_shown("upgrades" if state.task is not None and state.task.kind == "upgrade" else "seats")
    told = {s.name for s in slots}
    table = _TABLE.search(text)
    if "row" not in told and table is not None and shown is not None:
        name = next((o.row for o in shown.seats if fold(o.row) == f"t{table['n']}"), None)
        if name is not None:
            return (*slots, Slot("row", name, table.group(), *table.span()))  # "table 2 looks good"
    beside = _row_after(slots, text, shown.seats) if "row" not in told and shown is not None else None
    if beside is not None:
        return (*slots, beside)  # "circle b then"
    if "section" in told and "row" not in told and shown is not None:
        lettered = {fold(o.row): o.row for o in shown.seats if re.fullmatch(r"[a-z]{1,2}\d{1,2}", fold(o.row))}
        for word in re.finditer(r"\b[a-z]{1,2}\d{1,2}\b", text, re.IGNORECASE):
            if fold(word.group()) in lettered:
                return (
                    *slots,
                    Slot("row", lettered[fold(word.group())], word.group(), *word.span()),
                )  # "tables T2 please"
    if told & {"section", "ordinal"} or ("row" in told and shown is None):
        return tuple(slots)
    rows = {fold(o.row) for o in shown.seats} if shown is not None and "row" not in told else set()
    row = _ROW.match(text)
    if row is not None and fold(row["row"]) in rows:
        return (*slots, Slot("row", row["row"].upper(), row.group(), *row.span()))
    called = next((w for w in _ROW_NAME.finditer(text) if _of_those(w, rows) and _is_named(w, text)), None)
    if called is not None:
        return (*slots, Slot("row", called.group().upper(), called.group(), *called.span()))
    numbered = {
        said: name for said, name in _folded(view.catalogue.sections).items() if said.isdigit() and len(said) > 1
    }
    offered = [o.section for o in shown.seats] if shown is not None else []
    blocks = {fold(name).split()[-1]: name for name in offered if re.fullmatch(r"[a-z]+ \d{2,4}", fold(name))}
    for word in re.finditer(r"(?<![$€£\d.,:])\b\d{2,4}\b(?![.,:]\d|\s*(?:%|pm|am|each|bucks|dollars))", text):
        if word.group() not in numbered and word.group() in blocks and not faulted(text, word.end()):
            kept = [s for s in slots if not (s.name == "quantity" and str(s.value) == word.group())]
            no = unwanted(text, word.start())
            return (
                *kept,
                Slot("section", blocks[word.group()], word.group(), *word.span(), negated=no),
            )  # "202", of Block 202
        if word.group() in numbered and not faulted(text, word.end()):
            no = unwanted(text, word.start())  # "cheapest that is not 301"
            section = Slot("section", numbered[word.group()], word.group(), *word.span(), negated=no)
            kept = [s for s in slots if not (s.name == "quantity" and str(s.value) == word.group())]
            return (*kept, section)
    part = by_one_word(text, [o.section for o in shown.seats]) if shown is not None else None  # "row A east"
    return (*slots, part) if part is not None else tuple(slots)


_LETTER_AFTER = regex(
    r"[\s,]+(?P<row>[a-z]{1,2})\b(?=\s*(?:$|[,.!;?]|(?:then|please|pls|thanks|looks?|is|it is|will do|sounds?|works?|for me|for us)\b))",
    re.IGNORECASE,
)


_NO_ROW = frozenset(
    {"x", "u", "n", "r", "k", "i", "xx", "ok", "so", "is", "it", "or", "no", "if", "by", "at", "on", "in", "to", "do"}
)
"""Letters that a message ends with, or is put together by."""


def _row_after(slots: Sequence[Slot], text: str, shown: Sequence[SeatsFact]) -> Slot | None:
    """The row whose letter stands right after the part of the house, where rows have letters: "ok circle b"."""
    rows = [o.row for o in shown if not o.unreserved]
    for part in slots:
        after = _LETTER_AFTER.match(text, part.end) if part.name == "section" and not part.negated else None
        letter = after["row"].casefold() if after is not None else ""
        if after is None or letter in _NO_ROW or str(part.value).casefold().split()[-1] == letter:
            continue  # "floor a", which is a part of the house; "club 1 x"
        if any(len(row) == len(letter) and row.isalpha() for row in rows):
            return Slot("row", after["row"].upper(), after["row"], *after.span("row"))
    return None


_ROW_NAME = regex(r"\b(?:[a-z]{1,2}\d{1,2}|(?P<twice>[a-z])(?P=twice))\b", re.IGNORECASE)
"""What a row may be called that is no word: "T3", "AA"."""


def _of_those(word: re.Match[str], rows: set[str]) -> bool:
    """Whether it is one of the rows offered, or called like them: "T9", of the tables T1 to T4."""
    name = fold(word.group())
    return name in rows or (
        name[-1].isdigit() and any(name.rstrip("0123456789") == r.rstrip("0123456789") for r in rows)
    )


def _is_named(word: re.Match[str], text: str) -> bool:
    """Whether a row is named for being wanted: "we'll have T3", not "anything but T3"."""
    return not (unwanted(text, word.start()) or faulted(text, word.end()))


_SEATED = regex(
    r"\b(?:not|no|without|(?:do|does|can|could|would)(?: not|n['’]?t) (?:want|like|fancy|need|do)|can['’]?t do|instead of|rather than)(?: (?:to|the|any|be|in|all))* stand(?:ing)?\b(?! (?:up|ovation|by|out|room only))"
    r"|\b(?:seated|sitting|sit[- ]down) (?:only|tickets?|places?)\b|\b(?:only|all|must be|has to be|have to be|needs? to be) seated\b|\b(?:actual|proper|real) seats\b|\bseats? (?:only|to sit (?:on|in))\b",
    re.IGNORECASE,
)
_NONE_OF = regex(r"\b(?:no|without|avoid|except)\s+(?:any\s+)?(?P<word>[a-z]{4,})\b", re.IGNORECASE)


def _turned_down(slots: Sequence[Slot], view: View) -> tuple[Slot, ...]:
    """A part of the house that is not wanted, by its name without the article: "no grass", of what is called "the grass"."""
    task = view.state.task
    if task is None or task.kind not in BUYING or any(s.name == "section" for s in slots):
        return ()
    for match in _NONE_OF.finditer(view.reading.text):
        name = _called_the(view.catalogue.sections).get(match["word"].casefold())
        if name is not None:
            return (Slot("section", name, match["word"], *match.span("word"), negated=True),)
    return ()


def _seated(slots: Sequence[Slot], view: View) -> Sequence[Slot]:
    """The slots, with "seats, not standing" as places to stand that are not wanted, whatever the house calls them."""
    task, text = view.state.task, view.reading.text
    begins = task is None and any(w.intent in {Intent.BUY, Intent.FIND_EVENTS} for w in view.reading.wishes)
    buying = begins or (task is not None and task.kind in BUYING)
    said = _SEATED.search(text) if buying else None
    if said is None or aspects.asks(text):
        return slots
    kept = [s for s in slots if s.name != "section" or not said.start() <= s.start < said.end()]
    return [*kept, Slot("section", "standing", said.group(), *said.span(), negated=True)]


@lru_cache(maxsize=8)
def _called_the(sections: tuple[str, ...]) -> dict[str, str]:
    """Of each section that is called "the …", the word after it."""
    return {name[4:].casefold(): name for name in sections if name.casefold().startswith("the ")}


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
        if len(names) == 1 and (placed or word not in ORDINARY) and not misspelt.of_a_show(called[0], view):
            section = Slot("section", names.pop(), match["word"], *match.span("word"))
            number = _COUNT_BEFORE.search(text[: match.start("word")])
            if number is None or "quantity" in told:
                return (section,)
            count = STEPS.get(number["n"]) or int(number["n"])  # "2 loft for the late show"
            return (section, Slot("quantity", count, number["n"], *number.span("n")))
    return ()


_ROOF = regex(
    r"\b(?:with|under|has|have|having|got|get)(?: a| some| any)? (?:roof|cover|shelter)\b|(?<!un)(?<!not )\b(?:covered|roofed|sheltered)\b(?! (?:by|in|with|for|wagon|market|up)\b)|\bunder ?cover\b|\b(?:out of|away from|dry if it|no) (?:the )?(?:rain|wet)\b",
    re.IGNORECASE,
)


def _under_a_roof(slots: Sequence[Slot], view: View) -> tuple[Slot, ...]:
    """The part of the house that says it is covered, where seats under a roof are wanted; none where no name says so."""
    if any(s.name in {"section", "row"} and not s.negated for s in slots):
        return ()
    wanted = _ROOF.search(view.reading.text)
    if wanted is None or (aspects.asks(view.reading.text) and not any(s.name == "quantity" for s in slots)):
        return ()
    covered = [name for name in view.catalogue.sections if "covered" in fold(name).split()]
    return (Slot("section", covered[0], wanted.group(), *wanted.span()),) if len(covered) == 1 else ()


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


def by_one_word(text: str, sections: Sequence[str]) -> Slot | None:
    """The only one of the sections offered that has a word of the message in its name: "the rear ones please", of Stalls Front and Rear."""
    if len(text.split()) > _FEW_WORDS or _NOT.search(text):
        return None
    for word in re.finditer(r"[^\W\d_]{3,}", text):
        having = {s for s in sections if fold(word.group()) in fold(s).split()}
        if len(having) == 1:
            return Slot("section", having.pop(), word.group(), *word.span())
    return None


_OBJECTED = frozenset({Intent.KNOWLEDGE, Intent.POLICY, Intent.COMPLAINT, Intent.SEAT_INFO, Intent.EVENT_INFO})


def turns_down(slots: Sequence[Slot], state: ConversationState) -> bool:
    """Whether a clause beside a purchase says which part of the house is not wanted: "but we want seats not standing"."""
    buying = state.task is not None and state.task.kind in BUYING
    return buying and any(s.name == "section" and s.negated for s in slots)


def objects(wish: Wish, slots: Sequence[Slot], view: View) -> bool:
    """Whether a wish names a part of the house for what is wrong with it while seats are picked, which asks nothing: "the pit's standing, isn't it? we want seats"."""
    if view.state.awaiting != "seats" or wish.intent not in _OBJECTED:
        return False
    text = view.reading.text
    return any(s.name == "section" and s.negated and faulted(text, s.end) for s in slots)


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

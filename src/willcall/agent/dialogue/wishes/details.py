"""What a message says of a task beyond which event: how many, where to sit, for how much, for whom. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from willcall.agent.dialogue import cues
from willcall.agent.dialogue.wishes import joining
from willcall.agent.dialogue.wishes.choosing import fold, rows_of
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Task
from willcall.understanding.patterns import regex
from willcall.understanding.reading import PriceBound, Slot

BUYING = {"browse", "purchase"}
_ROUGHLY = 1.1  # of a sum that is only about so much
_COUNTED = {"seats", "confirmation", "payment", "sign_in"}
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
        elif slot.name == "numbers" and not chosen and task.kind in BUYING and isinstance(value, tuple):
            either = value[-1:] == ("or",)
            told = [str(number) for number in value if number != "or"]
            counted = any(s.name == "quantity" for s in slots)
            more = before[0] is not None and before[0] > len(told) > 1 and not either
            task.numbers = [] if more and not counted else told  # "9 and 10 for mum and dad", of three tickets
            if more and not counted:
                continue
            if not either and not counted and (len(task.numbers) > 1 or task.quantity is None):
                task.quantity = len(task.numbers)
                task.kind = "purchase"
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
            task.without = [name for name in task.without if name != "front"]  # "not too close. row H then"
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
            low = any(s.name == "preference" and s.value == "cheapest" and not s.negated for s in slots)
            task.thrifty = slot.value == "aisle" and (task.thrifty or low or task.prefer == "cheapest")
            task.prefer = {"cheapest": "cheapest", "aisle": "aisle"}.get(str(value), "best")  # type: ignore[assignment]
        elif slot.name == "max_price" and not chosen and isinstance(value, PriceBound) and value.bound != "min":
            most = value.major * (_ROUGHLY if value.bound == "about" else 1)
            again = value.per is None and task.budget_major == most  # "5 of us, still 120 max", of a sum for all
            task.budget_major, task.budget_per = most, task.budget_per if again else value.per
        elif slot.name == "accessible" and value:
            spaces = int(value) if slot.confidence >= 1 else max(task.accessible, int(value))
            task.accessible = 0 if slot.negated else spaces  # "only one of us is in a chair", after two
        elif slot.name == "order_id":
            task.order_hint = str(value)
            if task.order is not None and task.order.order_id.casefold() != str(value).casefold():
                task.order = None
        elif slot.name == "refund_to":
            other = {"credit": "original", "original": "credit"}
            task.refund_to = other[value] if slot.negated else value  # type: ignore[assignment]
        elif slot.name == "email":
            task.recipient_email = str(value)
        elif slot.name == "person":
            task.recipient_name = str(value)
    _rows_of_another_part(task, before[1], slots, chosen=chosen)
    if task.kind in BUYING and before[7] and not any(s.name == "numbers" for s in slots):
        elsewhere = (task.section, tuple(task.rows), tuple(task.without)) != (before[1], before[2], before[8])
        recounted = before[0] is not None and task.quantity != before[0]
        if elsewhere or recounted or any(s.name in {"preference", "max_price"} for s in slots):
            task.numbers = []  # those were seats of another wish
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
        _keep_the_row(task, slots)
        if task.quantity != before[0] and task.chosen is not None and task.kind in BUYING:
            task.keep_section = None if seeks_elsewhere(slots) else task.chosen.section
            task.keep_row = task.chosen.row or None
        task.options, task.chosen = [], None


def _keep_the_row(task: Task, slots: Sequence[Slot]) -> None:
    """Seats named by number beside the one that is held are in its row: "make it 2, seats 7 and 8", of seat 7."""
    told = {s.name for s in slots}
    if "numbers" not in told or told & {"row", "section"} or task.chosen is None or task.kind not in BUYING:
        return
    if set(task.chosen.numbers) & set(task.numbers):
        task.section, task.rows = task.chosen.section, [task.chosen.row]


def seeks_elsewhere(slots: Sequence[Slot]) -> bool:
    """Whether what is said beside another number is looked for in all the house: the cheapest, a budget, a row."""
    wished = {s.name for s in slots if not s.negated}
    manner = {s.value for s in slots if s.name == "preference" and not s.negated} - {"together", "aisle", "steps"}
    return bool(manner or wished & {"section", "row", "max_price", "accessible"})


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


_HANDS = regex(
    r"\b(?:send|transfer|give|refund|return|swap|exchange|cancel|change|move)\b(?: (?:me|back))?\W*$", re.IGNORECASE
)


def number_of_the_deed(slots: tuple[Slot, ...], text: str) -> tuple[Slot, ...]:
    """The slots, of several numbers only the one right after the deed: "bought 4, send 2 to my brother"."""
    numbers = [s for s in slots if s.name == "quantity"]
    near = [s for s in numbers if _HANDS.search(text[: s.start])]
    if len(numbers) < 2 or len(near) != 1:
        return slots
    return tuple(s for s in slots if s.name != "quantity" or s in near)


_IN_ANOTHER_ORDER = regex(
    r"(?:\band )?(?:then )?\b(?P<n>\d+|one|two|three|four|five|six|seven|eight)\b(?: (?:more|others?|tickets?))*,? (?:in|on|as|with|by|under) (?:a|an|another)(?: (?:second|separate|another|different|new|other|2nd))? (?:order|booking|transaction)\b"
    r"|\b(?:another|a second|a separate|second|separate) (?:order|booking|lot) (?:of|for) (?P<m>\d+|one|two|three|four|five|six)\b(?: more)?"
    r"|\b(?:order|buy|book|get) (?:again |another |an extra )(?P<k>\d+)(?: more)?\b|\b(?P<l>\d+) more (?:after(?:wards| that)?|later|in (?:a|another) (?:bit|order))\b",
    re.IGNORECASE,
)


_FOR_AN_AGE = regex(
    r"\b(?:ok|okay|allowed|suitable|fine|good|legal|too young|appropriate) (?:for|at|with) (?:an? |my )?$",
    re.IGNORECASE,
)
_OF_A_PART = regex(r"\bthe [a-z]+ $", re.IGNORECASE)
_BIG = 20  # more than anybody says without a word for what they are


_OF_SOME = regex(
    r"\w+ of (?:us|them|the (?:party|group))(?:['’]re)? (?:(?:are|is|were|was)(?: (?:also|all|both|quite|pretty|rather|very|really|just|a bit))* (?!(?:coming|going|joining|in|free|here|able|staying|stay|out|ill|sick|no longer|not|now|left|only|enough|cancell?ing)\b)|(?:have|has|had|got|need|needs|use|uses|hate|prefer|like|love|do ?n['’]?t|doesn['’]?t|wear|walk)\b(?! (?:cancell?ed|dropped|bailed|pulled|backed|to (?:cancel|drop|stay|work)|seats?|tickets?|want)\b)|(?:can['’]?t|cannot|can not|can) (?!(?:come|make|go|attend|be|join|do (?:it|that|this)|now|still|actually)\b)[a-z])",
    re.IGNORECASE,
)
"""Tells how some of the party are; who comes and who stays away counts."""


_OF_THOSE = regex(r"\s*(?:one|two|1|2) of (?:us|them|em|['’]em|those)\b", re.IGNORECASE)


def _counts_nothing(slot: Slot, text: str, view: View) -> bool:
    """Whether a number is none of tickets: an age, a price, a section, or "an aisle seat" of the three that are held."""
    if slot.name != "quantity" or not isinstance(slot.value, int):
        return False
    before, task = text[: slot.start], view.state.task
    several = task is not None and task.kind in BUYING and (task.quantity or 0) > 1
    if (
        several
        and slot.value == 1
        and re.match(r"(?:an?|one) (?:\w+ )?(?:seat|place|spot)\b", slot.text, re.IGNORECASE)
    ):
        return view.state.awaiting in _COUNTED and slot.text[0] in "aA"
    if _OF_THOSE.match(text, slot.start) and any(s.name == "accessible" for s in view.reading.slots):
        return True  # "2 for the match, one of them in a wheelchair"
    if several and view.state.awaiting in _COUNTED and _OF_SOME.match(text, slot.start):
        return True  # "4 of us are pretty old"
    bare = slot.text.strip().isdigit()
    if bare and several and slot.value == 1 and view.state.awaiting == "seats" and _OF_A_PART.search(before):
        return True  # "the east 1"
    if bare and _FOR_AN_AGE.search(before):
        return True
    return (
        bare
        and slot.value > _BIG
        and len(text.split()) > 1
        and view.state.awaiting in {"seats", "confirmation", "payment", "sign_in", "event"}
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


def so_many(step: re.Match[str]) -> int:
    """How many tickets `cues.MORE` or `cues.FEWER` found to be added or taken off."""
    word = next((value for value in step.groupdict().values() if value), "1").casefold().split()[-1]
    return STEPS.get(word) or int(word)


def counted_on(slots: Sequence[Slot], view: View) -> tuple[Slot, ...]:
    """The slots, with "one more" and "one less" heard as the number they make of the one that was said before."""
    task, text = view.state.task, view.reading.text
    slots = tuple(s for s in _of_this_order(slots, text) if not _counts_nothing(s, text, view))
    if view.state.awaiting == "quantity" and not slots and (party := joining.party(text)):
        return (Slot("quantity", party, text, 0, len(text)),)  # "me, Jess and Tom"
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
    if not any(s.name == "quantity" for s in slots) and joining.joins(text):
        return (*slots, Slot("quantity", task.quantity + joining.joined(text), text, 0, len(text)))
    if not any(s.name == "quantity" for s in slots) and 0 < (gone := joining.left(text)) < task.quantity:
        fewer_come = Slot("quantity", task.quantity - gone, text, 0, len(text))
        return (*(s for s in slots if s.name not in joining.OF_SHOWS), fewer_come)
    more, fewer = cues.MORE.search(text), cues.FEWER.search(text)
    step = more or fewer
    if step is None:
        return tuple(slots)
    number = so_many(step)
    others = [s for s in slots if s.name != "quantity" or s.end <= step.start() or s.start >= step.end()]
    if any(s.name == "quantity" for s in others) or _in_all(view.reading.slots, step, text):
        return tuple(slots)  # "one dropped out, so just two now"
    total = task.quantity + (number if more else -number)
    return (*others, Slot("quantity", max(total, 1), step.group(), *step.span()))


_TOTAL = regex(r"\s*(?:of us )?(?:total|in total|in all|altogether|now)\b", re.IGNORECASE)
_SO = regex(r"\b(?:so|that'?s|makes(?: it)?|leaves)\s+(?:that'?s |it'?s |we'?re |just |only |us )*$", re.IGNORECASE)


def _in_all(slots: Sequence[Slot], step: re.Match[str], text: str) -> bool:
    """Whether the number in all is told in another clause: "one bailed again. so 3 total"."""
    apart = [s for s in slots if s.name == "quantity" and (s.end <= step.start() or s.start >= step.end())]
    return any(_TOTAL.match(text, s.end) or _SO.search(text[max(0, s.start - 24) : s.start]) for s in apart)


def as_number(slot: Slot, state: ConversationState, text: str) -> Slot:
    """A bare "4" below a list of three is a number of tickets, not a position."""
    shown = state.list_shown("events")
    beyond = shown is None or not isinstance(slot.value, int) or slot.value >= len(shown.events)
    if slot.name == "ordinal" and beyond and state.awaiting == "event" and text.strip(" .!").isdigit():
        return replace(slot, name="quantity", value=int(text.strip(" .!")))
    return slot


def only_another_day(task: Task, said: Sequence[Slot]) -> bool:
    """Whether of the show only the day is said anew, in a purchase."""
    return task.kind in BUYING and any(not s.negated for s in said) and all(s.name == "when" for s in said)

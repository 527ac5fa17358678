"""What another number would cost where seats are held: "how much for 3", told with nothing let go and nothing changed.

`asked` is pure, like `hearing`, which asks it; `tell` looks it up where the held seats are, else in all the house.
"""

import re

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, SeatsFact
from willcall.boxoffice.contract import section_label
from willcall.understanding.numerals import NUMBER
from willcall.understanding.patterns import regex

_PRICE = regex(
    r"\bhow much\b|\b(?:what|wot)(?:['’]?s| is| would| will| does| do| are)?\b[^.?!]{0,40}\b(?:cost|price|total|come to|come out at|damage|set (?:me|us) back|be altogether|be in all)\b|\b(?:price|cost|total) (?:for|of)\b|\b(?:what|wot)(?: would| will|['’]?d|['’]?ll) (?:it|that|they|those) be for\b",
    re.IGNORECASE,
)
_AND_FOR = regex(
    rf"\W*(?:(?:and|or|so|ok|hmm+|what if|what about|how about)\W+)*(?:for|if (?:it|there)(?:['’]?s| is| was| were| are)|if we(?:['’]?re| are| were)) (?:just |only |all )?{NUMBER}(?: of us| tickets?| people| seats?)?\W*\?\W*",
    re.IGNORECASE,
)
_WANTS = regex(
    r"\b(?:book|take|get me|get us|give|hold|make (?:it|that)|change (?:it|that|them)|switch|swap|upgrade|add|i['’]?ll|we['’]?ll|let['’]?s|instead|please change|cheap\w*|better|child\w*|kids?|student|senior|parking|drinks?|after|later|more|extra)\b",
    re.IGNORECASE,
)
_LONGEST = 120  # characters
_STANDS_BY = frozenset({"confirmation", "payment", "sign_in", "seats"})


def asked(view: View, heard: Heard) -> bool:
    """Whether it is only asked what another number of tickets than the one held would come to."""
    state, text = view.state, view.reading.text
    task, held = state.task, state.hold
    if _of_a_list(view):
        heard.changed = True
        return True
    if held is None or state.quote is None or state.quote.kind != "purchase" or state.awaiting not in _STANDS_BY:
        return False
    if task is None or task.kind not in BUYING or task.event is None or len(text) > _LONGEST:
        return False
    slots = [s for s in view.reading.slots if s.name not in {"topic", "sentiment"}]
    if [s.name for s in slots] != ["quantity"] or slots[0].negated or slots[0].value == len(held.seat_ids):
        return False
    if not isinstance(slots[0].value, int) or slots[0].value < 1 or _WANTS.search(text):
        return False
    if view.reading.answer != "none" or not (_PRICE.search(text) or _AND_FOR.fullmatch(text)):
        return False
    heard.standing, heard.understood = "so many", True
    return True


def _of_a_list(view: View) -> bool:
    """Whether it is asked of seats that are only listed; then they are listed for so many."""
    state, task, text = view.state, view.state.task, view.reading.text
    if task is None or task.kind not in BUYING or task.event is None or state.hold is not None:
        return False
    slots = [s for s in view.reading.slots if s.name != "sentiment"]  # "my bag is 14 inches long, what would it cost"
    many = slots[0].value if [s.name for s in slots] == ["quantity"] and not slots[0].negated else None
    if state.awaiting != "seats" or not isinstance(many, int) or many < 1 or many == task.quantity:
        return False
    if view.reading.answer != "none" or len(text) > _LONGEST or _WANTS.search(text) or not _PRICE.search(text):
        return False
    task.quantity, task.chosen, task.options = many, None, []
    return True


def tell(flow: Flow) -> Script:
    """The price of so many, and what is held all the same."""
    state, task = flow.state, flow.state.task
    number: int = flow.view.reading.value("quantity") or 1
    assert task is not None
    assert task.event is not None
    assert state.quote is not None
    held = len(state.hold.seat_ids) if state.hold is not None else 0
    shown, where = list(state.shown), task.chosen.section if task.chosen is not None else task.section
    options: list[SeatsFact] = []
    got, place = None, ""
    for section in dict.fromkeys((where or None, None)):
        got = yield from flow.use(
            "check_inventory",
            event_id=task.event.event_id,
            quantity=number,
            section=section,
            wheelchairs=min(task.accessible, number) or None,
            prefer="best" if section else "cheapest",
        )
        options = [SeatsFact.model_validate(o) for o in got.content["options"]] if got.ok else []
        if options:
            place = f" in {section_label(section)}" if section else ""
            break
    state.shown = shown  # only a price was asked for: nothing is on the table but what is held
    waits = "confirmation" if state.awaiting == "seats" else state.awaiting
    currency, words = task.event.currency, phrases.tickets(number)
    total = phrases.money(state.quote.total, currency)
    if not options:
        why = phrases.sentence(got.why) if got is not None and not got.ok else f"I don't have {words} together."
        return flow.say(why, _stays(flow, held, total, ""), awaiting=waits, show=())
    stay = _stays(flow, held, total, f"Say “{words}” to change, or ")
    one = options[0]
    each = f" ({phrases.money(one.each, currency)} each)" if number > 1 else ""
    place = place or (" elsewhere" if where else "")
    told = f"{words[0].upper()}{words[1:]}{place} would be {phrases.money(one.total, currency)} in all{each}, fees included."
    return flow.say(told, stay, awaiting=waits, show=())


def _stays(flow: Flow, held: int, total: str, change: str) -> str:
    """That what is held is held all the same, and what is asked of it."""
    them = "one ticket" if held == 1 else phrases.count(held)
    if flow.state.awaiting == "payment":
        return f"I'm still holding your {them}: {total} to pay, choose how below." + (
            f" {change.split(',', maxsplit=1)[0]}." if change else ""
        )
    book = f"shall I book the {phrases.count(held)}?"
    return f"I'm still holding your {them}, {total} in all. {change}{book if change else book.capitalize()}"

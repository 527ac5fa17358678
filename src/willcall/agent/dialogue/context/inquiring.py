"""A question, heard: what it is put to, and what of it is rather a wish. Pure, like `hearing`, which asks it."""

import re

from willcall.agent.dialogue import aspects, cues, tasks
from willcall.agent.dialogue.acts import matters, picking
from willcall.agent.dialogue.asked import asking, facets
from willcall.agent.dialogue.context import besides, budgets, rephrasing, sifting, standing
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question, Wanted
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading, Slot

WISHED = frozenset({"event", "performer", "event_kind", "section", "when", "preference", "max_price"})
"""Details that somebody tells who wants to see or to have something."""


_ANNOUNCES = regex(
    r"\b(?:(?:(?:a|one|some|few|couple|two|three|several|quick|more|other|many|lots?)(?: of)?|my) )+(?:questions?|qs|queries|things (?:to ask|i wanted to ask))\b|\b(?:need|want) (?:some |a bit of |your )?(?:help|info|information)\b|^\W*(?:help|questions?)\b[^?]{0,12}$",
    re.IGNORECASE,
)


def announced(reading: Reading) -> bool:
    """Whether what was read as a cry for help only says that questions come: "few questions. is there wifi, can I bring my camera"."""
    calls = [reading.text[w.start : w.end] for w in reading.wishes if w.intent is Intent.HELP]
    return len(reading.wishes) > len(calls) > 0 and all("?" not in c and _ANNOUNCES.search(c) for c in calls)


_FOR_IT = regex(r"\bfor (?:it|that|this)(?: one)? then\b", re.IGNORECASE)
"""Whoever says so wants the tickets, whatever is asked beside it."""


def of_a_need(view: View, heard: Heard) -> bool:
    """Whether the message asks what there is for a need or a thing one brings, and wants no tickets."""
    reading = view.reading
    text = reading.text
    if any(wish.intent is Intent.HELP for wish in reading.wishes) and cues.NEEDS.search(text):
        question = Question("knowledge", text, reading.slots)  # "my mum's hard of hearing, what can you do for her"
    else:
        of_its_thing = rephrasing.with_its_thing(text)
        wished = {s.name for s in reading.slots if not s.negated} & (WISHED - {"preference"})
        if of_its_thing != text and not wished and reading.answer == "none":
            question = Question("knowledge", of_its_thing, ())  # "my bag is 14 inches long, what would it cost …"
        elif matters.only_a_need(reading):
            question = Question("knowledge", text, ())  # "my dad wears hearing aids, is there anything to help?"
        else:
            return False
    asking.note_show(reading.slots, view.state)
    heard.questions.append(question)
    heard.understood = True
    return True


def _not_then(slots: tuple[Slot, ...], view: View) -> bool:
    """Whether a show is named with a day on which it is not on."""
    wanted = wanting.merged(Wanted(), slots)
    on = wanting.candidates(wanted, view.catalogue, view.now)
    return wanting.names_show(wanted) and wanted.when is not None and not on


def turns_to(text: str, slots: tuple[Slot, ...], view: View) -> bool:
    """Whether another show is named where seats of one are shown, and nothing asked of it: "NOT the play. the opera"."""
    task = view.state.task
    if task is None or task.kind not in BUYING or view.state.awaiting not in {"seats", "quantity"}:
        return False
    named = wanting.names_event([s for s in slots if not s.negated])
    return named and not aspects.asks(text) and picking.other_event(task, slots, view)


def hear(intent: Intent, text: str, slots: tuple[Slot, ...], view: View, heard: Heard) -> None:
    """Puts a question to the documents, the calendar or the seats; or goes on with the wish that it is.

    Args:
        intent: What kind of question the words are.
        text: The clause that asks.
        slots: Details said in it.
        view: What is known.
        heard: What the message did so far; changed.
    """
    state = view.state
    task = state.task
    counted = any(s.name == "quantity" for s in slots)
    asking.note_show(slots, state)
    if cues.WHAT_IF.search(text) and any(s.name in {"section", "row"} for s in slots):
        intent = Intent.SEAT_INFO  # "what if I take the balcony?" asks for other seats
    if intent is Intent.SEAT_INFO and len(view.reading.wishes) > 1 and standing.PRICE.fullmatch(text):
        return  # "two for the derby, what's the damage": the offer says
    if intent is Intent.SEAT_INFO and asking.judges(text, slots):
        heard.questions.append(Question("seats", text, slots))
        return
    if intent is Intent.SEAT_INFO and asking.compares_prices(text, slots):
        heard.questions.append(Question("seats", text, slots))
        return
    if intent is Intent.SEAT_INFO and asking.of_the_house(state, text, slots):
        heard.questions.append(Question("knowledge", text, tuple(s for s in slots if s.name == "topic")))
        return
    if intent is Intent.SEAT_INFO:
        refining = any(s.name in {"section", "max_price", "preference", "quantity", "accessible", "row"} for s in slots)
        if task is not None and task.kind in {"purchase", "browse", "upgrade", "exchange"} and refining:
            if task.kind in BUYING and task.quantity is None and not any(s.name == "quantity" for s in slots):
                heard.questions.append(Question("seats", text, slots))
            tasks.change(state, slots, view, heard, text)
            heard.asked_more = heard.asked_more or not heard.changed or picking.only_asks(text)
            heard.changed = True
            return
        if task is None and state.hold is None and _not_then(slots, view):
            tasks.take_up("browse", slots, view, heard, text)  # "any seats left for her on the 15th", of another month
            return
        placed = any(s.name in {"section", "row"} and not s.negated for s in slots)
        wanted = placed or not aspects.asks(text) or _FOR_IT.search(text)
        if task is None and counted and state.memo.get("about") and wanted:
            tasks.take_up("purchase", slots, view, heard, text)  # "ok, two of the cheapest", "can I get 2 in row B"
            return
        priced = budgets.asks_least(text, slots) or (
            cues.PRICED.search(text) and not any(s.name == "quantity" for s in slots)
        )
        if (
            wanting.names_event(slots)
            and not priced
            and any(s.name in {"quantity", "section", "preference", "max_price"} for s in slots)
        ):
            tasks.take_up("purchase", slots, view, heard, text)
            return
        heard.questions.append(Question("seats", text, slots))
        return
    if intent is Intent.EVENT_INFO and task is not None and task.kind == "orders" and heard.started:
        return  # "check my order ord_1, when is it?": the order is shown with its date
    if intent is Intent.EVENT_INFO and counted and wanting.names_event(slots) and task is None:
        tasks.take_up("purchase", slots, view, heard, text)  # "is Sunday's game on? 2 in the family section if so"
        return
    if intent is Intent.EVENT_INFO and turns_to(text, slots, view):
        tasks.change(state, slots, view, heard, text)
        return
    if intent is Intent.EVENT_INFO:
        known = task.event if task is not None else state.last_event
        told = aspects.aspect(text) not in {None, "when"} or facets.asked(text) in {"language", "maker"}
        told = told or facets.of_an_age(text) or bool(besides.named(text))  # "is the comedy 18+"
        if wanting.names_event(slots) and known is None and state.quote is None and not told:
            tasks.take_up("browse", slots, view, heard, text)
            return
        heard.questions.append(Question("event", text, slots))
        return
    asked = sifting.as_documents_put_it(text)
    heard.questions.append(Question("policy" if intent is Intent.POLICY else "knowledge", asked, slots))
    ours = cues.ONE_OF_OURS.search(text)
    if task is None and not ours and wanting.names_event(slots) and any(s.name == "quantity" for s in slots):
        tasks.take_up("purchase", slots, view, heard, text)  # "4 for Saturday's play. Then what's your bag policy"

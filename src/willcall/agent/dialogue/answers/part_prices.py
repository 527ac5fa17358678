"""What seats cost in each part of a house, or in those that are asked about; and what is not known of them."""

import re
from collections.abc import Sequence
from typing import Any

from willcall.agent.dialogue import cues, phrases
from willcall.agent.dialogue.asked import asking
from willcall.agent.dialogue.context import budgets
from willcall.agent.dialogue.flow import Flow, most_each
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.state import EventFact, Question
from willcall.understanding.text import fold

_MANY = 5  # parts of the house that are told one by one


def tell(flow: Flow, question: Question, event: EventFact, sections: Sequence[dict[str, Any]]) -> None:
    """Adds the prices to what will be said.

    Args:
        flow: The turn.
        question: What is asked, and of which parts.
        event: The show.
        sections: Its parts as `get_event_info` lists them.
    """
    tiers: dict[str, str] = {}
    named = {fold(str(s.value)) for s in question.slots if s.name == "section" and not s.negated}
    if asking.judges(question.text, question.slots):
        words = f" {fold(question.text)} "
        named |= {
            fold(n)
            for s in sections
            for n in (s["name"], s["tier"], *s["aliases"])
            if re.search(rf"\W{re.escape(fold(n))}\W", words)
        }
    there = [s for s in sections if named & {fold(n) for n in (s["name"], s["tier"], *s["aliases"])}]
    many = len(there) > _MANY  # "the upper deck" is eight sections
    for section in there or sections:
        if section["from"] and section["available"]:
            tiers.setdefault(section["name"] if there and not many else section["tier"], section["from"])
    if budgets.asks_least(question.text, question.slots):
        least = next((tier for tier, price in reversed(tiers.items()) if price == _from(event)), None)
        tiers = tiers if least is None else {f"the cheapest is {least},": tiers.pop(least), **tiers}
    prices = "; ".join(f"{tier} from {price}" for tier, price in tiers.items())
    only_the_view = flow.state.hold is not None and not there and asking.of_the_view(question.text)
    parts = " and ".join(dict.fromkeys(section["name"] for section in there))
    gone = f"{parts}: sold out for {phrases.event_short(event, flow.now)}." if parts and event.available else ""
    names = {fold(n) for s in sections for n in (s["name"], s["tier"], *s["aliases"])}
    of_a_part = any(f" {name} " in f" {fold(question.text).rstrip('?!. ')} " for name in names)
    only_the_floor = of_a_part and asking.of_the_floor(question.text, ()) and not cues.PRICED.search(question.text)
    flow.lead.append(
        ""
        if only_the_view or only_the_floor
        else f"{phrases.event_short(event, flow.now)}: {prices}, fees included."
        if prices
        else gone or f"{phrases.event_short(event, flow.now)} is sold out."
    )
    if there and not only_the_floor and (over := _over(flow, event, there)):
        flow.lead.append(over)
    if asking.of_concessions(question.text):
        flow.lead.append("Those are all the prices I have; I know of none that is only for children or other groups.")
    elif asking.judges(question.text, question.slots):
        flow.lead.append(
            "Which is better, and what you see from there, I can't judge; a limited view is marked on the seat where I know of it."
        )
    elif asking.of_the_floor(question.text, ()):
        flow.lead.append(
            "Where people stand I don't know for sure: places that are offered with a row and numbers are seats."
        )


def _over(flow: Flow, event: EventFact, parts: Sequence[dict[str, Any]]) -> str:
    """That all that is asked about costs more than the limit named for it; empty where it does not."""
    task = flow.state.task
    most = most_each(task, event.currency) if task is not None and task.kind in BUYING else None
    least = [int(s["from_amount"]) for s in parts if s.get("from_amount") and s["available"]]
    if most is None or not least or min(least) <= most:
        return ""
    return f"That is more than the {phrases.money(most, event.currency)} each you named; name another limit if it may be more."


def _from(event: EventFact) -> str:
    """The least a ticket costs, as it is written."""
    return "" if event.from_price is None else phrases.money(event.from_price, event.currency)

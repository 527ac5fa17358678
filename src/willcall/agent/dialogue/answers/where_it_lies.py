"""What is known of where seats lie: in the upper part or the lower, and which row of how many; never what is seen from there."""

from collections.abc import Generator, Mapping, Sequence
from typing import Any

from willcall.agent.dialogue.asked import lying, of_the_move
from willcall.agent.dialogue.flow import Flow
from willcall.agent.dialogue.wishes.choosing import fold
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.state import ConversationState, Question
from willcall.boxoffice.contract import section_label

CANT_JUDGE = "How near that is, and what you see from there, I can't judge; a limited view is marked on the seat where I know of it."
_OF_THE_MOVE = {
    of_the_move.SAME: "The seats are chosen anew for it, and I look in your part of the house first: where yours are free there, you can have the same.",
    of_the_move.KEPT: "Your tickets stay yours until you have seen what the exchange costs and said yes to it.",
}
_MANY = 4  # places that are told one by one
_MOST = 8  # sections whose rows are looked up
_NTH = {1: "first", 2: "second", 3: "third"}
Place = tuple[str, str | None]
"""A section and a row in it."""


def told(flow: Flow, question: Question) -> Generator[list[ToolCall], list[ToolResult], bool]:
    """Whether it is asked where seats lie; the answer is added."""
    if question.text == lying.TOGETHER:
        flow.lead.append("Yes, side by side.")  # beside a pick: it is put only of offers that all are
        return True
    if question.text in _OF_THE_MOVE:
        flow.lead.append(_OF_THE_MOVE[question.text])
        return True
    if not question.text.startswith(lying.LIES):
        return False
    row = next((str(s.value) for s in question.slots if s.name == "row" and not s.negated), None)
    said = [str(s.value) for s in question.slots if s.name == "section" and not s.negated]
    nth = next((s.value for s in question.slots if s.name == "ordinal"), None)
    meant = _on_the_table(flow.state, nth)
    wanted = list(dict.fromkeys([*said, *(section for section, _ in meant)]))[:_MOST]
    got = yield from flow.use("get_event_info", event_id=lying.event_id(flow.state), rows_of=wanted or None)
    if not got.ok:
        return False
    sections = {str(s["name"]): s for s in got.content["sections"]}
    places = [(name, row or own) for name, own in meant]
    if said:
        words, rows = {fold(n) for n in said}, dict(meant)
        named = [n for n, s in sections.items() if words & {fold(w) for w in (n, s["tier"], *s["aliases"])}]
        if not named:
            flow.lead.append(f"There is no {section_label(said[0])} at {got.content['name']}.")
            return True
        places = [(n, row or rows.get(n)) for n in named]
        if len(named) > _MANY:
            one = sections[named[0]]
            sections[named[0]] = {**one, "name": one["tier"]}
            places = [(named[0], None)]
    flow.lead += [_line(sections[n], at) for n, at in dict.fromkeys(places[:_MANY]) if n in sections]
    if lying.which_way(question.text):
        flow.lead.append(_WHICH_WAY)
        flow.offer_person()
        return True
    flow.lead.append(_NOT_MARKED if _unmarked(flow.state, nth, said) else CANT_JUDGE)
    return True


_WHICH_WAY = "Whether that is head-on or to one side, and what you see from there, I don't know. I can ask a person: just say so."
_NOT_MARKED = "How near that is, and what you see from there, I can't judge; none of these seats is marked as having a limited view."
_LIMITED = "obstructed view"


def _unmarked(state: ConversationState, nth: object, said: Sequence[str]) -> bool:
    """Whether the seats held, or those taken of a list, are known to have no mark of a limited view."""
    task = state.task
    offers = task.options if task is not None else []
    one = offers[nth] if isinstance(nth, int) and -len(offers) <= nth < len(offers) else None
    one = one or (task.chosen if task is not None else None)
    return one is not None and not one.unreserved and not said and _LIMITED not in one.note


def _on_the_table(state: ConversationState, nth: object) -> list[Place]:
    """Where what is held or quoted is; else what is offered, or the one of it that is pointed at."""
    task, quote = state.task, state.quote
    if quote is not None and quote.seats and quote.kind != "purchase":
        return [(section, row) for section, row, _ in quote.seats[:1]]
    if task is not None and task.chosen is not None:
        return [(task.chosen.section, None if task.chosen.unreserved else task.chosen.row)]
    shown = state.latest
    offers = (task.options if task is not None else []) or (shown.seats if shown is not None else [])
    if isinstance(nth, int) and -1 <= nth < len(offers):
        offers = [offers[nth]]
    return [(o.section, None if o.unreserved else o.row) for o in offers]


def _line(section: Mapping[str, Any], row: str | None) -> str:
    """Where a section lies, as far as the names of its house say, and which row of it that is, counted from the front."""
    name, sort = section_label(str(section["name"])), str(section["tier"])
    whole = name if fold(sort) in fold(name) else f"{name} ({sort})"
    high = (
        ""
        if "upper" not in section
        else ("in the upper part of the house" if section["upper"] else "not one of the upper parts, as far as I know")
    )
    nth = _nth(row, section.get("rows") or []) if row else ""
    if not high and not nth:
        return f"{whole}: more than that I don't know of where it is."
    return f"{whole}: {'; '.join(part for part in (high, nth) if part)}."


def _nth(row: str, rows: Sequence[str]) -> str:
    at = next((n for n, name in enumerate(rows, 1) if fold(name) == fold(row)), None)
    if at is None:
        return f"it has no row {row}" if rows else ""
    if len(rows) == 1:
        return f"row {rows[0]} is its only row"
    count = f"the {_NTH[at]}" if at in _NTH else f"number {at}"
    last = ", the last" if at == len(rows) else ""
    return f"row {rows[at - 1]} is {count} of its {len(rows)} rows from the front{last}"

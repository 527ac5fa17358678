"""What can be had for the money, and how many: shows by price, shows within a budget, the most tickets of one there are."""

from collections.abc import Generator

from willcall.agent.dialogue.flow import Flow, most_each
from willcall.agent.dialogue.wishes.choosing import fold
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.state import EventFact, Task
from willcall.boxoffice.contract import section_label
from willcall.understanding.reading import Show

OVER = {"finished": "is over", "cancelled": "has been cancelled", "postponed": "has been postponed"}
_MOST = 30  # events compared by price
_FEW_PARTS = 6  # of a house, looked through one by one


def by_price(flow: Flow, shows: list[Show]) -> Generator[list[ToolCall], list[ToolResult], list[Show]]:
    """The shows, cheapest tickets first, those of the same price by date."""
    got = yield from flow.use("find_events", event_ids=[s.event_id for s in shows[:_MOST]])
    if not got.ok:
        return shows
    facts = [flow.fact(e) for e in got.content["events"]]
    prices = {
        fact.event_id: fact.from_price for fact in facts if fact.from_price is not None and fact.status not in OVER
    }
    return sorted((s for s in shows if s.event_id in prices), key=lambda s: (prices[s.event_id], s.starts_at)) or shows


def affordable(flow: Flow, task: Task, shows: list[Show]) -> Generator[list[ToolCall], list[ToolResult], list[Show]]:
    """Those of the first few dozen that have tickets within the budget."""
    got = yield from flow.use("find_events", event_ids=[s.event_id for s in shows[:_MOST]])
    if not got.ok:
        return []
    facts = {e["event_id"]: flow.fact(e) for e in got.content["events"]}
    return [
        show
        for show in shows
        if (fact := facts.get(show.event_id)) is not None
        and fact.from_price is not None
        and fact.from_price <= (most_each(task, fact.currency) or 0)
    ]


def within(
    flow: Flow, task: Task, shows: list[Show]
) -> Generator[list[ToolCall], list[ToolResult], tuple[str, list[Show]]]:
    """Those within the budget, else the cheapest there are; with what is said of them."""
    fitting = yield from affordable(flow, task, shows)
    if fitting:
        return "Here is what fits:", fitting
    return "Nothing costs so little; the cheapest:", (yield from by_price(flow, shows))


def most_left(flow: Flow, task: Task, event: EventFact) -> Generator[list[ToolCall], list[ToolResult], int]:
    """How many tickets fewer than asked for there are at most; 0 where it is none of a few less."""
    assert task.quantity is not None
    for fewer in range(task.quantity - 1, max(0, task.quantity - 4), -1):
        got = yield from flow.use(
            "check_inventory", event_id=event.event_id, quantity=fewer, wheelchairs=task.accessible or None
        )
        if got.ok and got.content["options"]:
            return fewer
    return 0


def parts_left(
    flow: Flow, event: EventFact, most: int
) -> Generator[list[ToolCall], list[ToolResult], list[tuple[str, int]]]:
    """The parts of the house that still sell tickets, each with how many up to `most`; none where those are many parts."""
    got = yield from flow.use("get_event_info", event_id=event.event_id)
    parts = [p for p in got.content.get("sections", []) if p["available"]] if got.ok else []
    found = []
    for part in parts if len(parts) <= _FEW_PARTS else []:
        top = min(most, int(part["available"]))
        for number in range(
            top, max(0, top - 4), -1
        ):  # spaces and their companions' seats are counted, and not sold to all
            search = {"event_id": event.event_id, "quantity": number, "section": part["name"]}
            there = yield from flow.use("check_inventory", **search)
            if there.ok and there.content["options"]:
                found.append((str(part["name"]), number))
                break
    return found


def why_none(
    flow: Flow, event: EventFact, section: str | None, missing: str
) -> Generator[list[ToolCall], list[ToolResult], str]:
    """Why `missing` tickets are not to be had: the part of the house asked for is sold out, or there are none like that."""
    if section is None:
        return f"I don't have {missing}."
    got = yield from flow.use("get_event_info", event_id=event.event_id)
    said = fold(section)
    parts = got.content.get("sections", []) if got.ok else []
    named = [s for s in parts if said in {fold(s["name"]), fold(s.get("tier") or ""), *map(fold, s["aliases"])}]
    gone = bool(named) and not any(s["available"] for s in named)
    label = section_label(section)
    return f"{label[:1].upper()}{label[1:]} is sold out." if gone else f"I don't have {missing}."

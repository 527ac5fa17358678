"""What a fan asked us to remember, put to use where seats are offered, and said openly. Fills only what they left open this time."""

import re
from collections.abc import Generator, Sequence

from willcall.agent.dialogue.flow import Aside, Flow
from willcall.agent.dialogue.wishes.choosing import fold
from willcall.agent.memory.preferences import Preference
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.state import EventFact, Heard, Task
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Show

_ASIDE = regex(
    r"\b(?:what else|anything else|show me more|other (?:seats|places|options)|show me all|leave that aside)\b",
    re.IGNORECASE,
)


def recall(flow: Flow, task: Task, event: EventFact, heard: Heard) -> Aside:
    """Once a purchase: the wishes that are remembered and not contradicted; asking for other seats lets them go."""
    if heard.asked_more or _ASIDE.search(flow.view.message):
        let_go(task)
        return None
    if task.recalled is not None:
        return None
    task.recalled = []
    kept: dict[str, Preference] = {one.kind: one for one in flow.view.remembered()}
    if not kept:
        return None
    used: list[str] = []
    steps = "access" in kept and kept["access"].value == "steps"
    if steps and not (task.few_steps or task.accessible):
        task.few_steps = True
        used.append("few_steps")
    elif "access" in kept and not steps and not task.accessible:
        task.accessible = True
        used.append("accessible")
    if "aisle" in kept and task.prefer is None and not task.rows:
        task.prefer = "aisle"
        used.append("prefer")
    if "budget" in kept and task.budget_major is None:
        task.budget_major = float(kept["budget"].value)
        task.budget_per = "total" if kept["budget"].per == "total" else "each"
        used.append("budget")
    if "area" in kept and task.section is None and task.keep_section is None and not task.rows:
        section = yield from _section(flow, event, kept["area"])
        if section is not None:
            task.section = section
            used.append("section")
    task.recalled = used
    names = {"accessible": "access", "few_steps": "access", "prefer": "aisle", "budget": "budget", "section": "area"}
    if used:
        words = "; ".join(f"you {kept[names[each]].words}" for each in used)
        flow.lead.append(f"As you asked me to remember: {words}. (“What else do you have?” leaves that aside.)")
    for one in flow.view.alike():
        flow.lead.append(f"You once told me: “{one.value}”.")
    return None


def let_go(task: Task) -> bool:
    """Forgets for this purchase what memory had filled in; whether there was any of it."""
    used, task.recalled = task.recalled or [], []
    if "accessible" in used:
        task.accessible = False
    if "few_steps" in used:
        task.few_steps = False
    if "prefer" in used:
        task.prefer = None
    if "budget" in used:
        task.budget_major = task.budget_per = None
    if "section" in used:
        task.section = None
    return bool(used)


def favourites_first(flow: Flow, shows: list[Show]) -> list[Show]:
    """The calendar with the fan's teams first, saying so where that changes what comes first."""
    teams = [one for one in flow.view.remembered() if one.kind == "team"]
    theirs = [show for show in shows if any(_plays(one, show) for one in teams)]
    if not theirs or shows[: len(theirs)] == theirs:
        return shows
    flow.lead.append(
        f"With {theirs[0].performers[0] if theirs[0].performers else theirs[0].name} first, as you follow them:"
    )
    return [*theirs, *(show for show in shows if show not in theirs)]


def _plays(team: Preference, show: Show) -> bool:
    wanted = fold(team.value)
    return any(
        wanted in fold(name) or fold(name) in wanted for name in (*show.performers, *show.aliases, show.name) if name
    )


def _section(flow: Flow, event: EventFact, area: Preference) -> Generator[list[ToolCall], list[ToolResult], str | None]:
    """A section of this event that is called so, or on that side."""
    got = yield from flow.use("get_event_info", event_id=event.event_id)
    sections: Sequence[dict[str, str]] = got.content.get("sections", []) if got.ok else []
    wanted = fold(area.value)
    for section in sections:
        if (
            wanted in {fold(section["name"]), fold(section.get("tier") or "")}
            or wanted in fold(section["name"]).split()
        ):
            return section["name"]
    return None

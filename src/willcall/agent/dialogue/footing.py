"""For whom steps are hard and who needs no wheelchair's space: seats that are not upstairs, what is known of lifts, ordinary seats after all.

What is upstairs is told by the names and numbers of sections; whether there are steps in between nobody here knows.
"""

import re
from collections.abc import Generator, Sequence

from willcall.agent.dialogue import documents, phrases
from willcall.agent.dialogue.flow import Aside, Flow, most_each
from willcall.agent.dialogue.wishes import climbing
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.state import ConversationState, EventFact, SeatsFact, Task
from willcall.boxoffice.contract import section_label
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot

_UPSTAIRS = "upstairs"
_ORDINARY = regex(
    r"\b(?:ordinary|normal|regular|usual|plain)(?: [\w'-]+)? (?:seats?|tickets?|ones?|places?|chairs?)\b|\b(?:we|i|he|she|they) can (?:all |both )?walk\b(?! (?:an? (?:bit|little|few)|short|some|with|only|but|up|to|from|so far|not))",
    re.IGNORECASE,
)
NOT_UPSTAIRS = "None of these is upstairs, as far as the plan tells; whether there are single steps I can't see."
_IF_RATHER = "If a wheelchair space would be better, just say so."


def ordinary(task: Task, slots: Sequence[Slot], text: str) -> tuple[Slot, ...]:
    """The slots, with "ordinary seats, please" heard as no wheelchair's space where one was looked for and none is asked for now."""
    match = _ORDINARY.search(text) if task.accessible else None
    if match is None or any(s.name == "accessible" for s in slots):
        return tuple(slots)
    return (*slots, Slot("accessible", 1, match.group(), *match.span(), negated=True))


def _of_needs(slots: Sequence[Slot]) -> list[Slot]:
    """What was said of wheelchairs and of steps."""
    return [s for s in slots if s.name == "accessible" or (s.name == "preference" and s.value == "steps")]


def note(task: Task, slots: Sequence[Slot], state: ConversationState) -> None:
    """Keeps what was said of wheelchairs and steps, or that it is needed no more: it belongs to who comes, not to a show."""
    if _of_needs(slots):
        state.memo = {**state.memo, "needs": {"accessible": int(task.accessible), "few_steps": task.few_steps}}


def as_before(task: Task, slots: Sequence[Slot], state: ConversationState, *, anew: bool) -> None:
    """Fills in what was said before of wheelchairs and steps; a space not where more of what was bought is wanted.

    Args:
        task: A purchase that begins; changed.
        slots: What was said of it.
        state: Of the conversation.
        anew: Whether a show is named.
    """
    kept = state.memo.get("needs")
    if not kept or _of_needs(slots):
        return
    task.few_steps = bool(kept["few_steps"])
    if anew or not state.memo.get("bought"):
        spaces = int(kept["accessible"])
        task.accessible = spaces if task.quantity is None else min(spaces, task.quantity)


def left_out(task: Task) -> list[str] | None:
    """The parts of the house that are not looked at: what the fan does not want, and what is upstairs where steps are hard."""
    upstairs = [_UPSTAIRS] if looks_low(task) else []
    return list(dict.fromkeys([*task.without, *upstairs])) or None


def looks_low(task: Task) -> bool:
    """Whether what is upstairs is left out because steps are hard; not where a section was asked for by name."""
    return task.few_steps and not task.accessible and task.section is None


def over_budget(flow: Flow, task: Task, event: EventFact) -> Generator[list[ToolCall], list[ToolResult], bool]:
    """Whether there are seats where the fan can sit for more than the limit named; it is dropped then, and that is said.

    Where somebody cannot sit weighs more than what it costs.
    """
    most = most_each(task, event.currency)
    out = left_out(task)
    if most is None or out is None:
        return False
    got = yield from flow.use(
        "check_inventory",
        event_id=event.event_id,
        quantity=task.quantity,
        section=task.section,
        wheelchairs=task.accessible or None,
        prefer=task.prefer,
        rows=task.rows or None,
        without=out,
    )
    if not got.ok or not got.content["options"]:
        return False
    where = " and ".join(section_label(w) for w in out if w.casefold() != _UPSTAIRS)
    apart = [f"outside {where}"] if where else []
    apart += ["not upstairs"] if any(w.casefold() == _UPSTAIRS for w in out) else []
    limit = phrases.money(most, event.currency)
    flow.lead.append(f"I have nothing at up to {limit} each that is {' and '.join(apart)}. For more than that:")
    task.budget_major = None
    return True


def _leave_out_hard(flow: Flow, task: Task, event: EventFact, text: str) -> Aside:
    """Leaves out the parts of this house that the answer just given says are reached by steps alone."""
    got = yield from flow.use("get_event_info", event_id=event.event_id)
    parts = [[s["name"], *s["aliases"]] for s in got.content.get("sections", [])] if got.ok else []
    hard = climbing.hard_parts(text, parts)
    if len(hard) < len(parts):
        task.without = list(dict.fromkeys([*task.without, *hard]))
    return None


def low(flow: Flow, task: Task, options: Sequence[SeatsFact]) -> str:
    """That what is offered is not upstairs as far as the plan tells, where nothing said in the same reply is of steps there."""
    said = " ".join(flow.lead)
    return NOT_UPSTAIRS if looks_low(task) and not climbing.speaks_of(said, [o.section for o in options]) else ""


def told(flow: Flow, task: Task, event: EventFact) -> Aside:
    """What the documents say of lifts and steps, the first time it matters."""
    if task.few_steps and not task.accessible and flow.state.memo.get("steps_told") != event.venue:
        before = len(flow.lead)
        known = yield from documents.say(flow, "Is there a step-free way in, and an elevator?", event.venue)
        if known and task.section is None:
            yield from _leave_out_hard(flow, task, event, " ".join(flow.lead[before:]))
        flow.state.memo = {**flow.state.memo, "steps_told": event.venue}
        if not any(s.name == "accessible" and s.negated for s in flow.view.reading.slots):
            flow.lead.append(_IF_RATHER)
    return None

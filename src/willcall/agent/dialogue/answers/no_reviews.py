"""Whether a show is any good: there are no reviews here, and what is known of it is told."""

from collections.abc import Generator

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.asked import praised, referents
from willcall.agent.dialogue.flow import Flow
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.state import Question, Wanted

NO_REVIEWS = "I have no reviews here, so whether it is any good I can't say."


def told(flow: Flow, question: Question) -> Generator[list[ToolCall], list[ToolResult], bool]:
    """Whether it is asked if a show is any good; the answer is added, with what is known of the one meant."""
    if question.text == praised.ANY_GOOD:
        flow.lead.append(
            "I have no reviews here, so which is any good I can't say. What is known of each I can tell you."
        )
        return True
    if question.text != praised.GOOD:
        return False
    flow.lead.append(NO_REVIEWS)
    meant = referents.event_meant(flow, question)
    if isinstance(meant, Wanted):
        shows = wanting.candidates(meant, flow.view.catalogue, flow.now) if wanting.names_show(meant) else []
        event_id = shows[0].event_id if len({s.name for s in shows}) == 1 or (shows and meant.performer) else None
    else:
        event_id = meant.event_id if meant is not None else None
    if event_id is None:
        flow.lead.append("" if flow.state.awaiting else "Tell me which show you mean, and I say what I know of it.")
        return True
    got = yield from flow.use("get_event_info", event_id=event_id)
    if got.ok:
        event, description = flow.fact(got.content), str(got.content.get("description") or "")
        known = f"What I know of {event.name}: {phrases.sentence(description)}" if description else ""
        flow.lead.append(known or f"It is {phrases.event_line(event, flow.now)}.")
        if flow.state.task is None:
            flow.state.last_event = event
    return True

"""What a show says of itself: from which age it is, in which language, who made it, or anything in the words of the question."""

from collections.abc import Generator

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.answers import ages
from willcall.agent.dialogue.asked import asking, facets, of_age, referents
from willcall.agent.dialogue.flow import Flow
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.state import Question

UNKNOWN = "I don't know that, and I'd rather not guess. If it matters, I can ask a person: just say so."


def unknown(name: str) -> str:
    """That it is not known of a show or a place."""
    return UNKNOWN.replace("know that,", f"know that of {name},")


def told(flow: Flow, question: Question) -> Generator[list[ToolCall], list[ToolResult], bool]:
    """Whether the description of the show in hand is asked for, or speaks of what is asked; what it says, or that it says nothing, is the answer."""
    of_ages = of_age.of_a_show(question.text)
    facet = "ages" if of_ages else facets.asked(question.text)
    event_id = referents.event_id_meant(flow, question)
    if event_id is None or asking.of_concessions(question.text):
        return False
    if facet == "ages" and ages.of_the_house(question) and (yield from ages.told_of_the_house(flow, question)):
        return True
    got = yield from flow.use("get_event_info", event_id=event_id)
    if not got.ok:
        return False
    description, name = str(got.content.get("description") or ""), flow.fact(got.content).name
    if of_ages:
        yield from ages.told(flow, question)
        return True
    said = facets.told(facet, description) if facet is not None else ""
    said = said or facets.in_its_words(question.text, question.slots, description)
    if said:
        flow.lead.append(f"{name}: {phrases.sentence(said)}")
    elif facet in {"language", "maker"}:
        flow.lead.append(unknown(name))
        return True
    return bool(said)

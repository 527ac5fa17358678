"""From which age somebody is let in to a show: what the show says itself, else the house's rule for its kind, else the house's rule."""

import re
from collections.abc import Generator

from willcall.agent.dialogue import documents, phrases
from willcall.agent.dialogue.asked import facets, referents
from willcall.agent.dialogue.context import rephrasing
from willcall.agent.dialogue.flow import Flow
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.state import Question
from willcall.understanding.patterns import regex

_OF_AN_AGE = regex(
    r"\b(?:aged?|ages|years?|yrs|adults?|child(?:ren)?|kids?|bab(?:y|ies)|infants?|toddlers?|minors?|teen\w*|(?:under|over)[- ]?\d+s?|\d\d ?\+)\b",
    re.IGNORECASE,
)


def told(flow: Flow, question: Question) -> Generator[list[ToolCall], list[ToolResult], bool]:
    """Whether it is known who is let in to the show that is meant; then that is added to what is said."""
    event_id = referents.event_id_meant(flow, question)
    show = next((s for s in flow.view.catalogue.shows if s.event_id == event_id), None)
    if show is not None:
        got = yield from flow.use("get_event_info", event_id=show.event_id)
        said = facets.told("ages", str(got.content.get("description") or "")) if got.ok else ""
        if said:
            flow.lead.append(f"{show.name}: {phrases.sentence(said)}")
            return True
        if (yield from documents.say(flow, rephrasing.ages_at(show.kind), show.venue, only=_names(show.kind))):
            return True
    venue = show.venue if show is not None else referents.venue_meant(flow, question)
    kinds = {s.kind for s in flow.view.catalogue.shows if show is not None and s.kind != show.kind}
    for asked in (question.text, rephrasing.AGES):
        if (yield from documents.say(flow, asked, venue, only=_OF_AN_AGE, unless=_any_of(kinds))):
            return True
    return False


def _names(kind: str) -> re.Pattern[str]:
    """A sentence on ages that names that kind of show."""
    return re.compile(rf"(?=.*(?:{_OF_AN_AGE.pattern})).*\b{re.escape(kind)}", re.IGNORECASE | re.DOTALL)


def _any_of(kinds: set[str]) -> re.Pattern[str] | None:
    """A sentence that names another kind of show: what holds there is no answer here."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(kinds)))})s?\b", re.IGNORECASE) if kinds else None

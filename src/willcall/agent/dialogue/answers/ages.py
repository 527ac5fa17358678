"""From which age somebody is let in to a show: what the show says itself, else the house's rule for its kind, else the house's rule."""

import re
from collections.abc import Generator, Sequence

from willcall.agent.dialogue import documents, phrases
from willcall.agent.dialogue.asked import facets, referents
from willcall.agent.dialogue.context import rephrasing
from willcall.agent.dialogue.flow import Flow
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.state import Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Show

_OF_AN_AGE = regex(
    r"\b(?:aged?|ages|years?|yrs|adults?|child(?:ren)?|kids?|bab(?:y|ies)|infants?|toddlers?|minors?|teen\w*|(?:under|over)[- ]?\d+s?|\d\d ?\+)\b",
    re.IGNORECASE,
)


_PAYS = regex(
    r"\b(?:free|pay\w*|prices?|priced|half|discount\w*|reduc\w*|concession\w*|laps?|knees?|own (?:seat|ticket)|needs? (?:an? |their own )?(?:ticket|seat)s?|prams?|buggy|buggies|strollers?|pushchairs?)\b",
    re.IGNORECASE,
)
"""Said of what children pay and where they sit, which tells nobody from which age a show is."""


def told(flow: Flow, question: Question) -> Generator[list[ToolCall], list[ToolResult], None]:
    """Adds who is let in to the show that is meant, or that no limit is stated for it, and then what the house says."""
    event_id = referents.event_id_meant(flow, question)
    show = next((s for s in flow.view.catalogue.shows if s.event_id == event_id), None)
    if show is not None:
        got = yield from flow.use("get_event_info", event_id=show.event_id)
        said = facets.told("ages", str(got.content.get("description") or "")) if got.ok else ""
        if said:
            flow.lead.append(f"{show.name}: {phrases.sentence(said)}")
            return
        if written := (yield from _of_the_show(flow, question, show)):
            flow.lead.append(written)
            return
        if (yield from documents.say(flow, rephrasing.ages_at(show.kind), show.venue, only=_names(show.kind))):
            return
        flow.lead.append(NONE_STATED.format(show.name))
    venue = show.venue if show is not None else referents.venue_meant(flow, question)
    others = [s for s in flow.view.catalogue.shows if show is None or s.name != show.name]
    unless = _any_of({s.kind for s in others if show is not None and s.kind != show.kind} | _called(others))
    for asked in (question.text, rephrasing.AGES):
        if (yield from documents.say(flow, asked, venue, only=_OF_AN_AGE, unless=_either(unless, _PAYS))):
            return


NONE_STATED = "No age limit of its own is stated for {}."


def _of_the_show(flow: Flow, question: Question, show: Show) -> Generator[list[ToolCall], list[ToolResult], str]:
    """The sentence of the documents that names the show, and an age with it; empty where there is none."""
    names = _any_of(_called([show]))
    if names is None:
        return ""
    for asked in (question.text, f"{rephrasing.AGES[:-1]} for {show.name}?"):
        for line, title in (yield from documents.lines(flow, asked, show.venue)):
            if names.search(line) and facets.told("ages", line) and not _PAYS.search(line):
                return f"{line} (Source: {title})"
    return ""


def _called(shows: Sequence[Show]) -> set[str]:
    """What shows are called: in full, before a colon, or by another name."""
    names = {n for s in shows for n in (s.name, s.name.partition(":")[0], *s.aliases, *s.performers)}
    return {_ARTICLE.sub("", n).strip() for n in names if len(n) >= _SHORTEST}


_ARTICLE = regex(r"^(?:the|an?) ", re.IGNORECASE)
_SHORTEST = 4  # characters of a name that is looked for in a sentence


_THE_HOUSE = regex(
    r"\b(?:house|venue|general|your|theat(?:re|er)|hall|club|stadium|arena)['’]?s? (?:age )?(?:rules?|policy|policies)\b|\bin general\b|\bas a rule\b",
    re.IGNORECASE,
)


def of_the_house(question: Question) -> bool:
    """Whether the house's own rule is asked for, and not what one show says: "what's the age limit at the …", "what's the house rule"."""
    named = {s.name for s in question.slots if not s.negated}
    return not named & {"event", "performer"} and ("venue" in named or _THE_HOUSE.search(question.text) is not None)


def told_of_the_house(flow: Flow, question: Question) -> Generator[list[ToolCall], list[ToolResult], bool]:
    """Whether the house's rule is known; then it is added, once."""
    venue = referents.venue_meant(flow, question)
    for asked in (rephrasing.AGES, question.text):
        if (yield from documents.say(flow, asked, venue, only=_OF_AN_AGE)):
            return True
    return False


def _names(kind: str) -> re.Pattern[str]:
    """A sentence on ages that names that kind of show."""
    return re.compile(rf"(?=.*(?:{_OF_AN_AGE.pattern})).*\b{re.escape(kind)}", re.IGNORECASE | re.DOTALL)


def _any_of(kinds: set[str]) -> re.Pattern[str] | None:
    """A sentence that has any of these names."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(kinds)))})s?\b", re.IGNORECASE) if kinds else None


def _either(one: re.Pattern[str] | None, other: re.Pattern[str]) -> re.Pattern[str]:
    return other if one is None else re.compile(f"{one.pattern}|{other.pattern}", re.IGNORECASE)

"""Asking the documents: what they say is added with its source, unless it holds for somebody else.

Knows no question's kind; `questions` says what is asked of them.
"""

import re
from collections.abc import Generator

from willcall.agent.dialogue import units
from willcall.agent.dialogue.asked import referents
from willcall.agent.dialogue.flow import Flow
from willcall.agent.ports import ToolCall, ToolResult
from willcall.understanding.patterns import regex

_REMEMBERED = 200  # characters of a question
DOORS_OPEN = regex(r"\b(?:doors?|gates?) opens?\b", re.IGNORECASE)
_FOR_FEW = regex(r"\b(?:suites?|(?:private|party|hospitality) box(?:es)?|lounges?|hospitality|vip)\b", re.IGNORECASE)
"""Parts of the house of which documents say what holds nowhere else."""
_PRIVATELY = regex(r"\b(?:private\w*|corporate|cater\w*|rent|hire|company|clients?|box(?:es)?)\b", re.IGNORECASE)


def _of_few(flow: Flow, title: str, query: str) -> bool:
    """Whether a passage is for guests of such a part alone, and neither the question nor the seats in hand are of it."""
    task = flow.state.task
    chosen = [task.section or "", task.chosen.section if task.chosen else ""] if task is not None else []
    said = {word.casefold().rstrip("s") for word in _FOR_FEW.findall(" ".join([query, flow.view.message, *chosen]))}
    document, _, heading = title.partition(": ")
    of_that = heading if " and " in document else title  # "Groups and private boxes" is of groups, too
    only = {word.casefold().rstrip("s") for word in _FOR_FEW.findall(of_that)}
    return bool(only) and not only & said and not _PRIVATELY.search(query)


def in_general(lead: list[str]) -> list[str]:
    """What is said, with a passage on how long shows last marked as no more than that where one show's own length was told before it."""
    own = next((at for at, line in enumerate(lead) if LASTS in line), len(lead))
    return [
        f"In general: {line}" if at > own and "(Source: " in line and _HOURS.search(line) else line
        for at, line in enumerate(lead)
    ]


LASTS = "is planned to last"
_HOURS = regex(r"\blasts?\b[^.?!]{0,120}\b(?:hours?|minutes)\b", re.IGNORECASE)


def lines(
    flow: Flow, query: str, venue: str | None
) -> Generator[list[ToolCall], list[ToolResult], list[tuple[str, str]]]:
    """The sentences of all that the documents have near a question, each with the title of its passage."""
    got = yield from flow.use("search_knowledge", query=query, venue=venue)
    found = got.content.get("sources") or [] if got.ok else []
    return [(line, str(p["title"])) for p in found for line in _SENTENCE.split(str(p["text"])) if line.strip()]


_SENTENCE = regex(r"(?<=[.!?])\s+|\n+")


def say(
    flow: Flow,
    query: str,
    venue: str | None,
    *,
    unless: re.Pattern[str] | None = None,
    only: re.Pattern[str] | None = None,
) -> Generator[list[ToolCall], list[ToolResult], bool]:
    """Whether the documents answer; if they do, the answer is added with its source, and with its venue where none was in talk."""
    venue = venue or referents.venue_in_talk(flow)
    got = yield from flow.use("search_knowledge", query=units.without(query), venue=venue)
    text = str(got.content.get("answer") or "") if got.ok else ""
    title = got.content["sources"][0]["title"] if text and got.content.get("sources") else ""
    if _of_few(flow, title, query) or (unless is not None and unless.search(text)):
        return False
    if only is not None and not only.search(text):
        return False
    if text:
        flow.state.memo = {**flow.state.memo, "asked": query[:_REMEMBERED]}
        theirs = next((s.venue for s in flow.view.catalogue.shows if s.venue.casefold() in title.casefold()), "")
        text = f"{theirs}: {text}" if theirs and not venue else text
        text = " ".join(part for part in (text, units.converted(flow.view.message, text)) if part)
        flow.lead.append(f"{text} (Source: {title})" if title else text)
    return bool(text)

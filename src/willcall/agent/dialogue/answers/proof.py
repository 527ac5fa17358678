"""Whether somebody has to show who they are, or how old: "do I need ID for the gala?". What the documents say of it, and of nothing else."""

import re
from collections.abc import Generator

from willcall.agent.dialogue import documents
from willcall.agent.dialogue.asked import papers
from willcall.agent.dialogue.context import rephrasing
from willcall.agent.dialogue.flow import Flow
from willcall.agent.ports import ToolCall, ToolResult
from willcall.understanding.patterns import regex

_PAPERS = r"(?:ids?|i\.d\.?|identification|identity cards?|id cards?|passports?|driv(?:ing|er['’]?s) licen[cs]es?|proof of (?:id|identity|age))"
_ASKED = regex(
    rf"\b(?:need|needed|required?|bring|show|have|carry|check(?:ed)?|take|ask(?:ed)? for|want|must|card(?:ed)?)\b[^.?!]{{0,30}}\b{_PAPERS}(?!\w)|\b{_PAPERS} (?:needed|required|necessary|checks?|checked|rules?|policy)\b|^\W*(?:(?:and|so|but|ok|any|what about|photo)\W+)*{_PAPERS}\W*\?",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = regex(
    r"\b(?:drinks?|beers?|wine|alcohol|bar|headsets?|collect|pick|lost)\b|\b(?:order|booking|event|ticket|customer|account|transaction) ids?\b",
    re.IGNORECASE,
)
_SAYS_NOTHING = regex(
    r"\A(?!.*\b(?:ID|IDs|I\.D\.|[Ii]dentification|[Ii]dentity|[Pp]assports?|[Ll]icen[cs]es?)(?!\w))", re.DOTALL
)
_PROVED = regex(
    r"\b(?:proof|prove\w*|evidence|certificates?|badges?|(?:doctor|medical)\w*['’]?s? (?:note|letter)s?|documentation|paperwork|(?:access|disability) cards?)\b",
    re.IGNORECASE,
)
NOT_KNOWN = "Whether proof of it is asked for I don't know; to book the place here I ask for none. I can ask a person: just say so."
_AT_THE_DOOR = "Do you check ID at the door?"


def told(flow: Flow, asked: str, venue: str | None) -> Generator[list[ToolCall], list[ToolResult], bool]:
    """Whether it is asked if papers are needed, and the documents say; what they say is added."""
    if papers.of_a_need(asked):
        for query in (papers.NEED, asked):
            if (yield from documents.say(flow, query, venue, only=_PROVED)):
                return True
        flow.lead.append(NOT_KNOWN)
        flow.offer_person()
        return True
    if _ASKED.search(asked) is None:
        return False
    plainly = () if _OF_SOMETHING_ELSE.search(asked) else (_AT_THE_DOOR, rephrasing.AGES)
    for query in (*plainly, asked):
        if (yield from documents.say(flow, query, venue, unless=_SAYS_NOTHING)):
            return True
    return False

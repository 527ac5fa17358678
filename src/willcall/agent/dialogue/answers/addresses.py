"""Where a venue is: told from the season itself, before any document is asked."""

import re
from collections.abc import Generator

from willcall.agent.dialogue.asked import referents
from willcall.agent.dialogue.flow import Flow
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.state import Question
from willcall.understanding.patterns import regex

WHERE_IS = regex(
    r"\b(?:where(?:'?s| is| are)|whereabouts|(?:what|which|wot) (?:town|city|place|country|area|part of (?:town|the (?:city|country)))(?:'?s| is| are)|(?:address|post ?code|zip ?code|location|directions?) (?:of|for|to)|(?:what|wot)(?:'?s| is)? (?:the|its|their|your) (?:address|post ?code|zip ?code|location)|how do (?:i|we) (?:get|find) (?:to|there))\b",
    re.IGNORECASE,
)
_ABOUT_THE_PLACE = frozenset(
    re.findall(
        r"\S+",
        """
    where wheres where's is are whereabouts the a of for to at it its that this place venue arena hall theatre theater address post postcode code zip zipcode location directions located exactly please pls what whats what's wot how do i we
    get find there can could you u tell me and so ok hi hey your their in by
    town city country area part actually exactly then though again lol btw even like ur is u r park stadium ground located based wot which
    """,
    )
)


_ALL = regex(
    r"\bwhere (?:are|r) (?:you|(?:all )?(?:your|the|these|ur) (?:venues?|places?|halls?|theatres?|theaters?|arenas?|shows|events|locations))\b(?! (?:in|going)\b)|\b(?:which|what|how many) (?:venues|theatres|theaters|halls|arenas) (?:do you|have you|are there|are (?:you|yours))\b|\bwhat are your (?:venues|locations)\b",
    re.IGNORECASE,
)


def of_all(flow: Flow, question: Question) -> str:
    """Which venues there are and in which towns; empty where that is not asked."""
    if not _ALL.search(question.text) or any(s.name in {"venue", "event", "performer"} for s in question.slots):
        return ""
    places = dict.fromkeys((show.venue, show.city) for show in flow.view.catalogue.shows)
    return f"There are shows at {'; '.join(f'{venue}, {city}' for venue, city in places)}." if places else ""


def of_the_place(flow: Flow, question: Question) -> Generator[list[ToolCall], list[ToolResult], str]:
    """Where the venue asked about, or that of the show in hand, is; empty where that is not asked or not known."""
    said = next((str(s.value) for s in question.slots if s.name == "venue" and not s.negated), None)
    event = referents.in_hand(flow)
    venue = said or (event.venue if event is not None else None)
    show = next((s for s in flow.view.catalogue.shows if s.venue == venue), None)
    told = " ".join(s.text for s in question.slots if s.name == "venue").casefold().split()
    words = re.findall(r"[\w']+", question.text.casefold())
    beyond = [w for w in words if w not in _ABOUT_THE_PLACE and not any(w in part for part in told)]
    if show is None or beyond or not WHERE_IS.search(question.text):
        return ""
    got = yield from flow.use("get_event_info", event_id=show.event_id)
    address = str(got.content.get("address") or "") if got.ok else ""
    where = address if show.city.casefold() in address.casefold() else ", ".join(p for p in (address, show.city) if p)
    return f"{show.venue}: {where}." if where else ""

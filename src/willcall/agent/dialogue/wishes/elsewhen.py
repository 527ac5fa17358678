"""The show in hand on another day, only asked about: "is it on Saturday too?", "what's Friday like, is it any cheaper?".

`asked` is pure; `tell` says what there is that day, with its prices where these are asked for. What is held or listed stays.
"""

import re
from collections.abc import Generator
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import ToolCall, ToolResult, View
from willcall.agent.state import EventFact, Heard, Task, Wanted
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot, When
from willcall.understanding.text import fold

_LONGEST = 120  # characters
_MOST = 4  # shows of a day that are told
_IT = r"(?:it|they|that|this|(?:this|that|the) (?:same )?(?:show|play|gig|concert|game|match|one|musical|opera|ballet))"
_IS_IT_ON = regex(
    rf"\b(?:is|are|will|does|do) {_IT}(?: be)?(?: (?:also|still|even|again|on|playing|play|plays|showing|show|shows|running|run|runs|performing|perform|performed|happening|there|doing|do|have|it|that|shown|available))*\W+(?:on |for |at |in |the |this |next |as |then|also |too )*"
    r"|\b(?:is|are) there (?:also )?(?:one|another one|it|a show|a performance|a showing)\b",
    re.IGNORECASE,
)
_COMPARES = regex(
    r"\b(?:cheaper|dearer|pricier|(?:more|less) expensive|(?:the )?same (?:price|cost|money)|costs? (?:less|more|the same)|how much|prices?|cost)\b",
    re.IGNORECASE,
)
_LIKE = regex(r"\b(?:what|how)(?:'?s| is)\b[^.?!]{0,24}\b(?:like|looking)\b", re.IGNORECASE)
_ASKS = regex(r"\?|\b(?:is|are|does|do|will|would|what|whats|what's|hows|how)\b", re.IGNORECASE)
_WISHES = regex(
    r"\b(?:instead|rather|swap|switch|change|move|make it|book|buy|get|take|give|have|see|want|need|what else|anything|something|doors?|open|start|finish|end|long|sold out)\b",
    re.IGNORECASE,
)
_OTHER_DAYS = regex(
    r"\b(?:other|another|different|any|which|cheaper|cheapest) (?:other )?(?:day|night|date|evening|performance|showing)s?\b",
    re.IGNORECASE,
)
_ONE = regex(r"(?:is there )?one", re.IGNORECASE)  # "is there one on Saturday" is no number of tickets
_ONLY = frozenset({"when", "preference", "topic"})
_WAITS = frozenset({"quantity", "seats", "confirmation", "payment", "sign_in"})


def asked(view: View, heard: Heard) -> bool:
    """Whether it is only asked if the show in hand is on another day, or what it costs then."""
    task, text = view.state.task, view.reading.text
    if task is None or task.kind not in BUYING or task.event is None or view.state.awaiting not in _WAITS:
        return False
    days = [s for s in view.reading.slots if s.name == "when"]
    open_day = not days and _OTHER_DAYS.search(text) is not None and _COMPARES.search(text) is not None
    if len(text) > _LONGEST or _WISHES.search(text) or not _ASKS.search(text) or not (_day(view) or open_day):
        return False
    if any(s.negated or not (s.name in _ONLY or _ONE.fullmatch(s.text.strip())) for s in view.reading.slots):
        return False
    held = view.state.quote is not None
    if not (_IS_IT_ON.search(text) or _COMPARES.search(text) or (held and _LIKE.search(text))):
        return False
    heard.standing, heard.understood = "that day", True
    return True


def _day(view: View) -> Slot | None:
    """The one day that is named, the nearest of its name to the show in hand."""
    days = [s for s in view.reading.slots if s.name == "when" and isinstance(s.value, When)]
    task = view.state.task
    if len(days) != 1 or task is None or task.event is None:
        return None
    return wanting.near(days[0], task.event)


def tell(flow: Flow, back: str) -> Script:
    """Says whether it is on then, and what it costs where that was asked; what waits is asked again."""
    task, day = flow.state.task, _day(flow.view)
    assert task is not None
    assert task.event is not None
    event, dates = task.event, [task.event.event_id, *wanting.siblings(task.event, flow.view.catalogue)]
    others = wanting.other_dates(event, flow.view.catalogue, flow.now)[:_MOST]
    when = day.value if day is not None else None
    shows = [s.event_id for s in wanting.candidates(Wanted(event_ids=dates, when=when), flow.view.catalogue, flow.now)]
    then = others if day is None else shows[:_MOST]
    if not then and day is not None and (lead := _lead(flow, event)) is not None:
        kin = wanting.candidates(Wanted(performer=lead, when=when), flow.view.catalogue, flow.now)[:_MOST]
        facts = yield from _facts(flow, [s.event_id for s in kin])
        if facts:
            lines = [f"{phrases.event_line(fact, flow.now)}." for fact in facts]
            flow.lead += [f"Not that one, but another with {lead}:", *lines]
            return flow.say(back, awaiting=flow.state.awaiting)
    if not then:
        facts = yield from _facts(flow, others if day is not None else [])
        flow.lead.append(f"No, {event.name} is not on {'then' if day is not None else 'any other day to come'}.")
        flow.lead += ["Its next dates:", *(f"{phrases.event_line(fact, flow.now)}." for fact in facts)] if facts else []
        return flow.say(back, awaiting=flow.state.awaiting)
    priced = _COMPARES.search(flow.view.message) or _LIKE.search(flow.view.message)
    for fact in (yield from _facts(flow, then)):
        if fact.event_id == event.event_id:
            flow.lead.append(f"{phrases.event_short(fact, flow.now)} is the one we are looking at.")
        elif priced:
            flow.lead.append((yield from _prices(flow, task, fact)))
        else:
            yes = "" if any(line.startswith("Yes: ") for line in flow.lead) else "Yes: "
            flow.lead.append(f"{yes}{phrases.event_line(fact, flow.now)}.")
    return flow.say(back, awaiting=flow.state.awaiting)


def _lead(flow: Flow, event: EventFact) -> str | None:
    """Who leads a show, where more than one of theirs is on."""
    show = next((s for s in flow.view.catalogue.shows if s.event_id == event.event_id), None)
    return show.performers[0] if show is not None and show.performers else None


def _facts(flow: Flow, ids: list[str]) -> Generator[list[ToolCall], list[ToolResult], list[EventFact]]:
    """The shows with those ids, those called off left out, in order of time."""
    facts: list[EventFact] = []
    for event_id in ids:
        got = yield from flow.use("get_event_info", event_id=event_id)
        fact = flow.fact(got.content) if got.ok else None
        if fact is not None and fact.status not in {"finished", "cancelled", "postponed"}:
            facts.append(fact)
    return sorted(facts, key=lambda fact: fact.starts_at)


def _prices(flow: Flow, task: Task, fact: EventFact) -> Generator[list[ToolCall], list[ToolResult], str]:
    """What that night costs, beside the seats in hand: in their part of the house, else at the least."""
    got = yield from flow.use("get_event_info", event_id=fact.event_id)
    name, chosen = phrases.event_short(fact, flow.now), task.chosen
    parts = got.content["sections"] if got.ok else []
    here = {fold(chosen.tier), fold(chosen.section)} - {""} if chosen is not None else set()
    costs = [
        (_figures(part["from"]), str(part["from"]), str(part["tier"]))
        for part in parts
        if part["from"] and part["available"] and (not here or {fold(part["tier"]), fold(part["name"])} & here)
    ]
    own = chosen.each if chosen is not None else task.event.from_price if task.event is not None else None
    if not costs:
        return f"{name}: nothing is left there." if not here else f"{name}: nothing is left in that part."
    least, said, tier = min(costs)
    if own is None or task.event is None or task.event.currency != fact.currency:
        return f"{name}: from {said}, fees included."
    own_figures = _figures(phrases.money(own, fact.currency))
    than = "the same price" if least == own_figures else "cheaper" if least < own_figures else "dearer"
    day = task.event.starts_at.astimezone(ZoneInfo(task.event.time_zone)).strftime("%A")
    beside = than if least == own_figures else f"{than} than {phrases.money(own, fact.currency)} on {day}"
    return f"{name}: {tier} from {said}, fees included: {beside}."


def _figures(amount: object) -> int:
    """An amount of one currency as its figures alone, to tell which of two is less."""
    return int(re.sub(r"\D", "", str(amount)) or 0)

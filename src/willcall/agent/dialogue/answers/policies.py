"""Rules of money back, exchange, handing on and limits: of the show and the part of the house asked about, never of the one before.

What a rule says is the box office's; whether it lets something be done now is told by the clock where the show is known.
"""

import re
from collections.abc import Generator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from willcall.agent.dialogue import documents, phrases
from willcall.agent.dialogue.answers import shows_off
from willcall.agent.dialogue.asked import referents, ruled, which_one
from willcall.agent.dialogue.flow import Flow
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.state import EventFact, Question, Wanted
from willcall.understanding.patterns import regex
from willcall.understanding.text import fold

_CALLED_OFF = regex(
    r"\b(?:show|event|game|match|concert|gig|play|band|artist|performance)\b[^.?!]{0,12}\b(?:cancel\w*|called off|postponed|rained off|abandoned)\b|\bcancelled by you\b"
)
_PUT_OFF = regex(r"\b(?:postpon\w*|reschedul\w*|put (?:off|back)|moved to another (?:day|date))\b", re.IGNORECASE)
_SAYS_PUT_OFF = regex(r"\b(?:postpon\w*|reschedul\w*|new date|another date)\b", re.IGNORECASE)
"""Of a date that is moved the documents know more than the rule of money back."""
_OF_A_TIER = {"refund": "refundable", "exchange": "exchangeable"}
_NOT = {"refund": "cannot be refunded", "exchange": "cannot be exchanged"}
_STILL = regex(
    r"\b(?:still|now|too late|in time)\b|\bmy (?:\w+ )?tickets?\b|\b(?:up to|until|till?|within) \d+\b", re.IGNORECASE
)
"""Whether it is asked if it may be done now, and not how it is in general."""
_VENUES = 4  # at which a kind of show is looked up

ASKED = regex(r"\b(?:non-?)?(?:refundable|exchangeable)\b", re.IGNORECASE)

Steps = Generator[list[ToolCall], list[ToolResult], bool]


def kind_of(text: str) -> str | None:
    """Of which rule a question is; None where of none, or where a show called off is meant, which the documents know."""
    words = ruled.plainly(text)
    if _CALLED_OFF.search(words) or shows_off.spoken_of(words):
        return None  # by whoever plays, and not by who cannot come
    return ruled.kind_asked(words)


def told(flow: Flow, question: Question) -> Steps:
    """Whether the rule asked about was told: that of the show, the part or the kind named, else of the show in hand."""
    if (yield from shows_off.told(flow, question)):
        return True
    kind = kind_of(question.text)
    said = yield from _of_kind(flow, question, kind)
    if said and kind in _BESIDE_HANDING_ON and ruled.hands_on(ruled.plainly(question.text)):
        yield from _of_kind(flow, question, "transfer")  # "can i get my money back or give it to a friend"
    return said


_BESIDE_HANDING_ON = frozenset({"refund", "exchange", "if late"})


def _of_kind(flow: Flow, question: Question, kind: str | None) -> Steps:
    """Whether a rule of this kind was told."""
    if kind == "resale" and (yield from documents.say(flow, question.text, referents.venue_meant(flow, question))):
        return True
    if kind is None:
        return False
    if _PUT_OFF.search(question.text) and (
        yield from documents.say(flow, question.text, referents.venue_meant(flow, question), only=_SAYS_PUT_OFF)
    ):
        return True
    kind = {"if away": "refund", "if late": "refund", "resale": "transfer"}.get(kind, kind)
    slots = question.slots or tuple(s for s in flow.view.reading.slots if s.text and s.text in question.text)
    meant = referents.event_meant(flow, Question(question.kind, question.text, slots))
    if not isinstance(meant, Wanted):
        return (yield from _of_a_show(flow, kind, meant.event_id if meant is not None else None, slots, question.text))
    shows = wanting.candidates(meant, flow.view.catalogue, flow.now)
    if not shows:
        shows = wanting.candidates(meant.model_copy(update={"when": None}), flow.view.catalogue, flow.now)
    if not shows:
        return (yield from _of_a_show(flow, kind, None, slots, question.text))
    named = wanting.names_show(meant) or (meant.when is not None and len(shows) == 1)
    if named and (len(shows) == 1 or len({s.starts_at.date() for s in shows}) == 1):
        return (yield from _of_a_show(flow, kind, shows[0].event_id, slots, question.text))
    places = list({s.venue: s.event_id for s in reversed(shows)}.values())[-_VENUES:]
    if named:  # one show on several dates: the rule is one, the clock's answer is not
        return (yield from _of_a_show(flow, kind, shows[0].event_id, slots, question.text, dated=False))
    rules = []
    for event_id in places:
        got = yield from flow.use("get_policy", kind=kind, event_id=event_id)
        if got.ok and got.content.get("policy"):
            rules.append(got.content["policy"])
    rules = list({rule["policy_id"]: rule for rule in rules}.values())
    if meant.kind is not None and len(rules) == 1:
        flow.lead.append(_as_said(rules[0]))
        return True
    return (yield from _of_a_show(flow, kind, None, slots, question.text))


def _of_a_show(
    flow: Flow, kind: str, event_id: str | None, slots: Sequence[Any], text: str, *, dated: bool = True
) -> Steps:
    """The rule of one show, or the general one where none is known."""
    event: EventFact | None = None
    parts: list[Mapping[str, Any]] = []
    if event_id is not None and kind in _OF_A_TIER:
        got = yield from flow.use("get_event_info", event_id=event_id)
        if got.ok:
            event, parts = flow.fact(got.content), list(got.content["sections"])
    closed = [p for p in parts if not p.get(_OF_A_TIER.get(kind, ""), True)]
    here = _meant_parts(flow, event, parts, slots, text)
    tiers = {str(p["tier"]) for p in here}
    shut = {str(p["tier"]) for p in closed}
    got = yield from flow.use(
        "get_policy", kind=kind, event_id=event_id, tier=next(iter(tiers)) if len(tiers) == 1 else None
    )
    policy = got.content.get("policy") if got.ok else None
    if not policy:
        return False
    said = _as_said(policy)
    known = (flow.state.task.event if flow.state.task is not None else None) or flow.state.last_event
    title = ""
    if event is not None and (known is None or known.event_id != event.event_id):
        title = f"{phrases.event_short(event, flow.now) if dated else event.name}: "
    if tiers and tiers <= shut:
        flow.lead.append(f"No. {title}{' and '.join(sorted(tiers))} tickets {_NOT[kind]}.")
        return True
    if event is None and kind in _OF_A_TIER:
        flow.lead.append(f"That can differ from event to event; {which_one.ASKS}. In general:")
        flow.state.memo = {**flow.state.memo, "rule": kind}
        others = yield from _shut_anywhere(flow, slots, kind)
        if others:
            flow.lead.append(said)
            flow.lead.append(others)
            return True
    never = (policy.get("parameters") or {}).get("allowed") is False  # then no part need be told apart
    if shut and not tiers and not never and shut == {str(p["tier"]) for p in parts}:
        flow.lead.append(f"No. {title}Tickets {_NOT[kind]}.")
        return True
    flow.lead.append(_by_the_clock(flow, kind, event if dated else None, policy, text) + title + said)
    if shut and not tiers and not never:
        flow.lead.append(f"Except {' and '.join(sorted(shut))}: those tickets {_NOT[kind]}.")
    return True


def _shut_anywhere(flow: Flow, slots: Sequence[Any], kind: str) -> Generator[list[ToolCall], list[ToolResult], str]:
    """Where a part of the house is named and no show: at which shows its tickets are not taken back."""
    named = {fold(str(s.value)) for s in slots if s.name == "section" and not s.negated}
    if not named:
        return ""
    shut: list[str] = []
    shows = {s.name: s.event_id for s in reversed(wanting.candidates(Wanted(), flow.view.catalogue, flow.now))}
    for event_id in list(shows.values())[-3 * _VENUES :]:
        got = yield from flow.use("get_event_info", event_id=event_id)
        parts = got.content["sections"] if got.ok else []
        if any(_named(part, named) and not part.get(_OF_A_TIER[kind], True) for part in parts):
            shut.append(str(got.content["name"]))
    return f"Not so at {'; '.join(dict.fromkeys(shut))}: there they {_NOT[kind]}." if shut else ""


def _meant_parts(
    flow: Flow, event: EventFact | None, parts: Sequence[Mapping[str, Any]], slots: Sequence[Any], text: str
) -> list[Mapping[str, Any]]:
    """The parts of the house that are named, else those of the seats in hand; none where that is open."""
    named = {fold(str(s.value)) for s in slots if s.name == "section" and not s.negated}
    words = f" {fold(text)} "
    named |= {
        fold(name)
        for p in parts
        for name in (p["name"], p["tier"], *p["aliases"])
        if re.search(rf"\W{re.escape(fold(name))}\W", words)
    }
    there = [p for p in parts if _named(p, named)]
    task = flow.state.task
    if there or task is None or event is None or task.event is None or task.event.event_id != event.event_id:
        return there
    latest = flow.state.latest
    offered = {s.section for s in latest.seats} if latest is not None else set()
    sections = {task.chosen.section} if task.chosen is not None else offered
    return [p for p in parts if p["name"] in sections] if len(sections) == 1 else []


def _named(part: Mapping[str, Any], named: set[str]) -> bool:
    return bool(named & {fold(n) for n in (part["name"], part["tier"], *part["aliases"])})


def _by_the_clock(flow: Flow, kind: str, event: EventFact | None, policy: Mapping[str, Any], text: str) -> str:
    """Yes or no, where it is asked if it may still be done and the rule has an hour until which it may."""
    if event is None or kind not in _OF_A_TIER or not _STILL.search(text):
        return ""
    given: Mapping[str, Any] = policy.get("parameters") or {}
    if given.get("allowed") is False:
        return "No. "
    hours, credit = given.get("until_hours_before"), given.get("credit_until_hours_before")
    left = event.starts_at - flow.now
    if hours is None:
        return ""
    if left >= timedelta(hours=float(hours)):
        return "Yes, for now. "
    if kind == "refund" and credit is not None and left >= timedelta(hours=float(credit)):
        return "Only as credit now. "
    return "No, it is too late for that. "


def _as_said(policy: Mapping[str, Any]) -> str:
    return f"{phrases.sentence(policy['text'])} ({policy['name']})"

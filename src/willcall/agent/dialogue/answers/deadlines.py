"""Until when tickets may be given back, exchanged, bettered or handed on: asked, and told as a moment of the event's own clock.

`asked` hears it, pure; `tell` reads the event's policy. Nothing is quoted by it.
"""

import re
from collections.abc import Callable, Generator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.asked import only_asking, referents
from willcall.agent.dialogue.flow import Flow
from willcall.agent.dialogue.owned.orders import describes, is_active
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import ToolCall, ToolResult, View
from willcall.agent.state import OrderFact, Question, Wanted
from willcall.understanding.patterns import regex

_DEEDS = {
    "refund": regex(
        r"\b(?:refund\w*|money back|cash back|return\w*|cancel\w*|giv(?:e|ing) (?:\w+ ){0,3}back|get out of)\b",
        re.IGNORECASE,
    ),
    "exchange": regex(r"\b(?:exchang\w*|swap\w*|switch\w*|rebook\w*|mov(?:e|ing)|chang(?:e|ing))\b", re.IGNORECASE),
    "upgrade": regex(r"\b(?:upgrad\w*|better seats?)\b", re.IGNORECASE),
    "transfer": regex(
        r"\b(?:transfer\w*|hand (?:\w+ ){0,3}(?:on|over)|(?:give|send|pass) (?:\w+ ){1,3}(?:to|on))\b", re.IGNORECASE
    ),
}
_UNTIL = regex(
    r"\b(?:until|till|til|up to|by) (?:when|what (?:time|date|day)|which (?:date|day|time))\b|\bhow late\b"
    r"|\b(?:latest|last) (?:possible )?(?:moment|time|date|day|point|minute|hour|chance|opportunity)\b(?! (?:i|we) (?:saw|was|were|came|went))|\bwhen(?:'s| is| are) the (?:latest|last|deadline|cut[- ]?off)\b"
    r"|\b(?:deadline|cut[- ]?off)\b|\bhow long (?:do|have|can|would|will) (?:i|we)\b[^.?!]{0,12}\b(?:got|have|left)?\b[^.?!]{0,12}\b(?:to|for|before)\b|\bhow (?:long|many (?:days|hours)|far) (?:before|ahead|in advance)\b|\bis it too late to\b|\b(?:too|2) late (?:to|for|2)\b|\b(?:by|what['’]?s|what is|when['’]?s) the latest (?:that )?(?:i|we) (?:can|could|may|must)\b",
    re.IGNORECASE,
)
_MOST = 4  # orders told of


def asked(text: str) -> str | None:
    """The kind of deed whose deadline is asked for; None where none is."""
    if _UNTIL.search(text) is None:
        return None
    return next((kind for kind, deed in _DEEDS.items() if deed.search(text)), None)


def heard_of(view: View, text: str) -> bool:
    """Whether a clause asks for a deadline of something owned or named; the rule in general is for `questions`."""
    if asked(text) is None or any(s.name in {"quantity", "email"} for s in view.reading.slots):
        return False
    state = view.state
    known = view.signed_in or state.last_order_id is not None or state.last_event is not None
    return known or wanting.names_event(view.reading.slots)


def tell(flow: Flow, question: Question) -> Generator[list[ToolCall], list[ToolResult], bool]:
    """Says until when, of the orders meant or of the event; whether it did: not where no event is meant."""
    kind, before = asked(question.text), len(flow.lead)
    if kind is None:
        return False
    orders = yield from _orders_meant(flow, question)
    if len(orders) == 1:
        flow.state.last_order_id = orders[0].order_id  # "can I get refunded then?" is of that one
    told = [(o.event_id, o.event_name, o.starts_at, o.time_zone, o.currency) for o in orders[:_MOST]]
    if not told:
        event_id = referents.event_id_meant(flow, question)
        show = next((s for s in flow.view.catalogue.shows if s.event_id == event_id), None)
        main = flow.view.catalogue.currency
        told = [(show.event_id, show.name, show.starts_at, show.time_zone, main)] if show is not None else []
    for event_id, name, starts_at, zone, currency in told:
        got = yield from flow.use("get_policy", kind=kind, event_id=event_id)
        policy = got.content.get("policy") if got.ok else None
        if policy is not None and starts_at is not None:
            written = partial(phrases.moment, zone=zone, now=flow.now, currency=currency)
            costs = only_asking.fee(kind, policy["parameters"], currency) if only_asking.asks_fee(question.text) else ""
            flow.lead.append(f"{says(kind, policy, name, starts_at, flow.now, written)} {costs}".strip())
    return len(flow.lead) > before


def _orders_meant(flow: Flow, question: Question) -> Generator[list[ToolCall], list[ToolResult], list[OrderFact]]:
    """The fan's orders that are meant: those named, the one pointed at in the list, the one spoken of, else all that are still good."""
    if not flow.view.signed_in:
        return []
    got = yield from flow.use("list_orders", quiet=True)
    orders = [OrderFact.model_validate(o) for o in got.content.get("orders", [])] if got.ok else []
    able = [o for o in orders if is_active(o)]
    said = [s for s in question.slots if s.name in wanting.EVENT_SLOTS and not s.negated]
    if said:
        wanted = wanting.merged(Wanted(), said)
        return [o for o in able if describes(o, wanted, flow.view.catalogue)]
    shown = flow.state.list_shown("orders")
    place = next((s.value for s in question.slots if s.name == "ordinal" and isinstance(s.value, int)), None)
    if place is not None and shown is not None and shown.orders:
        index = place if place < 0 else place - 1
        if -len(shown.orders) <= index < len(shown.orders):
            return [shown.orders[index]]
    task = flow.state.task
    quote = flow.state.quote
    spoken = (
        (quote.order_id if quote is not None else None)
        or (task.order.order_id if task is not None and task.order is not None else None)
        or flow.state.last_order_id
    )
    return [o for o in able if o.order_id == spoken] or ([] if flow.state.last_event is not None else able)


def says(
    kind: str, policy: dict[str, Any], name: str, starts_at: datetime, now: datetime, moment: Callable[[datetime], str]
) -> str:
    """The deadline of one event, as a moment at its place; or that there is none, or none any more, and why."""
    rule = policy["parameters"]
    verb = {"refund": "refunded", "exchange": "exchanged", "upgrade": "upgraded", "transfer": "handed on"}[kind]
    if rule.get("allowed") is False:
        return f"{name}: no, tickets for it can't be {verb} ({policy['name']})."
    ends = starts_at - _before(kind, rule)
    parts = [_until(ends, now, moment)]
    credit = rule.get("credit_until_hours_before")
    if kind == "refund" and credit is not None and rule.get("credit_allowed") is not False:
        as_credit = starts_at - timedelta(hours=float(credit))
        if as_credit != ends and (as_credit > now or ends > now):
            parts.append(f"as credit {_until(as_credit, now, moment)}")
    if ends < now and len(parts) == 1:
        return f"{name}: no, not any more; tickets for it could be {verb} until {moment(ends)} ({policy['name']})."
    return f"{name}: tickets for it can be {verb} {', '.join(parts)} ({policy['name']})."


def _until(ends: datetime, now: datetime, moment: Callable[[datetime], str]) -> str:
    return f"until {moment(ends)}" if ends >= now else f"no longer (until {moment(ends)})"


_DEFAULT_HOURS = {"refund": 48.0, "exchange": 24.0}


def _before(kind: str, rule: dict[str, Any]) -> timedelta:
    """How long before the start it ends."""
    if kind in _DEFAULT_HOURS:
        hours = rule.get("until_hours_before")
        return timedelta(hours=_DEFAULT_HOURS[kind] if hours is None else float(hours))
    return timedelta(minutes=float(rule.get("until_minutes_before") or 0))

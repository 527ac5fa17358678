"""What a language model is shown: its desk's instructions, what is on the table, the conversation, and what tools answered.

Words of fans, documents and tools are data: they stand between marks, and nothing in them can look like the marks or like a
model's own control tokens. Knows nothing of HTTP.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from willcall.agent.brains.openai_reading import Asked
from willcall.agent.ports import ToolResult, ToolSpec, View
from willcall.agent.specialists.registry import specs
from willcall.agent.specialists.roster import ROSTER
from willcall.kit.money import Money
from willcall.understanding.patterns import regex

_CONTROL = regex(
    r"<\|[^|<>]{0,40}\|>|</?(?:fan|tool_call|tool_response|tools|think|system|s)\b[^>]{0,20}>|\[/?INST\]", re.IGNORECASE
)
_CHARS_PER_TOKEN = 3.2  # on the safe side for English, JSON and ids
_RESULT_CHARS = 6_000
_REPLY_TOKENS = 800


@dataclass(frozen=True, slots=True)
class Step:
    """One exchange with the model within the turn: what it asked and what came of it, or what was wrong with it."""

    text: str
    asked: tuple[Asked, ...]
    results: tuple[ToolResult, ...]
    fault: str | None = None


def messages(view: View, steps: Sequence[Step], *, limit: int) -> list[dict[str, Any]]:
    """The chat for one request, within `limit` tokens less room for the reply.

    Whole earlier turns go first, oldest first; then whole earlier steps of this turn. A tool call and its results stay together.
    """
    system = {"role": "system", "content": _system(view)}
    now = {"role": "user", "content": _newest(view)}
    past = _past(view)
    groups = [_step(step) for step in steps]
    room = (
        limit - _REPLY_TOKENS - _size([system, now]) - sum(len(json.dumps(t.parameters)) + 60 for t in view.tools) // 3
    )
    while past and _size(past) + sum(map(_size, groups)) > room:
        past = past[1:]
        while past and past[0]["role"] != "user":
            past = past[1:]
    while len(groups) > 1 and sum(map(_size, groups)) > room:
        groups = groups[1:]
    return [system, *past, now, *(message for group in groups for message in group)]


def tools(offered: Sequence[ToolSpec]) -> list[dict[str, Any]]:
    """Tools in the shape of the API."""
    return [
        {
            "type": "function",
            "function": {"name": spec.name, "description": spec.description, "parameters": dict(spec.parameters)},
        }
        for spec in offered
    ]


def change_desk(view: View, name: str) -> None:
    """From here on another specialist speaks, with its own instructions and tools."""
    specialist = ROSTER.get(name)
    if specialist is not None:
        view.specialist = specialist
        view.tools = specs(specialist.tools)


def fitted(arguments: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments without the nulls that a schema does not take: a model's way of leaving something out."""
    properties = schema.get("properties", {})
    return {
        name: value
        for name, value in arguments.items()
        if value is not None or name not in properties or _takes_null(properties[name])
    }


def inert(text: str) -> str:
    """Text in which nothing can pass for a mark of ours or a control token of a model."""
    return _CONTROL.sub(lambda match: match.group().replace("<", "‹").replace(">", "›").replace("[", "‹"), text)


def _takes_null(schema: Mapping[str, Any]) -> bool:
    return any(part.get("type") == "null" for part in schema.get("anyOf", [])) or "null" in (schema.get("type") or [])


def _system(view: View) -> str:
    lines = [
        view.specialist.instructions,
        f"\nNow: {view.now:%A, %Y-%m-%d %H:%M} UTC. The fan is {'signed in' if view.signed_in else 'not signed in'}.",
        "Amounts in tool results are in minor units (12050 is 120.50) unless they come with a text; say the text.",
        "On the table (data, for ids and facts):",
        json.dumps(_table(view), ensure_ascii=False, default=str),
    ]
    return "\n".join(lines)


def _table(view: View) -> dict[str, Any]:
    """What the conversation has in hand: lists shown, seats held, the quote that waits."""
    state = view.state
    table: dict[str, Any] = {"waiting_for": state.awaiting}
    for shown in state.shown[-3:]:
        items = shown.events or shown.seats or shown.orders or shown.values
        table[f"shown_{shown.about}"] = [
            item if isinstance(item, str) else item.model_dump(mode="json", exclude_none=True) for item in items
        ][:8]
        if shown.event_id:
            table[f"shown_{shown.about}_event"] = shown.event_id
    if state.hold is not None:
        table["held"] = state.hold.model_dump(mode="json")
    if state.quote is not None:
        quote = state.quote.model_dump(mode="json", exclude={"digest", "confirmed"})
        quote["total_text"] = Money(state.quote.total, state.quote.currency).text
        table["quote"] = quote
    if state.last_event is not None:
        table["last_event"] = {"event_id": state.last_event.event_id, "name": state.last_event.name}
    if state.last_order_id is not None:
        table["last_order_id"] = state.last_order_id
    if state.memo.get("note"):
        table["note_of_a_colleague_who_spoke_before_you"] = state.memo["note"]
    return {key: _inert(value) for key, value in table.items() if value is not None}


def _newest(view: View) -> str:
    parts = [f"<fan>\n{inert(view.message)}\n</fan>"]
    picked = view.picked
    if picked is not None:
        what: Any = list(picked.seat_ids)
        shown = view.state.list_shown(picked.about)
        if shown is not None and picked.index is not None:
            items = shown.events or shown.seats or shown.orders or shown.values
            item = items[picked.index] if picked.index < len(items) else None
            what = item if item is None or isinstance(item, str) else item.model_dump(mode="json", exclude_none=True)
        parts.append(
            f"(By button, the fan picked from the {picked.about} shown: {json.dumps(_inert(what), default=str)})"
        )
    return "\n".join(parts)


def _past(view: View) -> list[dict[str, Any]]:
    past: list[dict[str, Any]] = []
    for said in view.history:
        if said.speaker == "user":
            past.append({"role": "user", "content": f"<fan>\n{inert(said.text)}\n</fan>"})
        else:
            past.append({"role": "assistant", "content": inert(said.text)})
    while past and past[0]["role"] != "user":
        past = past[1:]
    return past


def _step(step: Step) -> list[dict[str, Any]]:
    if step.fault is not None:
        return [
            {"role": "assistant", "content": inert(step.text)[:2000] or "(nothing)"},
            {
                "role": "user",
                "content": f"(The system: your last message could not be used. {step.fault} Try once more.)",
            },
        ]
    asked = {
        "role": "assistant",
        "content": inert(step.text),
        "tool_calls": [
            {
                "id": call.id,
                "type": "function",
                "function": {"name": call.name, "arguments": json.dumps(call.arguments, ensure_ascii=False)},
            }
            for call in step.asked
        ],
    }
    answers = [
        {"role": "tool", "tool_call_id": call.id, "content": _content(result)}
        for call, result in zip(step.asked, step.results, strict=True)
    ]
    return [asked, *answers]


def _content(result: ToolResult) -> str:
    text = json.dumps(_inert(result.content), ensure_ascii=False, default=str)
    return text if len(text) <= _RESULT_CHARS else text[:_RESULT_CHARS] + " …(cut)"


def _inert(value: Any) -> Any:
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, Mapping):
        return {key: _inert(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_inert(part) for part in value]
    return value


def _size(group: Sequence[Mapping[str, Any]]) -> int:
    return int(sum(len(json.dumps(message, ensure_ascii=False)) + 12 for message in group) / _CHARS_PER_TOKEN)

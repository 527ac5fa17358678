"""The toolbox: every tool a brain may ask for, checked before it runs and never raising.

A tool is a function of the turn's `Counter` and validated arguments. Its schema holds no customer, payment token, price to
pay or confirmation: the counter and the consent guard know those. A refusal comes back as data that says why.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from willcall.agent.contract import ToolUse
from willcall.agent.ports import ToolCall, ToolResult
from willcall.agent.specialists.counter import Counter
from willcall.kit.errors import WillcallError
from willcall.kit.tracing import span

Run = Callable[[Counter, Any], Mapping[str, Any]]


class Arguments(BaseModel):
    """Arguments of a tool: nothing beyond what is declared."""

    model_config = ConfigDict(extra="forbid", str_max_length=500)


class Refusal(Exception):
    """A tool's "no", with what to do next; becomes `{"error": …}`."""

    def __init__(self, kind: str, detail: str, **facts: Any) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Tool:
    name: str
    description: str
    arguments: type[Arguments]
    run: Run
    looks: bool


TOOLS: dict[str, Tool] = {}


def tool(name: str, description: str, arguments: type[Arguments], *, looks: bool = False) -> Callable[[Run], Run]:
    """Registers a function as the tool of that name. One that only `looks` changes nothing outside the turn."""

    def register(run: Run) -> Run:
        TOOLS[name] = Tool(name, description, arguments, run, looks)
        return run

    return register


class Toolbox:
    """Args:
    counter: The turn's.
    allowed: Names of the tools the specialist may use; anything else is refused.
    """

    def __init__(self, counter: Counter, allowed: Iterable[str]) -> None:
        self._counter = counter
        self._allowed = frozenset(allowed)
        self.used: list[ToolUse] = []

    def allow(self, names: Iterable[str]) -> None:
        """Changes what may be used (a hand-off to another specialist)."""
        self._allowed = frozenset(names)

    def acts(self, call: ToolCall) -> bool:
        """Whether the call could change anything that outlasts the turn; one of an unknown tool changes nothing."""
        chosen = TOOLS.get(call.name)
        return chosen is not None and not chosen.looks

    def run(self, call: ToolCall) -> ToolResult:
        """Validates and runs one call. Never raises for anything a brain can cause."""
        started = time.perf_counter()
        with span(f"tool {call.name}" if call.name in TOOLS else "tool") as traced:
            ok, content = self._answer(call)
            traced.set_attribute("willcall.tool.ok", ok)
        if self._counter.ledger is not None:
            own = _texts(call.arguments) + ([call.name] if call.name not in TOOLS else [])
            if ok:
                self._counter.ledger.record(call.name, _without(content, [text for text in own if " " in text]))
            else:
                self._counter.ledger.saw(_without(content, own))
        self.used.append(ToolUse(name=call.name, ok=ok, duration_ms=round((time.perf_counter() - started) * 1000, 3)))
        return ToolResult(call, ok, content)

    def _answer(self, call: ToolCall) -> tuple[bool, Mapping[str, Any]]:
        chosen = TOOLS.get(call.name)
        if chosen is None or call.name not in self._allowed:
            return False, _error("unknown_tool", f"There is no tool {call.name!r} here.", tools=sorted(self._allowed))
        try:
            return True, chosen.run(self._counter, chosen.arguments.model_validate(dict(call.arguments)))
        except ValidationError as error:
            faults = [{"field": ".".join(map(str, e["loc"])), "detail": e["msg"]} for e in error.errors()[:8]]
            return False, _error("invalid", f"The arguments of {call.name} do not fit its schema.", errors=faults)
        except Refusal as refusal:
            return False, _error(refusal.kind, refusal.detail, **refusal.facts)
        except WillcallError as error:
            return False, _error(
                error.kind, error.detail, name=type(error).__name__, field=error.field, **_plain(error.facts)
            )


def _texts(value: Any) -> list[str]:
    """The strings of a call's arguments, the longest first."""
    found: list[str] = []
    parts = [value]
    while parts:
        part = parts.pop()
        if isinstance(part, str):
            found += [part] if part.strip() else []
        elif isinstance(part, Mapping):
            parts += [*part.keys(), *part.values()]
        elif isinstance(part, list | tuple):
            parts += part
    return sorted(found, key=len, reverse=True)


def _without(content: Any, own: list[str]) -> Any:
    """An answer without the brain's own words: what it asked for is no fact for being repeated ("there is no order …")."""
    if isinstance(content, str):
        for text in own:
            content = content.replace(text, "…").replace(repr(text)[1:-1], "…")
        return content
    if isinstance(content, Mapping):
        return {key: _without(part, own) for key, part in content.items()}
    if isinstance(content, list | tuple):
        return [_without(part, own) for part in content]
    return content


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in facts.items() if isinstance(v, str | int | float | bool | list | type(None))}


def _error(kind: str, detail: str, **facts: Any) -> dict[str, Any]:
    facts.pop("kind", None)
    facts.pop("detail", None)
    return {"error": {"kind": kind, "detail": detail, **facts}}

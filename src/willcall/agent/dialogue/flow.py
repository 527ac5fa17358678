"""What the embedded brain's scripts have in common: asking for a tool, and collecting what to say.

A script is a generator that reads straight down: it yields tool calls, is sent their results, and returns a `Speech`. It holds
nothing between turns; whatever must last is in the state.
"""

from collections.abc import Generator, Mapping, Sequence
from datetime import datetime
from typing import Any

from willcall.agent.ports import Speech, ToolCall, ToolResult, View
from willcall.agent.state import EventFact, Task
from willcall.kit.money import exponent

Script = Generator[list[ToolCall], list[ToolResult], Speech]
Step = Generator[list[ToolCall], list[ToolResult], "Got"]
Aside = Generator[list[ToolCall], list[ToolResult], Speech | None]


class Got:
    """A tool's result, for looking into."""

    def __init__(self, result: ToolResult) -> None:
        self.ok = result.ok
        self.content: Mapping[str, Any] = result.content
        error = result.content.get("error") if not result.ok else None
        self.error: Mapping[str, Any] = error if isinstance(error, Mapping) else {}

    @property
    def kind(self) -> str:
        return str(self.error.get("kind", ""))

    @property
    def why(self) -> str:
        """The refusal in words, naming the policy where there is one."""
        return str(self.error.get("detail", "That did not work."))

    @property
    def refused(self) -> bool:
        return self.kind == "refused"


class Flow:
    """Args:
    view: The turn as the brain sees it.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.state = view.state
        self.now = view.now
        self.lead: list[str] = []  # said before what the script itself says
        self.listed_before = view.state.list_shown("events")  # what was on the table when the message came
        self.asked_before = str(view.state.memo.get("asked", ""))  # what the documents answered in the turn before
        view.state.memo = {name: what for name, what in view.state.memo.items() if name != "asked"}

    def use(self, name: str, **arguments: Any) -> Step:
        """Asks for one tool."""
        results = yield [ToolCall(name, {k: v for k, v in arguments.items() if v is not None})]
        return Got(results[0])

    def say(self, *parts: str, awaiting: str | None = None, show: Sequence[str] | None = None) -> Speech:
        """The turn's last word: what was gathered before, then `parts`."""
        text = "\n".join(p for p in (*dict.fromkeys(self.lead), *parts) if p)
        self.lead = []
        return Speech(text, awaiting, None if show is None else frozenset(show))

    def sign_in(self, why: str) -> Speech:
        """Signing in is asked for only where it is needed."""
        return self.say(
            f"To {why}, please sign in first. I'll carry on from here as soon as you have.", awaiting="sign_in"
        )

    def finish(self) -> None:
        """The current task is done with; the next one waiting comes up."""
        self.state.task = self.state.later.pop(0) if self.state.later else None

    def offer_person(self) -> None:
        """A yes to what is said next fetches a person."""
        self.state.memo = {**self.state.memo, "offer": "person"}

    def fact_time(self, text: str) -> datetime:
        """An RFC 3339 instant of a tool's result."""
        return datetime.fromisoformat(text)

    def fact(self, content: Mapping[str, Any]) -> EventFact:
        return EventFact.model_validate(content)


def most_each(task: Task, currency: str) -> int | None:
    """The budget as minor units per ticket."""
    if task.budget_major is None:
        return None
    minor: int = round(task.budget_major * 10 ** exponent(currency))
    if task.budget_per == "total" and task.quantity:
        return minor // task.quantity
    return minor


def most_in_all(task: Task, currency: str) -> int | None:
    """The budget for everything, the order's fee included, in minor units; None where it is one for each."""
    return budget_minor(task, currency) if task.budget_per == "total" else None


def budget_minor(task: Task, currency: str) -> int | None:
    """The budget as minor units, whole."""
    if task.budget_major is None:
        return None
    minor: int = round(task.budget_major * 10 ** exponent(currency))
    return minor

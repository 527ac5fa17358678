"""A language model behind any OpenAI-compatible server as a brain: vLLM, Ollama, llama.cpp, hosted (AG5).

Our loop is the loop: this asks the model, checks what it asks for, and hands its wishes to the turn. It knows nothing of money,
identity or consent, and whatever it cannot do within its time or in good order ends in `BrainFailed`, so that the next
brain takes the turn.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from willcall.agent.brains import openai_prompt as prompt
from willcall.agent.brains.fallback import GuardedBrain
from willcall.agent.brains.openai_reading import Answer, Asked, calls_in, fault_of, spoken
from willcall.agent.brains.openai_wire import Completion, OpenAIWire
from willcall.agent.config import LlmSection
from willcall.agent.ports import BrainFailed, Speech, Thought, ToolCall, ToolResult, View

MAX_STEPS = 8
_SAME_CALL_LIMIT = 2


@dataclass(frozen=True, slots=True)
class Price:
    """In US dollars per million tokens."""

    input: float = 0.0
    output: float = 0.0


class OpenAICompatibleBrain:
    """Args:
    wire: The connection to the server.
    name: What `usage.brain` shows.
    turn_seconds: Most time one turn may think, all requests and retries together.
    context_tokens: What the model can see at once; older turns are left out to fit.
    price: For `usage.cost`.
    clock: Monotonic seconds.
    """

    def __init__(
        self,
        wire: OpenAIWire,
        *,
        name: str = "openai",
        turn_seconds: float = 30.0,
        context_tokens: int = 16_000,
        price: Price = Price(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wire = wire
        self._name = name
        self._turn_seconds = turn_seconds
        self._context_tokens = context_tokens
        self._price = price
        self._clock = clock

    @property
    def name(self) -> str:
        return self._name

    def think(self, view: View) -> Thought:
        """Asks the model until it speaks. Raises: BrainFailed, with the tokens used so far in its facts."""
        turn = _Turn(self, view)
        try:
            return (yield from turn.run())
        except BrainFailed as failed:
            failed.facts.update(turn.usage())
            raise

    # -- for the turn ----------------------------------------------------------------------------------------------------

    def ask(self, view: View, steps: "Sequence[prompt.Step]", *, until: float, stream: bool) -> Completion:
        """One request with everything so far, trimmed to what the model can see."""
        messages = prompt.messages(view, steps, limit=self._context_tokens)
        gate = _Gate(view.on_delta) if stream and view.on_delta is not None else None
        return self._wire.complete(
            messages, prompt.tools(view.tools), until=until, on_text=gate.feed if gate is not None else None
        )

    def until(self, view: View) -> float:
        return self._clock() + min(view.deadline_s, self._turn_seconds)

    def cost(self, input_tokens: int, output_tokens: int) -> float:
        return (input_tokens * self._price.input + output_tokens * self._price.output) / 1_000_000


def connect(section: LlmSection) -> GuardedBrain:
    """The brain of the settings, behind a circuit breaker. Opens no connection yet."""
    wire = OpenAIWire(
        base_url=section.base_url,
        model=section.model,
        api_key=section.api_key.get_secret_value() if section.api_key else None,
        read_seconds=section.timeout_seconds,
        retries=section.retries,
    )
    return GuardedBrain(OpenAICompatibleBrain(wire, turn_seconds=section.timeout_seconds * 1.5))


class _Turn:
    """One turn's thinking: the steps so far and what they used."""

    def __init__(self, brain: OpenAICompatibleBrain, view: View) -> None:
        self._brain, self._view = brain, view
        self._steps: list[prompt.Step] = []
        self._input = self._output = 0
        self._repairs = 0
        self._asked: dict[str, int] = {}

    def usage(self) -> dict[str, float]:
        return {
            "input_tokens": self._input,
            "output_tokens": self._output,
            "cost": self._brain.cost(self._input, self._output),
        }

    def run(self) -> Thought:
        until = self._brain.until(self._view)
        for _ in range(MAX_STEPS):
            completion = self._brain.ask(self._view, self._steps, until=until, stream=True)
            self._input += completion.input_tokens
            self._output += completion.output_tokens
            answer = calls_in(completion.text, completion.calls)
            if answer.fault:
                self._repair(answer, answer.fault)
                continue
            if answer.asked:
                known = {spec.name for spec in self._view.tools}
                stranger = next((asked.name for asked in answer.asked if asked.name not in known), None)
                if stranger is not None:
                    self._repair(answer, f"There is no tool {stranger!r}. The tools are: {', '.join(sorted(known))}.")
                    continue
                results = yield self._calls(answer.asked)
                self._learn(answer, results)
                continue
            text = spoken(completion.text, cut_off=completion.cut_off)
            fault = fault_of(text)
            if fault:
                self._repair(answer, fault)
                continue
            return Speech(text, input_tokens=self._input, output_tokens=self._output, cost=float(self.usage()["cost"]))
        raise BrainFailed(f"The model asked for tools {MAX_STEPS} times and never spoke.")

    def _calls(self, asked: Sequence[Asked]) -> list[ToolCall]:
        schemas = {spec.name: spec.parameters for spec in self._view.tools}
        calls = [ToolCall(a.name, prompt.fitted(a.arguments, schemas[a.name]), a.id) for a in asked]
        for call in calls:
            key = call.name + json.dumps(call.arguments, sort_keys=True, default=str)
            self._asked[key] = self._asked.get(key, 0) + 1
            if self._asked[key] > _SAME_CALL_LIMIT:
                raise BrainFailed(f"The model asks for {call.name} with the same arguments again and again.")
        return calls

    def _learn(self, answer: Answer, results: list[ToolResult]) -> None:
        """Takes in what the tools answered; arguments that fit no schema are the one thing a model may repair once."""
        self._steps.append(prompt.Step(answer.text, tuple(answer.asked), tuple(results)))
        for result in results:
            error = result.content.get("error")
            if isinstance(error, dict) and error.get("kind") in ("invalid", "unknown_tool") and "errors" in error:
                self._count_repair(f"{result.call.name}: {error.get('errors')}")
            if result.ok and result.call.name == "route":
                prompt.change_desk(self._view, str(result.content.get("specialist")))

    def _repair(self, answer: Answer, fault: str) -> None:
        self._count_repair(fault)
        self._steps.append(prompt.Step(answer.text, (), (), fault))

    def _count_repair(self, fault: str) -> None:
        self._repairs += 1
        if self._repairs > 1:
            raise BrainFailed(f"The model was told once and still went wrong: {fault[:300]}")


class _Gate:
    """Lets words through as they come, and keeps back what may turn out to be thinking, a tool call in text, or nonsense."""

    def __init__(self, on_delta: Callable[[str], None]) -> None:
        self._on_delta = on_delta
        self._held = ""
        self._open: bool | None = None

    def feed(self, delta: str) -> None:
        if self._open is False:
            return
        if self._open is None:
            self._held += delta
            head = self._held.lstrip()
            if not _looks_begun(head):
                return
            self._open = head[0] not in "<{[`" and fault_of(head) is None
            if not self._open:
                return
            delta = self._held
        marked = min((at for at in (delta.find("<"), delta.find("{")) if at >= 0), default=-1)
        if marked >= 0:
            self._open, delta = False, delta[:marked]
        if delta:
            self._on_delta(delta)


def _looks_begun(head: str) -> bool:
    """Enough to tell words from marks: a mark's first character, or some words."""
    return bool(head) and (head[0] in "<{[`" or len(head.split()) > 6 or head.rstrip()[-1] in ".!?")

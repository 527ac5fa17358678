"""The wire to an OpenAI-compatible server: one completion, within a time, whatever the network does.

Streams always, so that words are heard early and silence is noticed. Retries what may pass (429, 5xx, time-outs, resets) with
jitter and only while no word was heard yet. Learns what a server cannot do (usage in streams, tools, streaming) and then
does without. Knows nothing of tickets.
"""

import json
import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from willcall.agent.brains.openai_reading import RawCall
from willcall.agent.ports import BrainFailed

if TYPE_CHECKING:
    import openai

_CONNECT_SECONDS = 3.0
_HERMES_HOWTO = """

# Tools
You may call functions. Their signatures are in <tools></tools>:
<tools>
{tools}
</tools>
For each call, answer with a JSON object within <tool_call></tool_call> and nothing else:
<tool_call>
{{"name": <function-name>, "arguments": <args-json-object>}}
</tool_call>"""


@dataclass(slots=True)
class Completion:
    """What the model answered.

    `cut_off` says that it ran into the token limit. Tokens are the server's figures, or estimates where it gives none.
    """

    text: str = ""
    calls: list[RawCall] = field(default_factory=list)
    cut_off: bool = False
    input_tokens: int = 0
    output_tokens: int = 0


class _NotAStream(Exception):
    """The server answered all at once, or not at all, where a stream was asked for."""


class _Passing(Exception):
    """Something that may well pass: worth another try. `after` is how long the server asks to wait."""

    def __init__(self, detail: str, after: float | None = None) -> None:
        super().__init__(detail)
        self.after = after


class OpenAIWire:
    """Args:
    base_url: The server's, e.g. `http://127.0.0.1:8000/v1`; None for the client's default.
    model: The model's name there.
    api_key: If it wants one.
    read_seconds: Longest silence.
    retries: How often to try again.
    sleep: Waits between tries.
    clock: Monotonic seconds.
    """

    def __init__(
        self,
        *,
        base_url: str | None,
        model: str,
        api_key: str | None = None,
        read_seconds: float = 20.0,
        retries: int = 1,
        max_tokens: int = 700,
        temperature: float = 0.2,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._base_url, self._model, self._api_key = base_url, model, api_key
        self._read_seconds, self._retries = read_seconds, retries
        self._max_tokens, self._temperature = max_tokens, temperature
        self._sleep, self._clock = sleep, clock
        self._made: openai.OpenAI | None = None
        self._cannot: set[str] = set()

    def complete(
        self,
        messages: Sequence[dict[str, Any]],
        tools: Sequence[dict[str, Any]],
        *,
        until: float,
        on_text: Callable[[str], None] | None = None,
    ) -> Completion:
        """One completion.

        Args:
            messages: The chat.
            tools: Tools in the API's shape.
            until: When to give up, by `clock`, retries included.
            on_text: Told of words as they come.

        Raises:
            BrainFailed: The server cannot be reached, refuses, is too slow or does not speak the protocol.
        """
        left = self._retries
        while True:
            heard = _Heard(on_text)
            try:
                return self._once(messages, tools, until, heard)
            except _Passing as problem:
                if heard.anything or left <= 0:
                    raise BrainFailed(f"The model server failed: {problem}") from problem
                left -= 1
                wait = (
                    problem.after
                    if problem.after is not None
                    else random.uniform(0.1, 0.4) * 2 ** (self._retries - left)
                )
                if self._clock() + wait >= until:
                    raise BrainFailed(f"The model server failed and there is no time left: {problem}") from problem
                self._sleep(wait)

    def ping(self) -> None:
        """Raises: BrainFailed, if the server does not answer at all."""
        import openai  # noqa: PLC0415 - heavy

        try:
            self._client().models.list(timeout=_CONNECT_SECONDS)
        except openai.APIStatusError:
            return  # it answers; that not every server lists models is no fault
        except openai.OpenAIError as error:
            raise BrainFailed(f"The model server at {self._base_url} does not answer: {error}") from error

    # -- inside ----------------------------------------------------------------------------------------------------------

    def _client(self) -> "openai.OpenAI":
        if self._made is None:
            import openai  # noqa: PLC0415 - heavy

            self._made = openai.OpenAI(base_url=self._base_url, api_key=self._api_key or "none", max_retries=0)
        return self._made

    def _once(
        self, messages: Sequence[dict[str, Any]], tools: Sequence[dict[str, Any]], until: float, heard: "_Heard"
    ) -> Completion:
        import httpx  # noqa: PLC0415 - heavy
        import openai  # noqa: PLC0415 - heavy

        remaining = until - self._clock()
        if remaining <= 0:
            raise BrainFailed("The turn's time for thinking is used up.")
        timeout = openai.Timeout(
            min(self._read_seconds, remaining), connect=min(_CONNECT_SECONDS, remaining), pool=_CONNECT_SECONDS
        )
        try:
            answer = self._client().chat.completions.create(**self._request(messages, tools), timeout=timeout)
            if "streaming" in self._cannot:
                return _whole(answer, messages, heard)
            with answer as chunks:
                return self._streamed(chunks, messages, until, heard)
        except _NotAStream as problem:
            self._cannot.add("streaming")
            try:
                return self._once(messages, tools, until, heard)
            except (_Passing, BrainFailed):
                self._cannot.discard("streaming")  # that was not it
                raise _Passing("the stream was empty") from problem
        except openai.BadRequestError as error:
            if self._does_without(error):
                return self._once(messages, tools, until, heard)
            raise BrainFailed(f"The model server refused the request: {_short(error)}") from error
        except (openai.RateLimitError, openai.InternalServerError) as error:
            raise _Passing(_short(error), _retry_after(error)) from error
        except openai.APIStatusError as error:
            if error.status_code in (408, 409, 425):
                raise _Passing(_short(error)) from error
            raise BrainFailed(f"The model server answered {error.status_code}: {_short(error)}") from error
        except (openai.APIConnectionError, httpx.HTTPError) as error:
            raise _Passing(f"{type(error).__name__}: {_short(error)}") from error
        except openai.APIError as error:
            raise _Passing(_short(error)) from error
        except (json.JSONDecodeError, TypeError, AttributeError, ValueError, LookupError) as error:
            raise _Passing(f"it does not speak the protocol ({type(error).__name__}: {_short(error)})") from error

    def _request(self, messages: Sequence[dict[str, Any]], tools: Sequence[dict[str, Any]]) -> dict[str, Any]:
        wish: dict[str, Any] = {
            "model": self._model,
            "messages": list(messages),
            "temperature": self._temperature,
            "max_tokens": self._max_tokens,
        }
        if "streaming" not in self._cannot:
            wish["stream"] = True
            if "stream_options" not in self._cannot:
                wish["stream_options"] = {"include_usage": True}
        if tools and "tools" not in self._cannot:
            wish["tools"] = list(tools)
            wish["tool_choice"] = "auto"
        elif tools:
            wish["messages"] = _with_tools_in_words(messages, tools)
        return wish

    def _does_without(self, error: Exception) -> bool:
        """Whether a refusal names something that can be left out; from now on it is."""
        text = str(error).lower()
        for feature, words in (
            ("stream_options", ("stream_options",)),
            ("tools", ("tool",)),
            ("streaming", ("stream",)),
        ):
            if feature not in self._cannot and any(word in text for word in words):
                self._cannot.add(feature)
                return True
        return False

    def _streamed(
        self, chunks: Iterable[Any], messages: Sequence[dict[str, Any]], until: float, heard: "_Heard"
    ) -> Completion:
        parts: list[str] = []
        calls: dict[int, list[str]] = {}
        finish: str | None = None
        usage: Any = None
        for chunk in chunks:
            if self._clock() > until:
                raise BrainFailed("The model was too slow.")
            usage = chunk.usage or usage
            if not chunk.choices:
                continue
            choice = chunk.choices[0]
            finish = choice.finish_reason or finish
            delta = choice.delta
            if delta is None:
                continue
            for call in delta.tool_calls or ():
                slot = calls.setdefault(call.index if call.index is not None else len(calls), ["", "", ""])
                slot[0] = call.id or slot[0]
                if call.function is not None:
                    slot[1] += call.function.name or ""
                    slot[2] += call.function.arguments or ""
            if delta.content:
                parts.append(delta.content)
                if not calls:
                    heard.tell(delta.content)
        if finish is None:
            if not parts and not calls:
                raise _NotAStream
            raise _Passing("the stream broke off before its end")
        text = "".join(parts)
        done = Completion(text, [RawCall(*slot) for _, slot in sorted(calls.items())], finish == "length")
        return _counted(done, usage, messages)


class _Heard:
    """Passes words on and remembers that there were any."""

    def __init__(self, on_text: Callable[[str], None] | None) -> None:
        self._on_text = on_text
        self.anything = False

    def tell(self, text: str) -> None:
        if self._on_text is not None:
            self.anything = True
            self._on_text(text)


def _whole(answer: Any, messages: Sequence[dict[str, Any]], heard: _Heard) -> Completion:
    choice = answer.choices[0]
    message = choice.message
    calls = [RawCall(c.id or "", c.function.name, c.function.arguments or "") for c in message.tool_calls or ()]
    if message.content and not calls:
        heard.tell(message.content)
    return _counted(Completion(message.content or "", calls, choice.finish_reason == "length"), answer.usage, messages)


def _counted(done: Completion, usage: Any, messages: Sequence[dict[str, Any]]) -> Completion:
    if usage is not None and usage.prompt_tokens is not None:
        done.input_tokens, done.output_tokens = int(usage.prompt_tokens), int(usage.completion_tokens or 0)
    else:
        done.input_tokens = sum(len(str(message.get("content") or "")) for message in messages) // 4
        done.output_tokens = (len(done.text) + sum(len(call.arguments) for call in done.calls)) // 4
    return done


def _with_tools_in_words(messages: Sequence[dict[str, Any]], tools: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """For servers without tool calling: tools described in the prompt, calls and results as text (the Hermes format)."""
    listed = "\n".join(json.dumps(tool, ensure_ascii=False) for tool in tools)
    plain: list[dict[str, Any]] = []
    for message in messages:
        if message["role"] == "system":
            plain.append({"role": "system", "content": message["content"] + _HERMES_HOWTO.format(tools=listed)})
        elif message.get("tool_calls"):
            calls = "\n".join(
                f'<tool_call>\n{{"name": {json.dumps(c["function"]["name"])}, "arguments": {c["function"]["arguments"]}}}\n</tool_call>'
                for c in message["tool_calls"]
            )
            plain.append({"role": "assistant", "content": f"{message.get('content') or ''}\n{calls}".strip()})
        elif message["role"] == "tool":
            said = f"<tool_response>\n{message['content']}\n</tool_response>"
            if plain and plain[-1]["role"] == "user" and plain[-1]["content"].startswith("<tool_response>"):
                plain[-1] = {"role": "user", "content": plain[-1]["content"] + "\n" + said}
            else:
                plain.append({"role": "user", "content": said})
        else:
            plain.append(dict(message))
    return plain


def _retry_after(error: "openai.APIStatusError") -> float | None:
    try:
        return max(0.0, float(error.response.headers.get("retry-after", "")))
    except ValueError:
        return None


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:300]

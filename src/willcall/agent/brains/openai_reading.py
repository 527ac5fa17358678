"""Makes sense of what a model wrote: tool calls, also those printed as text; thinking taken away; nonsense told apart.

Pure. Knows nothing of HTTP, of which tools exist or of what is true.
"""

import json
import re
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from willcall.understanding.patterns import regex

_THINK = regex(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_OPEN_THINK = regex(r"^\s*(?:.*?</think(?:ing)?>|<think(?:ing)?>.*$)", re.DOTALL | re.IGNORECASE)
_HERMES = regex(r"<tool_call>\s*(.*?)\s*(?:</tool_call>|$)", re.DOTALL)
_LLAMA = regex(r"<function=([\w.-]+)>\s*(\{.*?\})\s*</function>", re.DOTALL)
_FENCE = regex(r"```(?:json|tool_call|tool_code)?\s*(\{.*?\}|\[.*?\])\s*```", re.DOTALL)
_CONTROL = regex(r"<\|[^|<>]{0,40}\|>|</?(?:s|tool_call|tool_response|fan)>")
_LONGEST = 6_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A tool the model asked for."""

    name: str
    arguments: Mapping[str, Any]
    id: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a completion amounts to: words, wishes, or what is wrong with them."""

    text: str
    asked: tuple[Asked, ...] = ()
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class RawCall:
    """A tool call as the API delivers it; arguments are a string of JSON, or so one hopes."""

    id: str
    name: str
    arguments: str


def calls_in(text: str, raw: Sequence[RawCall]) -> Answer:
    """The tool calls of a completion, from the API's own field or, failing that, from the text."""
    words = without_thinking(text)
    asked: list[Asked] = []
    for call in raw:
        arguments, fault = _arguments(call.arguments)
        if arguments is None:
            return Answer(words, (), f"The arguments of {call.name or 'the tool call'} are not a JSON object: {fault}")
        asked.append(Asked(call.name, arguments, call.id or _id()))
    if asked:
        return Answer(words, tuple(_distinct(asked)))
    return _printed(words)


def without_thinking(text: str) -> str:
    """Text without `<think>` parts, also unfinished ones and those whose opening mark the chat template swallowed."""
    text = _THINK.sub("", text)
    return _OPEN_THINK.sub("", text) if re.search(r"</?think", text, re.IGNORECASE) else text


def spoken(text: str, *, cut_off: bool = False) -> str:
    """What may be said of a completion's text; when the model ran out of tokens, up to the last whole sentence."""
    words = _CONTROL.sub("", without_thinking(text)).strip()
    if cut_off:
        ends = [match.end() for match in re.finditer(r"[.!?](?=\s|$)", words)]
        words = words[: ends[-1]] if ends else ""
    return words


def fault_of(text: str) -> str | None:
    """Why a text cannot be an answer: empty, endless, looping, or not language at all. None if it may be one."""
    if not text:
        return "It was empty."
    if len(text) > _LONGEST:
        return "It was far too long."
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text)
    if not words:
        return "It had no words in it."
    if _loops(text, words):
        return "It repeated itself."
    strange = sum(
        1 for c in text if not (c.isalnum() or c.isspace() or c in ".,;:!?'\"()-–—…/$€£¥%&*#_+@°’‘“”|~=<>[]✅🎉🎟·•")
    )
    if "\ufffd" in text or strange > max(8, len(text) // 5):
        return "It was not readable text."
    if any(len(word) > 45 for word in words):
        return "It had words that are none."
    if text.lstrip().startswith(("{", "[")) and text.rstrip().endswith(("}", "]")):
        return "It was data, not words for the fan."
    return None if _like_language(words) else "It made no sense as a sentence."


_COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "to",
        "of",
        "in",
        "on",
        "for",
        "is",
        "are",
        "was",
        "it",
        "you",
        "your",
        "i",
        "we",
        "that",
        "this",
        "with",
        "at",
        "be",
        "have",
        "has",
        "can",
        "will",
        "would",
        "not",
        "no",
        "yes",
        "hi",
        "hello",
        "thanks",
        "thank",
        "please",
        "sorry",
        "ok",
        "okay",
        "sure",
        "great",
        "do",
        "how",
        "what",
        "which",
        "when",
        "where",
        "there",
        "here",
        "from",
        "by",
        "as",
        "if",
        "my",
        "me",
        "our",
        "tickets",
        "ticket",
        "seats",
        "seat",
        "event",
        "events",
        "order",
        "per",
        "goodbye",
        "bye",
        "welcome",
        "el",
        "la",
        "los",
        "de",
        "en",
        "que",
        "un",
        "una",
        "por",
        "para",
        "es",
        "su",
        "le",
        "les",
        "des",
        "et",
        "est",
        "une",
        "der",
        "die",
        "das",
        "und",
        "ist",
        "ein",
        "eine",
        "sie",
        "nicht",
        "il",
        "lo",
        "gli",
        "di",
        "che",
        "per",
        "con",
        "o",
        "os",
        "as",
        "um",
        "uma",
        "não",
        "are",
        "they",
        "them",
        "so",
        "but",
        "all",
        "any",
        "more",
        "one",
        "two",
    ]
)


def _like_language(words: list[str]) -> bool:
    """A random string of words has next to none of the little words that every sentence is glued with."""
    if len(words) < 6:
        return True
    little = sum(1 for word in words if word.lower() in _COMMON)
    mixed = sum(1 for word in words if re.search(r"[a-z][A-Z]", word))
    return little * 12 >= len(words) and mixed * 4 <= len(words)


def _loops(text: str, words: list[str]) -> bool:
    if re.search(r"(.)\1{24,}", text) or re.search(r"(.{2,40}?)\1{7,}", text, re.DOTALL):
        return True
    lines = [line.strip() for line in re.split(r"[\n.!?]+", text) if len(line.strip()) > 12]
    if lines and Counter(lines).most_common(1)[0][1] >= 4:
        return True
    if len(words) < 60:
        return False
    triples = Counter(zip(words, words[1:], words[2:], strict=False))
    return triples.most_common(1)[0][1] > len(words) // 8


def _printed(words: str) -> Answer:
    """Tool calls that a model printed as text: Qwen and Hermes marks, Llama's, a fenced or bare JSON object."""
    marked = _HERMES.findall(words)
    if marked:
        return _from_json(_HERMES.sub("", words).strip(), marked)
    functions = _LLAMA.findall(words)
    if functions:
        parsed = [(name, *_arguments(body)) for name, body in functions]
        if any(arguments is None for _, arguments, _ in parsed):
            return Answer(words, (), "The arguments of a tool call are not a JSON object.")
        return Answer(_LLAMA.sub("", words).strip(), tuple(Asked(n, a or {}, _id()) for n, a, _ in parsed))
    bare = words.strip()
    fenced = _FENCE.fullmatch(bare)
    if fenced:
        bare = fenced[1]
    if bare.startswith(("{", "[")) and '"name"' in bare and re.search(r'"(?:arguments|parameters)"', bare):
        return _from_json("", [bare])
    return Answer(words)


def _from_json(words: str, bodies: Sequence[str]) -> Answer:
    asked: list[Asked] = []
    for body in bodies:
        try:
            data = json.loads(body)
        except json.JSONDecodeError as error:
            return Answer(
                words, (), f"The tool call is not JSON ({error.msg} at character {error.pos}): {body[:120]!r}."
            )
        for item in data if isinstance(data, list) else [data]:
            if isinstance(item, Mapping) and isinstance(item.get("function"), Mapping):
                item = item["function"]
            if not isinstance(item, Mapping) or not isinstance(item.get("name"), str):
                return Answer(words, (), 'A tool call is {"name": …, "arguments": {…}}.')
            arguments = item.get("arguments", item.get("parameters", {}))
            if isinstance(arguments, str):
                arguments, fault = _arguments(arguments)
                if arguments is None:
                    return Answer(words, (), f"The arguments of {item['name']} are not a JSON object: {fault}")
            if not isinstance(arguments, Mapping):
                return Answer(words, (), f"The arguments of {item['name']} are not a JSON object.")
            asked.append(Asked(item["name"], arguments, _id()))
    return Answer(words, tuple(_distinct(asked)))


def _arguments(text: str) -> tuple[dict[str, Any] | None, str]:
    if not text.strip():
        return {}, ""
    try:
        value = json.loads(text)
        if isinstance(value, str):  # encoded twice, as some servers do
            value = json.loads(value)
    except json.JSONDecodeError as error:
        return None, f"{error.msg} at character {error.pos} of {text[:120]!r}."
    if value is None:
        return {}, ""
    return (value, "") if isinstance(value, dict) else (None, f"{text[:80]!r} is no object.")


def _distinct(asked: Sequence[Asked]) -> list[Asked]:
    """The same wish twice in one breath is one wish; at most eight at a time."""
    seen: set[str] = set()
    kept: list[Asked] = []
    for call in asked:
        key = call.name + json.dumps(call.arguments, sort_keys=True, default=str)
        if key not in seen:
            seen.add(key)
            kept.append(call)
    return kept[:8]


def _id() -> str:
    return "call_" + uuid.uuid4().hex[:16]

"""Chat data: conversations as messages with roles and tool calls, a JSON object a line.

`{"messages": [{"role": "system|user|assistant|tool", "content", "tool_calls"?, "tool_call_id"?}], "tools"?, "meta"?}`. Checks the
shape; knows no tool of ours.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from willcall.training.datasets.lines import BadLine, Line, kind, lines

ROLES = ("system", "user", "assistant", "tool")


def conversations(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line, conversation) of a file, one at a time.

    Raises:
        BadLine: At the first line that is wrong, with the file, its number and the reason.
    """
    for line in lines(file):
        check(line, file)
        yield line.number, line.fields


def check(line: Line, file: Path | str) -> None:
    """Raises: BadLine, if the line is no conversation."""

    def wrong(reason: str) -> BadLine:
        return BadLine(file, line.number, reason)

    messages = line.fields.get("messages")
    if messages is None:
        raise wrong('no "messages"')
    if not isinstance(messages, list) or not messages:
        raise wrong('"messages" must be a list with something in it')
    offered = _tools(line, file)
    called: set[str] = set()
    for at, message in enumerate(messages):
        if not isinstance(message, dict):
            raise wrong(f"messages[{at}] must be an object, not {kind(message)}")
        role, content = message.get("role"), message.get("content")
        if role not in ROLES:
            raise wrong(f'messages[{at}]: "role" must be one of {", ".join(ROLES)}, not {role!r}')
        calls = message.get("tool_calls")
        if calls and role != "assistant":
            raise wrong(f"messages[{at}]: only the assistant calls tools, not {role}")
        if not isinstance(content, str) and not (content is None and calls):
            raise wrong(f'messages[{at}] ({role}): "content" must be a string, not {kind(content)}')
        if role == "system" and at:
            raise wrong(f"messages[{at}]: a system message stands first or not at all")
        if role == "tool" and message.get("tool_call_id") not in called:
            raise wrong(
                f"messages[{at}]: answers tool call {message.get('tool_call_id')!r}, which nobody made before it"
            )
        for number, call in enumerate(calls or ()):
            called.add(_call(call, f"messages[{at}].tool_calls[{number}]", offered, wrong))
    if not any(message["role"] == "assistant" for message in messages):
        raise wrong("nothing that the assistant says: there is nothing to learn")


def _tools(line: Line, file: Path | str) -> frozenset[str] | None:
    """Names of the tools offered; None where the line does not say."""
    tools = line.fields.get("tools")
    if tools is None:
        return None
    names = []
    for at, tool in enumerate(tools if isinstance(tools, list) else [tools]):
        function = tool.get("function", tool) if isinstance(tool, dict) else None
        if not isinstance(function, dict) or not isinstance(function.get("name"), str):
            raise BadLine(file, line.number, f"tools[{at}] has no name")
        names.append(function["name"])
    return frozenset(names)


def _call(call: Any, where: str, offered: frozenset[str] | None, wrong: Any) -> str:
    function = call.get("function") if isinstance(call, dict) else None
    if not isinstance(function, Mapping) or not isinstance(call.get("id"), str):
        raise wrong(f'{where} must be {{"id", "function": {{"name", "arguments"}}}}')
    name, arguments = function.get("name"), function.get("arguments")
    if not isinstance(name, str) or not name:
        raise wrong(f"{where} names no function")
    if offered is not None and name not in offered:
        raise wrong(f"{where} calls {name!r}, which is not among the tools offered ({', '.join(sorted(offered))})")
    if isinstance(arguments, str):
        try:
            arguments = json.loads(arguments)
        except ValueError as error:
            raise wrong(f"{where}: arguments are not JSON ({error})") from error
    if not isinstance(arguments, dict):
        raise wrong(f"{where}: arguments must be an object, not {kind(arguments)}")
    return str(call["id"])

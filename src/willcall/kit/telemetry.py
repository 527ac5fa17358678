"""Structured logs: one event a line, with the request it belongs to, and never a secret.

Knows nothing of rooms or routes; whoever logs names its room. `configure` is called once per process, by what starts it.
"""

import contextlib
import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog
from structlog.contextvars import bind_contextvars, clear_contextvars

__all__ = ["bind_contextvars", "clear_contextvars", "configure", "get_logger", "mask"]

MASK = "***"
_SECRET_NAMES = re.compile(
    r"(secret|token|passw|authorization|api[_-]?key|cookie|credential|private|card_?number|cvc|cvv)", re.IGNORECASE
)
_COUNTS = re.compile(r"(input|output|max|total)_?tokens?$", re.IGNORECASE)
_SECRET_SHAPES = re.compile(
    r"(eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*"  # JSON Web Token
    r"|(?<=[Bb]earer )[\w.~+/=-]{8,}"
    r"|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"  # user and password in an address
    r"|\bsk[-_](?:live|test|proj)?[\w-]{12,}"
    r"|\b(?:\d[ -]?){12,18}\d\b)"  # a card's number
)


def mask(value: Any, *, name: str = "") -> Any:
    """The value with everything secret in it replaced, however deep.

    Args:
        value: Plain data.
        name: What the value is called; names that promise a secret hide it whole.
    """
    if name and _SECRET_NAMES.search(name) and not _COUNTS.search(name):
        return MASK if value not in (None, "", False) else value
    if isinstance(value, str):
        return _SECRET_SHAPES.sub(MASK, value) if len(value) > 8 else value
    if isinstance(value, Mapping):
        return {key: mask(item, name=str(key)) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [mask(item) for item in value]
    return value


def _masked(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if type(value) in {int, float, bool} or value is None:
            continue
        event[key] = mask(value, name=key)
    return event


_NOT_ON_A_LINE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


def _on_one_line(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Line ends and terminal commands in what strangers said are shown, not obeyed. (JSON escapes them by itself.)"""
    for key, value in event.items():
        if isinstance(value, str) and key != "exception" and _NOT_ON_A_LINE.search(value):
            event[key] = _NOT_ON_A_LINE.sub(lambda match: match[0].encode("unicode_escape").decode(), value)
    return event


class _Lines:
    """Writes lines to standard error, whatever that now is. Where it is closed or full, nothing is written and nothing fails."""

    def __init__(self, *_: Any) -> None:
        pass

    def msg(self, line: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(line + "\n")

    log = debug = info = warning = warn = error = critical = exception = fatal = failure = err = msg


def configure(*, level: str = "info", format: str = "auto") -> None:
    """Sends every log, also the standard library's, to standard error.

    Args:
        level: `debug`, `info`, `warning` or `error`.
        format: `console`, `json`, or `auto` (console on a terminal).
    """
    number = logging.getLevelNamesMapping()[level.upper()]
    pretty = format == "console" or (format == "auto" and sys.stderr.isatty())
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    ending: list[Any] = (
        # Plain tracebacks: pretty ones print the variables of every frame, secrets among them.
        [_masked, _on_one_line, structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
        if pretty
        else [structlog.processors.format_exc_info, _masked, structlog.processors.JSONRenderer(default=str)]
    )
    structlog.configure(
        processors=[*shared, *ending],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=_Lines,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending]
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(number, logging.WARNING) if level != "debug" else logging.INFO)


def get_logger(room: str) -> Any:
    """A logger whose lines carry the room they come from."""
    return structlog.get_logger(room=room)

"""Reads JSON: lists of alike objects become tables, lists of questions and answers become sections, the rest names and values.

Numbers are kept as they are written. Knows what a few names mean at the top (`title`, `category`, `venue`, …) and no schema.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from willcall.knowledge import tables
from willcall.knowledge.documents import Document, UnreadableDocument, safe_uri, slug, title_of
from willcall.knowledge.ingest.screening import seen

DEEPEST = 40
_ABOUT = ("title", "category", "venue", "event", "language", "valid_from", "valid_until", "source", "tags")
_TEXTS = ("text", "body", "content")


def read_json(name: str, text: str, *, shown: str) -> Document:
    """Reads one JSON value.

    Raises:
        UnreadableDocument: With the line and column, or the path of a name that stands twice.
    """
    try:
        value = json.loads(
            text, parse_int=str, parse_float=str, parse_constant=_no_number, object_pairs_hook=_once_each
        )
    except json.JSONDecodeError as error:
        raise UnreadableDocument(
            f"{shown!r}, line {error.lineno}, column {error.colno}: {error.msg}.", field="path"
        ) from error
    except RecursionError:
        raise UnreadableDocument(f"{shown!r} is nested too deep.", field="path") from None
    except ValueError as error:
        raise UnreadableDocument(f"{shown!r}: {error}.", field="path") from error
    try:
        value = _clean(value)
    except RecursionError:
        raise UnreadableDocument(f"{shown!r} is nested too deep.", field="path") from None
    about: dict[str, Any] = {}
    if isinstance(value, dict):
        about = {key: value.pop(key) for key in _ABOUT if isinstance(value.get(key), str | list) and key in value}
        if not isinstance(about.get("title", ""), str):
            value["title"] = about.pop("title")
    asked: dict[str, tuple[str, ...]] = {}
    try:
        blocks = list(_blocks(value, "$", "", asked, 0))
    except RecursionError:
        raise UnreadableDocument(f"{shown!r} is nested deeper than {DEEPEST}.", field="path") from None
    if not blocks:
        raise UnreadableDocument(f"{shown!r} holds no text.", field="path")
    identity = slug(name)
    tags = about.get("tags", [])
    source = str(about.get("source", ""))
    return Document(
        id=identity,
        title=(str(about.get("title", "")) or title_of(name))[:200],
        text="\n\n".join(blocks),
        uri=source if safe_uri(source) else f"/kb/{identity}",
        tags=tuple(str(tag) for tag in tags) if isinstance(tags, list) else tuple(map(str.strip, tags.split(","))),
        asked=asked,
        venue=_word(about, "venue"),
        event_id=_word(about, "event"),
        category=_word(about, "category"),
        language=_word(about, "language"),
        valid_from=_day(about, "valid_from", shown),
        valid_until=_day(about, "valid_until", shown),
    )


def _blocks(value: Any, path: str, heading: str, asked: dict[str, tuple[str, ...]], depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        raise RecursionError
    mark = f"\f{path}\n"
    if isinstance(value, dict):
        said = [(key, _flat(each)) for key, each in value.items() if _is_flat(each) and key not in _TEXTS]
        yield from (f"{mark}{_line(value[key])}" for key in _TEXTS if isinstance(value.get(key), str))
        if any(cell for _, cell in said):
            rows = tuple((_name(key), cell) for key, cell in said if cell)
            yield mark + tables.write(tables.Grid(("", ""), rows))
        for key, each in value.items():
            if not _is_flat(each) and each:
                title = f"{heading}: {_name(key)}" if heading else _name(key)
                yield f"## {title[:200]}"
                yield from _blocks(each, f"{path}.{key}"[:200], title, asked, depth + 1)
    elif isinstance(value, list):
        yield from _listed(value, path, heading, asked, depth)
    elif _flat(value):
        yield mark + _line(_flat(value))


def _listed(value: list[Any], path: str, heading: str, asked: dict[str, tuple[str, ...]], depth: int) -> Iterator[str]:
    mark = f"\f{path}\n"
    alike = value and all(isinstance(each, dict) and each and all(map(_is_flat, each.values())) for each in value)
    if alike and all(isinstance(each.get("question"), str) and isinstance(each.get("answer"), str) for each in value):
        for at, each in enumerate(value):
            question = _line(each["question"])[:200]
            asked[question] = (*asked.get(question, ()), question)
            yield f"## {question}"
            yield f"\f{path}[{at}]\n{_line(each['answer'])}"
    elif alike:
        columns = tuple(dict.fromkeys(key for each in value for key in each))
        rows = tuple(tuple(_flat(each.get(column)) for column in columns) for each in value)
        yield mark + tables.write(tables.Grid(tuple(_name(column) for column in columns), rows))
    elif all(map(_is_flat, value)):
        if value:
            yield mark + "\n".join(f"- {_line(_flat(each))}" for each in value if _flat(each))
    else:
        for at, each in enumerate(value):
            yield from _blocks(each, f"{path}[{at}]", heading, asked, depth + 1)


def _is_flat(value: Any) -> bool:
    return value is None or isinstance(value, str | bool) or (isinstance(value, list) and all(isinstance(each, str) for each in value) and sum(map(len, value)) < 200)  # fmt: skip


def _flat(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)


def _clean(value: Any) -> Any:
    """The same without letters that escapes smuggled in: halves of pairs, controls, and what nobody can see."""
    if isinstance(value, str):
        return seen(value.encode("utf-8", "ignore").decode())[0]
    if isinstance(value, list):
        return [_clean(each) for each in value]
    return {_clean(key): _clean(each) for key, each in value.items()} if isinstance(value, dict) else value


def _line(text: str) -> str:
    return " ".join(text.split())


def _name(key: str) -> str:
    return key.replace("_", " ").strip()


def _word(about: dict[str, Any], key: str) -> str | None:
    value = about.get(key)
    return value.strip() or None if isinstance(value, str) else None


def _day(about: dict[str, Any], key: str, shown: str) -> date | None:
    value = about.get(key)
    if not value:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise UnreadableDocument(
            f"{shown!r}, $.{key}: {str(value)[:40]!r} is no day like 2026-03-31.", field="path"
        ) from None


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"the name {twice[:60]!r} stands twice in one object")
    return made


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number of JSON")

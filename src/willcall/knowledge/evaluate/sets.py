"""A retrieval set: documents, and questions with the documents that are relevant to them, read from two JSONL files.

The shape is that of docs/reference: `{"id", "title"?, "text"}` and `{"id"?, "query", "relevant": {id: grade} | "relevant_ids": [id]}`.
Knows nothing of search.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from willcall.kit.errors import Invalid


class BrokenSet(Invalid):
    """A line of a retrieval set that cannot be read."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document of a set."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question with its relevant documents: id → grade above 0."""

    id: str
    query: str
    relevant: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Documents, the questions that some of them are relevant to, and the ids of those that none here is."""

    name: str
    texts: tuple[Text, ...]
    queries: tuple[Query, ...]
    left_out: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The same for the same documents and questions."""
        parts = [[t.id, t.title, t.text] for t in self.texts], [[q.query, dict(q.relevant)] for q in self.queries]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def read_set(documents: Path, queries: Path, *, name: str = "") -> RetrievalSet:
    """Reads a set.

    Args:
        documents: One document a line.
        queries: One question a line; questions without a relevant document among the documents are left out.
        name: What to call it; else as the folder of the questions.

    Raises:
        BrokenSet: With the file, the line and the field.
    """
    texts = [
        Text(_text(row, "id", where), _text(row, "title", where, ""), _text(row, "text", where))
        for row, where in _rows(documents)
    ]
    if not texts:
        raise BrokenSet(f"{documents} holds no documents.", field="documents")
    known = {text.id for text in texts}
    if len(known) < len(texts):
        raise BrokenSet(f"{documents} gives an id to two documents.", field="id")
    asked, left_out = [], []
    for number, (row, where) in enumerate(_rows(queries), 1):
        query = Query(_text(row, "id", where, str(number)), _text(row, "query", where), _grades(row, where))
        held = {one: grade for one, grade in query.relevant.items() if one in known and grade > 0}
        if held:
            asked.append(Query(query.id, query.query, held))
        else:
            left_out.append(query.id)
    if not asked:
        raise BrokenSet(f"No question of {queries} has a relevant document in {documents}.", field="relevant")
    return RetrievalSet(name or queries.resolve().parent.name, tuple(texts), tuple(asked), tuple(left_out))


def _rows(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    if not path.is_file():
        raise BrokenSet(f"There is no file {str(path)!r}.", field="path")
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            where = f"{path.name} line {number}"
            try:
                row = json.loads(line)
            except ValueError as error:
                raise BrokenSet(f"{where} is not JSON: {error}.", field="line") from error
            if not isinstance(row, dict):
                raise BrokenSet(f"{where} is not an object.", field="line")
            yield row, where


def _text(row: Mapping[str, Any], field: str, where: str, default: str | None = None) -> str:
    value = row.get(field, default)
    if value is None and default is not None:
        return default
    if isinstance(value, int) and field == "id":
        return str(value)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise BrokenSet(f"{where}: {field!r} must be some text, not {value!r}.", field=field)
    return value


def _grades(row: Mapping[str, Any], where: str) -> dict[str, float]:
    grades = row.get("relevant")
    if grades is None:
        ids = row.get("relevant_ids")
        if not isinstance(ids, list):
            raise BrokenSet(f"{where} has neither 'relevant' nor 'relevant_ids'.", field="relevant")
        return {str(one): 1.0 for one in ids}
    if isinstance(grades, list):
        return {str(one): 1.0 for one in grades}
    try:
        return {str(one): float(grade) for one, grade in grades.items()}
    except (AttributeError, TypeError, ValueError) as error:
        raise BrokenSet(
            f"{where}: 'relevant' must be an object of grades, not {grades!r}.", field="relevant"
        ) from error

"""A document: text with a title, and a little about it.

`parse` reads Markdown and plain text, with an optional block of `name: value` lines between two lines of `---` at the top, and under
a heading an optional comment of the questions that its section answers: `<!-- asked: where do I park | is there a garage -->`.
Other formats become documents in `knowledge.ingest.readers`. Does not know where documents are kept, nor how they are found.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from willcall.kit.errors import Invalid
from willcall.knowledge.link import unlinked

_LONGEST_LINE = 4_000
"""A longer line is neither a heading nor a comment of questions."""
_LONGEST_TITLE = 200


class UnreadableDocument(Invalid):
    """A file that is not of a kind we read, or is broken; names the file and the place of the fault."""


@dataclass(frozen=True, slots=True)
class Document:
    r"""Something written that answers may be taken from.

    Args:
        id: Short and stable, e.g. `parking`; adding a document with the id of another replaces it.
        title: What a source is called in an answer.
        text: Markdown or plain text; the title is no part of it. A line of a form feed and some words (`\fpage 3`) says where in
            the source what follows it stands.
        uri: Where a person can read it.
        tags: Words people use for it that do not stand in its text; searched, never shown.
        asked: Heading → questions that its section answers, in people's words; searched, never shown.
        venue: The only venue it speaks of, or None for all.
        event_id: The only event it speaks of, or None for all.
        category: What it is about, in a word: `parking`, `prices`.
        language: Its language (`en`), or None where nobody said.
        valid_from: The first day it holds, or None for ever before.
        valid_until: The last day it holds, or None for ever after.
        line: The line of the source that `text` begins at, where that has lines.
        notes: What its reader left out or found strange, for the operator.
    """

    id: str
    title: str
    text: str
    uri: str
    tags: tuple[str, ...] = ()
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    venue: str | None = None
    event_id: str | None = None
    category: str | None = None
    language: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    line: int = field(default=1, compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)

    @property
    def digest(self) -> str:
        """A hash of everything that search and answers depend on."""
        parts = [
            self.title, self.text, self.uri, list(self.tags), dict(self.asked), self.venue, self.event_id, self.category,
            self.language, str(self.valid_from), str(self.valid_until), self.line, list(self.notes),
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def slug(text: str) -> str:
    """`Lost & found!` → `lost-found`; never empty."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-") or "document"


def parse(name: str, content: str) -> Document:
    """Reads one document.

    Args:
        name: What it is filed under, such as a file name without its suffix.
        content: Markdown or plain text, with an optional head (`title`, `tags`, `venue`, `event`, `source`, `category`, `language`,
            `valid_from`, `valid_until`).

    Raises:
        UnreadableDocument: If it holds no text, or its head says something impossible; names the line.
    """
    body = content.removeprefix("\ufeff").replace("\r\n", "\n")
    head = re.match(r"---\n(.*?)\n---\n", body, re.DOTALL)
    fields = _head(name, head[1]) if head else {}
    body = body[head.end() :] if head else body
    first = re.match(r"\s*# +(.+)\n?", body)
    if first:
        body = body[first.end() :]
    body, asked = _take_questions(body)
    if not body.strip():
        raise UnreadableDocument(f"{name!r} holds no text.", field="text")
    title = fields.get("title") or (unlinked(first[1]).strip() if first else title_of(name))
    identity = slug(name)
    before = (head[0] if head else "") + (first[0] if first else "") + body[: len(body) - len(body.lstrip())]
    source = fields.get("source", "")
    return Document(
        id=identity,
        title=title[:_LONGEST_TITLE],
        text=body.strip(),
        uri=source if safe_uri(source) else f"/kb/{identity}",
        tags=tuple(tag for tag in (part.strip() for part in fields.get("tags", "").split(",")) if tag),
        asked=asked,
        venue=fields.get("venue") or None,
        event_id=fields.get("event") or None,
        category=fields.get("category", "").lower() or None,
        language=fields.get("language", "").lower() or None,
        valid_from=_day(name, fields, "valid_from"),
        valid_until=_day(name, fields, "valid_until"),
        line=1 + before.count("\n"),
        notes=(f"its source {source[:80]!r} is no web address: left out",) if source and not safe_uri(source) else (),
    )


def title_of(name: str) -> str:
    """`lost-and_found` → `Lost and found`."""
    return name.replace("-", " ").replace("_", " ").strip().capitalize() or "Document"


def safe_uri(uri: str) -> bool:
    """Whether a link may lead there: the web, or a path of this house. Never a script."""
    if any(ord(letter) <= 32 or letter == "\\" for letter in uri):
        return False
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    if parts.scheme in {"http", "https"}:
        return bool(parts.hostname)
    return not parts.scheme and uri.startswith("/") and not uri.startswith("//")


def _head(name: str, head: str) -> dict[str, str]:
    fields = {}
    for number, line in enumerate(head.splitlines(), 2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        field, colon, value = line.partition(":")
        if not colon:
            raise UnreadableDocument(
                f"{name!r}, line {number}: {line.strip()[:60]!r} in the head is no `name: value`.", field="head"
            )
        fields[field.strip().lower()] = value.strip().strip("\"'")
    return fields


def _day(name: str, fields: Mapping[str, str], field: str) -> date | None:
    value = fields.get(field)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UnreadableDocument(f"{name!r}: {field} {value[:40]!r} is no day like 2026-03-31.", field=field) from None


def _take_questions(body: str) -> tuple[str, dict[str, tuple[str, ...]]]:
    """The text with its comments of questions blanked, and those questions by the heading they stand under."""
    heading = ""
    asked: dict[str, tuple[str, ...]] = {}
    lines = []
    for line in body.split("\n"):
        comment = re.fullmatch(r"\s*<!-- ?asked:(.*?)-->\s*", line) if len(line) <= _LONGEST_LINE else None
        if comment:
            asked[heading] = (
                *asked.get(heading, ()),
                *(part.strip() for part in comment[1].split("|") if part.strip()),
            )
            lines.append("")
            continue
        title = re.match(r"#{1,6} +(.+?)\s*#*$", line) if len(line) <= _LONGEST_LINE else None
        heading = unlinked(title[1]) if title else heading
        lines.append(line)
    return "\n".join(lines), asked

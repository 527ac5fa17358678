"""A document: text with a title, and a little about it.

Reads Markdown and plain text, with an optional block of `name: value` lines between two lines of `---` at the top, and under a
heading an optional comment of the questions that its section answers: `<!-- asked: where do I park | is there a garage -->`.
Does not know where documents are kept, nor how they are found.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from willcall.kit.errors import Invalid

SUFFIXES = (".md", ".markdown", ".txt")
SIZE_LIMIT = 2_000_000


class UnreadableDocument(Invalid):
    """A file that is not text of a kind we read."""


@dataclass(frozen=True, slots=True)
class Document:
    """Something written that answers may be taken from.

    Args:
        id: Short and stable, e.g. `parking`; adding a document with the id of another replaces it.
        title: What a source is called in an answer.
        text: Markdown or plain text; the title is no part of it.
        uri: Where a person can read it.
        tags: Words people use for it that do not stand in its text; searched, never shown.
        asked: Heading → questions that its section answers, in people's words; searched, never shown.
        venue: The only venue it speaks of, or None for all.
        event_id: The only event it speaks of, or None for all.
    """

    id: str
    title: str
    text: str
    uri: str
    tags: tuple[str, ...] = ()
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    venue: str | None = None
    event_id: str | None = None

    @property
    def digest(self) -> str:
        """A hash of everything that search and answers depend on."""
        parts = [self.title, self.text, self.uri, list(self.tags), dict(self.asked), self.venue, self.event_id]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def slug(text: str) -> str:
    """`Lost & found!` → `lost-found`; never empty."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-") or "document"


def parse(name: str, content: str) -> Document:
    """Reads one document.

    Args:
        name: What it is filed under, such as a file name without its suffix.
        content: Markdown or plain text, with an optional head (`title`, `tags`, `venue`, `event`, `source`).
    """
    fields: dict[str, str] = {}
    body = content.removeprefix("\ufeff").replace("\r\n", "\n")
    head = re.match(r"---\n(.*?)\n---\n", body, re.DOTALL)
    if head:
        for line in head[1].splitlines():
            field, _, value = line.partition(":")
            fields[field.strip().lower()] = value.strip().strip("\"'")
        body = body[head.end() :]
    first = re.match(r"\s*# +(.+)\n?", body)
    if first:
        body = body[first.end() :]
    body, asked = _take_questions(body)
    if not body.strip():
        raise UnreadableDocument(f"{name!r} holds no text.", field="text")
    title = fields.get("title") or (
        first[1].strip() if first else name.replace("-", " ").replace("_", " ").capitalize()
    )
    identity = slug(name)
    return Document(
        id=identity,
        title=title,
        text=body.strip(),
        uri=fields.get("source") or f"/kb/{identity}",
        tags=tuple(tag for tag in (part.strip() for part in fields.get("tags", "").split(",")) if tag),
        asked=asked,
        venue=fields.get("venue") or None,
        event_id=fields.get("event") or None,
    )


def _take_questions(body: str) -> tuple[str, dict[str, tuple[str, ...]]]:
    """The text without its comments of questions, and those questions by the heading they stand under."""
    heading = ""
    asked: dict[str, tuple[str, ...]] = {}
    lines = []
    for line in body.split("\n"):
        comment = re.fullmatch(r"\s*<!-- *asked: *(.*?) *-->\s*", line)
        if comment:
            asked[heading] = (
                *asked.get(heading, ()),
                *(part.strip() for part in comment[1].split("|") if part.strip()),
            )
            continue
        title = re.match(r"#{1,6} +(.+?)\s*#*$", line)
        heading = title[1] if title else heading
        lines.append(line)
    return "\n".join(lines), asked


def read_path(path: Path) -> Iterator[Document]:
    """Every document in a file, or in a folder and the folders in it, in order of name.

    Raises:
        UnreadableDocument: If a named file is missing, too large, of another kind or not UTF-8.
    """
    if path.is_dir():
        for child in sorted(path.rglob("*")):
            if child.is_file() and child.suffix.lower() in SUFFIXES:
                yield from read_path(child)
        return
    if not path.is_file():
        raise UnreadableDocument(f"There is no file {str(path)!r}.", field="path")
    if path.suffix.lower() not in SUFFIXES:
        raise UnreadableDocument(
            f"{path.name!r} is not read yet; give Markdown or text ({', '.join(SUFFIXES)}).", field="path"
        )
    if path.stat().st_size > SIZE_LIMIT:
        raise UnreadableDocument(f"{path.name!r} is larger than {SIZE_LIMIT:,} bytes; split it.", field="path")
    try:
        content = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(f"{path.name!r} is not UTF-8 text (byte {error.start}).", field="path") from error
    yield parse(path.stem, content)

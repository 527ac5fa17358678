"""Chunks: pieces of a document small enough to answer with, cut where its author paused.

A heading begins a chunk; a section that is too long is cut between paragraphs, and a paragraph that is too long between
sentences. Knows nothing of search.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from willcall.knowledge.documents import Document, slug

LENGTH = 900
"""Characters at most, unless a single sentence is longer."""

_HEADING = re.compile(r"^#{1,6} +(.+?)\s*#*$", re.MULTILINE)
_SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:St|Mr|Dr|No)\.)(?<!\b(?:Mrs|e\.g|i\.e|a\.m|p\.m)\.)[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])"
)
_MARKUP = re.compile(r"[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document.

    Args:
        id: `<document>#<heading>`, with a number where a section was cut.
        document_id: Its document.
        title: The document's title.
        heading: The heading it stands under, or "".
        text: Plain sentences.
        uri: Where a person can read it.
        tags: The document's tags.
        asked: Questions that its section answers, in people's words.
        venue: As of the document.
        event_id: As of the document.
    """

    id: str
    document_id: str
    title: str
    heading: str
    text: str
    uri: str
    tags: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    venue: str | None = None
    event_id: str | None = None


def sentences(text: str) -> list[str]:
    """The sentences of a plain text; a list item is one too."""
    return [part.strip() for line in text.split("\n") for part in _SENTENCE_END.split(line) if part.strip()]


def chunks(document: Document) -> list[Chunk]:
    """A document's chunks, in order; together they hold all of its text."""
    found: list[Chunk] = []
    names: dict[str, int] = {}
    for heading, section in _sections(document.text):
        for text in _pieces(section):
            name = slug(heading) if heading else "text"
            names[name] = names.get(name, 0) + 1
            found.append(
                Chunk(
                    id=f"{document.id}#{name}" + (f"-{names[name]}" if names[name] > 1 else ""),
                    document_id=document.id,
                    title=document.title,
                    heading=heading,
                    text=text,
                    uri=document.uri,
                    tags=document.tags,
                    asked=tuple(document.asked.get(heading, ())),
                    venue=document.venue,
                    event_id=document.event_id,
                )
            )
    return found


def _sections(text: str) -> Iterator[tuple[str, str]]:
    heading, start = "", 0
    for match in _HEADING.finditer(text):
        if text[start : match.start()].strip():
            yield heading, text[start : match.start()]
        heading, start = _plain(match[1]), match.end()
    if text[start:].strip():
        yield heading, text[start:]


def _plain(text: str) -> str:
    """Without Markdown's marks; lines of a paragraph joined, items of a list a line each."""
    text = _MARKUP.sub(r"\1", _LINK.sub(r"\1", text))
    lines: list[str] = []
    for line in (raw.strip() for raw in text.strip().split("\n")):
        item = re.match(r"(?:[-*+]|\d+[.)]) +(.+)", line)
        if item:
            lines.append(item[1])
        elif line and lines and not line.startswith("|"):
            lines[-1] += " " + line.lstrip("> ")
        elif line:
            lines.append(line.lstrip("> "))
    return "\n".join(lines)


def _pieces(section: str) -> Iterator[str]:
    piece = ""
    for paragraph in (_plain(part) for part in re.split(r"\n\s*\n", section) if part.strip()):
        for part in [paragraph] if len(paragraph) <= LENGTH else sentences(paragraph):
            if piece and len(piece) + len(part) + 1 > LENGTH:
                yield piece
                piece = part
            else:
                piece = f"{piece}\n{part}" if piece else part
    if piece:
        yield piece

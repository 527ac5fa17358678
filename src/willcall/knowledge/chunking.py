"""Chunks: pieces of a document small enough to answer with, cut where its author paused.

A heading begins a chunk; a section that is too long is cut between paragraphs and rows, and a paragraph that is too long between
sentences. A piece that goes on from another knows the end of what stands before it: that overlap is searched and never shown.
A link is read as its words, and the chunk in which these stand keeps where it leads: a heading's is the first chunk's of its section, a
cell's that of its row. Knows nothing of search.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from willcall.knowledge import tables
from willcall.knowledge.documents import Document, slug
from willcall.knowledge.link import LONGEST_LABEL, LONGEST_NAME, MOST, Link

LENGTH = 900
"""Characters at most."""
OVERLAP = 200
"""Characters at most of what a piece knows of the one before it."""
MARK = "\f"
"""Begins a line that says where in its source what follows stands."""

_HEADING = re.compile(r"#{1,6} +(.+?)\s*#*$")
_SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:St|Mr|Dr|No)\.)(?<!\b(?:Mrs|e\.g|i\.e|a\.m|p\.m)\.)[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])"
)
_MARKUP = re.compile(r"[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}")
_LINK = re.compile(r"(!?)\[([^\[\]]*+)\]\(([^)]*+)\)")
LONGEST_HEADING = 1_000
"""A longer line is no heading."""
LONGEST_MARKED = 20_000
"""In a longer paragraph marks are left as they are: what undoes them takes time by the square of its length."""
_MOST_LINKS = 200
"""Of one paragraph or cell."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document.

    Args:
        id: `<document>#<heading>`, with a number where a section was cut.
        document_id: Its document.
        title: The document's title.
        heading: The heading it stands under, or "".
        text: Plain sentences, a row of a table as one of them.
        uri: Where a person can read it.
        tags: The document's tags.
        asked: Questions that its section answers, in people's words.
        venue: As of the document, and so on.
        place: Where in its source it stands: `line 12`, `page 3`, `rows 2–14`.
        before: The end of the piece it goes on from; searched, never shown.
        links: What it links to, when it has just been cut; the store keeps them apart.
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
    category: str | None = None
    language: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    place: str = ""
    before: str = ""
    links: tuple[Link, ...] = field(default=(), compare=False)

    @property
    def digest(self) -> str:
        """A hash of everything that finding it depends on; where it stands and what it links to are no part of that."""
        parts = [
            self.id, self.title, self.heading, self.text, self.uri, self.tags, self.asked, self.venue, self.event_id,
            self.category, self.language, str(self.valid_from), str(self.valid_until), self.before,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or table of a section, as plain lines; `place` is where its first line stands, `section` counts headings.

    What its lines link to is in `links`, a row of a table each; what stands above them (its heading, names of columns) links to `above`.
    """

    section: int
    heading: str
    lines: tuple[str, ...]
    place: str
    grid: tables.Grid | None = None
    links: tuple[tuple[Link, ...], ...] = ()
    above: tuple[Link, ...] = ()


def sentences(text: str) -> list[str]:
    """The sentences of a plain text; a list item is one too."""
    return [part.strip() for line in text.split("\n") for part in _SENTENCE_END.split(line) if part.strip()]


def chunks(document: Document) -> list[Chunk]:
    """A document's chunks, in order; together they hold all of its text."""
    found: list[Chunk] = []
    names: dict[str, int] = {}
    section: list[Block] = []

    def close() -> None:
        last = ""
        for text, place, links in _pieces(section):
            heading = section[0].heading
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
                    category=document.category,
                    language=document.language,
                    valid_from=document.valid_from,
                    valid_until=document.valid_until,
                    place=place,
                    before=last,
                    links=links,
                )
            )
            ending = sentences(text)[-1:] or [""]
            last = ending[0] if len(ending[0]) <= OVERLAP else ""
        section.clear()

    before: Block | None = None
    for block in blocks(document):
        if before is not None and block.section != before.section:
            close()
        section.append(block)
        before = block
    close()
    return found


def blocks(document: Document) -> Iterator[Block]:
    """Paragraphs and tables, in order."""
    heading, lines = "", list[str]()
    above: tuple[Link, ...] = ()
    place: str | None = None
    section = begins = 0

    def block() -> Iterator[Block]:
        nonlocal above
        here = f"line {document.line + begins}" if place is None else place
        if tables.is_table(lines):
            written = tables.read(lines)
            columns, of_columns = _cells(written.columns)
            rows = [_cells(row) for row in written.rows]
            grid = tables.Grid(columns, tuple(row for row, _ in rows))
            said = [(line, links) for row, links in rows if (line := tables.sentence(columns, row))]
            spoken, linked = tuple(line for line, _ in said), tuple(links for _, links in said)
            yield Block(section, heading, spoken, here, grid, linked, (*above, *of_columns))
            above = ()
        elif lines:
            plain, links = _plain(lines)
            if plain:
                yield Block(section, heading, tuple(plain), here, links=(links,), above=above)
                above = ()
        lines.clear()

    for number, line in enumerate(document.text.split("\n")):
        title = _HEADING.fullmatch(line) if len(line) <= LONGEST_HEADING else None
        if title or line.startswith(MARK) or not line.strip():
            yield from block()
            if title:
                section += 1
                said, above = _plain([title[1]])
                heading = " ".join(said)
            elif line.startswith(MARK):
                place = line[1:].strip()
            continue
        if not lines:
            begins = number
        lines.append(line)
    yield from block()


def _plain(lines: list[str]) -> tuple[list[str], tuple[Link, ...]]:
    """Without Markdown's marks, and what is linked to; lines of a paragraph joined, items of a list a line each."""
    text, links = _unlinked("\n".join(lines))
    if len(text) <= LONGEST_MARKED:
        text = _MARKUP.sub(r"\1", text)
    made: list[str] = []
    for line in (raw.strip() for raw in text.strip().split("\n")):
        item = re.match(r"(?:[-*+]|\d+[.)]) +(.+)", line)
        if item:
            made.append(item[1])
        elif line and made and not line.startswith("|"):
            made[-1] += " " + line.lstrip("> ")
        elif line:
            made.append(line.lstrip("> "))
    return made, links


def _cells(row: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Link, ...]]:
    """The words of a row's cells, and what they link to."""
    read = [_unlinked(cell) for cell in row]
    return tuple(words for words, _ in read), tuple(link for _, links in read for link in links)


def _unlinked(text: str) -> tuple[str, tuple[Link, ...]]:
    """A text with the words of its links in their place, and its links, pictures left out; as it is where marks are left."""
    if "](" not in text or len(text) > LONGEST_MARKED:
        return text, ()
    found: dict[Link, None] = {}

    def words(match: re.Match[str]) -> str:
        label = " ".join(_MARKUP.sub(r"\1", match[2]).split())[:LONGEST_LABEL]
        if label and not match[1] and len(match[3]) <= LONGEST_NAME and len(found) < _MOST_LINKS:
            found[Link(label, match[3].strip())] = None
        return match[2]

    return _LINK.sub(words, text), tuple(found)


def _pieces(section: list[Block]) -> Iterator[tuple[str, str, tuple[Link, ...]]]:
    """The text of each chunk of a section, where it stands and what it links to."""
    piece, begins = "", ""
    links: dict[Link, None] = {}
    for text, place, linked in _parts(section):
        if piece and len(piece) + len(text) + 1 > LENGTH:
            yield piece, begins, tuple(links)[:MOST]
            piece, links = "", {}
        if not piece:
            begins = place
        piece = f"{piece}\n{text}" if piece else text
        links |= dict.fromkeys(linked)
    if piece:
        yield piece, begins, tuple(links)[:MOST]


def _parts(section: list[Block]) -> Iterator[tuple[str, str, tuple[Link, ...]]]:
    for block in section:
        whole = "\n".join(block.lines)
        if len(whole) <= LENGTH:
            yield whole, block.place or "row 1", (*block.above, *(link for links in block.links for link in links))
            continue
        above = block.above
        for row, line in enumerate(block.lines, 1):
            place = f"{block.place}, row {row}".removeprefix(", ") if block.grid else block.place
            links = block.links[row - 1 if block.grid else 0]
            for part in [line] if len(line) <= LENGTH else sentences(line):
                for cut in _cut(part):
                    own = links if block.grid and cut == line else [link for link in links if link.label in cut]
                    yield cut, place, (*above, *own)
                    above = ()


def _cut(sentence: str) -> Iterator[str]:
    """A sentence without end, cut between words, or anywhere if need be."""
    while len(sentence) > LENGTH:
        at = sentence.rfind(" ", 1, LENGTH)
        at = at if at > 0 else LENGTH
        yield sentence[:at].strip()
        sentence = sentence[at:].strip()
    if sentence:
        yield sentence

"""Reads documents, chunks and facts back, and what changed since a version."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from willcall.kit.clock import from_epoch_ms
from willcall.knowledge.chunking import Chunk
from willcall.knowledge.documents import Document
from willcall.knowledge.facts import Fact
from willcall.knowledge.ports import Changes, Listed
from willcall.knowledge.store import tables as t

VERSION = select(t.version.c.version, t.version.c.swept, t.version.c.identity).where(t.version.c.id == 1)
CHUNKS = select(
    t.chunks.c.number,
    t.chunks.c.id,
    t.chunks.c.document_id,
    t.chunks.c.heading,
    t.chunks.c.text,
    t.chunks.c.before,
    t.chunks.c.place,
    t.documents.c.title,
    t.documents.c.uri,
    t.documents.c.tags,
    t.documents.c.asked,
    t.documents.c.venue,
    t.documents.c.event_id,
    t.documents.c.category,
    t.documents.c.language,
    t.documents.c.valid_from,
    t.documents.c.valid_until,
).join(t.documents, t.chunks.c.document_id == t.documents.c.id)
PAGE = 2_000
_MOST_PARAMETERS = 500


def as_chunk(row: Any) -> Chunk:
    return Chunk(
        id=row.id,
        document_id=row.document_id,
        title=row.title,
        heading=row.heading,
        text=row.text,
        uri=row.uri,
        tags=tuple(row.tags),
        asked=tuple(row.asked.get(row.heading, ())),
        venue=row.venue,
        event_id=row.event_id,
        category=row.category,
        language=row.language,
        valid_from=_day(row.valid_from),
        valid_until=_day(row.valid_until),
        place=row.place,
        before=row.before,
    )


def as_document(row: Any) -> Document:
    return Document(
        id=row.id,
        title=row.title,
        text=row.text,
        uri=row.uri,
        tags=tuple(row.tags),
        asked={heading: tuple(questions) for heading, questions in row.asked.items()},
        venue=row.venue,
        event_id=row.event_id,
        category=row.category,
        language=row.language,
        valid_from=_day(row.valid_from),
        valid_until=_day(row.valid_until),
        line=row.line,
        notes=tuple(row.notes),
    )


def by_number(connection: Connection, numbers: Sequence[int]) -> dict[int, Chunk]:
    """The chunks of those numbers that are there."""
    found = {}
    for start in range(0, len(numbers), _MOST_PARAMETERS):
        part = list(numbers[start : start + _MOST_PARAMETERS])
        for row in connection.execute(CHUNKS.where(t.chunks.c.number.in_(part))):
            found[row.number] = as_chunk(row)
    return found


def changes(connection: Connection, since: int) -> Changes:
    """What changed after version `since`, and to which version; from the beginning where that is too long ago."""
    row = connection.execute(VERSION).first()
    if row is None:
        return Changes(version=0, anew=since != 0, removed=(), added=iter(()), count=0)
    anew = since < row.swept
    since = 0 if anew else since
    removed: Sequence[int] = ()
    if since:
        removed = connection.scalars(
            select(t.removals.c.number).where(t.removals.c.version > since, t.removals.c.version <= row.version)
        ).all()
    fresh = (t.chunks.c.version > since, t.chunks.c.version <= row.version)
    count = connection.execute(select(func.count()).select_from(t.chunks).where(*fresh)).scalar_one()
    return Changes(row.version, anew, tuple(removed), _pages(connection, fresh), count)


def _pages(connection: Connection, fresh: tuple[Any, ...]) -> Iterator[tuple[int, Chunk]]:
    last = 0
    while True:
        rows = connection.execute(
            CHUNKS.where(*fresh, t.chunks.c.number > last).order_by(t.chunks.c.number).limit(PAGE)
        ).all()
        for row in rows:
            yield row.number, as_chunk(row)
        if len(rows) < PAGE:
            return
        last = rows[-1].number


def listing(connection: Connection) -> list[Listed]:
    """Each document, in order of id."""
    counts = select(t.chunks.c.document_id, func.count().label("chunks")).group_by(t.chunks.c.document_id).subquery()
    known = select(t.facts.c.document_id, func.count().label("facts")).group_by(t.facts.c.document_id).subquery()
    d = t.documents.c
    rows = (
        select(d.id, d.title, counts.c.chunks, d.updated_at_ms, known.c.facts, d.category, d.origin, d.notes, d.valid_from, d.valid_until)
        .join(counts, counts.c.document_id == d.id, isouter=True)
        .join(known, known.c.document_id == d.id, isouter=True)
        .order_by(d.id)
    )  # fmt: skip
    return [
        Listed(
            id=row.id,
            title=row.title,
            chunks=row.chunks or 0,
            updated_at=from_epoch_ms(row.updated_at_ms),
            facts=row.facts or 0,
            category=row.category,
            origin=row.origin,
            notes=tuple(row.notes),
            valid_from=_day(row.valid_from),
            valid_until=_day(row.valid_until),
        )
        for row in connection.execute(rows)
    ]


def facts_of(connection: Connection, document_id: str) -> list[Fact]:
    """What a document's tables say, in order."""
    f = t.facts.c
    rows = select(f.subject, f.name, f.kind, f.value, f.text, f.place).where(f.document_id == document_id)
    return [Fact(*row) for row in connection.execute(rows.order_by(f.id))]


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored of an origin."""

    id: str
    origin_digest: str | None


def known_origin(connection: Connection, origin: str) -> Known | None:
    """The document that came from there, if any."""
    d = t.documents.c
    row = connection.execute(select(d.id, d.origin_digest).where(d.origin == origin).limit(1)).first()
    return Known(row.id, row.origin_digest) if row else None


def vectors(connection: Connection, encoder: str, lines: Sequence[str]) -> dict[str, bytes]:
    """The vectors that one encoder made of lines, by the lines' digests; those that are kept."""
    found: dict[str, bytes] = {}
    v = t.vectors.c
    for start in range(0, len(lines), _MOST_PARAMETERS):
        part = list(lines[start : start + _MOST_PARAMETERS])
        rows = connection.execute(select(v.line, v.vector).where(v.encoder == encoder, v.line.in_(part)))
        found.update((row.line, bytes(row.vector)) for row in rows)
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

"""Writes documents: only the chunks that changed, with a step of the version, in the caller's own transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, count
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.knowledge.chunking import Chunk
from willcall.knowledge.documents import Document, slug
from willcall.knowledge.prepared import Prepared, line_digest, lines
from willcall.knowledge.store import links
from willcall.knowledge.store import tables as t
from willcall.knowledge.store.reading import CHUNKS, as_chunk

BATCH = 400
KEPT_REMOVALS = 200_000
"""Removals that are remembered for indexes that are behind."""


def claim(unit: UnitOfWork) -> int:
    """Makes changers of the knowledge base wait for one another, from before they look; the version as it is."""
    row = maker(unit)(t.version).values(id=1, version=0, swept=0)
    unit.connection.execute(row.on_conflict_do_update(index_elements=["id"], set_={"version": t.version.c.version}))
    version: int = unit.connection.execute(select(t.version.c.version).where(t.version.c.id == 1)).scalar_one()
    return version


def step(unit: UnitOfWork, version: int) -> None:
    """Makes the change visible as `version`; now and then forgets the oldest removals."""
    named = func.coalesce(func.nullif(t.version.c.identity, ""), unit.ids("kbs"))
    values: dict[str, Any] = {"version": version, "identity": named}
    if version % 1024 == 0:
        newest = select(t.removals.c.version).order_by(t.removals.c.version.desc()).offset(KEPT_REMOVALS).limit(1)
        swept = unit.connection.execute(newest).scalar()
        if swept is not None:
            unit.connection.execute(delete(t.removals).where(t.removals.c.version <= swept))
            values["swept"] = swept
    unit.connection.execute(update(t.version).where(t.version.c.id == 1).values(**values))


def put(unit: UnitOfWork, new: Prepared, version: int) -> str:
    """Adds or replaces one document: `added`, `changed` or `unchanged`."""
    new = _named(unit, new)
    document = new.document
    row = unit.connection.execute(
        select(t.documents.c.digest, t.documents.c.origin, t.documents.c.origin_digest).where(
            t.documents.c.id == document.id
        )
    ).first()
    if row is not None and row.digest == document.digest:
        if new.origin is not None and (row.origin, row.origin_digest) != (new.origin, new.origin_digest):
            unit.connection.execute(
                update(t.documents)
                .where(t.documents.c.id == document.id)
                .values(origin=new.origin, origin_digest=new.origin_digest)
            )
            links.put(unit, document, new.origin, new.chunks)
        return "unchanged"
    values = {
        "title": document.title,
        "text": document.text,
        "uri": document.uri,
        "tags": list(document.tags),
        "asked": {heading: list(questions) for heading, questions in document.asked.items()},
        "venue": document.venue,
        "event_id": document.event_id,
        "category": document.category,
        "language": document.language,
        "valid_from": document.valid_from.isoformat() if document.valid_from else None,
        "valid_until": document.valid_until.isoformat() if document.valid_until else None,
        "line": document.line,
        "notes": list(document.notes),
        "origin": new.origin,
        "origin_digest": new.origin_digest,
        "digest": document.digest,
        "updated_at_ms": to_epoch_ms(unit.now),
    }
    if row is None:
        unit.connection.execute(insert(t.documents), {"id": document.id, **values})
    else:
        unit.connection.execute(update(t.documents).where(t.documents.c.id == document.id).values(**values))
        unit.connection.execute(delete(t.facts).where(t.facts.c.document_id == document.id))
    _put_chunks(unit, document, new.chunks, version, fresh=row is None)
    links.put(unit, document, new.origin, new.chunks, fresh=row is None)
    if new.facts:
        unit.connection.execute(
            insert(t.facts),
            [
                {
                    "document_id": document.id,
                    "subject": f.subject,
                    "name": f.name,
                    "kind": f.kind,
                    "value": f.value,
                    "text": f.text,
                    "place": f.place,
                }
                for f in new.facts
            ],
        )
    put_vectors(unit, new.encoder, new.vectors.items())
    return "added" if row is None else "changed"


def _named(unit: UnitOfWork, new: Prepared) -> Prepared:
    """The id that a file keeps: what its origin had before; else its name, or its way from the folder where another file of the
    same folder has that name.
    """
    if new.origin is None:
        return new
    d = t.documents.c
    wanted = unit.connection.execute(select(d.id).where(d.origin == new.origin).order_by(d.id).limit(1)).scalar()
    if wanted is None and new.root is not None:
        inside = new.root.rstrip("/") + "/"
        way = slug(new.origin.removeprefix(inside).rsplit(".", 1)[0])
        for wanted in chain((new.document.id, way), (f"{way}-{n}" for n in count(2))):
            holder = unit.connection.execute(select(d.origin).where(d.id == wanted)).scalar()
            if holder is None or not holder.startswith(inside):
                break
    return new if wanted is None or wanted == new.document.id else renamed(new, wanted)


def renamed(new: Prepared, identity: str) -> Prepared:
    """The same under another id."""
    old = new.document
    uri = f"/kb/{identity}" if old.uri == f"/kb/{old.id}" else old.uri
    moved = tuple(
        replace(chunk, id=identity + chunk.id.removeprefix(old.id), document_id=identity, uri=uri)
        for chunk in new.chunks
    )
    return replace(new, document=replace(old, id=identity, uri=uri), chunks=moved)


def _put_chunks(unit: UnitOfWork, document: Document, wanted: Sequence[Chunk], version: int, *, fresh: bool) -> None:
    """Keeps the rows of chunks that are the same, and writes and deletes the rest."""
    kept: dict[str, Any] = {}
    if not fresh:
        rows = unit.connection.execute(
            select(t.chunks.c.number, t.chunks.c.id, t.chunks.c.digest, t.chunks.c.position, t.chunks.c.place).where(
                t.chunks.c.document_id == document.id
            )
        ).all()
        digests = {chunk.digest for chunk in wanted}
        kept = {row.digest: row for row in rows if row.digest in digests}
        gone = [row.number for row in rows if row.digest not in digests]
        _drop_chunks(unit, gone, version, but={line for chunk in wanted for line in lines(chunk)})
    made, moved = [], []
    for position, chunk in enumerate(wanted):
        row = kept.get(chunk.digest)
        if row is None:
            made.append(
                {
                    "id": chunk.id,
                    "document_id": document.id,
                    "position": position,
                    "heading": chunk.heading,
                    "text": chunk.text,
                    "before": chunk.before,
                    "place": chunk.place,
                    "digest": chunk.digest,
                    "version": version,
                }
            )
        elif (row.position, row.place) != (position, chunk.place):
            moved.append({"at": row.number, "to": position, "where": chunk.place})
    if made:
        unit.connection.execute(insert(t.chunks), made)
    if moved:
        unit.connection.execute(
            update(t.chunks)
            .where(t.chunks.c.number == bindparam("at"))
            .values(position=bindparam("to"), place=bindparam("where")),
            moved,
        )


def remove(unit: UnitOfWork, document_id: str, version: int) -> bool:
    """Deletes a document with its chunks, facts, vectors, names and links; whether there was one."""
    numbers = unit.connection.scalars(select(t.chunks.c.number).where(t.chunks.c.document_id == document_id)).all()
    _drop_chunks(unit, numbers, version, but=set())
    unit.connection.execute(delete(t.facts).where(t.facts.c.document_id == document_id))
    links.drop(unit, document_id)
    return unit.connection.execute(delete(t.documents).where(t.documents.c.id == document_id)).rowcount > 0


def _drop_chunks(unit: UnitOfWork, numbers: Sequence[int], version: int, *, but: set[str]) -> None:
    for start in range(0, len(numbers), BATCH):
        part = list(numbers[start : start + BATCH])
        here = t.chunks.c.number.in_(part)
        doomed = {
            line_digest(line)
            for row in unit.connection.execute(CHUNKS.where(here))
            for line in lines(as_chunk(row))
            if line not in but
        }
        unit.connection.execute(delete(t.chunks).where(here))
        unit.connection.execute(insert(t.removals), [{"number": number, "version": version} for number in part])
        found = sorted(doomed)
        for at in range(0, len(found), BATCH):
            unit.connection.execute(delete(t.vectors).where(t.vectors.c.line.in_(found[at : at + BATCH])))


def put_vectors(unit: UnitOfWork, encoder: str, new: Iterable[tuple[str, bytes]]) -> None:
    """Keeps vectors that are not kept yet."""
    rows = [{"line": line, "encoder": encoder, "vector": vector} for line, vector in new]
    if rows:
        unit.connection.execute(maker(unit)(t.vectors).on_conflict_do_nothing(), rows)


def maker(unit: UnitOfWork) -> Any:
    """`insert` of the database's own dialect."""
    return sqlite_insert if unit.connection.dialect.name == "sqlite" else postgresql_insert

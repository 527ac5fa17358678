"""Names and links of documents, and the chunks that are one step away."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, FromClause, Select, and_, bindparam, delete, insert, literal, select, union_all

from willcall.kit.database import UnitOfWork
from willcall.knowledge.chunking import Chunk
from willcall.knowledge.documents import Document
from willcall.knowledge.linking import FIRST, Step, chosen, names, rows
from willcall.knowledge.ports import Edge
from willcall.knowledge.store import tables as t

MOST = 200
"""Rows of each kind that one search looks at."""
PIECES = 3
"""Of a long section that a link leads to."""

SOURCES: Any = bindparam("sources", expanding=True)
"""Of the statements: the ids of the chunks that are left."""


def put(
    unit: UnitOfWork, document: Document, origin: str | None, chunks: Iterable[Chunk], *, fresh: bool = False
) -> None:
    """Writes a document's names and links, in place of those it had unless it is new."""
    if not fresh:
        drop(unit, document.id)
    unit.connection.execute(
        insert(t.names), [{"name": name, "document_id": document.id} for name in names(document, origin)]
    )
    found = rows(document, origin, chunks)
    if found:
        unit.connection.execute(insert(t.links), found)


def drop(unit: UnitOfWork, document_id: str) -> None:
    """Deletes a document's names and links; links that lead to it stay, and lead nowhere."""
    unit.connection.execute(delete(t.names).where(t.names.c.document_id == document_id))
    unit.connection.execute(delete(t.links).where(t.links.c.document_id == document_id))


def linked(connection: Connection, chunk_ids: Sequence[str]) -> list[Edge]:
    """The chunks one step from these, in one query; see `knowledge.ports.Links`."""
    return chosen(Step(*row) for row in connection.execute(_STEPS, {"sources": list(chunk_ids)}))


def leading(links: FromClause, kind: str) -> list[Select[Any]]:
    """What names lead to from the chunks that are left, as statements of `linking.Step`.

    Args:
        links: With `chunk_id`, `label`, `name`, `anchor`.
        kind: As in `knowledge.ports.Edge`.
    """
    return [select(arm(links.c, kind).limit(MOST).subquery()) for arm in (_whole, _section)]


def _whole(link: Any, kind: str) -> Select[Any]:
    """The beginning of each document that is named."""
    name, chunk = t.names.c, t.chunks.c
    return (
        select(link.chunk_id, chunk.number, literal(kind), link.label, link.anchor, chunk.document_id, chunk.heading)
        .join_from(link.chunk_id.table, t.names, name.name == link.name)
        .join(t.chunks, and_(chunk.document_id == name.document_id, chunk.position < FIRST))
        .where(link.chunk_id.in_(SOURCES))
    )


def _section(link: Any, kind: str) -> Select[Any]:
    """The pieces of each section that is named."""
    name, chunk = t.names.c, t.chunks.c
    first = name.document_id + "#" + link.anchor
    return (
        select(link.chunk_id, chunk.number, literal(kind), link.label, link.anchor, chunk.document_id, chunk.heading)
        .join_from(link.chunk_id.table, t.names, name.name == link.name)
        .join(t.chunks, chunk.id.in_([first, *(first + f"-{piece}" for piece in range(2, PIECES + 1))]))
        .where(link.chunk_id.in_(SOURCES), link.anchor != "")
    )


def _event() -> Select[Any]:
    """The beginning of each other document about the same event."""
    source, own, other = t.chunks.alias().c, t.documents.alias().c, t.documents.alias().c
    chunk = t.chunks.c
    return (
        select(source.id, chunk.number, literal("event"), literal(""), literal(""), chunk.document_id, chunk.heading)
        .join_from(source.id.table, own.id.table, own.id == source.document_id)
        .join(other.id.table, and_(other.event_id == own.event_id, other.id != own.id))
        .join(t.chunks, and_(chunk.document_id == other.id, chunk.position < FIRST))
        .where(source.id.in_(SOURCES))
    )


_STEPS = union_all(*leading(t.links, "link"), select(_event().limit(MOST).subquery()))
"""Made once: to put it together takes longer than to ask it."""

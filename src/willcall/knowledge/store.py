"""Where documents stand: two tables, one of vectors, and a version that every worker process looks at.

A document's chunks are written in its own transaction, with a step of the version, so that the next question sees them, in
whichever process it is asked. Knows nothing of search.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import NotFound
from willcall.kit.tables import metadata
from willcall.knowledge.chunking import Chunk, chunks
from willcall.knowledge.documents import Document

documents = Table(
    "knowledge_documents",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("uri", Text, nullable=False),
    Column("tags", JSON, nullable=False),
    Column("asked", JSON, nullable=False),
    Column("venue", String(200), nullable=True),
    Column("event_id", String(64), nullable=True),
    Column("digest", String(64), nullable=False),
    Column("updated_at_ms", BigInteger, nullable=False),
)

knowledge_chunks = Table(
    "knowledge_chunks",
    metadata,
    Column("id", String(160), primary_key=True),
    Column(
        "document_id", String(64), ForeignKey("knowledge_documents.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("position", Integer, nullable=False),
    Column("heading", Text, nullable=False),
    Column("text", Text, nullable=False),
)

knowledge_version = Table(
    "knowledge_version",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
)

knowledge_vectors = Table(
    "knowledge_vectors",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

_VERSION = select(knowledge_version.c.version).where(knowledge_version.c.id == 1)


class NoSuchDocument(NotFound):
    """No document has that id."""


class DocumentStore:
    """The knowledge base's documents, in the database.

    Args:
        database: Where the tables are.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- changing ---------------------------------------------------------------------------------------------------

    def add(self, new: Iterable[Document]) -> int:
        """Adds documents, replacing those of the same id; how many were new or changed. All or none."""
        wanted = {document.id: document for document in new}
        with self._database.write() as unit:
            _claim(unit)
            known = {row.id: row.digest for row in unit.connection.execute(select(documents.c.id, documents.c.digest))}
            changed = [document for document in wanted.values() if known.get(document.id) != document.digest]
            for document in changed:
                if document.id in known:
                    _remove(unit, document.id)
                _insert(unit, document)
            if changed:
                _step(unit)
        return len(changed)

    def remove(self, document_id: str) -> None:
        """Deletes a document and its chunks for good.

        Raises:
            NoSuchDocument: If there is none.
        """
        with self._database.write() as unit:
            _claim(unit)
            if not _remove(unit, document_id):
                raise NoSuchDocument(
                    f"There is no document {document_id!r}; `kb stats` lists them.", field="document_id"
                )
            _step(unit)

    # -- looking ------------------------------------------------------------------------------------------------------

    def version(self) -> int:
        """Grows with every change; 0 before the first."""
        with self._database.read() as connection:
            return connection.execute(_VERSION).scalar() or 0

    def chunks(self) -> list[Chunk]:
        """Every chunk, in order."""
        rows = select(
            knowledge_chunks.c.id,
            knowledge_chunks.c.document_id,
            knowledge_chunks.c.heading,
            knowledge_chunks.c.text,
            documents.c.title,
            documents.c.uri,
            documents.c.tags,
            documents.c.asked,
            documents.c.venue,
            documents.c.event_id,
        ).join(documents)
        with self._database.read() as connection:
            found = connection.execute(rows.order_by(knowledge_chunks.c.document_id, knowledge_chunks.c.position)).all()
        return [
            Chunk(
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
            )
            for row in found
        ]

    def vectors(self) -> dict[str, bytes]:
        """Every kept vector by its key."""
        with self._database.read() as connection:
            rows = connection.execute(select(knowledge_vectors.c.key, knowledge_vectors.c.vector))
            return {row.key: bytes(row.vector) for row in rows}

    def keep_vectors(self, new: Mapping[str, bytes], *, drop: Iterable[str] = ()) -> None:
        """Keeps vectors that are not kept yet, and deletes those that no document has a line for any more."""
        gone = sorted(drop)
        if not new and not gone:
            return
        with self._database.write() as unit:
            if new:
                make = _maker(unit)
                rows = [{"key": key, "vector": vector} for key, vector in sorted(new.items())]
                unit.connection.execute(make(knowledge_vectors).on_conflict_do_nothing(), rows)
            for start in range(0, len(gone), 500):
                doomed = knowledge_vectors.c.key.in_(gone[start : start + 500])
                unit.connection.execute(delete(knowledge_vectors).where(doomed))

    def get(self, document_id: str) -> Document:
        """One document, whole.

        Raises:
            NoSuchDocument: If there is none.
        """
        with self._database.read() as connection:
            row = connection.execute(select(documents).where(documents.c.id == document_id)).first()
        if row is None:
            raise NoSuchDocument(f"There is no document {document_id!r}.", field="document_id")
        asked = {heading: tuple(questions) for heading, questions in row.asked.items()}
        return Document(row.id, row.title, row.text, row.uri, tuple(row.tags), asked, row.venue, row.event_id)

    def listing(self) -> list[tuple[str, str, int, datetime]]:
        """Each document's id, title, number of chunks and last change, in order of id."""
        count = func.count(knowledge_chunks.c.id)
        rows = (
            select(documents.c.id, documents.c.title, count, documents.c.updated_at_ms)
            .join(knowledge_chunks, isouter=True)
            .group_by(documents.c.id, documents.c.title, documents.c.updated_at_ms)
            .order_by(documents.c.id)
        )
        with self._database.read() as connection:
            return [(id, title, n, from_epoch_ms(at)) for id, title, n, at in connection.execute(rows)]


def _insert(unit: UnitOfWork, document: Document) -> None:
    unit.connection.execute(
        insert(documents),
        {
            "id": document.id,
            "title": document.title,
            "text": document.text,
            "uri": document.uri,
            "tags": list(document.tags),
            "asked": {heading: list(questions) for heading, questions in document.asked.items()},
            "venue": document.venue,
            "event_id": document.event_id,
            "digest": document.digest,
            "updated_at_ms": to_epoch_ms(unit.now),
        },
    )
    pieces = [
        {"id": c.id, "document_id": document.id, "position": place, "heading": c.heading, "text": c.text}
        for place, c in enumerate(chunks(document))
    ]
    if pieces:
        unit.connection.execute(insert(knowledge_chunks), pieces)


def _remove(unit: UnitOfWork, document_id: str) -> bool:
    unit.connection.execute(delete(knowledge_chunks).where(knowledge_chunks.c.document_id == document_id))
    return unit.connection.execute(delete(documents).where(documents.c.id == document_id)).rowcount > 0


def _claim(unit: UnitOfWork) -> None:
    """Makes changers of the knowledge base wait for one another, from before they look."""
    row = _maker(unit)(knowledge_version).values(id=1, version=0)
    unit.connection.execute(
        row.on_conflict_do_update(index_elements=["id"], set_={"version": knowledge_version.c.version})
    )


def _maker(unit: UnitOfWork) -> Any:
    return sqlite_insert if unit.connection.dialect.name == "sqlite" else postgresql_insert


def _step(unit: UnitOfWork) -> None:
    unit.connection.execute(
        update(knowledge_version).where(knowledge_version.c.id == 1).values(version=knowledge_version.c.version + 1)
    )

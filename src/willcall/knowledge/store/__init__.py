"""Where documents stand: in the database, with their chunks, facts and vectors, and a version that every worker process looks at.

A document's chunks are written in its own transaction, with a step of the version, so that the next question sees them, in
whichever process it is asked. Knows nothing of search.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import select

from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import NotFound
from willcall.knowledge.chunking import Chunk
from willcall.knowledge.documents import Document
from willcall.knowledge.facts import Fact
from willcall.knowledge.ports import Changes, Edge, Listed
from willcall.knowledge.prepared import Prepared, prepare
from willcall.knowledge.store import links, reading, writing
from willcall.knowledge.store import tables as t


class NoSuchDocument(NotFound):
    """No document has that id."""


class DocumentStore:
    """The knowledge base's documents, in the database. Fulfils `knowledge.ports.Feed`, `knowledge.ports.Links` and
    `knowledge.ports.Vectors`.

    Args:
        database: Where the tables are.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- changing ---------------------------------------------------------------------------------------------------

    def add(self, new: Iterable[Document]) -> int:
        """Adds documents, replacing those of the same id; how many were new or changed. All or none."""
        wanted = {document.id: document for document in new}
        outcomes = self.put([prepare(document) for document in wanted.values()])
        return sum(outcome != "unchanged" for outcome in outcomes)

    def put(self, new: Sequence[Prepared]) -> list[str]:
        """Adds or replaces prepared documents; of each `added`, `changed` or `unchanged`. All or none."""

        def work(unit: UnitOfWork) -> list[str]:
            version = writing.claim(unit) + 1
            outcomes = [writing.put(unit, each, version) for each in new]
            changed = sum(outcome != "unchanged" for outcome in outcomes)
            if changed:
                writing.step(unit, version)
                unit.emit(
                    "knowledge.updated", "documents", {"documents": changed, "version": version}, source="/knowledge"
                )
            return outcomes

        return self._database.attempt(work)

    def remove(self, document_id: str) -> None:
        """Deletes a document and its chunks for good.

        Raises:
            NoSuchDocument: If there is none.
        """

        def work(unit: UnitOfWork) -> None:
            version = writing.claim(unit) + 1
            if not writing.remove(unit, document_id, version):
                raise NoSuchDocument(
                    f"There is no document {document_id!r}; `kb stats` lists them.", field="document_id"
                )
            writing.step(unit, version)
            unit.emit("knowledge.removed", document_id, {"version": version}, source="/knowledge")

        self._database.attempt(work)

    def tell(self, type: str, subject: str, data: Mapping[str, object]) -> None:
        """Records that something happened to the knowledge base, as an event."""
        with self._database.write() as unit:
            unit.emit(type, subject, data, source="/knowledge")

    # -- looking ------------------------------------------------------------------------------------------------------

    def version(self) -> int:
        """Grows with every change; 0 before the first."""
        with self._database.read() as connection:
            row = connection.execute(reading.VERSION).first()
            return row.version if row else 0

    @property
    def identity(self) -> str:
        """Tells these documents from those of another database; "" while there never were any."""
        with self._database.read() as connection:
            row = connection.execute(reading.VERSION).first()
            return row.identity if row else ""

    @contextmanager
    def changes(self, since: int) -> Iterator[Changes]:
        """What changed after a version."""
        with self._database.read() as connection:
            yield reading.changes(connection, since)

    def chunks(self) -> list[Chunk]:
        """Every chunk, in order of document and place."""
        rows = reading.CHUNKS.order_by(t.chunks.c.document_id, t.chunks.c.position)
        with self._database.read() as connection:
            return [reading.as_chunk(row) for row in connection.execute(rows)]

    def by_number(self, numbers: Sequence[int]) -> dict[int, Chunk]:
        """The chunks of those numbers that are there."""
        with self._database.read() as connection:
            return reading.by_number(connection, numbers)

    def get(self, document_id: str) -> Document:
        """One document, whole.

        Raises:
            NoSuchDocument: If there is none.
        """
        with self._database.read() as connection:
            row = connection.execute(select(t.documents).where(t.documents.c.id == document_id)).first()
        if row is None:
            raise NoSuchDocument(f"There is no document {document_id!r}.", field="document_id")
        return reading.as_document(row)

    def linked(self, chunk_ids: Sequence[str]) -> list[Edge]:
        """The chunks one step from these."""
        with self._database.read() as connection:
            return links.linked(connection, chunk_ids)

    def facts(self, document_id: str) -> list[Fact]:
        """What a document's tables and lists say, typed."""
        with self._database.read() as connection:
            return reading.facts_of(connection, document_id)

    def listing(self) -> list[Listed]:
        """Each document, in order of id."""
        with self._database.read() as connection:
            return reading.listing(connection)

    def known(self, origin: str) -> reading.Known | None:
        """What is stored of a path or address."""
        with self._database.read() as connection:
            return reading.known_origin(connection, origin)

    # -- vectors ------------------------------------------------------------------------------------------------------

    def vectors(self, encoder: str, lines: Sequence[str]) -> dict[str, bytes]:
        """The kept vectors of lines, by the lines' digests."""
        with self._database.read() as connection:
            return reading.vectors(connection, encoder, lines)

    def keep_vectors(self, encoder: str, new: Mapping[str, bytes]) -> None:
        """Keeps vectors that are not kept yet."""
        if new:
            with self._database.write() as unit:
                writing.put_vectors(unit, encoder, sorted(new.items()))

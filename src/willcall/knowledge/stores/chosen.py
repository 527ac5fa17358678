"""Which store of vectors the settings choose; None for the embedded index, which is always there and steps in when another fails."""

from pathlib import Path

from willcall.kit.errors import Invalid
from willcall.knowledge.config import KnowledgeSection
from willcall.knowledge.meaning import encoder_name
from willcall.knowledge.ports import SentenceEncoder, VectorStore
from willcall.knowledge.store import DocumentStore
from willcall.knowledge.stores.following import FollowedVectors


def chosen(
    section: KnowledgeSection, *, data: Path, database_url: str, documents: DocumentStore, encoder: SentenceEncoder
) -> FollowedVectors | None:
    """The store that is set, following the documents.

    Args:
        section: The settings.
        data: Where this house keeps its state.
        database_url: Of the house's database.
        documents: What it follows, and where vectors are kept.
        encoder: Makes vectors.

    Raises:
        Invalid: If what it needs is missing.
    """
    if section.vector_store == "embedded":
        return None
    store = _store(section, data, database_url, len(encoder.encode("width")))
    return FollowedVectors(documents, documents, encoder, name=encoder_name(encoder), store=store)


def _store(section: KnowledgeSection, data: Path, database_url: str, width: int) -> VectorStore:
    if section.vector_store == "lancedb":
        from willcall.knowledge.stores.lance import LanceVectors  # noqa: PLC0415 - slow to load

        return LanceVectors(section.vector_store_url or str(data / "lance"), options=section.vector_store_options)
    if section.vector_store == "pgvector":
        from willcall.knowledge.stores.pgvector import PgVectors  # noqa: PLC0415 - as above

        url = section.vector_store_url or database_url
        if not url.startswith("postgres"):
            raise Invalid(
                "pgvector needs PostgreSQL: set KNOWLEDGE__VECTOR_STORE_URL to postgresql://…, or DATABASE_URL.",
                field="knowledge.vector_store_url",
            )
        return PgVectors(url.replace("postgresql+psycopg://", "postgresql://"))
    from willcall.knowledge.stores.vertex import connect  # noqa: PLC0415 - as above

    vertex = section.vertex
    if vertex is None:
        raise Invalid(
            "Vertex AI Vector Search needs KNOWLEDGE__VERTEX: JSON of index, endpoint, deployed and address.",
            field="knowledge.vertex",
        )
    return connect(**vertex.model_dump(), width=width)

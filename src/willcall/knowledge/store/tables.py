"""The knowledge base's tables: documents, their chunks, facts, names and links, what was removed, vectors, and a version that grows with every
change.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from willcall.kit.tables import metadata

_Counter = BigInteger().with_variant(Integer, "sqlite")

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
    Column("category", String(80), nullable=True),
    Column("language", String(16), nullable=True),
    Column("valid_from", String(10), nullable=True),
    Column("valid_until", String(10), nullable=True),
    Column("line", Integer, nullable=False, server_default="1"),
    Column("notes", JSON, nullable=False, server_default="[]"),
    Column("origin", Text, nullable=True),
    Column("origin_digest", String(64), nullable=True),
    Column("digest", String(64), nullable=False),
    Column("updated_at_ms", BigInteger, nullable=False),
    Index("knowledge_documents_by_origin", "origin"),
    Index("knowledge_documents_by_event", "event_id"),
)

chunks = Table(
    "knowledge_chunks",
    metadata,
    Column("number", _Counter, primary_key=True, autoincrement=True),
    Column("id", String(160), nullable=False, unique=True),
    Column("document_id", String(64), ForeignKey("knowledge_documents.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("heading", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("version", BigInteger, nullable=False, index=True),
    Index("knowledge_chunks_by_place", "document_id", "position"),
    sqlite_autoincrement=True,
)
"""A number is given once and never again, so that an index can name a chunk by it for good."""

removals = Table(
    "knowledge_removals",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False, index=True),
)

facts = Table(
    "knowledge_facts",
    metadata,
    Column("id", _Counter, primary_key=True, autoincrement=True),
    Column(
        "document_id", String(64), ForeignKey("knowledge_documents.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("subject", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("value", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("place", Text, nullable=False),
)

names = Table(
    "knowledge_names",
    metadata,
    Column("name", String(400), primary_key=True),
    Column(
        "document_id",
        String(64),
        ForeignKey("knowledge_documents.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
)
"""What links may call a document."""

links = Table(
    "knowledge_links",
    metadata,
    Column("id", _Counter, primary_key=True, autoincrement=True),
    Column(
        "document_id", String(64), ForeignKey("knowledge_documents.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("chunk_id", String(160), nullable=False, index=True),
    Column("label", String(200), nullable=False),
    Column("name", String(400), nullable=False),
    Column("anchor", String(64), nullable=False),
)
"""`name` is what the link calls its target, whether or not a document goes by that; `anchor` the heading there, as a slug."""

version = Table(
    "knowledge_version",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("swept", Integer, nullable=False, server_default="0"),
    Column("identity", String(40), nullable=False, server_default=""),
)
"""`identity` tells this set of documents from any other. `swept`: removals up to this version are forgotten; an index that is further behind begins anew."""

vectors = Table(
    "knowledge_vectors",
    metadata,
    Column("line", String(64), primary_key=True),
    Column("encoder", String(16), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

standings = Table(
    "knowledge_standings",
    metadata,
    Column("chunk_id", String(160), primary_key=True),
    Column("people", Float, nullable=False),
    Column("gain", Float, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
)
"""What people think of passages, made anew now and then from their opinions."""

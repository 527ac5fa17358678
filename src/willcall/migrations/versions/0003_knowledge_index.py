"""knowledge: chunks by number, removals, facts, where documents come from"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for column in (
        sa.Column("category", sa.String(80), nullable=True),
        sa.Column("language", sa.String(16), nullable=True),
        sa.Column("valid_from", sa.String(10), nullable=True),
        sa.Column("valid_until", sa.String(10), nullable=True),
        sa.Column("line", sa.Integer(), server_default="1", nullable=False),
        sa.Column("notes", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("origin_digest", sa.String(64), nullable=True),
    ):
        op.add_column("knowledge_documents", column)
    op.create_index("knowledge_documents_by_origin", "knowledge_documents", ["origin"])
    op.add_column("knowledge_version", sa.Column("swept", sa.Integer(), server_default="0", nullable=False))

    op.add_column("knowledge_version", sa.Column("identity", sa.String(40), server_default="", nullable=False))
    op.execute("CREATE TABLE knowledge_chunks_before AS SELECT * FROM knowledge_chunks")
    op.drop_table("knowledge_chunks")
    op.create_table(
        "knowledge_chunks",
        sa.Column("number", COUNTER, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(160), nullable=False),
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["knowledge_documents.id"],
            name=op.f("fk_knowledge_chunks_document_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_knowledge_chunks")),
        sa.UniqueConstraint("id", name=op.f("uq_knowledge_chunks_id")),
        sqlite_autoincrement=True,
    )
    # Their digests are unknown here: the next change of a document writes its chunks anew.
    op.execute(
        "INSERT INTO knowledge_chunks (id, document_id, position, heading, text, before, place, digest, version) "
        "SELECT id, document_id, position, heading, text, '', '', '', "
        "(SELECT max(version) FROM knowledge_version) FROM knowledge_chunks_before ORDER BY document_id, position"
    )
    op.drop_table("knowledge_chunks_before")
    op.create_index(op.f("ix_knowledge_chunks_document_id"), "knowledge_chunks", ["document_id"])
    op.create_index(op.f("ix_knowledge_chunks_version"), "knowledge_chunks", ["version"])

    op.create_table(
        "knowledge_removals",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_knowledge_removals")),
    )
    op.create_index(op.f("ix_knowledge_removals_version"), "knowledge_removals", ["version"])
    op.create_table(
        "knowledge_facts",
        sa.Column("id", COUNTER, autoincrement=True, nullable=False),
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["knowledge_documents.id"],
            name=op.f("fk_knowledge_facts_document_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge_facts")),
    )
    op.create_index(op.f("ix_knowledge_facts_document_id"), "knowledge_facts", ["document_id"])

    op.drop_table("knowledge_vectors")  # a cache; made again in the background
    op.create_table(
        "knowledge_vectors",
        sa.Column("line", sa.String(64), nullable=False),
        sa.Column("encoder", sa.String(16), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("line", "encoder", name=op.f("pk_knowledge_vectors")),
    )


def downgrade() -> None:
    op.drop_table("knowledge_vectors")
    op.create_table(
        "knowledge_vectors",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_knowledge_vectors")),
    )
    op.drop_table("knowledge_facts")
    op.drop_table("knowledge_removals")
    op.execute("CREATE TABLE knowledge_chunks_before AS SELECT * FROM knowledge_chunks")
    op.drop_table("knowledge_chunks")
    op.create_table(
        "knowledge_chunks",
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["knowledge_documents.id"],
            name=op.f("fk_knowledge_chunks_document_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge_chunks")),
    )
    op.create_index(op.f("ix_knowledge_chunks_document_id"), "knowledge_chunks", ["document_id"])
    op.execute(
        "INSERT INTO knowledge_chunks (id, document_id, position, heading, text) "
        "SELECT id, document_id, position, heading, text FROM knowledge_chunks_before"
    )
    op.drop_table("knowledge_chunks_before")
    op.drop_column("knowledge_version", "identity")
    op.drop_column("knowledge_version", "swept")
    op.drop_index("knowledge_documents_by_origin", table_name="knowledge_documents")
    for name in ("category", "language", "valid_from", "valid_until", "line", "notes", "origin", "origin_digest"):
        op.drop_column("knowledge_documents", name)

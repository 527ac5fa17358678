"""who speaks in a conversation, what became of a case, and who works at the desk"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversations", sa.Column("floor", sa.Integer(), server_default="0", nullable=False))
    op.add_column("conversations", sa.Column("held_by", sa.String(length=40), nullable=True))
    op.add_column("conversations", sa.Column("held_since_ms", sa.BigInteger(), nullable=True))
    op.create_index(
        "conversations_held",
        "conversations",
        ["held_since_ms"],
        sqlite_where=sa.text("held_by IS NOT NULL"),
        postgresql_where=sa.text("held_by IS NOT NULL"),
    )
    op.add_column("cases", sa.Column("category", sa.String(length=32), nullable=True))
    op.add_column("cases", sa.Column("assignee", sa.String(length=40), nullable=True))
    op.add_column("cases", sa.Column("due_at_ms", sa.BigInteger(), nullable=True))
    op.add_column("cases", sa.Column("answered_at_ms", sa.BigInteger(), nullable=True))
    op.add_column("cases", sa.Column("closed_at_ms", sa.BigInteger(), nullable=True))
    op.add_column("cases", sa.Column("closed_by", sa.String(length=40), nullable=True))
    op.add_column("cases", sa.Column("resolution", sa.Text(), nullable=True))
    op.create_index("cases_of_conversation", "cases", ["conversation_id"], unique=False)
    op.create_table(
        "operators",
        sa.Column("operator_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("created_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("disabled_at_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("operator_id", name=op.f("pk_operators")),
        sa.UniqueConstraint("name", name=op.f("uq_operators_name")),
    )


def downgrade() -> None:
    op.drop_table("operators")
    op.drop_index("cases_of_conversation", table_name="cases")
    for column in (
        "resolution",
        "closed_by",
        "closed_at_ms",
        "answered_at_ms",
        "due_at_ms",
        "assignee",
        "category",
    ):
        op.drop_column("cases", column)
    op.drop_index("conversations_held", table_name="conversations")
    op.drop_column("conversations", "held_since_ms")
    op.drop_column("conversations", "held_by")
    op.drop_column("conversations", "floor")

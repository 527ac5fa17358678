"""learning consents"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "learning_consents",
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("how", sa.String(length=200), nullable=False),
        sa.Column("given_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_learning_consents")),
    )


def downgrade() -> None:
    op.drop_table("learning_consents")

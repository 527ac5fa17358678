"""silences"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alert_silences",
        sa.Column("silence_id", sa.String(length=40), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("from_ms", sa.BigInteger(), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.Column("ended_by", sa.String(length=80), nullable=True),
        sa.PrimaryKeyConstraint("silence_id", name=op.f("pk_alert_silences")),
    )
    op.create_index("alert_silences_by_end", "alert_silences", ["until_ms"], unique=False)


def downgrade() -> None:
    op.drop_index("alert_silences_by_end", table_name="alert_silences")
    op.drop_table("alert_silences")

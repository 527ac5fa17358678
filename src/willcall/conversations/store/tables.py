"""The tables of shelf one. Turns are append-only; `floor` counts how often the right to speak changed hands."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from willcall.kit.tables import metadata

conversations = Table(
    "conversations",
    metadata,
    Column("conversation_id", String(40), primary_key=True),
    Column("customer_id", String(64), nullable=True, index=True),
    Column("channel", String(32), nullable=False),
    Column("session", String(80), nullable=True),
    Column("state", Text, nullable=False),
    Column("speaker", String(16), nullable=False),
    Column("turns", Integer, nullable=False),
    Column("created_at_ms", BigInteger, nullable=False),
    Column("active_at_ms", BigInteger, nullable=False),
    Column("closed_at_ms", BigInteger, nullable=True),
    Column("floor", Integer, nullable=False, server_default="0"),
    Column("held_by", String(40), nullable=True),
    Column("held_since_ms", BigInteger, nullable=True),
    Index("conversations_by_activity", "closed_at_ms", "active_at_ms"),
)
_HELD = conversations.c.held_by.is_not(None)
Index("conversations_held", conversations.c.held_since_ms, sqlite_where=_HELD, postgresql_where=_HELD)

turns = Table(
    "turns",
    metadata,
    Column("message_id", String(40), primary_key=True),
    Column("conversation_id", String(40), nullable=False),
    Column("number", Integer, nullable=False),
    Column("speaker", String(16), nullable=False),  # user | agent | person
    Column("text", Text, nullable=False),
    Column("body", JSON, nullable=False),
    Column("request_id", String(80), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Index("turns_in_order", "conversation_id", "number", unique=True),
)

consents = Table(
    "consents",
    metadata,
    Column("quote_id", String(40), primary_key=True),
    Column("conversation_id", String(40), nullable=False),
    Column("customer_id", String(64), nullable=False),
    Column("digest", String(80), nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("said", Text, nullable=False),
    Column("given_at_ms", BigInteger, nullable=False),
    Column("expires_at_ms", BigInteger, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("feedback_id", String(40), primary_key=True),
    Column("message_id", String(40), nullable=False, index=True),
    Column("conversation_id", String(40), nullable=False),
    Column("rating", Integer, nullable=False),
    Column("score", Integer, nullable=True),
    Column("comment", Text, nullable=True),
    Column("correction", Text, nullable=True),
    Column("resolved", Boolean, nullable=False, default=False),
    Column("at_ms", BigInteger, nullable=False),
)

memories = Table(
    "memories",
    metadata,
    Column("customer_id", String(64), primary_key=True),
    Column("kept", Text, nullable=False),
    Column("consented", Text, nullable=False),
    Column("consented_at_ms", BigInteger, nullable=False),
    Column("changed_at_ms", BigInteger, nullable=False),
)

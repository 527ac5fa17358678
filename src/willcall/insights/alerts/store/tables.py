"""The tables of alerts: what fired, what became of it, what each rule is at, what is muted, what is still to be told, and counts of answers."""

from sqlalchemy import JSON, BigInteger, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from willcall.kit.tables import metadata

_NUMBER = BigInteger().with_variant(Integer, "sqlite")

alerts = Table(
    "alerts",
    metadata,
    Column("alert_id", String(40), primary_key=True),
    Column("rule", String(60), nullable=False),
    Column("open_rule", String(60), nullable=True, unique=True),  # the rule while it is open: one open alert a rule
    Column("title", String(200), nullable=False),
    Column("severity", String(10), nullable=False),
    Column("state", String(16), nullable=False),
    Column("level", Integer, nullable=False, default=0),
    Column("value", Float, nullable=True),
    Column("bound", Float, nullable=True),
    Column("said", Text, nullable=False),
    Column("actions", JSON, nullable=False),
    Column("fired_at_ms", BigInteger, nullable=False),
    Column("told_at_ms", BigInteger, nullable=False),
    Column("acknowledged_at_ms", BigInteger, nullable=True),
    Column("acknowledged_by", String(80), nullable=True),
    Column("resolved_at_ms", BigInteger, nullable=True),
    Column("resolved_by", String(80), nullable=True),
    Index("alerts_by_time", "fired_at_ms"),
)

alert_changes = Table(
    "alert_changes",
    metadata,
    Column("sequence", _NUMBER, primary_key=True, autoincrement=True),
    Column("alert_id", String(40), ForeignKey("alerts.alert_id"), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("change", String(20), nullable=False),
    Column("by", String(80), nullable=True),
    Column("note", Text, nullable=True),
    Index("alert_changes_by_alert", "alert_id", "sequence"),
)

alert_watches = Table(
    "alert_watches",
    metadata,
    Column("rule", String(60), primary_key=True),
    Column("phase", String(10), nullable=False),
    Column("since_ms", BigInteger, nullable=True),
    Column("clear_since_ms", BigInteger, nullable=True),
    Column("unknown_since_ms", BigInteger, nullable=True),
    Column("looked_at_ms", BigInteger, nullable=False),
    Column("finding", String(10), nullable=False),
    Column("value", Float, nullable=True),
    Column("bound", Float, nullable=True),
    Column("said", Text, nullable=False),
)

alert_deliveries = Table(
    "alert_deliveries",
    metadata,
    Column("sequence", _NUMBER, primary_key=True, autoincrement=True),
    Column("delivery_id", String(40), nullable=False, unique=True),
    Column("alert_id", String(40), ForeignKey("alerts.alert_id"), nullable=False),
    Column("channel", String(40), nullable=False),
    Column("notice", JSON, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at_ms", BigInteger, nullable=True),  # none: done, one way or the other
    Column("told_at_ms", BigInteger, nullable=True),
    Column("given_up_at_ms", BigInteger, nullable=True),
    Column("error", Text, nullable=True),
    Index("alert_deliveries_due", "due_at_ms"),
    Index("alert_deliveries_by_alert", "alert_id", "channel"),
)

alert_silences = Table(
    "alert_silences",
    metadata,
    Column("silence_id", String(40), primary_key=True),
    Column("rule", String(60), nullable=True),  # none: every rule
    Column("reason", Text, nullable=False),
    Column("by", String(80), nullable=False),
    Column("from_ms", BigInteger, nullable=False),
    Column("until_ms", BigInteger, nullable=False),
    Column("ended_by", String(80), nullable=True),  # who ended it before its time
    Index("alert_silences_by_end", "until_ms"),
)

answer_counts = Table(
    "answer_counts",
    metadata,
    Column("bucket_ms", BigInteger, primary_key=True),
    Column("total", BigInteger, nullable=False),
    Column("failed", BigInteger, nullable=False),
)

turns_taken = Table(
    "alert_turns",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("next_ms", BigInteger, nullable=False),
)

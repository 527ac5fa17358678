"""The box office's tables. Times are integer epoch milliseconds, money integer minor units with its currency.

`seat_claims` is what keeps a seat from being sold twice: its primary key is the event and the seat, so that the
database itself refuses a second claim. A claim whose `expires_at_ms` has passed counts as free (0 once it was given back); a sold one has none. Claims are never
deleted, and `changed_ms` says when each last changed, so that a process can keep its picture by reading what is new.
"""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from willcall.kit.tables import metadata

season = Table(
    "season",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False),
    Column("name", String(200), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("time_zone", String(64), nullable=False),
)

venues = Table(
    "venues",
    metadata,
    Column("venue_id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("city", String(200), nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("details", JSON, nullable=False),
    Column("layout", JSON, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("event_id", String(64), primary_key=True),
    Column("venue_id", String(64), nullable=False),
    Column("name", String(300), nullable=False),
    Column("kind", String(60), nullable=False),
    Column("starts_at_ms", BigInteger, nullable=False, index=True),
    Column("ends_at_ms", BigInteger, nullable=False),
    Column("doors_at_ms", BigInteger, nullable=True),
    Column("status", String(20), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("max_tickets", Integer, nullable=True),
    Column("order_fee", BigInteger, nullable=False),
    Column("details", JSON, nullable=False),
    Column("prices", JSON, nullable=False),
)

policies = Table(
    "policies",
    metadata,
    Column("policy_id", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("name", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("parameters", JSON, nullable=False),
    Column("applies_to", JSON, nullable=False),
)

customers = Table(
    "customers",
    metadata,
    Column("customer_id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("email", String(254), nullable=False),
)

holds = Table(
    "holds",
    metadata,
    Column("hold_id", String(64), primary_key=True),
    Column("event_id", String(64), nullable=False),
    Column("session", String(120), nullable=True),
    Column("customer_id", String(64), nullable=True),
    Column("seat_ids", JSON, nullable=False),
    Column("status", String(12), nullable=False),
    Column("expires_at_ms", BigInteger, nullable=False),
    Column("extended", Boolean, nullable=False),
    Column("created_at_ms", BigInteger, nullable=False),
    Index("holds_of_session", "session", "status"),
    Index("holds_due", "status", "expires_at_ms"),
)

seat_claims = Table(
    "seat_claims",
    metadata,
    Column("event_id", String(64), primary_key=True),
    Column("seat_id", String(64), primary_key=True),
    Column("hold_id", String(64), nullable=True, index=True),
    Column("order_id", String(64), nullable=True),
    Column("expires_at_ms", BigInteger, nullable=True),
    Column("changed_ms", BigInteger, nullable=False),
    Index("seat_claims_changed", "event_id", "changed_ms"),
    sqlite_with_rowid=False,
)

quotes = Table(
    "quotes",
    metadata,
    Column("quote_id", String(64), primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("status", String(12), nullable=False),
    Column("event_id", String(64), nullable=False),
    Column("order_id", String(64), nullable=True),
    Column("hold_id", String(64), nullable=True, index=True),
    Column("customer_id", String(64), nullable=True),
    Column("session", String(120), nullable=True),
    Column("total", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("details", JSON, nullable=False),
    Column("payment_id", String(64), nullable=True),
    Column("expires_at_ms", BigInteger, nullable=False),
    Column("created_at_ms", BigInteger, nullable=False),
    Index("quotes_due", "status", "expires_at_ms"),
)

orders = Table(
    "orders",
    metadata,
    Column("order_id", String(64), primary_key=True),
    Column("event_id", String(64), nullable=False),
    Column("customer_id", String(64), nullable=False),
    Column("status", String(20), nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("order_fee", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("paid", BigInteger, nullable=False),
    Column("refunded", BigInteger, nullable=False),
    Column("quote_id", String(64), nullable=True),
    Column("before", String(20), nullable=True),
    Column("case_reason", Text, nullable=True),
    Column("placed_at_ms", BigInteger, nullable=False),
    Index("orders_of_customer", "customer_id", "placed_at_ms"),
    Index("orders_by_status", "status"),
)

tickets = Table(
    "tickets",
    metadata,
    Column("ticket_id", String(64), primary_key=True),
    Column("order_id", String(64), nullable=False, index=True),
    Column("event_id", String(64), nullable=False),
    Column("seat_id", String(64), nullable=False),
    Column("seat", JSON, nullable=False),
    Column("face", BigInteger, nullable=False),
    Column("fees", BigInteger, nullable=False),
    Column("status", String(12), nullable=False),
    Column("serial", Integer, nullable=False),
    Column("holder", String(254), nullable=True),
)

payments = Table(
    "payments",
    metadata,
    Column("payment_id", String(64), primary_key=True),
    Column("direction", String(6), nullable=False),
    Column("purpose", String(12), nullable=False),
    Column("status", String(16), nullable=False),
    Column("order_id", String(64), nullable=False, index=True),
    Column("quote_id", String(64), nullable=True, index=True),
    Column("customer_id", String(64), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("charge_id", String(120), nullable=True),
    Column("charge_payment_id", String(64), nullable=True),
    Column("external", Boolean, nullable=False),
    Column("next_action_url", Text, nullable=True),
    Column("lease_until_ms", BigInteger, nullable=False),
    Column("created_at_ms", BigInteger, nullable=False),
    Index("payments_due", "status", "lease_until_ms"),
)

credit_entries = Table(
    "credit_entries",
    metadata,
    Column("entry_id", String(64), primary_key=True),
    Column("customer_id", String(64), nullable=False, index=True),
    Column("amount", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("order_id", String(64), nullable=True),
    Column("reason", String(200), nullable=False),
    Column("created_at_ms", BigInteger, nullable=False),
)

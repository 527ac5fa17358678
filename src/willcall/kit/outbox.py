"""The outbox: what happened, appended in the same transaction as the change itself (EV1).

A `Message` is a CloudEvent (specification 1.0, https://cloudevents.io) waiting to be carried. A show at a venue is an
`Event` and never appears here under that word.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Connection, Index, Integer, String, Table, func, select

from willcall.kit.tables import metadata

outbox = Table(
    "outbox",
    metadata,
    Column("sequence", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("type", String(80), nullable=False),
    Column("source", String(80), nullable=False),
    Column("subject", String(80), nullable=False),
    Column("time_ms", BigInteger, nullable=False),
    Column("data", JSON, nullable=False),
    Column("relayed_at_ms", BigInteger, nullable=True),
    Index("outbox_not_relayed", "relayed_at_ms", "sequence"),
)


@dataclass(frozen=True, slots=True)
class Message:
    """Something that happened.

    Args:
        id: `msg_…`, unique; consumers deduplicate by it.
        type: `dev.willcall.<noun>.<past participle>`, e.g. `dev.willcall.model.promoted`.
        source: The room that says so, e.g. `/boxoffice`.
        subject: The id of the thing it happened to.
        time: When, in UTC.
        data: Plain JSON; no personal data beyond ids.
    """

    id: str
    type: str
    source: str
    subject: str
    time: datetime
    data: Mapping[str, Any]

    def as_cloudevent(self) -> dict[str, Any]:
        """The JSON form of CloudEvents 1.0."""
        return {
            "specversion": "1.0",
            "id": self.id,
            "type": self.type,
            "source": self.source,
            "subject": self.subject,
            "time": self.time.isoformat().replace("+00:00", "Z"),
            "datacontenttype": "application/json",
            "data": dict(self.data),
        }


def newest(connection: Connection) -> int:
    """The number of the newest message: whoever has seen it has seen everything that was told until now."""
    return connection.scalar(select(func.max(outbox.c.sequence))) or 0

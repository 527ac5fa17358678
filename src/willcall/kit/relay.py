"""Carries messages out of the outbox: in process, oldest first, at least once.

Subscribers are told of every message; one that fails is told again with the next pump, so it must tolerate repeats (messages have
ids). What has been carried is kept for a while, then dropped. Brokers and webhooks will be subscribers like any other.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta

from sqlalchemy import bindparam, delete, select, update

from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import Database
from willcall.kit.outbox import Message, outbox

Subscriber = Callable[[Message], None]

_WAITING = select(outbox).where(outbox.c.relayed_at_ms.is_(None)).order_by(outbox.c.sequence).limit(bindparam("most"))
_CARRIED = update(outbox).where(outbox.c.sequence == bindparam("carried")).values(relayed_at_ms=bindparam("at_ms"))
_OLD = delete(outbox).where(outbox.c.relayed_at_ms < bindparam("before_ms"))


class Relay:
    """Args:
    database: Whose outbox it is.
    subscribers: Told of each message, one after the other.
    keep: How long a carried message stays in the outbox.
    """

    def __init__(
        self, database: Database, subscribers: Sequence[Subscriber], *, keep: timedelta = timedelta(days=7)
    ) -> None:
        self._database = database
        self._subscribers = subscribers
        self._keep = keep

    def pump(self, *, most: int = 500) -> int:
        """Carries what waits, oldest first; how many. Stops at the first message that a subscriber could not take."""
        with self._database.read() as connection:
            waiting = connection.execute(_WAITING, {"most": most}).all()
        carried: list[int] = []
        try:
            for row in waiting:
                message = Message(row.id, row.type, row.source, row.subject, from_epoch_ms(row.time_ms), row.data)
                for subscriber in self._subscribers:
                    subscriber(message)
                carried.append(row.sequence)
        finally:
            if carried:
                self._mark(carried)
        return len(carried)

    def _mark(self, carried: list[int]) -> None:
        with self._database.write() as unit:
            now = to_epoch_ms(unit.now)
            unit.connection.execute(_CARRIED, [{"carried": sequence, "at_ms": now} for sequence in carried])
            unit.connection.execute(_OLD, {"before_ms": now - round(self._keep.total_seconds() * 1000)})

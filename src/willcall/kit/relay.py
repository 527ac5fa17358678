"""Carries messages out of the outbox: in process, oldest first, at least once.

Subscribers are told of every message; one that fails is told again with the next pump, so it must tolerate repeats (messages have
ids). Recorders write what they make of messages into the same database, in the transaction that marks them carried: exactly once,
whatever crashes when. What has been carried is kept for a while, then dropped. Brokers and webhooks will be subscribers
like any other.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from typing import Protocol

from sqlalchemy import bindparam, delete, select, update

from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.outbox import Message, outbox

Subscriber = Callable[[Message], None]
Writing = Callable[[UnitOfWork, Collection[str]], None]
"""Writes what a recorder made of the messages whose ids it is given."""

_WAITING = select(outbox).where(outbox.c.relayed_at_ms.is_(None)).order_by(outbox.c.sequence).limit(bindparam("most"))
_STILL = (
    select(outbox.c.sequence, outbox.c.id)
    .where(outbox.c.sequence.in_(bindparam("told", expanding=True)), outbox.c.relayed_at_ms.is_(None))
    .with_for_update()
)
_CARRIED = update(outbox).where(outbox.c.sequence == bindparam("carried")).values(relayed_at_ms=bindparam("at_ms"))
_OLD = delete(outbox).where(outbox.c.relayed_at_ms < bindparam("before_ms"))


class Recorder(Protocol):
    """Keeps something of messages in the database they came from."""

    def prepare(self, messages: Sequence[Message]) -> Writing:
        """Does whatever takes time, outside any transaction. Must not raise for anything a message may hold."""
        ...


class Relay:
    """Args:
    database: Whose outbox it is.
    subscribers: Told of each message, one after the other.
    recorders: Given all messages of a pump at once, after the subscribers took them.
    keep: How long a carried message stays in the outbox.
    """

    def __init__(
        self,
        database: Database,
        subscribers: Sequence[Subscriber],
        *,
        recorders: Sequence[Recorder] = (),
        keep: timedelta = timedelta(days=7),
    ) -> None:
        self._database = database
        self._subscribers = subscribers
        self._recorders = recorders
        self._keep = keep

    def pump(self, *, most: int = 500) -> int:
        """Carries what waits, oldest first; how many. Stops at the first message that a subscriber could not take."""
        with self._database.read() as connection:
            waiting = connection.execute(_WAITING, {"most": most}).all()
        carried: dict[int, Message] = {}
        try:
            for row in waiting:
                message = Message(row.id, row.type, row.source, row.subject, from_epoch_ms(row.time_ms), row.data)
                for subscriber in self._subscribers:
                    subscriber(message)
                carried[row.sequence] = message
        finally:
            if carried:
                self._record(carried)
        return len(carried)

    def drain(self, *, batches: int = 20) -> int:
        """Pumps until nothing waits, `batches` times at most, so that a rush is caught up with; how many were carried."""
        carried = 0
        for _ in range(batches):
            done = self.pump()
            carried += done
            if done == 0:
                break
        return carried

    def _record(self, carried: dict[int, Message]) -> None:
        writings = [recorder.prepare(list(carried.values())) for recorder in self._recorders]
        with self._database.write() as unit:
            now = to_epoch_ms(unit.now)
            still = unit.connection.execute(
                _STILL, {"told": list(carried)}
            ).all()  # another relay may have been quicker
            if not still:
                return
            ids = {row.id for row in still}
            for write in writings:
                write(unit, ids)
            unit.connection.execute(_CARRIED, [{"carried": row.sequence, "at_ms": now} for row in still])
            unit.connection.execute(_OLD, {"before_ms": now - round(self._keep.total_seconds() * 1000)})

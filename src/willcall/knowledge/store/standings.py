"""What people think of passages, kept in the database for every process that answers."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from time import monotonic

from sqlalchemy import delete, insert, select

from willcall.conversations.store.opinions import judged_answers
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.knowledge.store import tables as t
from willcall.knowledge.success import HALF_LIFE, REST, Standing, Verdict, liking, standings

EVERY = timedelta(minutes=10)
"""How often they are made anew."""
READ_S = 30.0
"""How long what was read of them is good for."""
LOOKED_BACK = 6 * HALF_LIFE
MOST_OPINIONS = 50_000


class StandingStore:
    """Fulfils `knowledge.success.Successes`.

    Args:
        database: Where conversations, documents and standings are.
        since: Seconds of any beginning, for how old what was read is.
    """

    def __init__(self, database: Database, *, since: Callable[[], float] = monotonic) -> None:
        self._database = database
        self._since = since
        self._read: tuple[float, Mapping[str, Standing]] | None = None
        self._made: datetime | None = None

    def standings(self) -> Mapping[str, Standing]:
        held, now = self._read, self._since()
        if held is None or now - held[0] >= READ_S:
            s = t.standings.c
            with self._database.read() as connection:
                rows = connection.execute(select(s.chunk_id, s.people, s.gain)).all()
            held = (now, {row.chunk_id: Standing(row.people, row.gain) for row in rows})
            self._read = held
        return held[1]

    def refresh(self, *, now: datetime) -> int:
        """Makes them anew if they are old; how many there are now, 0 where they are young.

        An opinion older than the passage's document as it is now was about something else, and does not count.
        """
        if self._made is not None and now - self._made < EVERY:
            return 0
        with self._database.read() as connection:
            changed = {
                row.id: row.updated_at_ms
                for row in connection.execute(select(t.documents.c.id, t.documents.c.updated_at_ms))
            }
        given = judged_answers(self._database, since_ms=to_epoch_ms(now - LOOKED_BACK), limit=MOST_OPINIONS)
        verdicts = [
            Verdict(
                one.sources[0], one.customer_id, liking(one.rating, one.score) * (REST if one.whole else 1.0), one.at
            )
            for one in given
            if to_epoch_ms(one.at) >= changed.get(one.sources[0].partition("#")[0], to_epoch_ms(now) + 1)
        ]
        found = standings(verdicts, now=now)

        def work(unit: UnitOfWork) -> None:
            unit.connection.execute(delete(t.standings))
            rows = [
                {"chunk_id": chunk_id, "people": one.people, "gain": one.gain, "at_ms": to_epoch_ms(now)}
                for chunk_id, one in found.items()
            ]
            if rows:
                unit.connection.execute(insert(t.standings), rows)

        self._database.attempt(work)
        self._read, self._made = None, now
        return len(found)

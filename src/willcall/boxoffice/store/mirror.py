"""A process's own picture of who has which seat, kept up to date by reading only what changed.

Every claim carries the time of its last change, and claims are never deleted, only ended. So a look at an event reads the few
rows changed since the last look (and a little before that, for transactions that commit late), not the whole house. The picture
is for looking: it may be stale for a moment, and the hold decides. It is read whole again every now and then.
"""

import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack

from sqlalchemy import Connection, bindparam, select

from willcall.boxoffice.rules.halls import Hall
from willcall.boxoffice.store.catalogue import Show, Snapshot
from willcall.boxoffice.store.tables import seat_claims as claims

OVERLAP_MS = 10_000
"""How late a transaction may commit, and how far clocks may differ, for a change to be seen by the next look all the same."""
WHOLE_S = 30.0
"""After this long the whole house is read again, whatever was missed."""

_CHANGED = select(claims.c.seat_id, claims.c.expires_at_ms).where(
    claims.c.event_id == bindparam("event"), claims.c.changed_ms >= bindparam("since")
)
_CHANGED_THERE = select(claims.c.event_id, claims.c.seat_id, claims.c.expires_at_ms).where(
    claims.c.event_id.in_(bindparam("events", expanding=True)), claims.c.changed_ms >= bindparam("since")
)


class Mirror:
    """The seats of one event that are not free."""

    def __init__(self, hall: Hall, event_id: str) -> None:
        self._hall = hall
        self.event_id = event_id
        self.lock = threading.Lock()
        self._looked_ms = 0
        self._read_at = float("-inf")
        self._sold: dict[int, int] = {}
        self._held: dict[str, int] = {}

    def taken(self, connection: Connection, *, now_ms: int) -> dict[int, int]:
        """What is held or sold now, as masks by block (see `rules.search`); the caller's own copy."""
        with self.lock:
            since = self.since(now_ms)
            for seat_id, expires_at_ms in connection.execute(_CHANGED, {"event": self.event_id, "since": since}).all():
                self.note(seat_id, expires_at_ms)
            return self.at(now_ms)

    def since(self, now_ms: int) -> int:
        """From when on changes are to be read; from the beginning, all forgotten, when the picture is too old. Under the lock."""
        if time.monotonic() - self._read_at > WHOLE_S:
            self._looked_ms, self._sold, self._held = 0, {}, {}
            self._read_at = time.monotonic()
        return min(self._looked_ms, now_ms) - OVERLAP_MS

    def at(self, now_ms: int) -> dict[int, int]:
        """The picture, every change until `now_ms` having been noted. Under the lock."""
        self._looked_ms = now_ms
        masks = dict(self._sold)
        for seat_id, expires_at_ms in self._held.items():
            if expires_at_ms > now_ms:
                place = self._hall.places[seat_id]
                masks[place.block] = masks.get(place.block, 0) | 1 << place.position
        return masks

    def note(self, seat_id: str, expires_at_ms: int | None) -> None:
        """Takes in one claim. Under the lock."""
        place = self._hall.places.get(seat_id)
        if place is None:
            return
        bit = 1 << place.position
        if expires_at_ms is None:
            self._sold[place.block] = self._sold.get(place.block, 0) | bit
            self._held.pop(seat_id, None)
        else:
            self._sold[place.block] = self._sold.get(place.block, 0) & ~bit
            self._held[seat_id] = expires_at_ms


def taken(connection: Connection, *, snapshot: Snapshot, show: Show, now_ms: int) -> dict[int, int]:
    """What is held or sold at a show now, as masks by block, by way of this process's mirror."""
    return _of(snapshot, show).taken(connection, now_ms=now_ms)


def taken_at(
    connection: Connection, *, snapshot: Snapshot, shows: Sequence[Show], now_ms: int
) -> dict[str, dict[int, int]]:
    """The same for several shows, by event id, read in one go."""
    mirrors = sorted((_of(snapshot, show) for show in shows), key=lambda mirror: mirror.event_id)
    with ExitStack() as locks:  # always in the same order, so that two looks cannot wait for each other
        for mirror in mirrors:
            locks.enter_context(mirror.lock)
        since = {mirror: mirror.since(now_ms) for mirror in mirrors}
        for together in (
            [m for m in mirrors if since[m] > 0],
            [m for m in mirrors if since[m] <= 0],
        ):  # recent, and whole
            if together:
                there = {mirror.event_id: mirror for mirror in together}
                wanted = {"events": list(there), "since": min(since[mirror] for mirror in together)}
                for event_id, seat_id, expires_at_ms in connection.execute(_CHANGED_THERE, wanted).all():
                    there[event_id].note(seat_id, expires_at_ms)
        return {mirror.event_id: mirror.at(now_ms) for mirror in mirrors}


def _of(snapshot: Snapshot, show: Show) -> Mirror:
    key = ("mirror", show.event_id)
    found = snapshot.memo.get(key)
    if found is None:
        found = snapshot.memo.setdefault(key, Mirror(show.venue.hall, show.event_id))
    return found  # type: ignore[no-any-return]

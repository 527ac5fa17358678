"""A process's own picture of who has which seat, kept up to date by reading only what changed.

Every claim carries the time of its last change, and claims are never deleted, only ended. So a look at an event reads the few
rows changed since the last look (and a little before that, for transactions that commit late), not the whole house. The picture
is for looking: it may be stale for a moment, and the hold decides. It is read whole again every now and then.
"""

import threading
import time

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


class Mirror:
    """The seats of one event that are not free."""

    def __init__(self, hall: Hall, event_id: str) -> None:
        self._hall = hall
        self._event_id = event_id
        self._lock = threading.Lock()
        self._looked_ms = 0
        self._read_at = float("-inf")
        self._sold: dict[int, int] = {}
        self._held: dict[str, int] = {}

    def taken(self, connection: Connection, *, now_ms: int) -> dict[int, int]:
        """What is held or sold now, as masks by block (see `rules.search`); the caller's own copy."""
        with self._lock:
            if time.monotonic() - self._read_at > WHOLE_S:
                self._looked_ms, self._sold, self._held = 0, {}, {}
                self._read_at = time.monotonic()
            since = min(self._looked_ms, now_ms) - OVERLAP_MS
            for seat_id, expires_at_ms in connection.execute(_CHANGED, {"event": self._event_id, "since": since}):
                self._note(seat_id, expires_at_ms)
            self._looked_ms = now_ms
            masks = dict(self._sold)
            for seat_id, expires_at_ms in self._held.items():
                if expires_at_ms > now_ms:
                    place = self._hall.places[seat_id]
                    masks[place.block] = masks.get(place.block, 0) | 1 << place.position
            return masks

    def _note(self, seat_id: str, expires_at_ms: int | None) -> None:
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
    key = ("mirror", show.event_id)
    found = snapshot.memo.get(key)
    if found is None:
        found = snapshot.memo.setdefault(key, Mirror(show.venue.hall, show.event_id))
    return found.taken(connection, now_ms=now_ms)  # type: ignore[no-any-return]

"""What is on, as the reader needs it, kept fresh in the process.

Reads may be stale, money may not: the catalogue is a few seconds old at most, a second after another season was loaded, and only
names things; prices and seats always come from the box office.
"""

import hashlib
import threading
from datetime import datetime, timedelta

from willcall.boxoffice.ports import BoxOffice
from willcall.kit.clock import Clock
from willcall.kit.errors import WillcallError
from willcall.understanding.reading import Catalogue, Show

_BACK = timedelta(days=60)
_GLANCE = timedelta(seconds=1)
"""How often it is asked at most whether another season was loaded."""
_MOST = 2_000


class CatalogueCache:
    """Args:
    boxoffice: Where the events come from.
    clock: The time.
    keep_seconds: How old the catalogue may get before it is looked up again.
    """

    def __init__(self, boxoffice: BoxOffice, clock: Clock, *, keep_seconds: float = 20) -> None:
        self._boxoffice = boxoffice
        self._clock = clock
        self._keep = timedelta(seconds=keep_seconds)
        self._lock = threading.Lock()
        self._catalogue: Catalogue | None = None
        self._at: datetime | None = None
        self._glanced: datetime | None = None
        self._edition: int | None = None

    def __call__(self) -> Catalogue:
        """The catalogue; the last known one when the box office does not answer."""
        now = self._clock()
        another = self._is_another(now)
        known = self._catalogue  # read after that: whoever looked meanwhile has set it
        if not another and known is not None and self._at is not None and now - self._at < self._keep:
            return known
        if not self._lock.acquire(blocking=another or known is None):
            return known or Catalogue("empty")
        try:
            if another or self._at is None or now - self._at >= self._keep:
                edition = self._boxoffice.edition()
                if not another or edition != self._edition:  # unless who was first has looked already
                    self._catalogue = self._look(now)
                    self._at, self._edition = now, edition
        except WillcallError:
            self._catalogue = self._catalogue or Catalogue("empty")
        finally:
            self._lock.release()
        return self._catalogue or Catalogue("empty")

    def _is_another(self, now: datetime) -> bool:
        """Whether another season was loaded since the last look."""
        if self._at is None or (self._glanced is not None and abs(now - self._glanced) < _GLANCE):
            return False
        try:
            another = self._boxoffice.edition() != self._edition
        except WillcallError:
            another = False
        if not another:  # else whoever comes meanwhile waits for the look, too
            self._glanced = now
        return another

    def _look(self, now: datetime) -> Catalogue:
        events = self._boxoffice.find_events(starts_after=now - _BACK, include_past=True, limit=_MOST)
        shows = tuple(
            Show(
                e.event_id,
                e.name,
                tuple(e.performers),
                tuple(e.aliases),
                e.kind,
                e.venue,
                e.city,
                e.starts_at,
                e.time_zone,
                e.status not in {"cancelled", "postponed"},
            )
            for e in events
        )
        sections: dict[str, None] = {}
        houses: set[tuple[str, str]] = set()  # a comedy night may not open all of the house that a play does
        for event in events:
            if (event.venue_id, event.kind) in houses:
                continue
            houses.add((event.venue_id, event.kind))
            found = event.sections or self._boxoffice.get_event_info(event_id=event.event_id).sections
            for section in found:
                for name in (section.name, section.tier, *section.aliases):
                    sections.setdefault(name)
        zones = [e.time_zone for e in events]
        currencies = [e.currency for e in events]
        version = hashlib.sha256(repr((shows, tuple(sections))).encode()).hexdigest()[:16]
        return Catalogue(
            version,
            shows,
            tuple(sections),
            max(set(currencies), key=currencies.count) if currencies else "USD",
            max(set(zones), key=zones.count) if zones else "UTC",
        )

"""What is on, kept in process: venues with their halls, events with their prices, policies.

All of it is fixed until a season is loaded, which raises the season's version; every use asks the database for the version
(one row) and reads the rest again only when it moved. Knows nothing of what is free: that is `claims`.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from willcall.boxoffice.contract import Policy
from willcall.boxoffice.errors import NoSuchEvent
from willcall.boxoffice.rules import halls
from willcall.boxoffice.rules.halls import Hall
from willcall.boxoffice.rules.policies import choose
from willcall.boxoffice.rules.prices import Tariff
from willcall.boxoffice.store.tables import events, policies, season, venues


@dataclass(frozen=True)
class Venue:
    """A venue; its hall is arranged when first needed."""

    venue_id: str
    name: str
    city: str
    time_zone: str
    details: Mapping[str, Any]
    layout: list[dict[str, Any]] = field(repr=False)

    @cached_property
    def hall(self) -> Hall:
        return halls.build(self.layout, stage=self.details.get("stage"))


@dataclass(frozen=True, slots=True)
class Show:
    """An event as stored."""

    event_id: str
    venue: Venue
    name: str
    kind: str
    starts_at_ms: int
    ends_at_ms: int
    doors_at_ms: int | None
    status: str
    currency: str
    max_tickets: int | None
    order_fee: int
    performers: tuple[str, ...]
    aliases: tuple[str, ...]
    description: str
    tariffs: Mapping[str, Tariff]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A season at one version."""

    version: int
    name: str
    currency: str
    time_zone: str
    shows: Mapping[str, Show]
    venues: Mapping[str, Venue]
    policies: tuple[Policy, ...]
    memo: dict[Any, Any] = field(default_factory=dict, repr=False)

    def show(self, event_id: str) -> Show:
        """Raises: NoSuchEvent."""
        found = self.shows.get(event_id)
        if found is None:
            raise NoSuchEvent(f"There is no event {event_id!r}.", field="event_id", event_id=event_id)
        return found

    def policy(self, kind: str, *, show: Show | None = None, tier: str | None = None) -> Policy:
        """The policy in force; the defaults where the season has none."""
        key = (kind, show.event_id if show else None, tier)
        found = self.memo.get(key)
        if found is None:
            found = choose(
                self.policies,
                kind=kind,
                tier=tier,
                event_id=show.event_id if show else None,
                venue_id=show.venue.venue_id if show else None,
                event_kind=show.kind if show else None,
            )
            self.memo[key] = found
        return found


EMPTY = Snapshot(0, "", "USD", "UTC", {}, {}, ())
_VERSION = select(season.c.version)


class Catalogue:
    """The snapshot in force, per process and database."""

    def __init__(self) -> None:
        self._snapshot = EMPTY
        self._lock = threading.Lock()

    @property
    def cached(self) -> Snapshot:
        """The snapshot last seen, without asking the database whether it still holds."""
        return self._snapshot

    def snapshot(self, connection: Connection) -> Snapshot:
        """The season in force."""
        return self.at(connection, connection.scalar(_VERSION) or 0)

    def at(self, connection: Connection, version: int) -> Snapshot:
        """The season in force, whose version was just read."""
        current = self._snapshot
        if current.version == version:
            return current
        with self._lock:
            if self._snapshot.version != version:
                self._snapshot = _read(connection, self._snapshot)
            return self._snapshot


def _read(connection: Connection, before: Snapshot) -> Snapshot:
    head = connection.execute(select(season)).first()
    if head is None:
        return EMPTY
    places: dict[str, Venue] = {}
    for row in connection.execute(select(venues)):
        venue = Venue(row.venue_id, row.name, row.city, row.time_zone, row.details, row.layout)
        known = before.venues.get(row.venue_id)
        places[row.venue_id] = known if known == venue else venue
    shows = {
        row.event_id: Show(
            row.event_id,
            places[row.venue_id],
            row.name,
            row.kind,
            row.starts_at_ms,
            row.ends_at_ms,
            row.doors_at_ms,
            row.status,
            row.currency,
            row.max_tickets,
            row.order_fee,
            tuple(row.details["performers"]),
            tuple(row.details["aliases"]),
            row.details["description"],
            {price["tier"]: Tariff(**price) for price in row.prices},
        )
        for row in connection.execute(select(events).order_by(events.c.starts_at_ms, events.c.event_id))
    }
    rules = tuple(
        Policy(
            policy_id=row.policy_id,
            kind=row.kind,
            name=row.name,
            text=row.text,
            parameters=row.parameters,
            applies_to=row.applies_to,
        )
        for row in connection.execute(select(policies).order_by(policies.c.position))
    )
    return Snapshot(head.version, head.name, head.currency, head.time_zone, shows, places, rules)

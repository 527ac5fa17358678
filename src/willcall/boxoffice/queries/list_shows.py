"""What is on, as plain data for whoever needs to recognise names: the reader's catalogue is made of it."""

from dataclasses import dataclass
from datetime import datetime

from willcall.boxoffice.rules.events import status_at
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import Connection


@dataclass(frozen=True, slots=True)
class ShowData:
    """A show as a reader of names needs it."""

    event_id: str
    name: str
    performers: tuple[str, ...]
    aliases: tuple[str, ...]
    kind: str
    venue: str
    venue_aliases: tuple[str, ...]
    city: str
    starts_at: datetime
    time_zone: str


@dataclass(frozen=True, slots=True)
class SeasonData:
    """Everything that has a name. `version` changes when anything here does.

    `sections`: names and aliases of sections and tiers.
    """

    version: str
    shows: tuple[ShowData, ...]
    sections: tuple[str, ...]
    currency: str
    time_zone: str


def list_shows(connection: Connection, *, catalogue: Catalogue, now: datetime) -> SeasonData:
    """Every show that is not over, in order of start. The version also changes when one of them ends."""
    snapshot = catalogue.snapshot(connection)
    now_ms = to_epoch_ms(now)
    cached = snapshot.memo.get("shows")
    if cached is not None and cached[0] <= now_ms < cached[1]:
        return cached[2]  # type: ignore[no-any-return]
    on = [
        show
        for show in snapshot.shows.values()
        if status_at(show.status, starts_at_ms=show.starts_at_ms, ends_at_ms=show.ends_at_ms, now_ms=now_ms)
        != "finished"
    ]
    names: dict[str, None] = {}
    for venue in snapshot.venues.values():
        for part in venue.hall.parts:
            names.update(dict.fromkeys([part.name, part.tier, *part.aliases]))
    data = SeasonData(
        f"{snapshot.version}.{len(on)}",
        tuple(
            ShowData(
                show.event_id,
                show.name,
                show.performers,
                show.aliases,
                show.kind,
                show.venue.name,
                tuple(show.venue.details["aliases"]),
                show.venue.city,
                from_epoch_ms(show.starts_at_ms),
                show.venue.time_zone,
            )
            for show in on
        ),
        tuple(names),
        snapshot.currency,
        snapshot.time_zone,
    )
    until = min((show.ends_at_ms for show in on), default=2**62)
    snapshot.memo["shows"] = (now_ms, until, data)
    return data

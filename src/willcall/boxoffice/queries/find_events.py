"""What is on: events by words, date, kind and place."""

from collections.abc import Iterable
from datetime import datetime

from rapidfuzz import process
from rapidfuzz.distance import OSA

from willcall.boxoffice.contract import Event, EventStatus, Section
from willcall.boxoffice.rules import events as times
from willcall.boxoffice.rules import prices, search
from willcall.boxoffice.rules.halls import words_of
from willcall.boxoffice.rules.policies import values_of
from willcall.boxoffice.store import claims, mirror
from willcall.boxoffice.store.catalogue import Catalogue, Show, Snapshot
from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import Connection
from willcall.kit.money import Money

_NOISE = frozenset(["the", "a", "an", "at", "for", "of", "in", "on", "to", "vs", "v", "and", "game", "show", "tickets"])
TYPOS = ((8, 2), (4, 1))
"""From this many letters on, this many slips of the finger (swapped neighbours count once) still name the same word."""


def find_events(
    connection: Connection,
    *,
    catalogue: Catalogue,
    now: datetime,
    query: str | None = None,
    starts_after: datetime | None = None,
    starts_before: datetime | None = None,
    kind: str | None = None,
    venue: str | None = None,
    city: str | None = None,
    include_past: bool = False,
    limit: int = 20,
) -> list[Event]:
    """Events in order of start; with `query`, the best match first. Unknown words match by likeness."""
    snapshot = catalogue.snapshot(connection)
    now_ms = to_epoch_ms(now)
    after = to_epoch_ms(starts_after) if starts_after else None
    before = to_epoch_ms(starts_before) if starts_before else None
    found: list[tuple[float, Show]] = []
    wanted = [word for word in words_of(query or "") if word not in _NOISE] or list(words_of(query or ""))
    for show in snapshot.shows.values():
        status = _status(show, now_ms)
        if not include_past and status == "finished":
            continue
        if (after is not None and show.starts_at_ms < after) or (before is not None and show.starts_at_ms >= before):
            continue
        if kind and kind.casefold() != show.kind.casefold():
            continue
        if city and city.casefold() not in show.venue.city.casefold():
            continue
        if venue and not _likes(words_of(venue), words_of(" ".join([show.venue.name, *show.venue.details["aliases"]]))):
            continue
        score = 0.0
        if wanted:
            score = _score(wanted, _words(snapshot, show))
            if score <= 0:
                continue
        found.append((score, show))
    if wanted and found:
        top = max(score for score, _show in found)
        found = [pair for pair in found if pair[0] >= top * 0.5]
    found.sort(key=lambda pair: (-round(pair[0], 3), pair[1].starts_at_ms, pair[1].event_id))
    chosen = [show for _score, show in found[: max(0, limit)]]
    taken = claims.counts(connection, event_ids=[show.event_id for show in chosen], now_ms=now_ms) if chosen else {}
    return [shape(show, snapshot, now_ms=now_ms, taken=taken.get(show.event_id, 0)) for show in chosen]


def get_events(connection: Connection, *, catalogue: Catalogue, now: datetime, event_ids: Iterable[str]) -> list[Event]:
    """Exactly these, in this order; unknown ones are left out."""
    snapshot = catalogue.snapshot(connection)
    now_ms = to_epoch_ms(now)
    shows = [snapshot.shows[event_id] for event_id in event_ids if event_id in snapshot.shows]
    there = {show.event_id: show for show in shows}
    masks = mirror.taken_at(connection, snapshot=snapshot, shows=list(there.values()), now_ms=now_ms)
    taken = {event_id: sum(mask.bit_count() for mask in blocks.values()) for event_id, blocks in masks.items()}
    return [shape(show, snapshot, now_ms=now_ms, taken=taken[show.event_id]) for show in shows]


def get_event(connection: Connection, *, catalogue: Catalogue, now: datetime, event_id: str) -> Event:
    """One event with its sections: their prices now and what they have left. Raises: NoSuchEvent."""
    snapshot = catalogue.snapshot(connection)
    show = snapshot.show(event_id)
    now_ms = to_epoch_ms(now)
    hall = show.venue.hall
    mask = mirror.taken(connection, snapshot=snapshot, show=show, now_ms=now_ms)
    asked = prices.prices_now(show.tariffs, hall, search.free_by_tier(hall, mask))
    left = search.free_by_section(hall, mask)
    sections = [
        Section(
            name=part.name,
            level=part.level,
            tier=part.tier,
            price_from=Money(asked[part.tier].each, show.currency),
            available=left[part.index],
            aliases=list(part.aliases),
            refundable=show.tariffs[part.tier].refundable,
            exchangeable=show.tariffs[part.tier].exchangeable,
        )
        for part in (hall.parts[index] for index in hall.order)
        if part.tier in asked
    ]
    event = shape(show, snapshot, now_ms=now_ms, taken=sum(mask_.bit_count() for mask_ in mask.values()))
    with_seats = [asked[section.tier].each for section in sections if section.available]
    return event.model_copy(
        update={
            "sections": sections,
            "from_price": Money(min(with_seats), show.currency) if with_seats else event.from_price,
        }
    )


def shape(show: Show, snapshot: Snapshot, *, now_ms: int, taken: int) -> Event:
    """The published shape, without sections."""
    key = ("empty house", show.event_id)
    empty: Event | None = snapshot.memo.get(key)
    if empty is None:
        empty = snapshot.memo[key] = _empty_house(show, snapshot)
    changes = {"status": _status(show, now_ms), "available": max(0, (empty.available or 0) - taken)}
    return empty.model_copy(update=changes)


def _empty_house(show: Show, snapshot: Snapshot) -> Event:
    """The published shape while nothing is sold: all of it but the rest of the seats is the season's."""
    hall = show.venue.hall
    capacity = sum(count for tier, count in hall.tiers.items() if tier in show.tariffs)
    limit = show.max_tickets or values_of(snapshot.policy("purchase_limit", show=show))["max_tickets"]
    cheapest = min(tariff.price + tariff.fees for tariff in show.tariffs.values())
    return Event(
        event_id=show.event_id,
        name=show.name,
        kind=show.kind,
        starts_at=from_epoch_ms(show.starts_at_ms),
        ends_at=from_epoch_ms(show.ends_at_ms),
        doors_at=from_epoch_ms(show.doors_at_ms) if show.doors_at_ms is not None else None,
        time_zone=show.venue.time_zone,
        venue=show.venue.name,
        venue_id=show.venue.venue_id,
        city=show.venue.city,
        address=str(show.venue.details.get("address") or ""),
        status="scheduled",
        performers=list(show.performers),
        aliases=list(show.aliases),
        description=show.description,
        from_price=Money(cheapest, show.currency),
        available=capacity,
        currency=show.currency,
        max_tickets=limit,
        sections=[],
    )


def _status(show: Show, now_ms: int) -> EventStatus:
    return times.status_at(show.status, starts_at_ms=show.starts_at_ms, ends_at_ms=show.ends_at_ms, now_ms=now_ms)


def _words(snapshot: Snapshot, show: Show) -> dict[str, float]:
    """What an event can be called, with weights; kept per season."""
    key = ("words", show.event_id)
    known = snapshot.memo.get(key)
    if known is None:
        known = {}
        for text, weight in (
            (show.description, 0.2),
            (show.kind, 0.7),
            (show.venue.city, 0.6),
            (" ".join([show.venue.name, *show.venue.details["aliases"]]), 0.7),
            (" ".join([show.name, *show.aliases, *show.performers]), 1.0),
        ):
            for word in words_of(text):
                known[word] = max(weight, known.get(word, 0.0))
        snapshot.memo[key] = known
    return known


def _score(wanted: Iterable[str], known: dict[str, float]) -> float:
    total = 0.0
    for word in wanted:
        exact = known.get(word)
        if exact is not None:
            total += exact
            continue
        near = _near(word, known)
        if near is not None:
            total += 0.8 * known[near]
        elif len(word) > 3 and any(other.startswith(word) for other in known):
            total += 0.6
    return total


def _near(word: str, known: Iterable[str]) -> str | None:
    """The known word that this one is most likely a slip of. Optimal string alignment distance."""
    allowed = next((slips for length, slips in TYPOS if len(word) >= length), 0)
    if not allowed:
        return None
    found = process.extractOne(word, list(known), scorer=OSA.distance, score_cutoff=allowed)
    return None if found is None else found[0]


def _likes(said: frozenset[str], known: frozenset[str]) -> bool:
    wanted = said - _NOISE or said
    return all(word in known or _near(word, known) is not None for word in wanted)

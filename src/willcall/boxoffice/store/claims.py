"""Who has which seat: the claims. The primary key (event, seat) is what forbids selling a seat twice.

A claim that has expired counts as free, and the next claim takes its row. Rows are locked in sorted order, so that two
transactions never wait for each other in a circle; SQLite has one writer at a time and needs no such care.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, or_, select, text, update

from willcall.boxoffice.store.tables import seat_claims as claims

_TAKE = """
    INSERT INTO seat_claims (event_id, seat_id, hold_id, order_id, expires_at_ms, changed_ms)
    SELECT {event}, {seat}, {hold}, NULL, CAST({until} AS bigint), CAST(:now AS bigint) FROM {list} WHERE true
    ON CONFLICT (event_id, seat_id) DO UPDATE
    SET hold_id = excluded.hold_id, order_id = NULL, expires_at_ms = excluded.expires_at_ms,
        changed_ms = excluded.changed_ms
    WHERE seat_claims.expires_at_ms <= excluded.changed_ms
    RETURNING hold_id, seat_id
"""
_PARTS = ("event", "seat", "hold", "until")
_TAKE_SQLITE = text(
    _TAKE.format(
        list="json_each(:wanted)", **{part: f"json_extract(value, '$[{at}]')" for at, part in enumerate(_PARTS)}
    )
)
_TAKE_POSTGRES = text(
    _TAKE.format(
        list="json_array_elements(CAST(:wanted AS json))", **{part: f"value ->> {at}" for at, part in enumerate(_PARTS)}
    )
)

_LOCK_OF_HOLDS = (
    select(claims.c.seat_id)
    .where(claims.c.hold_id.in_(bindparam("holds", expanding=True)))
    .order_by(claims.c.event_id, claims.c.seat_id)
    .with_for_update()
)
# Rows that are not there yet are made, for they too must be locked in their turn.
_LOCK_SEATS = text("""
    INSERT INTO seat_claims (event_id, seat_id, hold_id, order_id, expires_at_ms, changed_ms)
    SELECT pair->>0, pair->>1, NULL, NULL, 0, 0 FROM json_array_elements(CAST(:pairs AS json)) AS pair
    ON CONFLICT (event_id, seat_id) DO UPDATE SET changed_ms = seat_claims.changed_ms
""")
_NOT_FREE = or_(claims.c.expires_at_ms.is_(None), claims.c.expires_at_ms > bindparam("now"))
_AT_EVENT = claims.c.event_id == bindparam("event")
_BUT_HOLD = or_(claims.c.hold_id.is_(None), claims.c.hold_id != bindparam("but"))
_TAKEN = {  # one text instead of a row a seat: several times faster for a full arena
    "postgresql": select(func.string_agg(claims.c.seat_id, ",")).where(_AT_EVENT, _NOT_FREE, _BUT_HOLD),
    "sqlite": select(func.group_concat(claims.c.seat_id, ",")).where(_AT_EVENT, _NOT_FREE, _BUT_HOLD),
}
_STATES = select(claims.c.seat_id, claims.c.expires_at_ms, claims.c.hold_id).where(_AT_EVENT, _NOT_FREE)
_COUNTS = (
    select(claims.c.event_id, func.count())
    .where(claims.c.event_id.in_(bindparam("events", expanding=True)), _NOT_FREE)
    .group_by(claims.c.event_id)
)
_PROLONG = update(claims).where(claims.c.hold_id == bindparam("hold"), claims.c.expires_at_ms.is_not(None))
_SELL = (
    update(claims)
    .where(claims.c.hold_id == bindparam("hold"), claims.c.expires_at_ms > bindparam("now"))
    .values(order_id=bindparam("order"), hold_id=None, expires_at_ms=None, changed_ms=bindparam("now"))
)
_FREE: dict[str, Any] = {"hold_id": None, "order_id": None, "expires_at_ms": 0, "changed_ms": bindparam("now")}
_FREE_HOLD = (
    update(claims)
    .where(claims.c.hold_id.in_(bindparam("holds", expanding=True)), claims.c.expires_at_ms.is_not(None))
    .values(_FREE)
)
_FREE_SOLD = (
    update(claims)
    .where(_AT_EVENT, claims.c.order_id == bindparam("order"), claims.c.seat_id.in_(bindparam("seats", expanding=True)))
    .values(_FREE)
)


def taken(connection: Connection, *, event_id: str, now_ms: int, but_hold: str | None = None) -> list[str]:
    """Seat ids held or sold at an event; those of `but_hold` count as free."""
    query = _TAKEN[connection.dialect.name]
    found = connection.scalar(query, {"event": event_id, "now": now_ms, "but": but_hold or ""})
    return found.split(",") if found else []


def states(connection: Connection, *, event_id: str, now_ms: int) -> dict[str, tuple[bool, str | None]]:
    """For each seat that is not free: whether it is sold, and the hold that has it."""
    rows = connection.execute(_STATES, {"event": event_id, "now": now_ms})
    return {row.seat_id: (row.expires_at_ms is None, row.hold_id) for row in rows}


def counts(connection: Connection, *, event_ids: Sequence[str], now_ms: int) -> dict[str, int]:
    """How many seats of each event are held or sold."""
    return {row[0]: row[1] for row in connection.execute(_COUNTS, {"events": event_ids, "now": now_ms})}


class Wanted(NamedTuple):
    """The seats that one hold is to have."""

    event_id: str
    seat_ids: Sequence[str]
    hold_id: str
    expires_at_ms: int


def take(connection: Connection, wanted: Sequence[Wanted], *, now_ms: int) -> dict[str, list[str]]:
    """Claims seats for holds, none of which wants what another wants.

    Returns:
        For each hold that did not get all its seats, those that someone else has; it has none of the others either.
    """
    rows = sorted((one.event_id, seat, one.hold_id, one.expires_at_ms) for one in wanted for seat in one.seat_ids)
    statement = _TAKE_POSTGRES if connection.dialect.name == "postgresql" else _TAKE_SQLITE
    won = {(row[0], row[1]) for row in connection.execute(statement, {"wanted": json.dumps(rows), "now": now_ms})}
    lost: dict[str, list[str]] = {}
    for _, seat, hold_id, _ in rows:
        if (hold_id, seat) not in won:
            lost.setdefault(hold_id, []).append(seat)
    if lost:
        connection.execute(_FREE_HOLD, {"holds": list(lost), "now": now_ms})
    return lost


def lock_seats(connection: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Locks seats (event, seat) before some are given back and others taken in one transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK_SEATS, {"pairs": json.dumps(sorted(set(pairs)))})


def _lock_of_holds(connection: Connection, hold_ids: Sequence[str]) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK_OF_HOLDS, {"holds": hold_ids})


def prolong(connection: Connection, *, hold_id: str, expires_at_ms: int, now_ms: int) -> int:
    """Moves the end of a hold's claims; how many it still has."""
    _lock_of_holds(connection, [hold_id])
    values = {"expires_at_ms": expires_at_ms, "changed_ms": now_ms}
    return connection.execute(_PROLONG, {"hold": hold_id, **values}).rowcount


def sell(connection: Connection, *, hold_id: str, order_id: str, now_ms: int) -> int:
    """Turns a hold's live claims into sold ones; how many."""
    _lock_of_holds(connection, [hold_id])
    return connection.execute(_SELL, {"hold": hold_id, "order": order_id, "now": now_ms}).rowcount


def free_hold(connection: Connection, *, hold_ids: Sequence[str], now_ms: int) -> int:
    """Gives back what holds still have; sold seats stay sold."""
    _lock_of_holds(connection, hold_ids)
    return connection.execute(_FREE_HOLD, {"holds": hold_ids, "now": now_ms}).rowcount


def free_sold(connection: Connection, *, event_id: str, order_id: str, seat_ids: Sequence[str], now_ms: int) -> int:
    """Gives back sold seats of an order."""
    wanted = {"event": event_id, "order": order_id, "seats": sorted(seat_ids)}
    return connection.execute(_FREE_SOLD, {**wanted, "now": now_ms}).rowcount

"""Holds, stored."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, text, update

from willcall.boxoffice.contract import Hold, HoldStatus
from willcall.boxoffice.store.tables import holds
from willcall.kit.clock import from_epoch_ms
from willcall.kit.rows import add_rows

# The season's version with every row, and one row at least.
_OPENING = """
    SELECT season.version, holds.session
    FROM season LEFT JOIN holds ON holds.status = 'live' AND holds.session {among}
"""
_OPENINGS = {
    "sqlite": text(_OPENING.format(among="IN (SELECT value FROM json_each(:sessions))")),
    "postgresql": text(_OPENING.format(among="= ANY(:sessions)")),
}
_GET = select(holds).where(holds.c.hold_id == bindparam("id"))
_LOCK = _GET.with_for_update()
_LIVE = select(holds).where(holds.c.session == bindparam("session"), holds.c.status == "live").order_by(holds.c.hold_id)
_LOCK_LIVE = _LIVE.with_for_update()
_DUE = (
    select(holds)
    .where(holds.c.status == "live", holds.c.expires_at_ms <= bindparam("now"))
    .order_by(holds.c.hold_id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_CHANGE = update(holds).where(holds.c.hold_id.in_(bindparam("ids", expanding=True)))


def add(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    add_rows(connection, holds, rows)


def get(connection: Connection, hold_id: str, *, lock: bool = False) -> Row[Any] | None:
    """The row; locked until the transaction ends with `lock` (PostgreSQL; SQLite has one writer anyway)."""
    return connection.execute(_LOCK if lock else _GET, {"id": hold_id}).first()


def live_of_session(connection: Connection, *, session: str, lock: bool = True) -> list[Row[Any]]:
    """Holds of a session that nobody has ended yet."""
    return list(connection.execute(_LOCK_LIVE if lock else _LIVE, {"session": session}))


def opening(connection: Connection, *, sessions: Sequence[str]) -> tuple[int, set[str]]:
    """What holds begin with, in one question: the season's version, and which of the sessions have a live hold."""
    dialect = connection.dialect.name
    named = list(sessions) if dialect == "postgresql" else json.dumps(sessions)
    rows = connection.execute(_OPENINGS[dialect], {"sessions": named}).all()
    return (rows[0][0] if rows else 0), {row[1] for row in rows if row[1] is not None}


def due(connection: Connection, *, now_ms: int, limit: int) -> list[Row[Any]]:
    """Live holds whose time has come; those that another process is at are left to it."""
    return list(connection.execute(_DUE, {"now": now_ms, "most": limit}))


def set_status(connection: Connection, *, hold_ids: Sequence[str], status: str) -> None:
    connection.execute(_CHANGE, {"ids": hold_ids, "status": status})


def set_expiry(connection: Connection, *, hold_id: str, expires_at_ms: int, extended: bool | None = None) -> None:
    values: dict[str, Any] = {"expires_at_ms": expires_at_ms}
    if extended is not None:
        values["extended"] = extended
    connection.execute(_CHANGE, {"ids": [hold_id], **values})


def shape(row: Any, *, now_ms: int) -> Hold:
    """The published shape; a live hold whose time has passed shows as expired."""
    status: HoldStatus = "expired" if row.status == "live" and row.expires_at_ms <= now_ms else row.status
    return Hold(
        hold_id=row.hold_id,
        event_id=row.event_id,
        seat_ids=list(row.seat_ids),
        expires_at=from_epoch_ms(row.expires_at_ms),
        status=status,
        extended=row.extended,
    )

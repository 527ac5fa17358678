"""Holds, stored."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, insert, select, update

from willcall.boxoffice.contract import Hold, HoldStatus
from willcall.boxoffice.store.tables import holds, season
from willcall.kit.clock import from_epoch_ms

_OPENING = select(season.c.version, holds.c.hold_id).select_from(
    season.outerjoin(holds, and_(holds.c.session == bindparam("session"), holds.c.status == "live"))
)


def add(connection: Connection, row: dict[str, Any]) -> None:
    connection.execute(insert(holds), row)


def get(connection: Connection, hold_id: str, *, lock: bool = False) -> Row[Any] | None:
    """The row; locked until the transaction ends with `lock` (PostgreSQL; SQLite has one writer anyway)."""
    query = select(holds).where(holds.c.hold_id == hold_id)
    return connection.execute(query.with_for_update() if lock else query).first()


def live_of_session(connection: Connection, *, session: str, lock: bool = True) -> list[Row[Any]]:
    """Holds of a session that nobody has ended yet."""
    query = select(holds).where(holds.c.session == session, holds.c.status == "live").order_by(holds.c.hold_id)
    return list(connection.execute(query.with_for_update() if lock else query))


def opening(connection: Connection, *, session: str | None) -> tuple[int, list[str]]:
    """What every hold begins with, in one question: the season's version, and the session's live holds."""
    rows = connection.execute(_OPENING, {"session": session}).all()
    return (rows[0][0] if rows else 0), [row[1] for row in rows if row[1] is not None]


def due(connection: Connection, *, now_ms: int, limit: int) -> list[Row[Any]]:
    """Live holds whose time has come; those that another process is at are left to it."""
    return list(
        connection.execute(
            select(holds)
            .where(holds.c.status == "live", holds.c.expires_at_ms <= now_ms)
            .order_by(holds.c.hold_id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
    )


def set_status(connection: Connection, *, hold_ids: Sequence[str], status: str) -> None:
    connection.execute(update(holds).where(holds.c.hold_id.in_(hold_ids)).values(status=status))


def set_expiry(connection: Connection, *, hold_id: str, expires_at_ms: int, extended: bool | None = None) -> None:
    values: dict[str, Any] = {"expires_at_ms": expires_at_ms}
    if extended is not None:
        values["extended"] = extended
    connection.execute(update(holds).where(holds.c.hold_id == hold_id).values(**values))


def shape(row: Any, *, now_ms: int) -> Hold:
    """The published shape; a live hold whose time has passed shows as expired."""
    status: HoldStatus = "expired" if row.status == "live" and row.expires_at_ms <= now_ms else row.status
    return Hold.model_construct(
        hold_id=row.hold_id,
        event_id=row.event_id,
        seat_ids=list(row.seat_ids),
        expires_at=from_epoch_ms(row.expires_at_ms),
        status=status,
        extended=row.extended,
    )

"""Quotes, stored. `payment_id` names the attempt that a used quote is being, or was, paid with."""

from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from willcall.boxoffice.contract import Quote
from willcall.boxoffice.store.tables import holds, quotes
from willcall.kit.clock import from_epoch_ms
from willcall.kit.money import Money


def add(connection: Connection, row: dict[str, Any]) -> None:
    connection.execute(insert(quotes), row)


def get(connection: Connection, quote_id: str, *, lock: bool = False) -> Row[Any] | None:
    """The row; locked until the transaction ends with `lock`."""
    query = select(quotes).where(quotes.c.quote_id == quote_id)
    return connection.execute(query.with_for_update() if lock else query).first()


def change(connection: Connection, quote_id: str, **values: Any) -> None:
    connection.execute(update(quotes).where(quotes.c.quote_id == quote_id).values(**values))


def void_of_holds(connection: Connection, hold_ids: list[str], *, status: str = "void") -> None:
    """Ends the quotes that died with their holds."""
    connection.execute(
        update(quotes)
        .where(quotes.c.hold_id.in_(hold_ids), quotes.c.status.in_(("open", "confirmed")))
        .values(status=status)
    )


def void_of_order(connection: Connection, order_id: str, *, but: str | None = None) -> None:
    """Ends every other open quote about an order: it is not what it was when they were made."""
    query = update(quotes).where(quotes.c.order_id == order_id, quotes.c.status.in_(("open", "confirmed")))
    if but is not None:
        query = query.where(quotes.c.quote_id != but)
    connection.execute(query.values(status="void"))


def expire(connection: Connection, *, now_ms: int) -> int:
    """Marks open quotes whose time has come."""
    return connection.execute(
        update(quotes)
        .where(quotes.c.status.in_(("open", "confirmed")), quotes.c.expires_at_ms <= now_ms)
        .values(status="expired")
    ).rowcount


def shape(row: Any, *, now_ms: int) -> Quote:
    """The published shape."""
    details = row.details
    lapsed = row.status in {"open", "confirmed"} and row.expires_at_ms <= now_ms
    return Quote.model_validate(
        {
            **details,
            "quote_id": row.quote_id,
            "kind": row.kind,
            "status": "expired" if lapsed else row.status,
            "event_id": row.event_id,
            "total": Money(row.total, row.currency),
            "expires_at": from_epoch_ms(row.expires_at_ms),
            "digest": row.digest,
            "hold_id": row.hold_id,
            "order_id": row.order_id,
            "customer_id": row.customer_id,
        }
    )


def in_payment(connection: Connection, hold_id: str) -> bool:
    """Whether a payment for this hold is on its way: its quote is used and the hold not yet sold."""
    return (
        connection.scalar(select(quotes.c.quote_id).where(quotes.c.hold_id == hold_id, quotes.c.status == "used"))
        is not None
    )


def lock_hold_of(connection: Connection, hold_id: str) -> None:
    """Locks a hold's row; it always comes before its quotes."""
    connection.execute(select(holds.c.hold_id).where(holds.c.hold_id == hold_id).with_for_update())

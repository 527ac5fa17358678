"""Quotes, stored. `payment_id` names the attempt that a used quote is being, or was, paid with."""

from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from willcall.boxoffice.contract import Quote
from willcall.boxoffice.store.tables import holds, quotes
from willcall.kit.clock import from_epoch_ms
from willcall.kit.money import Money

_ADD = insert(quotes)
_GET = select(quotes).where(quotes.c.quote_id == bindparam("id"))
_LOCK = _GET.with_for_update()
_CHANGE = update(quotes).where(quotes.c.quote_id == bindparam("id"))
_ALIVE = quotes.c.status.in_(("open", "confirmed"))
_OF_HOLDS = update(quotes).where(quotes.c.hold_id.in_(bindparam("ids", expanding=True)), _ALIVE)
_VOID_OF_ORDER = (
    update(quotes)
    .where(quotes.c.order_id == bindparam("order"), quotes.c.quote_id != bindparam("but"), _ALIVE)
    .values(status="void")
)
_EXPIRE = update(quotes).where(_ALIVE, quotes.c.expires_at_ms <= bindparam("now")).values(status="expired")
_IN_PAYMENT = select(quotes.c.quote_id).where(quotes.c.hold_id == bindparam("hold"), quotes.c.status == "used").limit(1)
_LOCK_HOLD = select(holds.c.hold_id).where(holds.c.hold_id == bindparam("hold")).with_for_update()


def add(connection: Connection, row: dict[str, Any]) -> None:
    connection.execute(_ADD, row)


def get(connection: Connection, quote_id: str, *, lock: bool = False) -> Row[Any] | None:
    """The row; locked until the transaction ends with `lock`."""
    return connection.execute(_LOCK if lock else _GET, {"id": quote_id}).first()


def change(connection: Connection, quote_id: str, **values: Any) -> None:
    connection.execute(_CHANGE, {"id": quote_id, **values})


def void_of_holds(connection: Connection, hold_ids: list[str], *, status: str = "void") -> None:
    """Ends the quotes that died with their holds."""
    connection.execute(_OF_HOLDS, {"ids": hold_ids, "status": status})


def void_of_order(connection: Connection, order_id: str, *, but: str | None = None) -> None:
    """Ends every other open quote about an order: it is not what it was when they were made."""
    connection.execute(_VOID_OF_ORDER, {"order": order_id, "but": but or ""})


def expire(connection: Connection, *, now_ms: int) -> int:
    """Marks open quotes whose time has come."""
    return connection.execute(_EXPIRE, {"now": now_ms}).rowcount


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
    return connection.scalar(_IN_PAYMENT, {"hold": hold_id}) is not None


def lock_hold_of(connection: Connection, hold_id: str) -> None:
    """Locks a hold's row; it always comes before its quotes."""
    connection.execute(_LOCK_HOLD, {"hold": hold_id})

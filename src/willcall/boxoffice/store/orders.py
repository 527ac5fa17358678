"""Orders and their tickets, stored."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, or_, select, union_all, update
from sqlalchemy.dialects import postgresql, sqlite

from willcall.boxoffice.contract import NextAction, Order, Seat, Ticket
from willcall.boxoffice.rules.prices import place
from willcall.boxoffice.store.payments import OPEN, open_of_orders
from willcall.boxoffice.store.tables import customers, holds, orders, payments, quotes, tickets
from willcall.kit.clock import from_epoch_ms
from willcall.kit.money import Money

Sign = Callable[[Any], str]
"""Makes a ticket's code from its row."""

# Statements are made once: building one takes several times as long as running it. What `update` sets is in the parameters.
_ADD = insert(orders)
_GET = select(orders).where(orders.c.order_id == bindparam("id"))
_LOCK = _GET.with_for_update()
_CHANGE = update(orders).where(orders.c.order_id == bindparam("id"))
_OF_CUSTOMER = (
    select(orders)
    .where(orders.c.customer_id == bindparam("customer"), orders.c.status != "cancelled")
    .order_by(orders.c.placed_at_ms.desc(), orders.c.order_id.desc())
)
_ADD_TICKETS = insert(tickets)
_TICKETS_OF = (
    select(tickets).where(tickets.c.order_id.in_(bindparam("ids", expanding=True))).order_by(tickets.c.ticket_id)
)
_LOCK_TICKETS_OF = _TICKETS_OF.with_for_update()
_TICKETS = (
    select(tickets).where(tickets.c.ticket_id.in_(bindparam("ids", expanding=True))).order_by(tickets.c.ticket_id)
)
_LOCK_TICKETS = _TICKETS.with_for_update()
_CLOSED = (
    select(tickets.c.ticket_id, tickets.c.status, tickets.c.serial)
    .where(
        tickets.c.event_id == bindparam("event"),
        or_(tickets.c.status.not_in(("valid", "transferred")), tickets.c.serial > 1),
    )
    .order_by(tickets.c.ticket_id)
)
_SET_TICKETS = update(tickets).where(tickets.c.ticket_id.in_(bindparam("ids", expanding=True)))
_OWNED = (
    select(func.count())
    .select_from(tickets.join(orders, orders.c.order_id == tickets.c.order_id))
    .where(
        orders.c.customer_id == bindparam("customer"),
        tickets.c.event_id == bindparam("event"),
        tickets.c.status.in_(("valid", "transferred", "used")),
    )
)
_BEING_BOUGHT = union_all(
    select(holds.c.seat_ids)
    .select_from(
        orders.join(quotes, quotes.c.quote_id == orders.c.quote_id).join(holds, holds.c.hold_id == quotes.c.hold_id)
    )
    .where(
        orders.c.customer_id == bindparam("customer"),
        orders.c.event_id == bindparam("event"),
        orders.c.status == "pending",
    ),
    select(holds.c.seat_ids)
    .select_from(
        payments.join(quotes, quotes.c.quote_id == payments.c.quote_id).join(holds, holds.c.hold_id == quotes.c.hold_id)
    )
    .where(
        payments.c.customer_id == bindparam("customer"),
        quotes.c.event_id == bindparam("event"),
        payments.c.purpose == "exchange",
        payments.c.status.in_(OPEN),
    ),
)
_WAITING_FOR_APPROVAL = (
    select(orders, quotes.c.total.label("owed"), quotes.c.details, quotes.c.created_at_ms.label("asked_at_ms"))
    .select_from(orders.join(quotes, quotes.c.quote_id == orders.c.quote_id))
    .where(
        orders.c.status == "refund_pending",
        orders.c.before.is_not(None),
        orders.c.case_reason.is_not(None),
        ~select(payments.c.payment_id)
        .where(payments.c.quote_id == orders.c.quote_id, payments.c.direction == "out")
        .exists(),
    )
    .order_by(quotes.c.created_at_ms, orders.c.order_id)
)
# Setting what is there already locks the row, which doing nothing would not.
_ENSURE_CUSTOMER = {
    dialect: made(customers).on_conflict_do_update(
        index_elements=["customer_id"], set_={"customer_id": customers.c.customer_id}
    )
    for dialect, made in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
}


def add(connection: Connection, row: dict[str, Any]) -> None:
    connection.execute(_ADD, row)


def get(connection: Connection, order_id: str, *, lock: bool = False) -> Row[Any] | None:
    """The row; locked until the transaction ends with `lock`."""
    return connection.execute(_LOCK if lock else _GET, {"id": order_id}).first()


def change(connection: Connection, order_id: str, **values: Any) -> None:
    connection.execute(_CHANGE, {"id": order_id, **values})


def of_customer(connection: Connection, customer_id: str) -> list[Row[Any]]:
    """Newest first; attempts at buying that came to nothing are not orders."""
    return list(connection.execute(_OF_CUSTOMER, {"customer": customer_id}))


def waiting_for_approval(connection: Connection) -> list[Row[Any]]:
    """Orders whose refund a person must decide, with the quote that the fan agreed to; the longest wait first.

    Money that is on its way already waits for a provider, not for a person.
    """
    return list(connection.execute(_WAITING_FOR_APPROVAL))


def add_tickets(connection: Connection, rows: list[dict[str, Any]]) -> None:
    connection.execute(_ADD_TICKETS, rows)


def tickets_of(connection: Connection, order_ids: Sequence[str], *, lock: bool = False) -> dict[str, list[Row[Any]]]:
    """Tickets by order, oldest first."""
    found: dict[str, list[Row[Any]]] = {order_id: [] for order_id in order_ids}
    for row in connection.execute(_LOCK_TICKETS_OF if lock else _TICKETS_OF, {"ids": order_ids}):
        found[row.order_id].append(row)
    return found


def tickets_by_id(connection: Connection, ticket_ids: Sequence[str], *, lock: bool = False) -> list[Row[Any]]:
    return list(connection.execute(_LOCK_TICKETS if lock else _TICKETS, {"ids": ticket_ids}))


def set_tickets(connection: Connection, ticket_ids: Sequence[str], **values: Any) -> None:
    connection.execute(_SET_TICKETS, {"ids": ticket_ids, **values})


def closed(connection: Connection, event_id: str) -> dict[str, int | None]:
    """Tickets of an event of which a code opens no door any more: the least serial that does, None where none does."""
    return {
        row.ticket_id: row.serial if row.status in {"valid", "transferred"} else None
        for row in connection.execute(_CLOSED, {"event": event_id})
    }


def owned(connection: Connection, *, customer_id: str, event_id: str) -> int:
    """How many tickets a customer has for an event, those included that are being paid for or exchanged for."""
    wanted = {"customer": customer_id, "event": event_id}
    coming = sum(len(seat_ids) for seat_ids in connection.scalars(_BEING_BOUGHT, wanted))
    return coming + (connection.scalar(_OWNED, wanted) or 0)


def ensure_customer(connection: Connection, customer_id: str, *, name: str = "", email: str = "") -> None:
    """Makes the customer unless it is there, and lets nobody else buy for them until the transaction ends."""
    row = {"customer_id": customer_id, "name": name, "email": email}
    connection.execute(_ENSURE_CUSTOMER[connection.dialect.name], row)


def shape(
    row: Any,
    ticket_rows: Sequence[Any],
    *,
    event_name: str = "",
    next_action_url: str | None = None,
    sign: Sign | None = None,
    price_delta: Money | None = None,
    credit: Money | None = None,
) -> Order:
    """The published shape. A ticket handed to someone else keeps its code to itself."""
    currency = row.currency
    return Order(
        order_id=row.order_id,
        event_id=row.event_id,
        event_name=event_name,
        customer_id=row.customer_id,
        status=row.status,
        total=Money(row.total, currency),
        paid=Money(row.paid, currency),
        refunded=Money(row.refunded, currency),
        tickets=sorted((ticket_shape(ticket, sign) for ticket in ticket_rows), key=_in_order),
        placed_at=from_epoch_ms(row.placed_at_ms),
        next_action=NextAction(url=next_action_url) if next_action_url else None,
        price_delta=price_delta,
        credit=credit,
        case_reason=row.case_reason,
    )


def _in_order(ticket: Ticket) -> tuple[object, ...]:
    """What was given back or exchanged comes first; then by section, row and number."""
    return ticket.status in {"valid", "transferred", "used"}, *place(ticket.seat)


def ticket_shape(row: Any, sign: Sign | None) -> Ticket:
    """A ticket; its code is made from what it is, for as long as its buyer has it in hand."""
    return Ticket(
        ticket_id=row.ticket_id,
        order_id=row.order_id,
        event_id=row.event_id,
        seat=Seat.model_validate(row.seat),
        status=row.status,
        holder=row.holder,
        code=sign(row) if sign is not None and row.status == "valid" else None,
    )


def load(connection: Connection, row: Any, *, event_name: str = "", **extra: Any) -> Order:
    """An order row with its tickets and the payment it may be waiting for."""
    waiting = open_of_orders(connection, [row.order_id]).get(row.order_id)
    return shape(
        row,
        tickets_of(connection, [row.order_id])[row.order_id],
        event_name=event_name,
        next_action_url=waiting.next_action_url if waiting is not None else None,
        **extra,
    )

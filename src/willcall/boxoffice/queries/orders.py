"""A fan's own orders, credit, and whether a ticket opens the door."""

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Credit, Order, Quote, Verification, section_label
from willcall.boxoffice.rules.identity import may_use, no_such_order, no_such_quote, require_self, require_signed_in
from willcall.boxoffice.store import orders, payments, quotes
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.boxoffice.store.orders import Sign
from willcall.kit.database import Connection
from willcall.kit.money import Money


def get_order(connection: Connection, *, catalogue: Catalogue, actor: Actor, order_id: str, sign: Sign) -> Order:
    """Raises: Unauthenticated, NoSuchOrder (also for someone else's)."""
    require_signed_in(actor, "see orders")
    row = orders.get(connection, order_id)
    if row is None or not actor.may_see(row.customer_id):
        raise no_such_order(order_id)
    return load_order(connection, catalogue=catalogue, order_id=order_id, sign=sign)


def load_order(connection: Connection, *, catalogue: Catalogue, order_id: str, sign: Sign) -> Order:
    """An order whoever asks; for callers that have checked."""
    row = orders.get(connection, order_id)
    if row is None:
        raise no_such_order(order_id)
    show = catalogue.snapshot(connection).shows.get(row.event_id)
    return orders.load(connection, row, event_name=show.name if show else "", sign=sign)


def list_orders(
    connection: Connection, *, catalogue: Catalogue, actor: Actor, customer_id: str, sign: Sign
) -> list[Order]:
    """Newest first. Raises: Unauthenticated, Denied for someone else's."""
    require_self(actor, customer_id)
    rows = orders.of_customer(connection, customer_id)
    ids = [row.order_id for row in rows]
    if not ids:
        return []
    shows = catalogue.snapshot(connection).shows
    tickets = orders.tickets_of(connection, ids)
    waiting = payments.open_of_orders(connection, ids)
    return [
        orders.shape(
            row,
            tickets[row.order_id],
            event_name=shows[row.event_id].name if row.event_id in shows else "",
            sign=sign,
            next_action_url=waiting[row.order_id].next_action_url if row.order_id in waiting else None,
        )
        for row in rows
    ]


def get_quote(connection: Connection, *, actor: Actor, quote_id: str, now_ms: int) -> Quote:
    """Raises: NoSuchQuote (also for someone else's)."""
    row = quotes.get(connection, quote_id)
    if row is None or not may_use(actor, session=row.session, customer_id=row.customer_id):
        raise no_such_quote(quote_id)
    return quotes.shape(row, now_ms=now_ms)


def get_credit(connection: Connection, *, actor: Actor, customer_id: str) -> Credit:
    """What the box office owes a customer, by currency. Raises: Unauthenticated, Denied."""
    require_self(actor, customer_id)
    return Credit(
        customer_id=customer_id,
        balance=[Money(amount, currency) for currency, amount in payments.balances(connection, customer_id).items()],
    )


def verify_ticket(connection: Connection, *, ticket_id: str) -> Verification:
    """Whether a ticket opens the door now. Tells a scanner the seat, and nothing about the buyer."""
    found = orders.tickets_by_id(connection, [ticket_id])
    if not found:
        return Verification(ticket_id=ticket_id, valid=False, reason="unknown")
    row = found[0]
    valid = row.status in {"valid", "transferred"}
    seat = row.seat
    return Verification(
        ticket_id=ticket_id,
        valid=valid,
        reason=row.status,
        event_id=row.event_id,
        seat=f"{section_label(seat['section'])}, Row {seat['row']}, Seat {seat['number']}",
    )

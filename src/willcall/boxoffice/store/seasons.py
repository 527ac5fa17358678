"""A season, stored. Putting another in its place keeps what was sold: seats stay claimed, orders stay orders."""

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from willcall.boxoffice.store import tables

Rows = list[dict[str, Any]]


def version(connection: Connection) -> int | None:
    """The version of the season that is loaded, if any."""
    return connection.scalar(select(tables.season.c.version).with_for_update())


def put(
    connection: Connection, *, head: dict[str, Any], venues: Rows, events: Rows, policies: Rows, customers: Rows
) -> None:
    """Replaces catalogue and policies; customers that are there already stay as they are."""
    for table in (tables.season, tables.policies, tables.venues, tables.events):
        connection.execute(delete(table))
    connection.execute(insert(tables.season), {"id": 1, **head})
    known = set(connection.scalars(select(tables.customers.c.customer_id)))
    fresh = [row for row in customers if row["customer_id"] not in known]
    for table, rows in (
        (tables.venues, venues),
        (tables.events, events),
        (tables.policies, policies),
        (tables.customers, fresh),
    ):
        if rows:
            connection.execute(insert(table), rows)


def known_orders(connection: Connection) -> set[str]:
    return set(connection.scalars(select(tables.orders.c.order_id)))


def claimed(connection: Connection, event_id: str) -> list[str]:
    """Seats of an event that have a claim, live or not; what was given back is swept away, which a new season allows."""
    claims = tables.seat_claims
    connection.execute(delete(claims).where(claims.c.event_id == event_id, claims.c.expires_at_ms == 0))
    return list(connection.scalars(select(claims.c.seat_id).where(claims.c.event_id == event_id)))


def add_sales(connection: Connection, *, orders: Rows, tickets: Rows, claims: Rows, payments: Rows) -> None:
    """Past orders with all that belongs to them."""
    for table, rows in (
        (tables.orders, orders),
        (tables.tickets, tickets),
        (tables.seat_claims, claims),
        (tables.payments, payments),
    ):
        if rows:
            connection.execute(insert(table), rows)


def set_event_status(connection: Connection, *, event_id: str, status: str) -> None:
    """Changes one show; the season's version rises, so that every process sees it."""
    connection.execute(update(tables.events).where(tables.events.c.event_id == event_id).values(status=status))
    connection.execute(update(tables.season).values(version=tables.season.c.version + 1))

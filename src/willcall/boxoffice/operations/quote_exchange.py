"""Holds seats at another event for an order's tickets and says what the exchange costs or pays back.

An order is at one event: all of it moves, or nothing does. At the new event the limit of tickets per person counts as it
does for a purchase.
"""

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Quote, section_label
from willcall.boxoffice.errors import SeatsTaken
from willcall.boxoffice.operations.hold_tickets import check_seats, place_hold
from willcall.boxoffice.operations.own_order import (
    judge_owned,
    judge_tickets,
    require_changeable,
    require_whole,
    tickets_in_hand,
)
from willcall.boxoffice.operations.quote_purchase import price_list
from willcall.boxoffice.operations.write_quote import write_quote
from willcall.boxoffice.rules import exchanges, halls, prices, search
from willcall.boxoffice.rules.policies import values_of
from willcall.boxoffice.rules.prices import Price
from willcall.boxoffice.store import claims, holds
from willcall.boxoffice.store.catalogue import Catalogue, Show
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import Invalid


def quote_exchange(
    unit: UnitOfWork,
    *,
    catalogue: Catalogue,
    actor: Actor,
    order_id: str,
    event_id: str,
    seat_ids: list[str] | None,
    section: str | None,
    max_price_delta: int | None,
) -> Quote:
    """Raises: NoSuchOrder, NoSuchEvent, EventOver, PolicyRefused, SeatsTaken, NoSuchSeat, Invalid, WrongState."""
    order = require_changeable(unit, actor=actor, order_id=order_id)
    snapshot = catalogue.snapshot(unit.connection)
    old, new = snapshot.show(order.event_id), snapshot.show(event_id)
    tickets = tickets_in_hand(unit, order_id=order_id)
    require_whole(unit, order_id=order_id)
    chosen = judge_tickets(unit, snapshot=snapshot, show=old, kind="exchange", tickets=tickets)
    if new.event_id == old.event_id:
        raise Invalid("That is the same event; for other seats ask for an upgrade.", field="event_id")
    if new.currency != order.currency:
        raise Invalid(f"That event is sold in {new.currency}, the order is in {order.currency}.", field="event_id")
    policy = next(iter(chosen.values()))
    values = values_of(policy)
    asked = price_list(unit, new)
    if not seat_ids:
        seat_ids = _choose(unit, new, len(tickets), section=section, asked=asked)
    check_seats(snapshot, new, seat_ids, now_ms=to_epoch_ms(unit.now))
    judge_owned(unit, snapshot=snapshot, show=new, quantity=len(seat_ids), customer_id=order.customer_id)
    if len(seat_ids) != len(tickets):
        raise Invalid(
            f"{len(seat_ids)} seats were chosen for {len(tickets)} tickets; choose as many.", field="seat_ids"
        )
    hall = new.venue.hall
    seats = prices.in_order(
        prices.seat_at(hall, seat, asked[hall.parts[hall.places[seat].section].tier], new.currency) for seat in seat_ids
    )
    items = exchanges.exchange_items(
        seats,
        old_value=sum(row.face + row.fees for row in tickets),
        fee_each=values["fee"],
        currency=order.currency,
        difference_to=values["difference_to"],
        still_paid=order.paid - order.refunded,
    )
    more = sum(item.amount.amount for item in items)
    if max_price_delta is not None and more > max_price_delta:
        raise Invalid("No seats there keep within that difference.", field="max_price_delta")
    hold = place_hold(unit, snapshot=snapshot, actor=actor, show=new, seat_ids=seat_ids)
    row = holds.get(unit.connection, hold.hold_id)
    assert row is not None
    return write_quote(
        unit,
        kind="exchange",
        event_id=new.event_id,
        items=items,
        currency=order.currency,
        order_id=order_id,
        hold_id=hold.hold_id,
        session=row.session,
        customer_id=order.customer_id,
        seats=seats,
        ticket_ids=[ticket.ticket_id for ticket in tickets],
        refund_to=None if more >= 0 else values["difference_to"],
        policy=policy.name,
        expires_at_ms=row.expires_at_ms,
        summary=f"Exchange for {new.name}, {section_label(seats[0].section)}",
        extra={"old_seat_ids": [ticket.seat_id for ticket in tickets], "order_fee": order.order_fee},
    )


def _choose(unit: UnitOfWork, show: Show, quantity: int, *, section: str | None, asked: dict[str, Price]) -> list[str]:
    """The best seats together at the new event."""
    hall = show.venue.hall
    sections = halls.matching(hall, section) if section and section.strip() else None
    if sections is not None and not sections:
        raise Invalid(f"There is no section called {section!r} there.", field="section")
    taken = search.masks(hall, claims.taken(unit.connection, event_id=show.event_id, now_ms=to_epoch_ms(unit.now)))
    found = search.best_available(
        hall,
        taken=taken,
        prices={tier: price.each for tier, price in asked.items()},
        wish=search.Wish(quantity, sections, limit=1),
    )
    if not found:
        raise SeatsTaken(f"{show.name} has no {quantity} seats left for this.", seat_ids=[])
    return list(found[0].seat_ids)

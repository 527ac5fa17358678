"""Holds better seats for an order and says what the step up costs."""

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Quote, section_label
from willcall.boxoffice.errors import PolicyRefused, SeatsTaken
from willcall.boxoffice.operations.find_upgrades import Upgradable
from willcall.boxoffice.operations.hold_tickets import check_seats, place_hold
from willcall.boxoffice.operations.write_quote import write_quote
from willcall.boxoffice.rules import prices, upgrades
from willcall.boxoffice.store import holds
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import Invalid
from willcall.kit.money import Money


def quote_upgrade(
    unit: UnitOfWork,
    *,
    catalogue: Catalogue,
    actor: Actor,
    order_id: str,
    seat_ids: list[str] | None,
    section: str | None,
    max_price_delta: int | None,
) -> Quote:
    """Raises: NoSuchOrder, PolicyRefused, SeatsTaken, NoSuchSeat, Invalid, WrongState."""
    up = Upgradable(unit, catalogue=catalogue, actor=actor, order_id=order_id)
    if not seat_ids:
        found = up.candidates(section=section, max_delta=max_price_delta, limit=1)
        if not found:
            raise SeatsTaken(
                f"There are no {len(up.now.seat_ids)} better seats together that suit this wish.", seat_ids=[]
            )
        seat_ids = list(found[0][0].seat_ids)
    check_seats(up.snapshot, up.show, seat_ids, now_ms=to_epoch_ms(unit.now))
    if len(seat_ids) != len(up.now.seat_ids):
        raise Invalid(
            f"{len(seat_ids)} seats were chosen for {len(up.now.seat_ids)} tickets; choose as many.", field="seat_ids"
        )
    sections = up.sections(section)
    if sections is not None and any(up.hall.places[seat].section not in sections for seat in seat_ids):
        raise Invalid(f"Those seats are not in {section}.", field="seat_ids")
    if not upgrades.never_worse(up.hall, up.now, seat_ids):
        raise up.worse("that section")
    seats = prices.in_order(
        prices.seat_at(up.hall, seat, up.asked[up.hall.parts[up.hall.places[seat].section].tier], up.show.currency)
        for seat in seat_ids
    )
    items = upgrades.difference_items(seats, old_value=up.now.value, currency=up.show.currency)
    more = sum(item.amount.amount for item in items)
    if max_price_delta is not None and more > max_price_delta:
        asked = Money(max_price_delta, up.show.currency).text
        raise PolicyRefused(
            f"These seats cost {Money(more, up.show.currency).text} more, above your limit of {asked}.",
            policy_id=up.policy.policy_id,
            policy=up.policy.name,
            policy_text=up.policy.text,
            reason="max_price_delta",
        )
    hold = place_hold(unit, snapshot=up.snapshot, actor=actor, show=up.show, seat_ids=seat_ids)
    row = holds.get(unit.connection, hold.hold_id)
    assert row is not None
    return write_quote(
        unit,
        kind="upgrade",
        event_id=up.show.event_id,
        items=items,
        currency=up.show.currency,
        order_id=order_id,
        hold_id=hold.hold_id,
        session=row.session,
        customer_id=up.order.customer_id,
        seats=seats,
        ticket_ids=[ticket.ticket_id for ticket in up.tickets],
        policy=up.policy.name,
        expires_at_ms=row.expires_at_ms,
        summary=f"Upgrade to {section_label(seats[0].section)}, Row {seats[0].row}",
        extra={"old_seat_ids": list(up.now.seat_ids), "order_fee": up.order.order_fee},
    )

"""What a hold's seats would cost, item by item. The quote lives as long as its hold."""

from typing import Any

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Quote, section_label
from willcall.boxoffice.operations.extend_hold import require_live
from willcall.boxoffice.operations.hold_tickets import require_on_sale
from willcall.boxoffice.operations.write_quote import write_quote
from willcall.boxoffice.rules import prices, search
from willcall.boxoffice.rules.prices import Price
from willcall.boxoffice.store import claims
from willcall.boxoffice.store.catalogue import Catalogue, Show
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork


def quote_purchase(unit: UnitOfWork, *, catalogue: Catalogue, actor: Actor, hold_id: str) -> Quote:
    """Raises: NoSuchHold, HoldExpired, WrongState, EventOver."""
    row = require_live(unit, actor=actor, hold_id=hold_id)
    show = catalogue.snapshot(unit.connection).show(row.event_id)
    require_on_sale(show, now_ms=to_epoch_ms(unit.now))
    return purchase_of(unit, actor=actor, show=show, hold=row)


def purchase_of(unit: UnitOfWork, *, actor: Actor, show: Show, hold: Any) -> Quote:
    """Prices a live hold and stores the quote."""
    hall = show.venue.hall
    asked = price_list(unit, show, but_hold=hold.hold_id)
    seats = prices.in_order(
        prices.seat_at(hall, seat, asked[hall.parts[hall.places[seat].section].tier], show.currency)
        for seat in hold.seat_ids
    )
    items = prices.itemise(seats, order_fee=show.order_fee, currency=show.currency)
    first = seats[0]
    together = f"{len(seats)} ticket{'s' if len(seats) > 1 else ''} for {show.name}, {section_label(first.section)}"
    return write_quote(
        unit,
        kind="purchase",
        event_id=show.event_id,
        items=items,
        currency=show.currency,
        hold_id=hold.hold_id,
        session=hold.session,
        customer_id=actor.customer_id,
        seats=seats,
        expires_at_ms=hold.expires_at_ms,
        summary=together,
        extra={"order_fee": show.order_fee},
    )


def price_list(unit: UnitOfWork, show: Show, *, but_hold: str | None = None) -> dict[str, Price]:
    """Every tier's price now. What the hold itself has taken does not make its own seats dearer."""
    hall = show.venue.hall
    if not any(tariff.surge_bp for tariff in show.tariffs.values()):
        return prices.prices_now(show.tariffs, hall, None)
    taken = claims.taken(unit.connection, event_id=show.event_id, now_ms=to_epoch_ms(unit.now), but_hold=but_hold)
    return prices.prices_now(show.tariffs, hall, search.free_by_tier(hall, search.masks(hall, taken)))

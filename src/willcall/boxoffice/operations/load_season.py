"""Loads a season: venues, events, policies, customers and past orders. All of it, or nothing.

Reading files and telling line and field of what is wrong is `boxoffice.loading`'s business; this raises `Invalid` for what
would break the store.
"""

from typing import Any

from willcall.boxoffice.contract import Policy
from willcall.boxoffice.rules import halls, policies, search
from willcall.boxoffice.rules.halls import Hall
from willcall.boxoffice.rules.prices import Price, Tariff, price_now, seat_at
from willcall.boxoffice.season import Season, SeasonEvent, SeasonOrder
from willcall.boxoffice.store import seasons
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import Conflict, Invalid

SOURCE = "/boxoffice"


def load_season(unit: UnitOfWork, season: Season, replace: bool = False) -> None:
    """Stores a season.

    Args:
        unit: The transaction; nothing is kept if it does not commit.
        season: What to load.
        replace: Updates the season that is there: what the new one names is replaced, what sold stays sold. Without it, a
            second season is a conflict.

    Raises:
        Invalid: If the season refers to what it does not have, or contradicts itself.
        Conflict: If there is a season already and `replace` is false.
    """
    before = seasons.version(unit.connection)
    if before is not None and not replace:
        raise Conflict("A season is loaded already; load with replace to put this one in its place.")
    arranged = _check(season)
    head = {
        "version": max((before or 0) + 1, to_epoch_ms(unit.now)),
        "name": season.name,
        "currency": season.currency,
        "time_zone": season.time_zone,
    }
    rules = [
        {
            "policy_id": policy.policy_id,
            "position": position,
            "kind": policy.kind,
            "name": policy.name,
            "text": policy.text or policies.describe(_policy(policy), currency=season.currency),
            "parameters": policy.parameters,
            "applies_to": policy.applies_to,
        }
        for position, policy in enumerate(season.policies)
    ]
    seasons.put(
        unit.connection,
        head=head,
        venues=[_venue(venue) for venue in season.venues],
        events=[_event(event, season.currency) for event in season.events],
        policies=rules,
        customers=[customer.model_dump() for customer in season.customers],
    )
    known = seasons.known_orders(unit.connection)
    rows = _sell(unit, season, [order for order in season.orders if order.order_id not in known], arranged)
    seasons.add_sales(unit.connection, **rows)
    unit.emit(
        "season.loaded", season.name[:80], {"events": len(season.events), "venues": len(season.venues)}, source=SOURCE
    )


def _policy(policy: Any) -> Policy:
    return Policy(
        policy_id=policy.policy_id,
        kind=policy.kind,
        name=policy.name,
        text=policy.text,
        parameters=policy.parameters,
        applies_to=policy.applies_to,
    )


def _check(season: Season) -> dict[str, Hall]:
    """Refuses what would break the store; returns the halls by venue."""
    _unique([venue.venue_id for venue in season.venues], "venues", "venue_id")
    _unique([event.event_id for event in season.events], "events", "event_id")
    _unique([policy.policy_id for policy in season.policies], "policies", "policy_id")
    _unique([customer.customer_id for customer in season.customers], "customers", "customer_id")
    _unique([order.order_id for order in season.orders], "orders", "order_id")
    arranged = {}
    for number, venue in enumerate(season.venues):
        _unique([section.name for section in venue.sections], f"venues[{number}].sections", "name")
        arranged[venue.venue_id] = halls.build([section.model_dump() for section in venue.sections], stage=venue.stage)
    for number, event in enumerate(season.events):
        where = f"events[{number}]"
        hall = arranged.get(event.venue_id)
        if hall is None:
            raise Invalid(
                f"Event {event.event_id!r} is at {event.venue_id!r}, which is no venue of this season.",
                field=f"{where}.venue_id",
            )
        if event.starts_at.tzinfo is None or event.ends_at.tzinfo is None:
            raise Invalid(f"Event {event.event_id!r} has times without a zone.", field=f"{where}.starts_at")
        if event.ends_at <= event.starts_at:
            raise Invalid(f"Event {event.event_id!r} ends before it starts.", field=f"{where}.ends_at")
        if event.status not in {"scheduled", "cancelled", "postponed", "in_progress", "finished"}:
            raise Invalid(f"Event {event.event_id!r} has status {event.status!r}.", field=f"{where}.status")
        _unique([price.tier for price in event.prices], f"{where}.prices", "tier")
        for position, price in enumerate(event.prices):
            if price.tier not in hall.tiers:
                raise Invalid(
                    f"Event {event.event_id!r} prices tier {price.tier!r}; its venue has {', '.join(hall.tiers)}.",
                    field=f"{where}.prices[{position}].tier",
                )
    for policy in season.policies:
        policies.validate(_policy(policy))
    return arranged


def _unique(values: list[str], where: str, name: str) -> None:
    seen: set[str] = set()
    for number, value in enumerate(values):
        if value in seen:
            raise Invalid(f"{name} {value!r} appears twice in {where}.", field=f"{where}[{number}].{name}")
        seen.add(value)


def _venue(venue: Any) -> dict[str, Any]:
    return {
        "venue_id": venue.venue_id,
        "name": venue.name,
        "city": venue.city,
        "time_zone": venue.time_zone,
        "details": {
            "country": venue.country,
            "address": venue.address,
            "aliases": venue.aliases,
            "stage": list(venue.stage) if venue.stage else None,
        },
        "layout": [section.model_dump(mode="json", exclude_defaults=True) for section in venue.sections],
    }


def _event(event: SeasonEvent, currency: str) -> dict[str, Any]:
    return {
        "event_id": event.event_id,
        "venue_id": event.venue_id,
        "name": event.name,
        "kind": event.kind,
        "starts_at_ms": to_epoch_ms(event.starts_at),
        "ends_at_ms": to_epoch_ms(event.ends_at),
        "doors_at_ms": to_epoch_ms(event.doors_at) if event.doors_at else None,
        "status": event.status,
        "currency": event.currency or currency,
        "max_tickets": event.max_tickets,
        "order_fee": event.order_fee,
        "details": {"performers": event.performers, "aliases": event.aliases, "description": event.description},
        "prices": [price.model_dump() for price in event.prices],
    }


def _sell(
    unit: UnitOfWork, season: Season, orders: list[SeasonOrder], arranged: dict[str, Hall]
) -> dict[str, list[dict[str, Any]]]:
    """Past sales, paid outside: seats claimed, tickets issued, one external payment each."""
    shows = {event.event_id: event for event in season.events}
    taken: dict[str, list[str]] = {}
    rows: dict[str, list[dict[str, Any]]] = {"orders": [], "tickets": [], "claims": [], "payments": []}
    for number, order in enumerate(orders):
        event = shows.get(order.event_id)
        if event is None:
            raise Invalid(f"Order {order.order_id!r} is for an unknown event.", field=f"orders[{number}].event_id")
        hall = arranged[event.venue_id]
        if event.event_id not in taken:
            taken[event.event_id] = seasons.claimed(unit.connection, event.event_id)
        seats = _seats_for(order, number, event, hall, taken[event.event_id])
        taken[event.event_id].extend(seats)
        currency = event.currency or season.currency
        tariffs = {price.tier: Tariff(**price.model_dump()) for price in event.prices}
        total = event.order_fee
        placed = to_epoch_ms(order.placed_at)
        for seat_id in seats:
            tier = hall.parts[hall.places[seat_id].section].tier
            price: Price = price_now(tariffs[tier], free=hall.tiers[tier], capacity=hall.tiers[tier])
            total += price.each
            seat = seat_at(hall, seat_id, price, currency)
            rows["tickets"].append(
                {
                    "ticket_id": unit.ids("tkt"),
                    "order_id": order.order_id,
                    "event_id": event.event_id,
                    "seat_id": seat_id,
                    "seat": seat.model_dump(mode="json"),
                    "face": price.face,
                    "fees": price.fees,
                    "status": "valid",
                    "serial": 1,
                    "holder": None,
                }
            )
            rows["claims"].append(
                {
                    "event_id": event.event_id,
                    "seat_id": seat_id,
                    "hold_id": None,
                    "order_id": order.order_id,
                    "expires_at_ms": None,
                    "changed_ms": to_epoch_ms(unit.now),
                }
            )
        payment_id = unit.ids("pay")
        rows["orders"].append(
            {
                "order_id": order.order_id,
                "event_id": event.event_id,
                "customer_id": order.customer_id,
                "status": "confirmed",
                "total": total,
                "order_fee": event.order_fee,
                "currency": currency,
                "paid": total,
                "refunded": 0,
                "quote_id": None,
                "before": None,
                "case_reason": None,
                "placed_at_ms": placed,
            }
        )
        rows["payments"].append(
            {
                "payment_id": payment_id,
                "direction": "in",
                "purpose": "purchase",
                "status": "succeeded",
                "order_id": order.order_id,
                "quote_id": None,
                "customer_id": order.customer_id,
                "amount": total,
                "currency": currency,
                "charge_id": payment_id,
                "charge_payment_id": None,
                "external": True,
                "next_action_url": None,
                "lease_until_ms": placed,
                "created_at_ms": placed,
            }
        )
    return rows


def _seats_for(order: SeasonOrder, number: int, event: SeasonEvent, hall: Hall, taken: list[str]) -> list[str]:
    sections = halls.matching(hall, order.section) if order.section else None
    if sections is not None and not sections:
        raise Invalid(f"Order {order.order_id!r}: no section {order.section!r}.", field=f"orders[{number}].section")
    found = search.best_available(
        hall,
        taken=search.masks(hall, taken),
        prices={price.tier: price.price + price.fees for price in event.prices},
        wish=search.Wish(order.quantity, sections, limit=1),
    )
    if not found:
        raise Invalid(
            f"Order {order.order_id!r}: {order.quantity} seats are not free.", field=f"orders[{number}].quantity"
        )
    return list(found[0].seat_ids)

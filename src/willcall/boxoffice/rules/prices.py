"""What a ticket costs: face value and fees by tier, dynamic pricing, the fee of an order (BO1).

Money is integer minor units. Knows nothing of who buys.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from willcall.boxoffice.contract import QuoteItem, Seat, section_label
from willcall.boxoffice.rules.halls import Hall
from willcall.kit.money import Money

SCARCE_NUMERATOR, SCARCE_DENOMINATOR = 1, 4
"""Dynamic pricing sets in when less than this share of a tier is left."""


@dataclass(frozen=True, slots=True)
class Tariff:
    """A tier's price at an event, as the season has it."""

    tier: str
    price: int
    fees: int
    refundable: bool
    exchangeable: bool
    upgradable: bool
    surge_bp: int


@dataclass(frozen=True, slots=True)
class Price:
    """What one ticket costs now."""

    face: int
    fees: int

    @property
    def each(self) -> int:
        return self.face + self.fees


def price_now(tariff: Tariff, *, free: int, capacity: int) -> Price:
    """The price of a ticket of this tier when `free` of `capacity` seats are left."""
    face = tariff.price
    if tariff.surge_bp and free * SCARCE_DENOMINATOR < capacity * SCARCE_NUMERATOR:
        face += (face * tariff.surge_bp + 5000) // 10000
    return Price(face, tariff.fees)


def prices_now(tariffs: Mapping[str, Tariff], hall: Hall, free: Mapping[str, int] | None) -> dict[str, Price]:
    """Every tier's price now; `free` counts the seats left by tier (None: nothing is scarce)."""
    return {
        tier: price_now(
            tariff,
            free=hall.tiers.get(tier, 0) if free is None else free.get(tier, 0),
            capacity=hall.tiers.get(tier, 0),
        )
        for tier, tariff in tariffs.items()
    }


def seat_at(hall: Hall, seat_id: str, price: Price, currency: str) -> Seat:
    """A seat with its price, in the published shape."""
    place = hall.places[seat_id]
    part = hall.parts[place.section]
    return Seat(
        seat_id=seat_id,
        section=part.name,
        row=part.rows[place.row],
        number=place.number,
        price=Money(price.each, currency),
        face_value=Money(price.face, currency),
        fees=Money(price.fees, currency),
        accessible=place.accessible,
        companion=place.companion,
        aisle=place.aisle,
        obstructed_view=place.obstructed,
        tier=part.tier,
        unreserved=part.unreserved,
    )


def in_order(seats: Iterable[Seat]) -> list[Seat]:
    """By section, row and number."""
    return sorted(seats, key=place)


def place(seat: Seat) -> tuple[object, ...]:
    """Where a seat comes in a list; what is made of digits counts as a number."""
    return _counted(seat.section), _counted(seat.row), _counted(seat.number)


def _counted(name: str) -> tuple[int, str]:
    return (int(name), "") if name.isdecimal() else (10**9, name)


def itemise(seats: Sequence[Seat], *, order_fee: int, currency: str) -> list[QuoteItem]:
    """The lines of a purchase: tickets by section and price, their fees, the fee of the order. They add up to the total."""
    groups: dict[tuple[str, int, int], int] = {}
    for seat in seats:
        key = (seat.section, seat.face_value.amount, seat.fees.amount)
        groups[key] = groups.get(key, 0) + 1
    items = [
        QuoteItem(label=f"{count} × {section_label(section)}", amount=Money(face * count, currency))
        for (section, face, _fees), count in groups.items()
    ]
    fees = sum(seat.fees.amount for seat in seats)
    if fees:
        items.append(QuoteItem(label="Ticket fees", amount=Money(fees, currency)))
    if order_fee:
        items.append(QuoteItem(label="Order fee", amount=Money(order_fee, currency)))
    return items


def total_of(items: Sequence[QuoteItem], currency: str) -> Money:
    """The sum of the lines."""
    return Money.total((item.amount for item in items), currency)

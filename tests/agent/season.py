"""A small season for the agent's tests: two halls, two clubs, a play, made around any instant."""

from datetime import datetime, timedelta

from willcall.boxoffice.season import (
    Season,
    SeasonCustomer,
    SeasonEvent,
    SeasonOrder,
    SeasonPolicy,
    SeasonVenue,
    SeatRow,
    SeatSection,
    TierPrice,
)


def _section(name: str, tier: str, level: int, rows: int, seats: int, **more: object) -> SeatSection:
    return SeatSection(
        name=name,
        tier=tier,
        level=level,
        rows=[
            SeatRow(
                name=chr(ord("A") + i),
                seats=[str(n) for n in range(1, seats + 1)],
                accessible=["1"] if i == 0 else [],
                companion=["2"] if i == 0 else [],
            )
            for i in range(rows)
        ],
        **more,  # type: ignore[arg-type]
    )


DOME = SeasonVenue(
    venue_id="ven_dome",
    name="Quarry Dome",
    city="Marlow Falls",
    time_zone="America/Chicago",
    sections=[
        _section("101", "Lower", 1, 4, 12),
        _section("102", "Lower", 1, 4, 12),
        _section("301", "Upper", 3, 4, 12),
        _section("Terrace", "Club", 2, 2, 8, aliases=["club level"]),
    ],
)
HALL = SeasonVenue(
    venue_id="ven_hall",
    name="Orrin Hall",
    city="Tessaly",
    time_zone="America/Chicago",
    sections=[_section("Parterre", "Parterre", 1, 3, 10), _section("Gallery", "Gallery", 2, 3, 10)],
)
_DOME_PRICES = [
    TierPrice(tier="Lower", price=8000, fees=800),
    TierPrice(tier="Club", price=6000, fees=600),
    TierPrice(tier="Upper", price=2500, fees=250),
]
_HALL_PRICES = [TierPrice(tier="Parterre", price=9000, fees=500), TierPrice(tier="Gallery", price=4000, fees=500)]


def small_season(now: datetime) -> Season:
    """`now` should be a Wednesday, 18:00 UTC, for the weekday names in the tests to fit."""

    def show(number: int, name: str, kind: str, venue: SeasonVenue, days: float, **more: object) -> SeasonEvent:
        starts = now + timedelta(days=days)
        return SeasonEvent(
            event_id=f"evt_{number:02d}",
            name=name,
            kind=kind,
            venue_id=venue.venue_id,
            starts_at=starts,
            ends_at=starts + timedelta(hours=3),
            doors_at=starts - timedelta(hours=1),
            prices=_DOME_PRICES if venue is DOME else _HALL_PRICES,
            **more,  # type: ignore[arg-type]
        )

    otters = {"performers": ["Marlow Otters"], "aliases": ["the Otters"]}
    return Season(
        name="Small",
        currency="USD",
        time_zone="America/Chicago",
        venues=[DOME, HALL],
        events=[
            show(1, "Marlow Otters vs. Dune Jackals", "basketball", DOME, 2.25, **otters),  # Friday evening
            show(2, "Marlow Otters vs. Dune Jackals", "basketball", DOME, 3.25, **otters),  # Saturday evening
            show(3, "Marlow Otters vs. Pine Foxes", "basketball", DOME, 9.25, **otters),
            show(4, "The Glass Orchard", "theatre", HALL, 3.25),
            show(5, "The Glass Orchard", "theatre", HALL, 10.25),
            show(6, "Lina Marsh Quartet", "concert", HALL, 5.25, performers=["Lina Marsh Quartet"]),
            show(7, "Marlow Otters vs. Tin Rovers", "basketball", DOME, -0.03, status="in_progress", **otters),
        ],
        policies=[
            SeasonPolicy(
                policy_id="pol_refund", kind="refund", name="Day-before refunds", parameters={"until_hours_before": 24}
            ),
        ],
        customers=[
            SeasonCustomer(customer_id="cus_ida", name="Ida", email="ida@example.com"),
            SeasonCustomer(customer_id="cus_max", name="Max", email="max@example.com"),
            SeasonCustomer(customer_id="cus_ned", name="Ned", email="ned@example.com"),
        ],
        orders=[
            SeasonOrder(
                order_id="ord_ida1",
                customer_id="cus_ida",
                event_id="evt_03",
                section="301",
                quantity=2,
                placed_at=now - timedelta(days=9),
            ),
            SeasonOrder(
                order_id="ord_ned1",
                customer_id="cus_ned",
                event_id="evt_05",
                section="Gallery",
                quantity=4,
                placed_at=now - timedelta(days=9),
            ),
            SeasonOrder(
                order_id="ord_max1",
                customer_id="cus_max",
                event_id="evt_07",
                section="301",
                quantity=2,
                placed_at=now - timedelta(days=9),
            ),
        ],
    )

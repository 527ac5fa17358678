"""A season of a house whose rows are called AA or T3, a show twice on one day, and two matches of which one is "the cricket"."""

from datetime import datetime, timedelta

from willcall.boxoffice.season import (
    Season,
    SeasonCustomer,
    SeasonEvent,
    SeasonPolicy,
    SeasonVenue,
    SeatRow,
    SeatSection,
    TierPrice,
)


def _section(name: str, tier: str, level: int, rows: list[str], **more: object) -> SeatSection:
    seats = [str(n) for n in range(1, 13)]
    return SeatSection(
        name=name,
        tier=tier,
        level=level,
        rows=[SeatRow(name=row, seats=seats) for row in rows],
        **more,  # type: ignore[arg-type]
    )


HOUSE = SeasonVenue(
    venue_id="ven_house",
    name="Larch Playhouse",
    city="Tessaly",
    time_zone="America/Chicago",
    sections=[
        _section("Stalls", "Stalls", 1, list("ABCDEFGH")),
        _section("Dress Circle", "Circle", 2, ["AA", "BB", "CC", "DD"]),
    ],
)
CLUB = SeasonVenue(
    venue_id="ven_club",
    name="The Boathouse",
    city="Tessaly",
    time_zone="America/Chicago",
    sections=[_section("Cabaret Tables", "Tables", 1, ["T1", "T2", "T3", "T4", "T5"])],
)
OVAL = SeasonVenue(
    venue_id="ven_oval",
    name="Heron Oval",
    city="Marlow Falls",
    time_zone="America/Chicago",
    sections=[_section("Lakeside Stand", "Stand", 1, list("ABCD"), aliases=["Lakeside"])],
)
_PRICES = {
    "ven_house": [TierPrice(tier="Stalls", price=9000, fees=500), TierPrice(tier="Circle", price=5000, fees=500)],
    "ven_club": [TierPrice(tier="Tables", price=4000, fees=400)],
    "ven_oval": [TierPrice(tier="Stand", price=3000, fees=300)],
}


def summer_season(now: datetime) -> Season:
    """`now` should be a Wednesday, 18:00 UTC, which is noon or one in the houses."""

    def show(number: int, name: str, kind: str, venue: SeasonVenue, hours: float, **more: object) -> SeasonEvent:
        starts = now + timedelta(hours=hours)
        return SeasonEvent(
            event_id=f"evt_{number:02d}",
            name=name,
            kind=kind,
            venue_id=venue.venue_id,
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
            doors_at=starts - timedelta(hours=1),
            prices=_PRICES[venue.venue_id],
            **more,  # type: ignore[arg-type]
        )

    return Season(
        name="Summer",
        currency="USD",
        time_zone="America/Chicago",
        venues=[HOUSE, CLUB, OVAL],
        events=[
            show(1, "The Paper Swan", "ballet", HOUSE, 10 * 24 + 1),  # Saturday afternoon, and again in the evening
            show(2, "The Paper Swan", "ballet", HOUSE, 10 * 24 + 7),
            show(3, "Sable Nights", "opera", HOUSE, 7 * 24 + 7, aliases=["the opera"]),
            show(4, "Odd Gail: Nothing Much", "comedy", CLUB, 2 * 24 + 7, aliases=["Gail"], description="Rude songs. Ages 18 and over."),
            show(5, "Late Laughs", "comedy", CLUB, 24 + 7),
            show(6, "Reeds v Drakes", "cricket", OVAL, 3 * 24 + 5, performers=["Reeds", "Drakes"], aliases=["the cricket"]),
            show(7, "Reeds v Gannets", "cricket", OVAL, 10 * 24 + 2, performers=["Reeds", "Gannets"]),
            show(8, "Reeds v Terns", "netball", OVAL, 4 * 24 + 2, performers=["Terns"]),
        ],
        policies=[
            SeasonPolicy(policy_id="pol_refund", kind="refund", name="Day-before refunds", parameters={"until_hours_before": 24}),
        ],
        customers=[SeasonCustomer(customer_id="cus_ann", name="Ann", email="ann@example.com")],
    )  # fmt: skip

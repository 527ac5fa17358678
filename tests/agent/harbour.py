"""A season of an Irish harbour town: an opera on two nights, club nights, matches of several kinds, a concert that was called off, and ids with capitals."""

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

_ZONE = "Europe/Dublin"


def _section(name: str, tier: str, level: int, rows: list[str], seats: int, *aliases: str) -> SeatSection:
    return SeatSection(
        name=name,
        tier=tier,
        level=level,
        aliases=list(aliases),
        rows=[SeatRow(name=row, seats=[str(n) for n in range(1, seats + 1)]) for row in rows],
    )


def _places(name: str, tier: str, level: int, *aliases: str) -> SeatSection:
    rows = [SeatRow(name="S", seats=[str(n) for n in range(1, 61)])]
    return SeatSection(name=name, tier=tier, level=level, aliases=list(aliases), unreserved=True, rows=rows)


QUAY = SeasonVenue(
    venue_id="ven_quay",
    name="The Quay Theatre",
    city="Dromore",
    time_zone=_ZONE,
    aliases=["the Quay"],
    sections=[
        _section("Parterre", "Parterre", 1, list("ABCDEF"), 14, "stalls", "downstairs"),
        _section("Grand Circle", "Grand Circle", 3, ["AA", "BB", "CC"], 14, "upper circle"),
        _section("The Gods", "Gods", 4, ["1", "2", "3"], 14, "gallery", "the gods"),
    ],
)
STORE = SeasonVenue(
    venue_id="ven_store",
    name="The Salt Store",
    city="Kilmarsh",
    time_zone=_ZONE,
    aliases=["salt store"],
    sections=[
        _places("The Floor", "Floor", 2, "dance floor", "standing"),
        _section("Snug", "Snug", 1, ["1", "2", "3"], 6, "the snug", "booths"),
        _section("Mezzanine", "Mezzanine", 3, list("ABCD"), 12, "mezz", "balcony"),
    ],
)
WEIR = SeasonVenue(
    venue_id="ven_weir",
    name="Weir Park",
    city="Kilmarsh",
    time_zone=_ZONE,
    sections=[
        _section("Mill Stand", "Stand", 1, list("ABCDEF"), 16, "covered stand", "main stand"),
        _section("River Stand", "River", 2, list("ABCDEF"), 16, "uncovered stand"),
        _places("The Lock End", "Terrace", 3, "terrace", "standing"),
    ],
)
_PRICES = {
    "ven_quay": [
        TierPrice(tier="Parterre", price=9500, fees=600),
        TierPrice(tier="Grand Circle", price=6500, fees=450),
        TierPrice(tier="Gods", price=2800, fees=200),
    ],
    "ven_store": [
        TierPrice(tier="Floor", price=1800, fees=200),
        TierPrice(tier="Snug", price=4500, fees=350),
        TierPrice(tier="Mezzanine", price=2500, fees=250),
    ],
    "ven_weir": [
        TierPrice(tier="Stand", price=3500, fees=175),
        TierPrice(tier="River", price=2200, fees=150),
        TierPrice(tier="Terrace", price=1500, fees=100),
    ],
}


def harbour_season(now: datetime) -> Season:
    """`now` should be a Wednesday, 18:00 UTC; the opera is on the Wednesday in two weeks and the Thursday after it."""

    def show(key: str, name: str, kind: str, venue: SeasonVenue, days: float, **more: object) -> SeasonEvent:
        starts = now + timedelta(days=days)
        return SeasonEvent(
            event_id=f"evt_{key}",
            name=name,
            kind=kind,
            venue_id=venue.venue_id,
            starts_at=starts,
            ends_at=starts + timedelta(hours=3),
            doors_at=starts - timedelta(hours=1),
            prices=_PRICES[venue.venue_id],
            **more,  # type: ignore[arg-type]
        )

    def order(order_id: str, customer: str, event: str, section: str, quantity: int) -> SeasonOrder:
        return SeasonOrder(
            order_id=order_id,
            customer_id=f"cus_{customer}",
            event_id=f"evt_{event}",
            section=section,
            quantity=quantity,
            placed_at=now - timedelta(days=9),
        )

    opera = {"performers": ["Provincial Opera"], "aliases": ["Lantern", "the opera"]}
    town = {"performers": ["Kilmarsh Town"], "aliases": ["Kilmarsh Town"]}
    return Season(
        name="Harbour",
        currency="EUR",
        time_zone=_ZONE,
        venues=[QUAY, STORE, WEIR],
        events=[
            show("op1", "La Lanterna", "opera", QUAY, 14.05, **opera),  # Wed, Mar 18
            show("op2", "La Lanterna", "opera", QUAY, 15.05, **opera),  # Thu, Mar 19
            show("com", "Orla Finch: Grand So", "comedy", QUAY, 8.05, aliases=["Orla Finch", "Grand So"]),  # Thu, Mar 12
            show("sis", "The Tiller Sisters", "concert", QUAY, 17.05, aliases=["Tillers", "Tiller Sisters"]),
            show("pau", "Paudge Kerr: Notions", "comedy", STORE, 8.05, aliases=["Paudge", "Paudge Kerr"]),  # Thu, Mar 12
            show("gong", "The Salt Store Gong Show", "comedy", STORE, 6.05, aliases=["gong show"]),
            show(
                "bass", "Fiddle & Bass", "club night", STORE, 9.1, aliases=["Fiddle and Bass"],
                performers=["DJ Ruan"], description="Trad samples, heavy bass. Over 18s.",
            ),  # Fri, Mar 13
            show("tide", "High Tide", "club night", STORE, 30.1, performers=["DJ Ruan"], description="Over 18s."),
            show("moon", "Marsh Moonshiners", "concert", STORE, 3.05, aliases=["Moonshiners"], status="cancelled", description="Country and Irish."),  # Sat, Mar 7
            show("hurl", "Weir Gaels v Mill Rovers", "hurling", WEIR, 11.8, aliases=["the hurling"]),
            show("final", "All-Coast Hurling Final", "hurling", WEIR, 46.8, aliases=["hurling final", "the final"]),
            show("soc", "Kilmarsh Town v Shore Harps", "soccer", WEIR, 9.05, **town),  # Fri, Mar 13
            show("rug", "Coast Rugby v Lough Rugby", "rugby", WEIR, 10.05, aliases=["the rugby"]),  # Sat, Mar 14
        ],
        policies=[
            SeasonPolicy(policy_id="pol_refund", kind="refund", name="Three-day refunds", parameters={"until_hours_before": 72}),
            SeasonPolicy(
                policy_id="pol_refund_club", kind="refund", name="Club nights: no refunds",
                parameters={"allowed": False}, applies_to={"event_kinds": ["club night"]},
            ),
            SeasonPolicy(
                policy_id="pol_exchange", kind="exchange", name="48-hour exchange policy",
                parameters={"until_hours_before": 48, "fee": 250, "difference_to": "credit"},
            ),
            SeasonPolicy(policy_id="pol_upgrade", kind="upgrade", name="Upgrades", parameters={"until_minutes_before": 60}),
            SeasonPolicy(
                policy_id="pol_limit", kind="purchase_limit", name="Ten-ticket limit", parameters={"max_tickets": 10}
            ),
            SeasonPolicy(
                policy_id="pol_limit_hurling", kind="purchase_limit", name="Six-ticket limit for hurling",
                parameters={"max_tickets": 6}, applies_to={"event_kinds": ["hurling"]},
            ),
        ],
        customers=[SeasonCustomer(customer_id=f"cus_{n}", name=n.title()) for n in ("niamh", "colm", "tomas", "fergal", "sinead")],
        orders=[
            order("ord_HB1001", "niamh", "op1", "Grand Circle", 2),
            order("ord_HB1002", "colm", "tide", "Snug", 6),
            order("ord_HB1003", "tomas", "hurl", "River Stand", 4),
            order("ord_HB1004", "fergal", "moon", "The Floor", 3),
            order("ord_HB1005", "sinead", "bass", "The Floor", 2),
        ],
    )  # fmt: skip

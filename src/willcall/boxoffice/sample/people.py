"""The sample season's customers and what they bought: one order for every conversation worth trying.

Knows the events only as a finished list; picks the first that suits each story.
"""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from willcall.boxoffice.season import SeasonCustomer, SeasonEvent, SeasonOrder

CUSTOMERS = (
    SeasonCustomer(customer_id="cus_maya", name="Maya Lindqvist", email="maya@example.com"),
    SeasonCustomer(customer_id="cus_theo", name="Theo Abara", email="theo@example.com"),
    SeasonCustomer(customer_id="cus_priya", name="Priya Castellane", email="priya@example.com"),
    SeasonCustomer(customer_id="cus_owen", name="Owen Fairweather", email="owen@example.com"),
    SeasonCustomer(customer_id="cus_lucia", name="Lucía Montrose", email="lucia@example.com"),
    SeasonCustomer(customer_id="cus_sam", name="Sam Okafor-Bell", email="sam@example.com"),
    SeasonCustomer(customer_id="cus_house", name="House sales", email="house@example.com"),
)


def orders(
    events: list[SeasonEvent], *, now: datetime, in_game: str, nearly_sold_out: str, day: str
) -> Iterator[SeasonOrder]:
    """Every past sale of the sample.

    Args:
        events: The calendar, in order of start.
        now: Today.
        in_game: Id of the event in progress.
        nearly_sold_out: Id of the event that keeps only a few seats.
        day: The day's name in ids, so that two days' samples do not collide.
    """

    def first(test: Callable[[SeasonEvent], bool]) -> SeasonEvent:
        return next(event for event in events if event.status == "scheduled" and test(event))

    def upcoming(kind: str, venue: str, *, days: float, until: float = 99) -> SeasonEvent:
        earliest, latest = now + timedelta(days=days), now + timedelta(days=until)
        return first(lambda e: e.kind == kind and e.venue_id == venue and earliest <= e.starts_at <= latest)

    def sale(name: str, customer: str, event_id: str, section: str, *, quantity: int, days_ago: float) -> SeasonOrder:
        return SeasonOrder(
            order_id=f"ord_{name}_{day}",
            customer_id=customer,
            event_id=event_id,
            section=section,
            quantity=quantity,
            placed_at=now - timedelta(days=days_ago),
        )

    arena, theatre, stadium = "ven_beacon_arena", "ven_lantern_theatre", "ven_stag_park"
    # Maya: one that can be refunded, one that can be exchanged, and one long over.
    yield sale(
        "refundable", "cus_maya", upcoming("theatre", theatre, days=5).event_id, "Circle", quantity=2, days_ago=9
    )
    yield sale(
        "exchangeable",
        "cus_maya",
        upcoming("basketball", arena, days=4).event_id,
        "Upper Bowl",
        quantity=2,
        days_ago=12,
    )
    played = [
        e for e in events if e.starts_at < now and e.kind == "hockey" and e.status == "scheduled" and e.ends_at < now
    ]
    yield sale("played", "cus_maya", played[-1].event_id, "Upper Bowl", quantity=2, days_ago=30)
    # Theo sits in the hall right now.
    yield sale("in_game", "cus_theo", in_game, "End", quantity=2, days_ago=6)
    yield sale(
        "theo_stags", "cus_theo", upcoming("football", stadium, days=2).event_id, "Upper Deck", quantity=4, days_ago=15
    )
    # Priya is inside the no-refund window.
    soon = first(lambda e: e.venue_id == arena and now + timedelta(hours=5) <= e.starts_at <= now + timedelta(hours=46))
    yield sale("too_late", "cus_priya", soon.event_id, "Upper Bowl", quantity=2, days_ago=4)
    # Owen's is large: a person must approve its refund.
    yield sale("large", "cus_owen", upcoming("basketball", arena, days=6).event_id, "Club", quantity=6, days_ago=20)
    # Lucía holds a cancelled show, and comedy tickets, which are never refunded.
    cancelled = next(e for e in events if e.status == "cancelled")
    yield sale("cancelled", "cus_lucia", cancelled.event_id, "Table", quantity=2, days_ago=18)
    yield sale(
        "comedy", "cus_lucia", upcoming("comedy", "ven_side_door", days=3).event_id, "Back", quantity=2, days_ago=3
    )
    yield sale("sam_floor", "cus_sam", upcoming("concert", arena, days=3).event_id, "Floor", quantity=2, days_ago=25)
    # The nearly sold out night: everything but a table, the end of a row and two stools.
    yield from _sell_out(nearly_sold_out, now=now, day=day)
    yield from _some_sales(events, now=now)


def _sell_out(event_id: str, *, now: datetime, day: str) -> Iterator[SeasonOrder]:
    groups = [("Tables", 4)] * 11 + [("Balcony", 6)] * 7 + [("Balcony", 4)] + [("Bar", 4)] * 3 + [("Bar", 2)]
    for number, (section, quantity) in enumerate(groups):
        yield SeasonOrder(
            order_id=f"ord_house{number:03}_{day}",
            customer_id="cus_house",
            event_id=event_id,
            section=section,
            quantity=quantity,
            placed_at=now - timedelta(days=40, minutes=number),
        )


def _some_sales(events: list[SeasonEvent], *, now: datetime) -> Iterator[SeasonOrder]:
    """A few walk-up groups at every event of the larger halls, so that none looks untouched; they depend on the event alone."""
    for event in events:
        if event.status != "scheduled" or event.venue_id in {"ven_copper_room", "ven_side_door"}:
            continue
        chance = random.Random(event.event_id)
        number = 0
        for tier in event.prices:
            for _ in range(chance.randint(0, 2)):
                number += 1
                yield SeasonOrder(
                    order_id=f"ord_{event.event_id.removeprefix('evt_')}_{number}",
                    customer_id="cus_house",
                    event_id=event.event_id,
                    section=tier.tier,
                    quantity=chance.choice([1, 2, 2, 3, 4]),
                    placed_at=min(event.starts_at, now) - timedelta(days=chance.uniform(1, 60)),
                )

"""Venues and events as read, turned into the season's strict shapes."""

from willcall.boxoffice.loading.events import Draft
from willcall.boxoffice.loading.prices import tier_prices
from willcall.boxoffice.loading.venues import Venue
from willcall.boxoffice.season import SeasonEvent, SeasonVenue, SeatRow, SeatSection, TierPrice


def season_venue(venue: Venue) -> SeasonVenue:
    """The strict form of a venue that was read without fault."""
    return SeasonVenue(
        venue_id=venue.venue_id,
        name=venue.name,
        city=venue.city,
        country=venue.country,
        address=venue.address,
        time_zone=venue.time_zone,
        aliases=venue.aliases,
        stage=venue.stage,
        sections=[
            SeatSection(
                name=section.name,
                tier=section.tier,
                level=section.level or 1,
                aliases=section.aliases,
                box=section.box,
                unreserved=section.unreserved,
                rows=[SeatRow(name=row.name, seats=row.seats, **row.marks) for row in section.rows.values()],
            )
            for section in venue.sections.values()
        ],
    )


def season_event(draft: Draft, code: str) -> SeasonEvent:
    """The strict form of an event; `code` is the season's currency."""
    assert draft.event_id is not None
    return SeasonEvent(
        event_id=draft.event_id,
        name=draft.name,
        kind=draft.kind,
        venue_id=draft.venue.venue_id,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        doors_at=draft.doors_at,
        performers=draft.performers,
        aliases=draft.aliases,
        description=draft.description,
        status=draft.status,
        max_tickets=draft.max_tickets,
        order_fee=draft.order_fee,
        currency=None if draft.code == code else draft.code,
        prices=[
            TierPrice(
                tier=tier,
                price=price.price,
                fees=price.fees,
                refundable=price.refundable,
                exchangeable=price.exchangeable,
                upgradable=price.upgradable,
                surge_bp=price.surge_bp,
            )
            for tier, price in tier_prices(draft.prices, draft.venue).items()
        ],
    )

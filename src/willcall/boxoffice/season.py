"""A season, as data: venues with their seats, events with their prices, policies, and (for samples) customers and orders.

This is the strict, normalised form. Reading it from an operator's JSON or CSV, with line and field of whatever is wrong, is
`boxoffice.loading`'s business; storing it is `operations.load_season`'s. Prices are integers in minor units.
"""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SeatRow(Part):
    """A row: `seats` are seat numbers in order from one aisle to the other; neighbours in the list are neighbours in the hall.

    `aisle_after` names seats after which an aisle (a gap) runs: no group spans it.
    """

    name: str = Field(min_length=1, max_length=20)
    seats: list[str] = Field(min_length=1, max_length=500)
    accessible: list[str] = []
    companion: list[str] = []
    obstructed_view: list[str] = []
    aisle_after: list[str] = []


class SeatSection(Part):
    """A section. `level` 1 is the most desirable. `box` is its place on the chart: x, y, width, height, 0 to 1000.

    `unreserved`: general admission; its places are numbered only to be counted, and one is as good as another.
    """

    name: str = Field(min_length=1, max_length=60)
    tier: str = Field(min_length=1, max_length=60)
    level: int = Field(default=1, ge=1, le=99)
    aliases: list[str] = []
    rows: list[SeatRow] = Field(min_length=1)
    unreserved: bool = False
    box: tuple[float, float, float, float] | None = None


class SeasonVenue(Part):
    venue_id: str = Field(min_length=1, max_length=64)
    name: str
    city: str
    country: str = ""
    address: str = ""
    time_zone: str
    aliases: list[str] = []
    sections: list[SeatSection] = Field(min_length=1)
    stage: tuple[float, float, float, float] | None = None


class TierPrice(Part):
    """A tier's price at an event: face value and fees per ticket, minor units. `refundable`: whether the tier is eligible.

    `surge_bp`: dynamic pricing, basis points added to the face value when less than a quarter of the tier is left (0: fixed).
    """

    tier: str
    price: int = Field(ge=0)
    fees: int = Field(default=0, ge=0)
    refundable: bool = True
    exchangeable: bool = True
    upgradable: bool = True
    surge_bp: int = Field(default=0, ge=0, le=20_000)


class SeasonEvent(Part):
    event_id: str = Field(min_length=1, max_length=64)
    name: str
    kind: str
    venue_id: str
    starts_at: datetime
    ends_at: datetime
    doors_at: datetime | None = None
    performers: list[str] = []
    aliases: list[str] = []
    description: str = ""
    status: str = "scheduled"
    max_tickets: int | None = None
    order_fee: int = Field(default=0, ge=0)
    prices: list[TierPrice] = Field(min_length=1)
    currency: str | None = None


class SeasonPolicy(Part):
    """See `boxoffice.rules.policies` for the kinds and their parameters."""

    policy_id: str
    kind: str
    name: str
    text: str = ""
    parameters: dict[str, Any] = {}
    applies_to: dict[str, list[str]] = {}


class SeasonCustomer(Part):
    customer_id: str
    name: str
    email: str = ""


class SeasonOrder(Part):
    """A past sale: the first `quantity` seats that go together in `section` (or the named seats)."""

    order_id: str
    customer_id: str
    event_id: str
    section: str | None = None
    quantity: int = 1
    placed_at: datetime


class Season(Part):
    name: str
    currency: str = Field(pattern="^[A-Z]{3}$")
    time_zone: str
    venues: list[SeasonVenue] = Field(min_length=1)
    events: list[SeasonEvent]
    policies: list[SeasonPolicy] = []
    customers: list[SeasonCustomer] = []
    orders: list[SeasonOrder] = []

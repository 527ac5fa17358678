"""The box office's published shapes (BO2, BO8).

One source for the port, the HTTP contract, its remote adapter, the agent's tools and the schemas: what is written here is
what crosses every border. Money is `kit.money.Money`; instants are aware UTC datetimes.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, computed_field

from willcall.kit.money import Money

Instant = Annotated[
    datetime,
    PlainSerializer(lambda at: at.isoformat().replace("+00:00", "Z"), return_type=str, when_used="json"),
]

EventKind = str
"""`basketball`, `football`, `hockey`, `baseball`, `soccer`, `concert`, `theatre`, `comedy`, `family` …: an operator's word."""

EventStatus = Literal["scheduled", "in_progress", "finished", "cancelled", "postponed"]
QuoteKind = Literal["purchase", "upgrade", "refund", "exchange"]
QuoteStatus = Literal["open", "confirmed", "used", "void", "expired"]
OrderStatus = Literal[
    "pending", "confirmed", "upgraded", "exchanged", "refund_pending", "partly_refunded", "refunded", "cancelled"
]
TicketStatus = Literal["valid", "void", "refunded", "transferred", "used"]
HoldStatus = Literal["live", "released", "expired", "sold"]


class Shape(BaseModel):
    """Frozen; unknown fields are ignored on input, so that a newer box office still fits."""

    model_config = ConfigDict(frozen=True, extra="ignore")


def section_label(name: str) -> str:
    """How a section is spoken of: `Section 104`, but `Balcony` and `Block C` as they are."""
    return f"Section {name}" if name[:1].isdigit() or len(name) <= 2 else name


class Section(Shape):
    """A part of a venue at one event.

    `level` orders sections by desirability: 1 is best. `refundable`, `exchangeable`: whether its tickets may be at all; until when
    is the policy's.
    """

    name: str
    level: int = 1
    tier: str
    price_from: Money | None = None
    available: int = 0
    aliases: list[str] = []
    refundable: bool = True
    exchangeable: bool = True


class Event(Shape):
    """A show. `venue` is the venue's name."""

    event_id: str
    name: str
    kind: EventKind
    starts_at: Instant
    ends_at: Instant
    doors_at: Instant | None = None
    time_zone: str
    venue: str
    venue_id: str
    city: str
    address: str = ""
    status: EventStatus
    performers: list[str] = []
    aliases: list[str] = []
    description: str = ""
    from_price: Money | None = None
    available: int | None = None
    currency: str
    max_tickets: int = 8
    sections: list[Section] = []


class Seat(Shape):
    """A seat at an event. `price` includes the fees of the ticket (the contract's `price_each`).

    `unreserved`: a place of general admission, whose row and number only count.
    """

    seat_id: str
    section: str
    row: str
    number: str
    price: Money
    face_value: Money
    fees: Money
    accessible: bool = False
    companion: bool = False
    aisle: bool = False
    obstructed_view: bool = False
    tier: str = ""
    unreserved: bool = False

    @computed_field  # type: ignore[prop-decorator]
    @property
    def id(self) -> str:
        return self.seat_id

    @computed_field  # type: ignore[prop-decorator]
    @property
    def label(self) -> str:
        where = section_label(self.section)
        return f"{where}, any place" if self.unreserved else f"{where}, Row {self.row}, Seat {self.number}"


class SeatOption(Shape):
    """Seats that go together, best first. `total` includes fees; `note` says what is special or short of the wish.

    `unreserved`: places of general admission, where the numbers only count.
    """

    seat_ids: list[str]
    section: str
    row: str
    numbers: list[str]
    price_each: Money
    total: Money
    tier: str = ""
    adjacent: bool = True
    accessible: bool = False
    unreserved: bool = False
    note: str = ""


class Inventory(Shape):
    """What can be had. `seats` lists the seats of `options` in order, so that the first `quantity` belong together."""

    event_id: str
    quantity: int
    available: int
    seats: list[Seat]
    options: list[SeatOption]
    note: str = ""


class SeatMapSeat(Shape):
    seat_id: str
    number: str
    x: float
    y: float
    status: Literal["free", "held", "sold", "yours"]
    price: Money
    accessible: bool = False


class SeatMapRow(Shape):
    name: str
    seats: list[SeatMapSeat]


class SeatMapSection(Shape):
    name: str
    tier: str
    rows: list[SeatMapRow]


class SeatMap(Shape):
    """A venue's seating chart at one event; coordinates in a `width` × `height` box, y downwards, stage or field at the given box."""

    event_id: str
    width: float
    height: float
    stage: tuple[float, float, float, float] | None = None
    sections: list[SeatMapSection]


class Hold(Shape):
    hold_id: str
    event_id: str
    seat_ids: list[str]
    expires_at: Instant
    status: HoldStatus
    extended: bool = False


class QuoteItem(Shape):
    label: str
    amount: Money


class Quote(Shape):
    """What exactly would happen, and for how much. `total`: what will be charged; negative: paid back.

    `digest` binds items, total, kind, order, hold and seats; a confirmation names it.
    """

    quote_id: str
    kind: QuoteKind
    status: QuoteStatus
    event_id: str
    items: list[QuoteItem]
    total: Money
    expires_at: Instant
    digest: str
    hold_id: str | None = None
    order_id: str | None = None
    customer_id: str | None = None
    seats: list[Seat] = []
    ticket_ids: list[str] = []
    refund_to: Literal["original", "credit"] | None = None
    requires_approval: bool = False
    policy: str | None = None
    summary: str = ""


class Ticket(Shape):
    """`code` is what the QR shows: a signed text that a scanner verifies without a network."""

    ticket_id: str
    order_id: str
    event_id: str
    seat: Seat
    status: TicketStatus
    holder: str | None = None
    code: str | None = None


class NextAction(Shape):
    """A second step that the payer must take."""

    url: str


class Order(Shape):
    """What was bought and what it now is: `event_id` and `total` follow upgrades and exchanges."""

    order_id: str
    event_id: str
    event_name: str = ""
    customer_id: str
    status: OrderStatus
    total: Money
    paid: Money
    refunded: Money
    tickets: list[Ticket]
    placed_at: Instant
    next_action: NextAction | None = None
    price_delta: Money | None = None
    credit: Money | None = None
    case_reason: str | None = None


class UpgradeOption(Shape):
    """Better seats for an order: `price_delta` is for all of them, fees included, never negative."""

    option: SeatOption
    price_delta: Money


class Policy(Shape):
    """A rule an operator edits. `text` is for people; `parameters` are what the guard reads.

    `kind`: `refund`, `exchange`, `upgrade`, `transfer`, `purchase_limit`, `approval`, `hold`.
    """

    policy_id: str
    kind: str
    name: str
    text: str
    parameters: dict[str, Any] = {}
    applies_to: dict[str, list[str]] = {}


class Credit(Shape):
    customer_id: str
    balance: list[Money]


class Verification(Shape):
    ticket_id: str
    valid: bool
    reason: str
    event_id: str | None = None
    seat: str | None = None


class Transfer(Shape):
    ticket_ids: list[str]
    order_id: str
    recipient: str
    status: Literal["transferred"] = "transferred"


class Recipient(BaseModel):
    """To whom tickets go. One of the two is enough."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = Field(default=None, max_length=120)
    email: str | None = Field(default=None, max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")

"""The chat's published shapes: what `POST /chat` takes and gives, and the cards (see the contracts page).

One source: the HTTP API, the chat page, the channels and the schemas all use these.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from willcall.boxoffice.contract import Instant, Seat
from willcall.kit.money import Money

MESSAGE_LIMIT = 8_000

Awaiting = Literal["event", "quantity", "seats", "order", "choice", "confirmation", "payment", "second_step", "sign_in"]


class Confirm(BaseModel):
    type: Literal["confirm"]
    quote_id: str


class Decline(BaseModel):
    type: Literal["decline"]
    quote_id: str | None = None


class Pay(BaseModel):
    type: Literal["pay"]
    quote_id: str
    payment_method_token: str = Field(min_length=1, max_length=200)


class Select(BaseModel):
    """`option` counts from 0; a seat map sends `seat_ids`."""

    type: Literal["select"]
    card_id: str
    option: int | None = Field(default=None, ge=0)
    seat_ids: list[str] | None = Field(default=None, min_length=1, max_length=50)


class GiveFeedback(BaseModel):
    type: Literal["feedback"]
    message_id: str
    rating: Literal[-1, 1]
    comment: str | None = Field(default=None, max_length=4000)


class HandOff(BaseModel):
    type: Literal["handoff"]


Action = Annotated[Confirm | Decline | Pay | Select | GiveFeedback | HandOff, Field(discriminator="type")]


class Attachment(BaseModel):
    media_type: str = Field(max_length=100)
    data: str = Field(description="base64", max_length=8_000_000)


class ChatRequest(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"message": "2 tickets for tonight"}, {"message": "yes", "conversation_id": "cnv_…"}]
        }
    )

    message: str | None = Field(default=None, max_length=MESSAGE_LIMIT)
    conversation_id: str | None = Field(default=None, max_length=64)
    action: Action | None = None
    attachments: list[Attachment] = Field(default=[], max_length=5)

    @model_validator(mode="after")
    def _something(self) -> "ChatRequest":
        if not (self.message and self.message.strip()) and self.action is None and not self.attachments:
            raise ValueError("send a message, an action or an attachment: at least one")
        return self


# -- cards ---------------------------------------------------------------------------------------------------------------


class _Card(BaseModel):
    id: str


class EventOption(BaseModel):
    event_id: str
    name: str
    starts_at: Instant
    time_zone: str
    venue: str
    city: str = ""
    kind: str = ""
    from_price: Money | None


class EventsCard(_Card):
    type: Literal["events"] = "events"
    options: list[EventOption]


class SeatsOption(BaseModel):
    seat_ids: list[str]
    section: str
    row: str
    numbers: list[str] = []
    price_each: Money
    total: Money
    price_delta: Money | None = None  # for upgrades: what it costs on top of the present order
    note: str = ""


class SeatsCard(_Card):
    type: Literal["seats"] = "seats"
    event_id: str
    options: list[SeatsOption]


class SeatMapCard(_Card):
    """The page draws it from `GET {url}`; the choice comes back as `select` with `seat_ids`."""

    type: Literal["seat_map"] = "seat_map"
    event_id: str
    quantity: int
    url: str


class HoldCard(_Card):
    type: Literal["hold"] = "hold"
    hold_id: str
    seat_ids: list[str]
    seats: list[Seat] = []
    expires_at: Instant


class CardItem(BaseModel):
    label: str
    amount: Money


class QuoteCard(_Card):
    type: Literal["quote"] = "quote"
    quote_id: str
    kind: Literal["purchase", "upgrade", "refund", "exchange"]
    summary: str = ""
    items: list[CardItem]
    total: Money
    expires_at: Instant
    order_id: str | None = None
    event_id: str | None = None
    requires_approval: bool = False


class PaymentMethod(BaseModel):
    token: str
    label: str


class CardNextAction(BaseModel):
    url: str


class PaymentCard(_Card):
    type: Literal["payment"] = "payment"
    quote_id: str
    total: Money
    methods: list[PaymentMethod]
    next_action: CardNextAction | None = None


class TicketLine(BaseModel):
    ticket_id: str
    seat: Seat
    status: str
    qr_svg_url: str
    pdf_url: str


class OrderCard(_Card):
    type: Literal["order"] = "order"
    order_id: str
    event_id: str
    event_name: str = ""
    status: str
    total: Money
    tickets: list[TicketLine]
    calendar_url: str


class SourceLine(BaseModel):
    id: str
    title: str
    uri: str
    snippet: str


class SourcesCard(_Card):
    type: Literal["sources"] = "sources"
    sources: list[SourceLine]


class CaseCard(_Card):
    type: Literal["case"] = "case"
    case_id: str
    subject: str
    status: str


class HandOffCard(_Card):
    type: Literal["handoff"] = "handoff"
    case_id: str | None = None
    text: str


class ChoiceOption(BaseModel):
    label: str
    value: str
    order_id: str | None = None


class ChoicesCard(_Card):
    """Anything else to pick from: orders, refund or credit, quick replies. Selecting option i says its `value`."""

    type: Literal["choices"] = "choices"
    about: str = ""
    options: list[ChoiceOption]


Card = Annotated[
    EventsCard
    | SeatsCard
    | SeatMapCard
    | HoldCard
    | QuoteCard
    | PaymentCard
    | OrderCard
    | SourcesCard
    | CaseCard
    | HandOffCard
    | ChoicesCard,
    Field(discriminator="type"),
]


# -- the reply -----------------------------------------------------------------------------------------------------------


class TurnState(BaseModel):
    specialist: str
    flow: str | None
    speaker: Literal["agent", "person"] = "agent"
    handed_off: bool = False
    awaiting: Awaiting | None = None
    ended: bool = False
    """Whether the fan said goodbye: the next message begins anew."""


class ToolUse(BaseModel):
    name: str
    ok: bool
    duration_ms: float


class Usage(BaseModel):
    brain: str
    duration_ms: float
    tools: list[ToolUse] = []
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0.0


class ChatReply(BaseModel):
    """`response` is complete without the cards."""

    conversation_id: str
    message_id: str
    response: str
    cards: list[Card] = []
    sources: list[SourceLine] = []
    state: TurnState
    usage: Usage
    request_id: str


class TurnEvent(BaseModel):
    """What a streaming client sees while a turn runs: `status` (a word on what is going on), `delta` (text), `card`."""

    type: Literal["status", "delta", "card"]
    data: dict[str, Any]

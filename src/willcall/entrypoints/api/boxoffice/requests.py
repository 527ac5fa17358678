"""What callers of the box office over HTTP may send. An unknown field is an error that names it, not a wish silently lost."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal, Self

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, model_validator

from willcall.boxoffice.contract import Event, Order, Policy, QuoteKind, UpgradeOption
from willcall.kit.errors import Invalid
from willcall.kit.privacy import require_no_card

Id = Annotated[str, Field(min_length=1, max_length=80)]
Token = Annotated[
    str, Field(min_length=1, max_length=200, description="from the payment provider; never a card number")
]
Minor = Annotated[int, Field(ge=0, le=10**12, description="minor units")]
Instant = Annotated[str | None, Query(max_length=40, description="RFC 3339; a date alone is that day in UTC")]


class Request(BaseModel):
    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="after")
    def _no_card(self) -> Self:
        """No field is a place for a card number: not a name, and not even a payment token."""
        for name, value in self:
            for text in value if isinstance(value, list) else [value]:
                require_no_card(text if isinstance(text, str) else None, field=name)
        return self


class HoldRequest(Request):
    event_id: Id
    seat_ids: list[Id] = Field(min_length=1, max_length=500)
    expires_in_seconds: int = Field(default=300, ge=1, le=86_400)


class QuoteRequest(Request):
    """`purchase` needs `hold_id`; the others `order_id`; `exchange` also the new `event_id`."""

    kind: QuoteKind
    hold_id: Id | None = None
    order_id: Id | None = None
    event_id: Id | None = None
    seat_ids: list[Id] | None = Field(default=None, min_length=1, max_length=500)
    section: str | None = Field(default=None, max_length=80)
    max_price_delta: Minor | None = None
    ticket_ids: list[Id] | None = Field(default=None, min_length=1, max_length=500)
    refund_to: Literal["original", "credit"] | None = None


class OrderRequest(Request):
    hold_id: Id
    quote_id: Id
    customer_id: Id
    payment_method_token: Token


class ChangeRequest(Request):
    """An upgrade or exchange; the token is needed when something is to pay."""

    quote_id: Id
    payment_method_token: Token | None = None


class RefundRequest(Request):
    quote_id: Id


class TransferRequest(Request):
    """To whom; one of `name` and `email` is enough. `ticket_ids` hands on more of the same order."""

    name: str | None = Field(default=None, min_length=1, max_length=120)
    email: str | None = Field(default=None, max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    ticket_ids: list[Id] | None = Field(default=None, min_length=1, max_length=100)

    @model_validator(mode="after")
    def _someone(self) -> Self:
        if not (self.name or "").strip() and not self.email:
            raise ValueError("say to whom: a name, an e-mail address or both")
        return self


class Events(BaseModel):
    events: list[Event]


class Orders(BaseModel):
    orders: list[Order]


class Policies(BaseModel):
    policies: list[Policy]


class Upgrades(BaseModel):
    options: list[UpgradeOption]


class PolicyInForce(BaseModel):
    policy: Policy | None


class TicketKey(BaseModel):
    """What a door scanner needs to check tickets offline."""

    algorithm: Literal["Ed25519"] = "Ed25519"
    public_key: str


class VoidedTickets(BaseModel):
    """Codes that open no door any more: by ticket, the least serial that still does, or null; signed with the ticket key."""

    event_id: str
    as_of: str
    tickets: dict[str, int | None]
    signature: str


def instant(text: str | None, *, field: str, end_of_day: bool = False) -> datetime | None:
    """An instant out of a query parameter.

    Args:
        text: RFC 3339, or a date.
        field: The parameter's name, for the error.
        end_of_day: Whether a date alone means its end.

    Raises:
        Invalid: If it is neither.
    """
    if text is None or not text.strip():
        return None
    # A plus sign that was not percent-encoded arrives as a space.
    tidy = text.strip().replace(" ", "+") if "T" in text else text.strip()
    try:
        if len(tidy) == 10:
            day = datetime.combine(date.fromisoformat(tidy), time(), UTC)
            return day + timedelta(days=1) if end_of_day else day
        found = datetime.fromisoformat(tidy)
    except ValueError:
        raise Invalid(
            f"{field} is {text!r}; expected an instant such as 2026-11-21T19:30:00Z or a date.", field=field
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)

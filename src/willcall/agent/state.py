"""The conversation's state: plain data, saved each turn, so that any worker can take the next one.

`ConversationState` is what every brain shares (what is held, quoted, shown, awaited). `Task` is what the fan is trying to do,
as far as the words have told; a change of mind is a change of its fields. Knows nothing of storage or of how it is said.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from willcall.understanding.reading import Intent, Slot, When

TaskKind = Literal["browse", "purchase", "upgrade", "refund", "exchange", "transfer", "orders", "credit"]


class Plain(BaseModel):
    model_config = ConfigDict(extra="ignore", validate_assignment=False)


class EventFact(Plain):
    """An event as a tool showed it."""

    event_id: str
    name: str
    kind: str
    venue: str
    city: str
    starts_at: datetime
    ends_at: datetime | None = None
    time_zone: str
    status: str
    currency: str
    max_tickets: int
    from_price: int | None = None
    available: int | None = None


class SeatsFact(Plain):
    """A group of seats as a tool showed it; amounts in minor units, fees included."""

    seat_ids: list[str]
    section: str
    row: str
    numbers: list[str]
    each: int
    total: int
    tier: str = ""
    unreserved: bool = False
    adjacent: bool = True
    note: str = ""
    delta: int | None = None
    also: list[str] = []  # other names of the section


class TicketFact(Plain):
    ticket_id: str
    section: str
    row: str
    number: str
    status: str
    unreserved: bool = False
    accessible: bool = False  # a wheelchair space
    aisle: bool = False


class OrderFact(Plain):
    order_id: str
    event_id: str
    event_name: str
    starts_at: datetime | None
    time_zone: str = "UTC"
    status: str
    total: int
    currency: str
    tickets: list[TicketFact]


class Wanted(Plain):
    """What the fan said about the event they mean."""

    event_ids: list[str] = []
    unknown: str | None = None  # named, but the catalogue has no such thing
    performer: str | None = None
    kind: str | None = None
    venue: str | None = None
    city: str | None = None
    when: When | None = None
    pick: Literal["first", "last"] | None = None  # of those that fit: "the last home game of March"
    without: list[str] = []  # ids, kinds and names that are not wanted ("not basketball")
    not_when: list[When] = []  # days that are not wanted ("any night but Thursday")

    @property
    def empty(self) -> bool:
        return not (
            self.event_ids or self.unknown or self.performer or self.kind or self.venue or self.city or self.when
        )


class Task(Plain):
    """One thing the fan wants done. Which fields matter depends on the kind."""

    kind: TaskKind
    wanted: Wanted = Field(default_factory=Wanted)
    source: Wanted = Field(default_factory=Wanted)  # exchange: what was said of the tickets to give back
    event: EventFact | None = None
    quantity: int | None = None
    most: bool = False  # as many as there may be
    accessible: int = 0  # wheelchair spaces needed
    section: str | None = None
    without: list[str] = []  # sections, levels or tiers they do not want
    keep_section: str | None = None  # where they were about to sit when the number changed
    keep_row: str | None = None  # and in which row there
    rows: list[str] = []  # any of these will do
    below: int | None = None  # minor units each that the next offer must stay under
    above: int | None = None  # and this, over
    nearer_than: list[str] = []  # section and row that the next offer must be better than, at no more than they cost
    dearer: bool = False  # not the cheapest ones
    few_steps: bool = False  # somebody had better not climb, and needs no wheelchair's space
    prefer: Literal["best", "cheapest", "aisle"] | None = None
    thrifty: bool = False  # on the aisle, of what costs least
    advice: Literal["any", "children", "two", "friends"] | None = None  # sought, and for what
    budget_major: float | None = None
    budget_per: Literal["each", "total"] | None = None
    options: list[SeatsFact] = []
    chosen: SeatsFact | None = None
    otherwise: SeatsFact | None = None  # taken where what is wished for is not to be had
    order: OrderFact | None = None
    order_hint: str | None = None  # an order id the fan named
    ticket_count: int | None = None
    kept: int | Literal["half"] | None = None  # of an order's tickets, how many are to stay
    numbers: list[str] = []  # of seats the fan named
    beside: bool = False  # those are the fan's own, and what is wanted is next to them
    nth: list[int] = []  # of tickets pointed at by their place in the order: 1 the first, -1 the last, 0 the middle one
    spared: list[int | str] = []  # places and seats that stay, where the rest is meant
    ticket_ids: list[str] = []
    refund_to: Literal["original", "credit"] | None = None
    recipient_email: str | None = None
    recipient_name: str | None = None
    given_up: bool = False
    recalled: list[str] | None = None  # fields filled in from the fan's memory; None before it was looked at


class HeldSeats(Plain):
    hold_id: str
    event_id: str
    seat_ids: list[str]
    expires_at: datetime
    event: EventFact | None = None  # as told when they were held, for who comes back to them
    offer: SeatsFact | None = None


class ShownQuote(Plain):
    """The quote last shown. A yes is a yes to this and to nothing else."""

    quote_id: str
    kind: Literal["purchase", "upgrade", "refund", "exchange"]
    total: int
    currency: str
    digest: str
    expires_at: datetime
    event_id: str
    hold_id: str | None = None
    order_id: str | None = None
    requires_approval: bool = False
    confirmed: bool = False  # the fan said yes; payment is still due
    summary: str = ""
    count: int = 0  # of a change: how many tickets it is about
    refund_to: Literal["original", "credit"] | None = None
    items: list[tuple[str, int]] = []
    seats: list[tuple[str, str, str]] = []  # section, row and number of those it brings


class PendingTransfer(Plain):
    """A hand-over of tickets that waits for the fan's yes."""

    order_id: str
    ticket_ids: list[str]
    email: str | None = None
    name: str | None = None


class Shown(Plain):
    """The list last shown, so that "the second one" means something; one per kind of card."""

    card_id: str
    about: Literal["events", "seats", "upgrades", "orders", "choices"]
    events: list[EventFact] = []
    seats: list[SeatsFact] = []
    orders: list[OrderFact] = []
    values: list[str] = []
    event_id: str | None = None


class ConversationState(Plain):
    task: Task | None = None
    later: list[Task] = []
    specialist: str = "front_desk"
    awaiting: str | None = None
    hold: HeldSeats | None = None
    quote: ShownQuote | None = None
    transfer: PendingTransfer | None = None
    shown: list[Shown] = []
    ledger: dict[str, Any] | None = None
    last_event: EventFact | None = None
    last_order_id: str | None = None
    paid_orders: dict[str, str] = {}  # quote id → order id
    pending_order_id: str | None = None  # a payment in flight or in its second step
    spent: dict[str, int] = {}  # currency → minor units charged in this session
    misses: int = 0  # turns in a row that were not understood
    handed_off: bool = False
    case_id: str | None = None
    memo: dict[str, Any] = {}

    def list_shown(self, about: str) -> Shown | None:
        return next((s for s in reversed(self.shown) if s.about == about), None)

    @property
    def latest(self) -> Shown | None:
        return self.shown[-1] if self.shown else None

    def show(self, shown: Shown) -> None:
        """Remembers a list that is being shown; the newest last, at most six."""
        self.shown = [*[s for s in self.shown if s.about != shown.about][-5:], shown]


AT_A_HOLD = frozenset({"confirmation", "payment", "sign_in"})
"""What is awaited while seats are held: the yes, the payment, or that somebody signs in first."""

Standing = Literal[
    "price", "charged", "owed", "where", "others", "person", "noted", "options", "together", "aisle", "space", "cheapest",
    "only_date", "each", "money back", "handed", "mine together", "number", "declined", "turned down", "prying", "tongue",
    "all of it", "that day", "limit",
    "haggled", "sign in", "which aisle", "loss", "so many", "advice", "in part",
    "stays away", "how many back", "to pass on", "kept", "paid", "of an option", "of the list", "which day", "of better seats", "what stays", "given back", "fees kept", "at the till", "of the hand-over", "told here", "given away",
]  # fmt: skip
"""What of the present state a message may ask for."""


@dataclass(frozen=True, slots=True)
class Question:
    kind: Literal["knowledge", "policy", "event", "seats"]
    text: str
    slots: tuple[Slot, ...]


@dataclass(slots=True)
class Heard:
    """What one message means for the conversation.

    Args:
        questions: To be answered now, before going on.
        control: Something that is not about a task: cancel, repeat, a person, …
        social: Greetings and the like, in order.
        chosen: Position picked from the list named by `chosen_from`.
        waits: Wants a moment to think.
        standing: Asks where things stand, see `dialogue.context.standing`.
        keeps: Wants to stay with what is held after looking at other seats.
        asked_more: Wants to see other options rather than picking one.
        changed: The task was altered by this message.
        started: A new task began.
        out_of_scope: Nothing here is ours to do.
        lets_go: What was being done is dropped; what follows is about something else.
        withdraws: A change of an order that was being arranged is taken back; the order stays as it is.
        restated: Says again what the task knows already.
        understood: Whether anything at all was made of it.
        sorry: Somebody vents beside what they want; that is heard.
        put_by: The show of a second purchase in the same message, which comes up after the first.
    """

    questions: list[Question] = field(default_factory=list)
    control: Intent | None = None
    social: list[Intent] = field(default_factory=list)
    chosen: int | None = None
    chosen_from: str | None = None
    asked_more: bool = False
    waits: bool = False
    standing: Standing | None = None
    keeps: bool = False
    changed: bool = False
    lets_go: bool = False
    withdraws: bool = False
    sorry: bool = False
    put_by: str = ""
    restated: bool = False
    started: bool = False
    accepts: bool = False
    declines: bool = False
    out_of_scope: bool = False
    understood: bool = True

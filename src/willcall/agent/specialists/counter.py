"""Where a turn's tools work: who is asking, on what state, and what they leave behind for the reply.

A `Counter` lives for one turn. It alone holds the fan's identity and payment token; tools take them from here, brains never
see them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from willcall.access.actor import Actor
from willcall.agent.contract import (
    Card,
    CardItem,
    ChoiceOption,
    ChoicesCard,
    EventOption,
    EventsCard,
    HoldCard,
    OrderCard,
    PaymentCard,
    PaymentMethod,
    QuoteCard,
    SeatsCard,
    SeatsOption,
    SourceLine,
    TicketLine,
)
from willcall.agent.dialogue.phrases import order_line
from willcall.agent.safeguards.claims import check
from willcall.agent.safeguards.consent import ConsentGuard
from willcall.agent.safeguards.judging import Judge
from willcall.agent.safeguards.ledger import Ledger
from willcall.agent.state import (
    ConversationState,
    EventFact,
    HeldSeats,
    OrderFact,
    SeatsFact,
    Shown,
    ShownQuote,
    TicketFact,
)
from willcall.boxoffice.contract import Event, Hold, Order, Quote, SeatOption
from willcall.boxoffice.delivery.links import calendar_path, qr_svg_path, ticket_pdf_path
from willcall.boxoffice.ports import BoxOffice
from willcall.cases.ports import Desk
from willcall.kit.ids import Ids
from willcall.kit.money import Money
from willcall.knowledge.ports import Knowledge


@dataclass(slots=True)
class Counter:
    """Args:
    actor: Who is asking, from a verified token.
    payment_token: From a `pay` action of this very turn; never from words.
    ledger: Receipts for checking what a brain claims; None when only our own words are spoken.
    judge: Reads a brain's words beside the grammar of claims.
    venues: Tells the names of all venues, so that what is written of one is not told of another.
    attempt: Distinguishes this turn's effects from those of other turns, for idempotency keys.
    """

    conversation_id: str
    actor: Actor
    state: ConversationState
    boxoffice: BoxOffice
    knowledge: Knowledge
    desk: Desk
    guard: ConsentGuard
    now: datetime
    ids: Ids
    attempt: str
    payment_methods: Sequence[PaymentMethod] = ()
    payment_token: str | None = None
    hold_seconds: int = 300
    venues: Callable[[], Sequence[str]] = tuple
    cards: list[Card] = field(default_factory=list)
    sources: list[SourceLine] = field(default_factory=list)
    ledger: Ledger | None = None
    judge: Judge | None = None
    on_card: Callable[[Card], None] | None = None
    _events: dict[str, Event] = field(default_factory=dict)
    _seen: Shown | None = None
    """The list of seats that stood when this turn first looked for some."""

    @property
    def customer_id(self) -> str | None:
        """The fan who is signed in here, also when one of the box office's own people acts for them."""
        return self.actor.customer_id

    def vouched(self, text: str) -> bool:
        """Whether a brain's words claim nothing that the ledger does not bear out; words composed by code always do."""
        return self.ledger is None or not check(text, self.ledger, self.judge).replacements

    def event(self, event_id: str) -> Event:
        """An event, looked up once a turn."""
        found = self._events.get(event_id)
        if found is None:
            found = self._events[event_id] = self.boxoffice.get_event_info(event_id=event_id)
        return found

    def add(self, card: Card) -> None:
        """Puts a card into the reply; a newer one of the same type replaces the older."""
        self.cards = [c for c in self.cards if c.type != card.type]
        self.cards.append(card)

    def drop(self, *types: str) -> None:
        self.cards = [c for c in self.cards if c.type not in types]

    def awaited(self) -> str | None:
        """What a brain that only talks must be waiting for, from the cards it left."""
        shown = {c.type for c in self.cards}
        if "quote" in shown:
            return "confirmation"
        if "payment" in shown:
            return "payment"
        if self.state.awaiting == "sign_in" and self.actor.kind != "fan":
            return "sign_in"
        if "seats" in shown:
            return "seats"
        if "events" in shown:
            return "event"
        return self.state.awaiting if self.state.quote is not None else None

    # -- making cards of what tools found -------------------------------------------------------------------------------

    def show_events(self, events: Sequence[Event]) -> None:
        card_id = self.ids("crd")
        self.add(
            EventsCard(
                id=card_id,
                options=[
                    EventOption(
                        event_id=e.event_id,
                        name=e.name,
                        starts_at=e.starts_at,
                        time_zone=e.time_zone,
                        venue=e.venue,
                        city=e.city,
                        kind=e.kind,
                        from_price=e.from_price,
                    )
                    for e in events
                ],
            )
        )
        self.state.show(Shown(card_id=card_id, about="events", events=[event_fact(e) for e in events]))

    def show_seats(self, event_id: str, options: Sequence[SeatsFact], currency: str, *, upgrades: bool = False) -> None:
        card_id = self.ids("crd")
        self.add(
            SeatsCard(
                id=card_id,
                event_id=event_id,
                options=[
                    SeatsOption(
                        seat_ids=o.seat_ids,
                        section=o.section,
                        row=o.row,
                        numbers=o.numbers,
                        price_each=Money(o.each, currency),
                        total=Money(o.total, currency),
                        price_delta=None if o.delta is None else Money(o.delta, currency),
                        note=o.note,
                    )
                    for o in options
                ],
            )
        )
        about = "upgrades" if upgrades else "seats"
        if not upgrades and self._seen is None:
            self._seen = self.state.list_shown("seats")
        names = {part.name: part.aliases for part in self.event(event_id).sections}
        seats = [o.model_copy(update={"also": names.get(o.section, [])}) for o in options]
        self.state.show(Shown(card_id=card_id, about=about, seats=seats, event_id=event_id))

    def _forget_unseen(self) -> None:
        """Has the list of seats that the fan saw stand again, where one that only served the hold took its place."""
        seen, unseen = self._seen, self.state.list_shown("seats")
        if seen is None or unseen is None or seen is unseen or not (seen.seats and unseen.seats):
            return
        if seen.event_id == unseen.event_id and len(seen.seats[0].seat_ids) == len(unseen.seats[0].seat_ids):
            self.state.show(seen)

    def show_hold(self, hold: Hold, quote: Quote) -> None:
        self._forget_unseen()
        self.drop("seats", "events")
        self.state.hold = HeldSeats(
            hold_id=hold.hold_id, event_id=hold.event_id, seat_ids=hold.seat_ids, expires_at=hold.expires_at
        )
        self.add(
            HoldCard(
                id=self.ids("crd"),
                hold_id=hold.hold_id,
                seat_ids=hold.seat_ids,
                seats=quote.seats,
                expires_at=hold.expires_at,
            )
        )

    def show_quote(self, quote: Quote, *, pay: bool = True) -> None:
        """Shows a quote; from now on a yes is a yes to this one."""
        confirmed = (
            self.state.quote is not None and self.state.quote.quote_id == quote.quote_id and self.state.quote.confirmed
        )
        self.state.quote = ShownQuote(
            quote_id=quote.quote_id,
            kind=quote.kind,
            total=quote.total.amount,
            currency=quote.total.currency,
            digest=quote.digest,
            expires_at=quote.expires_at,
            event_id=quote.event_id,
            hold_id=quote.hold_id,
            order_id=quote.order_id,
            requires_approval=quote.requires_approval,
            confirmed=confirmed,
            summary=quote.summary,
            count=len(quote.ticket_ids),
            refund_to=quote.refund_to,
            items=[(item.label, item.amount.amount) for item in quote.items],
            seats=[(seat.section, seat.row, seat.number) for seat in quote.seats if not seat.unreserved],
        )
        self.add(
            QuoteCard(
                id=self.ids("crd"),
                quote_id=quote.quote_id,
                kind=quote.kind,
                summary=quote.summary,
                items=[CardItem(label=i.label, amount=i.amount) for i in quote.items],
                total=quote.total,
                expires_at=quote.expires_at,
                order_id=quote.order_id,
                event_id=quote.event_id,
                requires_approval=quote.requires_approval,
            )
        )
        if pay and quote.total.amount > 0:
            self.show_payment(quote.quote_id, quote.total)

    def show_payment(self, quote_id: str, total: Money, next_url: str | None = None) -> None:
        self.add(
            PaymentCard.model_validate(
                {
                    "id": self.ids("crd"),
                    "quote_id": quote_id,
                    "total": total,
                    "methods": list(self.payment_methods),
                    "next_action": None if next_url is None else {"url": next_url},
                }
            )
        )

    def show_orders(self, orders: Sequence[OrderFact]) -> None:
        card_id = self.ids("crd")
        self.add(
            ChoicesCard(
                id=card_id,
                about="orders",
                options=[
                    ChoiceOption(label=order_line(o, self.now), value=o.order_id, order_id=o.order_id) for o in orders
                ],
            )
        )
        self.state.show(Shown(card_id=card_id, about="orders", orders=list(orders)))

    def show_order(self, order: Order) -> None:
        self.state.last_order_id = order.order_id
        self.add(
            OrderCard(
                id=self.ids("crd"),
                order_id=order.order_id,
                event_id=order.event_id,
                event_name=order.event_name,
                status=order.status,
                total=order.total,
                tickets=[
                    TicketLine(
                        ticket_id=t.ticket_id,
                        seat=t.seat,
                        status=t.status,
                        qr_svg_url=qr_svg_path(order_id=order.order_id, ticket_id=t.ticket_id),
                        pdf_url=ticket_pdf_path(order_id=order.order_id, ticket_id=t.ticket_id),
                    )
                    for t in order.tickets
                    if t.status in {"valid", "used"}
                ],
                calendar_url=calendar_path(order_id=order.order_id),
            )
        )


def event_fact(event: Event) -> EventFact:
    return EventFact(
        event_id=event.event_id,
        name=event.name,
        kind=event.kind,
        venue=event.venue,
        city=event.city,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        time_zone=event.time_zone,
        status=event.status,
        currency=event.currency,
        max_tickets=event.max_tickets,
        from_price=None if event.from_price is None else event.from_price.amount,
        available=event.available,
    )


def seats_fact(option: SeatOption, delta: Money | None = None) -> SeatsFact:
    return SeatsFact(
        seat_ids=option.seat_ids,
        section=option.section,
        row=option.row,
        numbers=option.numbers,
        each=option.price_each.amount,
        total=option.total.amount,
        tier=option.tier,
        unreserved=option.unreserved,
        adjacent=option.adjacent,
        note=option.note,
        delta=None if delta is None else delta.amount,
    )


def order_fact(order: Order, event: Event | None) -> OrderFact:
    return OrderFact(
        order_id=order.order_id,
        event_id=order.event_id,
        event_name=order.event_name or (event.name if event else ""),
        starts_at=event.starts_at if event else None,
        time_zone=event.time_zone if event else "UTC",
        status=order.status,
        total=order.total.amount,
        currency=order.total.currency,
        tickets=[
            TicketFact(
                ticket_id=t.ticket_id,
                section=t.seat.section,
                row=t.seat.row,
                number=t.seat.number,
                status=t.status,
                unreserved=t.seat.unreserved,
                accessible=t.seat.accessible,
                aisle=t.seat.aisle,
            )
            for t in order.tickets
        ],
    )


def money_words(amount: int, currency: str) -> str:
    return Money(amount, currency).text


def as_json(value: Any) -> Any:
    """A shape as plain JSON for a brain."""
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value

"""The box office, seen from outside: one port that the embedded box office and an operator's own both fulfil (BO2, BO8).

Every method takes keyword arguments, among them the `Actor` under whose authority it runs. Whoever implements this port
checks identity, policy and consent itself: no caller is trusted to have done so.
"""

from datetime import datetime
from typing import Literal, Protocol

from willcall.access.actor import Actor
from willcall.boxoffice.contract import (
    Credit,
    Event,
    Hold,
    Inventory,
    Order,
    Policy,
    Quote,
    QuoteKind,
    Recipient,
    SeatMap,
    Transfer,
    UpgradeOption,
    Verification,
)


class BoxOffice(Protocol):
    """Sells, upgrades, exchanges and refunds admission tickets."""

    # -- looking; anyone may ------------------------------------------------------------------------------------

    def edition(self) -> int | None:
        """A number that is another one as soon as a season was loaded; None where only a look at the events would tell."""
        ...

    def find_events(
        self,
        *,
        query: str | None = None,
        starts_after: datetime | None = None,
        starts_before: datetime | None = None,
        kind: str | None = None,
        venue: str | None = None,
        city: str | None = None,
        include_past: bool = False,
        limit: int = 20,
        event_ids: list[str] | None = None,
    ) -> list[Event]:
        """Events in order of start (with `query`: best match first), upcoming or in progress unless `include_past`.

        With `event_ids` it is exactly these, in that order and whatever else is asked; those that do not exist are left out.
        """
        ...

    def get_event_info(self, *, event_id: str) -> Event:
        """One event with its sections and prices. Raises: NoSuchEvent."""
        ...

    def check_inventory(
        self,
        *,
        event_id: str,
        quantity: int,
        section: str | None = None,
        max_price: int | None = None,
        accessible: bool = False,
        wheelchairs: int = 0,
        prefer: Literal["best", "cheapest", "aisle"] = "best",
        limit: int = 5,
    ) -> Inventory:
        """Best available seats that go together.

        Args:
            event_id: The event.
            quantity: How many, at least 1; above the event's `max_tickets` is `PolicyRefused`.
            section: Section or tier name, matched without case and through its aliases.
            max_price: At most this much each, fees included, in minor units.
            accessible: The group needs a wheelchair space; companions sit beside it.
            wheelchairs: How many wheelchair spaces it needs, where more than that one.
            prefer: What "best" means.
            limit: How many options.
        """
        ...

    def get_seat_map(self, *, event_id: str, actor: Actor) -> SeatMap:
        """The seating chart with what is free."""
        ...

    def list_policies(self) -> list[Policy]: ...

    def get_policy(self, *, kind: str, event_id: str | None = None, tier: str | None = None) -> Policy | None:
        """The policy in force for that kind of thing at that event, most specific first."""
        ...

    # -- holding; anyone may, for their own session -----------------------------------------------------------------

    def hold_tickets(
        self,
        *,
        actor: Actor,
        event_id: str,
        seat_ids: list[str],
        expires_in_seconds: int = 300,
        idempotency_key: str | None = None,
    ) -> Hold:
        """Takes all the seats or none. Raises: SeatsTaken, NoSuchSeat, EventOver, PolicyRefused."""
        ...

    def extend_hold(self, *, actor: Actor, hold_id: str, idempotency_key: str | None = None) -> Hold:
        """Once, to 300 s from now, never beyond the event. Raises: HoldExpired, WrongState."""
        ...

    def release_hold(self, *, actor: Actor, hold_id: str, idempotency_key: str | None = None) -> Hold:
        """Frees the seats and voids the hold's quotes; releasing twice is no error."""
        ...

    # -- quoting and consenting -------------------------------------------------------------------------------------

    def quote(
        self,
        *,
        actor: Actor,
        kind: QuoteKind,
        hold_id: str | None = None,
        order_id: str | None = None,
        event_id: str | None = None,
        seat_ids: list[str] | None = None,
        section: str | None = None,
        max_price_delta: int | None = None,
        ticket_ids: list[str] | None = None,
        refund_to: Literal["original", "credit"] | None = None,
        idempotency_key: str | None = None,
    ) -> Quote:
        """What it would cost or pay back, item by item. Changes nothing but that an upgrade or exchange holds its new seats.

        `purchase` needs `hold_id`; `upgrade` an `order_id` and `seat_ids` or wishes; `exchange` an `order_id`, the new
        `event_id` and `seat_ids` or wishes; `refund` an `order_id`, optionally only some `ticket_ids`.

        Raises: PolicyRefused naming the policy, NoSuchOrder, HoldExpired, WrongState.
        """
        ...

    def get_quote(self, *, actor: Actor, quote_id: str) -> Quote: ...

    def check_upgrades(
        self,
        *,
        actor: Actor,
        order_id: str,
        target_section: str | None = None,
        max_price_delta: int | None = None,
        limit: int = 5,
    ) -> list[UpgradeOption]:
        """Better seats for an order of the actor's, cheapest first. Raises: PolicyRefused, NoSuchOrder."""
        ...

    def confirm_quote(self, *, actor: Actor, quote_id: str, idempotency_key: str | None = None) -> Quote:
        """Records this fan's yes to exactly this quote; extends its hold once. Called by code that read the fan, never by a brain.

        Raises: QuoteExpired, WrongState, Unauthenticated for an anonymous actor.
        """
        ...

    # -- moving money; a signed-in fan with a confirmed quote, or a service -----------------------------------------------

    def create_order(
        self,
        *,
        actor: Actor,
        hold_id: str,
        quote_id: str,
        customer_id: str,
        payment_method_token: str,
        idempotency_key: str | None = None,
    ) -> Order:
        """Charges and issues tickets, exactly once. `status` is `pending` with a `next_action` when a second step is due.

        Raises: NotConfirmed, PaymentDeclined, PaymentUnresolved, HoldExpired, QuoteExpired, WrongState.
        """
        ...

    def upgrade_tickets(
        self,
        *,
        actor: Actor,
        order_id: str,
        quote_id: str,
        payment_method_token: str | None = None,
        idempotency_key: str | None = None,
    ) -> Order: ...

    def request_refund(
        self, *, actor: Actor, order_id: str, quote_id: str, idempotency_key: str | None = None
    ) -> Order:
        """Pays back, or leaves `refund_pending` where a person must approve."""
        ...

    def exchange_tickets(
        self,
        *,
        actor: Actor,
        order_id: str,
        quote_id: str,
        payment_method_token: str | None = None,
        idempotency_key: str | None = None,
    ) -> Order: ...

    def finish_payment(self, *, actor: Actor, order_id: str) -> Order:
        """Looks what became of a second step or an unanswered payment, and settles or voids it."""
        ...

    def transfer_tickets(
        self, *, actor: Actor, ticket_ids: list[str], recipient: Recipient, idempotency_key: str | None = None
    ) -> Transfer:
        """Hands tickets to another person: the old codes stop working."""
        ...

    # -- looking at one's own -----------------------------------------------------------------------------------------

    def get_order(self, *, actor: Actor, order_id: str) -> Order:
        """Raises: NoSuchOrder also for someone else's order."""
        ...

    def list_orders(self, *, actor: Actor, customer_id: str) -> list[Order]:
        """Newest first."""
        ...

    def get_credit(self, *, actor: Actor, customer_id: str) -> Credit: ...

    def verify_ticket(self, *, ticket_id: str) -> Verification: ...

    # -- care -----------------------------------------------------------------------------------------------------------

    def tidy(self) -> int:
        """Expires holds and quotes whose time has come and settles abandoned payments; how many were touched."""
        ...

    def ping(self) -> None:
        """Raises: Unavailable."""
        ...

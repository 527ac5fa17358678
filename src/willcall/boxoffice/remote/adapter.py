"""`RemoteBoxOffice`: the `BoxOffice` port on an operator's own ticketing API.

Speaks the contract of `docs/reference/boxoffice-http.md`. It tells the other side for whom it acts, and does not rely on being heard: that
an order is the fan's and that a quote was confirmed by them is checked here as well, before anything is changed.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Literal, TypeVar
from urllib.parse import quote as escape

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

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
from willcall.boxoffice.errors import NoSuchQuote, NoSuchTicket, NotConfirmed
from willcall.boxoffice.remote.problems import BoxOfficeUnavailable
from willcall.boxoffice.remote.wire import Patience, Wire
from willcall.boxoffice.rules.identity import no_such_order, require_self, require_signed_in
from willcall.kit.errors import NotFound
from willcall.kit.ids import Ids, new_id

Model = TypeVar("Model", bound=BaseModel)
_EVENTS = TypeAdapter(list[Event])
_ORDERS = TypeAdapter(list[Order])
_POLICIES = TypeAdapter(list[Policy])
_UPGRADES = TypeAdapter(list[UpgradeOption])


class RemoteBoxOffice:
    """An operator's box office behind our port.

    Args:
        base_url: Such as `https://tickets.example.com/boxoffice/v1`.
        api_key: Our service key there.
        patience: How long and how often to try.
        ids: Makes idempotency keys for writes that come without one, so that they can be repeated safely.
        transport, sleep: For tests.
    """

    def __init__(
        self,
        base_url: str,
        *,
        api_key: str,
        patience: Patience | None = None,
        ids: Ids = new_id,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._wire = Wire(base_url, api_key=api_key, patience=patience or Patience(), transport=transport, sleep=sleep)
        self._ids = ids

    def close(self) -> None:
        """Hangs up."""
        self._wire.close()

    # -- looking ----------------------------------------------------------------------------------------------------

    def edition(self) -> int | None:
        return None

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
        params = {
            "query": query,
            "from": _instant(starts_after),
            "to": _instant(starts_before),
            "kind": kind,
            "venue": venue,
            "city": city,
            "include_past": include_past,
            "limit": limit,
            "event_ids": event_ids,
        }
        return _list(_EVENTS, self._wire.call("GET", "events", params=params), "events")

    def get_event_info(self, *, event_id: str) -> Event:
        return _one(Event, self._wire.call("GET", f"events/{_id(event_id)}"))

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
        params = {
            "quantity": quantity,
            "section": section,
            "max_price": max_price,
            "accessible": accessible or wheelchairs > 0,
            "wheelchairs": wheelchairs if wheelchairs > 1 else None,
            "prefer": prefer,
            "limit": limit,
        }
        return _one(Inventory, self._wire.call("GET", f"events/{_id(event_id)}/seats", params=params))

    def get_seat_map(self, *, event_id: str, actor: Actor) -> SeatMap:
        return _one(SeatMap, self._wire.call("GET", f"events/{_id(event_id)}/seat-map", actor=actor))

    def list_policies(self) -> list[Policy]:
        return _list(_POLICIES, self._wire.call("GET", "policies"), "policies")

    def get_policy(self, *, kind: str, event_id: str | None = None, tier: str | None = None) -> Policy | None:
        try:
            found = self._wire.call("GET", f"policies/{_id(kind)}", params={"event_id": event_id, "tier": tier})
        except NotFound as error:
            if error.field == "kind":
                return None
            raise
        policy = found.get("policy") if isinstance(found, dict) else None
        return None if policy is None else _one(Policy, policy)

    # -- holding ----------------------------------------------------------------------------------------------------

    def hold_tickets(
        self,
        *,
        actor: Actor,
        event_id: str,
        seat_ids: list[str],
        expires_in_seconds: int = 300,
        idempotency_key: str | None = None,
    ) -> Hold:
        body = {"event_id": event_id, "seat_ids": seat_ids, "expires_in_seconds": expires_in_seconds}
        return _one(Hold, self._wire.call("POST", "holds", actor=actor, body=body, key=self._key(idempotency_key)))

    def extend_hold(self, *, actor: Actor, hold_id: str, idempotency_key: str | None = None) -> Hold:
        key = self._key(idempotency_key)
        return _one(Hold, self._wire.call("POST", f"holds/{_id(hold_id)}/extend", actor=actor, key=key))

    def release_hold(self, *, actor: Actor, hold_id: str, idempotency_key: str | None = None) -> Hold:
        key = self._key(idempotency_key)
        return _one(Hold, self._wire.call("DELETE", f"holds/{_id(hold_id)}", actor=actor, key=key))

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
        if kind != "purchase" and order_id is not None:
            self._require_own(actor, order_id)
        body = {
            "kind": kind,
            "hold_id": hold_id,
            "order_id": order_id,
            "event_id": event_id,
            "seat_ids": seat_ids,
            "section": section,
            "max_price_delta": max_price_delta,
            "ticket_ids": ticket_ids,
            "refund_to": refund_to,
        }
        return _one(Quote, self._wire.call("POST", "quotes", actor=actor, body=body, key=self._key(idempotency_key)))

    def get_quote(self, *, actor: Actor, quote_id: str) -> Quote:
        found = _one(Quote, self._wire.call("GET", f"quotes/{_id(quote_id)}", actor=actor))
        if actor.kind == "fan" and found.customer_id is not None and found.customer_id != actor.customer_id:
            raise NoSuchQuote(f"There is no quote {quote_id!r}.", field="quote_id", quote_id=quote_id)
        return found

    def check_upgrades(
        self,
        *,
        actor: Actor,
        order_id: str,
        target_section: str | None = None,
        max_price_delta: int | None = None,
        limit: int = 5,
    ) -> list[UpgradeOption]:
        self._require_own(actor, order_id)
        params = {"section": target_section, "max_price_delta": max_price_delta, "limit": limit}
        found = self._wire.call("GET", f"orders/{_id(order_id)}/upgrades", actor=actor, params=params)
        return _list(_UPGRADES, found, "options")

    def confirm_quote(self, *, actor: Actor, quote_id: str, idempotency_key: str | None = None) -> Quote:
        require_signed_in(actor, "confirm")
        self.get_quote(actor=actor, quote_id=quote_id)
        key = self._key(idempotency_key)
        return _one(Quote, self._wire.call("POST", f"quotes/{_id(quote_id)}/confirm", actor=actor, key=key))

    # -- moving money -----------------------------------------------------------------------------------------------

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
        require_self(actor, customer_id)
        self._require_confirmed(actor, quote_id)
        body = {
            "hold_id": hold_id,
            "quote_id": quote_id,
            "customer_id": customer_id,
            "payment_method_token": payment_method_token,
        }
        return self._move("orders", actor, body, idempotency_key)

    def upgrade_tickets(
        self,
        *,
        actor: Actor,
        order_id: str,
        quote_id: str,
        payment_method_token: str | None = None,
        idempotency_key: str | None = None,
    ) -> Order:
        self._require_own(actor, order_id)
        self._require_confirmed(actor, quote_id)
        body = {"quote_id": quote_id, "payment_method_token": payment_method_token}
        return self._move(f"orders/{_id(order_id)}/upgrade", actor, body, idempotency_key)

    def exchange_tickets(
        self,
        *,
        actor: Actor,
        order_id: str,
        quote_id: str,
        payment_method_token: str | None = None,
        idempotency_key: str | None = None,
    ) -> Order:
        self._require_own(actor, order_id)
        self._require_confirmed(actor, quote_id)
        body = {"quote_id": quote_id, "payment_method_token": payment_method_token}
        return self._move(f"orders/{_id(order_id)}/exchange", actor, body, idempotency_key)

    def request_refund(
        self, *, actor: Actor, order_id: str, quote_id: str, idempotency_key: str | None = None
    ) -> Order:
        self._require_own(actor, order_id)
        self._require_confirmed(actor, quote_id)
        return self._move(f"orders/{_id(order_id)}/refund", actor, {"quote_id": quote_id}, idempotency_key)

    def finish_payment(self, *, actor: Actor, order_id: str) -> Order:
        self._require_own(actor, order_id)
        return _one(Order, self._wire.call("POST", f"orders/{_id(order_id)}/finish-payment", actor=actor))

    def transfer_tickets(
        self, *, actor: Actor, ticket_ids: list[str], recipient: Recipient, idempotency_key: str | None = None
    ) -> Transfer:
        require_signed_in(actor, "transfer tickets")
        if actor.kind == "fan":
            own = self.list_orders(actor=actor, customer_id=actor.customer_id or "")
            mine = {ticket.ticket_id for order in own for ticket in order.tickets}
            foreign = [ticket_id for ticket_id in ticket_ids if ticket_id not in mine]
            if foreign or not ticket_ids:
                raise NoSuchTicket(f"You have no ticket {foreign[0] if foreign else ''!r}.", field="ticket_ids")
        first, *more = ticket_ids
        body = {"name": recipient.name, "email": recipient.email, "ticket_ids": more or None}
        found = self._wire.call(
            "POST", f"tickets/{_id(first)}/transfer", actor=actor, body=body, key=self._key(idempotency_key)
        )
        return _one(Transfer, found)

    # -- one's own --------------------------------------------------------------------------------------------------

    def get_order(self, *, actor: Actor, order_id: str) -> Order:
        require_signed_in(actor, "see orders")
        order = _one(Order, self._wire.call("GET", f"orders/{_id(order_id)}", actor=actor))
        if not actor.may_see(order.customer_id):
            raise no_such_order(order_id)
        return order

    def list_orders(self, *, actor: Actor, customer_id: str) -> list[Order]:
        require_self(actor, customer_id)
        found = _list(_ORDERS, self._wire.call("GET", f"customers/{_id(customer_id)}/orders", actor=actor), "orders")
        return [order for order in found if actor.may_see(order.customer_id)]

    def get_credit(self, *, actor: Actor, customer_id: str) -> Credit:
        require_self(actor, customer_id)
        return _one(Credit, self._wire.call("GET", f"customers/{_id(customer_id)}/credit", actor=actor))

    def verify_ticket(self, *, ticket_id: str) -> Verification:
        return _one(Verification, self._wire.call("GET", f"tickets/{_id(ticket_id)}/verify"))

    # -- care -------------------------------------------------------------------------------------------------------

    def tidy(self) -> int:
        """Nothing: a box office expires its own holds."""
        return 0

    def ping(self) -> None:
        self.list_policies()

    # -- how --------------------------------------------------------------------------------------------------------

    def _key(self, given: str | None) -> str:
        return given if given is not None else self._ids("key")

    def _move(self, path: str, actor: Actor, body: dict[str, Any], key: str | None) -> Order:
        return _one(Order, self._wire.call("POST", path, actor=actor, body=body, key=self._key(key), moves_money=True))

    def _require_own(self, actor: Actor, order_id: str) -> None:
        if actor.kind != "service":
            self.get_order(actor=actor, order_id=order_id)

    def _require_confirmed(self, actor: Actor, quote_id: str) -> None:
        if actor.kind == "service":
            return
        found = self.get_quote(actor=actor, quote_id=quote_id)
        # A used quote is one that was confirmed: the first answer is owed to whoever repeats.
        if found.status == "open":
            raise NotConfirmed(
                "This quote has not been confirmed by the fan; ask for their yes first.", quote_id=quote_id
            )


def _id(text: str) -> str:
    return escape(text, safe="") or "-"


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _one(shape: type[Model], found: Any) -> Model:
    try:
        return shape.model_validate(found)
    except ValidationError as error:
        raise BoxOfficeUnavailable(f"The box office answered with no {shape.__name__.lower()} that is one.") from error


def _list(shape: TypeAdapter[list[Model]], found: Any, name: str) -> list[Model]:
    try:
        return shape.validate_python(found.get(name) if isinstance(found, dict) else None)
    except ValidationError as error:
        raise BoxOfficeUnavailable(f"The box office answered with no list of {name}.") from error

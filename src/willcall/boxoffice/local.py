"""The embedded box office: `ports.BoxOffice` over our own database.

Each method is one use case in one unit of work (moving money takes several; see `operations.attempt_payment`). Knows
nothing of HTTP, prompts or settings.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

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
    Verification,
)
from willcall.boxoffice.delivery.ports import TicketSigner
from willcall.boxoffice.operations import attempt_payment as pay
from willcall.boxoffice.operations.attempt_payment import Attempt, Wired
from willcall.boxoffice.operations.confirm_quote import confirm_quote
from willcall.boxoffice.operations.create_order import begin_order
from willcall.boxoffice.operations.extend_hold import extend_hold
from willcall.boxoffice.operations.hold_tickets import hold_tickets
from willcall.boxoffice.operations.quote_purchase import quote_purchase
from willcall.boxoffice.operations.release_hold import release_hold
from willcall.boxoffice.payments.ports import PaymentProvider
from willcall.boxoffice.queries import orders as order_queries
from willcall.boxoffice.queries.check_inventory import check_inventory
from willcall.boxoffice.queries.find_events import find_events, get_event
from willcall.boxoffice.rules.identity import scope
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.kit.clock import Clock, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import Invalid
from willcall.kit.idempotency import once, recall, remember
from willcall.kit.ids import Ids

T = TypeVar("T", bound=BaseModel)


class LocalBoxOffice:
    """Sells from our own database.

    Args:
        database: Where everything is kept.
        clock: What time it is.
        ids: Makes identifiers.
        payments: Moves money.
        signer: Signs tickets.
    """

    def __init__(
        self, database: Database, *, clock: Clock, ids: Ids, payments: PaymentProvider, signer: TicketSigner
    ) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids
        self._catalogue = Catalogue()
        self._wired = Wired(database, self._catalogue, payments, signer)

    # -- looking ------------------------------------------------------------------------------------------------------

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
    ) -> list[Event]:
        with self._database.read() as connection:
            return find_events(
                connection,
                catalogue=self._catalogue,
                now=self._clock(),
                query=query,
                starts_after=starts_after,
                starts_before=starts_before,
                kind=kind,
                venue=venue,
                city=city,
                include_past=include_past,
                limit=limit,
            )

    def get_event_info(self, *, event_id: str) -> Event:
        with self._database.read() as connection:
            return get_event(connection, catalogue=self._catalogue, now=self._clock(), event_id=event_id)

    def check_inventory(
        self,
        *,
        event_id: str,
        quantity: int,
        section: str | None = None,
        max_price: int | None = None,
        accessible: bool = False,
        prefer: Literal["best", "cheapest", "aisle"] = "best",
        limit: int = 5,
    ) -> Inventory:
        with self._database.read() as connection:
            return check_inventory(
                connection,
                catalogue=self._catalogue,
                now=self._clock(),
                event_id=event_id,
                quantity=quantity,
                section=section,
                max_price=max_price,
                accessible=accessible,
                prefer=prefer,
                limit=limit,
            )

    def list_policies(self) -> list[Policy]:
        with self._database.read() as connection:
            return list(self._catalogue.snapshot(connection).policies)

    def get_policy(self, *, kind: str, event_id: str | None = None, tier: str | None = None) -> Policy | None:
        with self._database.read() as connection:
            snapshot = self._catalogue.snapshot(connection)
        return snapshot.policy(kind, show=snapshot.show(event_id) if event_id else None, tier=tier)

    # -- holding ------------------------------------------------------------------------------------------------------

    def hold_tickets(
        self,
        *,
        actor: Actor,
        event_id: str,
        seat_ids: list[str],
        expires_in_seconds: int = 300,
        idempotency_key: str | None = None,
    ) -> Hold:
        return self._once(
            Hold,
            actor=actor,
            operation="hold_tickets",
            key=idempotency_key,
            request={"event_id": event_id, "seat_ids": seat_ids, "expires_in_seconds": expires_in_seconds},
            effect=lambda unit: hold_tickets(
                unit,
                catalogue=self._catalogue,
                actor=actor,
                event_id=event_id,
                seat_ids=seat_ids,
                expires_in_seconds=expires_in_seconds,
            ),
        )

    def extend_hold(self, *, actor: Actor, hold_id: str) -> Hold:
        return self._database.attempt(
            lambda unit: extend_hold(unit, catalogue=self._catalogue, actor=actor, hold_id=hold_id)
        )

    def release_hold(self, *, actor: Actor, hold_id: str) -> Hold:
        return self._database.attempt(lambda unit: release_hold(unit, actor=actor, hold_id=hold_id))

    # -- quoting ------------------------------------------------------------------------------------------------------

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
        request = {"kind": kind, "hold_id": hold_id, "order_id": order_id, "event_id": event_id, "seat_ids": seat_ids}

        def effect(unit: UnitOfWork) -> Quote:
            if kind == "purchase":
                if not hold_id:
                    raise Invalid("A purchase is quoted for a hold; hold_id is missing.", field="hold_id")
                return quote_purchase(unit, catalogue=self._catalogue, actor=actor, hold_id=hold_id)
            raise Invalid(f"{kind!r} cannot be quoted.", field="kind")

        return self._once(
            Quote, actor=actor, operation="quote", key=idempotency_key, request=request, effect=effect
        )

    def get_quote(self, *, actor: Actor, quote_id: str) -> Quote:
        with self._database.read() as connection:
            return order_queries.get_quote(
                connection, actor=actor, quote_id=quote_id, now_ms=to_epoch_ms(self._clock())
            )

    def confirm_quote(self, *, actor: Actor, quote_id: str) -> Quote:
        return self._database.attempt(
            lambda unit: confirm_quote(unit, catalogue=self._catalogue, actor=actor, quote_id=quote_id)
        )

    # -- moving money -------------------------------------------------------------------------------------------------

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
        return self._pay(
            actor=actor,
            operation="create_order",
            key=idempotency_key,
            request={
                "hold_id": hold_id,
                "quote_id": quote_id,
                "customer_id": customer_id,
                "payment_method_token": payment_method_token,
            },
            token=payment_method_token,
            begin=lambda unit: begin_order(
                unit,
                catalogue=self._catalogue,
                actor=actor,
                hold_id=hold_id,
                quote_id=quote_id,
                customer_id=customer_id,
            ),
        )

    # -- looking at one's own -----------------------------------------------------------------------------------------

    def get_order(self, *, actor: Actor, order_id: str) -> Order:
        with self._database.read() as connection:
            return order_queries.get_order(connection, catalogue=self._catalogue, actor=actor, order_id=order_id)

    def list_orders(self, *, actor: Actor, customer_id: str) -> list[Order]:
        with self._database.read() as connection:
            return order_queries.list_orders(
                connection, catalogue=self._catalogue, actor=actor, customer_id=customer_id
            )

    def get_credit(self, *, actor: Actor, customer_id: str) -> Credit:
        with self._database.read() as connection:
            return order_queries.get_credit(connection, actor=actor, customer_id=customer_id)

    def verify_ticket(self, *, ticket_id: str) -> Verification:
        with self._database.read() as connection:
            return order_queries.verify_ticket(connection, ticket_id=ticket_id)

    def ping(self) -> None:
        with self._database.read() as connection:
            self._catalogue.snapshot(connection)

    # -- how ----------------------------------------------------------------------------------------------------------

    def _once(
        self,
        shape: type[T],
        *,
        actor: Actor,
        operation: str,
        key: str | None,
        request: Any,
        effect: Callable[[UnitOfWork], T],
    ) -> T:
        """Runs an effect in one unit of work, or returns what it did the first time this key came."""

        def work(unit: UnitOfWork) -> T:
            if key is None:
                return effect(unit)
            where = scope(actor, operation)
            earlier = recall(unit, scope=where, key=key, request=request)
            if earlier is not None:
                return shape.model_validate(earlier)
            result = effect(unit)
            remember(unit, scope=where, key=key, request=request, answer=result.model_dump(mode="json"))
            return result

        return self._database.attempt(work)

    def _pay(
        self,
        *,
        actor: Actor,
        operation: str,
        key: str | None,
        request: Any,
        token: str | None,
        begin: Callable[[UnitOfWork], Attempt],
    ) -> Order:
        """Begins an attempt and carries it through; a repeat finds the attempt that was begun."""
        where = scope(actor, operation)

        def work(unit: UnitOfWork) -> Attempt:
            if key is not None:
                earlier = recall(unit, scope=where, key=key, request=request)
                if earlier is not None:
                    return Attempt(earlier["payment_id"], earlier["order_id"], mine=False)
            attempt = begin(unit)
            if key is not None:
                answer = {"payment_id": attempt.payment_id, "order_id": attempt.order_id}
                remember(unit, scope=where, key=key, request=request, answer=answer)
            return attempt

        attempt = self._database.attempt(work)
        if attempt.mine:
            pay.charge(self._wired, attempt, token=token)
        with self._database.read() as connection:
            return order_queries.load_order(connection, catalogue=self._catalogue, order_id=attempt.order_id)

"""The embedded box office: `ports.BoxOffice` over our own database.

Each method is one use case in one unit of work (moving money takes several; see `operations.attempt_payment`). Knows
nothing of HTTP, prompts or settings.
"""

import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

from willcall.access.actor import Actor
from willcall.boxoffice.contract import (
    Credit,
    Event,
    EventStatus,
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
from willcall.boxoffice.delivery.ports import TicketSigner
from willcall.boxoffice.operations import attempt_payment as pay
from willcall.boxoffice.operations import pay_back
from willcall.boxoffice.operations.attempt_payment import Attempt
from willcall.boxoffice.operations.change_order import begin_change
from willcall.boxoffice.operations.check_upgrades import check_upgrades
from willcall.boxoffice.operations.confirm_quote import confirm_quote
from willcall.boxoffice.operations.create_order import begin_order
from willcall.boxoffice.operations.extend_hold import extend_hold
from willcall.boxoffice.operations.hold_tickets import hold_tickets
from willcall.boxoffice.operations.quote_exchange import quote_exchange
from willcall.boxoffice.operations.quote_purchase import quote_purchase
from willcall.boxoffice.operations.quote_refund import quote_refund
from willcall.boxoffice.operations.quote_upgrade import quote_upgrade
from willcall.boxoffice.operations.release_hold import release_hold
from willcall.boxoffice.operations.request_refund import decide_refund, request_refund
from willcall.boxoffice.operations.set_event_status import set_event_status
from willcall.boxoffice.operations.tidy import tidy
from willcall.boxoffice.operations.transfer_tickets import transfer_tickets
from willcall.boxoffice.operations.wired import LEASE_MS, Wired
from willcall.boxoffice.payments.ports import PaymentProvider
from willcall.boxoffice.queries import orders as order_queries
from willcall.boxoffice.queries.check_inventory import check_inventory
from willcall.boxoffice.queries.find_events import find_events, get_event, get_events
from willcall.boxoffice.queries.get_seat_map import get_seat_map
from willcall.boxoffice.queries.list_shows import SeasonData, list_shows
from willcall.boxoffice.rules.identity import scope
from willcall.boxoffice.rules.policies import DEFAULT_NAMES
from willcall.boxoffice.store import payments as payment_rows
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.kit.clock import Clock, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import Invalid, WillcallError
from willcall.kit.idempotency import once, recall, remember
from willcall.kit.ids import Ids

T = TypeVar("T", bound=BaseModel)
PATIENCE_S = 10.0
"""How long a repeated payment waits for the one that is on its way."""


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
        self._wired = Wired(database, payments)
        self._signer = signer
        self._settled = threading.Condition()

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
        event_ids: list[str] | None = None,
    ) -> list[Event]:
        with self._database.read() as connection:
            if event_ids is not None:
                return get_events(connection, catalogue=self._catalogue, now=self._clock(), event_ids=event_ids)
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

    def get_seat_map(self, *, event_id: str, actor: Actor) -> SeatMap:
        with self._database.read() as connection:
            return get_seat_map(
                connection, catalogue=self._catalogue, now=self._clock(), event_id=event_id, actor=actor
            )

    def list_shows(self) -> SeasonData:
        """Names of everything that is on, with a version; what the reader's catalogue is made of."""
        with self._database.read() as connection:
            return list_shows(connection, catalogue=self._catalogue, now=self._clock())

    def list_policies(self) -> list[Policy]:
        with self._database.read() as connection:
            return list(self._catalogue.snapshot(connection).policies)

    def get_policy(self, *, kind: str, event_id: str | None = None, tier: str | None = None) -> Policy | None:
        if kind not in DEFAULT_NAMES:
            return None
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

    def extend_hold(self, *, actor: Actor, hold_id: str, idempotency_key: str | None = None) -> Hold:
        return self._once(
            Hold,
            actor=actor,
            operation="extend_hold",
            key=idempotency_key,
            request={"hold_id": hold_id},
            effect=lambda unit: extend_hold(unit, catalogue=self._catalogue, actor=actor, hold_id=hold_id),
        )

    def release_hold(self, *, actor: Actor, hold_id: str, idempotency_key: str | None = None) -> Hold:
        return self._once(
            Hold,
            actor=actor,
            operation="release_hold",
            key=idempotency_key,
            request={"hold_id": hold_id},
            effect=lambda unit: release_hold(unit, actor=actor, hold_id=hold_id),
        )

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
        request = {
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

        def effect(unit: UnitOfWork) -> Quote:
            if kind == "purchase":
                return quote_purchase(
                    unit, catalogue=self._catalogue, actor=actor, hold_id=_needed(hold_id, "hold_id", kind)
                )
            order = _needed(order_id, "order_id", kind)
            if kind == "refund":
                return quote_refund(
                    unit,
                    catalogue=self._catalogue,
                    actor=actor,
                    order_id=order,
                    ticket_ids=ticket_ids,
                    refund_to=refund_to,
                )
            if kind == "upgrade":
                return quote_upgrade(
                    unit,
                    catalogue=self._catalogue,
                    actor=actor,
                    order_id=order,
                    seat_ids=seat_ids,
                    section=section,
                    max_price_delta=max_price_delta,
                )
            return quote_exchange(
                unit,
                catalogue=self._catalogue,
                actor=actor,
                order_id=order,
                event_id=_needed(event_id, "event_id", kind),
                seat_ids=seat_ids,
                section=section,
                max_price_delta=max_price_delta,
            )

        return self._once(Quote, actor=actor, operation="quote", key=idempotency_key, request=request, effect=effect)

    def check_upgrades(
        self,
        *,
        actor: Actor,
        order_id: str,
        target_section: str | None = None,
        max_price_delta: int | None = None,
        limit: int = 5,
    ) -> list[UpgradeOption]:
        with self._database.read() as connection:
            return check_upgrades(
                UnitOfWork(connection, now=self._clock(), ids=self._ids),
                catalogue=self._catalogue,
                actor=actor,
                order_id=order_id,
                target_section=target_section,
                max_price_delta=max_price_delta,
                limit=limit,
            )

    def get_quote(self, *, actor: Actor, quote_id: str) -> Quote:
        with self._database.read() as connection:
            return order_queries.get_quote(
                connection, actor=actor, quote_id=quote_id, now_ms=to_epoch_ms(self._clock())
            )

    def confirm_quote(self, *, actor: Actor, quote_id: str, idempotency_key: str | None = None) -> Quote:
        return self._once(
            Quote,
            actor=actor,
            operation="confirm_quote",
            key=idempotency_key,
            request={"quote_id": quote_id},
            effect=lambda unit: confirm_quote(unit, catalogue=self._catalogue, actor=actor, quote_id=quote_id),
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

    def upgrade_tickets(
        self,
        *,
        actor: Actor,
        order_id: str,
        quote_id: str,
        payment_method_token: str | None = None,
        idempotency_key: str | None = None,
    ) -> Order:
        return self._change("upgrade", actor, order_id, quote_id, payment_method_token, idempotency_key)

    def exchange_tickets(
        self,
        *,
        actor: Actor,
        order_id: str,
        quote_id: str,
        payment_method_token: str | None = None,
        idempotency_key: str | None = None,
    ) -> Order:
        return self._change("exchange", actor, order_id, quote_id, payment_method_token, idempotency_key)

    def request_refund(
        self, *, actor: Actor, order_id: str, quote_id: str, idempotency_key: str | None = None
    ) -> Order:
        request = {"order_id": order_id, "quote_id": quote_id}

        def work(unit: UnitOfWork) -> None:
            def effect() -> dict[str, str]:
                request_refund(unit, catalogue=self._catalogue, actor=actor, order_id=order_id, quote_id=quote_id)
                return {"order_id": order_id}

            once(unit, scope=scope(actor, "request_refund"), key=idempotency_key, request=request, effect=effect)

        self._database.attempt(work)
        pay_back.drive(self._wired, order_id)
        return self.get_order(actor=actor, order_id=order_id)

    def decide_refund(self, *, actor: Actor, order_id: str, approve: bool) -> Order:
        """A person's word on a refund that waits for approval. Only a service may pass it on."""
        self._database.attempt(
            lambda unit: decide_refund(unit, catalogue=self._catalogue, actor=actor, order_id=order_id, approve=approve)
        )
        pay_back.drive(self._wired, order_id)
        return self.get_order(actor=actor, order_id=order_id)

    def finish_payment(self, *, actor: Actor, order_id: str) -> Order:
        self.get_order(actor=actor, order_id=order_id)
        with self._database.read() as connection:
            waiting = payment_rows.open_of_orders(connection, [order_id]).get(order_id)
        if waiting is not None:
            lasting = waiting.lease_until_ms > to_epoch_ms(self._clock())
            pay.resolve(self._wired, waiting.payment_id, patient=lasting)
            pay_back.drive(self._wired, order_id)
        return self.get_order(actor=actor, order_id=order_id)

    def transfer_tickets(
        self, *, actor: Actor, ticket_ids: list[str], recipient: Recipient, idempotency_key: str | None = None
    ) -> Transfer:
        return self._once(
            Transfer,
            actor=actor,
            operation="transfer_tickets",
            key=idempotency_key,
            request={"ticket_ids": ticket_ids, "recipient": recipient.model_dump()},
            effect=lambda unit: transfer_tickets(
                unit, catalogue=self._catalogue, actor=actor, ticket_ids=ticket_ids, recipient=recipient
            ),
        )

    # -- looking at one's own -----------------------------------------------------------------------------------------

    def get_order(self, *, actor: Actor, order_id: str) -> Order:
        with self._database.read() as connection:
            return order_queries.get_order(
                connection, catalogue=self._catalogue, actor=actor, order_id=order_id, sign=self._sign
            )

    def list_orders(self, *, actor: Actor, customer_id: str) -> list[Order]:
        with self._database.read() as connection:
            return order_queries.list_orders(
                connection, catalogue=self._catalogue, actor=actor, customer_id=customer_id, sign=self._sign
            )

    def get_credit(self, *, actor: Actor, customer_id: str) -> Credit:
        with self._database.read() as connection:
            return order_queries.get_credit(connection, actor=actor, customer_id=customer_id)

    def verify_ticket(self, *, ticket_id: str) -> Verification:
        with self._database.read() as connection:
            return order_queries.verify_ticket(connection, ticket_id=ticket_id)

    # -- care ---------------------------------------------------------------------------------------------------------

    def tidy(self) -> int:
        return tidy(self._wired)

    def ping(self) -> None:
        with self._database.read() as connection:
            self._catalogue.snapshot(connection)

    def set_event_status(self, *, actor: Actor, event_id: str, status: EventStatus) -> Event:
        """Calls a show off, moves it or puts it back on. Only a service may."""
        self._database.attempt(
            lambda unit: set_event_status(
                unit, catalogue=self._catalogue, actor=actor, event_id=event_id, status=status
            )
        )
        return self.get_event_info(event_id=event_id)

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

        try:
            return self._database.attempt(work)
        except WillcallError:
            # The same request may have come twice at once, and the other one got through meanwhile.
            earlier = None if key is None else self._earlier(actor, operation, key, request)
            if earlier is None:
                raise
            return shape.model_validate(earlier)

    def _earlier(self, actor: Actor, operation: str, key: str, request: Any) -> Any | None:
        with self._database.read() as connection:
            unit = UnitOfWork(connection, now=self._clock(), ids=self._ids)
            return recall(unit, scope=scope(actor, operation), key=key, request=request)

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
            if self._wired.lease_ms != LEASE_MS:
                until_ms = to_epoch_ms(unit.now) + self._wired.lease_ms
                payment_rows.change(unit.connection, attempt.payment_id, lease_until_ms=until_ms)
            if key is not None:
                answer = {"payment_id": attempt.payment_id, "order_id": attempt.order_id}
                remember(unit, scope=where, key=key, request=request, answer=answer)
            return attempt

        attempt = self._database.attempt(work)
        if attempt.mine:
            try:
                pay.charge(self._wired, attempt, token=token)
            finally:
                with self._settled:
                    self._settled.notify_all()
        else:
            self._wait_for(attempt, token)
        pay_back.drive(self._wired, attempt.order_id)
        pay.raise_unless_paid(self._wired, attempt)
        with self._database.read() as connection:
            return order_queries.load_order(
                connection, catalogue=self._catalogue, order_id=attempt.order_id, sign=self._sign
            )

    def _wait_for(self, attempt: Attempt, token: str | None) -> None:
        """Lets whoever began an attempt finish it; carries it through in their place when they are gone.

        Their end is heard of at once in this process, and within a moment from another. The provider knows the attempt by
        its id, so that a charge which they had made already is not made again.
        """
        deadline = time.monotonic() + PATIENCE_S
        while True:
            with self._database.read() as connection:
                row = payment_rows.get(connection, attempt.payment_id)
            if row is None or row.status != "started":
                return
            lapsed = row.lease_until_ms <= to_epoch_ms(self._clock())
            if lapsed and self._database.attempt(lambda unit: self._renew(unit, attempt)):
                pay.charge(self._wired, attempt, token=token)
                return
            left = deadline - time.monotonic()
            if left <= 0:
                return
            with self._settled:
                self._settled.wait(min(left, 0.05))

    def _renew(self, unit: UnitOfWork, attempt: Attempt) -> bool:
        now_ms = to_epoch_ms(unit.now)
        until_ms = now_ms + self._wired.lease_ms
        return payment_rows.renew(unit.connection, attempt.payment_id, now_ms=now_ms, until_ms=until_ms)

    def _change(
        self,
        kind: Literal["upgrade", "exchange"],
        actor: Actor,
        order_id: str,
        quote_id: str,
        token: str | None,
        key: str | None,
    ) -> Order:
        order = self._pay(
            actor=actor,
            operation=f"{kind}_tickets",
            key=key,
            request={"order_id": order_id, "quote_id": quote_id, "payment_method_token": token},
            token=token,
            begin=lambda unit: begin_change(
                unit, catalogue=self._catalogue, actor=actor, kind=kind, order_id=order_id, quote_id=quote_id
            ),
        )
        quote = self.get_quote(actor=actor, quote_id=quote_id)
        credit = -quote.total if quote.refund_to == "credit" and quote.total.amount < 0 else None
        return order.model_copy(update={"price_delta": quote.total, "credit": credit})

    def _sign(self, ticket: Any) -> str:
        return self._signer.sign(
            ticket_id=ticket.ticket_id, event_id=ticket.event_id, seat_id=ticket.seat_id, serial=ticket.serial
        )


def _needed(value: str | None, name: str, kind: str) -> str:
    if not value:
        raise Invalid(f"To quote a {kind}, {name} is needed.", field=name)
    return value

"""The embedded box office: `ports.BoxOffice` over our own database.

Each method is one use case in one unit of work (moving money takes several; see `till`). Reads are in `looking`. Knows nothing
of HTTP, prompts or settings.
"""

from typing import Literal

from willcall.access.actor import Actor
from willcall.boxoffice.contract import (
    Event,
    EventStatus,
    Hold,
    Order,
    Quote,
    QuoteKind,
    Recipient,
    Transfer,
)
from willcall.boxoffice.delivery.ports import TicketSigner
from willcall.boxoffice.holding import Holding
from willcall.boxoffice.looking import Looking
from willcall.boxoffice.operations import attempt_payment as pay
from willcall.boxoffice.operations import pay_back
from willcall.boxoffice.operations.change_order import begin_change
from willcall.boxoffice.operations.confirm_quote import confirm_quote
from willcall.boxoffice.operations.create_order import begin_order
from willcall.boxoffice.operations.extend_hold import extend_hold
from willcall.boxoffice.operations.hold_tickets import HoldRequest
from willcall.boxoffice.operations.quote_exchange import quote_exchange
from willcall.boxoffice.operations.quote_purchase import quote_purchase
from willcall.boxoffice.operations.quote_refund import quote_refund
from willcall.boxoffice.operations.quote_upgrade import quote_upgrade
from willcall.boxoffice.operations.release_hold import release_hold
from willcall.boxoffice.operations.request_refund import decide_refund, request_refund
from willcall.boxoffice.operations.set_event_status import set_event_status
from willcall.boxoffice.operations.tidy import tidy
from willcall.boxoffice.operations.transfer_tickets import transfer_tickets
from willcall.boxoffice.operations.wired import Wired
from willcall.boxoffice.payments.ports import PaymentProvider
from willcall.boxoffice.queries import orders as order_queries
from willcall.boxoffice.queries.refunds_waiting import RefundWaiting, refunds_waiting
from willcall.boxoffice.rules.identity import scope
from willcall.boxoffice.store import payments as payment_rows
from willcall.boxoffice.till import Till
from willcall.kit.clock import Clock, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import Invalid
from willcall.kit.idempotency import once
from willcall.kit.ids import Ids


class LocalBoxOffice(Looking):
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
        super().__init__(database, clock=clock, ids=ids, signer=signer)
        self._wired = Wired(database, payments)
        self._till = Till(database, clock=clock, ids=ids, wired=self._wired)
        self._holding = Holding(database, catalogue=self._catalogue, till=self._till)

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
        request = HoldRequest(actor, event_id, seat_ids, expires_in_seconds)
        return self._holding.hold(request, idempotency_key=idempotency_key)

    def extend_hold(self, *, actor: Actor, hold_id: str, idempotency_key: str | None = None) -> Hold:
        return self._till.once(
            Hold,
            actor=actor,
            operation="extend_hold",
            key=idempotency_key,
            request={"hold_id": hold_id},
            effect=lambda unit: extend_hold(unit, catalogue=self._catalogue, actor=actor, hold_id=hold_id),
        )

    def release_hold(self, *, actor: Actor, hold_id: str, idempotency_key: str | None = None) -> Hold:
        return self._till.once(
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

        return self._till.once(
            Quote, actor=actor, operation="quote", key=idempotency_key, request=request, effect=effect
        )

    def confirm_quote(self, *, actor: Actor, quote_id: str, idempotency_key: str | None = None) -> Quote:
        return self._till.once(
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
        paid = self._till.pay(
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
        return self._load(paid)

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

    def refunds_waiting(self, *, actor: Actor) -> list[RefundWaiting]:
        """Refunds that wait for a person's word, the longest first. Only a service may see them."""
        with self._database.read() as connection:
            return refunds_waiting(connection, catalogue=self._catalogue, actor=actor)

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
        return self._till.once(
            Transfer,
            actor=actor,
            operation="transfer_tickets",
            key=idempotency_key,
            request={"ticket_ids": ticket_ids, "recipient": recipient.model_dump()},
            effect=lambda unit: transfer_tickets(
                unit, catalogue=self._catalogue, actor=actor, ticket_ids=ticket_ids, recipient=recipient
            ),
        )

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

    def _change(
        self,
        kind: Literal["upgrade", "exchange"],
        actor: Actor,
        order_id: str,
        quote_id: str,
        token: str | None,
        key: str | None,
    ) -> Order:
        paid = self._till.pay(
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
        return self._load(paid).model_copy(update={"price_delta": quote.total, "credit": credit})

    def _load(self, order_id: str) -> Order:
        """An order whose right to be seen was proven before."""
        with self._database.read() as connection:
            return order_queries.load_order(connection, catalogue=self._catalogue, order_id=order_id, sign=self._sign)


def _needed(value: str | None, name: str, kind: str) -> str:
    if not value:
        raise Invalid(f"To quote a {kind}, {name} is needed.", field=name)
    return value

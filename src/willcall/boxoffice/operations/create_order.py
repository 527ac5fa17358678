"""Begins a purchase: checks identity, consent and hold, and records the pending order with its attempt at payment."""

from typing import Any

from willcall.access.actor import Actor
from willcall.boxoffice.errors import NotConfirmed, WrongState
from willcall.boxoffice.operations import attempt_payment
from willcall.boxoffice.operations.attempt_payment import Attempt
from willcall.boxoffice.operations.confirm_quote import lock_quote, require_alive
from willcall.boxoffice.operations.extend_hold import expired, require_live
from willcall.boxoffice.operations.hold_tickets import require_on_sale
from willcall.boxoffice.operations.own_order import judge_owned
from willcall.boxoffice.rules import holds as hold_rules
from willcall.boxoffice.rules.identity import require_self
from willcall.boxoffice.store import claims, holds, orders, quotes
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import Invalid
from willcall.kit.money import Money


def begin_order(
    unit: UnitOfWork, *, catalogue: Catalogue, actor: Actor, hold_id: str, quote_id: str, customer_id: str
) -> Attempt:
    """Records the attempt, or finds the one that this quote is being or was paid with.

    Raises:
        Unauthenticated, Denied, NoSuchQuote, NotConfirmed, QuoteExpired, HoldExpired, WrongState, PolicyRefused.
    """
    require_self(actor, customer_id)
    now_ms = to_epoch_ms(unit.now)
    quote = lock_quote(unit, actor=actor, quote_id=quote_id)
    if quote.kind != "purchase" or quote.hold_id != hold_id:
        raise Invalid(f"Quote {quote_id} is not for hold {hold_id}.", field="quote_id")
    if quote.status == "used" and quote.payment_id is not None:
        order = orders.get(unit.connection, quote.order_id)
        if order is None or order.customer_id != customer_id:
            raise WrongState(f"Quote {quote_id} was used already.", quote_id=quote_id)
        return Attempt(quote.payment_id, order.order_id, mine=False)
    require_alive(quote, now_ms=now_ms)
    require_consent(actor, quote, customer_id=customer_id)
    hold = require_live(unit, actor=actor, hold_id=hold_id)
    show = catalogue.snapshot(unit.connection).show(quote.event_id)
    require_on_sale(show, now_ms=now_ms)
    orders.ensure_customer(unit.connection, customer_id)
    snapshot = catalogue.snapshot(unit.connection)
    judge_owned(unit, snapshot=snapshot, show=show, quantity=len(hold.seat_ids), customer_id=customer_id)
    keep_for_payment(unit, quote=quote, hold=hold, ends_at_ms=show.ends_at_ms)
    order_id = unit.ids("ord")
    orders.add(
        unit.connection,
        {
            "order_id": order_id,
            "event_id": quote.event_id,
            "customer_id": customer_id,
            "status": "pending",
            "total": quote.total,
            "order_fee": quote.details["extra"]["order_fee"],
            "currency": quote.currency,
            "paid": 0,
            "refunded": 0,
            "quote_id": quote_id,
            "before": None,
            "case_reason": None,
            "placed_at_ms": now_ms,
        },
    )
    attempt = attempt_payment.begin(
        unit,
        purpose="purchase",
        order_id=order_id,
        quote=quote,
        customer_id=customer_id,
        amount=Money(quote.total, quote.currency),
    )
    quotes.change(
        unit.connection,
        quote_id,
        status="used",
        payment_id=attempt.payment_id,
        order_id=order_id,
        customer_id=customer_id,
    )
    return attempt


def require_consent(actor: Actor, quote: Any, *, customer_id: str) -> None:
    """Raises: NotConfirmed unless this customer said yes to it; a service's call is its consent."""
    bound = quote.customer_id
    status = quote.status
    if bound is not None and bound != customer_id:
        raise NotConfirmed("That quote was confirmed by someone else.", field="quote_id")
    if actor.kind != "service" and (status != "confirmed" or bound != customer_id):
        raise NotConfirmed("The fan has not confirmed this quote yet; nothing was charged.", field="quote_id")


def keep_for_payment(unit: UnitOfWork, *, quote: Any, hold: Any, ends_at_ms: int) -> None:
    """Lets the hold outlive its quote while the payment is in flight. Raises: HoldExpired if seats are gone already."""
    until = hold_rules.kept_for_payment(
        now_ms=to_epoch_ms(unit.now), expires_at_ms=quote.expires_at_ms, ends_at_ms=ends_at_ms
    )
    if claims.prolong(unit.connection, hold_id=hold.hold_id, expires_at_ms=until, now_ms=to_epoch_ms(unit.now)) != len(
        hold.seat_ids
    ):
        raise expired(hold.hold_id)
    holds.set_expiry(unit.connection, hold_id=hold.hold_id, expires_at_ms=until)

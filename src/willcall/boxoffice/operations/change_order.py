"""Begins an upgrade or an exchange: checks identity, consent and hold, and records the attempt at paying the difference."""

from typing import Literal

from willcall.access.actor import Actor
from willcall.boxoffice.errors import WrongState
from willcall.boxoffice.operations import attempt_payment
from willcall.boxoffice.operations.attempt_payment import Attempt
from willcall.boxoffice.operations.confirm_quote import lock_quote, require_alive
from willcall.boxoffice.operations.create_order import keep_for_payment, require_consent
from willcall.boxoffice.operations.extend_hold import require_live
from willcall.boxoffice.operations.own_order import judge_owned, require_changeable, require_order, tickets_in_hand
from willcall.boxoffice.store import orders, quotes
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import Invalid
from willcall.kit.money import Money


def begin_change(
    unit: UnitOfWork,
    *,
    catalogue: Catalogue,
    actor: Actor,
    kind: Literal["upgrade", "exchange"],
    order_id: str,
    quote_id: str,
) -> Attempt:
    """Records the attempt, or finds the one that this quote is being or was settled with.

    Raises:
        Unauthenticated, NoSuchOrder, NoSuchQuote, NotConfirmed, QuoteExpired, HoldExpired, WrongState, PolicyRefused.
    """
    require_order(unit, actor=actor, order_id=order_id)
    quote = lock_quote(unit, actor=actor, quote_id=quote_id)
    if quote.kind != kind or quote.order_id != order_id:
        raise Invalid(f"Quote {quote_id} is not for this {kind} of order {order_id}.", field="quote_id")
    if quote.status == "used" and quote.payment_id is not None:
        return Attempt(quote.payment_id, order_id, mine=False)
    require_alive(quote, now_ms=to_epoch_ms(unit.now))
    order = require_changeable(unit, actor=actor, order_id=order_id, lock=True)
    require_consent(actor, quote, customer_id=order.customer_id)
    hold = require_live(unit, actor=actor, hold_id=quote.hold_id)
    in_hand = tickets_in_hand(unit, order_id=order_id)
    if {row.ticket_id for row in in_hand} != set(quote.details["ticket_ids"]):
        raise WrongState(f"Order {order_id} has changed since; ask for a new quote.", order_id=order_id)
    snapshot = catalogue.snapshot(unit.connection)
    show = snapshot.show(quote.event_id)
    if kind == "exchange":
        orders.ensure_customer(unit.connection, order.customer_id)
        judge_owned(unit, snapshot=snapshot, show=show, quantity=len(hold.seat_ids), customer_id=order.customer_id)
    keep_for_payment(unit, quote=quote, hold=hold, ends_at_ms=show.ends_at_ms)
    attempt = attempt_payment.begin(
        unit,
        purpose=kind,
        order_id=order_id,
        quote=quote,
        customer_id=order.customer_id,
        amount=Money(max(0, quote.total), quote.currency),
    )
    quotes.change(
        unit.connection, quote_id, status="used", payment_id=attempt.payment_id, customer_id=order.customer_id
    )
    return attempt

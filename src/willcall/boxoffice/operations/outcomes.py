"""What an attempt at payment does to the box office once it is known how it went. Each runs in one unit of work.

Knows nothing of the provider. The first outcome recorded wins; later ones see that and change nothing.
"""

from typing import Any, Literal

from willcall.boxoffice.operations import issue
from willcall.boxoffice.rules import orders as states
from willcall.boxoffice.store import claims, holds, orders, payments, quotes
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork

SOURCE = "/boxoffice"


def succeed(unit: UnitOfWork, *, payment_id: str, charge_id: str | None) -> Literal["done", "void"]:
    """Money came: hands over what it was for. `void`: it came too late and must be given back."""
    quote, payment = _lock(unit, payment_id)
    if payment.status == "succeeded":
        return "done"
    if payment.status not in payments.OPEN:
        payments.change(unit.connection, payment_id, status="voiding", charge_id=charge_id)
        return "void"
    order = orders.get(unit.connection, payment.order_id, lock=True)
    assert order is not None
    sold = issue.sell_hold(unit, quote=quote, order_id=order.order_id)
    if not sold:
        payments.change(unit.connection, payment_id, status="voiding", charge_id=charge_id)
        quotes.change(unit.connection, quote.quote_id, status="expired")
        if payment.purpose == "purchase":
            orders.change(
                unit.connection,
                order.order_id,
                status=states.advance(order.status, "cancelled", order_id=order.order_id),
            )
            unit.emit("order.cancelled", order.order_id, {"reason": "too late"}, source=SOURCE)
        return "void"
    payments.change(unit.connection, payment_id, status="succeeded", charge_id=charge_id, next_action_url=None)
    if payment.amount:
        unit.emit(
            "payment.succeeded",
            payment_id,
            {"order_id": order.order_id, "amount": payment.amount, "currency": payment.currency},
            source=SOURCE,
        )
    issue.hand_over(unit, purpose=payment.purpose, order=order, quote=quote, paid=payment.amount)
    return "done"


def wait(unit: UnitOfWork, *, payment_id: str, charge_id: str, next_action_url: str | None) -> None:
    """The payer must take a second step; the attempt is theirs as long as the hold lasts."""
    quote, payment = _lock(unit, payment_id)
    if payment.status not in payments.OPEN:
        return
    hold = holds.get(unit.connection, quote.hold_id) if quote.hold_id else None
    until = hold.expires_at_ms if hold is not None else to_epoch_ms(unit.now) + 300_000
    payments.change(
        unit.connection,
        payment_id,
        status="requires_action",
        charge_id=charge_id,
        next_action_url=next_action_url,
        lease_until_ms=until,
    )


def fail(unit: UnitOfWork, *, payment_id: str, status: str) -> None:
    """No money came: quote and hold are alive again, as long as they would have been without this attempt."""
    quote, payment = _lock(unit, payment_id)
    if payment.status not in payments.OPEN:
        return
    now_ms = to_epoch_ms(unit.now)
    payments.change(unit.connection, payment_id, status=status, next_action_url=None, lease_until_ms=now_ms)
    unit.emit(f"payment.{status}", payment_id, {"order_id": payment.order_id}, source=SOURCE)
    if payment.purpose == "purchase":
        order = orders.get(unit.connection, payment.order_id, lock=True)
        assert order is not None
        orders.change(
            unit.connection,
            order.order_id,
            status=states.advance(order.status, "cancelled", order_id=order.order_id),
        )
    if quote.status == "used":
        again = {"order_id": None} if payment.purpose == "purchase" else {}
        quotes.change(unit.connection, quote.quote_id, status="confirmed", payment_id=None, **again)
    hold = holds.get(unit.connection, quote.hold_id) if quote.hold_id else None
    if hold is not None and hold.status == "live" and hold.expires_at_ms > now_ms:
        claims.prolong(
            unit.connection, hold_id=hold.hold_id, expires_at_ms=quote.expires_at_ms, now_ms=to_epoch_ms(unit.now)
        )
        holds.set_expiry(unit.connection, hold_id=hold.hold_id, expires_at_ms=quote.expires_at_ms)


def voided(unit: UnitOfWork, *, payment_id: str) -> None:
    """What was taken has been given back, or was never taken."""
    _quote, payment = _lock(unit, payment_id)
    if payment.status in {"abandoned", "voiding"}:
        payments.change(unit.connection, payment_id, status="voided")
        unit.emit("payment.voided", payment_id, {"order_id": payment.order_id}, source=SOURCE)


def _lock(unit: UnitOfWork, payment_id: str) -> tuple[Any, Any]:
    """Hold, quote and payment, locked in that order."""
    glimpse = payments.get(unit.connection, payment_id)
    assert glimpse is not None
    quote = quotes.get(unit.connection, glimpse.quote_id)
    assert quote is not None
    if quote.hold_id is not None:
        quotes.lock_hold_of(unit.connection, quote.hold_id)
    quote = quotes.get(unit.connection, glimpse.quote_id, lock=True)
    payment = payments.get(unit.connection, payment_id, lock=True)
    return quote, payment

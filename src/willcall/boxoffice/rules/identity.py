"""Whose is it? Who may see and use a hold, a quote or an order.

Knows nothing of how an actor was recognised.
"""

import hashlib

from willcall.access.actor import Actor
from willcall.boxoffice.errors import NoSuchHold, NoSuchOrder, NoSuchQuote
from willcall.kit.errors import Denied, Unauthenticated


def may_use(actor: Actor, *, session: str | None, customer_id: str | None) -> bool:
    """Whether a hold or an unconfirmed quote is the actor's: made in their session, by the same fan if a fan made it.

    What was made outside any session belongs to the fan who made it, or to whoever knows its id.
    """
    if actor.kind == "service":
        return True
    if customer_id is not None and actor.customer_id != customer_id:
        return False
    if session is not None:
        return actor.session == session
    return True


def require_hold(actor: Actor, hold_id: str, *, session: str | None, customer_id: str | None) -> None:
    """Raises: NoSuchHold unless the hold is the actor's."""
    if not may_use(actor, session=session, customer_id=customer_id):
        raise no_such_hold(hold_id)


def no_such_hold(hold_id: str) -> NoSuchHold:
    return NoSuchHold(f"There is no hold {hold_id!r}.", field="hold_id", hold_id=hold_id)


def no_such_quote(quote_id: str) -> NoSuchQuote:
    return NoSuchQuote(f"There is no quote {quote_id!r}.", field="quote_id", quote_id=quote_id)


def no_such_order(order_id: str) -> NoSuchOrder:
    return NoSuchOrder(f"There is no order {order_id!r}.", field="order_id", order_id=order_id)


def require_signed_in(actor: Actor, what: str) -> None:
    """Raises: Unauthenticated for an anonymous actor."""
    if actor.kind == "anonymous" or (actor.kind == "fan" and not actor.customer_id):
        raise Unauthenticated(f"Sign in to {what}.")


def require_self(actor: Actor, customer_id: str) -> None:
    """Raises: Unauthenticated or Denied unless the actor may act for this customer."""
    require_signed_in(actor, "see or change orders")
    if not actor.may_see(customer_id):
        raise Denied("That customer is someone else; you can act for yourself only.", field="customer_id")


def scope(actor: Actor, operation: str) -> str:
    """Whose idempotency keys these are; at most 120 characters."""
    who = f"{actor.kind}:{actor.customer_id or actor.session or ''}"
    if len(who) > 80:
        who = hashlib.sha256(who.encode()).hexdigest()
    return f"{operation}:{who}"

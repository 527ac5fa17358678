"""What a refund would pay back, item by item, and whether a person must approve it."""

from typing import Literal

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Quote
from willcall.boxoffice.operations.own_order import judge_tickets, require_changeable, tickets_in_hand
from willcall.boxoffice.operations.write_quote import write_quote
from willcall.boxoffice.rules import refunds
from willcall.boxoffice.rules.policies import needs_approval, values_of
from willcall.boxoffice.store import orders
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.money import Money


def quote_refund(
    unit: UnitOfWork,
    *,
    catalogue: Catalogue,
    actor: Actor,
    order_id: str,
    ticket_ids: list[str] | None,
    refund_to: Literal["original", "credit"] | None,
) -> Quote:
    """Raises: NoSuchOrder, NoSuchTicket, PolicyRefused naming the policy, WrongState."""
    order = require_changeable(unit, actor=actor, order_id=order_id)
    snapshot = catalogue.snapshot(unit.connection)
    show = snapshot.show(order.event_id)
    cancelled = show.status == "cancelled"
    tickets = tickets_in_hand(unit, order_id=order_id, ticket_ids=ticket_ids, cancelled=cancelled)
    as_credit = refund_to == "credit"
    chosen = judge_tickets(unit, snapshot=snapshot, show=show, kind="refund", tickets=tickets, as_credit=as_credit)
    policy = next(iter(chosen.values()))
    values = [values_of(one) for one in chosen.values()]
    keep_fees = any(value["keep_fees"] for value in values) and not cancelled
    everything = orders.tickets_of(unit.connection, [order_id])[order_id]
    whole = len(tickets) == sum(1 for row in everything if row.status in {"valid", "transferred", "used"})
    returned = [refunds.Returned(row.seat["section"], row.face, row.fees) for row in tickets]
    order_fee = order.order_fee if whole else 0
    items = refunds.refund_items(
        returned,
        currency=order.currency,
        keep_fees=keep_fees,
        order_fee=order_fee,
        still_paid=order.paid - order.refunded,
        bonus_bp=min(value["credit_bonus_bp"] for value in values) if as_credit else 0,
    )
    bonus = sum(-item.amount.amount for item in items if item.label == "Bonus for taking credit")
    back = Money(-sum(item.amount.amount for item in items), order.currency)
    approval = snapshot.policy("approval", show=show)
    seconds = values_of(snapshot.policy("hold", show=show))["seconds"]
    count = len(tickets)
    summary = f"Refund of {count} ticket{'s' if count > 1 else ''} for {show.name}"
    kept = Money(refunds.kept_fees(returned, order_fee=order_fee), order.currency) if keep_fees else None
    if kept is not None and kept.amount:
        summary += f"; fees of {kept.text} are not refunded"
    return write_quote(
        unit,
        kind="refund",
        event_id=order.event_id,
        items=items,
        currency=order.currency,
        order_id=order_id,
        session=None,
        customer_id=order.customer_id,
        ticket_ids=[row.ticket_id for row in tickets],
        refund_to=refund_to or "original",
        # What already went back counts, or a large refund could be taken ticket by ticket.
        requires_approval=needs_approval(approval, Money(back.amount + order.refunded, order.currency)),
        policy=policy.name,
        expires_at_ms=to_epoch_ms(unit.now) + seconds * 1000,
        summary=summary,
        extra={"bonus": bonus, "approval_policy": approval.name},
    )

"""Finds an order that the actor may change, with the tickets they still have in hand."""

from typing import Any

from willcall.access.actor import Actor
from willcall.boxoffice.errors import NoSuchTicket, WrongState
from willcall.boxoffice.operations.hold_tickets import judge_quantity
from willcall.boxoffice.rules.events import MINUTE_MS, status_at
from willcall.boxoffice.rules.identity import no_such_order, require_signed_in
from willcall.boxoffice.rules.orders import require_settled
from willcall.boxoffice.rules.policies import judge
from willcall.boxoffice.rules.policy_table import Facts
from willcall.boxoffice.store import orders, payments
from willcall.boxoffice.store.catalogue import Show, Snapshot
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.money import Money


def require_order(unit: UnitOfWork, *, actor: Actor, order_id: str, lock: bool = False) -> Any:
    """The actor's order. Raises: Unauthenticated, NoSuchOrder (also for someone else's)."""
    require_signed_in(actor, "see or change orders")
    row = orders.get(unit.connection, order_id, lock=lock)
    if row is None or not actor.may_see(row.customer_id):
        raise no_such_order(order_id)
    return row


def require_changeable(unit: UnitOfWork, *, actor: Actor, order_id: str, lock: bool = False) -> Any:
    """The same, if it may be changed now. Raises: WrongState."""
    row = require_order(unit, actor=actor, order_id=order_id, lock=lock)
    require_settled(row.status, order_id=order_id)
    if payments.open_of_orders(unit.connection, [order_id]):
        raise WrongState(f"A payment for order {order_id} is on its way; wait for it.", order_id=order_id)
    return row


def tickets_in_hand(
    unit: UnitOfWork, *, order_id: str, ticket_ids: list[str] | None = None, cancelled: bool = False
) -> list[Any]:
    """The order's tickets that its buyer still has; all of them, or the named ones.

    Where the event is cancelled, tickets handed on count too: it is the buyer who paid.

    Raises:
        NoSuchTicket, WrongState.
    """
    rows = orders.tickets_of(unit.connection, [order_id])[order_id]
    usable = {"valid", "transferred"} if cancelled else {"valid"}
    if ticket_ids:
        by_id = {row.ticket_id: row for row in rows}
        missing = [ticket for ticket in ticket_ids if ticket not in by_id]
        if missing:
            raise NoSuchTicket(
                f"Order {order_id} has no ticket {missing[0]!r}.", field="ticket_ids", ticket_ids=missing
            )
        chosen = [by_id[ticket] for ticket in dict.fromkeys(ticket_ids)]
        for row in chosen:
            if row.status not in usable:
                raise WrongState(
                    f"Ticket {row.ticket_id} is {row.status}, so it cannot be changed.", ticket_id=row.ticket_id
                )
        return chosen
    chosen = [row for row in rows if row.status in usable]
    if not chosen:
        raise WrongState(f"Order {order_id} has no tickets left that could be changed.", order_id=order_id)
    return chosen


def require_whole(unit: UnitOfWork, *, order_id: str) -> None:
    """Raises: WrongState, when some of its tickets are in someone else's hands or were used at the door."""
    gone = [
        row.ticket_id
        for row in orders.tickets_of(unit.connection, [order_id])[order_id]
        if row.status in {"transferred", "used"}
    ]
    if gone:
        raise WrongState(
            "Part of this order is no longer in your hands, and an exchange moves a whole order to the other event. "
            "The tickets you still have can be given back, or a person can look at it.",
            order_id=order_id,
            ticket_ids=gone,
        )


def judge_owned(unit: UnitOfWork, *, snapshot: Snapshot, show: Show, quantity: int, customer_id: str) -> None:
    """Raises: PolicyRefused, when with so many more a customer would have too many tickets for the show."""
    owned = orders.owned(unit.connection, customer_id=customer_id, event_id=show.event_id)
    judge_quantity(snapshot, show, quantity, owned=owned)


def facts_about(show: Show, *, now_ms: int, **more: Any) -> Facts:
    """What a policy may want to know of a show at this time."""
    status = status_at(show.status, starts_at_ms=show.starts_at_ms, ends_at_ms=show.ends_at_ms, now_ms=now_ms)
    return Facts(
        minutes_to_start=(show.starts_at_ms - now_ms) / MINUTE_MS,
        cancelled=status == "cancelled",
        finished=status == "finished",
        **more,
    )


def judge_tickets(
    unit: UnitOfWork, *, snapshot: Snapshot, show: Show, kind: str, tickets: list[Any], as_credit: bool = False
) -> dict[str, Any]:
    """Asks the policy about each tier among the tickets; returns the policies by tier. Raises: PolicyRefused."""
    eligible = {"refund": "refundable", "exchange": "exchangeable", "upgrade": "upgradable"}.get(kind)
    amount = Money(sum(row.face + row.fees for row in tickets), show.currency)
    chosen = {}
    for tier in sorted({row.seat["tier"] for row in tickets}):
        policy = snapshot.policy(kind, show=show, tier=tier)
        tariff = show.tariffs.get(tier)
        allowed = tariff is None or eligible is None or getattr(tariff, eligible)
        judge(
            policy,
            facts_about(
                show,
                now_ms=to_epoch_ms(unit.now),
                tier=tier,
                eligible=allowed,
                quantity=len(tickets),
                amount=amount,
                as_credit=as_credit,
            ),
        )
        chosen[tier] = policy
    return chosen

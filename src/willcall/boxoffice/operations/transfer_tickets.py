"""Hands tickets to another person: their old codes stop working, the buyer keeps the order."""

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Recipient, Transfer
from willcall.boxoffice.errors import NoSuchTicket, WrongState
from willcall.boxoffice.operations.own_order import judge_tickets, require_changeable
from willcall.boxoffice.rules.identity import require_signed_in
from willcall.boxoffice.store import orders, quotes
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import Invalid
from willcall.kit.privacy import require_no_card

SOURCE = "/boxoffice"


def transfer_tickets(
    unit: UnitOfWork, *, catalogue: Catalogue, actor: Actor, ticket_ids: list[str], recipient: Recipient
) -> Transfer:
    """Raises: Unauthenticated, NoSuchTicket (also for someone else's), PolicyRefused, WrongState, Invalid."""
    require_signed_in(actor, "hand on tickets")
    wanted = sorted(set(ticket_ids))
    to = (recipient.email or recipient.name or "").strip()
    require_no_card(to, field="recipient")
    if not wanted:
        raise Invalid("ticket_ids is empty; name at least one ticket.", field="ticket_ids")
    if not to:
        raise Invalid("Say to whom: a name or an e-mail address.", field="recipient")
    found = {row.ticket_id: row for row in orders.tickets_by_id(unit.connection, wanted)}
    owners = {row.order_id for row in found.values()}
    mine = {
        order_id
        for order_id in owners
        if (row := orders.get(unit.connection, order_id)) is not None and actor.may_see(row.customer_id)
    }
    for ticket in wanted:
        if ticket not in found or found[ticket].order_id not in mine:
            raise NoSuchTicket(f"There is no ticket {ticket!r}.", field="ticket_ids", ticket_ids=[ticket])
    if len(owners) != 1:
        raise Invalid("Those tickets are of several orders; hand them on order by order.", field="ticket_ids")
    order_id = owners.pop()
    order = require_changeable(unit, actor=actor, order_id=order_id, lock=True)
    tickets = orders.tickets_by_id(unit.connection, wanted, lock=True)
    for row in tickets:
        if row.status != "valid":
            raise WrongState(
                f"Ticket {row.ticket_id} is {row.status}; it cannot be handed on.", ticket_id=row.ticket_id
            )
    snapshot = catalogue.snapshot(unit.connection)
    show = snapshot.show(order.event_id)
    judge_tickets(unit, snapshot=snapshot, show=show, kind="transfer", tickets=tickets)
    for row in tickets:
        orders.set_tickets(unit.connection, [row.ticket_id], status="transferred", holder=to, serial=row.serial + 1)
        unit.emit("ticket.transferred", row.ticket_id, {"order_id": order_id, "event_id": row.event_id}, source=SOURCE)
    quotes.void_of_order(unit.connection, order_id)
    return Transfer(ticket_ids=wanted, order_id=order_id, recipient=to)

"""Tools for what is not money: handing tickets over, opening a case, fetching a person."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from willcall.agent.contract import CaseCard, HandOffCard
from willcall.agent.specialists.counter import Counter
from willcall.agent.specialists.sales_tools import drop_quote, require_fan
from willcall.agent.specialists.toolbox import Arguments, Refusal, tool
from willcall.agent.state import PendingTransfer
from willcall.boxoffice.contract import Order, Recipient
from willcall.boxoffice.rules.policies import judge
from willcall.boxoffice.rules.policy_table import Facts


class TransferTickets(Arguments):
    order_id: str
    ticket_ids: list[str] | None = Field(default=None, min_length=1, max_length=50, description="all when left out")
    recipient_email: str | None = None
    recipient_name: str | None = None


@tool("transfer_tickets", "Hand tickets to another person. The fan has to say yes first.", TransferTickets)
def transfer_tickets(counter: Counter, wish: TransferTickets) -> Mapping[str, Any]:
    require_fan(counter)
    recipient = Recipient(email=wish.recipient_email, name=wish.recipient_name)
    order = counter.boxoffice.get_order(actor=counter.actor, order_id=wish.order_id)
    valid = [t.ticket_id for t in order.tickets if t.status == "valid"]
    chosen = wish.ticket_ids or valid
    if not chosen or set(chosen) - set(valid):
        raise Refusal("conflict", "These tickets cannot be handed over: they are not valid tickets of that order.")
    _judge(counter, order, chosen)
    if recipient.email is None and recipient.name is None:
        raise Refusal("invalid", "To whom? An e-mail address or a name is needed.")
    drop_quote(counter)
    counter.state.transfer = PendingTransfer(
        order_id=order.order_id, ticket_ids=chosen, email=wish.recipient_email, name=wish.recipient_name
    )
    raise Refusal("confirmation_required", "The fan has to say yes to handing these tickets over.", ticket_ids=chosen)


def _judge(counter: Counter, order: Order, chosen: list[str]) -> None:
    """Asks the policies before the fan is asked for a yes; the box office asks them again. Raises: PolicyRefused."""
    office = counter.boxoffice
    event = office.get_event_info(event_id=order.event_id)
    facts = Facts(
        minutes_to_start=(event.starts_at - counter.now).total_seconds() / 60,
        cancelled=event.status == "cancelled",
        finished=event.status == "finished",
    )
    for tier in sorted({t.seat.tier for t in order.tickets if t.ticket_id in chosen}):
        policy = office.get_policy(kind="transfer", event_id=order.event_id, tier=tier)
        if policy is not None:
            judge(policy, facts)


def carry_out_transfer(counter: Counter) -> Mapping[str, Any]:
    """Hands over what the fan just said yes to; called by the turn's code alone."""
    require_fan(counter)
    pending = counter.state.transfer
    if pending is None:
        raise Refusal("confirmation_required", "Nothing waits for a yes.")
    done = counter.boxoffice.transfer_tickets(
        actor=counter.actor,
        ticket_ids=pending.ticket_ids,
        recipient=Recipient(email=pending.email, name=pending.name),
        idempotency_key=f"transfer:{counter.conversation_id}:{','.join(sorted(pending.ticket_ids))}",
    )
    counter.state.transfer = None
    return {
        "order_id": done.order_id,
        "recipient": done.recipient,
        "count": len(done.ticket_ids),
        "ticket_ids": done.ticket_ids,
    }


class OpenCase(Arguments):
    subject: str = Field(min_length=3, max_length=200)
    body: str = Field(default="", max_length=500)
    order_id: str | None = None


@tool("open_case", "Leave something for a person to decide; the fan gets its number.", OpenCase)
def open_case(counter: Counter, wish: OpenCase) -> Mapping[str, Any]:
    subject = wish.subject if counter.vouched(wish.subject) else "A fan has something for a person to decide"
    case = counter.desk.open_case(
        subject=subject,
        body=_marked(counter, wish.body)
        if subject == wish.subject
        else _marked(counter, f"{wish.subject}. {wish.body}"),
        customer_id=counter.customer_id,
        conversation_id=counter.conversation_id,
        order_id=wish.order_id,
        idempotency_key=f"{counter.attempt}:case",
    )
    counter.state.case_id = case.case_id
    counter.add(CaseCard(id=counter.ids("crd"), case_id=case.case_id, subject=case.subject, status=case.status))
    return {"case_id": case.case_id, "status": case.status}


def _marked(counter: Counter, words: str) -> str:
    """A brain's words to the desk; what the ledger does not bear out is marked, so that nobody acts on it unseen."""
    return words if counter.vouched(words) else f"Not verified, a language model's words: {words}"


class HandOffWish(Arguments):
    reason: str = Field(default="The fan asked for a person.", max_length=300)


@tool("hand_off_to_human", "Fetch a person; everything said so far goes with it.", HandOffWish)
def hand_off_to_human(counter: Counter, wish: HandOffWish) -> Mapping[str, Any]:
    state = counter.state
    if state.case_id is None or not state.handed_off:
        case = counter.desk.open_case(
            subject="A fan asks for a person",
            body=_marked(counter, wish.reason),
            priority="high",
            customer_id=counter.customer_id,
            conversation_id=counter.conversation_id,
            order_id=state.last_order_id,
            category="handoff",
            idempotency_key=f"{counter.attempt}:handoff",
        )
        state.case_id = case.case_id
    state.handed_off = True
    counter.add(
        HandOffCard(
            id=counter.ids("crd"), case_id=state.case_id, text="A person has been asked to join this conversation."
        )
    )
    return {"case_id": state.case_id, "handed_off": True}

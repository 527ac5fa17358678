"""Tools that change what a fan has bought. Each quotes first, and acts only on a consent that the guard finds.

`carry_out` is the single door to the operations that move money. It is walked by the tools below and by the turn's own code
after a fan's yes or payment; both pass the same guard.
"""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from willcall.agent.specialists.counter import Counter, as_json, event_fact, order_fact, seats_fact
from willcall.agent.specialists.sales_tools import make_quote, require_fan
from willcall.agent.specialists.toolbox import Arguments, Refusal, tool
from willcall.agent.state import ShownQuote
from willcall.boxoffice.contract import Order, Quote
from willcall.kit.money import Money


def carry_out(counter: Counter, quote_id: str) -> Order:
    """Does what a quote says, if the fan agreed to it.

    Raises:
        Refusal: `sign_in_required`, `confirmation_required` or `payment_required`, each with the quote shown again.
        WillcallError: What the box office refuses.
    """
    customer_id = require_fan(counter)
    state, office = counter.state, counter.boxoffice
    quote = office.get_quote(actor=counter.actor, quote_id=quote_id)
    if not counter.guard.allows(quote, conversation_id=counter.conversation_id, actor=counter.actor, now=counter.now):
        counter.show_quote(quote)
        raise Refusal("confirmation_required", "The fan has to confirm this quote first.", quote=as_json(quote))
    counter.guard.check_spend(state, quote.total)
    token = counter.payment_token
    if quote.total.amount > 0 and token is None:
        counter.show_payment(quote.quote_id, quote.total)
        raise Refusal("payment_required", "The fan has to choose how to pay.", quote=as_json(quote))
    if quote.status == "open":
        quote = office.confirm_quote(actor=counter.actor, quote_id=quote_id)
    key = f"quote:{quote_id}" if quote.total.amount <= 0 else f"quote:{quote_id}:{counter.attempt}"
    if quote.kind == "purchase":
        order = office.create_order(
            actor=counter.actor,
            hold_id=quote.hold_id or "",
            quote_id=quote_id,
            customer_id=customer_id,
            payment_method_token=token or "",
            idempotency_key=key,
        )
    elif quote.kind == "refund":
        order = office.request_refund(
            actor=counter.actor, order_id=quote.order_id or "", quote_id=quote_id, idempotency_key=key
        )
    else:
        change = office.upgrade_tickets if quote.kind == "upgrade" else office.exchange_tickets
        order = change(
            actor=counter.actor,
            order_id=quote.order_id or "",
            quote_id=quote_id,
            payment_method_token=token,
            idempotency_key=key,
        )
    _note(counter, quote, order)
    return order


def _note(counter: Counter, quote: Quote, order: Order) -> None:
    state = counter.state
    state.last_order_id = order.order_id
    if order.next_action is not None:
        state.pending_order_id = order.order_id
        counter.show_payment(quote.quote_id, quote.total, order.next_action.url)
        return
    settled(counter, order, quote_id=quote.quote_id, total=quote.total)


def settled(counter: Counter, order: Order, *, quote_id: str, total: Money) -> None:
    """Notes that a quote was carried out: receipts, what was spent, nothing held or awaited any more."""
    state = counter.state
    if quote_id not in state.paid_orders and total.amount > 0:
        state.spent[total.currency] = state.spent.get(total.currency, 0) + total.amount
    state.paid_orders = {**state.paid_orders, quote_id: order.order_id}
    state.pending_order_id = None
    seats = [t.seat for t in order.tickets if t.status == "valid"]
    if seats:
        own = [s.number for s in seats if (s.section, s.row) == (seats[0].section, seats[0].row)]
        where = {"event_id": order.event_id, "section": seats[0].section, "row": seats[0].row, "count": len(seats)}
        where["numbers"] = own
        state.memo = {**state.memo, "bought": where}
    if state.quote is not None and state.quote.kind == "exchange":  # what is spoken of is the show they are for now
        state.last_event = event_fact(counter.event(order.event_id))
        state.shown = [s for s in state.shown if s.about != "events"]
        state.memo = {k: v for k, v in state.memo.items() if k != "about"}
    given_back = state.quote is not None and state.quote.kind == "refund"
    state.memo = {
        **{k: v for k, v in state.memo.items() if k not in _OF_A_REFUND},
        **(_refunded(order, state.quote) if given_back and state.quote is not None else {}),
    }
    if state.quote is not None and state.quote.kind == "purchase":  # put aside while it was paid for, and done with it
        state.later = [t for t in state.later if t.event is None or t.event.event_id != order.event_id]
    state.quote = None
    state.hold = None
    counter.drop("hold", "quote", "payment")
    counter.show_order(order)


_OF_A_REFUND = frozenset({"refunded", "refunded_to", "refunded_all", "refund_quote"})


def _refunded(order: Order, quote: ShownQuote) -> dict[str, Any]:
    """What is remembered of money that went back, for what is asked of it afterwards."""
    return {
        "refunded": order.order_id,
        "refunded_to": quote.refund_to,
        "refunded_all": order.status == "refunded",
        "refund_quote": quote.model_dump(mode="json"),
    }


class CreateOrder(Arguments):
    hold_id: str


@tool("create_order", "Buy what is held. Works only once the fan has confirmed the quote and paid.", CreateOrder)
def create_order(counter: Counter, wish: CreateOrder) -> Mapping[str, Any]:
    shown = counter.state.quote
    if shown is None or shown.hold_id != wish.hold_id:
        make_quote(counter, kind="purchase", hold_id=wish.hold_id)
        shown = counter.state.quote
        assert shown is not None
    return _acted(carry_out(counter, shown.quote_id))


class UpgradeWish(Arguments):
    order_id: str
    target_section: str | None = None
    max_price_delta: int | None = Field(default=None, ge=0, description="most to pay on top, all tickets, minor units")
    limit: int = Field(default=4, ge=1, le=8)


@tool(
    "check_upgrades",
    "Better seats for an order of the fan's, with what each would cost on top.",
    UpgradeWish,
    looks=True,
)
def check_upgrades(counter: Counter, wish: UpgradeWish) -> Mapping[str, Any]:
    require_fan(counter)
    found = counter.boxoffice.check_upgrades(actor=counter.actor, **wish.model_dump())
    order = counter.boxoffice.get_order(actor=counter.actor, order_id=wish.order_id)
    theirs = {ticket.seat.section for ticket in order.tickets}
    found = [u for u in found if u.price_delta.amount or u.option.section not in theirs]  # no better, where they sit
    options = [seats_fact(u.option, u.price_delta) for u in found]
    if options:
        counter.show_seats(order.event_id, options, order.total.currency, upgrades=True)
    return {"order_id": wish.order_id, "options": [o.model_dump() for o in options], "currency": order.total.currency}


class UpgradeTickets(Arguments):
    order_id: str
    target_section: str | None = None
    max_price_delta: int | None = Field(default=None, ge=0)
    seat_ids: list[str] | None = Field(default=None, min_length=1, max_length=50)


@tool(
    "upgrade_tickets", "Move an order to better seats. Without the fan's confirmation it only quotes.", UpgradeTickets
)
def upgrade_tickets(counter: Counter, wish: UpgradeTickets) -> Mapping[str, Any]:
    return _act_or_quote(
        counter,
        "upgrade",
        wish.order_id,
        seat_ids=wish.seat_ids,
        section=wish.target_section,
        max_price_delta=wish.max_price_delta,
    )


class RequestRefund(Arguments):
    order_id: str
    ticket_ids: list[str] | None = Field(default=None, min_length=1, max_length=50)
    refund_to: Literal["original", "credit"] | None = None


@tool(
    "request_refund",
    "Pay an order back, whole or in part. Without the fan's confirmation it only quotes.",
    RequestRefund,
)
def request_refund(counter: Counter, wish: RequestRefund) -> Mapping[str, Any]:
    return _act_or_quote(counter, "refund", wish.order_id, ticket_ids=wish.ticket_ids, refund_to=wish.refund_to)


class ExchangeTickets(Arguments):
    order_id: str
    event_id: str = Field(description="the other event")
    section: str | None = None
    seat_ids: list[str] | None = Field(default=None, min_length=1, max_length=50)
    ticket_ids: list[str] | None = Field(default=None, min_length=1, max_length=50)


@tool(
    "exchange_tickets",
    "Swap an order for another event. Without the fan's confirmation it only quotes.",
    ExchangeTickets,
)
def exchange_tickets(counter: Counter, wish: ExchangeTickets) -> Mapping[str, Any]:
    return _act_or_quote(
        counter,
        "exchange",
        wish.order_id,
        event_id=wish.event_id,
        section=wish.section,
        seat_ids=wish.seat_ids,
        ticket_ids=wish.ticket_ids,
    )


def _act_or_quote(counter: Counter, kind: Any, order_id: str, **wishes: Any) -> Mapping[str, Any]:
    require_fan(counter)
    shown = counter.state.quote
    fresh = shown is None or shown.kind != kind or shown.order_id != order_id
    if fresh or not shown.confirmed:  # type: ignore[union-attr]
        made = make_quote(counter, kind=kind, order_id=order_id, **wishes)
        raise Refusal("confirmation_required", "The fan has to confirm this quote first.", quote=made)
    return _acted(carry_out(counter, shown.quote_id))  # type: ignore[union-attr]


def _acted(order: Order) -> dict[str, Any]:
    return {
        "order_id": order.order_id,
        "status": order.status,
        "price_delta": as_json(order.price_delta) if order.price_delta else None,
        "order": as_json(order),
    }


class Nothing(Arguments):
    pass


class ListOrders(Arguments):
    order_ids: list[str] | None = Field(default=None, max_length=20, description="show only these to pick from")
    quiet: bool = Field(default=False, description="only look, show the fan nothing")


@tool("list_orders", "The signed-in fan's own orders, newest first.", ListOrders, looks=True)
def list_orders(counter: Counter, wish: ListOrders) -> Mapping[str, Any]:
    customer_id = require_fan(counter)
    orders = counter.boxoffice.list_orders(actor=counter.actor, customer_id=customer_id)
    recent = orders[:20]
    events = counter.boxoffice.find_events(event_ids=list({o.event_id for o in recent})) if recent else []
    by_id = {e.event_id: e for e in events}
    facts = [order_fact(o, by_id.get(o.event_id)) for o in recent]
    if wish.order_ids is not None:
        facts = [f for f in facts if f.order_id in wish.order_ids]
    if not wish.quiet and facts:
        counter.show_orders(facts)
    return {"orders": [f.model_dump(mode="json") for f in facts]}


class OrderId(Arguments):
    order_id: str


@tool("get_order", "One of the signed-in fan's own orders.", OrderId, looks=True)
def get_order(counter: Counter, wish: OrderId) -> Mapping[str, Any]:
    require_fan(counter)
    order = counter.boxoffice.get_order(actor=counter.actor, order_id=wish.order_id)
    counter.show_order(order)
    return {"order": order_fact(order, counter.event(order.event_id)).model_dump(mode="json")}


@tool("get_credit", "What credit the signed-in fan has.", Nothing, looks=True)
def get_credit(counter: Counter, _wish: Nothing) -> Mapping[str, Any]:
    customer_id = require_fan(counter)
    credit = counter.boxoffice.get_credit(actor=counter.actor, customer_id=customer_id)
    return {"balance": [{"amount": m.amount, "currency": m.currency, "text": m.text} for m in credit.balance]}

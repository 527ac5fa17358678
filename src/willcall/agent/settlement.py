"""The fan's yes, no and payment, carried out by code (AG4).

Everything here was decided by a button or by plain words that code read, about the quote last shown. No brain takes part: the
words spoken restate what the box office answered.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.acts import lapsed
from willcall.agent.dialogue.asked import in_doubt
from willcall.agent.safeguards.ledger import Ledger
from willcall.agent.specialists.counter import Counter, order_fact
from willcall.agent.specialists.order_tools import carry_out, settled
from willcall.agent.specialists.support_tools import carry_out_transfer
from willcall.agent.specialists.toolbox import Refusal
from willcall.agent.state import ConversationState
from willcall.boxoffice.contract import Order, Quote
from willcall.boxoffice.errors import (
    HoldExpired,
    NoSuchQuote,
    PaymentDeclined,
    PaymentUnresolved,
    QuoteExpired,
    SeatsTaken,
)
from willcall.kit.errors import Conflict, Gone, WillcallError
from willcall.kit.money import Money


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of it.

    Args:
        text: What to say.
        awaiting: What is waited for now.
        done: A quote was carried out; the next task may come up.
        look_again: The seats are gone or the quote ran out: the task should be offered afresh.
    """

    text: str
    awaiting: str | None = None
    done: bool = False
    look_again: bool = False


def confirm(counter: Counter, quote_id: str, *, said: str) -> Settled:
    """A yes to a quote: recorded, and carried out at once where nothing has to be paid."""
    return _guarded(counter, quote_id, lambda: _confirm(counter, quote_id, said=said))


def pay(counter: Counter, quote_id: str) -> Settled:
    """Payment under a shown total: a yes and the payment in one. The token is the counter's."""
    return _guarded(counter, quote_id, lambda: _pay(counter, quote_id))


def _confirm(counter: Counter, quote_id: str, *, said: str) -> Settled:
    quote = _shown(counter, quote_id)
    if isinstance(quote, Settled):
        return quote
    if counter.customer_id is None:
        return _sign_in(counter, quote_id)
    quote = _record(counter, quote, said=said)
    if quote.total.amount > 0 and in_doubt.unknown(counter.state):
        return Settled(f"{in_doubt.UNANSWERED} {phrases.IN_DOUBT}", "payment")
    if quote.total.amount > 0:
        counter.show_quote(quote, pay=False)
        counter.show_payment(quote.quote_id, quote.total)
        left = phrases.until(quote.expires_at, counter.now)
        return Settled(
            f"Thank you. {quote.total.text} to pay; choose how below. The seats stay yours for {left}.", "payment"
        )
    return _told(counter, carry_out(counter, quote_id), quote)


def _pay(counter: Counter, quote_id: str) -> Settled:
    quote = _shown(counter, quote_id)
    if isinstance(quote, Settled):
        return quote
    if counter.customer_id is None:
        return _sign_in(counter, quote_id)
    quote = _record(counter, quote, said="[pay]")
    return _told(counter, carry_out(counter, quote_id), quote)


def _shown(counter: Counter, quote_id: str) -> Quote | Settled:
    """The quote, if it is the one last shown; otherwise what to say instead."""
    state = counter.state
    known = state.paid_orders.get(quote_id)
    if known is not None and counter.customer_id is not None:
        order = counter.boxoffice.get_order(actor=counter.actor, order_id=known)
        counter.show_order(order)
        return Settled(
            f"That's already done: order {order.order_id} is {order.status.replace('_', ' ')}.", state.awaiting
        )
    if state.quote is None or state.quote.quote_id != quote_id:
        if state.quote is None:
            return Settled(
                "That offer is no longer on the table; nothing was charged.", state.awaiting, look_again=True
            )
        current = counter.boxoffice.get_quote(actor=counter.actor, quote_id=state.quote.quote_id)
        counter.show_quote(current)
        return Settled(
            f"That was an earlier offer. This is the current one: {current.total.text} in all. Shall I go ahead?",
            "confirmation",
        )
    return counter.boxoffice.get_quote(actor=counter.actor, quote_id=quote_id)


def _record(counter: Counter, quote: Quote, *, said: str) -> Quote:
    """Writes down the yes and lets the box office extend the hold; both happen once."""
    if quote.status == "open":
        quote = counter.boxoffice.confirm_quote(actor=counter.actor, quote_id=quote.quote_id)
    counter.guard.record(quote, conversation_id=counter.conversation_id, actor=counter.actor, said=said)
    state = counter.state
    if state.quote is not None:
        state.quote.confirmed = True
        state.quote.expires_at = quote.expires_at
    if state.hold is not None and state.hold.hold_id == quote.hold_id:
        state.hold.expires_at = quote.expires_at
    if counter.ledger is not None:
        counter.ledger.record("confirm_quote", quote)
    return quote


def _sign_in(counter: Counter, quote_id: str) -> Settled:
    state = counter.state
    state.memo = {**state.memo, "yes_to": quote_id}
    if state.quote is not None and state.hold is not None:
        left = phrases.until(state.quote.expires_at, counter.now)
        return Settled(f"Please sign in to finish. Your seats stay held for {left}.", "sign_in")
    return Settled("Please sign in to finish; I'll carry on from here.", "sign_in")


def _guarded(counter: Counter, quote_id: str, work: Callable[[], Settled]) -> Settled:
    try:
        return work()
    except Refusal as refusal:
        if refusal.kind == "payment_required":
            return Settled("How would you like to pay? Choose below.", "payment")
        if refusal.kind == "sign_in_required":
            return _sign_in(counter, quote_id)
        return Settled("Please confirm the total first: shall I go ahead?", "confirmation")
    except PaymentDeclined as declined:
        quote = counter.state.quote
        if quote is not None:
            counter.show_payment(quote.quote_id, Money(quote.total, quote.currency))
        why = phrases.sentence(declined.detail)
        if quote is not None:
            counter.state.memo = {**counter.state.memo, "declined": {"quote_id": quote.quote_id, "why": why}}
        charged = "" if "othing was charged" in why else " Nothing was charged."
        return Settled(f"{why}{charged} Would you like to try another way to pay?", "payment")
    except PaymentUnresolved as problem:
        quote = counter.state.quote
        if "othing was charged" in problem.detail:
            if quote is not None:
                counter.show_payment(quote.quote_id, Money(quote.total, quote.currency))
            return Settled(f"{phrases.sentence(problem.detail)} You can try again, or pay another way.", "payment")
        if quote is not None:
            counter.state.memo = {**counter.state.memo, "unresolved": quote.quote_id}
        return Settled(f"{phrases.sentence(problem.detail)} {phrases.IN_DOUBT}", "payment")
    except (QuoteExpired, HoldExpired, NoSuchQuote, SeatsTaken, Gone) as gone:
        _forget(counter.state)
        counter.drop("hold", "quote", "payment")
        return Settled(f"{phrases.sentence(gone.detail)} Nothing was charged.", look_again=True)
    except Conflict as conflict:
        return Settled(phrases.sentence(conflict.detail), counter.state.awaiting)
    except WillcallError as error:
        return Settled(phrases.sentence(error.detail), counter.state.awaiting)


def _forget(state: ConversationState) -> None:
    state.quote, state.hold = None, None
    state.awaiting = None


def second_step(counter: Counter) -> Settled | None:
    """Looks what became of a payment in flight; None when it still waits for the fan."""
    state = counter.state
    order_id = state.pending_order_id
    if order_id is None:
        return None
    quote = state.quote
    try:
        order = counter.boxoffice.finish_payment(actor=counter.actor, order_id=order_id)
    except WillcallError as error:
        state.pending_order_id = None
        if quote is None:
            return Settled(f"{phrases.sentence(error.detail)} Nothing was charged.", None)
        return _guarded(counter, quote.quote_id, _raising(error))
    if order.status == "pending" or order.next_action is not None:
        if quote is not None and order.next_action is not None:
            counter.show_payment(quote.quote_id, Money(quote.total, quote.currency), order.next_action.url)
        return None
    if order.status == "cancelled" and quote is not None:
        state.pending_order_id = None
        return _guarded(counter, quote.quote_id, _raising(PaymentDeclined("The second step was not approved.")))
    if quote is None:
        state.pending_order_id = None
        counter.show_order(order)
        return Settled(f"Order {order.order_id} is {order.status.replace('_', ' ')}.", None, done=True)
    kind, total = quote.kind, Money(quote.total, quote.currency)
    settled(counter, order, quote_id=quote.quote_id, total=total)
    if counter.ledger is not None:
        counter.ledger.record("finish_payment", order)
    return Settled(_done_words(counter, order, kind, total), done=True)


def _raising(error: WillcallError) -> Callable[[], Settled]:
    def fail() -> Settled:
        raise error

    return fail


def decline(counter: Counter) -> Settled:
    """A no to what was quoted: seats go free, nothing happens."""
    state = counter.state
    had = state.quote
    for hold_id in {h for h in (state.hold and state.hold.hold_id, had and had.hold_id) if h}:
        counter.boxoffice.release_hold(actor=counter.actor, hold_id=hold_id)
    state.transfer = None
    state.memo = {k: v for k, v in state.memo.items() if k not in {"yes_to", "lapsed"}}
    lapsed.let_go(state)
    _forget(state)
    counter.drop("hold", "quote", "payment")
    if state.task is not None:
        state.task.chosen, state.task.options = None, []
    kind = had.kind if had is not None else "transfer"
    if kind == "purchase":
        return Settled("All right, I've let the seats go and nothing was charged. Shall I look for something else?")
    state.task = None
    state.later = [t for t in state.later if t.kind != kind or not t.wanted.empty]  # the rest of "refund everything"
    stays = {
        "upgrade": "All right, you keep the seats you have.",
        "refund": "All right, nothing is refunded. Your order stays as it is.",
        "exchange": "All right, you keep the tickets you have.",
    }.get(kind, "All right, I'll leave the tickets with you.")
    return Settled(stays, done=True) if state.later else Settled(f"{stays} Anything else?")


def transfer(counter: Counter) -> Settled:
    """A yes to handing tickets over."""
    if counter.state.transfer is None:
        return Settled("That offer is no longer on the table.", counter.state.awaiting)
    try:
        done = carry_out_transfer(counter)
    except (Refusal, WillcallError) as error:
        counter.state.transfer = None
        return Settled(phrases.sentence(error.detail), None, done=True)
    if counter.ledger is not None:
        counter.ledger.record("transfer_tickets", done)
    order = order_fact(counter.boxoffice.get_order(actor=counter.actor, order_id=done["order_id"]), None)
    places = phrases.places([t for t in order.tickets if t.ticket_id in done["ticket_ids"]])
    told = {
        "to": done["recipient"],
        "order_id": order.order_id,
        "places": places,
        "them": "it" if done["count"] == 1 else "them",
    }
    counter.state.memo = {**counter.state.memo, "handed": told}
    number = phrases.tickets(done["count"])
    return Settled(f"Done: {done['recipient']} now has {number} of order {done['order_id']}: {places}.", done=True)


def _told(counter: Counter, order: Order, quote: Quote) -> Settled:
    if order.next_action is not None:
        return Settled(
            "Your bank wants a second step: please approve the payment with the button below, then tell me it's done.",
            "second_step",
        )
    if counter.ledger is not None:
        tool = {"purchase": "create_order", "refund": "request_refund"}.get(quote.kind, f"{quote.kind}_tickets")
        counter.ledger.record(tool, order)
    return Settled(_done_words(counter, order, quote.kind, quote.total, quote.refund_to), done=True)


def _done_words(counter: Counter, order: Order, kind: str, total: Money, refund_to: str | None = None) -> str:
    event = counter.event(order.event_id)
    fact = order_fact(order, event)
    when = phrases.moment(event.starts_at, event.time_zone, counter.now, event.currency)
    seats = phrases.places([t for t in fact.tickets if t.status == "valid"])
    number = phrases.tickets(sum(t.status == "valid" for t in fact.tickets))
    where = f"{event.name}, {when}, {event.venue}"
    if kind == "purchase":
        return (
            f"You're all set: {number} for {where}. {seats}.\n"
            f"Order {order.order_id}, {total.text} paid. Your mobile tickets are right here."
        )
    paid = f"{total.text} paid on top" if total.amount > 0 else "nothing to pay"
    if kind == "upgrade":
        return f"Done: you now sit in {seats} at {where}.\nOrder {order.order_id}, {paid}. Your new tickets are right here."
    if kind == "exchange":
        money = f"{(-total).text} back to you" if total.amount < 0 else paid
        return f"Done: your tickets are now for {where}. {seats}.\nOrder {order.order_id}, {money}."
    if order.status == "refund_pending":
        return f"I've passed your refund of {(-total).text} on for approval; order {order.order_id}. A person decides and you'll hear from us."
    back = "as credit to your account" if refund_to == "credit" else "to how you paid"
    return f"Done: {(-total).text} goes back {back}. Order {order.order_id} is now {order.status.replace('_', ' ')}."


def lapse(state: ConversationState, ledger: Ledger | None, now: datetime) -> str:
    """Lets go of a hold and a quote whose time has come; says so if the fan was counting on them."""
    if state.pending_order_id is not None:
        return ""
    ran_out = state.quote is not None and state.quote.expires_at <= now
    if state.hold is not None and state.hold.expires_at <= now:
        state.hold = None
        ran_out = True
    if not ran_out:
        return ""
    open_still = in_doubt.unknown(state)
    state.quote = None
    if ledger is not None:
        ledger.forget_open()
    if state.awaiting not in {"confirmation", "payment", "sign_in", "second_step"}:
        return ""
    state.awaiting = None
    if not open_still:
        lapsed.remember(state)
    if state.task is not None:
        state.task.chosen, state.task.options = None, []
    if open_still:
        return "The time for that offer has run out. What became of the payment shows in your orders; if it was taken without them, it goes back."
    return "The time for that offer has run out, so the seats are free again; nothing was charged."

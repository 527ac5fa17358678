"""Says where things stand: what it comes to, whether money was taken, which seats are which; and comes back to what waits.

`standing` hears what is asked. Answers come from what is on the table, what is held and what was bought.
"""

import re

from willcall.agent.dialogue import documents, fetching, phrases
from willcall.agent.dialogue.acts import consulting, people, tongues
from willcall.agent.dialogue.answers import for_so_many, money_back, of_the_change, paying, quoting
from willcall.agent.dialogue.asked import (
    booked,
    declined,
    fees,
    haggling,
    in_doubt,
    inclusive,
    of_an_option,
    of_the_list,
    protesting,
    prying,
    signing,
    which_day,
)
from willcall.agent.dialogue.context import limits
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.dialogue.owned import (
    aisle_seat,
    at_better_seats,
    dropped_out,
    given_back,
    less_than_refused,
    mine,
    of_the_hand_over,
    paid,
    staying,
    under_a_change,
)
from willcall.agent.dialogue.owned.orders import ACTIVE
from willcall.agent.dialogue.scripts import advising, changes, handing
from willcall.agent.dialogue.scripts.offering import quote_text
from willcall.agent.dialogue.wishes import counting, elsewhen
from willcall.agent.ports import Speech
from willcall.agent.state import ConversationState, OrderFact, Standing
from willcall.understanding.patterns import regex

ASK_AGAIN = {
    "event": "Which event would you like?",
    "quantity": "How many tickets would you like?",
    "seats": "Which of the seats would you like?",
    "order": "Which order do you mean?",
    "confirmation": "Shall I go ahead?",
    "payment": "How would you like to pay? Choose below.",
    "second_step": "Your bank is waiting for your approval; tell me once it's done.",
    "sign_in": "Please sign in, and I'll carry on from here.",
    "choice": "What would you like?",
}

_OF_BEFORE = "What became of the payment that the bank did not answer shows in your orders; if it was taken without them, it goes back."
_HEARS_BACK = "How do I report something lost?"
_TWICE = regex(r"\b(?:twice|double|two (?:times|lots)|2 (?:times|lots))\b", re.IGNORECASE)


def tell(flow: Flow, standing: Standing) -> Script:
    """Answers, and comes back to what waits."""
    state = flow.state
    match standing:
        case "price":
            return (yield from _price(flow))
        case "advice":
            return advising.of_seats(flow)
        case "so many":
            return (yield from for_so_many.tell(flow))
        case "charged" | "owed":
            return (yield from _charged(flow, owed=standing == "owed"))
        case "paid":
            return (yield from paid.tell(flow))
        case "kept" if _says_all(state):
            left = phrases.until(state.quote.expires_at, flow.now) if state.quote is not None else ""
            return flow.say(booked.kept(state, left), where_we_were(flow), awaiting=state.awaiting)
        case "kept":
            return (yield from _charged(flow, owed=False))
        case "others" if people.refused_before(flow.view):
            waits = where_we_were(flow)
            if state.quote is None and state.transfer is None:
                flow.offer_person()
            person = (
                "I can ask a person to look at it: just say so." if waits else "Or shall I ask a person to look at it?"
            )
            return flow.say(
                f"{people.STANDS_FIRM} They can sign in and ask me. {person}", waits, awaiting=state.awaiting
            )
        case "others":
            return flow.say(
                f"{people.OTHERS_ORDERS} Whoever bought them can sign in and ask me.",
                where_we_were(flow),
                awaiting=state.awaiting,
            )
        case "loss":
            yield from fetching.note_loss(flow)
            yield from documents.say(flow, _HEARS_BACK, None)
            return flow.say(where_we_were(flow), awaiting=state.awaiting)
        case "person" if state.memo.get("loss") and (yield from documents.say(flow, _HEARS_BACK, None)):
            return flow.say(f"Your case is {state.case_id}.", where_we_were(flow), awaiting=state.awaiting)
        case "person":
            return flow.say(
                f"Case {state.case_id} is with our people, and they answer right here; how long it takes I can't say.",
                where_we_were(flow),
                awaiting=state.awaiting,
            )
        case "noted":
            if people.STAYS_OPEN.search(flow.view.message):
                goes_on_at: str | None = state.awaiting
                if (
                    goes_on_at == "sign_in" and state.hold is None
                ):  # "i don't want to sign in, just leave the case open"
                    flow.finish()
                    goes_on_at = None
                return flow.say(f"All right, case {state.case_id} stays open.", awaiting=goes_on_at)
            return flow.say(
                f"Thank you. Whoever takes up case {state.case_id} reads all that you write here.",
                awaiting=state.awaiting,
            )
        case "aisle":
            seats = under_a_change.offer(state) or (state.task.chosen if state.task is not None else None)
            there = seats is not None and "aisle" in seats.note
            return flow.say(
                "Yes, on the aisle." if there else "No, not on the aisle.", where_we_were(flow), awaiting=state.awaiting
            )
        case "which aisle":
            return (yield from aisle_seat.tell(flow, where_we_were(flow)))
        case "only_date":
            event = state.task.event if state.task is not None else None
            name = phrases.event_short(event, flow.now) if event is not None else "that"
            return flow.say(f"There is no date to come but {name}.", where_we_were(flow), awaiting=state.awaiting)
        case "cheapest":
            return _cheapest(flow)
        case "of better seats":
            told = at_better_seats.tell(state, flow.view.reading.text)
            return flow.say(*told, where_we_were(flow), awaiting=state.awaiting)
        case "which day":
            event = state.task.event if state.task is not None else None
            told_day = "" if event is None else which_day.tell(event, flow.view.reading, flow.now)
            return flow.say(told_day, where_we_were(flow), awaiting=state.awaiting)
        case "of the list":
            told = of_the_list.tell(state, flow.view.reading, flow.now)
            return flow.say(*told, where_we_were(flow), awaiting=state.awaiting)
        case "of an option":
            told = of_an_option.tell(state, flow.view.reading.text)
            return flow.say(*told, where_we_were(flow), awaiting=state.awaiting)
        case "space":
            return _spaces(flow)
        case "together":
            chosen = state.task.chosen if state.hold is not None and state.task is not None else None
            offers = [chosen] if chosen is not None else (state.latest.seats if state.latest is not None else [])
            apart = any(not offer.adjacent for offer in offers)
            together = "Yes, side by side." if len(offers) == 1 else "Yes, the seats of each offer are side by side."
            head = "Not all of them: they are the nearest there are." if apart else together
            return flow.say(head, where_we_were(flow), awaiting=state.awaiting)
        case "options":
            return (yield from _options(flow))
        case "handed":
            return (yield from handing.tell(flow))
        case "mine together":
            return (yield from mine.tell_together(flow, where_we_were(flow)))
        case "each":
            return (yield from quoting.tell_sums(flow, where_we_were(flow)))
        case "money back":
            return (yield from money_back.tell(flow, where_we_were(flow)))
        case "number":
            return counting.tell(flow, where_we_were(flow))
        case "declined":
            return (yield from declined.tell(flow))
        case "at the till":
            return (yield from paying.tell(flow, where_we_were(flow)))
        case "of the hand-over":
            return (yield from of_the_hand_over.tell(flow, where_we_were(flow)))
        case "prying":
            return flow.say(prying.ANSWER, where_we_were(flow), awaiting=state.awaiting)
        case "tongue":
            said = tongues.answer(flow.view.message, flow.view.reading.slots)
            return flow.say(said, where_we_were(flow), awaiting=state.awaiting)
        case "all of it":
            return (yield from inclusive.tell(flow, where_we_were(flow)))
        case "that day":
            return (yield from elsewhen.tell(flow, where_we_were(flow)))
        case "limit":
            return (yield from limits.tell(flow))
        case "haggled":
            if state.quote is not None and state.quote.kind != "purchase":
                return (yield from quoting.tell_sums(flow, f"{haggling.FEES} {where_we_were(flow)}"))
            offer = haggling.OFFER if state.quote is None else ""
            answer = haggling.FEES if fees.waived(flow.view.reading) else haggling.ANSWER
            return flow.say(answer, offer, where_we_were(flow), awaiting=state.awaiting)
        case "sign in":
            return signing.tell(flow)
        case "to pass on":
            return flow.say(consulting.ONCE_BOUGHT, where_we_were(flow), awaiting=state.awaiting)
        case "stays away":
            return dropped_out.ask(flow)
        case "given away":
            return given_back.tell(flow)
        case "told here":
            return flow.say(of_the_change.TOLD_HERE, where_we_were(flow), awaiting=state.awaiting)
        case "what stays":
            return of_the_change.tell(flow, where_we_were(flow))
        case "fees kept" if state.quote is not None:
            why = money_back.NO_REASON if money_back.WHY_FEES.search(flow.view.message) else ""
            return flow.say(money_back.of_its_fees(state.quote), why, where_we_were(flow), awaiting=state.awaiting)
        case "given back" | "fees kept":
            return flow.say(of_the_change.GIVEN_BACK, where_we_were(flow), awaiting=state.awaiting)
        case "how many back":
            return staying.ask(flow)
        case "in part":
            return (yield from less_than_refused.tell_in_part(flow))
        case "turned down":
            return (yield from protesting.tell(flow))
        case "where":
            if state.handed_off and people.only_sends_away(flow.view.message):
                goes_on = f"All right, I carry on here; case {state.case_id} stays open, and you need not wait for it."
                state.handed_off = False
                return flow.say(goes_on, where_we_were(flow), awaiting=state.awaiting)
            return (yield from quote_again(flow))


def _cheapest(flow: Flow) -> Speech:
    """Which of the seats on the table cost least."""
    state = flow.state
    offers = state.latest.seats if state.latest is not None else []
    order = state.task.order if state.task is not None else None
    event = state.task.event if state.task is not None else None
    currency = order.currency if order is not None else (event or state.last_event).currency  # type: ignore[union-attr]
    costs = [offer.each if offer.delta is None else offer.delta for offer in offers]
    lines = [
        f"{i}. {phrases.seats_line(offer, currency)}"
        for i, (offer, cost) in enumerate(zip(offers, costs, strict=True), 1)
        if cost == min(costs)
    ]
    return flow.say("Of these, the cheapest:", *lines, ASK_AGAIN["seats"], awaiting=state.awaiting)


def _spaces(flow: Flow) -> Speech:
    """Which of the seats held, or offered, are spaces for wheelchairs."""
    state = flow.state
    chosen = state.task.chosen if state.hold is not None and state.task is not None else None
    offers = [chosen] if chosen is not None else (state.latest.seats if state.latest is not None else [])
    lines = [f"{phrases.seat_place(o)} ({o.note})" for o in offers]
    said = phrases.sentence(lines[0]) if len(lines) == 1 else phrases.numbered(lines)
    return flow.say(said, where_we_were(flow), awaiting=state.awaiting)


def _price(flow: Flow) -> Script:
    """What is on the table with its prices, once more."""
    state = flow.state
    latest = state.latest
    if state.quote is not None:
        return (yield from quote_again(flow))
    if latest is not None and latest.seats:
        currency = state.last_event.currency if state.last_event is not None else ""
        order = state.task.order if state.task is not None else None
        currency = order.currency if order is not None else currency
        swap = state.task is not None and state.task.kind == "exchange"
        lines = phrases.numbered([phrases.seats_line(o, currency, whole=not swap) for o in latest.seats])
        ask = ASK_AGAIN["seats"] if len(latest.seats) > 1 else "Shall I take these?"
        head = "What you paid counts towards these:" if swap else f"{phrases.fees_included(latest.seats)}:".capitalize()
        return flow.say(head, lines, ask, awaiting=state.awaiting)
    events = latest.events if latest is not None else []
    lines = phrases.numbered([phrases.event_line(e, flow.now) for e in events])
    return flow.say("With all fees:", lines, ASK_AGAIN["event"], awaiting=state.awaiting)


def _options(flow: Flow) -> Script:
    """What may still be done with an order that was refused money back, by the policies of its event."""
    state = flow.state
    got = yield from flow.use("list_orders", quiet=True)
    orders = [OrderFact.model_validate(o) for o in got.content.get("orders", [])] if got.ok else []
    order = next((o for o in orders if o.order_id == state.memo.get("refused")), None)
    for kind in ("refund", "exchange", "transfer"):
        policy = yield from flow.use("get_policy", kind=kind, event_id=order.event_id if order is not None else None)
        told = policy.content.get("policy") if policy.ok else None
        if told:
            flow.lead.append(f"{phrases.sentence(told['text'])} ({told['name']})")
    flow.offer_person()
    return flow.say("Tell me what you'd like. Or shall I ask a person to look at it?")


def _says_all(state: ConversationState) -> bool:
    """Whether the state alone tells what is held and charged: nothing was bought, and no deed waits for a yes."""
    bought = state.memo.get("bought") or state.last_order_id or state.pending_order_id is not None
    deed = state.transfer is not None or (state.quote is not None and state.quote.kind != "purchase")
    return not (bought or deed or in_doubt.unknown(state) or in_doubt.of_before(state))


def _charged(flow: Flow, *, owed: bool) -> Script:
    """Whether money was taken, by the orders there are; or whether any is owed."""
    state, task = flow.state, flow.state.task
    back = where_we_were(flow)
    quote = state.quote
    if state.pending_order_id is not None or in_doubt.unknown(state):
        return flow.say(in_doubt.UNANSWERED, back, awaiting=state.awaiting)
    if in_doubt.of_before(state):
        flow.lead.append(_OF_BEFORE)
    if (quote is not None and quote.kind != "purchase" and not quote.confirmed) or state.transfer is not None:
        return flow.say("Not yet: it waits for your yes.", back, awaiting=state.awaiting)
    if quote is not None and quote.total > 0:
        amount = phrases.money(quote.total, quote.currency)
        if not owed:
            yield from flow.use("show_quote")  # what is said to be paid, and how, stands below
        no = booked.not_yet(state) if quote.kind == "purchase" else "No, nothing has been charged for these yet."
        return flow.say(f"{amount}, once you pay." if owed else no, back, awaiting=state.awaiting)
    if task is not None and task.kind != "orders":
        head = "Nothing has been charged for what we are looking at."
        buys = task.kind in {"purchase", "browse"} and not owed
        return flow.say(booked.not_yet(state) if buys else head, back, awaiting=state.awaiting)
    if not flow.view.signed_in:
        return flow.say("Nothing has been booked or charged in this conversation.", back, awaiting=state.awaiting)
    got = yield from flow.use("list_orders", quiet=True)
    orders = [OrderFact.model_validate(o) for o in got.content.get("orders", [])] if got.ok else []
    if not orders:
        head = "No, you owe nothing." if owed else "No, nothing has been booked or charged."
        if in_doubt.of_before(state):
            head = "You have no order so far."
        return flow.say(head, back, awaiting=state.awaiting)
    last = next((o for o in orders if o.order_id == state.last_order_id), orders[0])
    alike = [o for o in orders if o.event_id == last.event_id]
    lines = [f"{phrases.order_line(o, flow.now)}, {phrases.money(o.total, o.currency)}." for o in alike]
    if owed:
        return flow.say("No, you owe nothing: what you bought is paid for.", *lines, back, awaiting=state.awaiting)
    if declined.of_a_try(state, flow.view.message):
        return flow.say(
            declined.NOT_FOR_IT, "What you paid for:", lines[alike.index(last)], back, awaiting=state.awaiting
        )
    if not _TWICE.search(flow.view.message):
        head = "Yes, that went through:" if last.status in ACTIVE else "This is how it stands:"
        if state.last_order_id is None:
            head = "Nothing was booked in this conversation. The last order you have:"
        return flow.say(head, lines[alike.index(last)], back, awaiting=state.awaiting)
    flow.offer_person()
    head = (
        "There is one order, charged once:"
        if len(alike) == 1
        else f"There are {phrases.count(len(alike))} orders, each charged once:"
    )
    return flow.say(head, *lines, "If that's not right, shall I ask a person to look at it?", awaiting=state.awaiting)


def quote_again(flow: Flow) -> Script:
    """What is quoted, once more; what was paid and nobody knows the end of is not put up to be paid."""
    if in_doubt.unknown(flow.state):
        return flow.say(in_doubt.UNANSWERED, phrases.IN_DOUBT, awaiting="payment")
    got = yield from flow.use("show_quote")
    if not got.ok:
        return flow.say(where_we_were(flow) or "Nothing is held for you at the moment.", awaiting=flow.state.awaiting)
    quote = got.content["quote"]
    awaiting = "payment" if flow.state.quote is not None and flow.state.quote.confirmed else "confirmation"
    task = flow.state.task
    words = (
        quote_text(flow, quote, task.event if task else None)
        if quote["kind"] == "purchase"
        else changes.change_text(quote)
    )
    return flow.say(words, awaiting=awaiting)


def where_we_were(flow: Flow) -> str:
    """The question that waits, in words."""
    state = flow.state
    if state.awaiting == "payment" and in_doubt.unknown(state):
        return phrases.IN_DOUBT
    if state.awaiting == "confirmation" and state.quote is not None:
        total = state.quote.total
        amount = phrases.money(abs(total), state.quote.currency)
        left = phrases.until(state.quote.expires_at, flow.now)
        what = {
            "purchase": "book the seats",
            "upgrade": "upgrade you",
            "refund": "refund you",
            "exchange": "exchange them",
        }
        if state.quote.kind == "purchase":
            return f"I'm still holding your seats for {left}, {amount} in all. Shall I book them?"
        return f"Back to where we were: shall I {what[state.quote.kind]} ({amount})?"
    if state.awaiting == "seats" and state.latest is not None and len(state.latest.seats) == 1:
        held = state.task is None or state.task.kind == "purchase"
        return phrases.hold_these(state.latest.seats) if held else "Shall I take these?"
    if state.awaiting == "choice" and state.task is not None and state.task.kind == "transfer":
        return handing.WHO
    return ASK_AGAIN.get(state.awaiting or "", "")

"""Which of the fan's orders is meant, and looking at them."""

import re
from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import aspects, cues, documents, phrases
from willcall.agent.dialogue.flow import Aside, Flow, Script
from willcall.agent.dialogue.owned import delivery, just_bought, passing_on, reasons, which_i_have
from willcall.agent.dialogue.wishes import bought_too, wanting
from willcall.agent.dialogue.wishes.choosing import fold
from willcall.agent.ports import View
from willcall.agent.state import Heard, OrderFact, Task, TicketFact, Wanted
from willcall.understanding.kinds import is_kind
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Catalogue

NO_ORDERS = (
    "I don't see any orders on your account. If you bought with another account, sign in with that one; "
    "or I can fetch a person, just say so."
)
ACTIVE = {"confirmed", "upgraded", "exchanged", "partly_refunded"}


_OLD_ONES = regex(
    r"\b(?:old|previous|original|first|earlier|former) (?:tickets?|seats?|ones?|codes?|qrs?)\b[^.?!]{0,20}\b(?:valid|good|work|works|working|use|used|usable)\b",
    re.IGNORECASE,
)
_ORDERS_TOO = regex(r"\b(?:which|what)(?: of my)? (?:orders?|bookings?|tickets)\b", re.IGNORECASE)


_EVERY = regex(
    r"\beverything\b|\b(?:all|every|each|both)(?: of)?(?: (?:my|our|the|these|those))*(?: (?:two|three|four|five|\d))? (?:orders?|bookings?|purchases?|shows?|events?|games)\b|\ball (?:of )?(?:my|our) tickets\b",
    re.IGNORECASE,
)


_LEADS = r"\b(?:which|what|wot|whichever)(?:'?s)?(?: is| are| of them| of those| ones?| order| show| game| date){0,3}\b"
SOONEST = regex(
    rf"{_LEADS}[^.?!]{{0,20}}\b(?P<w>first|next|soonest|earliest|sooner|earlier|last|latest|later)\b(?! (?:row|in line|time|name|one end|one start|act|half|song))|\b(?:when|what|which|where)\b[^.?!]{{0,12}}\b(?:my|our) (?P<m>next|first|soonest|earliest|last|latest) (?:one|show|game|gig|match|concert|event|booking|order)\b",
    re.IGNORECASE,
)
"""Of several orders: the one that comes first, or last."""
_OF_ONE = frozenset({"refund", "transfer", "upgrade", "orders"})
_IN_TIME = regex(
    r"\b(?:the|my|our|of) (?P<w>later|latest|earlier|earliest|sooner|soonest)(?: (?:one|of (?:the )?(?:two|both|them|these)|show|game|match|play|gig|concert|performance|date|night|event|tickets?|seats?))\b"
    r"|\b(?:my|our) (?P<m>next|last) (?:show|game|match|play|gig|concert|performance)\b",
    re.IGNORECASE,
)
"""The order that comes first, or last: "cancel the later one"."""
WHERE_SEATED = regex(
    r"\b(?:which|what|wot|whats|what's)\b[^.?!]{0,8}\b(?:rows?|seats?|section|block|seat numbers?)\b|\bwhere\b[^.?!]{0,16}\b(?:sit|sitting|seated|my seats?|our seats?)\b|\bwhere (?:am i|are we)\W*$",
    re.IGNORECASE,
)


def _soonest(orders: Sequence[OrderFact], text: str, flow: Flow) -> OrderFact | None:
    """The order that is meant by "which comes first": of those still to come; None where none is."""
    said = SOONEST.search(text)
    coming = [o for o in orders if is_active(o) and o.starts_at is not None and o.starts_at > flow.now]
    if said is None or not coming:
        return None
    in_order = sorted(coming, key=lambda o: (o.starts_at is None, o.starts_at))
    return in_order[-1 if (said["w"] or said["m"]).casefold() in {"last", "latest", "later"} else 0]


def is_active(order: OrderFact) -> bool:
    return order.status in ACTIVE and any(t.status == "valid" for t in order.tickets)


def _called(said: str, orders: Sequence[OrderFact]) -> list[OrderFact]:
    """The order of that id, in whatever case of letters it was typed, with or without what ids begin with."""
    hint = said.casefold()
    alike = [o for o in orders if hint in {o.order_id.casefold(), o.order_id.casefold().partition("_")[2]}]
    return [o for o in alike if o.order_id == said] or alike


def pick_order(
    flow: Flow,
    task: Task,
    heard: Heard,
    *,
    why: str,
    wanted: Wanted,
    fits: Callable[[OrderFact], bool] = is_active,
    or_any: bool = False,
) -> Aside:
    """Settles `task.order`; returns words to say when it cannot, None when it is set.

    With `or_any`, what is wanted may describe something else than the order, and is put aside where it describes none.
    """
    if not flow.view.signed_in:
        told = yield from passing_on.told(flow, task, heard)
        if told and passing_on.only_asked(flow.view.message, wanted):
            flow.finish()
            return flow.say(passing_on.HERE)
        return flow.sign_in(why)
    got = yield from flow.use("list_orders", quiet=True)
    if not got.ok:
        return flow.say(phrases.sentence(got.why), awaiting="order")
    orders = [OrderFact.model_validate(o) for o in got.content["orders"]]
    if heard.chosen_from == "orders" and heard.chosen is not None:
        shown = flow.state.list_shown("orders")
        if shown is not None and heard.chosen < len(shown.orders):
            task.order_hint = shown.orders[heard.chosen].order_id
    elif heard.started and task.order is None and not task.order_hint and task.kind in _OF_ONE | {"exchange"}:
        task.order_hint = which_i_have.pointed_at(flow.view)
        task.nth = task.nth if task.order_hint is None else []  # "refund the second one", of the list
    if task.order is not None:
        task.order_hint = task.order.order_id
        task.order = None
    if task.order_hint:
        found = _called(task.order_hint, orders)
        if len(found) != 1:
            named, task.order_hint = task.order_hint, None
            return (yield from _offer(flow, [o for o in orders if fits(o)], _not_theirs(flow, named), why))
        task.order = found[0]
        if not describes(task.order, wanted, flow.view.catalogue):
            flow.state.later = [*bought_too.of_another_show(task), *flow.state.later]
        return None
    able = [o for o in orders if fits(o)]
    if not orders:
        flow.finish()
        return (yield from _none_but_asked(flow, task, heard))
    matching = [o for o in (able or orders) if describes(o, wanted, flow.view.catalogue)]
    if not matching and reasons.only_a_reason(wanted, flow.view.reading.slots, flow.view.message):
        task.wanted = wanted = wanted.model_copy(update={"when": None})
        matching = [o for o in (able or orders) if describes(o, wanted, flow.view.catalogue)]
    if or_any and not matching:
        matching, wanted = able, Wanted()
    if not wanted.empty and not matching and heard.started:
        matching = _named_beside_another(able or orders, flow.view)
    if not wanted.empty and not matching:
        over = [o for o in orders if describes(o, wanted, flow.view.catalogue)]
        if len(over) == 1:
            task.order = over[0]
            return None
        another = task.kind in {"refund", "transfer"} and wanting.names_show(wanted)
        if len(able) == 1 and not another:
            of_it = wanting.names_show(wanted) and describes(
                able[0], wanted.model_copy(update={"when": None}), flow.view.catalogue
            )
            line = phrases.order_line(able[0], flow.now)
            if not (of_it and task.kind == "exchange"):  # of which the day is where it is to go
                flow.lead.append(f"None of your orders is for that; the one you have is {line}.")
            task.order = able[0]
            return None
        dateless = wanted.model_copy(update={"when": None})
        same = [o for o in able if wanting.names_show(wanted) and describes(o, dateless, flow.view.catalogue)]
        if same:
            return (yield from _offer(flow, same, "None of your orders is for that date.", why))
        return (yield from _offer(flow, able, "None of your orders is for that.", why))
    if not matching and wanted.empty and wanted.without:
        flow.finish()
        only = f": {phrases.order_line(able[0], flow.now)}" if len(able) == 1 else ""
        return flow.say(f"I see no other order on your account{only}.", "Nothing is done to it.")
    matching = _seated_so(matching, task, flow.view.message) if len(matching) > 1 else matching
    if len(matching) == 1:
        task.order = matching[0]
        return None
    by_time = _by_time(matching, flow.view.message) if task.kind in _OF_ONE and heard.started else None
    if by_time is not None:
        flow.lead.append(f"That is {phrases.order_line(by_time, flow.now)}.")
        task.order = by_time
        return None
    if task.kind == "refund" and wanted.empty and len(matching) > 1 and _EVERY.search(flow.view.message):
        task.order, *others = matching
        flow.state.later = [*(Task(kind="refund", order_hint=o.order_id) for o in others), *flow.state.later]
        flow.lead.append("One order after the other.")
        return None
    recent = [o for o in matching if o.order_id == flow.state.last_order_id]
    if recent and wanted.empty:
        task.order = recent[0]
        return None
    return (yield from _offer(flow, matching, "", why))


_STAYS = regex(
    r"\b(?:leave|leaving|keep|keeping|hold on to|hang on to|don['’]?t touch|not)\b[^.?!,;]{0,30}$", re.IGNORECASE
)


def _named_beside_another(orders: list[OrderFact], view: View) -> list[OrderFact]:
    """The orders whose show is named in a message that names another beside it: one that stays, or that is asked after."""
    said = [s for s in view.reading.slots if not s.negated]
    shows = [s for s in said if s.name in {"event", "performer", "event_kind"}]
    shows = [s for s in shows if _STAYS.search(view.reading.text[: s.start]) is None]
    if len({s.start for s in said if s.name in {"event", "performer", "event_kind"}}) < 2:
        return []
    named = [o for o in orders if any(describes(o, wanting.merged(Wanted(), [s]), view.catalogue) for s in shows)]
    days = [s for s in said if s.name == "when"]
    then = [o for o in named if any(describes(o, wanting.merged(Wanted(), [s]), view.catalogue) for s in days)]
    return then or named


_THE_SEATS = regex(
    rf"\b(?:my|our|the|those|these|all) (?P<n>{NUMBER}) (?:[\w'’-]+ ){{0,3}}(?:tickets?|tix|seats?)\b", re.IGNORECASE
)


_GENUINE = regex(
    r"\b(?:legit\w*|genuine|real|valid|fake|scam\w*|fraud\w*|counterfeit|kosher|dodgy|authentic|good)\b", re.IGNORECASE
)


def _not_theirs(flow: Flow, order_id: str) -> str:
    """That an order is not one of the fan's; whether it is genuine, where that is asked, is for a person to see."""
    typed = re.search(re.escape(order_id), flow.view.message, re.IGNORECASE)
    said = f"I can't find order {typed.group() if typed else order_id} among yours, and I can only look at your own."
    if not aspects.asks(flow.view.message) or not _GENUINE.search(flow.view.message):
        return said
    flow.offer_person()
    return f"{said} So I can't tell whether it is genuine. Shall I ask a person?"


def _seated_so(orders: list[OrderFact], task: Task, text: str) -> list[OrderFact]:
    """The only one of the orders that has seats in the part of the house named, or just so many: "the two lounge tickets"; else all of them."""
    if task.kind not in {"refund", "transfer"}:
        return orders  # of an upgrade the part that is named is where they want to sit
    said = fold(task.section or "")
    there = [o for o in orders if said and any(said in fold(t.section) for t in _good(o))]
    if len(there) == 1:
        return there
    counted = _THE_SEATS.search(text)
    many = number(counted["n"]) if counted is not None else None
    so_many = [o for o in there or orders if many is not None and len(_good(o)) == many]
    return so_many if len(so_many) == 1 else there or orders


def _good(order: OrderFact) -> list[TicketFact]:
    return [t for t in order.tickets if t.status == "valid"]


def _by_time(orders: Sequence[OrderFact], text: str) -> OrderFact | None:
    """The one of several orders that is called the earlier or the later, where no two start at once."""
    said = _IN_TIME.search(text)
    in_order = sorted((o.starts_at, i) for i, o in enumerate(orders) if o.starts_at is not None)
    if said is None or len(in_order) < 2:
        return None
    last = (said["w"] or said["m"]).casefold() in {"later", "latest", "last"}
    found, other = (in_order[-1], in_order[-2]) if last else (in_order[0], in_order[1])
    return orders[found[1]] if found[0] != other[0] else None


def _offer(flow: Flow, orders: list[OrderFact], lead: str, why: str) -> Aside:
    if not orders:
        flow.finish()
        return flow.say(lead, f"You have no order that I could {why} for." if not lead else "")
    orders = orders[:8]
    yield from flow.use("list_orders", order_ids=[o.order_id for o in orders])
    lines = phrases.numbered([phrases.order_line(o, flow.now) for o in orders])
    return flow.say(lead, "Your orders:" if lead else "Which order do you mean?", lines, awaiting="order")


def describes(order: OrderFact, wanted: Wanted, catalogue: Catalogue) -> bool:
    """Whether an order may be the one described."""
    show = next((s for s in catalogue.shows if s.event_id == order.event_id), None)
    name = order.event_name.casefold()
    if wanted.event_ids and order.event_id not in wanted.event_ids:
        return False
    for other in wanted.without:  # "keep the comedy one and refund the other"
        played = show is not None and any(other.casefold() == p.casefold() for p in show.performers)
        if other in {order.event_id, order.order_id} or played or (show is not None and is_kind(show.kind, other)):
            return False
    if wanted.performer and wanted.performer.casefold() not in name:
        known = show is not None and any(wanted.performer.casefold() == p.casefold() for p in show.performers)
        if not known:
            return False
    if wanted.kind and (show is None or not is_kind(show.kind, wanted.kind)):
        return False
    if wanted.venue and (show is None or show.venue != wanted.venue):
        return False
    if wanted.city and (show is None or show.city.casefold() != wanted.city.casefold()):
        return False
    if wanted.when is None:
        return True
    return order.starts_at is not None and wanted.when.contains(order.starts_at.astimezone(ZoneInfo(order.time_zone)))


def _none_but_asked(flow: Flow, task: Task | None = None, heard: Heard | None = None) -> Script:
    """That there are no orders; or, to what is asked as a question, what the documents say of it."""
    message = flow.view.message
    if aspects.asks(message) and not (cues.OWN_TICKETS.search(message) or which_i_have.HAVE_I.search(message)):
        answered = yield from documents.say(flow, message, None)
        if answered:
            return flow.say()
    if task is not None and heard is not None:
        yield from passing_on.told(flow, task, heard)
    return flow.say(NO_ORDERS)


def look(flow: Flow, task: Task, heard: Heard) -> Script:
    """Shows the fan their orders, or one of them with its tickets."""
    if not flow.view.signed_in:
        return flow.sign_in("look up your orders")
    if cues.SOMEBODYS.search(flow.view.message) or which_i_have.OF_SOMEBODY_ELSE.search(flow.view.message):
        flow.lead.append("I can only look at the account you are signed in with, nobody else's.")
    flow.lead.append(just_bought.for_that_day(flow.view))
    if task.wanted.empty and not task.order_hint and heard.chosen is None:
        got = yield from flow.use("list_orders", quiet=True)
        orders = [OrderFact.model_validate(o) for o in got.content.get("orders", [])] if got.ok else []
        soonest = _soonest(orders, flow.view.message, flow)
        if len(orders) != 1 and soonest is not None:
            task.order_hint = soonest.order_id  # "which comes first and what row am I in there"
        elif len(orders) != 1:
            if not orders:
                flow.finish()
                return (yield from _none_but_asked(flow))
            return (yield from _listed(flow, orders))
    elif which_i_have.SHOWS.search(flow.view.message) and not task.order_hint and heard.chosen is None:
        got = yield from flow.use("list_orders", quiet=True)
        orders = [OrderFact.model_validate(o) for o in got.content.get("orders", [])] if got.ok else []
        these = [o for o in orders if is_active(o) and describes(o, task.wanted, flow.view.catalogue)]
        if len(these) > 1:
            return (yield from _listed(flow, these))
    speech = yield from pick_order(
        flow, task, heard, why="look up your orders", wanted=task.wanted, fits=lambda _o: True
    )
    if speech is not None:
        return speech
    order = task.order
    assert order is not None
    if _OLD_ONES.search(flow.view.message) and order.status in {"exchanged", "upgraded"}:
        flow.lead.append("No: the old ones no longer get you in. These take their place:")
    flow.finish()
    flow.state.memo = {**flow.state.memo, "opened": order.order_id}
    yield from flow.use("get_order", order_id=order.order_id)
    yield from spoken_of(flow, order)
    seats = [t for t in order.tickets if t.status in {"valid", "used"}]
    gone = [t for t in order.tickets if t.status == "transferred"]
    handed = "Handed on" if seats else "All its tickets were handed on"
    off = phrases.off(flow.state.last_event)
    off = f"{off} To have your money back, just say so." if off and is_active(order) else off
    return flow.say(
        f"{phrases.order_line(order, flow.now)}, {phrases.money(order.total, order.currency)}.",
        phrases.sentence(phrases.places(seats)) if seats else "",
        f"{handed}: {phrases.places(gone)}." if gone else "",
        off or (_at_hand(flow.view.message) if is_active(order) else ""),
    )


def _listed(flow: Flow, orders: list[OrderFact]) -> Script:
    """Several orders, a line each; one of them may be opened."""
    flow.finish()
    yield from flow.use("list_orders", order_ids=[o.order_id for o in orders[:8]])
    seated = WHERE_SEATED.search(flow.view.message) is not None
    lines = phrases.numbered([_line(flow, o, seated=seated) for o in orders[:8]])
    return flow.say("Your orders:", lines, which_i_have.ASKS)


def _at_hand(text: str) -> str:
    return delivery.TOLD if delivery.wanted(text) else delivery.SHOWN


def spoken_of(flow: Flow, order: OrderFact) -> Aside:
    """Makes the show of an order the one that is spoken of: "what time should we be there?" is asked of it."""
    flow.state.last_order_id = order.order_id
    got = yield from flow.use("get_event_info", event_id=order.event_id)
    if got.ok:
        flow.state.last_event = flow.fact(got.content)
    return None


def _line(flow: Flow, order: OrderFact, *, seated: bool) -> str:
    """An order in a line; with its seats where it is asked where they are."""
    line = f"{phrases.order_line(order, flow.now)}, {phrases.money(order.total, order.currency)}"
    seats = [t for t in order.tickets if t.status in {"valid", "used"}]
    return f"{line}: {phrases.places(seats)}" if seated and seats else line


def credit(flow: Flow, _task: Task) -> Script:
    """What credit the fan has."""
    if not flow.view.signed_in:
        return flow.sign_in("see your credit")
    got = yield from flow.use("get_credit")
    flow.finish()
    balance = got.content.get("balance", []) if got.ok else []
    if not got.ok:
        return flow.say(phrases.sentence(got.why))
    amounts = " and ".join(str(b["text"]) for b in balance if b["amount"])
    said = f"You have {amounts} in credit." if amounts else "You have no credit at the moment."
    if not _ORDERS_TOO.search(flow.view.message):
        return flow.say(said)
    listed = yield from flow.use("list_orders", quiet=True)
    left = [OrderFact.model_validate(o) for o in listed.content.get("orders", [])] if listed.ok else []
    lines = phrases.numbered([phrases.order_line(o, flow.now) for o in left if is_active(o)][:8])
    return flow.say(said, f"Your orders:\n{lines}" if lines else "You have no order that is still good.")

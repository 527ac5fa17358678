"""Upgrades, refunds and exchanges: find the order → what is possible → quote → the fan's yes (AG2, AG3)."""

import re
from collections.abc import Generator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import cues, phrases
from willcall.agent.dialogue.asked import protesting
from willcall.agent.dialogue.flow import Flow, Got, Script, budget_minor
from willcall.agent.dialogue.owned import staying
from willcall.agent.dialogue.owned.orders import pick_order, spoken_of
from willcall.agent.dialogue.scripts import another, exactly, nearer, off_the_table, wheelchairs
from willcall.agent.dialogue.scripts.purchase import no_such_section
from willcall.agent.dialogue.wishes import swapping
from willcall.agent.dialogue.wishes.part import how_many, in_hand, some_tickets, unclear
from willcall.agent.ports import Speech, ToolCall, ToolResult
from willcall.agent.state import EventFact, Heard, OrderFact, SeatsFact, Task, Wanted
from willcall.boxoffice.contract import section_label
from willcall.understanding.patterns import regex

LOOK_AT_IT = "If you'd like a person to look at it, just say so."


def upgrade(flow: Flow, task: Task, heard: Heard) -> Script:
    """Better seats for an order."""
    speech = yield from pick_order(flow, task, heard, why="upgrade your seats", wanted=task.wanted)
    if speech is not None:
        return speech
    order = task.order
    assert order is not None
    flow.state.last_order_id = order.order_id
    limit = budget_minor(task, order.currency)
    if limit is not None and task.budget_per == "each":
        limit *= max(1, sum(t.status == "valid" for t in order.tickets))
    if (said := wheelchairs.unwanted(flow, task)) is not None:
        return said
    if wheelchairs.needed(task):
        found = yield from wheelchairs.quote(flow, task)
        return quoted(flow, found) if found is not None else wheelchairs.none_found(flow)
    if heard.chosen_from in {"upgrades", "map"}:
        seat_ids = _chosen_seats(flow, heard)
        if seat_ids:
            got = yield from flow.use("upgrade_tickets", order_id=order.order_id, seat_ids=seat_ids)
            if not off_the_table.gone(got):
                return quoted(flow, got)
            flow.lead.append(off_the_table.GONE)
    yield from off_the_table.quoted_before(flow)
    got = yield from flow.use(
        "check_upgrades", order_id=order.order_id, target_section=task.section, max_price_delta=limit
    )
    if not got.ok and task.section and got.error.get("field") in {"section", "target_section"}:
        flow.lead.append(no_such_section(task, order.event_name))
        got = yield from flow.use("check_upgrades", order_id=order.order_id, max_price_delta=limit)
    if got.refused and task.section:  # that part may not be had: what may
        elsewhere = yield from flow.use("check_upgrades", order_id=order.order_id, max_price_delta=limit)
        if elsewhere.ok:
            flow.lead.append(phrases.sentence(got.why))
            got, task.section = elsewhere, None
    if not got.ok:
        return refused(flow, got)
    options = [SeatsFact.model_validate(o) for o in got.content["options"]]
    sections = {t.section for t in order.tickets}
    if nearer.own_part(task, options) or (not options and task.section in sections and limit is not None):
        task.section = None  # where they sit already: nothing better is there, but elsewhere within the limit
        got = yield from flow.use("check_upgrades", order_id=order.order_id, max_price_delta=limit)
        options = [SeatsFact.model_validate(o) for o in got.content["options"]] if got.ok else []
    if not options and (task.section or limit is not None):
        wish = f" in {section_label(task.section)}" if task.section else ""
        if limit is not None:
            wish += f" for up to {phrases.money(limit, order.currency)} more"
        got = yield from flow.use("check_upgrades", order_id=order.order_id)
        options = [SeatsFact.model_validate(o) for o in got.content["options"]] if got.ok else []
        if options:
            flow.lead.append(f"I have no better seats{wish}. What I do have:")
            task.section, task.budget_major = None, None
    if not options:
        flow.finish()
        return flow.say(f"I'm sorry, there are no better seats left for {order.event_name}.")
    task.options = options = nearer.as_wished(flow, task, options)
    lines = phrases.numbered([phrases.seats_line(o, order.currency) for o in options])
    if wheelchairs.kept(task):
        flow.lead.append(wheelchairs.KEEPS)
    head = f"Better seats for {order.event_name}, order {order.order_id}:"
    return flow.say(
        head, lines, "Which would you like?" if len(options) > 1 else "Shall I take these?", awaiting="seats"
    )


def _chosen_seats(flow: Flow, heard: Heard) -> list[str]:
    if heard.chosen_from == "map" and flow.view.picked is not None:
        return list(flow.view.picked.seat_ids)
    shown = flow.state.list_shown("upgrades")
    if shown is None or heard.chosen is None or heard.chosen >= len(shown.seats):
        return []
    return shown.seats[heard.chosen].seat_ids


def refund(flow: Flow, task: Task, heard: Heard) -> Script:
    """Money back, where the policy allows it; otherwise why not, and what else there is."""
    speech = yield from pick_order(flow, task, heard, why="refund your tickets", wanted=task.wanted)
    if speech is not None:
        return speech
    order = task.order
    assert order is not None
    flow.state.last_order_id = order.order_id
    if any(show.event_id == order.event_id and not show.on for show in flow.view.catalogue.shows):
        yield from spoken_of(flow, order)
        flow.lead.append(phrases.off(flow.state.last_event))
    if (asked := unclear(task, "Which of them shall go back?")) is not None:
        return flow.say(asked, awaiting="quantity")
    if staying.open_still(flow, task):
        return staying.ask(flow)
    got = yield from flow.use(
        "request_refund", order_id=order.order_id, ticket_ids=some_tickets(task), refund_to=task.refund_to
    )
    if got.refused and task.refund_to != "credit":
        credit = yield from flow.use(
            "request_refund", order_id=order.order_id, ticket_ids=some_tickets(task), refund_to="credit"
        )
        if credit.kind == "confirmation_required":
            flow.lead.append(f"{phrases.sentence(got.why)} As credit it can still be done:")
            task.refund_to = "credit"
            flow.lead.append(_which_go_back(task))
            return quoted(flow, credit)
    if got.refused:
        other = yield from flow.use("exchange_tickets", order_id=order.order_id, event_id=order.event_id)
        flow.finish()
        waits = flow.state.task is not None  # what else was wished comes up next, so that a yes is none to a person
        if not waits:
            flow.offer_person()
        flow.state.memo = {**flow.state.memo, "refused": order.order_id}
        protesting.note(flow, "refund", order, got.why)
        yield from spoken_of(flow, order)
        if some_tickets(task) is not None:
            flow.state.memo = {**flow.state.memo, "in_part": order.order_id}
        swap = "" if other.refused else _may_move(flow, task)
        if waits:
            return flow.say(phrases.sentence(got.why), swap, LOOK_AT_IT)
        ask = "Shall I ask a person to look at it?"
        why = phrases.sentence(got.why)
        if task.refund_to == "credit":
            why = f"Not as credit either. {why}"
        return flow.say(why, f"{swap} Or {ask[0].lower()}{ask[1:]}" if swap else ask)
    flow.lead.append(_which_go_back(task))
    return quoted(flow, got)


def _may_move(flow: Flow, task: Task) -> str:
    """That the order may still be exchanged: for what, and that it moves only as a whole."""
    assert task.order is not None
    others = another.other_dates(flow, task.order.event_id, of_itself=True)
    whole = f", only all {phrases.tickets(len(in_hand(task)))} together" if some_tickets(task) is not None else ""
    if others:
        return f"They may still be exchanged for another date{whole}: just tell me which."
    return f"There is no other date of {task.order.event_name}, but they may be exchanged for another event{whole}: just tell me which."


def _which_go_back(task: Task) -> str:
    """Which seats go back and which stay, where it is not all of them."""
    some = some_tickets(task)
    if some is None:
        return ""
    back, stay = ([t for t in in_hand(task) if (t.ticket_id in some) is gone] for gone in (True, False))
    return f"Going back: {phrases.places(back)}. You keep {phrases.places(stay)}."


def exchange(flow: Flow, task: Task, heard: Heard) -> Script:
    """Another event for an order."""
    if task.order is None and not task.source.empty:
        speech = yield from pick_order(flow, task, heard, why="exchange your tickets", wanted=task.source)
        task.source = Wanted()  # said once; if it fits no order, the fan picks from the list
    elif task.order is None:
        hint = task.wanted if heard.chosen is None and _names_own(task) else type(task.wanted)()
        speech = yield from pick_order(flow, task, heard, why="exchange your tickets", wanted=hint, or_any=True)
    else:
        speech = None
    if speech is not None:
        return speech
    order = task.order
    assert order is not None
    flow.state.last_order_id = order.order_id
    number = len(in_hand(task))
    part = len(task.nth) or how_many(task, number)
    if part is not None and 0 < part < number:
        task.kept, task.ticket_count, task.numbers, task.nth = None, None, [], []
        back = yield from _refundable(flow, order)
        return flow.say(
            f"An order moves to another date as a whole, so I can only exchange all {phrases.tickets(number)} of it.",
            "Shall I do that?" + (" Or I can refund the ones you don't need: just say how many." if back else ""),
            awaiting="choice",
        )
    if heard.chosen_from == "events" and heard.chosen is not None:
        shown = flow.state.list_shown("events")
        if shown is not None and heard.chosen < len(shown.events):
            task.event = another.picked(flow, task, shown.events, heard.chosen)
    if task.event is None:
        policy = yield from flow.use("exchange_tickets", order_id=order.order_id, event_id=order.event_id)
        if policy.refused:
            return refused(flow, policy)
    if flow.state.memo.get("in_part") == order.order_id:  # money back for some of them was asked for, and refused
        flow.state.memo = {name: what for name, what in flow.state.memo.items() if name != "in_part"}
        if number > 1 and not _ALL_OF_IT.search(flow.view.message):
            flow.lead.append(f"An order moves to another date only as a whole, all {phrases.tickets(number)} of it.")
    if task.event is None:
        if order.starts_at is not None:
            theirs = order.starts_at.astimezone(ZoneInfo(order.time_zone)).date()
            task.wanted.when = swapping.as_theirs(task.wanted.when, flow.view.message, theirs)
        speech = yield from another.find_other(flow, task)
        if speech is not None:
            return speech
    event = task.event
    assert event is not None
    if not number:
        flow.finish()
        return flow.say(
            f"Order {order.order_id} has no tickets left to exchange: it is {order.status.replace('_', ' ')}."
        )
    task.quantity = number
    if (heard.chosen_from in {"seats", "map"} and heard.chosen is not None) or heard.chosen_from == "map":
        seat_ids = _seats_for_exchange(flow, heard)
        if seat_ids:
            got = yield from off_the_table.exchanged(flow, order.order_id, event, seat_ids)
            if not off_the_table.gone(got):
                return quoted(flow, got, event)
            flow.lead.append(off_the_table.GONE)
    if not heard.started and (exact := (yield from _by_number(flow, task, event, order.order_id))) is not None:
        return exact
    yield from off_the_table.quoted_before(flow)
    section, rows, task.rows = task.section, task.rows, []
    like = None if section or task.prefer or task.accessible or heard.asked_more else _own_section(task)
    got = yield from flow.use(
        "check_inventory",
        event_id=event.event_id,
        quantity=task.quantity,
        section=section or like,
        wheelchairs=task.accessible or None,
        prefer=task.prefer,
        rows=rows or None,
    )
    if like and not (got.ok and got.content["options"]):
        like = None
        got = yield from flow.use("check_inventory", event_id=event.event_id, quantity=task.quantity)
    if section and (not got.content["options"] if got.ok else got.error.get("field") == "section"):
        none = f"I don't have {phrases.tickets(task.quantity)} in {section_label(section)}."
        flow.lead.append(none if got.ok else no_such_section(task, event.name))
        got = yield from flow.use("check_inventory", event_id=event.event_id, quantity=task.quantity)
    if not got.ok:
        return flow.say(phrases.sentence(got.why), "Which other date would you like?", awaiting="event")
    options = [SeatsFact.model_validate(o) for o in got.content["options"]]
    if not options:
        task.event = None
        return flow.say(
            f"There are no {phrases.tickets(task.quantity)} together for {phrases.event_short(event, flow.now)}.",
            "Which other date would you like?",
            awaiting="event",
        )
    waiting = flow.state.awaiting == "seats" and not heard.asked_more and not heard.started
    flow.lead.append(str(got.content.get("missing") or ""))
    left = not (section and len(options) == 1 and (options[0].unreserved or rows))  # something to choose
    if not left or (task.prefer == "cheapest" and waiting):
        got = yield from flow.use(
            "exchange_tickets",
            order_id=order.order_id,
            event_id=event.event_id,
            seat_ids=options[0].seat_ids,
        )
        return quoted(flow, got, event)
    lines = phrases.numbered([phrases.seats_line(o, event.currency, whole=False) for o in options])
    head = f"Seats for {phrases.event_short(event, flow.now)}; what you paid counts towards them:"
    ask = "Which would you like? Or name another part of the house." if like else "Which would you like?"
    return flow.say(head, lines, ask, awaiting="seats")


_ALL_OF_IT = regex(
    r"\b(?:all|both|every one|the lot|(?:the|our) (?:whole|entire) (?:lot|order|group|booking))\b(?! (?:right|good|the (?:best|same)))",
    re.IGNORECASE,
)


def _by_number(
    flow: Flow, task: Task, event: EventFact, order_id: str
) -> Generator[list[ToolCall], list[ToolResult], Speech | None]:
    """The quote for the very seats that were named by number at the list or the quote, or what is near them; None where none were."""
    numbers = [str(s.value) for s in flow.view.reading.slots if s.name == "seat" and not s.negated]
    if not numbers or flow.state.awaiting not in {"seats", "confirmation"}:
        return None
    task.numbers, task.section = numbers, task.section or _own_section(task)
    options = yield from exactly.those(flow, task, event)
    if not options:
        return None
    if len(options) == 1 and len(numbers) == task.quantity and set(options[0].numbers) == set(numbers):
        got = yield from flow.use(
            "exchange_tickets", order_id=order_id, event_id=event.event_id, seat_ids=options[0].seat_ids
        )
        return quoted(flow, got, event)
    lines = phrases.numbered([phrases.seats_line(o, event.currency, whole=False) for o in options])
    head = f"Seats for {phrases.event_short(event, flow.now)}; what you paid counts towards them:"
    return flow.say(head, lines, "Which would you like?", awaiting="seats")


def _refundable(flow: Flow, order: OrderFact) -> Generator[list[ToolCall], list[ToolResult], bool]:
    """Whether the policy may still give money back for an order; the quote decides, this only keeps from offering what it forbids."""
    if flow.state.memo.get("refused") == order.order_id:
        return False
    got = yield from flow.use("get_policy", kind="refund", event_id=order.event_id)
    policy = got.content.get("policy") if got.ok else None
    rule = policy["parameters"] if policy else {}
    hours = rule.get("until_hours_before") or 0
    in_time = order.starts_at is None or order.starts_at - flow.now >= timedelta(hours=hours)
    return rule.get("allowed", True) is not False and in_time


def _own_section(task: Task) -> str | None:
    """The section all tickets of the order are in."""
    sections = {ticket.section for ticket in in_hand(task)}
    return sections.pop() if len(sections) == 1 else None


def _names_own(task: Task) -> bool:
    """Whether the wish names the show itself, so that it also says which order is meant."""
    return bool(task.wanted.event_ids or task.wanted.performer)


def _seats_for_exchange(flow: Flow, heard: Heard) -> list[str]:
    if heard.chosen_from == "map" and flow.view.picked is not None:
        return list(flow.view.picked.seat_ids)
    shown = flow.state.list_shown("seats")
    if shown is None or heard.chosen is None or heard.chosen >= len(shown.seats):
        return []
    return shown.seats[heard.chosen].seat_ids


def quoted(flow: Flow, got: Got, event: EventFact | None = None) -> Speech:
    """Reads out the quote of a change, or why there is none."""
    if got.kind != "confirmation_required":
        return refused(flow, got)
    when = phrases.event_short(event, flow.now) if event is not None else ""
    if cues.HOLD_LEFT.search(flow.view.message) and got.error["quote"].get("expires_at"):
        left = phrases.until(flow.fact_time(str(got.error["quote"]["expires_at"])), flow.now)
        flow.lead.append(f"This stands for {left}.")
    return flow.say(change_text(got.error["quote"], when), awaiting="confirmation")


def change_text(quote: Mapping[str, Any], event: str = "") -> str:
    """A quote of a change in words, complete without its card; `event` says when and where the new seats are."""
    seats = quote.get("seats") or []
    held = phrases.seated(seats)
    where = ": ".join(p for p in (event, phrases.places(held)) if p)
    lines = [f"{i['label']}: {i['amount']['text']}" for i in _told(quote)]
    amount, text = quote["total"]["amount"], str(quote["total"]["text"])
    total = "Nothing to pay."
    if amount > 0:
        total = f"To pay: {text}."
    elif amount < 0:
        total = f"Back to you: {text.removeprefix('-')}" + (
            " as credit." if quote.get("refund_to") == "credit" else "."
        )
    pending = (
        "A person has to approve this one; I'll pass it on once you say yes." if quote["requires_approval"] else ""
    )
    them = "it" if _one_ticket(quote, held) else "them"
    ask = {
        "upgrade": "Shall I upgrade you?",
        "exchange": f"Shall I exchange {them}?",
        "refund": f"Shall I refund {them}?",
    }
    parts = [phrases.sentence(str(quote.get("summary") or "")), phrases.sentence(where), *lines, total, pending]
    return "\n".join(p for p in (*parts, ask.get(quote["kind"], "Shall I go ahead?")) if p)


def _one_ticket(quote: Mapping[str, Any], seats: Sequence[object]) -> bool:
    """Whether a single ticket is changed, or given back."""
    back = [_RETURNED.match(str(i["label"])) for i in quote["items"]]
    return (len(seats) or sum(int(match["n"]) for match in back if match is not None)) == 1


_RETURNED = regex(r"(?P<n>\d+) × .* returned$")


def _told(quote: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The items that are read out: of a refund not the fees that stay, which come and go in two lines; the summary names them."""
    kept = {
        i["amount"]["amount"] for i in quote["items"] if "fee" in i["label"].casefold() and i["amount"]["amount"] > 0
    }
    if quote["kind"] != "refund":
        return list(quote["items"])
    return [i for i in quote["items"] if not ("fee" in i["label"].casefold() and abs(i["amount"]["amount"]) in kept)]


def refused(flow: Flow, got: Got) -> Speech:
    """A "no" with its reason, and the way on that a person offers."""
    if got.kind == "sign_in_required":
        return flow.sign_in("do that")
    task = flow.state.task
    if got.refused and task is not None:
        protesting.note(flow, task.kind, task.order, got.why)
    flow.finish()
    return flow.say(phrases.sentence(got.why), LOOK_AT_IT if got.refused else "")

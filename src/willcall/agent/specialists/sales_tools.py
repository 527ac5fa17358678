"""Tools for finding, holding and quoting seats, and for asking about the house."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from willcall.agent.contract import SourceLine, SourcesCard
from willcall.agent.specialists.counter import Counter, as_json, event_fact, money_words, seats_fact
from willcall.agent.specialists.roster import ROSTER
from willcall.agent.specialists.rows import (
    MANY,
    elsewhere,
    everywhere,
    front_to_back,
    further_back,
    in_rows,
    nearer,
    why_not,
)
from willcall.agent.specialists.seats_by_number import by_number, still_theirs
from willcall.agent.specialists.toolbox import Arguments, Refusal, tool
from willcall.boxoffice.contract import Event, QuoteKind
from willcall.boxoffice.rules.whereabouts import lying
from willcall.kit.errors import WillcallError


class FindEvents(Arguments):
    query: str | None = Field(default=None, description="free words: team, artist, show")
    date_from: date | None = Field(default=None, description="first day, YYYY-MM-DD, in the venue's zone")
    date_to: date | None = Field(default=None, description="last day, inclusive")
    kind: str | None = Field(default=None, description="basketball, concert, theatre, …")
    venue: str | None = None
    city: str | None = None
    event_ids: list[str] | None = Field(default=None, max_length=30, description="exactly these, in this order")
    limit: int = Field(default=6, ge=1, le=12)


@tool("find_events", "Events that are on, by words, dates, kind, venue or city.", FindEvents, looks=True)
def find_events(counter: Counter, wish: FindEvents) -> Mapping[str, Any]:
    if wish.event_ids:
        named = counter.boxoffice.find_events(event_ids=wish.event_ids)
        named = sorted(named, key=lambda event: wish.event_ids.index(event.event_id) if wish.event_ids else 0)
        events = [event for event in named if event.status != "finished"] or named
    else:
        events = counter.boxoffice.find_events(
            query=wish.query,
            starts_after=_midnight(wish.date_from, counter.now, days=0) or counter.now - timedelta(hours=12),
            starts_before=_midnight(wish.date_to, counter.now, days=1),
            kind=wish.kind,
            venue=wish.venue,
            city=wish.city,
            limit=wish.limit,
        )
    if events:
        counter.show_events(events)
    return {"events": [_brief(e) for e in events]}


class EventInfo(Arguments):
    event_id: str
    rows_of: list[str] | None = Field(default=None, max_length=8, description="sections whose rows are wanted by name")


@tool("get_event_info", "Everything about one event: time, place, doors, sections and prices.", EventInfo, looks=True)
def get_event_info(counter: Counter, wish: EventInfo) -> Mapping[str, Any]:
    event = counter.event(wish.event_id)
    above = lying(event.sections, "upstairs") or frozenset()
    rows = front_to_back(counter, event.event_id, wish.rows_of) if wish.rows_of else {}
    return {
        **_brief(event),
        **event.model_dump(mode="json", include={"doors_at"}),
        "description": event.description,
        "address": event.address,
    } | {
        "sections": [
            {
                "name": s.name,
                "aliases": s.aliases,
                "tier": s.tier,
                "available": s.available,
                "from": s.price_from.text if s.price_from else None,
                "from_amount": s.price_from.amount if s.price_from else None,
                "refundable": s.refundable,
                "exchangeable": s.exchangeable,
            }
            | ({"upper": s.name in above} if above else {})
            | ({"rows": rows[s.name]} if s.name in rows else {})
            for s in event.sections
        ]
    }


class CheckInventory(Arguments):
    event_id: str
    quantity: int = Field(ge=1)
    section: str | None = Field(default=None, description="section, level or tier")
    max_price: int | None = Field(default=None, ge=0, description="most per ticket, fees included, in minor units")
    accessible: bool = Field(default=False, description="wheelchair space with companions beside it")
    wheelchairs: int = Field(default=0, ge=0, le=50, description="how many wheelchair spaces, where more than one")
    prefer: Literal["best", "cheapest", "aisle"] | None = Field(
        default=None, description="left out: the best, and the cheapest for comparison"
    )
    above: int | None = Field(
        default=None, ge=0, description="only seats that cost more than this each, in minor units"
    )
    dearer: bool = Field(default=False, description="none of the cheapest")
    thrifty: bool = Field(default=False, description="with `aisle`: only such seats, of what costs least")
    nearer_than: list[str] | None = Field(
        default=None, min_length=2, max_length=2, description="only seats better than this section and row of it"
    )
    rows: list[str] | None = Field(default=None, max_length=8, description="only these rows, if there are such seats")
    numbers: list[str] | None = Field(
        default=None, max_length=12, description="exactly these seats, by their numbers, with the row in `rows`"
    )
    without: list[str] | None = Field(default=None, max_length=8, description="not in these sections, levels or tiers")
    limit: int = Field(default=4, ge=1, le=8)


@tool("check_inventory", "Best available seats that go together, with prices.", CheckInventory, looks=True)
def check_inventory(counter: Counter, wish: CheckInventory) -> Mapping[str, Any]:
    wishes = wish.model_dump(exclude={"rows", "above", "without", "dearer", "thrifty", "numbers", "nearer_than"})
    wishes |= {"prefer": wish.prefer or "best"}
    if wish.numbers:
        return _by_number(counter, wish, wishes)
    back = not wish.rows and any(no.casefold() == "front" for no in wish.without or ())
    cheapest_first = wish.prefer == "cheapest" and wish.max_price is None and not wish.without
    many = wish.rows or wish.nearer_than or wish.above is not None or back or cheapest_first
    asked = wishes | ({"limit": MANY} if many else {})
    if wish.without:
        found = elsewhere(counter, wish.event_id, wish.without, asked)
    else:
        found = counter.boxoffice.check_inventory(**asked)
    options = [seats_fact(o) for o in found.options]
    if back:
        options = further_back(options, counter.event(wish.event_id).sections)[: wish.limit]
    if cheapest_first and not wish.rows and wish.above is None:
        options = sorted(options, key=lambda o: o.each)[: wish.limit]  # no dearer part, while cheaper ones are left
    if wish.nearer_than:
        options = nearer(counter, wish.event_id, options, *wish.nearer_than)[: wish.limit]
    if wish.above is not None:
        options = [o for o in options if o.each > wish.above][-wish.limit :]
    note, missing = found.note, ""
    if wish.rows and options:
        there = in_rows(options, wish.rows)
        if not there and not wish.without:
            there = in_rows(everywhere(counter, wish.event_id, wishes | {"limit": MANY}, options), wish.rows)
        if not there:
            missing = why_not(
                counter, event_id=wish.event_id, rows=wish.rows, section=wish.section, quantity=wish.quantity
            )
        options = (there or options)[: wish.limit]
    elif wish.prefer is None and len(options) > 1 and not wish.without:
        cheapest = counter.boxoffice.check_inventory(**wishes | {"prefer": "cheapest", "limit": 1})
        low = [seats_fact(o) for o in cheapest.options]
        if low and wish.dearer:
            options = [o for o in options if o.each > low[0].each] or options
        elif low and low[0].each < min(o.each for o in options):
            options = [*options[: wish.limit - 1], low[0]]
    elif wish.prefer == "aisle" and len(options) > 1 and not wish.without:
        floor = counter.boxoffice.check_inventory(**wishes | {"prefer": "cheapest", "limit": 1}).options
        most = floor[0].price_each.amount if floor else None  # first where it costs least, else among many
        ways = ({"limit": MANY, "max_price": most}, {"limit": MANY})
        wide = (counter.boxoffice.check_inventory(**wishes | one).options for one in ways)
        aisles = ([o for o in some if "aisle" in o.note] for some in wide)
        low = sorted(map(seats_fact, next(filter(None, aisles), [])), key=lambda o: o.each)
        if low and wish.thrifty:
            options = low[: wish.limit]
            missing = "None of the cheapest is on the aisle." if most is not None and low[0].each > most else ""
        elif low and low[0].each < min(o.each for o in options):
            options = [*options[: wish.limit - 1], low[0]]
    currency = found.options[0].total.currency if options else counter.event(wish.event_id).currency
    if counter.state.task is not None and counter.state.task.kind == "exchange":
        # the order has paid its own fee already, and the quote of an exchange charges none
        options = [o.model_copy(update={"total": o.each * len(o.seat_ids)}) for o in options]
        options = still_theirs(counter, wish.event_id, options)  # what was quoted is held, and no less to be had
    if options:
        counter.show_seats(wish.event_id, options, currency)
    return {
        "event_id": wish.event_id,
        "available": found.available,
        "currency": currency,
        "note": note,
        "missing": missing,
        "options": [o.model_dump() | {"price_each": money_words(o.each, currency)} for o in options],
        "seats": [{"id": s.seat_id, "price": s.price.text, "section": s.section, "row": s.row} for s in found.seats],
    }


def _by_number(counter: Counter, wish: CheckInventory, wishes: dict[str, Any]) -> Mapping[str, Any]:
    """The seats asked for by number; else those near them, and then what there is elsewhere."""
    found = counter.boxoffice.check_inventory(**wishes)
    event = counter.event(wish.event_id)
    named = by_number(
        counter,
        event,
        numbers=wish.numbers or [],
        rows=wish.rows or [],
        section=wish.section,
        quantity=wish.quantity,
        wheelchairs=max(wish.wheelchairs, int(wish.accessible)),
    )
    options = named.options[: wish.limit]
    if not named.exact:
        shown = {seat_id for option in options for seat_id in option.seat_ids}
        others = [o for o in map(seats_fact, found.options) if not shown & set(o.seat_ids)]
        options = [*options[: max(1, wish.limit - 2)], *others][: wish.limit]
    if counter.state.task is not None and counter.state.task.kind == "exchange":
        options = [o.model_copy(update={"total": o.each * len(o.seat_ids)}) for o in options]
    if options:
        counter.show_seats(wish.event_id, options, event.currency)
    return {
        "event_id": wish.event_id,
        "available": found.available,
        "currency": event.currency,
        "note": named.told,
        "exact": named.exact,
        "options": [o.model_dump() | {"price_each": money_words(o.each, event.currency)} for o in options],
    }


class HoldTickets(Arguments):
    event_id: str
    seat_ids: list[str] = Field(min_length=1, max_length=50)
    expires_in_seconds: int = Field(default=300, ge=30, le=600)


@tool("hold_tickets", "Hold seats for the fan and quote them; they then confirm the total themselves.", HoldTickets)
def hold_tickets(counter: Counter, wish: HoldTickets) -> Mapping[str, Any]:
    drop_quote(counter)
    hold = counter.boxoffice.hold_tickets(
        actor=counter.actor,
        event_id=wish.event_id,
        seat_ids=wish.seat_ids,
        expires_in_seconds=min(wish.expires_in_seconds, counter.hold_seconds),
        idempotency_key=f"{counter.attempt}:hold:{','.join(sorted(wish.seat_ids))}",
    )
    try:
        quote = counter.boxoffice.quote(actor=counter.actor, kind="purchase", hold_id=hold.hold_id)
        counter.guard.check_spend(counter.state, quote.total)  # said before anybody says yes to it
    except WillcallError:
        counter.boxoffice.release_hold(actor=counter.actor, hold_id=hold.hold_id)
        raise
    counter.show_hold(hold, quote)
    counter.show_quote(quote)
    return {"hold_id": hold.hold_id, "expires_at": as_json(hold)["expires_at"], "quote": as_json(quote)}


class HoldId(Arguments):
    hold_id: str


@tool("release_hold", "Let held seats go.", HoldId)
def release_hold(counter: Counter, wish: HoldId) -> Mapping[str, Any]:
    counter.boxoffice.release_hold(actor=counter.actor, hold_id=wish.hold_id)
    held = counter.state.hold
    if held is not None and held.hold_id == wish.hold_id:
        counter.state.hold = None
        counter.drop("hold", "quote", "payment")
        if counter.state.quote is not None and counter.state.quote.hold_id == wish.hold_id:
            counter.state.quote = None
    return {"hold_id": wish.hold_id, "status": "released"}


def drop_quote(counter: Counter) -> None:
    """Whatever was quoted before is no longer what a yes would mean; seats held for it go free."""
    quote = counter.state.quote
    counter.state.quote = None
    counter.state.transfer = None
    if quote is not None and quote.hold_id and quote.kind != "purchase":
        counter.boxoffice.release_hold(actor=counter.actor, hold_id=quote.hold_id)
    if counter.state.hold is not None:
        counter.boxoffice.release_hold(actor=counter.actor, hold_id=counter.state.hold.hold_id)
        counter.state.hold = None
    counter.drop("hold", "quote", "payment")


class QuoteWish(Arguments):
    kind: Literal["purchase", "upgrade", "refund", "exchange"]
    hold_id: str | None = None
    order_id: str | None = None
    event_id: str | None = None
    seat_ids: list[str] | None = Field(default=None, max_length=50)
    section: str | None = None
    max_price_delta: int | None = Field(default=None, ge=0)
    ticket_ids: list[str] | None = Field(default=None, max_length=50)
    refund_to: Literal["original", "credit"] | None = None


@tool(
    "quote",
    "Itemised total of a purchase, upgrade, refund or exchange; nothing happens until the fan confirms.",
    QuoteWish,
)
def quote(counter: Counter, wish: QuoteWish) -> Mapping[str, Any]:
    return {"quote": make_quote(counter, **wish.model_dump())}


def make_quote(counter: Counter, *, kind: QuoteKind, **wishes: Any) -> Any:
    """Asks the box office for a quote and shows it; not one that is over what a conversation may spend."""
    if kind != "purchase":
        require_fan(counter)
        drop_quote(counter)
    made = counter.boxoffice.quote(actor=counter.actor, kind=kind, **wishes)
    try:
        counter.guard.check_spend(counter.state, made.total)
    except WillcallError:
        if made.hold_id and kind != "purchase":
            counter.boxoffice.release_hold(actor=counter.actor, hold_id=made.hold_id)
        raise
    counter.show_quote(made)
    return as_json(made)


def require_fan(counter: Counter) -> str:
    """The signed-in fan's id. Raises: Refusal asking to sign in."""
    if counter.customer_id is None:
        counter.state.awaiting = "sign_in"
        raise Refusal("sign_in_required", "The fan has to sign in first.")
    return counter.customer_id


class NoArguments(Arguments):
    pass


@tool("show_quote", "Show the fan again what is quoted and what it comes to.", NoArguments, looks=True)
def show_quote(counter: Counter, _wish: NoArguments) -> Mapping[str, Any]:
    shown = counter.state.quote
    if shown is None:
        raise Refusal("not_found", "Nothing is quoted at the moment.")
    made = counter.boxoffice.get_quote(actor=counter.actor, quote_id=shown.quote_id)
    counter.show_quote(made)
    return {"quote": as_json(made)}


class SearchKnowledge(Arguments):
    query: str = Field(min_length=1)
    venue: str | None = None


@tool("search_knowledge", "Answers about the venue and its rules, with sources.", SearchKnowledge, looks=True)
def search_knowledge(counter: Counter, wish: SearchKnowledge) -> Mapping[str, Any]:
    others = [name for name in counter.venues() if name != wish.venue] if wish.venue else []
    answer = counter.knowledge.answer(wish.query, venue=wish.venue, others=others)
    fresh = [SourceLine(id=p.id, title=p.title, uri=p.uri, snippet=p.snippet[:240]) for p in answer.sources]
    if answer.text and fresh:  # beside those of what was answered before in the same turn
        counter.sources = list({source.id: source for source in (*counter.sources, *fresh)}.values())
        counter.add(SourcesCard(id=counter.ids("crd"), sources=counter.sources))
    return {
        "answer": answer.text,
        "confidence": round(answer.confidence, 3),
        "sources": [{"title": p.title, "uri": p.uri, "text": p.text} for p in answer.sources],
    }


class PolicyWish(Arguments):
    kind: str = Field(description="refund, exchange, upgrade, transfer, purchase_limit")
    event_id: str | None = None
    tier: str | None = None


@tool("get_policy", "The rule in force for refunds, exchanges, upgrades, transfers or limits.", PolicyWish, looks=True)
def get_policy(counter: Counter, wish: PolicyWish) -> Mapping[str, Any]:
    found = counter.boxoffice.get_policy(kind=wish.kind, event_id=wish.event_id, tier=wish.tier)
    if found is not None:
        counter.sources = [
            SourceLine(id=found.policy_id, title=found.name, uri="/boxoffice/v1/policies", snippet=found.text[:240])
        ]
    return {"policy": None if found is None else as_json(found)}


class Route(Arguments):
    specialist: Literal["front_desk", "sales", "upgrades", "support", "knowledge"]


@tool("route", "Hand the conversation to another desk, which goes on from here.", Route)
def route(counter: Counter, wish: Route) -> Mapping[str, Any]:
    counter.state.specialist = ROSTER[wish.specialist].name
    return {"specialist": wish.specialist}


def _brief(event: Event) -> dict[str, Any]:
    fact = event_fact(event).model_dump(mode="json")
    fact["from_price_text"] = event.from_price.text if event.from_price else None
    fact["starts_local"] = event.starts_at.astimezone(ZoneInfo(event.time_zone)).strftime("%a %d %b %Y, %H:%M")
    return fact


def _midnight(day: date | None, now: datetime, *, days: int) -> datetime | None:
    return None if day is None else datetime.combine(day + timedelta(days=days), time(), tzinfo=now.tzinfo)

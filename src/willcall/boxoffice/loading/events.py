"""Events out of an operator's records: where, when, and for how much.

Times may be local to the venue, the end may be missing, ids may be derived from names. Knows nothing of seats beyond their tiers.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from willcall.boxoffice.loading.faults import Faults
from willcall.boxoffice.loading.fields import Fields, Spec, normal, slug
from willcall.boxoffice.loading.prices import Price, PriceList, read_price, read_prices
from willcall.boxoffice.loading.source import Node
from willcall.boxoffice.loading.values import currency, moment, money, on_day
from willcall.boxoffice.loading.venues import Section, Venue

EVENT: Spec = {
    "event_id": ("id", "code", "key", "slug"),
    "name": ("title", "event", "event_name", "show", "game"),
    "kind": ("type", "category", "genre", "sport", "event_type"),
    "venue": ("venue_id", "venue_name", "hall", "place", "location"),
    "starts_at": (
        "start",
        "starts",
        "start_time",
        "starts_on",
        "start_at",
        "date_time",
        "datetime",
        "begins_at",
        "begins",
        "when",
    ),
    "date": ("day", "start_date", "event_date"),
    "time": ("clock", "local_time", "showtime"),
    "ends_at": ("end", "ends", "end_time", "end_at", "finishes_at", "until"),
    "duration_minutes": ("duration", "minutes", "length_minutes", "running_time", "duration_min"),
    "doors_at": ("doors", "doors_open", "doors_open_at", "doors_time"),
    "performers": ("performer", "artists", "artist", "teams", "lineup", "acts", "cast"),
    "home_team": ("home",),
    "away_team": ("away", "opponent", "visitor", "visitors", "visiting_team"),
    "aliases": ("alias", "nicknames", "nickname", "aka", "also_known_as", "other_names"),
    "description": ("about", "summary", "details"),
    "status": ("state",),
    "max_tickets": ("limit", "ticket_limit", "max_per_order", "max_tickets_per_order", "max_tickets_per_purchase"),
    "order_fee": ("per_order_fee",),
    "prices": ("price", "tiers", "pricing", "tickets", "price_tiers", "ticket_prices"),
    "fees": ("fee", "booking_fee", "service_fee", "ticket_fee"),
    "sections": ("areas",),
    "currency": (),
}
STATUS = {
    **dict.fromkeys(
        ("scheduled", "on_sale", "onsale", "active", "open", "upcoming", "confirmed", "announced"), "scheduled"
    ),
    **dict.fromkeys(("cancelled", "canceled", "called_off"), "cancelled"),
    **dict.fromkeys(("postponed", "delayed"), "postponed"),
    **dict.fromkeys(("finished", "over", "past", "completed", "ended"), "finished"),
    **dict.fromkeys(("in_progress", "live", "ongoing"), "in_progress"),
}
MINUTES = {"football": 195, "baseball": 180, "concert": 180, "comedy": 90, "soccer": 120}
USUAL_MINUTES = 150
LONGEST_DAYS = 14


@dataclass(slots=True)
class Draft:
    """An event being read; its prices are settled when all of a venue's events are known."""

    event_id: str | None
    name: str
    kind: str
    venue: Venue
    node: Node
    starts_at: datetime
    ends_at: datetime
    doors_at: datetime | None
    status: str
    code: str
    prices: PriceList = field(default_factory=PriceList)
    performers: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    description: str = ""
    max_tickets: int | None = None
    order_fee: int = 0
    fees: Node | None = None
    given: bool = False


def read_event(
    node: Node, faults: Faults, *, find_venue: Callable[[Node | None, Node], Venue | None], code: str
) -> Draft | None:
    """One event.

    Args:
        node: The record.
        faults: Where to note.
        find_venue: Resolves the venue's id or name, and notes when there is none.
        code: The season's currency.

    Returns:
        The event, or None when too little of it can be understood.
    """
    fields = Fields(node, EVENT, faults, what="an event", open_ended=True)
    if not isinstance(node.value, dict):
        return None
    event_id = fields.identifier("event_id")
    performers = _performers(fields)
    name = fields.text("name", default=_title(fields, performers))
    if not name:
        fields.missing("name", "is missing; an event needs a name.")
    venue = find_venue(fields.get("venue"), node)
    kind = normal(fields.text("kind", default="event", longest=60)) or "event"
    zone = ZoneInfo(venue.time_zone) if venue is not None else ZoneInfo("UTC")
    starts_at = _starts(fields, zone)
    stated = fields.get("currency")
    own = code if stated is None else currency(stated, faults) or code
    if venue is None or starts_at is None or not name:
        return None
    ends_at = _ends(fields, starts_at, zone, kind)
    draft = Draft(
        event_id=event_id,
        name=name,
        kind=kind,
        venue=venue,
        node=node,
        starts_at=starts_at,
        ends_at=ends_at,
        doors_at=_doors(fields, starts_at, zone),
        status=_status(fields),
        code=own,
        performers=performers,
        aliases=fields.texts("aliases"),
        description=fields.text("description", longest=4000),
        max_tickets=fields.integer("max_tickets", least=1, most=1000),
        fees=fields.get("fees"),
        given=event_id is not None,
    )
    order_fee = fields.get("order_fee")
    if order_fee is not None:
        draft.order_fee = money(order_fee, faults, code=own, what="a fee") or 0
    _prices(fields, draft, faults)
    return draft


def settle_ids(drafts: list[Draft], faults: Faults) -> None:
    """Gives ids to events that have none, from their name and day; a stated id that stands twice is a fault."""
    taken: dict[str, Draft] = {}
    for draft in drafts:
        if draft.event_id is None:
            continue
        if draft.event_id in taken:
            first = taken[draft.event_id].node
            faults.add(
                draft.node.fault(f"event_id {draft.event_id!r} is already used at {first.file}, line {first.line}.")
            )
        taken.setdefault(draft.event_id, draft)
    for draft in drafts:
        if draft.event_id is not None:
            continue
        local = draft.starts_at.astimezone(ZoneInfo(draft.venue.time_zone))
        stem = f"evt_{slug(draft.name)}_{local:%Y%m%d}"
        candidate = next(name for name in _candidates(stem, f"{local:%H%M}") if name not in taken)
        draft.event_id = candidate
        taken[candidate] = draft


def _candidates(stem: str, clock: str) -> "list[str]":
    return [stem, f"{stem}_{clock}", *(f"{stem}_{clock}_{number}" for number in range(2, 1000))]


def _performers(fields: Fields) -> list[str]:
    teams = [fields.text("home_team"), fields.text("away_team")]
    return list(dict.fromkeys([*fields.texts("performers"), *(team for team in teams if team)]))


def _title(fields: Fields, performers: list[str]) -> str:
    home, away = fields.text("home_team"), fields.text("away_team")
    if home and away:
        return f"{home} vs. {away}"
    return " and ".join(performers[:3])


def _starts(fields: Fields, zone: ZoneInfo) -> datetime | None:
    node, faults = fields.get("starts_at"), fields.faults
    day_node, clock_node = fields.get("date"), fields.get("time")
    if node is None and day_node is None:
        fields.missing(
            "starts_at", "is missing; an event needs its start, such as 2026-12-01T19:30 (local to the venue)."
        )
        return None
    first = node if node is not None else day_node
    assert first is not None
    found = moment(first, faults, zone=zone)
    if found is None:
        return None
    if found.at is not None:
        return found.at
    other = clock_node if node is None or found.day is not None else day_node
    rest = moment(other, faults, zone=zone) if other is not None else None
    day = found.day or (rest.day if rest else None)
    clock = found.clock or (rest.clock if rest else None)
    if day is None or clock is None:
        faults.add(first.fault("needs both a day and a time of day, such as 2026-12-01T19:30."))
        return None
    return datetime.combine(day, clock, zone).astimezone(UTC)


def _ends(fields: Fields, starts_at: datetime, zone: ZoneInfo, kind: str) -> datetime:
    usual = starts_at + timedelta(minutes=MINUTES.get(kind, USUAL_MINUTES))
    node = fields.get("ends_at")
    if node is None:
        minutes = fields.integer("duration_minutes", least=1, most=60 * 24 * LONGEST_DAYS)
        return usual if minutes is None else starts_at + timedelta(minutes=minutes)
    found = moment(node, fields.faults, zone=zone)
    if found is None:
        return usual
    if found.clock is not None:
        return on_day(found.clock, after=starts_at, zone=zone)
    if found.at is None:
        fields.faults.add(node.fault("needs a time of day."))
        return usual
    if found.at <= starts_at:
        fields.faults.add(node.fault(f"is {node.value!r}, which is not after the event's start."))
        return usual
    if found.at - starts_at > timedelta(days=LONGEST_DAYS):
        fields.faults.add(node.fault(f"is {node.value!r}, more than {LONGEST_DAYS} days after the start."))
    return found.at


def _doors(fields: Fields, starts_at: datetime, zone: ZoneInfo) -> datetime | None:
    node = fields.get("doors_at")
    if node is None:
        return None
    found = moment(node, fields.faults, zone=zone)
    if found is None:
        return None
    at = found.at
    if found.clock is not None:
        at = datetime.combine(starts_at.astimezone(zone).date(), found.clock, zone).astimezone(UTC)
    if at is None or at > starts_at:
        fields.faults.add(node.fault("must be a time before the event's start."))
        return None
    return at


def _status(fields: Fields) -> str:
    node = fields.get("status")
    if node is None:
        return "scheduled"
    found = STATUS.get(normal(str(node.value)))
    if found is None:
        fields.faults.add(node.fault(f"{node.value!r} is no status; use scheduled, cancelled or postponed."))
    return found or "scheduled"


def _prices(fields: Fields, draft: Draft, faults: Faults) -> None:
    """The event's own prices: the `prices` field, prices at its `sections`, and columns such as `price:Balcony`."""
    node = fields.get("prices")
    if node is not None:
        read_prices(node, draft.prices, draft.venue, faults, code=draft.code, fees=draft.fees)
    sections = fields.get("sections")
    if sections is not None and node is None and isinstance(sections.value, list):
        priced = [s for s in sections.value if isinstance(s.value, dict) and {"price", "cost", "amount"} & set(s.value)]
        for each in priced:
            section = draft.venue.find(
                str(next((each.value[k].value for k in ("name", "section") if k in each.value), ""))
            )
            price: Price | None = read_price(
                Node({k: v for k, v in each.value.items() if k in {"price", "cost", "amount", "fees", "fee"}}, each.file, each.line, each.path),
                faults, code=draft.code, fees=draft.fees,
            )  # fmt: skip
            if section is not None and price is not None:
                draft.prices.put(section, price, each, faults)
    for key, value in fields.rest.items():
        named = re.fullmatch(r"prices?\s*[:\-_/ ]\s*(.+)", key.strip(), re.IGNORECASE)
        if named:
            price = read_price(value, faults, code=draft.code, fees=draft.fees)
            target = _column_target(named[1], draft.venue)
            if target is None:
                faults.add(value.fault(f"{draft.venue.name} has no tier or section {named[1]!r}."))
            elif price is not None:
                draft.prices.put(target, price, value, faults)
        elif not normal(key).startswith(("_", "$", "note", "comment")):
            faults.remark(value.fault(f"{key!r} is not a field of an event and is ignored."))


def _column_target(name: str, venue: Venue) -> str | Section | None:
    wanted = normal(name)
    for section in venue.sections.values():
        if normal(section.tier) == wanted:
            return section.tier
    return next((section for section in venue.sections.values() if normal(section.name) == wanted), None)

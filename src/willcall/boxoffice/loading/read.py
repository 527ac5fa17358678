"""A season out of files: gathers the records, resolves what they say of one another, and gives a `Season` or every fault.

Liberal in form (names of fields, ids that are missing, prices by section or tier), strict in sense. Loads nothing; knows no store.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from rapidfuzz import fuzz, process

from willcall.boxoffice.loading import others
from willcall.boxoffice.loading.events import Draft, read_event, settle_ids
from willcall.boxoffice.loading.faults import Fault, Faults
from willcall.boxoffice.loading.fields import Fields, Spec, normal, shown
from willcall.boxoffice.loading.gather import Records, gather
from willcall.boxoffice.loading.made import season_event, season_venue
from willcall.boxoffice.loading.prices import (
    PRICE,
    PriceList,
    apply_section_prices,
    read_price_record,
    split_tiers,
    tier_prices,
)
from willcall.boxoffice.loading.source import Node
from willcall.boxoffice.loading.values import currency, time_zone
from willcall.boxoffice.loading.venues import Venue, finish, read_row, read_seat, read_section, read_venue
from willcall.boxoffice.season import Season, SeasonOrder, SeasonPolicy

SEASON: Spec = {
    "name": ("title", "season", "season_name"),
    "currency": ("currency_code",),
    "time_zone": ("timezone", "tz"),
    "fees": ("fee", "booking_fee", "service_fee"),
}


@dataclass(slots=True)
class Reading:
    """A season that can be loaded, and what looked odd on the way."""

    season: Season
    remarks: list[Fault] = field(default_factory=list)


def read_season(paths: Sequence[Path | str]) -> Season:
    """Reads a season from one JSON file, several JSON or CSV files, or folders of them.

    Raises:
        BadSeason: With file, line and field of everything that is wrong.
    """
    return read(paths).season


def read(paths: Sequence[Path | str]) -> Reading:
    """Like `read_season`, with the remarks."""
    faults = Faults()
    records = gather([Path(path) for path in paths], faults)
    if not records.kinds:
        faults.raise_if_any()  # what cannot be read lacks everything; saying so helps nobody
    reader = _Reader(records, faults)
    season = reader.season()
    faults.raise_if_any()
    assert season is not None
    return Reading(season, faults.remarks)


class _Reader:
    def __init__(self, records: Records, faults: Faults) -> None:
        self._records = records
        self._faults = faults
        self._venues: list[Venue] = []
        self._events: list[Draft] = []
        self._code = "USD"

    def season(self) -> Season | None:
        head = self._head()
        self._read_venues(head.get("time_zone"))
        self._read_events()
        customers = self._unique(
            [c for node in self._records.of("customers") if (c := others.read_customer(node, self._faults))],
            "customer_id", "customers",
        )  # fmt: skip
        known = {c.customer_id.casefold(): c.customer_id for c in customers} | {
            c.name.casefold(): c.customer_id for c in customers
        }
        policies = self._policies()
        orders = self._orders(known)
        if self._faults.found:
            return None
        zone = head.get("time_zone") or self._venues[0].time_zone
        try:
            return Season(
                name=head.get("name") or self._records.title,
                currency=self._code,
                time_zone=zone,
                venues=[season_venue(venue) for venue in self._venues],
                events=[season_event(draft, self._code) for draft in self._events],
                policies=policies,
                customers=customers,
                orders=orders,
            )
        except ValidationError as error:
            for each in error.errors():
                self._faults.add(Fault(self._records.first, 0, ".".join(map(str, each["loc"])), each["msg"] + "."))
            return None

    # -- the season itself --------------------------------------------------------------------------------------

    def _head(self) -> dict[str, str]:
        head: dict[str, str] = {}
        codes: list[Node] = []
        for node in self._records.of("season"):
            fields = Fields(node, SEASON, self._faults, what="a season")
            if (name := fields.text("name", longest=200)) and "name" not in head:
                head["name"] = name
            if (stated := fields.get("currency")) is not None:
                codes.append(stated)
            if (zone := fields.get("time_zone")) is not None and (known := time_zone(zone, self._faults)):
                head.setdefault("time_zone", known)
            self._fees = fields.get("fees") or self._fees
        found = [code for node in codes if (code := currency(node, self._faults))]
        if not codes:
            found = self._currency_elsewhere()
        if found:
            self._code = found[0]
            if any(code != found[0] for code in found):
                self._faults.add(codes[-1].fault(f"is a second currency for the season; the first is {found[0]}."))
        elif not codes:
            where = self._records.first
            self._faults.add(
                Fault(
                    where,
                    1,
                    "currency",
                    "is missing; a season needs an ISO 4217 code such as USD (in CSV: a season.csv with name,currency,time_zone).",
                )
            )
        return head

    _fees: Node | None = None

    def _currency_elsewhere(self) -> list[str]:
        """Where the season names none, the one currency that all its records name."""
        codes: set[str] = set()
        for kind in ("events", "prices", "venues", "sections"):
            for node in self._records.of(kind):
                for key, value in (node.value if isinstance(node.value, dict) else {}).items():
                    if normal(key) == "currency" and isinstance(value.value, str):
                        codes.add(value.value.strip().upper())
        return list(codes) if len(codes) == 1 else []

    # -- venues -------------------------------------------------------------------------------------------------

    def _read_venues(self, zone: str | None) -> None:
        faults = self._faults
        for node in self._records.of("venues"):
            venue = read_venue(node, faults, default_zone=zone)
            if venue is None:
                continue
            for other in self._venues:
                if other.venue_id == venue.venue_id or other.name.casefold() == venue.name.casefold():
                    faults.add(
                        node.fault(
                            f"venue {venue.name!r} ({venue.venue_id}) stands twice; the first is at {other.node.file}, line {other.node.line}."
                        )
                    )
                    break
            else:
                self._venues.append(venue)
        if not self._venues:
            faults.add(Fault(self._records.first, 1, "venues", "is missing; a season needs at least one venue."))
        for kind, read_part in (("sections", read_section), ("rows", read_row), ("seats", read_seat)):
            for node in self._records.of(kind):
                venue = self._venue_of_part(node)
                if venue is not None:
                    read_part(node, venue, faults)
        self._sections_from_events()
        for venue in self._venues:
            finish(venue, faults)

    def _venue_of_part(self, node: Node) -> Venue | None:
        value = next(
            (
                v
                for k, v in (node.value if isinstance(node.value, dict) else {}).items()
                if normal(k) in {"venue", "venue_id", "venue_name"}
            ),
            None,
        )
        return self._find_venue(value, node)

    def _sections_from_events(self) -> None:
        """A venue without sections takes those that stand at its first event."""
        for node in self._records.of("events"):
            members = node.value if isinstance(node.value, dict) else {}
            place = next(
                (v for k, v in members.items() if normal(k) in {"venue", "venue_id", "venue_name", "hall"}), None
            )
            sections = members.get("sections")
            if place is None or sections is None or not isinstance(sections.value, list):
                continue
            venue = next((v for v in self._venues if _named(v, str(place.value))), None)
            if venue is not None and not venue.sections:
                for each in sections.value:
                    read_section(each, venue, self._faults)

    def _find_venue(self, ref: Node | None, node: Node) -> Venue | None:
        if ref is None:
            if len(self._venues) == 1:
                return self._venues[0]
            path = f"{node.path}.venue" if node.path else "venue"
            self._faults.add(Fault(node.file, node.line, path, "is missing; say at which venue."))
            return None
        wanted = str(ref.value)
        for venue in self._venues:
            if _named(venue, wanted):
                return venue
        names = [venue.name for venue in self._venues]
        near = process.extractOne(wanted, names, scorer=fuzz.WRatio, score_cutoff=70)
        hint = f" did you mean {near[0]!r}?" if near else f" there are {', '.join(names[:8]) or 'none'}."
        self._faults.add(ref.fault(f"there is no venue {shown(ref.value)};{hint}"))
        return None

    # -- events and prices --------------------------------------------------------------------------------------

    def _read_events(self) -> None:
        faults = self._faults
        for node in self._records.of("events"):
            draft = read_event(node, faults, find_venue=self._find_venue, code=self._code)
            if draft is not None:
                if draft.fees is None:
                    draft.fees = self._fees
                self._events.append(draft)
        settle_ids(self._events, faults)
        defaults: list[Node] = []
        for node in self._records.of("prices"):
            fields = Fields(node, PRICE, Faults(), what="a price")
            ref = fields.get("event")
            if ref is None or str(ref.value).strip() in {"*", "all"}:
                defaults.append(node)
                continue
            event = self._find_event(ref)
            if event is not None:
                read_price_record(node, event.prices, event.venue, faults, code=event.code, fees=event.fees)
        for draft in self._events:
            self._add_defaults(draft, defaults)
            apply_section_prices(draft.prices, draft.venue, faults, code=draft.code, fees=draft.fees)
        for venue in self._venues:
            split_tiers(venue, [draft.prices for draft in self._events if draft.venue is venue])
        for draft in self._events:
            priced = tier_prices(draft.prices, draft.venue)
            if draft.venue.sections and not priced and not faults.within(draft.node):
                faults.add(draft.node.fault(f"event {draft.name!r} has no prices; give prices by tier or section."))
        for venue in self._venues:
            self._set_levels(venue)

    def _add_defaults(self, draft: Draft, defaults: list[Node]) -> None:
        """Prices that name no event hold for every event that has none of its own for that tier or section."""
        extra = PriceList()
        for node in defaults:
            fields = Fields(node, PRICE, Faults(), what="a price")
            place = fields.get("venue")
            if place is not None and self._find_venue(place, node) is not draft.venue:
                continue
            quiet = Faults() if place is None and len(self._venues) > 1 else self._faults
            read_price_record(node, extra, draft.venue, quiet, code=draft.code, fees=draft.fees)
            if quiet is not self._faults and not self._known_somewhere(fields):
                for fault in quiet.found:
                    self._faults.add(fault)
        for section in draft.venue.sections.values():
            price = extra.of(section)
            if price is not None and draft.prices.of(section) is None:
                draft.prices.sections[section.name] = price

    def _known_somewhere(self, fields: Fields) -> bool:
        names = {name.casefold() for name in (*fields.texts("tier"), *fields.texts("section"))}
        return not names or any(
            names & {s.name.casefold(), s.tier.casefold(), *(a.casefold() for a in s.aliases)}
            for venue in self._venues
            for s in venue.sections.values()
        )

    def _set_levels(self, venue: Venue) -> None:
        """Where an operator ranks no sections, the dearer is the better."""
        stated = [section.level for section in venue.sections.values() if section.level is not None]
        if stated:
            for section in venue.sections.values():
                section.level = section.level or min(max(stated) + 1, 99)
            return
        first = next((draft for draft in self._events if draft.venue is venue), None)
        cost = {name: price.price for name, price in tier_prices(first.prices, venue).items()} if first else {}
        ranks = {price: rank for rank, price in enumerate(sorted(set(cost.values()), reverse=True), start=1)}
        for section in venue.sections.values():
            section.level = min(ranks.get(cost.get(section.tier, -1), len(ranks) + 1), 99)

    def _find_event(self, ref: Node) -> Draft | None:
        wanted = str(ref.value).strip()
        for draft in self._events:
            if draft.event_id == wanted:
                return draft
        named = [draft for draft in self._events if draft.name.casefold() == wanted.casefold()]
        if len(named) == 1:
            return named[0]
        problem = (
            f"there is no event {shown(ref.value)}"
            if not named
            else f"{len(named)} events are called {shown(ref.value)}; use the event_id"
        )
        self._faults.add(ref.fault(problem + "."))
        return None

    # -- the rest -----------------------------------------------------------------------------------------------

    def _policies(self) -> list[SeasonPolicy]:
        found = [
            policy
            for number, node in enumerate(self._records.of("policies"), start=1)
            if (policy := others.read_policy(node, self._faults, number=number, code=self._code, resolve=self._resolve))
        ]
        return self._unique(found, "policy_id", "policies")

    def _resolve(self, scope: str, name: str, node: Node) -> str | None:
        if scope == "venue_ids":
            venue = self._find_venue(Node(name, node.file, node.line, node.path), node)
            return venue.venue_id if venue else None
        if scope == "event_ids":
            event = self._find_event(Node(name, node.file, node.line, node.path))
            return event.event_id if event else None
        tiers = {
            each.casefold(): section.tier
            for venue in self._venues
            for section in venue.sections.values()
            for each in (section.name, section.tier)
        }
        if name.casefold() not in tiers:
            self._faults.add(node.fault(f"there is no tier {name!r}."))
            return None
        return tiers[name.casefold()]

    def _orders(self, customers: dict[str, str]) -> list[SeasonOrder]:
        def customer(node: Node) -> str | None:
            found = customers.get(str(node.value).strip().casefold())
            if found is None:
                self._faults.add(node.fault(f"there is no customer {shown(node.value)}."))
            return found

        found = [
            order
            for number, node in enumerate(self._records.of("orders"), start=1)
            if (
                order := others.read_order(
                    node, self._faults, number=number, find_event=self._find_event, find_customer=customer
                )
            )
        ]
        return self._unique(found, "order_id", "orders")

    def _unique(self, found: list[Any], key: str, kind: str) -> list[Any]:
        seen: set[str] = set()
        nodes = self._records.of(kind)
        for index, each in enumerate(found):
            value = getattr(each, key)
            if value in seen:
                node = nodes[min(index, len(nodes) - 1)]
                self._faults.add(node.fault(f"{key} {value!r} stands twice."))
            seen.add(value)
        return found


def _named(venue: Venue, wanted: str) -> bool:
    word = wanted.strip().casefold()
    return word in {venue.venue_id.casefold(), venue.name.casefold(), *(alias.casefold() for alias in venue.aliases)}

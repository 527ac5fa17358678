"""Prices by tier or by section, and how they become one price per tier.

A season's tiers belong to its venues. Where an event prices sections of one tier differently, that tier is split into its sections, with
the old tier kept as another name. Knows nothing of times.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from willcall.boxoffice.loading.faults import Faults
from willcall.boxoffice.loading.fields import Fields, Spec, shown
from willcall.boxoffice.loading.source import Node
from willcall.boxoffice.loading.values import currency, money
from willcall.boxoffice.loading.venues import Section, Venue
from willcall.kit.money import Money, exponent

PRICE: Spec = {
    "event": ("event_id", "event_name", "show"),
    "venue": ("venue_id", "venue_name"),
    "tier": ("price_tier", "category", "price_category", "price_level", "class", "level", "name", "tier_name", "zone"),
    "section": ("sections", "section_name", "area", "block"),
    "price": ("amount", "cost", "face_value", "base_price", "value", "price_each"),
    "fees": ("fee", "booking_fee", "service_fee", "fees_each"),
    "currency": (),
    "text": (),
    "refundable": (),
    "exchangeable": (),
    "upgradable": ("upgradeable",),
    "surge_bp": ("surge",),
    "surge_percent": ("dynamic_percent",),
}
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*%")


@dataclass(frozen=True, slots=True)
class Price:
    """What one ticket costs, minor units."""

    price: int
    fees: int = 0
    refundable: bool = True
    exchangeable: bool = True
    upgradable: bool = True
    surge_bp: int = 0


@dataclass(slots=True)
class PriceList:
    """An event's prices as written: by section, by tier, and for everything else."""

    sections: dict[str, Price] = field(default_factory=dict)
    tiers: dict[str, Price] = field(default_factory=dict)
    rest: Price | None = None

    def of(self, section: Section) -> Price | None:
        """What this list says of a section."""
        return self.sections.get(section.name) or self.tiers.get(section.tier) or self.rest

    def put(self, target: str | Section | None, price: Price, node: Node, faults: Faults) -> None:
        """Enters a price; a second one for the same is a fault."""
        if target is None:
            if self.rest is not None and self.rest != price:
                faults.add(node.fault("is a second price for everything; name a tier or section."))
            self.rest = price
            return
        table, name = (self.tiers, target) if isinstance(target, str) else (self.sections, target.name)
        if name in table:
            faults.add(node.fault(f"is a second price for {name!r}."))
            return
        table[name] = price


def read_prices(
    node: Node, prices: PriceList, venue: Venue, faults: Faults, *, code: str, fees: Node | None = None
) -> None:
    """Reads a `prices` field: one price, an object by tier or section, or a list of records.

    Args:
        node: The field.
        prices: Where to enter them.
        venue: Whose tiers and sections are meant.
        faults: Where to note.
        code: The currency.
        fees: The event's fees per ticket, for prices that name none.
    """
    if isinstance(node.value, dict) and not _is_one_price(node):
        for name, each in node.value.items():
            price = read_price(each, faults, code=code, fees=fees)
            for target in _targets([name], each, venue, faults):
                if price is not None:
                    prices.put(target, price, each, faults)
    elif isinstance(node.value, list):
        for each in node.value:
            read_price_record(each, prices, venue, faults, code=code, fees=fees)
    else:
        price = read_price(node, faults, code=code, fees=fees)
        if price is not None:
            prices.put(None, price, node, faults)


def read_price_record(
    node: Node, prices: PriceList, venue: Venue, faults: Faults, *, code: str, fees: Node | None = None
) -> None:
    """Reads one record of a price list and enters it for every tier and section that it names."""
    fields = Fields(node, PRICE, faults, what="a price")
    if not isinstance(node.value, dict):
        return
    price = read_price(node, faults, code=code, fees=fees)
    names = [*fields.texts("tier"), *fields.texts("section")]
    targets = _targets(names, node, venue, faults, sections_first=fields.get("tier") is None)
    for target in targets if names else [None]:
        if price is not None:
            prices.put(target, price, node, faults)


def read_price(node: Node, faults: Faults, *, code: str, fees: Node | None = None) -> Price | None:
    """One price: an amount, or a record with its fees and whether it can be refunded."""
    if not isinstance(node.value, dict):
        amount = money(node, faults, code=code)
        if amount is None:
            return None
        _remark_small(node, amount, faults, code)
        return Price(amount, _fees(fees, faults, code=code, price=amount))
    fields = Fields(node, PRICE, faults, what="a price")
    stated = fields.get("currency")
    if stated is not None and currency(stated, faults) not in {code, None}:
        faults.add(stated.fault(f"is {shown(stated.value)}, but the currency here is {code}."))
    value = fields.get("price")
    if value is None:
        fields.missing(
            "price", 'is missing; a price is an integer of minor units such as 8500, or a text such as "85.00".'
        )
        return None
    amount = money(value, faults, code=code)
    if amount is None:
        return None
    _remark_small(value, amount, faults, code)
    own = fields.get("fees")
    surge = fields.integer("surge_bp", least=0, most=20_000) or 0
    percent = fields.integer("surge_percent", least=0, most=200)
    refundable = fields.boolean("refundable", default=True)
    return Price(
        amount,
        _fees(own if own is not None else fees, faults, code=code, price=amount),
        refundable=refundable,
        exchangeable=fields.boolean("exchangeable", default=True),
        upgradable=fields.boolean("upgradable", default=True),
        surge_bp=percent * 100 if percent is not None else surge,
    )


def apply_section_prices(prices: PriceList, venue: Venue, faults: Faults, *, code: str, fees: Node | None) -> None:
    """Enters what stands at the venue's sections themselves, where the event says nothing."""
    for section in venue.sections.values():
        if section.price is not None and prices.of(section) is None:
            price = read_price(section.price, faults, code=code, fees=section.fees or fees)
            if price is not None:
                prices.sections[section.name] = price


def split_tiers(venue: Venue, lists: Iterable[PriceList]) -> None:
    """Splits every tier whose sections some event prices differently; afterwards a tier has one price at each event."""
    lists = list(lists)
    tiers: dict[str, list[Section]] = {}
    for section in venue.sections.values():
        tiers.setdefault(section.tier, []).append(section)
    for tier, sections in tiers.items():
        if any(len({prices.of(section) for section in sections}) > 1 for prices in lists):
            before = {id(prices): {s.name: prices.of(s) for s in sections} for prices in lists}
            for section in sections:
                if tier.casefold() not in {alias.casefold() for alias in (section.name, *section.aliases)}:
                    section.aliases.append(tier)
                section.tier = section.name
            for prices in lists:
                for name, price in before[id(prices)].items():
                    if price is not None:
                        prices.sections[name] = price


def tier_prices(prices: PriceList, venue: Venue) -> dict[str, Price]:
    """One price per tier of the venue, in the order of its sections; tiers without a price are not on sale."""
    found: dict[str, Price] = {}
    for section in venue.sections.values():
        price = prices.of(section)
        if price is not None:
            found.setdefault(section.tier, replace(price))
    return found


def _is_one_price(node: Node) -> bool:
    return {"amount", "price", "currency"} & {key.casefold() for key in node.value} != set()


def _targets(
    names: list[str], node: Node, venue: Venue, faults: Faults, *, sections_first: bool = False
) -> list[str | Section | None]:
    found: list[str | Section | None] = []
    tiers = {section.tier.casefold(): section.tier for section in venue.sections.values()}
    for name in names:
        wanted = name.casefold()
        section = venue.find(name)
        if wanted in {"*", "all", "any", "default", "everything"} and section is None and wanted not in tiers:
            found.append(None)
        elif section is not None and (sections_first or wanted not in tiers):
            found.append(section)
        elif wanted in tiers:
            found.append(tiers[wanted])
        else:
            named = [s for s in venue.sections.values() if wanted in {alias.casefold() for alias in s.aliases}]
            if named:
                found += named
                continue
            known = list(dict.fromkeys([*tiers.values(), *(s.name for s in venue.sections.values())]))
            listed = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
            faults.add(node.fault(f"{venue.name} has no tier or section {name!r}; it has {listed}."))
    return found


def _fees(node: Node | None, faults: Faults, *, code: str, price: int) -> int:
    if node is None:
        return 0
    if isinstance(node.value, str) and (match := _PERCENT.fullmatch(node.value.strip())):
        return Money(price, code).percent(round(float(match[1]) * 100)).amount
    return money(node, faults, code=code, what="a fee") or 0


def _remark_small(node: Node, amount: int, faults: Faults, code: str) -> None:
    if 0 < amount < 10 ** exponent(code) and exponent(code):
        text = Money(amount, code).text
        faults.remark(node.fault(f'reads as {text}: integers are minor units; write "{amount}.00" if you meant more.'))

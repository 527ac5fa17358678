"""Rows and seats, out of counts, ranges, lists or single seats, and what is special about them.

Knows sections and rows as they are being read; nothing of prices.
"""

from dataclasses import dataclass, field
from typing import Any

from willcall.boxoffice.loading.faults import Faults
from willcall.boxoffice.loading.fields import Fields, Spec, expand, integer, letters, shown
from willcall.boxoffice.loading.source import Node

SECTION: Spec = {
    "venue": ("venue_id", "venue_name"),
    "name": ("section", "section_id", "id", "section_name", "label", "code", "area", "block"),
    "tier": ("price_tier", "category", "price_category", "price_level", "class", "tier_name"),
    "level": ("rank", "order", "quality", "desirability"),
    "aliases": ("alias", "nicknames", "nickname", "aka", "also_known_as", "other_names"),
    "rows": ("row", "number_of_rows", "row_count", "row_names"),
    "seats": ("seats_per_row", "seat_count", "number_of_seats", "seat_numbers", "seats_in_row"),
    "capacity": ("total_seats",),
    "unreserved": ("general_admission", "ga", "standing", "unnumbered", "free_seating"),
    "box": ("chart_box", "bounds", "rect", "position"),
    "accessible": ("accessible_seats", "wheelchair", "wheelchair_spaces", "ada"),
    "companion": ("companions", "companion_seats"),
    "obstructed_view": ("obstructed", "restricted_view", "obstructed_seats", "restricted"),
    "aisle_after": ("aisles", "aisle"),
    "price": ("cost", "face_value", "base_price"),
    "fees": ("fee", "booking_fee", "service_fee"),
}
ROW: Spec = {
    "venue": ("venue_id", "venue_name"),
    "section": ("section_name", "section_id", "area", "block"),
    "name": ("row", "row_name", "label", "id"),
    "seats": ("seat_count", "number_of_seats", "seat_numbers", "count", "capacity"),
    "accessible": SECTION["accessible"],
    "companion": SECTION["companion"],
    "obstructed_view": SECTION["obstructed_view"],
    "aisle_after": SECTION["aisle_after"],
}
SEAT: Spec = {
    "venue": ("venue_id", "venue_name"),
    "section": ("section_name", "section_id", "area", "block"),
    "row": ("row_name",),
    "number": ("seat", "seat_number", "name", "label", "id", "seat_id"),
    "tier": SECTION["tier"],
    "accessible": ("wheelchair", "ada"),
    "companion": (),
    "obstructed_view": ("obstructed", "restricted_view", "restricted"),
    "aisle": ("aisle_seat",),
}
MARKS = ("accessible", "companion", "obstructed_view", "aisle_after")
SEATS_IN_ROW = 500
SEATS_IN_VENUE = 200_000
GENERAL_ROW = 50


@dataclass(slots=True)
class Row:
    """A row being read. `marks` says which seats are accessible and so on."""

    name: str
    node: Node
    seats: list[str]
    marks: dict[str, list[str]] = field(default_factory=lambda: {mark: [] for mark in MARKS})


@dataclass(slots=True)
class Section:
    """A section being read. `price` and `fees` hold at every event that says nothing else."""

    name: str
    node: Node
    tier: str
    level: int | None = None
    aliases: list[str] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)
    unreserved: bool = False
    box: tuple[float, float, float, float] | None = None
    price: Node | None = None
    fees: Node | None = None


@dataclass(slots=True)
class Venue:
    """A venue being read."""

    venue_id: str
    name: str
    node: Node
    time_zone: str
    city: str = ""
    country: str = ""
    address: str = ""
    aliases: list[str] = field(default_factory=list)
    sections: dict[str, Section] = field(default_factory=dict)
    stage: tuple[float, float, float, float] | None = None

    def find(self, name: str) -> Section | None:
        """A section by its name, whatever the case."""
        return self.sections.get(name.casefold())


def read_row(
    node: Node, venue: Venue, faults: Faults, *, section: Section | None = None, seats: Node | None = None
) -> None:
    """One row, added to its section; `seats` are the section's where the row names none."""
    fields = Fields(node, ROW, faults, what="a row")
    if section is None:
        section = _section_of(fields, venue)
        if section is None:
            return
    name = fields.text("name", required=True, longest=20)
    own = fields.get("seats") or seats
    if not name:
        return
    if own is None:
        fields.missing("seats", f"is missing; row {name!r} needs a count, a range or a list of seats.")
        return
    row = add_row(section, name, own, node, faults)
    if row is not None:
        for mark in MARKS:
            marked = fields.get(mark)
            if marked is not None:
                mark_seats(section, [row], mark, marked, faults)


def read_seat(
    node: Node, venue: Venue, faults: Faults, *, section: Section | None = None, row: str | None = None
) -> None:
    """One seat, added to its row."""
    fields = Fields(node, SEAT, faults, what="a seat")
    if section is None:
        section = _section_of(fields, venue, tier=fields.text("tier", longest=60))
        if section is None:
            return
    tier = fields.text("tier", longest=60)
    if tier and tier != section.tier:
        if section.rows or section.tier != section.name:
            faults.add(
                node.fault(
                    f"says tier {tier!r}, but section {section.name!r} is {section.tier!r}; a section has one tier."
                )
            )
            return
        section.tier = tier
    name = row or fields.text("row", default="1", longest=20) or "1"
    number = fields.text("number", required=True, longest=20)
    if not number:
        return
    place = section.rows.setdefault(name.casefold(), Row(name, node, []))
    if number in place.seats:
        faults.add(node.fault(f"seat {number!r} stands twice in section {section.name!r}, row {name!r}."))
        return
    place.seats.append(number)
    for mark in ("accessible", "companion", "obstructed_view"):
        if fields.boolean(mark, default=False):
            place.marks[mark].append(number)
    if fields.boolean("aisle", default=False):
        place.marks["aisle_after"].append(number)


def _section_of(fields: Fields, venue: Venue, *, tier: str = "") -> Section | None:
    name = fields.text("section", required=True, longest=60)
    if not name:
        return None
    section = venue.find(name)
    if section is None:
        section = Section(name=name, node=fields.node, tier=tier or name)
        venue.sections[name.casefold()] = section
    return section


def read_rows(rows: Node, seats: Node | None, capacity: Node | None, section: Section, faults: Faults) -> None:
    value = rows.value
    if isinstance(value, dict):
        for name, each in value.items():
            if isinstance(each.value, dict):
                named = {"name": Node(name, each.file, each.line, each.path), **each.value}
                read_row(Node(named, each.file, each.line, each.path), _NOWHERE, faults, section=section, seats=seats)
            else:
                add_row(section, name, each, each, faults)
        return
    if isinstance(value, list):
        for each in value:
            if isinstance(each.value, dict):
                read_row(each, _NOWHERE, faults, section=section, seats=seats)
            else:
                _named_rows([str(each.value)], each, seats, capacity, section, faults)
        return
    count = whole_number(rows)
    if count is not None:
        if integer(rows, faults, least=1, most=500) is not None:
            _named_rows(letters(count), rows, seats, capacity, section, faults)
        return
    names = expand(value) if isinstance(value, str) else None
    if not names:
        faults.add(rows.fault(f"{shown(value)} are no rows; write a count (10), a range (A-J, 1-20) or a list."))
        return
    _named_rows(names, rows, seats, capacity, section, faults)


_NOWHERE = Venue("", "", Node(None, "", 0, ""), "UTC")


def _named_rows(
    names: list[str], node: Node, seats: Node | None, capacity: Node | None, section: Section, faults: Faults
) -> None:
    if seats is not None:
        for name in names:
            add_row(section, name, seats, node, faults)
        return
    whole = None if capacity is None else integer(capacity, faults, least=1, most=SEATS_IN_VENUE)
    if whole is None:
        if capacity is None:
            faults.add(
                node.fault(f"section {section.name!r} has rows but no seats; add seats: how many a row has, or which.")
            )
        return
    share, extra = divmod(whole, len(names))
    for index, name in enumerate(names):
        size = share + (index < extra)
        if size:
            add_row(section, name, Node(size, node.file, node.line, node.path), node, faults)


def add_row(section: Section, name: str, seats: Node, node: Node, faults: Faults) -> Row | None:
    name = " ".join(str(name).split())
    if not 1 <= len(name) <= 20:
        faults.add(node.fault(f"{shown(name)} is no row name: 1 to 20 characters."))
        return None
    if name.casefold() in section.rows:
        faults.add(node.fault(f"row {name!r} stands twice in section {section.name!r}."))
        return None
    row = Row(
        name, node if not isinstance(node.value, dict) else Node(None, node.file, node.line, node.path or "row"), []
    )
    section.rows[name.casefold()] = row
    for number in _numbers(seats, row, faults):
        if number in row.seats:
            faults.add(seats.fault(f"seat {number!r} stands twice in section {section.name!r}, row {name!r}."))
        else:
            row.seats.append(number)
    if not row.seats:
        del section.rows[name.casefold()]
        return None
    return row


def _numbers(seats: Node, row: Row, faults: Faults) -> list[str]:
    value = seats.value
    count = whole_number(seats)
    if count is not None:
        if integer(seats, faults, least=1, most=SEATS_IN_ROW) is None:
            return []
        return [str(number) for number in range(1, count + 1)]
    if isinstance(value, str):
        names = expand(value)
        if not names or any(" " in name for name in names):
            names = None
            faults.add(seats.fault(f"{shown(value)} are no seats; write a count (20), a range (1-20) or a list."))
        return _short(names or [], seats, faults)
    if not isinstance(value, list):
        faults.add(seats.fault(f"must be seats: a count, a range or a list, not {shown(value)}."))
        return []
    numbers: list[str] = []
    for each in value:
        if isinstance(each.value, dict):
            fields = Fields(each, SEAT, faults, what="a seat")
            number = fields.text("number", required=True, longest=20)
            numbers.append(number)
            for mark, key in (
                ("accessible", "accessible"),
                ("companion", "companion"),
                ("obstructed_view", "obstructed_view"),
            ):
                if fields.boolean(key, default=False):
                    row.marks[mark].append(number)
            if fields.boolean("aisle", default=False):
                row.marks["aisle_after"].append(number)
        elif isinstance(each.value, str | int) and not isinstance(each.value, bool):
            numbers += (expand(each.value) or []) if isinstance(each.value, str) else [str(each.value)]
        else:
            faults.add(each.fault(f"{shown(each.value)} is no seat."))
    tidy_aisles(row, numbers)
    return _short([number for number in numbers if number], seats, faults)


def _short(numbers: list[str], node: Node, faults: Faults) -> list[str]:
    long = next((number for number in numbers if len(number) > 12), None)
    if long is not None:
        faults.add(node.fault(f"{shown(long)} is no seat number: at most 12 characters."))
        return []
    return numbers


def tidy_aisles(row: Row, seats: list[str] | None = None) -> None:
    """Seats that were called aisle seats become the places after which an aisle runs."""
    seats = row.seats if seats is None else seats
    beside = set(row.marks["aisle_after"])
    if not beside or not seats:
        return
    gaps = []
    for index, seat in enumerate(seats[:-1]):
        after_pair = index > 0 and seats[index - 1] in beside and seats[index - 1] in gaps
        if seat in beside and index > 0 and not after_pair:
            gaps.append(seat)
    row.marks["aisle_after"] = gaps


def general_admission(capacity: Node, section: Section, faults: Faults) -> None:
    """Places without numbers of their own: numbered through, in rows that only keep groups together."""
    whole = integer(capacity, faults, least=1, most=SEATS_IN_VENUE)
    if whole is None:
        return
    section.unreserved = True
    for index, first in enumerate(range(1, whole + 1, GENERAL_ROW)):
        last = min(first + GENERAL_ROW - 1, whole)
        name = str(index + 1)
        node = Node(None, capacity.file, capacity.line, capacity.path or "capacity")
        section.rows[name] = Row(name, node, [str(number) for number in range(first, last + 1)])


def mark_seats(section: Section, rows: list[Row], mark: str, node: Node, faults: Faults) -> None:
    """Marks seats: `true` for all, or numbers, or `A-1` with the row's name before the number."""
    value: Any = node.value
    if value is True or (isinstance(value, str) and value.strip().casefold() in {"true", "yes", "all"}):
        for row in rows:
            row.marks[mark] = list(row.seats)
        return
    if value is False or (isinstance(value, str) and value.strip().casefold() in {"false", "no", "none"}):
        return
    wanted: list[str] = []
    for each in value if isinstance(value, list) else [node]:
        if isinstance(each.value, bool) or not isinstance(each.value, str | int):
            faults.add(each.fault(f"{shown(each.value)} is no seat."))
        else:
            wanted += (expand(each.value) or [each.value]) if isinstance(each.value, str) else [str(each.value)]
    for name in wanted:
        plain = [(row, seat) for row in rows for seat in row.seats if seat == name]
        found = plain or [(row, seat) for row in rows for seat in row.seats if name.casefold() in _with_row(row, seat)]
        for row, seat in found:
            if seat not in row.marks[mark]:
                row.marks[mark].append(seat)
        if not found:
            faults.add(node.fault(f"names seat {name!r}, which section {section.name!r} does not have there."))


def _with_row(row: Row, seat: str) -> set[str]:
    joins = ("-", " ", ":") if row.name[-1:].isdigit() else ("", "-", " ", ":")
    return {f"{row.name}{join}{seat}".casefold() for join in joins}


def whole_number(node: Node) -> int | None:
    value = node.value
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, str) and value.strip().isdigit():
        return int(value)
    return None

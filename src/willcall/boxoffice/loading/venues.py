"""Venues with their sections, rows and seats, out of whatever detail an operator has: a capacity, counts, ranges, lists or single seats.

Knows nothing of events; prices that stand at sections are kept for `events` to read.
"""

from collections.abc import Iterator
from typing import Any

from willcall.boxoffice.loading.faults import Faults
from willcall.boxoffice.loading.fields import Fields, Spec, shown, slug
from willcall.boxoffice.loading.seats import (
    MARKS,
    SEATS_IN_ROW,
    SEATS_IN_VENUE,
    SECTION,
    Section,
    Venue,
    add_row,
    general_admission,
    mark_seats,
    read_row,
    read_rows,
    read_seat,
    tidy_aisles,
    whole_number,
)
from willcall.boxoffice.loading.source import Node
from willcall.boxoffice.loading.values import time_zone

VENUE: Spec = {
    "venue_id": ("id", "code", "key", "slug"),
    "name": ("venue", "title", "venue_name"),
    "city": ("town", "location"),
    "country": (),
    "address": ("street", "street_address"),
    "time_zone": ("timezone", "tz"),
    "aliases": ("alias", "nicknames", "nickname", "aka", "also_known_as", "other_names"),
    "sections": ("areas", "blocks", "zones", "stands", "seating"),
    "seats": (),
    "rows": (),
    "capacity": (),
    "stage": ("field", "court", "pitch"),
}


def items(node: Node, *, name_field: str) -> Iterator[Node]:
    """The records of a list, or of an object whose keys are their names."""
    if isinstance(node.value, list):
        yield from node.value
    elif isinstance(node.value, dict):
        for key, child in node.value.items():
            members = child.value if isinstance(child.value, dict) else {"": child}
            named = {name_field: Node(key, child.file, child.line, child.path), **members}
            yield Node(named, child.file, child.line, child.path)


def read_venue(node: Node, faults: Faults, *, default_zone: str | None) -> Venue | None:
    """One venue with the sections that stand in it."""
    fields = Fields(node, VENUE, faults, what="a venue")
    if not isinstance(node.value, dict):
        return None
    venue_id = fields.identifier("venue_id")
    name = fields.text("name", default=venue_id or "", longest=200)
    if not name:
        fields.missing("name", "is missing; a venue needs a name.")
        return None
    zone_node = fields.get("time_zone")
    zone = default_zone if zone_node is None else time_zone(zone_node, faults)
    if zone is None:
        if zone_node is None:
            fields.missing("time_zone", "is missing; give the venue or the season one such as America/New_York.")
        zone = "UTC"
    venue = Venue(
        venue_id=venue_id or f"ven_{slug(name)}",
        name=name,
        node=node,
        time_zone=zone,
        city=fields.text("city", longest=200),
        country=fields.text("country", longest=80),
        address=fields.text("address"),
        aliases=fields.texts("aliases"),
        stage=_box(fields.get("stage"), faults),
    )
    sections = fields.get("sections")
    if sections is not None:
        if not isinstance(sections.value, list | dict):
            faults.add(sections.fault(f"must be a list of sections, not {shown(sections.value)}."))
        for each in items(sections, name_field="name"):
            read_section(each, venue, faults)
    rows, seats, capacity = fields.get("rows"), fields.get("seats"), fields.get("capacity")
    if seats is not None and isinstance(seats.value, list) and any(isinstance(s.value, dict) for s in seats.value):
        for each in seats.value:
            read_seat(each, venue, faults)
    elif sections is None and (rows or seats or capacity):
        # A hall without sections is one section.
        members = {
            key: value for key, value in (("rows", rows), ("seats", seats), ("capacity", capacity)) if value is not None
        }
        whole = Node(
            {"name": Node("General", node.file, node.line, node.path), **members}, node.file, node.line, node.path
        )
        read_section(whole, venue, faults)
    return venue


def read_section(node: Node, venue: Venue, faults: Faults) -> Section | None:
    """One section, added to its venue."""
    if isinstance(node.value, dict) and isinstance(node.value.get(""), Node):
        # {"Balcony": 300}: a name and a capacity.
        node = Node({"name": node.value["name"], "capacity": node.value[""]}, node.file, node.line, node.path)
    fields = Fields(node, SECTION, faults, what="a section")
    name = fields.text("name", required=True, longest=60)
    if not name:
        return None
    if venue.find(name) is not None:
        faults.add(
            node.fault(
                f"section {name!r} stands twice in {venue.name}; the first is at line {venue.sections[name.casefold()].node.line}."
            )
        )
        return None
    section = Section(
        name=name,
        node=node,
        tier=fields.text("tier", default=name, longest=60),
        level=fields.integer("level", least=1, most=99),
        aliases=fields.texts("aliases"),
        box=_box(fields.get("box"), faults),
        price=fields.get("price"),
        fees=fields.get("fees"),
    )
    venue.sections[name.casefold()] = section
    rows, seats, capacity = fields.get("rows"), fields.get("seats"), fields.get("capacity")
    if rows is not None:
        read_rows(rows, seats, capacity, section, faults)
    elif seats is not None and isinstance(seats.value, list) and any(isinstance(s.value, dict) for s in seats.value):
        for each in seats.value:
            read_seat(each, venue, faults, section=section)
    elif seats is not None:
        if (many := whole_number(seats)) is not None and many > SEATS_IN_ROW:
            general_admission(seats, section, faults)
        else:
            add_row(section, "1", seats, seats, faults)
    elif capacity is not None:
        general_admission(capacity, section, faults)
    section.unreserved = fields.boolean("unreserved", default=section.unreserved)
    for mark in MARKS:
        marked = fields.get(mark)
        if marked is not None:
            mark_seats(section, list(section.rows.values()), mark, marked, faults)
    return section


def finish(venue: Venue, faults: Faults) -> None:
    """What can only be judged when all of a venue is read."""
    if not venue.sections:
        faults.add(
            venue.node.fault(f"venue {venue.name!r} has no sections; give sections with rows and seats, or a capacity.")
        )
    total = 0
    for section in venue.sections.values():
        if not section.rows:
            faults.add(
                section.node.fault(f"section {section.name!r} has no seats; give rows and seats, or a capacity.")
            )
        for row in section.rows.values():
            if isinstance(row.node.value, dict):
                if all(seat.isdigit() for seat in row.seats):
                    row.seats.sort(key=int)
                tidy_aisles(row)
            total += len(row.seats)
            if len(row.seats) > SEATS_IN_ROW:
                faults.add(
                    row.node.fault(f"row {row.name!r} has {len(row.seats)} seats; at most {SEATS_IN_ROW} are possible.")
                )
    if total > SEATS_IN_VENUE:
        faults.add(venue.node.fault(f"venue {venue.name!r} has {total} seats; at most {SEATS_IN_VENUE} are possible."))


def _box(node: Node | None, faults: Faults) -> tuple[float, float, float, float] | None:
    if node is None:
        return None
    value = node.value
    if isinstance(value, str):
        parts: list[Any] = value.replace(";", " ").replace(",", " ").split()
    elif isinstance(value, dict):
        fields = Fields(node, {"x": ("left",), "y": ("top",), "width": ("w",), "height": ("h",)}, faults, what="a box")
        parts = [
            each.value if (each := fields.get(name)) is not None else None for name in ("x", "y", "width", "height")
        ]
    else:
        parts = [each.value for each in value] if isinstance(value, list) else []
    try:
        x, y, width, height = (float(part) for part in parts)
    except (TypeError, ValueError):
        faults.add(node.fault("must be four numbers from 0 to 1000: x, y, width, height."))
        return None
    if min(x, y) < 0 or min(width, height) <= 0 or x + width > 1000 or y + height > 1000:
        faults.add(node.fault("does not lie within the chart: x, y, width and height from 0 to 1000."))
        return None
    return x, y, width, height


__all__ = ["Section", "Venue", "finish", "items", "read_row", "read_seat", "read_section", "read_venue"]

"""Seats in the rows that were asked for; where there are none, why: sold out, too few side by side, or no such row."""

import itertools
from collections.abc import Sequence
from typing import Any

from willcall.agent.specialists.counter import Counter, seats_fact
from willcall.agent.state import SeatsFact
from willcall.boxoffice.contract import Inventory, SeatMapSection, Section, section_label
from willcall.boxoffice.rules.whereabouts import lying

MANY = 20  # how many groups of seats are looked through for a row
_FREE = frozenset({"free", "yours"})
_WORDS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}


def in_rows(options: Sequence[SeatsFact], rows: Sequence[str]) -> list[SeatsFact]:
    """Those of `options` that are in one of the rows; in a row AA that may be meant by A only where the section has none of that name."""
    wanted = {row.casefold() for row in rows}
    there = [o for o in options if o.row.casefold() in wanted]
    single = {(o.section, o.row.casefold()) for o in there}
    return [o for o in there if not (_doubled(o.row) and (o.section, o.row[0].casefold()) in single)]


def _doubled(row: str) -> bool:
    return len(row) == 2 and row[0] == row[1] and row.isalpha()


def further_back(options: Sequence[SeatsFact], sections: Sequence[Section]) -> list[SeatsFact]:
    """The options without the nearer half of the rows of each section that is not upstairs; all of them where nothing would be left."""
    above = lying(sections, "upstairs") or frozenset()
    near: set[tuple[str, str]] = set()
    for section in {o.section for o in options if not o.unreserved} - above:
        rows = sorted({o.row for o in options if o.section == section}, key=lambda row: (len(row), row))
        near |= {(section, row) for row in rows[: len(rows) // 2]}
    return [o for o in options if (o.section, o.row) not in near] or list(options)


def everywhere(counter: Counter, event_id: str, wishes: dict[str, Any], best: Sequence[SeatsFact]) -> list[SeatsFact]:
    """What there is in each section, or in each of those asked for: the best of the house may all be in a few rows of one of them."""
    names = [s.name for s in counter.event(event_id).sections]
    if wishes["section"]:
        said = _called(counter, event_id, wishes["section"]) | {o.section for o in best}
        names = [name for name in names if name in said]
    found = [counter.boxoffice.check_inventory(**wishes | {"section": name}) for name in names]
    options = [seats_fact(o) for one in found for o in one.options]
    return sorted(options, key=lambda o: o.each) if wishes["prefer"] == "cheapest" else options


def why_not(counter: Counter, *, event_id: str, rows: Sequence[str], section: str | None, quantity: int) -> str:
    """What to say of rows in which nothing was found.

    Args:
        counter: Where the box office is asked.
        event_id: For which show.
        rows: What the row may be called: "the first row" is 1 in one house and A in another.
        section: In this section, level or tier; anywhere where none is named.
        quantity: How many tickets.
    """
    chart = counter.boxoffice.get_seat_map(event_id=event_id, actor=counter.actor)
    inside = _inside(counter, event_id, section, chart.sections)
    wanted = {row.casefold() for row in rows}
    lines = [row for part in inside for row in part.rows if row.name.casefold() in wanted]
    named = " or ".join(dict.fromkeys(row.name for row in lines)) or " or ".join(
        row for row in rows if not (_doubled(row) and row[0] in rows)
    )
    where = f" in {section_label(section)}" if section else ""
    if not lines:
        return f"There is no row {named}{where}."
    free = sum(seat.status in _FREE for row in lines for seat in row.seats)
    if not free:
        return f"Row {named}{where} is sold out."
    if quantity > 1 and free < quantity * len(lines):
        return f"Row {named}{where} no longer has {_WORDS.get(quantity, quantity)} seats together."
    return f"I have nothing that fits in row {named}{where}."


def elsewhere(counter: Counter, event_id: str, without: Sequence[str], wishes: dict[str, Any]) -> Inventory:
    """What can be had in all tiers but those left out, one of each in turn, the cheapest tier first where that is wanted; or in the section asked for, as far as it is not left out."""
    sections = counter.event(event_id).sections
    out: set[str] = set()
    for no in without:
        named = {s.name for s in sections if no.casefold() in {n.casefold() for n in (s.name, s.tier, *s.aliases)}}
        out |= named or lying(sections, no) or set()
    tiers = dict.fromkeys(s.tier for s in sections if s.name not in out)
    if wishes["section"]:
        found = [counter.boxoffice.check_inventory(**wishes | {"limit": MANY})]
    else:
        found = [counter.boxoffice.check_inventory(**wishes | {"section": tier}) for tier in tiers]
    seated = any(no.casefold() == "standing" for no in without)  # nor a terrace of another name
    left = [[o for o in one.options if o.section not in out and not (seated and o.unreserved)] for one in found]
    left = [options for options in left if options]
    if wishes["prefer"] == "cheapest":
        left.sort(key=lambda options: min(o.price_each.amount for o in options))
    turns = itertools.zip_longest(*left)
    each = {tuple(o.seat_ids): o for turn in turns for o in turn if o is not None}  # one name may stand for two tiers
    options = list(each.values())[: wishes["limit"]]
    seats = {seat.seat_id: seat for one in found for seat in one.seats}
    return Inventory(
        event_id=event_id,
        quantity=wishes["quantity"],
        available=sum(one.available for one in found),
        seats=[seats[seat_id] for option in options for seat_id in option.seat_ids],
        options=options,
        note=next((one.note for one in found if one.note), "") if not options else "",
    )


def nearer(counter: Counter, event_id: str, options: Sequence[SeatsFact], section: str, row: str) -> list[SeatsFact]:
    """Those of the options in a better part of the house than a section, or further to the front of it than a row."""
    levels = {s.name: s.level for s in counter.event(event_id).sections}
    rows = front_to_back(counter, event_id, [section]).get(section, [])
    before = set(rows[: rows.index(row)]) if row in rows else set()
    own = levels.get(section, 0)
    return [o for o in options if levels.get(o.section, own) < own or (o.section == section and o.row in before)]


def front_to_back(counter: Counter, event_id: str, names: Sequence[str]) -> dict[str, list[str]]:
    """The rows of each section of these names, the nearest first, as the house lists them."""
    chart = counter.boxoffice.get_seat_map(event_id=event_id, actor=counter.actor)
    return {part.name: [row.name for row in part.rows] for part in chart.sections if part.name in set(names)}


def _inside(
    counter: Counter, event_id: str, section: str | None, parts: Sequence[SeatMapSection]
) -> Sequence[SeatMapSection]:
    if section is None:
        return parts
    names = _called(counter, event_id, section)
    return [part for part in parts if part.name in names]


def _called(counter: Counter, event_id: str, said: str) -> set[str]:
    """The sections that a section, level or tier stands for."""
    sections = counter.event(event_id).sections
    names = {s.name for s in sections if said.casefold() in {n.casefold() for n in (s.name, s.tier, *s.aliases)}}
    return names | set(lying(sections, said) or ())

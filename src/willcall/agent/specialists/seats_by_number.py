"""Seats asked for by their numbers: exactly those where they are free, else what of them is free and what is near.

Looks at the box office's seating chart, which says of every seat whether it is free; prices and the order's fee come from what the
box office offers in the same part of the house. Places of general admission have no numbers of their own.
"""

import itertools
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from willcall.agent.specialists.counter import Counter, seats_fact
from willcall.agent.state import SeatsFact
from willcall.boxoffice.contract import Event, SeatMapRow, SeatMapSeat, SeatMapSection, section_label
from willcall.boxoffice.rules.whereabouts import lying

_FREE = frozenset({"free", "yours"})
_APART = 1.5  # widths of a seat: more than that between two seats is an aisle


@dataclass(frozen=True)
class Numbered:
    """What came of the numbers.

    Args:
        options: Groups of seats to offer, best first.
        exact: Whether they are the seats asked for.
        told: What is to be said where they are not.
    """

    options: list[SeatsFact]
    exact: bool
    told: str = ""


@dataclass(frozen=True)
class _Row:
    part: SeatMapSection
    row: SeatMapRow

    @property
    def seats(self) -> Sequence[SeatMapSeat]:
        return self.row.seats


def by_number(
    counter: Counter,
    event: Event,
    *,
    numbers: Sequence[str],
    rows: Sequence[str],
    section: str | None,
    quantity: int,
    wheelchairs: int = 0,
) -> Numbered:
    """Looks for the seats `numbers`, `quantity` of them.

    Args:
        counter: Where the box office is asked.
        event: For which show.
        numbers: Of the seats; fewer than `quantity` are seats that must be among them, more are seats to choose from.
        rows: In one of these rows; anywhere where none is named.
        section: In this section, level or tier.
        quantity: How many tickets.
        wheelchairs: How many of the seats have to be wheelchair spaces.
    """
    if section and not _named(event, section):
        return Numbered([], exact=False)  # the usual search says that there is no such part
    chart = counter.boxoffice.get_seat_map(event_id=event.event_id, actor=counter.actor)
    parts = _named(event, section)
    inside = [part for part in chart.sections if parts is None or part.name in parts]
    wanted = {row.casefold() for row in rows}
    lines = [_Row(part, row) for part in inside for row in part.rows if not wanted or row.name.casefold() in wanted]
    named = {number.casefold() for number in numbers}
    there = [line for line in lines if named <= {seat.number.casefold() for seat in line.seats}]
    if not there:
        return Numbered([], exact=False, told=_no_such(lines, numbers, rows, section))
    offers = {name: _offer(counter, event, name) for name in dict.fromkeys(line.part.name for line in there)}
    if all(offer is not None and offer.unreserved for offer in offers.values()):
        return Numbered([], exact=False, told="Places there have no numbers: you sit or stand where you like.")
    there = [line for line in there if not ((offer := offers[line.part.name]) is not None and offer.unreserved)]
    if wheelchairs and not any(_spaces(line, named) for line in there):
        return Numbered([], exact=False, told=_no_space(there, numbers))
    there = [line for line in there if not wheelchairs or _spaces(line, named)]
    found = [
        _option(line, seats, offer)
        for line in there
        if (offer := offers[line.part.name]) is not None and (seats := _those(line, named, quantity)) is not None
    ]
    if found:
        return Numbered(found, exact=True)
    near: list[tuple[float, SeatsFact]] = []
    for line in there:
        offer = offers[line.part.name]
        if offer is not None:
            near += [
                (away, _option(line, seats, offer, beside=_beside(line, named, seats)))
                for away, seats in _near(line, named, quantity, wheelchairs)
            ]
    near.sort(key=lambda one: one[0])
    return Numbered([option for _, option in near], exact=False, told=_not_free(there, numbers, named, quantity))


def still_theirs(counter: Counter, event_id: str, options: list[SeatsFact]) -> list[SeatsFact]:
    """The options with seats that were shown before and have gone from the list only because they are held for this fan, in their old place."""
    shown = counter.state.list_shown("seats")
    if shown is None or shown.event_id != event_id or not options:
        return options
    sections, count = {o.section for o in options}, len(options[0].seat_ids)
    listed = {seat_id for option in options for seat_id in option.seat_ids}
    gone = [
        (place, offer)
        for place, offer in enumerate(shown.seats)
        if offer.section in sections and len(offer.seat_ids) == count and offer.numbers
        if not listed & set(offer.seat_ids) and not offer.unreserved
    ]
    if not gone:
        return options
    chart = counter.boxoffice.get_seat_map(event_id=event_id, actor=counter.actor)
    lines = [line for part in chart.sections for line in part.rows]
    yours = {seat.seat_id for line in lines for seat in line.seats if seat.status == "yours"}
    kept, most = list(options), len(options)
    for place, offer in gone:
        if yours.issuperset(offer.seat_ids):
            kept = [o for o in kept if (o.section, o.row) != (offer.section, offer.row)]
            kept.insert(place, offer)
    return kept[:most]


def _spaces(line: _Row, named: AbstractSet[str]) -> bool:
    """Whether a wheelchair space is among the seats asked for."""
    return any(seat.accessible for seat in line.seats if seat.number.casefold() in named)


def _named(event: Event, section: str | None) -> AbstractSet[str] | None:
    """The names of the sections that are meant; None where none is said."""
    if not section:
        return None
    said = section.casefold()
    by_name = {s.name for s in event.sections if said in {n.casefold() for n in (s.name, s.tier, *s.aliases)}}
    return by_name or lying(event.sections, section) or set()


def _offer(counter: Counter, event: Event, section: str) -> SeatsFact | None:
    """Any one place that is to be had in a section: what it costs there, and whether places are numbered."""
    found = counter.boxoffice.check_inventory(event_id=event.event_id, quantity=1, section=section, limit=1)
    options = found.options
    if not options:  # what is left may be a wheelchair space
        options = counter.boxoffice.check_inventory(
            event_id=event.event_id, quantity=1, section=section, accessible=True, limit=1
        ).options
    return seats_fact(options[0]) if options else None


def _those(line: _Row, named: AbstractSet[str], quantity: int) -> list[SeatMapSeat] | None:
    """The seats asked for, if all of them are free: with fewer numbers than tickets those and their neighbours."""
    free = [seat for seat in line.seats if seat.number.casefold() in named and seat.status in _FREE]
    if len(named) > quantity:
        beside = [run for run in _runs(line.seats, quantity) if all(seat in free for seat in run)]
        return beside[0] if beside else None
    if len(free) < len(named):
        return None
    if len(named) == quantity:
        return free
    wide = [run for run in _runs(line.seats, quantity) if all(seat in run for seat in free)]
    return next((run for run in wide if all(seat.status in _FREE for seat in run)), None)


def _near(
    line: _Row, named: AbstractSet[str], quantity: int, wheelchairs: int = 0
) -> list[tuple[float, list[SeatMapSeat]]]:
    """Free neighbours in the row, with how far they are from the seats asked for; no wheelchair space but for who named one, and as many as are needed."""
    meant = [seat for seat in line.seats if seat.number.casefold() in named]
    middle = sum(seat.x for seat in meant) / len(meant)
    spaces = any(seat.accessible for seat in meant)
    near = [
        (abs(sum(seat.x for seat in run) / len(run) - middle), run)
        for run in _runs(line.seats, quantity)
        if all(seat.status in _FREE and (spaces or not seat.accessible) for seat in run)
        if sum(seat.accessible for seat in run) >= wheelchairs
    ]
    near.sort(key=lambda one: one[0])
    taken: set[str] = set()
    out = []
    for away, run in near:
        if not taken & {seat.seat_id for seat in run}:
            taken |= {seat.seat_id for seat in run}
            out.append((away, run))
    return out[:2]


def _beside(line: _Row, named: AbstractSet[str], seats: Sequence[SeatMapSeat]) -> bool:
    """Whether seats are next to those that were named, with none and no aisle between."""
    ids = {seat.seat_id for seat in seats}
    if any(seat.number.casefold() in named for seat in seats):
        return False
    both = [seat for seat in line.seats if seat.seat_id in ids or seat.number.casefold() in named]
    first, last = line.seats.index(both[0]), line.seats.index(both[-1])
    return last - first + 1 == len(both) and _together(both, line.seats)


def _runs(seats: Sequence[SeatMapSeat], length: int) -> list[list[SeatMapSeat]]:
    """All groups of so many seats side by side."""
    runs = (list(seats[start : start + length]) for start in range(len(seats) - length + 1))
    return [run for run in runs if _together(run, seats)]


def _together(run: Sequence[SeatMapSeat], row: Sequence[SeatMapSeat]) -> bool:
    steps = [b.x - a.x for a, b in itertools.pairwise(row)]
    width = min((abs(step) for step in steps if step), default=0.0)
    return all(abs(b.x - a.x) <= width * _APART for a, b in itertools.pairwise(run))


def _option(line: _Row, seats: Sequence[SeatMapSeat], offer: SeatsFact, *, beside: bool = False) -> SeatsFact:
    together = _together(seats, line.seats)
    spaces = [seat.number for seat in seats if seat.accessible]
    notes = [] if together else [f"not all together: {_seats([s.number for s in seats])} in row {line.row.name}"]
    if beside:
        notes.append("right beside those")
    if spaces:
        notes.append(f"wheelchair space{'s' if len(spaces) > 1 else ''}: {_seats(spaces)}")
    fee = offer.total - offer.each
    each = seats[0].price.amount
    return SeatsFact(
        seat_ids=[seat.seat_id for seat in seats],
        section=line.part.name,
        row=line.row.name,
        numbers=[seat.number for seat in seats],
        each=each,
        total=each * len(seats) + fee,
        tier=line.part.tier,
        adjacent=together,
        note="; ".join(notes),
    )


def _no_such(lines: Sequence[_Row], numbers: Sequence[str], rows: Sequence[str], section: str | None) -> str:
    """Says that a row is not there, or a seat not in it."""
    where = f" in {section_label(section)}" if section else ""
    if not lines:
        return f"There is no row {' or '.join(rows)}{where}." if rows else ""
    of = f"row {' or '.join(rows)}" if rows else "the house" if not section else section_label(section)
    has = {seat.number.casefold() for line in lines for seat in line.seats}
    missing = [number for number in numbers if number.casefold() not in has] or list(numbers)
    return f"There {'is' if len(missing) == 1 else 'are'} no {_seats(missing)} in {of}{where if rows else ''}."


def _no_space(there: Sequence[_Row], numbers: Sequence[str]) -> str:
    row = f" in row {there[0].row.name}" if len({line.row.name for line in there}) == 1 else ""
    if len(numbers) == 1:
        return f"{_seats(numbers).capitalize()}{row} is no wheelchair space."
    return f"There is no wheelchair space among {_seats(numbers)}{row}."


def _not_free(there: Sequence[_Row], numbers: Sequence[str], named: AbstractSet[str], quantity: int) -> str:
    """Says which of the seats are not free."""
    row = there[0].row.name if len({line.row.name for line in there}) == 1 else ""
    where = f" in row {row}" if row else ""
    only = there[0] if len(there) == 1 else None
    free = [s.number for s in only.seats if s.number.casefold() in named and s.status in _FREE] if only else []
    asked = _seats(numbers)
    if len(free) == len(named):
        return f"{asked.capitalize()}{where} {'is' if len(named) == 1 else 'are'} free, but not {quantity} side by side with {'it' if len(named) == 1 else 'them'}."
    if free:
        return f"Of {asked}{where} only {' and '.join(free)} {'is' if len(free) == 1 else 'are'} free."
    return f"{asked.capitalize()}{where} {'is' if len(numbers) == 1 else 'are'} not free."


def _seats(numbers: Sequence[str]) -> str:
    if len(numbers) == 1:
        return f"seat {numbers[0]}"
    return f"seats {', '.join(numbers[:-1])} and {numbers[-1]}"

"""Best-available: seats that go together, no gap, no aisle between them, companions beside the wheelchair space (BO3).

Works on bit masks of free seats per block (see `halls`). Placements are ranked by section level or price, then row, then
whether they strand a single seat, then distance from the middle (or from an aisle). Knows nothing of storage or of who
asks; `claimed` is what is held or sold right now.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from willcall.boxoffice.rules.halls import Block, Hall
from willcall.boxoffice.rules.wheelchairs import around_spaces

Prefer = Literal["best", "cheapest", "aisle"]
ROWS_TO_AVOID_A_STRAY = 4
"""How many rows further back a group is put rather than leave a single seat alone."""
STRAY, VIEW = 1_000, 300
ROW = 10


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a group would sit. `chunks` is one run of neighbours, or several when they cannot all sit together."""

    section: int
    row: int
    chunks: tuple[tuple[str, ...], ...]
    stray: bool = False
    obstructed: bool = False

    @property
    def seat_ids(self) -> tuple[str, ...]:
        return tuple(seat for chunk in self.chunks for seat in chunk)

    @property
    def together(self) -> bool:
        return len(self.chunks) == 1


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for.

    Args:
        quantity: How many seats.
        sections: Only these sections; None for all.
        each_at_most: Highest price each, fees included.
        wheelchairs: How many of them must be wheelchair spaces, the others beside those; 0 when none is needed.
        prefer: What comes first.
        limit: How many placements.
    """

    quantity: int
    sections: frozenset[int] | None = None
    each_at_most: int | None = None
    wheelchairs: int = 0
    prefer: Prefer = "best"
    limit: int = 5


def masks(hall: Hall, claimed: Iterable[str]) -> dict[int, int]:
    """Taken seats as one mask a block; seats that the hall no longer has are ignored."""
    taken: dict[int, int] = {}
    places = hall.places
    for seat_id in claimed:
        place = places.get(seat_id)
        if place is not None:
            taken[place.block] = taken.get(place.block, 0) | (1 << place.position)
    return taken


def free_by_tier(hall: Hall, taken: Mapping[int, int]) -> dict[str, int]:
    """How many seats each tier has left."""
    left = dict(hall.tiers)
    for block, mask in taken.items():
        left[hall.parts[hall.blocks[block].section].tier] -= mask.bit_count()
    return left


def free_by_section(hall: Hall, taken: Mapping[int, int]) -> list[int]:
    """How many seats each section has left, by section index."""
    left = [part.capacity for part in hall.parts]
    for block, mask in taken.items():
        left[hall.blocks[block].section] -= mask.bit_count()
    return left


def best_available(hall: Hall, *, taken: Mapping[int, int], prices: Mapping[str, int], wish: Wish) -> list[Placement]:
    """Placements for a group, best first: the best of each section, then second bests, all of seats that go together.

    Falls back to placements split over neighbouring rows when the group fits nowhere as a whole.

    Args:
        hall: The seats.
        taken: From `masks`.
        prices: Price each by tier, fees included; a tier without a price is not sold.
        wish: What is looked for.
    """
    sections = [
        index
        for index in hall.order
        if (wish.sections is None or index in wish.sections)
        and hall.parts[index].tier in prices
        and (wish.each_at_most is None or prices[hall.parts[index].tier] <= wish.each_at_most)
    ]
    if wish.prefer == "cheapest":
        sections.sort(key=lambda index: prices[hall.parts[index].tier])
    firsts: list[Placement] = []
    seconds: list[Placement] = []
    enough = wish.limit if len(sections) > 1 else 1
    for index in sections:
        several = 1 if hall.parts[index].unreserved else wish.limit if len(sections) == 1 else 2
        found = _in_section(hall, index, taken, wish, several)
        if found:
            firsts.append(found[0])
            seconds.extend(found[1:])
        if len(firsts) >= enough:
            break
    placements = (firsts + seconds)[: wish.limit]
    if not placements and wish.wheelchairs > 1:
        groups = (_around_spaces(hall, index, taken, wish) for index in sections)
        return list(itertools.islice((placement for placement in groups if placement is not None), wish.limit))
    if not placements and wish.quantity > 1:
        placements = _split(hall, sections, taken, wish)
    return placements


def runs(free: int, length: int) -> int:
    """Bit p is set where `length` free seats begin at p."""
    have, mask = 1, free
    while have < length and mask:
        step = min(have, length - have)
        mask &= mask >> step
        have += step
    return mask


def _open(block: Block, taken: int, wish: Wish) -> int:
    free = block.full & ~taken
    return free if wish.wheelchairs else free & ~block.reserved


def _in_section(hall: Hall, index: int, taken: Mapping[int, int], wish: Wish, limit: int) -> list[Placement]:
    """The best placements of one section, at most one a row, best first."""
    found: list[tuple[float, Placement]] = []
    best_clean_row: int | None = None
    for number in hall.parts[index].blocks:
        block = hall.blocks[number]
        if wish.wheelchairs and not block.accessible:
            continue
        if best_clean_row is not None and len(found) >= limit and block.row > best_clean_row + ROWS_TO_AVOID_A_STRAY:
            break
        free = _open(block, taken.get(number, 0), wish)
        starts = runs(free, wish.quantity)
        if not starts:
            continue
        choice = _in_block(block, free, starts, wish)
        if choice is None:
            continue
        cost, start = choice
        chosen = block.seats[start : start + wish.quantity]
        placement = Placement(
            index, block.row, (chosen,), cost >= STRAY, bool(block.obstructed >> start & ((1 << wish.quantity) - 1))
        )
        rank = cost + block.row * ROW
        if found and found[-1][1].row == block.row:
            if rank < found[-1][0]:
                found[-1] = (rank, placement)
        else:
            found.append((rank, placement))
        if cost < VIEW and best_clean_row is None:
            best_clean_row = block.row
    found.sort(key=lambda pair: pair[0])
    return [placement for _rank, placement in found[:limit]]


def _around_spaces(hall: Hall, index: int, taken: Mapping[int, int], wish: Wish) -> Placement | None:
    """A party with several wheelchairs in groups, each around a space of its own."""
    chunks = around_spaces(hall, index, taken, quantity=wish.quantity, wheelchairs=wish.wheelchairs)
    return Placement(index, hall.places[chunks[0][0]].row, chunks) if chunks else None


def _in_block(block: Block, free: int, starts: int, wish: Wish) -> tuple[float, int] | None:
    """The cheapest start in a block as (cost, position)."""
    size, count = len(block.seats), wish.quantity
    window = (1 << count) - 1
    best: tuple[float, int] | None = None
    while starts:
        low = starts & -starts
        starts ^= low
        start = low.bit_length() - 1
        inside = window << start
        if wish.wheelchairs:
            spaces = (block.accessible & inside).bit_count()
            if spaces < wish.wheelchairs:
                continue
            cost = 50.0 * (spaces - wish.wheelchairs) + 5.0 * (count - spaces - (block.companion & inside).bit_count())
        else:
            cost = _stray(free, start, count, size) * STRAY
        if block.obstructed & inside:
            cost += VIEW
        if wish.prefer == "aisle":
            cost += 0.0 if start == 0 or start + count == size else 100.0
        cost += abs(start + (count - 1) / 2 - block.centre) * 0.5
        if best is None or cost < best[0]:
            best = (cost, start)
    return best


def _stray(free: int, start: int, count: int, size: int) -> int:
    """How many single seats it would leave alone that are not alone already."""
    left = start - 1
    strays = 0
    if left >= 0 and free >> left & 1 and (left == 0 or not free >> (left - 1) & 1):
        strays += 1
    right = start + count
    if right < size and free >> right & 1 and (right == size - 1 or not free >> (right + 1) & 1):
        strays += 1
    return strays


def _split(hall: Hall, sections: Sequence[int], taken: Mapping[int, int], wish: Wish) -> list[Placement]:
    """The group in as few runs as possible within one section, rows close together; None sits alone if it can be helped."""
    found: list[tuple[tuple[float, ...], Placement]] = []
    for order, index in enumerate(sections):
        rows: list[tuple[int, int, int]] = []  # longest free run: length, block, start
        total = 0
        for number in hall.parts[index].blocks:
            block = hall.blocks[number]
            free = _open(block, taken.get(number, 0), wish)
            total += free.bit_count()
            rows.extend((length, number, start) for length, start in _all_runs(free))
        if total < wish.quantity:
            continue
        chunks = _fill(hall, rows, wish)
        if chunks is None:
            continue
        lonely = sum(1 for chunk in chunks if len(chunk) == 1)
        placed = [hall.places[chunk[0]] for chunk in chunks]
        spread = max(place.row for place in placed) - min(place.row for place in placed)
        found.append(
            (
                (len(chunks), lonely, order if wish.prefer != "best" else 0, spread, order),
                Placement(index, placed[0].row, tuple(chunks)),
            )
        )
    found.sort(key=lambda pair: pair[0])
    return [placement for _rank, placement in found[: wish.limit]]


def _all_runs(free: int) -> list[tuple[int, int]]:
    """Maximal runs of free seats as (length, start)."""
    found = []
    position = 0
    while free:
        gap = (free & -free).bit_length() - 1
        free >>= gap
        position += gap
        length = (~free & (free + 1)).bit_length() - 1
        found.append((length, position))
        free >>= length
        position += length
    return found


def _fill(hall: Hall, rows: list[tuple[int, int, int]], wish: Wish) -> list[tuple[str, ...]] | None:
    """Runs that seat the group: the largest first, then those nearest to it; never more than needed."""
    remaining = wish.quantity
    chunks: list[tuple[str, ...]] = []
    pool = list(rows)
    anchor: int | None = None
    if wish.wheelchairs:
        first = next(
            (
                (number, hall.blocks[number].accessible >> start & ((1 << length) - 1), start, length)
                for length, number, start in sorted(pool, reverse=True)
                if hall.blocks[number].accessible >> start & ((1 << length) - 1)
            ),
            None,
        )
        if first is None:
            return None
        number, spaces, start, length = first
        offset = (spaces & -spaces).bit_length() - 1
        begin = max(0, min(offset, length - min(length, remaining)))
        take = min(length - begin, remaining)
        block = hall.blocks[number]
        chunks.append(block.seats[start + begin : start + begin + take])
        remaining -= take
        pool.remove((length, number, start))
        anchor = block.row
    while remaining and pool:
        row = anchor

        def rank(run: tuple[int, int, int], row: int | None = row, left: int = remaining) -> tuple[int, int, int]:
            distance = 0 if row is None else abs(hall.blocks[run[1]].row - row)
            return (min(run[0], left) if min(run[0], left) != left - 1 else left - 2, -distance, -run[1])

        length, number, start = max(pool, key=rank)
        pool.remove((length, number, start))
        take = min(length, remaining)
        if take == remaining - 1 and take > 2:
            take -= 1  # leave two for the next run rather than one person alone
        block = hall.blocks[number]
        chunks.append(block.seats[start : start + take])
        remaining -= take
        anchor = block.row if anchor is None else anchor
    return chunks if not remaining else None

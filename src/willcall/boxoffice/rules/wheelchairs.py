"""Several wheelchair spaces for one party: spaces near each other, and who comes along right beside them.

Halls rarely have two spaces next to each other, so a party with two wheelchairs is seated in two groups, each around a space of
its own. Works on the masks of `halls`; knows nothing of prices or of who asks.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence

from willcall.boxoffice.rules.halls import Block, Hall


def around_spaces(
    hall: Hall, section: int, taken: Mapping[int, int], *, quantity: int, wheelchairs: int
) -> tuple[tuple[str, ...], ...] | None:
    """Groups of neighbours in one section that hold all wheelchairs and all who come along; None where that cannot be.

    Args:
        hall: The seats.
        section: Which section.
        taken: What is held or sold, as masks by block.
        quantity: How many people in all, at least `wheelchairs`.
        wheelchairs: How many of them need a space, at least 2.
    """
    if quantity < wheelchairs:
        return None
    spaces = [
        (number, position)
        for number in hall.parts[section].blocks
        for position in _bits(hall.blocks[number].accessible & ~taken.get(number, 0))
    ]
    for near in sorted(_windows(spaces, wheelchairs), key=lambda some: _spread(hall, some)):
        seated = _seated(hall, taken, near, quantity)
        if seated is not None:
            return tuple(seated)
    return None


def _windows(spaces: Sequence[tuple[int, int]], count: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Spaces that follow each other through the rows."""
    for start in range(len(spaces) - count + 1):
        yield tuple(spaces[start : start + count])


def _spread(hall: Hall, spaces: Sequence[tuple[int, int]]) -> tuple[int, int]:
    rows = [hall.blocks[number].row for number, _ in spaces]
    return max(rows) - min(rows), rows[0]


def _seated(
    hall: Hall, taken: Mapping[int, int], spaces: Sequence[tuple[int, int]], quantity: int
) -> list[tuple[str, ...]] | None:
    """Companions join the smallest group that has a free seat beside it, on a companion's seat before any other."""
    used: dict[int, int] = {}
    for number, position in spaces:
        used[number] = used.get(number, 0) | 1 << position
    for _ in range(quantity - len(spaces)):
        best: tuple[int, int, int, int] | None = None
        for number, mask in used.items():
            block = hall.blocks[number]
            for first, last in _groups(mask):
                for seat in (first - 1, last + 1):
                    rank = _beside(block, taken.get(number, 0) | mask, seat)
                    if rank is not None and (best is None or (last - first, rank, number, seat) < best):
                        best = (last - first, rank, number, seat)
        if best is None:
            return None
        used[best[2]] |= 1 << best[3]
    return [hall.blocks[n].seats[first : last + 1] for n in sorted(used) for first, last in _groups(used[n])]


def _beside(block: Block, taken: int, seat: int) -> int | None:
    """How good a seat is for a companion, the lower the better; None when there is none or it is taken."""
    if not 0 <= seat < len(block.seats) or taken >> seat & 1:
        return None
    if block.companion >> seat & 1:
        return 0
    return 2 if block.accessible >> seat & 1 else 1


def _groups(mask: int) -> list[tuple[int, int]]:
    """First and last position of every stretch of set bits."""
    positions = list(_bits(mask))
    stretches = [list(run) for _, run in itertools.groupby(positions, key=lambda p, c=itertools.count(): p - next(c))]  # type: ignore[misc]
    return [(run[0], run[-1]) for run in stretches]


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low

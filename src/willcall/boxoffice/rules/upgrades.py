"""Which seats are better than those someone has, and what the step up costs. Knows nothing of storage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from willcall.boxoffice.contract import QuoteItem, Seat, section_label
from willcall.boxoffice.rules import search
from willcall.boxoffice.rules.halls import Hall
from willcall.boxoffice.rules.search import Placement, Wish
from willcall.kit.money import Money


@dataclass(frozen=True, slots=True)
class Present:
    """What someone has now.

    Args:
        seat_ids: Their seats.
        level: The best level among them; an upgrade is never below it.
        value: What was paid for them, fees included.
        wheelchairs: How many are wheelchair spaces; as many of the new ones are too.
    """

    seat_ids: tuple[str, ...]
    level: int
    value: int
    wheelchairs: int


def present(hall: Hall, seats: Sequence[tuple[str, int]]) -> Present:
    """Sums up seats given as (seat id, what was paid for it). A seat that the hall no longer has counts as the worst level."""
    known = [hall.places[seat] for seat, _paid in seats if seat in hall.places]
    levels = [hall.parts[place.section].level for place in known]
    return Present(
        tuple(seat for seat, _paid in seats),
        min(levels) if levels else max((part.level for part in hall.parts), default=1),
        sum(paid for _seat, paid in seats),
        sum(place.accessible for place in known),
    )


def is_better(hall: Hall, now: Present, seat_ids: Sequence[str]) -> bool:
    """Whether the seats are at a better level, or at the same one further to the front of the same section."""
    new = [hall.places[seat] for seat in seat_ids]
    worst = max(hall.parts[place.section].level for place in new)
    if worst != now.level:
        return worst < now.level
    old = [hall.places[seat] for seat in now.seat_ids if seat in hall.places]
    sections = {place.section for place in old}
    return {place.section for place in new} == sections and max(place.row for place in new) < min(
        place.row for place in old
    )


def never_worse(hall: Hall, now: Present, seat_ids: Sequence[str]) -> bool:
    """Whether no seat is at a worse level than what they have."""
    return all(hall.parts[hall.places[seat].section].level <= now.level for seat in seat_ids)


def delta(now: Present, new_value: int) -> int:
    """What the step up costs; never negative."""
    return max(0, new_value - now.value)


def candidates(
    hall: Hall,
    *,
    taken: Mapping[int, int],
    prices: Mapping[str, int],
    now: Present,
    sections: frozenset[int] | None,
    max_delta: int | None,
    limit: int,
) -> list[tuple[Placement, int]]:
    """Placements that are an upgrade with what they cost more, cheapest first, the better level first at one price.

    Args:
        hall: The seats.
        taken: What is held or sold, as masks.
        prices: Price each by tier, fees included.
        now: What they have.
        sections: Only these; then the same level will do as long as it is not worse.
        max_delta: Most they want to add, for all together.
        limit: How many.
    """
    quantity = len(now.seat_ids)
    allowed = frozenset(
        part.index
        for part in hall.parts
        if part.level <= now.level
        and (sections is None or part.index in sections)
        and part.tier in prices
        and (max_delta is None or delta(now, prices[part.tier] * quantity) <= max_delta)
    )
    found: list[tuple[Placement, int]] = []
    for index in sorted(allowed):
        wish = Wish(quantity, frozenset([index]), wheelchairs=now.wheelchairs, limit=max(limit, 2))
        for placement in search.best_available(hall, taken=taken, prices=prices, wish=wish):
            if not placement.together and now.wheelchairs < 2:
                continue
            named = sections is not None and hall.parts[index].level == now.level
            if is_better(hall, now, placement.seat_ids) or (named and not _same_section(hall, now, index)):
                found.append((placement, delta(now, prices[hall.parts[index].tier] * quantity)))
    found.sort(key=lambda pair: (pair[1], hall.parts[pair[0].section].level, pair[0].section, pair[0].row))
    return _varied(found, limit)


def _same_section(hall: Hall, now: Present, index: int) -> bool:
    return any(hall.places[seat].section == index for seat in now.seat_ids if seat in hall.places)


def _varied(found: list[tuple[Placement, int]], limit: int) -> list[tuple[Placement, int]]:
    """One a section first, so that a fan sees their choices; then the rest, still cheapest first."""
    seen: set[int] = set()
    firsts: list[tuple[Placement, int]] = []
    rest: list[tuple[Placement, int]] = []
    for pair in found:
        (rest if pair[0].section in seen else firsts).append(pair)
        seen.add(pair[0].section)
    chosen = (firsts + rest)[:limit]
    chosen.sort(key=lambda pair: pair[1])
    return chosen


def difference_items(new: Sequence[Seat], *, old_value: int, currency: str) -> list[QuoteItem]:
    """The lines of an upgrade: new seats, less what the present ones cost, never below nothing."""
    groups: dict[str, int] = {}
    for seat in new:
        groups[seat.section] = groups.get(seat.section, 0) + seat.price.amount
    count = {section: sum(1 for seat in new if seat.section == section) for section in groups}
    items = [
        QuoteItem(label=f"{count[section]} × {section_label(section)}, fees included", amount=Money(amount, currency))
        for section, amount in groups.items()
    ]
    items.append(QuoteItem(label="Your present seats", amount=Money(-old_value, currency)))
    total = sum(groups.values()) - old_value
    if total < 0:
        items.append(QuoteItem(label="The difference is not paid back", amount=Money(-total, currency)))
    return items

"""Says what a placement is, for people: section, row, price, and honestly what is short of the wish."""

from willcall.boxoffice.contract import SeatOption
from willcall.boxoffice.rules.halls import Hall
from willcall.boxoffice.rules.prices import Price
from willcall.boxoffice.rules.search import Placement
from willcall.kit.money import Money


def option_of(
    hall: Hall,
    placement: Placement,
    asked: dict[str, Price],
    currency: str,
    *,
    accessible: bool = False,
    order_fee: int = 0,
) -> SeatOption:
    """A placement in the published shape, with an honest note on what is short of the wish.

    `total` is what the quote will come to: every ticket with its fees, and the order's own fee once.
    """
    part = hall.parts[placement.section]
    price = asked[part.tier]
    seat_ids = placement.seat_ids
    notes = []
    if part.unreserved:
        notes.append("unreserved, any place in this part")
    elif not placement.together:
        notes.append(f"not all together: {_split(hall, placement)}")
    if placement.obstructed:
        notes.append("obstructed view")
    if accessible:
        notes.append(_spaces(hall, placement))
    elif not part.unreserved and any(hall.places[seat].aisle for seat in seat_ids):
        notes.append("on the aisle")
    return SeatOption(
        seat_ids=list(seat_ids),
        section=part.name,
        row=part.rows[placement.row],
        numbers=[hall.places[seat].number for seat in seat_ids],
        price_each=Money(price.each, currency),
        total=Money(price.each * len(seat_ids) + order_fee, currency),
        tier=part.tier,
        adjacent=placement.together or part.unreserved,
        accessible=any(hall.places[seat].accessible for seat in seat_ids),
        unreserved=part.unreserved,
        note="; ".join(notes),
    )


def _spaces(hall: Hall, placement: Placement) -> str:
    """Which seats are wheelchair spaces: "wheelchair space: seat 1, companions beside"."""
    spaces = [seat for seat in placement.seat_ids if hall.places[seat].accessible]
    more = "s" if len(spaces) > 1 else ""
    alone = len(spaces) == len(placement.seat_ids)
    if alone or hall.parts[placement.section].unreserved:
        named = f"{len(spaces)} wheelchair space{more}"
    else:
        named = f"wheelchair space{more}: seat{more} {' and '.join(hall.places[seat].number for seat in spaces)}"
    apart = any(not set(spaces).intersection(chunk) for chunk in placement.chunks)
    return named if alone or apart else f"{named}, companions beside"


def _split(hall: Hall, placement: Placement) -> str:
    """Who sits where: "seats 5–8 in row A, seats 1, 2 in row B"."""
    rows: dict[str, list[str]] = {}
    for chunk in placement.chunks:
        name = hall.parts[placement.section].rows[hall.places[chunk[0]].row]
        numbers = [hall.places[seat].number for seat in chunk]
        run = f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 2 else ", ".join(numbers)
        rows.setdefault(name, []).append(run)
    return ", ".join(
        f"seat{'' if runs == runs[:1] and runs[0].isdigit() else 's'} {' and '.join(runs)} in row {name}"
        for name, runs in rows.items()
    )

"""The seating chart with what is free. Rows lie in their section's box; sections without one are laid out in a grid."""

import math
from datetime import datetime
from typing import Literal

from willcall.access.actor import Actor
from willcall.boxoffice.contract import SeatMap, SeatMapRow, SeatMapSeat, SeatMapSection
from willcall.boxoffice.rules import prices, search
from willcall.boxoffice.rules.halls import Hall, Part
from willcall.boxoffice.store import claims, holds
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import Connection
from willcall.kit.money import Money

SIZE = 1000.0
AISLE = 0.6
"""Width of an aisle, in seats."""

Box = tuple[float, float, float, float]


def get_seat_map(
    connection: Connection, *, catalogue: Catalogue, now: datetime, event_id: str, actor: Actor
) -> SeatMap:
    """Raises: NoSuchEvent."""
    show = catalogue.snapshot(connection).show(event_id)
    hall = show.venue.hall
    now_ms = to_epoch_ms(now)
    states = claims.states(connection, event_id=event_id, now_ms=now_ms)
    taken = search.masks(hall, states)
    asked = prices.prices_now(show.tariffs, hall, search.free_by_tier(hall, taken))
    mine = (
        {row.hold_id for row in holds.live_of_session(connection, session=actor.session, lock=False)}
        if actor.session is not None and actor.kind != "service"
        else set()
    )

    def status(seat_id: str) -> Literal["free", "held", "sold", "yours"]:
        state = states.get(seat_id)
        if state is None:
            return "free"
        sold, hold_id = state
        if sold:
            return "sold"
        return "yours" if hold_id in mine else "held"

    boxes = _boxes(hall)
    return SeatMap.model_construct(
        event_id=event_id,
        width=SIZE,
        height=SIZE,
        stage=hall.stage,
        sections=[
            SeatMapSection.model_construct(
                name=part.name,
                tier=part.tier,
                rows=[
                    SeatMapRow.model_construct(
                        name=name,
                        seats=[
                            SeatMapSeat.model_construct(
                                seat_id=seat_id,
                                number=hall.places[seat_id].number,
                                x=x,
                                y=y,
                                status=status(seat_id),
                                price=Money(asked[part.tier].each, show.currency),
                                accessible=hall.places[seat_id].accessible,
                            )
                            for seat_id, x, y in seats
                        ],
                    )
                    for name, seats in _rows(hall, part, boxes[part.index])
                ],
            )
            for part in hall.parts
            if part.tier in asked
        ],
    )


def _boxes(hall: Hall) -> list[Box]:
    """Each section's box; those without one share a grid below the others."""
    columns = max(1, math.ceil(math.sqrt(len(hall.parts))))
    lines = math.ceil(len(hall.parts) / columns)
    width, height = SIZE / columns, SIZE / lines
    return [
        part.box
        or (
            (part.index % columns) * width + width * 0.05,
            (part.index // columns) * height + height * 0.05,
            width * 0.9,
            height * 0.9,
        )
        for part in hall.parts
    ]


def _rows(hall: Hall, part: Part, box: Box) -> list[tuple[str, list[tuple[str, float, float]]]]:
    """Rows from front to back with the place of each seat, centred in the box."""
    left, top, width, height = box
    rows: list[list[list[str]]] = [[] for _ in part.rows]
    for number in part.blocks:
        block = hall.blocks[number]
        rows[block.row].append(list(block.seats))
    longest = max(sum(map(len, blocks)) + AISLE * (len(blocks) - 1) for blocks in rows)
    step_x, step_y = width / longest, height / len(rows)
    placed = []
    for index, blocks in enumerate(rows):
        span = sum(map(len, blocks)) + AISLE * (len(blocks) - 1)
        x = left + (width - span * step_x) / 2 + step_x / 2
        y = top + step_y * (index + 0.5)
        seats = []
        for block_seats in blocks:
            for seat_id in block_seats:
                seats.append((seat_id, round(x, 1), round(y, 1)))
                x += step_x
            x += AISLE * step_x
        placed.append((part.rows[index], seats))
    return placed

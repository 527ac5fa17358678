"""The sample season's six halls, with rows, aisles, accessible places and a place for every section on the chart.

Charts are drawn in a box of 1000 × 1000, y downwards. Knows nothing of what is played in the halls.
"""

from functools import cache
from string import ascii_uppercase

from willcall.boxoffice.season import SeasonVenue, SeatRow, SeatSection

Box = tuple[float, float, float, float]

EAST = "America/New_York"
CENTRAL = "America/Chicago"


@cache
def all_venues() -> tuple[SeasonVenue, ...]:
    """Every hall; made once, for nothing in them depends on the day."""
    return (_arena(), _fieldhouse(), _stadium(), _theatre(), _music_club(), _comedy_cellar())


def _rows(
    names: list[str], width: int, *, aisles: tuple[int, ...] = (), accessible_row: int | None = None
) -> list[SeatRow]:
    """Rows of `width` seats; the accessible row has a wheelchair space and its companion at either end."""
    numbers = [str(n) for n in range(1, width + 1)]
    return [
        SeatRow(
            name=name,
            seats=numbers,
            aisle_after=[str(n) for n in aisles],
            accessible=[numbers[0], numbers[-1]] if index == accessible_row else [],
            companion=[numbers[1], numbers[-2]] if index == accessible_row else [],
        )
        for index, name in enumerate(names)
    ]


def _letters(count: int) -> list[str]:
    return list(ascii_uppercase[:count])


def _numbers(first: int, count: int) -> list[str]:
    return [str(n) for n in range(first, first + count)]


def _ring(names: list[str], box: Box, depth: float) -> list[tuple[str, Box]]:
    """Places sections around a rectangle, clockwise from the top left: as many along the long sides as on the short ones.

    Args:
        names: Section names; a multiple of four.
        box: The outer rectangle.
        depth: How thick the ring is.
    """
    x, y, width, height = box
    side = len(names) // 4
    step_x, step_y = width / side, (height - 2 * depth) / side
    places: list[Box] = [(x + i * step_x, y, step_x, depth) for i in range(side)]
    places += [(x + width - depth, y + depth + i * step_y, depth, step_y) for i in range(side)]
    places += [(x + (side - 1 - i) * step_x, y + height - depth, step_x, depth) for i in range(side)]
    places += [(x, y + depth + (side - 1 - i) * step_y, depth, step_y) for i in range(side)]
    return list(zip(names, places, strict=True))


def _arena() -> SeasonVenue:
    sections = [
        SeatSection(
            name=f"Floor {letter}",
            tier="Floor",
            level=1,
            aliases=[f"courtside {letter}", f"rinkside {letter}", "courtside", "rinkside", "front row"],
            rows=_rows(_numbers(1, 2), 10),
            box=(400, 380 + 200 * index, 200, 40),
        )
        for index, letter in enumerate("AB")
    ]
    sections += [
        SeatSection(
            name=name,
            tier="Lower Bowl",
            level=3 if int(name) in {102, 103, 108, 109} else 4,
            aliases=["lower bowl", "lower level", "100 level"],
            rows=_rows(_letters(12), 12, aisles=(6,), accessible_row=11),
            box=box,
        )
        for name, box in _ring(_numbers(101, 12), (240, 240, 520, 520), 110)
    ]
    sections += [
        SeatSection(
            name=name,
            tier="Club",
            level=2,
            aliases=["club level", "club seats", "lounge"],
            rows=_rows(_letters(4), 12, accessible_row=0),
            box=box,
        )
        for name, box in _ring([f"Club {n}" for n in range(1, 9)], (160, 160, 680, 680), 70)
    ]
    sections += [
        SeatSection(
            name=name,
            tier="Upper Bowl",
            level=6,
            aliases=["upper bowl", "upper level", "200 level", "nosebleeds"],
            rows=_rows(_letters(9), 12, aisles=(6,), accessible_row=0),
            box=box,
        )
        for name, box in _ring(_numbers(201, 12), (20, 20, 960, 960), 120)
    ]
    return SeasonVenue(
        venue_id="ven_beacon_arena",
        name="Beacon Arena",
        city="Port Alden",
        country="US",
        address="1 Beacon Plaza, Port Alden",
        time_zone=EAST,
        aliases=["the Beacon", "the arena"],
        sections=sections,
        stage=(410, 430, 180, 140),
    )


def _fieldhouse() -> SeasonVenue:
    sections = [
        SeatSection(
            name=name,
            tier=tier,
            level=level,
            aliases=aliases,
            rows=_rows(_letters(8), 12, aisles=(6,), accessible_row=0),
            box=box,
        )
        for name, tier, level, aliases, box in (
            ("East Lower", "Lower", 2, ["east side", "lower east"], (700, 250, 120, 500)),
            ("West Lower", "Lower", 2, ["west side", "lower west"], (180, 250, 120, 500)),
            ("East Upper", "Upper", 4, ["upper east"], (830, 150, 130, 700)),
            ("West Upper", "Upper", 4, ["upper west"], (40, 150, 130, 700)),
            ("North End", "End", 5, ["behind the north basket"], (310, 60, 380, 150)),
            ("South End", "End", 5, ["behind the south basket"], (310, 790, 380, 150)),
        )
    ]
    sections.insert(
        0,
        SeatSection(
            name="Courtside",
            tier="Courtside",
            level=1,
            aliases=["floor"],
            rows=_rows(["1"], 16),
            box=(310, 250, 380, 40),
        ),
    )
    return SeasonVenue(
        venue_id="ven_graymoor_fieldhouse",
        name="Graymoor Fieldhouse",
        city="Graymoor",
        country="US",
        address="88 Mill Road, Graymoor",
        time_zone=CENTRAL,
        aliases=["the Fieldhouse"],
        sections=sections,
        stage=(320, 310, 360, 380),
    )


def _stadium() -> SeasonVenue:
    sideline = {"101", "102", "105", "106"}
    sections = [
        SeatSection(
            name=name,
            tier="Sideline" if name in sideline else "End Zone",
            level=2 if name in sideline else 4,
            aliases=["sideline", "midfield"] if name in sideline else ["end zone", "behind the goal posts"],
            rows=_rows(_numbers(1, 14), 16, aisles=(8,), accessible_row=13),
            box=box,
        )
        for name, box in _ring(_numbers(101, 8), (210, 260, 580, 480), 110)
    ]
    sections += [
        SeatSection(
            name=f"Club {number}",
            tier="Club",
            level=1,
            aliases=["club level", "club seats"],
            rows=_rows(_letters(6), 12, accessible_row=0),
            box=(210 + 145 * index, 190, 145, 60),
        )
        for index, number in enumerate(range(301, 305))
    ]
    sections += [
        SeatSection(
            name=name,
            tier="Upper Deck",
            level=6,
            aliases=["upper deck", "500 level", "nosebleeds"],
            rows=_rows(_numbers(1, 10), 14, aisles=(7,), accessible_row=0),
            box=box,
        )
        for name, box in _ring(_numbers(501, 8), (30, 40, 940, 920), 130)
    ]
    return SeasonVenue(
        venue_id="ven_stag_park",
        name="Stag Park",
        city="Graymoor",
        country="US",
        address="500 Stadium Way, Graymoor",
        time_zone=CENTRAL,
        aliases=["the stadium", "Graymoor stadium"],
        sections=sections,
        stage=(330, 380, 340, 240),
    )


def _theatre() -> SeasonVenue:
    stalls = [
        SeatRow(
            name=name,
            seats=_numbers(1, 24),
            aisle_after=["6", "18"],
            accessible=["1", "24"] if name in {"M", "S"} else [],
            companion=["2", "23"] if name in {"M", "S"} else [],
            obstructed_view=["1", "24"] if name in {"Q", "R"} else [],
        )
        for name in _letters(19)
    ]
    sections = [
        SeatSection(
            name="Stalls Front",
            tier="Premium Stalls",
            level=1,
            aliases=["front stalls", "stalls", "orchestra"],
            rows=stalls[:8],
            box=(200, 260, 600, 220),
        ),
        SeatSection(
            name="Stalls Rear",
            tier="Stalls",
            level=3,
            aliases=["rear stalls", "stalls", "orchestra"],
            rows=stalls[8:],
            box=(180, 500, 640, 250),
        ),
        SeatSection(
            name="Circle",
            tier="Circle",
            level=4,
            aliases=["dress circle", "balcony", "mezzanine"],
            rows=_rows(_letters(8), 22, aisles=(5, 17), accessible_row=0),
            box=(150, 790, 700, 190),
        ),
    ]
    sections += [
        SeatSection(
            name=f"Box {number}",
            tier="Box",
            level=2,
            aliases=["box", "boxes", "private box"],
            rows=[SeatRow(name="1", seats=_numbers(1, 4))],
            box=(40 if number % 2 else 860, 200 + 130 * ((number - 1) // 2), 100, 110),
        )
        for number in range(1, 9)
    ]
    return SeasonVenue(
        venue_id="ven_lantern_theatre",
        name="Lantern Theatre",
        city="Port Alden",
        country="US",
        address="12 Lamplighter Row, Port Alden",
        time_zone=EAST,
        aliases=["the Lantern", "the theatre", "the theater"],
        sections=sections,
        stage=(250, 60, 500, 160),
    )


def _music_club() -> SeasonVenue:
    tables = [
        SeatRow(
            name=f"T{n}", seats=_numbers(1, 4), accessible=["1"] if n == 12 else [], companion=["2"] if n == 12 else []
        )
        for n in range(1, 13)
    ]
    return SeasonVenue(
        venue_id="ven_copper_room",
        name="The Copper Room",
        city="Port Alden",
        country="US",
        address="7 Foundry Lane, Port Alden",
        time_zone=EAST,
        aliases=["Copper Room", "the club"],
        sections=[
            SeatSection(
                name="Tables",
                tier="Table",
                level=1,
                aliases=["table seats", "floor tables"],
                rows=tables,
                box=(200, 260, 600, 330),
            ),
            SeatSection(
                name="Balcony",
                tier="Balcony",
                level=2,
                aliases=["upstairs"],
                rows=_rows(_letters(4), 12),
                box=(120, 640, 760, 160),
            ),
            SeatSection(
                name="Bar", tier="Bar", level=3, aliases=["bar stools"], rows=_rows(["1"], 16), box=(200, 840, 600, 80)
            ),
        ],
        stage=(350, 80, 300, 130),
    )


def _comedy_cellar() -> SeasonVenue:
    return SeasonVenue(
        venue_id="ven_side_door",
        name="The Side Door",
        city="Port Alden",
        country="US",
        address="31 Foundry Lane, Port Alden",
        time_zone=EAST,
        aliases=["Side Door", "the comedy cellar"],
        sections=[
            SeatSection(
                name="Front",
                tier="Front",
                level=1,
                aliases=["front tables"],
                rows=_rows(_letters(4), 10),
                box=(200, 280, 600, 240),
            ),
            SeatSection(
                name="Back",
                tier="Back",
                level=2,
                aliases=["rear"],
                rows=_rows(list("EFGHJ"), 12, aisles=(6,), accessible_row=4),
                box=(160, 560, 680, 280),
            ),
        ],
        stage=(380, 90, 240, 130),
    )

"""A hall's seats, arranged for searching.

Rows are cut at their aisles into blocks; a block's seats are bits of an integer, so that "which of these are free and
together" is a few shifts. Everything here is fixed for as long as the season is. Knows nothing of prices or events.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from willcall.boxoffice.rules.whereabouts import lying


@dataclass(frozen=True, slots=True)
class Place:
    """A seat in the hall."""

    seat_id: str
    section: int
    row: int
    number: str
    block: int
    position: int
    accessible: bool
    companion: bool
    obstructed: bool
    aisle: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring seats of a row with no aisle among them; bit i of a mask is `seats[i]`."""

    section: int
    row: int
    seats: tuple[str, ...]
    full: int
    reserved: int
    accessible: int
    companion: int
    obstructed: int
    centre: float


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its blocks from front to back, and the words that name it. `unreserved`: one place is as good as another."""

    index: int
    name: str
    tier: str
    level: int
    aliases: tuple[str, ...]
    rows: tuple[str, ...]
    blocks: tuple[int, ...]
    capacity: int
    box: tuple[float, float, float, float] | None
    words: frozenset[str]
    names: frozenset[str]
    unreserved: bool = False


@dataclass(frozen=True, slots=True)
class Hall:
    """A venue's seating. `order` lists section indices from the most desirable."""

    parts: tuple[Part, ...]
    blocks: tuple[Block, ...]
    places: Mapping[str, Place]
    order: tuple[int, ...]
    tiers: Mapping[str, int]
    stage: tuple[float, float, float, float] | None = None
    capacity: int = field(default=0)


_WORD = re.compile(r"\w+")
UNRESERVED = ("general admission", "GA", "unreserved")
_HUNDRED = re.compile(r"([1-9])00(?:'?s| levels?| sections?| tier| blocks?)$")
_PREFIXES = ("section", "sec", "level", "tier", "the")


def words_of(text: str) -> frozenset[str]:
    """Lower-case words of a name, without words such as "section" unless nothing else remains."""
    found = [word.casefold() for word in _WORD.findall(text)]
    kept = [word for word in found if word not in _PREFIXES]
    return frozenset(kept or found)


def plain(text: str) -> str:
    """A name as it is compared: lower case, words only, without a leading "section"."""
    found = [word.casefold() for word in _WORD.findall(text)]
    while len(found) > 1 and found[0] in _PREFIXES:
        found = found[1:]
    return " ".join(found)


def _slug(text: str) -> str:
    return "-".join(_WORD.findall(text.casefold())) or "x"


def build(sections: Sequence[Mapping[str, Any]], *, stage: Sequence[float] | None = None) -> Hall:
    """Arranges a venue's sections (as in `season.SeatSection`, plain data) for searching.

    Seat ids are made of section, row and number, unique within the hall and stable as long as those are.
    """
    own = {plain(name) for s in sections for name in (s["name"], s["tier"], *(s.get("aliases") or ()))}
    common = tuple(name for name in UNRESERVED if plain(name) not in own)
    parts: list[Part] = []
    blocks: list[Block] = []
    places: dict[str, Place] = {}
    tiers: dict[str, int] = {}
    for index, section in enumerate(sections):
        mine: list[int] = []
        count = 0
        for row_index, row in enumerate(section["rows"]):
            cuts = set(row.get("aisle_after") or ())
            marks = {key: set(row.get(key) or ()) for key in ("accessible", "companion", "obstructed_view")}
            numbers: list[str] = list(row["seats"])
            middle = (len(numbers) - 1) / 2
            start = 0
            for stop in range(1, len(numbers) + 1):
                if stop < len(numbers) and numbers[stop - 1] not in cuts:
                    continue
                run = numbers[start:stop]
                block_index = len(blocks)
                ids: list[str] = []
                masks = dict.fromkeys(marks, 0)
                for position, number in enumerate(run):
                    seat_id = f"{_slug(section['name'])}-{_slug(row['name'])}-{_slug(number)}"
                    while seat_id in places:
                        seat_id += "~"
                    ids.append(seat_id)
                    for key, marked in marks.items():
                        if number in marked:
                            masks[key] |= 1 << position
                    places[seat_id] = Place(
                        seat_id,
                        index,
                        row_index,
                        number,
                        block_index,
                        position,
                        number in marks["accessible"],
                        number in marks["companion"],
                        number in marks["obstructed_view"],
                        position in {0, len(run) - 1},
                    )
                blocks.append(
                    Block(
                        index,
                        row_index,
                        tuple(ids),
                        (1 << len(run)) - 1,
                        masks["accessible"] | masks["companion"],
                        masks["accessible"],
                        masks["companion"],
                        masks["obstructed_view"],
                        middle - start,
                    )
                )
                mine.append(block_index)
                count += len(run)
                start = stop
        unreserved = bool(section.get("unreserved"))
        aliases = (*(section.get("aliases") or ()), *(common if unreserved else ()))
        box = section.get("box")
        tiers[section["tier"]] = tiers.get(section["tier"], 0) + count
        names = frozenset(plain(name) for name in (section["name"], section["tier"], *aliases))
        parts.append(
            Part(
                index,
                section["name"],
                section["tier"],
                int(section.get("level") or 1),
                aliases,
                tuple(row["name"] for row in section["rows"]),
                tuple(mine),
                count,
                (box[0], box[1], box[2], box[3]) if box else None,
                words_of(" ".join((section["name"], section["tier"], *aliases))),
                names,
                unreserved,
            )
        )
    order = tuple(sorted(range(len(parts)), key=lambda i: (parts[i].level, i)))
    return Hall(
        tuple(parts),
        tuple(blocks),
        places,
        order,
        tiers,
        (stage[0], stage[1], stage[2], stage[3]) if stage else None,
        len(places),
    )


def matching(hall: Hall, wish: str) -> frozenset[int]:
    """Indices of the sections that a word for a section, level or tier means: exact names, then all its words, then where it lies."""
    said = plain(wish)
    exact = frozenset(part.index for part in hall.parts if said in part.names)
    if exact:
        return exact
    hundred = _HUNDRED.match(said)
    if hundred:  # "the 200 level" where no section has it for a name: all whose number is of that hundred
        return frozenset(part.index for part in hall.parts if re.fullmatch(rf"{hundred[1]}\d\d", plain(part.name)))
    wanted = words_of(wish)
    named = frozenset(part.index for part in hall.parts if any(wanted <= words_of(name) for name in part.names))
    there = None if named else lying(hall.parts, wish)
    return named if there is None else frozenset(part.index for part in hall.parts if part.name in there)

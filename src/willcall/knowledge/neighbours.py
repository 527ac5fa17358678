"""Graph expansion: what is one step from the best finds is found with them, below what it was reached from.

An edge says that two passages belong together, not that either answers. So what an arm found keeps its place, and what only an edge led to
comes in by how well it matches itself and a little more, the less the further down its source stands, and never by that above its source.
Knows no storage and no arm.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from time import monotonic

from willcall.knowledge.finds import Find, order, place
from willcall.knowledge.ports import Edge, Links

SOURCES = 3
"""How many of the best finds are left by their edges."""
MOST = 8
"""How many passages that no arm found are taken in."""
GAINS = {"link": 0.03, "event": 0.01, "case": 0.01}
"""What a passage gains in rank that only the best find leads to; from the next half as much, then a third."""
BELOW = 1e-4
"""How far it stays below its source."""

REMEMBERED = 4_096
"""Chunks whose edges are remembered."""
GOOD_S = 30.0
"""How long: cases are settled while documents stay."""


class Together:
    """Links that are known in several places, as one. Fulfils `knowledge.ports.Links`.

    Args:
        places: Each of them.
    """

    def __init__(self, places: Sequence[Links]) -> None:
        self._places = places

    def linked(self, chunk_ids: Sequence[str]) -> list[Edge]:
        return [edge for place in self._places for edge in place.linked(chunk_ids)]


class Remembered:
    """The edges of chunks, asked for once until the documents change or a little time has passed. Safe to use from several threads.

    Args:
        links: Where they are known.
        since: Seconds of any beginning, for how old what is remembered is.
    """

    def __init__(self, links: Links, *, since: Callable[[], float] = monotonic) -> None:
        self._links = links
        self._since = since
        self._held: tuple[int, float, dict[str, list[Edge]]] = (-1, 0.0, {})

    def linked(self, chunk_ids: Sequence[str], *, version: int) -> list[Edge]:
        """As `knowledge.ports.Links`, as of a version of the documents or a later one."""
        held, began, known = self._held
        now = self._since()
        if held != version or now - began >= GOOD_S:
            known = {}
            self._held = (version, now, known)
        there = {chunk_id: known[chunk_id] for chunk_id in chunk_ids if chunk_id in known}
        lacking: dict[str, list[Edge]] = {chunk_id: [] for chunk_id in chunk_ids if chunk_id not in there}
        if lacking:
            for edge in self._links.linked(list(lacking)):
                lacking[edge.source].append(edge)
            if len(known) < REMEMBERED:
                known |= lacking
            else:
                self._held = (version, now, dict(lacking))
        return [edge for chunk_id in chunk_ids for edge in (there | lacking)[chunk_id]]


def sources(found: Sequence[Find]) -> list[Find]:
    """The finds whose edges are followed, best first."""
    return sorted(found, key=order)[:SOURCES]


def reached(edges: Sequence[Edge], from_: Sequence[Find]) -> dict[int, list[tuple[Find, float]]]:
    """What is one step away: the chunk's number → (its source, what it may gain from there); no chunk leads to itself."""
    places = {one.hit.chunk.id: (at, one) for at, one in enumerate(from_, 1)}
    found: dict[int, list[tuple[Find, float]]] = {}
    for edge in edges:
        at, source = places[edge.source]
        if edge.number != source.hit.number:
            found.setdefault(edge.number, []).append((source, GAINS[edge.kind] / at))
    return found


def lifted(found: Sequence[Find], ways: Mapping[int, Sequence[tuple[Find, float]]]) -> list[Find]:
    """The finds in their order, with what those gain that only an edge led to, by the ways that lead to each."""
    gained = [
        replace(one, linked=max(min(gain, _room(one, source)) for source, gain in ways[one.hit.number]))
        if one.only_linked and one.hit.number in ways
        else one
        for one in found
    ]
    return sorted(gained, key=order)


def _room(one: Find, source: Find) -> float:
    """What a passage may gain below its source; nothing where it stands above it by itself."""
    return max(0.0, min(place(source) - place(one), order(one)[0] - order(source)[0]) - BELOW)

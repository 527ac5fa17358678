"""Success-aware ranking: what people said of answers moves the passages those were taken from, a little.

Each person counts once for a passage, by their last opinion; all who were not signed in count together as one person. Opinions fade, and
so few or so old ones move nothing. The gain is bounded and decides between passages that are nearly alike; whether to answer at
all is not its business. Pure: knows no storage and no search.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

MOST = 0.05
"""What a passage gains or loses in rank at most: as much as speaking of the very venue that is asked about."""
HALF_LIFE = timedelta(days=60)
DOUBT = 4.0
"""Imagined people without an opinion; they keep the first few from counting much."""
LEAST = 2.5
"""Fewer people than this, as far as they have not faded, move nothing: it takes three who spoke lately. One fan is two at most, signed in and not."""
REST = 0.5
"""What an opinion of a whole conversation counts for each passage in it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """An opinion, and the passage it was about.

    Args:
        passage: Chunk id.
        person: Who gave it; None if they were not signed in.
        liked: From -1 to 1.
        at: When.
    """

    passage: str
    person: str | None
    liked: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What people think of a passage.

    Args:
        people: How many, faded.
        gain: In rank, from -`MOST` to `MOST`.
    """

    people: float
    gain: float


class Successes(Protocol):
    """Where standings are."""

    def standings(self) -> Mapping[str, Standing]:
        """By chunk id, of passages that anybody said anything of."""
        ...


def standings(verdicts: Iterable[Verdict], *, now: datetime) -> dict[str, Standing]:
    """What people think of each passage.

    Args:
        verdicts: In any order.
        now: The instant that opinions have faded to.
    """
    last: dict[str, dict[str, Verdict]] = defaultdict(dict)
    strangers: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in sorted(verdicts, key=lambda one: one.at):
        if verdict.person is None:
            strangers[verdict.passage].append(verdict)
        else:
            last[verdict.passage][verdict.person] = verdict
    found: dict[str, Standing] = {}
    for passage in {*last, *strangers}:
        votes = [(faded(one.at, now), one.liked) for one in last[passage].values()]
        anonymous = [(faded(one.at, now), one.liked) for one in strangers[passage]]
        if anonymous:
            weight = max(each for each, _ in anonymous)
            total = sum(each for each, _ in anonymous) or 1.0
            votes.append((weight, sum(each * liked for each, liked in anonymous) / total))
        people = sum(weight for weight, _ in votes)
        balance = sum(weight * max(-1.0, min(1.0, liked)) for weight, liked in votes)
        gain = MOST * balance / (people + DOUBT) if people >= LEAST else 0.0
        found[passage] = Standing(round(people, 3), round(gain, 5))
    return found


def faded(at: datetime, now: datetime) -> float:
    """How much an opinion of then still counts, 0 to 1."""
    return float(0.5 ** (max(timedelta(0), now - at) / HALF_LIFE))


def liking(rating: int, score: int | None) -> float:
    """A thumb, or a score of 1 to 5, from -1 to 1."""
    return float(rating) if score is None else (score - 3) / 2

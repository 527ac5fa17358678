"""What a search found, and its order. Knows no arm and no question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from willcall.knowledge.index import Hit, Term
from willcall.knowledge.judging import Closeness, features
from willcall.knowledge.ports import Edge
from willcall.knowledge.topics import NO_TOPIC, Topic
from willcall.knowledge.whose import of_another, own

OWN = 0.05
"""What a passage gains that speaks of the very venue or event."""


@dataclass(frozen=True, slots=True)
class Find:
    """A passage that was found: what the words say of it, its rank among all (higher is better), how close it is, what people
    thought of it, what it gains by an edge, whether only an edge led to it, and whether it is headed by the venue asked about.
    """

    hit: Hit
    rank: float
    near: Closeness
    liked: float = 0.0
    linked: float = 0.0
    only_linked: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Finds:
    """What was found, best first, what is known of the question, and the edges that were looked at."""

    found: list[Find]
    query: list[Term]
    elsewhere: float
    topic: Topic = NO_TOPIC
    edges: tuple[Edge, ...] = ()

    def features(self, best: Find, gain: float = 0.0) -> tuple[float, ...]:
        """What the likelihood that `best` answers is read from, if the first had `gain` more in rank.

        What only an edge led to is no rival: the likelihood was calibrated without such.
        """
        ranks = sorted((one.rank for one in self.found if not one.only_linked or one is best), reverse=True)
        ranks[0] += gain
        return features(best.near, best.hit.coverage, ranks, self.elsewhere, self.query, self.topic)

    def about(self, venue: str | None, others: Sequence[str]) -> "Finds":
        """Without what speaks of one of the other venues alone."""
        if venue is None:
            return self
        kept = [one for one in self.found if not of_another(one.hit.chunk, venue, others)]
        return replace(self, found=[replace(one, own=own(one.hit.chunk, venue)) for one in kept])

    def best(self) -> Find:
        return max(self.found, key=place)


def place(one: Find) -> float:
    """By what the best is chosen."""
    return one.rank + one.liked + one.linked + OWN * bool(one.own or one.hit.chunk.venue or one.hit.chunk.event_id)


def order(one: Find) -> tuple[float, str]:
    """By what they are shown."""
    return (-one.rank - one.liked - one.linked, one.hit.chunk.id)

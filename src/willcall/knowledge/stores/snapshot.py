"""A snapshot: the segments of one version of the documents, searched as one.

Never changes, so that a search sees one state from beginning to end. Statistics of words are of all segments together, so that it
makes no difference how chunks came to lie in them. BM25 in Lucene's variant: Robertson and Zaragoza, "The Probabilistic Relevance
Framework: BM25 and Beyond" (2009).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from math import log
from typing import Any

import numpy as np

from willcall.knowledge.chunking import Chunk
from willcall.knowledge.ports import EVERYTHING, Filters, Found
from willcall.knowledge.stores.segment import Array, Segment, top

K1, B = 1.2, 0.5
REMEMBERED = 4_000_000
"""Postings whose scores a snapshot remembers between questions."""
COMMON = 4
"""A word that one in so many chunks has is kept as what it counts in every chunk: adding all is quicker than finding those."""


class Snapshot:
    """Fulfils `knowledge.ports.Index` for one version. Safe to use from several threads.

    Args:
        version: Of the documents.
        segments: In order of their numbers.
        dead: For each segment [n] of what is gone, or None.
        fetch: Gives chunks by number.
        k1: How soon repeating a word stops to count.
        b: How much longer chunks are held back.
    """

    def __init__(
        self,
        version: int,
        segments: Sequence[Segment],
        dead: Sequence[Array | None],
        fetch: Callable[[Sequence[int]], dict[int, Chunk]],
        *,
        k1: float = K1,
        b: float = B,
    ) -> None:
        self.version = version
        self.segments = tuple(segments)
        self.dead = tuple(dead)
        self.chunks = fetch
        lengths = [
            segment.arrays["lengths"] if mask is None else segment.arrays["lengths"][~mask]
            for segment, mask in zip(segments, dead, strict=True)
        ]
        self._live = sum(map(len, lengths))
        mean = sum(float(part.sum(dtype=np.float64)) for part in lengths) / max(self._live, 1)
        self._norms = [
            (k1 * (1 - b + b * segment.arrays["lengths"] / max(mean, 1e-9))).astype(np.float32) for segment in segments
        ]
        self._holding: dict[str, int] = {}
        self._remembered: dict[tuple[int, str], tuple[Array | None, Array]] = {}
        self._room = REMEMBERED

    def __len__(self) -> int:
        return self._live

    def numbers(self, limit: int) -> list[int]:
        """The numbers of up to so many chunks."""
        found: list[int] = []
        for segment, dead in zip(self.segments, self.dead, strict=True):
            live = segment.numbers if dead is None else segment.numbers[~dead]
            found += live[: limit - len(found)].tolist()
        return found

    @property
    def has_vectors(self) -> bool:
        """Whether meaning can be searched in all of it."""
        return all(segment.has_vectors for segment in self.segments)

    def holding(self, word: str) -> int:
        """How many chunks have that stem."""
        known = self._holding.get(word)
        if known is None:
            known = 0
            for segment, dead in zip(self.segments, self.dead, strict=True):
                docs = segment.postings(word)[0]
                known += len(docs) if dead is None else int(len(docs) - dead[docs].sum())
            if len(self._holding) < 100_000:
                self._holding[word] = known
        return known

    def idf(self, word: str) -> float:
        """How much a word tells: 0 for one that is everywhere."""
        count = self.holding(word)
        return log(1 + (self._live - count + 0.5) / (count + 0.5))

    @cached_property
    def spelled(self) -> list[str]:
        """Every word of more than three letters as it is written, in order."""
        if len(self.segments) == 1:
            return list(self.segments[0].spelled)
        return sorted(set().union(*(segment.spelled for segment in self.segments)))

    def by_words(self, words: Mapping[str, float], *, limit: int, filters: Filters = EVERYTHING) -> list[Found]:
        weights = [(word, weight * self.idf(word)) for word, weight in words.items() if self.holding(word)]
        if not weights:
            return []
        found: list[tuple[float, int]] = []
        for number, (segment, dead) in enumerate(zip(self.segments, self.dead, strict=True)):
            scores = self._scores(number, weights)
            mask = segment.allowed(filters)
            if mask is not None:
                scores[~mask] = 0
            if dead is not None:
                scores[dead] = 0
            at = top(scores, limit)  # not those above 0 first: where a word is everywhere, that is nearly all
            best = scores[at]
            found += [pair for pair in zip(best.tolist(), segment.numbers[at].tolist(), strict=True) if pair[0] > 0]
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        return [Found(number, score) for score, number in found[:limit]]

    def _scores(self, number: int, weights: Sequence[tuple[str, float]]) -> Array:
        """[n] of what the words come to in each chunk of a segment."""
        rare: list[tuple[Array, Array]] = []
        common: list[Array] = []
        for word, weight in weights:
            docs, impacts = self._impacts(number, word)
            if docs is None:
                common.append(np.float32(weight) * impacts)
            elif len(docs):
                rare.append((docs, np.float32(weight) * impacts))
        count = len(self.segments[number])
        scores: Array
        if not rare:
            scores = np.zeros(count)
        elif len(rare) == 1:
            scores = np.bincount(rare[0][0], weights=rare[0][1], minlength=count)
        else:
            docs, worth = (np.concatenate(part) for part in zip(*rare, strict=True))
            scores = np.bincount(docs, weights=worth, minlength=count)
        for each in common:
            scores += each
        return scores

    def _impacts(self, number: int, word: str) -> tuple[Array | None, Array]:
        """(places, what the word counts there); of a word that a quarter of the chunks have, None and [n] of what it counts in each."""
        known = self._remembered.get((number, word))
        if known is None:
            segment = self.segments[number]
            docs, impacts = segment.impacts(word, self._norms[number])
            known = docs, impacts
            if len(docs) > len(segment) // COMMON:
                whole = np.zeros(len(segment), dtype=np.float32)
                whole[docs] = impacts
                known = None, whole
            self._room -= len(known[1])
            if self._room < 0:
                self._remembered.clear()
                self._room = REMEMBERED
            self._remembered[number, word] = known
        return known

    def by_meaning(self, vector: Array, *, limit: int, filters: Filters = EVERYTHING) -> list[Found]:
        found: list[tuple[float, int]] = []
        for segment, dead in zip(self.segments, self.dead, strict=True):
            if not segment.has_vectors:
                continue
            allowed = segment.allowed(filters)
            if dead is not None:
                allowed = ~dead if allowed is None else allowed & ~dead
            places, cosines = segment.near(vector, allowed, limit)
            found += zip(cosines.tolist(), segment.numbers[places].tolist(), strict=True)
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        return [Found(number, score) for score, number in found[:limit]]

    def nearness(self, vector: Array, numbers: Sequence[int]) -> dict[int, float]:
        found: dict[int, float] = {}
        for segment in self.segments:
            if not segment.has_vectors:
                continue
            places = segment.places(numbers)
            found |= zip(segment.numbers[places].tolist(), segment.nearness(vector, places).tolist(), strict=True)
        return found

    def size(self) -> dict[str, Any]:
        """What it takes: chunks, vectors, bytes of arrays."""
        return {
            "chunks": self._live,
            "segments": len(self.segments),
            "vectors": sum(len(s.arrays["near8"]) for s in self.segments if s.has_vectors),
            "bytes": sum(array.nbytes for s in self.segments for array in s.arrays.values()),
        }

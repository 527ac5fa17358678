"""Both arms asked, and one order made of what they found and of what is linked to that; every stage can be seen.

If one arm fails, the other's finds are the finds; which failed, and why, is told. Knows no answers.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

from willcall.knowledge.asking import asked_for
from willcall.knowledge.chunking import Chunk
from willcall.knowledge.finds import Find, Finds, order, place
from willcall.knowledge.index import Hit, KeywordIndex, Term
from willcall.knowledge.judging import BEST, KIND, WORDS, Closeness, likelihood, threshold
from willcall.knowledge.neighbours import MOST, Remembered, lifted, reached, sources
from willcall.knowledge.plainer import readings_of
from willcall.knowledge.ports import Filters, Found, Links, Nearest, SentenceEncoder, Stage
from willcall.knowledge.readiness import Readiness
from willcall.knowledge.reranking import PULL, Reranker, contenders, shares
from willcall.knowledge.success import Successes
from willcall.knowledge.topics import NO_TOPIC, Topic

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

DEEP, NEAR = 12, 12
"""How many the words and the meanings find at least."""
DEEPER = 3
"""How many times as many they find where what they found first would rather not be answered with."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as both arms need it, read once however deep they look."""

    readings: list[str]
    sought: frozenset[str]
    vectors: "list[npt.NDArray[np.float32]]"
    topic: Topic
    elsewhere: float
    ignore: frozenset[str]
    filters: Filters
    took: float


@dataclass(frozen=True, slots=True)
class _Look:
    """What one look found, the seconds that fusing took, and whether both arms answered."""

    finds: Finds
    fusing: float
    whole: bool

    @property
    def unsure(self) -> bool:
        """Whether nothing found is likely enough to answer."""
        finds = self.finds
        return bool(finds.found) and likelihood(finds.features(finds.best())) < threshold()


def _by_words(
    words: KeywordIndex, readings: list[str], ignore: frozenset[str], limit: int, filters: Filters
) -> tuple[list[Term], dict[int, Hit]]:
    """The words and the finds of the reading that some passage says more of; of equals, the plainer."""
    tried = []
    for reading in readings:
        query = words.read(reading, ignore=ignore)
        hits = {hit.number: hit for hit in words.search(query, limit=limit, phrase=reading, filters=filters)}
        tried.append((max((hit.coverage for hit in hits.values()), default=0.0), query, hits))
    _, query, hits = max(reversed(tried), key=lambda one: one[0])
    return query, hits


def _rank(asked: _Asked, hit: Hit, closeness: Closeness) -> float:
    """What a passage is worth by itself, without being the best by BM25."""
    return closeness.rank + KIND * bool(asked.sought & closeness.kinds) + WORDS * hit.coverage


class Finder:
    """Args:
    readiness: The second arm's.
    encoder: The second arm's.
    reranker: Sets the first places anew where that can change the answer; None leaves them.
    successes: What people thought of passages; None leaves that out.
    nearest: Finds the nearest vectors instead of the index, which steps in when it fails; None for the index.
    links: Knows what leads where; None leaves that out.
    degraded: Told which arm failed (`words`, `meaning`, `vectors`, `fusion`, `success`, `linked`, `rerank`) and why, each time.
    """

    def __init__(
        self,
        readiness: Readiness,
        encoder: SentenceEncoder,
        reranker: Reranker | None,
        successes: Successes | None,
        nearest: Nearest | None,
        links: Links | None,
        degraded: Callable[[str, Exception], None],
    ) -> None:
        self._readiness = readiness
        self._encoder = encoder
        self._reranker = reranker
        self._successes = successes
        self._nearest = nearest
        self._links = None if links is None else Remembered(links)
        self._degraded = degraded

    def find(
        self,
        words: KeywordIndex,
        typed: str,
        ignore: frozenset[str],
        limit: int,
        filters: Filters,
        stages: list[Stage] | None,
    ) -> Finds | None:
        """Both arms' finds, best first; None when only keywords can tell."""
        elsewhere = self._readiness.ready(words)
        if elsewhere is None or not typed.strip():
            if stages is not None:
                stages.append(Stage("meaning", 0.0, failed="the vectors are not there yet", note="keywords alone"))
            return None
        readings = readings_of(typed)
        began = perf_counter()
        try:
            if (spelled := words.spelled(typed, self._encoder.knows)) != typed.lower():
                readings += [one for one in readings_of(spelled) if one not in readings]
            vectors = [self._encoder.encode(reading) for reading in readings]
            topic = self._readiness.topics.of(vectors[0]) if self._readiness.topics is not None else NO_TOPIC
            contrast = max(elsewhere.near(vectors[0]), topic.elsewhere)
        except Exception as error:  # noqa: BLE001 - an answer by keywords beats none, whatever went wrong in the encoder
            self._failed("meaning", error, stages)
            return None
        sought = frozenset[str]().union(*(asked_for(reading) for reading in readings))
        asked = _Asked(readings, sought, vectors, topic, contrast, ignore, filters, perf_counter() - began)
        look = self._looked(words, asked, limit, 1, stages)
        if look is not None and look.whole and look.unsure:
            look = self._looked(words, asked, limit, DEEPER, stages) or look
        if look is None:
            return None
        finds, found = look.finds, look.finds.found
        if self._successes is not None and found:
            finds = self._liked(self._successes, words, finds, stages)
            found = finds.found
        if self._links is not None and found:
            finds = self._linked(self._links, words, asked, finds, stages)
            found = finds.found
        if self._reranker is not None and found:
            finds = self._reranked(self._reranker, words, typed, finds, stages)
            found = finds.found
        if stages is not None:
            ranked = [Found(one.hit.number, one.rank) for one in found[: max(limit, DEEP)]]
            note = f"sure: {likelihood(finds.features(finds.best())):.3f} of {threshold():.3f}" if found else ""
            stages.append(self._stage(words, "fusion", perf_counter() - look.fusing, ranked, note))
        return finds

    def _looked(
        self, words: KeywordIndex, asked: "_Asked", limit: int, times: int, stages: list[Stage] | None
    ) -> "_Look | None":
        """Both arms asked for so many times as many as usual, and fused; None where only keywords can tell."""
        deep, again = max(limit, DEEP) * times, f"{times} times as deep, unsure as it was; " if times > 1 else ""
        began = perf_counter()
        try:
            looked = [self._near(words, v, max(limit, NEAR) * times, asked.filters, stages) for v in asked.vectors]
        except Exception as error:  # noqa: BLE001 - as above
            self._failed("meaning", error, stages)
            return None
        near, whole = [one for found, _ in looked for one in found], all(by_rights for _, by_rights in looked)
        if stages is not None:
            note = f"{again}what is asked elsewhere: {asked.elsewhere:.3f}"
            note += "".join(f"; also: {other}" for other in asked.readings[1:])
            best_of = {one.number: one for one in sorted(near, key=lambda one: one.score)}
            shown = sorted(best_of.values(), key=lambda one: -one.score)
            stages.append(self._stage(words, "meaning", began - asked.took * (times == 1), shown, note))
        began = perf_counter()
        try:
            query, hits = _by_words(words, asked.readings, asked.ignore, deep, asked.filters)
        except Exception as error:  # noqa: BLE001 - as above, the other way round
            self._failed("words", error, stages)
            query, hits, whole = [], {}, False
        if stages is not None and not (stages and stages[-1].failed):
            note = again + ", ".join(
                f"{term.stem} {term.weight:.2f}{'' if term.known else ' (unknown)'}" for term in query
            )
            by_words = [Found(number, hit.score) for number, hit in hits.items()]
            stages.append(self._stage(words, "words", began, by_words, note))
        began = perf_counter()
        try:
            found = self._fused(words, asked, near, hits)
        except Exception as error:  # noqa: BLE001 - as above
            self._failed("fusion", error, stages)
            return None
        return _Look(Finds(found, query, asked.elsewhere, asked.topic), perf_counter() - began, whole)

    def _near(
        self,
        words: KeywordIndex,
        vector: "npt.NDArray[np.float32]",
        limit: int,
        filters: Filters,
        stages: list[Stage] | None,
    ) -> tuple[list[Found], bool]:
        """The nearest, and whether they are those of whoever was to find them."""
        if self._nearest is not None:
            try:
                return self._nearest.by_meaning(vector, limit=limit, filters=filters), True
            except Exception as error:  # noqa: BLE001 - the index at home has the vectors too
                self._failed("vectors", error, stages)
        return words.index.by_meaning(vector, limit=limit, filters=filters), self._nearest is None

    def _fused(self, words: KeywordIndex, asked: "_Asked", near: list[Found], hits: dict[int, Hit]) -> list[Find]:
        chunks = words.index.chunks(list({*hits, *(found.number for found in near)}))
        close = self._closeness(asked, chunks)
        best = max((hit.score for hit in hits.values()), default=0.0) or 1.0
        most = max((hit.coverage for hit in hits.values()), default=0.0)
        found = []
        for number, closeness in close.items():
            hit = hits.get(number) or Hit(chunks[number], 0.0, 0.0, number)
            rank = _rank(asked, hit, closeness) + BEST * most * hit.score / best
            found.append(Find(hit, rank, closeness))
        return sorted(found, key=order)

    def _closeness(self, asked: "_Asked", chunks: dict[int, Chunk]) -> dict[int, Closeness]:
        """How close each passage is to the nearest reading of the question."""
        if self._readiness.lines is None:
            return {}
        close = self._readiness.lines.closeness(chunks, asked.vectors[0], self._encoder.encode, asked.topic)
        for vector in asked.vectors[1:]:
            again = self._readiness.lines.closeness(chunks, vector, self._encoder.encode, asked.topic)
            for number, other in again.items():
                close[number] = max(close[number], other, key=lambda one: one.rank)
        return close

    def _linked(
        self, links: Remembered, words: KeywordIndex, asked: "_Asked", finds: Finds, stages: list[Stage] | None
    ) -> Finds:
        """The finds with what is one step from the best of them; as they are where there is no such thing, or it fails."""
        began = perf_counter()
        try:
            best = sources(finds.found)
            edges = links.linked([one.hit.chunk.id for one in best], version=words.index.version)
            ways = reached(edges, best)
            if not ways:
                return finds
            new = sorted(ways.keys() - {one.hit.number for one in finds.found})
            near = sorted(words.index.nearness(asked.vectors[0], new).items(), key=lambda pair: (-pair[1], pair[0]))
            there = words.index.chunks([number for number, _ in near])
            able = [number for number, _ in near if number in there and asked.filters.admits(there[number])][:MOST]
            chunks = {number: there[number] for number in able}
            hits = words.look(finds.query, chunks, phrase=asked.readings[0])
            new_finds = [
                Find(hits[number], _rank(asked, hits[number], closeness), closeness, only_linked=True)
                for number, closeness in self._closeness(asked, chunks).items()
            ]
            found = lifted([*finds.found, *new_finds], ways)
        except Exception as error:  # noqa: BLE001 - what was found without it is an answer too
            self._failed("linked", error, stages)
            return finds
        if stages is not None and ways:
            shown = [Found(one.hit.number, one.rank + one.linked) for one in found if one.hit.number in ways]
            note = f"one step from {', '.join(sorted({edge.source for edge in edges}))}: {len(new_finds)} that no arm found"
            stages.append(self._stage(words, "linked", began, shown, note))
        return replace(finds, found=found, edges=tuple(edges))

    def _liked(self, successes: Successes, words: KeywordIndex, finds: Finds, stages: list[Stage] | None) -> Finds:
        """The finds in the order that what people thought of them leaves; whether to answer does not depend on it."""
        began = perf_counter()
        try:
            known = successes.standings()
        except Exception as error:  # noqa: BLE001 - the order without it is an answer too
            self._failed("success", error, stages)
            return finds
        moved = {one.hit.number: known[one.hit.chunk.id] for one in finds.found if one.hit.chunk.id in known}
        if not any(standing.gain for standing in moved.values()):
            return finds
        found = [
            replace(one, liked=moved[one.hit.number].gain) if one.hit.number in moved else one for one in finds.found
        ]
        if stages is not None:
            gains = sorted(
                (Found(number, one.gain) for number, one in moved.items() if one.gain), key=lambda f: -f.score
            )
            note = (
                f"what is added to the rank, by the opinions of {sum(one.people for one in moved.values()):.1f} people"
            )
            stages.append(self._stage(words, "success", began, gains, note))
        return replace(finds, found=sorted(found, key=order))

    def _reranked(
        self, reranker: Reranker, words: KeywordIndex, typed: str, finds: Finds, stages: list[Stage] | None
    ) -> Finds:
        """The finds with the first places set anew; as they are where the model could change nothing, or fails."""
        began = perf_counter()
        placed = sorted(finds.found, key=place, reverse=True)
        able = placed[: contenders([place(one) for one in placed])]
        if not self._can_change(finds, able):
            if stages is not None:
                stages.append(
                    Stage("rerank", 0.0, note="not asked: it could change neither the first nor whether to answer")
                )
            return finds
        try:
            texts = [f"{one.hit.chunk.heading or one.hit.chunk.title}: {one.hit.chunk.text}" for one in able]
            scores = list(reranker.score(typed, texts))
        except Exception as error:  # noqa: BLE001 - the order without it is an answer too
            self._failed("rerank", error, stages)
            return finds
        gains = {one.hit.number: PULL * share for one, share in zip(able, shares(scores), strict=True)}
        found = [replace(one, rank=one.rank + gains.get(one.hit.number, 0.0)) for one in finds.found]
        if stages is not None:
            by_model = sorted(
                (Found(one.hit.number, s) for one, s in zip(able, scores, strict=True)), key=lambda f: -f.score
            )
            stages.append(self._stage(words, "rerank", began, by_model, f"{len(able)} that could come first"))
        return replace(finds, found=sorted(found, key=order))

    def _can_change(self, finds: Finds, able: list[Find]) -> bool:
        """Whether a gain of up to PULL could put another first, or make of a refusal an answer."""
        if len(able) > 1:
            return True
        sure = likelihood(finds.features(able[0]))
        return sure < threshold() <= likelihood(finds.features(able[0], PULL))

    def _stage(self, words: KeywordIndex, name: str, began: float, found: list[Found], note: str) -> Stage:
        took = (perf_counter() - began) * 1000
        chunks = words.index.chunks([one.number for one in found])
        shown = tuple((chunks[one.number].id, round(one.score, 4)) for one in found if one.number in chunks)
        return Stage(name, round(took, 3), shown, note)

    def _failed(self, arm: str, error: Exception, stages: list[Stage] | None) -> None:
        if stages is not None:
            stages.append(Stage(arm, 0.0, failed=said_of(error)))
        self._degraded(arm, error)


def said_of(error: Exception) -> str:
    """What a failure says, for the operator."""
    return f"{type(error).__name__}: {error}"[:200]

"""Both arms asked, and one order made of what they found; every stage can be seen.

If one arm fails, the other's finds are the finds; which failed, and why, is told. Knows no answers.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

from willcall.knowledge.asking import asked_for
from willcall.knowledge.index import Hit, KeywordIndex, Term
from willcall.knowledge.judging import BEST, KIND, WORDS, Closeness, features, likelihood, threshold
from willcall.knowledge.plainer import readings_of
from willcall.knowledge.ports import Filters, Found, Nearest, SentenceEncoder, Stage
from willcall.knowledge.readiness import Readiness
from willcall.knowledge.reranking import PULL, Reranker, contenders, shares
from willcall.knowledge.success import Successes
from willcall.knowledge.topics import NO_TOPIC, Topic

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

OWN = 0.05
"""What a passage gains that speaks of the very venue or event."""
DEEP, NEAR = 12, 12
"""How many the words and the meanings find at least."""
DEEPER = 3
"""How many times as many they find where what they found first would rather not be answered with."""


@dataclass(frozen=True, slots=True)
class Find:
    """A passage that an arm found: what the words say of it, its rank among all (higher is better), how close it is, and what
    people thought of it.
    """

    hit: Hit
    rank: float
    near: Closeness
    liked: float = 0.0


@dataclass(frozen=True, slots=True)
class Finds:
    """What both arms found, best first, and what is known of the question."""

    found: list[Find]
    query: list[Term]
    elsewhere: float
    topic: Topic = NO_TOPIC

    def features(self, best: Find, gain: float = 0.0) -> tuple[float, ...]:
        """What the likelihood that `best` answers is read from, if the first had `gain` more in rank."""
        ranks = sorted((one.rank for one in self.found), reverse=True)
        ranks[0] += gain
        return features(best.near, best.hit.coverage, ranks, self.elsewhere, self.query, self.topic)

    def best(self) -> Find:
        return max(self.found, key=_place)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as both arms need it, read once however deep they look."""

    readings: list[str]
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


def _place(one: Find) -> float:
    """By what the best is chosen."""
    return one.rank + one.liked + OWN * bool(one.hit.chunk.venue or one.hit.chunk.event_id)


def _order(one: Find) -> tuple[float, str]:
    """By what they are shown."""
    return (-one.rank - one.liked, one.hit.chunk.id)


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


class Finder:
    """Args:
    readiness: The second arm's.
    encoder: The second arm's.
    reranker: Sets the first places anew where that can change the answer; None leaves them.
    successes: What people thought of passages; None leaves that out.
    nearest: Finds the nearest vectors instead of the index, which steps in when it fails; None for the index.
    degraded: Told which arm failed (`words`, `meaning`, `vectors`, `fusion`, `rerank`, `success`) and why, each time.
    """

    def __init__(
        self,
        readiness: Readiness,
        encoder: SentenceEncoder,
        reranker: Reranker | None,
        successes: Successes | None,
        nearest: Nearest | None,
        degraded: Callable[[str, Exception], None],
    ) -> None:
        self._readiness = readiness
        self._encoder = encoder
        self._reranker = reranker
        self._successes = successes
        self._nearest = nearest
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
            vectors = [self._encoder.encode(reading) for reading in readings]
            topic = self._readiness.topics.of(vectors[0]) if self._readiness.topics is not None else NO_TOPIC
            contrast = max(elsewhere.near(vectors[0]), topic.elsewhere)
        except Exception as error:  # noqa: BLE001 - an answer by keywords beats none, whatever went wrong in the encoder
            self._failed("meaning", error, stages)
            return None
        asked = _Asked(readings, vectors, topic, contrast, ignore, filters, perf_counter() - began)
        look = self._looked(words, asked, limit, 1, stages)
        if look is not None and look.whole and look.unsure:
            look = self._looked(words, asked, limit, DEEPER, stages) or look
        if look is None:
            return None
        finds, found = look.finds, look.finds.found
        if self._successes is not None and found:
            finds = self._liked(self._successes, words, finds, stages)
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
        if self._readiness.lines is None:
            return []
        sought = frozenset[str]().union(*(asked_for(reading) for reading in asked.readings))
        close = self._readiness.lines.closeness(chunks, asked.vectors[0], self._encoder.encode, asked.topic)
        for vector in asked.vectors[1:]:
            again = self._readiness.lines.closeness(chunks, vector, self._encoder.encode, asked.topic)
            for number, other in again.items():
                close[number] = max(close[number], other, key=lambda one: one.rank)
        best = max((hit.score for hit in hits.values()), default=0.0) or 1.0
        most = max((hit.coverage for hit in hits.values()), default=0.0)
        found = []
        for number, closeness in close.items():
            hit = hits.get(number) or Hit(chunks[number], 0.0, 0.0, number)
            rank = closeness.rank + KIND * bool(sought & closeness.kinds)
            rank += WORDS * hit.coverage + BEST * most * hit.score / best
            found.append(Find(hit, rank, closeness))
        return sorted(found, key=_order)

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
        return replace(finds, found=sorted(found, key=_order))

    def _reranked(
        self, reranker: Reranker, words: KeywordIndex, typed: str, finds: Finds, stages: list[Stage] | None
    ) -> Finds:
        """The finds with the first places set anew; as they are where the model could change nothing, or fails."""
        began = perf_counter()
        placed = sorted(finds.found, key=_place, reverse=True)
        able = placed[: contenders([_place(one) for one in placed])]
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
        return replace(finds, found=sorted(found, key=_order))

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

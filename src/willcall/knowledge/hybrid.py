"""Knowledge by keywords and by meaning together: what an app wires.

The keyword arm answers alone until the vectors are there, and whenever the encoder fails. Knows no chat and no storage.
"""

import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from willcall.knowledge.answering import passage_answer
from willcall.knowledge.index import Hit, KeywordIndex
from willcall.knowledge.meaning import MeaningIndex, index
from willcall.knowledge.ports import Answer, Passage, SentenceEncoder
from willcall.knowledge.search import NO_ANSWER, QUESTION_LIMIT, KeywordKnowledge, applies, passage
from willcall.knowledge.words import terms

KEYWORDS = 0.1
"""What a passage gains in rank for saying all of the question's words, and again for being the best by BM25. A cosine counts 1."""

COVERAGE, CONTRAST, THRESHOLD = 0.3, 0.8, 0.34
"""Sure enough is: cosine + COVERAGE × coverage − CONTRAST × cosine of the nearest question that is asked elsewhere ≥ THRESHOLD.
Set on the labelled questions of `tests/knowledge` that are not held out."""

OWN = 0.05
"""What a passage gains that speaks of the very venue or event."""

_log = logging.getLogger(__name__)


class Vectors(Protocol):
    """Where vectors are kept from one start to the next."""

    def vectors(self) -> dict[str, bytes]: ...

    def keep_vectors(self, new: Mapping[str, bytes], *, drop: Sequence[str] = ()) -> None: ...


@dataclass(frozen=True, slots=True)
class _Found:
    hit: Hit
    rank: float
    sure: float


class HybridKnowledge:
    """Fulfils `knowledge.ports.Knowledge`. `close` it when done.

    Args:
        keywords: The first arm; looks at each question whether the documents have changed.
        encoder: Of the second arm.
        vectors: Where the second arm's vectors are kept.
    """

    def __init__(self, keywords: KeywordKnowledge, encoder: SentenceEncoder, vectors: Vectors) -> None:
        self._keywords = keywords
        self._encoder = encoder
        self._vectors = vectors
        self._meaning: tuple[KeywordIndex, MeaningIndex] | None = None
        self._lock = threading.Lock()
        self._work: threading.Thread | None = None
        self._failed_on: KeywordIndex | None = None
        self._stop = threading.Event()

    def search(self, query: str, *, limit: int = 5) -> list[Passage]:
        words = self._keywords.current()
        if words is None:
            return []
        found = self._find(words, query[:QUESTION_LIMIT], frozenset(), limit)
        if found is None:
            return self._keywords.search(query, limit=limit)
        terms_of = words.read(query[:QUESTION_LIMIT])
        return [passage(one.hit, terms_of, one.rank) for one in found[:limit]]

    def answer(self, question: str, *, venue: str | None = None, event_id: str | None = None) -> Answer:
        """As `KeywordKnowledge.answer`, by both arms."""
        words = self._keywords.current()
        if words is None:
            return NO_ANSWER
        typed = question[:QUESTION_LIMIT]
        ignore = frozenset(terms(venue)) if venue else frozenset()
        found = self._find(words, typed, ignore, 12)
        if found is None:
            return self._keywords.answer(question, venue=venue, event_id=event_id)
        found = [one for one in found if applies(one.hit.chunk, venue, event_id)]
        if not found:
            return NO_ANSWER
        best = max(found, key=lambda one: one.rank + OWN * bool(one.hit.chunk.venue or one.hit.chunk.event_id))
        if best.sure < THRESHOLD:
            return NO_ANSWER
        query = words.read(typed, ignore=ignore)
        also = [one for one in found if one is not best and one.rank > 0.85 * best.rank][:2]
        return Answer(
            text=passage_answer(typed, query, best.hit),
            sources=tuple(passage(one.hit, query, one.rank) for one in [best, *also]),
            confidence=max(0.0, min(1.0, 0.5 + best.sure - THRESHOLD)),
        )

    def warm(self) -> None:
        """Begins to prepare the second arm, if it is not ready; does not wait for it."""
        self._begin(None)

    def wait(self, timeout_s: float = 60.0) -> bool:
        """Waits until the second arm is ready for the documents as they are; whether it is."""
        self.warm()
        work = self._work
        if work is not None:
            work.join(timeout_s)
        return self._meaning is not None and self._meaning[0] is self._keywords.current()

    def close(self) -> None:
        """Stops what is still being prepared."""
        self._stop.set()
        if self._work is not None:
            self._work.join(10)

    def _find(self, words: KeywordIndex, typed: str, ignore: frozenset[str], limit: int) -> list[_Found] | None:
        """Both arms' finds, best first; None when only keywords can tell."""
        meaning = self._ready(words)
        if meaning is None or not typed.strip():
            return None
        try:
            near, elsewhere = meaning.compare(self._encoder.encode(typed))
        except Exception:  # noqa: BLE001 - an answer by keywords beats none, whatever went wrong in the encoder
            _log.exception("encoder_failed")
            return None
        hits = {
            hit.chunk.id: hit
            for hit in words.search(words.read(typed, ignore=ignore), limit=max(limit, 12), phrase=typed)
        }
        best = max((hit.score for hit in hits.values()), default=0.0) or 1.0
        places = sorted(range(len(near)), key=near.__getitem__, reverse=True)[: max(limit, 12)]
        wanted = set(places) | {at for at, chunk in enumerate(words.chunks) if chunk.id in hits}
        found = []
        for at in wanted:
            chunk = words.chunks[at]
            hit = hits.get(chunk.id) or Hit(chunk, 0.0, 0.0)
            rank = near[at] + KEYWORDS * (hit.coverage + hit.score / best)
            found.append(_Found(hit, rank, near[at] + COVERAGE * hit.coverage - CONTRAST * elsewhere))
        return sorted(found, key=lambda one: (-one.rank, one.hit.chunk.id))

    def _ready(self, words: KeywordIndex) -> MeaningIndex | None:
        """The second arm for these documents; begins to prepare it where it is not there."""
        held = self._meaning
        if held is not None and held[0] is words:
            return held[1]
        if words is not self._failed_on and not self._stop.is_set():
            self._begin(words)
        return None

    def _begin(self, words: KeywordIndex | None) -> None:
        with self._lock:
            if self._work is None or not self._work.is_alive():
                self._work = threading.Thread(target=self._prepare, args=(words,), name="vectors", daemon=True)
                self._work.start()

    def _prepare(self, words: KeywordIndex | None) -> None:
        def keep(new: Mapping[str, bytes], gone: Sequence[str]) -> None:
            self._vectors.keep_vectors(new, drop=gone)

        try:
            words = words or self._keywords.current()
            if words is None:
                return
            made = index(words.chunks, self._encoder, self._vectors.vectors(), keep, self._stop.is_set)
        except Exception:  # noqa: BLE001 - as above; keywords alone until the documents change
            self._failed_on = words
            _log.exception("vectors_failed")
            return
        if made is not None:
            self._meaning = (words, made)

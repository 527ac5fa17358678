"""Knowledge by keywords and by meaning together: what an app wires.

The keyword arm answers alone until the vectors are there, and whenever the encoder fails; meaning answers alone when the words fail.
Either is said, never silent. Every stage can be seen (`explain`). Knows no chat and no storage.
"""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from willcall.knowledge.answering import About, passage_answer
from willcall.knowledge.finding import DEEP, Finder, said_of
from willcall.knowledge.finds import Find
from willcall.knowledge.index import KeywordIndex
from willcall.knowledge.judging import likelihood, threshold
from willcall.knowledge.ports import (
    Answer,
    Explanation,
    Filters,
    Links,
    Nearest,
    Passage,
    SentenceEncoder,
    Stage,
    Vectors,
)
from willcall.knowledge.qualifying import qualified
from willcall.knowledge.readiness import Readiness
from willcall.knowledge.referring import referred
from willcall.knowledge.reranking import Reranker
from willcall.knowledge.search import NO_ANSWER, QUESTION_LIMIT, KeywordKnowledge, passage
from willcall.knowledge.success import Successes
from willcall.knowledge.words import terms

BESIDE = 0.13
"""How much nearer a passage is to the question without words that no document has, when it answers another question than the one asked."""
NEAREST = 2
"""How many passages are named as the nearest help when nothing answers."""

_log = logging.getLogger(__name__)


def _without(question: str, name: str) -> str:
    """A question without a place's name, and without the "at the" that leads to it; as it was where nothing else would be left."""
    place = rf"(?:\b(?:at|in|to|of|for|from|near)\s+)?(?:\bthe\s+)?\b{re.escape(name)}\b"
    rest = re.sub(place, "", question, flags=re.IGNORECASE)
    return rest if terms(rest) else question


class HybridKnowledge:
    """Fulfils `knowledge.ports.Knowledge` and `knowledge.ports.Searcher`. `close` it when done.

    Args:
        keywords: The first arm; looks at each question whether the documents have changed.
        encoder: Of the second arm.
        vectors: Where the second arm's vectors are kept.
        on_degraded: Told which arm failed (`words`, `meaning`, `vectors`, `success`, `linked`, `rerank`) and why, each time.
        reranker: Sets the first places anew where that can change the answer; None leaves them.
        successes: What people thought of passages, which moves them a little; None leaves that out.
        nearest: Finds the nearest vectors instead of the index, which steps in when it fails; None for the index.
        links: Knows which passages lead to which, so that these are found and answer with them; None leaves that out.
    """

    def __init__(
        self,
        keywords: KeywordKnowledge,
        encoder: SentenceEncoder,
        vectors: Vectors,
        *,
        on_degraded: Callable[[str, str], None] | None = None,
        patience_s: float = 6.0,
        reranker: Reranker | None = None,
        successes: Successes | None = None,
        nearest: Nearest | None = None,
        links: Links | None = None,
    ) -> None:
        self._keywords = keywords
        self._encoder = encoder
        self._tell = on_degraded
        self._patience_s = patience_s
        self._readiness = Readiness(keywords, encoder, vectors, lambda error: self._degraded("meaning", error))
        self._finder = Finder(self._readiness, encoder, reranker, successes, nearest, links, self._degraded)

    def search(self, query: str, *, limit: int = 5) -> list[Passage]:
        return list(self.explain(query, limit=limit, filters=self._keywords.filters()).passages)

    def explain(self, query: str, *, limit: int = 5, filters: Filters | None = None) -> Explanation:
        """The best passages, and what each stage did for them."""
        words = self._keywords.current()
        if words is None:
            return Explanation((), (Stage("read", 0.0, note="there are no documents"),))
        typed, chosen = query[:QUESTION_LIMIT], filters or self._keywords.filters()
        stages: list[Stage] = []
        found = self._finder.find(words, typed, frozenset(), limit, chosen, stages)
        query_words = words.read(typed)
        if found is None:
            hits = words.search(query_words, limit=limit, phrase=typed, filters=chosen)
            return Explanation(tuple(passage(hit, query_words) for hit in hits), tuple(stages))
        shown = found.found[:limit]
        return Explanation(tuple(passage(one.hit, query_words, one.rank) for one in shown), tuple(stages))

    def answer(
        self, question: str, *, venue: str | None = None, event_id: str | None = None, others: Sequence[str] = ()
    ) -> Answer:
        """As `KeywordKnowledge.answer`, by both arms."""
        words = self._keywords.current()
        if words is None:
            return NO_ANSWER
        typed = question[:QUESTION_LIMIT]
        ignore = frozenset(terms(venue)) if venue else frozenset()
        if venue and not all(term.known for term in words.read(venue)):
            typed = _without(typed, venue)  # no document speaks of it: its name says nothing about what is asked
        finds = self._finder.find(words, typed, ignore, DEEP, self._keywords.filters(venue, event_id), None)
        if finds is None:
            early = not self._readiness.prepared(words)
            plain = self._keywords.answer(question, venue=venue, event_id=event_id, others=others)
            later = self._readiness.wait(self._patience_s) if early and not plain.text else None
            if later is None:
                return plain
            words = later
            finds = self._finder.find(words, typed, ignore, DEEP, self._keywords.filters(venue, event_id), None)
            if finds is None:
                return plain
        finds = finds.about(venue, others)
        if not finds.found:
            return NO_ANSWER
        best, query = finds.best(), finds.query
        sure = likelihood(finds.features(best))
        if sure < threshold() or self._of_something_else(words, typed, ignore, best):
            nearest = tuple(passage(one.hit, query, one.rank) for one in finds.found[:NEAREST])
            return Answer(text="", sources=(), confidence=0.0, nearest=nearest)
        about = About(venue, tuple(others), best.near.each)
        told = referred(typed, query, finds, best, about)
        first = [best] if told is None else [told, best]
        also = [one for one in finds.found if one not in first and one.rank > 0.85 * best.rank][:2]
        return Answer(
            text=passage_answer(typed, query, first[0].hit, replace(about, near=first[0].near.each)),
            sources=tuple(passage(one.hit, query, one.rank) for one in [*first, *also]),
            confidence=sure,
        )

    def _of_something_else(self, words: KeywordIndex, typed: str, ignore: frozenset[str], best: Find) -> bool:
        """Whether the question is about a part, place or owner that no document speaks of, and which is what matters in it.

        The venue that is asked about (`ignore`) is none: what is written for every venue is meant for it too.
        """
        if self._readiness.lines is None:
            return False
        for what, rest in qualified(typed):
            read = words.read(what, ignore=ignore)
            if not read or any(term.known for term in read) or not words.read(rest):
                continue
            vector = self._encoder.encode(rest)
            chunks = {best.hit.number: best.hit.chunk}
            without = self._readiness.lines.closeness(chunks, vector, self._encoder.encode)[best.hit.number]
            if max(without.asked, without.said) - max(best.near.asked, best.near.said) > BESIDE:
                return True
        return False

    def evidence(self, question: str) -> tuple[str, tuple[float, ...]] | None:
        """The id of the best passage and what its likelihood is read from, for calibration; None if nothing was found."""
        words = self._keywords.current()
        finds = self._finder.find(words, question, frozenset(), DEEP, self._keywords.filters(), None) if words else None
        if finds is None or not finds.found:
            return None
        best = finds.best()
        return best.hit.chunk.id, finds.features(best)

    def warm(self) -> None:
        """Begins to prepare the second arm, if it is not ready; does not wait for it."""
        self._readiness.begin()

    def wait(self, timeout_s: float = 60.0) -> bool:
        """Waits until the second arm is ready for the documents as they are; whether it is."""
        self._readiness.begin()
        return self._readiness.wait(timeout_s) is not None

    def close(self) -> None:
        """Stops what is still being prepared."""
        self._readiness.close()

    def _degraded(self, arm: str, error: Exception) -> None:
        _log.error("the %s arm of the knowledge search failed", arm, exc_info=error)
        if self._tell is not None:
            self._tell(arm, said_of(error))

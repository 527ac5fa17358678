"""The keyword index: BM25 over chunks, made by bm25s.

A query word that the documents do not have is read as its nearest neighbour in their vocabulary (people mistype), or as its
synonyms at a discount, or counted as unknown. Knows words and chunks, not answers. Ranking: Robertson and Zaragoza, "The
Probabilistic Relevance Framework: BM25 and Beyond" (2009), in Lucene's variant.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Any

from willcall.knowledge.chunking import Chunk
from willcall.knowledge.words import SOFT, STOPWORDS, SYNONYMS, stem, surface, tells, terms

K1, B = 1.2, 0.5
SYNONYM_WEIGHT = 0.75
LOOSE_WEIGHT = 0.375
UNKNOWN_WEIGHT = 0.7
"""How much a word counts that no document has: it may be a name, or the very thing we know nothing about."""

SOFT_WEIGHT = 0.3
TITLE_WEIGHT = 0.6
"""How far a word counts as said by a passage when only its document's title or tags have it."""
ALIKE_WEIGHT = 3.0
"""How much it counts that a section is asked for in the very words of the query."""
SAME_WORDS = 0.6
LEAST_WEIGHT = 0.2
"""What a word tells that nearly every passage has, as a share of what a word tells that none has."""
DOUBT = 0.1
"""As a share of the same; keeps a question of one everyday word from being covered wholly by any passage that has the word."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a query: its stem, what else may stand for it, and how much it tells (0 to about 6)."""

    stem: str
    others: tuple[str, ...]
    weight: float
    known: bool

    def found_in(self, words: frozenset[str] | set[str]) -> float:
        """1 if the word is there, less if only a synonym is, 0 if neither."""
        if self.stem in words:
            return 1.0
        return SYNONYM_WEIGHT if any(other in words for other in self.others) else 0.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that a query found; `coverage` is the share of what the query says that the chunk says too."""

    chunk: Chunk
    score: float
    coverage: float


@dataclass(frozen=True, slots=True)
class _Said:
    """A heading, a title or a question as its words and its stems."""

    words: frozenset[str]
    stems: frozenset[str]
    weight: float


class KeywordIndex:
    """Searches a fixed set of chunks; safe to use from several threads.

    Args:
        chunks: At least one.
    """

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        import bm25s  # noqa: PLC0415 - loads numpy and friends; only who searches pays

        logging.getLogger("bm25s").setLevel(logging.WARNING)  # it logs each build, at a level it sets itself
        self.chunks = list(chunks)
        bodies = [terms(chunk.text) for chunk in self.chunks]
        labels = [terms(chunk.heading) for chunk in self.chunks]
        titles = [terms(f"{chunk.title} {' '.join(chunk.tags)}") for chunk in self.chunks]
        asked = [sorted({word for question in chunk.asked for word in terms(question)}) for chunk in self.chunks]
        parts = list(zip(bodies, labels, titles, asked, strict=True))
        corpus = [body + 2 * label + title + question for body, label, title, question in parts]
        self._words = [frozenset(tokens) for tokens in corpus]
        self._close = [frozenset(body + label + question) for body, label, _, question in parts]
        self._bm25: Any = bm25s.BM25(k1=K1, b=B, method="lucene")
        self._bm25.index([tokens or [""] for tokens in corpus], show_progress=False, leave_progress=False)
        seen: dict[str, int] = {}
        for words in self._words:
            for word in words:
                seen[word] = seen.get(word, 0) + 1
        count = len(self.chunks)
        self._rarest = log(1 + (count + 0.5) / 0.5)
        least = LEAST_WEIGHT * self._rarest
        self._idf = {word: max(least, log(1 + (count - n + 0.5) / (n + 0.5))) for word, n in seen.items()}
        self._said = [
            [self._line(line) for line in (chunk.heading, chunk.title, *chunk.asked) if line] for chunk in self.chunks
        ]
        self._spelled = sorted(
            {
                word
                for chunk in self.chunks
                for word in surface(
                    f"{chunk.title} {chunk.heading} {chunk.text} {' '.join(chunk.tags)} {' '.join(chunk.asked)}"
                )
                if len(word) > 3
            }
        )
        self._nearest = lru_cache(maxsize=4096)(self._look_up)

    def read(self, query: str, *, ignore: frozenset[str] = frozenset()) -> list[Term]:
        """The words of a query that matter, each once.

        Args:
            query: As typed.
            ignore: Stems to leave out, such as the name of the venue that is asked about.
        """
        found: dict[str, Term] = {}
        for word in surface(query):
            root = stem(word)
            if not tells(word) or root in found or root in ignore:
                continue
            if root not in self._idf and root not in SYNONYMS:
                root = self._nearest(word)
                if word.isdigit() or not tells(root) or root in found:
                    continue
            soft = SOFT_WEIGHT if root in SOFT else 1.0
            others = tuple(other for other in SYNONYMS.get(root, ()) if other in self._idf)
            if root in self._idf:
                found[root] = Term(root, others, soft * self._idf[root], known=True)
            elif others:
                found[root] = Term(root, others, soft * max(self._idf[other] for other in others), known=True)
            else:
                found[root] = Term(root, (), soft * UNKNOWN_WEIGHT * self._rarest, known=False)
        return list(found.values())

    def _look_up(self, word: str) -> str:
        """The stem of the one word of the vocabulary that differs by a slip of the finger, else of the word itself."""
        from rapidfuzz.distance import OSA  # noqa: PLC0415
        from rapidfuzz.process import extractOne  # noqa: PLC0415

        if len(word) < 5 or word.isdigit():
            return stem(word)
        slips = 1 if len(word) < 10 else 2
        for spelled in (_COMMON, self._spelled):
            near = extractOne(word, [w for w in spelled if w[0] == word[0]], scorer=OSA.distance, score_cutoff=slips)
            if near:
                return stem(near[0])
        return stem(word)

    def search(self, query: Sequence[Term], *, limit: int, phrase: str = "") -> list[Hit]:
        """The best chunks, best first; only such as share a word with the query.

        Args:
            query: What `read` made of it.
            limit: How many at most.
            phrase: The query as typed: a heading in the same words is preferred.
        """
        typed = frozenset(surface(phrase))
        weight = sum(term.weight for term in query)
        total = weight + DOUBT * self._rarest
        worth = {other: SYNONYM_WEIGHT * term.weight for term in query for other in term.others}
        worth |= {term.stem: term.weight for term in query}
        hits = []
        for score, at in self._candidates(query, 2 * limit + 6) or self._by_phrase(typed):
            near, all_words = self._close[at], self._words[at]
            said = sum(
                term.weight * max(term.found_in(near), TITLE_WEIGHT * term.found_in(all_words)) for term in query
            )
            alike = max(_alike(worth, weight, typed, line) for line in self._said[at])
            coverage = max(said / total, alike)
            hits.append(Hit(self.chunks[at], score * (0.25 + coverage) * (1 + ALIKE_WEIGHT * alike), coverage))
        return sorted(hits, key=lambda hit: (-hit.score, hit.chunk.id))[:limit]

    def _line(self, line: str) -> _Said:
        stems = frozenset(terms(line))
        weight = sum((SOFT_WEIGHT if word in SOFT else 1.0) * self._idf[word] for word in stems)
        return _Said(frozenset(surface(line)), stems, weight)

    def _candidates(self, query: Sequence[Term], limit: int) -> list[tuple[float, int]]:
        """The chunks that share words with the query, by BM25."""
        known = [term for term in query if term.known]
        exact = [term.stem for term in known if term.stem in self._idf]
        loose = sorted({other for term in known for other in term.others}.difference(exact))
        if not exact and not loose:
            return []
        scores: Any = self._bm25.get_scores(exact) if exact else 0.0
        if loose:
            scores = scores + LOOSE_WEIGHT * self._bm25.get_scores(loose)
        return sorted(((float(score), at) for at, score in enumerate(scores) if score > 0), reverse=True)[:limit]

    def _by_phrase(self, typed: frozenset[str]) -> list[tuple[float, int]]:
        """For a query of nothing but everyday words: the chunks that are asked for in nearly the same ones."""
        found = (
            (max((len(typed & line.words) / len(typed | line.words) for line in said if line.words), default=0.0), at)
            for at, said in enumerate(self._said)
        )
        return sorted((pair for pair in found if pair[0] >= SAME_WORDS), reverse=True)[:3]


def _alike(worth: dict[str, float], weight: float, typed: frozenset[str], line: _Said) -> float:
    """How far a query says what a line says, 0 to 1: Dice over the words that tell, and a little Jaccard over all words.

    Args:
        worth: Stem → what it is worth in the query, synonyms at a discount.
        weight: What the query's words are worth together.
        typed: All its words.
        line: The heading, title or question.
    """
    shared = len(typed & line.words)
    if not shared and worth.keys().isdisjoint(line.stems):
        return 0.0
    words = shared / (len(typed) + len(line.words) - shared)
    if not line.stems or not weight:
        return words if not line.stems and not weight else 0.3 * words
    both = sum(worth[word] for word in line.stems if word in worth)
    return 0.7 * min(1.0, 2 * both / (weight + line.weight)) + 0.3 * words


_COMMON = tuple(sorted({word for word in STOPWORDS if len(word) > 4} | {word for word in SYNONYMS if len(word) > 4}))

"""The keyword arm: reads a question's words, and finds what says them, by BM25 and by how far it says them.

A query word that the documents do not have is read as its nearest neighbour in their vocabulary (people mistype), or as its
synonyms at a discount, or counted as unknown. Knows words and chunks, not answers, and no storage: BM25 is the index's.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from willcall.knowledge.chunking import Chunk
from willcall.knowledge.ports import EVERYTHING, Filters, Found
from willcall.knowledge.stores.segment import spoken
from willcall.knowledge.stores.snapshot import Snapshot
from willcall.knowledge.words import SOFT, STOPWORDS, SYNONYMS, stem, surface, tells, terms

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
SURE = 5
"""A word no longer than this with one letter for another is another word (mayor, major), not a slip of the finger."""
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
        return 0.0 if words.isdisjoint(self.others) else SYNONYM_WEIGHT


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that a query found; `coverage` is the share of what the query says that the chunk says too."""

    chunk: Chunk
    score: float
    coverage: float
    number: int = 0


_LETTERS = re.compile(r"[a-z]{5,}")


@dataclass(frozen=True, slots=True)
class _Said:
    """A heading, a title or a question as its words and its stems."""

    words: frozenset[str]
    stems: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class _Read:
    """A chunk as its words: all of them, those of its text and heading, and its lines that people may say."""

    chunk: Chunk
    words: frozenset[str]
    close: frozenset[str]
    said: tuple[_Said, ...]
    lines_with: Mapping[str, tuple[int, ...]]
    """Which of `said` have a word or a stem."""

    def said_with(self, sought: AbstractSet[str]) -> list[_Said]:
        """The lines that have any of those words or stems."""
        at = {line for word in self.lines_with.keys() & sought for line in self.lines_with[word]}
        return [self.said[line] for line in at]


class KeywordIndex:
    """Searches one snapshot; safe to use from several threads.

    Args:
        index: With at least one chunk.
    """

    def __init__(self, index: Snapshot) -> None:
        self.index = index
        self._rarest = index.idf("")
        self._least = LEAST_WEIGHT * self._rarest
        self._nearest = lru_cache(maxsize=4096)(self._look_up)
        self._chunk = lru_cache(maxsize=4096)(self._read)

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
            if not self.index.holding(root) and root not in SYNONYMS:
                root = stem(self._nearest(word))
                if word.isdigit() or not tells(root) or root in found:
                    continue
            soft = SOFT_WEIGHT if root in SOFT else 1.0
            others = tuple(other for other in SYNONYMS.get(root, ()) if self.index.holding(other))
            if self.index.holding(root):
                found[root] = Term(root, others, soft * self._idf(root), known=True)
            elif others:
                found[root] = Term(root, others, soft * max(self._idf(other) for other in others), known=True)
            else:
                found[root] = Term(root, (), soft * UNKNOWN_WEIGHT * self._rarest, known=False)
        return list(found.values())

    def spelled(self, question: str, knows: Callable[[str], bool]) -> str:
        """The question with each word that neither the documents know nor anybody else, but for a slip of the finger, as the documents spell it.

        Args:
            question: As typed.
            knows: Whether a word is one of the language.
        """

        def put_right(word: re.Match[str]) -> str:
            said = word[0]
            root = stem(said)
            known = not tells(said) or self.index.holding(root) or root in SYNONYMS or knows(said)
            return said if known else self._nearest(said)

        return _LETTERS.sub(put_right, question.lower())

    def _look_up(self, word: str) -> str:
        """The one word of the vocabulary that differs by a slip of the finger, else the word itself."""
        from rapidfuzz.distance import OSA  # noqa: PLC0415
        from rapidfuzz.process import extractOne  # noqa: PLC0415

        if len(word) < 5 or word.isdigit():
            return word
        slips = 1 if len(word) < 10 else 2
        for spelled in (_COMMON, self.index.spelled):
            alike = spelled[bisect_left(spelled, word[0]) : bisect_left(spelled, chr(ord(word[0]) + 1))]
            near = extractOne(word, alike, scorer=OSA.distance, score_cutoff=slips)
            if near and (len(word) > SURE or len(near[0]) != len(word) or sorted(near[0]) == sorted(word)):
                return str(near[0])
        return word

    def warm(self, numbers: Iterable[int]) -> None:
        """Reads chunks that questions will ask for."""
        for number in numbers:
            self._chunk(number)

    def search(
        self, query: Sequence[Term], *, limit: int, phrase: str = "", filters: Filters = EVERYTHING
    ) -> list[Hit]:
        """The best chunks, best first; only such as share a word with the query.

        Args:
            query: What `read` made of it.
            limit: How many at most.
            phrase: The query as typed: a heading in the same words is preferred.
            filters: Which may be found.
        """
        typed = frozenset(surface(phrase))
        found = self._candidates(query, 2 * limit + 6, filters) or self._by_phrase(typed, filters)
        hits = self._hits(query, typed, found)
        return sorted(hits, key=lambda hit: (-hit.score, hit.chunk.id))[:limit]

    def look(self, query: Sequence[Term], numbers: Iterable[int], *, phrase: str = "") -> dict[int, Hit]:
        """How much of a query those chunks say that are there, whether or not they share a word with it; their score is 0."""
        hits = self._hits(query, frozenset(surface(phrase)), [Found(number, 0.0) for number in numbers])
        return {hit.number: hit for hit in hits}

    def _hits(self, query: Sequence[Term], typed: frozenset[str], found: Iterable[Found]) -> list[Hit]:
        weight = sum(term.weight for term in query)
        total = weight + DOUBT * self._rarest
        worth = {other: SYNONYM_WEIGHT * term.weight for term in query for other in term.others}
        worth |= {term.stem: term.weight for term in query}
        sought = typed | worth.keys()
        hits = []
        for one in found:
            read = self._chunk(one.number)
            if read is None:
                continue
            said = sum(
                term.weight * (term.found_in(read.close) or TITLE_WEIGHT * term.found_in(read.words)) for term in query
            )
            alike = max((_alike(worth, weight, typed, line) for line in read.said_with(sought)), default=0.0)
            coverage = max(said / total, alike)
            score = one.score * (0.25 + coverage) * (1 + ALIKE_WEIGHT * alike)
            hits.append(Hit(read.chunk, score, coverage, one.number))
        return hits

    def _idf(self, word: str) -> float:
        """What a word of the documents tells, never quite nothing."""
        return max(self._least, self.index.idf(word))

    def _read(self, number: int) -> _Read | None:
        chunk = self.index.chunks([number]).get(number)
        if chunk is None:
            return None
        close = {*terms(chunk.text), *terms(chunk.before), *terms(chunk.heading)}
        close.update(word for question in chunk.asked for word in terms(question))
        words = close | set(terms(f"{chunk.title} {' '.join(chunk.tags)}"))
        said = tuple(self._line(line) for line in (chunk.heading, chunk.title, *chunk.asked) if line)
        lines_with: dict[str, tuple[int, ...]] = {}
        for at, line in enumerate(said):
            for word in line.words | line.stems:
                lines_with[word] = (*lines_with.get(word, ()), at)
        return _Read(chunk, frozenset(words), frozenset(close), said, lines_with)

    def _line(self, line: str) -> _Said:
        stems = frozenset(terms(line))
        weight = sum((SOFT_WEIGHT if word in SOFT else 1.0) * self._idf(word) for word in stems)
        return _Said(frozenset(surface(line)), stems, weight)

    def _candidates(self, query: Sequence[Term], limit: int, filters: Filters) -> list[Found]:
        """The chunks that share words with the query, by BM25."""
        known = [term for term in query if term.known]
        weights = {other: LOOSE_WEIGHT for term in known for other in term.others}
        weights |= {term.stem: 1.0 for term in known if self.index.holding(term.stem)}
        return self.index.by_words(weights, limit=limit, filters=filters)

    def _by_phrase(self, typed: frozenset[str], filters: Filters) -> list[Found]:
        """For a query of nothing but everyday words: the chunks that are asked for in nearly the same ones."""
        found = []
        for near in self.index.by_words({spoken(word): 1.0 for word in typed}, limit=50, filters=filters):
            read = self._chunk(near.number)
            lines = (line.words for line in read.said if line.words) if read else ()
            alike = max((len(typed & words) / len(typed | words) for words in lines), default=0.0)
            if alike >= SAME_WORDS:
                found.append(Found(near.number, alike))
        return sorted(found, key=lambda one: (-one.score, -one.number))[:3]


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
    both = sum(map(worth.__getitem__, worth.keys() & line.stems))
    return 0.7 * min(1.0, 2 * both / (weight + line.weight)) + 0.3 * words


_COMMON = tuple(sorted({word for word in STOPWORDS if len(word) > 4} | {word for word in SYNONYMS if len(word) > 4}))

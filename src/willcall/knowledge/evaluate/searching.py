"""Both arms over the documents of a retrieval set, in memory, with everything that fusion may ask about each find.

A document is compared line by line (its title; its sentences, some to a line) and as the mean of its lines, so that a long one is
read to its end. Knows no chunks and no store: a set's documents are found whole.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
import numpy.typing as npt

from willcall.knowledge.chunking import sentences
from willcall.knowledge.evaluate.plain_words import plain_terms
from willcall.knowledge.evaluate.sets import Text
from willcall.knowledge.fusion import Evidence
from willcall.knowledge.ports import SentenceEncoder

K1, B = 1.2, 0.75
LINE = 300
"""Characters of a line that sentences are put together to, at most unless one is longer."""
MOST_LINES = 60
DEPTH = 50
"""How many finds of each arm are fused."""

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Finds:
    """What both arms found for one question: places of documents, best first, and what is known of each find of either."""

    bm25: list[int]
    dense: list[int]
    evidence: list[Evidence[int]]
    words: int


class SetIndex:
    """Searches the documents of a set.

    Args:
        texts: The documents.
        encoder: Of the dense arm.
        k1: BM25's saturation.
        b: BM25's penalty of long documents.
        kept: Encodes the documents' lines, where some are kept from before; the encoder itself when None.
        done: Told after each document how many are encoded.
    """

    def __init__(
        self,
        texts: Sequence[Text],
        encoder: SentenceEncoder,
        *,
        kept: SentenceEncoder | None = None,
        k1: float = K1,
        b: float = B,
        done: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._encoder = encoder
        self._tokens = [plain_terms(f"{text.title} {text.text}") or [""] for text in texts]
        self._sets = [frozenset(tokens) for tokens in self._tokens]
        counts: dict[str, int] = {}
        for words in self._sets:
            for word in words:
                counts[word] = counts.get(word, 0) + 1
        n = len(texts)
        self._unknown = 0.7 * log(1 + (n + 0.5) / 0.5)
        self._idf = {word: log(1 + (n - df + 0.5) / (df + 0.5)) for word, df in counts.items()}
        self.use(k1=k1, b=b)
        vectors: list[Any] = []
        starts: list[int] = []
        known: dict[str, Any] = {}
        for place, text in enumerate(texts):
            starts.append(len(vectors))
            for line in lines(text):
                if line not in known:
                    known[line] = np.asarray((kept or encoder).encode(line), dtype=np.float16)
                vectors.append(known[line])
            done(place + 1)
        self._starts = np.asarray(starts)
        self._lines = np.stack(vectors).astype(np.float32)
        means = np.add.reduceat(self._lines, self._starts, axis=0)
        self._means = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)

    def use(self, *, k1: float, b: float) -> None:
        """Weighs words anew; the vectors stay."""
        import bm25s  # noqa: PLC0415 - slow to load

        logging.getLogger("bm25s").setLevel(logging.WARNING)
        self._bm25: Any = bm25s.BM25(k1=k1, b=b, method="lucene")
        self._bm25.index(self._tokens, show_progress=False, leave_progress=False)

    def by_words(self, query: str) -> tuple[Array, list[str]]:
        """The BM25 score of each document, and the words of the question that count, each once."""
        words = sorted(set(plain_terms(query)))
        known = [word for word in words if word in self._idf]
        scores = self._bm25.get_scores(known) if known else np.zeros(len(self._sets), dtype=np.float32)
        return scores, words

    def by_meaning(self, vector: Array) -> tuple[Array, Array]:
        """The cosine of each document's nearest line, and that of the mean of its lines."""
        # einsum and not @: a matrix product wakes every core for so little
        near = np.einsum("ij,j->i", self._lines, vector)
        return np.maximum.reduceat(near, self._starts), np.einsum("ij,j->i", self._means, vector)

    def find(self, query: str, *, depth: int = DEPTH) -> Finds:
        """Both arms' finds for a question."""
        scores, words = self.by_words(query)
        near, whole = self.by_meaning(np.asarray(self._encoder.encode(query), dtype=np.float32))
        by_words = [place for place in _best(scores, depth) if scores[place] > 0]
        by_meaning = _best(near, depth)
        weights = {word: self._idf.get(word, self._unknown) for word in words}
        total = sum(weights.values()) or 1.0
        evidence = [
            Evidence(
                key=place,
                nearest=float(near[place]),
                whole=float(whole[place]),
                bm25=float(scores[place]),
                said=sum(weight for word, weight in weights.items() if word in self._sets[place]) / total,
            )
            for place in sorted({*by_words, *by_meaning, *_best(near + whole, depth)})
        ]
        return Finds(by_words, by_meaning, evidence, len(words))


def lines(text: Text) -> list[str]:
    """What of a document is compared with a question."""
    return [text.title, *_joined(text.text)][:MOST_LINES] if text.title else list(_joined(text.text))[:MOST_LINES]


def _joined(text: str) -> Iterator[str]:
    line = ""
    for sentence in sentences(text) or [text]:
        if line and len(line) + len(sentence) >= LINE:
            yield line
            line = sentence
        else:
            line = f"{line} {sentence}" if line else sentence
    yield line


def _best(scores: Array, depth: int) -> list[int]:
    """The places of the highest scores, highest first, of equals the first."""
    count = min(depth, len(scores))
    held = np.argpartition(-scores, count - 1)[:count] if count < len(scores) else np.arange(len(scores))
    return [int(place) for place in held[np.lexsort((held, -scores[held]))]]

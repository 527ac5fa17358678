"""Knowledge by keywords: finds passages, answers from them, or says that it does not know.

Fulfils `knowledge.ports.Knowledge` over any shelf of documents. Knows no chat, and where the documents are kept only by the
`Shelf` it is handed.
"""

import threading
from collections.abc import Iterable
from typing import Protocol

from willcall.knowledge.answering import THRESHOLD, passage_answer, snippet
from willcall.knowledge.chunking import Chunk, chunks
from willcall.knowledge.documents import Document
from willcall.knowledge.index import Hit, KeywordIndex, Term
from willcall.knowledge.ports import Answer, Passage
from willcall.knowledge.words import terms

QUESTION_LIMIT = 1_000
"""Characters of a question that are read."""

NO_ANSWER = Answer(text="", sources=(), confidence=0.0)


class Shelf(Protocol):
    """Where the chunks stand. `version` changes whenever they do."""

    def version(self) -> int: ...

    def chunks(self) -> list[Chunk]: ...


class BookShelf:
    """Documents in memory; a shelf for tests and for reading a folder without keeping it."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._chunks = [chunk for document in documents for chunk in chunks(document)]

    def version(self) -> int:
        return 1

    def chunks(self) -> list[Chunk]:
        return self._chunks


class KeywordKnowledge:
    """Searches a shelf, and looks at each question whether the shelf has changed.

    Args:
        shelf: The documents, usually `knowledge.store.DocumentStore`.
        threshold: The confidence below which `answer` says nothing.
    """

    def __init__(self, shelf: Shelf, *, threshold: float = THRESHOLD) -> None:
        self._shelf = shelf
        self._threshold = threshold
        self._lock = threading.Lock()
        self._index: tuple[int, KeywordIndex | None] | None = None

    def search(self, query: str, *, limit: int = 5) -> list[Passage]:
        index = self.current()
        if index is None:
            return []
        words = index.read(query[:QUESTION_LIMIT])
        return [passage(hit, words) for hit in index.search(words, limit=limit, phrase=query[:QUESTION_LIMIT])]

    def answer(self, question: str, *, venue: str | None = None, event_id: str | None = None) -> Answer:
        """The sentences that answer, with their passage first in `sources`.

        Args:
            question: As typed.
            venue: The venue it is about: its name is no topic, and documents of other venues do not count.
            event_id: The event it is about: documents of other events do not count.
        """
        index = self.current()
        if index is None:
            return NO_ANSWER
        question = question[:QUESTION_LIMIT]
        words = index.read(question, ignore=frozenset(terms(venue)) if venue else frozenset())
        hits = [hit for hit in index.search(words, limit=8, phrase=question) if applies(hit.chunk, venue, event_id)]
        if not hits:
            return NO_ANSWER
        best = max(hits[:4], key=lambda hit: hit.score * (1.25 if hit.chunk.venue or hit.chunk.event_id else 1.0))
        if best.coverage < self._threshold:
            return NO_ANSWER
        also = [hit for hit in hits if hit is not best and hit.score > 0.6 * best.score][:2]
        return Answer(
            text=passage_answer(question, words, best),
            sources=tuple(passage(hit, words) for hit in [best, *also]),
            confidence=min(1.0, best.coverage),
        )

    def current(self) -> KeywordIndex | None:
        """The index of the shelf as it is now; None while it is empty."""
        version = self._shelf.version()
        held = self._index
        if held is None or held[0] != version:
            with self._lock:
                held = self._index
                if held is None or held[0] != version:
                    found = self._shelf.chunks()
                    held = (version, KeywordIndex(found) if found else None)
                    self._index = held
        return held[1]


def applies(chunk: Chunk, venue: str | None, event_id: str | None) -> bool:
    """Whether a chunk may answer a question about that venue and event."""
    if chunk.event_id and event_id and chunk.event_id != event_id:
        return False
    return not (chunk.venue and venue and chunk.venue.casefold() != venue.casefold())


def passage(hit: Hit, words: list[Term], score: float | None = None) -> Passage:
    """What is shown of a hit."""
    chunk = hit.chunk
    return Passage(
        id=chunk.id,
        title=f"{chunk.title}: {chunk.heading}" if chunk.heading and chunk.heading != chunk.title else chunk.title,
        uri=chunk.uri,
        text=chunk.text,
        snippet=snippet(chunk.text, words),
        score=round(hit.score if score is None else score, 4),
    )

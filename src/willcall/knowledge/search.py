"""Knowledge by keywords: finds passages, answers from them, or says that it does not know.

Fulfils `knowledge.ports.Knowledge` over any shelf of documents. Knows no chat, and where the documents are kept only by the
feed it is handed.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from willcall.knowledge.answering import THRESHOLD, About, passage_answer, snippet
from willcall.knowledge.chunking import chunks
from willcall.knowledge.documents import Document
from willcall.knowledge.index import Hit, KeywordIndex, Term
from willcall.knowledge.linking import Step, chosen, leads, names
from willcall.knowledge.ports import Answer, Edge, Feed, Filters, Passage
from willcall.knowledge.stores.embedded import EmbeddedIndex
from willcall.knowledge.stores.memory import MemoryFeed
from willcall.knowledge.whose import of_another, own
from willcall.knowledge.words import terms

OWN_VENUE = 1.25
"""How much more a passage counts that speaks of the very venue or event."""

QUESTION_LIMIT = 1_000
"""Characters of a question that are read."""

NO_ANSWER = Answer(text="", sources=(), confidence=0.0)


class BookShelf(MemoryFeed):
    """Documents in memory; a shelf for tests and for reading a folder without keeping it. Fulfils `knowledge.ports.Links` too."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = list(documents)
        super().__init__(chunk for document in self._documents for chunk in chunks(document))

    def linked(self, chunk_ids: Sequence[str]) -> list[Edge]:
        """As `knowledge.ports.Links`."""
        about = {document.id: document for document in self._documents}
        there = list(enumerate(self.chunks(), 1))
        steps = []
        for source in (chunk for _, chunk in there if chunk.id in chunk_ids):
            own = about[source.document_id]
            ways = [
                ("link", link.label, lead.anchor, other.id)
                for link in source.links
                for lead in leads(link, own, None)
                for other in self._documents
                if lead.name in names(other, None)
            ]
            if own.event_id is not None:
                same = (other for other in self._documents if other.event_id == own.event_id and other is not own)
                ways += [("event", "", "", other.id) for other in same]
            steps += [
                Step(source.id, number, kind, label, anchor, to, chunk.heading)
                for kind, label, anchor, to in ways
                for number, chunk in there
                if chunk.document_id == to
            ]
        return chosen(steps)


class KeywordKnowledge:
    """Searches a shelf, and looks at each question whether the shelf has changed.

    Args:
        shelf: The documents, usually `knowledge.store.DocumentStore`; or the index that follows them.
        threshold: The confidence below which `answer` says nothing.
        today: The day it is, for documents that hold for a time; without it their days do not matter.
    """

    def __init__(
        self,
        shelf: Feed | EmbeddedIndex,
        *,
        threshold: float = THRESHOLD,
        today: Callable[[], date] | None = None,
    ) -> None:
        self.index = shelf if isinstance(shelf, EmbeddedIndex) else EmbeddedIndex(shelf)
        self._threshold = threshold
        self._today = today
        self._held: KeywordIndex | None = None

    def search(self, query: str, *, limit: int = 5) -> list[Passage]:
        index = self.current()
        if index is None:
            return []
        words = index.read(query[:QUESTION_LIMIT])
        found = index.search(words, limit=limit, phrase=query[:QUESTION_LIMIT], filters=self.filters())
        return [passage(hit, words) for hit in found]

    def answer(
        self, question: str, *, venue: str | None = None, event_id: str | None = None, others: Sequence[str] = ()
    ) -> Answer:
        """The sentences that answer, with their passage first in `sources`.

        Args:
            question: As typed.
            venue: The venue it is about: its name is no topic, and documents of other venues do not count.
            event_id: The event it is about: documents of other events do not count.
            others: The other venues: passages that speak of one of them and not of `venue` do not count.
        """
        index = self.current()
        if index is None:
            return NO_ANSWER
        question = question[:QUESTION_LIMIT]
        words = index.read(question, ignore=frozenset(terms(venue)) if venue else frozenset())
        limit = 8 + 4 * len(others)
        hits = index.search(words, limit=limit, phrase=question, filters=self.filters(venue, event_id))
        hits = [hit for hit in hits if not of_another(hit.chunk, venue, others)][:8]
        if not hits:
            return NO_ANSWER

        def worth(hit: Hit) -> float:
            return hit.score * (OWN_VENUE if hit.chunk.venue or hit.chunk.event_id or own(hit.chunk, venue) else 1.0)

        best = max(hits[:4], key=worth)
        if best.coverage < self._threshold:
            return NO_ANSWER
        also = [hit for hit in hits if hit is not best and hit.score > 0.6 * best.score][:2]
        return Answer(
            text=passage_answer(question, words, best, About(venue, tuple(others))),
            sources=tuple(passage(hit, words) for hit in [best, *also]),
            confidence=min(1.0, best.coverage),
        )

    def filters(self, venue: str | None = None, event_id: str | None = None) -> Filters:
        """What may answer a question about that venue and event, today."""
        return Filters(venue=venue, event_id=event_id, on=self._today() if self._today else None)

    def current(self) -> KeywordIndex | None:
        """The index of the shelf as it is now; None while it is empty."""
        snapshot = self.index.current()
        held = self._held
        if held is None or held.index is not snapshot:
            held = KeywordIndex(snapshot)
            self._held = held
        return held if len(snapshot) else None


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

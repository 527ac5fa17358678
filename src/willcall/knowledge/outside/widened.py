"""Knowledge widened by outside sources: they are asked only what our own documents do not answer.

What comes back is data. It is cut to size, cleaned like any stranger's document, and read by the same search and the same judge of
whether it answers; it is kept nowhere. All sources are asked at once, within one patience; one that fails or is late is left out, and
that is told. Knows no protocol.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace

from willcall.knowledge.documents import Document
from willcall.knowledge.hybrid import HybridKnowledge
from willcall.knowledge.ingest.screening import commands, seen, without_markup
from willcall.knowledge.meaning import VectorShelf
from willcall.knowledge.ports import Answer, Knowledge, OutsideSource, Passage, SentenceEncoder, Vectors
from willcall.knowledge.search import QUESTION_LIMIT, BookShelf, KeywordKnowledge

MOST_DOCUMENTS, MOST_LETTERS = 8, 12_000
"""Of what all sources together may bring to one question."""
AT_ONCE = 4

_log = logging.getLogger(__name__)


class WidenedKnowledge:
    """Fulfils `knowledge.ports.Knowledge`.

    Args:
        inner: Our own documents; what they answer is never asked outside.
        sources: Whom else to ask.
        encoder: For judging what they say; without it that is judged by words.
        vectors: Where vectors of our own are kept; only read.
        patience_s: Seconds that all sources together may take.
        on_degraded: Told which source failed (`outside NAME`) and why.
    """

    def __init__(
        self,
        inner: Knowledge,
        sources: Sequence[OutsideSource],
        *,
        encoder: SentenceEncoder | None,
        vectors: Vectors,
        patience_s: float,
        on_degraded: Callable[[str, str], None] | None = None,
    ) -> None:
        self._inner = inner
        self._sources = sources
        self._encoder = encoder
        self._vectors = vectors
        self._patience_s = patience_s
        self._tell = on_degraded
        self._pool = ThreadPoolExecutor(AT_ONCE * len(sources), thread_name_prefix="outside")

    def search(self, query: str, *, limit: int = 5) -> list[Passage]:
        """Our own documents alone."""
        return self._inner.search(query, limit=limit)

    def answer(
        self, question: str, *, venue: str | None = None, event_id: str | None = None, others: Sequence[str] = ()
    ) -> Answer:
        """Ours, or where we have none what an outside source says, if that answers it."""
        own = self._inner.answer(question, venue=venue, event_id=event_id, others=others)
        if own.text or not question.strip():
            return own
        try:
            documents = self._gather(question[:QUESTION_LIMIT])
            found = self._judged(question, documents, venue) if documents else None
        except Exception:  # noqa: BLE001 - whatever strangers send, our own "I don't know" is still an answer
            _log.exception("what an outside source said could not be read")
            return own
        return found if found is not None and found.text else own

    def close(self) -> None:
        """Asks nobody any more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _gather(self, question: str) -> list[Document]:
        asked: dict[Future[list[Document]], str] = {
            self._pool.submit(source.ask, question): source.name for source in self._sources
        }
        done, late = wait(asked, timeout=self._patience_s)
        for future in late:
            future.cancel()
            self._degraded(asked[future], f"no answer within {self._patience_s:g} s")
        gathered: list[Document] = []
        for future in (one for one in asked if one in done):
            error = future.exception()
            if error is not None:
                self._degraded(asked[future], f"{type(error).__name__}: {error}")
            else:
                gathered += future.result()[:MOST_DOCUMENTS]
        return _cleaned(gathered[:MOST_DOCUMENTS])

    def _judged(self, question: str, documents: list[Document], venue: str | None) -> Answer:
        shelf = KeywordKnowledge(BookShelf(documents))
        if self._encoder is None:
            return shelf.answer(question, venue=venue)
        both = HybridKnowledge(shelf, self._encoder, _Aside(self._vectors))
        try:
            return both.answer(question, venue=venue) if both.wait(self._patience_s) else Answer("", (), 0.0)
        finally:
            both.close()

    def _degraded(self, source: str, why: str) -> None:
        _log.warning("the outside source %s failed: %s", source, why)
        if self._tell is not None:
            self._tell(f"outside {source}", why[:200])


class _Aside(VectorShelf):
    """Reads what is kept of our own; what strangers' lines add is forgotten with it."""

    def __init__(self, kept: Vectors) -> None:
        super().__init__()
        self._own = kept

    def vectors(self, encoder: str, lines: Sequence[str]) -> dict[str, bytes]:
        aside = super().vectors(encoder, lines)
        lacking = [line for line in lines if line not in aside]
        return {**self._own.vectors(encoder, lacking), **aside} if lacking else aside

    def keep_vectors(self, encoder: str, new: Mapping[str, bytes]) -> None:
        super().keep_vectors(encoder, new)


def _cleaned(documents: list[Document]) -> list[Document]:
    """What a person would see of them, within the limit; every one under an id of its own."""
    left, cleaned = MOST_LETTERS, []
    for number, document in enumerate(documents):
        shown, _ = without_markup(seen(document.text[:left])[0])
        title = " ".join(seen(document.title)[0].split())[:120] or "Elsewhere"
        if not shown.strip() or any(commands(f"{title}\n{shown}")):
            continue  # unlike an operator's own page, this one has nobody who answers for it
        left -= len(shown)
        cleaned.append(replace(document, id=f"outside-{number}", title=title, text=shown, asked={}, tags=()))
        if left <= 0:
            break
    return cleaned

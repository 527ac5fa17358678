# ruff: noqa: PLC0415 - what outside sources and re-rankers need is loaded where there are some
"""The knowledge base, made of this room's settings. Knows no other room but those it is handed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from willcall.kit.clock import Clock
from willcall.kit.database import Database
from willcall.knowledge.config import KnowledgeSection
from willcall.knowledge.hybrid import HybridKnowledge
from willcall.knowledge.ingest.ingestion import Ingestion, Wishes
from willcall.knowledge.neighbours import Together
from willcall.knowledge.ports import Knowledge, Links, SentenceEncoder
from willcall.knowledge.reranking import Reranker
from willcall.knowledge.search import KeywordKnowledge
from willcall.knowledge.store import DocumentStore
from willcall.knowledge.store.standings import StandingStore
from willcall.knowledge.stores.chosen import chosen
from willcall.knowledge.stores.embedded import EmbeddedIndex
from willcall.knowledge.watch import Watch


@dataclass(frozen=True, slots=True)
class Shelf:
    """A knowledge base, open.

    Args:
        knowledge: Answers from our own documents.
        asked: What the agent asks: the same, and outside sources where these do not answer.
        documents: What is known.
        ingestion: How documents come in.
        watch: What fails in searching.
        standings: What fans thought of passages; None where it has no say.
        closers: What to let go of, in the order it was opened.
    """

    knowledge: Knowledge
    asked: Knowledge
    documents: DocumentStore
    ingestion: Ingestion
    watch: Watch
    standings: StandingStore | None
    closers: tuple[Callable[[], None], ...]

    def warm(self) -> None:
        """Makes ready beside whatever else goes on."""
        if isinstance(self.knowledge, HybridKnowledge):
            self.knowledge.warm()


def open_knowledge(
    section: KnowledgeSection,
    *,
    database: Database,
    database_url: str,
    data: Path,
    reader: SentenceEncoder,
    able: bool,
    encoder: Callable[[], SentenceEncoder],
    clock: Clock,
    links: Sequence[Links] = (),
) -> Shelf:
    """The knowledge base over this database.

    Args:
        section: What is wished.
        database: Where documents are kept.
        database_url: Its address, for processes of their own.
        data: Where this house keeps its state.
        reader: Makes vectors of questions and passages.
        able: Whether it can; without, only words are searched.
        encoder: Makes another such reader, in a process that reads documents.
        clock: The time.
        links: Who else knows which passages lead to which.

    Raises:
        Invalid: If what a store of vectors or a re-ranker needs is missing.
    """
    documents = DocumentStore(database)
    watch = Watch(clock, lambda arm, why: documents.tell("knowledge.degraded", arm, {"arm": arm, "why": why}))
    index = EmbeddedIndex(documents, folder=data / "knowledge")
    words = KeywordKnowledge(index, today=lambda: clock().date())
    standings = StandingStore(database) if section.success else None
    knowledge: Knowledge = words
    closers: list[Callable[[], None]] = []
    if able:
        knowledge = hybrid = HybridKnowledge(
            words,
            reader,
            documents,
            on_degraded=watch.degraded,
            reranker=_reranker(section.reranker),
            successes=standings,
            links=Together([documents, *links]),
            nearest=chosen(section, data=data, database_url=database_url, documents=documents, encoder=reader),
        )
        closers.append(hybrid.close)
    asked = knowledge
    if section.mcp_sources:
        asked, closing = _widened(section, knowledge, documents, watch, reader if able else None)
        closers += closing
    wishes = Wishes(
        database_url=database_url,
        encoder=encoder,
        allowed_hosts=tuple(section.allowed_hosts.split(",")),
        max_bytes=section.max_file_bytes,
        max_pages=section.max_pages,
        ocr_languages=section.ocr_languages,
        workers=section.workers,
        worker_bytes=section.worker_bytes,
    )
    ingestion = Ingestion(wishes, store=documents, settle=index.settle)
    return Shelf(knowledge, asked, documents, ingestion, watch, standings, tuple(closers))


def load_sample(database: Database) -> None:
    """Puts the sample documents on a shelf that never had any."""
    documents = DocumentStore(database)
    if documents.version() == 0:
        from willcall.knowledge.sample import documents as sample_documents

        documents.add(sample_documents())


def _reranker(folder: Path | None) -> Reranker | None:
    from willcall.knowledge.cross_encoder import CrossEncoder

    return None if folder is None else CrossEncoder(folder)


def _widened(
    section: KnowledgeSection,
    knowledge: Knowledge,
    documents: DocumentStore,
    watch: Watch,
    encoder: SentenceEncoder | None,
) -> tuple[Knowledge, list[Callable[[], None]]]:
    """Our documents and, where they do not answer, the outside sources that are set; and what to close."""
    from willcall.knowledge.outside.mcp_source import McpKnowledge
    from willcall.knowledge.outside.widened import WidenedKnowledge

    sources = [McpKnowledge(each) for each in section.mcp_sources]
    widened = WidenedKnowledge(
        knowledge,
        sources,
        encoder=encoder,
        vectors=documents,
        patience_s=max(each.timeout_seconds for each in section.mcp_sources),
        on_degraded=watch.degraded,
    )
    for source in sources:
        source.warm()
    return widened, [widened.close, *(source.close for source in sources)]

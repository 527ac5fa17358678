"""The way in, wired: paths, addresses and uploads become sources, and are added by the one operation.

Used by the command line and the API alike. Knows which store and which encoder only by what it is handed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from willcall.kit.clock import system_clock
from willcall.kit.database import Database
from willcall.kit.errors import WillcallError
from willcall.kit.ids import new_id
from willcall.knowledge.documents import UnreadableDocument
from willcall.knowledge.ingest.adding import Progress, Report, Store, add
from willcall.knowledge.ingest.fetching import Fetcher
from willcall.knowledge.ingest.limits import Limits
from willcall.knowledge.ingest.ocr import Tesseract
from willcall.knowledge.ingest.pool import Job
from willcall.knowledge.ingest.preparing import Preparer
from willcall.knowledge.ingest.source import Source
from willcall.knowledge.ingest.sources import KINDS, files_in
from willcall.knowledge.ports import SentenceEncoder
from willcall.knowledge.store import DocumentStore

SETTLED = 5_000
"""From so many chunks on, whoever added them also writes the index's files, so that no server has to."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How documents are read.

    Args:
        database_url: Where workers look up what is stored.
        encoder: Makes the encoder, in whichever process; None leaves encoding to whoever serves.
        allowed_hosts: Whose pages may be fetched.
        max_bytes: Of one source.
        max_pages: Of a PDF.
        ocr_languages: For scanned pages.
        workers: Processes that read.
        worker_bytes: Address space of each.
        patience_s: How long one may be silent.
    """

    database_url: str
    encoder: Callable[[], SentenceEncoder] | None = None
    allowed_hosts: tuple[str, ...] = ()
    max_bytes: int = 20_000_000
    max_pages: int = 2_000
    ocr_languages: str = "eng"
    workers: int = 2
    worker_bytes: int = 6 * 2**30
    patience_s: float = 90.0

    @property
    def limits(self) -> Limits:
        return Limits(size=self.max_bytes, pages=self.max_pages)


class Ingestion:
    """Args:
    wishes: How documents are read.
    store: Where they go.
    settle: Writes the index's files.
    fetcher: Reads addresses; made of the wishes when None.
    """

    def __init__(
        self,
        wishes: Wishes,
        *,
        store: Store,
        settle: Callable[[], Any] = lambda: None,
        fetcher: Fetcher | None = None,
    ) -> None:
        self._wishes = wishes
        self._store = store
        self._settle = settle
        self._fetcher = fetcher or Fetcher(wishes.allowed_hosts, limits=wishes.limits)

    def check(self, places: Iterable[str]) -> int:
        """How many sources there are; looks at names alone.

        Raises:
            UnreadableDocument: If a named path is not there, or of a kind that is not read.
            AddressNotAllowed: If an address may not be read.
        """
        count = 0
        for place in places:
            if "://" in place:
                self._fetcher.check(place)
                count += 1
            else:
                count += sum(1 for _ in files_in(Path(place)))
        return count

    def add(self, places: Iterable[str], *, progress: Progress | None = None, report: Report | None = None) -> Report:
        """Adds files, folders and pages.

        Args:
            places: Paths and addresses.
            progress: Told each time something was stored or refused.
            report: To be filled in, for whoever may interrupt this.
        """
        return self._add(self._sources(places), progress, report)

    def add_bytes(self, name: str, data: bytes) -> Report:
        """Adds one document that came over a wire.

        Args:
            name: A file name; its ending says the kind.
            data: The file.

        Raises:
            UnreadableDocument: If its kind is not read.
        """
        path = Path(Path(name).name)
        kind = KINDS.get(path.suffix.lower())
        if kind is None or not path.stem or not name.isprintable():
            raise UnreadableDocument(
                f"{name[:80]!r} is of no kind that is read; end it in one of {', '.join(sorted(KINDS))}.", field="name"
            )
        return self._add([Source(f"upload:{path.name}", path.stem, kind, len(data), data=data)], None, None)

    def _add(self, sources: Iterable[Source], progress: Progress | None, report: Report | None) -> Report:
        wishes = self._wishes
        job = Job(preparer, (wishes.database_url, wishes.encoder, wishes.limits, wishes.ocr_languages))
        made = add(
            sources,
            store=self._store,
            job=job,
            workers=wishes.workers,
            patience_s=wishes.patience_s,
            memory=wishes.worker_bytes,
            progress=progress,
            report=report,
        )
        if made.chunks >= SETTLED:
            self._settle()
        return made

    def _sources(self, places: Iterable[str]) -> Iterator[Source]:
        for place in places:
            if "://" in place:
                try:
                    yield self._fetcher.fetch(place)
                except WillcallError as error:
                    yield Source(place, "page", "text", 0, fault=error.detail)
                continue
            root = Path(place)
            for path in files_in(root):
                yield Source.of_file(path, root if root.is_dir() else None)


def preparer(
    database_url: str,
    encoder: Callable[[], SentenceEncoder] | None,
    limits: Limits,
    ocr_languages: str,
    beat: Callable[[], None] = lambda: None,
) -> Preparer:
    """What a worker reads with: its own look at the database, its own encoder."""
    database = Database(database_url, clock=system_clock, ids=new_id, pool_size=1)
    return Preparer(
        DocumentStore(database),
        encoder,
        limits=limits,
        ocr=Tesseract(ocr_languages) if Tesseract.is_here() else None,
        beat=beat,
    )

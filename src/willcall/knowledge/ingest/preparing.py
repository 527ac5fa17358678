"""From a source to a document ready to store: read, cut, encoded. What one worker does for one source, and a plain loop for all.

Looks up what is stored (the same bytes are not read again, the same line is not encoded again) and writes nothing.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Protocol

from willcall.kit.errors import Unavailable
from willcall.knowledge.documents import UnreadableDocument
from willcall.knowledge.ingest.limits import Limits
from willcall.knowledge.ingest.readers import read_bytes
from willcall.knowledge.ingest.source import Source, digest
from willcall.knowledge.meaning import encoder_name, packed
from willcall.knowledge.ports import Ocr, SentenceEncoder
from willcall.knowledge.prepared import Prepared, line_digest, lines, prepare

REMEMBERED = 20_000
"""Vectors of lines that a preparer remembers, for documents that repeat one another."""


class Known(Protocol):
    """What is stored of an origin."""

    @property
    def id(self) -> str: ...
    @property
    def origin_digest(self) -> str | None: ...


class Stored(Protocol):
    """What a preparer asks of the store."""

    def known(self, origin: str) -> Known | None: ...

    def vectors(self, encoder: str, lines: Sequence[str]) -> dict[str, bytes]: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source.

    Args:
        source: Its origin.
        prepared: The document, or None if there is nothing to store.
        unchanged: The id of the document that has these very bytes.
        fault: Why it was refused.
        seconds: Stage → how long it took.
    """

    source: str
    prepared: Prepared | None = None
    unchanged: str | None = None
    fault: str | None = None
    seconds: Mapping[str, float] | None = None


class Preparer:
    """Args:
    stored: What is there already.
    encoder: Makes the encoder, once a line needs it; None leaves vectors to whoever serves.
    limits: How much of one source is read.
    ocr: Reads scanned pages.
    beat: Called now and then during long work.
    """

    def __init__(
        self,
        stored: Stored,
        encoder: Callable[[], SentenceEncoder] | None = None,
        *,
        limits: Limits | None = None,
        ocr: Ocr | None = None,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        self._stored = stored
        self._make = encoder
        self._encoder: SentenceEncoder | None = None
        self._limits = limits or Limits()
        self._ocr = None if ocr is None else _Beating(ocr, beat)
        self._beat = beat
        self._name = ""
        self._memory: OrderedDict[str, bytes] = OrderedDict()

    def prepare(self, source: Source) -> Outcome:
        """Reads a source whole, or says why it is refused; raises nothing of the source's making."""
        seconds: dict[str, float] = {}
        began = perf_counter()

        def lap(stage: str) -> None:
            nonlocal began
            now = perf_counter()
            seconds[stage] = now - began
            began = now

        try:
            data = source.load(self._limits)
            print_ = digest(data)
            known = self._known(source.origin)
            lap("look")
            if known is not None and known.origin_digest == print_:
                return Outcome(source.origin, unchanged=known.id, seconds=seconds)
            document = read_bytes(
                source.name, data, kind=source.kind, shown=source.shown, limits=self._limits, ocr=self._ocr
            )
            if source.uri is not None:
                document = replace(document, uri=source.uri)
            lap("read")
            made = prepare(document)
            lap("cut")
            self._beat()
            vectors = self._vectors(made)
            lap("encode")
        except UnreadableDocument as error:
            return Outcome(source.origin, fault=error.detail, seconds=seconds)
        except MemoryError:
            return Outcome(source.origin, fault=f"{source.shown!r} needs more memory than one document may have.")
        except RecursionError:
            return Outcome(source.origin, fault=f"{source.shown!r} is nested too deep.")
        ready = replace(
            made,
            vectors=vectors,
            encoder=self._name,
            origin=source.origin,
            origin_digest=print_,
            root=source.root,
        )
        return Outcome(source.origin, prepared=ready, seconds=seconds)

    def _known(self, origin: str) -> Known | None:
        """What is stored of an origin; nothing where the store does not answer, for reading again does no harm."""
        try:
            return self._stored.known(origin)
        except Unavailable:
            return None

    def _there(self, digests: list[str]) -> dict[str, bytes]:
        """The vectors that are kept; none where the store does not answer."""
        try:
            return self._stored.vectors(self._name, digests)
        except Unavailable:
            return {}

    def _vectors(self, made: Prepared) -> dict[str, bytes]:
        """Of the lines that no vector is kept of."""
        if self._make is None:
            return {}
        if self._encoder is None:
            self._encoder = self._make()
            self._name = encoder_name(self._encoder)
        wanted = {line_digest(line): line for chunk in made.chunks for line in lines(chunk)}
        there = self._there(list(wanted))
        new: dict[str, bytes] = {}
        for at, (key, line) in enumerate(wanted.items()):
            if key in there:
                continue
            vector = self._memory.get(key)
            if vector is None:
                vector = packed(self._encoder, line)
                self._memory[key] = vector
                if len(self._memory) > REMEMBERED:
                    self._memory.popitem(last=False)
            new[key] = vector
            if at % 500 == 499:
                self._beat()
        return new


class _Beating:
    """An OCR that says that it is alive after every page."""

    def __init__(self, ocr: Ocr, beat: Callable[[], None]) -> None:
        self._ocr = ocr
        self._beat = beat

    def read(self, picture: bytes) -> str:
        self._beat()
        text = self._ocr.read(picture)
        self._beat()
        return text

"""Knowledge, seen from outside, and the seams inside it: documents, the index that follows them, the search over it.

What is stored is the truth; an index follows it. `Feed` says what changed since a version, and an index that is asked anything
first looks whether it is behind. So whatever is acknowledged is found by the very next question, whoever asks and whatever
died in between, with every index alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from willcall.knowledge.chunking import Chunk
    from willcall.knowledge.documents import Document


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document, with where it came from.

    Args:
        id: Chunk id.
        title: The document's title (and heading).
        uri: Where a person can read it: `/kb/<document>` or the original address.
        text: The passage.
        snippet: At most some 200 characters around the match.
        score: Higher is better; comparable within one search only.
    """

    id: str
    title: str
    uri: str
    text: str
    snippet: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer taken from passages: every sentence stands in `sources`. `text` is empty when nothing supports one; `nearest` then
    has what comes nearest, which answers something else.
    """

    text: str
    sources: tuple[Passage, ...]
    confidence: float
    nearest: tuple[Passage, ...] = ()


class Knowledge(Protocol):
    """Finds passages and answers from them, or says that it does not know."""

    def search(self, query: str, *, limit: int = 5) -> list[Passage]: ...

    def answer(
        self, question: str, *, venue: str | None = None, event_id: str | None = None, others: Sequence[str] = ()
    ) -> Answer:
        """An extractive answer with its sources; empty text and zero confidence when the evidence is too weak.

        Args:
            question: As typed.
            venue: The venue it is about.
            event_id: The event it is about.
            others: The names of all other venues: what is written of one of them alone says nothing of this one.
        """
        ...


class OutsideSource(Protocol):
    """Somebody else's knowledge, asked in words. What it says is data, and has no say in anything."""

    name: str

    def ask(self, question: str) -> "list[Document]":
        """Texts that may answer, best first; empty when it has none.

        Raises:
            Unavailable: If it does not answer in its time.
        """
        ...


class SentenceEncoder(Protocol):
    """Turns a text into a vector of length 1, near those of texts that mean the same. May raise when it is missing or fails."""

    def encode(self, text: str) -> "npt.NDArray[np.float32]": ...

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is one of its own, and so hardly a slip of the finger."""
        ...


class Ocr(Protocol):
    """Reads a picture of a page."""

    def read(self, picture: bytes) -> str:
        """The text on it, a line a line.

        Args:
            picture: A PNM picture (P5 or P6).

        Raises:
            Unavailable: If there is no engine here.
        """
        ...


@dataclass(frozen=True, slots=True)
class Filters:
    """Which chunks may be found; None leaves a field out.

    Args:
        category: Exactly this one.
        venue: Of this venue (whatever its case), or of none.
        event_id: Of this event, or of none.
        language: In this language (`en`), or in an unknown one.
        on: Valid on this day; a chunk without dates always is.
    """

    category: str | None = None
    venue: str | None = None
    event_id: str | None = None
    language: str | None = None
    on: date | None = None

    def admits(self, chunk: "Chunk") -> bool:
        """Whether a chunk may be found."""
        labels = (
            (name, getattr(self, name), getattr(chunk, name)) for name in ("category", "venue", "event_id", "language")
        )
        for name, wanted, own in labels:
            if wanted is not None and (name == "category" if own is None else own.casefold() != wanted.casefold()):
                return False
        after = self.on is None or chunk.valid_from is None or chunk.valid_from <= self.on
        return after and (self.on is None or chunk.valid_until is None or self.on <= chunk.valid_until)


EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Found:
    """What an arm of an index found.

    Args:
        number: The chunk's number, given once and never again; `Index.chunks` has the chunk.
        score: Higher is better; BM25's or a cosine.
    """

    number: int
    score: float


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list."""

    id: str
    title: str
    chunks: int
    updated_at: datetime
    facts: int = 0
    category: str | None = None
    origin: str | None = None
    notes: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of the chunks since a version.

    Args:
        version: Up to which.
        anew: Whether to forget everything first: that version was too long ago.
        removed: Numbers that are gone.
        added: (number, chunk) of those that came, by number; may be read once, while the feed is held open.
        count: How many came.
    """

    version: int
    anew: bool
    removed: tuple[int, ...]
    added: "Iterator[tuple[int, Chunk]]"
    count: int


class Feed(Protocol):
    """Where chunks stand, for whoever follows them. May have an `identity`, which tells one set of documents from another."""

    def version(self) -> int:
        """Grows with every change; 0 before the first."""
        ...

    def changes(self, since: int) -> AbstractContextManager[Changes]: ...

    def by_number(self, numbers: Sequence[int]) -> "dict[int, Chunk]": ...


@dataclass(frozen=True, slots=True)
class Edge:
    """A chunk one step from another.

    Args:
        source: The id of the chunk it is reached from.
        number: Its own number.
        kind: `link` where that one links to it, `event` where both are about one event, `case` where one about it was settled with this.
        label: The words of the link.
    """

    source: str
    number: int
    kind: str
    label: str = ""


class Links(Protocol):
    """Where it is known what leads where."""

    def linked(self, chunk_ids: Sequence[str]) -> list[Edge]:
        """The chunks one step from these; of a link whose heading is not there the beginning of its document."""
        ...


class Vectors(Protocol):
    """Where vectors are kept: by encoder and the digest of the line, as 16-bit floats."""

    def vectors(self, encoder: str, lines: Sequence[str]) -> dict[str, bytes]: ...

    def keep_vectors(self, encoder: str, new: Mapping[str, bytes]) -> None: ...


@dataclass(frozen=True, slots=True)
class VectorRow:
    """A line's vector as it is kept outside this process, with what it is filtered by.

    Args:
        id: `<number>-<line>`.
        number: The chunk's.
        vector: [d] of length 1, 32-bit floats.
        category: In lower case, as the other labels; empty for none.
        venue: As above.
        event_id: As above.
        language: As above.
        valid_from: The first day it holds, as its ordinal.
        valid_until: The last one.
    """

    id: str
    number: int
    vector: "npt.NDArray[np.float32]"
    category: str
    venue: str
    event_id: str
    language: str
    valid_from: int
    valid_until: int


class VectorStore(Protocol):
    """A store of vectors outside this process: LanceDB, PostgreSQL, Vertex AI. Safe to use from several threads; may raise `Unavailable`."""

    def held(self) -> str:
        """What it was last told that it holds; empty while that is nothing."""
        ...

    def apply(
        self, added: "Iterator[Sequence[VectorRow]]", *, removed: Sequence[int], held: str, anew: bool = False
    ) -> None:
        """Takes rows in and others out. Doing it twice is doing it once; died half-way, `held` is still what it was.

        Args:
            added: Rows, some at a time; those of a chunk together.
            removed: Numbers of chunks that are gone.
            held: What it holds then.
            anew: Whether to forget everything first.
        """
        ...

    def nearest(self, vector: "npt.NDArray[np.float32]", *, limit: int, filters: Filters = EVERYTHING) -> list[Found]:
        """The chunks with the nearest rows, each once, nearest first; see `Index.by_meaning`."""
        ...


class Nearest(Protocol):
    """The second arm alone, wherever its vectors are; may raise `Unavailable`."""

    def by_meaning(
        self, vector: "npt.NDArray[np.float32]", *, limit: int, filters: Filters = EVERYTHING
    ) -> list[Found]:
        """See `Index.by_meaning`."""
        ...


class Index(Protocol):
    """Serves the chunks that are stored, as of the last acknowledged change. Safe to use from several threads."""

    def by_words(self, words: Mapping[str, float], *, limit: int, filters: Filters = EVERYTHING) -> list[Found]:
        """The best by BM25, best first; only such as have one of the words.

        Args:
            words: Stem (as `words.terms` makes them) → how much it counts.
            limit: How many at most.
            filters: Which may be found.
        """
        ...

    def by_meaning(
        self, vector: "npt.NDArray[np.float32]", *, limit: int, filters: Filters = EVERYTHING
    ) -> list[Found]:
        """The nearest by cosine, nearest first; a chunk with several vectors counts by the nearest of them.

        Args:
            vector: Of length 1.
            limit: How many at most.
            filters: Which may be found.
        """
        ...

    def nearness(self, vector: "npt.NDArray[np.float32]", numbers: Sequence[int]) -> dict[int, float]:
        """The cosine of each of those chunks that has vectors."""
        ...

    def chunks(self, numbers: Sequence[int]) -> "dict[int, Chunk]":
        """The chunks of those numbers that are still there."""
        ...

    def holding(self, word: str) -> int:
        """How many chunks have that stem."""
        ...

    def __len__(self) -> int:
        """How many chunks there are."""
        ...


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a search, as `--explain` shows it.

    Args:
        name: `read`, `words`, `meaning`, `fusion`, `rerank`, …
        ms: How long it took.
        found: (chunk id, score), best first.
        note: What it did, for a person.
        failed: Why it gave nothing; None when it worked.
    """

    name: str
    ms: float
    found: tuple[tuple[str, float], ...] = ()
    note: str = ""
    failed: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A search with everything it did on the way."""

    passages: tuple[Passage, ...]
    stages: tuple[Stage, ...]


class Searcher(Protocol):
    """Search with filters, each stage of which can be seen."""

    def explain(self, query: str, *, limit: int = 5, filters: Filters = EVERYTHING) -> Explanation: ...

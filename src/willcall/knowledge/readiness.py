"""The second arm's readiness: vectors of all lines of the documents as they are, made in the background and told when they fail.

Until they are there, and whenever the encoder fails, keywords answer alone. Knows documents and vectors, no questions.
"""

import contextlib
import threading
from collections.abc import Callable

from willcall.knowledge import meaning
from willcall.knowledge.index import KeywordIndex
from willcall.knowledge.judging import Lines
from willcall.knowledge.ports import SentenceEncoder, Vectors
from willcall.knowledge.search import KeywordKnowledge
from willcall.knowledge.topics import Topics, packaged

AHEAD, AT_ONCE = 2_000, 32
"""How many passages are read ahead of the first question, and how many between two looks at whether to stop."""


class Readiness:
    """Prepares the second arm, once and again when the documents change. `close` it when done.

    Args:
        keywords: The first arm, whose index is given the vectors.
        encoder: Makes them.
        vectors: Where they are kept.
        failed: Told what went wrong.
    """

    def __init__(
        self,
        keywords: KeywordKnowledge,
        encoder: SentenceEncoder,
        vectors: Vectors,
        failed: Callable[[Exception], None],
    ) -> None:
        self.lines: Lines | None = None
        self.topics: Topics | None = None
        self._keywords = keywords
        self._encoder = encoder
        self._vectors = vectors
        self._failed = failed
        self._name: str | None = None
        self._elsewhere: meaning.Elsewhere | None = None
        self._lock = threading.Lock()
        self._work: threading.Thread | None = None
        self._failed_on: int | None = None
        self._stop = threading.Event()
        with contextlib.suppress(Exception):  # what fails here is tried again, and told, when it is prepared
            self._attach()

    def ready(self, words: KeywordIndex) -> meaning.Elsewhere | None:
        """The contrast, once the vectors of these documents are there; begins to prepare what is not."""
        if self.prepared(words):
            return self._elsewhere
        if words.index.version != self._failed_on and not self._stop.is_set():
            self.begin()
        return None

    def prepared(self, words: KeywordIndex) -> bool:
        """Whether the second arm is ready for these documents."""
        return self._elsewhere is not None and words.index.has_vectors

    def wait(self, timeout_s: float) -> KeywordIndex | None:
        """The documents as they are, once the second arm is ready for them; None if that takes longer."""
        work = self._work
        if work is not None:
            work.join(timeout_s)
        words = self._keywords.current()
        return words if words is not None and self.prepared(words) else None

    def close(self) -> None:
        """Stops what is still being prepared."""
        self._stop.set()
        if self._work is not None:
            self._work.join(10)

    def begin(self) -> None:
        """Begins to prepare what is not ready; does not wait for it."""
        with self._lock:
            if self._work is None or not self._work.is_alive():
                self._work = threading.Thread(target=self._prepare, name="vectors", daemon=True)
                self._work.start()

    def _attach(self) -> str:
        """Gives the index vectors to search by; the encoder's name."""
        if self._name is None:
            probe = meaning.packed(self._encoder, meaning.PROBE)
            name = meaning.name_of(probe)
            self._keywords.index.attach(self._vectors, name)
            self.lines = Lines(self._vectors, name)
            self.topics = packaged(meaning.unpacked(probe))
            self._name = name
        return self._name

    def _prepare(self) -> None:
        version = None
        try:
            name = self._attach()
            if self._elsewhere is None:
                self._elsewhere = meaning.elsewhere(self._encoder, name, self._vectors, self._stop.is_set)
            snapshot = self._keywords.index.current()
            version = snapshot.version
            lines = self._keywords.index.missing(snapshot)
            if meaning.keep(lines, self._encoder, name, self._vectors, self._stop.is_set):
                self._keywords.index.with_vectors()
                self._read_ahead()
        except Exception as error:  # noqa: BLE001 - whatever went wrong: keywords alone until the documents change
            if version is None:
                words = self._keywords.current()
                version = words.index.version if words else 0
            self._failed_on = version
            self._failed(error)

    def _read_ahead(self) -> None:
        """Has at hand what questions will ask for, so that the first to ask waits no longer than the next."""
        words = self._keywords.current()
        if words is None or self.lines is None:
            return
        numbers = words.index.numbers(AHEAD)
        for start in range(0, len(numbers), AT_ONCE):
            if self._stop.is_set():
                return
            some = numbers[start : start + AT_ONCE]
            words.warm(some)
            self.lines.warm(words.index.chunks(some), self._encoder.encode)

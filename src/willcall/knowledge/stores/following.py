"""Vectors in a store outside this process, kept up with the documents: every question first asks whether the store is behind.

What such a store holds is a copy: of other documents, of another encoder or half written, it is made again. Several processes may bring it up
to date at once; that does no harm. Knows no store by name.
"""

import threading
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from willcall.knowledge.chunking import Chunk
from willcall.knowledge.ports import EVERYTHING, Feed, Filters, Found, SentenceEncoder, VectorRow, Vectors, VectorStore
from willcall.knowledge.prepared import line_digest, lines

BATCH = 200
"""Chunks whose rows are sent at once."""
EVER = (1, 3_652_059)
"""The first and the last day there are, as ordinals."""


class FollowedVectors:
    """Args:
    feed: The documents.
    vectors: Where vectors of lines are kept.
    encoder: Makes those that are not.
    name: The encoder's.
    store: The copy.
    """

    def __init__(
        self, feed: Feed, vectors: Vectors, encoder: SentenceEncoder, *, name: str, store: VectorStore
    ) -> None:
        self._feed = feed
        self._vectors = vectors
        self._encoder = encoder
        self._name = name
        self._store = store
        self._lock = threading.Lock()
        self._version: int | None = None

    def by_meaning(self, vector: npt.NDArray[np.float32], *, limit: int, filters: Filters = EVERYTHING) -> list[Found]:
        """As `Index.by_meaning`. Raises: Unavailable: If the store does not answer."""
        self.catch_up()
        return self._store.nearest(vector, limit=limit, filters=filters)

    def catch_up(self) -> None:
        """Tells the store what it does not have yet."""
        if self._feed.version() == self._version:
            return
        with self._lock:
            if self._feed.version() == self._version:
                return
            held, whose = self._store.held(), f"{getattr(self._feed, 'identity', '')}/{self._name}/"
            since = int(held.removeprefix(whose)) if held.startswith(whose) else 0
            with self._feed.changes(since) as changes:
                if changes.anew or changes.version < since or (since == 0 and held):
                    with self._feed.changes(0) as whole:
                        self._store.apply(
                            self._rows(whole.added), removed=(), held=f"{whose}{whole.version}", anew=True
                        )
                        self._version = whole.version
                        return
                if changes.version != since:
                    self._store.apply(
                        self._rows(changes.added), removed=changes.removed, held=f"{whose}{changes.version}"
                    )
                self._version = changes.version

    def _rows(self, added: Iterator[tuple[int, Chunk]]) -> Iterator[Sequence[VectorRow]]:
        while batch := list(islice(added, BATCH)):
            wanted = {line_digest(line): line for _, chunk in batch for line in lines(chunk)}
            kept = self._vectors.vectors(self._name, list(wanted))
            made: dict[str, Any] = {
                digest: np.frombuffer(kept[digest], dtype=np.float16)
                if digest in kept
                else np.asarray(self._encoder.encode(line), dtype=np.float16)
                for digest, line in wanted.items()
            }
            yield [
                row(number, at, chunk, made[line_digest(line)])
                for number, chunk in batch
                for at, line in enumerate(lines(chunk))
            ]


def row(number: int, at: int, chunk: Chunk, vector: npt.NDArray[np.float16]) -> VectorRow:
    """A line of a chunk as a row."""
    return VectorRow(
        id=f"{number}-{at}",
        number=number,
        vector=vector.astype(np.float32),
        category=(chunk.category or "").casefold(),
        venue=(chunk.venue or "").casefold(),
        event_id=(chunk.event_id or "").casefold(),
        language=(chunk.language or "").casefold(),
        valid_from=chunk.valid_from.toordinal() if chunk.valid_from else EVER[0],
        valid_until=chunk.valid_until.toordinal() if chunk.valid_until else EVER[1],
    )


def allowed(filters: Filters) -> dict[str, tuple[str, ...]]:
    """For each label that is filtered by, the values that are let through."""
    found: dict[str, tuple[str, ...]] = {}
    if filters.category is not None:
        found["category"] = (filters.category.casefold(),)
    for name in ("venue", "event_id", "language"):
        value = getattr(filters, name)
        if value is not None:
            found[name] = ("", value.casefold())
    return found

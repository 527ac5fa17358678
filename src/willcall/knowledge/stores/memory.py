"""Chunks in memory, as a feed: a twin of the document store for tests, and for reading a folder without keeping it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from willcall.knowledge.chunking import Chunk
from willcall.knowledge.ports import Changes


class MemoryFeed:
    """Fulfils `knowledge.ports.Feed`.

    Args:
        chunks: Numbered from 1.
    """

    def __init__(self, chunks: Iterable[Chunk] = ()) -> None:
        self._there: dict[int, tuple[int, Chunk]] = {}
        self._gone: dict[int, int] = {}
        self._numbers = 0
        self._version = 0
        self.put(chunks)

    def put(self, chunks: Iterable[Chunk], *, drop: Sequence[int] = ()) -> list[int]:
        """Adds chunks and drops others, in one version; the numbers of the new ones."""
        self._version += 1
        for number in drop:
            self._gone[number] = self._version
            del self._there[number]
        made = []
        for chunk in chunks:
            self._numbers += 1
            self._there[self._numbers] = (self._version, chunk)
            made.append(self._numbers)
        return made

    def version(self) -> int:
        return self._version

    def chunks(self) -> list[Chunk]:
        """Every chunk, in order of number."""
        return [chunk for _, chunk in self._there.values()]

    @contextmanager
    def changes(self, since: int) -> Iterator[Changes]:
        removed = tuple(number for number, version in self._gone.items() if version > since)
        added = [(number, chunk) for number, (version, chunk) in self._there.items() if version > since]
        yield Changes(self._version, anew=False, removed=removed, added=iter(added), count=len(added))

    def by_number(self, numbers: Sequence[int]) -> dict[int, Chunk]:
        return {number: self._there[number][1] for number in numbers if number in self._there}

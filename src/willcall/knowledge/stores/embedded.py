"""The embedded index: follows the documents, keeps what it made in files, and serves snapshots.

Every question first asks the feed for its version. If it moved, what came becomes a small segment in memory and what went is marked;
small segments are merged, and when they have grown they are written to disk in one step (a new folder, then a manifest
renamed into place), where every process finds them. Files are only a cache of the documents: whatever is torn, foreign or from
the future is thrown away and made again. So nothing acknowledged is lost and nothing half is served, whatever dies.
"""

import contextlib
import fcntl
import json
import logging
import os
import secrets
import shutil
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from willcall.knowledge.chunking import Chunk
from willcall.knowledge.ports import Changes, Feed, Vectors
from willcall.knowledge.prepared import line_digest, lines
from willcall.knowledge.stores.segment import Array, Builder, Segment
from willcall.knowledge.stores.snapshot import K1, B, Snapshot

LARGEST = 200_000
"""Chunks in one segment at most, so that making one takes bounded memory."""
SMALL = 2_000
"""Chunks in memory from which on they are worth a file."""
MOST = 6
"""Segments in memory before they are merged."""
FORMAT = 1

_log = logging.getLogger(__name__)


class EmbeddedIndex:
    """Args:
    feed: The documents.
    folder: Where segments are kept from one start to the next; None for memory alone.
    vectors: Where vectors of lines are kept, and the name of their encoder; None for words alone.
    k1: BM25's.
    b: BM25's.
    """

    def __init__(
        self,
        feed: Feed,
        *,
        folder: Path | None = None,
        vectors: tuple[Vectors, str] | None = None,
        k1: float = K1,
        b: float = B,
    ) -> None:
        self._feed = feed
        self._folder = folder
        self._vectors = vectors
        self._tuning = {"k1": k1, "b": b}
        self._lock = threading.Lock()
        self._held: Snapshot | None = None
        self._cache: OrderedDict[int, Chunk] = OrderedDict()

    def current(self) -> Snapshot:
        """The index of the documents as they are now."""
        version = self._feed.version()
        held = self._held
        if held is not None and held.version == version:
            return held
        with self._lock:
            held = self._held
            if held is None or held.version != version:
                held = self._catch_up(held or self._load())
                self._held = held
            return held

    def with_vectors(self) -> Snapshot:
        """The index as it is now, its vectors looked up again where they were missing."""
        with self._lock:
            held = self._catch_up(self._held or self._load())
            if self._vectors is not None and not held.has_vectors:
                segments = [segment if segment.has_vectors else self._remade(segment) for segment in held.segments]
                held = self._snapshot(held.version, segments, held.dead)
            self._held = held
            return held

    def attach(self, vectors: Vectors, encoder: str) -> None:
        """Gives it vectors to search by, if it was made without."""
        with self._lock:
            if self._vectors is None:
                self._vectors = (vectors, encoder)
                self._held = None

    def missing(self, snapshot: Snapshot) -> Iterator[str]:
        """The lines of a snapshot's chunks whose vectors are kept nowhere."""
        if self._vectors is None:
            return
        kept, encoder = self._vectors
        for segment in snapshot.segments:
            if segment.has_vectors:
                continue
            for start in range(0, len(segment), SMALL):
                part = segment.numbers[start : start + SMALL].tolist()
                wanted = {line_digest(line): line for chunk in self.chunks(part).values() for line in lines(chunk)}
                there = kept.vectors(encoder, list(wanted))
                yield from (line for digest, line in wanted.items() if digest not in there)

    def chunks(self, numbers: Sequence[int]) -> dict[int, Chunk]:
        """The chunks of those numbers that are there; what a number stands for never changes, so it is read once."""
        found = {number: chunk for number in numbers if (chunk := self._cache.get(number)) is not None}
        lacking = [number for number in numbers if number not in found]
        if lacking:
            read = self._feed.by_number(lacking)
            found |= read
            if len(read) <= SMALL:
                self._cache.update(read)
            while len(self._cache) > 10 * SMALL:
                with contextlib.suppress(KeyError):
                    self._cache.popitem(last=False)
        return found

    def settle(self) -> Snapshot:
        """Writes what is in memory to disk, if there is a folder and something worth it."""
        with self._lock:
            held = self._catch_up(self._held or self._load())
            self._held = self._compacted(held, least=1)
            return self._held

    # -- following ----------------------------------------------------------------------------------------------------

    def _catch_up(self, held: Snapshot) -> Snapshot:
        with self._feed.changes(held.version) as changes:
            if changes.anew or changes.version < held.version:
                _log.info("the index of version %d is of other documents: made again", held.version)
                held = self._snapshot(0, [], [])
                if changes.version and not changes.anew:
                    with self._feed.changes(0) as anew:
                        return self._applied(held, anew)
            return self._applied(held, changes)

    def _applied(self, held: Snapshot, changes: Changes) -> Snapshot:
        if changes.version == held.version:
            return held
        segments, dead = list(held.segments), list(held.dead)
        for at, segment in enumerate(segments):
            gone = segment.places(changes.removed)
            if len(gone):
                mask = np.zeros(len(segment), dtype=bool) if (old := dead[at]) is None else old.copy()
                mask[gone] = True
                dead[at] = mask
                for number in segment.numbers[gone].tolist():
                    self._cache.pop(number, None)
        for made in self._segments(changes.added):
            segments.append(made)
            dead.append(None)
        snapshot = self._snapshot(changes.version, segments, dead)
        return self._compacted(self._merged(snapshot), least=SMALL)

    def _segments(self, chunks: Iterator[tuple[int, Chunk]]) -> Iterator[Segment]:
        """Segments of a stream of chunks, each of at most `LARGEST`."""
        builder, kept = Builder(), list[Array]()
        whole = self._vectors is not None
        batch: list[tuple[int, Chunk]] = []

        def take() -> None:
            nonlocal whole
            for number, chunk in batch:
                builder.add(number, chunk)
            if whole:
                found = self._vectors_of([chunk for _, chunk in batch])
                whole = found is not None
                kept.extend(found or ())
            batch.clear()

        for pair in chunks:
            batch.append(pair)
            if len(batch) >= SMALL:
                take()
            if len(builder) >= LARGEST:
                yield builder.make(kept if whole else None)
                builder, kept, whole = Builder(), [], self._vectors is not None
        take()
        if len(builder):
            yield builder.make(kept if whole else None)

    def _vectors_of(self, chunks: Sequence[Chunk]) -> list[Array] | None:
        """The kept vectors of chunks' lines; None when one is missing."""
        if self._vectors is None:
            return None
        kept, encoder = self._vectors
        digests = [[line_digest(line) for line in lines(chunk)] for chunk in chunks]
        there = kept.vectors(encoder, list({digest for each in digests for digest in each}))
        try:
            return [
                np.frombuffer(b"".join(there[digest] for digest in each), dtype=np.float16).reshape(len(each), -1)
                for each in digests
            ]
        except KeyError:
            return None

    def _remade(self, segment: Segment) -> Segment:
        """The same chunks with their vectors, as far as they are there."""
        found = sorted(self.chunks(segment.numbers.tolist()).items())
        return next(self._segments(iter(found)), segment)

    def _merged(self, snapshot: Snapshot) -> Snapshot:
        """Fewer segments: the newest in memory become one when there are many."""
        keep = next((at for at in range(len(snapshot.segments), 0, -1) if snapshot.segments[at - 1].folder), 0)
        young = snapshot.segments[keep:]
        if len(young) <= MOST or sum(map(len, young)) > LARGEST:
            return snapshot
        return self._rewritten(snapshot, keep)

    def _rewritten(self, snapshot: Snapshot, keep: int) -> Snapshot:
        """The snapshot with everything after its first `keep` segments made anew, without what is gone."""
        numbers = [
            number
            for segment, dead in zip(snapshot.segments[keep:], snapshot.dead[keep:], strict=True)
            for number in (segment.numbers if dead is None else segment.numbers[~dead]).tolist()
        ]

        def stream() -> Iterator[tuple[int, Chunk]]:
            for start in range(0, len(numbers), SMALL):
                yield from sorted(self.chunks(numbers[start : start + SMALL]).items())

        made = list(self._segments(stream()))
        dead = [*snapshot.dead[:keep], *[None] * len(made)]
        return self._snapshot(snapshot.version, [*snapshot.segments[:keep], *made], dead)

    def _snapshot(self, version: int, segments: Sequence[Segment], dead: Sequence[Array | None]) -> Snapshot:
        return Snapshot(version, segments, dead, self.chunks, **self._tuning)

    # -- files --------------------------------------------------------------------------------------------------------

    def _load(self) -> Snapshot:
        """What the manifest names; nothing when it is missing, foreign or torn."""
        empty = self._snapshot(0, [], [])
        if self._folder is None:
            return empty
        try:
            manifest = json.loads((self._folder / "manifest.json").read_text("utf-8"))
            if manifest["format"] != FORMAT or manifest["of"] != self._name():
                return empty
            segments = [Segment.load(self._folder / name) for name in manifest["segments"]]
            dead: list[Array | None] = []
            for segment, gone in zip(segments, manifest["gone"], strict=True):
                mask = np.zeros(len(segment), dtype=bool)
                mask[gone] = True
                dead.append(mask if gone else None)
            return self._snapshot(manifest["version"], segments, dead)
        except FileNotFoundError:
            return empty
        except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError):
            _log.warning("the index in %s cannot be read: it is made again", self._folder, exc_info=True)
            return empty

    def _compacted(self, snapshot: Snapshot, *, least: int) -> Snapshot:
        """The same with its young segments on disk, if they hold at least so many chunks and nobody else is writing."""
        young = sum(len(segment) for segment in snapshot.segments if segment.folder is None)
        if self._folder is None or young < least or not snapshot.has_vectors:
            return snapshot
        self._folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return self._written(snapshot, self._folder)
        except BlockingIOError:
            return snapshot
        except OSError:
            _log.warning("the index cannot be written to %s; it is served from memory", self._folder, exc_info=True)
            return snapshot
        finally:
            os.close(descriptor)

    def _written(self, snapshot: Snapshot, folder: Path) -> Snapshot:
        snapshot = self._rewritten(snapshot, self._worth_keeping(snapshot))
        segments = []
        for segment in snapshot.segments:
            if segment.folder is not None and segment.folder.is_dir():
                segments.append(segment)
                continue
            name = f"{snapshot.version}-{secrets.token_hex(4)}"
            segment.save(folder / f".{name}")
            _sync(folder / f".{name}")
            (folder / f".{name}").rename(folder / name)
            segments.append(Segment.load(folder / name))
        names = [segment.folder.name for segment in segments if segment.folder]
        gone = [[] if dead is None else np.flatnonzero(dead).tolist() for dead in snapshot.dead]
        manifest = {
            "format": FORMAT, "of": self._name(), "version": snapshot.version, "segments": names, "gone": gone,
        }  # fmt: skip
        fresh = folder / "manifest.new"
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(manifest, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(folder / "manifest.json")
        for old in folder.iterdir():
            if old.is_dir() and old.name not in names:
                shutil.rmtree(old, ignore_errors=True)
        return self._snapshot(snapshot.version, segments, snapshot.dead)

    def _worth_keeping(self, snapshot: Snapshot) -> int:
        """How many of the first segments stay as they are: large ones of which little is gone."""
        young = sum(len(segment) for segment in snapshot.segments if segment.folder is None)
        keep = 0
        for segment, dead in zip(snapshot.segments, snapshot.dead, strict=True):
            mostly_alive = dead is None or dead.sum() < 0.2 * len(segment)
            if segment.folder is None or not mostly_alive or len(segment) < min(LARGEST / 2, 4 * young):
                break
            keep += 1
        return keep

    def _name(self) -> str:
        """Whose chunks and vectors these are."""
        return f"{getattr(self._feed, 'identity', '')}/{self._vectors[1] if self._vectors else 'words'}"


def _sync(folder: Path) -> None:
    """Makes the disk keep a folder's files."""
    for path in [*folder.iterdir(), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

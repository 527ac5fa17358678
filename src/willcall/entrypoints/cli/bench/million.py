"""Whether the embedded index carries a million chunks: made, kept in files, opened anew and searched, with what that takes.

The chunks are made up as they are asked for, twenty words and one 384-number vector each, so that nothing but the index is measured. What is
found by meaning is compared with the exact nearest, read from the same 16-bit rows. Run by its name alone: it takes minutes.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from willcall.knowledge.chunking import Chunk
from willcall.knowledge.ports import Changes

CHUNKS, DIMENSIONS, WORDS = 1_000_000, 384, 20
QUERIES, TOP = 40, 10


def run(*, quick: bool = False) -> dict[str, Any]:
    """Makes the index in one process and searches it in another.

    Args:
        quick: Twenty thousand chunks.
    """
    count = 20_000 if quick else CHUNKS
    with tempfile.TemporaryDirectory(prefix="willcall-bench-") as folder:
        made = _apart("make", count, folder)
        disk = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        asked = _apart("ask", count, folder)
    found = {"chunks": count, "megabytes": disk / 1e6, "made": made, "asked": asked}
    lines = [
        f"{count:,} chunks made in {made['seconds']:.0f} s ({made['processor_s']:.0f} s of processor), at most {made['peak_mb']:.0f} MB of memory",
        f"{disk / 1e6:,.0f} MB on disk; opened in {asked['open_s']:.2f} s; at most {asked['peak_mb']:.0f} MB of memory while searching, pages of the files among it",
        f"both arms and the chunks: median {asked['median_ms']:.1f} ms, of processor {asked['processor_ms']:.1f} ms; recall@10 of exact {asked['recall']:.3f}",
    ]
    return {**found, "lines": lines}


def _apart(part: str, count: int, folder: str) -> dict[str, Any]:
    command = [sys.executable, "-m", __spec__.name if __name__ == "__main__" else __name__, part, str(count), folder]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ourselves
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


class _Words:
    """Chunk number n, always the same, and the vectors of its lines."""

    identity = "made up"

    def __init__(self, count: int) -> None:
        import numpy as np

        self._np, self._count = np, count
        rng = np.random.default_rng(3)
        ranks = np.minimum(rng.zipf(1.3, size=1 << 20), 50_000)
        self._ranks = ranks.astype(np.int32)
        self._centres = rng.normal(size=(500, DIMENSIONS)).astype(np.float32)

    def chunk(self, number: int) -> Chunk:
        start = number * 7919 % (len(self._ranks) - WORDS)
        text = " ".join(f"w{rank:x}q" for rank in self._ranks[start : start + WORDS].tolist())
        return Chunk(f"d{number}#t", f"d{number}", f"n{number}", "", text, "/kb/d")

    def version(self) -> int:
        return 1

    @contextmanager
    def changes(self, since: int) -> Iterator[Changes]:
        came = 0 if since else self._count
        stream = ((number, self.chunk(number)) for number in range(1, came + 1))
        yield Changes(1, anew=False, removed=(), added=stream, count=came)

    def by_number(self, numbers: Sequence[int]) -> dict[int, Chunk]:
        return {number: self.chunk(number) for number in numbers}

    def vectors(self, _encoder: str, digests: Sequence[str]) -> dict[str, bytes]:
        np = self._np
        rng = np.random.default_rng([int(digest[:8], 16) for digest in digests[:1]] or 0)
        noise = rng.standard_normal((len(digests), DIMENSIONS), dtype=np.float32)
        rows = self._centres[[int(digest[-6:], 16) % len(self._centres) for digest in digests]] + 0.8 * noise
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return {digest: row.tobytes() for digest, row in zip(digests, rows.astype(np.float16), strict=True)}

    def keep_vectors(self, _encoder: str, _new: Mapping[str, bytes]) -> None:
        """Nothing is missing."""


def _make(count: int, folder: Path) -> dict[str, Any]:
    from willcall.knowledge.stores.embedded import EmbeddedIndex

    feed, began, work = _Words(count), time.perf_counter(), time.process_time()
    index = EmbeddedIndex(feed, folder=folder / "index", vectors=(feed, "made up"))
    index.settle()
    return {"seconds": time.perf_counter() - began, "processor_s": time.process_time() - work, "peak_mb": _peak()}


def _ask(count: int, folder: Path) -> dict[str, Any]:
    import numpy as np

    from willcall.knowledge.stores.embedded import EmbeddedIndex
    from willcall.knowledge.words import terms

    feed = _Words(count)
    began = time.perf_counter()
    index = EmbeddedIndex(feed, folder=folder / "index", vectors=(feed, "made up"))
    snapshot = index.current()
    opened = time.perf_counter() - began
    assert len(snapshot) == count
    assert all(segment.folder is not None for segment in snapshot.segments)
    rng = np.random.default_rng(9)
    took, work, right = [], [], 0
    for at in range(QUERIES + 3):
        text = " ".join(feed.chunk(int(rng.integers(1, count))).text.split()[:5])
        segment = snapshot.segments[at % len(snapshot.segments)]
        row = segment.arrays["near16"][int(rng.integers(len(segment.arrays["near16"])))].astype(np.float32)
        vector = row + 0.05 * rng.normal(size=DIMENSIONS).astype(np.float32)
        vector = (vector / np.linalg.norm(vector)).astype(np.float32)
        start, used = time.perf_counter(), time.process_time()
        words = snapshot.by_words(dict.fromkeys(terms(text), 1.0), limit=TOP)
        near = snapshot.by_meaning(vector, limit=TOP)
        snapshot.chunks([one.number for one in (*words, *near)])
        if at >= 3:  # the first few meet a cold cache
            took.append(time.perf_counter() - start)
            work.append(time.process_time() - used)
        if at % 4 == 3:
            right += len(_exact(snapshot, vector) & {one.number for one in near})
    asked = len(range(3, QUERIES + 3, 4))
    return {
        "open_s": opened,
        "median_ms": statistics.median(took) * 1000,
        "processor_ms": statistics.median(work) * 1000,
        "recall": right / (TOP * asked),
        "peak_mb": _peak(),
    }


def _exact(snapshot: Any, vector: Any) -> set[int]:
    """The nearest chunks by every row, as 32-bit floats."""
    import numpy as np

    best: list[tuple[float, int]] = []
    for segment in snapshot.segments:
        rows, owner = segment.arrays["near16"], segment.arrays["owner"]
        cosines = np.concatenate(
            [rows[start : start + 20_000].astype(np.float32) @ vector for start in range(0, len(rows), 20_000)]
        )
        worth = np.full(len(segment), -2, dtype=np.float32)
        np.maximum.at(worth, owner, cosines)
        top = np.argsort(-worth)[:TOP]
        best += zip(worth[top].tolist(), segment.numbers[top].tolist(), strict=True)
    return {number for _, number in sorted(best, reverse=True)[:TOP]}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    part, count, folder = sys.argv[1:]
    print(json.dumps({"make": _make, "ask": _ask}[part](int(count), Path(folder))))

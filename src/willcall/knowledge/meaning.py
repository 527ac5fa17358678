"""The second arm: how near a question is in meaning to each line of each passage, and to what no venue's documents answer.

A passage's lines are its heading, its sentences and the questions it says it answers. The contrast of `elsewhere.txt` (who won, the
weather, a hotel) shows when a question is nearer to what is asked anywhere. Knows vectors and chunks, not words. Encoder:
Reimers and Gurevych, "Sentence-BERT" (2019).
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from willcall.knowledge.chunking import Chunk, sentences
from willcall.knowledge.ports import SentenceEncoder

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

ELSEWHERE = tuple(Path(__file__).with_name("elsewhere.txt").read_text("utf-8").splitlines())
"""Questions that a venue's documents do not answer. A document that does answer one is nearer to it than this list is."""

_PROBE = "What time do the doors open?"
_BATCH = 256


def lines(chunk: Chunk) -> list[str]:
    """What of a passage is compared with a question."""
    label = f"{chunk.title}: {chunk.heading}" if chunk.heading else chunk.title
    return [label, *chunk.asked, *sentences(chunk.text)]


class MeaningIndex:
    """Compares a question's vector with a fixed set of chunks; safe to use from several threads.

    Args:
        chunks: At least one.
        vectors: Line → its vector of length 1, for every line of every chunk and of `ELSEWHERE`.
    """

    def __init__(self, chunks: Sequence[Chunk], vectors: "Mapping[str, npt.NDArray[np.float32]]") -> None:
        import numpy as np  # noqa: PLC0415

        self._np = np
        parts = [lines(chunk) for chunk in chunks]
        self._starts = np.cumsum([0, *(len(part) for part in parts[:-1])])
        self._lines = np.stack([vectors[line] for part in parts for line in part])
        self._elsewhere = np.stack([vectors[line] for line in ELSEWHERE])

    def compare(self, vector: "npt.NDArray[np.float32]") -> tuple[list[float], float]:
        """The best cosine of each chunk, in their order, and the best of `ELSEWHERE`."""
        # einsum and not @: a matrix product would wake every core for so little
        near = self._np.einsum("ij,j->i", self._lines, vector)
        best = self._np.maximum.reduceat(near, self._starts)
        return best.tolist(), float(self._np.einsum("ij,j->i", self._elsewhere, vector).max())


class VectorShelf:
    """Vectors in memory; a twin of `knowledge.store.DocumentStore` for tests."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def vectors(self) -> dict[str, bytes]:
        return dict(self.kept)

    def keep_vectors(self, new: Mapping[str, bytes], *, drop: Sequence[str] = ()) -> None:
        self.kept.update(new)
        for key in drop:
            self.kept.pop(key, None)


def index(
    chunks: Sequence[Chunk],
    encoder: SentenceEncoder,
    kept: Mapping[str, bytes],
    keep: Callable[[Mapping[str, bytes], Sequence[str]], None],
    stopped: Callable[[], bool],
) -> MeaningIndex | None:
    """Encodes the lines that have no vector yet and indexes all of them; None when told to stop.

    Args:
        chunks: At least one.
        encoder: Its answer to one line is part of the keys, so that vectors of another encoder are never mixed in.
        kept: Key → vector, as 16-bit floats.
        keep: Called with new vectors now and then, and at last with the keys that are of no use any more.
        stopped: Whether to stop, asked before each line.
    """
    import numpy as np  # noqa: PLC0415

    who = hashlib.sha256(np.asarray(encoder.encode(_PROBE), dtype=np.float16).tobytes()).hexdigest()
    wanted = dict.fromkeys(line for chunk in chunks for line in lines(chunk)) | dict.fromkeys(ELSEWHERE)
    vectors, new, used = {}, {}, set()
    for line in wanted:
        if stopped():
            return None
        key = hashlib.sha256(f"{who}\n{line}".encode()).hexdigest()
        used.add(key)
        packed = kept.get(key)
        if packed is None:
            packed = np.asarray(encoder.encode(line), dtype=np.float16).tobytes()
            new[key] = packed
            if len(new) >= _BATCH:
                keep(new, ())
                new = {}
        vectors[line] = np.frombuffer(packed, dtype=np.float16).astype(np.float32)
    keep(new, sorted(kept.keys() - used))
    return MeaningIndex(chunks, vectors)

"""The second arm's own: vectors of lines, made once and kept, and the contrast with what is asked elsewhere.

A passage's lines are its heading, its sentences and the questions it says it answers. The contrast of `elsewhere.txt` (who won, the
weather, a hotel) shows when a question is nearer to what is asked anywhere. Knows vectors and lines, not words. Encoder:
Reimers and Gurevych, "Sentence-BERT" (2019).
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from willcall.knowledge.ports import SentenceEncoder, Vectors
from willcall.knowledge.prepared import line_digest

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

ELSEWHERE = tuple(Path(__file__).with_name("elsewhere.txt").read_text("utf-8").splitlines())
"""Questions that a venue's documents do not answer. A document that does answer one is nearer to it than this list is."""

PROBE = "What time do the doors open?"
_BATCH = 256


class Elsewhere:
    """How near a question is to what is asked elsewhere.

    Args:
        vectors: Of `ELSEWHERE`, each of length 1.
    """

    def __init__(self, vectors: "Sequence[npt.NDArray[np.float32]]") -> None:
        import numpy as np  # noqa: PLC0415

        self._np = np
        self._vectors = np.stack(list(vectors))

    def near(self, vector: "npt.NDArray[np.float32]") -> float:
        """The best cosine."""
        # einsum and not @: a matrix product would wake every core for so little
        return float(self._np.vecdot(self._vectors, vector).max())


class VectorShelf:
    """Vectors in memory; a twin of `knowledge.store.DocumentStore` for tests and for reading a folder without keeping it."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def vectors(self, encoder: str, lines: Sequence[str]) -> dict[str, bytes]:
        return {line: self.kept[encoder, line] for line in lines if (encoder, line) in self.kept}

    def keep_vectors(self, encoder: str, new: Mapping[str, bytes]) -> None:
        self.kept.update({(encoder, line): vector for line, vector in new.items()})


def encoder_name(encoder: SentenceEncoder) -> str:
    """Tells encoders apart by what they say, so that vectors of two are never mixed."""
    return name_of(packed(encoder, PROBE))


def name_of(probe: bytes) -> str:
    """The name of the encoder that says this of `PROBE`."""
    return hashlib.sha256(probe).hexdigest()[:16]


def packed(encoder: SentenceEncoder, line: str) -> bytes:
    """A line's vector as it is kept: 16-bit floats."""
    import numpy as np  # noqa: PLC0415

    return np.asarray(encoder.encode(line), dtype=np.float16).tobytes()


def unpacked(kept: bytes) -> "npt.NDArray[np.float32]":
    """A vector as it was before it was packed, all but rounding."""
    import numpy as np  # noqa: PLC0415

    return np.frombuffer(kept, dtype=np.float16).astype(np.float32)


def keep(lines: Iterable[str], encoder: SentenceEncoder, name: str, kept: Vectors, stopped: Callable[[], bool]) -> bool:
    """Encodes lines that have no vector yet, and keeps those; False when told to stop.

    Args:
        lines: Each once.
        encoder: Makes the vectors.
        name: The encoder's.
        kept: Where to keep them.
        stopped: Whether to stop, asked before each line.
    """
    new: dict[str, bytes] = {}
    for line in lines:
        if stopped():
            return False
        new[line_digest(line)] = packed(encoder, line)
        if len(new) >= _BATCH:
            kept.keep_vectors(name, new)
            new = {}
    kept.keep_vectors(name, new)
    return True


def elsewhere(encoder: SentenceEncoder, name: str, kept: Vectors, stopped: Callable[[], bool]) -> Elsewhere | None:
    """The contrast, encoded where it is not kept yet; None when told to stop."""
    digests = {line_digest(line): line for line in ELSEWHERE}
    there = kept.vectors(name, list(digests))
    if len(there) < len(digests):
        lacking = [line for digest, line in digests.items() if digest not in there]
        if not keep(lacking, encoder, name, kept, stopped):
            return None
        there = kept.vectors(name, list(digests))
    return Elsewhere([unpacked(there[digest]) for digest in digests])

"""What people ask venues in a thousand ways, as a bridge from a question to what a house would say about it.

The package holds the vectors of some seven thousand questions about two hundred facts that houses tell, and of statements of those facts in
several houses' words (`training/datasets/venues`; no house is anyone's). A question is near some of them; the statements of those
facts stand in for a passage that answers it, and the passages of the documents are compared with that too. Nothing of it is ever said to anyone.
Gao, Ma, Lin and Callan, "Precise Zero-Shot Dense Retrieval without Relevance Labels" (2022), who let a language model write the
stand-in. Vectors of another encoder than the packaged one mean something else: then there are no topics. NumPy alone.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

PACKAGED = Path(__file__).with_name("topics.npz")
SAID, ASKED, BESIDE, ELSEWHERE = range(4)
"""Kinds of lines: statements, questions they answer, questions they only seem to answer, questions of no fact."""

_SAME = 0.97
"""The cosine of two readings of the probe from which on the encoder is the same; processors round differently."""
_FACTS, _SPREAD = 5, 0.03
"""How many facts a stand-in is made of, and how fast the less near count less."""
_ROUGHLY = 0.02
"""How far a cosine of bytes may be from the exact one, and more: what is less by that is not looked at exactly."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is about.

    Args:
        vector: The stand-in for a passage that answers it, of length 1; None without topics.
        near: The cosine of the nearest question or statement.
        beside: That of the nearest question which statements of venues only seem to answer.
        elsewhere: That of the nearest question that no venue answers.
    """

    vector: "npt.NDArray[np.float32] | None" = None
    near: float = 0.0
    beside: float = 0.0
    elsewhere: float = -1.0


NO_TOPIC = Topic()


class Topics:
    """Lines by fact.

    Args:
        vectors: [lines, dimensions] of int8, of any length but 0.
        facts: Of each line, the number of its fact, never falling.
        kinds: Of each line, one of the four.
    """

    def __init__(
        self, vectors: "npt.NDArray[np.int8]", facts: "npt.NDArray[np.int16]", kinds: "npt.NDArray[np.int8]"
    ) -> None:
        import numpy as np  # noqa: PLC0415

        self._np = np
        lengths = np.linalg.norm(vectors.astype(np.float32), axis=1)
        parts = [np.flatnonzero(kinds <= ASKED), np.flatnonzero(kinds == BESIDE), np.flatnonzero(kinds == ELSEWHERE)]
        order = np.concatenate(parts)
        self._rows, self._lengths = vectors[order], lengths[order]
        self._about, self._beside = len(parts[0]), len(parts[0]) + len(parts[1])
        begins = np.diff(facts[parts[0]], prepend=-1) != 0
        self._starts, self._fact = np.flatnonzero(begins), np.cumsum(begins) - 1
        said = kinds == SAID
        lines = vectors[said] / lengths[said, None]
        sums = np.add.reduceat(lines, np.flatnonzero(np.diff(facts[said], prepend=-1)), axis=0)
        self._said = sums / np.linalg.norm(sums, axis=1, keepdims=True)

    def of(self, vector: "npt.NDArray[np.float32]") -> Topic:
        """What a question is about.

        Args:
            vector: The question's, of length 1.
        """
        np = self._np
        rough = self._roughly(vector)
        facts = np.maximum.reduceat(rough[: self._about], self._starts)
        able = np.flatnonzero(rough[: self._about] >= np.sort(facts)[-_FACTS:][0] - _ROUGHLY)
        starts = np.flatnonzero(np.diff(self._fact[able], prepend=-1))
        near = np.maximum.reduceat(self._exactly(vector, able), starts)
        best = np.argsort(-near)[:_FACTS]
        share = np.exp((near[best] - near[best[0]]) / _SPREAD)
        stand_in = np.einsum("i,ij->j", share, self._said[self._fact[able][starts][best]])
        return Topic(
            vector=np.asarray(stand_in / np.linalg.norm(stand_in), dtype=np.float32),
            near=float(near[best[0]]),
            beside=self._nearest(vector, rough, self._about, self._beside),
            elsewhere=self._nearest(vector, rough, self._beside, len(rough)),
        )

    def _roughly(self, vector: "npt.NDArray[np.float32]") -> "npt.NDArray[np.float32]":
        """[lines], the cosines to within half of `_ROUGHLY`: a walk through bytes, and every core is left asleep."""
        import numpy as np  # noqa: PLC0415
        import simsimd  # noqa: PLC0415

        asked = (vector * (127 / (float(np.abs(vector).max()) or 1.0))).round().astype(np.int8)
        length = np.linalg.norm(asked.astype(np.float32)) or 1.0
        dots = simsimd.cdist(asked[None], self._rows, metric="dot")
        return cast("npt.NDArray[np.float32]", np.asarray(dots, dtype=np.float32)[0] / (self._lengths * length))

    def _exactly(self, vector: "npt.NDArray[np.float32]", lines: "npt.NDArray[Any]") -> "npt.NDArray[np.float32]":
        dots = self._np.vecdot(self._rows[lines].astype(self._np.float32), vector)
        return cast("npt.NDArray[np.float32]", dots / self._lengths[lines])

    def _nearest(
        self, vector: "npt.NDArray[np.float32]", rough: "npt.NDArray[np.float32]", first: int, end: int
    ) -> float:
        """The cosine of the nearest of those lines; -1 where there is none."""
        if first == end:
            return -1.0
        part = rough[first:end]
        return float(self._exactly(vector, first + self._np.flatnonzero(part >= part.max() - _ROUGHLY)).max())


def packaged(probe: "npt.NDArray[Any]") -> Topics | None:
    """The topics that ship; None if they were made with another encoder.

    Args:
        probe: What the encoder says of `meaning.PROBE`, of length 1.
    """
    import numpy as np  # noqa: PLC0415

    probe = np.asarray(probe, dtype=np.float32)
    with np.load(PACKAGED, allow_pickle=False) as file:
        made_with = file["probe"]
        if made_with.shape != probe.shape or float(np.einsum("i,i->", made_with, probe)) < _SAME:
            return None
        return Topics(file["vectors"], file["facts"], file["kinds"])

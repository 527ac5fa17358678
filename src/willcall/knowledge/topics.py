"""What people ask venues in a thousand ways, as a bridge from a question to what a house would say about it.

The package holds the vectors of some seven thousand questions about two hundred facts that houses tell, and of statements of those facts in
several houses' words (`training/datasets/venues`; no house is anyone's). A question is near some of them; the statements of those
facts stand in for a passage that answers it, and the passages of the documents are compared with that too. Nothing of it is ever said to anyone.
Gao, Ma, Lin and Callan, "Precise Zero-Shot Dense Retrieval without Relevance Labels" (2022), who let a language model write the
stand-in. Vectors of another encoder than the packaged one mean something else: then there are no topics. NumPy alone.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
        vectors: [lines, dimensions], of any length but 0.
        facts: Of each line, the number of its fact, never falling.
        kinds: Of each line, one of the three.
    """

    def __init__(
        self, vectors: "npt.NDArray[Any]", facts: "npt.NDArray[np.int16]", kinds: "npt.NDArray[np.int8]"
    ) -> None:
        import numpy as np  # noqa: PLC0415

        self._np = np
        lines = np.asarray(vectors, dtype=np.float32)
        lines /= np.linalg.norm(lines, axis=1, keepdims=True)
        about, said = kinds <= ASKED, kinds == SAID
        self._lines, self._beside, self._elsewhere = lines[about], lines[kinds == BESIDE], lines[kinds == ELSEWHERE]
        self._starts = np.flatnonzero(np.diff(facts[about], prepend=-1))
        sums = np.add.reduceat(lines[said], np.flatnonzero(np.diff(facts[said], prepend=-1)), axis=0)
        self._said = sums / np.linalg.norm(sums, axis=1, keepdims=True)

    def of(self, vector: "npt.NDArray[np.float32]") -> Topic:
        """What a question is about.

        Args:
            vector: The question's, of length 1.
        """
        np = self._np
        # row by row and not @: a matrix product would wake every core for so little
        near = np.maximum.reduceat(np.vecdot(self._lines, vector), self._starts)
        best = np.argsort(-near)[:_FACTS]
        share = np.exp((near[best] - near[best[0]]) / _SPREAD)
        stand_in = np.einsum("i,ij->j", share, self._said[best])
        return Topic(
            vector=np.asarray(stand_in / np.linalg.norm(stand_in), dtype=np.float32),
            near=float(near[best[0]]),
            beside=float(np.vecdot(self._beside, vector).max(initial=-1.0)),
            elsewhere=float(np.vecdot(self._elsewhere, vector).max(initial=-1.0)),
        )


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

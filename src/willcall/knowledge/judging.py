"""How close a passage is to a question, in kinds of lines, and how likely it is that the best passage answers.

A line that says it is asked is nearer to any question than a statement is, so the kinds are told apart. The likelihood is a logistic
regression on what distinguishes right answers from wrong ones and from questions that nothing answers; its numbers are made by
`knowledge.evaluate.calibrate` and stand in `judge.json`. Knows vectors and numbers, no index and no storage but `Vectors`.
"""

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from willcall.knowledge.asking import kinds_in
from willcall.knowledge.chunking import Chunk
from willcall.knowledge.index import Term
from willcall.knowledge.ports import Vectors
from willcall.knowledge.prepared import line_digest, lines
from willcall.knowledge.topics import NO_TOPIC, Topic

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

HELD = 2_048
"""Chunks whose vectors are kept at hand."""
ASKED, ASKED_LESS = 1.1, 0.25
"""What a question that a passage says it answers is worth: ASKED × (cosine − ASKED_LESS), against what it says."""
TOPIC = 0.4
"""What a passage gains in rank for being near to what houses say about the question's topic, times the cosine."""
KIND = 0.06
"""What a passage gains in rank for having the kind of thing that is asked for."""
WORDS = 0.1
"""What a passage gains in rank for saying all of the question's words."""
BEST = 0.16
"""What it gains for being the best by BM25, times the most that any passage says of the question: the best of poor finds is none."""


_Held = tuple[Any, int, frozenset[str]]
"""The vectors of a chunk's lines; how many of them are of what it is asked for; what it has."""


@dataclass(frozen=True, slots=True)
class Closeness:
    """Cosines of a question with a passage: its label, the nearest question it says it answers (-1: none), its nearest sentence under
    its heading; and of the question's topic (0: none) with its nearest sentence, and with its nearest line of either kind.
    """

    label: float
    asked: float
    said: float
    topic_said: float = 0.0
    topic: float = 0.0
    kinds: frozenset[str] = frozenset()
    """Of things that the passage has, see `asking`."""
    each: tuple[float, ...] = ()
    """The cosine of the question with each of its sentences."""

    @property
    def rank(self) -> float:
        """The two ways to be near, on one scale."""
        return max(self.said + TOPIC * self.topic_said, ASKED * (self.asked - ASKED_LESS) + TOPIC * self.topic)


class Lines:
    """The vectors of passages' lines, some of them at hand. Safe to use from several threads.

    Args:
        vectors: Where all are kept.
        name: The encoder's.
    """

    def __init__(self, vectors: Vectors, name: str) -> None:
        self._vectors = vectors
        self._name = name
        self._held: OrderedDict[int, _Held] = OrderedDict()
        self._lock = Lock()

    def closeness(
        self,
        chunks: Mapping[int, Chunk],
        vector: "npt.NDArray[np.float32]",
        missing: Callable[[str], Any],
        topic: Topic = NO_TOPIC,
    ) -> dict[int, Closeness]:
        """How close each passage is.

        Args:
            chunks: By number.
            vector: The question's, of length 1.
            missing: Encodes a line whose vector is not kept.
            topic: What the question is about.
        """
        import numpy as np  # noqa: PLC0415

        found = self.warm(chunks, missing)
        if not found:
            return {}
        every = np.concatenate([held[0] for held in found.values()])
        near = np.vecdot(every, vector).tolist()
        about = [0.0] * len(near) if topic.vector is None else np.vecdot(every, topic.vector).tolist()
        result, start = {}, 0
        for number, (matrix, asked, kinds) in found.items():
            end = start + len(matrix)
            first = start + 1 + asked
            result[number] = Closeness(
                label=near[start],
                asked=max(near[start + 1 : first], default=-1.0),
                said=max(near[first:end], default=near[start]),
                topic_said=max(about[first:end], default=about[start]),
                topic=max(about[start + 1 : end], default=about[start]),
                kinds=kinds,
                each=tuple(near[first:end]),
            )
            start = end
        return result

    def warm(self, chunks: Mapping[int, Chunk], missing: Callable[[str], Any]) -> dict[int, _Held]:
        """Has the vectors of passages at hand; see `closeness`."""
        return {number: self._lines(number, chunk, missing) for number, chunk in chunks.items()}

    def _lines(self, number: int, chunk: Chunk, missing: Callable[[str], Any]) -> _Held:
        import numpy as np  # noqa: PLC0415

        with self._lock:
            held = self._held.get(number)
            if held is not None:
                self._held.move_to_end(number)
                return held
        wanted = lines(chunk)
        kept = self._vectors.vectors(self._name, [line_digest(line) for line in wanted])
        matrix = np.stack(
            [
                np.frombuffer(kept[line_digest(line)], dtype=np.float16).astype(np.float32)
                if line_digest(line) in kept
                else np.asarray(missing(line), dtype=np.float32)
                for line in wanted
            ]
        )
        held = (matrix, len(chunk.asked), kinds_in(chunk.text))
        with self._lock:
            self._held[number] = held
            while len(self._held) > HELD:
                self._held.popitem(last=False)
        return held


def features(
    best: Closeness,
    coverage: float,
    ranks: Sequence[float],
    elsewhere: float,
    query: Sequence[Term],
    topic: Topic = NO_TOPIC,
) -> tuple[float, ...]:
    """What the likelihood is read from.

    Args:
        best: Of the best passage.
        coverage: The share of the question's words that it says.
        ranks: Of all passages found, best first.
        elsewhere: The cosine of the nearest question that is asked elsewhere.
        query: The question's words.
        topic: What the question is about.
    """
    total = sum(term.weight for term in query)
    unknown = sum(term.weight for term in query if not term.known) / total if total else 0.0
    asked = max(best.asked, 0.0)
    second = ranks[1] if len(ranks) > 1 else 0.0
    fifth = ranks[4] if len(ranks) > 4 else second
    count = min(len(query), 10) / 10
    return (
        ranks[0],
        best.said,
        asked,
        coverage,
        elsewhere,
        ranks[0] - second,
        ranks[0] - fifth,
        unknown,
        count,
        unknown * coverage,
        best.label,
        max(best.asked, best.said) - elsewhere,
        coverage * count,
        topic.near,
        best.topic,
        topic.beside,
        topic.near - max(elsewhere, topic.beside),
    )


def likelihood(given: Sequence[float]) -> float:
    """How likely it is that the best passage answers, 0 to 1."""
    judge = _judge()
    total = judge["bias"] + sum(weight * value for weight, value in zip(judge["weights"], given, strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def threshold() -> float:
    """The likelihood below which "I don't know" is the better answer, as calibrated."""
    return float(_judge()["threshold"])


@lru_cache(maxsize=1)
def _judge() -> dict[str, Any]:
    judge: dict[str, Any] = json.loads(Path(__file__).with_name("judge.json").read_text("utf-8"))
    return judge

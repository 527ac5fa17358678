"""Knowledge, seen from outside."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document, with where it came from.

    Args:
        id: Chunk id.
        title: The document's title (and heading).
        uri: Where a person can read it: `/kb/<document>` or the original address.
        text: The passage.
        snippet: At most some 200 characters around the match.
        score: Higher is better; comparable within one search only.
    """

    id: str
    title: str
    uri: str
    text: str
    snippet: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer taken from passages: every sentence stands in `sources`. `text` is empty when nothing supports one."""

    text: str
    sources: tuple[Passage, ...]
    confidence: float


class Knowledge(Protocol):
    """Finds passages and answers from them, or says that it does not know."""

    def search(self, query: str, *, limit: int = 5) -> list[Passage]: ...

    def answer(self, question: str, *, venue: str | None = None, event_id: str | None = None) -> Answer:
        """An extractive answer with its sources; empty text and zero confidence when the evidence is too weak."""
        ...


class SentenceEncoder(Protocol):
    """Turns a text into a vector of length 1, near those of texts that mean the same. May raise when it is missing or fails."""

    def encode(self, text: str) -> "npt.NDArray[np.float32]": ...

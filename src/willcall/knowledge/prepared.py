"""A document made ready for the store: its chunks, its facts, and the vectors that somebody has already made of its lines."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from willcall.knowledge.chunking import Chunk, chunks, sentences
from willcall.knowledge.documents import Document
from willcall.knowledge.facts import Fact, facts


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is stored of a document.

    Args:
        document: Itself.
        chunks: In order.
        facts: In order.
        vectors: Digest of a line → its vector as 16-bit floats, of one encoder; may lack lines.
        encoder: Which encoder's; "" when there are no vectors.
        origin: Where it came from: a path or an address; None for one handed over directly.
        origin_digest: A hash of the bytes that came from there.
        root: The folder that was being added, where `origin` lies in one.
    """

    document: Document
    chunks: tuple[Chunk, ...]
    facts: tuple[Fact, ...] = ()
    vectors: Mapping[str, bytes] = field(default_factory=dict)
    encoder: str = ""
    origin: str | None = None
    origin_digest: str | None = None
    root: str | None = None


def prepare(document: Document) -> Prepared:
    """Cuts a document and reads its facts."""
    return Prepared(document, tuple(chunks(document)), tuple(facts(document)))


def lines(chunk: Chunk) -> list[str]:
    """What of a passage is compared with a question: its label, the questions it answers, each sentence under its heading.

    A sentence or a row of a table says little without what it stands under ("Keys are handed over at the north doors").
    """
    label = f"{chunk.title}: {chunk.heading}" if chunk.heading else chunk.title
    over = chunk.heading or chunk.title
    return [label, *chunk.asked, *(f"{over}: {sentence}" for sentence in sentences(chunk.text))]


def line_digest(line: str) -> str:
    """What a line's vector is kept by."""
    return hashlib.sha256(line.encode()).hexdigest()

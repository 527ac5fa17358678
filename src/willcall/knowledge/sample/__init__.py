"""The sample knowledge base: what a venue company tells its guests, and questions about it. Invented; general enough for any house.

The questions were written when the documents were done; the documents do not follow them.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from willcall.knowledge.documents import Document
from willcall.knowledge.ingest.readers import read_path

FOLDER = Path(__file__).with_name("documents")
QUESTIONS = Path(__file__).with_name("questions.jsonl")


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage that answers: the document's id, and words that stand in the passage whatever the document is cut into."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question as someone would type it.

    Args:
        id: Never given to another question.
        query: As typed.
        passages: Any of them answers it; none if nothing in the documents does.
        says: What must stand in a right answer, in any case of letters; "" where the passage is enough.
    """

    id: str
    query: str
    passages: tuple[Marked, ...]
    says: str = ""


def documents() -> list[Document]:
    """The sample's documents, in order of id."""
    return list(read_path(FOLDER))


def labelled() -> list[Labelled]:
    """The questions, in order of id."""
    rows = (json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines())
    return [
        Labelled(row["id"], row["query"], tuple(Marked(**one) for one in row["passages"]), row.get("says", ""))
        for row in rows
    ]

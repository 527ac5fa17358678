"""What the sample's labelled questions mean for a passage and an answer, and the half of them that may be tuned on. Knows no ranking."""

import hashlib
import re
from typing import Literal

from willcall.knowledge.hybrid import HybridKnowledge
from willcall.knowledge.meaning import VectorShelf
from willcall.knowledge.ports import Passage, SentenceEncoder
from willcall.knowledge.reranking import Reranker
from willcall.knowledge.sample import Labelled, documents
from willcall.knowledge.search import BookShelf, KeywordKnowledge


def half(id: str) -> Literal["tune", "report"]:
    """Which half a question is in; for ever, since only its id decides."""
    return "report" if hashlib.sha256(id.encode()).digest()[0] % 2 else "tune"


def over_sample(encoder: SentenceEncoder, *, reranker: Reranker | None = None) -> HybridKnowledge:
    """The sample's documents, ready to be asked; close it when done."""
    shelf = BookShelf(documents())
    knowledge = HybridKnowledge(KeywordKnowledge(shelf), encoder, VectorShelf(), reranker=reranker, links=shelf)
    knowledge.wait(600)
    return knowledge


def hits_passage(one: Labelled, passage: Passage) -> bool:
    """Whether a passage is one of those that answer."""
    document = passage.id.split("#")[0]
    said = _plain(f"{passage.title} {passage.text}")
    return any(document == marked.document and marked.quote.lower() in said for marked in one.passages)


def says_it(one: Labelled, text: str) -> bool:
    """Whether an answer says what a right one must."""
    return one.says.lower() in _plain(text)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).lower()

"""Re-ranking: a model that reads question and passage together sets the first places anew.

A model's scores become shares: of the passages, and of nothing among them answering. A share moves a passage up by at most `PULL`, so
what can win, and whether anything can, is known before the model is asked. No model ships (docs/how-to/re-rank.md); evaluation and
installations take the one they are given. Knows no model. Nogueira and Cho, "Passage Re-ranking with BERT" (2019).
"""

from collections.abc import Callable, Sequence
from math import exp
from typing import Protocol

DEPTH = 20
"""How many of the first places are set anew."""
PULL = 0.3
"""What a passage gains in rank that the model is certain of; the ranks of a question's first twenty mostly lie within twice that."""


class Reranker(Protocol):
    """Says how well passages answer a question. May raise when it is missing or fails."""

    def score(self, question: str, passages: Sequence[str]) -> Sequence[float]:
        """One score a passage, in their order: the logarithm of the odds that it answers, as well as the model can tell."""
        ...


def shares(scores: Sequence[float]) -> list[float]:
    """How likely each passage is the one that answers, where one at most does; what is missing to 1 is that none does."""
    top = max(0.0, *scores) if scores else 0.0
    odds = [exp(score - top) for score in scores]
    whole = sum(odds) + exp(-top)
    return [one / whole for one in odds]


def contenders(ranks: Sequence[float], *, depth: int = DEPTH) -> int:
    """How many of the first passages could come first; with one, the model has nothing to decide.

    Args:
        ranks: Best first.
        depth: How many at most.
    """
    if not ranks:
        return 0
    return sum(rank > ranks[0] - PULL for rank in ranks[:depth])


def rerank(
    reranker: Reranker, question: str, ranked: Sequence[int], text: Callable[[int], str], *, depth: int = DEPTH
) -> list[int]:
    """The same passages, the first `depth` of them by the re-ranker's scores, of equals in the order they had.

    Args:
        reranker: The model.
        question: As typed.
        ranked: Passages, best first.
        text: Of each passage.
        depth: How many are set anew.
    """
    head = list(ranked[:depth])
    if len(head) < 2:
        return list(ranked)
    scores = reranker.score(question, [text(one) for one in head])
    order = sorted(range(len(head)), key=lambda at: -scores[at])
    return [*(head[at] for at in order), *ranked[depth:]]

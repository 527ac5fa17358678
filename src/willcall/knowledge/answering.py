"""Answers, taken word for word from what was found: the sentences that say it, and no more.

Knows neither storage nor ranking. How sure an answer is depends on how much of the question the passage covers; below
`THRESHOLD` the honest answer is none.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from willcall.knowledge.asking import asked_for, has
from willcall.knowledge.chunking import sentences
from willcall.knowledge.index import Hit, Term
from willcall.knowledge.words import terms

THRESHOLD = 0.6
"""Set on the labelled questions of `tests/knowledge` that are not held out; the lab notes have the rates on those that are."""

LENGTH = 380
SHORT = 260
"""A passage of no more characters is an answer as it stands."""
MANY, CURT = 4, 70
"""A passage of so many sentences, of fewer characters each, tells one thing after another, and is answered from sentence by sentence."""
SNIPPET = 200

_LEANS = re.compile(
    r"(it|they|them|this|these|those|that|he|she|both|otherwise|however|but|then|larger|show|you get|drivers)\b",
    re.IGNORECASE,
)

_WITHOUT = re.compile(
    r"\b(?:alcohol|gluten|dairy|sugar|caffeine|nut|meat|fat|salt)[- ]free\b|\bnon[- ]\w+|\bwithout alcohol\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8_192)
def _said(line: str) -> frozenset[str]:
    """The words of a line; most lines are looked at again and again."""
    return frozenset(terms(line))


def passage_answer(question: str, query: Sequence[Term], hit: Hit) -> str:
    """The sentence of a passage that answers best, with the neighbour it cannot be understood without.

    Args:
        question: As typed; how it asks (how much, when, where) favours sentences that have such a thing.
        query: Its words, as the index read them.
        hit: The passage.
    """
    lines = sentences(hit.chunk.text)
    many = len(lines) >= MANY and len(hit.chunk.text) < CURT * len(lines)
    if len(hit.chunk.text) <= SHORT and not many:
        return " ".join(lines)
    marks = _marks(question, query, hit, lines)
    best = max(range(len(lines)), key=marks.__getitem__)
    first = last = best
    if best and _LEANS.match(lines[best]):
        first = best - 1
    if last + 1 < len(lines) and (
        _LEANS.match(lines[last + 1]) or marks[last + 1] > 0.6 * marks[best] > 0 or (first == last and not many)
    ):
        together = sum(len(line) + 1 for line in lines[first : last + 2])
        last += 1 if together <= LENGTH else 0
    return " ".join(lines[first : last + 1])


def best_sentence(question: str, query: Sequence[Term], hit: Hit) -> str:
    """The one sentence of a passage that answers best, as `passage_answer` sees it."""
    lines = sentences(hit.chunk.text)
    marks = _marks(question, query, hit, lines)
    return lines[max(range(len(lines)), key=marks.__getitem__)] if lines else ""


def _marks(question: str, query: Sequence[Term], hit: Hit, lines: Sequence[str]) -> list[float]:
    """How well each sentence answers."""
    sought = asked_for(question)
    heading = _said(hit.chunk.heading)
    marks = []
    for place, line in enumerate(lines):
        words = _said(line)
        mark = sum(
            term.weight * (term.found_in(words) or (0.6 * term.found_in(heading) if place == 0 else 0))
            for term in query
        )
        if _WITHOUT.search(line) and not _WITHOUT.search(question):
            mark *= 0.5  # who asks for a beer does not ask for one without alcohol
        mark += sum(1.5 for kind in sought if has(line, kind)) - 0.15 * place
        marks.append(mark)
    return marks


def snippet(text: str, query: Sequence[Term]) -> str:
    """At most some 200 characters of a passage, around what the query asks."""
    lines = sentences(text)
    if not lines:
        return ""
    best = max(lines, key=lambda line: sum(term.weight * term.found_in(_said(line)) for term in query))
    return best if len(best) <= SNIPPET else best[: SNIPPET - 1].rsplit(" ", 1)[0] + "…"

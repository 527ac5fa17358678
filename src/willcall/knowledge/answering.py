"""Answers, taken word for word from what was found: the sentences that say it, and no more.

Knows neither storage nor ranking. How sure an answer is depends on how much of the question the passage covers; below
`THRESHOLD` the honest answer is none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from willcall.knowledge.asking import FIRM, asked_for, has
from willcall.knowledge.chunking import sentences
from willcall.knowledge.index import Hit, Term
from willcall.knowledge.whose import lines_for
from willcall.knowledge.words import terms

THRESHOLD = 0.6
"""Set on the labelled questions of `tests/knowledge` that are not held out; the lab notes have the rates on those that are."""

LENGTH = 380
SHORT = 260
"""A passage of no more characters is an answer as it stands."""
MANY, CURT = 4, 70
"""A passage of so many sentences, of fewer characters each, tells one thing after another, and is answered from sentence by sentence."""
SNIPPET = 200
MEANING = 0.5
"""What a sentence gains for being near to the question, as a share of what saying all of its words is worth, times the cosine."""
OWN, THEIRS = 1.25, 0.4
"""How many times as much a sentence counts that speaks of the venue asked about, and one that speaks of others."""

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


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a question beside its words.

    Args:
        venue: The venue it is about.
        others: The other venues; what is said of one of them is no answer where the passage speaks of `venue` as well.
        near: The cosine of the question with each sentence of the passage; empty where only keywords can tell.
    """

    venue: str | None = None
    others: tuple[str, ...] = ()
    near: tuple[float, ...] = ()


ANYTHING = About()


def passage_answer(question: str, query: Sequence[Term], hit: Hit, about: About = ANYTHING) -> str:
    """The sentence of a passage that answers best, with the neighbour it cannot be understood without.

    Args:
        question: As typed; how it asks (how much, when, where) favours sentences that have such a thing.
        query: Its words, as the index read them.
        hit: The passage.
        about: What else is known of the question.
    """
    lines = sentences(hit.chunk.text)
    whose = lines_for(lines, about.venue, about.others)
    many = len(lines) >= MANY and len(hit.chunk.text) < CURT * len(lines)
    if len(hit.chunk.text) <= SHORT and not many and False not in whose:
        return " ".join(lines)
    marks = _marks(question, query, hit, lines, about, whose)
    best = max(range(len(lines)), key=marks.__getitem__)
    first = last = best
    if best and _LEANS.match(lines[best]):
        first = best - 1

    def fits() -> bool:
        return (
            last + 1 < len(lines)
            and (whose[last + 1] is not False or whose[best] is False)
            and sum(len(line) + 1 for line in lines[first : last + 2]) <= LENGTH
        )

    if fits() and (
        _LEANS.match(lines[last + 1]) or marks[last + 1] > 0.6 * marks[best] > 0 or (first == last and not many)
    ):
        last += 1
    if fits() and whose[last + 1] and not any(whose[first : last + 1]):
        last += 1  # what holds in general, and then what holds there
    return " ".join(lines[first : last + 1])


def best_sentence(question: str, query: Sequence[Term], hit: Hit, about: About = ANYTHING) -> str:
    """The one sentence of a passage that answers best, as `passage_answer` sees it."""
    lines = sentences(hit.chunk.text)
    marks = _marks(question, query, hit, lines, about, lines_for(lines, about.venue, about.others))
    return lines[max(range(len(lines)), key=marks.__getitem__)] if lines else ""


def _marks(
    question: str,
    query: Sequence[Term],
    hit: Hit,
    lines: Sequence[str],
    about: About,
    whose: Sequence[bool | None],
) -> list[float]:
    """How well each sentence answers."""
    sought = asked_for(question)
    heading = _said(hit.chunk.heading)
    total = sum(term.weight for term in query)
    marks: list[float] = []
    place = 0  # among the sentences that are not of others
    for at, line in enumerate(lines):
        words = _said(line)
        mark = sum(
            term.weight * (term.found_in(words) or (0.6 * term.found_in(heading) if place == 0 else 0))
            for term in query
        )
        if len(about.near) == len(lines):
            mark += MEANING * total * about.near[at]
        if _WITHOUT.search(line) and not _WITHOUT.search(question):
            mark *= 0.5  # who asks for a beer does not ask for one without alcohol
        mark += sum(total + 1.5 if kind in FIRM else 1.5 for kind in sought if has(line, kind)) - 0.15 * place
        if whose[at] is not None:
            mark *= OWN if whose[at] else THEIRS
        place += whose[at] is not False
        marks.append(mark)
    return marks


def snippet(text: str, query: Sequence[Term]) -> str:
    """At most some 200 characters of a passage, around what the query asks."""
    lines = sentences(text)
    if not lines:
        return ""
    best = max(lines, key=lambda line: sum(term.weight * term.found_in(_said(line)) for term in query))
    return best if len(best) <= SNIPPET else best[: SNIPPET - 1].rsplit(" ", 1)[0] + "…"

"""Whether a passage only refers to another for what is asked ("what it costs is in Parking"), so that the answer is taken from there.

A sentence refers by how it has the link: "see Parking", "prices are under Parking", "Prices: Parking"; a link on a thing in passing does not. It
is followed where what would be said has nothing of the kind that is asked for (an amount, a time, a place) and the other passage has, or
where the sentence that answers best says little more than where to look. Knows links' words and finds; neither storage nor ranking.
"""

import re
from collections.abc import Sequence

from willcall.knowledge.answering import ANYTHING, About, best_sentence, passage_answer
from willcall.knowledge.asking import EVERY_KIND, asked_for, kinds_in
from willcall.knowledge.chunking import sentences
from willcall.knowledge.finds import Find, Finds, place
from willcall.knowledge.index import Term
from willcall.knowledge.words import terms

LEAST = 0.35
"""How well a passage must match by itself to be what is meant. Little: that it is linked there tells more."""
CLEAR = 0.1
"""How much better it must match than any other section that the same sentence leads to: a guess would be another price."""
_FIGURE = re.compile(r"\d|\bfree\b|\bnoon\b", re.IGNORECASE)
LITTLE = 3
"""How many words of its own a sentence may have beside the question's and the link's that says only where to look."""
_TELLING = r"listed|told|explained|described|found|shown|given|covered|set out|details|more|everything|here"
_LEADS_IN = re.compile(
    r"(?:\b(?:see(?: also)?|look (?:at|in|under)|read|find|check|go to|turn to|refer to|consult|visit)"
    rf"|\b(?:{_TELLING}|stands?|is|are)\s+(?:in|under|on|at|by|with)|:)\s*[\"“(]?(?:\w+\s+){{0,2}}$",
    re.IGNORECASE,
)
"""How a sentence comes to a link that it refers to."""
_LEADS_ON = re.compile(r"\W*(?:has|have|lists?|shows?|explains?|tells?|says?|gives?|covers?)\b", re.IGNORECASE)
"""How one goes on after it."""
_POINTING = re.compile(
    rf"\b(?:see|look|read|find|check|go|turn|refer|consult|visit|stands?|all|{_TELLING})\b", re.IGNORECASE
)


def referred(question: str, query: Sequence[Term], finds: Finds, best: Find, about: About = ANYTHING) -> Find | None:
    """The find that the best refers to for what is asked; None where that answers by itself.

    Args:
        question: As typed.
        query: Its words, as the index read them.
        finds: With the edges from the best.
        best: Which would be answered with.
        about: What else is known of the question.
    """
    labels = {
        edge.number: edge.label for edge in finds.edges if edge.source == best.hit.chunk.id and edge.kind == "link"
    }
    there = [one for one in finds.found if one.hit.number in labels and place(one) >= LEAST]
    if not there:
        return None
    said, sought = passage_answer(question, query, best.hit, about), asked_for(question)
    having = [one for one in there if (sought - _told(said, labels[one.hit.number])) & one.near.kinds]
    sentence = best_sentence(question, query, best.hit, about)
    pointed = [one for one in there if _only_refers(sentence, labels[one.hit.number], query)]
    able = sorted(having or pointed, key=place, reverse=True)
    meant = {one.hit.chunk.heading for one in able if place(one) > place(able[0]) - CLEAR}
    return able[0] if len(meant) == 1 else None


def _told(said: str, label: str) -> frozenset[str]:
    """The kinds of thing that are told without following a link; all of them where nothing that is said refers to it.

    A sentence that refers speaks of a thing ("what a coach pays is in Rates") without telling it, unless it has a figure.
    """
    lines = sentences(said)
    if not any(_refers(line, label) for line in lines):
        return EVERY_KIND
    return kinds_in(" ".join(line for line in lines if _FIGURE.search(line) or not _refers(line, label)))


def _refers(sentence: str, label: str) -> bool:
    before, found, after = sentence.partition(label)
    return bool(found) and (_LEADS_IN.search(before[-200:]) is not None or _LEADS_ON.match(after) is not None)


def _only_refers(sentence: str, label: str, query: Sequence[Term]) -> bool:
    """Whether a sentence says little but that something stands under those words."""
    if not _refers(sentence, label):
        return False
    known = {term.stem for term in query} | {other for term in query for other in term.others}
    return len(set(terms(_POINTING.sub(" ", sentence.replace(label, " ")))) - known) <= LITTLE

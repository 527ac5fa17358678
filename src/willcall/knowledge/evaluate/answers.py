"""Whole answers measured on the sample's labelled questions: right, faithful, cited, and silent where nothing answers.

The half that may be tuned on is told apart from the half that is only reported. Knows `Knowledge` and the labels, no ranking.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from willcall.knowledge.evaluate.labels import half, hits_passage, says_it
from willcall.knowledge.evaluate.metrics import Estimate, estimate
from willcall.knowledge.ports import Answer, Knowledge, Passage
from willcall.knowledge.sample import Labelled

SEED = 21
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with what came of it.

    Args:
        one: The question.
        answer: What was answered.
        first: The best passage of a search; None if nothing was found.
        among_five: Whether one of the first five answers.
    """

    one: Labelled
    answer: Answer
    first: Passage | None
    among_five: bool

    @property
    def first_is_right(self) -> bool:
        return self.first is not None and hits_passage(self.one, self.first)

    @property
    def cited_right(self) -> bool:
        return bool(self.answer.sources) and hits_passage(self.one, self.answer.sources[0])

    @property
    def right(self) -> bool:
        return bool(self.answer.text) and self.cited_right and says_it(self.one, self.answer.text)

    @property
    def faithful(self) -> bool:
        """Whether the answer stands in its first source, word for word."""
        return bool(self.answer.sources) and self.answer.text in " ".join(self.answer.sources[0].text.split("\n"))

    @property
    def numbers_intact(self) -> bool:
        """Whether every number of the answer stands in its first source, written the same."""
        said = set(_NUMBER.findall(self.answer.text))
        return not said or (bool(self.answer.sources) and said <= set(_NUMBER.findall(self.answer.sources[0].text)))


def judge(knowledge: Knowledge, questions: Sequence[Labelled]) -> list[Judged]:
    """Asks every question."""
    made = []
    for one in questions:
        found = knowledge.search(one.query, limit=5)
        answer = knowledge.answer(one.query)
        made.append(Judged(one, answer, found[0] if found else None, any(hits_passage(one, p) for p in found)))
    return made


def figures(judged: Sequence[Judged]) -> dict[str, dict[str, Estimate]]:
    """Figure by figure for `all`, for the half tuned on and for the half reported."""
    parts = {
        "all": list(judged),
        "tune": [each for each in judged if half(each.one.id) == "tune"],
        "report": [each for each in judged if half(each.one.id) == "report"],
    }
    return {name: _of(part) for name, part in parts.items()}


def _of(judged: Sequence[Judged]) -> dict[str, Estimate]:
    able = [each for each in judged if each.one.passages]
    unable = [each for each in judged if not each.one.passages]
    given = [each for each in judged if each.answer.text]
    on_topic = [each for each in given if each.one.passages]

    def share(marks: Sequence[bool]) -> Estimate:
        return estimate([float(mark) for mark in marks], seed=SEED)

    return {
        "right passage first": share([each.first_is_right for each in able]),
        "right passage among five": share([each.among_five for each in able]),
        "right answers": share([each.right for each in able]),
        "wrong refusals": share([not each.answer.text for each in able]),
        "right refusals": share([not each.answer.text for each in unable]),
        "faithfulness": share([each.faithful for each in given]),
        "numbers identical": share([each.numbers_intact for each in given]),
        "citation accuracy": share([each.cited_right for each in on_topic]),
        "relevance": share([each.right for each in on_topic]),
    }

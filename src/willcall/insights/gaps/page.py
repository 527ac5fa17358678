"""An operator's answer as a page of the knowledge base: Markdown like any other, asked for in fans' own words.

Knows how pages are written, not where they go. A fan's words are data here too: they become a line of searched questions and nothing else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from willcall.insights.gaps.store import digest
from willcall.kit.errors import Invalid
from willcall.knowledge.documents import slug

MOST_QUESTIONS = 20
LONGEST_QUESTION = 300
LONGEST_TITLE = 150
_NO_WORDS = re.compile(r"\[[a-z ]{3,24}\]|[|<>\x00-\x1f]|--+")
"""What would end a line of questions or begin another, and what stands in the log for what is personal."""


class NoAnswer(Invalid):
    """There is nothing in it that a fan could be told."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an operator writes to close a gap.

    Args:
        question: As the log has it.
        answer: Markdown or plain text.
        title: What a source is called in an answer; made of the question where it is empty.
        asked: Other ways of asking it.
        category: In a word, such as `parking`.
        venue: The only venue it holds for.
        event_id: The only event it holds for.
        valid_until: The last day it holds.
    """

    question: str
    answer: str
    title: str = ""
    asked: Sequence[str] = ()
    category: str = ""
    venue: str = ""
    event_id: str = ""
    valid_until: date | None = None

    @property
    def name(self) -> str:
        """The file name; the same question has the same, so that a better answer takes the place of the first."""
        return f"answer-{slug(self.question)[:40].strip('-')}-{digest(self.question)[:6]}.md"

    @property
    def document_id(self) -> str:
        return slug(self.name.removesuffix(".md"))

    def written(self) -> str:
        """The page.

        Raises:
            NoAnswer: If the answer or the question has no words.
        """
        answer, question = self.answer.strip(), _line(self.question)
        if not re.search(r"\w", answer):
            raise NoAnswer("Write what the next fan who asks should be told.", field="answer")
        if not re.search(r"\w", question):
            raise NoAnswer(f"{self.question[:60]!r} is no question.", field="question")
        asked = list(dict.fromkeys(filter(None, (_line(one) for one in [question, *self.asked]))))[:MOST_QUESTIONS]
        title = _line(self.title) or question[:1].upper() + question[1:]
        head = {
            "title": title[:LONGEST_TITLE],
            "category": _line(self.category),
            "venue": _line(self.venue),
            "event": _line(self.event_id),
            "valid_until": str(self.valid_until or ""),
        }
        fields = "\n".join(f"{name}: {value}" for name, value in head.items() if value)
        # A heading of the operator's own would take the questions away from what stands under it.
        body = re.sub(r"(?m)^#{1,6} +(.+?)\s*#*$", r"**\1**", answer)
        return f"---\n{fields}\n---\n<!-- asked: {' | '.join(asked)} -->\n\n{body}\n"


def _line(text: str) -> str:
    """One line of words."""
    return " ".join(_NO_WORDS.sub(" ", text).split())[:LONGEST_QUESTION].strip()

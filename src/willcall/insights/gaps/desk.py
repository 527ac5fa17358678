"""What fans asked and had no good answer to, for an operator to mend: listed, answered, dismissed.

A question that nothing answers is a gap, and so is one whose answer from the documents was not liked. An operator's answer is a
document like any other, added by the same operation as a file. A gap that is asked again after it was closed, and again in vain, is
open again. Knows the log by its figures and the knowledge base by its ports.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from willcall.insights.figures import Figures
from willcall.insights.gaps.page import NoAnswer, Page
from willcall.insights.gaps.store import Closed, GapStore
from willcall.insights.stretch import Stretch
from willcall.kit.clock import Clock, from_epoch_ms
from willcall.kit.errors import Invalid
from willcall.knowledge.ingest.adding import Report
from willcall.knowledge.ports import Knowledge, Listed

MOST = 500
SEEN_TOO = 100
"""Other gaps that are looked at again when one is answered."""
LOOKED_BACK = 90
"""Days of the log whose gaps are looked at again."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that wants an answer.

    Args:
        question: As fans said it: lower case, nobody named.
        unanswered: How often nothing answered it.
        disliked: How often what was answered was not liked.
        last: When it last was either.
    """

    question: str
    unanswered: int
    disliked: int
    last: datetime

    @property
    def times(self) -> int:
        return self.unanswered + self.disliked


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of an answer.

    Args:
        document_id: The page it became.
        outcome: `added`, `changed` or `unchanged`.
        notes: What its reader found strange.
        heard: What the next fan who asks hears; empty where that is still nothing.
        heard_from: The document that says so.
        also: Other gaps that it closed.
    """

    document_id: str
    outcome: str
    notes: tuple[str, ...]
    heard: str
    heard_from: str | None
    also: tuple[str, ...]


class Adding(Protocol):
    """How documents are added."""

    def add_bytes(self, name: str, data: bytes) -> Report: ...


class GapDesk:
    """Args:
    figures: Of the log.
    store: What is closed.
    ingestion: Adds documents.
    documents: Lists them.
    knowledge: Answers from them.
    clock: The time.
    """

    def __init__(
        self,
        figures: Figures,
        store: GapStore,
        *,
        ingestion: Adding,
        documents: Callable[[], Sequence[Listed]],
        knowledge: Knowledge,
        clock: Clock,
    ) -> None:
        self._figures = figures
        self._store = store
        self._ingestion = ingestion
        self._documents = documents
        self._knowledge = knowledge
        self._clock = clock

    def open(self, stretch: Stretch, *, most: int = MOST) -> list[Gap]:
        """Gaps of those days that nobody has closed since, the most often met first. Raises: NoSuchStretch."""
        found: dict[str, Gap] = {}
        for line in self._figures.lines("unanswered", stretch, limit=MOST):
            found[line.label] = Gap(line.label, line.columns["turns"], 0, from_epoch_ms(line.columns["last_ms"]))
        for line in self._figures.lines("badly_rated", stretch, limit=MOST):
            last, count = from_epoch_ms(line.columns["last_ms"]), line.columns["opinions"]
            gap = found.get(line.label) or Gap(line.label, 0, 0, last)
            found[line.label] = replace(gap, disliked=count, last=max(gap.last, last))
        closed = self._store.of(found)
        there = {row.id for row in self._documents()} if any(c.document_id for c in closed.values()) else set()
        left = [gap for gap in found.values() if not _holds(closed.get(gap.question), gap, there)]
        return sorted(left, key=lambda gap: (-gap.times, gap.question))[:most]

    def closed(self, *, most: int = MOST) -> list[Closed]:
        """The latest closed first."""
        return self._store.latest(most=most)

    def answer(self, page: Page, *, by: str | None) -> Mended:
        """Adds an answer to the knowledge base and closes the gap, and every other that it answers too.

        Args:
            page: The answer.
            by: The operator's id.

        Raises:
            NoAnswer: If it says nothing.
            Invalid: If the knowledge base refuses it.
        """
        report = self._ingestion.add_bytes(page.name, page.written().encode())
        if report.faults:
            raise Invalid(report.faults[0][1], field="answer")
        heard = self._knowledge.answer(page.question, venue=page.venue or None, event_id=page.event_id or None)
        also = tuple(
            gap.question
            for gap in self.open(Stretch.last_days(LOOKED_BACK, now=self._clock()), most=SEEN_TOO)
            if gap.question != page.question.strip().lower() and self._answers(page, gap.question)
        )
        with self._store.database.write() as unit:
            self._store.close(unit, [page.question, *also], outcome="answered", document_id=page.document_id, by=by)
        return Mended(
            document_id=page.document_id,
            outcome=next(iter(+report.documents), "unchanged"),
            notes=tuple(note for _, note in report.remarks),
            heard=heard.text,
            heard_from=heard.sources[0].id.partition("#")[0] if heard.text else None,
            also=also,
        )

    def dismiss(self, question: str, *, by: str | None) -> None:
        """Says that a question needs no answer here. Raises: NoAnswer: If it is none."""
        if not question.strip():
            raise NoAnswer("Name the question as it is listed.", field="question")
        with self._store.database.write() as unit:
            self._store.close(unit, [question], outcome="dismissed", document_id=None, by=by)

    def _answers(self, page: Page, question: str) -> bool:
        """Whether that page is what a question is answered from now."""
        found = self._knowledge.answer(question, venue=page.venue or None, event_id=page.event_id or None)
        return bool(found.text) and found.sources[0].id.partition("#")[0] == page.document_id


def _holds(closed: Closed | None, gap: Gap, there: set[str]) -> bool:
    """Whether it is still closed: not met since, and its answer not removed."""
    if closed is None or gap.last > closed.at:
        return False
    return closed.document_id is None or closed.document_id in there

"""What a reader is worth on labelled messages: intents, out of scope, slots, calibration, state, speed.

Takes whatever predicts: a model directory, or Willcall's own reader. Keeps counts and a few numbers a row, never the rows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Protocol

from willcall.training.datasets.understanding import OUT_OF_SCOPE, Row
from willcall.training.evaluate.joint_goal import JointGoal
from willcall.understanding.calibration import auroc, expected_calibration_error

Spans = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a reader makes of a row.

    Args:
        intent: The best intent in scope, also where the message is called out of scope.
        confidence: Of that intent, 0 to 1.
        out_of_scope: Whether it is called out of scope.
        out_of_scope_score: Confidence of that, 0 to 1.
        slots: (name, start, end).
        milliseconds: How long it took.
    """

    intent: str
    confidence: float
    out_of_scope: bool
    out_of_scope_score: float
    slots: Spans
    milliseconds: float = 0.0


class Predictor(Protocol):
    """Reads rows."""

    def __call__(self, row: Row) -> Prediction: ...


@dataclass(slots=True)
class Scores:
    """Gathers rows with their predictions.

    Args:
        slot_map: Name → name, so that names of two schemas are one slot; "" leaves a slot out.
    """

    slot_map: Mapping[str, str] = field(default_factory=dict)
    right: list[bool] = field(default_factory=list)
    joint: list[bool] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    inside: list[bool] = field(default_factory=list)
    flagged: list[bool] = field(default_factory=list)
    strange: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    gold: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    slots: dict[str, Counter[str]] = field(default_factory=dict)
    goals: JointGoal = field(default_factory=JointGoal)

    def add(self, row: Row, predicted: Prediction, offered: Spans = ()) -> None:
        """Count one row; rows of a dialogue in their order. `offered`: what the agent's words before it hold."""
        if row.intent is not None:
            self._intent(row.intent, predicted)
        true = self._renamed([(s.name, s.start, s.end) for s in row.slots])
        found = self._renamed(predicted.slots)
        for name in {*(n for n, _, _ in true), *(n for n, _, _ in found)}:
            counts = self.slots.setdefault(name, Counter())
            gold, said = {s for s in true if s[0] == name}, {s for s in found if s[0] == name}
            counts.update(right=len(gold & said), true=len(gold), said=len(said))
        self.goals.add(row, found, self.slot_map, self._renamed(offered))
        self.times.append(predicted.milliseconds)

    def _intent(self, gold: str, predicted: Prediction) -> None:
        inside = gold != OUT_OF_SCOPE
        answered = OUT_OF_SCOPE if predicted.out_of_scope else predicted.intent
        self.right.append(predicted.intent == gold)
        self.joint.append(answered == gold)
        self.sure.append(predicted.confidence)
        self.inside.append(inside)
        self.flagged.append(predicted.out_of_scope)
        self.strange.append(predicted.out_of_scope_score)
        self.gold[gold] += 1
        self.said[answered] += 1
        self.hits[gold] += answered == gold

    def _renamed(self, spans: Iterable[tuple[str, int, int]]) -> set[tuple[str, int, int]]:
        named = ((self.slot_map.get(name, name), start, end) for name, start, end in spans)
        return {span for span in named if span[0]}

    def figures(self) -> dict[str, Any]:
        """All figures; None where nothing in the file tells."""
        within = [at for at, inside in enumerate(self.inside) if inside]
        without = [at for at, inside in enumerate(self.inside) if not inside]
        right = [self.right[at] for at in within]
        sure = [self.sure[at] for at in within]
        totals: Counter[str] = sum(self.slots.values(), Counter())
        strange = auroc(self.strange, [not inside for inside in self.inside])
        certain = auroc(sure, right)
        return {
            "rows": len(self.times),
            "intent_accuracy": _share(self.joint),
            "in_scope_accuracy": _share(right),
            "out_of_scope_recall": _share([self.flagged[at] for at in without]),
            "false_alarm_rate": _share([self.flagged[at] for at in within]),
            "out_of_scope_auroc": None if strange is None else round(strange, 4),
            "slot_f1": _f1(totals) if totals["true"] else None,
            "slot_precision": _ratio(totals["right"], totals["said"]) if totals["true"] else None,
            "slot_recall": _ratio(totals["right"], totals["true"]) if totals["true"] else None,
            **self.goals.figures(),
            "expected_calibration_error": round(expected_calibration_error(sure, right), 4) if sure else None,
            "confidence_auroc": None if certain is None else round(certain, 4),
            "latency_ms": {"median": round(median(self.times), 3), "p95": round(_p95(self.times), 3)}
            if self.times
            else None,
            "intents": {
                name: {
                    "rows": count,
                    "recall": _ratio(self.hits[name], count),
                    "precision": _ratio(self.hits[name], self.said[name]),
                }
                for name, count in self.gold.most_common()
            },
            "slots": {
                name: {"f1": _f1(counts), "true": counts["true"], "said": counts["said"], "right": counts["right"]}
                for name, counts in sorted(self.slots.items(), key=lambda item: (-item[1]["true"], item[0]))
            },
        }


def evaluate(rows: Iterable[Row], predict: Predictor, *, slot_map: Mapping[str, str] | None = None) -> dict[str, Any]:
    """All figures of a reader on labelled rows.

    Definitions: the answer to a row is `out_of_scope` where it is called that, else its best intent; `intent_accuracy` is of answers,
    over all rows, and so are the intents' precision and recall. `in_scope_accuracy` compares the best intent of rows in scope, whether or
    not they were called out of scope as well; `false_alarm_rate` is the share of those that were. A slot is right with exactly its
    span and name. Calibration is of the best intent on rows in scope, over 15 bins.
    """
    scores = Scores(dict(slot_map or {}))
    for row in rows:
        offer = _agents_turn(row)
        scores.add(row, predict(row), () if offer is None else predict(offer).slots)
    return scores.figures()


def _agents_turn(row: Row) -> Row | None:
    """The agent's words before a row whose state is annotated: what they offer may be taken."""
    if row.state is None or not row.history or row.history[-1][0] == "user" or not row.history[-1][1].strip():
        return None
    return Row(row.history[-1][1], None, history=row.history[:-1])


def _share(hits: list[bool]) -> float | None:
    return round(sum(hits) / len(hits), 4) if hits else None


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _f1(counts: Mapping[str, int]) -> float:
    return _ratio(2 * counts["right"], counts["true"] + counts["said"])


def _p95(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(0.95 * len(times)))]

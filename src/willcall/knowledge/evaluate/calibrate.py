"""When an answer is better than "I don't know": `willcall kb calibrate`.

Fits the logistic regression of `knowledge.judging` to questions over the sample: the half of its labelled questions that is for
tuning (`labels.half`) and those of the files that are not held out. The threshold is the highest at which no more than 3 in 100 of the
answerable ones among them are refused. Reports on what was not fitted to. Newton's method with a ridge.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from willcall.knowledge.evaluate.labels import half, hits_passage
from willcall.knowledge.hybrid import HybridKnowledge
from willcall.knowledge.sample import labelled

RIDGE = 0.02
WRONGLY = 0.03
"""The share of answerable questions that may be refused."""
TUNED = ("labelled tune", "files")
APART = {"blind-again": "held out", "strangers": "strangers"}
"""Files that nothing is fitted to, and what they are reported as: the second are all as roundabout as people get."""
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """A question's features, whether its best passage answers, whether anything does, and which part it belongs to."""

    features: tuple[float, ...]
    right: bool
    answerable: bool
    part: str


def rows(knowledge: HybridKnowledge, files: Sequence[Path]) -> list[Row]:
    """All questions as rows."""
    made = []
    for one in labelled():
        seen = knowledge.evidence(one.query)
        if seen is not None:
            right = hits_passage(one, knowledge.search(one.query, limit=1)[0])
            made.append(Row(seen[1], right, bool(one.passages), f"labelled {half(one.id)}"))
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            seen = knowledge.evidence(row["question"])
            if seen is None:
                continue
            best = knowledge.search(row["question"], limit=1)[0]
            right = seen[0].split("#")[0] in row["documents"] and row.get("says", "").lower() in best.text.lower()
            part = APART.get(file.stem) or ("held out" if row.get("held_out") else "files")
            made.append(Row(seen[1], right, bool(row["documents"]), part))
    return made


def fit(features: Array, right: Array) -> tuple[Array, float]:
    """Weights and bias, for features as they come."""
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    x = np.c_[(features - mean) / spread, np.ones(len(features))]
    ridge = RIDGE * np.r_[np.ones(x.shape[1] - 1), 1e-6]
    beta = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ beta))
        slope = x.T @ (p - right) / len(x) + ridge * beta
        curve = (x * (p * (1 - p))[:, None]).T @ x / len(x) + np.diag(ridge)
        beta -= np.linalg.solve(curve, slope)
    weights = beta[:-1] / spread
    return weights, float(beta[-1] - weights @ mean)


def calibrate(knowledge: HybridKnowledge, files: Sequence[Path]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What `judge.json` should hold, and how that does on each part.

    Args:
        knowledge: Over the sample.
        files: JSONL of `{"question", "documents", "says"?, "held_out"?}`; by name some are `APART`.
    """
    made = rows(knowledge, files)
    tuned = [row for row in made if row.part in TUNED]
    x = np.array([row.features for row in tuned])
    weights, bias = fit(x, np.array([float(row.right and row.answerable) for row in tuned]))
    sure = [float(1 / (1 + np.exp(-(np.array(row.features) @ weights + bias)))) for row in made]
    able = sorted(s for s, row in zip(sure, made, strict=True) if row.part in TUNED and row.answerable)
    threshold = able[int(WRONGLY * len(able))]
    judge = {
        "weights": [round(float(weight), 4) for weight in weights],
        "bias": round(bias, 4),
        "threshold": round(threshold, 4),
    }
    parts = {part: _report(part, made, sure, threshold) for part in sorted({row.part for row in made})}
    return judge, parts


def _report(part: str, made: Sequence[Row], sure: Sequence[float], threshold: float) -> dict[str, float]:
    held = [(s >= threshold, row) for s, row in zip(sure, made, strict=True) if row.part == part]
    able = [(said, row) for said, row in held if row.answerable]
    unable = [said for said, row in held if not row.answerable]

    def share(count: int, of: Sequence[Any]) -> float:
        return round(count / max(len(of), 1), 3)

    return {
        "answerable": len(able),
        "right passage first": share(sum(row.right for _, row in able), able),
        "answered from the right passage": share(sum(said and row.right for said, row in able), able),
        "answered from another": share(sum(said and not row.right for said, row in able), able),
        "wrongly refused": share(sum(not said for said, _ in able), able),
        "unanswerable": len(unable),
        "rightly refused": share(len(unable) - sum(unable), unable),
    }

"""How many shifts that cost accuracy are told, and how many harmless ones alarm; beside another library's defaults on the same data.

    python tools/drift_bench.py --data DIR [--set shifts|fresh|unseen] [--windows 2] [--evidently] [--json]

Protocol. `DIR` holds GoEmotions (train.tsv, dev.tsv, test.tsv, emotions.txt; CC BY 4.0): comments of people with people's labels. The model is
the packaged sentiment head, which classifies in three and has seen neither dev nor test. The reference is dev, labelled. A shift is
applied to a pool of test comments; its cost is the accuracy of the whole pool without it, less with it. Windows of 1,000 rows are drawn from the
shifted pool, without labels, and each is held against the reference. A shift of 2 points and more should be told; one of less should not. The
second witness of `insights/drift/report.py` and the constants of `learnt.py` and `process.py` were set after looking at `SHIFTS`; `--set fresh` and
`--set unseen` run shifts of other kinds, on other comments (`drift_shifts.py` says when each was written). `unlearnt` is what would be told of the same window had nothing
been learnt from damaged copies of the reference.

`--evidently` needs that library, which is no dependency of ours (1 GB): its DataDriftPreset with its defaults looks at the same rows (length,
words, prediction, confidence; its text columns would be one more test that knows nothing of cost). A window alarms there if the preset says that the dataset drifted (half of the columns), and, counted
apart, if any column did.
"""

import argparse
import hashlib
import json
import random
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from drift_shifts import FRESH, SHIFTS, UNSEEN, Row

from willcall.insights.drift.learnt import Cost
from willcall.insights.drift.report import compare
from willcall.insights.drift.samples import Window
from willcall.kit.inference import session
from willcall.training.recipes.sentiment.__main__ import comments
from willcall.understanding.encoder import PACKAGED, Encoder
from willcall.understanding.sentiment import features

ROWS, COSTS = 1_000, 0.02
SETS = {"shifts": (SHIFTS, 0, 1_600), "fresh": (FRESH, 1_600, 2_800), "unseen": (UNSEEN, 2_800, 4_400)}
"""Shifts, and which of the test comments are theirs."""


class Read:
    """Rows, read by the model."""

    def __init__(self, encoder: Encoder, head: Any, rows: list[Row], cache: Path | None = None) -> None:
        self.labels, self.texts = np.array([label for label, _ in rows]), [text for _, text in rows]
        if cache is not None and cache.exists():
            kept = np.load(cache)
            p, self.embeddings = kept["p"], kept["embeddings"]
        else:
            known = [encoder.encode(text) for text in self.texts]
            p = head.run(None, {"x": np.stack([features(one) for one in known])})[0]
            self.embeddings = np.stack([one.sentence for one in known])
            if cache is not None:
                np.savez(cache, p=p, embeddings=self.embeddings)
        self.predicted, self.confidence = p.argmax(axis=1), p.max(axis=1).astype(np.float64)
        self.correct = self.predicted == self.labels

    def window(self, index: Any, *, labelled: bool = False) -> Window:
        texts = [self.texts[i] for i in index]
        columns = {
            "length": [len(t) for t in texts],
            "words": [len(t.split()) for t in texts],
            "prediction": [str(p) for p in self.predicted[index]],
        }
        return Window(columns, {"prediction": "prediction"}, self.embeddings[index], self.confidence[index],
                      self.correct[index] if labelled else None, "", texts, columns["prediction"])  # fmt: skip

    def frame(self, index: Any) -> Any:
        import pandas as pd

        w = self.window(index)
        return pd.DataFrame({**w.columns, "confidence": w.confidence})


def evidently(reference: Any, current: Any) -> tuple[bool, bool]:
    """(whether the dataset drifted, whether any column did), by DataDriftPreset's defaults."""
    from evidently import DataDefinition, Dataset, Report
    from evidently.presets import DataDriftPreset

    shape = DataDefinition(numerical_columns=["length", "words", "confidence"], categorical_columns=["prediction"])
    data = [Dataset.from_pandas(frame, data_definition=shape) for frame in (current, reference)]
    found = Report([DataDriftPreset()]).run(*data).dict()["metrics"]
    counted = next(m["value"] for m in found if "DriftedColumnsCount" in str(m.get("metric_name", m.get("metric_id"))))
    return counted["share"] >= 0.5, counted["count"] > 0


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--windows", type=int, default=2)
    arguments.add_argument("--evidently", action="store_true")
    arguments.add_argument("--cache", type=Path, help="keeps what was encoded, for the next run of the same shifts")
    arguments.add_argument(
        "--set", choices=SETS, default="shifts", help="which shifts; each set has comments of its own"
    )
    arguments.add_argument("--json", action="store_true")
    wanted = arguments.parse_args()
    encoder, head = Encoder(), session(PACKAGED / "sentiment.onnx")

    def cached(name: str) -> Path | None:
        return None if wanted.cache is None else wanted.cache / f"{re.sub(r'[^a-z0-9]', '_', name)}.npz"

    reference = Read(encoder, head, comments(wanted.data, "dev"), cached("reference"))
    test = comments(wanted.data, "test")
    random.Random(1).shuffle(test)
    shifts, begin, end = SETS[wanted.set]
    taken = test[begin:end]
    plain = Read(encoder, head, taken, cached(f"pool {wanted.set}")).correct.mean()
    known = reference.window(np.arange(len(reference.texts)), labelled=True)

    def read(texts: Sequence[str]) -> Window:
        """As the model reads them; their labels are nobody's business here."""
        name = hashlib.blake2b("\n".join(texts).encode(), digest_size=8).hexdigest()
        return Read(encoder, head, [(0, text) for text in texts], cached(f"read {name}")).window(np.arange(len(texts)))

    began = time.process_time()
    learnt = Cost(reference.texts, [str(label) for label in reference.labels], read)
    learning = time.process_time() - began
    chosen = np.random.default_rng(3).choice(len(reference.texts), 2_000, replace=False)
    frame = reference.frame(chosen) if wanted.evidently else None
    lines = []
    for name, change in shifts.items():
        seed = sum(map(ord, name))
        pool = Read(encoder, head, change(taken, random.Random(seed)), cached(f"{wanted.set} {name}"))
        cost = float(plain - pool.correct.mean())
        for number in range(wanted.windows):
            index = np.random.default_rng([seed, number]).choice(len(taken), ROWS, replace=False)
            report = compare(known, pool.window(index), cost=learnt)
            line = {"shift": name, "cost": round(cost, 4), "estimated": round(report.harm.drop, 4) if report.harm else None,
                    "perhaps": round(report.harm.perhaps or 0, 4) if report.harm else None,
                    "verdict": report.verdict, "ours": report.alarms, "unlearnt": compare(known, pool.window(index)).alarms}  # fmt: skip
            if wanted.evidently:
                line["evidently"], line["evidently_any"] = evidently(frame, pool.frame(index))
            lines.append(line)
        if not wanted.json:
            print(*lines[-1].values(), sep="\t", flush=True)
    costly = [line for line in lines if line["cost"] >= COSTS]
    harmless = [line for line in lines if line["cost"] < COSTS]
    summary: dict[str, Any] = {"accuracy": round(float(plain), 4), "costly": len(costly), "harmless": len(harmless)}
    for who in ("ours", "unlearnt", "evidently", "evidently_any"):
        if who in lines[0]:
            summary[who] = {"caught": round(sum(x[who] for x in costly) / len(costly), 4), "harmless_alarms": sum(x[who] for x in harmless)}  # fmt: skip
    summary["learning_seconds"] = round(learning)
    summary["seconds"] = round(time.process_time() - began)
    json.dump({"summary": summary, "lines": lines} if wanted.json else summary, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()

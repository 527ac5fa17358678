"""How many shifts that cost accuracy are told, and how many harmless ones alarm; beside another library's defaults on the same data.

    python tools/drift_bench.py --data DIR [--windows 2] [--evidently] [--json]

Protocol. `DIR` holds GoEmotions (train.tsv, dev.tsv, test.tsv, emotions.txt; CC BY 4.0): comments of people with people's labels. The model is
the packaged sentiment head, which classifies in three and has seen neither dev nor test. The reference is dev, labelled. A shift is
applied to a pool of test comments; its cost is the accuracy of the whole pool without it, less with it. Windows of 1,000 rows are drawn from the
shifted pool, without labels, and each is held against the reference. A shift of 2 points and more should be told; one of less should not. The
second witness of `insights/drift/report.py` (APART and what follows) was added after looking at `SHIFTS`; `--fresh` runs shifts of other kinds, on
other comments, written afterwards.

`--evidently` needs that library, which is no dependency of ours (1 GB): its DataDriftPreset with its defaults looks at the same rows (length,
words, prediction, confidence; its text columns would be one more test that knows nothing of cost). A window alarms there if the preset says that the dataset drifted (half of the columns), and, counted
apart, if any column did.
"""

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from willcall.insights.drift.report import compare
from willcall.insights.drift.samples import Window
from willcall.training.recipes.sentiment.__main__ import comments
from willcall.understanding.encoder import PACKAGED, Encoder, session
from willcall.understanding.sentiment import features

ROWS, POOL, COSTS = 1_000, 1_600, 0.02
LETTERS = "abcdefghijklmnopqrstuvwxyz"
Row = tuple[int, str]
Change = Callable[[list[Row], random.Random], list[Row]]


def each(change: Callable[[str, random.Random], str]) -> Change:
    return lambda rows, chance: [(label, change(text, chance) or text) for label, text in rows]


def only(keep: Callable[[Row], bool], share: float) -> Change:
    """A pool in which rows that `keep` says are so large a share."""

    def change(rows: list[Row], chance: random.Random) -> list[Row]:
        those, others = [r for r in rows if keep(r)], [r for r in rows if not keep(r)]
        if not those or not others:
            return rows
        return [chance.choice(those if chance.random() < share else others) for _ in rows]

    return change


def typos(rate: float) -> Change:
    def change(text: str, chance: random.Random) -> str:
        out = []
        for letter in text:
            if letter.isalpha() and chance.random() < rate:
                out.append(chance.choice(["", letter * 2, chance.choice(LETTERS)]))
            else:
                out.append(letter)
        return "".join(out)

    return each(change)


def words(change: Callable[[list[str], random.Random], list[str]]) -> Change:
    return each(lambda text, chance: " ".join(change(text.split(), chance)))


def without(share: float) -> Change:
    return words(lambda found, chance: [w for w in found if chance.random() > share])


def shuffled(found: list[str], chance: random.Random) -> list[str]:
    return chance.sample(found, len(found))


def foreign(share: float) -> Change:
    known = [
        "der",
        "die",
        "und",
        "ist",
        "nicht",
        "auch",
        "sehr",
        "aber",
        "wenn",
        "dann",
        "schon",
        "mal",
        "so",
        "wie",
        "ein",
        "eine",
        "noch",
        "doch",
    ]
    return words(lambda found, chance: [chance.choice(known) if chance.random() < share else w for w in found])


SHIFTS: dict[str, Change] = {
    **{f"none {n}": lambda rows, _: rows for n in range(4)},
    "capitals": each(lambda t, _: t.upper()),
    "small letters": each(lambda t, _: t.lower()),
    "no punctuation": each(lambda t, _: re.sub(r"[.,;:!?]", "", t)),
    "three dots": each(lambda t, _: t + " ..."),
    "quoted": each(lambda t, _: f'"{t}"'),
    "greeted": each(lambda t, _: "Hi, " + t),
    "signed": each(lambda t, c: f"{t} -- {c.choice(['Tom', 'Ana', 'Lee', 'Kim'])}"),
    "asked about": each(lambda t, _: "A fan wrote: " + t),
    "names put in": each(lambda t, c: t.replace("[NAME]", c.choice(["Tom", "Ana", "Lee"]))),
    "numbers": each(lambda t, c: f"{t} {c.randrange(9999)}"),
    "expanded": each(lambda t, _: t.replace("n't", " not").replace("'re", " are").replace("'m", " am")),
    "twice the spaces": each(lambda t, _: t.replace(" ", "  ")),
    "dates": each(lambda t, c: f"on {c.randrange(1, 28)} May: {t}"),
    "long ones": only(lambda r: len(r[1]) > 80, 0.8),
    "short ones": only(lambda r: len(r[1]) < 50, 0.8),
    "very short ones": only(lambda r: len(r[1]) < 30, 0.7),
    "questions": only(lambda r: "?" in r[1], 0.6),
    "no questions": only(lambda r: "?" not in r[1], 1.0),
    "with names": only(lambda r: "[NAME]" in r[1], 0.7),
    "of the game": only(lambda r: bool(re.search(r"game|team|play|win|season", r[1], re.IGNORECASE)), 0.6),
    "of oneself": only(lambda r: bool(re.search(r"\b(I|my|me)\b", r[1])), 0.85),
    "happier": only(lambda r: r[0] == 2, 0.7),
    "much happier": only(lambda r: r[0] == 2, 0.9),
    "plainer": only(lambda r: r[0] == 1, 0.6),
    "much plainer": only(lambda r: r[0] == 1, 0.85),
    "unhappier": only(lambda r: r[0] == 0, 0.5),
    "much unhappier": only(lambda r: r[0] == 0, 0.8),
    **{f"typos {rate}": typos(rate) for rate in (0.02, 0.05, 0.1, 0.15, 0.25, 0.4)},
    **{f"words lost {share}": without(share) for share in (0.1, 0.2, 0.35, 0.5, 0.7)},
    **{f"other language {share}": foreign(share) for share in (0.1, 0.25, 0.4, 0.6)},
    "shuffled": words(shuffled),
    "backwards": words(lambda found, _: found[::-1]),
    "first three words": words(lambda found, _: found[:3]),
    "first six words": words(lambda found, _: found[:6]),
    "last three words": words(lambda found, _: found[-3:]),
    "no vowels": each(lambda t, _: re.sub(r"[aeiou]", "", t)),
    "leet": each(lambda t, _: t.translate(str.maketrans("aeiost", "4310$7"))),
    "no spaces": each(lambda t, _: t.replace(" ", "")),
    "letter by letter": each(lambda t, _: " ".join(t)),
    "half torn off": each(lambda t, _: t[: len(t) // 2]),
    "two in one": lambda rows, chance: [(label, f"{text} {chance.choice(rows)[1]}") for label, text in rows],
    "after another": lambda rows, chance: [(label, f"{chance.choice(rows)[1]} {text}") for label, text in rows],
    "hedged": each(lambda t, _: "I am not sure whether one could say that " + t),
    "feeling words struck": each(lambda t, _: re.sub(r"\b(love|hate|good|bad|great|thanks?|sorry|lol|best|worst|nice|awesome|happy|sad|cool|hope|wow|fuck\w*|shit\w*)\b", "it", t, flags=re.IGNORECASE)),
}  # fmt: skip


FRESH: dict[str, Change] = {
    "untouched": lambda rows, _: rows,
    "title case": each(lambda t, _: t.title()),
    "in brackets": each(lambda t, _: f"({t})"),
    "forwarded": each(lambda t, _: "Fwd: " + t),
    "with a smiley": each(lambda t, c: t + c.choice([" :)", " :/", " ;)", ""])),
    "tagged": each(lambda t, _: f"<p>{t}</p>"),
    "every word twice": words(lambda found, _: [w for word in found for w in (word, word)]),
    "neighbours swapped": each(lambda t, c: "".join(b + a if c.random() < 0.2 else a + b for a, b in zip(t[::2], t[1::2], strict=False))),
    "long words blotted": words(lambda found, _: ["thing" if len(w) > 5 else w for w in found]),
    "second half only": words(lambda found, _: found[len(found) // 2 :]),
    "small words left out": words(lambda found, _: [w for w in found if len(w) > 3]),
    "advertised": each(lambda t, _: t + " Sent from my phone. Get the app today and save on your next order."),
    "later ones first": lambda rows, _: rows[::-1],
    "many full stops": only(lambda r: r[1].count(".") > 1, 0.7),
}  # fmt: skip


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
                      self.correct[index] if labelled else None)  # fmt: skip

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
    arguments.add_argument("--fresh", action="store_true", help="shifts of other kinds, on other comments")
    arguments.add_argument("--json", action="store_true")
    wanted = arguments.parse_args()
    encoder, head = Encoder(), session(PACKAGED / "sentiment.onnx")

    def cached(name: str) -> Path | None:
        return None if wanted.cache is None else wanted.cache / f"{re.sub(r'[^a-z0-9]', '_', name)}.npz"

    reference = Read(encoder, head, comments(wanted.data, "dev"), cached("reference"))
    test = comments(wanted.data, "test")
    random.Random(1).shuffle(test)
    shifts, taken = (FRESH, test[POOL : POOL + 1_200]) if wanted.fresh else (SHIFTS, test[:POOL])
    plain = Read(encoder, head, taken, cached(f"pool {len(taken)}" if wanted.fresh else "pool")).correct.mean()
    known = reference.window(np.arange(len(reference.texts)), labelled=True)
    chosen = np.random.default_rng(3).choice(len(reference.texts), 2_000, replace=False)
    frame = reference.frame(chosen) if wanted.evidently else None
    lines, began = [], time.process_time()
    for name, change in shifts.items():
        seed = sum(map(ord, name))
        pool = Read(encoder, head, change(taken, random.Random(seed)), cached(name))
        cost = float(plain - pool.correct.mean())
        for number in range(wanted.windows):
            index = np.random.default_rng([seed, number]).choice(len(taken), ROWS, replace=False)
            report = compare(known, pool.window(index))
            line = {"shift": name, "cost": round(cost, 4), "estimated": round(report.harm.drop, 4) if report.harm else None,
                    "verdict": report.verdict, "ours": report.alarms}  # fmt: skip
            if wanted.evidently:
                line["evidently"], line["evidently_any"] = evidently(frame, pool.frame(index))
            lines.append(line)
        if not wanted.json:
            print(*lines[-1].values(), sep="\t", flush=True)
    costly = [line for line in lines if line["cost"] >= COSTS]
    harmless = [line for line in lines if line["cost"] < COSTS]
    summary: dict[str, Any] = {"accuracy": round(float(plain), 4), "costly": len(costly), "harmless": len(harmless)}
    for who in ("ours", "evidently", "evidently_any"):
        if who in lines[0]:
            summary[who] = {"caught": round(sum(x[who] for x in costly) / len(costly), 4), "harmless_alarms": sum(x[who] for x in harmless)}  # fmt: skip
    summary["seconds"] = round(time.process_time() - began)
    json.dump({"summary": summary, "lines": lines} if wanted.json else summary, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()

"""A model directory of ours against Rasa's DIET: taught the same rows, asked the same messages in turn, in one run.

    python tools/diet_bench.py --rasa RASA/bin/python --banking DIR [--each 10] [--intents 77] [--layers 3] --work DIR
    python tools/diet_bench.py --rasa RASA/bin/python --events DIR [--rows 800] --work DIR

Rasa is no dependency of ours and wants Python 3.10 and 3 GB, in an environment of its own (`randomname`, which it needs, is built by an old setuptools):

    python3.10 -m venv RASA && RASA/bin/pip install 'setuptools<71' wheel && RASA/bin/pip install --no-build-isolation rasa==3.6.21

This script runs with the interpreter that trains ours (`make test-train` sets it up), and runs itself with Rasa's.

Data. `--banking`: a folder with BANKING77's train.csv and test.csv (PolyAI, CC BY 4.0); `--each` rows an intent are drawn from train, all rows of test
of the intents taken are asked. `--events`: a folder with `sgd_ticketing/{train,dev}.jsonl` (rebuild-the-reader.md); whole dialogues about Events_1 up to
`--rows` turns, asked of its dev part; intents are read from the turns' acts, and both see the text alone, without what was said before.

Protocol. DIET: the pipeline of Rasa's template up to the classifier, 100 epochs, a fixed seed; for slots, `split_entities_by_comma` is off, since
names of this data hold commas and DIET would lose by it. Ours: `willcall train encoder` with nothing set. Then each stands in a process of its own, all of them on one
core and on one thread, and each test message goes to all of them, `--block` messages at a time and another being the first each time (1: strictly in turn, so that
each finds the processor's caches full of the others' weights); times are taken inside the process, from the message to the reading, after 20 messages to
warm up. Medians are of the first of `--rounds`; `quickest` is the median over messages of each one's quickest round: what comes nearest to a machine with nothing else to do. `ours_float32` is our float32 graph, `ours_small` one of `--layers`. Ours is also counted by its answer, which may be out of scope (`answer_accuracy`); DIET has no such answer in this
pipeline. What was trained in `--work` is used again.
"""

import argparse
import asyncio
import csv
import importlib
import json
import logging
import math
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

Reading = dict[str, Any]
ONE_THREAD = {
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TF_INTRA_OP_PARALLELISM_THREADS": "1", "TF_INTER_OP_PARALLELISM_THREADS": "1", "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1", "RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}  # fmt: skip
PIPELINE = """recipe: default.v1
assistant_id: diet_bench
language: en
pipeline:
- name: WhitespaceTokenizer
- name: RegexFeaturizer
- name: LexicalSyntacticFeaturizer
- name: CountVectorsFeaturizer
- {name: CountVectorsFeaturizer, analyzer: char_wb, min_ngram: 1, max_ngram: 4}
- {name: DIETClassifier, epochs: 100, constrain_similarities: true, random_seed: 7, split_entities_by_comma: false}
"""
WARM = 20
RATIOS = ("wall_ms", "processor_ms", "quickest_wall_ms", "quickest_processor_ms")


def banking(folder: Path, *, each: int, intents: int, seed: int) -> tuple[list[Reading], list[Reading]]:
    """Rows to learn and rows to ask."""
    parts = [list(csv.DictReader((folder / f"{part}.csv").open(encoding="utf-8"))) for part in ("train", "test")]
    chance = random.Random(seed)
    taken = set(chance.sample(sorted({row["category"] for row in parts[0]}), intents))
    rows: list[list[Reading]] = [
        [{"text": r["text"].strip(), "intent": r["category"], "slots": []} for r in part if r["category"] in taken]
        for part in parts
    ]
    chance.shuffle(rows[0])
    counts: dict[str, int] = {}
    few = []
    for row in rows[0]:
        counts[row["intent"]] = counts.get(row["intent"], 0) + 1
        if counts[row["intent"]] <= each:
            few.append(row)
    return few, rows[1]


def events(folder: Path, *, most: int, seed: int) -> tuple[list[Reading], list[Reading]]:
    """Rows to learn and rows to ask."""
    from willcall.training.recipes.encoder.public import read_lines, sgd_intent

    parts = []
    for part in ("train", "dev"):
        dialogues: dict[str, list[Reading]] = {}
        for row in read_lines(folder / "sgd_ticketing" / f"{part}.jsonl"):
            intent = sgd_intent(row)
            if row["service"] == "Events_1" and intent is not None:
                slots = [{"name": s["name"], "start": s["start"], "end": s["end"]} for s in row["slots"]]
                kept = dialogues.setdefault(row["dialogue_id"], [])
                kept.append({"text": row["text"], "intent": intent.value, "slots": slots})
        names = list(dialogues)
        if part == "train":
            random.Random(seed).shuffle(names)
        parts.append([row for name in names for row in dialogues[name]])
    return parts[0][:most], parts[1]


def train_diet(rows: Path, folder: Path) -> None:
    """Under Rasa's interpreter: `folder/diet.tar.gz`."""
    quiet()
    known = [json.loads(line) for line in rows.read_text("utf-8").splitlines()]
    examples = [
        {
            "text": row["text"],
            "intent": row["intent"],
            "entities": [
                {"start": s["start"], "end": s["end"], "value": row["text"][s["start"] : s["end"]], "entity": s["name"]}
                for s in row["slots"]
            ],
        }
        for row in known
    ]
    (folder / "nlu.json").write_text(json.dumps({"rasa_nlu_data": {"common_examples": examples}}), "utf-8")
    (folder / "config.yml").write_text(PIPELINE, "utf-8")
    training = importlib.import_module("rasa.model_training")
    made = training.train_nlu(
        str(folder / "config.yml"), str(folder / "nlu.json"), str(folder), fixed_model_name="diet"
    )
    if asyncio.iscoroutine(made):
        asyncio.run(made)


def diet(model: Path) -> Callable[[str], Reading]:
    """Under Rasa's interpreter: reads as its server does, without the server."""
    quiet()
    agent = importlib.import_module("rasa.core.agent").Agent.load(str(model))
    loop = asyncio.new_event_loop()

    def read(text: str) -> Reading:
        return dict(loop.run_until_complete(agent.parse_message(text)))

    return read


def quiet() -> None:
    """Rasa's logs at ERROR, its TensorFlow on one thread."""
    importlib.import_module("rasa.utils.common").configure_logging_and_warnings(logging.ERROR, warn_only_once=True)
    logs = importlib.import_module("rasa.utils.log_utils")
    logs.configure_structlog(logging.ERROR)
    importlib.import_module("rasa.utils.tensorflow.environment").setup_tf_environment()


def ours(folder: Path, graph: str) -> Callable[[str], Reading]:
    """A model directory."""
    from willcall.understanding.trained import TrainedModel

    model = TrainedModel(folder, encoder=graph)

    def read(text: str) -> Reading:
        return model.read(text).as_dict()

    return read


def serve(read: Callable[[str], Reading]) -> None:
    """A JSON string a line in; the reading and its milliseconds, a line, out."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whoever else prints
    print("ready", file=answers, flush=True)
    for line in sys.stdin:
        text = json.loads(line)
        wall, processor = time.perf_counter(), time.process_time()
        reading = read(text)
        processor, wall = time.process_time() - processor, time.perf_counter() - wall
        print(json.dumps({**plainly(reading), "wall": wall * 1e3, "processor": processor * 1e3}), file=answers, flush=True)  # fmt: skip


def plainly(reading: Reading) -> Reading:
    """Either's reading in one form."""
    if "entities" not in reading:
        spans = [(s["name"], s["start"], s["end"]) for s in reading["slots"]]
        return {"intent": reading["intent"], "slots": spans, "outside": reading["out_of_scope"]}
    spans = [(e["entity"], e["start"], e["end"]) for e in reading["entities"]]
    return {"intent": reading["intent"]["name"], "slots": spans, "outside": False}


class Reader:
    """A process that reads, on one core."""

    def __init__(self, python: str, arguments: list[str], core: int, log: Path) -> None:
        self._process = subprocess.Popen(
            [python, __file__, "serve", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log.open("w"), text=True,
            env={**os.environ, **ONE_THREAD}, preexec_fn=lambda: os.sched_setaffinity(0, {core}),  # noqa: PLW1509  no threads here
        )  # fmt: skip
        if self._line().strip() != "ready":
            raise RuntimeError(f"{arguments[0]} did not start; see {log}")

    def __call__(self, text: str) -> Reading:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(text) + "\n")
        self._process.stdin.flush()
        return dict(json.loads(self._line()))

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


def figures(rows: list[Reading], read: list[Reading]) -> dict[str, Any]:
    """What one made of the rows."""
    right = [one["intent"] == row["intent"] for row, one in zip(rows, read, strict=True)]
    answered = [hit and not one["outside"] for hit, one in zip(right, read, strict=True)]
    true = [{(s["name"], s["start"], s["end"]) for s in row["slots"]} for row in rows]
    said = [{tuple(span) for span in one["slots"]} for one in read]
    found, wanted, given = (sum(map(len, sets)) for sets in ([a & b for a, b in zip(true, said, strict=True)], true, said))  # fmt: skip
    times = {kind: sorted(one[kind] for one in read) for kind in ("wall", "processor")}
    return {
        "accuracy": round(sum(right) / len(rows), 4),
        "answer_accuracy": round(sum(answered) / len(rows), 4),
        "slot_f1": round(2 * found / (wanted + given), 4) if wanted else None,
        **{f"{kind}_ms": round(median(kept), 3) for kind, kept in times.items()},
        "wall_p95_ms": round(times["wall"][95 * len(rows) // 100], 3),
        **{f"quickest_{kind}_ms": round(median(one[f"quickest_{kind}"] for one in read), 3) for kind in times},
    }


def by_chance(more: int, fewer: int) -> float:
    """Two-sided sign test of McNemar: how likely such a difference, or a larger one, is between equals."""
    both = more + fewer
    return min(1.0, 2 * sum(math.comb(both, k) for k in range(min(more, fewer) + 1)) / 2**both) if both else 1.0


def trained(python: str, given: list[str], made: Path, log: Path) -> dict[str, float] | None:
    """Run a training that makes `made`, unless that is there."""
    if made.exists():
        return None
    wall = time.monotonic()
    before = os.times()
    environment = {**os.environ, **ONE_THREAD, "RASA_CACHE_DIRECTORY": str(log.parent / "cache")}
    with log.open("w") as lines:
        subprocess.run([python, *given], check=True, stdout=lines, stderr=lines, env=environment)
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return {"seconds": round(time.monotonic() - wall), "processor_seconds": round(processor)}


def compare(rows: list[Reading], readers: dict[str, Reader], *, block: int, rounds: int) -> dict[str, list[Reading]]:
    """Every row read by every reader, some rows at a time, another first each time; all of it several times over for the quickest of each."""
    read: dict[str, list[Reading]] = {name: [] for name in readers}
    for row in rows[:WARM]:
        for reader in readers.values():
            reader(row["text"])
    names = list(readers)
    quickest: dict[str, list[dict[str, float]]] = {name: [{} for _ in rows] for name in readers}
    for turn in range(rounds):
        for at in range(0, len(rows), block):
            first = (turn + at // block) % len(names)
            for name in names[first:] + names[:first]:
                for place, row in enumerate(rows[at : at + block], at):
                    reading = readers[name](row["text"])
                    best = quickest[name][place]
                    for kind in ("wall", "processor"):
                        best[f"quickest_{kind}"] = min(reading[kind], best.get(f"quickest_{kind}", math.inf))
                    if turn == 0:
                        read[name].append(reading)
    return {name: [{**one, **best} for one, best in zip(read[name], quickest[name], strict=True)] for name in names}


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    arguments.add_argument("--rasa", help="the interpreter of Rasa's environment; without it only ours are measured")
    data = arguments.add_mutually_exclusive_group(required=True)
    data.add_argument("--banking", type=Path)
    data.add_argument("--events", type=Path)
    arguments.add_argument("--each", type=int, default=10, help="rows an intent of BANKING77")
    arguments.add_argument("--intents", type=int, default=77, help="how many of BANKING77's")
    arguments.add_argument("--rows", type=int, default=800, help="of dialogues about events")
    arguments.add_argument("--seed", type=int, default=7, help="of the draw")
    arguments.add_argument("--core", type=int, default=0, help="the one all are measured on")
    arguments.add_argument("--block", type=int, default=20, help="messages to one before the next has them")
    arguments.add_argument("--rounds", type=int, default=1, help="how often each message is read, for `quickest`")
    arguments.add_argument("--most", type=int, help="rows asked, drawn from all; times need no more than some hundreds")
    arguments.add_argument("--layers", type=int, help="also measure ours with so many of its layers")
    arguments.add_argument("--only-train", choices=("ours", "diet"), help="measure nothing yet")
    arguments.add_argument("--work", type=Path, required=True, help="keeps rows, models and logs")
    wanted = arguments.parse_args()
    work: Path = wanted.work
    work.mkdir(parents=True, exist_ok=True)
    if wanted.banking:
        learnt, asked = banking(wanted.banking, each=wanted.each, intents=wanted.intents, seed=wanted.seed)
    else:
        learnt, asked = events(wanted.events, most=wanted.rows, seed=wanted.seed)
    if wanted.most:
        asked = random.Random(wanted.seed).sample(asked, min(wanted.most, len(asked)))
    rows = work / "train.jsonl"
    rows.write_text("".join(json.dumps(row) + "\n" for row in learnt), "utf-8")
    model, archive = work / "ours", work / "diet.tar.gz"
    small = work / f"ours_{wanted.layers}" if wanted.layers else None
    training = {}
    if wanted.only_train != "diet":
        options = ["--data", str(rows), "--threads", "1", "--track", "none", "--keep-float", "--json"]
        command = ["-m", "willcall", "train", "encoder", *options, "--out"]
        training["ours"] = trained(sys.executable, [*command, str(model)], model / "model.json", work / "ours.log")
        if small:
            more = [*command, str(small), "--layers", str(wanted.layers)]
            training["ours_small"] = trained(sys.executable, more, small / "model.json", work / "ours_small.log")
    if wanted.rasa and wanted.only_train != "ours":
        training["diet"] = trained(wanted.rasa, [__file__, "train", str(rows), str(work)], archive, work / "diet.log")
    if wanted.only_train:
        print(json.dumps({"train": len(learnt), "test": len(asked), "training": training}))
        return
    served = [
        ("ours", sys.executable, ["ours", str(model), "encoder.onnx"]),
        ("ours_float32", sys.executable, ["ours", str(model), "encoder.float32.onnx"]),
        *([("ours_small", sys.executable, ["ours", str(small), "encoder.onnx"])] if small else []),
        *([("diet", wanted.rasa, ["diet", str(archive)])] if wanted.rasa else []),
    ]
    readers = {name: Reader(python, given, wanted.core, work / f"{name}.serve.log") for name, python, given in served}
    read = compare(asked, readers, block=wanted.block, rounds=wanted.rounds)
    for reader in readers.values():
        reader.close()
    found = {name: figures(asked, made) for name, made in read.items()}
    hits = {name: [one["intent"] == row["intent"] for row, one in zip(asked, read[name], strict=True)] for name in read}

    def ratios(one: str, other: str) -> dict[str, float]:
        return {kind: round(found[one][kind] / found[other][kind], 3) for kind in RATIOS}

    def only(one: str, other: str) -> dict[str, float]:
        more = sum(a and not b for a, b in zip(hits[one], hits[other], strict=True))
        fewer = sum(b and not a for a, b in zip(hits[one], hits[other], strict=True))
        return {one: more, other: fewer, "by_chance": by_chance(more, fewer)}

    summary: dict[str, Any] = {
        "train": len(learnt), "test": len(asked), "block": wanted.block, "intents": len({row["intent"] for row in learnt}), "training": training, **found,
        "float32_to_int8": ratios("ours_float32", "ours"), "megabytes": {"ours": megabytes(model)},
    }  # fmt: skip
    if small:
        summary["small_to_ours"] = {
            **ratios("ours_small", "ours"), "right_only_by": only("ours_small", "ours"), "layers": wanted.layers, "megabytes": megabytes(small)
        }  # fmt: skip
    for name in ("ours", "ours_small") if wanted.rasa else ():
        if name in found:
            summary[f"{name}_to_diet"] = {**ratios(name, "diet"), "right_only_by": only(name, "diet")}
    if wanted.rasa:
        summary["megabytes"]["diet"] = megabytes(archive)
    json.dump(summary, sys.stdout, indent=2)
    print()


def megabytes(path: Path) -> float:
    """On disk, without the float32 graph, which only this comparison wants."""
    files = [path] if path.is_file() else [f for f in path.rglob("*") if f.is_file() and f.name != "encoder.float32.onnx"]  # fmt: skip
    return round(sum(file.stat().st_size for file in files) / 1e6, 1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["train"]:
        train_diet(Path(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1:3] == ["serve", "diet"]:
        serve(diet(Path(sys.argv[3])))
    elif sys.argv[1:3] == ["serve", "ours"]:
        serve(ours(Path(sys.argv[3]), sys.argv[4]))
    else:
        main()

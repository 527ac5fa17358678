"""How long our own reader's encoder takes for a message, against its float32 graph in the same run.

    python tools/encoder_bench.py --data test.jsonl [--rows 300] [--rounds 7] [--core 0]

Runs with the interpreter that trains (`make test-train` sets it up): the float32 graph is made anew from the base weights (encoder/export.py), since only
int8 is packaged. That both are one function is shown by the cosine of their sentences. `moved` is the packaged graph as it is
run where signed weights would overflow (kit/inference.py), its weights moved to unsigned; `apart` is the largest difference that makes. The rows' texts are encoded by all in turn, another first each time, on one
core and one thread; `reader` is the whole reading of the packaged reader, rules included, with an empty catalogue.
"""

import argparse
import contextlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean, median
from typing import Any

from willcall.kit.inference import options
from willcall.understanding.encoder import PACKAGED, Encoder
from willcall.understanding.reader import EncoderReader
from willcall.understanding.reading import Catalogue, Context

WARM = 20


def float32() -> Encoder:
    """The encoder's float32 graph."""
    from willcall.training.recipes.encoder.export import export, load_base

    with tempfile.TemporaryDirectory() as scratch, contextlib.redirect_stdout(sys.stderr):
        folder = Path(scratch)
        export(load_base(), folder, keep_float=True)
        (folder / "encoder.float32.onnx").replace(folder / "encoder.onnx")
        return Encoder(folder)


def moved() -> Encoder:
    """The packaged encoder with its weights made unsigned while they are loaded."""
    import onnxruntime

    encoder = Encoder()
    encoder._session = onnxruntime.InferenceSession(str(PACKAGED / "encoder.onnx"), options(moved=True))  # noqa: SLF001
    return encoder


def timed(does: Callable[[str], Any], text: str) -> tuple[float, float]:
    """(wall, processor), in milliseconds."""
    wall, processor = time.perf_counter(), time.process_time()
    does(text)
    processor, wall = time.process_time() - processor, time.perf_counter() - wall
    return wall * 1e3, processor * 1e3


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    arguments.add_argument("--data", type=Path, required=True, help="lines with a text")
    arguments.add_argument("--rows", type=int, default=300)
    arguments.add_argument(
        "--rounds", type=int, default=7, help="`quickest` is the median over texts of each one's quickest"
    )
    arguments.add_argument("--core", type=int, default=0)
    wanted = arguments.parse_args()
    lines = wanted.data.read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines][: wanted.rows]
    small, other, full, reader = Encoder(), moved(), float32(), EncoderReader()
    context = Context(datetime(2026, 3, 2, 12, tzinfo=UTC), Catalogue("empty"))
    os.sched_setaffinity(0, {wanted.core})
    doing: dict[str, Callable[[str], Any]] = {
        "int8": small.encode,
        "moved": other.encode,
        "float32": full.encode,
        "reader": lambda text: reader.read(text, context),
    }
    alike = [float(small.encode(text).sentence @ full.encode(text).sentence) for text in texts[:WARM]]
    apart = max(float(abs(small.encode(text).states - other.encode(text).states).max()) for text in texts[:WARM])
    for text in texts[:WARM]:
        reader.read(text, context)
    names = list(doing)
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    for at, text in enumerate(texts * wanted.rounds):
        for name in names[at % len(names) :] + names[: at % len(names)]:
            times[name].append(timed(doing[name], text))
    found = {
        name: {
            "wall_ms": round(median(wall for wall, _ in kept), 3),
            "processor_ms": round(median(processor for _, processor in kept), 3),
            "quickest_ms": round(median(min(kept[at :: len(texts)])[0] for at in range(len(texts))), 3),
        }
        for name, kept in times.items()
    }
    pieces = median(len(small.encode(text).spans) for text in texts)
    summary = {
        "rows": len(texts), "pieces": pieces, **found,
        **{f"float32_to_{name}": {kind: round(found["float32"][kind] / found[name][kind], 3) for kind in found[name]} for name in ("int8", "moved")},
        "cosine": round(mean(alike), 4), "apart": apart,
        "megabytes": round(sum(file.stat().st_size for file in PACKAGED.iterdir()) / 1e6, 1),
    }  # fmt: skip
    print(json.dumps(summary, indent=2))


if __name__ == "__main__":
    main()

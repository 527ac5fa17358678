"""Writes a model directory: what serving reads (docs/how-to/model-directory.md), whole or not at all.

Knows the format; what stands in it is decided elsewhere.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from willcall.training.datasets.understanding import Row

FORMAT = 1


def write_settings(folder: Path, about: Mapping[str, Any]) -> None:
    """Write `model.json`, with the hashes of the files that lie beside it."""
    names = ("encoder.onnx", "encoder.float32.onnx", "tokenizer.json", "arrays.npz", "examples.jsonl")
    files = {name: f"sha256 {_hash(folder / name)}" for name in names if (folder / name).is_file()}
    (folder / "model.json").write_text(
        json.dumps({"format": FORMAT, **about, "files": files}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )


def write_tokenizer(folder: Path, tokenizer: Any) -> None:
    """Write `tokenizer.json`, without spaces between its fields."""
    plain = json.loads(tokenizer.to_str())
    plain["padding"], plain["truncation"] = None, None
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer.json").write_text(
        json.dumps(plain, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )


def write_examples(folder: Path, rows: Sequence[Row], arrays: Mapping[str, Any]) -> None:
    """Write `examples.jsonl` and `arrays.npz`."""
    with (folder / "examples.jsonl").open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row.as_dict(), ensure_ascii=False) + "\n")
    np.savez_compressed(folder / "arrays.npz", **arrays)


def put_in_place(made: Path, out: Path) -> int:
    """Move a finished directory to where it was wanted, in the place of an older one; its size in bytes."""
    older = out.with_name(out.name + ".older")
    shutil.rmtree(older, ignore_errors=True)
    if out.exists():
        out.rename(older)
    out.parent.mkdir(parents=True, exist_ok=True)
    made.rename(out)
    shutil.rmtree(older, ignore_errors=True)
    return sum(file.stat().st_size for file in out.rglob("*") if file.is_file())


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()

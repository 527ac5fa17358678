"""Fits the reader's heads: encoder.onnx and the data → intents.onnx, tags.onnx. The encoder itself is `export`'s.

    python -m willcall.training.recipes.encoder train --data DIR --out DIR

Reads straight down: data, encoder, rows, heads, save.
"""

import random
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from willcall.training.recipes.encoder import fit
from willcall.training.recipes.encoder.examples import Example
from willcall.training.recipes.encoder.phrases import expand
from willcall.training.recipes.encoder.prepare import IntentRows, TagRows, pairs, prepare
from willcall.training.recipes.encoder.public import bitext, sgd, tickettalk
from willcall.understanding.encoder import Encoder


def gather(data: Path, *, phrases: int, dialogues: int, templated: int, seed: int) -> list[Example]:
    """All training examples: our phrases, human dialogues, templated support."""
    chance = random.Random(seed)
    turns = list(sgd(data, "train"))
    chance.shuffle(turns)
    movies = [example for example, _ in tickettalk(data, "train")]
    own = list(expand(phrases, seed))
    return [
        *own,
        *(replace(turn, weight=1.0) for turn in turns[:dialogues]),
        *(replace(row, weight=0.6) for row in bitext(data, "train", templated, seed)),
        *movies,
    ]


def train(
    data: Path,
    out: Path,
    *,
    phrases: int = 800,
    dialogues: int = 16_000,
    templated: int = 110,
    epochs: int = 16,
    seed: int = 7,
) -> dict[str, float]:
    """Fit the heads for the encoder that lies in `out` and write them beside it."""
    started = time.monotonic()
    encoder = Encoder(out)
    examples = gather(data, phrases=phrases, dialogues=dialogues, templated=templated, seed=seed)
    rows, tags = prepare(examples, encoder, seed)
    own = [e for e in examples if e.source == "own"]
    joined = pairs(
        [*own, *random.Random(seed).sample([e for e in examples if e.source == "sgd"], min(4000, dialogues))],
        8000,
        encoder,
        seed,
    )
    print(
        f"{len(rows.labels)} messages, {len(joined.labels)} stretches, {len(tags.labels)} words: {time.monotonic() - started:.0f} s",
        flush=True,
    )
    intents = fit.fit_intents(_both(rows, joined), hidden=320, epochs=epochs, seed=seed, members=3)
    print(
        f"intents: {intents['held_out_accuracy']:.3f} on rows held out, temperature {float(intents['temperature']):.2f}",
        flush=True,
    )
    fit.save(out, intents, fit.fit_tags(tags, hidden=128, epochs=8, seed=seed))
    return {
        "train_seconds": time.monotonic() - started,
        "examples": float(len(examples)),
        "held_out_accuracy": float(intents["held_out_accuracy"]),
    }


def _both(one: IntentRows, two: IntentRows) -> IntentRows:
    return IntentRows(
        np.concatenate([one.vectors, two.vectors]),
        np.concatenate([one.features, two.features]),
        np.concatenate([one.labels, two.labels]),
        np.concatenate([one.weights, two.weights]),
    )


__all__ = ["TagRows", "gather", "train"]

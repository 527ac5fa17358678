"""The whole recipe: examples, fit, a temperature, int8 ONNX, and what it is worth on sentences held out. Read straight down."""

import json
import random
import tempfile
from pathlib import Path
from typing import Any

from willcall.agent.safeguards.judging import LearnedJudge, readable
from willcall.agent.safeguards.sentences import plain
from willcall.training.recipes.claims.examples import composed, written
from willcall.training.recipes.claims.fit import Network, Wishes, fit, logits, temperature
from willcall.training.recipes.encoder.export import base_folder
from willcall.training.recipes.quantising import quantise

LONGEST = 128


def train(
    out: Path, *, wishes: Wishes, pairs: int = 900, held_out: float = 0.06, seed: int = 7, tell: Any = print
) -> dict[str, float]:
    """Write `claims.onnx` to `out`.

    Args:
        out: Folder of the weights.
        wishes: How to fit.
        pairs: How many pairs are composed.
        held_out: Share of the written sentences kept for the temperature and the figures.
        seed: Of everything random.
        tell: Told how it goes.

    Returns:
        `auc` and `caught_at_1_percent` of the sentences held out; `temperature`.
    """
    import numpy as np
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    chance = random.Random(seed)
    rows = written()
    chance.shuffle(rows)
    kept = rows[: int(len(rows) * held_out)]
    network = fit(
        rows[len(kept) :], list(composed(number=pairs, chance=chance)), tokenizer, wishes=wishes, seed=seed, tell=tell
    )
    figures: dict[str, float] = {}
    if kept:
        scores = logits(network, [readable(plain(each.text)) for each in kept], tokenizer)
        truths = np.array([each.claims for each in kept])
        network.temperature = temperature(scores, truths)
        figures = {
            "auc": _auc(scores, truths),
            "caught_at_1_percent": _caught(scores, truths, 0.01),
            "temperature": network.temperature,
        }
    export(network, out / "claims.onnx")
    LearnedJudge(out).opinion("the order has been placed")
    tell(json.dumps(figures))
    return figures


def export(network: Network, file: Path) -> None:
    """The network as int8 ONNX, per channel: `ids`, `mask` int64 [B, L] → `claims` float32 [B], `kinds` float32 [B, 7]."""
    import onnx
    import torch

    network.finished = True
    file.parent.mkdir(parents=True, exist_ok=True)
    ids = torch.tensor([[101, 7592, 2088, 102], [101, 7592, 102, 0]])
    batch, length = torch.export.Dim("batch", min=1, max=64), torch.export.Dim("length", min=2, max=LONGEST)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            network.eval(),
            (ids, (ids != 0).long()),
            str(full),
            input_names=["ids", "mask"],
            output_names=["claims", "kinds"],
            dynamic_shapes={"ids": {0: batch, 1: length}, "mask": {0: batch, 1: length}},
            dynamo=True,
            external_data=False,
        )
        graph = onnx.load(str(full))
        del graph.graph.value_info[:]  # the exporter leaves shapes of weights as they were before it turned them
        onnx.save(graph, str(full))
        quantise(full, file)


def _auc(scores: Any, truths: Any) -> float:
    lies, honest = scores[truths], scores[~truths]
    return float((lies[:, None] > honest[None]).mean())


def _caught(scores: Any, truths: Any, wrongly: float) -> float:
    honest = sorted(scores[~truths], reverse=True)
    return float((scores[truths] > honest[int(len(honest) * wrongly)]).mean())

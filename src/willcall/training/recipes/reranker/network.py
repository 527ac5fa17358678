"""A small cross-encoder: MiniLM reads question and passage in one go and says how well the one answers the other.

It begins as what its base was trained for: the cosine of the mean states of both sides; the rest of the head adds nothing at first.
What it takes and gives is what cross-encoders everywhere do: `input_ids`, `attention_mask`, `token_type_ids` → `logits`. Knows no rows.
Nogueira and Cho, "Passage Re-ranking with BERT" (2019).
"""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from willcall.training.recipes.encoder.export import base_folder, load_base
from willcall.training.recipes.quantising import quantise

LONGEST = 128
"""Tokens of a pair."""


class CrossEncoder(nn.Module):  # type: ignore[misc]
    """The base with a head over both sides."""

    def __init__(self) -> None:
        super().__init__()
        self.base = load_base()
        size = int(self.base.config.hidden_size)
        self.norm = nn.LayerNorm(2 * size)
        # a vector and no linear layer of one output: quantising stumbles over the shape of its transposed weights
        self.last = nn.Parameter(torch.zeros(2 * size))
        self.slope = nn.Parameter(torch.tensor(15.0))
        self.start = nn.Parameter(torch.tensor(-9.0))

    def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
        """[B, T] each → logits [B, 1]: the logarithm of the odds that the passage answers."""
        # the base never saw a second side: its own type embedding for one would be noise
        states = self.base(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state.float()
        said = token_type_ids.unsqueeze(-1).float()
        asked = attention_mask.unsqueeze(-1).float() - said
        question = (states * asked).sum(1) / asked.sum(1).clamp(min=1)
        passage = (states * said).sum(1) / said.sum(1).clamp(min=1)
        cosine = functional.cosine_similarity(question, passage, dim=-1).unsqueeze(-1)
        both = self.norm(torch.cat([question * passage, (question - passage).abs()], -1))
        return self.slope * cosine + self.start + (both * self.last).sum(-1, keepdim=True)


def tokenizer() -> Any:
    """Of the base."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    made.enable_padding()
    made.enable_truncation(LONGEST)
    return made


def export(network: CrossEncoder, out: Path) -> None:
    """Write `model.onnx` (int8 per channel) and `tokenizer.json` to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    ids = torch.tensor([[101, 7592, 102, 2088, 102], [101, 7592, 102, 2088, 0]])
    mask = (ids != 0).long()
    types = torch.tensor([[0, 0, 0, 1, 1], [0, 0, 0, 1, 0]])
    free = {0: torch.export.Dim("batch", min=1, max=64), 1: torch.export.Dim("length", min=4, max=LONGEST)}
    names = ("input_ids", "attention_mask", "token_type_ids")
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            network.eval(), (ids, mask, types), str(full), input_names=list(names), output_names=["logits"],
            dynamic_shapes=dict.fromkeys(names, free), dynamo=True, external_data=False,
        )  # fmt: skip
        quantise(full, out / "model.onnx")
    shutil.copyfile(base_folder() / "tokenizer.json", out / "tokenizer.json")
    settings = json.loads((out / "tokenizer.json").read_text())
    settings["padding"], settings["truncation"] = None, None
    (out / "tokenizer.json").write_text(json.dumps(settings, ensure_ascii=False, separators=(",", ":")))

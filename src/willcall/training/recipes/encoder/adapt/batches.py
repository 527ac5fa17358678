"""From rows to tensors: tokens, tags, batches of similar length, padded to the longest of them.

Which rows make a batch follows from a seed and the number of the epoch alone, so that a resumed training sees the same.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from willcall.training.datasets.understanding import OUT_OF_SCOPE, Row
from willcall.training.recipes.encoder.adapt.material import Labels
from willcall.understanding.packing import InputRule, Packed, pack

UNTAGGED = -100


@dataclass(frozen=True, slots=True)
class Item:
    """A row as numbers. `intent` is −1 where it is out of scope; `tags` has a label for the first piece of each word."""

    packed: Packed
    intent: int
    tags: list[int]


def item(row: Row, labels: Labels, tokenizer: Any, rule: InputRule) -> Item:
    """The row as numbers."""
    history = [{"speaker": speaker, "text": text} for speaker, text in row.history]
    packed = pack(tokenizer, row.text, history, rule)
    tags = [UNTAGGED] * len(packed.ids)
    names = labels.tags
    for token, start, end in packed.words:
        slot = next((s for s in row.slots if s.start < end and start < s.end), None)
        first = slot is not None and start <= slot.start
        tags[token] = 0 if slot is None else names.index(f"{'B' if first else 'I'}-{slot.name}")
    intent = (
        -1
        if row.intent == OUT_OF_SCOPE
        else labels.intents.index(str(row.intent))
        if row.intent in labels.intents
        else -2
    )
    return Item(packed, intent, tags)


def similar_lengths(lengths: Sequence[int], order: Sequence[int], batch: int, chance: random.Random) -> list[list[int]]:
    """Batches of `order`, each of similar lengths, in random order."""
    by_length = sorted(order, key=lambda place: lengths[place] + chance.random() * 3)
    chunks = [by_length[start : start + batch] for start in range(0, len(by_length), batch)]
    chance.shuffle(chunks)
    return chunks


def padded(items: Sequence[Item], device: Any = "cpu") -> dict[str, Any]:
    """ids, mask, types, tags [B, L] and intents [B] of some items."""
    longest = -(-max(len(i.packed.ids) for i in items) // 4) * 4  # few shapes: kernels are made for each
    size = (len(items), longest)
    ids, mask, types = (torch.zeros(size, dtype=torch.long) for _ in range(3))
    tags = torch.full(size, UNTAGGED, dtype=torch.long)
    for at, one in enumerate(items):
        length = len(one.packed.ids)
        ids[at, :length] = torch.tensor(one.packed.ids)
        types[at, :length] = torch.tensor(one.packed.types)
        mask[at, :length] = 1
        tags[at, :length] = torch.tensor(one.tags)
    intents = torch.tensor([i.intent for i in items])
    return {
        name: value.to(device)
        for name, value in (("ids", ids), ("mask", mask), ("types", types), ("tags", tags), ("intents", intents))
    }

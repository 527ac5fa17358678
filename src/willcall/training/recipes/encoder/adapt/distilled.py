"""The step before the others where the encoder has fewer layers than its base: it learns to say what the whole base says.

What it hears needs no label, so beside the rows there are splices of them: the base has something to say of any words. After Sanh et al. 2019,
"DistilBERT, a distilled version of BERT: smaller, faster, cheaper and lighter", and Park et al. 2019, "Relational Knowledge Distillation". Knows no intents and no slots.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from willcall.training.datasets.understanding import Row
from willcall.training.recipes.encoder.adapt.batches import UNTAGGED, Item, padded, similar_lengths
from willcall.training.recipes.encoder.adapt.network import Network, pooled
from willcall.training.recipes.encoder.adapt.world import World
from willcall.understanding.packing import Packed

WEIGHT = 10.0  # of vectors beside tokens
SPLICED = 0.5  # of the messages get their end from another one
THINNED = 0.3  # lose words
LOST = 0.15  # of their pieces
SWAPPED = 0.3  # have two neighbours in each other's place


class Distilled:
    """The step over some rows.

    Args:
        network: Its encoder is trained, its heads are not.
        teacher: The whole base; nothing of it is changed.
        items: All rows as numbers.
        rows: The same rows, for messages.
        file: Where they are from.
        kept: Places of the rows to train on.
        epochs: How many; in the last one rows are heard as they are.
        batch: Rows a batch.
        seed: Of order and splices.
        world: This process's.
    """

    name = "distilled"

    def __init__(
        self,
        network: Network,
        teacher: Network,
        items: Sequence[Item],
        rows: Sequence[Row],
        file: Path,
        kept: Sequence[int],
        *,
        epochs: int,
        batch: int,
        seed: int,
        world: World,
    ) -> None:
        self.epochs = epochs
        self._network, self._teacher = network, teacher.eval()
        self._items, self._rows, self._file, self._kept = items, rows, file, list(kept)
        self._batch, self._seed, self._world = batch, seed, world
        self._now: list[Item] = list(items)

    def batches(self, epoch: int) -> list[list[int]]:
        chance = random.Random(f"{self._seed}:{epoch}:distilled")
        self._now = list(self._items)
        if epoch < self.epochs - 1:
            for place in self._kept:
                self._now[place] = spliced(self._items[place], self._items[chance.choice(self._kept)], chance)
        lengths = [len(one.packed.ids) for one in self._now]
        return similar_lengths(lengths, self._kept, self._batch, chance)

    def loss(self, batch: list[int]) -> Any:
        given = padded([self._now[place] for place in batch], self._world.device)
        mask, types = given["mask"], given["types"]
        with torch.no_grad():
            wanted = self._teacher.states(given["ids"], mask, types).float()
        found = self._network.states(given["ids"], mask, types).float()
        (_, there), (_, here) = pooled(wanted, mask, types), pooled(found, mask, types)
        alike = (here - there).square().sum(1).mean() / 2
        related = (here @ here.T - there @ there.T).square().mean()
        tokens = ((found - wanted).square().mean(2) * mask).sum() / mask.sum()
        return WEIGHT * (alike + related) + tokens

    def measure(self) -> None:
        """Nothing: no row held out says when to stop."""

    def where(self, batch: list[int]) -> str:
        return f"{self._file}:{','.join(str(self._rows[place].line) for place in sorted(batch)[:8])}"

    def state(self) -> None:
        """Nothing: all of it follows from seed and epoch."""

    def restore(self, state: None) -> None:
        """Nothing to take."""


def spliced(one: Item, other: Item, chance: random.Random) -> Item:
    """A message made of two, in pieces of words: the beginning of one and the end of another, or with some lost or swapped; what was said before stays."""
    (first, pieces, rest), (_, ends, _) = _parts(one.packed), _parts(other.packed)
    if chance.random() < SPLICED:
        longest = max(len(pieces), len(ends))
        pieces = (pieces[: chance.randint(0, len(pieces))] + ends[chance.randint(0, len(ends)) :])[:longest]
    if chance.random() < THINNED:
        pieces = [piece for piece in pieces if chance.random() >= LOST]
    if chance.random() < SWAPPED and len(pieces) > 1:
        at = chance.randrange(len(pieces) - 1)
        pieces[at : at + 2] = pieces[at + 1], pieces[at]
    ids = [*first, *pieces, *rest]
    types = [0] * (len(ids) - sum(one.packed.types)) + [1] * sum(one.packed.types)
    return replace(one, packed=Packed(ids, types, []), tags=[UNTAGGED] * len(ids))


def _parts(packed: Packed) -> tuple[list[int], list[int], list[int]]:
    """(first mark, pieces of the message, its last mark and what was said before)."""
    said = len(packed.ids) - sum(packed.types)
    return packed.ids[:1], packed.ids[1 : said - 1], packed.ids[said - 1 :]

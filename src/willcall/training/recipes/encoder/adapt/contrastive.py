"""The first step: messages of one intent move together, those that are mistaken for each other move apart.

An anchor, another message of its intent, and a mined hard negative: the nearest messages of other intents are looked for anew before
each epoch. InfoNCE over the batch, and a triplet margin. Knows intents only.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from willcall.training.datasets.understanding import Row
from willcall.training.recipes.encoder.adapt import losses
from willcall.training.recipes.encoder.adapt.batches import Item, padded, similar_lengths
from willcall.training.recipes.encoder.adapt.network import Network, pooled
from willcall.training.recipes.encoder.adapt.settings import MOST_ANCHORS  # rows that negatives are mined among, too
from willcall.training.recipes.encoder.adapt.world import World


class Contrastive:
    """The step over some rows.

    Args:
        network: Its encoder is trained, its heads are not.
        items: All rows as numbers.
        rows: The same rows, for messages.
        file: Where they are from.
        kept: Places of the rows to train on.
        epochs: How many.
        batch: Triples a batch.
        seed: Of order and choice.
        world: This process's.
    """

    name = "contrastive"

    def __init__(
        self,
        network: Network,
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
        self._network, self._items, self._rows, self._file = network, items, rows, file
        self._batch, self._seed, self._world = batch, seed, world
        by_intent: dict[int, list[int]] = defaultdict(list)
        for place in kept:
            by_intent[items[place].intent].append(place)
        self._by_intent = {intent: places for intent, places in by_intent.items() if intent >= 0 and len(places) > 1}
        self._anchors = sorted(place for places in self._by_intent.values() for place in places)
        self._pool = [place for place in kept if items[place].intent >= -1]
        self._triples: dict[int, list[tuple[int, int, int]]] = {}

    def batches(self, epoch: int) -> list[list[int]]:
        """Places in the epoch's triples; those are made when the epoch's first batch is asked for."""
        chance = random.Random(f"{self._seed}:{epoch}")
        count = min(MOST_ANCHORS, len(self._anchors))
        self._drawn = sorted(chance.sample(self._anchors, count))
        self._epoch = epoch
        lengths = [len(self._items[place].packed.ids) for place in self._drawn]
        return [b for b in similar_lengths(lengths, range(count), self._batch, chance) if len(b) > 1]

    def loss(self, batch: list[int]) -> Any:
        triples = [self._mined()[place] for place in batch]
        rows = [place for column in zip(*triples, strict=True) for place in column]
        device = self._world.device
        given = padded([self._items[place] for place in rows], device)
        tokens = self._network.states(given["ids"], given["mask"], given["types"]).float()
        sentence, _ = pooled(tokens, given["mask"], given["types"])
        size = len(triples)
        anchors, positives, negatives = sentence[:size], sentence[size : 2 * size], sentence[2 * size :]
        intents, others = given["intents"][:size], given["intents"][2 * size :]
        return losses.info_nce(anchors, positives, negatives, intents, others) + 0.5 * losses.triplet(
            anchors, positives, negatives
        )

    def measure(self) -> None:
        """Nothing: the step is short, and the next one is measured."""

    def where(self, batch: list[int]) -> str:
        lines = sorted({self._rows[place].line for at in batch for place in self._mined()[at]})
        return f"{self._file}:{','.join(map(str, lines[:8]))}"

    def state(self) -> dict[int, list[tuple[int, int, int]]]:
        """The mined triples, for a checkpoint."""
        return self._triples

    def restore(self, triples: dict[int, list[tuple[int, int, int]]]) -> None:
        self._triples = triples

    def _mined(self) -> list[tuple[int, int, int]]:
        if self._epoch not in self._triples:
            self._triples = {self._epoch: self._mine()}
        return self._triples[self._epoch]

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def _mine(self) -> list[tuple[int, int, int]]:
        chance = random.Random(f"{self._seed}:{self._epoch}:mining")
        pool = sorted(chance.sample(self._pool, min(MOST_ANCHORS, len(self._pool))))
        vectors = embed(self._network, [self._items[place] for place in pool], self._world)
        own = embed(self._network, [self._items[place] for place in self._drawn], self._world)
        intents = torch.tensor([self._items[place].intent for place in pool], device=vectors.device)
        triples = []
        for start in range(0, len(self._drawn), 512):
            near = own[start : start + 512] @ vectors.T
            mine = torch.tensor(
                [self._items[p].intent for p in self._drawn[start : start + 512]], device=vectors.device
            )
            near = near.masked_fill(mine[:, None] == intents[None, :], -2.0)
            nearest = near.topk(min(8, len(pool)), dim=1).indices.tolist()
            for row, anchor in enumerate(self._drawn[start : start + 512]):
                friends = self._by_intent[self._items[anchor].intent]
                friend = chance.choice([place for place in friends if place != anchor])
                strangers = [pool[i] for i in nearest[row] if self._items[pool[i]].intent != self._items[anchor].intent]
                triples.append((anchor, friend, chance.choice(strangers) if strangers else chance.choice(self._pool)))
        return triples


@torch.no_grad()  # type: ignore[untyped-decorator]
def embed(network: Network, items: Sequence[Item], world: World) -> Any:
    """Sentence vectors [N, D] of rows, in their order, without dropout."""
    was = network.training
    network.eval()
    order = sorted(range(len(items)), key=lambda i: len(items[i].packed.ids))
    out = torch.zeros(len(items), int(network.encoder.config.hidden_size), device=world.device)
    for start in range(0, len(order), 128):
        chunk = order[start : start + 128]
        given = padded([items[i] for i in chunk], world.device)
        with world.autocast():
            tokens = network.states(given["ids"], given["mask"], given["types"])
        out[torch.tensor(chunk, device=world.device)] = pooled(tokens.float(), given["mask"], given["types"])[0]
    network.train(was)
    return out

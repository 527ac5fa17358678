"""The second step: intents, slots and what is out of scope, learnt together, with what was said before as context.

Knows rows and labels; how they are turned into batches is `batches`'.
"""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from willcall.training.datasets.understanding import Row
from willcall.training.recipes.encoder.adapt import losses
from willcall.training.recipes.encoder.adapt.batches import Item, padded, similar_lengths
from willcall.training.recipes.encoder.adapt.network import SCALE, Network, pooled
from willcall.training.recipes.encoder.adapt.world import World

STRANGERS = 0.03  # of the rows of an epoch that are out of scope at least, where some are given
REPEATED = 8  # times a row out of scope is seen an epoch at most
STRENGTH = 10.0  # of the data against the pull towards 0, where the intent head begins
ITERATIONS = 150


class Joint:
    """The step over some rows.

    Args:
        network: Encoder and heads.
        items: All rows as numbers.
        rows: The same rows, for messages.
        file: Where they are from.
        kept: Places of the rows to train on.
        measured: Measures the network on what was held out; None where nothing was.
        varied: Makes another version of a row for an epoch, from (place, chance).
        epochs: How many.
        batch: Rows a batch.
        seed: Of order.
        world: This process's.
    """

    name = "joint"

    def __init__(
        self,
        network: Network,
        items: Sequence[Item],
        rows: Sequence[Row],
        file: Path,
        kept: Sequence[int],
        *,
        measured: Callable[[], float] | None,
        varied: Callable[[int, random.Random], Item] | None,
        epochs: int,
        batch: int,
        seed: int,
        world: World,
    ) -> None:
        self.epochs = epochs
        self._network, self._items, self._rows, self._file = network, items, rows, file
        self._measured, self._varied = measured, varied
        self._batch, self._seed, self._world = batch, seed, world
        outside = [place for place in kept if items[place].intent == -1]
        repeat = min(REPEATED, max(1, round(STRANGERS * len(kept) / len(outside)))) if outside else 1
        self._order = [place for place in kept for _ in range(repeat if items[place].intent == -1 else 1)]
        self._now: dict[int, Item] = {}

    def batches(self, epoch: int) -> list[list[int]]:
        chance = random.Random(f"{self._seed}:{epoch}:joint")
        if self._varied is not None and epoch > 0:
            self._now = {place: self._varied(place, chance) for place in dict.fromkeys(self._order)}
        lengths = [len(i.packed.ids) for i in self._items]
        return similar_lengths(lengths, self._order, self._batch, chance)

    def loss(self, batch: list[int]) -> Any:
        given = padded([self._now.get(place) or self._items[place] for place in batch], self._world.device)
        network = self._network
        tokens = network.states(given["ids"], given["mask"], given["types"]).float()
        _, joined = pooled(tokens, given["mask"], given["types"])
        dropped = network.dropout(joined) * SCALE
        intents = given["intents"]
        loss = losses.intent_loss(network.intents(dropped), intents)
        if network.tags.out_features > 1:
            loss = loss + losses.tag_loss(network.tags(network.dropout(tokens)), given["tags"])
        if network.intents.out_features > 1:
            share = 0.3 + 0.4 * torch.rand(len(batch), device=self._world.device)
            invented = losses.between(joined.detach(), intents, share) * SCALE
            strangers = network.outside(invented).squeeze(-1)
            loss = loss + 0.5 * losses.outside_loss(network.outside(dropped).squeeze(-1), intents, strangers)
        return loss

    def measure(self) -> float | None:
        return None if self._measured is None else self._measured()

    def where(self, batch: list[int]) -> str:
        return f"{self._file}:{','.join(str(self._rows[place].line) for place in sorted(batch)[:8])}"

    def state(self) -> None:
        """Nothing: all of it follows from seed and epoch."""

    def restore(self, state: None) -> None:
        """Nothing to take."""


def start_heads(network: Network, items: Sequence[Item], kept: Sequence[int], world: World) -> None:
    """Begin the intent head as a logistic regression on what the encoder says now, so that it is not dragged about while the head finds out.

    Kumar et al. 2022, "Fine-Tuning can Distort Pretrained Features and Underperform Out-of-Distribution".
    """
    vectors, intents = _joined(network, [items[p] for p in kept if items[p].intent >= 0], world)
    head = network.intents
    weight = torch.zeros_like(head.weight, requires_grad=True)
    bias = torch.zeros_like(head.bias, requires_grad=True)
    pull = SCALE**2 / (STRENGTH * max(1, len(intents)))
    solver = torch.optim.LBFGS([weight, bias], max_iter=ITERATIONS, history_size=10, line_search_fn="strong_wolfe")

    def loss() -> Any:
        solver.zero_grad()
        value = nn.functional.cross_entropy(vectors @ weight.T + bias, intents) + 0.5 * pull * weight.square().sum()
        value.backward()
        return value

    if len(intents) and len(bias) > 1:
        solver.step(loss)
    found = world.agreed((weight.detach().cpu(), bias.detach().cpu()))
    with torch.no_grad():
        head.weight.copy_(found[0])
        head.bias.copy_(found[1])


@torch.no_grad()  # type: ignore[untyped-decorator]
def _joined(network: Network, items: Sequence[Item], world: World) -> tuple[Any, Any]:
    """What the intent head is given of rows, [N, 2D], without dropout; and their intents [N]."""
    network.eval()
    vectors, intents = [], []
    order = sorted(items, key=lambda one: len(one.packed.ids))
    for start in range(0, len(order), 128):
        given = padded(order[start : start + 128], world.device)
        with world.autocast():
            tokens = network.states(given["ids"], given["mask"], given["types"])
        vectors.append(pooled(tokens.float(), given["mask"], given["types"])[1] * SCALE)
        intents.append(given["intents"])
    network.train()
    if not vectors:
        return torch.zeros(0, network.intents.in_features), torch.zeros(0, dtype=torch.long)
    return torch.cat(vectors), torch.cat(intents)

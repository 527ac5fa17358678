"""How good the network is on rows held out, while it trains: intents right, and F1 of whole slots.

Knows the network in torch; what is written is measured again by `training.evaluate.understanding`, as it serves.
"""

from collections.abc import Callable, Sequence

import torch

from willcall.training.datasets.understanding import Row
from willcall.training.recipes.encoder.adapt.batches import Item, padded
from willcall.training.recipes.encoder.adapt.material import Labels
from willcall.training.recipes.encoder.adapt.network import Network
from willcall.training.recipes.encoder.adapt.world import World
from willcall.understanding.decoding import spans_of


def measure(
    network: Network, items: Sequence[Item], rows: Sequence[Row], held: Sequence[int], labels: Labels, world: World
) -> Callable[[], float]:
    """A measure of the network: the mean of accuracy and slot F1, of those that there are."""

    def now() -> float:
        network.eval()
        right = counted = hit = true = said = 0
        order = sorted(held, key=lambda place: len(items[place].packed.ids))
        with torch.no_grad():
            for start in range(0, len(order), 64):
                chunk = order[start : start + 64]
                given = padded([items[place] for place in chunk], world.device)
                with world.autocast():
                    _, _, intents, _, tags = network(given["ids"], given["mask"], given["types"])
                known = given["intents"] >= 0
                right += int((intents.argmax(1) == given["intents"])[known].sum())
                counted += int(known.sum())
                if labels.slots:
                    for place, scores in zip(chunk, tags.float().cpu().numpy(), strict=True):
                        found = {
                            span[:3] for span in spans_of(items[place].packed, scores, labels.tags, apart=labels.apart)
                        }
                        gold = {(s.name, s.start, s.end) for s in rows[place].slots}
                        hit, true, said = hit + len(found & gold), true + len(gold), said + len(found)
        network.train()
        figures = []
        if len(labels.intents) > 1 and counted:
            figures.append(right / counted)
        if true:
            figures.append(2 * hit / (true + said))
        return sum(figures) / len(figures) if figures else 0.0

    return now

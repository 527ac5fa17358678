"""Fits the judge of claims: MiniLM's lower layers as they are, the upper ones and two heads taught to tell done from not done.

The final layer of a sentence encoder keeps what a sentence is about and forgets most of its tense and mood, so that heads on the frozen
encoder find three unseen claims in five; with its upper layers taught along, more than four. Needs torch; knows nothing of files.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn

from willcall.agent.safeguards.judging import KINDS, readable
from willcall.agent.safeguards.sentences import plain
from willcall.training.recipes.claims.examples import UNKNOWN, Example, dressed
from willcall.training.recipes.encoder.export import load_base

SMOOTHING = 0.03


@dataclass(frozen=True, slots=True)
class Wishes:
    """Args:
    epochs: Through all examples.
    batch: Sentences.
    rate: Of learning at its highest; the heads learn ten times as fast.
    frozen: How many of the six layers stay as they are, the embeddings with them.
    """

    epochs: int = 3
    batch: int = 32
    rate: float = 1.5e-4
    frozen: int = 3


class Network(nn.Module):  # type: ignore[misc]
    """ids, mask [B, L] → claims [B] and kinds [B, 7], as logits; as likelihoods once `finished`."""

    def __init__(self, frozen: int) -> None:
        super().__init__()
        self.inner = load_base()
        width = self.inner.config.hidden_size
        self.heads = nn.Linear(2 * width, 1 + len(KINDS))
        self.drop = nn.Dropout(0.1)
        self.temperature = 1.0
        self.finished = False
        for part in (self.inner.embeddings, *self.inner.encoder.layer[:frozen]):
            part.requires_grad_(requires_grad=False)

    def forward(self, ids: Any, mask: Any) -> tuple[Any, Any]:
        states = self.inner(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
        both = self.drop(torch.cat([mean, states[:, 0]], dim=1))
        said = self.heads(both)
        claims, kinds = said[:, 0], said[:, 1:]
        if not self.finished:
            return claims, kinds
        return torch.sigmoid(claims / self.temperature), torch.softmax(kinds, dim=1)


def fit(
    written: Sequence[Example],
    composed: Sequence[Example],
    tokenizer: Any,
    *,
    wishes: Wishes,
    seed: int,
    tell: Any = print,
) -> Network:
    """A network fitted to examples.

    Args:
        written: Sentences by people; dressed anew in each epoch.
        composed: Pairs of rules.
        tokenizer: Of the encoder.
        wishes: How.
        seed: Of everything random.
        tell: Told how it goes.
    """
    chance = random.Random(seed)
    torch.manual_seed(seed)
    network = Network(wishes.frozen)
    honest = [example.text for example in written if not example.claims and example.text.endswith((".", "!", "?"))]
    heads = list(network.heads.parameters())
    body = [p for p in network.inner.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": wishes.rate}, {"params": heads, "lr": 10 * wishes.rate}], weight_decay=0.01
    )
    steps = wishes.epochs * -(-(len(written) + len(composed)) // wishes.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.0, 1 - step / steps)
    )
    network.train()
    for epoch in range(wishes.epochs):
        rows = [(readable(plain(dressed(each, honest, chance))), each) for each in (*written, *composed)]
        encoded = tokenizer.encode_batch([text for text, _ in rows])
        order = sorted(range(len(rows)), key=lambda at: len(encoded[at].ids) + 3 * chance.random())
        batches = [order[at : at + wishes.batch] for at in range(0, len(order), wishes.batch)]
        chance.shuffle(batches)
        total = 0.0
        for number, batch in enumerate(batches, 1):
            ids, mask = padded([encoded[at].ids for at in batch])
            examples = [rows[at][1] for at in batch]
            claims, kinds = network(ids, mask)
            loss = _loss(claims, kinds, examples)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
            if number % 40 == 0:
                tell(f"epoch {epoch + 1}, batch {number} of {len(batches)}: loss {total / number:.4f}")
        tell(f"epoch {epoch + 1} of {wishes.epochs}: loss {total / len(batches):.4f}")
    network.eval()
    return network


def padded(rows: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    """Token ids and their mask, int64 [B, L]."""
    longest = max(3, *(len(row) for row in rows))
    ids = torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows])
    return ids, (ids != 0).long()


def logits(network: Network, texts: Sequence[str], tokenizer: Any) -> np.ndarray[Any, Any]:
    """What the network makes of plain texts: float32 [N]."""
    with torch.no_grad():
        return np.array([float(network(*padded([tokenizer.encode(text).ids]))[0]) for text in texts], dtype=np.float32)


def temperature(scores: np.ndarray[Any, Any], truths: np.ndarray[Any, Any]) -> float:
    """The divisor of logits that makes likelihoods fit what happened (Guo et al. 2017), by search."""
    tried = np.exp(np.linspace(-1.0, 2.0, 61))
    losses = [np.logaddexp(0, np.where(truths, -scores, scores) / t).mean() for t in tried]
    return float(tried[int(np.argmin(losses))])


def _loss(claims: Any, kinds: Any, examples: Sequence[Example]) -> Any:
    weights = torch.tensor([each.weight for each in examples])
    wanted = torch.tensor([1 - SMOOTHING if each.claims else SMOOTHING for each in examples])
    loss = (nn.functional.binary_cross_entropy_with_logits(claims, wanted, reduction="none") * weights).mean()
    which = torch.tensor([each.kind for each in examples])
    if bool((which != UNKNOWN).any()):
        loss = loss + 0.3 * nn.functional.cross_entropy(kinds, which, ignore_index=UNKNOWN)
    return loss

"""What the two steps minimise. Tensors in, a number out; knows no rows and no network."""

from typing import Any

import torch
from torch import nn

UNTAGGED = -100


def info_nce(
    anchors: Any, positives: Any, negatives: Any, intents: Any, negative_intents: Any, *, temperature: float = 0.05
) -> Any:
    """Each anchor finds its positive among all positives and mined negatives of the batch.

    Others of the anchor's own intent are left out of its row: they are no negatives. After van den Oord et al. 2018,
    "Representation Learning with Contrastive Predictive Coding".

    Args:
        anchors: [B, D], of length 1, as are `positives` and `negatives`.
        positives: [B, D]; row i belongs to anchor i.
        negatives: [B, D], mined.
        intents: [B], of anchors and positives.
        negative_intents: [B].
        temperature: Sharper when smaller.
    """
    others = torch.cat([positives, negatives])
    scores = anchors @ others.T / temperature
    same = intents[:, None] == torch.cat([intents, negative_intents])[None, :]
    own = torch.arange(len(anchors), device=anchors.device)
    same[own, own] = False
    return nn.functional.cross_entropy(scores.masked_fill(same, -1e4), own)


def triplet(anchors: Any, positives: Any, negatives: Any, *, margin: float = 0.2) -> Any:
    """The positive must be nearer than the negative by a margin of cosine (Schroff et al. 2015, "FaceNet")."""
    return nn.functional.relu((anchors * negatives).sum(1) - (anchors * positives).sum(1) + margin).mean()


def intent_loss(logits: Any, intents: Any, *, smoothing: float = 0.05) -> Any:
    """Cross-entropy of the rows in scope; a row out of scope (−1) should leave the head undecided.

    The latter is outlier exposure (Hendrycks et al. 2019).
    """
    inside, outside = intents >= 0, intents == -1
    total = logits.sum() * 0.0
    if logits.shape[1] > 1 and inside.any():
        total = total + nn.functional.cross_entropy(
            logits[inside], intents[inside], label_smoothing=smoothing, reduction="sum"
        )
        if outside.any():
            total = total - 0.5 * nn.functional.log_softmax(logits[outside], dim=1).mean(1).sum()
    return total / len(intents)


def outside_loss(logits: Any, intents: Any, invented: Any) -> Any:
    """Binary cross-entropy of the out-of-scope head.

    Args:
        logits: [B], of the rows.
        intents: [B]; −1 is out of scope.
        invented: [M] logits of invented strangers; may be empty.
    """
    truth = (intents == -1).to(logits.dtype)
    loss = nn.functional.binary_cross_entropy_with_logits(logits, truth)
    if len(invented):
        loss = loss + 0.3 * nn.functional.binary_cross_entropy_with_logits(invented, torch.ones_like(invented))
    return loss


def between(joined: Any, intents: Any, share: Any) -> Any:
    """Invented strangers: points between two messages of different intents, of length as they are.

    After Zhan et al. 2021, "Out-of-Scope Intent Detection with Self-Supervision and Discriminative Training".

    Args:
        joined: [B, F].
        intents: [B].
        share: [B], in 0..1, of the first of the two.
    """
    other = torch.roll(torch.arange(len(joined), device=joined.device), 1)
    apart = (intents != intents[other]) & (intents >= 0) & (intents[other] >= 0)
    mixed = share[:, None] * joined + (1 - share[:, None]) * joined[other]
    mixed = mixed * (joined.norm(dim=1, keepdim=True) / mixed.norm(dim=1, keepdim=True).clamp(min=1e-9))
    return mixed[apart]


def tag_loss(logits: Any, tags: Any) -> Any:
    """Cross-entropy of the first pieces of words; 0 where none is tagged at all."""
    flat = tags.flatten()
    known = flat != UNTAGGED
    if not known.any():
        return logits.sum() * 0.0
    return nn.functional.cross_entropy(logits.flatten(0, 1)[known], flat[known])

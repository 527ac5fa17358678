"""Training the cross-encoder: each question with a passage that answers it and some that nearly do, best first and likely or not.

The passages that nearly do come from the same place (other answers of that hotel, other sentences of that paragraph), the nearest of
them by the base encoder. Passages of other places are left out: what is right elsewhere may be right here too. Knows no files.
"""

import random
import time
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch.nn import functional

from willcall.training.recipes.encoder.export import load_base
from willcall.training.recipes.reranker.network import CrossEncoder, tokenizer
from willcall.training.recipes.reranker.rows import Row

QUESTIONS = 12
"""In a step."""
WRONG = 4
"""Passages that do not answer, for each of them at most."""
NEAREST = 6
"""Among how many of the nearest those are drawn."""
CONSIDERED = 10
LIKELY = 0.5
"""How much the likelihood of each pair counts against their order."""


def train(
    rows: Sequence[Row],
    *,
    minutes: float,
    rate: float = 5e-5,
    seed: int = 7,
    clock: Callable[[], float] = time.monotonic,
    told: Callable[[str], None] = lambda _: None,
) -> CrossEncoder:
    """A cross-encoder trained on the rows that are not held out, for so long; the rate falls with the time that is left.

    Args:
        rows: All of them; one with neither sort of passage is passed over.
        minutes: Of the clock.
        rate: Of learning, at its highest.
        seed: Of everything random.
        clock: Seconds.
        told: What is said on the way.
    """
    torch.manual_seed(seed)
    dealer = random.Random(seed)
    pool = [row for row in rows if not row.held_out and row.wrong]
    hard = _nearest(pool, dealer)
    network, words = CrossEncoder(), tokenizer()
    for parameter in network.base.embeddings.parameters():
        parameter.requires_grad_(False)
    head = [value for name, value in network.named_parameters() if not name.startswith("base.")]
    body = [value for value in network.base.parameters() if value.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "most": rate}, {"params": head, "most": 20 * rate}], lr=rate, weight_decay=0.01
    )
    began, step, lost, places = clock(), 0, 0.0, list(range(len(pool)))
    dealer.shuffle(places)
    network.train()
    while (passed := (clock() - began) / (60 * minutes)) < 1:
        taken = [places[(step * QUESTIONS + at) % len(places)] for at in range(QUESTIONS)]
        for group in optimizer.param_groups:
            group["lr"] = group["most"] * min(1.0, (step + 1) / 30) * max(0.02, 1 - passed)
        loss = _loss(network, words, [(pool[at], hard[at]) for at in taken], dealer)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        step, lost = step + 1, lost + float(loss.detach())
        if step % 25 == 0:
            told(
                f"step {step}, {step * QUESTIONS / len(pool):.2f} of an epoch, {passed:.0%} of the time: loss {lost / 25:.3f}"
            )
            lost = 0.0
    return network


@torch.no_grad()  # type: ignore[untyped-decorator]
def scores(network: CrossEncoder, words: Any, question: str, passages: Sequence[str]) -> list[float]:
    """The logits of some passages."""
    network.eval()
    found: list[float] = _run(network, words, [(question, passage) for passage in passages]).tolist()
    return found


def held_out(network: CrossEncoder, rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Of each source's rows that were held out: how often the right passage is first among all given, by network and base."""
    words, base = tokenizer(), _Base()
    counts: dict[str, list[tuple[bool, bool]]] = {}
    for row in rows:
        if row.held_out and row.right and row.wrong:
            passages = [row.right[0], *row.wrong[:CONSIDERED]]
            said = scores(network, words, row.question, passages)
            near = base.cosines(row.question, passages)
            firsts = (said.index(max(said)) == 0, near.index(max(near)) == 0)
            counts.setdefault(row.source, []).append(firsts)
    return {
        source: {
            "rows": len(firsts),
            "first": round(sum(one for one, _ in firsts) / len(firsts), 3),
            "base": round(sum(two for _, two in firsts) / len(firsts), 3),
        }
        for source, firsts in counts.items()
    }


def _loss(network: CrossEncoder, words: Any, taken: Sequence[tuple[Row, Sequence[str]]], dealer: random.Random) -> Any:
    pairs: list[tuple[str, str]] = []
    marks: list[float] = []
    group: list[int] = []
    for number, (row, near) in enumerate(taken):
        wrong = dealer.sample(list(near), min(WRONG, len(near)))
        passages = [*([dealer.choice(row.right)] if row.right else []), *wrong]
        pairs += [(row.question, passage) for passage in passages]
        marks += [1.0] * bool(row.right) + [0.0] * len(wrong)
        group += [number] * len(passages)
    said, mark = _run(network, words, pairs), torch.tensor(marks)
    of = torch.full((len(taken), len(pairs)), -1e4)
    of = of.index_put((torch.tensor(group), torch.arange(len(pairs))), said)
    answered = torch.tensor([bool(row.right) for row, _ in taken])
    order = torch.logsumexp(of, 1)[answered] - said[mark > 0]
    weight = torch.where(mark > 0, float(WRONG) / 2, 1.0)
    likely = functional.binary_cross_entropy_with_logits(said, mark, weight=weight)
    return (order.mean() if len(order) else 0.0) + LIKELY * likely


def _run(network: CrossEncoder, words: Any, pairs: Sequence[tuple[str, str]]) -> Any:
    """Logits [pairs], read in parts of like length."""
    order = sorted(range(len(pairs)), key=lambda at: len(pairs[at][0]) + len(pairs[at][1]))
    size = max(1, -(-len(order) // 4))
    parts = []
    for start in range(0, len(order), size):
        read = words.encode_batch([pairs[at] for at in order[start : start + size]])
        ids, mask, types = (
            torch.tensor([getattr(one, name) for one in read]) for name in ("ids", "attention_mask", "type_ids")
        )
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts.append(network(ids, mask, types).float().squeeze(-1))
    back = torch.empty(len(order), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(order))
    return torch.cat(parts)[back]


class _Base:
    """The base encoder as it is, each text once."""

    def __init__(self) -> None:
        self._model, self._words = load_base(), tokenizer()
        self._known: dict[str, Any] = {}

    def know(self, texts: Sequence[str]) -> None:
        new = sorted({text for text in texts if text not in self._known}, key=len)
        for start in range(0, len(new), 64):
            read = self._words.encode_batch(new[start : start + 64])
            ids = torch.tensor([one.ids for one in read])
            mask = torch.tensor([one.attention_mask for one in read])
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                states = self._model(input_ids=ids, attention_mask=mask).last_hidden_state.float()
            mean = (states * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
            self._known.update(zip(new[start : start + 64], functional.normalize(mean, dim=-1), strict=True))

    def cosines(self, question: str, passages: Sequence[str]) -> list[float]:
        self.know([question, *passages])
        found: list[float] = torch.stack([self._known[one] for one in passages]).matmul(self._known[question]).tolist()
        return found


def _nearest(pool: Sequence[Row], dealer: random.Random) -> list[list[str]]:
    base = _Base()
    some = [dealer.sample(row.wrong, min(CONSIDERED, len(row.wrong))) for row in pool]
    base.know([text for row, texts in zip(pool, some, strict=True) for text in (row.question, *texts)])
    found = []
    for row, texts in zip(pool, some, strict=True):
        near = base.cosines(row.question, texts)
        found.append([texts[at] for at in sorted(range(len(texts)), key=lambda at: -near[at])[:NEAREST]])
    return found

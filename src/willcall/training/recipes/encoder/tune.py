"""Fine-tunes the encoder a little, jointly on intents and names, before its heads are fitted.

Two linear heads that are thrown away afterwards; the base stays near where it was by a low rate and a pull towards the base
model's own sentence vectors (so that meanings that no label holds are kept). AdamW, one-cycle, clipping.
"""

import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from willcall.training.recipes.encoder.examples import Example
from willcall.training.recipes.encoder.export import base_folder, load_base
from willcall.understanding.features import INTENTS
from willcall.understanding.heads import LABELS, TAGS


def tune(
    examples: Sequence[Example],
    *,
    epochs: int = 2,
    rate: float = 4e-5,
    batch: int = 48,
    keep: float = 2.0,
    seed: int = 7,
    minutes: float = 22.0,
) -> Any:
    """The tuned torch model. Stops after `minutes` of training whatever the epoch, its rate cooled by then."""
    import torch
    from tokenizers import Tokenizer
    from torch import nn

    torch.manual_seed(seed)
    chance = random.Random(seed)
    model = load_base().train()
    anchor = load_base()
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(64)
    intent_head, tag_head = nn.Linear(384, len(INTENTS)), nn.Linear(384, len(LABELS))
    parameters = [
        {"params": model.parameters(), "lr": rate},
        {"params": [*intent_head.parameters(), *tag_head.parameters()], "lr": rate * 40},
    ]
    optimiser = torch.optim.AdamW(parameters, weight_decay=0.01)
    rows = [_row(tokenizer, example) for example in examples]
    total = epochs * (len(rows) // batch)
    intent_loss, tag_loss = (
        nn.CrossEntropyLoss(label_smoothing=0.05, ignore_index=-100),
        nn.CrossEntropyLoss(ignore_index=-100),
    )
    started, step = time.monotonic(), 0
    for epoch in range(epochs):
        order = _similar_lengths([len(r[0]) for r in rows], batch, chance)
        for chunk in order:
            progress = max(step / total, (time.monotonic() - started) / (minutes * 60))
            if progress >= 1.0:
                return model.eval()
            factor = min(progress / 0.1, 1.0) * (1.0 - max(0.0, progress - 0.1) / 0.9) + 1e-3
            for group, base in zip(optimiser.param_groups, (rate, rate * 40), strict=True):
                group["lr"] = base * factor
            ids, mask, tags, intents = _padded([rows[i] for i in chunk])
            states = model(input_ids=ids, attention_mask=mask).last_hidden_state
            sentence = _pooled(states, mask)
            with torch.no_grad():
                before = _pooled(anchor(input_ids=ids, attention_mask=mask).last_hidden_state, mask)
            loss = keep * (1 - (sentence * before).sum(1)).mean() + tag_loss(
                tag_head(states).flatten(0, 1), tags.flatten()
            )
            if (intents >= 0).any():
                loss = loss + intent_loss(intent_head(sentence) * 6.0, intents)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            if step % 50 == 0:
                print(
                    f"epoch {epoch} step {step}/{total} loss {loss.item():.3f} {time.monotonic() - started:.0f} s",
                    flush=True,
                )
    return model.eval()


def save(model: Any, folder: Path) -> None:
    """Keep the tuned weights as torch's, so that an export can be repeated."""
    folder.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(str(folder))


def _pooled(states: Any, mask: Any) -> Any:
    import torch

    weights = mask.unsqueeze(-1).float()
    return torch.nn.functional.normalize((states * weights).sum(1) / weights.sum(1), dim=1)


def _row(tokenizer: Any, example: Example) -> tuple[list[int], list[int], int]:
    tokens = tokenizer.encode(example.text)
    labels = [-100] * len(tokens.ids)
    if example.spans is not None:
        for index, ((start, end), word) in enumerate(zip(tokens.offsets, tokens.word_ids, strict=True)):
            if word is None or start == end:
                continue
            span = next((s for s in example.spans if s.name in TAGS and s.start <= start < s.end), None)
            labels[index] = 0 if span is None else LABELS.index(f"{'B' if start == span.start else 'I'}-{span.name}")
    return tokens.ids, labels, -100 if example.intent is None else INTENTS.index(example.intent)


def _similar_lengths(lengths: list[int], batch: int, chance: random.Random) -> list[list[int]]:
    """Batches of similar length in random order."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + chance.random() * 4)
    chunks = [order[i : i + batch] for i in range(0, len(order), batch)]
    chance.shuffle(chunks)
    return chunks


def _padded(rows: list[tuple[list[int], list[int], int]]) -> tuple[Any, Any, Any, Any]:
    import torch

    longest = max(len(ids) for ids, _, _ in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    tags = torch.full((len(rows), longest), -100, dtype=torch.long)
    for index, (tokens, labels, _) in enumerate(rows):
        ids[index, : len(tokens)] = torch.tensor(tokens)
        tags[index, : len(labels)] = torch.tensor(labels)
    return ids, (ids != 0).long(), tags, torch.tensor([intent for _, _, intent in rows])

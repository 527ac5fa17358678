"""The network: a sentence encoder with heads for intents, for what is out of scope, and for the tags of slots.

Shapes are told in docs/how-to/model-directory.md. Knows no rows and no training.
"""

from pathlib import Path
from typing import Any

import torch
from torch import nn

from willcall.training.recipes.encoder.adapt.settings import BadSetting
from willcall.training.recipes.encoder.export import base_folder

SCALE = 8.0  # sentence vectors have length 1; logits of a fresh head should not


class Network(nn.Module):  # type: ignore[misc]
    """Encoder and heads.

    Args:
        encoder: A transformer of `transformers`.
        intents: How many.
        tags: How many.
        frozen: Share of the encoder's lowest layers that training leaves as they are, with what is below them.
    """

    def __init__(self, encoder: Any, *, intents: int, tags: int, frozen: float = 0.0) -> None:
        super().__init__()
        self.encoder = encoder
        size = int(encoder.config.hidden_size)
        self.typed = int(getattr(encoder.config, "type_vocab_size", 0) or 0) > 1
        self.dropout = nn.Dropout(0.1)
        self.intents = nn.Linear(2 * size, intents)
        self.outside = nn.Linear(2 * size, 1)
        self.tags = nn.Linear(size, tags)
        self._frozen = _lowest(encoder, frozen)
        for part in self._frozen:
            part.requires_grad_(requires_grad=False)

    def train(self, mode: bool = True) -> "Network":
        """As torch's; what is frozen drops nothing out either, and so always says the same."""
        super().train(mode)
        for part in self._frozen:
            part.eval()
        return self

    def states(self, ids: Any, mask: Any, types: Any) -> Any:
        more = {"token_type_ids": types} if self.typed else {}
        return self.encoder(input_ids=ids, attention_mask=mask, **more).last_hidden_state

    def forward(self, ids: Any, mask: Any, types: Any) -> tuple[Any, Any, Any, Any, Any]:
        """sentence, tokens, intents, outside, tags, as `encoder.onnx` gives them."""
        tokens = self.states(ids, mask, types).float()
        sentence, joined = pooled(tokens, mask, types)
        joined = self.dropout(joined) * SCALE
        return sentence, tokens, self.intents(joined), self.outside(joined).squeeze(-1), self.tags(self.dropout(tokens))


def pooled(tokens: Any, mask: Any, types: Any) -> tuple[Any, Any]:
    """(sentence [B, D], sentence and history [B, 2D]), each of length 1; history is 0 where there is none."""
    said = (mask * (1 - types)).unsqueeze(-1).to(tokens.dtype)
    before = (mask * types).unsqueeze(-1).to(tokens.dtype)
    sentence = nn.functional.normalize((tokens * said).sum(1) / said.sum(1).clamp(min=1e-9), dim=1)
    history = nn.functional.normalize((tokens * before).sum(1) / before.sum(1).clamp(min=1.0), dim=1)
    return sentence, torch.cat([sentence, history], dim=1)


def base(name: str | None) -> tuple[Any, str]:
    """(encoder, place of its tokenizer.json's folder or name) of a base: the packaged one, a folder, or a name on the hub."""
    from transformers import AutoModel
    from transformers.utils import logging

    logging.disable_progress_bar()
    where = str(base_folder()) if name is None else name
    encoder = AutoModel.from_pretrained(where, attn_implementation="sdpa")
    return encoder, where


def thin(encoder: Any, layers: int | None) -> float:
    """Leave an encoder so many of its layers, evenly spread with the first and the last among them; the share of them that it now has.

    Raises:
        BadSetting: It has fewer.
    """
    stack = _stack(encoder)
    had = len(stack)
    if layers is None or layers == had:
        return 1.0
    if layers > had:
        raise BadSetting(f"layers must be at most the {had} of the base, not {layers}", field="layers")
    kept = {had - 1} if layers == 1 else {round(at * (had - 1) / (layers - 1)) for at in range(layers)}
    for place in sorted(set(range(had)) - kept, reverse=True):
        del stack[place]
    encoder.config.num_hidden_layers = layers
    return layers / had


def tokenizer_of(where: str) -> Any:
    """The fast tokenizer of a base, as `tokenizers` has it, without padding and truncation."""
    from tokenizers import Tokenizer

    file = Path(where) / "tokenizer.json"
    if file.is_file():
        tokenizer = Tokenizer.from_file(str(file))
    else:
        from transformers import AutoTokenizer

        tokenizer = AutoTokenizer.from_pretrained(where, use_fast=True).backend_tokenizer
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _lowest(encoder: Any, share: float) -> tuple[Any, ...]:
    """The embeddings and the lowest layers of an encoder, the share of them that is asked for; nothing where that is none."""
    layers = _stack(encoder)
    count = round(share * len(layers))
    embeddings = getattr(encoder, "embeddings", None) or encoder.get_input_embeddings()
    return (embeddings, *layers[:count]) if count else ()


def _stack(encoder: Any) -> Any:
    """The layers of an encoder, the lowest first."""
    stacks = [part for part in encoder.modules() if isinstance(part, nn.ModuleList)]
    return max(stacks, key=len, default=nn.ModuleList())


def groups(network: Network, rate: float, weight_decay: float) -> list[dict[str, Any]]:
    """Parameters for AdamW. The table of word pieces stays as it is: most of its rows no training touches."""
    tables = {id(p) for p in network.encoder.get_input_embeddings().parameters()}
    for parameter in network.encoder.get_input_embeddings().parameters():
        parameter.requires_grad_(requires_grad=False)
    inner = [(n, p) for n, p in network.encoder.named_parameters() if id(p) not in tables and p.requires_grad]
    fresh = [p for part in (network.outside, network.tags) for p in part.parameters()]
    plain = [p for n, p in inner if p.ndim < 2]
    return [
        {"params": [p for n, p in inner if p.ndim >= 2], "lr": rate, "weight_decay": weight_decay},
        {"params": plain, "lr": rate, "weight_decay": 0.0},
        {"params": fresh, "lr": rate * 20, "weight_decay": weight_decay},
        {
            "params": list(network.intents.parameters()),
            "lr": rate * 5,
            "weight_decay": weight_decay,
        },  # it begins fitted
    ]

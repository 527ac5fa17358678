"""A base encoder small enough to train in seconds, and rows for it."""

import json
import random

import pytest

WORDS = {
    "buy": "buy get need book tickets seats two three",
    "refund": "refund money back cancel return order",
    "hours": "when open doors start time begin hours",
    "parking": "park car garage where near lot leave",
}
CITIES = ("paris", "rome", "new york", "oslo", "lima", "cairo")


def rows(each=12, seed=1):
    chance = random.Random(seed)
    out = []
    for intent, words in WORDS.items():
        for _ in range(each):
            text = " ".join(chance.choices(words.split(), k=chance.randint(3, 6)))
            slots = []
            if intent == "buy":
                city = chance.choice(CITIES)
                slots = [{"name": "city", "start": len(text) + 4, "end": len(text) + 4 + len(city), "value": city}]
                text = f"{text} in {city}"
            row = {"text": text, "intent": intent, "slots": slots}
            if chance.random() < 0.5:
                row["history"] = [{"speaker": "agent", "text": "how can I help"}]
            out.append(row)
    out += [
        {"text": f"{a} {b}", "intent": "out_of_scope", "slots": []}
        for a, b in (("whale", "song"), ("moon", "dust"), ("apple", "pie"), ("cold", "tea"))
    ]
    return out


@pytest.fixture
def data(tmp_path):
    file = tmp_path / "train.jsonl"
    write(file, rows())
    return file


def write(file, lines):
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    """A folder with a two-layer BERT of 32 dimensions, untrained, and its tokenizer."""
    import torch
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("base")
    words = sorted(
        {word for row in rows() for word in row["text"].split()}
        | {"how", "can", "i", "help", "agent", "user", ":", "whale", "moon"}
    )
    letters = [chr(code) for code in range(97, 123)]
    vocabulary = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        *words,
        *(c for c in letters if c not in words),
        *(f"##{c}" for c in letters),
    ]
    places = {word: place for place, word in enumerate(vocabulary)}
    tokenizer = Tokenizer(models.WordPiece(places, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", places["[CLS]"]), ("[SEP]", places["[SEP]"])]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=256,
    )
    BertModel(config).save_pretrained(folder)
    return folder

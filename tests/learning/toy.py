"""A tiny model directory that needs no torch: a word is a one-hot vector, and its heads are written by hand.

It buys, asks and cancels; it tags cities and numbers; it knows its words and nothing else.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper
from onnx import save as save_onnx
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import BertPreTokenizer

INTENTS = ("buy", "ask", "cancel")
TAGS = ("O", "B-city", "I-city", "B-count", "I-count")
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
_WORDS = {
    "buy": "buy", "get": "buy", "tickets": "buy", "what": "ask", "when": "ask", "show": "ask", "cancel": "cancel", "refund": "cancel",
}  # fmt: skip
_TAGGED = {"oslo": "B-city", "new": "B-city", "york": "I-city", "two": "B-count", "3": "B-count"}
VOCABULARY = (*_SPECIAL, *_WORDS, *_TAGGED, "for", "in", "me", "the", ":", "agent", "user")
EXAMPLES = (("buy two tickets", "buy"), ("what show", "ask"), ("cancel the tickets", "cancel"))


def make(folder: Path, **changes: object) -> Path:
    """Write the model directory; `changes` go into `model.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    _tokenizer().save(str(folder / "tokenizer.json"))
    _network(folder / "encoder.onnx")
    (folder / "examples.jsonl").write_text(
        "".join(json.dumps({"text": text, "intent": intent, "slots": []}) + "\n" for text, intent in EXAMPLES)
    )
    vectors = np.stack([_vector(text) for text, _ in EXAMPLES]).astype(np.float16)
    np.savez(folder / "arrays.npz", vectors=vectors, labels=np.arange(3, dtype=np.int32))
    about = {
        "format": 1,
        "name": "toy",
        "dimension": len(VOCABULARY),
        "intents": INTENTS,
        "slots": ["city", "count"],
        "tags": TAGS,
        "slot_map": {"town": "city"},
        "input": {"text_tokens": 16, "history_turns": 2, "history_tokens": 16, "cls": 2, "sep": 3},
        "temperature": 1.0,
        "out_of_scope": {
            "bias": -4.0,
            "threshold": 0.5,
            "scores": [{"name": "neighbours", "weight": 20.0, "mean": 0.4, "scale": 1.0}],
            "neighbours": 1,
        },
        "figures": {},
        "files": {
            name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
            for name in ("encoder.onnx", "tokenizer.json", "arrays.npz")
        },
    } | changes
    (folder / "model.json").write_text(json.dumps(about))
    return folder


def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(WordLevel({word: at for at, word in enumerate(VOCABULARY)}, unk_token="[UNK]"))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def _vector(text: str) -> np.ndarray:
    row = np.zeros(len(VOCABULARY), np.float32)
    for word in text.split():
        row[VOCABULARY.index(word)] += 1
    return row / np.linalg.norm(row)


def _network(file: Path) -> None:
    size = len(VOCABULARY)
    table = np.eye(size, dtype=np.float32)
    table[2] = table[3] = 0.0
    table[2, 2] = 1e-3  # so that no message is without length
    intents = np.zeros((size, len(INTENTS)), np.float32)
    for word, intent in _WORDS.items():
        intents[VOCABULARY.index(word), INTENTS.index(intent)] = 6.0
    tags = np.zeros((size, len(TAGS)), np.float32)
    tags[:, 0] = 1.0
    for word, tag in _TAGGED.items():
        tags[VOCABULARY.index(word), TAGS.index(tag)] = 4.0
    weights = {"table": table, "intents_w": intents, "tags_w": tags, "outside_w": np.zeros((size, 1), np.float32)}
    constants = [numpy_helper.from_array(value, name) for name, value in weights.items()]
    constants += [
        numpy_helper.from_array(np.array([2], np.int64), "last"),
        numpy_helper.from_array(np.array([1], np.int64), "middle"),
        numpy_helper.from_array(np.array(1, np.int64), "one"),
    ]
    node = helper.make_node
    nodes = [
        node("Gather", ["table", "ids"], ["tokens"], axis=0),
        node("Sub", ["one", "types"], ["said"]),
        node("Mul", ["mask", "said"], ["kept"]),
        node("Cast", ["kept"], ["kept_f"], to=TensorProto.FLOAT),
        node("Unsqueeze", ["kept_f", "last"], ["kept_3"]),
        node("Mul", ["tokens", "kept_3"], ["held"]),
        node("ReduceSum", ["held", "middle"], ["total"], keepdims=0),
        node("LpNormalization", ["total"], ["sentence"], axis=1, p=2),
        node("MatMul", ["sentence", "intents_w"], ["intents"]),
        node("MatMul", ["sentence", "outside_w"], ["outside"]),
        node("MatMul", ["tokens", "tags_w"], ["tags"]),
    ]
    put = [helper.make_tensor_value_info(name, TensorProto.INT64, ["b", "t"]) for name in ("ids", "mask", "types")]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, None)
        for name in ("sentence", "tokens", "intents", "outside", "tags")
    ]
    graph = helper.make_graph(nodes, "toy", put, outputs, constants)
    save_onnx(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), str(file))

"""Trains the sentiment head on the packaged encoder, and says how good it is on people's words it has not seen.

    python -m willcall.training.recipes.sentiment --data DIR [--out DIR]

`DIR` holds GoEmotions as published (train.tsv, dev.tsv, test.tsv, emotions.txt; Demszky et al., "GoEmotions: A Dataset of Fine-Grained
Emotions", ACL 2020; 58,000 comments of people, CC BY 4.0). Its emotions become three classes; comments of both sides, and of
none that is clear, are left out. To them come the short lines of a box office that this project wrote itself (`phrases.txt`). Reads straight
down. Needs the extra `train` (scikit-learn, onnx); no torch.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from willcall.understanding.encoder import PACKAGED, Array, Encoder
from willcall.understanding.sentiment import features

HERE = Path(__file__).parent
GOOD = {"admiration", "amusement", "approval", "caring", "desire", "excitement", "gratitude", "joy", "love", "optimism", "pride", "relief"}  # fmt: skip
BAD = {"anger", "annoyance", "disappointment", "disapproval", "disgust", "embarrassment", "fear", "grief", "nervousness", "remorse", "sadness"}  # fmt: skip
PLAIN = {"neutral", "confusion", "curiosity", "realization", "surprise"}
OWN_WEIGHT = 20
"""A line of our own counts as so many comments: there are few of them, and they are what fans say."""


def comments(data: Path, part: str) -> list[tuple[int, str]]:
    """(0 bad, 1 neither, 2 good; text) of a part of GoEmotions."""
    names = (data / "emotions.txt").read_text("utf-8").split()
    found = []
    for line in (data / f"{part}.tsv").read_text("utf-8").splitlines():
        text, labels, _ = line.split("\t")
        felt = {names[int(label)] for label in labels.split(",")}
        if felt <= PLAIN:
            found.append((1, text))
        elif felt & GOOD and not felt & BAD:
            found.append((2, text))
        elif felt & BAD and not felt & GOOD:
            found.append((0, text))
    return found


def own() -> list[tuple[int, str]]:
    """Our own lines, as they are and as people type them on a phone: with a capital, with a full stop or an exclamation mark."""
    found = []
    for line in (HERE / "phrases.txt").read_text("utf-8").splitlines():
        label, text = line.split("\t")
        found += [(int(label), variant) for variant in (text, text[0].upper() + text[1:] + ".", text + "!")]
    return found


def encoded(encoder: Encoder, rows: list[tuple[int, str]]) -> tuple[Array, Any]:
    """Features and labels of rows."""
    return np.stack([features(encoder.encode(text)) for _, text in rows]), np.array([label for label, _ in rows])


def measured(probabilities: Array, labels: Any) -> dict[str, float]:
    """How good scores are, on rows that were not trained on."""
    from sklearn.metrics import roc_auc_score

    score = probabilities[:, 2] + probabilities[:, 1] / 2
    sided = labels != 1
    danger = score < 0.3
    return {
        "rows": len(labels),
        "accuracy_of_three": round(float((probabilities.argmax(axis=1) == labels).mean()), 4),
        "auc_good_or_bad": round(float(roc_auc_score(labels[sided] == 2, score[sided])), 4),
        "accuracy_good_or_bad": round(float(((score[sided] > 0.5) == (labels[sided] == 2)).mean()), 4),
        "bad_below_0.3": round(float(danger[labels == 0].mean()), 4),
        "neither_below_0.3": round(float(danger[labels == 1].mean()), 4),
        "good_below_0.3": round(float(danger[labels == 2].mean()), 4),
    }


def write_onnx(network: Any, scale: tuple[Array, Array], path: Path) -> None:
    """The network with its scaling inside: `x` float32 [n, 768] → `p` float32 [n, 3]."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    first, second = network.coefs_
    mean, spread = scale
    folded = (first / spread[:, None]).astype(np.float32)
    bias = (network.intercepts_[0] - (mean / spread) @ first).astype(np.float32)
    values = {
        "w1": folded,
        "b1": bias,
        "w2": second.astype(np.float32),
        "b2": network.intercepts_[1].astype(np.float32),
    }
    nodes = [
        helper.make_node("Gemm", ["x", "w1", "b1"], ["h"]),
        helper.make_node("Relu", ["h"], ["r"]),
        helper.make_node("Gemm", ["r", "w2", "b2"], ["z"]),
        helper.make_node("Softmax", ["z"], ["p"], axis=1),
    ]
    graph = helper.make_graph(
        nodes,
        "sentiment",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", folded.shape[0]])],
        [helper.make_tensor_value_info("p", TensorProto.FLOAT, ["n", 3])],
        [numpy_helper.from_array(value, name) for name, value in values.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument(
        "--data", type=Path, required=True, help="GoEmotions: train.tsv, dev.tsv, test.tsv, emotions.txt"
    )
    arguments.add_argument("--out", type=Path, default=PACKAGED, help="where sentiment.onnx goes")
    arguments.add_argument("--hidden", type=int, default=48)
    arguments.add_argument("--seed", type=int, default=7)
    wanted = arguments.parse_args()

    from sklearn.neural_network import MLPClassifier

    encoder = Encoder()
    theirs, ours = comments(wanted.data, "train"), own()
    x, y = encoded(encoder, theirs)
    own_x, own_y = encoded(encoder, ours)
    x, y = np.concatenate([x] + [own_x] * OWN_WEIGHT), np.concatenate([y] + [own_y] * OWN_WEIGHT)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6

    network = MLPClassifier((wanted.hidden,), alpha=3e-3, learning_rate_init=1e-3, batch_size=256, max_iter=40,
                            early_stopping=True, n_iter_no_change=4, validation_fraction=0.08, random_state=wanted.seed)  # fmt: skip
    network.fit((x - mean) / spread, y)

    path = wanted.out / "sentiment.onnx"
    write_onnx(network, (mean, spread), path)
    from willcall.kit.inference import session

    head = session(path)
    report = {"bytes": path.stat().st_size, "trained_on": {"comments": len(theirs), "own": len(ours)}}
    for part in ("dev", "test"):
        rows = encoded(encoder, comments(wanted.data, part))
        report[part] = measured(head.run(None, {"x": rows[0]})[0], rows[1])
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()

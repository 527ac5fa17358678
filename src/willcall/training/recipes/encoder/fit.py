"""Fits the heads: small networks in torch, saved as ONNX.

The intent head is trained with parts of its features hidden at random, so that it leans on the encoder and not on the rules
alone; its confidence is then tempered on rows it has not seen (Guo et al. 2017, "On Calibration of Modern Neural Networks").
"""

from pathlib import Path
from typing import Any

import numpy as np

from willcall.training.recipes.encoder.prepare import IntentRows, TagRows
from willcall.understanding.features import INTENTS, SIZE
from willcall.understanding.heads import LABELS


def fit_intents(rows: IntentRows, *, hidden: int, epochs: int, seed: int, members: int = 1) -> dict[str, Any]:
    """Weights of the intent head: `members` networks that differ by their seeds, whose scores are averaged, as one wider network.

    Members that err differently err less together (Lakshminarayanan et al. 2017, "Simple and Scalable Predictive Uncertainty
    Estimation using Deep Ensembles").
    """
    import torch
    from torch import nn

    order = np.random.default_rng(seed).permutation(len(rows.labels))
    held, used = np.split(order, [max(500, len(order) // 20)])
    fitted = [_network_of(rows, used, hidden=hidden, epochs=epochs, seed=seed + member) for member in range(members)]
    seen = torch.from_numpy(np.concatenate([rows.vectors[held], rows.features[held]], 1))
    truth = torch.from_numpy(rows.labels[held])
    with torch.no_grad():
        scores = torch.stack([network(seen) for network in fitted]).mean(0)
    losses = {t: nn.functional.cross_entropy(scores / t, truth).item() for t in np.arange(0.4, 3.0, 0.05)}
    firsts, lasts = [network[0] for network in fitted], [network[3] for network in fitted]
    return {
        "w1": np.concatenate([layer.weight.detach().numpy().T for layer in firsts], 1),
        "b1": np.concatenate([layer.bias.detach().numpy() for layer in firsts]),
        "w2": np.concatenate([layer.weight.detach().numpy().T for layer in lasts]) / members,
        "b2": sum(layer.bias.detach().numpy() for layer in lasts) / members,
        "temperature": np.float32(min(losses, key=lambda t: losses[t])),
        "held_out_accuracy": (scores.argmax(1) == truth).float().mean().item(),
    }


def _network_of(
    rows: IntentRows, used: "np.ndarray[tuple[int], np.dtype[np.int64]]", *, hidden: int, epochs: int, seed: int
) -> Any:
    """One network, trained on the rows named."""
    import torch
    from torch import nn

    torch.manual_seed(seed)
    vectors, features, labels, weights = (
        torch.from_numpy(a) for a in (rows.vectors, rows.features, rows.labels, rows.weights)
    )
    counts = torch.bincount(labels[used], minlength=len(INTENTS)).clamp(min=1).float()
    balance = (counts.mean() / counts).pow(0.4)
    network = nn.Sequential(nn.Linear(384 + SIZE, hidden), nn.ReLU(), nn.Dropout(0.3), nn.Linear(hidden, len(INTENTS)))
    loss_of = nn.CrossEntropyLoss(weight=balance, reduction="none", label_smoothing=0.03)
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.02)
    steps = epochs * (len(used) // 128 + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=2e-3, total_steps=steps + 1)
    network.train()
    for epoch in range(epochs):
        shuffled = used[np.random.default_rng(seed + epoch).permutation(len(used))]
        for start in range(0, len(shuffled), 128):
            batch = torch.from_numpy(shuffled[start : start + 128])
            vector, feature = vectors[batch], _hidden_at_random(features[batch])
            vector = vector + 0.01 * torch.randn_like(vector)
            loss = (loss_of(network(torch.cat([vector, feature], 1)), labels[batch]) * weights[batch]).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return network.eval()


def _hidden_at_random(feature: Any) -> Any:
    """Hides the rules' scores of some rows, what was asked of others, the slots of others."""
    import torch

    feature = feature.clone()
    intents, rest = len(INTENTS), SIZE
    feature[torch.rand(len(feature)) < 0.3, :intents] = 0.0
    feature[torch.rand(len(feature)) < 0.1, intents : rest - 24] = 0.0
    feature[torch.rand(len(feature)) < 0.1, rest - 24 : rest - 8] = 0.0
    return feature


def fit_tags(rows: TagRows, *, hidden: int, epochs: int, seed: int) -> dict[str, Any]:
    """Weights of the tagger."""
    import torch
    from torch import nn

    torch.manual_seed(seed)
    states, labels = torch.from_numpy(rows.states), torch.from_numpy(rows.labels)
    network = nn.Sequential(nn.Linear(384, hidden), nn.ReLU(), nn.Dropout(0.2), nn.Linear(hidden, len(LABELS)))
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.01)
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.02)
    steps = epochs * (len(labels) // 512 + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=3e-3, total_steps=steps + 1)
    for epoch in range(epochs):
        order = torch.from_numpy(np.random.default_rng(seed + epoch).permutation(len(labels)))
        for start in range(0, len(order), 512):
            batch = order[start : start + 512]
            loss = loss_of(network(states[batch]), labels[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    first, last = network.eval()[0], network[3]
    return {
        "t1": first.weight.detach().numpy().T,
        "u1": first.bias.detach().numpy(),
        "t2": last.weight.detach().numpy().T,
        "u2": last.bias.detach().numpy(),
    }


def save(folder: Path, intents: dict[str, Any], tags: dict[str, Any]) -> None:
    """Write `intents.onnx` (probabilities, tempered) and `tags.onnx` (log-probabilities)."""
    scale = 1.0 / float(intents["temperature"])
    made_for = {"intents": ",".join(intent.value for intent in INTENTS), "features": str(SIZE)}
    _network(
        folder / "intents.onnx",
        [intents["w1"], intents["b1"], intents["w2"] * scale, intents["b2"] * scale],
        "Softmax",
        made_for,
    )
    _network(
        folder / "tags.onnx",
        [tags["t1"], tags["u1"], tags["t2"], tags["u2"]],
        "LogSoftmax",
        {"labels": ",".join(LABELS)},
    )


def _network(file: Path, weights: list[Any], ending: str, made_for: dict[str, str]) -> None:
    """Two layers with a ReLU between and `ending` behind, as ONNX."""
    from onnx import TensorProto, checker, helper, numpy_helper
    from onnx import save as save_onnx

    stored = [
        numpy_helper.from_array(np.ascontiguousarray(w, np.float32), name)
        for w, name in zip(weights, ("w1", "b1", "w2", "b2"), strict=True)
    ]
    nodes = [
        helper.make_node("Gemm", ["x", "w1", "b1"], ["h"]),
        helper.make_node("Relu", ["h"], ["r"]),
        helper.make_node("Gemm", ["r", "w2", "b2"], ["s"]),
        helper.make_node(ending, ["s"], ["y"], axis=1),
    ]
    graph = helper.make_graph(
        nodes,
        file.stem,
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", weights[0].shape[0]])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["rows", weights[2].shape[1]])],
        stored,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    helper.set_model_props(model, made_for)
    checker.check_model(model)
    save_onnx(model, str(file))

"""Channels of like size, before they become int8: what is large is made smaller, and its weights larger, in each product.

int8 has one scale for all channels of an input, and MiniLM has a few that are five to fifteen times as large as the rest, so that those are left
with a handful of steps. Knows the graph and some inputs; no labels.
"""

import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from willcall.kit.inference import session
from willcall.training.recipes.encoder.adapt.batches import Item

ROWS = 128  # whose channels are looked at
Array = npt.NDArray[np.float32]


def equalise(source: Path, target: Path, items: Sequence[Item], *, but: Sequence[str] = ()) -> int:
    """Write the same function, with the inputs of its products equalised: x W = (x / s) (s W).

    s of a channel is the root of its largest magnitude in some rows, so that input and weights share what is to be evened out: Xiao et al. 2023,
    "SmoothQuant: Accurate and Efficient Post-Training Quantization for Large Language Models". Where they fold 1 / s into the layer norm before it, here it is a
    product of its own: behind BERT's layer norms stands a residual, too.

    Args:
        source: float32 ONNX, with the inputs of `encoder.onnx`.
        target: The file to write.
        items: Rows to look at; the first 128 count.
        but: Names of nodes that stay as they are.

    Returns:
        How many products there were to equalise.
    """
    import onnx
    from onnx import helper, numpy_helper

    model = onnx.load(str(source))
    weights = {tensor.name: tensor for tensor in model.graph.initializer}
    used = Counter(name for node in model.graph.node for name in node.input)
    wanted = [node for node in model.graph.node if node.name not in but and _product(node, weights, used)]
    largest = _largest(model, [node.input[0] for node in wanted], items[:ROWS])
    added: dict[str, Any] = {}
    for at, node in enumerate(wanted):
        top = largest[node.input[0]]
        scale = np.sqrt(np.maximum(top, 1e-3 * top.max() + 1e-12))
        scale = (scale / np.exp(np.log(scale).mean())).astype(np.float32)
        held = weights[node.input[1]]
        held.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(held) * scale[:, None], held.name))
        model.graph.initializer.append(numpy_helper.from_array(1 / scale, f"equalised_{at}_by"))
        added[node.name] = helper.make_node(
            "Mul", [node.input[0], f"equalised_{at}_by"], [f"equalised_{at}"], name=f"equalised_{at}"
        )
        node.input[0] = f"equalised_{at}"
    nodes = [one for node in model.graph.node for one in (added.get(node.name), node) if one is not None]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.save(model, str(target))
    return len(wanted)


def _product(node: Any, weights: dict[str, Any], used: Counter[str]) -> bool:
    """Whether a node is a named product with weights [channels, any] that no other node has."""
    if node.op_type not in {"MatMul", "Attention"} or not node.name:
        return False
    held = node.input[1]
    return held in weights and len(weights[held].dims) == 2 and used[held] == 1 and node.input[0] not in weights


def _largest(model: Any, names: Sequence[str], items: Sequence[Item]) -> dict[str, Array]:
    """Values of a graph → the largest magnitude of each of their channels, over rows and tokens."""
    import onnx

    names = list(dict.fromkeys(names))
    seen = onnx.ModelProto()
    seen.CopyFrom(model)
    seen.graph.output.extend(onnx.helper.make_empty_tensor_value_info(name) for name in names)
    found: dict[str, Array] = {}
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "seen.onnx"
        onnx.save(seen, str(file))
        running = session(file)
        for one in items:
            ids, types = np.array([one.packed.ids]), np.array([one.packed.types])
            given = {"ids": ids, "mask": np.ones_like(ids), "types": types}
            for name, values in zip(names, running.run(names, given), strict=True):
                top = np.abs(values).reshape(-1, values.shape[-1]).max(axis=0)
                found[name] = np.maximum(found.get(name, top), top)
    return found

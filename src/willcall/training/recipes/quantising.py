"""float32 ONNX to int8 that gives the same answers on every processor.

onnxruntime's dynamic quantisation, per channel, with one step more: weights are moved from -128…127 to 0…255. Where a processor
lacks instructions for 8-bit dot products (AVX2 and AVX-512 without VNNI), unsigned times signed is summed in 16 bits, which
overflow: sentence vectors of MiniLM then lie at a cosine of 0.99 from what they should be. Unsigned times unsigned is exact
everywhere, and as fast there. https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html

Needs onnx and onnxruntime; knows nothing of what the graph is for.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

# Where an operator takes its weights, and their zero point.
_WEIGHTS = {
    "MatMulInteger": (1, 3),
    "DynamicQuantizeMatMul": (1, 4),
    "MatMulIntegerToFloat": (1, 5),
    "QAttention": (1, 7),
}


def quantise(source: Path, target: Path, *, but: Sequence[str] = (), **options: Any) -> None:
    """Write the int8 form of a graph.

    Args:
        source: float32 ONNX.
        target: The file to write.
        but: Names of nodes that stay float32.
        options: `extra_options` of onnxruntime's `quantize_dynamic`.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    kept = [*but, *(f"{name}_MatMul" for name in but)]  # so it renames each Gemm, before it looks which to leave
    quantize_dynamic(
        str(source), str(target), per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=kept, extra_options=options
    )  # fmt: skip
    unsigned(target, target)


def unsigned(source: Path, target: Path) -> int:
    """Write an int8 graph with its weights, and their zero points, moved up by 128: the same numbers; how many were moved.

    Raises:
        ValueError: If signed weights have no zero point to move.
    """
    import onnx
    from onnx import numpy_helper

    model = onnx.load(str(source))
    kept = {tensor.name: tensor for tensor in model.graph.initializer}
    moved: set[str] = set()
    for node in model.graph.node:
        if node.op_type not in _WEIGHTS:
            continue
        weights, zero = (node.input[place] if place < len(node.input) else "" for place in _WEIGHTS[node.op_type])
        if weights not in kept or kept[weights].data_type != onnx.TensorProto.INT8:
            continue
        if zero not in kept:
            raise ValueError(f"{source}: the weights {weights} have no zero point")
        for name in (weights, zero):
            if name not in moved:
                values = numpy_helper.to_array(kept[name]).astype(np.int16) + 128
                kept[name].CopyFrom(numpy_helper.from_array(values.astype(np.uint8), name))
                moved.add(name)
    onnx.save(model, str(target))
    return len(moved)

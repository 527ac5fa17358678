"""float32 ONNX to int8, by onnxruntime's dynamic quantisation, per channel, with signed weights.

Signed, since processors with instructions for 8-bit dot products (VNNI) have them for unsigned activations and signed weights; with unsigned weights, which
are the same numbers, a message takes half as long again there. Where those instructions are lacking, sums of signed weights overflow, and
onnxruntime must be told to make them unsigned as it loads them: a graph is to be run by `kit.inference.session`, which does so.

Needs onnx and onnxruntime; knows nothing of what the graph is for.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any


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
    without_origins(target)


def without_origins(file: Path) -> None:
    """Takes out of a graph where its nodes came from: lines of source, and folders of whoever exported it."""
    import onnx

    model = onnx.load(str(file))
    told = [model.graph, *model.graph.node, *model.graph.initializer, *model.graph.value_info, *model.functions]
    for part in [*told, *(node for function in model.functions for node in function.node)]:
        del part.metadata_props[:]
        part.doc_string = ""
    onnx.save(model, str(file))

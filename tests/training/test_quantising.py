"""int8 graphs say the same on every processor: none of their weights is signed, and moving them changes no number."""

from pathlib import Path

import numpy as np
import pytest

import willcall

pytestmark = pytest.mark.train


def test_every_graph_that_ships_has_unsigned_weights(tmp_path: Path):
    from willcall.training.recipes.quantising import unsigned

    graphs = sorted(Path(willcall.__file__).parent.rglob("weights/*.onnx"))
    assert len(graphs) >= 4
    for graph in graphs:
        assert unsigned(graph, tmp_path / graph.name) == 0, graph


def test_weights_at_their_limit_lose_nothing(tmp_path: Path):
    """Sums of 512 products of the largest numbers, which 16 bits cannot hold."""
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    from willcall.training.recipes.quantising import quantise

    weights = np.where(np.arange(512 * 8).reshape(512, 8) % 3 == 0, -1.0, 1.0).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "w"], ["y"])],
        "one",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 512])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 8])],
        [numpy_helper.from_array(weights, "w")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(tmp_path / "full.onnx"))
    quantise(tmp_path / "full.onnx", tmp_path / "small.onnx")
    x = np.ones((1, 512), dtype=np.float32)
    said = onnxruntime.InferenceSession(str(tmp_path / "small.onnx")).run(["y"], {"x": x})[0]
    assert np.allclose(said, x @ weights, rtol=0.01, atol=1.0)

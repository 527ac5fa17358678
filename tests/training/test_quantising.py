"""int8 graphs have signed weights, and say the same on every processor."""

from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.train


def test_weights_at_their_limit_lose_nothing(tmp_path: Path):
    """Sums of 512 products of the largest numbers, which 16 bits cannot hold."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    from willcall.kit.inference import session
    from willcall.training.recipes.quantising import quantise

    weights = np.where(np.arange(512 * 8).reshape(512, 8) % 3 == 0, -1.0, 1.0).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "w"], ["y"], doc_string="/home/somebody/model.py, line 3")],
        "one",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 512])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 8])],
        [numpy_helper.from_array(weights, "w")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(tmp_path / "full.onnx"))
    quantise(tmp_path / "full.onnx", tmp_path / "small.onnx")
    x = np.ones((1, 512), dtype=np.float32)
    made = {tensor.name: tensor.data_type for tensor in onnx.load(str(tmp_path / "small.onnx")).graph.initializer}
    assert made["w_quantized"] == made["w_zero_point"] == TensorProto.INT8
    said = session(tmp_path / "small.onnx").run(["y"], {"x": x})[0]
    assert b"/home/" not in (tmp_path / "small.onnx").read_bytes()
    assert np.allclose(said, x @ weights, rtol=0.01, atol=1.0)

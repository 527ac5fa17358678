"""int8 graphs ship with signed weights, and say the very same when these are moved to unsigned."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from tests.understanding.scoring import BLIND

import willcall
from willcall.kit.inference import options, session
from willcall.understanding.encoder import PACKAGED, Encoder

HOUSE = Path(willcall.__file__).parent
GRAPHS = sorted(HOUSE.rglob("weights/*.onnx"))
INT8 = (PACKAGED / "encoder.onnx", HOUSE / "agent" / "safeguards" / "weights" / "claims.onnx")


def multiplied(file: Path) -> set[int]:
    """Types of the bytes that a graph multiplies by, and of their zero points."""
    graph = onnx.load(str(file)).graph
    kept = {tensor.name: tensor.data_type for tensor in graph.initializer}
    products = (node.input for node in graph.node if node.op_type == "MatMulInteger")
    return {kept[name] for _, weights, _, zero in products for name in (weights, zero)}


def test_every_graph_that_ships_has_signed_weights():
    assert {graph for graph in GRAPHS if multiplied(graph)} == set(INT8)
    assert all(multiplied(graph) == {onnx.TensorProto.INT8} for graph in INT8)


@pytest.mark.parametrize("graph", GRAPHS, ids=lambda graph: graph.stem)
def test_no_graph_tells_whose_folders_it_was_made_in(graph):
    held = onnx.load(str(graph)).graph
    assert not any(node.metadata_props or node.doc_string for node in held.node)
    assert b"site-packages" not in graph.read_bytes()


@pytest.mark.parametrize("graph", INT8, ids=lambda graph: graph.stem)
def test_moved_weights_say_the_very_same(graph):
    """With the option and without it, where it is not set; onnxruntime has none on other processors than x86."""
    chosen, moved = session(graph), onnxruntime.InferenceSession(str(graph), options(moved=True))
    tokenizer = Encoder()._tokenizer
    for row in BLIND[::4]:
        ids = np.array([tokenizer.encode(row["text"]).ids], dtype=np.int64)
        given = {"ids": ids, "mask": np.ones_like(ids)}
        for one, other in zip(chosen.run(None, given), moved.run(None, given), strict=True):
            assert np.array_equal(one, other)

"""Before it becomes int8, a graph is made even: it says what it said, and int8 says it more exactly."""

import numpy as np
import pytest
from tests.training.conftest import rows

pytestmark = [pytest.mark.train, pytest.mark.filterwarnings("ignore")]
OUTPUTS = ("sentence", "tokens", "intents", "outside", "tags")


@pytest.fixture(scope="module")
def made(base, tmp_path_factory):
    """A folder with the float32 graph of a network of which one channel is large, that graph made even, and both as int8; and its inputs."""
    import torch

    from willcall.training.datasets.understanding import Row
    from willcall.training.recipes.encoder.adapt import onnx_file
    from willcall.training.recipes.encoder.adapt.batches import item
    from willcall.training.recipes.encoder.adapt.equalising import equalise
    from willcall.training.recipes.encoder.adapt.material import Labels
    from willcall.training.recipes.encoder.adapt.network import Network, tokenizer_of
    from willcall.training.recipes.encoder.adapt.network import base as base_of
    from willcall.training.recipes.quantising import quantise
    from willcall.understanding.packing import InputRule

    folder = tmp_path_factory.mktemp("graphs")
    torch.manual_seed(5)
    encoder, where = base_of(str(base))
    network = Network(encoder, intents=4, tags=3).eval()
    with torch.no_grad():
        for layer in encoder.encoder.layer:
            layer.attention.output.LayerNorm.weight[3] = 40.0
    labels = Labels(("buy", "hours", "parking", "refund"), ("city",))
    items = [
        item(Row(row["text"], row["intent"]), labels, tokenizer_of(where), InputRule(cls=2, sep=3)) for row in rows()
    ]
    still = onnx_file._to_onnx(network, folder / "raw.onnx")
    onnx_file._fuse(folder / "raw.onnx", folder / "full.onnx", still)
    heads = onnx_file._heads(folder / "full.onnx")
    assert equalise(folder / "full.onnx", folder / "even.onnx", items, but=heads) == 8
    for name in ("full", "even"):
        quantise(folder / f"{name}.onnx", folder / f"{name}.int8.onnx", but=heads, DefaultTensorType=1)
    return folder, items


def said(file, items):
    from willcall.kit.inference import session
    from willcall.training.recipes.encoder.adapt.batches import padded

    given = {name: value.numpy() for name, value in padded(items).items() if name in {"ids", "mask", "types"}}
    return dict(zip(OUTPUTS, session(file).run(list(OUTPUTS), given), strict=True))


def test_a_graph_made_even_says_what_it_said(made):
    folder, items = made
    before, after = said(folder / "full.onnx", items), said(folder / "even.onnx", items)
    for name in OUTPUTS:
        assert np.allclose(before[name], after[name], atol=1e-3), name


def test_int8_is_nearer_to_float32_where_channels_are_even(made, tmp_path):
    """One product of vectors with one channel thirty times as large as the others."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    from willcall.kit.inference import session
    from willcall.training.recipes.encoder.adapt.equalising import equalise
    from willcall.training.recipes.quantising import quantise

    chance = np.random.default_rng(4)
    table, weights = (chance.normal(size=size).astype(np.float32) for size in ((100, 64), (64, 32)))
    table[:, 3] *= 30
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["table", "ids"], ["states"], name="states"),
            helper.make_node("MatMul", ["states", "weights"], ["tokens"], name="product"),
        ],
        "one",
        [helper.make_tensor_value_info(name, TensorProto.INT64, [1, None]) for name in ("ids", "mask", "types")],
        [helper.make_tensor_value_info("tokens", TensorProto.FLOAT, [1, None, 32])],
        [numpy_helper.from_array(table, "table"), numpy_helper.from_array(weights, "weights")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(tmp_path / "full.onnx"))
    assert equalise(tmp_path / "full.onnx", tmp_path / "even.onnx", made[1]) == 1
    ids = np.arange(100)[None]
    given = {"ids": ids, "mask": np.ones_like(ids), "types": np.zeros_like(ids)}
    wrong = {}
    for name in ("full", "even"):
        quantise(
            tmp_path / f"{name}.onnx",
            tmp_path / f"{name}.int8.onnx",
            but=["states"],
            DefaultTensorType=TensorProto.FLOAT,
        )
        said = session(tmp_path / f"{name}.int8.onnx").run(["tokens"], given)[0]
        wrong[name] = np.abs(said - table @ weights).mean()
    assert wrong["even"] < 0.6 * wrong["full"], wrong


def test_the_heads_stay_float32(made):
    import onnx

    folder, _ = made
    kinds = {tensor.name: tensor.data_type for tensor in onnx.load(str(folder / "even.int8.onnx")).graph.initializer}
    for head in ("intents", "outside"):
        assert kinds[f"{head}.weight"] == onnx.TensorProto.FLOAT, kinds
    assert not [name for name in kinds if name.startswith(("intents", "outside", "tags")) and "quantized" in name]

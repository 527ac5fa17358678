"""From the network to `encoder.onnx`: one graph, fused, equalised, int8 per channel, checked against the float32 graph before it counts.

int8 must be per channel: the default loses a third of the nearest neighbours. The heads stay in float32; they are a hundredth of
the weights and all of the decision. Knows no labels.
"""

import copy
import logging
import shutil
import tempfile
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from willcall.kit.errors import WillcallError
from willcall.kit.inference import session
from willcall.training.recipes.encoder.adapt.batches import Item, padded
from willcall.training.recipes.encoder.adapt.equalising import equalise
from willcall.training.recipes.encoder.adapt.network import Network
from willcall.training.recipes.quantising import quantise

OUTPUTS = ("sentence", "tokens", "intents", "outside", "tags")
LEAST_COSINE = 0.97  # mean over messages, of int8 sentence vectors with float32 ones
MOST_LOST = 0.005  # of intents and tags that int8 reads otherwise than the truth where float32 does not


class ExportDiffers(WillcallError):
    """The exported graph does not say what the network says; nothing was written."""

    kind = "export_differs"
    title = "The exported model differs"


@dataclass(frozen=True, slots=True)
class Difference:
    """int8 against float32 on some rows.

    Args:
        cosine: Mean, of sentence vectors.
        intents_lost: Share of rows whose intent float32 gets right, less the same of int8.
        tags_lost: Likewise of words.
        float32: Largest absolute difference of the float32 graph's logits from the network's.
    """

    cosine: float
    intents_lost: float
    tags_lost: float
    float32: float


def export(network: Network, folder: Path, items: Sequence[Item], *, keep_float: bool) -> Difference:
    """Write `encoder.onnx` to `folder` (and `encoder.float32.onnx` if it is to be kept).

    Args:
        network: Trained.
        folder: Where to.
        items: Rows to look at and to check on.
        keep_float: Whether the float32 graph stays too.

    Raises:
        ExportDiffers: int8 loses more than half a point on those rows, or the float32 graph is another function.
    """
    with tempfile.TemporaryDirectory() as scratch:
        full, fused, even, small = (Path(scratch) / f"{name}.onnx" for name in ("full", "fused", "even", "small"))
        still = _to_onnx(network, full)
        _fuse(full, fused, still)
        heads = _heads(fused)
        equalise(fused, even, items, but=heads)
        logging.disable(logging.WARNING)  # it recommends a step that the fused graph cannot take
        quantise(even, small, but=heads, DefaultTensorType=1)  # float32, of what the fused nodes give
        logging.disable(logging.NOTSET)
        found = compare(still, fused, small, items)
        if found.float32 > 0.02:
            raise ExportDiffers(
                f"The float32 graph's logits differ from the network's by {found.float32:.3f}; nothing was written."
            )
        slack = 3.0 / max(1, len(items))  # three messages more may fall the other way by chance
        if found.cosine < LEAST_COSINE or found.intents_lost > MOST_LOST + slack or found.tags_lost > MOST_LOST + slack:
            raise ExportDiffers(
                f"int8 loses too much on {len(items)} rows held out ({found}); nothing was written. Train longer, or with another --seed."
            )
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(small, folder / "encoder.onnx")
        if keep_float:
            shutil.copyfile(fused, folder / "encoder.float32.onnx")
    return found


def compare(network: Network, full: Path, small: Path, items: Sequence[Item]) -> Difference:
    """The two graphs and the network on the same rows, one at a time, as serving runs them."""
    one, other = session(full), session(small)
    cosines, right, words, worst = [], np.zeros(2), np.zeros(2), 0.0
    counted = seen = 0
    with torch.no_grad():
        for at, item in enumerate(items):
            given = {name: value.numpy() for name, value in padded([item]).items()}
            feed = {name: given[name] for name in ("ids", "mask", "types")}
            a, b = (dict(zip(OUTPUTS, run.run(list(OUTPUTS), feed), strict=True)) for run in (one, other))
            cosines.append(float((a["sentence"] @ b["sentence"].T).item()))
            if at < 16:
                said = network(*(torch.from_numpy(feed[name]) for name in ("ids", "mask", "types")))
                worst = max(
                    worst,
                    float(np.abs(said[2].numpy() - a["intents"]).max()),
                    float(np.abs(said[4].numpy() - a["tags"]).max()),
                )
            if item.intent >= 0:
                counted += 1
                right += [float(x["intents"].argmax() == item.intent) for x in (a, b)]
            tagged = given["tags"][0] >= 0
            seen += int(tagged.sum())
            words += [float((x["tags"][0].argmax(1) == given["tags"][0])[tagged].sum()) for x in (a, b)]
    return Difference(
        float(np.mean(cosines)) if cosines else 1.0,
        float(right[0] - right[1]) / max(1, counted),
        float(words[0] - words[1]) / max(1, seen),
        worst,
    )


def _to_onnx(network: Network, file: Path) -> Network:
    still: Network = copy.deepcopy(network).cpu().float().eval()
    still.encoder.set_attn_implementation("eager")
    ids = torch.tensor([[1, 2, 3, 1, 2, 3], [1, 2, 3, 1, 2, 0]])
    mask = (ids != 0).long()
    types = torch.tensor([[0, 0, 0, 0, 1, 1], [0, 0, 0, 1, 1, 0]])
    axes = {name: {0: "batch", 1: "length"} for name in ("ids", "mask", "types", "tokens", "tags")}
    axes |= {name: {0: "batch"} for name in ("sentence", "intents", "outside")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(  # the older exporter: only its graphs are known to onnxruntime's fusions
            still, (ids, mask, types), str(file),
            input_names=["ids", "mask", "types"], output_names=list(OUTPUTS), dynamic_axes=axes, dynamo=False, opset_version=17,
        )  # fmt: skip
    return still


def _fuse(full: Path, fused: Path, network: Network) -> None:
    """Attention, layer norms and GELU as single nodes, where the optimiser knows the architecture; otherwise as it is."""
    from onnxruntime.transformers import optimizer
    from onnxruntime.transformers.fusion_options import FusionOptions

    config = network.encoder.config
    if getattr(config, "model_type", "") != "bert":
        shutil.copyfile(full, fused)
        return
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    made = optimizer.optimize_model(
        str(full),
        model_type="bert",
        num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size,
        optimization_options=options,
        opt_level=0,
    )
    made.save_model_to_file(str(fused))


def _heads(file: Path) -> list[str]:
    """Nodes of the heads: the products whose weights have as many columns as there are labels."""
    import onnx

    graph = onnx.load(str(file)).graph
    wanted = set(OUTPUTS) - {"sentence", "tokens"}
    makers = {name: node for node in graph.node for name in node.output}
    found: list[str] = []
    queue = list(wanted)
    while queue:  # from each output back to the first product
        node = makers.get(queue.pop())
        if node is None:
            continue
        if node.op_type in {"MatMul", "Gemm"}:
            found.append(node.name)
        else:
            queue += list(node.input)
    return found

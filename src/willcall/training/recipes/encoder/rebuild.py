"""The whole of it: base weights, a little tuning if asked for, export, heads. What `make reader DATA=DIR` runs."""

from pathlib import Path

from willcall.training.recipes.encoder.export import export, load_base
from willcall.training.recipes.encoder.train import gather, train
from willcall.training.recipes.encoder.tune import save, tune


def rebuild(
    data: Path, out: Path, *, minutes: float = 0.0, keep_torch: Path | None = None, seed: int = 7
) -> dict[str, float]:
    """Write `encoder.onnx`, `tokenizer.json`, `intents.onnx` and `tags.onnx` to `out`, from the base weights and the data.

    Args:
        data: Folder of the converted public data.
        out: Where the weights go; files of that name are replaced.
        minutes: How long the encoder itself is tuned before the heads are fitted; 0 leaves it as it is, which is what ships.
        keep_torch: Where the tuned weights are kept as torch's.
        seed: Of everything random.
    """
    model = load_base()
    if minutes > 0:
        model = tune(gather(data, phrases=380, dialogues=11_000, templated=60, seed=seed), minutes=minutes, seed=seed)
        if keep_torch is not None:
            save(model, keep_torch)
    export(model, out)
    return train(data, out, seed=seed)

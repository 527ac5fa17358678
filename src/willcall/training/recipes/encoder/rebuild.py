"""The whole of it: gather, tune, export, fit. What `make reader DATA=DIR` runs."""

from pathlib import Path

from willcall.training.recipes.encoder.export import export
from willcall.training.recipes.encoder.train import gather, train
from willcall.training.recipes.encoder.tune import save, tune


def rebuild(
    data: Path, out: Path, *, minutes: float = 22.0, keep_torch: Path | None = None, seed: int = 7
) -> dict[str, float]:
    """Write `encoder.onnx`, `tokenizer.json` and `intents.onnx`, `tags.onnx` to `out`, from the base weights and the data."""
    examples = gather(data, phrases=380, dialogues=11_000, templated=60, seed=seed)
    model = tune(examples, minutes=minutes, seed=seed)
    if keep_torch is not None:
        save(model, keep_torch)
    export(model, out)
    return train(data, out, seed=seed)

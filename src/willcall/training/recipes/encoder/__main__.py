"""`python -m willcall.training.recipes.encoder (export | train | evaluate | rebuild) …`; see `--help`."""

import argparse
import json
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m willcall.training.recipes.encoder", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    packaged = Path(__file__).parents[3] / "understanding" / "weights"
    for name, about in (
        ("export", "base model to encoder.onnx"),
        ("train", "fit the heads"),
        ("evaluate", "measure on dev parts"),
        ("rebuild", "all of it: export and train"),
    ):
        command = commands.add_parser(name, help=about)
        command.add_argument("--out" if name != "evaluate" else "--weights", dest="folder", type=Path, default=packaged)
        if name != "export":
            command.add_argument("--data", type=Path, required=True, help="folder of the converted public data")
        if name == "rebuild":
            command.add_argument(
                "--tune-minutes", type=float, default=0.0, help="tune the encoder itself for so long first"
            )
        if name == "evaluate":
            command.add_argument("--json", action="store_true")
            command.add_argument("--rules", action="store_true", help="with the encoder switched off")
            command.add_argument("--limit", type=int, default=None)
    chosen = parser.parse_args(arguments)
    if chosen.command == "export":
        from willcall.training.recipes.encoder.export import save_base

        save_base(chosen.folder)
    elif chosen.command == "train":
        from willcall.training.recipes.encoder.train import train

        print(json.dumps(train(chosen.data, chosen.folder)))
    elif chosen.command == "evaluate":
        from willcall.training.recipes.encoder.evaluate import evaluate, show

        figures = evaluate(chosen.data, chosen.folder, use_encoder=not chosen.rules, limit=chosen.limit)
        print(json.dumps(figures, indent=2) if chosen.json else show(figures))
    else:
        from willcall.training.recipes.encoder.rebuild import rebuild

        print(json.dumps(rebuild(chosen.data, chosen.folder, minutes=chosen.tune_minutes)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m willcall.training.recipes.claims [--out DIR] [--held-out 0.06] [--epochs 5]`: fit, export, and say what it is worth."""

import argparse
import sys
from pathlib import Path

from willcall.agent.safeguards.judging import WEIGHTS


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m willcall.training.recipes.claims", description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--held-out", type=float, default=0.06)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--pairs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args(arguments)
    from willcall.training.recipes.claims.fit import Wishes
    from willcall.training.recipes.claims.train import train

    train(
        chosen.out, wishes=Wishes(epochs=chosen.epochs), pairs=chosen.pairs, held_out=chosen.held_out, seed=chosen.seed
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

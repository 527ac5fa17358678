"""`python -m willcall.training.recipes.reranker --public FOLDER --out FOLDER`: trains and exports a re-ranker; see `--help`."""

import argparse
import json
import random
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m willcall.training.recipes.reranker", description=__doc__)
    parser.add_argument(
        "--public", type=Path, help="folder with clones of the public sets; without it, our own rows alone"
    )
    parser.add_argument("--out", type=Path, required=True, help="where model.onnx and tokenizer.json go")
    parser.add_argument("--minutes", type=float, default=30.0, help="how long to train")
    parser.add_argument("--most", type=int, default=1_500, help="questions of each public source, at most")
    parser.add_argument("--own", type=int, default=2, help="how often our own questions count")
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args(arguments)
    from willcall.training.recipes.reranker.network import export
    from willcall.training.recipes.reranker.rows import Row, own, public
    from willcall.training.recipes.reranker.train import held_out, train

    dealer = random.Random(chosen.seed)
    rows = [row for row in own() for _ in range(1 if row.held_out else chosen.own)]
    by_source: dict[str, list[Row]] = {}
    for row in public(chosen.public, seed=chosen.seed) if chosen.public else []:
        by_source.setdefault(row.source, []).append(row)
    for found in by_source.values():
        dealer.shuffle(found)
        rows += [row for row in found if not row.held_out][: chosen.most]
        rows += [row for row in found if row.held_out][:60]
    network = train(
        rows, minutes=chosen.minutes, seed=chosen.seed, told=lambda line: print(line, file=sys.stderr, flush=True)
    )
    export(network, chosen.out)
    print(json.dumps(held_out(network, rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m willcall.training.recipes.topics [--out FILE]`: encodes what venues are asked; the search's `topics.npz`. No torch."""

import argparse
import sys
from pathlib import Path

import numpy as np

from willcall.knowledge.meaning import PROBE
from willcall.knowledge.topics import ASKED, BESIDE, ELSEWHERE, PACKAGED, SAID
from willcall.training.recipes.topics.rows import elsewhere, facts
from willcall.understanding.reader import EncoderReader

STEPS = 7
"""Of a number, either side of 0: what four bits hold. Cosines are off by some 0.01; finer ones answered no more questions."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m willcall.training.recipes.topics", description=__doc__)
    parser.add_argument("--out", type=Path, default=PACKAGED)
    chosen = parser.parse_args(arguments)
    reader = EncoderReader()
    lines = [
        (number, kind, line)
        for number, fact in enumerate(facts())
        for kind, some in ((SAID, fact.said), (ASKED, fact.asked), (BESIDE, fact.beside))
        for line in some
    ]
    lines += [(lines[-1][0] + 1, ELSEWHERE, line) for line in elsewhere()]
    vectors = np.stack([reader.encode(line) for _, _, line in lines])
    # of each vector the direction alone counts, so each may have a scale of its own, and none is kept; few steps pack well
    whole = np.round(vectors * (STEPS / np.abs(vectors).max(axis=1, keepdims=True))).astype(np.int8)
    np.savez_compressed(
        chosen.out,
        vectors=whole,
        facts=np.array([number for number, _, _ in lines], dtype=np.int16),
        kinds=np.array([kind for _, kind, _ in lines], dtype=np.int8),
        probe=reader.encode(PROBE),
    )
    print(f"{len(lines)} lines, {chosen.out.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())

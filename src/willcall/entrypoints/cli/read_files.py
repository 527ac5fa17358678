"""A file of messages, read one at a time: files larger than memory, and the first bad line named."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

EVERY = 200  # lines between two words on progress


def readings(source: Path, reader: Callable[[str, list[tuple[str, str]]], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What `reader` makes of each line's text and history.

    Raises:
        BadLine: At the first line that is wrong; the readings before it have been given.
    """
    from willcall.training.datasets.understanding import rows

    file = Path("/dev/stdin") if str(source) == "-" else source
    done = 0
    for done, row in enumerate(rows(file, labelled=False), 1):
        yield reader(row.text, list(row.history))
        if sys.stderr.isatty() and done % EVERY == 0:
            print(f"\r\033[K{done:,} read", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty() and done >= EVERY:
        print(f"\r\033[K{done:,} read", file=sys.stderr)

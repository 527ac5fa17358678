"""The rows that a training takes, whole in memory, or the first thing that would spoil it: file, line and reason.

What is merely doubtful (duplicates, the same words labelled otherwise) is `checking`'s to tell.
"""

from pathlib import Path

from willcall.training.datasets.lines import BadFile, BadLine
from willcall.training.datasets.understanding import OUT_OF_SCOPE, Row, rows

MOST_BYTES = 1 << 30  # rows of messages that nobody has; a wrong file that everybody can name


def check_training(file: Path) -> list[Row]:
    """All rows of a file that is fit to train on.

    Raises:
        BadLine: At a line that is wrong, or whose intent stands nowhere else in the file.
        BadFile: If the file is not there, empty, or larger than a gibibyte.
    """
    not_too_large(file, field="data")
    found = list(rows(file))
    if not found:
        raise BadFile(f"{file} holds no rows.", field="data")
    first: dict[str, int] = {}
    counts: dict[str, int] = {}
    for row in found:
        intent = row.intent or ""
        first.setdefault(intent, row.line)
        counts[intent] = counts.get(intent, 0) + 1
    for intent, count in counts.items():
        if count == 1 and intent != OUT_OF_SCOPE:
            reason = f"intent {intent!r} has this one example; two are needed, eight or more are better"
            raise BadLine(file, first[intent], reason)
    return found


def not_too_large(file: Path, *, field: str) -> None:
    """Raises: BadFile, if a file cannot be one of rows, by its size."""
    if file.is_file() and file.stat().st_size > MOST_BYTES:
        size = file.stat().st_size / (1 << 30)
        raise BadFile(f"{file} has {size:.1f} GiB; at most 1 GiB of rows is read. Is it the right file?", field=field)

"""How commands show things: a table for people, JSON for programs, bold on a terminal and plain in a pipe."""

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo


def show_json(value: Any) -> None:
    """One JSON document on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, empty: str = "Nothing yet.") -> None:
    """Aligned columns under their names; numbers to the right.

    Args:
        columns: Their names.
        rows: Their cells; None shows as a dash.
        empty: What to say when there are no rows.
    """
    if not rows:
        print(empty)
        return
    cells = [["-" if cell is None or cell == "" else str(cell) for cell in row] for row in rows]
    right = [all(isinstance(row[at], int | float) for row in rows) for at in range(len(columns))]
    widths = [max(len(column), *(len(row[at]) for row in cells)) for at, column in enumerate(columns)]

    def line(row: Sequence[str]) -> str:
        parts = (c.rjust(w) if r else c.ljust(w) for c, w, r in zip(row, widths, right, strict=True))
        return "  ".join(parts).rstrip()

    print(strong(line(columns)))
    for row in cells:
        print(line(row))


def strong(text: str) -> str:
    """Bold on a terminal."""
    return f"\033[1m{text}\033[0m" if sys.stdout.isatty() else text


def faint(text: str) -> str:
    """Dim on a terminal."""
    return f"\033[2m{text}\033[0m" if sys.stdout.isatty() else text


def when(instant: datetime, zone: str) -> str:
    """An instant in a venue's zone: `Fri 21 Nov 2026, 19:30`."""
    return instant.astimezone(ZoneInfo(zone)).strftime("%a %d %b %Y, %H:%M")

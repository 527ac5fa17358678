"""Tables in a text: Markdown's, read and written, and a row as a sentence that can answer.

Every reader turns its tables (CSV, HTML, JSON lists, PDF) into Markdown, so that one place reads them. Cells are kept letter by letter:
no number is ever reformatted. Knows no document.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_RULE = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?")
_CELL_END = re.compile(r"(?<!\\)\|")
_PROSE = re.compile(r"[.!?](\s|$)")
_PROSE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the names of its columns, and its rows, each as long as the names."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def is_table(lines: Sequence[str]) -> bool:
    """Whether lines are a Markdown table: a row of names, a rule, rows."""
    return len(lines) >= 2 and lines[0].lstrip().startswith("|") and _RULE.fullmatch(lines[1].strip()) is not None


def read(lines: Sequence[str]) -> Grid:
    """The table that `is_table` saw in these lines; short rows are filled up, long ones keep what is over in the last cell."""
    columns = tuple(_cells(lines[0]))
    rows = []
    for line in lines[2:]:
        cells = _cells(line)
        if len(cells) > len(columns):
            cells = [*cells[: len(columns) - 1], " ".join(cells[len(columns) - 1 :])]
        rows.append((*cells, *[""] * (len(columns) - len(cells))))
    return Grid(columns, tuple(rows))


def write(grid: Grid) -> str:
    """A table as Markdown."""
    lines = [grid.columns, ("---",) * len(grid.columns), *grid.rows]
    return "\n".join("| " + " | ".join(_escaped(cell) for cell in line) + " |" for line in lines)


def sentence(columns: Sequence[str], row: Sequence[str]) -> str:
    """A row as a line: `Motorcycle: booked in advance $10, at the gate $15. Bays beside the ramp.`; "" for an empty row.

    The first cell is what the row is about. Cells of whole sentences follow as they are; of two columns, the second needs no name.
    """
    about = row[0].strip() if row else ""
    said, prose = [], []
    for name, cell in zip(columns[1:], row[1:], strict=False):
        if not cell.strip():
            continue
        if len(cell) > _PROSE_LENGTH and _PROSE.search(cell):
            prose.append(cell.strip())
        elif len(columns) == 2:
            said.append(cell.strip())
        else:
            said.append(f"{_small(name)} {cell.strip()}".strip())
    line = ": ".join(part for part in (about, ", ".join(said)) if part)
    if not line:
        return " ".join(prose)
    if not prose:
        return line if line.endswith((".", "!", "?")) else line + "."
    return f"{line}{':' if not said else '' if line.endswith(('.', '!', '?')) else '.'} {' '.join(prose)}"


def _cells(line: str) -> list[str]:
    line = line.strip()
    line = line.removeprefix("|")
    parts = _CELL_END.split(line)
    if parts and not parts[-1].strip() and len(parts) > 1:
        parts.pop()
    return [part.replace("\\|", "|").strip() for part in parts]


def _escaped(cell: str) -> str:
    return re.sub(r"\s+", " ", cell).strip().replace("|", "\\|")


def _small(name: str) -> str:
    """A column's name within a sentence: `At the gate` → `at the gate`, but `VIP price` as it is."""
    name = name.strip()
    return name[:1].lower() + name[1:] if name[1:2].islower() or len(name) == 1 else name

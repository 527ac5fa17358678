"""Reads CSV: a row of names, then rows. Becomes one table, each cell letter by letter. Formulas are left out and said."""

import csv
import io

from willcall.knowledge import tables
from willcall.knowledge.documents import Document, UnreadableDocument, slug, title_of
from willcall.knowledge.ingest.screening import is_formula

_DELIMITERS = ",;\t|"
_LONGEST_CELL = 100_000


def read_csv(name: str, text: str, *, shown: str) -> Document:
    """Reads a table.

    Raises:
        UnreadableDocument: With the row, when quotes are broken or a row has more cells than there are names.
    """
    text = text.strip("\n")
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    notes: list[str] = []
    rows: list[tuple[str, ...]] = []
    columns: tuple[str, ...] = ()
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = tuple(cell.strip() for cell in cells)
                continue
            if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
                raise UnreadableDocument(
                    f"{shown!r}, line {reader.line_num}: {len(cells)} cells, but the first row names {len(columns)}.",
                    field="path",
                )
            row = [*cells[: len(columns)], *[""] * (len(columns) - len(cells))]
            for at, cell in enumerate(row):
                if is_formula(cell):
                    notes.append(
                        f"line {reader.line_num}, column {columns[at][:40]!r}: formula “{cell.strip()[:40]}” left out"
                    )
                    row[at] = ""
            rows.append(tuple(row))
    except csv.Error as error:
        raise UnreadableDocument(f"{shown!r}, line {reader.line_num}: {error}.", field="path") from error
    if not rows:
        raise UnreadableDocument(f"{shown!r} holds no row below its names.", field="path")
    columns = tuple("" if is_formula(column) else column for column in columns)
    identity = slug(name)
    return Document(
        id=identity,
        title=title_of(name),
        text="\f\n" + tables.write(tables.Grid(columns, tuple(rows))),
        uri=f"/kb/{identity}",
        notes=tuple(notes),
    )

"""Labelled rows back into a training file: checked first, then merged whole or not at all.

A row that `labelled` still marks false has not been looked at, and stays out: a reader that is taught its own guesses learns
nothing. Knows the shape of understanding data.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import process

from willcall.training.datasets.checking import key_of, labels_of
from willcall.training.datasets.lines import BadLine, Line, lines, write_lines
from willcall.training.datasets.understanding import OUT_OF_SCOPE, Row, row_of, rows


@dataclass(slots=True)
class Merge:
    """What became of a labelled file.

    Args:
        added: Rows that joined the training file.
        unlabelled: Rows nobody has looked at yet.
        known: Rows it had already.
        held_out: Rows that the evaluation file holds; they must not be learnt.
        faults: What is wrong; nothing is written while there is any.
    """

    added: list[Row] = field(default_factory=list)
    unlabelled: int = 0
    known: int = 0
    held_out: int = 0
    faults: list[BadLine] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return {
            "ok": not self.faults,
            "added": len(self.added),
            "unlabelled": self.unlabelled,
            "known": self.known,
            "held_out": self.held_out,
            "faults": [{"file": f.file, "line": f.line, "reason": f.reason} for f in self.faults],
        }


def merge(
    labelled: Path,
    *,
    into: Path,
    held_out: Path | None = None,
    also: Iterable[str] = (),
    anything: bool = False,
) -> Merge:
    """Check a labelled file and add its rows to a training file, which is replaced whole; nothing happens while a row is wrong.

    Args:
        labelled: What a person labelled.
        into: The training file; made if there is none.
        held_out: The evaluation file: none of its messages may be learnt.
        also: Names of intents and slots that are right beside those of `into`.
        anything: Whether names never seen before are right too.

    Raises:
        BadLine: If `into` or `held_out` has a wrong line.
        BadFile: If `labelled` or `held_out` is not there.
    """
    found = Merge()
    before = list(rows(into)) if into.exists() else []
    labels = {key_of(row): (row, labels_of(row)) for row in before}
    tested = {key_of(row) for row in rows(held_out)} if held_out is not None else set()
    names = None if anything else _names(before) | set(also)
    for line in lines(labelled):
        try:
            if line.fields.get("labelled") is False:
                found.unlabelled += 1
                continue
            row = row_of(_placed(line, labelled), labelled)
            if names:
                _known_names(row, names, labelled)
            key, said = key_of(row), labels_of(row)
            if key in tested:
                found.held_out += 1
            elif key not in labels:
                labels[key] = (row, said)
                found.added.append(row)
            elif labels[key][1] == said:
                found.known += 1
            else:
                other = labels[key][0]
                where = f"{into}:{other.line}" if other in before else f"line {other.line}"
                raise BadLine(
                    labelled, line.number, f"the same words are labelled otherwise in {where} ({other.intent})"
                )
        except BadLine as bad:
            found.faults.append(bad)
    if not found.faults and found.added:
        write_lines(into, [*(dict(row.fields) for row in before), *(row.as_dict() for row in found.added)])
    return found


def _placed(line: Line, file: Path) -> Line:
    """The line with offsets for slots that only quote their words: nobody who labels by hand should count characters."""
    text, slots = line.fields.get("text"), line.fields.get("slots")
    if not isinstance(text, str) or not isinstance(slots, list):
        return line
    placed = []
    for slot in slots:
        value = slot.get("value") if isinstance(slot, dict) and "start" not in slot and "end" not in slot else None
        if isinstance(value, str) and value:
            times = text.count(value)
            if times != 1:
                how = "not" if times == 0 else f"{times} times"
                raise BadLine(file, line.number, f"{value!r} stands {how} in the text; give start and end")
            slot = {**slot, "start": text.index(value), "end": text.index(value) + len(value)}
        placed.append(slot)
    return Line(line.number, {**line.fields, "slots": placed})


def _names(before: list[Row]) -> set[str]:
    return {name for row in before for name in (row.intent or "", *(slot.name for slot in row.slots)) if name}


def _known_names(row: Row, names: set[str], file: Path) -> None:
    for what, name in (("intent", row.intent or ""), *(("slot", slot.name) for slot in row.slots)):
        if name not in names and name != OUT_OF_SCOPE:
            near = process.extractOne(name, names, score_cutoff=60)
            hint = f"; did you mean {near[0]!r}?" if near else "; add --new if it is meant"
            raise BadLine(file, row.line, f"no {what} is called {name!r}{hint}")

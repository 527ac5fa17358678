"""What is wrong with a season's files: where, which field, and what was expected. Knows nothing of what a season is."""

from dataclasses import dataclass
from typing import Protocol

from willcall.kit.errors import Invalid

MOST = 100
"""Faults collected before reading stops adding to the list."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Args:
        file: The file's name.
        line: Counted from 1.
        field: The path to the field, as written in the file: `venues[0].sections[2].seats`, or a CSV column.
        problem: A sentence that names the value and what was expected.
    """

    file: str
    line: int
    field: str
    problem: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}, {self.field}: {self.problem}" if self.field else f"{where}: {self.problem}"


class BadSeason(Invalid):
    """The season cannot be loaded; `faults` says everything that is wrong, and nothing was loaded."""

    title = "The season has errors"

    def __init__(self, faults: list[Fault], *, more: int = 0) -> None:
        shown = [str(fault) for fault in faults]
        if more:
            shown.append(f"… and {more} more")
        count = len(faults) + more
        super().__init__(
            f"{count} error{'s' if count != 1 else ''}; nothing was loaded.\n" + "\n".join(shown),
            field=faults[0].field if faults else None,
            faults=[{"file": f.file, "line": f.line, "field": f.field, "problem": f.problem} for f in faults],
        )
        self.faults = faults
        self.more = more


class Placed(Protocol):
    """Anything that stood somewhere in a file."""

    file: str
    line: int
    path: str


class Faults:
    """Collects faults, and remarks about what looks odd but can be loaded."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.remarks: list[Fault] = []
        self.more = 0

    def add(self, fault: Fault) -> None:
        """Notes a fault; the same one only once."""
        if fault in self.found:
            return
        if len(self.found) < MOST:
            self.found.append(fault)
        else:
            self.more += 1

    def remark(self, remark: Fault) -> None:
        """Notes something odd that does not stop the season from loading."""
        if len(self.remarks) < MOST and remark not in self.remarks:
            self.remarks.append(remark)

    def within(self, place: "Placed") -> bool:
        """Whether something inside a record was found at fault already, so that what follows from it need not be told."""
        prefix = place.path
        return any(
            fault.file == place.file and (fault.field.startswith(prefix + ".") if prefix else fault.line == place.line)
            for fault in self.found
        )

    def raise_if_any(self) -> None:
        """Raises: BadSeason, when there is a fault."""
        if self.found:
            raise BadSeason(sorted(self.found, key=lambda f: (f.file, f.line)), more=self.more)

"""JSON lines, read one at a time and strictly: whatever is wrong is said with its file, line and reason.

Reads files larger than memory. Knows no schema.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from willcall.kit.errors import Invalid

LONGEST_LINE = 1_000_000  # bytes; a message of a fan is seldom a ten-thousandth of it


class BadLine(Invalid):
    """A line that is not what it must be. The message begins `FILE:LINE: `."""

    def __init__(self, file: Path | str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}", field="line", file=str(file), line=line, reason=reason)
        self.file, self.line, self.reason = str(file), line, reason


class BadFile(Invalid):
    """A file that is not there, cannot be read or holds nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One object of the file, and where it stands."""

    number: int
    fields: dict[str, Any]


def lines(file: Path) -> Iterator[Line]:
    """The objects of a file; blank lines are passed over.

    Raises:
        BadLine: At a line that is no JSON object, no UTF-8, or longer than `LONGEST_LINE`.
        BadFile: If there is no such file.
    """
    for number, raw in raw_lines(file):
        yield Line(number, parse(raw, file, number))


def raw_lines(file: Path) -> Iterator[tuple[int, bytes]]:
    """(number, bytes) of the lines that are not blank. Raises: BadFile."""
    try:
        source = file.open("rb")
    except OSError as error:
        raise BadFile(f"{file} cannot be read: {error.strerror}.", field="file") from error
    with source:
        number = 0
        while raw := source.readline(LONGEST_LINE + 1):
            number += 1
            if number == 1:
                raw = raw.removeprefix(b"\xef\xbb\xbf")
            if raw.strip():
                yield number, raw
            while len(raw) > LONGEST_LINE and not raw.endswith(b"\n"):  # what is left of a line that is too long
                raw = source.readline(LONGEST_LINE + 1)


def parse(raw: bytes | str, file: Path | str, number: int) -> dict[str, Any]:
    """One line as an object. Raises: BadLine."""
    if len(raw) > LONGEST_LINE:
        raise BadLine(file, number, f"longer than {LONGEST_LINE:,} bytes; one JSON object a line is expected")
    try:
        fields = json.loads(raw)
    except UnicodeDecodeError as error:
        raise BadLine(file, number, f"not UTF-8 (byte {error.start})") from error
    except json.JSONDecodeError as error:
        raise BadLine(file, number, f"not JSON: {error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise BadLine(file, number, f"not JSON: {str(error) or 'nested too deeply'}") from error
    if not isinstance(fields, dict):
        raise BadLine(file, number, f"a JSON object is expected, not {kind(fields)}")
    return fields


def write_lines(file: Path, rows: "Iterator[dict[str, Any]] | list[dict[str, Any]]") -> int:
    """Write objects a line each, whole or not at all; how many."""
    unfinished = file.with_name(file.name + ".unfinished")
    count = 0
    with unfinished.open("w", encoding="utf-8") as target:
        for row in rows:
            target.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    unfinished.replace(file)
    return count


def kind(value: Any) -> str:
    """What a value is in JSON's words."""
    names: tuple[tuple[type, str], ...] = (
        (bool, "true or false"), (int, "a number"), (float, "a number"), (str, "a string"), (list, "a list"), (dict, "an object"),
    )  # fmt: skip
    return next((name for of, name in names if isinstance(value, of)), "null")

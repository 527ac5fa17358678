"""Files turned into values that remember where they stood: JSON (RFC 8259) and CSV (RFC 4180), with line numbers.

Knows nothing of seasons; only that a CSV file is a list of records and that its name says of what.
"""

import csv
import io
import json
import re
from dataclasses import dataclass
from decimal import Decimal
from json.decoder import scanstring  # type: ignore[attr-defined]  # the standard library's own, without line numbers
from pathlib import Path
from typing import Any

from willcall.boxoffice.loading.faults import Fault, Faults

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 40
_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"(-?(?:0|[1-9]\d*))(\.\d+)?([eE][+-]?\d+)?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


@dataclass(slots=True)
class Node:
    """A value and where it stood.

    Args:
        value: `dict[str, Node]`, `list[Node]`, `str`, `int`, `Decimal`, `bool` or None.
        file: The file's name.
        line: Counted from 1.
        path: As an operator would write it.
    """

    value: Any
    file: str
    line: int
    path: str

    def fault(self, problem: str) -> Fault:
        """A fault at this place."""
        return Fault(self.file, self.line, self.path, problem)


class Unreadable(Exception):
    """A file that is not what its name says."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def read_text(path: Path, faults: Faults) -> str | None:
    """The file's text, or None after noting why not."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError as error:
        faults.add(Fault(str(path), 0, "", f"cannot be read ({error.strerror or error})."))
        return None
    if data is None:
        faults.add(Fault(path.name, 0, "", f"is larger than {MAX_BYTES // 1024 // 1024} MB; split it."))
        return None
    try:
        return data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        faults.add(Fault(path.name, line, "", "is not UTF-8 text; save it as UTF-8."))
        return None


def parse_json(text: str, *, file: str, faults: Faults) -> Node | None:
    """JSON as nodes, or None after noting where it breaks; a key that stands twice is noted as well."""
    parser = _Json(text, file, faults)
    try:
        node = parser.value(parser.skip(0), "", 0)
        end = parser.skip(node[1])
        if end != len(text):
            raise parser.broken(end, "has something after its end; a JSON file is one value.")
    except Unreadable as broken:
        faults.add(broken.fault)
        return None
    return node[0]


class _Json:
    def __init__(self, text: str, file: str, faults: Faults) -> None:
        self._text = text
        self._file = file
        self._faults = faults
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def line(self, at: int) -> int:
        from bisect import bisect_right  # noqa: PLC0415

        return bisect_right(self._starts, at)

    def broken(self, at: int, problem: str) -> Unreadable:
        line = self.line(min(at, len(self._text)))
        column = at - self._starts[line - 1] + 1
        return Unreadable(Fault(self._file, line, f"column {column}", problem))

    def skip(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def value(self, at: int, path: str, depth: int) -> tuple[Node, int]:
        text = self._text
        if depth > MAX_DEPTH:
            raise self.broken(at, f"is nested deeper than {MAX_DEPTH} levels.")
        start = text[at : at + 1]
        line = self.line(at)
        if start == "{":
            members, end = self._members(at + 1, path, depth)
            return Node(members, self._file, line, path), end
        if start == "[":
            items, end = self._items(at + 1, path, depth)
            return Node(items, self._file, line, path), end
        if start == '"':
            words, end = self._string(at)
            return Node(words, self._file, line, path), end
        number = _NUMBER.match(text, at)
        if number:
            whole, fraction, power = number.groups()
            found = int(whole) if fraction is None and power is None else Decimal(number.group())
            return Node(found, self._file, line, path), number.end()
        for word, meaning in _WORDS.items():
            if text.startswith(word, at):
                return Node(meaning, self._file, line, path), at + len(word)
        shown = repr(text[at : at + 12]) if at < len(text) else "the end of the file"
        raise self.broken(at, f"is not valid JSON: a value was expected, not {shown}.")

    def _string(self, at: int) -> tuple[str, int]:
        try:
            words, end = scanstring(self._text, at + 1, True)
        except json.JSONDecodeError as error:
            raise self.broken(error.pos, f"is not valid JSON: {error.msg}.") from None
        return words, end

    def _members(self, at: int, path: str, depth: int) -> tuple[dict[str, Node], int]:
        members: dict[str, Node] = {}
        at = self.skip(at)
        if self._text[at : at + 1] == "}":
            return members, at + 1
        while True:
            at = self.skip(at)
            if self._text[at : at + 1] != '"':
                raise self.broken(at, "is not valid JSON: a field name in double quotes was expected.")
            key_at = at
            key, at = self._string(at)
            at = self.skip(at)
            if self._text[at : at + 1] != ":":
                raise self.broken(at, f"is not valid JSON: a colon was expected after {key!r}.")
            where = f"{path}.{key}" if path else key
            node, at = self.value(self.skip(at + 1), where, depth + 1)
            if key in members:
                self._faults.add(Fault(self._file, self.line(key_at), where, "stands twice in the same object."))
            members[key] = node
            at = self.skip(at)
            follows = self._text[at : at + 1]
            if follows == "}":
                return members, at + 1
            if follows != ",":
                raise self.broken(at, f"is not valid JSON: a comma or a closing brace was expected after {key!r}.")
            at += 1

    def _items(self, at: int, path: str, depth: int) -> tuple[list[Node], int]:
        items: list[Node] = []
        at = self.skip(at)
        if self._text[at : at + 1] == "]":
            return items, at + 1
        while True:
            node, at = self.value(self.skip(at), f"{path}[{len(items)}]", depth + 1)
            items.append(node)
            at = self.skip(at)
            follows = self._text[at : at + 1]
            if follows == "]":
                return items, at + 1
            if follows != ",":
                raise self.broken(at, "is not valid JSON: a comma or a closing bracket was expected.")
            at += 1


def parse_csv(text: str, *, file: str, faults: Faults) -> list[Node]:
    """A CSV file as records; the separator is found in the header. Empty cells are absent fields, empty lines are skipped."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t|", key=head.count) if any(sign in head for sign in ",;\t|") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    records: list[Node] = []
    line = 1
    try:
        for cells in reader:
            begins, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells) or (header is None and cells[0].lstrip().startswith("#")):
                continue
            if header is None:
                header = [cell.strip() for cell in cells]
                for name in {name for name in header if name and header.count(name) > 1}:
                    faults.add(Fault(file, begins, name, "is the name of two columns."))
                continue
            if len(cells) > len(header):
                extra = len(cells) - len(header)
                problem = f"has {extra} cell{'s' if extra > 1 else ''} more than the header; quote cells that contain {delimiter!r}."
                faults.add(Fault(file, begins, "", problem))
                continue
            fields = {
                name: Node(cell.strip(), file, begins, name)
                for name, cell in zip(header, cells, strict=False)
                if name and cell.strip()
            }
            records.append(Node(fields, file, begins, ""))
    except csv.Error as error:
        faults.add(Fault(file, reader.line_num, "", f"is not valid CSV: {error}."))
    return records

"""Is a data file fit to train on? Every line by itself, the file as a whole, and against the file it will be judged by.

Two grades: an `error` would spoil a training or its figures; a `warning` is worth a look. Memory grows with the number of rows,
not with their length. Knows the shapes of `understanding` and `chat`, no model.
"""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from willcall.training.datasets import chat
from willcall.training.datasets.lines import BadLine, Line, lines, parse, raw_lines
from willcall.training.datasets.understanding import OUT_OF_SCOPE, Row, row_of

FEW_WORDS = 3  # so short a message ("yes please") is said everywhere; the same one in two files tells nothing
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where. `line` is 0 where it is the file as a whole."""

    grade: Literal["error", "warning"]
    file: str
    line: int
    kind: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.reason}"


@dataclass(slots=True)
class Report:
    """What a check found. `problems` holds the first hundred of each kind; `counts` counts them all."""

    file: str
    kind: str = "understanding"
    rows: int = 0
    intents: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    slots: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    errors: int = 0

    def add(self, problem: Problem) -> None:
        self.counts[problem.kind] += 1
        self.errors += problem.grade == "error"
        if self.counts[problem.kind] <= SHOWN:
            self.problems.append(problem)

    def as_dict(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "kind": self.kind,
            "rows": self.rows,
            "ok": self.errors == 0,
            "errors": self.errors,
            "counts": dict(self.counts),
            "intents": dict(self.intents.most_common()),
            "slots": dict(self.slots.most_common()),
            "problems": [asdict(problem) for problem in self.problems],
        }


def check(file: Path, *, against: Path | None = None) -> Report:
    """Everything that is wrong with a file of understanding or chat data.

    Args:
        file: JSON lines; chat data if its first object has `messages`.
        against: The file that what is trained on `file` will be judged by; no row may stand in both.

    Raises:
        BadFile: If there is no such file.
    """
    report = Report(str(file))
    seen: dict[bytes, tuple[int, bytes]] = {}
    for line in _parsed(file, report):
        if report.rows == 0 and "messages" in line.fields:
            report.kind = "chat"
        report.rows += 1
        try:
            said, labels = _chat(line, file) if report.kind == "chat" else _understanding(line, file, report)
        except BadLine as bad:
            report.add(Problem("error", bad.file, bad.line, "malformed", bad.reason))
            continue
        _twice(report, seen, line.number, said, labels)
    if report.rows == 0:
        report.add(Problem("error", str(file), 0, "empty", "no rows"))
    for intent, count in report.intents.items():
        if count == 1 and intent != OUT_OF_SCOPE:
            reason = f"intent {intent!r} has this one example; two are needed, eight or more are better"
            report.add(Problem("error", str(file), report.first[intent], "one_example", reason))
    if against is not None:
        _leakage(report, against, seen)
    return report


def key_of(row: Row) -> bytes:
    """What makes two rows the same message: its words, and the words before it."""
    return _digest(normal(row.text), *(normal(text) for _, text in row.history))


def labels_of(row: Row) -> bytes:
    return _digest(row.intent or "", *(f"{slot.name}:{slot.start}:{slot.end}" for slot in row.slots))


def normal(text: str) -> str:
    """A text without case, accents of typing, punctuation and spacing."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _parsed(file: Path, report: Report) -> Iterator[Line]:
    """The lines that are JSON; those that are not are reported. The strict reader stops at them, a check goes on."""
    for number, raw in raw_lines(file):
        try:
            yield Line(number, parse(raw, file, number))
        except BadLine as bad:
            report.add(Problem("error", bad.file, bad.line, "malformed", bad.reason))


def _understanding(line: Line, file: Path | str, report: Report) -> tuple[tuple[bytes, int], bytes]:
    row = row_of(line, file)
    report.intents[row.intent or ""] += 1
    report.first.setdefault(row.intent or "", line.number)
    report.slots.update(slot.name for slot in row.slots)
    return (key_of(row), len(row.text.split())), labels_of(row)


def _chat(line: Line, file: Path | str) -> tuple[tuple[bytes, int], bytes]:
    chat.check(line, file)
    messages = line.fields["messages"]
    said = [normal(str(m.get("content") or "")) for m in messages if m["role"] == "user"]
    return (_digest(*said), sum(len(text.split()) for text in said)), _digest(json.dumps(messages, sort_keys=True))


def _twice(
    report: Report, seen: dict[bytes, tuple[int, bytes]], number: int, said: tuple[bytes, int], labels: bytes
) -> None:
    key, _ = said
    before = seen.get(key)
    if before is None:
        seen[key] = (number, labels)
        return
    if before[1] == labels:
        report.add(Problem("warning", report.file, number, "duplicate", f"the same row as line {before[0]}"))
    elif report.kind == "understanding":
        reason = f"the same words as line {before[0]}, labelled otherwise"
        report.add(Problem("error", report.file, number, "conflict", reason))


def _leakage(report: Report, against: Path, seen: dict[bytes, tuple[int, bytes]]) -> None:
    scratch = Report(str(against), report.kind)
    for line in lines(against):
        said, _ = _chat(line, against) if report.kind == "chat" else _understanding(line, against, scratch)
        found = seen.get(said[0])
        if found is not None:
            short = said[1] <= FEW_WORDS
            reason = f"the same message is line {found[0]} of {report.file}" + (
                " (short: common words)" if short else ""
            )
            report.add(Problem("warning" if short else "error", str(against), line.number, "leakage", reason))
    for intent in sorted(set(scratch.intents) - set(report.intents) - {OUT_OF_SCOPE}):
        reason = f"intent {intent!r} is not in {report.file}: it can never be right"
        report.add(Problem("warning", str(against), 0, "unknown_intent", reason))


def _digest(*parts: str) -> bytes:
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=12).digest()

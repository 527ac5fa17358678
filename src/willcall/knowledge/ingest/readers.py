"""Any file we read, as a document: finds its kind, bounds its size, decodes it, and hands it to that kind's reader.

A file is read whole or refused whole, with the place of the fault. Knows neither where documents are kept nor how they are cut.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from willcall.knowledge.documents import Document, UnreadableDocument, parse
from willcall.knowledge.ingest import screening
from willcall.knowledge.ingest.limits import Limits
from willcall.knowledge.ingest.sources import KINDS, files_in
from willcall.knowledge.ports import Ocr

LONGEST = {"category": 80, "venue": 200, "event_id": 64, "language": 16}
"""Letters of what a document may say of itself."""
NOTES = 20
"""Remarks kept of one document."""
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})""", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_path(path: Path) -> Iterator[Document]:
    """Every document in a file, or in a folder and the folders in it, in order of name, whatever its format.

    Raises:
        UnreadableDocument: If a file is missing, too large, broken or of another kind.
    """
    for file in files_in(path):
        yield read_file(file)


def read_file(path: Path, *, limits: Limits | None = None, ocr: Ocr | None = None) -> Document:
    """Reads one file.

    Raises:
        UnreadableDocument: If it is too large, broken, or of another kind; nothing of it is used.
    """
    limits = limits or Limits()
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise UnreadableDocument(f"{path.name!r} is of no kind that is read.", field="path")
    try:
        size = path.stat().st_size
        if size > limits.size:
            raise UnreadableDocument(
                f"{path.name!r} has {size:,} bytes; at most {limits.size:,} are read. Split it.", field="path"
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"{path.name!r} cannot be read: {error.strerror}.", field="path") from error
    return read_bytes(path.stem, data, kind=kind, shown=path.name, limits=limits, ocr=ocr)


def read_bytes(
    name: str, data: bytes, *, kind: str, shown: str = "", limits: Limits | None = None, ocr: Ocr | None = None
) -> Document:
    """Reads one document.

    Args:
        name: What it is filed under.
        data: The file's bytes.
        kind: `markdown`, `text`, `html`, `json`, `csv` or `pdf`.
        shown: What it is called in messages; else its name.
        limits: How much is read at most.
        ocr: Reads scanned pages; without it a PDF of pictures is refused.
    """
    limits = limits or Limits()
    shown = shown or name
    if len(data) > limits.size:
        raise UnreadableDocument(f"{shown!r} has more than {limits.size:,} bytes.", field="path")
    if kind == "pdf":
        from willcall.knowledge.ingest.from_pdf import read_pdf  # noqa: PLC0415 - loaded by who has one

        document = read_pdf(name, data, shown=shown, limits=limits, ocr=ocr)
    else:
        document = _textual(name, decoded(data, shown, html=kind == "html"), kind, shown)
    if len(document.text) > limits.characters:
        raise UnreadableDocument(f"{shown!r} holds more than {limits.characters:,} characters.", field="path")
    for field, longest in LONGEST.items():
        value = getattr(document, field)
        if value is not None and len(value) > longest:
            raise UnreadableDocument(
                f"{shown!r}: its {field} {value[:40]!r}… is longer than {longest} letters.", field="path"
            )
    notes = [*document.notes, *screening.commands(document.text)]
    return replace(document, notes=tuple(note[:300] for note in notes[:NOTES]))


def _textual(name: str, text: str, kind: str, shown: str) -> Document:
    text, notes = screening.seen(text)
    if kind == "html":
        from willcall.knowledge.ingest.from_html import read_html  # noqa: PLC0415

        document = read_html(name, text, shown=shown)
    elif kind == "csv":
        from willcall.knowledge.ingest.from_csv import read_csv  # noqa: PLC0415

        document = read_csv(name, text, shown=shown)
    elif kind == "json":
        from willcall.knowledge.ingest.from_json import read_json  # noqa: PLC0415

        document = read_json(name, text, shown=shown)
    else:
        text, hidden = screening.without_markup(text)
        notes += hidden
        document = parse(name, _titled(text) if kind == "text" else text)
    return replace(document, notes=(*notes, *document.notes)) if notes else document


def _titled(text: str) -> str:
    """A plain text with its first line marked as the title where it stands alone and ends in no full stop, and the headings of its parts."""
    first, _, rest = text.lstrip("\n").partition("\n")
    alone = rest.startswith("\n") and rest.strip() and len(first) <= 100
    titled = alone and first[:1].isalnum() and not first.rstrip().endswith((".", ":", ","))
    return f"# {first}\n{_with_headings(rest)}" if titled else _with_headings(text)


_HEADS = re.compile(r"[^\W\d_][^\n]{0,59}(?<![.:,;!\s–—-])\s*")
"""What a line must be to head a part of a plain text: short, and neither a sentence nor the beginning of a list."""
_MOST_WORDS = 7


def _with_headings(text: str) -> str:
    """A plain text with the lines marked that stand above a paragraph as its heading; every line stays where it is.

    A heading is no line of wrapped prose: the first word of what follows would have fitted beside it.
    """
    lines = text.split("\n")
    for at, line in enumerate(lines[:-1]):
        if (at > 0 and lines[at - 1].strip()) or not _HEADS.fullmatch(line) or len(line.split()) > _MOST_WORDS:
            continue
        below = itertools.takewhile(str.strip, lines[at + 1 :])
        first = next(below, "")
        if not first or not line[0].isupper() or not (first[0].isupper() or first[0].isdigit()):
            continue
        paragraph = [first, *below]
        widest = max(len(row) for row in paragraph)
        if len(line) + 1 + len(first.split()[0]) < widest and re.search(r"[.!?]\W*$", paragraph[-1]):
            lines[at] = f"## {line}"
    return "\n".join(lines)


def decoded(data: bytes, shown: str, *, html: bool = False) -> str:
    """Bytes as text: UTF-8, UTF-16 with its mark, or what an HTML page says of itself.

    Raises:
        UnreadableDocument: With the line and byte where it stops being that.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if html and encoding == "utf-8":
        said = _CHARSET.search(data[:4096])
        encoding = said[1].decode("ascii").lower() if said else encoding
    try:
        text = data.decode(encoding)
    except LookupError:
        raise UnreadableDocument(f"{shown!r} says it is {encoding!r}, which is no encoding.", field="path") from None
    except (UnicodeDecodeError, UnicodeError) as error:
        at = getattr(error, "start", 0)
        line = data.count(b"\n", 0, at) + 1
        raise UnreadableDocument(
            f"{shown!r} is not {encoding.upper().removesuffix('-SIG')} text: line {line}, byte {at}. Save it as UTF-8.",
            field="path",
        ) from error
    if "\x00" in text[:100_000]:
        raise UnreadableDocument(f"{shown!r} is no text: it holds null bytes.", field="path")
    return text.removeprefix("\ufeff").replace("\r\n", "\n")

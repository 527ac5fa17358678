"""One thing to read: a file, or bytes that came over a wire. Knows where it came from and how large it is; reads no format."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from willcall.knowledge.documents import UnreadableDocument
from willcall.knowledge.ingest.limits import Limits
from willcall.knowledge.ingest.sources import KINDS

READERS = 2
"""Grows when readers read the same bytes differently, so that what was added before is read again."""

LIGHT = frozenset({"markdown", "text", "csv", "json", "html"})


@dataclass(frozen=True, slots=True)
class Source:
    """Args:
    origin: Where it is: an absolute path, or an address.
    name: What its document is filed under.
    kind: `markdown`, `text`, `html`, `json`, `csv` or `pdf`.
    size: Bytes, as far as is known.
    root: The folder that is being added, where it lies in one.
    data: The bytes, where they are here already; else they are in the file.
    uri: Where a person can read it, if elsewhere than with us.
    fault: Why it cannot be had, where that is known already.
    """

    origin: str
    name: str
    kind: str
    size: int
    root: str | None = None
    data: bytes | None = None
    uri: str | None = None
    fault: str | None = None

    @classmethod
    def of_file(cls, path: Path, root: Path | None = None) -> "Source":
        """A file of a kind that is read."""
        where = path.absolute()
        try:
            size = where.stat().st_size
        except OSError:
            size = 0
        kind = KINDS[path.suffix.lower()]
        return cls(str(where), path.stem, kind, size, root=str(root.absolute()) if root else None)

    @property
    def shown(self) -> str:
        """What it is called in messages."""
        return self.origin if "://" in self.origin else Path(self.origin).name

    def load(self, limits: Limits) -> bytes:
        """Its bytes.

        Raises:
            UnreadableDocument: If there are too many, or they cannot be had.
        """
        if self.fault is not None:
            raise UnreadableDocument(self.fault, field="path")
        if self.size > limits.size or (self.data is not None and len(self.data) > limits.size):
            raise UnreadableDocument(
                f"{self.shown!r} has {max(self.size, len(self.data or b'')):,} bytes; at most {limits.size:,} are read. Split it.",
                field="path",
            )
        if self.data is not None:
            return self.data
        try:
            with Path(self.origin).open("rb") as file:
                data = file.read(limits.size + 1)
        except OSError as error:
            raise UnreadableDocument(f"{self.shown!r} cannot be read: {error.strerror}.", field="path") from error
        if len(data) > limits.size:
            raise UnreadableDocument(f"{self.shown!r} has more than {limits.size:,} bytes.", field="path")
        return data


def digest(data: bytes) -> str:
    """A hash of bytes as our readers read them."""
    return hashlib.sha256(b"%d\n" % READERS + data).hexdigest()

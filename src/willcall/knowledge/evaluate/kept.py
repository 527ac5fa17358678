"""Vectors of lines kept from one measurement to the next, in a file for each encoder.

The file only grows, by whole records: the digest of a line, then its vector in 16-bit floats. What a killed run left half written at the
end is cut off by the next one that writes; two that write at once take turns. Questions are not kept: encoding them is what is timed.
"""

import fcntl
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from willcall.knowledge.meaning import encoder_name
from willcall.knowledge.ports import SentenceEncoder
from willcall.knowledge.prepared import line_digest

BATCH = 256
"""Lines that are encoded before they are written."""


class KeptLines:
    """Fulfils `knowledge.ports.SentenceEncoder` for lines; `flush` it when done.

    Args:
        encoder: Makes what is not kept.
        folder: Where the files are.
    """

    def __init__(self, encoder: SentenceEncoder, folder: Path) -> None:
        self.made = 0
        """How many lines were not kept yet."""
        self._encoder = encoder
        width = len(encoder.encode("width"))
        self._record = np.dtype([("line", "S64"), ("vector", np.float16, (width,))])
        self._path = folder / f"{encoder_name(encoder)}-{width}.vectors"
        self._there = self._read()
        self._places = {line.decode(): place for place, line in enumerate(self._there["line"].tolist())}
        self._new: dict[str, Any] = {}
        self._unwritten: list[str] = []

    def knows(self, word: str) -> bool:
        """As the encoder itself."""
        return self._encoder.knows(word)

    def encode(self, text: str) -> npt.NDArray[np.float32]:
        """A line's vector, kept or made."""
        digest = line_digest(text)
        place = self._places.get(digest)
        if place is not None:
            return np.asarray(self._there["vector"][place], dtype=np.float32)
        if digest not in self._new:
            self._new[digest] = np.asarray(self._encoder.encode(text), dtype=np.float16)
            self._unwritten.append(digest)
            self.made += 1
            if len(self._unwritten) >= BATCH:
                self.flush()
        return np.asarray(self._new[digest], dtype=np.float32)

    def flush(self) -> None:
        """Writes what was made."""
        if not self._unwritten:
            return
        rows = np.zeros(len(self._unwritten), dtype=self._record)
        rows["line"] = [digest.encode() for digest in self._unwritten]
        rows["vector"] = [self._new[digest] for digest in self._unwritten]
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            whole = file.seek(0, 2) // self._record.itemsize * self._record.itemsize
            file.truncate(whole)
            file.write(rows.tobytes())
        self._unwritten.clear()

    def _read(self) -> npt.NDArray[Any]:
        data = self._path.read_bytes() if self._path.is_file() else b""
        whole = len(data) // self._record.itemsize
        return np.frombuffer(data, dtype=self._record, count=whole)

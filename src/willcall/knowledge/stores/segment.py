"""A segment: some chunks, indexed for good. Words as sparse postings, vectors as bytes with the exact ones beside them to re-score.

All of it is flat arrays, in memory or mapped from files, so that a million chunks cost the pages that questions touch. Words are known
by a 64-bit hash. Chunks may die, never change. Knows neither documents' store nor rankings beyond its own two.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from willcall.knowledge.chunking import Chunk
from willcall.knowledge.ports import EVERYTHING, Filters
from willcall.knowledge.words import surface, terms

Array = npt.NDArray[Any]
LABELS = ("category", "venue", "event_id", "language")
OPEN = (0, 2**31 - 1)
_BLOCK = 64
_STEP = 4_096
_WITHIN = np.arange(_BLOCK)


@lru_cache(maxsize=1 << 18)
def key(word: str) -> int:
    """What a word is known by."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def spoken(word: str) -> str:
    """How a word of a heading or an asked question is kept as it is said, everyday words too; apart from the words of the text."""
    return f"~{word}"


@dataclass(frozen=True, slots=True)
class Segment:
    """Args:
    numbers: [n] of the chunks, ascending.
    arrays: Everything else by name; see `build`.
    labels: For each of `LABELS` the values that its codes stand for.
    spelled: Words as they are written.
    """

    numbers: Array
    arrays: Mapping[str, Array]
    labels: Mapping[str, Sequence[str]]
    spelled: Sequence[str]
    folder: Path | None = None

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def has_vectors(self) -> bool:
        """Whether the chunks' vectors are here."""
        return "near8" in self.arrays

    def places(self, numbers: Iterable[int]) -> Array:
        """Where those of the numbers stand that are here."""
        wanted = np.fromiter(numbers, dtype=np.int64)
        at = np.searchsorted(self.numbers, wanted)
        at[at == len(self.numbers)] = 0
        return at[self.numbers[at] == wanted] if len(self.numbers) else at[:0]

    # -- words --------------------------------------------------------------------------------------------------------

    def postings(self, word: str) -> tuple[Array, Array]:
        """(places, counts) of the chunks that have a word."""
        all_terms = self.arrays["terms"]
        wanted = np.uint64(key(word))
        at = int(all_terms.searchsorted(wanted))
        if at == len(all_terms) or all_terms[at] != wanted:
            return self.arrays["docs"][:0], self.arrays["counts"][:0]
        start, end = self.arrays["starts"][at : at + 2]
        return self.arrays["docs"][start:end], self.arrays["counts"][start:end]

    def impacts(self, word: str, norm: Array) -> tuple[Array, Array]:
        """(places, what the word counts there by BM25, but for its idf).

        Args:
            word: A stem.
            norm: [n], k1 × (1 − b + b × length ⁄ mean length).
        """
        docs, counts = self.postings(word)
        return docs, counts / (counts + norm[docs])

    # -- meaning ------------------------------------------------------------------------------------------------------

    def near(self, vector: Array, allowed: Array | None, limit: int) -> tuple[Array, Array]:
        """(places, cosines) of the nearest chunks, nearest first: a scan of bytes, then the exact cosines of the best.

        Args:
            vector: [d] of length 1.
            allowed: [n] of which chunks may be found, or None for all.
            limit: How many chunks at most.
        """
        import simsimd  # noqa: PLC0415

        bytes_, owner = self.arrays["near8"], self.arrays["owner"]
        if not len(bytes_):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        loudest = float(np.abs(vector).max()) or 1.0
        asked = (vector * (127 / loudest)).round().astype(np.int8)
        rough = np.asarray(simsimd.cdist(asked[None], bytes_, metric="dot"), dtype=np.float32)[0]
        rough *= self.arrays["scale8"]
        if allowed is not None:
            rough[~allowed[owner]] = -np.inf
        wanted = 2 * limit + _BLOCK // 2
        while True:
            rows = top(rough, wanted)
            if allowed is not None:
                rows = rows[np.isfinite(rough[rows])]
            places, cosines = self._exact(vector, rows)
            order = (-cosines).argsort(kind="stable")[:limit]
            if len(places) >= limit or wanted >= len(rough):
                return places[order], cosines[order]
            wanted *= 4

    def nearness(self, vector: Array, places: Array) -> Array:
        """The exact cosine of each of some chunks."""
        first = self.arrays["first"]
        found = np.zeros(len(places), dtype=np.float32)
        for at, place in enumerate(places):
            rows = self.arrays["near16"][first[place] : first[place + 1]].astype(np.float32)
            found[at] = float(np.einsum("ij,j->i", rows, vector).max()) if len(rows) else 0.0
        return found

    def _exact(self, vector: Array, rows: Array) -> tuple[Array, Array]:
        # A search finds its caches cold: every library call left out here is worth more than the arithmetic it does.
        rows.sort()
        cosines = np.einsum("ij,j->i", self.arrays["near16"][rows].astype(np.float32), vector)
        places = self.arrays["owner"][rows]
        changes = places[1:] != places[:-1]
        if changes.all():
            return places, cosines
        starts = np.concatenate([[0], changes.nonzero()[0] + 1])
        return places[starts], np.maximum.reduceat(cosines, starts)

    # -- filters ------------------------------------------------------------------------------------------------------

    def allowed(self, filters: Filters) -> Array | None:
        """[n] of which chunks a filter lets through; None for all."""
        if filters == EVERYTHING:
            return None
        masks = []
        for name in LABELS:
            value = getattr(filters, name)
            if value is None:
                continue
            codes = self.arrays[name]
            fits = [at for at, label in enumerate(self.labels[name], 1) if label.casefold() == value.casefold()]
            mask = np.isin(codes, fits)
            masks.append(mask if name == "category" else mask | (codes == 0))
        if filters.on is not None:
            day = filters.on.toordinal()
            masks.append((self.arrays["valid_from"] <= day) & (day <= self.arrays["valid_until"]))
        return np.logical_and.reduce(masks) if masks else None

    # -- files --------------------------------------------------------------------------------------------------------

    def save(self, folder: Path) -> None:
        """Writes it into a new folder."""
        folder.mkdir(parents=True)
        np.save(folder / "numbers.npy", self.numbers)
        for name, array in self.arrays.items():
            np.save(folder / f"{name}.npy", array)
        (folder / "words.json").write_text(
            json.dumps({"labels": {name: list(values) for name, values in self.labels.items()}}), "utf-8"
        )
        (folder / "spelled.txt").write_text("\n".join(self.spelled), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Segment":
        """Maps one from its folder; pages are read as questions touch them."""
        # plain views of the maps: a memmap costs microseconds more at every slice
        arrays = {path.stem: np.asarray(np.load(path, mmap_mode="r")) for path in folder.glob("*.npy")}
        count = len(arrays["numbers"])
        if any(len(arrays[name]) != count for name in (*LABELS, "lengths", "valid_from", "valid_until")):
            raise ValueError(f"the arrays in {folder} are of different lengths")
        if len(arrays["starts"]) != len(arrays["terms"]) + 1 or len(arrays["docs"]) != len(arrays["counts"]):
            raise ValueError(f"the postings in {folder} do not fit together")
        if "near8" in arrays and not (
            len(arrays["near8"]) == len(arrays["near16"]) == len(arrays["owner"]) == len(arrays["scale8"])
            and len(arrays["first"]) == count + 1
        ):
            raise ValueError(f"the vectors in {folder} do not fit together")
        labels = json.loads((folder / "words.json").read_text("utf-8"))["labels"]
        spelled = (folder / "spelled.txt").read_text("utf-8").split("\n")
        return cls(arrays.pop("numbers"), arrays, labels, spelled, folder)


def top(values: Array, count: int) -> Array:
    """The places of the `count` greatest values, in no order. The greatest of blocks first: those hold all of them."""
    if len(values) <= 4 * count or len(values) < 64 * _BLOCK:
        return values.argpartition(-count)[-count:] if count < len(values) else np.arange(len(values))
    whole = len(values) // _BLOCK * _BLOCK
    peaks = values[:whole].reshape(-1, _BLOCK).max(axis=1)
    blocks = peaks.argpartition(-count)[-count:] if count < len(peaks) else np.arange(len(peaks))
    rows = (blocks[:, None] * _BLOCK + _WITHIN).ravel()
    if whole < len(values):
        rows = np.concatenate([rows, np.arange(whole, len(values))])
    return rows[values[rows].argpartition(-count)[-count:]] if count < len(rows) else rows


class Builder:
    """Collects chunks, and makes a segment of them. Holds arrays, not texts."""

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._keys: list[Array] = []
        self._docs: list[Array] = []
        self._counts: list[Array] = []
        self._lengths: list[int] = []
        self._codes: dict[str, list[int]] = {name: [] for name in LABELS}
        self._labels: dict[str, dict[str, int]] = {name: {} for name in LABELS}
        self._days: list[tuple[int, int]] = []
        self._spelled: set[str] = set()

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, number: int, chunk: Chunk) -> None:
        """Takes the next chunk; numbers come in order."""
        counts = Counter(terms(chunk.text))
        counts.update(terms(chunk.before) if chunk.before else ())
        for word in terms(chunk.heading):
            counts[word] += 2
        counts.update(terms(f"{chunk.title} {' '.join(chunk.tags)}"))
        counts.update({word for question in chunk.asked for word in terms(question)})
        self._lengths.append(max(1, sum(counts.values())))
        said = {spoken(word) for line in (chunk.heading, chunk.title, *chunk.asked) for word in surface(line)}
        keys = [key(word) for word in counts] + [key(word) for word in said]
        self._keys.append(np.array(keys, dtype=np.uint64))
        self._counts.append(np.array([min(n, 65_535) for n in counts.values()] + [1] * len(said), dtype=np.uint16))
        self._docs.append(np.full(len(keys), len(self._numbers), dtype=np.int32))
        self._numbers.append(number)
        for name in LABELS:
            value = getattr(chunk, name)
            known = self._labels[name]
            self._codes[name].append(0 if value is None else known.setdefault(value, len(known) + 1))
        self._days.append(
            (
                chunk.valid_from.toordinal() if chunk.valid_from else OPEN[0],
                chunk.valid_until.toordinal() if chunk.valid_until else OPEN[1],
            )
        )
        whole = f"{chunk.title} {chunk.heading} {chunk.text} {' '.join(chunk.tags)} {' '.join(chunk.asked)}"
        self._spelled.update(word for word in surface(whole) if len(word) > 3)

    def make(self, vectors: "Sequence[Array] | None") -> Segment:
        """The segment.

        Args:
            vectors: For each chunk its [lines, d] 16-bit vectors, or None while they are not there.
        """
        keys, docs, counts = (np.concatenate(part) for part in (self._keys, self._docs, self._counts))
        order = np.lexsort((docs, keys))
        all_terms, starts = np.unique(keys[order], return_index=True)
        days = np.array(self._days, dtype=np.int32).reshape(-1, 2)
        arrays = {
            "terms": all_terms,
            "starts": np.append(starts, len(keys)).astype(np.int64),
            "docs": docs[order],
            "counts": counts[order],
            "lengths": np.array(self._lengths, dtype=np.float32),
            "valid_from": days[:, 0],
            "valid_until": days[:, 1],
            **{name: np.array(codes, dtype=np.int32) for name, codes in self._codes.items()},
        }
        if vectors is not None:
            arrays |= dense(vectors)
        return Segment(
            np.array(self._numbers, dtype=np.int64),
            arrays,
            {name: tuple(known) for name, known in self._labels.items()},
            sorted(self._spelled),
        )


def dense(vectors: Sequence[Array]) -> dict[str, Array]:
    """The arrays of meaning: exact 16-bit rows, the same as bytes with a scale each, and whose they are."""
    lines = [len(each) for each in vectors]
    rows = np.concatenate(vectors) if vectors else np.empty((0, 1), dtype=np.float16)
    near8 = np.empty(rows.shape, dtype=np.int8)
    scale = np.empty(len(rows), dtype=np.float32)
    for start in range(0, len(rows), _STEP):
        part = rows[start : start + _STEP].astype(np.float32)
        loudest = np.maximum(np.abs(part).max(axis=1), 1e-9)
        near8[start : start + _STEP] = np.round(part * (127 / loudest)[:, None])
        scale[start : start + _STEP] = loudest
    return {
        "near8": near8,
        "scale8": scale,
        "near16": rows.astype(np.float16, copy=False),
        "owner": np.repeat(np.arange(len(lines), dtype=np.int32), lines),
        "first": np.concatenate([[0], np.cumsum(lines)]).astype(np.int64),
    }

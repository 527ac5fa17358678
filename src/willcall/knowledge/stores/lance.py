"""Vectors in LanceDB, in a folder or on object storage; exact, as no index is made over them.

Every read sees what other processes wrote. Each change leaves a version behind; `apply` tidies those now and then. Needs the extra `lancedb`.
Knows no documents.
"""

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from willcall.kit.errors import Invalid, Unavailable
from willcall.knowledge.ports import EVERYTHING, Filters, Found, VectorRow
from willcall.knowledge.stores.following import allowed

TABLE, MARKS = "knowledge_near", "knowledge_near_held"
TIDIED_EVERY = 50
"""Changes between two times that old versions are cleared away."""
_LABELS = ("category", "venue", "event_id", "language")


class LanceVectors:
    """Fulfils `knowledge.ports.VectorStore`.

    Args:
        uri: A folder, or `s3://bucket/folder`, `gs://…`.
        options: Of the object storage, as LanceDB names them.
    """

    def __init__(self, uri: str, *, options: Mapping[str, str] | None = None) -> None:
        os.environ.setdefault("LANCEDB_LOG", "error")
        try:
            import lancedb  # noqa: PLC0415 - a second, and only who wants it has it
            import pyarrow as pa  # noqa: PLC0415 - as above
        except ModuleNotFoundError as missing:
            raise Invalid(
                "LanceDB needs its own library, which is not installed: pip install -e '.[lancedb]' (docs/how-to/vector-stores.md).",
                field="knowledge.vector_store",
            ) from missing
        self._arrow: Any = pa
        with _told():
            self._database: Any = lancedb.connect(
                uri, read_consistency_interval=timedelta(0), storage_options=dict(options or {}) or None
            )
        self._tables: dict[str, Any] = {}
        self._lock = threading.Lock()
        self._changes = 0

    def held(self) -> str:
        with _told():
            table = self._table(MARKS)
            rows = table.to_arrow().to_pylist() if table is not None else []
        return rows[0]["held"] if rows else ""

    def apply(
        self, added: Iterator[Sequence[VectorRow]], *, removed: Sequence[int], held: str, anew: bool = False
    ) -> None:
        with self._lock, _told():
            if anew:
                self._put(MARKS, [{"held": ""}])  # half made, it is nobody's
                self._database.drop_table(TABLE, ignore_missing=True)
                self._tables.pop(TABLE, None)
            elif removed and (table := self._table(TABLE)) is not None:
                table.delete(f"number IN ({', '.join(str(int(number)) for number in removed)})")
            for rows in added:
                data = self._data(rows)
                table = self._table(TABLE)
                if table is None:
                    self._tables[TABLE] = self._database.create_table(TABLE, data)
                else:
                    table.merge_insert("id").when_matched_update_all().when_not_matched_insert_all().execute(data)
            self._put(MARKS, [{"held": held}])
            self._changes += 1
            if self._changes % TIDIED_EVERY == 0 and (table := self._table(TABLE)) is not None:
                table.optimize(cleanup_older_than=timedelta(hours=1))

    def nearest(self, vector: npt.NDArray[np.float32], *, limit: int, filters: Filters = EVERYTHING) -> list[Found]:
        with _told():
            table = self._table(TABLE)
            if table is None:
                return []
            where, wanted = _condition(filters), 4 * limit
            while True:
                query = table.search(vector, vector_column_name="vector").distance_type("cosine").bypass_vector_index()
                if where:
                    query = query.where(where, prefilter=True)
                rows = query.select(["number", "_distance"]).limit(wanted).to_arrow().to_pylist()
                best: dict[int, float] = {}
                for row in rows:
                    best.setdefault(row["number"], 1.0 - row["_distance"])
                if len(best) >= limit or len(rows) < wanted:
                    break
                wanted *= 4
        found = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
        return [Found(number, score) for number, score in found[:limit]]

    def _table(self, name: str) -> Any:
        table = self._tables.get(name)
        if table is None and name in self._database.list_tables().tables:
            table = self._tables[name] = self._database.open_table(name)
        return table

    def _put(self, name: str, rows: list[dict[str, Any]]) -> None:
        self._tables[name] = self._database.create_table(name, rows, mode="overwrite")

    def _data(self, rows: Sequence[VectorRow]) -> Any:
        vectors = np.stack([row.vector for row in rows]).astype(np.float32)
        arrow = self._arrow
        columns: dict[str, Any] = {name: [getattr(row, name) for row in rows] for name in ("id", *_LABELS)}
        columns |= {
            name: arrow.array([getattr(row, name) for row in rows], arrow.int64())
            for name in ("number", "valid_from", "valid_until")
        }
        columns["vector"] = arrow.FixedSizeListArray.from_arrays(arrow.array(vectors.ravel()), vectors.shape[1])
        return arrow.table(columns)


def _condition(filters: Filters) -> str:
    parts = [
        f"{name} IN ({', '.join(_quoted(value) for value in values)})" for name, values in allowed(filters).items()
    ]
    if filters.on is not None:
        parts.append(f"valid_from <= {filters.on.toordinal():d} AND valid_until >= {filters.on.toordinal():d}")
    return " AND ".join(parts)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class _told:  # noqa: N801 - reads as a phrase
    """What LanceDB raises, as one error of ours."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError | RuntimeError | ValueError):
            raise Unavailable(f"The vectors in LanceDB cannot be asked: {str(error)[:200]}") from error

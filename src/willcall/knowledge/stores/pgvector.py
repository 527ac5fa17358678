"""Vectors in PostgreSQL with the extension pgvector: exact, in its transactions, beside whatever else is there.

The table is made on first use (`CREATE EXTENSION` may need a superuser once). The scan is exact: at some ten thousand rows that is a few
milliseconds; make an HNSW index by hand beyond that. Knows SQL and nothing of documents. pgvector 0.5 and later.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt
import psycopg
from psycopg import sql

from willcall.kit.errors import Unavailable
from willcall.knowledge.ports import EVERYTHING, Filters, Found, VectorRow
from willcall.knowledge.stores.following import allowed

COLUMNS = ("id", "number", "vector", "category", "venue", "event_id", "language", "valid_from", "valid_until")
_MAKE = """
CREATE EXTENSION IF NOT EXISTS vector;
CREATE TABLE IF NOT EXISTS {table} (
    id text PRIMARY KEY, number bigint NOT NULL, vector vector NOT NULL, category text NOT NULL, venue text NOT NULL,
    event_id text NOT NULL, language text NOT NULL, valid_from integer NOT NULL, valid_until integer NOT NULL
);
CREATE INDEX IF NOT EXISTS {by_number} ON {table} (number);
CREATE TABLE IF NOT EXISTS {marks} (one integer PRIMARY KEY CHECK (one = 1), held text NOT NULL);
"""


class PgVectors:
    """Fulfils `knowledge.ports.VectorStore`. `close` it when done.

    Args:
        url: `postgresql://…`.
        table: The table's name.
    """

    def __init__(self, url: str, *, table: str = "knowledge_near") -> None:
        self._url = url
        self._names = {
            "table": sql.Identifier(table),
            "marks": sql.Identifier(f"{table}_held"),
            "by_number": sql.Identifier(f"{table}_by_number"),
        }
        self._lock = threading.Lock()
        self._connection: psycopg.Connection[Any] | None = None

    def held(self) -> str:
        with self._asking() as connection:
            row = connection.execute(self._sql("SELECT held FROM {marks}")).fetchone()
            return row[0] if row else ""

    def apply(
        self, added: Iterator[Sequence[VectorRow]], *, removed: Sequence[int], held: str, anew: bool = False
    ) -> None:
        with self._asking() as connection:
            if anew:
                connection.execute(self._sql("DELETE FROM {table}"))
            elif removed:
                connection.execute(self._sql("DELETE FROM {table} WHERE number = ANY(%s)"), [list(removed)])
            values = sql.SQL(", ").join([sql.Placeholder()] * len(COLUMNS))
            columns = sql.SQL(", ").join(map(sql.Identifier, COLUMNS))
            put = sql.SQL("INSERT INTO {table} ({columns}) VALUES ({values}) ON CONFLICT (id) DO NOTHING").format(
                table=self._names["table"], columns=columns, values=values
            )
            for rows in added:
                with connection.cursor() as cursor:
                    cursor.executemany(put, [_values(row) for row in rows])
            mark = "INSERT INTO {marks} VALUES (1, %s) ON CONFLICT (one) DO UPDATE SET held = excluded.held"
            connection.execute(self._sql(mark), [held])

    def nearest(self, vector: npt.NDArray[np.float32], *, limit: int, filters: Filters = EVERYTHING) -> list[Found]:
        conditions: list[sql.Composable] = [
            sql.SQL("{} = ANY(%s)").format(sql.Identifier(name)) for name in allowed(filters)
        ]
        values: list[Any] = [list(values) for values in allowed(filters).values()]
        if filters.on is not None:
            conditions.append(sql.SQL("valid_from <= %s AND valid_until >= %s"))
            values += [filters.on.toordinal()] * 2
        where = sql.SQL("WHERE ") + sql.SQL(" AND ").join(conditions) if conditions else sql.SQL("")
        asked = sql.SQL(
            "SELECT number, 1 - min(vector <=> %s::vector) AS cosine FROM {table} {where} GROUP BY number ORDER BY cosine DESC, number LIMIT %s"
        ).format(table=self._names["table"], where=where)
        with self._asking() as connection:
            rows = connection.execute(asked, [_written(vector), *values, limit]).fetchall()
        return [Found(number, float(cosine)) for number, cosine in rows]

    def close(self) -> None:
        """Lets go of the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _sql(self, text: str) -> sql.Composed:
        return sql.SQL(text).format(**{name: each for name, each in self._names.items() if f"{{{name}}}" in text})

    @contextmanager
    def _asking(self) -> "Iterator[psycopg.Connection[Any]]":
        """The connection, one user at a time, in a transaction; one that broke is opened anew the next time."""
        with self._lock:
            try:
                if self._connection is None or self._connection.closed:
                    self._connection = psycopg.connect(self._url, connect_timeout=5)
                    self._connection.execute(self._sql(_MAKE))
                    self._connection.commit()
                with self._connection.transaction():
                    yield self._connection
            except psycopg.Error as error:
                if self._connection is not None:
                    self._connection.close()
                    self._connection = None
                raise _unavailable(error) from error


def _unavailable(error: psycopg.Error) -> Unavailable:
    return Unavailable(
        f"The vectors in PostgreSQL cannot be asked: {str(error).splitlines()[0][:200] if str(error) else type(error).__name__}"
    )


def _written(vector: npt.NDArray[np.float32]) -> str:
    return "[" + ",".join(map(repr, vector.astype(float).tolist())) + "]"


def _values(row: VectorRow) -> tuple[Any, ...]:
    return (
        row.id, row.number, _written(row.vector), row.category, row.venue, row.event_id, row.language, row.valid_from, row.valid_until
    )  # fmt: skip

"""Many rows in one statement.

A driver's `executemany` costs PostgreSQL a message for every row. There the rows travel as one JSON text instead, and the server
takes it apart (`json_populate_recordset`, PostgreSQL manual, 9.16); SQLite runs in this process and needs none of that.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Insert, Table, TextClause, insert, text


def add_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows that all name the same columns.

    Args:
        connection: Where to.
        table: Whose rows they are.
        rows: Column to value, plain JSON.
    """
    if not rows:
        return
    if connection.dialect.name == "postgresql" and len(rows) > 1:
        connection.execute(_as_json(table, tuple(rows[0])), {"rows": json.dumps(rows)})
    else:
        connection.execute(_plain(table), [dict(row) for row in rows])


@lru_cache
def _plain(table: Table) -> Insert:
    return insert(table)


@lru_cache
def _as_json(table: Table, columns: tuple[str, ...]) -> TextClause:
    names = ", ".join(f'"{table.c[column].name}"' for column in columns)
    return text(
        f'INSERT INTO "{table.name}" ({names}) SELECT {names}'  # noqa: S608 - the names of our own tables and columns
        f' FROM json_populate_recordset(CAST(NULL AS "{table.name}"), CAST(:rows AS json))'
    )

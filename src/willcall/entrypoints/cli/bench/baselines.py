"""What holds are measured against: the same rows, written by as little as will do. See `holds` for how."""

import json
import secrets
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

from willcall.kit.database import Database

EVENT = "evt_bench"


def same_tables(database: Database, path: Path) -> None:
    """Gives the bare database the tables of ours, with the same keys and indices."""
    with database.read() as connection:
        tables = (
            connection.exec_driver_sql(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN"
                " ('holds', 'seat_claims', 'outbox', 'idempotency')"
            )
            .scalars()
            .all()
        )
    with sqlite3.connect(path) as bare:
        bare.execute("PRAGMA journal_mode=WAL")
        for statement in tables:
            bare.execute(statement)
    bare.close()


class Bare:
    """What any program must at least do: write the same rows, one transaction a hold, and wait for the disk."""

    def __init__(self, path: str, pairs: list[list[str]]) -> None:
        self._path = path
        self._own = threading.local()
        self._pairs = pairs

    def hold(self, client: int, turn: int) -> None:
        connection: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._path, timeout=60, isolation_level=None)
            connection.execute("PRAGMA synchronous=FULL")
            self._own.connection = connection
        seats = self._pairs.pop()
        now = time.time_ns() // 1_000_000
        hold, message = f"hld_{secrets.token_hex(13)}", f"msg_{secrets.token_hex(13)}"
        answer = {"hold_id": hold, "event_id": EVENT, "seat_ids": seats, "expires_at": "2026-01-01T00:00:00Z"}
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT INTO seat_claims (event_id, seat_id, hold_id, order_id, expires_at_ms, changed_ms)"
            " VALUES (?, ?, ?, NULL, ?, ?)",
            [(EVENT, seat, hold, now + 300_000, now) for seat in seats],
        )
        connection.execute(
            "INSERT INTO holds (hold_id, event_id, session, customer_id, seat_ids, status, expires_at_ms, extended,"
            " created_at_ms) VALUES (?, ?, ?, NULL, ?, 'live', ?, 0, ?)",
            (hold, EVENT, f"cnv_{client}_{turn}", json.dumps(seats), now + 300_000, now),
        )
        connection.execute(
            "INSERT INTO outbox (id, type, source, subject, time_ms, data) VALUES (?, ?, ?, ?, ?, ?)",
            (message, "dev.willcall.hold.created", "/boxoffice", hold, now, json.dumps({"seat_ids": seats})),
        )
        connection.execute(
            'INSERT INTO idempotency (scope, "key", fingerprint, answer, created_at_ms) VALUES (?, ?, ?, ?, ?)',
            (f"hold_tickets:cnv_{client}_{turn}", f"key-{client}-{turn}", "0" * 64, json.dumps(answer), now),
        )
        connection.execute("COMMIT")


class Locked:
    """A design that counts an event's seats under a lock on its row: whoever holds seats there waits for whoever was first."""

    def __init__(self, url: str, pairs: list[list[str]]) -> None:
        self._url = url
        self._own = threading.local()
        self._pairs = pairs

    def hold(self, client: int, turn: int) -> None:
        import psycopg

        connection: psycopg.Connection[Any] | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = psycopg.connect(self._url, prepare_threshold=1)
        seats = self._pairs.pop()
        now = time.time_ns() // 1_000_000
        hold, message = f"hld_{secrets.token_hex(13)}", f"msg_{secrets.token_hex(13)}"
        session, scope = f"cnv_{client}_{turn}", f"hold_tickets:cnv_{client}_{turn}"
        key, print_ = f"key-{client}-{turn}", "0" * 64
        answer = {"hold_id": hold, "event_id": EVENT, "seat_ids": seats, "expires_at": "2026-01-01T00:00:00Z"}
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute("SELECT status FROM events WHERE event_id = %s FOR UPDATE", (EVENT,))
            cursor.execute('SELECT answer FROM idempotency WHERE scope = %s AND "key" = %s', (scope, key))
            if cursor.fetchone() is not None:
                return
            cursor.execute(
                "SELECT seat_id FROM seat_claims WHERE event_id = %s AND seat_id = ANY(%s)"
                " AND (expires_at_ms IS NULL OR expires_at_ms > %s)",
                (EVENT, seats, now),
            )
            if cursor.fetchone() is not None:
                raise RuntimeError("taken")
            cursor.execute(
                "INSERT INTO seat_claims (event_id, seat_id, hold_id, order_id, expires_at_ms, changed_ms)"
                " SELECT %s, unnest(%s::text[]), %s, NULL, %s, %s",
                (EVENT, seats, hold, now + 300_000, now),
            )
            cursor.execute(
                "INSERT INTO holds (hold_id, event_id, session, customer_id, seat_ids, status, expires_at_ms, extended,"
                " created_at_ms) VALUES (%s, %s, %s, NULL, %s, 'live', %s, false, %s)",
                (hold, EVENT, session, json.dumps(seats), now + 300_000, now),
            )
            cursor.execute(
                "INSERT INTO outbox (id, type, source, subject, time_ms, data) VALUES (%s, %s, %s, %s, %s, %s)",
                (message, "dev.willcall.hold.created", "/boxoffice", hold, now, json.dumps({"seat_ids": seats})),
            )
            cursor.execute(
                'INSERT INTO idempotency (scope, "key", fingerprint, answer, created_at_ms) VALUES (%s, %s, %s, %s, %s)',
                (scope, key, print_, json.dumps(answer), now),
            )

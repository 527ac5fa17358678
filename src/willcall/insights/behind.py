"""The very conversations behind a figure or a line of a list, and one of them as the log has it.

A figure finds the records that make it; a line of a list finds those with its label. Knows no page.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from willcall.conversations.log.reading import LogReader
from willcall.insights.figures import CUTS
from willcall.insights.metrics import LISTS, NoSuchMetric, metric
from willcall.insights.stretch import Stretch
from willcall.kit.errors import NotFound

PAGE = 50
Order = Literal["last", "first", "hits"]
_ORDERS: Mapping[str, str] = {"last": "last_ms DESC", "first": "first_ms", "hits": "hits DESC, last_ms DESC"}
_LINES: Mapping[str, str] = {
    "tools": "kind = 'tool' AND name = $label",
    "topics": "kind = 'turn' AND intent = $label",
    "keywords": "kind = 'turn' AND list_contains(keywords, $label)",
    "errors": "error = $label",
    "unanswered": "kind = 'turn' AND NOT answered AND lower(text) = $label",
    "badly_rated": """kind = 'turn' AND lower(text) = $label AND message_id IN (
        SELECT message_id FROM log WHERE kind = 'feedback' AND (rating < 0 OR score <= 2)
    )""",
    # Who began in the stretch, wanted to buy, did not, and was last asked for this.
    "dropoff": """kind = 'turn' AND conversation_id IN (
        SELECT conversation_id FROM log WHERE kind = 'turn' AND began_ms >= $from_ms AND began_ms < $to_ms GROUP BY 1
        HAVING bool_or(flow IS NOT DISTINCT FROM 'purchase') AND arg_max(coalesce(awaiting, 'nothing'), number) = $label
    ) AND conversation_id NOT IN (
        SELECT conversation_id FROM log WHERE kind = 'sale' AND name = 'confirmed' AND conversation_id IS NOT NULL AND at_ms >= $from_ms
    )""",
}
_DAY_MS = 86_400_000
_MOST_RECORDS = 2_000


class NotInTheLog(NotFound):
    """The log has nothing of such a conversation, or no longer."""


class Behind:
    """Args:
    reader: The log.
    """

    def __init__(self, reader: LogReader) -> None:
        self._reader = reader

    def find(
        self,
        name: str,
        stretch: Stretch,
        *,
        page: int = 0,
        size: int = PAGE,
        only: Mapping[str, str] | None = None,
        label: str | None = None,
        order: Order = "last",
    ) -> tuple[int, Sequence[Mapping[str, Any]]]:
        """How many conversations there are, and one page of them.

        Args:
            name: Of a figure; of a list, where a label is given.
            stretch: Which days.
            page: From 0.
            size: Conversations a page.
            only: Records whose `brain`, `channel` or `event` is this.
            label: Of a line of that list.
            order: The latest first, the oldest first, or those with the most records that were looked for.

        Raises:
            NoSuchMetric: Also for a slice by something else.
        """
        values: dict[str, Any] = {"from_ms": stretch.since_ms, "to_ms": stretch.until_ms}
        if label is None:
            found = metric(name).finds
        elif name in _LINES:
            found, values["label"] = _LINES[name], label
        else:
            raise NoSuchMetric(f"There is no list {name[:60]!r}; there are {', '.join(LISTS)}.", field="list")
        conditions = [f"({found})", "conversation_id IS NOT NULL"]
        for cut, value in (only or {}).items():
            if cut not in CUTS:
                raise NoSuchMetric(f"Conversations are found by {', '.join(CUTS)}, not by {cut[:40]!r}.", field=cut)
            column = "event_id" if cut == "event" else cut
            conditions.append(f"coalesce({column}, 'none') = $of_{cut}")
            values[f"of_{cut}"] = value
        if not (label is not None and name == "dropoff"):
            conditions += ["at_ms >= $from_ms", "at_ms < $to_ms"]
        hits = f"SELECT conversation_id, count(*) AS hits, max(at_ms) AS last_ms, min(at_ms) AS first_ms FROM log WHERE {' AND '.join(conditions)} GROUP BY 1"  # noqa: S608 - our own conditions
        sql = (
            f"SELECT *, count(*) OVER () AS of_all FROM ({hits}) ORDER BY {_ORDERS[order]}, conversation_id "  # noqa: S608
            f"LIMIT {size:d} OFFSET {page * size:d}"
        )
        rows = self._reader.ask(sql, values, since_ms=stretch.since_ms).dicts()
        total = rows[0]["of_all"] if rows else 0
        return total, [{k: v for k, v in row.items() if k != "of_all"} for row in rows]

    def read(self, conversation_id: str, *, since_ms: int | None = None) -> Sequence[Mapping[str, Any]]:
        """The records of a conversation in order, with its words as they were kept: redacted.

        Args:
            conversation_id: Which.
            since_ms: When it was going on, if that is known: what ended a day before is not looked at.

        Raises:
            NotInTheLog.
        """
        sql = f"SELECT * FROM log WHERE conversation_id = $id ORDER BY at_ms, record_id LIMIT {_MOST_RECORDS}"  # noqa: S608
        since = None if since_ms is None else since_ms - _DAY_MS
        found = self._reader.ask(sql, {"id": conversation_id}, since_ms=since).dicts()
        if not found:
            raise NotInTheLog(
                f"The log has nothing of a conversation {conversation_id[:60]!r}; it may be too old.",
                field="conversation_id",
            )
        return found

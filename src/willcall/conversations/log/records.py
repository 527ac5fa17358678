"""What the log holds: one flat shape for everything that happened, so that one table and one Parquet schema keep it all.

A record never holds a person: words are redacted before they get here, and customers are not named. Knows nothing of storage.
"""

from collections.abc import Mapping
from typing import Any, Final, Literal

Kind = Literal["turn", "tool", "card", "handoff", "feedback", "error", "sale", "hold", "case", "completed"]
ColumnType = Literal["text", "int", "float", "bool", "texts"]

# All files have the same columns: whoever adds one also writes the old files again.
COLUMNS: Final[dict[str, tuple[ColumnType, str]]] = {
    "record_id": ("text", "of the message that told of it, with a number where that told of several things"),
    "kind": ("text", "turn, tool, card, handoff, feedback, error, sale, hold, case or completed"),
    "at_ms": ("int", "when, milliseconds since 1970 (UTC)"),
    "conversation_id": ("text", "where it happened, if in a conversation"),
    "began_ms": ("int", "when that conversation began"),
    "number": ("int", "of the fan's message in it; 1 is the first"),
    "message_id": ("text", "the reply"),
    "request_id": ("text", "joins the service's own logs"),
    "channel": ("text", "chat, v1, cli, …"),
    "speaker": ("text", "who spoke for Willcall: agent or person"),
    "brain": ("text", "who thought: embedded, openai, …; code when no brain was asked"),
    "specialist": ("text", "front_desk, sales, …"),
    "flow": ("text", "what the conversation was about after the turn: purchase, upgrade, refund, …"),
    "awaiting": ("text", "what it waited for after the turn: event, seats, confirmation, payment, …"),
    "intent": ("text", "what the fan wanted, as understood"),
    "confidence": ("float", "of that, 0 to 1"),
    "action": ("text", "the button pressed, if one was"),
    "name": ("text", "of the tool, the card's type, or what became of a sale: confirmed, upgraded, …"),
    "ok": ("bool", "whether it worked; a turn without error is ok"),
    "error": ("text", "what kind of error it was"),
    "duration_ms": ("float", "how long it took"),
    "tools": ("int", "tools used in the turn"),
    "length_in": ("int", "characters the fan wrote"),
    "length_out": ("int", "characters of the reply"),
    "input_tokens": ("int", "of language models"),
    "output_tokens": ("int", "of language models"),
    "cost": ("float", "US dollars"),
    "event_id": ("text", "the show it was about"),
    "order_id": ("text", "the order it was about"),
    "amount": ("int", "minor units that came in with a sale; negative: went out"),
    "currency": ("text", "ISO 4217"),
    "rating": ("int", "-1, 0 or 1"),
    "score": ("int", "1 to 5"),
    "answered": ("bool", "false when the fan asked something that nothing here answers"),
    "sentiment": ("float", "of the fan's words, 0 (bad) to 1 (good)"),
    "keywords": ("texts", "words of the message worth counting"),
    "text": ("text", "what the fan wrote, redacted"),
    "reply": ("text", "what was answered, redacted"),
    "simulated": ("bool", "whether a simulation, not a fan, did this"),
}

Record = Mapping[str, Any]
"""Column to value; columns that say nothing are left out."""


def record(record_id: str, kind: Kind, at_ms: int, **values: Any) -> dict[str, Any]:
    """A record; None values are left out.

    Raises:
        KeyError: If there is no such column.
    """
    for name in values:
        if name not in COLUMNS:
            raise KeyError(f"the log has no column {name!r}")
    said = {name: value for name, value in values.items() if value is not None}
    return {"record_id": record_id, "kind": kind, "at_ms": at_ms, **said}

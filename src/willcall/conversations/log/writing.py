"""From messages to records: what the relay's messages tell, and what the transcript says beside them.

Works in the relay, off the path of any chat. Words come from the transcript, are redacted here, and only then are kept. A message
that cannot be understood becomes a record of kind `error`, so that none is lost and none stops the others.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from willcall.conversations.log.keywords import keywords
from willcall.conversations.log.records import Kind, record
from willcall.conversations.log.store import LogStore, transcript
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.outbox import Message
from willcall.kit.relay import Writing
from willcall.kit.telemetry import get_logger

Redact = Callable[[str], str]
Feel = Callable[[Sequence[str]], Sequence[float | None]]
"""Sentiments of texts, 0 to 1; None where nothing can be said."""
Price = Callable[[str, int, int, int], float]
"""US dollars of (brain, input tokens, output tokens, ms since 1970)."""

PREFIX = "dev.willcall."
_MONEY_OUT = frozenset({"refunded", "partly_refunded"})
_TEXT_LIMIT = 2000

log = get_logger("conversations")


def _no_price(_brain: str, _input: int, _output: int, _at_ms: int) -> float:
    return 0.0


def _no_feeling(texts: Sequence[str]) -> Sequence[float | None]:
    return [None] * len(texts)


class LogWriter:
    """Args:
    store: Where records go.
    redact: Takes out of a text whatever is personal.
    feel: Sentiments of texts (already redacted).
    price: What a turn's tokens cost, where the brain did not say.
    simulated: Whether everything told here is a simulation's doing.
    source: Where transcripts are; the store's own database by default.
    """

    def __init__(
        self,
        store: LogStore,
        *,
        redact: Redact,
        feel: Feel | None = None,
        price: Price = _no_price,
        simulated: bool = False,
        source: Database | None = None,
    ) -> None:
        self._store = store
        self._redact, self._feel, self._price = redact, feel or _no_feeling, price
        self._simulated = simulated
        self._transcripts = source or store.database

    def prepare(self, messages: Sequence[Message]) -> Writing:
        """Makes the records of a batch; the caller writes them with its own transaction."""
        made = self.records(messages)

        def write(unit: UnitOfWork, ids: Collection[str]) -> None:
            self._store.append(unit, [r for message_id, found in made.items() if message_id in ids for r in found])

        return write

    def records(self, messages: Sequence[Message]) -> dict[str, list[dict[str, Any]]]:
        """The records each message makes, by the message's id."""
        said = self._read(messages)
        made: dict[str, list[dict[str, Any]]] = {}
        for message in messages:
            try:
                made[message.id] = list(self._tell(message, said))
            except Exception as error:  # whatever it holds, the others go on
                log.warning("a message could not be logged", message=message.id, type=message.type, exc_info=error)
                at = to_epoch_ms(message.time)
                made[message.id] = [record(message.id, "error", at, name="log", ok=False, error=type(error).__name__)]
        self._add_sentiment(made)
        if self._simulated:
            for each in (r for found in made.values() for r in found):
                each["simulated"] = True
        return made

    def _add_sentiment(self, made: Mapping[str, list[dict[str, Any]]]) -> None:
        spoken = [r for found in made.values() for r in found if r["kind"] == "turn" and r.get("text")]
        try:
            feelings = self._feel([r["text"] for r in spoken])
        except Exception as error:
            log.warning("sentiments could not be read", exc_info=error)
            return
        for each, feeling in zip(spoken, feelings, strict=True):
            if feeling is not None:
                each["sentiment"] = round(feeling, 4)

    def _read(self, messages: Sequence[Message]) -> dict[str, Any]:
        """What the transcript holds of these messages, in one look."""
        wanted: set[str] = set()
        opinions: set[str] = set()
        for message in messages:
            if message.type == PREFIX + "turn.answered":
                wanted |= {message.subject, str(message.data.get("said"))}
            elif message.type == PREFIX + "feedback.given":
                opinions.add(str(message.data.get("feedback_id")))
        return transcript(self._transcripts, messages=wanted, opinions=opinions) if wanted or opinions else {}

    def _tell(self, message: Message, said: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        noun, _, verb = message.type.removeprefix(PREFIX).partition(".")
        at, data = to_epoch_ms(message.time), message.data
        match noun, verb:
            case "turn", "answered":
                yield from self._turn(message, at, said)
            case "error", "occurred":
                kind: Kind = "turn" if data.get("room") == "agent" else "error"
                yield record(
                    message.id, kind, at, ok=False, error=data.get("error"), name=data.get("room"), **_where(data)
                )
            case "feedback", "given":
                given = said.get(str(data.get("feedback_id")))
                words = None if given is None else given.comment or given.correction
                yield record(
                    message.id,
                    "feedback",
                    at,
                    message_id=message.subject,
                    rating=data.get("rating"),
                    score=data.get("score"),
                    text=self._words(words),
                    **_where(data),
                )
            case "conversation", "completed":
                yield record(
                    message.id, "completed", at, conversation_id=message.subject, name=data.get("by"), ok=True,
                    began_ms=data.get("began_ms"),
                )  # fmt: skip
            case "conversation", ("taken_over" | "given_back"):
                yield record(message.id, "handoff", at, conversation_id=message.subject, name=verb, ok=True)
            case "case", "opened":
                yield record(message.id, "case", at, name=data.get("priority"), order_id=data.get("order_id"),
                             conversation_id=data.get("conversation_id"), channel=data.get("channel"), ok=True)  # fmt: skip
            case "hold", _:
                yield record(message.id, "hold", at, name=verb, event_id=data.get("event_id"), ok=verb != "expired")
            case "payment", "refunded":
                gone = -int(data.get("amount") or 0)
                yield record(message.id, "sale", at, name="paid_back", ok=True, order_id=data.get("order_id"),
                             amount=gone, currency=data.get("currency"))  # fmt: skip
            case "order", _:
                yield self._sale(message, at, verb)

    def _sale(self, message: Message, at: int, verb: str) -> dict[str, Any]:
        data = message.data
        amount = data.get("paid")
        if verb in _MONEY_OUT:
            amount = None  # what was sent back is told payment by payment
        return record(
            message.id,
            "sale",
            at,
            name=verb,
            ok=verb != "cancelled",
            order_id=message.subject,
            event_id=data.get("event_id"),
            amount=amount,
            currency=data.get("currency"),
            **_where(data),
        )

    def _turn(self, message: Message, at: int, said: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        data = message.data
        asked = said.get(str(data.get("said")))
        answer = said.get(message.subject) if message.subject != data.get("said") else None
        body: Mapping[str, Any] = answer.body if answer is not None else {}
        usage: Mapping[str, Any] = body.get("usage") or {}
        state: Mapping[str, Any] = body.get("state") or {}
        shared = {
            "conversation_id": data.get("conversation_id"),
            "began_ms": data.get("began_ms"),
            "number": data.get("number"),
            "message_id": message.subject,
            "request_id": asked.request_id if asked is not None else None,
            "channel": data.get("channel"),
            "speaker": state.get("speaker") or data.get("speaker"),
            "brain": usage.get("brain") or data.get("brain"),
            "specialist": state.get("specialist"),
            "flow": state.get("flow"),
            "event_id": data.get("event_id"),
        }
        tokens = int(usage.get("input_tokens", 0)), int(usage.get("output_tokens", 0))
        words = asked.text if asked is not None else None
        redacted = self._words(words)
        used, cards = usage.get("tools") or [], body.get("cards") or []
        yield record(
            message.id,
            "turn",
            at,
            **shared,
            awaiting=state.get("awaiting"),
            intent=data.get("intent"),
            confidence=data.get("confidence"),
            action=data.get("action"),
            ok=True,
            duration_ms=usage.get("duration_ms", data.get("duration_ms")),
            tools=len(used),
            length_in=None if words is None else len(words),
            length_out=0 if answer is None else len(answer.text),
            input_tokens=tokens[0],
            output_tokens=tokens[1],
            cost=float(usage.get("cost") or 0.0) or self._price(str(shared["brain"]), *tokens, at),
            answered=data.get("answered", True),
            keywords=keywords(redacted) if redacted and data.get("action") is None else None,
            text=redacted,
            reply=None if answer is None else self._words(answer.text),
        )
        for index, use in enumerate(used):
            yield record(
                f"{message.id}.t{index}", "tool", at, **shared,
                name=use["name"], ok=use["ok"], duration_ms=use["duration_ms"],
            )  # fmt: skip
        for index, card in enumerate(cards):
            about = {**shared, "event_id": card.get("event_id") or shared["event_id"]}
            yield record(
                f"{message.id}.c{index}", "card", at, **about,
                name=card["type"], order_id=card.get("order_id"), ok=True,
            )  # fmt: skip
        if any(card["type"] == "handoff" for card in cards):
            yield record(f"{message.id}.h", "handoff", at, **shared, name="asked", ok=True)

    def _words(self, text: str | None) -> str | None:
        return None if not text else self._redact(text[:_TEXT_LIMIT])


def _where(data: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that an event's data names as the log does."""
    return {
        name: data[name]
        for name in ("conversation_id", "began_ms", "number", "request_id", "channel", "brain", "duration_ms")
        if data.get(name) is not None
    }

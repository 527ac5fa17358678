"""Willcall's own reader as plain data: what it understood, how sure, and why."""

import random
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from willcall.kit.clock import Clock
    from willcall.understanding.explaining import Examples
    from willcall.understanding.reader import EncoderReader
    from willcall.understanding.reading import Catalogue, Context, Reading


class OwnReader:
    """Args:
    reader: The house's.
    clock: The time, for "tonight".
    catalogue: What is on.
    """

    def __init__(self, reader: "EncoderReader", clock: "Clock", catalogue: "Callable[[], Catalogue]") -> None:
        self._reader, self._clock, self._catalogue = reader, clock, catalogue
        self._examples: Examples | None = None

    def read(self, text: str, history: list[tuple[str, str]], explain: bool = False) -> dict[str, Any]:
        """The reading of a text after `history`, (speaker, text) oldest first."""
        from willcall.understanding.reading import Context

        said = [(speaker == "user", words) for speaker, words in history[-4:]]
        context = Context(
            self._clock(), self._catalogue(), tuple(("user" if theirs else "agent", words) for theirs, words in said)
        )
        reading = self._reader.read(text, context)
        found = _plain(reading)
        if explain:
            found["why"] = self._why(reading, context)
        return found

    def _why(self, reading: "Reading", context: "Context") -> dict[str, Any]:
        from willcall.understanding.explaining import explain

        why = explain(reading, context, self._near() if reading.encoded else None)
        return {
            "asked": why.asked,
            "ranking": [[intent.value, round(sure, 4)] for intent, sure in reading.ranking[:5]],
            "rules": [{"intent": i.value, "weight": weight, "words": words} for i, weight, words in why.rules],
            "rules_alone": [[intent.value, round(sure, 4)] for intent, sure in why.rules_alone],
            "nearest": [asdict(example) for example in why.nearest],
            "found_by": list(why.found_by),
        }

    def _near(self) -> "Examples":
        """Our own phrases, once each with their places filled; a second or two of encoding, the first time."""
        if self._examples is None:
            from willcall.training.recipes.encoder.phrases import fill, rows
            from willcall.understanding.explaining import Examples

            chance = random.Random(1)
            phrases = [(fill(row["text"], None, "nothing", chance).text, row["intent"]) for row in rows()]
            self._examples = Examples(self._reader.encode, phrases)
        return self._examples


def _plain(reading: "Reading") -> dict[str, Any]:
    from willcall.understanding.reading import Intent

    flagged = reading.intent is Intent.OUT_OF_SCOPE
    return {
        "text": reading.text,
        "intent": reading.intent.value,
        "confidence": round(reading.wishes[0].confidence, 4),
        "out_of_scope": flagged,
        "out_of_scope_score": round(reading.out_of_scope, 4),
        "answer": reading.answer,
        "correcting": reading.correcting,
        "wishes": [{**asdict(wish), "intent": wish.intent.value} for wish in reading.wishes],
        "slots": [
            {
                "name": slot.name,
                "text": slot.text,
                "start": slot.start,
                "end": slot.end,
                "value": _value(slot.value),
                **({"negated": True} if slot.negated else {}),
            }
            for slot in reading.slots
        ],
        "encoded": reading.encoded,
    }


def _value(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value

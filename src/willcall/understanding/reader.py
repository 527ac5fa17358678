"""The readers: `EncoderReader`, and `RulesReader` for when there is no encoder.

One message in its context becomes one `Reading`. Knows the order of the steps; each step lives in its own module.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from willcall.understanding.answers import answer as answer_of
from willcall.understanding.asked import asked as asked_of
from willcall.understanding.clauses import clauses
from willcall.understanding.deciding import Ranking, correcting, ranking, rule_scores, wishes
from willcall.understanding.extraction import extract
from willcall.understanding.names import NamesCache
from willcall.understanding.reading import Context, Intent, Reading, Slot
from willcall.understanding.text import Plain, plain

if TYPE_CHECKING:
    from willcall.understanding.model import Model

LONGEST = 4_000  # characters that are read; what follows is not understood
_QUESTIONS = frozenset(
    {Intent.KNOWLEDGE, Intent.POLICY, Intent.EVENT_INFO, Intent.SEAT_INFO, Intent.HELP, Intent.OUT_OF_SCOPE}
)


class RulesReader:
    """Reads by rules alone: no weights, no session, plainer."""

    def __init__(self) -> None:
        self._names = NamesCache()

    def read(self, text: str, context: Context) -> Reading:
        message = plain(text[:LONGEST])
        return compose(message, text, context, extract(message, context, self._names), None)


class EncoderReader:
    """Reads with the encoder and its heads; by rules alone when it is switched off or fails.

    Args:
        weights: Folder of `encoder.onnx`, `tokenizer.json`, `heads.npz`; those of the package when None.
        use_encoder: Off gives the rules' reading, marked `encoded=False`.
    """

    def __init__(self, weights: Path | None = None, use_encoder: bool = True) -> None:
        self._weights = weights
        self._use = use_encoder
        self._names = NamesCache()
        self._model: Model | None = None
        self._failed = False
        self._lock = Lock()

    def read(self, text: str, context: Context) -> Reading:
        """The reading of `text`; never raises on any text."""
        message = plain(text[:LONGEST])
        model = self._loaded()
        if model is not None and text.strip():
            try:
                return model.read(message, text, context, self._names)
            except Exception:  # noqa: BLE001  a reading by rules beats none, whatever went wrong in the session
                pass
        return compose(message, text, context, extract(message, context, self._names), None)

    def warm(self) -> bool:
        """Load the weights now rather than with the first message; whether they are there."""
        return self._loaded() is not None

    def _loaded(self) -> "Model | None":
        if not self._use or self._failed:
            return None
        if self._model is None:
            with self._lock:
                if self._model is None and not self._failed:
                    try:
                        from willcall.understanding.model import Model

                        self._model = Model(self._weights)
                    except (ImportError, OSError, ValueError, KeyError, RuntimeError):
                        self._failed = True
        return self._model


Judge = Callable[[int, int, dict[Intent, float], Sequence[Slot]], Ranking]


def compose(message: Plain, text: str, context: Context, slots: Sequence[Slot], judge: Judge | None) -> Reading:
    """The reading made of its parts.

    Args:
        message: The plain message.
        text: As said.
        context: What came before.
        slots: Details found.
        judge: Ranks intents of a stretch (in positions of `message.text`) given the rules' scores and its slots; the rules
            themselves when None.
    """
    asked = asked_of(context)
    answer = answer_of(text)

    def rank(start: int, end: int) -> Ranking:
        low, high = message.span(start, end)
        inside = [slot for slot in slots if low <= slot.start < high]
        part = message.text[start:end]
        whole = start == 0 and end == len(message.text)
        scores = rule_scores(part, inside, asked=asked, answer=answer if whole else answer_of(part))
        return ranking(scores) if judge is None else judge(start, end, scores, inside)

    whole = rank(0, len(message.text)) if message.text.strip() else ((Intent.SMALL_TALK, 0.1),)
    parts: list[tuple[int, int, Ranking]] = []
    stretches = clauses(message.text) if answer not in {"yes", "no"} else []
    if len(stretches) > 1:
        for start, end in stretches[:6]:
            low, high = message.span(start, end)
            parts.append((low, high, rank(start, end)))
    wanted = wishes(parts, whole, len(text), slots)
    kept = tuple(slot for slot in slots if slot.name != "topic" or any(w.intent in _QUESTIONS for w in wanted))
    outside = next((p for intent, p in whole if intent is Intent.OUT_OF_SCOPE), 0.0)
    if wanted[0].intent is not Intent.OUT_OF_SCOPE and wanted[0].intent is not whole[0][0]:
        outside = min(outside, 0.3)
    return Reading(
        text=text,
        wishes=wanted,
        ranking=whole,
        slots=kept,
        answer=answer,
        correcting=correcting(message.text, asked),
        out_of_scope=outside,
        encoded=judge is not None,
    )

"""What the heads see beside the encoder's vector: rules' scores, kinds of slots, what was asked, how it was answered.

Used by serving and by training alike, so that both see the same. The order of the features is part of the weights' format.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from willcall.understanding.asked import ASKED
from willcall.understanding.encoder import Array
from willcall.understanding.reading import Intent, Slot

INTENTS: tuple[Intent, ...] = tuple(Intent)
SLOTS = (
    "event", "performer", "venue", "city", "event_kind", "event_name", "when", "quantity", "max_price", "section", "row", "seat", "preference", "accessible",
    "order_id", "ticket_id", "ordinal", "email", "person", "refund_to", "topic",
)  # fmt: skip
ANSWERS = ("yes", "no", "mixed", "none")
SIZE = len(INTENTS) + len(SLOTS) + len(ASKED) + len(ANSWERS) + 4

_INTENT_AT = {intent: index for index, intent in enumerate(INTENTS)}
_SLOT_AT = {name: len(INTENTS) + index for index, name in enumerate(SLOTS)}
_ASKED_AT = {name: len(INTENTS) + len(SLOTS) + index for index, name in enumerate(ASKED)}
_ANSWER_AT = {name: len(INTENTS) + len(SLOTS) + len(ASKED) + index for index, name in enumerate(ANSWERS)}
_REST = SIZE - 4


def features(
    text: str, scores: Mapping[Intent, float], slots: Sequence[Slot], *, asked: str, answer: str, correcting: bool
) -> Array:
    """The features of one stretch of plain text: float32 [SIZE]."""
    row = np.zeros(SIZE, dtype=np.float32)
    for intent, score in scores.items():
        row[_INTENT_AT[intent]] = score / 3.0
    for slot in slots:
        place = _SLOT_AT.get(slot.name)
        if place is not None:
            row[place] = -1.0 if slot.negated else 1.0
    row[_ASKED_AT.get(asked, _ASKED_AT["other"])] = 1.0
    row[_ANSWER_AT[answer]] = 1.0
    row[_REST] = 1.0 if "?" in text else 0.0
    row[_REST + 1] = min(len(text) / 100.0, 2.0)
    row[_REST + 2] = 1.0 if correcting else 0.0
    row[_REST + 3] = 1.0 if len(text.split()) <= 3 else 0.0
    return row

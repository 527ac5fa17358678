"""How a fan feels, from their words: 0 unhappy, 0.5 neither, 1 happy. A small head on the sentence encoder.

Works off the path of any chat, on redacted words. Trained and measured by `training/recipes/sentiment`. Knows English only; a
request ("I want a refund") is no feeling.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from willcall.kit.inference import session
from willcall.understanding.encoder import PACKAGED, Array, Encoded, Encoder
from willcall.understanding.patterns import regex

_REDACTED = regex(r"\[[a-z_ ]+\]")
_WORD = regex(r"[^\W\d_]{2,}")


def features(encoded: Encoded) -> Array:
    """What the head sees of a message: its sentence vector, and the largest of each of its tokens' states; float32 [768]."""
    return np.concatenate([encoded.sentence, encoded.states.max(axis=0)]).astype(np.float32)


class Sentiment:
    """Args:
    encoder: Gives the sentence encoder; None where there is none.
    weights: Folder of `sentiment.onnx`.
    """

    def __init__(self, encoder: Callable[[], Encoder | None], *, weights: Path = PACKAGED) -> None:
        self._encoder, self._file = encoder, weights / "sentiment.onnx"
        self._head: Any = None

    def scores(self, texts: Sequence[str]) -> list[float | None]:
        """A score of each text, 0 to 1; None where there are no words, or no encoder."""
        encoder = self._encoder()
        plain = [_REDACTED.sub(" ", text) for text in texts]
        spoken = [index for index, text in enumerate(plain) if _WORD.search(text)]
        found: list[float | None] = [None] * len(texts)
        if encoder is None or not spoken:
            return found
        if self._head is None:
            self._head = session(self._file)
        x = np.stack([features(encoder.encode(plain[index])) for index in spoken])
        for index, (_, neither, good) in zip(spoken, self._head.run(None, {"x": x})[0].tolist(), strict=True):
            found[index] = good + neither / 2
        return found

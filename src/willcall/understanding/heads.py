"""The heads on the encoder: a small network for intents, and a tagger of names.

Both run on onnxruntime on one thread, as the encoder does: NumPy's own matrix products would wake every core for a few
microseconds of work. Weights come from `intents.onnx` and `tags.onnx`, written by the recipe. Knows shapes, not meanings.
"""

from pathlib import Path
from typing import Any

import numpy as np

from willcall.kit.inference import session
from willcall.understanding.encoder import Array
from willcall.understanding.features import INTENTS, SIZE

TAGS = ("event_name", "city", "venue")
LABELS = ("O", *(f"{mark}-{tag}" for tag in TAGS for mark in ("B", "I")))


_INSIDE = [index for index, name in enumerate(LABELS) if name.startswith("I-")]
_ALLOWED = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)  # from, to
for _to in _INSIDE:
    _ALLOWED[:, _to] = -1e9
    _ALLOWED[_to - 1, _to] = _ALLOWED[_to, _to] = 0.0


class Heads:
    """Loads `intents.onnx` and `tags.onnx` of a folder.

    Raises:
        ValueError: The weights are of another set of intents or features.
    """

    def __init__(self, folder: Path) -> None:
        self._intents: Any = session(folder / "intents.onnx")
        self._tags: Any = session(folder / "tags.onnx")
        made_for = self._intents.get_modelmeta().custom_metadata_map
        if made_for.get("intents") != ",".join(intent.value for intent in INTENTS) or made_for.get("features") != str(
            SIZE
        ):
            raise ValueError(
                f"{folder / 'intents.onnx'} was made for other intents or features: rebuild it with `make reader`"
            )

    def intents(self, vector: Array, row: Array) -> Array:
        """Probabilities of `INTENTS`: float32 [29]."""
        return self._intents.run(None, {"x": np.concatenate([vector, row])[None]})[0][0]  # type: ignore[no-any-return]

    def tags(self, states: Array) -> Array:
        """Log-probabilities of `LABELS` for each token: float32 [tokens, 7]; `states` [tokens, 384]."""
        return self._tags.run(None, {"x": states})[0]  # type: ignore[no-any-return]


def spans(
    log_probabilities: Array, offsets: list[tuple[int, int]], first: list[bool]
) -> list[tuple[str, int, int, float]]:
    """(tag, start, end, confidence) of tagged stretches; a word is tagged as its first piece is.

    The best path keeps I- after B- or I- of its own tag (Viterbi over the BIO scheme).
    """
    if not np.count_nonzero(log_probabilities.argmax(axis=1)):
        return []  # as for most messages
    words: list[tuple[int, int, int]] = []  # first token, start, end
    for index, (start, end) in enumerate(offsets):
        if first[index] or not words:
            words.append((index, start, end))
        else:
            words[-1] = (words[-1][0], words[-1][1], end)
    if not words:
        return []
    rows = log_probabilities[[token for token, _, _ in words]]
    if not rows.argmax(axis=1).any():
        return []
    path = _best_path(rows)
    out: list[tuple[str, int, int, list[float]]] = []
    for (token, start, end), label in zip(words, path, strict=True):
        sure = float(np.exp(log_probabilities[token, label]))
        name = LABELS[label]
        if name.startswith("B-") or (name.startswith("I-") and (not out or out[-1][0] != name[2:])):
            out.append((name[2:], start, end, [sure]))
        elif name.startswith("I-"):
            out[-1] = (out[-1][0], out[-1][1], end, [*out[-1][3], sure])
    return [(tag, start, end, sum(sure) / len(sure)) for tag, start, end, sure in out]


def _best_path(scores: Array) -> list[int]:
    """Viterbi with the only rule that I-x follows B-x or I-x."""
    best = scores[0].copy()
    best[_INSIDE] = -1e9
    back: list[np.ndarray[tuple[int], np.dtype[np.intp]]] = []
    for row in scores[1:]:
        options = best[:, None] + _ALLOWED
        back.append(options.argmax(axis=0))
        best = options.max(axis=0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]

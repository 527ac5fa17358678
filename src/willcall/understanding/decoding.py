"""From scores of tags to spans: the best path under the BIO scheme, and the stretches of text it marks.

Any set of tags whose first is `O` and whose others are `B-x` and `I-x`. Knows no model.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from willcall.understanding.encoder import Array
from willcall.understanding.packing import Packed

NEVER = -1e9


def decode_tags(scores: Array, labels: Sequence[str], *, apart: Sequence[str] = ()) -> list[int]:
    """The best path: `I-x` follows only `B-x` or `I-x` (Viterbi; Forney 1973, "The Viterbi algorithm").

    Args:
        scores: Logits or log-probabilities, float32 [words, len(labels)].
        labels: The tags, in the order of the columns.
        apart: Slots of which no two spans touch: `B-x` follows neither `B-x` nor `I-x`.

    Returns:
        The place in `labels` of each word's tag.
    """
    if not len(scores):
        return []
    first, allowed = _rules(tuple(labels), tuple(apart))
    greedy = scores.argmax(axis=1)
    if not first[greedy[0]] and not allowed[greedy[:-1], greedy[1:]].any():
        return [int(place) for place in greedy]  # the best of each is allowed beside the best of the next
    best = scores[0] + first
    back = []
    for row in scores[1:]:
        options = best[:, None] + allowed
        back.append(options.argmax(axis=0))
        best = options.max(axis=0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def spans_of(
    packed: Packed, scores: Array, labels: Sequence[str], *, apart: Sequence[str] = ()
) -> list[tuple[str, int, int, float]]:
    """(name, start, end, confidence) of tagged stretches of the message, in order.

    Args:
        packed: The input, which knows where the words lie.
        scores: Logits of all its tokens, float32 [tokens, len(labels)].
        labels: The tags.
        apart: Slots of which no two spans touch.
    """
    rows = scores[[token for token, _, _ in packed.words]]
    if not len(rows) or not rows.argmax(axis=1).any():
        return []
    likely = np.exp(rows - rows.max(axis=1, keepdims=True))
    likely /= likely.sum(axis=1, keepdims=True)
    out: list[tuple[str, int, int, list[float]]] = []
    inside = False
    for at, ((_, start, end), label) in enumerate(
        zip(packed.words, decode_tags(rows, labels, apart=apart), strict=True)
    ):
        mark, _, name = labels[label].partition("-")
        sure = float(likely[at, label])
        if mark == "B":
            out.append((name, start, end, [sure]))
        elif mark == "I" and inside:
            out[-1] = (name, out[-1][1], end, [*out[-1][3], sure])
        inside = mark in {"B", "I"}
    return [(name, start, end, sum(sure) / len(sure)) for name, start, end, sure in out]


@lru_cache(maxsize=16)
def _rules(labels: tuple[str, ...], apart: tuple[str, ...]) -> tuple[Array, Array]:
    """What may come first, [labels], and what may follow what, [from, to]: 0 for may, `NEVER` for may not."""
    inner = np.array([label.startswith("I-") for label in labels])
    first = np.where(inner, NEVER, 0.0).astype(np.float32)
    allowed = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for to, label in enumerate(labels):
        if inner[to]:
            same = {f"B-{label[2:]}", label}
            allowed[:, to] = [0.0 if before in same else NEVER for before in labels]
        elif label[2:] in apart:
            allowed[:, to] = [NEVER if before[2:] == label[2:] else 0.0 for before in labels]
    return first, allowed

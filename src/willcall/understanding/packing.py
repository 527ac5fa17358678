"""How a message and what was said before it become one input of a trained encoder.

Training and reading both call `pack`, so that both see the same. Knows tokens, not labels. The rule is told in
docs/how-to/model-directory.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class InputRule:
    """The settings of `model.json`'s `input`.

    Args:
        text_tokens: Pieces of the message at most, without the marks.
        history_turns: Turns before the message at most.
        history_tokens: Pieces of history at most, marks included.
        cls: Id of the mark of the beginning.
        sep: Id of the mark of an end.
    """

    text_tokens: int = 96
    history_turns: int = 4
    history_tokens: int = 64
    cls: int = 101
    sep: int = 102


@dataclass(frozen=True, slots=True)
class Packed:
    """One input: token ids with their types, and where the message's words lie.

    Args:
        ids: Token ids, marks included.
        types: 0 for the message, 1 for what was said before.
        words: (token, start, end) of each word of the message: the place of its first piece in `ids`, and its characters.
    """

    ids: list[int]
    types: list[int]
    words: list[tuple[int, int, int]]


def pack(tokenizer: Any, text: str, history: Sequence[Mapping[str, str]], rule: InputRule) -> Packed:
    """The input for a message.

    Args:
        tokenizer: Of `tokenizers`, without padding and truncation.
        text: The message.
        history: `{"speaker", "text"}` of earlier turns, oldest first.
        rule: The model's.
    """
    message = tokenizer.encode(text, add_special_tokens=False)
    kept = min(len(message.ids), rule.text_tokens)
    ids = [rule.cls, *message.ids[:kept], rule.sep]
    words: list[tuple[int, int, int]] = []
    seen = None
    for index in range(kept):
        start, end = message.offsets[index]
        word = message.word_ids[index]
        if words and word is not None and word == seen:
            words[-1] = (words[-1][0], words[-1][1], end)
        else:
            words.append((index + 1, start, end))
        seen = word
    types = [0] * len(ids)
    left = rule.history_tokens
    for turn in reversed(history[-rule.history_turns :] if rule.history_turns else ()):
        pieces = tokenizer.encode(f"{turn['speaker']}: {turn['text']}", add_special_tokens=False).ids[
            : max(0, left - 1)
        ]
        if not pieces:
            break
        ids += [*pieces, rule.sep]
        left -= len(pieces) + 1
    types += [1] * (len(ids) - len(types))
    return Packed(ids, types, words)

"""The sentence encoder: text in, a sentence vector and token states out, in one run on one thread.

onnxruntime, tokenizers and NumPy alone. Knows nothing of intents or tickets.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from willcall.kit.inference import session

Array = npt.NDArray[np.float32]
LONGEST = 96  # tokens; a fan's message is seldom a third of it
PACKAGED = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Encoded:
    """One text, encoded.

    Args:
        sentence: [384], of length 1.
        states: [tokens, 384], without the marks of beginning and end.
        spans: (start, end) in the text of each token.
        first: Whether each token begins a word.
    """

    sentence: Array
    states: Array
    spans: list[tuple[int, int]]
    first: list[bool]

    def stretch(self, start: int, end: int) -> Array:
        """The mean state of the tokens between two positions, of length 1; of all tokens where there is none."""
        inside = [i for i, (a, b) in enumerate(self.spans) if a < end and start < b]
        mean = self.states[inside].mean(axis=0) if inside else self.states.mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)


class Encoder:
    """Loads `encoder.onnx` and `tokenizer.json` of a folder, once.

    Raises:
        OSError: The folder lacks them.
    """

    def __init__(self, folder: Path | None = None) -> None:
        from tokenizers import Tokenizer  # noqa: PLC0415

        folder = folder or PACKAGED
        for name in ("encoder.onnx", "tokenizer.json"):
            if not (folder / name).is_file():
                raise FileNotFoundError(
                    f"{folder / name} is missing: run `make reader DATA=DIR` or reinstall the package"
                )
        self._session: Any = session(folder / "encoder.onnx")
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)

    def encode(self, text: str) -> Encoded:
        """One text; safe from several threads."""
        tokens = self._tokenizer.encode(text)
        ids = np.array([tokens.ids], dtype=np.int64)
        sentence, states = self._session.run(["sentence", "tokens"], {"ids": ids, "mask": np.ones_like(ids)})
        spans = tokens.offsets[1:-1]
        if not spans:
            return Encoded(sentence[0], states[0], [(0, len(text))] * states.shape[1], [True] * states.shape[1])
        words = tokens.word_ids[1:-1]
        first = [index == 0 or words[index] != words[index - 1] for index in range(len(words))]
        return Encoded(sentence[0], states[0, 1:-1], spans, first)

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is in the vocabulary as a whole: some twenty thousand of English are."""
        return self._tokenizer.token_to_id(word) is not None

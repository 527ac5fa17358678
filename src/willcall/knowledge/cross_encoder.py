"""A cross-encoder from a folder, as they are exported everywhere: `model.onnx` and `tokenizer.json`, run by onnxruntime on one thread.

Takes `input_ids`, `attention_mask` and, where the model asks for them, `token_type_ids`; gives one logit a pair, or two of which the
second is for "answers". `python -m willcall.training.recipes.reranker` makes such a folder. Knows no ranking.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from willcall.kit.errors import WillcallError
from willcall.kit.inference import session

LONGEST = 128
"""Tokens of a pair; a longer passage is cut."""
AT_ONCE = 8
"""Pairs in a run of the model, of like length so that little of it is padding."""


class NoReranker(WillcallError):
    """The folder holds no cross-encoder that can be read."""

    kind = "no_reranker"
    title = "There is no re-ranker"


class CrossEncoder:
    """Fulfils `knowledge.reranking.Reranker`. Safe to use from several threads.

    Args:
        folder: Of `model.onnx` and `tokenizer.json`.

    Raises:
        NoReranker: With what is missing or wrong.
    """

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer  # noqa: PLC0415 - slow to load, and most installations have no re-ranker

        model, words = folder / "model.onnx", folder / "tokenizer.json"
        for file in (model, words):
            if not file.is_file():
                raise NoReranker(
                    f"{file} is missing. KNOWLEDGE__RERANKER must name a folder with model.onnx and tokenizer.json, or be empty."
                )
        try:
            self._session: Any = session(model)
            self._words: Any = Tokenizer.from_file(str(words))
        except Exception as error:
            raise NoReranker(f"{folder} holds no cross-encoder that can be read: {str(error)[:200]}") from error
        self._takes = [one.name for one in self._session.get_inputs()]
        unknown = set(self._takes) - {"input_ids", "attention_mask", "token_type_ids"}
        if unknown or "input_ids" not in self._takes:
            raise NoReranker(
                f"{model} takes {', '.join(self._takes)}; a cross-encoder takes input_ids, attention_mask and token_type_ids."
            )
        self._words.enable_padding()
        self._words.enable_truncation(LONGEST, strategy="longest_first")

    def score(self, question: str, passages: Sequence[str]) -> list[float]:
        """One logit a passage.

        Args:
            question: As typed.
            passages: Best with the heading they stand under.
        """
        import numpy as np  # noqa: PLC0415

        order = sorted(range(len(passages)), key=lambda place: len(passages[place]))
        scores = [0.0] * len(passages)
        for start in range(0, len(order), AT_ONCE):
            part = order[start : start + AT_ONCE]
            read = self._words.encode_batch([(question, passages[place]) for place in part])
            given = {
                "input_ids": [one.ids for one in read],
                "attention_mask": [one.attention_mask for one in read],
                "token_type_ids": [one.type_ids for one in read],
            }
            feed = {name: np.asarray(given[name], dtype=np.int64) for name in self._takes}
            logits = np.asarray(self._session.run(None, feed)[0], dtype=np.float64).reshape(len(part), -1)
            each = logits[:, -1] - logits[:, 0] if logits.shape[1] > 1 else logits[:, 0]
            for place, score in zip(part, each.tolist(), strict=True):
                scores[place] = score
        return scores

"""A second opinion on sentences that no rule of grammar found fault with: does this claim that something was done?

A small network, the sentence encoder's lower layers with a few of its own above them, fitted by `training.recipes.claims`. It gives a
likelihood and the kinds of deed; what has a receipt it does not know. onnxruntime, tokenizers and NumPy alone, loaded with the first
sentence, and only where a brain speaks whose words are not composed by code.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np

from willcall.kit.inference import session
from willcall.understanding.encoder import PACKAGED
from willcall.understanding.patterns import regex

KINDS = ("purchase", "hold", "refund", "change", "transfer", "case", "gift")
LONGEST = 64  # tokens; what is longer is judged by its parts
WEIGHTS = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely a sentence claims a deed, and which.

    Args:
        claims: From 0 to 1.
        kinds: Those of `KINDS` that it may be about, the likeliest first; never empty.
    """

    claims: float
    kinds: tuple[str, ...]


_SIGNS = (
    ("✅✔☑✓👍🆗", "done"), ("🎟🎫", "tickets"), ("💳", "card"), ("💸💰💵💶", "money"), ("🔁🔄", "exchanged"), ("↩", "returned"), ("⬆", "upgraded"),
    ("🎁", "gift"), ("📞", "call"), ("📨📤📧✉", "sent"), ("🔒", "locked"), ("➡→⇒", "to"), ("❌✖", "not"), ("⏳⌛", "waiting"), ("[x]", "done"), ("|=", ":"),
)  # fmt: skip
_SIGN = {sign: f" {word} " for signs, word in _SIGNS for sign in ((signs,) if signs == "[x]" else signs)}
_ANY_SIGN = regex("|".join(map(re.escape, _SIGN)))


def readable(said: str) -> str:
    """A plain sentence with the signs that speak in words: "✅ 2 tickets" is "done 2 tickets", a table's bars are colons."""
    return " ".join(_ANY_SIGN.sub(lambda match: _SIGN[match.group()], said).split())


class Judge(Protocol):
    """Reads a sentence as a person would who knows nothing of what happened."""

    def opinion(self, said: str) -> Opinion:
        """About one sentence, plain (`sentences.plain`); safe from several threads."""
        ...


class LearnedJudge:
    """Loads `claims.onnx` of a folder with the first sentence.

    Args:
        folder: Of the weights; those of the package when None.

    Raises:
        FileNotFoundError: With the first sentence, if the weights are missing.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or WEIGHTS
        self._lock = Lock()
        self._loaded: tuple[Any, Any] | None = None
        self._known = lru_cache(maxsize=2_000)(self._judged)

    def opinion(self, said: str) -> Opinion:
        """About one plain sentence. The same sentence again costs nothing: what was streamed is checked twice."""
        return self._known(said)

    def _judged(self, said: str) -> Opinion:
        network, tokenizer = self._network()
        ids = tokenizer.encode(readable(said)).ids
        claims, best = 0.0, np.zeros(len(KINDS), dtype=np.float32)
        for start in range(0, len(ids), LONGEST):
            part = np.array([ids[start : start + LONGEST]], dtype=np.int64)
            likely, kinds = network.run(["claims", "kinds"], {"ids": part, "mask": np.ones_like(part)})
            if float(likely[0]) >= claims:
                claims, best = float(likely[0]), kinds[0]
        order = np.argsort(-best)
        return Opinion(claims, tuple(KINDS[at] for at in order if best[at] >= 0.2) or (KINDS[order[0]],))

    def _network(self) -> tuple[Any, Any]:
        with self._lock:
            if self._loaded is None:
                from tokenizers import Tokenizer  # noqa: PLC0415  loads with the first sentence

                file = self._folder / "claims.onnx"
                if not file.is_file():
                    raise FileNotFoundError(f"{file} is missing: run `make judge` or reinstall the package.")
                tokenizer = Tokenizer.from_file(str(PACKAGED / "tokenizer.json"))
                tokenizer.no_padding()
                tokenizer.no_truncation()
                self._loaded = session(file), tokenizer
            return self._loaded

"""Which messages a person should label next: those the reader was least sure of, unlike each other and unlike what is known.

Uncertainty is the margin between the two likeliest intents, with entropy to part what is equal (Settles 2009, "Active learning
literature survey"); diversity is by cosine of the encoder's vectors, as in maximal marginal relevance (Carbonell & Goldstein
1998). Pure: knows no store.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from willcall.training.datasets.checking import normal
from willcall.training.datasets.understanding import Label
from willcall.understanding.encoder import Array

ALIKE = 0.92  # cosine from which two messages teach the same
DIVERSE = 0.3  # how much likeness to what is chosen already counts against being unsure


@dataclass(frozen=True, slots=True)
class Candidate:
    """A message as it was read.

    Args:
        text: Redacted.
        history: What came before, redacted, as (speaker, text).
        intent: The reader's guess.
        slots: The spans it found, in `text`.
        ranking: Every intent it thought of with its likelihood, best first.
        vector: [D], of length 1.
        source: Where it comes from, so that it can be taken back.
    """

    text: str
    history: tuple[tuple[str, str], ...]
    intent: str
    slots: tuple[Label, ...]
    ranking: tuple[tuple[str, float], ...]
    vector: Array = field(compare=False, repr=False)
    source: str = ""

    @property
    def margin(self) -> float:
        """How far the best intent is ahead, 0 to 1."""
        likely = [*(likelihood for _, likelihood in self.ranking), 0.0, 0.0]
        return likely[0] - likely[1]

    @property
    def entropy(self) -> float:
        """Of the intents' likelihoods, in bits."""
        return -sum(p * math.log2(p) for _, p in self.ranking if p > 0)

    @property
    def uncertainty(self) -> float:
        """0 (sure) to about 1."""
        most = math.log2(max(2, len(self.ranking)))
        return 1.0 - self.margin + 0.1 * min(1.0, self.entropy / most)

    def as_row(self) -> dict[str, Any]:
        """A line ready for labelling: understanding data with the reader's guess, `labelled` false until a person has looked."""
        slots = [
            {"name": s.name, "start": s.start, "end": s.end, "value": self.text[s.start : s.end]} for s in self.slots
        ]
        row: dict[str, Any] = {"text": self.text, "intent": self.intent, "slots": slots, "labelled": False}
        if self.history:
            row["history"] = [{"speaker": speaker, "text": text} for speaker, text in self.history]
        row["guess"] = {
            "margin": round(self.margin, 4),
            "entropy": round(self.entropy, 4),
            "ranking": [[intent, round(likely, 4)] for intent, likely in self.ranking[:3]],
        }
        return row | {"source": self.source}


def choose(candidates: Iterable[Candidate], count: int, *, known: Sequence[Array] = ()) -> list[Candidate]:
    """The messages most worth labelling, best first; at most `count`.

    Args:
        candidates: Everything that was said.
        count: How many are wanted.
        known: Vectors of what is labelled already; a message like one of them teaches nothing.
    """
    pool = _without_copies(candidates)
    if not pool or count < 1:
        return []
    vectors = np.stack([one.vector for one in pool]).astype(np.float32)
    unsure = np.array([one.uncertainty for one in pool])
    like = np.zeros(len(pool), dtype=np.float32)
    if len(known):
        near = np.stack(list(known)).astype(np.float32)
        for at in range(0, len(pool), 512):
            like[at : at + 512] = (vectors[at : at + 512] @ near.T).max(axis=1)
    open_to_choice = like < ALIKE
    like[:] = 0.0
    chosen: list[Candidate] = []
    while len(chosen) < count and open_to_choice.any():
        worth = np.where(open_to_choice, unsure - DIVERSE * like, -np.inf)
        best = int(worth.argmax())
        chosen.append(pool[best])
        like = np.maximum(like, vectors @ vectors[best])
        open_to_choice &= like < ALIKE
        open_to_choice[best] = False
    return chosen


def _without_copies(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One of each wording, the least sure; the same words after other words are another message."""
    best: dict[tuple[str, ...], Candidate] = {}
    for one in candidates:
        key = (normal(one.text), *(normal(text) for _, text in one.history[-1:]))
        if key[0] and (key not in best or one.uncertainty > best[key].uncertainty):
            best[key] = one
    return sorted(best.values(), key=lambda one: (-one.uncertainty, one.text, one.source))

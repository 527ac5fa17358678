"""Encoder and heads at work on one message: one run of the encoder, whatever the number of clauses.

Gives `reader.compose` a judge. Knows how the parts fit; what they mean is theirs.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path

from willcall.understanding.ahead import Ahead
from willcall.understanding.answers import answer as answer_of
from willcall.understanding.asked import asked as asked_of
from willcall.understanding.composing import compose
from willcall.understanding.deciding import Ranking, correcting
from willcall.understanding.encoder import PACKAGED, Array, Encoded, Encoder
from willcall.understanding.extraction import extract
from willcall.understanding.features import INTENTS, features
from willcall.understanding.heads import Heads, spans
from willcall.understanding.names import NamesCache
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Context, Intent, Reading, Slot
from willcall.understanding.spans import Found
from willcall.understanding.text import Plain

SURE_OF_A_NAME = 0.6
_OF_WHAT = {"ord": "order", "tkt": "ticket"}
_AN_ID = regex(r"\b(ord|tkt)_[0-9a-z]{4,}\b", re.IGNORECASE)
_EDGES = regex(r"^(?:the\s+)?(?=\S)|[\s.,!?'\"]+$", re.IGNORECASE)


class Model:
    """The encoder with its heads, from the weights of one folder."""

    def __init__(self, weights: Path | None = None) -> None:
        folder = weights or PACKAGED
        self.encoder = Encoder(folder)
        self.heads = Heads(folder)
        self._ahead = Ahead(self._encoded)
        self._recent: deque[tuple[str, Array]] = deque(maxlen=8)

    def _encoded(self, text: str) -> Encoded:
        """A message as the encoder is to see it: an identifier as what it is of, for its letters mean nothing and would weigh more than all words."""
        return self.encoder.encode(_AN_ID.sub(lambda one: _OF_WHAT[one[1].lower()].ljust(len(one[0])), text))

    def expect(self, message: Plain) -> None:
        """Begins to encode a message that is about to be read."""
        self._ahead.begin(message.raw)

    def read(self, message: Plain, text: str, context: Context, names: NamesCache) -> Reading:
        """The reading of a message that is not blank."""
        coming = self._ahead.of(message.raw)
        asked = asked_of(context)
        whole_answer = answer_of(text)
        slots = extract(message, context, names, self.tagged(message, coming))
        encoded = coming()
        self._recent.append((message.raw, encoded.sentence))

        def judge(start: int, end: int, scores: dict[Intent, float], inside: Sequence[Slot]) -> Ranking:
            part = message.text[start:end]
            whole = start == 0 and end == len(message.text)
            row = features(
                part,
                scores,
                inside,
                asked=asked,
                answer=whole_answer if whole else answer_of(part),
                correcting=correcting(part, asked),
            )
            low, high = message.span(start, end)
            vector = encoded.sentence if whole else encoded.stretch(low, high)
            ranked = self.heads.intents(vector, row)
            return tuple(sorted(zip(INTENTS, ranked.tolist(), strict=True), key=itemgetter(1), reverse=True))

        return compose(message, text, context, slots, judge)

    def sentence(self, text: str) -> Array:
        """The sentence vector of a text; free where it is one of the last few messages."""
        for known, vector in list(self._recent):
            if known == text:
                return vector
        return self._encoded(text).sentence

    def tagged(self, message: Plain, coming: Callable[[], Encoded]) -> Iterator[Found]:
        """Names of shows, cities and venues as the tagger sees them, in positions of the raw message; waits for the encoder when iterated."""
        encoded = coming()
        for tag, start, end, sure in spans(self.heads.tags(encoded.states), encoded.spans, encoded.first):
            if sure < SURE_OF_A_NAME:
                continue
            said = message.raw[start:end]
            lead = len(said) - len(said.lstrip(" \"'"))
            said = said.strip(" .,!?\"'")
            if len(said) > 1:
                yield Found(tag, said, start + lead, start + lead + len(said), round(sure, 3))

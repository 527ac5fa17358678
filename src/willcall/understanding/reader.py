"""The readers: `EncoderReader`, and `RulesReader` for when there is no encoder.

One message in its context becomes one `Reading`. Each step lives in its own module.
"""

import re
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import structlog

from willcall.understanding.composing import compose
from willcall.understanding.extraction import extract
from willcall.understanding.leads import without_leads
from willcall.understanding.names import Names, NamesCache
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Context, Reading
from willcall.understanding.shorthand import written_out
from willcall.understanding.slips import make_ready, put_right
from willcall.understanding.text import plain

if TYPE_CHECKING:
    from willcall.understanding.encoder import Array, Encoder
    from willcall.understanding.model import Model

LONGEST = 2_000  # characters that are read; what follows is not understood
_log = structlog.get_logger(__name__)


_NO_WORDS = regex(r"[^\w]{12,}")


_SECOND = regex(r"(?:^|\s)\(?1[).]\s.*\s\(?2[).]\s", re.DOTALL)
_LISTED = regex(r"(?P<end>[.,;:!?]?)(?P<gap>^|\s+)\(?[1-9][).]\s+")


def _in_sentences(number: re.Match[str]) -> str:
    """A full stop for the number of one of several wishes: "1) two for the derby 2) can I bring a bag"."""
    return "" if not number["gap"] else f"{number['end']} " if number["end"] in {".", "!", "?"} else ". "


def _tamed(text: str) -> str:
    """As much of a message as is read, without what leads into it and without long stretches that hold no word: those mean nothing and cost rules much."""
    text = _LISTED.sub(_in_sentences, text) if _SECOND.search(text) else text
    return without_leads(_NO_WORDS.sub(lambda stretch: stretch.group()[:12], text[:LONGEST]))


def _spelled(text: str, names: Names) -> str:
    """The message with text-speak written out and slips of the finger mended, but for what may be a name of the season.

    What text-speak means is known, so that there only a name just so is let be: "comin" is no comedy.
    """

    def of_the_season(word: str) -> bool:
        return bool(names.alike(word, word))

    def named(word: str) -> bool:
        return (word, 1.0) in names.alike(word, word)

    return put_right(written_out(text, named), of_the_season)[:LONGEST]  # what is written out may be longer


class RulesReader:
    """Reads by rules alone: no weights, no session, plainer."""

    def __init__(self) -> None:
        self._names = NamesCache()

    def expect(self, text: str) -> None:
        """Rules need no time ahead."""

    def read(self, text: str, context: Context) -> Reading:
        text = _spelled(_tamed(text), self._names.of(context.catalogue))
        message = plain(text)
        return compose(message, text, context, extract(message, context, self._names), None)


class EncoderReader:
    """Reads with the encoder and its heads; by rules alone when it is switched off or fails.

    Args:
        weights: Folder of `encoder.onnx`, `tokenizer.json`, `intents.onnx`, `tags.onnx`; those of the package when None.
        use_encoder: Off gives the rules' reading, marked `encoded=False`.
    """

    def __init__(self, weights: Path | None = None, use_encoder: bool = True) -> None:
        self._weights = weights
        self._use = use_encoder
        self._names = NamesCache()
        self._latest: Names | None = None
        self._model: Model | None = None
        self._failed = False
        self._lock = Lock()

    def expect(self, text: str) -> None:
        """Begins to encode a message that is about to be read, beside whatever comes before its reading."""
        model = self._loaded()
        if model is not None and text.strip() and self._latest is not None:
            model.expect(plain(_spelled(_tamed(text), self._latest)))

    def read(self, text: str, context: Context) -> Reading:
        """The reading of `text`; never raises on any text."""
        self._latest = names = self._names.of(context.catalogue)
        text = _spelled(_tamed(text), names)
        message = plain(text)
        model = self._loaded()
        if model is not None and text.strip():
            try:
                return model.read(message, text, context, self._names)
            except Exception:  # noqa: BLE001  a reading by rules beats none, whatever went wrong in the session
                _log.exception("encoder_failed")
        return compose(message, text, context, extract(message, context, self._names), None)

    def encode(self, text: str) -> "Array":
        """The sentence vector of a text, [384], of length 1; costs no run of the encoder for a message just read.

        Raises:
            RuntimeError: If there is no encoder.
        """
        model = self._loaded()
        if model is None:
            raise RuntimeError("There is no encoder.")
        return model.sentence(plain(_tamed(text)).raw)

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is in the encoder's vocabulary; none is where there is no encoder."""
        model = self._loaded()
        return model is not None and model.encoder.knows(word)

    @property
    def sentence_encoder(self) -> "Encoder | None":
        """The encoder, for whoever makes more of a text than its reading; None where there is none."""
        model = self._loaded()
        return None if model is None else model.encoder

    def warm(self) -> bool:
        """Load the weights and words now rather than with the first message; whether the weights are there."""
        make_ready()
        return self._loaded() is not None

    def _loaded(self) -> "Model | None":
        if not self._use or self._failed:
            return None
        if self._model is None:
            with self._lock:
                if self._model is None and not self._failed:
                    try:
                        from willcall.understanding.model import Model  # noqa: PLC0415  onnxruntime loads with the first message

                        self._model = Model(self._weights)
                    except (ImportError, OSError, ValueError, KeyError, RuntimeError):
                        _log.exception("encoder_not_loaded")
                        self._failed = True
        return self._model

"""Text in sentences, whole or as it streams in. Knows nothing of what the sentences say.

A piece keeps the white space that follows it, so that the pieces joined are the text again.
"""

import re
import unicodedata

from willcall.understanding.patterns import regex

_ABBREVIATION = regex(
    r"(?:\b(?:e\.g|i\.e|a\.m|p\.m|approx|mr|mrs|ms|dr|jr|sr|st|ave|vs|nos?|sec|sect|apt|dept|est|incl|excl|max|min|"
    r"mon|tues?|wed|thurs?|thu|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|u\.s)|(?<!\S)[A-Za-z]|"
    r"(?:^|\n)\s*\d{1,2})\.$",
    re.IGNORECASE,
)
_BOUNDARY = regex(r"(?:[.!?…。！？]+[)\]\"'”’*_`~]*(?=\s)|(?<=[。！？])(?=\S)|[ \t]*\n)\s*")
_INVISIBLE = regex(r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "", "“": '"', "”": '"', "−": "-", "‑": "-", "‐": "-"})
_MARKUP = regex(r"\*+|(?<!\w)_+|_+(?!\w)|~~|<[^<>]{1,40}>|^\s*(?:#+|>|\|)\s*")
_SPACE = regex(r"\s+")


def split(text: str) -> list[str]:
    """The sentences of `text` in order; list items and lines stand alone. `"".join(split(text)) == text`."""
    pieces, rest = _complete(text)
    return [*pieces, rest] if rest else pieces


class SentenceStream:
    """Takes text as it comes and gives back whole sentences as soon as their end is certain."""

    def __init__(self) -> None:
        self._rest = ""

    def feed(self, delta: str) -> list[str]:
        """The sentences that `delta` completes."""
        pieces, self._rest = _complete(self._rest + delta)
        # The white space after an end may still be arriving: keep the last piece until something follows it.
        if pieces and not self._rest:
            self._rest = pieces.pop()
        return pieces

    def close(self) -> list[str]:
        """Whatever is left."""
        rest, self._rest = self._rest, ""
        return split(rest)


def plain(text: str) -> str:
    """`text` as it reads: without markup and invisible characters, in lower case, with straight quotes and single spaces."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_QUOTES)
    return _SPACE.sub(" ", _MARKUP.sub("", text)).strip().lower()


def _complete(text: str) -> tuple[list[str], str]:
    pieces: list[str] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        end = match.end()
        if end <= start:
            continue
        head = text[max(start, match.start() - 40) : match.start() + 1]  # an abbreviation is short
        if "\n" not in match.group() and match.group()[0] == "." and _ABBREVIATION.search(head):
            continue
        if not text[start:end].strip():
            continue
        pieces.append(text[start:end])
        start = end
    return pieces, text[start:]

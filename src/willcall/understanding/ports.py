"""The reader's port: text in, meaning out."""

from typing import Protocol

from willcall.understanding.reading import Context, Reading


class Reader(Protocol):
    """Reads one message in its context. Deterministic; safe to call from several threads."""

    def expect(self, text: str) -> None:
        """Told of a message that is about to be read, so that work on it may begin; changes no reading, and never raises."""
        ...

    def read(self, text: str, context: Context) -> Reading:
        """The reading of `text`; never raises on any text."""
        ...

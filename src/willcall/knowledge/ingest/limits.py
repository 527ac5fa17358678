"""How much of one source is read. Knows no format."""

from dataclasses import dataclass

LARGEST = 20_000_000
"""Bytes of one file, unless the operator says otherwise."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one file is read.

    Args:
        size: Bytes.
        pages: Of a PDF.
        characters: Of its text.
    """

    size: int = LARGEST
    pages: int = 2_000
    characters: int = 20_000_000

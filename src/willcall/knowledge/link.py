"""A link as it is written in a document, and how much of one is kept."""

from dataclasses import dataclass

LONGEST_NAME, LONGEST_LABEL = 400, 200
"""Letters; what is longer is no name, and a label is cut."""
MOST = 20
"""Links of one chunk that are kept."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it is written.

    Args:
        label: The words it stands on.
        target: `parking.md#prices`, `#prices`, `/kb/parking`, `https://…`.
    """

    label: str
    target: str

"""A link as it is written in a document, and how much of one is kept."""

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"!?\[([^\[\]]*+)\]\([^()]*+\)")
"""A link or picture in Markdown; looks at no letter twice, however long the text is."""
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


def unlinked(text: str) -> str:
    """A text with the words of its links and pictures in their place."""
    return _WRITTEN.sub(r"\1", text)

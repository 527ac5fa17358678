"""How soon a case wants an answer, and how it stands with that. Pure; knows no clock and no store."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

ANSWER_WITHIN: Mapping[str, timedelta] = MappingProxyType(
    {
        "urgent": timedelta(minutes=5),
        "high": timedelta(minutes=15),
        "normal": timedelta(hours=4),
        "low": timedelta(hours=24),
    }
)
"""A person's first answer, by priority."""


def due(priority: str, opened: datetime) -> datetime:
    """When the first answer is due."""
    return opened + ANSWER_WITHIN[priority]

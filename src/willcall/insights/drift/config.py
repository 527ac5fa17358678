"""Settings of drift. Knows no source of settings."""

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class DriftSection(BaseModel):
    """What is held against what, and how often."""

    model_config = ConfigDict(extra="forbid", validate_default=True)

    enabled: bool = Field(default=True, description="whether drift is looked for")
    every_minutes: int = Field(default=60, ge=1, le=10_080, description="how often")
    hours: int = Field(default=24, ge=1, le=2_160, description="the current window: so many hours until now")
    sample: float = Field(
        default=0.1, gt=0, le=1, description="share of messages that are looked at, where there are more than 1,000"
    )
    reference_from: date | None = Field(
        default=None, description="first day of the window it is held against; absent: see next"
    )
    reference_to: date | None = Field(
        default=None, description="its last day; both absent: the 28 days before the last seven"
    )
    labels: Path | None = Field(
        default=None, description="messages with what they mean (JSONL with text and intent), to estimate harm by"
    )
    bound: float = Field(default=0.02, gt=0, lt=1, description="accuracy that may not be lost unheard, as a share")

"""Settings of insight. Knows no source of settings."""

from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator


class InsightSection(BaseModel):
    """What is kept of what happened, and how it is looked at."""

    model_config = ConfigDict(extra="forbid", validate_default=True)

    time_zone: str = Field(default="UTC", description="whose days, weeks and months figures are counted in")
    keep_days: int = Field(default=400, ge=1, le=3660, description="days that the conversation log is kept")
    flush_rows: int = Field(default=5_000, ge=100, le=100_000, description="records that wait before they go to files")
    flush_minutes: int = Field(default=15, ge=1, le=1440, description="minutes that a record waits at most")

    sentiment: Literal["embedded", "google"] = Field(
        default="embedded", description="who says how fans feel: our own head, or Google's Natural Language API"
    )
    sentiment_language: str | None = Field(
        default=None,
        max_length=35,
        description="of all messages (BCP 47), for google; it finds out by itself otherwise",
    )
    machines: Path | None = Field(default=None, description="a table of machines' prices of your own (YAML)")
    prices: Path | None = Field(default=None, description="a price table of your own (YAML), instead of the package's")

    @field_validator("time_zone")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (OSError, ValueError, KeyError):
            raise ValueError("must be a name of the IANA time zone database, such as Europe/Berlin") from None
        return name

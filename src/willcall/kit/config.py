"""Settings of storage and logs. Knows no source of settings."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator


class StorageSection(BaseModel):
    """Where state is kept."""

    model_config = ConfigDict(extra="forbid", validate_default=True)

    data: Path = Field(default=Path("data"), description="directory of everything that Willcall keeps on this machine")
    database_url: SecretStr | None = Field(
        default=None, description="sqlite:////absolute/path.db or postgresql://user@host/name; absent: SQLite in `data`"
    )
    redis_url: SecretStr | None = Field(default=None, description="reserved for shared limits and caches; not used yet")
    pool_size: int = Field(default=16, ge=1, le=200, description="database connections kept open per process")

    @field_validator("database_url")
    @classmethod
    def _known(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None and not url.get_secret_value().startswith(
            ("sqlite:///", "postgresql://", "postgres://", "postgresql+psycopg://")
        ):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return url

    @property
    def url(self) -> str:
        """The database in force."""
        if self.database_url is None:
            return f"sqlite:///{(self.data / 'willcall.db').resolve()}"
        url = self.database_url.get_secret_value()
        return "postgresql" + url.removeprefix("postgres") if url.startswith("postgres://") else url


class LogSection(BaseModel):
    """What is written to standard error, and how."""

    model_config = ConfigDict(extra="forbid", validate_default=True)

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["auto", "console", "json"] = Field(
        default="auto", description="auto: coloured lines on a terminal, JSON lines in a pipe"
    )


class TelemetrySection(BaseModel):
    """Traces of what requests pass through."""

    model_config = ConfigDict(extra="forbid", validate_default=True)

    traces: Literal["off", "otlp"] = Field(
        default="off", description="otlp sends them to a collector (extra `telemetry`)"
    )
    otlp_endpoint: str = Field(default="http://127.0.0.1:4318", description="the collector, by OTLP over HTTP")
    sample: float = Field(
        default=1.0, ge=0, le=1, description="share of requests that are traced, unless the caller decided"
    )
    service_name: str = Field(default="willcall", description="what this service is called there")

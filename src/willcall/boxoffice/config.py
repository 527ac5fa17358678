"""Settings of the box office. Knows no source of settings."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class BoxOfficeSection(BaseModel):
    """Whose box office it is, and how payments are taken."""

    model_config = ConfigDict(extra="forbid", validate_default=True)

    remote_url: str | None = Field(default=None, description="the operator's own box office (absent: the embedded one)")
    remote_key: SecretStr | None = Field(default=None, description="its service key")
    remote_timeout_seconds: float = Field(default=10, gt=0, le=120)
    payments: Literal["sandbox", "stripe", "none"] = Field(
        default="none", description="who takes payments; `willcall up` sets sandbox"
    )
    stripe_key: SecretStr | None = Field(default=None, description="Stripe's secret key")

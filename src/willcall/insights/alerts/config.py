"""Settings of alerts: bounds, and where word of them goes. Knows no source of settings."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator


class AlertsSection(BaseModel):
    """What is trouble, and who is told."""

    model_config = ConfigDict(extra="forbid", validate_default=True)

    enabled: bool = Field(default=True, description="whether anything is watched")
    every_seconds: int = Field(default=30, ge=5, le=3600, description="how often it is looked at")
    success_rate: float = Field(default=0.85, ge=0, le=1, description="fewer turns without error than this warn")
    response_ms: float = Field(default=5000, gt=0, description="a longer mean response time warns")
    sentiment: float = Field(default=0.3, ge=0, le=1, description="a lower mean sentiment is danger")
    window_minutes: float = Field(default=15, ge=1, le=1440, description="the stretch that these three look at")
    least_turns: int = Field(default=5, ge=1, description="turns that there must be for them to say anything")
    error_budget: float = Field(
        default=0.001, gt=0, lt=1, description="share of answers that may be 5xx (the objective)"
    )
    error_share: float = Field(default=0.0005, gt=0, lt=1, description="share of 5xx over 15 minutes that warns")
    unusual: float = Field(
        default=4.0, ge=0, description="robust standard deviations from the usual hour that warn; 0: not watched"
    )
    monthly_budget_usd: float = Field(
        default=0,
        ge=0,
        description="what brains may cost a month; warns at 50 and 80 %, danger at 100 %; 0: not watched",
    )
    rules: Path | None = Field(default=None, description="a file of rules of your own (YAML)")
    danger_actions: str = Field(
        default="open_incident", description="actions that a danger of the rules above runs, comma-separated"
    )
    escalate_minutes: float = Field(default=15, ge=0, description="unacknowledged for so long: said again; 0: never")
    page_channels: str = Field(
        default="", description="channels that hear only of danger and of what was escalated, comma-separated"
    )
    webhook_url: SecretStr | None = Field(default=None, description="where alerts are sent, signed (Standard Webhooks)")
    webhook_secret: SecretStr | None = Field(default=None, description="signs them: whsec_ and base64")
    slack_url: SecretStr | None = Field(default=None, description="a Slack incoming webhook")
    teams_url: SecretStr | None = Field(default=None, description="a Teams workflow's webhook")
    email_to: str = Field(default="", description="addresses that get alerts, comma-separated")
    email_from: str = Field(default="", description="the address they come from")
    smtp_host: str = Field(default="", description="the mail server that takes them")
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="none only within a machine"
    )
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    private_hosts: str = Field(
        default="", description="hosts in private networks that may be told, comma-separated; others are refused"
    )

    @field_validator("webhook_secret")
    @classmethod
    def _signs(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None:
            from willcall.insights.alerts.notifiers.webhook import key_of  # noqa: PLC0415 - only where there is one

            key_of(secret.get_secret_value())
        return secret

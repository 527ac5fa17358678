"""Settings of identity: keys, tokens, cookies, limits and who may embed the widget. Knows no source of settings."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator


class JwtSection(BaseModel):
    """How fans' bearer tokens are checked: one shared secret (HS256), or the issuer's published keys (JWKS)."""

    model_config = ConfigDict(extra="forbid", validate_default=True)

    secret: SecretStr | None = Field(default=None, description="HS256 secret shared with whoever signs fans in")
    jwks_url: str | None = Field(default=None, description="where the issuer publishes its keys")
    issuer: str | None = Field(default=None, description="required value of `iss`")
    audience: str | None = Field(default=None, description="required value of `aud`")
    token_seconds: int = Field(default=12 * 3600, ge=60, le=30 * 86400, description="life of a token Willcall issues")

    @field_validator("secret")
    @classmethod
    def _long_enough(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and len(secret.get_secret_value().encode()) < 32:
            raise ValueError("an HS256 secret needs at least 32 bytes (RFC 7518, 3.2)")
        return secret

    @field_validator("jwks_url")
    @classmethod
    def _a_web_address(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(("https://", "http://")):
            raise ValueError("must be an https:// address")
        return url


class AccessSection(BaseModel):
    """Who may come in, and how often."""

    model_config = ConfigDict(extra="forbid", validate_default=True)

    api_key: SecretStr | None = Field(default=None, description="the operator's service key (X-API-Key)")
    rate_limit_per_minute: int = Field(default=60, ge=0, le=1_000_000, description="per key, fan or address; 0: none")
    widget_origins: list[str] = Field(
        default=[], description="sites that may embed the chat, e.g. https://shop.example"
    )
    session_secret: SecretStr | None = Field(
        default=None, description="signs the page's cookie; made in the data directory when absent"
    )
    session_seconds: int = Field(default=30 * 86400, ge=300, description="life of the page's cookie")
    sign_in_per_minute: int = Field(
        default=10, ge=0, le=10_000, description="attempts to sign in to the console, per address; 0: no limit"
    )
    console_seconds: int = Field(default=12 * 3600, ge=300, description="life of an operator's sign-in to the console")
    oidc_issuer: str | None = Field(
        default=None, description="an OpenID Connect provider that signs operators in too, as it names itself"
    )
    oidc_client_id: str | None = Field(default=None, description="ours at that provider")
    oidc_client_secret: SecretStr | None = Field(default=None, description="ours there; none for a public client")
    oidc_newcomers: Literal["none", "viewer", "agent"] = Field(
        default="none",
        description="what somebody may do whom the provider knows and the roster does not; none: nothing",
    )
    jwt: JwtSection = JwtSection()

    @field_validator("widget_origins")
    @classmethod
    def _origins(cls, origins: list[str]) -> list[str]:
        for origin in origins:
            scheme, separator, host = origin.partition("://")
            if scheme not in {"http", "https"} or not separator or not host or "/" in host:
                raise ValueError(f"an origin looks like https://shop.example, not {origin!r}")
        return [origin.lower() for origin in origins]

# ruff: noqa: PLC0415 - what fetches keys from an issuer is loaded when there is one
"""Tokens, cookies and keys, made of this room's settings and the installation's own secret. Knows no other room."""

import hashlib
import hmac
from pathlib import Path
from typing import TYPE_CHECKING, Any

from willcall.access.config import AccessSection
from willcall.access.identity import Authenticator
from willcall.access.keys import ServiceKeys
from willcall.access.operators.sessions import ConsoleSessions
from willcall.access.secret_file import load_or_make
from willcall.access.sessions import Sessions
from willcall.access.tokens import IssuerKeys, Tokens
from willcall.kit.clock import Clock

if TYPE_CHECKING:
    from willcall.access.operators.oidc import Provider


def open_access(
    section: AccessSection, *, data: Path, sandbox: bool, clock: Clock
) -> tuple[Tokens, Authenticator, ConsoleSessions]:
    """Fans' tokens, who anybody is, and operators' sessions.

    Args:
        section: What is wished.
        data: Where the installation's secret is kept when none is given.
        sandbox: Whether tokens may be issued to anyone who asks.
        clock: The time.
    """
    given = section.session_secret
    house_secret = given.get_secret_value().encode() if given else load_or_make(data / "house.key")
    shared = section.jwt.secret.get_secret_value().encode() if section.jwt.secret else None
    if shared is None and sandbox and section.jwt.jwks_url is None:
        shared = hmac.new(house_secret, b"willcall sandbox tokens", hashlib.sha256).digest()
    url = section.jwt.jwks_url
    tokens = Tokens(
        secret=shared,
        keys=IssuerKeys(lambda: _fetch(url)) if url else None,
        issuer=section.jwt.issuer,
        audience=section.jwt.audience,
        seconds=section.jwt.token_seconds,
    )
    keys = ServiceKeys({"operator": section.api_key.get_secret_value()} if section.api_key else {})
    sessions = Sessions(house_secret, seconds=section.session_seconds)
    console = ConsoleSessions(house_secret, seconds=section.console_seconds)
    return tokens, Authenticator(keys=keys, tokens=tokens, sessions=sessions, clock=clock), console


def open_provider(section: AccessSection, *, data: Path) -> "Provider | None":
    """The OpenID Connect provider that signs operators in; None where none is named.

    Raises:
        BadProvider: If what is said of it is not enough.
    """
    if section.oidc_issuer is None:
        return None
    from willcall.access.operators.oidc import BadProvider, Provider

    if section.oidc_client_id is None:
        raise BadProvider(
            "An OpenID Connect provider needs our name there: set ACCESS__OIDC_CLIENT_ID.",
            field="access.oidc_client_id",
        )
    given, own = section.session_secret, section.oidc_client_secret
    return Provider(
        issuer=section.oidc_issuer,
        client_id=section.oidc_client_id,
        client_secret=own.get_secret_value() if own else None,
        secret=given.get_secret_value().encode() if given else load_or_make(data / "house.key"),
    )


def _fetch(url: str) -> Any:
    import httpx

    answer = httpx.get(url, timeout=5, follow_redirects=False)
    answer.raise_for_status()
    return answer.json()

"""Fans' bearer tokens (JSON Web Tokens, RFC 7519): whose they are, and whether they still count.

The subject is the customer id. Two ways to check a signature, never mixed: a shared secret (HS256 only) or the issuer's
published keys (asymmetric algorithms only). Knows nothing of HTTP headers or cookies.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt

from willcall.kit.errors import Unauthenticated, Unavailable
from willcall.kit.privacy import CardNumber, require_no_card

LEEWAY_S = 30
ASYMMETRIC = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
CUSTOMER_ID_LIMIT = 64


class BadToken(Unauthenticated):
    """The token is malformed, forged, expired or meant for someone else."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a verified token says.

    Args:
        customer_id: The subject.
        roles: Lower-case words, e.g. `fan`, `operator`.
        expires_at: When it stops counting.
    """

    customer_id: str
    roles: frozenset[str]
    expires_at: datetime


class IssuerKeys:
    """The keys an issuer publishes (JWKS, RFC 7517), kept for five minutes.

    Args:
        fetch: Gets the document as a plain mapping; raises whatever it likes.
        monotonic: Seconds that only go forward.
    """

    KEEP_S = 300
    COOL_DOWN_S = 30  # an unknown key id makes us look again at most this often

    def __init__(self, fetch: Callable[[], Any], *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._keys: dict[str | None, Any] = {}
        self._fetched_at: float | None = None

    def find(self, key_id: str | None) -> Any:
        """The key with that id (or the only one, when the token names none).

        Raises:
            BadToken: If the issuer has no such key.
            Unavailable: If the issuer does not answer and nothing is kept.
        """
        with self._lock:
            age = None if self._fetched_at is None else self._monotonic() - self._fetched_at
            known = self._pick(key_id)
            if age is None or age > self.KEEP_S or (known is None and age > self.COOL_DOWN_S):
                self._refresh()
                known = self._pick(key_id)
        if known is None:
            raise BadToken("The token is signed with a key that its issuer does not publish; sign in again.")
        return known

    def _pick(self, key_id: str | None) -> Any:
        if key_id is None and len(self._keys) == 1:
            return next(iter(self._keys.values()))
        return self._keys.get(key_id)

    def _refresh(self) -> None:
        try:
            found = jwt.PyJWKSet.from_dict(self._fetch())
        except Exception as error:
            if self._keys:
                self._fetched_at = self._monotonic() - self.KEEP_S + self.COOL_DOWN_S
                return
            raise Unavailable("The sign-in service's keys cannot be read right now; try again in a moment.") from error
        self._keys = {key.key_id: key.key for key in found.keys}
        self._fetched_at = self._monotonic()


class Tokens:
    """Issues (where it holds the secret) and verifies fans' tokens.

    Args:
        secret: The HS256 secret, or None.
        keys: The issuer's published keys, or None. With neither, no token counts.
        issuer: What `iss` must be, or None.
        audience: What `aud` must be, or None.
        seconds: Life of an issued token.
    """

    def __init__(
        self,
        *,
        secret: bytes | None = None,
        keys: IssuerKeys | None = None,
        issuer: str | None = None,
        audience: str | None = None,
        seconds: int = 12 * 3600,
    ) -> None:
        self._secret = secret
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self.seconds = seconds

    @property
    def may_wait(self) -> bool:
        """Whether verifying may have to ask the issuer over the network."""
        return self._keys is not None

    def issue(self, customer_id: str, *, now: datetime, roles: tuple[str, ...] = ("fan",)) -> str:
        """A token for that customer. Raises: Unavailable where Willcall does not hold the secret."""
        if self._secret is None:
            raise Unavailable("This installation does not issue tokens; the operator's sign-in does.")
        claims: dict[str, Any] = {
            "sub": customer_id,
            "roles": list(roles),
            "iat": int(now.timestamp()),
            "exp": int((now + timedelta(seconds=self.seconds)).timestamp()),
        }
        if self._issuer:
            claims["iss"] = self._issuer
        if self._audience:
            claims["aud"] = self._audience
        return jwt.encode(claims, self._secret, algorithm="HS256")

    def verify(self, token: str, *, now: datetime) -> Claims:
        """Whose token it is.

        Raises:
            BadToken: If it does not count; the message says why, and never repeats the token.
            Unavailable: If the issuer's keys cannot be had.
        """
        if len(token) > 8192:
            raise BadToken("The token is too long to be one.")
        try:
            claims = self._decode(token)
        except jwt.InvalidIssuerError as error:
            raise BadToken("The token was issued by someone else.") from error
        except jwt.InvalidAudienceError as error:
            raise BadToken("The token is meant for another service.") from error
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise BadToken("The token is not valid; sign in again.") from error
        instant = now.timestamp()
        expires, begins = claims["exp"], claims.get("nbf", 0)
        if isinstance(expires, bool) or not isinstance(expires, int | float) or not 0 < expires < 1 << 36:
            raise BadToken("The token has no sensible expiry; sign in again.")
        if instant > expires + LEEWAY_S:
            raise BadToken("The token has expired; sign in again.")
        if isinstance(begins, int | float) and instant < begins - LEEWAY_S:
            raise BadToken("The token does not count yet.")
        subject = claims["sub"]
        if not isinstance(subject, str) or not subject or len(subject) > CUSTOMER_ID_LIMIT or not subject.isprintable():
            raise BadToken("The token names no customer.")
        try:
            require_no_card(subject, field="sub")
        except CardNumber as error:
            raise BadToken(error.detail) from error
        roles = claims.get("roles", ["fan"])
        words = roles.split() if isinstance(roles, str) else roles if isinstance(roles, list) else []
        return Claims(
            subject,
            frozenset(str(word).lower() for word in words),
            datetime.fromtimestamp(expires, now.tzinfo),
        )

    def _decode(self, token: str) -> dict[str, Any]:
        key: Any
        if self._keys is not None:
            key_id = jwt.get_unverified_header(token).get("kid")
            key, algorithms = self._keys.find(key_id if isinstance(key_id, str) else None), ASYMMETRIC
        elif self._secret is not None:
            key, algorithms = self._secret, ["HS256"]
        else:
            raise BadToken("This installation accepts no tokens: set ACCESS__JWT__SECRET or ACCESS__JWT__JWKS_URL.")
        # Times are checked by the caller, against the clock it was handed.
        options: Any = {
            "require": ["sub", "exp"],
            "verify_exp": False,
            "verify_nbf": False,
            "verify_iat": False,
            "verify_aud": self._audience is not None,
        }
        decoded: dict[str, Any] = jwt.decode(
            token, key, algorithms=algorithms, issuer=self._issuer, audience=self._audience, options=options
        )
        return decoded

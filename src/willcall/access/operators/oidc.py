"""Signing operators in by an OpenID Connect provider: the authorization code flow with PKCE (OpenID Connect Core 1.0, RFC 7636, RFC 9700).

What must come back with the fan's browser (state, nonce, verifier) rides in a signed cookie, so that no process need remember it. A provider
vouches for an e-mail address and nothing else: what somebody may do here, the roster says. Knows nothing of HTTP requests of ours.
"""

import base64
import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt

from willcall.kit.errors import Invalid, Unauthenticated, Unavailable

COOKIE = "willcall_oidc"
MINUTES = 10
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures by a key that only the provider has; never one by a shared secret, and never none."""
_LEEWAY_S = 60
_KEEP_S = 3600
_LONGEST = 262_144
_AUDIENCE = "willcall:oidc"


class SignInRefused(Unauthenticated):
    """What came back from the provider does not prove who somebody is, or they are nobody here."""


class ProviderAway(Unavailable):
    """The provider does not answer, or not as OpenID Connect says."""


class BadProvider(Invalid):
    """An issuer that cannot be one."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Args:
    address: Where the browser goes.
    cookie: What it brings back.
    """

    address: str
    cookie: str


class Provider:
    """Args:
    issuer: As the provider names itself.
    client_id: Ours there.
    client_secret: Ours there; None for a public client, which PKCE alone protects.
    secret: The installation's, to sign the cookie.
    """

    def __init__(self, *, issuer: str, client_id: str, client_secret: str | None, secret: bytes) -> None:
        parts = urlsplit(issuer)
        if parts.scheme != "https" and not (
            parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}
        ):
            raise BadProvider(
                f"An OpenID Connect issuer is an https address, not {issuer[:120]!r}.", field="access.oidc_issuer"
            )
        self.issuer = issuer
        self._client_id, self._client_secret = client_id, client_secret
        self._key = hmac.new(secret, b"willcall oidc cookie", hashlib.sha256).digest()
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[float, dict[str, Any]]] = {}

    def begin(self, *, back: str, now: datetime) -> Begun:
        """Sends somebody to the provider.

        Args:
            back: The address of ours that the provider sends them back to.
            now: The instant.

        Raises:
            ProviderAway.
        """
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self._client_id,
            "redirect_uri": back,
            "scope": "openid email profile",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        until = int((now + timedelta(minutes=MINUTES)).timestamp())
        carried = {"aud": _AUDIENCE, "exp": until, "state": state, "nonce": nonce, "verifier": verifier, "back": back}
        where = str(self._configuration()["authorization_endpoint"])
        return Begun(
            f"{where}{'&' if '?' in where else '?'}{urlencode(asked)}",
            jwt.encode(carried, self._key, algorithm="HS256"),
        )

    def finish(self, *, code: str, state: str, cookie: str, now: datetime) -> str:
        """The verified e-mail address of whoever came back.

        Args:
            code: From the provider.
            state: The same.
            cookie: What their browser was given when they left.
            now: The instant.

        Raises:
            SignInRefused, ProviderAway.
        """
        left = self._opened(cookie, now)
        if not hmac.compare_digest(left["state"].encode(), state.encode("utf-8", "replace")):
            raise SignInRefused(
                "The provider's answer belongs to another attempt to sign in; try again.", field="state"
            )
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": left["back"],
            "code_verifier": left["verifier"],
            "client_id": self._client_id,
        }
        basic = None if self._client_secret is None else (self._client_id, self._client_secret)
        answer = self._fetch(str(self._configuration()["token_endpoint"]), form=form, basic=basic)
        claims = self._claims(str(answer.get("id_token", "")), nonce=left["nonce"], now=now)
        if claims.get("email_verified") is not True or not isinstance(claims.get("email"), str):
            raise SignInRefused("The provider does not vouch for an e-mail address of yours.", field="email")
        return str(claims["email"]).lower()

    # -- what came back ----------------------------------------------------------------------------------------------------

    def _opened(self, cookie: str, now: datetime) -> dict[str, str]:
        try:
            left: dict[str, Any] = jwt.decode(
                cookie[:4096], self._key, algorithms=["HS256"], audience=_AUDIENCE,
                options={"require": ["exp", "state", "nonce", "verifier", "back"], "verify_exp": False},
            )  # fmt: skip
        except (jwt.PyJWTError, ValueError) as error:
            raise SignInRefused(
                "This browser did not begin this attempt to sign in; try again.", field="cookie"
            ) from error
        if now.timestamp() > left["exp"]:
            raise SignInRefused(f"Signing in took longer than {MINUTES} minutes; try again.", field="cookie")
        return left

    def _claims(self, token: str, *, nonce: str, now: datetime) -> dict[str, Any]:
        """What an ID token says, if the provider signed it for us, now, and for this very attempt (Core 3.1.3.7)."""
        try:
            head = jwt.get_unverified_header(token)
            if head.get("alg") not in _ALGORITHMS:
                raise SignInRefused("The provider's token is signed in a way that proves nothing.", field="id_token")
            claims: dict[str, Any] = jwt.decode(
                token, self._signing_key(head), algorithms=[head["alg"]], audience=self._client_id, issuer=self.issuer,
                options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"], "verify_exp": False, "verify_iat": False, "verify_nbf": False},
            )  # fmt: skip
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise SignInRefused("The provider's token is not one for us.", field="id_token") from error
        at = now.timestamp()
        if (
            not all(isinstance(claims[name], int | float) for name in ("exp", "iat"))
            or claims["exp"] + _LEEWAY_S < at
            or claims["iat"] - _LEEWAY_S > at
        ):
            raise SignInRefused("The provider's token is too old, or not yet valid.", field="id_token")
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if (several or "azp" in claims) and claims.get("azp") != self._client_id:
            raise SignInRefused("The provider's token is for somebody else.", field="id_token")
        if not isinstance(claims["nonce"], str) or not hmac.compare_digest(claims["nonce"].encode(), nonce.encode()):
            raise SignInRefused(
                "The provider's token belongs to another attempt to sign in; try again.", field="id_token"
            )
        return claims

    def _signing_key(self, head: Mapping[str, Any]) -> Any:
        """The provider's key of that name; keys are asked for again when it is a new one."""
        where = str(self._configuration()["jwks_uri"])
        for fresh in (False, True):
            keys = [key for key in self._document(where, fresh=fresh).get("keys", []) if isinstance(key, dict)]
            fit = [
                key
                for key in keys
                if key.get("use", "sig") == "sig" and key.get("kty") != "oct" and key.get("kid") == head.get("kid")
            ]
            if fit:
                return jwt.PyJWK.from_dict(fit[0], algorithm=str(head["alg"])).key
        raise SignInRefused("The provider's token is signed with a key that it does not publish.", field="id_token")

    # -- the provider ------------------------------------------------------------------------------------------------------

    def _configuration(self) -> dict[str, Any]:
        found = self._document(self.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if found.get("issuer") != self.issuer:
            raise ProviderAway(
                f"The provider calls itself {str(found.get('issuer'))[:120]!r}, not {self.issuer!r}; set ACCESS__OIDC_ISSUER to that."
            )
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not isinstance(found.get(name), str):
                raise ProviderAway(f"The provider does not say its {name}.")
        return found

    def _document(self, address: str, *, fresh: bool = False) -> dict[str, Any]:
        with self._lock:
            kept = self._kept.get(address)
            if kept is not None and not fresh and time.monotonic() - kept[0] < _KEEP_S:
                return kept[1]
            found = self._fetch(address)
            self._kept[address] = time.monotonic(), found
            return found

    def _fetch(
        self, address: str, *, form: Mapping[str, str] | None = None, basic: tuple[str, str] | None = None
    ) -> dict[str, Any]:
        import httpx  # noqa: PLC0415 - 60 ms, and only who signs in this way needs it

        try:
            with httpx.Client(timeout=10, follow_redirects=False) as client:
                headers = {"Accept": "application/json"}
                if form is None:
                    answer = client.get(address, headers=headers)
                else:
                    auth = httpx.USE_CLIENT_DEFAULT if basic is None else httpx.BasicAuth(*basic)
                    answer = client.post(address, data=dict(form), headers=headers, auth=auth)
            if form is not None and answer.status_code in {400, 401}:
                raise SignInRefused("The provider does not take the code it gave; try again.", field="code")
            if answer.status_code != 200 or len(answer.content) > _LONGEST:
                raise ProviderAway(f"The provider answers {answer.status_code} at {urlsplit(address).path[:80]}.")
            found = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise ProviderAway(
                f"The provider does not answer at {urlsplit(address).netloc[:120]}: {type(error).__name__}."
            ) from error
        if not isinstance(found, dict):
            raise ProviderAway("The provider's answer is no JSON object.")
        return found

"""The page's cookie: a signed value that says which browser this is and, once signed in, which fan.

Signed with a key of its own (derived from the installation's secret), so that a cookie is never a bearer token nor the
other way round. Knows nothing of HTTP; what a request from another site may do with a cookie is decided at the door.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

import jwt

COOKIE = "willcall_session"
_AUDIENCE = "willcall:page"


@dataclass(frozen=True, slots=True)
class PageSession:
    """One browser.

    Args:
        session_id: `ses_…`, new for each browser.
        customer_id: The fan signed in there, or None.
    """

    session_id: str
    customer_id: str | None = None


class Sessions:
    """Seals and opens the cookie.

    Args:
        secret: The installation's secret.
        seconds: How long a cookie counts.
    """

    def __init__(self, secret: bytes, *, seconds: int) -> None:
        self._key = hmac.new(secret, b"willcall page cookie", hashlib.sha256).digest()
        self.seconds = seconds

    def seal(self, session: PageSession, *, now: datetime) -> str:
        """The cookie's value."""
        claims = {
            "sid": session.session_id,
            "aud": _AUDIENCE,
            "exp": int((now + timedelta(seconds=self.seconds)).timestamp()),
        }
        if session.customer_id is not None:
            claims["sub"] = session.customer_id
        return jwt.encode(claims, self._key, algorithm="HS256")

    def open(self, value: str, *, now: datetime) -> PageSession | None:
        """Whose cookie it is; None if it is forged, damaged or too old (then the browser is simply a new one)."""
        if len(value) > 2048:
            return None
        try:
            claims = jwt.decode(
                value,
                self._key,
                algorithms=["HS256"],
                audience=_AUDIENCE,
                options={"require": ["sid", "exp"], "verify_exp": False},
            )
        except (jwt.PyJWTError, ValueError, TypeError):
            return None
        if now.timestamp() > claims["exp"]:
            return None
        return PageSession(claims["sid"], claims.get("sub"))

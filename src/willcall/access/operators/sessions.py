"""The console's cookie: a signed value that says which operator this browser speaks for, for one working day.

Signed with a key of its own (derived from the installation's secret), so that it is never a fan's cookie or a bearer token, nor
the other way round. It counts only while the operator's generation is the one it was made for: a new password or role ends it.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

import jwt

COOKIE = "willcall_console"
_AUDIENCE = "willcall:console"


@dataclass(frozen=True, slots=True)
class ConsoleSession:
    operator_id: str
    generation: int


class ConsoleSessions:
    """Seals and opens the cookie.

    Args:
        secret: The installation's secret.
        seconds: How long a cookie counts.
    """

    def __init__(self, secret: bytes, *, seconds: int) -> None:
        self._key = hmac.new(secret, b"willcall console cookie", hashlib.sha256).digest()
        self.seconds = seconds

    def seal(self, session: ConsoleSession, *, now: datetime) -> str:
        """The cookie's value."""
        claims = {
            "sub": session.operator_id,
            "gen": session.generation,
            "aud": _AUDIENCE,
            "exp": int((now + timedelta(seconds=self.seconds)).timestamp()),
        }
        return jwt.encode(claims, self._key, algorithm="HS256")

    def open(self, value: str, *, now: datetime) -> ConsoleSession | None:
        """Whose cookie it is; None if it is forged, damaged or too old."""
        if len(value) > 2048:
            return None
        try:
            claims = jwt.decode(
                value,
                self._key,
                algorithms=["HS256"],
                audience=_AUDIENCE,
                options={"require": ["sub", "gen", "exp"], "verify_exp": False},
            )
        except (jwt.PyJWTError, ValueError, TypeError):
            return None
        if now.timestamp() > claims["exp"] or not isinstance(claims["gen"], int):
            return None
        return ConsoleSession(claims["sub"], claims["gen"])

"""From credentials to an `Actor`: a service key, a fan's token, or the page's cookie.

An operator's system that sends a fan's token beside its key speaks for that fan, with that fan's rights and no more.

Knows what the credentials are, not where in a request they stood.
"""

from dataclasses import dataclass
from typing import Literal

from willcall.access.actor import Actor
from willcall.access.keys import ServiceKeys
from willcall.access.sessions import PageSession, Sessions
from willcall.access.tokens import Claims, Tokens
from willcall.kit.clock import Clock
from willcall.kit.errors import Unauthenticated


class BadKey(Unauthenticated):
    """The service key is not one of ours."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is asking, and how we know.

    Args:
        actor: The authority.
        by: What proved it.
        caller: What rate limits count by; None when only the address is known.
        roles: A token's roles.
        session: The browser, when a cookie came along.
    """

    actor: Actor
    by: Literal["key", "token", "cookie", "nothing"]
    caller: str | None = None
    roles: frozenset[str] = frozenset()
    session: PageSession | None = None


NOBODY = Identity(Actor.anonymous(), "nothing")


class Authenticator:
    """Turns what a request presents into an identity."""

    def __init__(self, *, keys: ServiceKeys, tokens: Tokens, sessions: Sessions, clock: Clock) -> None:
        self.keys = keys
        self.tokens = tokens
        self.sessions = sessions
        self._clock = clock

    def identify(self, *, key: str | None, token: str | None, cookie: str | None) -> Identity:
        """Who that is.

        Args:
            key: A service key, or None.
            token: A bearer token, or None.
            cookie: The page's cookie, or None.

        Raises:
            BadKey: If a key came and is none of ours: a wrong key never counts as none.
            BadToken: If a token came and does not count.
        """
        name = None
        if key is not None:
            name = self.keys.match(key)
            if name is None:
                raise BadKey("The X-API-Key is not valid here.")
            if token is None:
                return Identity(Actor.service(name), "key", f"key:{name}")
        session = self.sessions.open(cookie, now=self._clock()) if cookie else None
        if token is not None:
            claims: Claims = self.tokens.verify(token, now=self._clock())
            actor = Actor.fan(claims.customer_id, session.session_id if session else None)
            caller = f"fan:{claims.customer_id}" if name is None else f"key:{name}"
            return Identity(actor, "token", caller, claims.roles, session)
        if session is None:
            return NOBODY
        if session.customer_id is None:
            return Identity(Actor.anonymous(session.session_id), "cookie", None, session=session)
        actor = Actor.fan(session.customer_id, session.session_id)
        return Identity(actor, "cookie", f"fan:{session.customer_id}", frozenset({"fan"}), session)

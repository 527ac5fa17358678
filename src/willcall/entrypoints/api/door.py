"""Who is at the door, may they come in, and how often: credentials out of a request, the same-origin rule, the rate limit.

Knows where credentials stand in HTTP; what they are worth is `access`'s business.
"""

import asyncio
import time

from fastapi import Request
from starlette.datastructures import Headers

from willcall.access.actor import Actor
from willcall.access.identity import Identity
from willcall.access.sessions import COOKIE
from willcall.app import App
from willcall.kit.errors import Denied, Limited, Unauthenticated

SECURITY: list[dict[str, list[str]]] = [
    {"fan": []},
    {"service": []},
    {},
]


class CrossSite(Denied):
    """A page of another site tried to act with the fan's cookie."""


class KeyNeeded(Unauthenticated):
    """This installation's chat is not open to everyone."""


class TooOften(Limited):
    """The rate limit is reached."""


class Door:
    """Lets requests in.

    Args:
        app: What is behind.
    """

    def __init__(self, app: App) -> None:
        self._authenticator = app.authenticator
        self._limiter = app.limiter
        self._origins = set(app.settings.access.widget_origins)

    async def identify(self, request: Request) -> Identity:
        """Who is asking; remembered for the rest of the request.

        Raises:
            BadKey, BadToken: If what was presented does not count.
            CrossSite: If another site's page sent the fan's cookie with a request that may change something.
        """
        known: Identity | None = getattr(request.state, "identity", None)
        if known is not None:
            return known
        headers = request.headers
        key = headers.get("x-api-key")
        scheme, _, token = headers.get("authorization", "").partition(" ")
        presented = token.strip() if scheme.lower() == "bearer" else None
        if presented == "":
            presented = None
        if presented is not None and request.url.path.startswith("/v1/") and presented.count(".") != 2:
            # OpenAI's clients send whatever key they were given as a bearer token: ours, or a word that means nothing.
            key = key or (presented if self._authenticator.keys.match(presented) else None)
            presented = None
        cookie = request.cookies.get(COOKIE)
        if cookie is not None and not key and not presented and request.method not in {"GET", "HEAD", "OPTIONS"}:
            cookie = self._cookie_that_counts(cookie, headers)
        if presented is not None and self._authenticator.tokens.may_wait:
            identity = await asyncio.to_thread(
                self._authenticator.identify, key=key or None, token=presented, cookie=cookie
            )
        else:
            identity = self._authenticator.identify(key=key or None, token=presented, cookie=cookie)
        request.state.identity = identity
        return identity

    async def actor(self, request: Request) -> Actor:
        """Under whose authority this request runs (a dependency of routes)."""
        return (await self.identify(request)).actor

    async def admit(self, request: Request) -> Identity:
        """Lets a request to the chat in: identity, then the rate limit, then the installation's own rule.

        Raises:
            TooOften: With the seconds to wait.
            KeyNeeded: If a service key is set and the request shows nothing that counts.
        """
        try:
            identity = await self.identify(request)
        except Unauthenticated:
            self._count(request, None)
            raise
        self._count(request, identity.caller)
        if self._authenticator.keys and identity.by == "nothing" and not self._from_a_widget(request.headers):
            raise KeyNeeded("Send an X-API-Key, a fan's bearer token, or open the chat page first.")
        return identity

    def _count(self, request: Request, caller: str | None) -> None:
        address = request.client.host if request.client else "unknown"
        verdict = self._limiter.check(caller or f"address:{address}", now=time.monotonic())
        if verdict is None:
            return
        request.state.rate = verdict
        if not verdict.allowed:
            raise TooOften(
                f"At most {verdict.limit} requests a minute; try again in {verdict.reset_s} s.",
                retry_after_s=verdict.reset_s,
            )

    def _cookie_that_counts(self, cookie: str, headers: Headers) -> str | None:
        origin = headers.get("origin")
        if origin is None:
            if headers.get("sec-fetch-site", "none") in {"same-origin", "none"}:
                return cookie
            raise CrossSite("A page of another site cannot act for the fan signed in here.")
        if same_host(origin, headers):
            return cookie
        if origin.lower() in self._origins:
            return None  # the widget speaks with a token; the page's cookie is not its to use
        raise CrossSite(f"A page of {origin[:100]!r} cannot act for the fan signed in here.")

    def _from_a_widget(self, headers: Headers) -> bool:
        origin = headers.get("origin", "").lower()
        return bool(self._origins) and (origin in self._origins or same_host(origin, headers))


def same_host(origin: str, headers: Headers) -> bool:
    """Whether a page of that origin is a page of ours."""
    return origin.lower().partition("://")[2] == headers.get("host", "").lower() != ""

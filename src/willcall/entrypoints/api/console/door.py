"""Which operator is at the door: the console's cookie, or the house's service key; what their role allows is asked for here.

A cookie counts only for requests that a page of ours makes. Knows where credentials stand in HTTP; what they are worth is
`access`'s business.
"""

from fastapi import Request, WebSocket
from starlette.requests import HTTPConnection

from willcall.access.operators.roster import Operator, Role
from willcall.access.operators.sessions import COOKIE, ConsoleSession
from willcall.app import App
from willcall.entrypoints.api.door import CrossSite, same_host
from willcall.entrypoints.api.running import Runner
from willcall.kit.errors import Unauthenticated


class SignInFirst(Unauthenticated):
    """No operator, or a session that no longer counts."""


class OperatorDoor:
    """Args:
    app: What is behind.
    runner: For looking an operator up.
    """

    def __init__(self, app: App, runner: Runner) -> None:
        assert app.console is not None
        self.sessions = app.console
        self._app = app
        self._runner = runner

    async def admit(self, request: Request, role: Role) -> Operator:
        """The operator who asks.

        Args:
            request: The request.
            role: What it takes.

        Raises:
            SignInFirst: Without a session that counts.
            CrossSite: If another site's page sent it.
            RoleTooLow: If theirs does not reach.
        """
        operator = await self._operator(request)
        operator.require(role)
        return operator

    async def _operator(self, request: HTTPConnection) -> Operator:
        key = request.headers.get("x-api-key")
        if key:
            name = self._app.authenticator.keys.match(key)
            if name is None:
                raise SignInFirst("The X-API-Key is not valid here.")
            return Operator(f"key_{name}"[:40], name, "admin", 0, self._app.clock())
        if isinstance(request, Request):
            self.require_own_page(request)
        cookie = request.cookies.get(COOKIE)
        session = self.sessions.open(cookie, now=self._app.clock()) if cookie else None
        if session is None:
            raise SignInFirst("Sign in to the console first.")
        operator = await self._runner.work(self._app.operators.get, session.operator_id)
        if operator is None or not operator.active or operator.generation != session.generation:
            raise SignInFirst("That session has ended; sign in again.")
        return operator

    async def admit_line(self, socket: WebSocket) -> Operator:
        """The operator who opens a line. A page must be ours: browsers send cookies with a WebSocket whatever page opens it.

        Raises:
            SignInFirst, CrossSite.
        """
        if not socket.headers.get("x-api-key"):
            origin = socket.headers.get("origin", "")
            if not same_host(origin, socket.headers):
                raise CrossSite(f"A page of {origin[:100]!r} cannot listen for an operator.")
        return await self._operator(socket)

    def seal(self, operator: Operator) -> str:
        """The cookie's value for an operator who has just proved who they are."""
        return self.sessions.seal(ConsoleSession(operator.operator_id, operator.generation), now=self._app.clock())

    @staticmethod
    def require_own_page(request: Request) -> None:
        """Raises: CrossSite, if the request may change something and a page of another site sent it."""
        if request.method in {"GET", "HEAD"}:
            return
        origin = request.headers.get("origin")
        if origin is None:
            if request.headers.get("sec-fetch-site", "none") in {"same-origin", "none"}:
                return
            raise CrossSite("A page of another site cannot act for an operator.")
        if not same_host(origin, request.headers):
            raise CrossSite(f"A page of {origin[:100]!r} cannot act for an operator.")

"""Signing in to the console by an OpenID Connect provider: out to it, and back."""

from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from willcall.access.operators.oidc import COOKIE as OIDC_COOKIE
from willcall.access.operators.oidc import MINUTES, Provider, SignInRefused
from willcall.access.operators.sessions import COOKIE
from willcall.app import App
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.running import Runner
from willcall.kit.errors import WillcallError
from willcall.kit.telemetry import get_logger

PATH = "/api/session/oidc"
REFUSED = "/console?signed_in=refused"
AWAY = "/console?signed_in=away"

log = get_logger("entrypoints.api")


def single_sign_on_routes(app: App, provider: Provider, door: OperatorDoor, runner: Runner) -> APIRouter:
    """The routes under /api/session/oidc; both are for browsers and answer by sending them on."""
    router = APIRouter(prefix=PATH, tags=["console"])

    def back(request: Request) -> str:
        public = app.settings.server.public_url
        return f"{public.rstrip('/') if public else str(request.base_url).rstrip('/')}{PATH}/back"

    @router.get("", status_code=303, response_class=RedirectResponse)
    async def out(request: Request) -> Response:
        """To the provider."""
        try:
            begun = await runner.work(provider.begin, back=back(request), now=app.clock())
        except WillcallError as error:
            log.warning("single sign-on cannot begin", why=error.detail)
            return RedirectResponse(AWAY, status_code=303)
        answer = RedirectResponse(begun.address, status_code=303)
        answer.set_cookie(
            OIDC_COOKIE, begun.cookie, max_age=MINUTES * 60, path=PATH, httponly=True, samesite="lax",
            secure=urlsplit(back(request)).scheme == "https",
        )  # fmt: skip
        return answer

    @router.get("/back", status_code=303, response_class=RedirectResponse)
    async def returned(request: Request, code: str = "", state: str = "", error: str = "") -> Response:
        """From the provider; the console's cookie, for whoever it vouches for and the roster knows."""
        try:
            if error or not code or not state:
                raise SignInRefused(f"The provider says: {error[:80] or 'nothing'}.")
            cookie = request.cookies.get(OIDC_COOKIE, "")
            email = await runner.work(provider.finish, code=code, state=state, cookie=cookie, now=app.clock())
            operator = await runner.work(app.operators.admit, name=email, newcomers=app.settings.access.oidc_newcomers)
        except WillcallError as refused:
            log.warning("single sign-on refused", why=refused.detail)
            answer = RedirectResponse(
                REFUSED if isinstance(refused, SignInRefused) or refused.kind != "unavailable" else AWAY,
                status_code=303,
            )
        else:
            log.info("operator signed in", operator=operator.operator_id, by="oidc")
            answer = RedirectResponse("/console", status_code=303)
            answer.set_cookie(
                COOKIE, door.seal(operator), max_age=door.sessions.seconds, path="/", httponly=True, samesite="strict",
                secure=urlsplit(back(request)).scheme == "https",
            )  # fmt: skip
        answer.delete_cookie(OIDC_COOKIE, path=PATH, httponly=True, samesite="lax")
        return answer

    return router

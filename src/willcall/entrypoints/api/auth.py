"""Signing in: sandbox tokens, and the page's cookie made from a bearer token."""

import re

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from willcall.access.sessions import COOKIE, PageSession
from willcall.app import App
from willcall.entrypoints.api import problems
from willcall.entrypoints.api.chat import body_of
from willcall.entrypoints.api.door import Door
from willcall.entrypoints.api.running import Runner
from willcall.kit.errors import Invalid, Unauthenticated
from willcall.kit.privacy import require_no_card

CUSTOMER_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:@-]{0,63}")


class SandboxSignIn(BaseModel):
    customer_id: str = Field(min_length=1, max_length=64, examples=["cus_ada"])


class AccessToken(BaseModel):
    access_token: str
    token_type: str = "bearer"  # noqa: S105 - the word of RFC 6750, no secret
    expires_in: int


class WhoAmI(BaseModel):
    """Who the server takes the caller for; `customer_id` is null for a stranger."""

    customer_id: str | None
    kind: str
    roles: list[str]
    sandbox: bool


def auth_routes(app: App, door: Door, runner: Runner) -> APIRouter:
    """The routes under /auth."""
    router = APIRouter(prefix="/auth", tags=["sign-in"], responses=problems.RESPONSES)
    sandbox = app.settings.sandbox

    if sandbox:

        @router.post("/sandbox-token", response_model=AccessToken, openapi_extra=body_of(SandboxSignIn))
        async def sandbox_token(request: Request) -> Response:
            """A token for any customer, without proof. Exists in the sandbox only."""
            wanted = problems.parse(SandboxSignIn, await request.body()).customer_id
            if not CUSTOMER_ID.fullmatch(wanted):
                raise Invalid(
                    f"A customer id has letters, digits and _ . : @ -, up to 64 of them; {wanted!r} has not.",
                    field="customer_id",
                )
            require_no_card(wanted, field="customer_id")
            if app.greet_customer is not None:
                await runner.work(app.greet_customer, wanted)
            token = app.tokens.issue(wanted, now=app.clock())
            answer = AccessToken(access_token=token, expires_in=app.tokens.seconds)
            return Response(answer.model_dump_json(), media_type="application/json")

    @router.post("/session", response_model=WhoAmI)
    async def sign_in(request: Request) -> Response:
        """Turns a fan's bearer token into the page's cookie."""
        identity = await door.identify(request)
        if identity.by != "token" or identity.actor.customer_id is None:
            raise Unauthenticated("Send the fan's bearer token in the Authorization header.", field="Authorization")
        answer = _who(identity.actor.customer_id, identity.actor.kind, identity.roles, sandbox)
        # The same browser as before, if nobody was signed in there: what it began to talk about stays its own.
        before = identity.session
        browser = before.session_id if before is not None and before.customer_id is None else app.ids("ses")
        set_cookie(app, request, answer, PageSession(browser, identity.actor.customer_id))
        return answer

    @router.delete("/session", status_code=204)
    async def sign_out(request: Request) -> Response:
        """Signs the page out; the browser is a stranger again."""
        await door.identify(request)
        answer = Response(status_code=204)
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
        return answer

    @router.get("/me", response_model=WhoAmI)
    @router.get("/session", response_model=WhoAmI, include_in_schema=False)
    async def me(request: Request) -> Response:
        """Who the caller is taken for."""
        identity = await door.identify(request)
        return _who(identity.actor.customer_id, identity.actor.kind, identity.roles, sandbox)

    return router


def set_cookie(app: App, request: Request, response: Response, session: PageSession) -> None:
    """Puts the page's cookie into a response: unreadable to scripts, not sent by other sites."""
    response.set_cookie(
        COOKIE,
        app.authenticator.sessions.seal(session, now=app.clock()),
        max_age=app.authenticator.sessions.seconds,
        path="/",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def _who(customer_id: str | None, kind: str, roles: frozenset[str], sandbox: bool) -> Response:
    answer = WhoAmI(customer_id=customer_id, kind=kind, roles=sorted(roles), sandbox=sandbox)
    return Response(answer.model_dump_json(), media_type="application/json")

"""Signing in to the console and out of it; an operator's own password."""

import time

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from willcall.access.limits import RateLimiter
from willcall.access.operators.roster import Operator, Role
from willcall.access.operators.sessions import COOKIE
from willcall.app import App
from willcall.entrypoints.api import problems
from willcall.entrypoints.api.chat import body_of
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.door import TooOften
from willcall.entrypoints.api.running import Runner
from willcall.kit.telemetry import get_logger

ANYWHERE = 6
"""For one name, from wherever, so many times what one address may try."""

log = get_logger("entrypoints.api")


class SignIn(BaseModel):
    name: str = Field(min_length=1, max_length=64)
    password: str = Field(min_length=1, max_length=200)


class NewPassword(BaseModel):
    password: str = Field(min_length=1, max_length=200)
    new_password: str = Field(min_length=1, max_length=200)


class OperatorView(BaseModel):
    """Somebody who may open the console."""

    operator_id: str
    name: str
    role: Role
    active: bool

    @classmethod
    def of(cls, operator: Operator) -> "OperatorView":
        return cls(operator_id=operator.operator_id, name=operator.name, role=operator.role, active=operator.active)


def session_routes(app: App, door: OperatorDoor, runner: Runner) -> APIRouter:
    """The routes under /api/session."""
    router = APIRouter(prefix="/api/session", tags=["console"])
    each = app.settings.access.sign_in_per_minute
    near, anywhere = RateLimiter(each), RateLimiter(each * ANYWHERE)

    def count(request: Request, name: str) -> None:
        address = request.client.host if request.client else "unknown"
        now = time.monotonic()
        for limiter, caller in ((near, address), (anywhere, name.lower())):
            verdict = limiter.check(caller, now=now)
            if verdict is not None and not verdict.allowed:
                raise TooOften(
                    f"Too many attempts to sign in; try again in {verdict.reset_s} s.", retry_after_s=verdict.reset_s
                )

    def signed_in(request: Request, operator: Operator) -> Response:
        answer = Response(OperatorView.of(operator).model_dump_json(), media_type="application/json")
        answer.set_cookie(
            COOKIE,
            door.seal(operator),
            max_age=door.sessions.seconds,
            path="/",
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return answer

    @router.post("", response_model=OperatorView, openapi_extra=body_of(SignIn))
    async def sign_in(request: Request) -> Response:
        """Name and password for the console's cookie."""
        door.require_own_page(request)
        wanted = problems.parse(SignIn, await request.body())
        count(request, wanted.name)
        operator = await runner.work(app.operators.authenticate, name=wanted.name, password=wanted.password)
        log.info("operator signed in", operator=operator.operator_id)
        return signed_in(request, operator)

    @router.get("", response_model=OperatorView)
    async def who(request: Request) -> Response:
        """Who is signed in."""
        operator = await door.admit(request, "viewer")
        return Response(OperatorView.of(operator).model_dump_json(), media_type="application/json")

    @router.delete("", status_code=204)
    async def sign_out(request: Request) -> Response:
        """Ends the session in this browser."""
        door.require_own_page(request)
        answer = Response(status_code=204)
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        return answer

    @router.post("/password", response_model=OperatorView, openapi_extra=body_of(NewPassword))
    async def change_password(request: Request) -> Response:
        """A new password for oneself; every other session ends."""
        operator = await door.admit(request, "viewer")
        wanted = problems.parse(NewPassword, await request.body())
        count(request, operator.name)
        await runner.work(app.operators.authenticate, name=operator.name, password=wanted.password)
        await runner.work(app.operators.reset, name=operator.name, password=wanted.new_password)
        fresh = await runner.work(app.operators.get, operator.operator_id)
        assert fresh is not None
        return signed_in(request, fresh)

    return router

"""Who may open the console: for admins."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from willcall.access.operators.roster import Role
from willcall.app import App
from willcall.entrypoints.api import problems
from willcall.entrypoints.api.chat import body_of
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.console.session import OperatorView
from willcall.entrypoints.api.running import Runner


class NewOperator(BaseModel):
    name: str = Field(min_length=1, max_length=64)
    role: Role = "agent"
    password: str | None = Field(default=None, min_length=1, max_length=200)


class ChangedOperator(BaseModel):
    role: Role | None = None
    active: bool | None = None


class OperatorMade(BaseModel):
    """`password` is shown once; null when it was chosen by whoever asked."""

    operator: OperatorView
    password: str | None


class OperatorList(BaseModel):
    operators: list[OperatorView]


def operator_routes(app: App, door: OperatorDoor, runner: Runner) -> APIRouter:
    """The routes under /api/operators."""
    router = APIRouter(prefix="/api/operators", tags=["console"])

    @router.get("")
    async def everyone(request: Request) -> OperatorList:
        """All operators, by name."""
        await door.admit(request, "viewer")
        found = await runner.work(app.operators.everyone)
        return OperatorList(operators=[OperatorView.of(operator) for operator in found])

    @router.post("", status_code=201, openapi_extra=body_of(NewOperator))
    async def add(request: Request) -> OperatorMade:
        """A new operator; without a password one is made up."""
        await door.admit(request, "admin")
        wanted = problems.parse(NewOperator, await request.body())
        operator, password = await runner.work(
            app.operators.add, name=wanted.name, role=wanted.role, password=wanted.password
        )
        shown = password if wanted.password is None else None
        return OperatorMade(operator=OperatorView.of(operator), password=shown)

    @router.post("/{name}", openapi_extra=body_of(ChangedOperator))
    async def change(name: str, request: Request) -> OperatorView:
        """Another role, or whether they may sign in."""
        await door.admit(request, "admin")
        wanted = problems.parse(ChangedOperator, await request.body())
        changed = await runner.work(app.operators.change, name=name, role=wanted.role, active=wanted.active)
        return OperatorView.of(changed)

    @router.post("/{name}/reset")
    async def reset(name: str, request: Request) -> OperatorMade:
        """A new password for somebody, who is signed out everywhere."""
        await door.admit(request, "admin")
        password = await runner.work(app.operators.reset, name=name)
        found = next(o for o in await runner.work(app.operators.everyone) if o.name == name.lower())
        return OperatorMade(operator=OperatorView.of(found), password=password)

    return router

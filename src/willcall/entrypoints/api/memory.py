"""What a fan asked us to remember, over HTTP: to see it, and to have it forgotten. Each fan's own; the service key for anyone."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from willcall.app import App
from willcall.cases import settled
from willcall.conversations.store import MemoryStore
from willcall.entrypoints.api import problems
from willcall.entrypoints.api.door import Door
from willcall.entrypoints.api.running import Runner
from willcall.kit.errors import Denied, Invalid, Unauthenticated


class SignInForMemory(Unauthenticated):
    """Nobody in particular has no memory."""


class NotTheirMemory(Denied):
    """Another fan's memory."""


class Remembered(BaseModel):
    """One preference."""

    kind: str = Field(description="access, aisle, area, budget, team or other")
    value: str
    words: str = Field(description="as the agent says it, after “you”")
    said: str = Field(description="what the fan said")
    at_ms: int


class MemoryOf(BaseModel):
    """Everything that is remembered of a fan; `consented` is null where nothing is."""

    customer_id: str
    consented: str | None
    consented_at: str | None
    preferences: list[Remembered]


def memory_routes(app: App, door: Door, runner: Runner) -> APIRouter:
    """The routes at /memory."""
    router = APIRouter(prefix="/memory", tags=["memory"], responses=problems.RESPONSES)
    store = MemoryStore(app.database)
    Whose = Annotated[str | None, Query(max_length=64, description="service keys: of which fan")]  # noqa: N806

    async def owner(request: Request, customer_id: str | None) -> str:
        actor = (await door.identify(request)).actor
        if actor.kind == "service":
            if customer_id is None:
                raise Invalid("Name the fan in customer_id.", field="customer_id")
            return customer_id
        if actor.customer_id is None:
            raise SignInForMemory("Sign in with a fan's bearer token, or use a service key.", field="Authorization")
        if customer_id not in (None, actor.customer_id):
            raise NotTheirMemory("A fan's memory is that fan's alone.", field="customer_id")
        return actor.customer_id

    @router.get("", response_model=MemoryOf)
    async def see(request: Request, customer_id: Whose = None) -> Response:
        """What is remembered."""
        whose = await owner(request, customer_id)
        return JSONResponse(await runner.work(exported, store, whose))

    @router.delete("", status_code=204)
    async def forget(request: Request, customer_id: Whose = None) -> Response:
        """Forgets all of it, the consent included, and what the search learned from their cases; no error where there is nothing."""
        whose = await owner(request, customer_id)

        def erase() -> None:
            with app.database.write() as unit:
                store.erase(unit, customer_id=whose)
                settled.forget(unit, subject=whose)

        await runner.work(erase)
        return Response(status_code=204)

    return router


def exported(store: MemoryStore, customer_id: str) -> dict[str, Any]:
    """Everything kept of a fan, as plain JSON."""
    found = store.of(customer_id)
    rows = json.loads(found.kept) if found else []
    return {
        "customer_id": customer_id,
        "consented": found.consented if found else None,
        "consented_at": found.consented_at.isoformat() if found else None,
        "preferences": [{name: row[name] for name in Remembered.model_fields} for row in rows],
    }

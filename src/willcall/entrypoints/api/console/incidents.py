"""Incidents and what alerts set in motion, over HTTP. Translates; `flows.incidents` conducts."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from willcall.boxoffice.contract import Instant
from willcall.entrypoints.api import problems
from willcall.entrypoints.api.chat import body_of
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.running import Runner
from willcall.flows.incidents.wired import IncidentDesk


class IncidentView(BaseModel):
    """`closed_by` is an operator's id; null where it closed with its alert."""

    model_config = ConfigDict(from_attributes=True)

    incident_id: str
    alert_id: str
    title: str
    severity: str
    said: str
    opened_at: Instant
    closed_at: Instant | None
    closed_by: str | None
    resolution: str | None


class RunView(BaseModel):
    """An action that an alert asked for. `outcome`: waiting, running, done, failed, held back, not configured."""

    model_config = ConfigDict(from_attributes=True)

    run_id: str
    action: str
    alert_id: str
    outcome: str
    said: str | None
    attempts: int
    asked_at: Instant
    began_at: Instant | None
    ended_at: Instant | None


class ActionView(BaseModel):
    """An action that rules may name, and the bounds it is held to."""

    name: str
    about: str
    seconds: float
    cooldown_s: float
    an_hour: int


class IncidentBoard(BaseModel):
    """The latest first."""

    incidents: list[IncidentView]
    runs: list[RunView]
    actions: list[ActionView]


class Settlement(BaseModel):
    """How an incident was settled."""

    resolution: str = Field(min_length=1, max_length=2_000)


BODIES = (Settlement,)


def incident_routes(desk: IncidentDesk, door: OperatorDoor, runner: Runner) -> APIRouter:
    """The routes under /api/incidents."""
    router = APIRouter(prefix="/api/incidents", tags=["console"])

    @router.get("")
    async def list_incidents(request: Request, closed: bool = False) -> IncidentBoard:
        """Open incidents (with `closed`, all), what alerts set in motion lately, and the actions that rules may name."""
        await door.admit(request, "viewer")
        found = await runner.work(desk.store.listed, open_only=not closed)
        runs = await runner.work(desk.store.runs)
        actions = [
            ActionView(
                name=action.name,
                about=action.about,
                seconds=action.bounds.seconds,
                cooldown_s=action.bounds.cooldown_s,
                an_hour=action.bounds.an_hour,
            )
            for action in desk.conducting.actions
        ]
        return IncidentBoard(
            incidents=[IncidentView.model_validate(one) for one in found],
            runs=[RunView.model_validate(run) for run in runs],
            actions=actions,
        )

    @router.post("/{incident_id}/close", openapi_extra=body_of(Settlement))
    async def close(incident_id: str, request: Request) -> IncidentView:
        """Settles an incident; a second time changes nothing."""
        operator = await door.admit(request, "agent")
        wanted = problems.parse(Settlement, await request.body())
        done = await runner.work(
            desk.conducting.close, incident_id=incident_id, by=operator.operator_id, resolution=wanted.resolution
        )
        return IncidentView.model_validate(done)

    return router

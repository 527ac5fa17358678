"""Silences over HTTP: which rules tell nobody for a while, and why. Translates; `insights.alerts.silencing` decides."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, field_validator

from willcall.app import App
from willcall.boxoffice.contract import Instant
from willcall.entrypoints.api import problems
from willcall.entrypoints.api.chat import body_of
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.running import Runner
from willcall.insights.alerts.wired import AlertDesk


class SilenceView(BaseModel):
    """`rule` is null where it is every rule; `by` and `ended_by` are operators' ids."""

    model_config = ConfigDict(from_attributes=True)

    silence_id: str
    rule: str | None
    reason: str
    by: str
    begins: Instant
    until: Instant
    ended_by: str | None


class Silenced(BaseModel):
    """Those in force and those that are over, the latest end first, at most 100; `now` is the server's."""

    silences: list[SilenceView]
    operators: dict[str, str]
    now: Instant


class NewSilence(BaseModel):
    """Mutes a rule (every rule, without one) until then, at most 30 days ahead."""

    model_config = ConfigDict(extra="forbid")

    rule: str | None = Field(default=None, max_length=60)
    until: datetime = Field(description="RFC 3339; an instant without an offset is UTC")
    reason: str = Field(min_length=1, max_length=2_000)

    @field_validator("until")
    @classmethod
    def _instant(cls, until: datetime) -> datetime:
        return until if until.tzinfo is not None else until.replace(tzinfo=UTC)


BODIES = (NewSilence,)


def silence_routes(app: App, desk: AlertDesk, door: OperatorDoor, runner: Runner) -> APIRouter:
    """The routes under /api/alerts/silences."""
    router = APIRouter(prefix="/api/alerts/silences", tags=["console"])

    @router.get("")
    async def list_silences(request: Request) -> Silenced:
        """Which rules tell nobody, until when, and why."""
        await door.admit(request, "viewer")

        def work() -> Silenced:
            return Silenced(
                silences=[SilenceView.model_validate(one) for one in desk.silences.latest()],
                operators={o.operator_id: o.name for o in app.operators.everyone()},
                now=app.clock(),
            )

        return await runner.work(work)

    @router.post("", status_code=201, openapi_extra=body_of(NewSilence))
    async def mute(request: Request) -> SilenceView:
        """Nobody is told of that rule's alerts until then; they are still seen here."""
        operator = await door.admit(request, "agent")
        wanted = problems.parse(NewSilence, await request.body())
        made = await runner.work(
            desk.silences.add, rule=wanted.rule, until=wanted.until, reason=wanted.reason, by=operator.operator_id
        )
        return SilenceView.model_validate(made)

    @router.post("/{silence_id}/end")
    async def end(silence_id: str, request: Request) -> SilenceView:
        """Ends one before its time; what still is wrong is told at the next look."""
        operator = await door.admit(request, "agent")
        ended = await runner.work(desk.silences.end, silence_id=silence_id, by=operator.operator_id)
        return SilenceView.model_validate(ended)

    return router

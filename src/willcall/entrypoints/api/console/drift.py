"""Reports of drift over HTTP. Translates; `insights.drift` compares."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from willcall.boxoffice.contract import Instant
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.running import Runner
from willcall.insights.drift.looking import Looking
from willcall.insights.drift.store import Kept


class DriftLine(BaseModel):
    """`drop` is the accuracy lost, as estimated, as a share; null where nothing can be estimated."""

    report_id: str
    at: Instant
    verdict: str
    alarms: bool
    drop: float | None


class DriftReports(BaseModel):
    """The latest first."""

    reports: list[DriftLine]


class DriftStory(DriftLine):
    """A report with every test, flaw and estimate in it."""

    report: dict[str, Any]


def drift_routes(looking: Looking, door: OperatorDoor, runner: Runner) -> APIRouter:
    """The routes under /api/drift."""
    router = APIRouter(prefix="/api/drift", tags=["console"])

    @router.get("")
    async def list_drift(request: Request, limit: Annotated[int, Query(ge=1, le=1_000)] = 50) -> DriftReports:
        """Reports of drift, the latest first."""
        await door.admit(request, "viewer")
        kept = await runner.work(looking.store.latest, most=limit)
        return DriftReports(reports=[DriftLine(**_line(one)) for one in kept])

    @router.get("/{report_id}")
    async def read(report_id: str, request: Request) -> DriftStory:
        """One report, whole."""
        await door.admit(request, "viewer")
        kept = await runner.work(looking.store.get, report_id)
        return DriftStory(**_line(kept), report=dict(kept.body))

    return router


def _line(kept: Kept) -> dict[str, Any]:
    harm = kept.body.get("harm")
    drop = None if harm is None else harm["drop"]
    return {
        "report_id": kept.report_id,
        "at": kept.at,
        "verdict": kept.verdict,
        "alarms": kept.body["alarms"],
        "drop": drop,
    }

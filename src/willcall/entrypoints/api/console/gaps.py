"""Gaps of the knowledge base over HTTP: what fans asked in vain, answered or dismissed. Translates; `insights.gaps` decides."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from willcall.app import App
from willcall.boxoffice.contract import Instant
from willcall.entrypoints.api import problems
from willcall.entrypoints.api.chat import body_of
from willcall.entrypoints.api.console.days import Days, From, StretchView, To, Zone, stretch_of
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.running import Runner
from willcall.insights.gaps.page import LONGEST_QUESTION, LONGEST_TITLE, MOST_QUESTIONS, Page

Question = Annotated[str, Field(min_length=1, max_length=2_000, description="as it is listed")]


class GapView(BaseModel):
    """A question, how often nothing answered it, how often its answer was not liked, and when it last was either."""

    question: str
    unanswered: int
    disliked: int
    last_at: Instant


class GapList(BaseModel):
    stretch: StretchView
    gaps: list[GapView]


class ClosedGap(BaseModel):
    """A gap that was closed; `by` is an operator's id, names are in `operators`."""

    question: str
    outcome: Literal["answered", "dismissed"]
    document_id: str | None
    by: str | None
    at: Instant


class ClosedGaps(BaseModel):
    gaps: list[ClosedGap]
    operators: dict[str, str]


class GapAnswer(BaseModel):
    """What the next fan who asks should be told; Markdown."""

    question: Question
    answer: str = Field(min_length=1, max_length=20_000)
    title: str = Field(default="", max_length=LONGEST_TITLE)
    asked: list[Annotated[str, Field(max_length=LONGEST_QUESTION)]] = Field(
        default=[], max_length=MOST_QUESTIONS, description="other ways of asking it"
    )
    category: str = Field(default="", max_length=80)
    venue: str = Field(default="", max_length=200, description="the only venue it holds for")
    event_id: str = Field(default="", max_length=64, description="the only event it holds for")
    valid_until: date | None = Field(default=None, description="the last day it holds")


class GapDismissed(BaseModel):
    question: Question


class MendedView(BaseModel):
    """The page that an answer became. `heard` is what the next fan who asks hears; empty where that is still nothing."""

    document_id: str
    outcome: Literal["added", "changed", "unchanged"]
    notes: list[str]
    heard: str
    heard_from: str | None
    also: list[str] = Field(description="other gaps that it closed")


BODIES = (GapAnswer, GapDismissed)


def gap_routes(app: App, door: OperatorDoor, runner: Runner) -> APIRouter:
    """The routes under /api/gaps."""
    router = APIRouter(prefix="/api/gaps", tags=["console"])

    @router.get("")
    async def open_gaps(
        request: Request, first: From = None, last: To = None, zone: Zone = None, days: Days = None,
        limit: Annotated[int, Query(ge=1, le=500)] = 500,
    ) -> GapList:  # fmt: skip
        """What fans asked in these days and had no good answer to, the most often first."""
        await door.admit(request, "viewer")
        stretch = stretch_of(app, first, last, zone, days)
        found = await runner.work(app.gaps.open, stretch, most=limit)
        return GapList(
            stretch=StretchView.of(stretch),
            gaps=[
                GapView(question=g.question, unanswered=g.unanswered, disliked=g.disliked, last_at=g.last)
                for g in found
            ],
        )

    @router.get("/closed")
    async def closed_gaps(request: Request) -> ClosedGaps:
        """What was answered or dismissed, the latest first."""
        await door.admit(request, "viewer")
        found = await runner.work(app.gaps.closed)
        people = await runner.work(app.operators.everyone)
        return ClosedGaps(
            gaps=[
                ClosedGap(question=c.question, outcome=c.outcome, document_id=c.document_id, by=c.by, at=c.at)
                for c in found
            ],
            operators={o.operator_id: o.name for o in people},
        )

    @router.post("/answer", openapi_extra=body_of(GapAnswer))
    async def answer(request: Request) -> MendedView:
        """Adds an answer to the knowledge base, as a file is added, and closes the gap and every other that it answers too."""
        operator = await door.admit(request, "agent")
        wanted = problems.parse(GapAnswer, await request.body())
        done = await runner.work(app.gaps.answer, Page(**wanted.model_dump()), by=operator.operator_id)
        return MendedView(
            document_id=done.document_id,
            outcome=done.outcome,
            notes=list(done.notes),
            heard=done.heard,
            heard_from=done.heard_from,
            also=list(done.also),
        )

    @router.post("/dismiss", status_code=204, openapi_extra=body_of(GapDismissed))
    async def dismiss(request: Request) -> Response:
        """Says that a question needs no answer here; it is listed again if it is asked again."""
        operator = await door.admit(request, "agent")
        wanted = problems.parse(GapDismissed, await request.body())
        await runner.work(app.gaps.dismiss, wanted.question, by=operator.operator_id)
        return Response(status_code=204)

    return router

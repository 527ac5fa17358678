"""From a figure to the very conversations, from a conversation to what was said and done in it, and what people thought."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from willcall.app import App
from willcall.boxoffice.contract import Instant
from willcall.conversations.store.opinions import Opinion, opinions
from willcall.entrypoints.api.console.days import Days, From, StretchView, To, Zone, stretch_of
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.running import Runner
from willcall.insights.behind import PAGE, Behind, Order
from willcall.insights.metrics import LISTS, metric
from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.money import Money

MOST_OPINIONS = 500


class BehindView(BaseModel):
    """A conversation behind a figure; its transcript is at `/api/log/conversations/{id}`."""

    conversation_id: str
    hits: int
    first_at: Instant
    last_at: Instant


class DrillDown(BaseModel):
    stretch: StretchView
    metric: str
    title: str
    total: int
    page: int
    page_size: int
    conversations: list[BehindView]


class LogRecord(BaseModel):
    """What the log has of one thing that happened; words are redacted."""

    kind: str
    at: Instant
    number: int | None
    name: str | None
    ok: bool | None
    error: str | None
    speaker: str | None
    brain: str | None
    flow: str | None
    awaiting: str | None
    intent: str | None
    action: str | None
    duration_ms: float | None
    sentiment: float | None
    answered: bool | None
    cost: float | None
    amount: Money | None
    rating: int | None
    score: int | None
    text: str | None
    reply: str | None


class LoggedConversation(BaseModel):
    conversation_id: str
    began_at: Instant
    channel: str | None
    simulated: bool
    records: list[LogRecord]


class OpinionView(BaseModel):
    """What somebody thought of an answer, with what it was made of."""

    feedback_id: str
    message_id: str
    conversation_id: str
    at: Instant
    rating: int
    score: int | None
    comment: str | None
    correction: str | None
    question: str | None
    reply: str
    brain: str | None
    sources: list[dict[str, Any]]

    @classmethod
    def of(cls, opinion: Opinion) -> "OpinionView":
        usage = opinion.body.get("usage") or {}
        own = {name: getattr(opinion, name) for name in cls.model_fields if name not in {"brain", "sources"}}
        return cls(**own, brain=usage.get("brain"), sources=opinion.body.get("sources") or [])


class Opinions(BaseModel):
    """The latest first, at most 500."""

    stretch: StretchView
    opinions: list[OpinionView]


def drilling_routes(app: App, door: OperatorDoor, runner: Runner) -> APIRouter:
    """The routes that lead from figures to people."""
    router = APIRouter(prefix="/api", tags=["console"])

    @router.get("/drill-down/{name}")
    async def drill_down(
        name: str, request: Request, first: From = None, last: To = None, zone: Zone = None, days: Days = None,
        page: Annotated[int, Query(ge=0, le=100_000)] = 0,
        brain: str | None = None, channel: str | None = None, event: str | None = None,
        label: Annotated[str | None, Query(max_length=2_000, description="`name` is a list, and this one of its lines")] = None,
        order: Annotated[Order, Query(alias="sort", description="the latest, the oldest, or those with most of it first")] = "last",
    ) -> DrillDown:  # fmt: skip
        """The very conversations behind a figure, or behind a line of a list, fifty a page."""
        await door.admit(request, "viewer")
        stretch = stretch_of(app, first, last, zone, days)
        only = {k: v for k, v in (("brain", brain), ("channel", channel), ("event", event)) if v is not None}
        title = metric(name).title if label is None else LISTS.get(name, ("", ""))[1]
        find = Behind(app.log.reader).find
        total, rows = await runner.work(find, name, stretch, page=page, only=only, label=label, order=order)
        behind = [
            BehindView(
                conversation_id=row["conversation_id"],
                hits=row["hits"],
                first_at=from_epoch_ms(row["first_ms"]),
                last_at=from_epoch_ms(row["last_ms"]),
            )
            for row in rows
        ]
        return DrillDown(
            stretch=StretchView.of(stretch), metric=name, title=title, total=total, page=page, page_size=PAGE, conversations=behind
        )  # fmt: skip

    @router.get("/log/conversations/{conversation_id}")
    async def conversation(
        conversation_id: str, request: Request,
        at: Annotated[datetime | None, Query(description="when it was going on, which makes finding it quick")] = None,
    ) -> LoggedConversation:  # fmt: skip
        """A conversation as the log has it: redacted, with tools, cards and errors between the words."""
        await door.admit(request, "viewer")
        since = None if at is None else to_epoch_ms(at)
        rows = await runner.work(Behind(app.log.reader).read, conversation_id, since_ms=since)
        return LoggedConversation(
            conversation_id=conversation_id,
            began_at=from_epoch_ms(min(row["began_ms"] or row["at_ms"] for row in rows)),
            channel=next((row["channel"] for row in rows if row["channel"]), None),
            simulated=any(row["simulated"] for row in rows),
            records=[_record(row) for row in rows],
        )

    @router.get("/opinions")
    async def given(
        request: Request, first: From = None, last: To = None, zone: Zone = None, days: Days = None
    ) -> Opinions:
        """What people thought, with the question, the answer, its sources and the brain that gave it."""
        await door.admit(request, "viewer")
        stretch = stretch_of(app, first, last, zone, days)
        found = await runner.work(
            opinions, app.database, since_ms=stretch.since_ms, until_ms=stretch.until_ms, limit=MOST_OPINIONS
        )
        return Opinions(stretch=StretchView.of(stretch), opinions=[OpinionView.of(one) for one in found])

    return router


def _record(row: Any) -> LogRecord:
    own = {name: row[name] for name in LogRecord.model_fields if name not in {"at", "amount"}}
    amount = None if row["amount"] is None or row["currency"] is None else Money(row["amount"], row["currency"])
    return LogRecord(**own, at=from_epoch_ms(row["at_ms"]), amount=amount)

"""Alerts over HTTP: what is open, what was, what every rule is at; acknowledge, resolve. Translates; `insights.alerts` decides."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from willcall.app import App
from willcall.boxoffice.contract import Instant
from willcall.entrypoints.api import problems
from willcall.entrypoints.api.chat import body_of
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.running import Runner
from willcall.insights.alerts.handling import Story
from willcall.insights.alerts.rules import kind_of
from willcall.insights.alerts.store import Alert
from willcall.insights.alerts.wired import AlertDesk


class AlertView(BaseModel):
    """An alert. `level` is how often it was said again; `muted_until` is how long nobody is told of its rule; people are operators' ids, names are in
    `operators`.
    """

    alert_id: str
    rule: str
    title: str
    severity: Literal["warning", "danger"]
    state: Literal["firing", "acknowledged", "resolved"]
    level: int
    muted_until: Instant | None = None
    value: float | None
    bound: float | None
    said: str
    fired_at: Instant
    acknowledged_at: Instant | None
    acknowledged_by: str | None
    resolved_at: Instant | None
    resolved_by: str | None

    @classmethod
    def of(cls, alert: Alert, muted: Mapping[str, datetime]) -> "AlertView":
        known = {name: getattr(alert, name) for name in cls.model_fields if name != "muted_until"}
        return cls(**known, muted_until=None if alert.state == "resolved" else muted.get(alert.rule))


class AlertPage(BaseModel):
    """`counts` are of open alerts; `now` is the server's."""

    alerts: list[AlertView]
    total: int
    page: int
    counts: dict[str, int]
    operators: dict[str, str]
    now: Instant


class ChangeView(BaseModel):
    at: Instant
    change: str
    by: str | None
    note: str | None


class ToldView(BaseModel):
    """Whether a channel was told of a change; `due_at` is when it is tried again."""

    channel: str
    told: str
    attempts: int
    told_at: Instant | None
    due_at: Instant | None
    given_up_at: Instant | None
    error: str | None


class AlertStory(BaseModel):
    alert: AlertView
    changes: list[ChangeView]
    told: list[ToldView]
    operators: dict[str, str]


class RuleView(BaseModel):
    """A rule in force, and what its last look said; `finding` is null before the first, `muted_until` where somebody is told."""

    name: str
    title: str
    kind: str
    severity: Literal["warning", "danger"]
    phase: str
    finding: Literal["breach", "clear", "unknown"] | None
    value: float | None
    bound: float | None
    said: str | None
    looked_at: Instant | None
    muted_until: Instant | None


class AlertNote(BaseModel):
    """What the operator says to it."""

    note: str | None = Field(default=None, max_length=2_000)


BODIES = (AlertNote,)


def alert_routes(app: App, desk: AlertDesk, door: OperatorDoor, runner: Runner) -> APIRouter:
    """The routes under /api/alerts."""
    router = APIRouter(prefix="/api/alerts", tags=["console"])

    def names() -> dict[str, str]:
        return {o.operator_id: o.name for o in app.operators.everyone()}

    @router.get("")
    async def list_alerts(
        request: Request,
        state: Annotated[str, Query(description="open, firing, acknowledged, resolved or all", max_length=40)] = "open",
        page: Annotated[int, Query(ge=0, le=100_000)] = 0,
    ) -> AlertPage:
        """Alerts, the latest first, fifty a page."""
        await door.admit(request, "viewer")

        def work() -> AlertPage:
            total, found = desk.alerts.list(view=state, page=page)
            return AlertPage(
                alerts=[AlertView.of(alert, desk.silences.muted()) for alert in found],
                total=total,
                page=page,
                counts=desk.alerts.counts(),
                operators=names(),
                now=app.clock(),
            )

        return await runner.work(work)

    @router.get("/rules")
    async def list_rules(request: Request) -> list[RuleView]:
        """Every rule in force, and what it is at."""
        await door.admit(request, "viewer")
        return await runner.work(_rules, desk)

    @router.get("/{alert_id}")
    async def read(alert_id: str, request: Request) -> AlertStory:
        """An alert with its history, and who was told."""
        await door.admit(request, "viewer")
        story = await runner.work(desk.alerts.story, alert_id)
        return AlertStory(
            alert=AlertView.of(story.alert, desk.silences.muted()),
            changes=[ChangeView(at=c.at, change=c.change, by=c.by, note=c.note) for c in story.changes],
            told=_told(story),
            operators=await runner.work(names),
        )

    @router.post("/{alert_id}/acknowledge", openapi_extra=body_of(AlertNote))
    async def acknowledge(alert_id: str, request: Request) -> AlertView:
        """Says that somebody is at it; it is not escalated any more."""
        return await _change(request, alert_id, desk.alerts.acknowledge)

    @router.post("/{alert_id}/resolve", openapi_extra=body_of(AlertNote))
    async def resolve(alert_id: str, request: Request) -> AlertView:
        """Calls it done; the same trouble fires again only after it was gone once."""
        return await _change(request, alert_id, desk.alerts.resolve)

    async def _change(request: Request, alert_id: str, change: Any) -> AlertView:
        operator = await door.admit(request, "agent")
        body = await request.body()
        wanted = problems.parse(AlertNote, body) if body else AlertNote()
        done = await runner.work(
            change, alert_id=alert_id, by=operator.operator_id, name=operator.name, note=wanted.note
        )
        return AlertView.of(done, desk.silences.muted())

    return router


def _rules(desk: AlertDesk) -> list[RuleView]:
    found: list[RuleView] = []
    muted = desk.silences.muted()
    for rule, now in desk.alerts.rules():
        view = RuleView(
            name=rule.name, title=rule.title, kind=kind_of(rule), severity=rule.severity, phase="quiet", finding=None,
            value=None, bound=None, said=None, looked_at=None, muted_until=muted.get(rule.name),
        )  # fmt: skip
        if now is not None:
            view.phase, view.finding, view.value, view.bound = now.watch.phase, now.finding, now.value, now.bound
            view.said, view.looked_at = now.said, now.looked_at
        found.append(view)
    return found


def _told(story: Story) -> list[ToldView]:
    def view(delivery: Any) -> ToldView:
        return ToldView(
            channel=delivery.channel,
            told=delivery.notice["told"],
            attempts=delivery.attempts,
            told_at=delivery.told_at,
            due_at=delivery.due_at,
            given_up_at=delivery.given_up_at,
            error=delivery.error,
        )

    deliveries: Sequence[Any] = story.deliveries
    return [view(delivery) for delivery in deliveries]

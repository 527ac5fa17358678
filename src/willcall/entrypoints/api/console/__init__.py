"""What the console's page and an operator's own programs call: sign-in, inbox, operators, live changes."""

from fastapi import APIRouter

from willcall.access.wired import open_provider
from willcall.app import App
from willcall.entrypoints.api import problems
from willcall.entrypoints.api.console import alerts, cases, conversations, gaps, incidents, silences
from willcall.entrypoints.api.console.alerts import alert_routes
from willcall.entrypoints.api.console.cases import case_routes
from willcall.entrypoints.api.console.conversations import conversation_routes
from willcall.entrypoints.api.console.cost import cost_routes
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.console.drift import drift_routes
from willcall.entrypoints.api.console.drilling import drilling_routes
from willcall.entrypoints.api.console.exports import export_routes
from willcall.entrypoints.api.console.gaps import gap_routes
from willcall.entrypoints.api.console.incidents import incident_routes
from willcall.entrypoints.api.console.insight import insight_routes
from willcall.entrypoints.api.console.line import line_routes
from willcall.entrypoints.api.console.operators import ChangedOperator, NewOperator, operator_routes
from willcall.entrypoints.api.console.pages import console_pages
from willcall.entrypoints.api.console.queue import queue_routes
from willcall.entrypoints.api.console.session import NewPassword, SignIn, session_routes
from willcall.entrypoints.api.console.silences import silence_routes
from willcall.entrypoints.api.console.single_sign_on import single_sign_on_routes
from willcall.entrypoints.api.console.system import system_routes
from willcall.entrypoints.api.running import Runner

CONSOLE_BODIES = (
    SignIn,
    NewPassword,
    NewOperator,
    ChangedOperator,
    *conversations.BODIES,
    *cases.BODIES,
    *alerts.BODIES,
    *silences.BODIES,
    *incidents.BODIES,
    *gaps.BODIES,
)


def console_routes(app: App, runner: Runner) -> APIRouter:
    """All of it, under /api and /console."""
    door = OperatorDoor(app, runner)
    router = APIRouter(responses=problems.RESPONSES)
    for made in (
        session_routes,
        operator_routes,
        queue_routes,
        conversation_routes,
        case_routes,
        insight_routes,
        drilling_routes,
        gap_routes,
        export_routes,
        cost_routes,
        system_routes,
        line_routes,
    ):
        router.include_router(made(app, door, runner))
    provider = open_provider(app.settings.access, data=app.settings.storage.data)
    if provider is not None:
        router.include_router(single_sign_on_routes(app, provider, door, runner))
    if app.alerts is not None:
        router.include_router(silence_routes(app, app.alerts, door, runner))
        router.include_router(alert_routes(app, app.alerts, door, runner))
    if app.drift is not None:
        router.include_router(drift_routes(app.drift, door, runner))
    if app.incidents is not None:
        router.include_router(incident_routes(app.incidents, door, runner))
    router.include_router(console_pages(app))
    return router

"""The web application over a wired `App`: routes, errors, the border around them."""

import asyncio
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from willcall import __version__
from willcall.agent.contract import ChatRequest
from willcall.app import App
from willcall.entrypoints.api import metrics, problems
from willcall.entrypoints.api.auth import SandboxSignIn, auth_routes
from willcall.entrypoints.api.border import Border
from willcall.entrypoints.api.boxoffice import boxoffice_routes
from willcall.entrypoints.api.chat import FeedbackRequest, chat_routes
from willcall.entrypoints.api.chores import do_chores
from willcall.entrypoints.api.completions import CompletionRequest, completion_routes
from willcall.entrypoints.api.console import CONSOLE_BODIES, console_routes
from willcall.entrypoints.api.door import SECURITY, Door
from willcall.entrypoints.api.health import health_routes
from willcall.entrypoints.api.knowledge import knowledge_routes
from willcall.entrypoints.api.memory import memory_routes
from willcall.entrypoints.api.pages import page_routes
from willcall.entrypoints.api.running import Runner
from willcall.entrypoints.api.sandbox_payments import sandbox_payment_routes
from willcall.understanding.patterns import compile_beside

DESCRIPTION = """Willcall sells, supports and learns. Errors are problem documents (RFC 9457); every response carries
`X-Request-ID`. A fan signs in with a bearer token, the operator's systems with `X-API-Key`; anyone may look, ask and hold."""

OWN_BODIES = (ChatRequest, FeedbackRequest, SandboxSignIn, CompletionRequest, problems.Problem, *CONSOLE_BODIES)


def create_app(app: App, *, close: bool = False) -> FastAPI:
    """The API and the pages.

    Args:
        app: Wired.
        close: Whether to close `app` when serving ends; else whoever made it does.
    """
    runner = Runner(app, threads=app.settings.server.threads)
    door = Door(app)
    if app.watch is not None:
        app.watch.observers.append(lambda arm, _why: metrics.degraded.labels(arm).inc())

    if app.alerts is not None:
        app.alerts.count(metrics.answered)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        restore = _hear_of_shutdown(app.stopping)
        chores = asyncio.create_task(do_chores(app)) if app.chores else None
        compile_beside()
        yield
        app.stopping.set()
        if chores is not None:
            chores.cancel()
            await asyncio.wait({chores})
        await asyncio.to_thread(runner.close)
        restore()
        if close:
            await asyncio.to_thread(app.close)

    api = FastAPI(
        title="Willcall",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    api.include_router(chat_routes(app, door, runner))
    api.include_router(auth_routes(app, door, runner))
    api.include_router(health_routes(app, runner))
    api.include_router(completion_routes(app, door, runner))
    api.include_router(
        boxoffice_routes(app.boxoffice, door.actor, signer=app.signer, voided=app.voided_tickets, clock=app.clock),
        responses=problems.RESPONSES,
    )
    if app.sandbox_payments is not None:
        api.include_router(sandbox_payment_routes(app.sandbox_payments))
    if app.console is not None:
        api.include_router(console_routes(app, runner))
    api.include_router(knowledge_routes(app, door, runner))
    api.include_router(memory_routes(app, door, runner))
    api.include_router(page_routes(app, runner, schema=lambda: _schema(api)))
    problems.install(api)
    api.add_middleware(Border, max_body=app.settings.server.max_body_bytes, origins=app.settings.access.widget_origins)
    return api


def _schema(api: FastAPI) -> dict[str, Any]:
    """The OpenAPI document: FastAPI's, with the bodies that routes parse themselves and the ways to sign in."""
    if api.openapi_schema is None:
        document = get_openapi(
            title=api.title, version=api.version, description=api.description, routes=api.routes, summary=None
        )
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        for model in OWN_BODIES:
            schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
            for name, part in schema.pop("$defs", {}).items():
                schemas.setdefault(name, part)
            schemas[model.__name__] = schema
        document["components"]["securitySchemes"] = {
            "fan": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            "service": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
        }
        document["security"] = SECURITY
        api.openapi_schema = document
    return api.openapi_schema


def _hear_of_shutdown(stopping: threading.Event) -> Any:
    """Long streams must end for a graceful shutdown to end: tells them when the signal comes, then lets the server act."""
    if threading.current_thread() is not threading.main_thread():
        return lambda: None
    before: dict[int, Any] = {}

    def hear(number: int, frame: Any) -> None:
        stopping.set()
        handler = before.get(number)
        if callable(handler):
            handler(number, frame)

    for number in (signal.SIGINT, signal.SIGTERM):
        before[number] = signal.signal(number, hear)

    def restore() -> None:
        for number, handler in before.items():
            with suppress(ValueError):
                signal.signal(number, handler)

    return restore

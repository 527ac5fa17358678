"""Is it running, is it alive, can it serve, how is it doing."""

import asyncio
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from willcall import __version__
from willcall.app import App
from willcall.entrypoints.api import metrics
from willcall.entrypoints.api.running import Runner
from willcall.kit.telemetry import get_logger

CHECK_TIMEOUT_S = 5.0

log = get_logger("entrypoints.api")


class Health(BaseModel):
    status: Literal["ok"] = "ok"
    version: str = __version__


class Readiness(BaseModel):
    """`checks`: what was tried, and `ok` or why not."""

    status: Literal["ready", "not_ready"]
    checks: dict[str, str]


def health_routes(app: App, runner: Runner) -> APIRouter:
    """The probes."""
    router = APIRouter(tags=["operations"])

    @router.get("/health", response_model=Health)
    @router.get("/live", response_model=Health)
    async def health() -> Response:
        """200 whenever the process answers."""
        return Response(Health().model_dump_json(), media_type="application/json")

    @router.get("/ready", response_model=Readiness, responses={503: {"model": Readiness}})
    async def ready() -> Response:
        """Really tries the brain and the database; 503 if one does not answer."""
        names = list(app.ready)
        found = await asyncio.gather(*(tried(app, runner, name) for name in names))
        checks = dict(zip(names, found, strict=True))
        if app.stopping.is_set():
            checks["server"] = "stopping"
        well = all(word == "ok" for word in checks.values())
        body = Readiness(status="ready" if well else "not_ready", checks=checks)
        return Response(body.model_dump_json(), 200 if well else 503, media_type="application/json")

    @router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
    async def scrape() -> Response:
        """Prometheus's text format."""
        text, media_type = metrics.render()
        return Response(text, headers={"Content-Type": media_type})

    return router


async def tried(app: App, runner: Runner, name: str) -> str:
    """`ok`, or why a check of `app.ready` does not hold."""
    try:
        await asyncio.wait_for(runner.work(app.ready[name]), CHECK_TIMEOUT_S)
    except TimeoutError:
        return f"no answer within {CHECK_TIMEOUT_S:g} s"
    except Exception as error:  # whatever it is, it means not ready
        log.warning("not ready", check=name, exc_info=error)
        return "does not answer"
    return "ok"

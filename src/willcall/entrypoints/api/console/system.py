"""How the house itself is: what is in service, what answers, how full it is."""

import asyncio
import hashlib
import json
import os
import shutil
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel

from willcall import __version__
from willcall.app import App
from willcall.boxoffice.contract import Instant
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.health import tried
from willcall.entrypoints.api.running import Runner
from willcall.insights.figures import Figures
from willcall.insights.stretch import Stretch
from willcall.kit.clock import from_epoch_ms
from willcall.understanding.encoder import PACKAGED

_BY_BRAIN = ("turns", "success_rate", "p95_ms")


class InService(BaseModel):
    """Who answers fans: the brain, the model behind it where there is one, and what reads. `falls_back_to` answers where the brain does not;
    `weights` tells the reader's weights from others.
    """

    brain: str
    model: str | None
    falls_back_to: str | None
    reader: str
    weights: str | None
    sentiment: str
    reranker: str | None
    box_office: str
    payments: str
    knowledge_version: int | None
    documents: int | None


class Answered(BaseModel):
    """What a brain did since midnight."""

    brain: str
    turns: int
    success_rate: float | None
    p95_ms: float | None


class LogState(BaseModel):
    """`waiting` are records that are not in files yet."""

    records: int
    waiting: int
    files: int
    bytes: int
    first_at: Instant | None
    keep_days: int


class System(BaseModel):
    version: str
    started_at: Instant
    now: Instant
    well: bool
    checks: dict[str, str]
    in_service: InService
    today: list[Answered]
    log: LogState
    database: Literal["sqlite", "postgresql"]
    workers: int
    memory_bytes: int
    disk_free_bytes: int
    sandbox: bool
    time_zone: str


def system_routes(app: App, door: OperatorDoor, runner: Runner) -> APIRouter:
    """`/api/system`."""
    router = APIRouter(prefix="/api", tags=["console"])
    started = app.clock()

    @router.get("/system")
    async def system(request: Request) -> System:
        """What is in service, whether it answers, and how much room there is."""
        await door.admit(request, "viewer")
        names = list(app.ready)
        found = await asyncio.gather(*(tried(app, runner, name) for name in names))
        return await runner.work(_state, app, started, dict(zip(names, found, strict=True)))

    return router


def _state(app: App, started: datetime, checks: dict[str, str]) -> System:
    settings = app.settings
    snapshot = app.log.store.snapshot()
    data = settings.storage.data
    return System(
        version=__version__,
        started_at=started,
        now=app.clock(),
        well=all(word == "ok" for word in checks.values()),
        checks=checks,
        in_service=_in_service(app),
        today=_today(app),
        log=LogState(
            records=sum(file.records for file in snapshot.files) + snapshot.count,
            waiting=snapshot.count,
            files=len(snapshot.files),
            bytes=sum(file.bytes for file in snapshot.files),
            first_at=from_epoch_ms(snapshot.files[0].first_ms) if snapshot.files else None,
            keep_days=settings.insight.keep_days,
        ),
        database="sqlite" if settings.storage.url.startswith("sqlite") else "postgresql",
        workers=settings.server.workers,
        memory_bytes=_resident(),
        disk_free_bytes=shutil.disk_usage(data).free,
        sandbox=settings.sandbox,
        time_zone=settings.insight.time_zone,
    )


def _in_service(app: App) -> InService:
    settings = app.settings
    listing: Any = getattr(app.documents, "listing", None)
    return InService(
        brain=settings.agent.brain,
        model=settings.agent.llm.model if settings.agent.brain != "embedded" else None,
        falls_back_to="embedded" if settings.agent.brain != "embedded" else None,
        reader=type(app.reader).__name__.removesuffix("Reader").lower(),
        weights=_fingerprint(),
        sentiment=settings.insight.sentiment,
        reranker=None if settings.knowledge.reranker is None else settings.knowledge.reranker.name,
        box_office="own" if settings.boxoffice.remote_url is None else settings.boxoffice.remote_url,
        payments="sandbox" if app.sandbox_payments is not None else settings.boxoffice.payments,
        knowledge_version=None if app.documents is None else app.documents.version(),
        documents=None if listing is None else len(listing()),
    )


def _today(app: App) -> list[Answered]:
    stretch = Stretch.last_days(1, now=app.clock(), zone=app.settings.insight.time_zone)
    found = Figures(app.log.reader, clock=app.clock).of(_BY_BRAIN, stretch, by="brain")
    brains: list[tuple[str, Any]] = [(one.name, one.values) for one in found]
    return [Answered(brain=name, **values) for name, values in brains if values["turns"]]


@cache
def _fingerprint() -> str | None:
    """Twelve digits of a hash over the hashes that the package's weights came with."""
    try:
        card = json.loads((PACKAGED / "card.json").read_text("utf-8"))
        sums = sorted(one["sha256"] for one in card["files"].values())
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return hashlib.sha256("".join(sums).encode()).hexdigest()[:12]


def _resident() -> int:
    """Bytes of memory that this process has; 0 where the system does not say it as Linux does."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0

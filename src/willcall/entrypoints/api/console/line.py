"""The console's line, `/ws`: word of everything that changes, as it changes.

Whatever it says is only that something is new, beginning with how things stand: whoever comes back after the line was down compares and reads
what they missed. Opened with the console's own cookie from the console's own page, or with the service key. All lines of a process look through
the same eyes: how many there are does not change how often the database is asked.
"""

import asyncio
import json
import math
import time
from contextlib import suppress
from typing import Any

from fastapi import APIRouter, WebSocket
from starlette.websockets import WebSocketDisconnect

from willcall.access.operators.roster import Operator
from willcall.app import App
from willcall.conversations.store import NoSuchConversation
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.running import Runner
from willcall.kit.errors import WillcallError
from willcall.kit.ids import looks_like_id
from willcall.kit.telemetry import get_logger

LOOK_EVERY_S = 0.5
MOST_LINES = 200
REFUSED, TRY_LATER, RESTARTS = 1008, 1013, 1012

log = get_logger("entrypoints.api")


class Eyes:
    """How the house stands, looked at once for everybody who listens.

    Args:
        app: What is looked at.
        runner: For looking.
    """

    def __init__(self, app: App, runner: Runner) -> None:
        self._app, self._runner = app, runner
        self._lock = asyncio.Lock()
        self._seen: dict[str, Any] = {}
        self._at = -math.inf
        self.generations: dict[str, int] = {}

    async def look(self, *, since: float) -> dict[str, Any]:
        """What there is to hear of → how it stands.

        Args:
            since: A time of the monotonic clock, in s; what was seen before it will not do: whoever has just signed in may not be in it.
        """
        async with self._lock:
            begun = time.monotonic()
            if self._at < since or begun - self._at >= LOOK_EVERY_S:
                self._seen = await self._runner.work(self._stands)
                self._at = begun
            return self._seen

    def _stands(self) -> dict[str, Any]:
        app = self._app
        stands: dict[str, Any] = {"inbox": app.queue.version(), "log": app.log.store.position()}
        if app.alerts is not None:
            stands["alerts"] = app.alerts.alerts.counts() | {"muted": len(app.alerts.silences.in_force())}
        self.generations = {o.operator_id: o.generation for o in app.operators.everyone() if o.active}
        return stands

    def lets_in(self, operator: Operator) -> bool:
        """Whether somebody who was let in would be let in now."""
        service = operator.operator_id.startswith("key_")
        return service or self.generations.get(operator.operator_id) == operator.generation


def line_routes(app: App, door: OperatorDoor, runner: Runner) -> APIRouter:
    """`/ws`."""
    router = APIRouter()
    eyes = Eyes(app, runner)
    open_lines = 0

    @router.websocket("/ws")
    async def line(socket: WebSocket) -> None:
        nonlocal open_lines
        try:
            operator = await door.admit_line(socket)
        except WillcallError:
            await socket.close(REFUSED)
            return
        if open_lines >= MOST_LINES or app.stopping.is_set():
            await socket.close(TRY_LATER)
            return
        open_lines += 1
        opened = time.monotonic()
        followed: list[str | None] = [None]
        hearing: asyncio.Task[None] | None = None
        try:
            await socket.accept()
            hearing = asyncio.create_task(_hear(socket, followed))
            told: dict[str, Any] = {}
            while not app.stopping.is_set() and not hearing.done():
                stands = dict(await eyes.look(since=opened))
                if not eyes.lets_in(operator):
                    await socket.send_text(json.dumps({"type": "signed_out"}))
                    await socket.close(REFUSED)
                    return
                if followed[0] is not None:
                    stands["conversation"] = await runner.work(_conversation, app, followed[0])
                for what, how in stands.items():
                    if how is not None and told.get(what) != how:
                        await socket.send_text(json.dumps({"type": what, "stands": how}))
                told = stands
                await asyncio.wait({hearing}, timeout=LOOK_EVERY_S)
            if not hearing.done():
                await socket.close(RESTARTS)
        except WebSocketDisconnect:
            pass
        finally:
            open_lines -= 1
            if hearing is not None:
                hearing.cancel()
                with suppress(asyncio.CancelledError):
                    await hearing

    return router


async def _hear(socket: WebSocket, followed: list[str | None]) -> None:
    """Takes orders until the line is gone: `{"follow": "cnv_…"}` or null. Anything else is let pass."""
    with suppress(WebSocketDisconnect):
        while True:
            said = await socket.receive_text()
            try:
                wanted = json.loads(said)["follow"]
            except (ValueError, TypeError, KeyError):
                continue
            known = isinstance(wanted, str) and looks_like_id(wanted, "cnv")
            followed[0] = wanted if known else None


def _conversation(app: App, conversation_id: str) -> dict[str, Any] | None:
    try:
        now = app.conversations.load(conversation_id)
    except NoSuchConversation:
        return None
    return {"conversation_id": conversation_id, "turns": now.turns, "token": now.floor, "closed": now.closed}

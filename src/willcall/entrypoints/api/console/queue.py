"""The inbox's queue, and word of its changes as they happen."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from willcall.app import App
from willcall.boxoffice.contract import Instant
from willcall.conversations.store import NoSuchConversation
from willcall.entrypoints.api import sse
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.running import Runner
from willcall.kit.errors import Unavailable, WillcallError
from willcall.kit.money import Money

LOOK_EVERY_S = 0.5
MOST_STREAMS = 200

View = Literal["waiting", "live", "closed"]


class TooManyConsoles(Unavailable):
    """This process tells as many consoles as it may."""


class Words(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    speaker: str
    text: str
    at: Instant


class InboxItem(BaseModel):
    """One line of the queue; `held_by` and `assignee` are operators' ids."""

    model_config = ConfigDict(from_attributes=True)

    item_id: str
    kind: Literal["handoff", "case", "refund", "conversation"]
    subject: str
    detail: str
    priority: str
    status: str
    opened_at: Instant
    due_at: Instant | None
    assignee: str | None
    held_by: str | None
    customer_id: str | None
    conversation_id: str | None
    order_id: str | None
    last: Words | None
    amount: Money | None
    fan_waits: bool


class Inbox(BaseModel):
    """`now` is the server's: clocks are drawn against it."""

    items: list[InboxItem]
    counts: dict[str, int]
    operators: dict[str, str]
    version: str
    now: Instant


def queue_routes(app: App, door: OperatorDoor, runner: Runner) -> APIRouter:
    """The routes under /api/inbox that show everything."""
    router = APIRouter(prefix="/api/inbox", tags=["console"])
    streams = 0

    def inbox(view: View) -> Inbox:
        version = app.queue.version()  # before looking: what changes meanwhile is told again
        waiting = app.queue.waiting()
        items = {"waiting": lambda: waiting, "live": app.queue.lately, "closed": app.queue.settled}[view]()
        now = app.clock()
        counts = {kind: sum(item.kind == kind for item in waiting) for kind in ("handoff", "case", "refund")}
        counts["waiting"] = len(waiting)
        counts["late"] = sum(item.due_at is not None and item.due_at < now for item in waiting)
        return Inbox(
            items=[InboxItem.model_validate(item) for item in items],
            counts=counts,
            operators={o.operator_id: o.name for o in app.operators.everyone()},
            version=version,
            now=now,
        )

    @router.get("", response_model=Inbox)
    async def read(request: Request, view: View = "waiting") -> Response:
        """What waits for a person (`waiting`), open conversations (`live`), or cases that were settled (`closed`)."""
        await door.admit(request, "viewer")
        found = await runner.work(inbox, view)
        return Response(found.model_dump_json(), media_type="application/json")

    @router.get(
        "/stream",
        status_code=200,
        response_class=sse.EventStream,
        responses={
            200: {
                "description": "Server-Sent Events: `inbox` and `conversation` whenever there is something to read anew"
            }
        },
    )
    async def follow(request: Request, conversation_id: Annotated[str | None, Query(max_length=64)] = None) -> Response:
        """Word of every change, beginning with how things stand: whoever reconnects reads anew and has missed nothing."""
        nonlocal streams
        operator = await door.admit(request, "viewer")
        if streams >= MOST_STREAMS:
            raise TooManyConsoles("Too many consoles are open on this server; try again in a moment.", retry_after_s=10)
        if conversation_id is not None:
            await runner.work(app.conversations.load, conversation_id)

        async def tell() -> AsyncIterator[bytes]:
            nonlocal streams
            streams += 1
            try:
                told: tuple[Any, Any] = (None, None)
                while not app.stopping.is_set():
                    current = await runner.work(app.operators.get, operator.operator_id)
                    if not operator.operator_id.startswith("key_") and (
                        current is None or not current.active or current.generation != operator.generation
                    ):
                        yield sse.event("signed_out", {})
                        return
                    stands = await runner.work(_stands, app, conversation_id)
                    if stands[0] != told[0]:
                        yield sse.event("inbox", {"version": stands[0]})
                    if stands[1] != told[1]:
                        yield sse.event("conversation", stands[1])
                    told = stands
                    await asyncio.sleep(LOOK_EVERY_S)
            finally:
                streams -= 1

        return sse.EventStream(tell())

    return router


def _stands(app: App, conversation_id: str | None) -> tuple[str, dict[str, Any] | None]:
    if conversation_id is None:
        return app.queue.version(), None
    try:
        now = app.conversations.load(conversation_id)
    except NoSuchConversation:
        return app.queue.version(), None
    except WillcallError:
        raise
    about = {"conversation_id": conversation_id, "turns": now.turns, "token": now.floor, "closed": now.closed}
    return app.queue.version(), about

"""One conversation at the desk: read it with all that the agent knew, take it over, speak, use tools, give it back."""

from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from willcall.access.actor import Actor
from willcall.access.operators.roster import Operator
from willcall.agent.contract import Card
from willcall.agent.handoff import Person, what_it_knew
from willcall.app import App
from willcall.boxoffice.contract import Instant, Order
from willcall.conversations.store import Conversation, NoSuchConversation, Turn
from willcall.entrypoints.api import problems
from willcall.entrypoints.api.chat import body_of
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.console.queue import InboxItem
from willcall.entrypoints.api.running import Runner
from willcall.kit.errors import Invalid, WillcallError
from willcall.kit.ids import looks_like_id

KEY_LIMIT = 200


class DeskMessage(BaseModel):
    """Something that was said; `unsaid` is what the agent was about to say when a person took over, `outcome` what a button did."""

    message_id: str
    number: int
    speaker: Literal["user", "agent", "person"]
    by: str | None = None
    text: str
    at: Instant
    cards: list[Card] = []
    unsaid: str | None = None
    outcome: str | None = None


class DeskConversation(BaseModel):
    """A conversation as an operator sees it. `token` is there for whoever speaks in it, and is sent with all they do."""

    conversation_id: str
    customer_id: str | None
    channel: str
    speaker: Literal["agent", "person"]
    held_by: str | None
    held_since: Instant | None
    token: int | None
    closed: bool
    created_at: Instant
    active_at: Instant
    knows: dict[str, Any]
    messages: list[DeskMessage]
    orders: list[Order]
    cases: list[InboxItem]
    operators: dict[str, str]
    now: Instant


class TakeOver(BaseModel):
    force: bool = False


class Said(BaseModel):
    token: int
    text: str = Field(max_length=20_000)


class GivenBack(BaseModel):
    token: int
    note: str = Field(default="", max_length=2_000)


class ToolWish(BaseModel):
    """`say`: words that go to the fan with what the tool leaves to show; left out, the result is the operator's alone."""

    arguments: dict[str, Any] = {}
    token: int | None = None
    say: str | None = Field(default=None, max_length=20_000)


class LeaseView(BaseModel):
    conversation_id: str
    token: int
    since: Instant


class SpokenView(BaseModel):
    message_id: str


class ToolResult(BaseModel):
    result: dict[str, Any]
    cards: list[Card]
    message_id: str | None


class ToolList(BaseModel):
    tools: list[dict[str, Any]]


BODIES = (TakeOver, Said, GivenBack, ToolWish)


def conversation_routes(app: App, door: OperatorDoor, runner: Runner) -> APIRouter:
    """The routes under /api/inbox/conversations, and the list of tools."""
    router = APIRouter(prefix="/api/inbox", tags=["console"])
    here = "/conversations/{conversation_id}"

    @router.get("/tools")
    async def tools(request: Request) -> ToolList:
        """What an operator may use for a fan."""
        await door.admit(request, "agent")
        return ToolList(tools=app.desk_tools.offered())

    @router.get(here, response_model=DeskConversation)
    async def read(conversation_id: str, request: Request) -> Response:
        """All of it."""
        operator = await door.admit(request, "viewer")
        found = await runner.work(_view, app, _known(conversation_id), operator)
        return Response(found.model_dump_json(), media_type="application/json")

    @router.post(here + "/take", openapi_extra=body_of(TakeOver))
    async def take(conversation_id: str, request: Request) -> LeaseView:
        """Takes over: from now on the agent is silent there. Of two who try, one wins; `force` (an admin's) takes it from a colleague."""
        operator = await door.admit(request, "agent")
        wanted = problems.parse(TakeOver, await request.body() or b"{}")
        if wanted.force:
            operator.require("admin")
        lease = await runner.work(
            app.hand_offs.take_over,
            conversation_id=_known(conversation_id),
            person=_person(operator),
            force=wanted.force,
        )
        return LeaseView(conversation_id=conversation_id, token=lease.token, since=lease.since)

    @router.post(here + "/reply", openapi_extra=body_of(Said))
    async def reply(conversation_id: str, request: Request) -> SpokenView:
        """Says something to the fan; sent again under the same `Idempotency-Key`, it is said once."""
        operator = await door.admit(request, "agent")
        wanted = problems.parse(Said, await request.body())
        key = request.headers.get("idempotency-key")
        if key is not None and (not 0 < len(key) <= KEY_LIMIT or not key.isprintable()):
            raise Invalid(f"An Idempotency-Key has 1 to {KEY_LIMIT} printable characters.", field="Idempotency-Key")
        spoken = await runner.work(
            app.hand_offs.reply,
            conversation_id=_known(conversation_id),
            token=wanted.token,
            person=_person(operator),
            text=wanted.text,
            idempotency_key=key,
        )
        return SpokenView(message_id=spoken.message_id)

    @router.post(here + "/give-back", status_code=204, openapi_extra=body_of(GivenBack))
    async def give_back(conversation_id: str, request: Request) -> Response:
        """The agent goes on from here, with a note that the fan does not see."""
        await door.admit(request, "agent")
        wanted = problems.parse(GivenBack, await request.body())
        await runner.work(
            app.hand_offs.give_back, conversation_id=_known(conversation_id), token=wanted.token, note=wanted.note
        )
        return Response(status_code=204)

    @router.post(here + "/tools/{name}", response_model=ToolResult, openapi_extra=body_of(ToolWish))
    async def use(conversation_id: str, name: str, request: Request) -> Response:
        """Uses one of the agent's tools. Whatever costs money becomes a quote that only the fan can agree to."""
        operator = await door.admit(request, "agent")
        wanted = problems.parse(ToolWish, await request.body())
        used = await runner.work(
            app.desk_tools.use,
            conversation_id=_known(conversation_id),
            person=_person(operator),
            name=name,
            arguments=wanted.arguments,
            token=wanted.token,
            say=wanted.say,
        )
        answer = ToolResult(result=dict(used.result), cards=used.cards, message_id=used.message_id)
        return Response(answer.model_dump_json(), media_type="application/json")

    return router


def _known(conversation_id: str) -> str:
    if not looks_like_id(conversation_id, "cnv"):
        raise NoSuchConversation(f"There is no conversation {conversation_id[:80]!r}.", field="conversation_id")
    return conversation_id


def _person(operator: Operator) -> Person:
    return Person(operator.operator_id, operator.name)


def _view(app: App, conversation_id: str, operator: Operator) -> DeskConversation:
    conversation = app.conversations.load(conversation_id)
    mine = conversation.speaker == "person" and conversation.held_by == operator.operator_id
    cases = [
        item for item in app.queue.waiting() if item.conversation_id == conversation_id and item.kind != "conversation"
    ]
    return DeskConversation(
        conversation_id=conversation_id,
        customer_id=conversation.customer_id,
        channel=conversation.channel,
        speaker=conversation.speaker,
        held_by=conversation.held_by,
        held_since=conversation.held_since,
        token=conversation.floor if mine else None,
        closed=conversation.closed,
        created_at=conversation.created_at,
        active_at=conversation.active_at,
        knows=what_it_knew(conversation),
        messages=[_message(turn) for turn in app.conversations.history(conversation_id, limit=2_000)],
        orders=_orders(app, conversation),
        cases=[InboxItem.model_validate(case) for case in cases],
        operators={o.operator_id: o.name for o in app.operators.everyone()},
        now=app.clock(),
    )


def _orders(app: App, conversation: Conversation) -> list[Order]:
    if conversation.customer_id is None:
        return []
    try:
        return app.boxoffice.list_orders(actor=Actor.service("inbox"), customer_id=conversation.customer_id)[:20]
    except WillcallError:
        return []  # a box office elsewhere that does not answer leaves the conversation readable


def _message(turn: Turn) -> DeskMessage:
    body = turn.body
    unsaid = body.get("unsaid") or {}
    return DeskMessage(
        message_id=turn.message_id,
        number=turn.number,
        speaker=turn.speaker,
        by=body.get("by"),
        text=turn.text,
        at=turn.at,
        cards=body.get("cards") or unsaid.get("cards") or [],
        unsaid=unsaid.get("text") or None,
        outcome=body.get("outcome"),
    )

"""`/chat`, `/chat/stream`, conversations and feedback. Translates; every decision is the turn's."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any, Literal, cast

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, model_validator
from starlette.responses import Response

from willcall.access.identity import Identity
from willcall.agent.contract import Card, ChatReply, ChatRequest, SourceLine, TurnEvent
from willcall.agent.wired import may_speak
from willcall.app import App
from willcall.boxoffice.contract import Instant
from willcall.conversations.store import Conversation, Glimpse, NoSuchConversation, NoSuchMessage, Turn
from willcall.entrypoints.api import problems, sse
from willcall.entrypoints.api.door import Door
from willcall.entrypoints.api.following import Following
from willcall.entrypoints.api.running import Call, Emit, Runner
from willcall.entrypoints.api.strangers import stranger
from willcall.kit.errors import Invalid, WillcallError
from willcall.kit.ids import looks_like_id
from willcall.kit.privacy import require_no_card, screen
from willcall.kit.telemetry import get_logger

KEY_LIMIT = 200

Speaker = Literal["user", "agent", "person"]
ROLES: dict[str, Literal["user", "assistant", "person"]] = {"user": "user", "agent": "assistant", "person": "person"}

log = get_logger("entrypoints.api")


class Message(BaseModel):
    """Something that was said."""

    message_id: str
    number: int
    role: Literal["user", "assistant", "person"]
    speaker: Speaker
    text: str
    at: Instant
    cards: list[Card] = []
    sources: list[SourceLine] = []
    action: dict[str, Any] | None = None
    state: dict[str, Any] | None = None


class ConversationView(BaseModel):
    """A conversation as its owner sees it."""

    conversation_id: str
    customer_id: str | None
    speaker: Literal["agent", "person"]
    closed: bool
    created_at: Instant
    active_at: Instant
    state: dict[str, Any] | None = None
    messages: list[Message]


class FeedbackRequest(BaseModel):
    """What a fan thinks of one message: a thumb, a score of 1 to 5, words; at least one of them."""

    message_id: str = Field(max_length=64)
    rating: Literal[-1, 1] | None = None
    score: int | None = Field(default=None, ge=1, le=5)
    comment: str | None = Field(default=None, max_length=4000)
    correction: str | None = Field(default=None, max_length=8000)

    @model_validator(mode="after")
    def _says_something(self) -> "FeedbackRequest":
        if self.rating is None and self.score is None and not (self.comment or self.correction):
            raise ValueError("Send a rating (-1 or 1), a score (1 to 5), a comment or a correction.")
        return self

    @property
    def thumb(self) -> int:
        """The rating; where only a score was given, what it comes to: 4 and 5 are good, 1 and 2 are not."""
        if self.rating is not None:
            return self.rating
        return 0 if self.score in {None, 3} else 1 if self.score in {4, 5} else -1


class FeedbackTaken(BaseModel):
    feedback_id: str
    message_id: str


def body_of(model: type[BaseModel]) -> dict[str, Any]:
    """OpenAPI of a body that the route parses itself (once, from bytes, with the position of an error)."""
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def chat_routes(app: App, door: Door, runner: Runner) -> APIRouter:
    """The routes of the chat."""
    router = APIRouter(tags=["chat"], responses=problems.RESPONSES)
    following = Following(
        app.conversations.glimpses, runner, stopping=app.stopping.is_set, most=app.settings.server.max_streams
    )

    def begin(call: Call) -> "asyncio.Future[bytes]":
        turn = runner.turn(call)
        turn.add_done_callback(lambda _: following.nudge(call.request.conversation_id))
        return turn

    @router.post("/chat", response_model=ChatReply, openapi_extra=body_of(ChatRequest))
    async def chat(request: Request) -> Response:
        """One turn. An answer of no (declined, expired, refused by a policy) is 200 too, in words."""
        identity = await door.admit(request)
        said = problems.parse(ChatRequest, await request.body())
        reply = await begin(_call(request, said, identity))
        return Response(reply, media_type="application/json")

    @router.post(
        "/chat/stream",
        status_code=200,
        response_class=sse.EventStream,
        openapi_extra=body_of(ChatRequest),
        responses={
            200: {"description": "Server-Sent Events: `status`, `delta`, `card`, `done` (the whole reply), `error`"}
        },
    )
    async def chat_stream(request: Request) -> Response:
        """The same turn, told as it happens."""
        identity = await door.admit(request)
        said = problems.parse(ChatRequest, await request.body())
        happenings: asyncio.Queue[TurnEvent | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def emit(happening: TurnEvent) -> None:
            loop.call_soon_threadsafe(happenings.put_nowait, happening)

        turn = begin(_call(request, said, identity, emit))
        turn.add_done_callback(lambda _: happenings.put_nowait(None))
        first = await happenings.get()
        if first is None:
            turn.result()  # an error before anything was said is a plain problem document
        return sse.EventStream(_tell(first, happenings, turn, request.state.request_id))

    @router.get("/conversations/{conversation_id}", response_model=ConversationView)
    async def read_conversation(conversation_id: str, request: Request) -> Response:
        """What was said, to its owner."""
        identity = await door.identify(request)
        view = await runner.work(_view, app, conversation_id, identity)
        return Response(view.model_dump_json().encode(), media_type="application/json")

    @router.delete("/conversations/{conversation_id}", status_code=204)
    async def end_conversation(conversation_id: str, request: Request) -> Response:
        """Ends it; what it held is free again."""
        identity = await door.identify(request)

        def end() -> None:
            owned(app, conversation_id, identity)
            if app.end_conversation is not None:
                app.end_conversation(conversation_id)

        await runner.work(end)
        return Response(status_code=204)

    @router.get(
        "/conversations/{conversation_id}/stream",
        status_code=200,
        response_class=sse.EventStream,
        responses={
            200: {
                "description": "Server-Sent Events: `message` for everything said meanwhile, `state` when the speaker changes"
            }
        },
    )
    async def follow_conversation(conversation_id: str, request: Request) -> Response:
        """Everything said from now on (from `Last-Event-ID` on, when a client reconnects)."""
        identity = await door.identify(request)
        conversation = await runner.work(owned, app, conversation_id, identity)
        last = request.headers.get("last-event-id", "")
        after = int(last) if last.isdigit() and len(last) < 9 else conversation.turns
        leave = following.admit(_follower(request, identity))
        return sse.EventStream(_follow(app, runner, following, conversation, after, identity), on_end=leave)

    @router.post("/feedback", response_model=FeedbackTaken, openapi_extra=body_of(FeedbackRequest))
    async def feedback(request: Request) -> Response:
        """A thumb, a score, a correction of one message of a conversation of one's own."""
        identity = await door.identify(request)
        given = problems.parse(FeedbackRequest, await request.body())
        taken = await runner.work(_take_feedback, app, given, identity)
        return Response(taken.model_dump_json().encode(), media_type="application/json")

    return router


def owned(app: App, conversation_id: str, identity: Identity) -> Conversation:
    """The conversation, if it is this caller's.

    Raises:
        NoSuchConversation: Also when it is someone else's.
    """
    if not looks_like_id(conversation_id, "cnv"):
        raise NoSuchConversation(f"There is no conversation {conversation_id[:80]!r}.", field="conversation_id")
    conversation = app.conversations.load(conversation_id)
    if not may_speak(conversation, identity.actor):
        raise NoSuchConversation(f"There is no conversation {conversation_id!r}.", field="conversation_id")
    return conversation


def _call(request: Request, said: ChatRequest, identity: Identity, emit: Emit | None = None) -> Call:
    request_id = request.state.request_id
    key = request.headers.get("idempotency-key")
    if key is None:
        return Call(said, identity, request_id, emit=emit)
    if not 0 < len(key) <= KEY_LIMIT or not key.isprintable():
        raise Invalid(f"An Idempotency-Key has 1 to {KEY_LIMIT} printable characters.", field="Idempotency-Key")
    require_no_card(key, field="Idempotency-Key")
    whose = identity.caller or (identity.session.session_id if identity.session else None)
    if whose is None:
        whose = f"stranger:{stranger(request)}"
    return Call(said, identity, request_id, emit=emit, key=key, key_of=f"chat {whose}"[:120])


async def _tell(
    first: TurnEvent | None,
    happenings: "asyncio.Queue[TurnEvent | None]",
    turn: "asyncio.Future[bytes]",
    request_id: str,
) -> AsyncIterator[bytes]:
    spoke = False
    happening = first
    while happening is not None:
        spoke = spoke or happening.type == "delta"
        yield sse.event(happening.type, happening.data)
        happening = await happenings.get()
    try:
        reply = turn.result()
    except WillcallError as error:
        yield sse.event("error", bytes(problems.from_error(error, request_id).body))
        return
    except Exception:  # the stream has begun: a defect must end it in words, not in silence
        log.exception("turn failed")
        yield sse.event("error", bytes(problems.surprise(request_id).body))
        return
    if not spoke:
        whole = json.loads(reply)
        if whole["response"]:
            yield sse.event("delta", {"text": whole["response"]})
        for card in whole["cards"]:
            yield sse.event("card", card)
    yield sse.event("done", reply)


def _follower(request: Request, identity: Identity) -> str | None:
    """Whose streams are counted together; an operator's own systems follow as many as they like."""
    if identity.by == "key":
        return None
    return identity.caller or (identity.session.session_id if identity.session else f"stranger:{stranger(request)}")


async def _follow(
    app: App, runner: Runner, following: Following, conversation: Conversation, after: int, identity: Identity
) -> AsyncIterator[bytes]:
    speaker = None
    identifier = conversation.conversation_id
    known = Glimpse(conversation.turns, conversation.speaker, conversation.customer_id, conversation.closed)
    async with aclosing(following.changes(identifier, known)) as changes:
        async for now in changes:
            if now.customer_id is not None and not identity.actor.may_see(now.customer_id):
                return  # a fan signed in meanwhile: it is theirs alone now
            if now.turns > after:
                for turn in await runner.work(app.conversations.history, identifier, after=after):
                    yield sse.event("message", _message(turn).model_dump_json().encode(), id=str(turn.number))
                    after = turn.number
            if now.speaker != speaker:
                speaker = now.speaker
                yield sse.event("state", {"speaker": speaker, "closed": now.closed})
            if now.closed:
                return


def _view(app: App, conversation_id: str, identity: Identity) -> ConversationView:
    conversation = owned(app, conversation_id, identity)
    messages = [_message(turn) for turn in app.conversations.history(conversation_id)]
    latest = next((message.state for message in reversed(messages) if message.state), None)
    return ConversationView(
        conversation_id=conversation.conversation_id,
        customer_id=conversation.customer_id,
        speaker=conversation.speaker,
        closed=conversation.closed,
        created_at=conversation.created_at,
        active_at=conversation.active_at,
        state=None if latest is None else {**latest, "speaker": conversation.speaker},
        messages=messages,
    )


def _message(turn: Turn) -> Message:
    body = turn.body
    return Message(
        message_id=turn.message_id,
        number=turn.number,
        role=ROLES[turn.speaker],
        speaker=cast("Speaker", turn.speaker),
        text=turn.text,
        at=turn.at,
        cards=body.get("cards") or [],
        sources=body.get("sources") or [],
        action=body.get("action"),
        state=body.get("state"),
    )


def _take_feedback(app: App, given: FeedbackRequest, identity: Identity) -> FeedbackTaken:
    conversation_id, turn = app.conversations.message(given.message_id)
    try:
        owned(app, conversation_id, identity)
    except NoSuchConversation:
        raise NoSuchMessage(f"There is no message {given.message_id[:80]!r}.", field="message_id") from None
    if turn.speaker == "user":
        raise Invalid("Feedback is about an answer; this message is the fan's own.", field="message_id")
    with app.database.write() as unit:
        feedback_id = app.conversations.add_feedback(
            unit,
            message_id=given.message_id,
            conversation_id=conversation_id,
            rating=given.thumb,
            score=given.score,
            comment=None if given.comment is None else screen(given.comment)[0],
            correction=None if given.correction is None else screen(given.correction)[0],
        )
    return FeedbackTaken(feedback_id=feedback_id, message_id=given.message_id)

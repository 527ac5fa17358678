"""The OpenAI shape (`/v1/chat/completions`, `/v1/models`), so that existing chat clients can talk to the agent.

The last user message is the turn, made as whoever calls. Words that come this way are no consent (a program may have written
them): what moves money answers with a link to confirm. A conversation goes on where the client sends the `conversation_id` it
was given (in `metadata` or as `X-Conversation-ID`), or sends the whole history back, as these clients do.
"""

import asyncio
import hashlib
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.responses import Response

from willcall.access.identity import Identity
from willcall.agent.contract import MESSAGE_LIMIT, ChatReply, ChatRequest, TurnEvent
from willcall.app import App
from willcall.entrypoints.api import problems, sse
from willcall.entrypoints.api.chat import body_of
from willcall.entrypoints.api.door import Door
from willcall.entrypoints.api.running import Call, Runner
from willcall.kit.errors import Invalid, NotFound, WillcallError
from willcall.kit.idempotency import Key, recall, replace
from willcall.kit.telemetry import get_logger

MODEL = "willcall"
SCOPE = "v1 thread"

log = get_logger("entrypoints.api")


class ContentPart(BaseModel):
    model_config = ConfigDict(extra="allow")

    type: str
    text: str | None = None


class CompletionMessage(BaseModel):
    model_config = ConfigDict(extra="allow")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[ContentPart] | None = None

    @property
    def text(self) -> str:
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text" and part.text)
        return self.content or ""


class StreamOptions(BaseModel):
    include_usage: bool = False


class CompletionRequest(BaseModel):
    """As OpenAI's clients send it; sampling parameters are accepted and mean nothing to the agent."""

    model_config = ConfigDict(extra="allow")

    model: str = Field(default=MODEL, max_length=200)
    messages: list[CompletionMessage] = Field(min_length=1, max_length=500)
    stream: bool = False
    stream_options: StreamOptions | None = None
    metadata: dict[str, Any] | None = None
    user: str | None = Field(default=None, max_length=200)
    n: Literal[1] = 1


class OpenAIError(BaseModel):
    error: dict[str, Any]


class Threads:
    """Which conversation a history belongs to: what was said last time is the beginning of what is sent next time.

    Kept in the database, so that every worker knows. A history that somebody else of the same words went on with (or that was
    edited) is a fork, and begins a conversation of its own.
    """

    def __init__(self, app: App) -> None:
        self._app = app

    def find(self, caller: str, messages: Sequence[CompletionMessage]) -> str | None:
        """The conversation in which exactly this was said and nothing since."""
        said = _said(messages)
        if not said:
            return None
        with self._app.database.read() as connection:
            found = recall(connection, _key(caller, said))
        if found is None:
            return None
        try:
            conversation = self._app.conversations.load(found["conversation_id"])
        except NotFound:
            return None
        fits = conversation.turns == found["turns"] and not conversation.closed
        return conversation.conversation_id if fits else None

    def note(self, caller: str, messages: Sequence[CompletionMessage], reply: ChatReply) -> None:
        """Remembers what has now been said."""
        said = [*_said(messages), ("assistant", reply.response)]
        turns = self._app.conversations.load(reply.conversation_id).turns
        answer = {"conversation_id": reply.conversation_id, "turns": turns}
        self._app.database.attempt(lambda unit: replace(unit, _key(caller, said), answer))


def _said(messages: Sequence[CompletionMessage]) -> list[tuple[str, str]]:
    return [(m.role, m.text) for m in messages if m.role in {"user", "assistant"}]


def _key(caller: str, said: Sequence[tuple[str, str]]) -> Key:
    return Key.of(None, scope=SCOPE, key=hashlib.sha256(json.dumps([caller, said]).encode()).hexdigest())


def completion_routes(app: App, door: Door, runner: Runner) -> APIRouter:
    """The routes under /v1."""
    router = APIRouter(prefix="/v1", tags=["openai"], responses={"default": {"model": OpenAIError}})
    threads = Threads(app)

    @router.get("/models")
    async def models(request: Request) -> Response:
        """The one model there is."""
        try:
            await door.admit(request)
        except WillcallError as error:
            return _failed(error, request.state.request_id)
        return _json({"object": "list", "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": MODEL}]})

    @router.post("/chat/completions", openapi_extra=body_of(CompletionRequest))
    async def complete(request: Request) -> Response:
        """One turn of the agent, in OpenAI's shape."""
        request_id = request.state.request_id
        try:
            identity = await door.admit(request)
            wanted = problems.parse(CompletionRequest, await request.body())
            caller = _caller(request, identity, wanted)
            said, earlier = _last_words(wanted.messages)
            known = (wanted.metadata or {}).get("conversation_id") or request.headers.get("x-conversation-id")
            turn_request = _turn_request(said, known or await runner.work(threads.find, caller, earlier))
        except WillcallError as error:
            return _failed(error, request_id)

        async def note(reply: ChatReply) -> None:
            await runner.work(threads.note, caller, wanted.messages, reply)

        happenings: asyncio.Queue[TurnEvent | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def emit(happening: TurnEvent) -> None:
            if happening.type == "delta":
                loop.call_soon_threadsafe(happenings.put_nowait, happening)

        turn = runner.turn(Call(turn_request, identity, request_id, "v1", emit if wanted.stream else None))
        if not wanted.stream:
            try:
                reply = ChatReply.model_validate_json(await turn)
            except WillcallError as error:
                return _failed(error, request_id)
            await note(reply)
            return _json(_completion(reply, wanted.model))
        turn.add_done_callback(lambda _: happenings.put_nowait(None))
        first = await happenings.get()
        if first is None and turn.exception() is not None:
            try:
                turn.result()
            except WillcallError as error:
                return _failed(error, request_id)
        return sse.EventStream(_chunks(first, happenings, turn, wanted, note))

    return router


def _caller(request: Request, identity: Identity, wanted: CompletionRequest) -> str:
    """Whose histories these are: the caller's, and where a caller speaks for many, the user they name."""
    address = request.client.host if request.client else ""
    return f"{identity.caller or f'address:{address}'} {wanted.user or ''}"


def _last_words(messages: Sequence[CompletionMessage]) -> tuple[str, list[CompletionMessage]]:
    for index in range(len(messages) - 1, -1, -1):
        if messages[index].role == "user":
            return messages[index].text, list(messages[:index])
    raise Invalid("There is no message with role user: the agent answers the last one.", field="messages")


def _turn_request(said: str, conversation_id: Any) -> ChatRequest:
    if len(said) > MESSAGE_LIMIT:
        raise Invalid(
            f"The last user message has {len(said):,} characters; at most {MESSAGE_LIMIT:,}.", field="messages"
        )
    if not said.strip():
        raise Invalid("The last user message has no text.", field="messages")
    try:
        return ChatRequest(message=said, conversation_id=conversation_id)
    except ValidationError:
        raise Invalid("That is not a conversation_id.", field="metadata.conversation_id") from None


def _completion(reply: ChatReply, model: str) -> dict[str, Any]:
    return {
        "id": "chatcmpl-" + reply.message_id,
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": reply.response, "refusal": None},
                "logprobs": None,
                "finish_reason": "stop",
            }
        ],
        "usage": _usage(reply),
        "conversation_id": reply.conversation_id,
        "willcall": reply.model_dump(mode="json", include={"cards", "sources", "state", "message_id", "request_id"}),
    }


async def _chunks(
    first: TurnEvent | None,
    happenings: "asyncio.Queue[TurnEvent | None]",
    turn: "asyncio.Future[bytes]",
    wanted: CompletionRequest,
    note: Callable[[ChatReply], Awaitable[None]],
) -> AsyncIterator[bytes]:
    head = {
        "id": f"chatcmpl-{time.time_ns():x}",
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": wanted.model,
    }

    def chunk(delta: dict[str, Any], finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return _data({**head, "choices": [choice]})

    yield chunk({"role": "assistant", "content": ""})
    spoke, happening = False, first
    while happening is not None:
        text = happening.data.get("text", "")
        if text:
            spoke = True
            yield chunk({"content": text})
        happening = await happenings.get()
    try:
        reply = ChatReply.model_validate_json(turn.result())
    except WillcallError as error:
        yield _data(_error_body(error)[1])
        return
    except Exception:  # the stream has begun: a defect must end it in words, not in silence
        log.exception("turn failed")
        yield _data({"error": {"message": "Something went wrong on our side.", "type": "server_error", "code": None}})
        return
    await note(reply)
    if not spoke and reply.response:
        yield chunk({"content": reply.response})
    yield chunk({}, "stop")
    if wanted.stream_options is not None and wanted.stream_options.include_usage:
        yield _data({**head, "choices": [], "usage": _usage(reply)})
    yield b"data: [DONE]\n\n"


def _usage(reply: ChatReply) -> dict[str, int]:
    given, made = reply.usage.input_tokens, reply.usage.output_tokens
    return {"prompt_tokens": given, "completion_tokens": made, "total_tokens": given + made}


def _error_body(error: WillcallError) -> tuple[int, dict[str, Any]]:
    status = 400 if error.kind == "invalid" else problems.STATUS.get(error.kind, 500)
    kinds = {401: "authentication_error", 403: "permission_error", 404: "not_found_error", 429: "rate_limit_error"}
    kind = kinds.get(status, "server_error" if status >= 500 else "invalid_request_error")
    body = {"message": error.detail, "type": kind, "param": error.field, "code": error.kind}
    return status, {"error": body}


def _failed(error: WillcallError, request_id: str) -> Response:
    status, body = _error_body(error)
    headers = {
        name: value
        for name, value in problems.from_error(error, request_id).headers.items()
        if name in {"retry-after", "www-authenticate"}
    }
    return Response(json.dumps(body), status, headers=headers, media_type="application/json")


def _data(body: Any) -> bytes:
    return b"data: " + json.dumps(body, ensure_ascii=False).encode() + b"\n\n"


def _json(body: Any) -> Response:
    return Response(json.dumps(body, ensure_ascii=False).encode(), media_type="application/json")

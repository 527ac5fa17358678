"""Turns in threads: the one bridge between the asynchronous door and the synchronous house.

A turn that has begun always runs to its end and is saved, whether or not anybody still listens. A request that comes again
with the same `Idempotency-Key` joins the turn under way, or gets the reply that was stored.
"""

import asyncio
import contextvars
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from willcall.access.identity import Identity
from willcall.agent.contract import ChatReply, ChatRequest, TurnEvent
from willcall.app import App
from willcall.entrypoints.api import metrics
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import WillcallError
from willcall.kit.idempotency import Key, KeyReused, fingerprint, recall, remember
from willcall.kit.tracing import span

T = TypeVar("T")
Emit = Callable[[TurnEvent], None]


@dataclass(frozen=True, slots=True)
class Call:
    """One turn to run.

    Args:
        request: What was said.
        identity: By whom.
        request_id: For logs and the reply.
        channel: How it came.
        emit: Called from the turn's thread with what happens meanwhile.
        key: The request's Idempotency-Key, if it has one.
        key_of: Whose key that is.
    """

    request: ChatRequest
    identity: Identity
    request_id: str
    channel: str = "chat"
    emit: Emit | None = None
    key: str | None = None
    key_of: str = ""


class Runner:
    """Runs turns and other synchronous work.

    Args:
        app: What runs them.
        threads: How many at a time; more wait their turn.
    """

    def __init__(self, app: App, *, threads: int) -> None:
        self._app = app
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="turn")
        self._under_way: dict[tuple[str, str], tuple[str, asyncio.Future[bytes]]] = {}

    async def work(self, function: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """Runs `function` in a thread, with this request's context."""
        return await self._start(lambda: function(*args, **kwargs))

    def _start(self, function: Callable[[], T]) -> "asyncio.Future[T]":
        context = contextvars.copy_context()
        return asyncio.get_running_loop().run_in_executor(self._pool, context.run, function)

    def turn(self, call: Call) -> "asyncio.Future[bytes]":
        """Starts a turn; the future's result is the reply as JSON.

        Raises:
            KeyReused: If the key came with another request before.
        """
        if call.key is None:
            return self._start(lambda: self._run(call).model_dump_json().encode())
        plain = call.request.model_dump(mode="json")
        place, print_ = (call.key_of, call.key), fingerprint(plain)
        joined = self._under_way.get(place)
        if joined is not None:
            if joined[0] != print_:
                raise KeyReused(
                    f"Idempotency key {call.key!r} is in use for a different request.", field="Idempotency-Key"
                )
            return asyncio.ensure_future(_joined(joined[1]))
        future = self._start(lambda: self._once(call, call.key or "", plain))
        self._under_way[place] = (print_, future)
        future.add_done_callback(lambda _: self._under_way.pop(place, None))
        return future

    def close(self) -> None:
        """Waits for every turn that has begun."""
        self._pool.shutdown(wait=True)

    def _run(self, call: Call) -> ChatReply:
        started = time.perf_counter()
        try:
            with span("turn", {"willcall.channel": call.channel}) as traced:
                reply = self._app.turns.run(
                    call.request,
                    actor=call.identity.actor,
                    request_id=call.request_id,
                    channel=call.channel,
                    emit=call.emit,
                )
                traced.set_attribute("willcall.brain", reply.usage.brain)
                traced.set_attribute("willcall.conversation_id", reply.conversation_id)
        except WillcallError as error:
            metrics.turns.labels("none", "none", error.kind).inc()
            raise
        except Exception:
            metrics.turns.labels("none", "none", "error").inc()
            raise
        brain = reply.usage.brain
        metrics.turns.labels(brain, reply.state.specialist, "ok").inc()
        metrics.turn_seconds.labels(brain).observe(time.perf_counter() - started)
        for tool in reply.usage.tools:
            metrics.tools.labels(tool.name, "yes" if tool.ok else "no").inc()
        if reply.usage.input_tokens:
            metrics.tokens.labels(brain, "input").inc(reply.usage.input_tokens)
            metrics.tokens.labels(brain, "output").inc(reply.usage.output_tokens)
        return reply

    def _once(self, call: Call, key: str, plain: Any) -> bytes:
        database = self._app.database
        asked = Key.of(plain, scope=call.key_of, key=key)
        with database.read() as connection:
            earlier = recall(connection, asked)
        if earlier is not None:
            return json.dumps(earlier, ensure_ascii=False).encode()
        said = self._run(call).model_dump_json().encode()
        answer = json.loads(said)

        def keep(unit: UnitOfWork) -> None:
            if recall(unit.connection, asked) is None:
                remember(unit, asked, answer)

        database.attempt(keep)
        return said


async def _joined(future: "asyncio.Future[bytes]") -> bytes:
    return await asyncio.shield(future)

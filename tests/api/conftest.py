"""An app of twins behind a real socket: the API is tested without the agent and the box office."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
import uvicorn

from willcall.access.actor import Actor
from willcall.access.identity import Authenticator
from willcall.access.keys import ServiceKeys
from willcall.access.limits import RateLimiter
from willcall.access.sessions import Sessions
from willcall.access.tokens import Tokens
from willcall.agent.contract import ChatReply, ChatRequest, TurnEvent, TurnState, Usage
from willcall.agent.wired import may_speak
from willcall.app import App
from willcall.boxoffice.errors import EventOver, HoldExpired, NoSuchOrder, PolicyRefused, SeatsTaken
from willcall.boxoffice.payments.sandbox import SandboxPayments
from willcall.conversations.store import Conversation, ConversationStore, NoSuchConversation, Turn
from willcall.entrypoints.api.application import create_app
from willcall.entrypoints.api.server import listen
from willcall.kit import telemetry
from willcall.kit.clock import system_clock
from willcall.kit.database import Database
from willcall.kit.errors import Declined, Unavailable
from willcall.kit.ids import new_id
from willcall.kit.tables import metadata
from willcall.settings import Settings, load

SECRET = b"0123456789abcdef0123456789abcdef"
FAILURES = {
    "taken": lambda: SeatsTaken("Seat A-1 is held.", seat_ids=["A-1"]),
    "expired": lambda: HoldExpired("The hold has expired."),
    "policy": lambda: PolicyRefused("Too late.", policy="Refund window", policy_id="pol_1", policy_text="48 hours"),
    "declined": lambda: Declined("The card was declined."),
    "over": lambda: EventOver("The event is over."),
    "order": lambda: NoSuchOrder("There is no order."),
    "down": lambda: Unavailable("The brain does not answer."),
    "defect": lambda: RuntimeError("a defect with a secret inside"),
}


class TwinTurns:
    """Echoes, keeps conversations as the real runner does, and does on command what tests need.

    `fail:NAME` raises; `wait` blocks until `go` is set, after having said its first word.
    """

    def __init__(self, database: Database, conversations: ConversationStore) -> None:
        self._database = database
        self._conversations = conversations
        self.go = threading.Event()
        self.waiting = threading.Event()
        self.runs = 0

    def run(
        self,
        request: ChatRequest,
        *,
        actor: Actor,
        request_id: str,
        channel: str = "chat",
        emit: Callable[[TurnEvent], None] | None = None,
    ) -> ChatReply:
        self.runs += 1
        said = request.message or (request.action.type if request.action else "")
        if said.startswith("fail:"):
            error = FAILURES[said.removeprefix("fail:")]()
            raise error
        if emit:
            emit(TurnEvent(type="status", data={"text": "thinking"}))
            emit(TurnEvent(type="delta", data={"text": "You said "}))
        if said == "wait":
            self.waiting.set()
            assert self.go.wait(20)
        if said == "break late":
            raise RuntimeError("a defect after the first word")
        if emit:
            emit(TurnEvent(type="delta", data={"text": said}))
        conversation = self._conversation(request.conversation_id, actor, channel)
        answer = Turn(new_id("msg"), "agent", f"You said {said}", self._database.clock(), request_id=request_id)
        question = replace(answer, message_id=new_id("msg"), speaker="user", text=said)
        if actor.customer_id:
            conversation.customer_id = actor.customer_id
        with self._database.write() as unit:
            self._conversations.save(unit, conversation, [question, answer])
        return ChatReply(
            conversation_id=conversation.conversation_id,
            message_id=answer.message_id,
            response=answer.text,
            state=TurnState(specialist="front_desk", flow=None),
            usage=Usage(brain="twin", duration_ms=1.0),
            request_id=request_id,
        )

    def _conversation(self, conversation_id: str | None, actor: Actor, channel: str) -> Conversation:
        if conversation_id:
            found = self._conversations.load(conversation_id)
            if not may_speak(found, actor):
                raise NoSuchConversation("There is no such conversation.")
            return found
        now = self._database.clock()
        return Conversation(new_id("cnv"), None, channel, "{}", "agent", 0, now, now, session=actor.session, new=True)


class TwinDatabaseCheck:
    """A check of readiness that fails on command."""

    def __init__(self) -> None:
        self.broken = False

    def __call__(self) -> None:
        if self.broken:
            raise Unavailable("no")


def twin_app(folder: Path, settings: Settings) -> App:
    """A wired app over a real database with a twin for every port."""
    database = Database(f"sqlite:///{folder / 'twin.db'}", clock=system_clock, ids=new_id)
    metadata.create_all(database.engine)
    conversations = ConversationStore(database)
    tokens = Tokens(secret=SECRET)
    api_key = settings.access.api_key
    authenticator = Authenticator(
        keys=ServiceKeys({"operator": api_key.get_secret_value()} if api_key else {}),
        tokens=tokens,
        sessions=Sessions(SECRET, seconds=3600),
        clock=system_clock,
    )

    def end(conversation_id: str) -> None:
        conversation = conversations.load(conversation_id)
        conversation.closed = True
        with database.write() as unit:
            conversations.save(unit, conversation, [])

    twin = None
    app = App(
        settings=settings,
        clock=system_clock,
        ids=new_id,
        database=database,
        boxoffice=twin,  # type: ignore[arg-type]
        knowledge=twin,  # type: ignore[arg-type]
        desk=twin,  # type: ignore[arg-type]
        reader=twin,  # type: ignore[arg-type]
        conversations=conversations,
        tokens=tokens,
        authenticator=authenticator,
        limiter=RateLimiter(settings.access.rate_limit_per_minute),
        ready={"database": TwinDatabaseCheck()},
        end_conversation=end,
        sandbox_payments=SandboxPayments(database) if settings.sandbox else None,
        closers=[database.dispose],
    )
    app.turns = TwinTurns(database, conversations)
    return app


@dataclass
class Served:
    """An app behind a real socket, and a client for it."""

    app: App
    client: httpx.Client
    url: str

    @property
    def turns(self) -> TwinTurns:
        assert isinstance(self.app.turns, TwinTurns)
        return self.app.turns

    def sign_in(self, customer_id: str) -> dict[str, str]:
        token = self.app.tokens.issue(customer_id, now=self.app.clock())
        return {"Authorization": f"Bearer {token}"}


@pytest.fixture(scope="session", autouse=True)
def plain_logs() -> None:
    """As a served house logs: a traceback with every variable in it takes seconds to draw."""
    telemetry.configure(format="json")


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Serves a twin app with some settings changed."""
    with ExitStack() as stack:

        def start(**overrides: object) -> Served:
            given = {"sandbox": True, "access.rate_limit_per_minute": 0, "storage.data": tmp_path}
            given.update({name.replace("__", "."): value for name, value in overrides.items()})
            app = twin_app(tmp_path, load(given, environ={}, directory=tmp_path))
            listener = listen("127.0.0.1", 0)
            config = uvicorn.Config(create_app(app), log_config=None, timeout_graceful_shutdown=5)
            server = uvicorn.Server(config)
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
            thread.start()
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            client = stack.enter_context(httpx.Client(base_url=url, timeout=20))
            stack.callback(app.close)
            stack.callback(thread.join)

            def stop() -> None:
                app.stopping.set()
                server.should_exit = True

            stack.callback(stop)
            return Served(app, client, url)

        yield start


@pytest.fixture
def served(serve: Callable[..., Served]) -> Served:
    return serve()

# ruff: noqa: PLC0415 - rooms are imported when they are wired
"""The composition root: settings in, wired objects out. The only place that chooses implementations; it decides nothing else.

Rooms are imported when they are wired, so that importing this costs nothing.
"""

import fcntl
import hashlib
import hmac
import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from willcall.access.actor import Actor
from willcall.kit import telemetry
from willcall.kit.clock import Clock, system_clock
from willcall.kit.errors import Invalid
from willcall.kit.ids import Ids, new_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from willcall.access.identity import Authenticator
    from willcall.access.limits import RateLimiter
    from willcall.access.tokens import Tokens
    from willcall.agent.contract import ChatReply, ChatRequest, TurnEvent
    from willcall.agent.ports import Brain
    from willcall.boxoffice.delivery.ports import TicketSigner
    from willcall.boxoffice.payments.ports import PaymentProvider
    from willcall.boxoffice.payments.sandbox import SandboxPayments
    from willcall.boxoffice.ports import BoxOffice
    from willcall.cases.ports import Desk
    from willcall.conversations.store import ConversationStore
    from willcall.kit.database import Database
    from willcall.kit.outbox import Message
    from willcall.knowledge.ports import Knowledge
    from willcall.knowledge.store import DocumentStore
    from willcall.settings import Settings
    from willcall.understanding.ports import Reader


class Turns(Protocol):
    """What every channel needs of the agent: one turn, end to end."""

    def run(
        self,
        request: "ChatRequest",
        *,
        actor: Actor,
        request_id: str,
        channel: str = "chat",
        emit: "Callable[[TurnEvent], None] | None" = None,
    ) -> "ChatReply": ...


@dataclass
class App:
    """Everything wired. `close` it when done.

    Args:
        ready: Named checks that raise when what they try does not answer.
        chores: Named things to do every second or so, in one process; each says how much it did.
        greet_customer: Makes a customer if there is none by that id (sandbox sign-in).
        end_conversation: Ends a conversation as its owner asks, and frees what it holds.
        sandbox_payments: The bank of the sandbox; None where real money moves.
    """

    settings: "Settings"
    clock: Clock
    ids: Ids
    database: "Database"
    boxoffice: "BoxOffice"
    knowledge: "Knowledge"
    desk: "Desk"
    reader: "Reader"
    conversations: "ConversationStore"
    tokens: "Tokens"
    authenticator: "Authenticator"
    limiter: "RateLimiter"
    turns: Turns = field(init=False)
    ready: dict[str, Callable[[], Any]] = field(default_factory=dict)
    chores: dict[str, Callable[[], int]] = field(default_factory=dict)
    greet_customer: Callable[[str], None] | None = None
    end_conversation: Callable[[str], None] | None = None
    sandbox_payments: "SandboxPayments | None" = None
    signer: Any = None
    documents: Any = None
    stopping: threading.Event = field(default_factory=threading.Event)
    closers: list[Callable[[], None]] = field(default_factory=list)

    def close(self) -> None:
        """Lets go of everything, the newest first."""
        self.stopping.set()
        while self.closers:
            self.closers.pop()()


def build(settings: "Settings", *, clock: Clock = system_clock, ids: Ids = new_id) -> App:
    """Wires everything on the settings in force; migrates the database and, where wished, loads the sample into an empty one.

    Args:
        settings: What is wished.
        clock: The time.
        ids: Makes identifiers.

    Raises:
        WillcallError: If something it needs does not answer or is set up wrongly.
    """
    from willcall.access.limits import RateLimiter
    from willcall.cases.desk import LocalDesk
    from willcall.conversations.store import ConversationStore
    from willcall.kit.database import Database
    from willcall.knowledge.hybrid import HybridKnowledge
    from willcall.knowledge.search import KeywordKnowledge
    from willcall.knowledge.store import DocumentStore
    from willcall.migrations import migrate
    from willcall.understanding.reader import EncoderReader

    telemetry.configure(level=settings.log.level, format=settings.log.format)
    data = settings.storage.data
    data.mkdir(parents=True, exist_ok=True)
    migrate(settings.storage.url)
    database = Database(settings.storage.url, clock=clock, ids=ids, pool_size=settings.storage.pool_size)
    bank, payments = _payments(settings, database, clock)
    signer = _signer(data)
    boxoffice = _box_office(settings, database, payments, signer)
    documents = DocumentStore(database)
    if settings.sample:
        with _alone(data / "sample.lock"):
            _load_sample(database, boxoffice, documents, here=settings.boxoffice.remote_url is None)
    reader = EncoderReader()
    able = reader.warm()
    keywords = KeywordKnowledge(documents)
    knowledge = HybridKnowledge(keywords, reader, documents) if able else keywords
    tokens, authenticator = _access(settings, clock)
    app = App(
        settings=settings,
        clock=clock,
        ids=ids,
        database=database,
        boxoffice=boxoffice,
        knowledge=knowledge,
        desk=LocalDesk(database),
        reader=reader,
        conversations=ConversationStore(database),
        tokens=tokens,
        authenticator=authenticator,
        limiter=RateLimiter(settings.access.rate_limit_per_minute),
        greet_customer=lambda customer_id: _greet(database, customer_id),
        sandbox_payments=bank,
        signer=signer,
        documents=documents,
        closers=[database.dispose, getattr(boxoffice, "close", _nothing), getattr(knowledge, "close", _nothing)],
    )
    _wire_agent(app)
    if isinstance(knowledge, HybridKnowledge):
        knowledge.warm()
    return app


def _nothing() -> None:
    """Nothing to let go of."""


def _wire_agent(app: App) -> None:
    from willcall.agent.catalogue import CatalogueCache
    from willcall.agent.contract import PaymentMethod
    from willcall.agent.safeguards.consent import ConsentGuard
    from willcall.agent.turn import TurnRunner
    from willcall.boxoffice.payments.sandbox import TOKENS
    from willcall.kit.locks import NamedLocks
    from willcall.kit.relay import Relay
    from willcall.understanding.reading import Context

    section = app.settings.agent
    log = telemetry.get_logger("agent")
    catalogue = CatalogueCache(app.boxoffice, app.clock)
    sandbox = app.sandbox_payments is not None
    runner = TurnRunner(
        database=app.database,
        store=app.conversations,
        boxoffice=app.boxoffice,
        knowledge=app.knowledge,
        desk=app.desk,
        reader=app.reader,
        guard=ConsentGuard(app.database, app.conversations, spend_limit=section.spend_limit or None),
        catalogue=catalogue,
        locks=NamedLocks(app.database),
        clock=app.clock,
        ids=app.ids,
        brains=_brains(app.settings),
        payment_methods=[PaymentMethod(token=token, label=label) for token, label in TOKENS.items()] if sandbox else [],
        hold_seconds=section.hold_seconds,
        on_replacement=lambda replaced: log.warning("a brain's sentence was replaced", why=str(replaced)[:500]),
        on_brain_failed=lambda name, why: log.warning("brain failed", brain=name, why=why),
    )
    silence = timedelta(seconds=section.close_seconds)
    app.turns = runner
    app.end_conversation = runner.end
    app.ready = {
        "database": app.boxoffice.ping,
        "brain": lambda: app.reader.read("two for tonight", Context(app.clock(), catalogue())),
    }
    app.chores = {
        "box office": app.boxoffice.tidy,
        "conversations": lambda: runner.close_idle(silent_for=silence),
        "messages": Relay(app.database, [_tell_the_log]).pump,
    }


def _tell_the_log(message: "Message") -> None:
    """The relay's first subscriber: what happened, as a line of the log in CloudEvents' words."""
    telemetry.get_logger("events").info(
        message.type, **{k: v for k, v in message.as_cloudevent().items() if k != "type"}
    )


def _brains(settings: "Settings") -> "list[Brain]":
    name = settings.agent.brain
    if name == "embedded":
        return []
    if name == "openai":
        from willcall.agent.brains.openai_compatible import connect

        if settings.agent.llm.base_url is None:
            raise Invalid(
                "The openai brain needs the address of its server: set AGENT__LLM__BASE_URL, e.g. http://127.0.0.1:8000/v1.",
                field="agent.llm.base_url",
            )
        return [connect(settings.agent.llm)]
    raise Invalid(f"There is no brain {name!r}; there are embedded and openai.", field="agent.brain")


def _payments(
    settings: "Settings", database: "Database", clock: Clock
) -> "tuple[SandboxPayments | None, PaymentProvider]":
    section = settings.boxoffice
    wanted = "sandbox" if section.payments == "none" and settings.sandbox else section.payments
    if wanted == "sandbox":
        from willcall.boxoffice.payments.sandbox import SandboxPayments

        bank = SandboxPayments(database)
        return bank, bank
    if wanted == "stripe":
        try:
            from willcall.boxoffice.payments.stripe import StripePayments
        except ModuleNotFoundError as missing:
            raise Invalid(
                "Stripe needs its own library, which is not installed: pip install -e '.[stripe]' (docs/how-to/go-to-production.md).",
                field="boxoffice.payments",
            ) from missing
        if section.stripe_key is None or settings.server.public_url is None:
            raise Invalid(
                "Stripe needs BOXOFFICE__STRIPE_KEY, and SERVER__PUBLIC_URL to send fans back to after a second step.",
                field="boxoffice.stripe_key",
            )
        key = section.stripe_key.get_secret_value()
        return None, StripePayments(api_key=key, return_url=settings.server.public_url, clock=clock)
    from willcall.boxoffice.payments.none import NoPayments

    return None, NoPayments()


def _signer(data: Path) -> "TicketSigner":
    from willcall.boxoffice.delivery.qr import Ed25519Signer, signing_seed

    return Ed25519Signer(signing_seed(data))


def _box_office(
    settings: "Settings", database: "Database", payments: "PaymentProvider", signer: "TicketSigner"
) -> "BoxOffice":
    section = settings.boxoffice
    if section.remote_url is not None:
        from willcall.boxoffice.remote import RemoteBoxOffice
        from willcall.boxoffice.remote.wire import Patience

        if section.remote_key is None:
            raise Invalid(
                "A box office elsewhere needs our key there: BOXOFFICE__REMOTE_KEY.", field="boxoffice.remote_key"
            )
        patience = Patience(timeout_s=section.remote_timeout_seconds)
        return RemoteBoxOffice(section.remote_url, api_key=section.remote_key.get_secret_value(), patience=patience)
    from willcall.boxoffice.local import LocalBoxOffice

    return LocalBoxOffice(database, clock=database.clock, ids=database.ids, payments=payments, signer=signer)


def _load_sample(database: "Database", boxoffice: "BoxOffice", documents: "DocumentStore", *, here: bool) -> None:
    if here and not boxoffice.find_events(include_past=True, limit=1):
        from willcall.boxoffice.operations.load_season import load_season
        from willcall.boxoffice.sample.season import sample_season

        with database.write() as unit:
            load_season(unit, sample_season(unit.now))
    if documents.version() == 0:
        from willcall.knowledge.sample import documents as sample_documents

        documents.add(sample_documents())


def _access(settings: "Settings", clock: Clock) -> "tuple[Tokens, Authenticator]":
    from willcall.access.identity import Authenticator
    from willcall.access.keys import ServiceKeys
    from willcall.access.secret_file import load_or_make
    from willcall.access.sessions import Sessions
    from willcall.access.tokens import IssuerKeys, Tokens

    section = settings.access
    given = section.session_secret
    house_secret = given.get_secret_value().encode() if given else load_or_make(settings.storage.data / "house.key")
    shared = section.jwt.secret.get_secret_value().encode() if section.jwt.secret else None
    if shared is None and settings.sandbox and section.jwt.jwks_url is None:
        shared = hmac.new(house_secret, b"willcall sandbox tokens", hashlib.sha256).digest()
    url = section.jwt.jwks_url
    tokens = Tokens(
        secret=shared,
        keys=IssuerKeys(lambda: _fetch(url)) if url else None,
        issuer=section.jwt.issuer,
        audience=section.jwt.audience,
        seconds=section.jwt.token_seconds,
    )
    keys = ServiceKeys({"operator": section.api_key.get_secret_value()} if section.api_key else {})
    sessions = Sessions(house_secret, seconds=section.session_seconds)
    return tokens, Authenticator(keys=keys, tokens=tokens, sessions=sessions, clock=clock)


def _fetch(url: str) -> Any:
    import httpx

    answer = httpx.get(url, timeout=5, follow_redirects=False)
    answer.raise_for_status()
    return answer.json()


def _greet(database: "Database", customer_id: str) -> None:
    from willcall.boxoffice.store.orders import ensure_customer

    with database.write() as unit:
        ensure_customer(unit.connection, customer_id)


@contextmanager
def _alone(path: Path) -> "Iterator[None]":
    """One process of this machine at a time."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

# ruff: noqa: PLC0415 - rooms are imported when they are wired
"""The composition root: settings in, wired objects out. The only place that chooses implementations; it decides nothing else.

Rooms are imported when they are wired, so that importing this costs nothing.
"""

import fcntl
import threading
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from willcall.access.actor import Actor
from willcall.kit import telemetry, tracing
from willcall.kit.clock import Clock, system_clock
from willcall.kit.errors import Invalid, Unavailable
from willcall.kit.ids import Ids, new_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from willcall.access.identity import Authenticator
    from willcall.access.operators.roster import Operators
    from willcall.access.operators.sessions import ConsoleSessions
    from willcall.access.shared_limits import Limiter
    from willcall.access.tokens import Tokens
    from willcall.agent.catalogue import CatalogueCache
    from willcall.agent.contract import ChatReply, ChatRequest, TurnEvent
    from willcall.agent.desk_tools import DeskTools
    from willcall.agent.handoff import HandOffs
    from willcall.agent.program_tools import ProgramTools
    from willcall.boxoffice.payments.sandbox import SandboxPayments
    from willcall.boxoffice.ports import BoxOffice
    from willcall.cases.ports import Desk
    from willcall.cases.queue import Queue
    from willcall.conversations.log.shelf import ConversationLog
    from willcall.conversations.log.writing import Feel, LogWriter
    from willcall.conversations.store import ConversationStore
    from willcall.flows.incidents.wired import IncidentDesk
    from willcall.insights.alerts.wired import AlertDesk
    from willcall.insights.drift.looking import Looking
    from willcall.insights.gaps.desk import GapDesk
    from willcall.kit.database import Database
    from willcall.kit.outbox import Message
    from willcall.kit.relay import Recorder
    from willcall.knowledge.ports import Knowledge
    from willcall.settings import Settings
    from willcall.understanding.ports import Reader
    from willcall.understanding.reader import EncoderReader


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
        slow_chores: The same, for what may take long or wait for others: each goes at its own pace.
        greet_customer: Makes a customer if there is none by that id (sandbox sign-in).
        end_conversation: Ends a conversation as its owner asks, and frees what it holds.
        sandbox_payments: The bank of the sandbox; None where real money moves.
        voided_tickets: Makes the list for door scanners; None where the tickets are another house's.
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
    limiter: "Limiter"
    turns: Turns = field(init=False)
    log: "ConversationLog" = field(init=False)
    operators: "Operators" = field(init=False)
    hand_offs: "HandOffs" = field(init=False)
    desk_tools: "DeskTools" = field(init=False)
    program_tools: "ProgramTools" = field(init=False)
    queue: "Queue" = field(init=False)
    gaps: "GapDesk" = field(init=False)
    console: "ConsoleSessions | None" = None
    alerts: "AlertDesk | None" = None
    drift: "Looking | None" = None
    incidents: "IncidentDesk | None" = None
    feel: "Feel | None" = None
    show_names: Callable[[], Mapping[str, str]] = dict
    ready: dict[str, Callable[[], Any]] = field(default_factory=dict)
    chores: dict[str, Callable[[], int]] = field(default_factory=dict)
    slow_chores: dict[str, Callable[[], int]] = field(default_factory=dict)
    greet_customer: Callable[[str], None] | None = None
    end_conversation: Callable[[str], None] | None = None
    sandbox_payments: "SandboxPayments | None" = None
    signer: Any = None
    voided_tickets: Callable[..., str] | None = None
    documents: Any = None
    watch: Any = None
    ingestion: Any = None
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
    from willcall.access.shared_limits import open_limiter
    from willcall.access.wired import open_access
    from willcall.boxoffice.wired import greet, open_box_office, open_payments, open_signer
    from willcall.cases.desk import LocalDesk
    from willcall.cases.settled import SettledLinks
    from willcall.conversations.log.shelf import ConversationLog
    from willcall.conversations.store import ConversationStore
    from willcall.kit.database import Database
    from willcall.knowledge.wired import open_knowledge
    from willcall.migrations import migrate
    from willcall.understanding.reader import EncoderReader

    telemetry.configure(level=settings.log.level, format=settings.log.format)
    data = settings.storage.data
    data.mkdir(parents=True, exist_ok=True)
    migrate(settings.storage.url)
    database = Database(settings.storage.url, clock=clock, ids=ids, pool_size=settings.storage.pool_size)
    stop_tracing = tracing.start(settings.telemetry, engine=database.engine)
    bank, payments = open_payments(
        settings.boxoffice,
        sandbox=settings.sandbox,
        public_url=settings.server.public_url,
        database=database,
        clock=clock,
    )
    signer = open_signer(data)
    boxoffice = open_box_office(settings.boxoffice, database=database, payments=payments, signer=signer)
    if settings.sample:
        with _alone(data / "sample.lock"):
            _load_sample(settings, database, boxoffice)
    reader = EncoderReader()
    able = reader.warm()
    shelf = open_knowledge(
        settings.knowledge,
        database=database,
        database_url=settings.storage.url,
        data=data,
        reader=reader,
        able=able,
        encoder=EncoderReader,
        clock=clock,
        links=[SettledLinks(database)],
    )
    tokens, authenticator, console = open_access(settings.access, data=data, sandbox=settings.sandbox, clock=clock)
    app = App(
        settings=settings,
        clock=clock,
        ids=ids,
        database=database,
        boxoffice=boxoffice,
        knowledge=shelf.knowledge,
        desk=LocalDesk(database),
        reader=reader,
        conversations=ConversationStore(database),
        tokens=tokens,
        authenticator=authenticator,
        limiter=open_limiter(settings.access.rate_limit_per_minute, processes=settings.server.workers, folder=data),
        greet_customer=lambda customer_id: greet(database, customer_id),
        sandbox_payments=bank,
        signer=signer,
        voided_tickets=getattr(boxoffice, "voided_tickets", None),
        documents=shelf.documents,
        watch=shelf.watch,
        console=console,
        ingestion=shelf.ingestion,
        closers=[
            database.dispose,
            stop_tracing,
            getattr(boxoffice, "close", _nothing),
            *shelf.closers,
        ],
    )
    app.feel = _feel(settings, reader)
    app.log = ConversationLog.over(database, data / "log", ids=ids)
    app.closers.append(app.log.reader.close)
    _wire_agent(app, shelf.asked)
    _wire_alerts(app, reader if able else None)
    app.gaps = _gaps(app)
    if (standings := shelf.standings) is not None:
        app.slow_chores["standings"] = lambda: standings.refresh(now=clock())
    shelf.warm()
    return app


def _feel(settings: "Settings", reader: "EncoderReader") -> "Feel":
    """Who says how fans feel. Raises: Invalid, if it is to be Google and the extra is missing."""
    section = settings.insight
    if section.sentiment == "google":
        try:
            from willcall.gcp.sentiment import open_sentiment
        except ModuleNotFoundError:
            raise Invalid(
                "INSIGHT__SENTIMENT=google needs the extra gcp: pip install 'willcall[gcp]'.", field="insight.sentiment"
            ) from None
        return open_sentiment(language_code=section.sentiment_language).scores
    from willcall.understanding.sentiment import Sentiment

    return Sentiment(lambda: reader.sentence_encoder).scores


def _nothing() -> None:
    """Nothing to let go of."""


def _wire_agent(app: App, knowledge: "Knowledge") -> None:
    from willcall.access.operators.roster import Operators
    from willcall.agent.brains.chosen import chosen
    from willcall.agent.catalogue import CatalogueCache
    from willcall.agent.contract import PaymentMethod
    from willcall.agent.desk_tools import DeskTools
    from willcall.agent.handoff import HandOffs
    from willcall.agent.program_tools import ProgramTools
    from willcall.agent.safeguards.consent import ConsentGuard
    from willcall.agent.safeguards.judging import LearnedJudge
    from willcall.agent.turn import TurnRunner
    from willcall.boxoffice.local import LocalBoxOffice
    from willcall.boxoffice.payments.sandbox import TOKENS
    from willcall.cases.queue import Queue
    from willcall.kit.locks import NamedLocks
    from willcall.kit.relay import Relay
    from willcall.understanding.reading import Context

    section = app.settings.agent
    log = telemetry.get_logger("agent")
    catalogue = CatalogueCache(app.boxoffice, app.clock)
    sandbox = app.sandbox_payments is not None
    brains = chosen(section)
    runner = TurnRunner(
        database=app.database,
        store=app.conversations,
        boxoffice=app.boxoffice,
        knowledge=knowledge,
        desk=app.desk,
        reader=app.reader,
        guard=ConsentGuard(app.database, app.conversations, spend_limit=section.spend_limit or None),
        catalogue=catalogue,
        locks=NamedLocks(app.database),
        clock=app.clock,
        ids=app.ids,
        brains=brains,
        judge=LearnedJudge() if brains else None,
        payment_methods=[PaymentMethod(token=token, label=label) for token, label in TOKENS.items()] if sandbox else [],
        hold_seconds=section.hold_seconds,
        on_replacement=lambda replaced: log.warning("a brain's sentence was replaced", why=str(replaced)[:500]),
        on_brain_failed=lambda name, why: log.warning("brain failed", brain=name, why=why),
    )
    silence = timedelta(seconds=section.close_seconds)
    app.turns = runner
    app.closers.append(runner.locks.close)
    app.show_names = lambda: {show.event_id: show.name for show in catalogue().shows}
    app.operators = Operators(app.database)
    app.hand_offs, app.desk_tools, app.program_tools = HandOffs(runner), DeskTools(runner), ProgramTools(runner)
    app.queue = Queue(app.database, app.boxoffice if isinstance(app.boxoffice, LocalBoxOffice) else None)
    app.end_conversation = runner.end
    app.ready = {
        "database": app.boxoffice.ping,
        "brain": lambda: app.reader.read("two for tonight", Context(app.clock(), catalogue())),
    }
    app.chores = {
        "box office": app.boxoffice.tidy,
        "conversations": lambda: runner.close_idle(silent_for=silence),
        "messages": Relay(app.database, [_tell_the_log], recorders=_recorders(app, catalogue)).drain,
        "log": lambda: _tidy_log(app),
    }


def _wire_alerts(app: App, reader: "EncoderReader | None") -> None:
    from willcall.insights.alerts.wired import open_alerts
    from willcall.insights.drift.wired import open_drift

    settings, zone = app.settings, app.settings.insight.time_zone
    app.alerts = desk = open_alerts(
        settings.alerts,
        database=app.database,
        log=app.log.reader,
        clock=app.clock,
        zone=zone,
        public_url=settings.server.public_url,
    )
    if settings.alerts.enabled:
        app.slow_chores["alerts"] = lambda: desk.chore(going_on=lambda: not app.stopping.is_set())
    if reader is not None:
        app.drift = looking = open_drift(
            settings.drift, log=app.log.reader, reader=reader, database=app.database, zone=zone
        )
        if settings.drift.enabled:
            every = settings.drift.every_minutes * 60.0

            def look() -> int:
                due = desk.store.take_turn("drift", now=app.clock(), every_s=every)
                return int(due and looking.look() is not None)

            app.slow_chores["drift"] = look


def _gaps(app: App) -> "GapDesk":
    from willcall.insights.gaps.wired import open_gaps

    return open_gaps(
        database=app.database,
        log=app.log.reader,
        clock=app.clock,
        ingestion=app.ingestion,
        documents=app.documents.listing,
        knowledge=app.knowledge,
    )


def _recorders(app: App, catalogue: "CatalogueCache") -> "list[Recorder]":
    from willcall.flows.incidents.wired import open_incidents

    def check_data() -> str:
        if app.drift is None:
            raise Unavailable("There is no encoder to look with.")
        report = app.drift.look()
        return f"{report.verdict}, {report.rows[1]} messages against {report.rows[0]}."

    app.incidents = desk = open_incidents(database=app.database, clock=app.clock, check_data=check_data)
    app.slow_chores["incidents"] = desk.conducting.run_due
    return [_log_writer(app, catalogue), desk.hearing]


def _log_writer(app: App, catalogue: "CatalogueCache") -> "LogWriter":
    from willcall.insights.prices import DEFAULT, Prices

    def public() -> tuple[str, ...]:
        return tuple({n for s in catalogue().shows for n in (s.name, s.venue, s.city, *s.performers, *s.aliases)})

    prices = Prices.read(app.settings.insight.prices or DEFAULT)
    return app.log.writer(keep=public, price=prices.of, feel=app.feel)


def _tidy_log(app: App) -> int:
    due = app.settings.insight
    age = timedelta(minutes=due.flush_minutes)
    return app.log.archive.tidy(now=app.clock(), rows=due.flush_rows, age=age, keep_days=due.keep_days)


def _tell_the_log(message: "Message") -> None:
    """The relay's first subscriber: what happened, as a line of the log in CloudEvents' words."""
    telemetry.get_logger("events").info(
        message.type, **{k: v for k, v in message.as_cloudevent().items() if k != "type"}
    )


def _load_sample(settings: "Settings", database: "Database", boxoffice: "BoxOffice") -> None:
    from willcall.boxoffice import wired as selling
    from willcall.knowledge import wired as knowing

    if settings.boxoffice.remote_url is None:
        selling.load_sample(database, boxoffice)
    knowing.load_sample(database)


@contextmanager
def _alone(path: Path) -> "Iterator[None]":
    """One process of this machine at a time."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

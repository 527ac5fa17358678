"""A fan at the agent's own door: the real turn loop on a real database, with the clock in the test's hand."""

import secrets
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection

from willcall.access.actor import Actor
from willcall.agent.catalogue import CatalogueCache
from willcall.agent.contract import ChatReply, ChatRequest, PaymentMethod
from willcall.agent.ports import Brain
from willcall.agent.safeguards.consent import ConsentGuard
from willcall.agent.turn import TurnRunner
from willcall.boxoffice.contract import Order
from willcall.boxoffice.delivery.qr import Ed25519Signer
from willcall.boxoffice.local import LocalBoxOffice
from willcall.boxoffice.operations.load_season import load_season
from willcall.boxoffice.payments.sandbox import SandboxPayments
from willcall.boxoffice.season import Season
from willcall.cases.desk import LocalDesk
from willcall.conversations.store import ConversationStore
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database
from willcall.kit.ids import new_id
from willcall.kit.locks import NamedLocks
from willcall.knowledge import sample as sample_knowledge
from willcall.knowledge.search import BookShelf, KeywordKnowledge
from willcall.understanding.reader import EncoderReader

METHODS = [PaymentMethod(token=f"tok_{name}", label=name) for name in ("ok", "declined", "timeout", "second_step")]
READER = EncoderReader()
KNOWLEDGE = KeywordKnowledge(BookShelf(sample_knowledge.documents()))


def runner(
    database: Database, clock: FixedClock, season: Season, *, brains: Sequence[Brain] = (), **more: Any
) -> TurnRunner:
    """The whole agent over a database that holds `season`."""
    load(database, season)
    payments = SandboxPayments(database)
    office = LocalBoxOffice(
        database, clock=clock, ids=new_id, payments=payments, signer=Ed25519Signer(secrets.token_bytes(32))
    )
    return again(database, clock, office, brains=brains, **more)


_loaded: dict[str, sqlite3.Connection] = {}


def load(database: Database, season: Season) -> None:
    """Loads a season into an empty database; one that was loaded before is copied, which takes a fifth of the time."""
    known = f"{database.clock()} {season.model_dump_json()}" if database.is_sqlite else ""
    if known in _loaded:
        with database.engine.connect() as connection:
            _loaded[known].backup(_file(connection))
        return
    with database.write() as unit:
        load_season(unit, season)
    if database.is_sqlite:
        _loaded[known] = sqlite3.connect(":memory:", check_same_thread=False)
        with database.engine.connect() as connection:
            _file(connection).backup(_loaded[known])


def _file(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def again(
    database: Database, clock: FixedClock, office: LocalBoxOffice, *, brains: Sequence[Brain] = (), **more: Any
) -> TurnRunner:
    """Another worker over the same database."""
    store = ConversationStore(database)
    wiring: dict[str, Any] = {
        "guard": ConsentGuard(database, store),
        "payment_methods": METHODS,
        "knowledge": KNOWLEDGE,
    } | more
    return TurnRunner(
        database=database,
        store=store,
        boxoffice=office,
        desk=LocalDesk(database),
        reader=READER,
        catalogue=CatalogueCache(office, clock),
        locks=NamedLocks(database),
        clock=clock,
        ids=new_id,
        brains=brains,
        **wiring,
    )


class Talk:
    """One fan in one conversation."""

    def __init__(self, turns: TurnRunner, customer_id: str | None = None) -> None:
        self.turns = turns
        self.customer_id = customer_id
        self.conversation_id: str | None = None
        self.channel = "chat"
        self.reply: ChatReply

    @property
    def actor(self) -> Actor:
        return Actor.anonymous() if self.customer_id is None else Actor.fan(self.customer_id)

    def say(self, *messages: str) -> ChatReply:
        for message in messages:
            self._send({"message": message})
        return self.reply

    def press(self, **action: Any) -> ChatReply:
        return self._send({"action": action})

    def pay(self, token: str = "tok_ok") -> ChatReply:
        return self.press(type="pay", quote_id=self.card("payment").quote_id, payment_method_token=token)

    def sign_in(self, customer_id: str) -> "Talk":
        self.customer_id = customer_id
        return self

    def card(self, kind: str) -> Any:
        found = [c for c in self.reply.cards if c.type == kind]
        assert found, f"no {kind} card, but {[c.type for c in self.reply.cards]}: {self.reply.response}"
        return found[-1]

    def cards(self) -> list[str]:
        return [c.type for c in self.reply.cards]

    @property
    def awaiting(self) -> str | None:
        return self.reply.state.awaiting

    def orders(self) -> list[Order]:
        assert self.customer_id is not None
        return self.turns.boxoffice.list_orders(actor=self.actor, customer_id=self.customer_id)

    def _send(self, body: dict[str, Any]) -> ChatReply:
        request = ChatRequest.model_validate(body | {"conversation_id": self.conversation_id})
        self.reply = self.turns.run(request, actor=self.actor, request_id="req_test", channel=self.channel)
        self.conversation_id = self.reply.conversation_id
        return self.reply


def after_buying(fan: Callable[..., Talk], said: str = "3 for the otters on friday in 301") -> Talk:
    """The fan after a purchase."""
    talk = fan("cus_ann")
    talk.say(said, "the first", "yes")
    talk.pay()
    return talk

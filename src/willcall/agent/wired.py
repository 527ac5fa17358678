"""What turns are made with, and under whose authority they run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from willcall.access.actor import Actor
from willcall.agent.brains.embedded import EmbeddedBrain
from willcall.agent.catalogue import CatalogueCache
from willcall.agent.contract import PaymentMethod
from willcall.agent.ports import Brain
from willcall.agent.safeguards.claims import Replacement
from willcall.agent.safeguards.consent import ConsentGuard
from willcall.agent.safeguards.judging import Judge
from willcall.boxoffice.ports import BoxOffice
from willcall.cases.ports import Desk
from willcall.conversations.speaker import Speakers
from willcall.conversations.store import Conversation, ConversationStore, MemoryStore
from willcall.kit.clock import Clock
from willcall.kit.database import Database
from willcall.kit.ids import Ids
from willcall.kit.locks import NamedLocks
from willcall.knowledge.ports import Knowledge
from willcall.understanding.ports import Reader

BROWSER = "ses_"
"""How the names of browsers begin (`access.sessions`); keys and conversations are called otherwise."""


@dataclass(slots=True)
class Wired:
    """What turns are made with; one per process, shared by all of them.

    Args:
        brains: Tried in order before the embedded one, which is always the last.
        payment_methods: What a payment card offers (the sandbox's tokens; empty where the page collects its own).
        judge: Reads what brains say beside the grammar of claims; None leaves it to grammar alone.
        on_replacement: Told of every sentence of a brain that was not let through.
        on_brain_failed: Told of the name of a brain that failed, and why.
    """

    database: Database
    store: ConversationStore
    boxoffice: BoxOffice
    knowledge: Knowledge
    desk: Desk
    reader: Reader
    guard: ConsentGuard
    catalogue: CatalogueCache
    locks: NamedLocks
    clock: Clock
    ids: Ids
    brains: Sequence[Brain] = ()
    payment_methods: Sequence[PaymentMethod] = ()
    hold_seconds: int = 300
    deadline_s: float = 30.0
    judge: Judge | None = None
    on_replacement: Callable[[Replacement], None] | None = None
    on_brain_failed: Callable[[str, str], None] | None = None
    embedded: EmbeddedBrain = field(default_factory=EmbeddedBrain)
    speakers: Speakers = field(init=False)
    memories: MemoryStore = field(init=False)

    def __post_init__(self) -> None:
        self.speakers = Speakers(self.database, self.store)
        self.memories = MemoryStore(self.database)


def acting(conversation: Conversation, actor: Actor) -> Actor:
    """The authority of a turn: the fan, or whoever holds this conversation. A key alone is nobody's consent."""
    if actor.kind == "fan" and actor.customer_id is not None:
        return Actor.fan(actor.customer_id, conversation.conversation_id)
    return Actor.anonymous(conversation.conversation_id)


def may_speak(conversation: Conversation, actor: Actor) -> bool:
    """Whether a conversation is the actor's to read and to go on with.

    A signed-in fan's is theirs alone. One that began in a browser belongs to that browser (signing in there keeps it); one that
    began without, to whoever knows its unguessable id.
    """
    if actor.kind == "service":
        return True
    if conversation.customer_id is not None:
        return actor.may_see(conversation.customer_id)
    began_in = conversation.session or ""
    return not began_in.startswith(BROWSER) or actor.session == began_in

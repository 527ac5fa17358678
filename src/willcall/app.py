"""The composition root: settings in, wired objects out. The only place that chooses implementations; it decides nothing else.

Rooms are imported when they are wired, so that importing this costs nothing.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from willcall.access.actor import Actor
from willcall.kit.clock import Clock
from willcall.kit.ids import Ids

if TYPE_CHECKING:
    from willcall.access.identity import Authenticator
    from willcall.access.limits import RateLimiter
    from willcall.access.tokens import Tokens
    from willcall.agent.contract import ChatReply, ChatRequest, TurnEvent
    from willcall.boxoffice.payments.sandbox import SandboxPayments
    from willcall.boxoffice.ports import BoxOffice
    from willcall.cases.ports import Desk
    from willcall.conversations.store import ConversationStore
    from willcall.kit.database import Database
    from willcall.knowledge.ports import Knowledge
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
    turns: Turns
    tokens: "Tokens"
    authenticator: "Authenticator"
    limiter: "RateLimiter"
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

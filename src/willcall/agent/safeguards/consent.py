"""The consent guard: no money moves without this fan's live yes to exactly this quote (AG4).

The yes is recorded by the turn's own code, from a button or from words that `understanding.answers.plain_yes` reads, about the
quote last shown. The guard only compares. It is handed to the tools by constructor, so that a test can take it out and see
what it was there for.
"""

from datetime import datetime

from willcall.access.actor import Actor
from willcall.agent.state import ConversationState
from willcall.boxoffice.contract import Quote
from willcall.conversations.store import Consent, ConversationStore
from willcall.kit.database import Database
from willcall.kit.errors import Refused
from willcall.kit.money import Money


class SpendLimitReached(Refused):
    """This session has spent as much as one session may."""


class ConsentGuard:
    """Args:
    database: Where a yes is written.
    store: Keeps the consents.
    spend_limit: Most that one conversation may be charged, in minor units of any one currency; None for no limit.
    """

    def __init__(self, database: Database, store: ConversationStore, *, spend_limit: int | None = None) -> None:
        self._database = database
        self._store = store
        self._spend_limit = spend_limit

    def record(self, quote: Quote, *, conversation_id: str, actor: Actor, said: str) -> None:
        """Writes down a yes. Only the turn's code calls this, having read the fan."""
        if actor.kind != "fan" or actor.customer_id is None:
            raise Refused("Sign in first: a confirmation is a fan's own.")
        consent = Consent(
            quote.quote_id,
            conversation_id,
            actor.customer_id,
            quote.digest,
            quote.total.amount,
            quote.total.currency,
            quote.expires_at,
        )
        with self._database.write() as unit:
            self._store.give_consent(unit, consent, said=said)

    def allows(self, quote: Quote, *, conversation_id: str, actor: Actor, now: datetime) -> bool:
        """Whether there is a live yes of this fan, in this conversation, to exactly this quote."""
        consent = self._store.consent(quote.quote_id)
        return (
            consent is not None
            and actor.kind == "fan"
            and consent.customer_id == actor.customer_id
            and consent.conversation_id == conversation_id
            and consent.digest == quote.digest
            and consent.total == quote.total.amount
            and consent.currency == quote.total.currency
            and quote.status in {"open", "confirmed", "used"}
            and now < max(consent.expires_at, quote.expires_at)
        )

    def check_spend(self, state: ConversationState, total: Money) -> None:
        """Raises: SpendLimitReached, if charging `total` would pass the session's limit."""
        if self._spend_limit is None or total.amount <= 0:
            return
        spent = state.spent.get(total.currency, 0)
        if spent + total.amount > self._spend_limit:
            before = f", and {Money(spent, total.currency).text} is spent already" if spent else ""
            raise SpendLimitReached(
                f"That comes to {total.text}. One conversation may spend at most "
                f"{Money(self._spend_limit, total.currency).text}{before}. "
                "For more, start a new conversation or ask for a person.",
                policy="Spend limit per session",
            )

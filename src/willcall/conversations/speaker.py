"""The lease of who talks for Willcall in a conversation: the agent, or one person.

A fencing token (Kleppmann, "How to do distributed locking", 2016) goes up with every change of hands. Whatever is said for
Willcall is stored only together with the token under which it was thought: an answer of the agent that was under way when a
person took over is never stored, nor is a reply of a person who has given back. The lease does not run out: the agent is
silent until it is given back.

What a fan says is always kept, whoever speaks. Knows nothing of why a conversation is handed over.
"""

from dataclasses import dataclass
from datetime import datetime

from willcall.conversations.store import ConversationStore, NoSuchConversation, Superseded, Turn, speakers
from willcall.conversations.store.conversations import Conversation
from willcall.kit.clock import from_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import Conflict
from willcall.kit.idempotency import once

SOURCE = "/conversations"


class Taken(Conflict):
    """Another person speaks there already."""


class NotSpeaking(Conflict):
    """Whoever wants to speak or give back does not hold the lease (any more)."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A person's right to speak.

    Args:
        token: The fencing token; whatever is said names it.
        operator_id: Whose it is.
        since: When they took over.
    """

    conversation_id: str
    token: int
    operator_id: str
    since: datetime


class Speakers:
    """Args:
    database: Where the conversations are.
    store: Theirs.
    """

    def __init__(self, database: Database, store: ConversationStore) -> None:
        self._database = database
        self._store = store

    # -- a person's side -----------------------------------------------------------------------------------------------

    def take_over(self, unit: UnitOfWork, *, conversation_id: str, operator_id: str, force: bool = False) -> Lease:
        """The floor for a person; from this commit on the agent is silent. Taking again what one has changes nothing.

        Args:
            unit: The transaction.
            conversation_id: Where.
            operator_id: Who.
            force: Also from another person.

        Raises:
            NoSuchConversation, Taken.
        """
        taken = speakers.take(unit, conversation_id=conversation_id, operator_id=operator_id, force=force)
        row = speakers.read(unit.connection, conversation_id)
        if row is None:
            raise NoSuchConversation(f"There is no conversation {conversation_id!r}.", field="conversation_id")
        if not taken and row.held_by != operator_id:
            raise Taken(
                "Someone else is speaking in this conversation already.",
                operator_id=row.held_by,
                conversation_id=conversation_id,
            )
        if taken:
            about = {"operator_id": operator_id, "token": row.floor}
            unit.emit("conversation.taken_over", conversation_id, about, source=SOURCE)
        return Lease(conversation_id, row.floor, operator_id, from_epoch_ms(row.held_since_ms))

    def say(
        self,
        unit: UnitOfWork,
        *,
        conversation_id: str,
        token: int,
        turn: Turn,
        state: str | None = None,
        key: str | None = None,
    ) -> str:
        """Appends a person's words, and the state their tools left; the message's id.

        Args:
            unit: The transaction.
            conversation_id: Where.
            token: Of the lease under which they speak.
            turn: The words.
            state: What the conversation's state is now, where it changed.
            key: The same key says the same thing once, however often it comes.

        Raises:
            NotSpeaking: If the lease is not theirs by this token; nothing is written.
            KeyReused: If the key came with other words before.
        """

        def effect() -> str:
            number = speakers.say(unit, conversation_id=conversation_id, token=token, turn=turn, state=state)
            if number is None:
                raise _not_speaking()
            return turn.message_id

        said = {"text": turn.text, "cards": turn.body.get("cards", [])}
        answer: str = once(unit, scope=f"say {conversation_id}", key=key, request=said, effect=effect)
        return answer

    def require(self, conversation: Conversation, *, token: int | None) -> None:
        """Raises: NotSpeaking unless a person holds the floor by this token."""
        if conversation.speaker != "person" or conversation.floor != token:
            raise _not_speaking()

    def keep_state(self, unit: UnitOfWork, *, conversation_id: str, token: int, state: str) -> None:
        """Keeps what a person's tools did, with nothing said. Raises: NotSpeaking."""
        if not speakers.keep_state(unit, conversation_id=conversation_id, token=token, state=state):
            raise _not_speaking()

    def give_back(self, unit: UnitOfWork, *, conversation_id: str, token: int, state: str | None = None) -> None:
        """The floor to the agent again, with the state to go on from.

        Raises:
            NotSpeaking: If the lease is not theirs by this token.
        """
        if not speakers.give_back(unit, conversation_id=conversation_id, token=token, state=state):
            raise _not_speaking()
        unit.emit("conversation.given_back", conversation_id, {"token": token}, source=SOURCE)

    # -- the agent's side ----------------------------------------------------------------------------------------------

    def silenced(self, conversation: Conversation) -> bool:
        """Whether the floor has changed hands since the conversation was loaded."""
        if conversation.new:
            return False
        with self._database.read() as connection:
            row = speakers.read(connection, conversation.conversation_id)
        return row is None or row.floor != conversation.floor

    def finish_turn(self, unit: UnitOfWork, conversation: Conversation, *, heard: Turn, answer: Turn) -> bool:
        """Stores a turn of the agent: the fan's words and the answer, or, once a person has taken over, the words alone.

        Args:
            unit: The transaction.
            conversation: As the turn leaves it; its state is kept in either case, for what tools did is done.
            heard: The fan's words.
            answer: The agent's. What was not delivered stays in the body of the fan's message, for the person who speaks.

        Returns:
            Whether the answer was delivered; if not, nobody but an operator may be shown any of it.
        """
        try:
            self._store.save(unit, conversation, [heard, answer])
        except Superseded:
            unsaid = {"text": answer.text, "cards": answer.body.get("cards", [])}
            body = {**heard.body, "unsaid": unsaid}
            kept = Turn(heard.message_id, heard.speaker, heard.text, heard.at, 0, heard.request_id, body)
            self.hear(unit, conversation, kept)
            return False
        return True

    def hear(self, unit: UnitOfWork, conversation: Conversation, heard: Turn) -> None:
        """Keeps a fan's words that a person will answer, and the state; opens a conversation that had ended.

        Raises:
            NoSuchConversation.
        """
        number = speakers.hear(
            unit,
            conversation_id=conversation.conversation_id,
            turn=heard,
            state=conversation.state,
            customer_id=conversation.customer_id,
        )
        if number is None:
            raise NoSuchConversation(
                f"There is no conversation {conversation.conversation_id!r}.", field="conversation_id"
            )
        conversation.turns = number
        conversation.speaker = "person"


def _not_speaking() -> NotSpeaking:
    return NotSpeaking("You do not speak in this conversation (any more): it was given back or someone else took over.")

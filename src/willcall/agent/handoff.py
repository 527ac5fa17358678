"""A person in the agent's place (AG10): takes a conversation over with all that the agent knew, speaks, and gives it back.

From the commit of a take-over the agent neither speaks nor acts there (`conversations.speaker`). Giving back waits for a turn
that is still under way, so that no word of a fan falls between the two. Knows nothing of who may do this (`access`) nor of
how it is shown.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from willcall.agent.state import ConversationState
from willcall.agent.wired import Wired
from willcall.cases.inbox import answered, assigned
from willcall.conversations.speaker import Lease
from willcall.conversations.store import Conversation, Turn
from willcall.kit.errors import Invalid
from willcall.kit.money import Money
from willcall.kit.privacy import screen

REPLY_LIMIT = 8_000
NOTE_LIMIT = 2_000


class NothingSaid(Invalid):
    """A reply without words."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks.

    Args:
        operator_id: Theirs.
        name: As the fan sees it.
    """

    operator_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Spoken:
    message_id: str
    at: datetime


class HandOffs:
    """Args:
    wired: What turns are made with.
    """

    def __init__(self, wired: Wired) -> None:
        self._wired = wired

    def take_over(self, *, conversation_id: str, person: Person, force: bool = False) -> Lease:
        """The floor for a person, and the open cases of the conversation with it. Does not wait for a turn under way.

        Raises:
            NoSuchConversation, Taken.
        """
        with self._wired.database.write() as unit:
            lease = self._wired.speakers.take_over(
                unit, conversation_id=conversation_id, operator_id=person.operator_id, force=force
            )
            assigned(unit, conversation_id=conversation_id, operator_id=person.operator_id)
            return lease

    def reply(
        self, *, conversation_id: str, token: int, person: Person, text: str, idempotency_key: str | None = None
    ) -> Spoken:
        """Says something to the fan.

        Raises:
            NothingSaid: If there are no words, or too many.
            NotSpeaking: If the lease is not theirs (any more).
        """
        words = said(text)
        now = self._wired.clock()
        turn = Turn(self._wired.ids("msg"), "person", words, now, body={"by": person.name})
        with self._wired.database.write() as unit:
            message_id = self._wired.speakers.say(
                unit, conversation_id=conversation_id, token=token, turn=turn, key=idempotency_key
            )
            answered(unit, conversation_id=conversation_id)
        return Spoken(message_id, now)

    def give_back(self, *, conversation_id: str, token: int, note: str = "") -> None:
        """The floor to the agent again, who goes on from where things stand.

        Args:
            conversation_id: Where.
            token: Of the lease.
            note: What the agent should know; the fan does not see it.

        Raises:
            NotSpeaking: If the lease is not theirs (any more).
        """
        with self._wired.locks.held(conversation_id):
            conversation = self._wired.store.load(conversation_id)
            state = ConversationState.model_validate_json(conversation.state)
            with self._wired.database.write() as unit:
                self._wired.speakers.give_back(
                    unit, conversation_id=conversation_id, token=token, state=ready_for_the_agent(state, note)
                )


def ready_for_the_agent(state: ConversationState, note: str) -> str:
    """The state with which the agent goes on: what the person put to the fan waits for an answer, the hand-off is over."""
    state.handed_off, state.misses = False, 0
    state.memo = {name: what for name, what in state.memo.items() if name not in {"said", "same", "offer", "note"}}
    words = screen(note)[0].strip()[:NOTE_LIMIT]
    if words:
        state.memo["note"] = words
    if state.quote is not None:
        state.awaiting = "payment" if state.quote.confirmed and state.quote.total > 0 else "confirmation"
    elif state.awaiting not in {"second_step", "sign_in"}:
        state.awaiting = None
    return state.model_dump_json()


def said(text: str) -> str:
    """A person's words as they are kept. Raises: NothingSaid."""
    words = screen(text)[0].strip()
    if not words:
        raise NothingSaid("Write something to say to the fan.", field="text")
    if len(words) > REPLY_LIMIT:
        raise NothingSaid(f"A reply has at most {REPLY_LIMIT:,} characters; this one has {len(words):,}.", field="text")
    return words


def what_it_knew(conversation: Conversation) -> dict[str, Any]:
    """What the agent had in hand, for whoever takes over; plain JSON, nothing that is not there."""
    state = ConversationState() if conversation.new else ConversationState.model_validate_json(conversation.state)
    task, quote = state.task, state.quote
    event = task.event if task is not None and task.event is not None else state.last_event
    known: dict[str, Any] = {
        "wants": None if task is None else task.kind,
        "event": None if event is None else event.name,
        "event_id": None if event is None else event.event_id,
        "quantity": None if task is None else task.quantity,
        "order_id": state.last_order_id,
        "held": None if state.hold is None else state.hold.model_dump(mode="json"),
        "quote": None
        if quote is None
        else {
            "quote_id": quote.quote_id,
            "kind": quote.kind,
            "summary": quote.summary,
            "total": Money(quote.total, quote.currency).text,
            "expires_at": quote.expires_at.isoformat(),
            "confirmed": quote.confirmed,
        },
        "waiting_for": state.awaiting,
        "specialist": state.specialist,
        "handed_off": state.handed_off or None,
        "case_id": state.case_id,
        "note": state.memo.get("note"),
    }
    return {name: what for name, what in known.items() if what is not None}
